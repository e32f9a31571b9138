"""Zones whose size is stated, but not what they are measured from, or from a place that nobody knows."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from geo.model import Constraint, Reference, ReferenceKind, Relation, Unresolved
from geo.text.quantities import Length

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from geo.rules.meanings import Sentence

# a zone of a stated width: "a security zone at least 50 km wide", "the zone is to be 70 km wide"
_UNMEASURED = re.compile(
    r"\b(?:(?:security|safety|safe|buffer|exclusion|demilitari[sz]ed|no[ -]?fly|no[ -]?go|separation|weapons[ -]free|"
    r"neutral|danger|evacuation) (?:zone|belt|strip|area|corridor)|[Tt]he (?:zone|belt|strip|cordon|perimeter))\b"
    r"[^\ue000\ue001.;,]{0,40}\ue000D\d+\ue001(?: wide| deep| across| radius|$|[.,;])"
    r"|\ue000D\d+\ue001[ -](?:wide |deep )?(?:security|safety|buffer|exclusion|demilitari[sz]ed|no[ -]?fly|evacuation|"
    r"separation) (?:zone|belt|strip|area|corridor)",
)
_WIDE = re.compile("\ue000D\\d+\ue001 (?:wide|deep|across)")


def unmeasured_zones(
    text: str, sentence: Sentence, known: Collection[float]
) -> Iterator[Unresolved]:
    """
    Yield the zones of a sentence whose size is stated, and nothing to measure it from.

    Parameters
    ----------
    text
        The document's.
    known
        Distances of rules that were read, metres: a zone of such a size is one of theirs.
    """
    if not any(fold.kind == "D" for fold in sentence.folds):
        return
    first = _UNMEASURED.search(sentence.text)
    further = _WIDE.finditer(sentence.text, first.end()) if first else ()
    for match in (first, *further) if first else ():
        lengths = [f.item for f in sentence.in_stretch(match.start(), match.end(), "D")]
        sizes = [d for x in lengths if isinstance(x, Length) for d in x.distances]
        if sizes and not any(d.max_m in known for d in sizes):
            span = sentence.span
            quote = text[span.start : span.end]
            reason = f"The text does not say what “{sizes[0].text}” is measured from"
            understood = Constraint(span, quote, Relation.WITHIN, (), sizes[0])
            yield Unresolved(span, quote, reason, understood)


def without_place(rule: Constraint, text: str) -> Unresolved:
    """
    List a rule whose place is in no source, under the name that the text gives it.

    Names that stand folded in a reference are written as in the text: not as the gazetteer has them.
    """
    references = tuple(_as_written(r, text) for r in rule.references)
    lost = next(r.name for r in references if not r.id)
    reason = f"“{lost}” is in no source Cordon has as a line, point or area; give it a geometry"
    return Unresolved(rule.span, rule.quote, reason, replace(rule, references=references))


def _as_written(reference: Reference, text: str) -> Reference:
    """Name a place that is not known as the text does."""
    span = reference.span
    if reference.id or span is None or reference.kind is not ReferenceKind.POINT:
        return reference
    return replace(reference, name=" ".join(text[span.start : span.end].split()))
