"""A place: its mentions in a text, and what it may be in the gazetteer."""

from __future__ import annotations

from dataclasses import dataclass

from geo.errors import GeometryError
from geo.model.documents import Span
from geo.model.kinds import FeatureClass, Role


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
