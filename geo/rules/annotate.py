"""Fold a sentence: its distances, coordinates and places, then the references they make."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from geo.model import FeatureClass, Place, Reference, ReferenceKind, Role, Span
from geo.rules.kept_out import is_shouted
from geo.rules.reduced import Fold, Reduced
from geo.text.bearings import Bearings, find_bearings
from geo.text.coordinates import Coordinates, find_coordinates
from geo.text.graticule import Graticule, find_graticules
from geo.text.quantities import Length, find_lengths

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geo.model import Document

# id and name of a river, lake or line, by each of its names in lower case
Lines = Mapping[str, tuple[str, str]]
NO_LINES: Lines = {}
Meaning = Length | Coordinates | Bearings | Place | tuple[Reference, ...]
Sentence = Reduced[Meaning]
# navigational and aeronautical warnings: their miles are nautical
_NAUTICAL_WORDS = tuple("navarea|hydro|navtex|mariners|warning|notam|avurnav|airmen".split("|"))
_NAUTICAL = re.compile(
    r"\b(?:navarea|hydrolant|hydropac|hydroarc|navtex|notices? to mariners|navigational warning"
    r"|coastal warning|local warning|avurnav|notam[nrc]?|notices? to airm[ae]n|mariners)\b"
)
# whom or what a message in capitals without a heading is about
_WARNED = re.compile(
    r"\b(?:VESSELS?|SHIPS?|SHIPPING|NAVIGATION|CRAFT|MARINERS|ACFT|AIRCRAFT|ANCHORING|FISHING|UAS|UAVS?|DRONES?|TFR|PJE|AIRSPACE|SFC|AMSL|WRECK|"
    r"BUOY|FIRINGS?|GUNNERY|SEGREGATED|RESTRICTED|PROHIBITED|DANGER)\b"
)
_NAUTICAL_SENTENCE = re.compile(
    r"\b(?:vessels?|ships?|warships?|boats?|trawlers?|tankers?|shipping|maritime|naval|navy|fishing"
    r"|fishermen|fishers|sail\w*|blockade|submarines?|territorial (?:sea|waters)|trawl\w*|whal\w+|(?:drift|gill)[ -]?nets?|seine\w*|"
    r"the sea|waters|danger (?:area|zone)|anchor\w*|dhows?)\b",
    re.IGNORECASE,
)
_SEA = re.compile(
    r"\b(?:off|coast|coastline|shore|offshore|waters|baselines?|sea|fishing|islands?|isles?|archipelago|atolls?|reefs?)\b",
    re.IGNORECASE,
)
# on rivers miles are those of the land
_INLAND = re.compile(
    r"\b(?:both|either|each|left|right|two) banks?\b|\b(?:up|down)stream\b|\bRiver\b"
)
# ships keep their distances in nautical miles wherever they are
_AFLOAT = re.compile(
    r"\b(?:(?:war)?ships?|vessels?|boats|trawlers?|tankers|freighters|submarines|yachts|mariners|shipping|navy|frigates|"
    r"destroyers|gunboats)\b[^.;:]{0,60}\bmiles?\b",
    re.IGNORECASE,
)
# "a 200-mile exclusion zone …; trawlers that enter it"
_ZONE_IN_MILES = re.compile(
    r"\bmiles?[ -](?:[\w-]+ ){0,4}(?:zone|limit|ban|closure|blockade|exclusion)s? (?:around|round|off)\b",
    re.IGNORECASE,
)
# "a 150-mile protection zone around the Falkland Islands"
_ROUND_ISLANDS = re.compile(
    r"\bmiles?[ -](?:\w+ ){0,4}(?:zone|limit|ban|closure|blockade|exclusion)s? (?:around|round|off) (?:the )?"
    r"(?:[A-Z][\w’'-]+ ){1,3}(?:Islands?|Isles|Archipelago)\b"
)


@dataclass(frozen=True, slots=True)
class PlaceIndex:
    """The mentions of a document in order, with their places."""

    mentions: tuple[tuple[Span, Role, Place], ...]

    @classmethod
    def of(cls, places: Sequence[Place]) -> PlaceIndex:
        """Index the mentions by their offset."""
        rows = [(m.span, m.kind, place) for place in places for m in place.mentions]
        return cls(tuple(sorted(rows, key=lambda row: row[0])))

    def within(self, span: Span) -> list[tuple[Span, Role, Place]]:
        """Return the mentions inside a span."""
        from bisect import bisect_left

        at = bisect_left(self.mentions, (Span(span.start, span.start + 1),))
        found = []
        while at < len(self.mentions) and self.mentions[at][0].start < span.end:
            if span.covers(self.mentions[at][0]):
                found.append(self.mentions[at])
            at += 1
        return found


def is_nautical(text: str) -> bool:
    """Tell whether a document is a warning to mariners or airmen, whose miles are nautical."""
    low = text.lower()
    if any(word in low for word in _NAUTICAL_WORDS) and _NAUTICAL.search(low):
        return True
    return is_shouted(text[:400]) and bool(_WARNED.search(text) and find_coordinates(text))


def fold_basics(
    document: Document,
    span: Span,
    index: PlaceIndex,
    *,
    nautical: bool,
    lines: Lines = NO_LINES,
) -> Sentence:
    """Fold the distances, coordinates, named lines and places of one sentence."""
    text = document.text[span.start : span.end]
    mentions = index.within(span)
    folds: list[Fold[Meaning]] = list(_named_lines(document.text, span, mentions, lines))
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
    at_sea = nautical or bool(
        lengths
        and not _INLAND.search(text)
        and (
            ((points or _SEA.search(text)) and _NAUTICAL_SENTENCE.search(text))
            or _ROUND_ISLANDS.search(text)
            or _AFLOAT.search(text)
            or (_ZONE_IN_MILES.search(text) and _NAUTICAL_SENTENCE.search(text))
        )
    )
    for length in lengths:
        meant = length.in_nautical_miles() if at_sea else length
        folds.append(Fold("D", _shift(length.span, span.start), meant))
    for mention, role, found in mentions:
        if any(mention.overlaps(line) for line in known):
            continue
        if _SHOUTED_NOUN.fullmatch(document.text, mention.start, mention.end):
            continue
        if _FIRST_OF_TWO.match(document.text, mention.end) and _is_water(found):
            continue
        place = town_or_province(found, document.text, mention)
        folds.append(
            Fold(
                place_letter(role, place, document.text[mention.start : mention.end]),
                mention,
                place,
            )
        )
    return Reduced.of(document.text, span, folds)


def _box_fold(box: Graticule, span: Span) -> Fold[Meaning]:
    """Fold of an area between two parallels and two meridians."""
    name = "area between two parallels and two meridians"
    kind = ReferenceKind.COORDINATES
    return Fold("C", span, (Reference(kind, name, "coordinates:polygon", span, (), "", box.ring),))


# "WITHIN 12 KM OF CRATER": a noun in a warning in capitals, not the town of Crater
_SHOUTED_NOUN = re.compile(
    r"CRATER|SUMMIT|VOLCANO|SITE|PLANT|PLATFORM|WRECK|AIRPORT|AERODROME|BASE|PORT|HARBOU?R|CAMP|REACTOR|DAM|AREA|POINT|"
    r"POSITION|LINE|BORDER|COAST|SHORE|RANGE|CENTRE|CENTER|RADIUS|CIRCLE"
)


# "Rhein-Main airport" is no river
_FIRST_OF_TWO = re.compile(r"-[A-Z][a-z]")


def _is_water(place: Place) -> bool:
    """Tell whether a place is a river, lake or sea."""
    return bool(place.candidate and place.candidate.feature_class is FeatureClass.WATER)


# names that an article makes a river's or a line's: "the Jordan", "the Blue Line"
_WITH_ARTICLE = re.compile(r"\b[Tt]he ((?:[A-Z][\w’'-]+)(?: (?:of |the )?[A-Z][\w’'-]+){0,3})")
_BESIDE = re.compile(
    r"\b(?:(?:north|south|east|west)(?:ern)?(?: side| bank)? of|banks? of|across|along|crossing|between|and|from|to)"
    r" $",
    re.IGNORECASE,
)


def _named_lines(
    text: str, span: Span, mentions: list[tuple[Span, Role, Place]], lines: Lines
) -> Iterator[Fold[Meaning]]:
    """Fold the rivers, lakes and lines that the borders' data know by name."""
    for match in _WITH_ARTICLE.finditer(text, span.start, span.end) if lines else ():
        words = match[1].removesuffix("’s").removesuffix("'s")
        while words and words.lower() not in lines:
            words = words.rpartition(" ")[0]
        if not words:
            continue
        found = Span(match.start(1), match.start(1) + len(words))
        if _BODY_AFTER.match(text, found.end):
            continue
        if _is_a_country(found, mentions) and not _BESIDE.search(
            text[max(0, match.start() - 24) : match.start()]
        ):
            continue
        if _PROVINCE_AFTER.match(text, found.end) or _LONGER_NAME.match(text, found.end):
            continue
        yield _line_fold(*_meant(found, mentions, lines, lines[words.lower()]), found)


