"""When a warning holds: date-time groups, NOTAM fields B and C, days of a series."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

_MONTHS = {
    name: i for i, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)
}
_MON = r"(?P<{}>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_YEAR = r"(?:,?\s*['’]?(?P<{}>(?:20|19)\d\d|\d\d)(?![\d:./°-]|\s?(?:miles?|nm|nautical|km|m|deg\w*|[NS])\b))?"
# 121200Z JUN 24, 12 1200 UTC JUN 24
_GROUP = re.compile(
    rf"\b(?P<d>[0-3]\d)\s?[0-2]\d[0-5]\d\s?(?:Z|UTC)?(?:\s+{_MON.format('m')}{_YEAR.format('y')})?(?![\d:.-])",
    re.IGNORECASE,
)
# 18 THRU 24 NOV 24; 21 AND 22 AUG; 25 SEP TO 02 OCT 24; 10-JUN-2024
_DAY = re.compile(
    rf"\b(?P<d>[0-3]?\d)(?:st|nd|rd|th)?(?P<more>(?:\s*(?:,|/|&|and|thru|through|to|-|–)\s*[0-3]?\d(?:st|nd|rd|th)?)*)[\s-]*"
    rf"{_MON.format('m')}[-]?{_YEAR.format('y')}",
    re.IGNORECASE,
)
# B) 2406121200 C) 2406141800
_FIELD = re.compile(
    r"\b(?P<f>[BC])\)\s*(?P<y>\d\d)(?P<m>[01]\d)(?P<d>[0-3]\d)(?:[0-2]\d[0-5]\d)?\b"
)
_ISSUE = re.compile(
    r"\b(?:navarea|hydro(?:lant|pac|arc)|notam|warning|navtex|avurnav|coastal)\b[^\n]{0,24}?\b\d{1,5}[/-](?P<y>(?:20)?\d\d)\b"
    r"|\b[A-Z]\d{4}/(?P<y2>\d\d)\b",
    re.IGNORECASE,
)
_CANCEL = re.compile(
    r"\b(?:cancel|self[- ]?cancel\w*|cnl)\b(?:\s+(?:this|msg|message|warning|para\w*|on|at|\d{1,2}\.?))*\s*$|\b(?:until|till|by|expir\w+)\s+(?:at\s+|on\s+)?$",
    re.IGNORECASE,
)
# when a message was issued: a group on a line of its own
_OWN_LINE = re.compile(r"(?:^|\n)[ \t]*(?:DTG:?\s*)?$", re.IGNORECASE)
_LINE_END = re.compile(r"[ \t]*(?:\n|$)")


@dataclass(frozen=True, slots=True)
class _Day:
    """One day of a message: where it stands, the day, the month and year if given, and whether it ends."""

    start: int
    day: int
    month: int | None
    year: int | None
    ends: bool


def message_dates(text: str, year: int | None = None) -> tuple[str, str]:
    """
    First and last day on which a warning holds, ISO 8601.

    A day without a month takes that of the next day; without a year, the next one's or the one given.
    Where only the day is told on which the message is cancelled, that is the last one.

    Parameters
    ----------
    year
        Year of the message.

    Returns
    -------
    since, until
        Empty where the text gives none.

    Examples
    --------
    >>> message_dates("NAVAL EXERCISES FROM 100400Z TO 131600Z MAR 24")
    ('2024-03-10', '2024-03-13')
    """
    fields = {
        m["f"].upper(): _iso(2000 + int(m["y"]), int(m["m"]), int(m["d"]))
        for m in _FIELD.finditer(text)
    }
    if fields.get("B"):
        return fields["B"], fields.get("C", "")
    found = _filled(_days(text), year)
    held = [iso for day, iso in found if not day.ends]
    ends = [iso for day, iso in found if day.ends]
    if not found:
        return "", ""
    since = min(held, default="")
    until = max(held, default="") if len(held) > 1 else ""
    return since, (until if until > since else "") or (max(ends) if ends else "")


def _days(text: str) -> list[_Day]:
    """Days of a message in its order."""
    found: list[_Day] = []
    taken: list[tuple[int, int]] = []
    for pattern in (_DAY, _GROUP):
        for m in pattern.finditer(text):
            if any(a < m.end() and m.start() < b for a, b in taken):
                continue
            taken.append((m.start(), m.end()))
            issued = pattern is _GROUP and _OWN_LINE.search(text, 0, m.start())
            if issued and _LINE_END.match(text, m.end()):
                continue
            month = _MONTHS[m["m"][:3].lower()] if m["m"] else None
            year = (int(m["y"]) if len(m["y"]) == 4 else 2000 + int(m["y"])) if m["y"] else None
            ends = bool(_CANCEL.search(text, max(0, m.start() - 40), m.start()))
            more = re.findall(r"\d+", m["more"]) if "more" in m.re.groupindex else []
            found += [_Day(m.start(), int(d), month, year, ends) for d in (m["d"], *more)]
    return sorted(found, key=lambda day: day.start)


def _filled(days: list[_Day], year: int | None) -> list[tuple[_Day, str]]:
    """Days with the month and year of the next that has them, as ISO 8601; the others are left out."""
    filled: list[tuple[_Day, str]] = []
    month, known = None, year
    for day in reversed(days):
        month = day.month or month
        known = day.year or known or year
        iso = _iso(known, month, day.day) if month and known else ""
        if iso:
            filled.append((day, iso))
    return filled[::-1]


def issue_year(message: str) -> int | None:
    """
    Year in the number of a message.

    Examples
    --------
    >>> issue_year("NAVAREA IV 812/24 GULF OF MEXICO")
    2024
    """
    issue = _ISSUE.search(message)
    digits = (issue["y"] or issue["y2"]) if issue else ""
    if not digits:
        return None
    return int(digits) if len(digits) == 4 else 2000 + int(digits)


def _iso(year: int, month: int, day: int) -> str:
    """ISO date; empty when there is no such day."""
    try:
        return dt.date(year, month, day).isoformat()
    except ValueError:
        return ""
