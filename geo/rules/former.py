"""Borders of states that are no more: "the Soviet frontier" is the heirs' that touch those spoken of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.model import Place, Reference, ReferenceKind
from geo.rules.matches import Made, places_in, span_of

if TYPE_CHECKING:
    import re

    from geo.rules.discourse import Discourse
    from geo.rules.engine import Rule
    from geo.rules.meanings import Sentence


def border_former(rule: Rule, sentence: Sentence, match: re.Match[str], mind: Discourse) -> Made:
    """
    Borders of the heirs of a former state with the countries that the text is about.

    Nothing where none of them touches such a country: which heir is meant is then unknown.
    """
    named = [f.item for g in ("o", "o2") for f in sentence.in_group(match, g, "O")]
    ids = [p.candidate.id for p in named if isinstance(p, Place) and p.candidate]
    if ids != [rule.get("from")]:
        return None
    heirs = dict(zip(rule.get("host").split(), rule.get("territories").split("|"), strict=True))
    facing = [p.candidate for p, _ in places_in(sentence, match, "t", "t2", "t3") if p.candidate]
    others = [c.territory for c in facing] or list(mind.topics)
    span = span_of(sentence, match)
    made: list[Reference] = []
    for code, name in heirs.items():
        near = [o for o in others if o not in heirs and o in mind.neighbours(code)]
        if not near:
            continue
        codes = tuple(sorted((code, near[0]))) if facing else (code,)
        made.append(Reference(ReferenceKind.BORDER, name, f"border:{'|'.join(codes)}", span, codes))
    return ("B", tuple(made)) if made else None