def _meant(
    span: Span,
    mentions: list[tuple[Span, Role, Place]],
    lines: Lines,
    first: tuple[str, str],
) -> tuple[str, str]:
    """Return which of several lines of one name the text means: two are a Green Line."""
    for mention, _, place in mentions:
        found = place.candidate
        if found and mention.overlaps(span) and (found.id, found.name) != first:
            known = {id for id, _ in lines.values()}
            return (found.id, found.name) if found.id in known else first
    return first


# "the Black Sea" is not the river Black, nor is "the Jordan Valley" the Jordan
_LONGER_NAME = re.compile(
    r" (?:Sea|Ocean|Bay|Gulf|Straits?|Channel|Passage|Sound|Narrows|Peninsula|Mountains?|Hills?|Valley|Delta|Basin|Desert|Forest|"
    r"Islands?|Coast|State|City|Airport|Dam|Bridge|Reservoir)\b"
)


# "the Red Cross" is no river either
_BODY_AFTER = re.compile(
    r" (?:Cross|Crescent|Army|Guards?|Brigades?|Corps|Armed|Forces?|Regiment|Company|Authority|Commission|Council|"
    r"Watch|Hand|Flag|Star|Square|House|Crystal)\b"
)


def _is_a_country(span: Span, mentions: list[tuple[Span, Role, Place]]) -> bool:
    """Tell whether a name is also a country's ("the Niger", "the Congo")."""
    return any(
        place.candidate and place.candidate.feature_class is FeatureClass.COUNTRY
        for mention, _, place in mentions
        if mention.overlaps(span)
    )


