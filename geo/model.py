"""
The vocabulary of the pipeline: Document → Mention → Place → Constraint → Zone → Analysis.

Every type is frozen. Offsets are Unicode code points into ``Document.text``, half open.
Geometries are shapely, EPSG:4326, axis order longitude latitude. Distances are metres,
bearings are degrees clockwise from true north, areas are square kilometres.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from geo.errors import GeometryError

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

LonLat = tuple[float, float]


class Role(StrEnum):
    """What a name does in its sentence."""

    LITERAL = "literal"  # the place itself: "in Damascus"
    DEMONYM = "demonym"  # its people or an adjective: "Iranian forces"
    METONYM = "metonym"  # its government: "Tehran has ignored"
    PART = "part"  # part of another name: "Operation Chess"; never drawn
    RELATIVE = "relative"  # a point measured from a place: "15 km south of Damascus"


class FeatureClass(StrEnum):
    """The kinds of place Cordon tells apart."""

    COUNTRY = "country"
    ADMIN1 = "admin1"
    CITY = "city"
    REGION = "region"
    FACILITY = "facility"
    WATER = "water"
    LINE = "line"


class Relation(StrEnum):
    """How a zone lies to its references."""

    WITHIN = "within"
    BEYOND = "beyond"
    NORTH_OF = "north_of"
    SOUTH_OF = "south_of"
    EAST_OF = "east_of"
    WEST_OF = "west_of"
    BETWEEN = "between"
    IN = "in"


class ReferenceKind(StrEnum):
    """What a rule measures from, or names."""

    BORDER = "border"  # land border of one territory, or the one that two share
    COAST = "coast"  # coast of a territory
    REGION = "region"  # a territory, an admin area, or a directional part of one
    POINT = "point"  # a place or facility
    RIVER = "river"
    LAKE = "lake"
    LINE = "line"  # a named line: Blue Line, Line of Control
    PARALLEL = "parallel"
    MERIDIAN = "meridian"
    COORDINATES = "coordinates"  # a point, line or polygon given by its coordinates


class Side(StrEnum):
    """Which side of its references a zone covers."""

    HOST = "host"  # clipped to the host territories
    BOTH = "both"  # both sides of a line
    WATER = "water"  # the sea only
    LAND = "land"  # the land only
    ANY = "any"  # everything, land and sea


class Effect(StrEnum):
    """What the rule does in its zone."""

    EXCLUSION = "exclusion"
    WITHDRAWAL = "withdrawal"
    DEMILITARIZED = "demilitarized"
    WEAPONS_EXCLUSION = "weapons_exclusion"
    NO_FLY = "no_fly"
    MARITIME_EXCLUSION = "maritime_exclusion"
    EVACUATION = "evacuation"
    HAZARD = "hazard"
    CONFINEMENT = "confinement"
    PERMITTED = "permitted"
    WEAPON_RANGE = "weapon_range"


class Status(StrEnum):
    """Whether the rule holds."""

    PROPOSED = "proposed"
    DEMANDED = "demanded"
    AGREED = "agreed"
    IN_FORCE = "in_force"
    REJECTED = "rejected"
    LIFTED = "lifted"


class Compliance(StrEnum):
    """Whether the rule is kept, as the text has it."""

    UNKNOWN = "unknown"
    OBSERVED = "observed"
    VIOLATED = "violated"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open range of character offsets ``[start, end)``."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            msg = f"Span needs 0 <= start < end, got [{self.start}, {self.end})"
            raise ValueError(msg)

    def covers(self, other: Span) -> bool:
        """Tell whether the other span lies wholly in this one."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Tell whether the two spans share a character."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Document:
    """A text, where it came from and when it was written."""

    id: str
    text: str
    title: str = ""
    source: str = ""
    date: dt.date | None = None
    language: str = "en"

    def slice(self, span: Span) -> str:
        """Return the text a span covers."""
        return self.text[span.start : span.end]


@dataclass(frozen=True, slots=True)
class Mention:
    """A toponym as it stands in the text."""

    span: Span
    toponym: str
    kind: Role = Role.LITERAL


