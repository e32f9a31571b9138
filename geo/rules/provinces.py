"""References to first-order areas and islands that the text names by their towns."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geo.model import FeatureClass, Place, Reference, ReferenceKind
from geo.rules.matches import Made, places_in, span_of

if TYPE_CHECKING:
    from geo.model import Candidate, Span
    from geo.rules.discourse import Discourse
    from geo.rules.engine import Rule
    from geo.rules.meanings import Sentence


def border_of_province(
    rule: Rule, sentence: Sentence, match: re.Match[str], mind: Discourse
) -> Made:
    """“The Belgorod border”: the stretch of the country's border that the province of that name has."""
    span = span_of(sentence, match)
    towns = [
        f.item
        for f in sentence.in_group(match, "o" if match["o"] else "o2", "O")
        if isinstance(f.item, Place)
    ]
    found = [_province(place) for place in towns]
    if not found or not all(found):
        return None
    facing = places_in(sentence, match, "w")
    other = facing[0][0].candidate if facing else None
    made = []
    for code, name in (f for f in found if f):
        codes = tuple(sorted((code, other.territory))) if other else (code,)
        shown = f"{name} and {other.name}" if other else name
        made.append(
            Reference(ReferenceKind.BORDER, shown, f"border:{'|'.join(codes)}", span, codes)
        )
    return "B", tuple(made)


def province_of_town(rule: Rule, sentence: Sentence, match: re.Match[str], mind: Discourse) -> Made:
    """“Anywhere in Idlib”: the province that bears the name of its town."""
    folds = [f for g in ("o", "o2") for f in sentence.in_group(match, g, "O")]
    found = _province(folds[0].item) if folds and isinstance(folds[0].item, Place) else None
    if found is None:
        return None
    code, name = found
    span = span_of(sentence, match)
    return "A", (_region(code, name, span),)


def _region(code: str, name: str, span: Span) -> Reference:
    """Reference to a first-order area by its code."""
    return Reference(ReferenceKind.REGION, name, f"region:{code}", span, (code,))


def _province(place: Place) -> tuple[str, str] | None:
    """Code and name of the first-order area that bears the name of a town, in the town's country."""
    best = place.candidate
    for c in place.candidates:
        same = best is not None and c.country == best.country
        if same and c.feature_class is FeatureClass.ADMIN1 and c.territory:
            return c.territory, c.name
    return None


def islands(rule: Rule, sentence: Sentence, match: re.Match[str], mind: Discourse) -> Made:
    """“The islands of Chios and Samos”: the land that the towns of those names lie on."""
    span = span_of(sentence, match)
    folds = sentence.in_group(match, "o", "TO")
    if not folds:
        return None
    made = [_island(f.item.candidate, span) for f in folds if isinstance(f.item, Place)]
    unknown = _CAPITALISED.findall(_FOLDED.sub(" ", match["o"]))
    made += [Reference(ReferenceKind.REGION, name, "", span) for name in unknown]
    return "A", tuple(r for r in made if r)


_FOLDED = re.compile("\ue000[A-Z]\\d+\ue001")
_CAPITALISED = re.compile(r"[A-Z][\w’-]+")


def _island(found: Candidate | None, span: Span) -> Reference | None:
    """Land round the point of a place, or the region that the place is."""
    if found is None:
        return None
    code = found.territory or f"island:{found.lon:.5f},{found.lat:.5f}"
    return Reference(ReferenceKind.REGION, found.name, f"region:{code}", span, (code,))