def _line_fold(identifier: str, name: str, span: Span) -> Fold[Meaning]:
    """Fold of a named line."""
    prefix = identifier.partition(":")[0]
    reference = Reference(_LINE_KINDS.get(prefix, ReferenceKind.LINE), name, identifier, span)
    return Fold("L" if prefix == "line" else "V", span, (reference,))


_LINE_KINDS = {
    "river": ReferenceKind.RIVER,
    "lake": ReferenceKind.LAKE,
    "line": ReferenceKind.LINE,
}
_PROVINCE = r"(?:province|governorate|region|oblast|state|department|district|prefecture|county|canton|emirate|voivodeship)"
_LISTED = r"(?:the\s+)?(?-i:[A-Z])[\w’'-]+(?:[ -](?-i:[A-Z])[\w’'-]+){0,2}"
_COMMA = r"(?:,\s+and\s+|,\s+or\s+|,\s+|\s+and\s+|\s+or\s+)"
_PROVINCE_AFTER = re.compile(
    rf"\s+{_PROVINCE}\b|(?:{_COMMA}{_LISTED}){{1,5}}\s+{_PROVINCE}s\b", re.IGNORECASE
)
_PROVINCE_BEFORE = re.compile(
    rf"\b{_PROVINCE}s?\s+of\s+(?:the\s+)?$|\b{_PROVINCE}s\s+of\s+(?:{_LISTED}{_COMMA}){{1,5}}(?:the\s+)?$",
    re.IGNORECASE,
)


# a town that bears its province's name by chance is smaller: Virginia in Minnesota
_SEAT_SHARE = 0.01


