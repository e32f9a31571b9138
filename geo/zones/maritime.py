"""
Waters of a territory: its territorial sea and its exclusive economic zone.

The zone is computed from the coasts alone: what lies within 200 nautical miles of the coast and
nearer to it than to any other territory's. Limits that states have agreed or claim, straight
baselines and rocks that generate no zone of their own are in no data here (docs/borders.md).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import numpy as np
import shapely

from geo.errors import GeometryError
from geo.zones.area import difference, union
from geo.zones.geodesy import zone_within
from geo.zones.median import nearest_share
from geo.zones.sphere import LEAST_DEGREE_M

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

NAUTICAL_MILE_M = 1_852.0
_POLAR_DEG = 89.0


@dataclass(frozen=True, slots=True)
class Belt:
    """One kind of waters: its words, and how far it reaches from the coast in metres."""

    name: str
    distance_m: float


TERRITORIAL_SEA, EEZ = "territorial-sea", "eez"
BELTS = {
    TERRITORIAL_SEA: Belt("territorial sea", 12 * NAUTICAL_MILE_M),
    EEZ: Belt("exclusive economic zone", 200 * NAUTICAL_MILE_M),
}


class Coasts(Protocol):
    """What waters are computed from."""

    def name(self, code: str) -> str:
        """Return the name of a territory."""

    def coast(self, code: str, *, viewpoint: str) -> BaseGeometry:
        """Return the coast of a territory."""

    def waters(self, code: str, *, viewpoint: str) -> BaseGeometry:
        """Return the territorial sea that the data have of a territory."""

    def coasts_of_others(
        self, code: str, box: tuple[float, float, float, float], *, viewpoint: str
    ) -> BaseGeometry:
        """Return the coasts of other territories in a box."""

    def land_in(self, west: float, south: float, east: float, north: float) -> BaseGeometry:
        """Return all land in a box."""


def is_belt(id: str) -> bool:
    """Tell whether an id is that of waters: ``eez:LB``."""
    return id.partition(":")[0] in BELTS


def owner_of(id: str) -> str:
    """Return the territory that waters belong to: ``eez:LB`` to LB."""
    return id.partition(":")[2]


def belt_name(id: str, territory: str) -> str:
    """Return what waters are called: "the territorial sea of Lebanon"."""
    return f"the {BELTS[id.partition(':')[0]].name} of {territory}"


def waters(coasts: Coasts, id: str, viewpoint: str) -> BaseGeometry:
    """
    Return the waters of an id such as ``eez:LB``.

    The territorial sea is that of the data, where they have one. Else it is the sea within the
    reach of the belt that is nearer to the territory than to others.

    Returns
    -------
    waters
        Polygon or MultiPolygon, EPSG:4326; bays and waters inside archipelagos count.

    Raises
    ------
    GeometryError
        If the territory is unknown or has no coast.
    """
    belt, code = BELTS[id.partition(":")[0]], owner_of(id)
    drawn = coasts.waters(code, viewpoint=viewpoint)
    if belt is BELTS[TERRITORIAL_SEA] and not drawn.is_empty:
        return drawn
    coast = coasts.coast(code, viewpoint=viewpoint)
    if coast.is_empty:
        raise GeometryError(f"{coasts.name(code)} has no coast, and so no {belt.name}")
    zone = zone_within(coast, belt.distance_m).geometry
    boxes = [b for part in shapely.get_parts(zone) for b in _around(part.bounds, belt.distance_m)]
    others = [coasts.coasts_of_others(code, box, viewpoint=viewpoint) for box in boxes]
    lines = shapely.multilinestrings([p for o in others for p in shapely.get_parts(o)])
    share = nearest_share(zone, coast, lines, belt.distance_m)
    parts = shapely.get_parts(share)
    return union([difference(part, coasts.land_in(*part.bounds)) for part in parts])


def _around(
    bounds: tuple[float, float, float, float], reach_m: float
) -> list[tuple[float, float, float, float]]:
    """Return bounds grown by a distance, in two where they cross the antimeridian."""
    west, south, east, north = bounds
    pad = reach_m / LEAST_DEGREE_M
    south, north = max(south - pad, -90.0), min(north + pad, 90.0)
    farthest = max(abs(south), abs(north))
    wide = pad / np.cos(np.radians(farthest)) if farthest < _POLAR_DEG else 360.0
    west, east = west - wide, east + wide
    if east - west >= 360:
        return [(-180.0, south, 180.0, north)]
    if west < -180:
        return [(-180.0, south, east, north), (west + 360, south, 180.0, north)]
    if east > 180:
        return [(west, south, 180.0, north), (-180.0, south, east - 360, north)]
    return [(west, south, east, north)]
