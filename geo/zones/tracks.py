"""Lines and outlines that coordinates describe: geodesics, rhumb lines, polygons."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import shapely

from geo.errors import GeometryError
from geo.zones.area import area_km2
from geo.zones.globe import left_of, unwrapped
from geo.zones.lines import checked
from geo.zones.sphere import (
    DEGREE_M,
    GEOD,
    MEAN_RADIUS_M,
    Floats,
    geodesic_m,
    isometric_latitude,
    wrap_degrees,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shapely.geometry.base import BaseGeometry

    from geo.model import LonLat

_CHORD_M = 0.4  # how far a densified line may leave the true one
_COARSE = 32  # points that show how near a geodesic comes to a pole
_MOST = 20_000
_MOST_RHUMB_DEG = 89.9
_SPARE = 1.5
_STEEP_DEG = 89.0  # nearer to a pole, longitudes turn too fast for even steps
_HALVINGS = 30


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
    return _cut_at_seam(_track(points))


def rhumb_line(points: Sequence[LonLat]) -> BaseGeometry:
    """
    Return the lines of constant bearing that join points, cut at the antimeridian.

    Along a parallel this is the parallel, which a geodesic leaves towards the pole.

    Parameters
    ----------
    points
        Longitude, latitude in decimal degrees, two or more; not the poles.

    Returns
    -------
    line
        MultiLineString, EPSG:4326, within a metre of the rhumb lines.

    Raises
    ------
    GeometryError
        If there are fewer than two different points, or one is no place that rhumb lines reach.

    Notes
    -----
    A rhumb line is straight in longitude and isometric latitude (Snyder 1987, equation 7-7).
    """
    corners = _corners(points)
    if len(np.unique(corners, axis=0)) < 2 or np.abs(corners[:, 1]).max() > _MOST_RHUMB_DEG:
        raise GeometryError(
            f"points: got {len(points)}, wanted two or more different ones up to "
            f"{_MOST_RHUMB_DEG}° of latitude"
        )
    track = [corners[:1]]
    for start, end in pairwise(corners):
        turn = wrap_degrees(end[:1] - start[:1])
        climb = np.radians(abs(end[1] - start[1]))
        steepest = np.sin(np.radians(np.abs(corners[:, 1]).max()))
        bend_m = float(np.abs(turn[0])) * DEGREE_M * steepest * climb / 8
        count = 1 + int(_SPARE * np.sqrt(bend_m / _CHORD_M))
        lat = np.linspace(start[1], end[1], min(count, _MOST) + 1)[1:]
        isometric = isometric_latitude(np.r_[start[1], lat])
        rise = isometric[-1] - isometric[0]
        share = (
            (isometric[1:] - isometric[0]) / rise if rise else np.linspace(0, 1, len(lat) + 1)[1:]
        )
        track.append(np.column_stack([wrap_degrees(start[0] + turn * share), lat]))
    return _cut_at_seam(np.vstack(track))


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


def _cut_at_seam(track: Floats) -> BaseGeometry:
    """Return a track as lines between -180 and 180 degrees."""
    turns = np.r_[0, np.cumsum(wrap_degrees(np.diff(track[:, 0])))]
    lon = track[0, 0] + turns
    line = shapely.LineString(np.column_stack([lon, track[:, 1]]))
    pieces, first = [], int((lon.min() + 180) // 360)
    for turn in range(first, int((lon.max() + 180) // 360) + 1):
        west = 360.0 * turn - 180
        # what runs on the seam lies on the edge of two boxes, and a clip would leave it out
        parts = shapely.get_parts(
            shapely.intersection(line, shapely.box(west, -90, west + 360, 90))
        )
        kept = [p for p in parts if p.length > 0 and (turn == first or p.bounds[2] > west)]
        pieces += [shapely.transform(p, lambda xy, w=west: xy - [w + 180, 0]) for p in kept]
    return shapely.multilinestrings(pieces)


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
    flattest = np.cos(np.radians(min(_STEEP_DEG, poleward)))
    count = int(length / np.sqrt(8 * MEAN_RADIUS_M * _CHORD_M * flattest))
    count = min(count, _MOST)
    between = np.asarray(GEOD.npts(lon0, lat0, lon1, lat1, count) if count else [])
    if poleward <= _STEEP_DEG:
        return between.reshape(-1, 2)
    return _refined(np.vstack([start, between.reshape(-1, 2), end]))[1:-1]


def _refined(track: Floats) -> Floats:
    """Add points of the geodesic where a track leaves it: near a pole its longitudes turn fast."""
    for _ in range(_HALVINGS):
        (lon0, lat0), (lon1, lat1) = track[:-1].T, track[1:].T
        turn = wrap_degrees(lon1 - lon0)
        bearing, _, length = GEOD.inv(lon0, lat0, lon1, lat1)
        middle = np.column_stack(GEOD.fwd(lon0, lat0, bearing, length / 2)[:2])
        lon, lat = wrap_degrees(lon0 + turn / 2), (lat0 + lat1) / 2
        off = geodesic_m(middle[:, 0], middle[:, 1], lon, lat) > _CHORD_M
        if not off.any():
            break
        track = np.insert(track, np.flatnonzero(off) + 1, middle[off], axis=0)
    return track
