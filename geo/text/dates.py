"""Dates in text, absolute and relative to the document's, as ISO 8601 to the precision given."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from itertools import pairwise

from geo.model import Span

_MONTH_NAMES = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_MONTHS = {name: i for i, name in enumerate(_MONTH_NAMES, 1)}
_MONTHS |= {name[:3]: i for name, i in _MONTHS.items()} | {"sept": 9}
# "14. Mai 1955", "1er mars 1962", "15 de mayo de 1999": as names of documents and old dispatches have them
_FOREIGN = {
    name: i
    for names in (
        "januar februar märz april mai juni juli august september oktober november dezember",
        "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
        "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
        "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
        "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    )
    for i, name in enumerate(names.split(), 1)
}
_WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
MONTH = _M = "|".join(sorted(_MONTHS, key=len, reverse=True))
_F = "|".join(sorted(_FOREIGN, key=len, reverse=True))
_W = "|".join(_WEEKDAYS)
YEAR = _Y = r"(?:1[5-9]|20)\d\d"
_COUNT = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "twelve": 12, "fourteen": 14, "fifteen": 15, "twenty": 20, "thirty": 30, "forty-eight": 48, "sixty": 60,
    "seventy-two": 72, "ninety": 90,
}  # fmt: skip
_N = "|".join(sorted(_COUNT, key=len, reverse=True))
_PATTERNS = tuple(
    (kind, re.compile(pattern, re.IGNORECASE))
    for kind, pattern in (
        ("iso", rf"\b(?P<y>{_Y})-(?P<m>\d\d)-(?P<d>\d\d)\b"),
        ("day", rf"\b(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<mon>{_M})\.?,?\s+(?P<y>{_Y})\b"),
        ("day", rf"\b(?P<d>\d{{1,2}})(?:\.|er|º)?\s+(?:de\s+)?(?P<mon>{_F})\s+(?:de\s+|del\s+)?(?P<y>{_Y})\b"),
        ("iso", rf"\b(?P<d>\d{{1,2}})\.(?P<m>\d{{1,2}})\.(?P<y>{_Y})\b"),
        ("day", rf"\b(?P<mon>{_M})\.?\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y>{_Y})\b"),
        ("day", rf"\b(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<mon>{_M})(?=\s*(?:to|until|till|and|through|-|–)\s*\d{{1,2}}(?:st|nd|rd|th)?\s+(?:{_M})\.?,?\s+(?P<y>{_Y})\b)"),
        ("this_day", rf"\b(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?=(?:\s+(?:and|to|until|till|through)\s+|\s?[-–]\s?)\d{{1,2}}(?:st|nd|rd|th)?\s+(?P<mon>{_M})\b(?!\.?,?\s+{_Y}))"),
        ("day", rf"\b(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?=(?:\s+(?:and|to|until|till|through)\s+|\s?[-–]\s?)\d{{1,2}}(?:st|nd|rd|th)?\s+(?P<mon>{_M})\.?,?\s+(?P<y>{_Y})\b)"),
        ("month_of", rf"\b(?P<mon>{_M})\s+(?:of\s+)?(?P<which>last|this|next)\s+year\b"),
        ("end_of", r"\b(?:the\s+)?end\s+of\s+(?:the|this)\s+(?P<unit>year|month)\b"),
        ("month", rf"\b(?P<mon>{_M})\.?,?\s+(?:of\s+)?(?P<y>{_Y})\b"),
        ("relative_month", rf"\b(?P<which>last|this|next)\s+(?P<mon>{_M})\b"),
        ("this_day", rf"\b(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<mon>{_M})\b\.?"),
        ("this_day", rf"\b(?P<mon>{_M})\.?\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\b(?!,?\s*\d)"),
        ("this_month", rf"\b(?:in|since|from|until|by|of|during)\s+(?:early\s+|mid-?|late\s+)?(?P<mon>{_M})\b"),
        ("weekday", rf"\b(?:(?P<which>last|this|next)\s+)?(?P<wd>{_W})\b"),
        ("relative", r"\b(?P<which>last|this|next)\s+(?P<unit>week|month|year)\b"),
        ("near", r"\b(?P<near>today|yesterday|tomorrow|this (?:morning|afternoon|evening)|tonight|(?:from|at) (?:midnight|noon))\b"),
        ("ago", r"\b(?P<n>\d{1,3}|an?|one|two|three|four|five|six)\s+(?P<unit>day|week|month|year)s?\s+ago\b"),
        ("within", rf"\bwithin\s+(?:the\s+(?:next|coming)\s+)?(?P<n>\d{{1,3}}|{_N})\s+(?P<unit>hour|day|week|month|year)s?\b(?!\s+(?:of|after|from|following|before|journey|drive|walk|ago|later)\b)"),
        ("within", rf"\bfor\s+(?:the\s+)?(?:next|coming|following)\s+(?P<n>\d{{1,3}}|{_N})\s+(?P<unit>hour|day|week|month|year)s?\b"),
        ("within", rf"\b(?:has|have|(?:gave|gives?|given)\s+[^;.,]{{2,40}}?)\s+(?:only\s+|just\s+)?(?P<n>\d{{1,3}}|{_N})\s+(?P<unit>hour|day|week|month|year)s?\s+(?:in\s+which\s+)?to\b"),
        ("year", rf"\b(?:in|since|from|of|during|until|by|the|an?|its|their|that)\s+(?:early\s+|mid-?|late\s+)?(?P<y>{_Y})\b(?!\s+(?:borders?|frontiers?|boundar(?:y|ies)|lines?|cease-?fire\s+lines?|armistice\s+lines?)\b)"),
    )
)  # fmt: skip
# a time of day before a day: "by |noon on 1 December"
CLOCK = (
    r"(?:noon|midday|midnight|dawn|dusk|sunset|sunrise|nightfall|daybreak|\d{1,2}(?:[:.]\d\d)?\s?(?:[ap]\.?m\.?|hours|hrs|o['’]clock)?|\d{4}\s?(?:hours|hrs|[A-Z]{1,4})?)"
    r"(?:\s(?:local\stime|GMT|UTC|Z))?"
)
_DEADLINE = re.compile(
    rf"\b(?:(?:expires?|lapses?|ends?|runs\s+out|(?:due|set|meant)\s+to\s+(?:expire|end|lapse|run\s+out))\s+(?:on|at|in)|(?:until|till)\s+(?:(?!\w+ed\b|fell\b|left\b|came\b|went\b|took\b|began\b|was\b|were\b|had\b|broke\b)[\w’'-]+\s+){{2,6}}on|(?:until|till|by|before)\s+(?:{CLOCK})\s+on|until|till|by|before|no\s+later\s+than|through|up\s+to|(?:{_M})\s+to|(?:between|from)\s+(?:{CLOCK}\s+(?:on\s+)?)?\d{{1,2}}(?:st|nd|rd|th)?(?:\s+(?:{_M}))?\s+(?:and|to)(?:\s+{CLOCK}(?:\s+on)?)?)\s+$",
    re.I,
)
# "as of Monday", "will enter it on Monday": the next one
_STARTS = re.compile(
    r"\b(?:as\s+of|as\s+from|starting|beginning|effective)\s+(?:on\s+)?$"
    r"|\b(?:will|shall|is\s+to|are\s+to)\b[^.;:]{0,80}\s(?:on|from)\s+$",
    re.IGNORECASE,
)
# "until Thursday, when …": told of the past
_WHEN = re.compile(r",?\s+(?:when|but|before|after)\b", re.IGNORECASE)
_HAD, _HELD = re.compile(r"\s+(?:had|was|were)\b"), re.compile(r"\b(?:held|occupied) before $")
_WERE_TO = re.compile(r"\b(?:were|was) to have\b", re.IGNORECASE)
_MAYBE = re.compile(
    rf"\b(?:{_M}|{_W}|{_Y}|last|this|next|today|yesterday|tomorrow|tonight|ago|midnight|noon|(?:hours?|days?|weeks?|months?|years?))\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date in the text: ISO 8601 to its precision, and whether it is a deadline ("until")."""

    span: Span
    iso: str
    deadline: bool = False


