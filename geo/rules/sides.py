"""Which side of its references a zone covers, and rules that a list states apart."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from geo.model import (
    Constraint,
    Distance,
    Effect,
    Reference,
    ReferenceKind,
    Relation,
    Side,
    Territory,
)
from geo.rules.circles import QUADRANT
from geo.rules.matches import references_of
from geo.text.bearings import Bearings, point_deg

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.rules.frames import Frame
    from geo.rules.meanings import Sentence

OPPOSITE = {
    Relation.NORTH_OF: Relation.SOUTH_OF,
    Relation.SOUTH_OF: Relation.NORTH_OF,
    Relation.EAST_OF: Relation.WEST_OF,
    Relation.WEST_OF: Relation.EAST_OF,
}
# what a strip along a coast is on: land that is built on, or water that is fished
_ASHORE = re.compile(
    r"\b(?:inland|land|landward|ashore|houses?|homes?|buil\w+|hotels?|constructi\w+|residents?|villagers|inhabitants|"
    r"families|people|farm\w*|plots?|property|properties|factor(?:y|ies)|troops|soldiers|artillery|tanks?|guns?|bases?|"
    r"camps?|settlements?|strip|belt|evacuat\w+|fences?|wells?|mines?|mining|quarr\w+|trees|logging)\b",
    re.IGNORECASE,
)
_SEAWARD = re.compile(r"\bseawards?\b", re.IGNORECASE)
_AT_SEA = re.compile(
    r"\b(?:vessels?|(?:war)?ships?|boats?|trawl\w*|fish\w*|sail\w*|nautical|nmi?|sea|seas|offshore|off the|off its|anchor\w*|"
    r"div(?:e|ers|ing)|tankers?|rigs?|waters?|navy|naval|submarines?|slavers?|yachts?|ferr(?:y|ies)|aircraft|maritime)\b",
    re.IGNORECASE,
)
SEA = (Effect.MARITIME_EXCLUSION, Effect.HAZARD, Effect.CONFINEMENT, Effect.PERMITTED)
# what holds on land alone: "no tanks within 5 km of Abkhazia"
_GROUND = (Effect.WEAPONS_EXCLUSION, Effect.DEMILITARIZED)
SEA_WORDS = re.compile(
    r"(?:[A-Z][\w’'-]+ ){0,3}(?:Sea|Ocean|Gulf|Bay|Strait|Channel|Sound|Bight)\b(?: of [A-Z]\w+)?"
)
_SEA_NAME = re.compile(r"\b(?:Sea|Ocean|Gulf|Bay|Strait|Channel|Sound|Bight)\b")


def in_a_sea(relation: Relation, references: tuple[Reference, ...], sentence: Sentence) -> bool:
    """Tell whether a side of a parallel is said of a sea: half the earth would be wrong."""
    if relation not in OPPOSITE or any(r.degrees is None for r in references):
        return False
    named = any(r.id.startswith("sea:") for f in sentence.folds for r in references_of(f))
    return named or bool(_SEA_NAME.search(sentence.text))


def at_latitude(
    frame: Frame, relation: Relation, references: tuple[Reference, ...], sentence: Sentence
) -> tuple[Reference, ...]:
    """“The Adriatic north of Ancona”: the latitude, or the longitude, of the town in place of the town."""
    if relation not in OPPOSITE or len(references) != 1 or len(references[0].points) != 1:
        return references
    inside = sentence.in_stretch(frame.start, frame.end, "A")
    known = [code for f in inside for r in references_of(f) for code in r.territories]
    if not any(code.startswith("sea:") for code in known):
        return references
    (town,) = references
    ((lon, lat),) = town.points
    across = relation in (Relation.NORTH_OF, Relation.SOUTH_OF)
    kind = ReferenceKind.PARALLEL if across else ReferenceKind.MERIDIAN
    degrees = lat if across else lon
    name = f"{'latitude' if across else 'longitude'} of {town.name}"
    return (Reference(kind, name, f"{kind.value}:{degrees:.4g}", town.span, degrees=degrees),)


def of_circles(relation: Relation, references: tuple[Reference, ...]) -> bool:
    """Tell whether an area is bounded by parallels and meridians alone."""
    sided = relation in OPPOSITE or relation is Relation.BETWEEN
    circles = sided and all(r.degrees is not None for r in references)
    return circles or references[0].id == QUADRANT


def of_two(
    references: tuple[Reference, ...], host: Territory
) -> tuple[tuple[Reference, ...], tuple[Territory, ...]]:
    """“On either side of the Peruvian border”, said of Ecuador: the border of both, and no side of it."""
    one = references[0]
    if (
        len(references) > 1
        or one.kind is not ReferenceKind.BORDER
        or len(one.territories) != 1
        or "." in host.code
    ):
        return references, (host,)
    pair = tuple(sorted((one.territories[0], host.code)))
    name = f"{one.name} and {host.name}"
    return (replace(one, name=name, id=f"border:{'|'.join(pair)}", territories=pair),), ()


def is_polar(relation: Relation, circle: Reference) -> bool:
    """Tell whether what lies beyond a parallel towards its pole is sea and ice: it needs no territory."""
    if circle.degrees is None:
        return False
    if circle.name[:1].isdigit() and circle.name[-2:-1] != " ":
        return False  # the text does not say in which hemisphere
    if relation is Relation.SOUTH_OF:
        return circle.degrees <= -35
    return relation is Relation.NORTH_OF and circle.degrees >= 66


_IN_TOWN = re.compile(
    r" (?:in|inside|within) (?:the (?:city|town) of )?(\ue000O\d+\ue001)(?!['’,])"
)


def in_a_town(
    frame: Frame, relation: Relation, references: tuple[Reference, ...], sentence: Sentence
) -> tuple[Reference, ...]:
    """“East of the Tigris in Mosul”: lost, since no source has outlines of towns; empty for no town."""
    town = _IN_TOWN.match(sentence.text, frame.end) if relation in OPPOSITE else None
    if town is None or frame.distances:
        return ()
    named = [
        r for f in sentence.in_stretch(town.start(1), town.end(1), "O") for r in references_of(f)
    ]
    where = f" in {named[0].name}" if named else ""
    return tuple(replace(r, id="", name=f"{r.name}{where}") for r in references)


def sea_of(references: tuple[Reference, ...], sentence: Sentence) -> tuple[Reference, ...]:
    """Sea that data can draw in which a side of a parallel or meridian is meant; none for no sea."""
    if any(r.degrees is None and r.id != QUADRANT for r in references):
        return ()
    known = [r for f in sentence.folds if f.kind == "A" for r in references_of(f)]
    seas = [r for r in known if any(code.startswith("sea:") for code in r.territories)]
    return tuple(seas[:1])


def apart(base: Constraint, distances: tuple[Distance | None, ...]) -> Iterator[Constraint]:
    """One rule for each distance of a list, and for each town or region of a list; one each, "respectively"."""
    if len(distances) == len(base.references) > 1 and "respectively" in base.quote.lower():
        for distance, reference in zip(distances, base.references, strict=True):
            yield replace(base, distance=distance, references=(reference,))
        return
    listed = (
        len(base.references) > 1
        and not base.ends
        and not base.bearings_deg
        and (
            (base.relation is Relation.WITHIN and _all(base.references, ReferenceKind.POINT))
            or (base.relation is Relation.IN and _all(base.references, ReferenceKind.REGION))
            or (base.relation is Relation.IN and _all(base.references, ReferenceKind.COORDINATES))
        )
        and not any(r.part for r in base.references)
    )
    groups = [(r,) for r in base.references] if listed else [base.references]
    for distance in distances:
        for references in groups:
            yield replace(base, distance=distance, references=references)


def coast_of(reference: Reference) -> Reference:
    """Coast of a territory, for "Gaza's fishing limit"."""
    if reference.kind is not ReferenceKind.REGION or not reference.territories:
        return reference
    identifier = f"coast:{reference.territories[0]}"
    return replace(reference, kind=ReferenceKind.COAST, id=identifier, part="")


def _all(references: tuple[Reference, ...], kind: ReferenceKind) -> bool:
    """Tell whether all references are of a kind."""
    return all(r.kind is kind for r in references)


def side(
    frame: Frame, references: tuple[Reference, ...], effect: Effect, has_host: bool, text: str
) -> Side:
    """Side of the references a zone covers."""
    stated = frame.rule.get("side")
    kinds = {r.kind for r in references}
    if _SEAWARD.search(text) and frame.distances and ReferenceKind.BORDER not in kinds:
        return Side.WATER
    if stated == "both" or (stated == "any"):
        return Side(stated)
    if ReferenceKind.COAST in kinds:
        ashore = has_host or (_ASHORE.search(text) and not _AT_SEA.search(text))
        return Side.LAND if ashore and effect not in SEA else Side.WATER
    if kinds == {ReferenceKind.LAKE} and all(r.part for r in references):
        return Side.WATER if effect in SEA else Side.LAND if _ASHORE.search(text) else Side.BOTH
    if has_host:
        return Side.HOST
    from_region = kinds == {ReferenceKind.REGION} and bool(frame.distances)
    if from_region and effect in _GROUND and not _AT_SEA.search(text):
        return Side.LAND
    if kinds <= {ReferenceKind.BORDER, ReferenceKind.RIVER, ReferenceKind.LINE} and frame.distances:
        return Side.BOTH
    return Side.ANY


def are_countries(frame: Frame, references: tuple[Reference, ...]) -> bool:
    """Tell whether a distance is measured from whole countries."""
    return bool(frame.distances) and all(
        r.kind is ReferenceKind.REGION and not r.part and r.id and r.territories[0].isalpha()
        for r in references
    )


def are_enclaves(frame: Frame, references: tuple[Reference, ...]) -> bool:
    """Tell whether a distance is measured from areas that have a border within a country: Abkhazia."""
    return bool(frame.distances) and all(
        r.kind is ReferenceKind.REGION and not r.part and _ENCLAVE.fullmatch("".join(r.territories))
        for r in references
    )


_ENCLAVE = re.compile(r"[A-Z]{2}-[A-Z]+")


def confidence(frame: Frame, host: tuple[object, ...], actors: tuple[str, ...]) -> float:
    """Rough trust in a reading: what was named outright counts, what was inferred counts less."""
    score = 0.9 if frame.distances else 0.8
    if any(r.kind is ReferenceKind.BORDER for r in frame.references) and not host:
        score -= 0.2
    if not actors:
        score -= 0.1
    return round(score, 2)


_POINTS = (ReferenceKind.COORDINATES, ReferenceKind.POINT, ReferenceKind.REGION)
# "within 5 miles east of Gotland", "up to 20 miles south-west of the island": that side of it alone
_TOWARDS = re.compile(
    r"\b(?:within|inside|up to|out to|less than|as far as)\s+\ue000D\d+\ue001(?:\s+(?:to\s+the|due))?\s+"
    r"(?P<way>(?:north|south)[ -]?(?:east|west)|north|south|east|west)(?:ern|wards?)?\s+(?:of|from)\b",
    re.IGNORECASE,
)


# how far from an expression its bearings may stand, in the folded sentence
_BESIDE = 120


def bearings(
    frame: Frame, references: tuple[Reference, ...], sentence: Sentence
) -> tuple[float, ...]:
    """Two bearings that cut a sector out of a circle round a point, in degrees; none for no sector."""
    if len(references) != 1 or references[0].kind not in _POINTS or not frame.distances:
        return ()
    inside = sentence.in_stretch(frame.start, frame.end, "Q")
    before = sentence.in_stretch(max(0, frame.start - _BESIDE), frame.start, "Q")
    after = sentence.in_stretch(frame.end, frame.end + _BESIDE, "Q")
    found = [fold.item for fold in (*inside, *before[::-1], *after)]
    sectors = [item for item in found if isinstance(item, Bearings)]
    if sectors and references[0].kind is not ReferenceKind.REGION:
        return (sectors[0].first_deg, sectors[0].last_deg)
    return _towards(sentence.text[max(0, frame.start - _BEFORE) : frame.end])


# "as far as" and a space, before the distance
_BEFORE = 12


def _towards(stretch: str) -> tuple[float, ...]:
    """Bearings of the side that an area is said to lie on: half the circle, a quarter for "south-west"."""
    said = _TOWARDS.search(stretch)
    middle = point_deg(said["way"]) if said else None
    if said is None or middle is None:
        return ()
    half = 45.0 if middle % 90 else 90.0
    return ((middle - half) % 360, (middle + half) % 360)
