"""Fold a sentence: its distances, coordinates and bearings, named lines and places."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.model import FeatureClass, Place, Reference, ReferenceKind, Role, Span
from geo.rules.meanings import NO_LINES, Lines, Meaning, Sentence
from geo.rules.named_lines import named_lines
from geo.rules.nautical import is_at_sea
from geo.rules.owned import with_owners
from geo.rules.place_references import place_letter
from geo.rules.reduced import Fold, Reduced
from geo.rules.seats import town_or_province
from geo.text.bearings import find_bearings
from geo.text.coordinates import find_coordinates
from geo.text.graticule import Graticule, find_graticules
from geo.text.quantities import find_lengths

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.model import Document
    from geo.rules.engine import RuleBook


# "WITHIN 12 KM OF CRATER": a noun in a warning in capitals, not the town of Crater
_SHOUTED_NOUN = re.compile(
    r"CRATER|SUMMIT|VOLCANO|SITE|PLANT|PLATFORM|WRECK|AIRPORT|AERODROME|BASE|PORT|HARBOU?R|CAMP|REACTOR|DAM|AREA|POINT|"
    r"POSITION|LINE|BORDER|COAST|SHORE|RANGE|CENTRE|CENTER|RADIUS|CIRCLE"
)
# lines round the globe, not the towns and provinces that are called so
_CIRCLES = frozenset(
    (
        "Equator",
        "Arctic Circle",
        "Antarctic Circle",
        "Tropic of Cancer",
        "Tropic of Capricorn",
        "Capricorn",
    )
)
# "They have to remain within six miles of the coast": of whom the sentence before speaks
_GOES_ON = re.compile(r"(?:They|These|Those|It)\b[^.;]*\b(?:coast|shore|sea)", re.DOTALL)
_REACH = 160
# "Rhein-Main airport" is no river
_FIRST_OF_TWO = re.compile(r"-[A-Z][a-z]")


@dataclass(frozen=True, slots=True)
class PlaceIndex:
    """The mentions of a document in order, with their places, and where each starts."""

    mentions: tuple[tuple[Span, Role, Place], ...]
    starts: tuple[int, ...]

    @classmethod
    def of(cls, places: Sequence[Place]) -> PlaceIndex:
        """Index the mentions by their offset."""
        rows = [(m.span, m.kind, place) for place in places for m in place.mentions]
        rows.sort(key=lambda row: (row[0].start, row[0].end))
        return cls(tuple(rows), tuple(row[0].start for row in rows))

    def within(self, span: Span) -> list[tuple[Span, Role, Place]]:
        """Return the mentions inside a span."""
        first, last = bisect_left(self.starts, span.start), bisect_left(self.starts, span.end)
        return [row for row in self.mentions[first:last] if row[0].end <= span.end]


def fold_basics(
    document: Document,
    span: Span,
    index: PlaceIndex,
    book: RuleBook,
    *,
    nautical: bool,
    lines: Lines = NO_LINES,
) -> Sentence:
    """Fold the distances, coordinates, named lines and places of one sentence."""
    text = document.text[span.start : span.end]
    mentions = index.within(span)
    folds: list[Fold[Meaning]] = list(named_lines(document.text, span, mentions, lines))
    known = [fold.span for fold in folds]
    boxes = find_graticules(text)
    folds += [_box_fold(box, _shift(box.span, span.start)) for box in boxes]
    points = [p for p in find_coordinates(text) if not any(p.span.overlaps(b.span) for b in boxes)]
    for point in points:
        folds.append(Fold("X", _shift(point.span, span.start), point))
    for sector in find_bearings(text):
        if not any(sector.span.overlaps(p.span) for p in points):
            folds.append(Fold("Q", _shift(sector.span, span.start), sector))
    lengths = find_lengths(text)
    since = max(0, span.start - _REACH) if lengths and _GOES_ON.match(text) else span.start
    told = document.text[since : span.end]
    at_sea = nautical or bool(lengths and is_at_sea(told, book, located=bool(points)))
    for length in lengths:
        meant = length.in_nautical_miles() if at_sea else length
        folds.append(Fold("D", _shift(length.span, span.start), meant))
    for mention, role, found in mentions:
        if any(mention.overlaps(line) for line in known):
            continue
        if _SHOUTED_NOUN.fullmatch(document.text, mention.start, mention.end):
            continue
        if document.slice(mention) in _CIRCLES or document.text.startswith(
            " meridian", mention.end
        ):
            continue
        if _FIRST_OF_TWO.match(document.text, mention.end) and _is_water(found):
            continue
        place = town_or_province(found, document.text, mention)
        letter = place_letter(role, place, document.slice(mention))
        folds.append(Fold(letter, mention, place))
    return Reduced.of(document.text, span, with_owners(document.text, folds))


def _box_fold(box: Graticule, span: Span) -> Fold[Meaning]:
    """Fold of an area between two parallels and two meridians."""
    name = "area between two parallels and two meridians"
    kind = ReferenceKind.COORDINATES
    return Fold("C", span, (Reference(kind, name, "coordinates:polygon", span, (), "", box.ring),))


def _is_water(place: Place) -> bool:
    """Tell whether a place is a river, lake or sea."""
    return bool(place.candidate and place.candidate.feature_class is FeatureClass.WATER)


def _shift(span: Span, by: int) -> Span:
    """Span of the document from a span of the sentence."""
    return Span(span.start + by, span.end + by)
