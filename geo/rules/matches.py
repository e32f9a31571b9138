"""What a match on a folded sentence stands for: its places, its words, its span."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geo.model import Place, Reference, ReferenceKind
from geo.rules.meanings import Meaning, Sentence
from geo.rules.place_references import line_reference
from geo.text.coordinates import Coordinates

if TYPE_CHECKING:
    from geo.model import Span
    from geo.rules.reduced import Fold


Made = tuple[str, Meaning] | None


def references_of(fold: Fold[Meaning]) -> tuple[Reference, ...]:
    """References a folded stretch stands for."""
    item = fold.item
    if isinstance(item, tuple):
        return item
    if isinstance(item, Coordinates):
        name = f"{item.lonlat[1]:.4f}, {item.lonlat[0]:.4f}"
        return (
            Reference(
                ReferenceKind.COORDINATES, name, "coordinates", fold.span, (), "", (item.lonlat,)
            ),
        )
    return ()


def places_in(sentence: Sentence, match: re.Match[str], *groups: str) -> list[tuple[Place, Span]]:
    """Territories and peoples folded in some groups of a match."""
    folds = [f for group in groups for f in sentence.in_group(match, group, "TAN")]
    return [(f.item, f.span) for f in folds if isinstance(f.item, Place)]


def span_of(sentence: Sentence, match: re.Match[str]) -> Span:
    """Span of a match in the document."""
    return sentence.to_span(match.start(), match.end())


def again(reference: Reference, span: Span) -> Reference:
    """Return the same reference where it is taken up again."""
    r = reference
    return Reference(r.kind, r.name, r.id, span, r.territories, r.part, r.points, r.degrees)


def first_group(match: re.Match[str], *names: str) -> str:
    """Return the first of some groups that matched."""
    return next((match[n] for n in names if n in match.re.groupindex and match[n]), "")


def plain_words(sentence: Sentence, match: re.Match[str]) -> str:
    """Words of a match with the names that are folded in it."""

    def word(m: re.Match[str]) -> str:
        fold = sentence.folds[int(m.group()[2:-1])]
        return fold.item.mentions[0].toponym if isinstance(fold.item, Place) else "…"

    return re.sub(r"\s+", " ", re.sub("\ue000[A-Z]\\d+\ue001", word, match.group())).strip()


def sentence_words(sentence: Sentence, match: re.Match[str]) -> str:
    """Words of a match, without placeholders."""
    return re.sub(r"\s+", " ", re.sub("\ue000[A-Z]\\d+\ue001", "…", match.group())).strip()


def line_of(item: Meaning) -> tuple[Reference, ...]:
    """References of a named line that is folded."""
    if isinstance(item, Place):
        return (line_reference(item, item.mentions[0].span),)
    return item if isinstance(item, tuple) else ()


def whole(reference: Reference) -> Reference:
    """Territory of which a reference is a part."""
    if not reference.part:
        return reference
    name = reference.name.removeprefix(reference.part).strip()
    return Reference(reference.kind, name, reference.id, reference.span, reference.territories)


def part_of(word: str) -> str:
    """Directional adjective in one form: "South West" → "southwestern"."""
    low = re.sub(r"[\s-]+", "", word.lower()).removeprefix("far").removesuffix("most")
    return low if low.endswith(("ern", "central")) else f"{low}ern"
