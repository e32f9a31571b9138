"""Rivers and lakes of one name: the one that the data know may be far from all that a text is about."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from geo.model import Place, Reference, ReferenceKind

if TYPE_CHECKING:
    from geo.rules.discourse import Discourse
    from geo.rules.meanings import Sentence

_WATERS = (ReferenceKind.RIVER, ReferenceKind.LAKE)


def unless_elsewhere(
    references: tuple[Reference, ...], sentence: Sentence, mind: Discourse
) -> tuple[Reference, ...]:
    """
    Leave a river without its id where the text's towns all lie in other countries.

    "North of the Po, 12 km from Monrovia" is not about Italy; a river that is in no source must be
    reported, not taken for its namesake. Peoples and speakers tell nothing: "Britain told its ships to
    stay off the Plate".
    """
    if not any(r.kind in _WATERS and r.id for r in references):
        return references
    here = {
        fold.item.candidate.country
        for fold in sentence.folds
        if fold.kind == "O" and isinstance(fold.item, Place) and fold.item.candidate
    } | {mind.countries.get(r.id, "") for f in sentence.folds if f.kind == "O" for r in _of(f.item)}
    grounds = (here - {""}) or set(mind.grounds)
    return tuple(_unless_far(r, grounds, mind) for r in references)


def _of(item: object) -> tuple[Reference, ...]:
    """References that a fold stands for."""
    return item if isinstance(item, tuple) else ()


def _unless_far(reference: Reference, grounds: set[str], mind: Discourse) -> Reference:
    """Return the reference, without its id where it runs through none of some countries nor their neighbours."""
    if reference.kind not in _WATERS or not reference.id or not grounds:
        return reference
    along = set(mind.runs_through(reference))
    near = {n.partition("-")[0] for code in grounds for n in mind.neighbours(code)} | grounds
    if not along or along & near:
        return reference
    where = " and ".join(mind.name_of(code) for code in sorted(grounds)[:2])
    return replace(reference, id="", name=f"{reference.name} in {where}")
