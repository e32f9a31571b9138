"""A rule about space: what it says, of whom, and what it is measured from."""

from __future__ import annotations

from dataclasses import dataclass

from geo.errors import GeometryError
from geo.model.documents import Span
from geo.model.kinds import Compliance, Effect, ReferenceKind, Relation, Side, Status

LonLat = tuple[float, float]


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
    compliance_span, compliance_quote
        The sentence that says whether it is kept; none where no sentence does, or where the
        analyst has decided.
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
    compliance_span: Span | None = None
    compliance_quote: str = ""


@dataclass(frozen=True, slots=True)
class Unresolved:
    """A rule that was read but cannot be drawn, with what was understood."""

    span: Span
    quote: str
    reason: str
    understood: Constraint