def find_dates(text: str, written: dt.date | None) -> tuple[DateMention, ...]:
    """
    Find the dates of a text, in order.

    Parameters
    ----------
    written
        Date of the document; without it, relative dates are left out.

    Examples
    --------
    >>> [d.iso for d in find_dates("Last November, Russia", dt.date(2018, 5, 30))]
    ['2017-11']
    """
    if not _MAYBE.search(text):
        return ()
    found: list[DateMention] = []
    for kind, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            start = match.start()
            deadline = kind == "within" or bool(
                _DEADLINE.search(text[max(0, start - 60) : start])
                or re.match(r"until|by", match.group(), re.I)
            )
            past = (
                kind != "weekday"
                or not deadline
                or _WHEN.match(text, match.end())
                or _WERE_TO.search(text)
            )
            coming = not past or (
                kind == "weekday" and _STARTS.search(text, max(0, start - 100), start)
            )
            iso = _iso("coming" if coming else kind, match.groupdict(), written)
            if iso is None:
                continue
            if deadline and (_HAD.match(text, match.end()) or _HELD.search(text, 0, start)):
                iso = ""  # told of the past
            if deadline and iso and written and kind in ("this_day", "this_month"):
                iso = _ahead(iso, written)
            span = Span(start, match.end())
            if not any(span.overlaps(other.span) for other in found):
                found.append(DateMention(span, iso, deadline))
    return _in_order(text, sorted((d for d in found if d.iso), key=lambda d: d.span))