@dataclass(frozen=True, slots=True)
class Candidate:
    """
    One gazetteer entry a toponym may refer to.

    Attributes
    ----------
    id
        Gazetteer and number: ``geonames:170654``, ``country:SY``, ``admin1:SY.06``.
    lon, lat
        Decimal degrees, EPSG:4326.
    country
        ISO 3166-1 alpha-2 (``XK`` for Kosovo), empty for what lies in no or several countries.
    territory
        Code that `geo.zones` knows the area by (``SY``, ``SY.06``, ``PS-GZ``), or empty.
    reason
        Why it stands at its rank, for the analyst.
    """

    id: str
    name: str
    lon: float
    lat: float
    feature_class: FeatureClass
    country: str
    population: int
    source: str
    territory: str = ""
    score: float = 0.0
    reason: str = ""

    def __post_init__(self) -> None:
        if not (-180 <= self.lon <= 180 and -90 <= self.lat <= 90):
            msg = f"{self.id}: lon {self.lon}, lat {self.lat} outside EPSG:4326"
            raise GeometryError(msg)


@dataclass(frozen=True, slots=True)
class Place:
    """
    The mentions of one place with its ranked candidates, best first; may be empty.

    Attributes
    ----------
    confidence
        Probability that the mentions are a place and the first candidate the right one.
    reason
        Why nothing was pinned where there is no candidate, or what a pin rests on, for the analyst.
    decided_by
        Who chose the candidate, or took it away: "analyst"; empty when Cordon did.
    uncertainty_m
        Radius about the point within which the place lies, metres; None where none is known.
    rivals
        What the name may mean, likeliest first, where nothing was pinned.
    """

    mentions: tuple[Mention, ...]
    candidates: tuple[Candidate, ...]
    confidence: float
    reason: str = ""
    decided_by: str = ""
    uncertainty_m: float | None = None
    rivals: tuple[Candidate, ...] = ()

    @property
    def candidate(self) -> Candidate | None:
        """Best candidate, or None when the toponym is unresolved."""
        return self.candidates[0] if self.candidates else None


@dataclass(frozen=True, slots=True)
class Distance:
    """
    A length interval in metres as the text gives it.

    "20 km" is ``min_m == max_m == 20_000``; "between 60 and 80 km" is 60,000 to 80,000.
    """

    min_m: float
    max_m: float
    approximate: bool = False
    text: str = ""

    def __post_init__(self) -> None:
        if isinstance(self.min_m, bool) or not 0 < self.min_m <= self.max_m < float("inf"):
            msg = f"Distance needs 0 < min_m <= max_m, got {self.min_m} and {self.max_m}"
            raise GeometryError(msg)


