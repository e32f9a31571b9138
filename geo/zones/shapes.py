"""Shapes that coordinates, bearings, parallels and distances describe."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import shapely

from geo.errors import GeometryError
from geo.zones.area import area_km2, cut_out, difference, intersection, union, without_slivers
from geo.zones.geodesy import GeodesicZone, zone_within
from geo.zones.globe import left_of, unwrapped
from geo.zones.lines import checked, checked_area
from geo.zones.sphere import GEOD, MEAN_RADIUS_M, Floats, geodesic_m, wrap_degrees

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shapely.geometry.base import BaseGeometry

    from geo.model import LonLat

_CHORD_M = 0.4  # how far a densified geodesic may leave the true one
_COARSE = 32  # points that show how near a geodesic comes to a pole
_MOST = 20_000
_ARC_STEP_DEG = 1.0
_WIDEST_M = 9_000_000.0
_OUTSIDE = 1.05  # the arc of a wedge runs outside of the disc it cuts
_QUARTERS = {"north": 0, "east": 1, "south": 2, "west": 3}


def geodesic_line(points: Sequence[LonLat]) -> BaseGeometry:
    """
    Return the geodesics that join points, cut at the antimeridian.

    Parameters
    ----------
    points
        Longitude, latitude in decimal degrees, two or more.

    Returns
    -------
    line
        MultiLineString, EPSG:4326, within a metre of the geodesics.

    Raises
    ------
    GeometryError
        If there are fewer than two different points, or one is no place on earth.
    """
    track = _track(points)
    turns = np.r_[0, np.cumsum(wrap_degrees(np.diff(track[:, 0])))]
    lon = track[0, 0] + turns
    line = shapely.LineString(np.column_stack([lon, track[:, 1]]))
    pieces = []
    for turn in range(int((lon.min() + 180) // 360), int((lon.max() + 180) // 360) + 1):
        west = 360.0 * turn - 180
        piece = shapely.clip_by_rect(line, west, -90, west + 360, 90)
        pieces.extend(
            shapely.get_parts(
                shapely.transform(piece, lambda xy, w=west: xy - np.array([w + 180, 0]))
            )
        )
    return shapely.multilinestrings([p for p in pieces if p.length > 0])


def geodesic_polygon(points: Sequence[LonLat]) -> BaseGeometry:
    """
    Return the area that points bound in their order, joined by geodesics.

    Parameters
    ----------
    points
        Longitude, latitude in decimal degrees, three or more; the first may be repeated.

    Returns
    -------
    area
        The smaller of the two sides, EPSG:4326, valid, cut at the antimeridian.

    Raises
    ------
    GeometryError
        If there are fewer than three different points, or the outline crosses itself.
    """
    corners = [(float(lon), float(lat)) for lon, lat in _corners(points)]
    if len(corners) > 1 and corners[0] == corners[-1]:
        corners = corners[:-1]
    if len(set(corners)) < 3:
        raise GeometryError(f"polygon: got {len(set(corners))} different points, wanted 3 or more")
    ring = _track([*corners, corners[0]])[:-1]
    if not shapely.LineString(unwrapped(ring)[0]).is_simple:
        raise GeometryError(
            f"polygon: got an outline of {len(corners)} points that crosses itself or holds nothing"
        )
    return min((left_of(ring), left_of(ring[::-1])), key=area_km2)


def _track(points: Sequence[LonLat]) -> Floats:
    """Return points joined by geodesics as closely spaced coordinates, shape (n, 2)."""
    corners = _corners(points)
    if len(np.unique(corners, axis=0)) < 2:
        raise GeometryError(f"points: got {len(points)}, wanted two or more different ones")
    track = [corners[:1]]
    for start, end in pairwise(corners):
        track.extend((_between(start, end), end[None]))
    return np.vstack(track)


def _corners(points: Sequence[LonLat]) -> Floats:
    """Return points as coordinates, shape (n, 2); raise GeometryError if they are no places."""
    try:
        corners = np.asarray(points, float)
    except (TypeError, ValueError) as error:
        raise GeometryError(f"points: got {points!r:.80}, wanted pairs of numbers") from error
    if corners.ndim != 2 or corners.shape[1] != 2:
        raise GeometryError(f"points: got shape {corners.shape}, wanted longitude, latitude each")
    checked(shapely.multipoints(corners), "points")
    return corners


def _between(start: Floats, end: Floats) -> Floats:
    """Return the points of a geodesic between its ends, so that chords stay within a metre."""
    (lon0, lat0), (lon1, lat1) = start.tolist(), end.tolist()
    length = float(geodesic_m(start[:1], start[1:], end[:1], end[1:])[0])
    course = GEOD.npts(lon0, lat0, lon1, lat1, _COARSE)
    poleward = max(abs(lat0), abs(lat1), *(abs(lat) for _, lat in course))
    flattest = np.cos(np.radians(min(89.0, poleward)))
    count = int(length / np.sqrt(8 * MEAN_RADIUS_M * _CHORD_M * flattest))
    if count == 0:
        return np.empty((0, 2))
    return np.asarray(GEOD.npts(lon0, lat0, lon1, lat1, min(count, _MOST)), np.float64)


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
    sweep = (end_deg - start_deg) % 360
    if not 0 <= min_m < max_m <= _WIDEST_M or not np.isfinite(sweep) or sweep == 0:
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
    if area.geom_type not in ("Polygon", "MultiPolygon"):
        raise GeometryError(f"half plane: got a {area.geom_type}, wanted a polygon to cut")
    limit = 90 if side in ("north", "south") else 180
    if side not in _QUARTERS or not abs(degrees) <= limit:
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