# "from 5 July |to 8:00 on |11 July"
_TO = re.compile(
    rf"\s+(?:and|to|until|till|through)\s+(?:{CLOCK}\s+(?:on\s+)?)?$|\s?[-–]\s?$", re.IGNORECASE
)


def _in_order(text: str, found: list[DateMention]) -> tuple[DateMention, ...]:
    """End a period in the year in which it begins, where none is given for its end."""
    for i, (first, last) in enumerate(pairwise(found)):
        year = last.iso[:4]
        if not last.deadline or year in text[last.span.start : last.span.end]:
            continue
        if first.iso[:4] >= year or not _TO.fullmatch(text[first.span.end : last.span.start]):
            continue
        earlier = f"{int(year) - 1}{last.iso[4:]}"
        if earlier >= first.iso:
            found[i + 1] = DateMention(last.span, earlier, deadline=True)
    return tuple(found)


def _ahead(iso: str, written: dt.date) -> str:
    """Day or month without a year that is a deadline: the next one, not the last."""
    year, rest = int(iso[:4]), iso[4:]
    past = iso < written.isoformat()[: len(iso)]
    return f"{year + 1}{rest}" if past else iso


def _iso(kind: str, g: dict[str, str | None], written: dt.date | None) -> str | None:
    """ISO form of one match, or None when it is no date or has nothing to be relative to."""
    if kind in ("iso", "day"):
        name = str(g.get("mon")).lower()
        month = int(g["m"] or 0) if kind == "iso" else _MONTHS.get(name) or _FOREIGN[name]
        return _day(int(g["y"] or 0), month, int(g["d"] or 0))
    if kind == "month":
        return f"{g['y']}-{_MONTHS[str(g['mon']).lower()]:02d}"
    if kind == "year":
        return g["y"]
    return _relative(kind, g, written) if written else None


def _day(year: int, month: int, day: int) -> str | None:
    """ISO date, or None when there is no such day."""
    try:
        return dt.date(year, month, day).isoformat()
    except ValueError:
        return None


