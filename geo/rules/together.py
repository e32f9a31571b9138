"""Places that a text names side by side, for "them", "both towns" and "the latter"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geo.model import Place, Reference
from geo.rules.matches import Made, again, references_of, span_of
from geo.rules.place_references import line_reference, point_reference
from geo.rules.reduced import CLOSE

if TYPE_CHECKING:
    from geo.rules.discourse import Discourse
    from geo.rules.engine import Rule
    from geo.rules.meanings import Meaning, Sentence
    from geo.rules.reduced import Fold

# what may stand side by side
_KINDS = "OKVL"
# "|and the port of |": what stands between two places named side by side
_JOINS = re.compile(
    r"(?:,? (?:and|or|as well as) |, |/)(?:(?:at|in|near|around|from|of|to|the|also) ){0,3}"
    r"(?:(?:town|city|village|port|island|airport)s? of )?",
    re.IGNORECASE,
)
_COUNTS = {"two": 2, "both": 2, "either": 2, "former": 2, "three": 3, "four": 4, "five": 5}
# what was named side by side so many characters back is still spoken of
_NEAR = 900


def together_in(sentence: Sentence, till: int) -> tuple[str, tuple[Reference, ...]] | None:
    """Return the last places of one kind that a sentence names side by side before an offset, with their letter."""
    groups: list[tuple[str, list[Reference]]] = []
    end, kind = -1, ""
    for fold in sentence.in_stretch(0, till, _KINDS):
        at = sentence.starts[sentence.folds.index(fold)]
        joined = fold.kind == kind and _JOINS.fullmatch(sentence.text, end, at)
        if not joined:
            groups.append((fold.kind, []))
        groups[-1][1].extend(_references(fold))
        end, kind = sentence.text.index(CLOSE, at) + 1, fold.kind
    several = [(letter, tuple(refs)) for letter, refs in groups if len(refs) > 1]
    return several[-1] if several else None


def _references(fold: Fold[Meaning]) -> tuple[Reference, ...]:
    """References of a fold, resolved to a place or not yet."""
    if isinstance(fold.item, Place):
        made = line_reference if fold.kind in "VL" else point_reference
        return (made(fold.item, fold.span),)
    return references_of(fold)


def together_before(
    sentence: Sentence, at: int, mind: Discourse
) -> tuple[str, tuple[Reference, ...]] | None:
    """Return the places named side by side last before a place of a sentence, if that is not long ago."""
    here = together_in(sentence, at)
    if here is not None or mind.together is None:
        return here
    last = max((r.span.end for r in mind.together[1] if r.span), default=0)
    return mind.together if sentence.span.start - last <= _NEAR else None


def points_together(rule: Rule, sentence: Sentence, match: re.Match[str], mind: Discourse) -> Made:
    """“Either of them”, “both towns”, “the latter”: the places named side by side, all or one of them."""
    known = together_before(sentence, match.start(), mind)
    if known is None:
        return None
    kind, references = known
    words = match.group().lower().split()
    if any(len(references) != _COUNTS[word] for word in words if word in _COUNTS):
        return None
    if words[-1] == "latter":
        references = references[-1:]
    elif words[-1] == "former":
        references = references[:1]
    return kind, tuple(again(r, span_of(sentence, match)) for r in references)
