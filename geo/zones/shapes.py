"""Shapes that bearings, parallels and distances describe."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely

from geo.errors import GeometryError
from geo.zones.area import cut_out, difference, intersection, union, without_slivers
from geo.zones.geodesy import GeodesicZone, zone_within
from geo.zones.given import area_on_earth, place_on_earth
from geo.zones.lines import checked_area
from geo.zones.numbers import number_of
from geo.zones.sphere import GEOD, Floats
from geo.zones.tracks import geodesic_polygon

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from geo.model import LonLat

_ARC_STEP_DEG = 1.0
_WIDEST_M = 9_000_000.0
_OUTSIDE = 1.05  # the arc of a wedge runs outside of the disc it cuts
_QUARTERS = {"north": 0, "east": 1, "south": 2, "west": 3}


def sector(
    centre: LonLat,
    start_deg: float,
    end_deg: float,
    max_m: float,
    min_m: float = 0.0,
    *,
    tolerance: float = 1e-4,
) -> GeodesicZone:
    """
    Return the sector round a point from one bearing clockwise to another.

    Parameters
    ----------
    centre
        Longitude, latitude in decimal degrees.
    start_deg, end_deg
        Bearings clockwise from true north; the sector runs clockwise from the first.
    max_m, min_m
        Outer and inner radius in metres; an inner radius of 0 makes a slice.

    Raises
    ------
    GeometryError
        If the radii are not in order, the bearings are equal or the centre is no place.
    """
    start_deg, end_deg = (
        number_of(start_deg, "sector: start_deg"),
        number_of(end_deg, "sector: end_deg"),
    )
    centre = place_on_earth(centre, "sector: centre")
    max_m, min_m = number_of(max_m, "sector: max_m"), number_of(min_m, "sector: min_m")
    sweep = (end_deg - start_deg) % 360
    if not 0 <= min_m < max_m <= _WIDEST_M or sweep == 0:
        raise GeometryError(
            f"sector: got {start_deg}° to {end_deg}° and {min_m} m to {max_m} m, "
            f"wanted different bearings and 0 <= min_m < max_m <= {_WIDEST_M:.0f}"
        )
    point = shapely.Point(centre)
    if min_m:
        disc = ring_between(point, min_m, max_m, tolerance=tolerance)
    else:
        disc = zone_within(point, max_m, tolerance=tolerance)
    bearing = start_deg + np.linspace(0, sweep, int(np.ceil(sweep / _ARC_STEP_DEG)) + 1)
    corners = np.vstack([[centre], _ends(centre, bearing, max_m * _OUTSIDE)])
    wedge = geodesic_polygon([(float(x), float(y)) for x, y in corners])
    return GeodesicZone(intersection(disc.geometry, wedge), disc.error_m)


def _ends(centre: LonLat, bearing: Floats, distance_m: float) -> Floats:
    """Return the points at a distance of a centre on bearings, shape (n, 2)."""
    lon, lat = np.full(len(bearing), centre[0]), np.full(len(bearing), centre[1])
    ends = GEOD.fwd(lon, lat, bearing, np.full(len(bearing), distance_m))
    return np.column_stack(ends[:2])


def beside_parallel(area: BaseGeometry, degrees: float, side: str) -> BaseGeometry:
    """
    Return the part of an area north or south of a parallel, east or west of a meridian.

    Parameters
    ----------
    area
        Polygon or MultiPolygon, EPSG:4326.
    degrees
        Latitude of the parallel or longitude of the meridian.
    side
        "north", "south", "east" or "west"; east and west reach half-way round the earth.

    Raises
    ------
    GeometryError
        If the area is none, the side another word or the degrees out of range.
    """
    area_on_earth(area, "half plane")
    limit = 90 if side in ("north", "south") else 180
    if side not in _QUARTERS or not abs(number_of(degrees, "half plane")) <= limit:
        raise GeometryError(f"half plane: got {side!r} of {degrees}°, wanted at most ±{limit}°")
    if side == "north":
        boxes = [(-180.0, degrees, 180.0, 90.0)]
    elif side == "south":
        boxes = [(-180.0, -90.0, 180.0, degrees)]
    else:
        west = degrees if side == "east" else degrees - 180
        boxes = _longitudes(west, west + 180)
    return without_slivers(union([cut_out(area, box) for box in boxes]))


def _longitudes(west: float, east: float) -> list[tuple[float, float, float, float]]:
    """Return the boxes of -180 to 180 that a range of longitudes covers."""
    if east > 180:
        return [(west, -90.0, 180.0, 90.0), (-180.0, -90.0, east - 360, 90.0)]
    if west < -180:
        return [(west + 360, -90.0, 180.0, 90.0), (-180.0, -90.0, east, 90.0)]
    return [(west, -90.0, east, 90.0)]


def ring_between(
    geometry: BaseGeometry,
    min_m: float,
    max_m: float,
    *,
    clip: BaseGeometry | None = None,
    tolerance: float = 1e-4,
) -> GeodesicZone:
    """
    Return everything farther than one distance of a geometry and within another.

    Raises
    ------
    GeometryError
        As `zone_within`, or if the distances are not in order.
    """
    min_m, max_m = number_of(min_m, "ring: min_m"), number_of(max_m, "ring: max_m")
    if not 0 < min_m < max_m:
        raise GeometryError(f"ring: got {min_m} m to {max_m} m, wanted 0 < min_m < max_m")
    outer = zone_within(geometry, max_m, clip=clip, tolerance=tolerance)
    inner = zone_within(geometry, min_m, clip=clip, tolerance=tolerance)
    ring = difference(outer.geometry, inner.geometry)
    return GeodesicZone(ring, max(outer.error_m, inner.error_m))


def inner_offset(area: BaseGeometry, distance_m: float, *, tolerance: float = 1e-4) -> GeodesicZone:
    """
    Return the part of an area that lies farther than a distance from its outline.

    Raises
    ------
    GeometryError
        As `zone_within`.
    """
    area = checked_area(area)
    edge = shapely.boundary(area)
    rim = zone_within(edge, distance_m, tolerance=tolerance)
    return GeodesicZone(difference(area, rim.geometry), rim.error_m)
