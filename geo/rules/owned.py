"""Names of areas that stand with the country they lie in: "Somalia's Gedo region", "the Kharkiv region of Ukraine"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geo.model import FeatureClass, Place, Span
from geo.rules.reduced import Fold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geo.rules.meanings import Meaning

_NOUN = r"(?:province|governorate|region|oblast|state|department|district|prefecture|county|canton|territory|emirate|republic|island|enclave|peninsula|exclave)"
_NO_ADJECTIVE = r"(?!(?:of|in|on|at|from|to|into|over|for|by|with|and|or|but|near|off|is|was|are|were|has|had|have|will|not)\b)"
# "Somalia's | Gedo", "Georgia's breakaway region of | Abkhazia", "the Somali region of | Gedo"
_BEFORE = re.compile(
    rf"(?P<owns>['’]s?)?\s+(?:{_NO_ADJECTIVE}[a-z-]+\s+){{0,3}}?(?:{_NOUN}s?\s+of\s+(?:the\s+)?)?"
)
# "Kharkiv | region of Ukraine", "Kassala | state, in eastern Sudan"
_AFTER = re.compile(
    rf"\s+{_NOUN},?\s+(?:of|in)\s+(?:the\s+)?(?:(?:(?:north|south)(?:-?(?:east|west))?|east|west|centr)(?:ern|al)\s+)?",
    re.IGNORECASE,
)
# "the northern | Somali region of Puntland": the north of Somalia
_PART = re.compile(
    r"(?:(?:north|south)(?:-?(?:east|west))?|east|west|centr)(?:ern|al)\s+$", re.IGNORECASE
)
_REACH = 16
_LINE = re.compile(r"(?:['’]s?)?\s+(?:border|frontier|boundar|coast|shore)")


def with_owners(text: str, folds: Iterable[Fold[Meaning]]) -> list[Fold[Meaning]]:
    """
    Fold a country with the area in it that it is named with, so that the two are one area.

    Whether the area lies in the country is looked up: "Israel's Golan line" stays two names.
    """
    made: list[Fold[Meaning]] = []
    for fold in sorted(folds, key=lambda f: f.span.start):
        last = made[-1] if made else None
        if last is not None and last.span.end <= fold.span.start:
            between = text[last.span.end : fold.span.start]
            before = _BEFORE.fullmatch(between) if _lies_in(fold, last) else None
            if before is not None and (last.kind == "N" or before["owns"]):
                if not _LINE.match(text, fold.span.end):
                    start = _start(text, last.span.start)
                    made[-1] = Fold(fold.kind, Span(start, fold.span.end), fold.item)
                    continue
            elif fold.kind == "T" and _lies_in(last, fold) and _AFTER.fullmatch(between):
                made[-1] = Fold(last.kind, Span(last.span.start, fold.span.end), last.item)
                continue
        made.append(fold)
    return made


def _start(text: str, start: int) -> int:
    """Where the name of a country starts, with the direction that is said of it."""
    before = text[max(0, start - _REACH) : start]
    part = _PART.search(before)
    return start - len(before) + part.start() if part else start


def _lies_in(area: Fold[Meaning], country: Fold[Meaning]) -> bool:
    """Tell whether a fold is an area inside the country that another one names."""
    if area.kind != "T" or country.kind not in "TN":
        return False
    if not (isinstance(area.item, Place) and isinstance(country.item, Place)):
        return False
    a, c = area.item.candidate, country.item.candidate
    return bool(
        a
        and c
        and c.feature_class is FeatureClass.COUNTRY
        and a.feature_class is not FeatureClass.COUNTRY
        and a.country == c.territory
    )