def town_or_province(place: Place, text: str, mention: Span) -> Place:
    """
    Prefer the town of a name that a province shares, unless the text says which it means.

    A distance is measured from a town's point; "Daraa province" says that the province is meant.
    """
    best = place.candidate
    if best is None or best.feature_class not in (FeatureClass.ADMIN1, FeatureClass.CITY):
        return place
    says_province = bool(
        _PROVINCE_AFTER.match(text, mention.end)
        or _PROVINCE_BEFORE.search(text[max(0, mention.start - 120) : mention.start])
    )
    wanted = FeatureClass.ADMIN1 if says_province else FeatureClass.CITY
    if best.feature_class is wanted:
        return place
    for candidate in place.candidates:
        if not says_province and candidate.population < _SEAT_SHARE * best.population:
            continue
        if candidate.feature_class is wanted and candidate.country == best.country:
            others = tuple(c for c in place.candidates if c is not candidate)
            return Place(place.mentions, (candidate, *others), place.confidence)
    return place


def _shift(span: Span, by: int) -> Span:
    """Span of the document from a span of the sentence."""
    return Span(span.start + by, span.end + by)


def place_letter(role: Role, place: Place, words: str) -> str:
    """Letter of the placeholder of a place as it is written here: what rules may do with it."""
    candidate = place.candidate
    if role is Role.PART:
        return "P"
    if candidate is None:
        return "P"
    if role is Role.DEMONYM and candidate.territory and words != candidate.name:
        return "N"
    if role is Role.METONYM and candidate.feature_class is not FeatureClass.COUNTRY:
        return "G"
    if candidate.territory:
        return "T"
    return {
        FeatureClass.WATER: "V",
        FeatureClass.LINE: "L",
        FeatureClass.CITY: "O",
        FeatureClass.FACILITY: "O",
    }.get(candidate.feature_class, "O")


def territory_reference(place: Place, span: Span, kind: ReferenceKind, part: str = "") -> Reference:
    """Make a border, coast or region reference of a place that is a territory."""
    candidate = place.candidate
    code = candidate.territory if candidate else ""
    name = candidate.name if candidate else ""
    shown = f"{part} {name}" if part else name
    return Reference(kind, shown, f"{kind.value}:{code}", span, (code,), part)


def shared_border(a: Place, b: Place, span: Span) -> Reference:
    """Reference to the border that two territories share."""
    pair = [(p.candidate.territory, p.candidate.name) for p in (a, b) if p.candidate]
    codes = tuple(sorted(code for code, _ in pair))
    name = " and ".join(name for _, name in pair)
    return Reference(ReferenceKind.BORDER, name, f"border:{'|'.join(codes)}", span, codes)


# regions by their class that a map marks with a point
_SPOT = re.compile(
    r"\b(?:Mount|Mt|Mont|Monte|Jebel|Jabal|Cape|Cabo|Point|Peak|Pass|Hill|Rock|Reef|Shoal|Bank|Lighthouse)\b"
)


def point_reference(place: Place, span: Span) -> Reference:
    """
    Reference to a town or facility.

    A region, range or group of islands without an outline has no point either: a circle round
    its middle would be invented.
    """
    c = place.candidate
    if c is None:
        return Reference(ReferenceKind.POINT, place.mentions[0].toponym, "", span)
    if c.feature_class is FeatureClass.REGION and not (c.territory or _SPOT.search(c.name)):
        return Reference(ReferenceKind.POINT, c.name, "", span)
    return Reference(ReferenceKind.POINT, c.name, c.id, span, (), "", ((c.lon, c.lat),))


def line_reference(place: Place, span: Span) -> Reference:
    """Reference to a river, a lake or a named line, by the id the gazetteer gives it."""
    c = place.candidate
    name, identifier = (c.name, c.id) if c else (place.mentions[0].toponym, "")
    prefix = identifier.partition(":")[0]
    made = Reference(_LINE_KINDS.get(prefix, ReferenceKind.LINE), name, identifier, span)
    # the middle of a lake, for a strip that ends there
    return replace(made, points=((c.lon, c.lat),)) if c and prefix == "lake" else made
