"""Read the incidents of a document: kind, place and day where the text says them, never guessed."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.events.kinds import CLOSE, OPEN
from geo.events.positions import positions
from geo.events.where import BEFORE, IT, Where, happened, is_topic, places_of
from geo.model import Event, FeatureClass, Role, Span
from geo.text.dateline import TOP_CHARS, dateline
from geo.text.dates import CLOCK, find_dates

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from geo.events.kinds import Kind
    from geo.model import Document, Place

POINTS = (FeatureClass.CITY, FeatureClass.FACILITY)  # a point stands for these, not for an area
ROLES = (Role.LITERAL, Role.RELATIVE)
_BEFORE_HOUR = re.compile(rf"\b(?:before|by)\s+{CLOCK}\s+(?=on\b)", re.IGNORECASE)
_SAYS = r"(?:said|reported|announced|confirmed|claimed|told)"
_SOURCES = tuple(
    re.compile(pattern)
    for pattern in (
        r"\b[Aa]ccording to (?P<s>(?:the |a |an )?[^,.;:]{3,60}?)(?=[,.;]|$)",
        rf"[,”\"] (?P<s>(?:the |a |an |its )?[^,.;:“”\"]{{3,60}}?) {_SAYS}\b",
        rf"^(?P<s>[A-Z][^,.;:“”\"]{{2,60}}?) (?:has |have |had )?{_SAYS}\b",
    )
)


@dataclass(frozen=True, slots=True)
class _Folded:
    """A sentence with its place names as numbers, the places, and where each character stood."""

    text: str
    places: tuple[Place, ...]
    origins: tuple[tuple[int, int], ...]

    def origin(self, at: int) -> int:
        """Return the offset in the sentence of a character of the folded one."""
        here, there = self.origins[bisect_right(self.origins, (at, 1 << 60)) - 1]
        return there + at - here


def read_events(
    document: Document, spans: Sequence[Span], places: Iterable[Place], kinds: Sequence[Kind]
) -> tuple[Event, ...]:
    """
    Read the incidents that a document tells of.

    Parameters
    ----------
    spans
        The document's sentences, in order.
    places
        Its places, resolved.

    Returns
    -------
    events
        In the order of the text. One whose place or day the text does not say has none; where it
        has no place, `reason` says why.
    """
    named = sorted(
        ((m.span, p) for p in places for m in p.mentions if m.kind in ROLES),
        key=lambda pair: (pair[0].start, -pair[0].end),
    )
    starts = [span.start for span, _ in named]
    found: list[Event] = []

    def within(span: Span) -> list[tuple[Span, Place]]:
        return named[bisect_right(starts, span.start - 1) : bisect_right(starts, span.end - 1)]

    def before(number: int) -> list[tuple[str, Place]]:
        """Return the places of the sentence before, where it stands in the same paragraph."""
        if not number or "\n\n" in document.text[spans[number - 1].end : spans[number].start]:
            return []
        last = spans[number - 1]
        return [(document.text[last.start : span.start], place) for span, place in within(last)]

    for number, rows in sorted(_candidates(document.text, spans, kinds).items()):
        span = spans[number]
        given = [(p.mentions[0].span, p) for p in positions(document.text, span)]
        here = sorted([*within(span), *given], key=lambda pair: (pair[0].start, -pair[0].end))
        found += _sentence(document, span, here, rows, before(number))
    return tuple(found)


def _candidates(
    text: str, spans: Sequence[Span], kinds: Sequence[Kind]
) -> dict[int, dict[str, Kind]]:
    """Return the sentences that hold a hint, by number, with the kinds whose hint it is."""
    low = text.lower()
    if len(low) != len(text):  # a letter whose small form is longer: offsets would slip
        low = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    begins = [span.start for span in spans]
    found: dict[int, dict[str, Kind]] = {}
    for kind in kinds:
        for hint in kind.hints:
            at = low.find(hint)
            while at >= 0:
                number = bisect_right(begins, at) - 1
                if number >= 0:
                    found.setdefault(number, {})[kind.id] = kind
                at = low.find(hint, at + len(hint))
    return found


def _sentence(
    document: Document,
    span: Span,
    named: list[tuple[Span, Place]],
    rows: dict[str, Kind],
    before: list[tuple[str, Place]],
) -> Iterator[Event]:
    """
    Yield the incidents of one sentence, each once.

    `before` are the places of the sentence before, each with the words that precede its name.
    """
    said = document.slice(span)
    folded = _folded(said, span.start, named)
    seen: set[tuple[str, int]] = set()
    for start, kind, where in _told(folded.text, rows):
        date, source = _date(document, span, said, folded.origin(start)), _source(said)
        trace = (kind.id, f"where.{where.how}") if where.how else (kind.id,)
        pronoun = where.how in {BEFORE, IT}
        known = _meant(folded, start, before, where.how) if pronoun else _wheres(folded, where)
        for place, reason in known:
            key = (kind.kind, id(place) if place else start)
            if key not in seen:
                seen.add(key)
                yield Event(span, said, kind.kind, place, date, source, trace, reason)


def _told(text: str, rows: dict[str, Kind]) -> list[tuple[int, Kind, Where]]:
    """Return what a folded sentence tells, in its order: where the words begin, kind and place."""
    taken: list[tuple[int, int]] = []
    found = []
    for kind in rows.values():
        for match in kind.pattern.finditer(text):
            start, end = match.span()
            if any(start < stop and begin < end for begin, stop in taken):
                continue
            where = places_of(text, start, end, kind.place)
            if happened(text, start, end) and (where.how or kind.place != "needed"):
                taken.append((start, end))
                found.append((start, kind, where))
    return sorted(found, key=lambda told: told[0])


def _folded(said: str, start: int, named: list[tuple[Span, Place]]) -> _Folded:
    """Write the names of a sentence as numbers; of nested ones the longest."""
    parts: list[str] = []
    places: list[Place] = []
    origins = [(0, 0)]
    at, size = 0, 0
    for span, place in named:
        begin, end = span.start - start, min(span.end - start, len(said))
        if begin < at:
            continue
        relative = place.mentions[0].kind is Role.RELATIVE  # "5 km south of Goma" is an adverb
        token = f"{'at ' if relative else ''}{OPEN}{len(places)}{CLOSE}"
        parts += [said[at:begin], token]
        size += begin - at + len(token)
        origins.append((size, end))
        places.append(place)
        at = end
    return _Folded("".join([*parts, said[at:]]), tuple(places), tuple(origins))


def _meant(
    folded: _Folded, start: int, before: list[tuple[str, Place]], how: str
) -> list[tuple[Place | None, str]]:
    """
    Return the place that "it", "the town" or "there" stands for, or why it is not told.

    Of the names before it in its sentence, else of those of the sentence before: the only one that
    is a point, for "it" only where the sentence is about it. Of several none is chosen.
    """
    here = re.finditer(rf"{OPEN}(\d+){CLOSE}", folded.text[:start])
    named = [(folded.text[: m.start()], folded.places[int(m[1])]) for m in here] or before
    points = {id(p): p for _, p in named if p.candidate and p.candidate.feature_class in POINTS}
    told = [p for text, p in named if id(p) in points and (how == BEFORE or is_topic(text))]
    if len(points) == 1 and told:
        return [(told[0], "")]
    names = " or ".join(p.mentions[0].toponym for p in points.values())
    several = len(points) > 1
    return [(None, f"it may be {names}" if several else "the sentence does not say where")]


def _wheres(folded: _Folded, where: Where) -> list[tuple[Place | None, str]]:
    """Return the places of an incident, each with the reason where it cannot be pinned."""
    places = [folded.places[number] for number in where.names if number < len(folded.places)]
    if not places:
        return [(None, "the sentence does not say where")]
    names = [place.mentions[0].toponym for place in places]
    if where.how == "between":
        return [(None, f"somewhere between {' and '.join(names)}")]
    return [_where(place, name) for place, name in zip(places, names, strict=True)]


def _where(place: Place, name: str) -> tuple[Place | None, str]:
    """Return a place that a point can stand for, or why there is none."""
    best = place.candidate
    if best is None:
        return None, f"“{name}” was not placed"
    if best.feature_class not in POINTS and place.mentions[0].kind is not Role.RELATIVE:
        return None, f"only an area is named: {best.name}"
    return place, ""


def _date(document: Document, span: Span, said: str, at: int) -> str:
    """
    Return the day in the sentence that is nearest to some words; empty without one.

    The day in the dateline is that of the report. "Before dawn on Sunday" is no deadline here, for
    an incident has happened.
    """
    filed = dateline(document.text) if span.start < TOP_CHARS else None
    if filed and span.covers(filed):
        start, end = filed.start - span.start, filed.end - span.start
        said = said[:start] + " " * (end - start) + said[end:]
    said = _BEFORE_HOUR.sub(lambda match: " " * len(match.group()), said)
    found = [d for d in find_dates(said, document.date) if not d.deadline]
    nearest = min(found, key=lambda d: abs(d.span.start - at), default=None)
    return nearest.iso if nearest else ""


def _source(said: str) -> str:
    """Return who says it, where the sentence does."""
    for pattern in _SOURCES:
        match = pattern.search(said)
        if match:
            return " ".join(match["s"].split())
    return ""
