"""What an analyst must know of a document beside its places and rules: what was not found, what not placed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.model import Issue, Role

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from geo.model import Constraint, Place, Unresolved


def nothing_found(
    places: Sequence[Place], constraints: Sequence[Constraint], unresolved: Sequence[Unresolved]
) -> Iterable[Issue]:
    """Say that a document names no place, or states no rule: nothing was lost."""
    if not places:
        yield Issue("document.no_places", "No place was found in the text")
    if not (constraints or unresolved):
        yield Issue("document.no_rules", "No rule about space was found in the text")


def place_issues(places: Iterable[Place]) -> Iterable[Issue]:
    """Toponyms that were found but not placed."""
    for place in places:
        if place.candidate is None and place.mentions[0].kind is not Role.PART:
            name, why = place.mentions[0].toponym, f": {place.reason}" if place.reason else ""
            yield Issue("place.unresolved", f"“{name}” was not placed{why}", place.mentions[0].span)
