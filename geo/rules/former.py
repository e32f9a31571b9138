"""
Borders of states that are no more.

“The Soviet frontier” is the heirs' that touch those spoken of; of halves of a country that is one today
("the West German border") no data have the outline.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geo.model import Place, Reference, ReferenceKind, Role
from geo.rules.matches import Made, places_in, plain_words, span_of
from geo.rules.place_references import half_named

if TYPE_CHECKING:
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
    halves = {f.item.candidate.territory for f in sentence.folds
              if isinstance(f.item, Place) and f.item.candidate and half_named(f.item, f.span)}  # fmt: skip
    others = [c for c in ([p.territory for p in facing] or mind.topics) if c not in halves]
    span = span_of(sentence, match)
    made: list[Reference] = []
    for code, name in heirs.items():
        near = [o for o in others if o not in heirs and o in mind.neighbours(code)]
        if not near:
            continue
        codes = tuple(sorted((code, near[0]))) if facing else (code,)
        made.append(Reference(ReferenceKind.BORDER, name, f"border:{'|'.join(codes)}", span, codes))
    return ("B", tuple(made)) if made else None


def border_vanished(rule: Rule, sentence: Sentence, match: re.Match[str], mind: Discourse) -> Made:
    """“The border with East Germany”: named, and in no source; nothing for a state that is."""
    named = [f.item for g in ("o", "o2", "o3") for f in sentence.in_group(match, g, "O")]
    if not any(map(_is_former, named)):
        return None
    span, words = span_of(sentence, match), plain_words(sentence, match)
    return "U", (Reference(ReferenceKind.LINE, words, "", span),)


def _is_former(item: object) -> bool:
    """Tell whether a place is a state that is no more."""
    return isinstance(item, Place) and bool(item.candidate and item.candidate.id[:5] == "hist:")


def region_former(rule: Rule, sentence: Sentence, match: re.Match[str], mind: Discourse) -> Made:
    """“Leave Czechoslovakia”: the land of the heirs together, where it is that of the former state."""
    heirs = dict(zip(rule.get("from").split("|"), rule.get("host").split("|"), strict=True))
    for fold in sentence.in_group(match, "o", "O"):
        known = fold.item.candidate if isinstance(fold.item, Place) else None
        spoken = known and fold.item.mentions[0].kind  # type: ignore[union-attr]
        if known and known.id in heirs and spoken is not Role.DEMONYM:
            codes = tuple(heirs[known.id].split())
            name, span = known.name, span_of(sentence, match)
            made = Reference(ReferenceKind.REGION, name, f"region:{'|'.join(codes)}", span, codes)
            return "A", (made,)
    return None