@dataclass(frozen=True, slots=True)
class Territory:
    """A territory by the code `geo.zones` knows it by, and its name."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Reference:
    """
    What a rule measures from, or names.

    Attributes
    ----------
    id
        ``border:IL``, ``border:KH|TH``, ``coast:YE``, ``region:SY.06``, ``river:Litani``,
        ``parallel:36.0``, ``geonames:3191281``, ``coordinates``. Empty: not found.
    territories
        Codes of the territories a border, coast or region belongs to; two codes in a
        border mean the line they share.
    part
        Directional part of a region ("southwestern"), or empty.
    points
        Longitude, latitude of a point, or the vertices of a coordinate line or polygon.
    degrees
        Latitude of a parallel or longitude of a meridian, decimal degrees.
    """

    kind: ReferenceKind
    name: str
    id: str = ""
    span: Span | None = None
    territories: tuple[str, ...] = ()
    part: str = ""
    points: tuple[LonLat, ...] = ()
    degrees: float | None = None


@dataclass(frozen=True, slots=True)
class Constraint:
    """
    A rule about space that the text states.

    Attributes
    ----------
    distance
        Distance from the references, or None (a region, a parallel).
    host
        Territories the zone is clipped to; empty when it is not clipped.
    host_found_by
        How the host was found: "text", "actor", "passage", "adjacency", "shared border".
    ends
        The two places a strip along a border runs between, or empty.
    bearings_deg
        Start and end bearing of a sector, clockwise from true north, or empty.
    actors
        Whom it binds, in the words of the text.
    exempt
        Whom it does not bind ("only Syrian troops"), in the words of the text.
    source
        Who says so.
    date
        ISO 8601 date to the precision given: ``2017-11``.
    trace
        Ids of the rule rows and cues that were used, in the order of use.
    id
        Name of the rule in its document: ``rule:120-184``, by its span.
    decided_by
        "analyst" where the analyst changed or added the rule; empty where the text alone did.
    edited
        What the analyst changed: "distance", "host", ...; "rule" for one that was added.
    """

    span: Span
    quote: str
    relation: Relation
    references: tuple[Reference, ...]
    distance: Distance | None = None
    side: Side = Side.ANY
    host: tuple[Territory, ...] = ()
    host_found_by: str = ""
    ends: tuple[Reference, ...] = ()
    bearings_deg: tuple[float, ...] = ()
    actors: tuple[str, ...] = ()
    exempt: tuple[str, ...] = ()
    effect: Effect = Effect.EXCLUSION
    status: Status = Status.DEMANDED
    compliance: Compliance = Compliance.UNKNOWN
    source: str = ""
    date: str = ""
    until: str = ""
    hedged: bool = False
    confidence: float = 0.5
    trace: tuple[str, ...] = ()
    id: str = ""
    decided_by: str = ""
    edited: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Unresolved:
    """A rule that was read but cannot be drawn, with what was understood."""

    span: Span
    quote: str
    reason: str
    understood: Constraint


@dataclass(frozen=True, slots=True)
class Fade:
    """
    A vague edge of a zone, for language such as "southern Syria".

    Attributes
    ----------
    axis
        "latitude" or "longitude": the edge is a parallel or a meridian.
    full, edge, none
        Degrees within which the words certainly hold, where the zone is cut, and beyond which
        they certainly do not; `edge` lies between the other two.
    """

    axis: str
    full: float
    edge: float
    none: float


@dataclass(frozen=True, slots=True)
class Zone:
    """
    The area of one constraint.

    Attributes
    ----------
    geometry
        Polygon or MultiPolygon, EPSG:4326, valid, cut at the antimeridian (RFC 7946).
    error_m
        Metres that no point of the edge is farther from the stated distance, rounded up (beyond
        1,000 km: found on sampled points); None where no distance is measured.
    method
        How the shape was made, for the analyst.
    viewpoint
        The reading of the borders used ("de-facto").
    differs_km2
        Other viewpoints from which the zone is another, with the square kilometres that lie in
        one of the two only; viewpoints that agree are named once.
    vague
        Whether the words leave the edge open ("southern Syria"); the map may let it fade.
    fades
        How far, where the zone is one directional part; else empty.
    mark
        What stands for its number where reports lie side by side: "B2"; else empty.
    """

    constraint: Constraint
    geometry: BaseGeometry
    area_km2: float
    error_m: float | None
    method: str
    viewpoint: str
    data: tuple[str, ...] = ()
    differs_km2: tuple[tuple[str, float], ...] = ()
    vague: bool = False
    fades: tuple[Fade, ...] = ()
    mark: str = ""

    def named(self, number: int) -> str:
        """Return what is written for the zone's number."""
        return self.mark or str(number)


@dataclass(frozen=True, slots=True)
class Event:
    """
    Something that happened.

    Attributes
    ----------
    kind
        "shelling", "air strike", "attack", ...
    place
        Where, if the text names a place that a point can stand for; else None.
    date
        ISO 8601 date to the precision given, or empty.
    source
        Who says so, where the sentence does.
    trace
        Ids of the rows that told it.
    reason
        Why it has no place, for the analyst.
    """

    span: Span
    quote: str
    kind: str
    place: Place | None = None
    date: str = ""
    source: str = ""
    trace: tuple[str, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Force:
    """Armed people the text counts or names."""

    span: Span
    quote: str
    name: str
    count: int | None = None
    place: Place | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class Issue:
    """Something the reader must know: an unplaced toponym, a doubtful date."""

    code: str
    message: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Analysis:
    """
    Everything one run found, ready for the map, the GeoJSON and the briefing.

    Attributes
    ----------
    parts
        Of a case, the analyses of its reports, in whose texts all spans are; else empty.
    """

    document: Document
    places: tuple[Place, ...] = ()
    constraints: tuple[Constraint, ...] = ()
    zones: tuple[Zone, ...] = ()
    unresolved: tuple[Unresolved, ...] = ()
    events: tuple[Event, ...] = ()
    forces: tuple[Force, ...] = ()
    issues: tuple[Issue, ...] = ()
    settings: dict[str, str] = field(default_factory=dict)
    parts: tuple[Analysis, ...] = ()
