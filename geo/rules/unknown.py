"""Waters and parts of rivers that no source has: named, and left without a place."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geo.model import Reference, ReferenceKind
from geo.rules.matches import Made, line_of, plain_words, span_of

if TYPE_CHECKING:
    from geo.rules.discourse import Discourse
    from geo.rules.engine import Rule
    from geo.rules.meanings import Sentence


def unknown_part(rule: Rule, sentence: Sentence, match: re.Match[str], mind: Discourse) -> Made:
    """“The mouth of the Danube”: no source has where it is, and it is not the whole river."""
    known = [r for f in sentence.in_group(match, "v", "V") for r in line_of(f.item)]
    known += [r for f in sentence.in_group(match, "v2", "V") for r in line_of(f.item)]
    if not known and not match["v"] and not match["v2"]:  # of a river that no source has
        name = plain_words(sentence, match)
        return "U", (Reference(ReferenceKind.POINT, name, "", span_of(sentence, match)),)
    if not known or known[0].kind is not ReferenceKind.RIVER:
        return None
    name = re.sub("\ue000[^\ue001]*\ue001", known[0].name, match.group())
    return "U", (Reference(ReferenceKind.POINT, name, "", span_of(sentence, match)),)


_WATER_OF = re.compile(r"(?:the )?(?:Sound|Straits?|Bay|Gulf|Firth|Bight|Kyles?|Roads) of ", re.I)


def unknown_water(rule: Rule, sentence: Sentence, match: re.Match[str], mind: Discourse) -> Made:
    """“The Sound of Jura”: a water that no source has is not the land it is named after."""
    name = plain_words(sentence, match)
    if not _WATER_OF.match(name):  # "the Sound" alone may be a name, too
        return None
    return "U", (Reference(ReferenceKind.REGION, name, "", span_of(sentence, match)),)
