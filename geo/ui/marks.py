"""A report's text cut into pieces, each with the zones, rules and places that rest on it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from geo.maps.style import style_of
from geo.model import Role, Span

if TYPE_CHECKING:
    from geo.model import Analysis, Constraint, Event, Place, Zone

SHOWN_CHARS = 200_000  # what a browser lays out without delay; the whole text is read all the same
UNRESOLVED, PLACE, EVENT = "?", "@", "!"
MARKED_ROLES = {Role.LITERAL: "place", Role.DEMONYM: "name", Role.METONYM: "name"}


@dataclass(frozen=True, slots=True)
class Mark:
    """
    A stretch of the text that something rests on.

    Attributes
    ----------
    id
        "1" for the first zone, "?1" for the first rule that was not drawn, "@1" for the first
        place, "!1" for the first incident.
    kind
        "zone", "unresolved", "event", "place" or "name" (a people or a government).
    color
        ``#rrggbb`` of the zone, else empty.
    """

    span: Span
    id: str
    kind: str
    color: str = ""


def marks(analysis: Analysis) -> tuple[Mark, ...]:
    """Return all marks of a report: zones, rules not drawn, incidents, places."""
    found = [
        Mark(zone.constraint.span, str(number), "zone", style_of(zone).color)
        for number, zone in enumerate(analysis.zones, 1)
    ]
    found += [
        Mark(rule.span, f"{UNRESOLVED}{number}", "unresolved")
        for number, rule in enumerate(analysis.unresolved, 1)
    ]
    found += [
        Mark(event.span, f"{EVENT}{number}", "event")
        for number, event in enumerate(analysis.events, 1)
    ]
    found += [
        Mark(mention.span, f"{PLACE}{number}", MARKED_ROLES[mention.kind])
        for number, place in enumerate(analysis.places, 1)
        for mention in place.mentions
        if mention.kind in MARKED_ROLES
    ]
    return tuple(found)


def in_order(analysis: Analysis) -> tuple[str, ...]:
    """Return the ids of all rules and incidents as they follow each other in the text."""
    found = [mark for mark in marks(analysis) if mark.kind in {"zone", "unresolved", "event"}]
    return tuple(mark.id for mark in sorted(found, key=lambda mark: mark.span.start))


def chosen_zone(analysis: Analysis, id: str) -> Zone | None:
    """Return the zone of an id, or None."""
    at = _at(id, "")
    return analysis.zones[at] if 0 <= at < len(analysis.zones) else None


def chosen_rule(analysis: Analysis, id: str) -> Constraint | None:
    """Return the rule of an id, drawn or not, or None."""
    zone = chosen_zone(analysis, id)
    if zone is not None:
        return zone.constraint
    at = _at(id, UNRESOLVED)
    return analysis.unresolved[at].understood if 0 <= at < len(analysis.unresolved) else None


def chosen_place(analysis: Analysis, id: str) -> Place | None:
    """Return the place of an id, or None."""
    at = _at(id, PLACE)
    return analysis.places[at] if 0 <= at < len(analysis.places) else None


def chosen_event(analysis: Analysis, id: str) -> Event | None:
    """Return the incident of an id, or None."""
    at = _at(id, EVENT)
    return analysis.events[at] if 0 <= at < len(analysis.events) else None


def id_of_rule(analysis: Analysis, rule: str) -> str:
    """Return the mark's id of a rule by the rule's own id; nothing for one that is gone."""
    for number, zone in enumerate(analysis.zones, 1):
        if zone.constraint.id == rule:
            return str(number)
    for number, unresolved in enumerate(analysis.unresolved, 1):
        if unresolved.understood.id == rule:
            return f"{UNRESOLVED}{number}"
    return ""


def _at(id: str, prefix: str) -> int:
    """Return the index that an id of a kind names, or -1."""
    number = id.removeprefix(prefix) if id.startswith(prefix) else ""
    return int(number) - 1 if number.isdecimal() else -1


def pieces(text: str, found: tuple[Mark, ...], shown: int = SHOWN_CHARS) -> list[dict[str, object]]:
    """
    Cut a text at every end of a mark.

    Parameters
    ----------
    text
        The report.
    found
        Marks, in any order, nested or overlapping as they may be.
    shown
        Number of code points to cut at most; the rest of the text is left out.

    Returns
    -------
    pieces
        In order: ``text``; ``ids`` of the zones and rules that cover it, the shortest last;
        ``starts``, those of them that begin here; ``kind`` and ``place`` (its id) of a place in
        it; ``color`` of the shortest zone; ``told``, whether nothing but an incident covers it. Their texts joined are the text.
    """
    size = min(len(text), shown)
    waiting = sorted((m for m in found if m.span.start < size), key=lambda m: m.span, reverse=True)
    ends = {min(cut, size) for m in waiting for cut in (m.span.start, m.span.end)}
    over: list[Mark] = []
    cut_up = []
    for start, end in pairwise(sorted({0, size} | ends)):
        over = [m for m in over if m.span.end > start]
        while waiting and waiting[-1].span.start == start:
            over.append(waiting.pop())
        cut_up.append(_piece(text[start:end], start, over))
    return cut_up


def _piece(text: str, start: int, over: list[Mark]) -> dict[str, object]:
    """Return one piece with what covers it."""
    rules = sorted((m for m in over if not _is_place(m)), key=lambda m: m.span.start - m.span.end)
    starts = sorted((m for m in rules if m.span.start == start), key=lambda m: m.id)
    return {
        "text": text,
        "ids": [m.id for m in rules],
        "starts": [{"id": m.id, "color": m.color} for m in starts],
        "kind": next((m.kind for m in over if _is_place(m)), ""),
        "place": next((m.id for m in over if _is_place(m)), ""),
        "color": next((m.color for m in reversed(rules) if m.color), ""),
        "told": bool(rules) and all(m.kind == "event" for m in rules),
    }


def _is_place(mark: Mark) -> bool:
    return mark.kind in {"place", "name"}