def _relative(kind: str, g: dict[str, str | None], written: dt.date) -> str | None:
    """ISO form of a date that is relative to the document's."""
    if kind == "this_day":
        return _closest_day(_MONTHS[str(g["mon"]).lower()], int(g["d"] or 0), written)
    if kind in ("this_month", "relative_month"):
        return _month_near(_MONTHS[str(g["mon"]).lower()], (g.get("which") or "").lower(), written)
    if kind in ("month_of", "end_of"):
        return _of_a_year(kind, g, written)
    if kind == "coming":
        ahead = (_WEEKDAYS.index(str(g["wd"]).lower()) - written.weekday()) % 7
        return (written + dt.timedelta(days=ahead or 7)).isoformat()
    if kind == "weekday":
        back = (written.weekday() - _WEEKDAYS.index(str(g["wd"]).lower())) % 7
        if (g["which"] or "").lower() == "next":
            back -= 7
        elif (g["which"] or "").lower() == "last" and back == 0:
            back = 7
        return (written - dt.timedelta(days=back)).isoformat()
    if kind == "near":
        days = {"yesterday": -1, "tomorrow": 1}.get(str(g["near"]).lower(), 0)
        return (written + dt.timedelta(days=days)).isoformat()
    return _counted(kind, str(g["unit"]).lower(), g, written)


def _month_near(month: int, which: str, written: dt.date) -> str:
    """ISO form of a month without a year: the last, the next, or the latest."""
    year = written.year
    if which == "next":
        year += month <= written.month
    elif which == "last":
        year -= month >= written.month
    else:
        year -= month > written.month
    return f"{year}-{month:02d}"


def _of_a_year(kind: str, g: dict[str, str | None], written: dt.date) -> str:
    """ISO form of "March this year", and of the last day of this year or month."""
    if kind == "month_of":
        year = written.year + {"last": -1, "this": 0, "next": 1}[str(g["which"]).lower()]
        return f"{year}-{_MONTHS[str(g['mon']).lower()]:02d}"
    month = 12 if str(g["unit"]).lower() == "year" else written.month
    following = dt.date(written.year + month // 12, month % 12 + 1, 1)
    return (following - dt.timedelta(days=1)).isoformat()


def _counted(kind: str, unit: str, g: dict[str, str | None], written: dt.date) -> str:
    """ISO form of a date counted from the document's: "within 48 hours", "two weeks ago", "last year"."""
    if kind == "relative":
        return _shift(unit, {"last": -1, "this": 0, "next": 1}[str(g["which"]).lower()], written)
    count = _COUNT.get(str(g["n"]).lower()) or int(str(g["n"]))
    if unit == "hour":
        unit, count = "day", round(count / 24)
    return _shift(unit, -count if kind == "ago" else count, written)


_LASTS = re.compile(
    rf"\bfor (?:a (?:period|term) of |an initial |a further )?(?P<n>\d{{1,3}}|{_N}) (?P<unit>hour|day|week|month|year)s?\b(?! (?:now|already|past|after)\b)",
    re.IGNORECASE,
)
_BEEN = re.compile(r"\b(?:has|have|had) been\b", re.IGNORECASE)


def end_of_term(text: str, since: str) -> str:
    """
    Find when what begins on a day ends, as ISO 8601: "for 90 days".

    Examples
    --------
    >>> end_of_term("Fishing is prohibited for 90 days", "2015-09-01")
    '2015-11-30'
    """
    match = _LASTS.search(text)
    if match is None or len(since) != len("2015-09-01") or _BEEN.search(text):
        return ""
    return _counted("in", match["unit"].lower(), match.groupdict(), dt.date.fromisoformat(since))


def _closest_day(month: int, day: int, written: dt.date) -> str | None:
    """Day of a month without a year: the year that brings it nearest to the document's date."""
    years = (written.year - 1, written.year, written.year + 1)
    days = [iso for year in years if (iso := _day(year, month, day))]
    return min(days, key=lambda iso: abs(dt.date.fromisoformat(iso) - written), default=None)


def _shift(unit: str, count: int, written: dt.date) -> str:
    """Date a number of days, weeks, months or years away, to that precision."""
    if unit in ("day", "week"):
        return (written + dt.timedelta(days=count * (7 if unit == "week" else 1))).isoformat()
    if unit == "year":
        return str(written.year + count)
    months = written.year * 12 + written.month - 1 + count
    return f"{months // 12}-{months % 12 + 1:02d}"
