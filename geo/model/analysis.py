"""What happened, what the reader must know, and all that one run found."""

from __future__ import annotations

from dataclasses import dataclass, field

from geo.model.constraints import Constraint, Unresolved
from geo.model.documents import Document, Span
from geo.model.places import Place
from geo.model.zones import Zone


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
