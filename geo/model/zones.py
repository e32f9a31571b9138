"""The area of a rule."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.model.constraints import Constraint

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry


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
