"""Incidents against zones: which zones hold at the place of an incident, and did on its day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.maps.style import STYLES
from geo.model import Effect, Status
from geo.ui.filters import day_of
from geo.zones.check import inside

if TYPE_CHECKING:
    from geo.model import Analysis, Constraint, Event

HOLDING = frozenset({Status.IN_FORCE, Status.AGREED})
Row = dict[str, object]


def zones_at(analysis: Analysis) -> list[str]:
    """
    Say of each incident which zones it lies in, and whether their rules held on its day.

    Returns
    -------
    words
        One for each incident: "6 in force · 1 only proposed · 5 dated later"; "no zone"; empty
        where the incident has no place.
    """
    where = [e.place.candidate if e.place else None for e in analysis.events]
    at = [n for n, place in enumerate(where) if place is not None]
    pinned = set(at)
    found: list[list[str]] = [[] for _ in analysis.events]
    lon = [place.lon for place in where if place is not None]
    lat = [place.lat for place in where if place is not None]
    for number, zone in enumerate(analysis.zones, 1):
        if not at or zone.constraint.effect is Effect.WEAPON_RANGE:
            continue
        for n, is_in in zip(at, inside(zone.geometry, lon, lat).tolist(), strict=True):
            if is_in:
                found[n].append(f"{number} {held(zone.constraint, analysis.events[n].date)}")
    return [
        " · ".join(words) if words else ("no zone" if n in pinned else "")
        for n, words in enumerate(found)
    ]


def held(rule: Constraint, date: str) -> str:
    """
    Say whether a rule held on a day, as far as the dates of both tell.

    Examples
    --------
    >>> from geo.model import Constraint, Relation, Span
    >>> rule = Constraint(Span(0, 1), "x", Relation.IN, (), status=Status.AGREED, date="2017-11")
    >>> held(rule, "2018-05-30"), held(rule, "2017-03"), held(rule, "2017"), held(rule, "")
    ('agreed', 'dated later', 'agreed that time', 'agreed, day unknown')
    """
    label = STYLES[rule.status].label.lower()
    if rule.status not in HOLDING:
        return f"only {label}" if rule.status is not Status.LIFTED else label
    first, last = day_of(date), day_of(date, end=True)
    begin, ends = day_of(rule.date), day_of(rule.until, end=True)
    if first is None or last is None or begin is None:
        return f"{label}, day unknown"
    if last < begin:
        return "dated later"
    if ends is not None and first > ends:
        return "ended before"
    sure = first >= begin and (ends is None or last <= ends)
    return label if sure else f"{label} that time"


def incident_rows(analysis: Analysis) -> list[Row]:
    """Return a row for each incident, those without a place too."""
    zones = zones_at(analysis)
    return [_row(n, e, zones[n - 1]) for n, e in enumerate(analysis.events, 1)]


def _row(number: int, event: Event, zones: str) -> Row:
    return {
        "No.": number,
        "Incident": event.kind,
        "Where": where_words(event),
        "Date": event.date,
        "Zones there": zones,
        "Source": event.source,
        "Quote": event.quote,
    }


def where_words(event: Event) -> str:
    """Say where an incident was, or why it is not on the map."""
    if event.place is None or event.place.candidate is None:
        return f"not pinned: {event.reason}" if event.reason else "not pinned"
    near = "near " if "where.near" in event.trace else ""
    return near + event.place.candidate.name
