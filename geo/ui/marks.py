"""A report's text cut into pieces, each with the zones, rules and places that rest on it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from geo.maps.style import style_of
from geo.model import Role, Span

if TYPE_CHECKING:
    from geo.model import Analysis

SHOWN_CHARS = 200_000  # what a browser lays out without delay; the whole text is read all the same
UNRESOLVED = "?"
MARKED_ROLES = {Role.LITERAL: "place", Role.DEMONYM: "name", Role.METONYM: "name"}


@dataclass(frozen=True, slots=True)
class Mark:
    """
    A stretch of the text that something rests on.

    Attributes
    ----------
    id
        "1" for the first zone, "?1" for the first rule that was not drawn, "" for a place.
    kind
        "zone", "unresolved", "place" or "name" (a people or a government).
    color
        ``#rrggbb`` of the zone, else empty.
    """

    span: Span
    id: str
    kind: str
    color: str = ""


def marks(analysis: Analysis) -> tuple[Mark, ...]:
    """Return all marks of a report: zones, rules not drawn, places."""
    found = [
        Mark(zone.constraint.span, str(number), "zone", style_of(zone).color)
        for number, zone in enumerate(analysis.zones, 1)
    ]
    found += [
        Mark(rule.span, f"{UNRESOLVED}{number}", "unresolved")
        for number, rule in enumerate(analysis.unresolved, 1)
    ]
    found += [
        Mark(mention.span, "", MARKED_ROLES[mention.kind])
        for place in analysis.places
        for mention in place.mentions
        if place.candidate and mention.kind in MARKED_ROLES
    ]
    return tuple(found)


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
        ``starts``, those of them that begin here; ``kind`` of a place in it; ``color`` of the
        shortest zone. Their texts joined are the text.
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
    rules = sorted((m for m in over if m.id), key=lambda m: m.span.start - m.span.end)
    starts = sorted((m for m in rules if m.span.start == start), key=lambda m: m.id)
    return {
        "text": text,
        "ids": [m.id for m in rules],
        "starts": [{"id": m.id, "color": m.color} for m in starts],
        "kind": next((m.kind for m in over if not m.id), ""),
        "color": rules[-1].color if rules else "",
    }
