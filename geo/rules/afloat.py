"""Which circles round places mean water alone: "three miles off Limassol"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.model import Effect, Reference, ReferenceKind
from geo.rules.frames import clause_of
from geo.rules.sides import SEA

if TYPE_CHECKING:
    from geo.rules.discourse import Discourse
    from geo.rules.engine import RuleBook
    from geo.rules.frames import Frame
    from geo.rules.meanings import Sentence

_PLACES = {ReferenceKind.POINT, ReferenceKind.REGION}


def in_water(
    frame: Frame,
    references: tuple[Reference, ...],
    effect: Effect,
    sentence: Sentence,
    book: RuleBook,
) -> str:
    """Return the row that says that only the water round a place is meant; empty for none."""
    if not frame.distances or effect not in SEA or {r.kind for r in references} - _PLACES:
        return ""
    start, end = clause_of(sentence.text, frame.start)
    clause = sentence.text[start : max(end, frame.end)]
    return next((rule.id for rule in book["water"] if rule.pattern.search(clause)), "")


def off_mainland(
    frame: Frame, references: tuple[Reference, ...], effect: Effect, mind: Discourse
) -> str:
    """Tell of ships kept a distance from countries with neighbours on land: their water is meant, not the land."""
    countries = all(
        r.kind is ReferenceKind.REGION
        and not r.part
        and r.territories
        and r.territories[0].isalpha()
        for r in references
    )
    if not frame.distances or effect is not Effect.MARITIME_EXCLUSION or not countries:
        return ""
    touching = all(mind.neighbours(r.territories[0]) for r in references)
    return "water.of-mainland" if touching else ""
