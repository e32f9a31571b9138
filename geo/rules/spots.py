"""Points that rules measure from: towns with their kind, lists of them, places told by distance and bearing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.model import Place, Reference, ReferenceKind
from geo.rules.matches import Made, first_group, references_of, span_of
from geo.rules.outlines import offset
from geo.rules.place_references import point_reference
from geo.text.bearings import point_deg
from geo.text.quantities import Length

if TYPE_CHECKING:
    import re

    from geo.rules.discourse import Discourse
    from geo.rules.engine import Rule
    from geo.rules.meanings import Meaning, Sentence
    from geo.rules.reduced import Fold


def offset_point(rule: Rule, sentence: Sentence, match: re.Match[str], mind: Discourse) -> Made:
    """“A point 30 km due south of Larnaca”: the point at that geodesic distance and bearing."""
    lengths = [
        f.item
        for group in ("off", "off2", "off3")
        for f in sentence.in_group(match, group, "D")
        if isinstance(f.item, Length)
    ]
    bases = [
        r
        for group in ("o", "o2", "o3")
        for f in sentence.in_group(match, group, "OXT")
        for r in _point_references(f)
    ]
    if not lengths or not bases or not bases[0].points:
        return None
    direction = first_group(match, "dir", "dir2", "dir3")
    bearing = point_deg(direction)
    if bearing is None:
        return None
    base, far = bases[0], lengths[0].distances[0]
    name = f"{far.text} {direction.lower()} of {base.name}"
    point = offset(base.points[0], bearing, far.max_m)
    span = span_of(sentence, match)
    return "X", (
        Reference(ReferenceKind.COORDINATES, name, "coordinates:offset", span, (), "", (point,)),
    )


def _point_references(fold: Fold[Meaning]) -> tuple[Reference, ...]:
    """Point of a town, facility or coordinates."""
    if isinstance(fold.item, Place):
        return (point_reference(fold.item, fold.span),)
    return references_of(fold)


def point_of(rule: Rule, sentence: Sentence, match: re.Match[str], mind: Discourse) -> Made:
    """Make a town named with its centre, outskirts or kind: the town's point."""
    span = span_of(sentence, match)
    # "the Benguela railway town of |Luena": what "of" names goes before what stands in front
    named = sentence.in_group(match, "o3", "O")
    for fold in named or sentence.in_stretch(match.start(), match.end(), "O"):
        if isinstance(fold.item, Place):
            return "O", (point_reference(fold.item, span),)
    return None


def points_of(rule: Rule, sentence: Sentence, match: re.Match[str], mind: Discourse) -> Made:
    """“The ports of Hodeidah and Salif”: the point of each."""
    folds = sentence.in_group(match, "o", "O")
    made = (point_reference(f.item, f.span) for f in folds if isinstance(f.item, Place))
    return "O", tuple(made)
