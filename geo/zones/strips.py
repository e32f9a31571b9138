"""Strips along a stretch of a line between two places."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely
import shapely.ops

from geo.errors import GeometryError
from geo.zones.area import difference, union
from geo.zones.geodesy import GeodesicZone, checked_distance, zone_within
from geo.zones.given import place_on_earth
from geo.zones.lines import checked
from geo.zones.paths import nearest_on, welded
from geo.zones.shapes import sector
from geo.zones.sphere import DEGREE_M, GEOD

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shapely.geometry.base import BaseGeometry

    from geo.model import LonLat

_TOUCH_DEG = 1e-6
_ISLET_DEG = 0.02  # an islet before a town does not keep the town's coast from being the mainland's
# a town on an island that close to a coast is an end of a stretch of that coast, …
_OPPOSITE_DEG = 0.25
# … if the points opposite both ends are about as far apart as the ends
_OPPOSITE_SHARE = 0.6


def strip_along(
    line: BaseGeometry,
    start: LonLat,
    end: LonLat,
    distance_m: float,
    *,
    clip: BaseGeometry | None = None,
    tolerance: float = 1e-4,
) -> GeodesicZone:
    """
    Return the strip along a line between the points of it nearest to two places.

    Parameters
    ----------
    line
        LineString or MultiLineString, EPSG:4326.
    start, end
        Longitude, latitude of the two places.
    distance_m
        Depth of the strip on both sides of the line, metres.
    clip
        Area the strip is limited to, or None.

    Returns
    -------
    strip
        Cut off square to the line at both ends, so that it stays between the places.

    Raises
    ------
    GeometryError
        As `zone_within`, or if both places lie at the same point of the line.
    """
    distance_m = checked_distance(distance_m)
    stretch = stretch_between(line, start, end)
    return _square(stretch, distance_m, clip, tolerance)


def strip_near(
    line: BaseGeometry,
    place: LonLat,
    distance_m: float,
    reach_m: float,
    *,
    clip: BaseGeometry | None = None,
    tolerance: float = 1e-4,
) -> GeodesicZone:
    """
    Return the strip along the stretch of a line that passes a place.

    Parameters
    ----------
    reach_m
        How far from its point nearest to the place the stretch goes on to either side, metres.

    Raises
    ------
    GeometryError
        As `zone_within`.
    """
    stretch = stretch_near(line, place, reach_m)
    return _square(stretch, distance_m, clip, tolerance)


def one_side(
    line: BaseGeometry,
    distance_m: float,
    side: str,
    *,
    clip: BaseGeometry | None = None,
    tolerance: float = 1e-4,
) -> GeodesicZone:
    """
    Return what lies within a distance of a line on its left or on its right.

    Parameters
    ----------
    line
        LineString, EPSG:4326, that does not cross itself or the antimeridian; its direction
        tells left from right.
    distance_m
        Depth of the strip, metres.
    side
        "left" or "right".
    clip
        Area the strip is limited to, or None.

    Returns
    -------
    strip
        Cut off square to the line at both ends, unless the line is closed.

    Raises
    ------
    GeometryError
        As `zone_within`, or if the line or the side is another.

    Examples
    --------
    >>> from shapely import LineString, Point
    >>> strip = one_side(LineString([(10, 50), (11, 50)]), 20_000, "left").geometry
    >>> strip.covers(Point(10.5, 50.1)), strip.covers(Point(10.5, 49.9))
    (True, False)
    """
    line = checked(line, "line")
    distance_m = checked_distance(distance_m)
    if side not in ("left", "right"):
        raise GeometryError(f"side: got {side!r}, wanted 'left' or 'right'")
    if line.geom_type != "LineString" or not line.is_simple:
        raise GeometryError(f"line: got a {line.geom_type}, wanted one that does not cross itself")
    zone = _square(line, distance_m, clip, tolerance)
    cut = shapely.union_all([shapely.boundary(zone.geometry), _longer(line, distance_m)])
    faces = shapely.get_parts(shapely.polygonize(shapely.get_parts(cut)))
    spots = shapely.point_on_surface(faces)
    shapely.prepare(zone.geometry)
    sign = 1 if side == "left" else -1
    chosen = [
        face
        for face, spot in zip(faces, spots, strict=True)
        if zone.geometry.contains(spot) and sign * _turn_to(line, spot) > 0
    ]
    return GeodesicZone(union(chosen), zone.error_m)


def _square(
    stretch: BaseGeometry, distance_m: float, clip: BaseGeometry | None, tolerance: float
) -> GeodesicZone:
    """Return the zone of a line without the half discs beyond its ends."""
    zone = zone_within(stretch, distance_m, clip=clip, tolerance=tolerance)
    if stretch.is_closed:
        return zone
    length_m = shapely.length(stretch) * DEGREE_M
    inner = _trimmed(stretch, 1.5 * distance_m / length_m)
    area = zone.geometry
    for near, far in ((0.0, 1.0), (1.0, 0.0)):
        cap = _beyond(stretch, near, far, distance_m, length_m)
        if inner is not None:
            cap = difference(cap, zone_within(inner, distance_m, tolerance=tolerance).geometry)
        area = difference(area, cap)
    return GeodesicZone(area, zone.error_m)


def _longer(line: BaseGeometry, distance_m: float) -> BaseGeometry:
    """Lead a line on straight at both ends, out of its zone."""
    xy = shapely.get_coordinates(line)
    if line.is_closed:
        return line
    for _ in range(2):
        xy = xy[::-1]
        (lon0, lat0), (lon1, lat1) = xy[-2:].tolist()
        bearing, _, _ = GEOD.inv(lon0, lat0, lon1, lat1)
        lon, lat, _ = GEOD.fwd(lon1, lat1, bearing, 1.2 * distance_m)
        xy = np.vstack([xy, [[lon, lat]]])
    return shapely.LineString(xy)


def _turn_to(line: BaseGeometry, spot: BaseGeometry) -> float:
    """Return the sine of the turn from the nearest edge of a line to a point, left positive."""
    shrink = np.array([np.cos(np.radians(spot.y)), 1])
    xy, at = shapely.get_coordinates(line) * shrink, np.array([spot.x, spot.y]) * shrink
    edge = np.diff(xy, axis=0)
    length2 = np.maximum(np.einsum("ij,ij->i", edge, edge), 1e-300)
    share = np.clip(np.einsum("ij,ij->i", at - xy[:-1], edge) / length2, 0, 1)
    away = at - xy[:-1] - share[:, None] * edge
    gap = np.hypot(*away.T)
    turn = (edge[:, 0] * away[:, 1] - edge[:, 1] * away[:, 0]) / np.sqrt(length2)
    nearest = gap <= gap.min() * (1 + 1e-9)  # at a corner two edges, of which the squarer one tells
    return float(turn[nearest][np.abs(turn[nearest]).argmax()])


def stretch_between(line: BaseGeometry, start: LonLat, end: LonLat) -> BaseGeometry:
    """
    Return the stretch of a line between the points nearest to two places.

    Raises
    ------
    GeometryError
        If the places lie at the same point of the line, or at pieces too far apart to join.
    """
    ends_of = [place_on_earth(place, "end of a strip") for place in (start, end)]
    places = shapely.points(ends_of)
    line = checked(line, "line")
    if line.geom_type not in ("LineString", "MultiLineString"):
        raise GeometryError(f"line: got a {line.geom_type}, wanted a line")
    if shapely.length(line) == 0:
        raise GeometryError("line: got one without length, wanted a line")
    path = _piece_by(shapely.line_merge(line), places)
    ends = sorted(float(shapely.line_locate_point(path, nearest_on(path, p))) for p in places)
    stretch = shapely.ops.substring(path, *ends)
    if shapely.is_closed(path) and 2 * stretch.length > path.length:  # round an island: shorter way
        halves = ((ends[1], path.length), (0, ends[0]))
        rest = [shapely.ops.substring(path, *half) for half in halves]
        stretch = shapely.line_merge(shapely.union_all([r for r in rest if r.length > 0]))
    if stretch.length == 0:
        raise GeometryError("stretch of a line: got two places at the same point of it")
    return stretch


def stretch_near(line: BaseGeometry, place: LonLat, reach_m: float) -> BaseGeometry:
    """Return the piece of a line about its point nearest to a place, up to a distance from that point."""
    checked(shapely.points([place])[0], "place by a line")
    path = shapely.line_merge(checked(line, "line"))
    spot = nearest_on(path, shapely.Point(place))
    disc = zone_within(spot, reach_m).geometry
    pieces = shapely.get_parts(shapely.line_merge(shapely.intersection(path, disc)))
    return pieces[int(shapely.distance(pieces, spot).argmin())]


def _piece_by(line: BaseGeometry, places: Sequence[BaseGeometry]) -> BaseGeometry:
    """Return the piece of a line that passes both places, joined over gaps if none does whole."""
    nearest = [nearest_on(line, place) for place in places]
    ways = ((shapely.get_parts, _TOUCH_DEG), (welded, _TOUCH_DEG), (welded, _ISLET_DEG))
    for cut, reach in ways:
        pieces = cut(line)
        away = np.max([shapely.distance(pieces, spot) for spot in nearest], axis=0)
        if away.min() < reach:
            return pieces[int(away.argmin())]
    opposite = _piece_opposite(welded(line), places)
    if opposite is None:
        raise GeometryError("stretch of a line: got ends on pieces of it that do not join")
    return opposite


def _piece_opposite(pieces: BaseGeometry, places: Sequence[BaseGeometry]) -> BaseGeometry | None:
    """Return the piece of a coast that passes both places, where one lies on an island close before it."""
    away = np.max([shapely.distance(pieces, place) for place in places], axis=0)
    piece = pieces[int(away.argmin())]
    spots = [nearest_on(piece, place) for place in places]
    apart = shapely.distance(*spots) > _OPPOSITE_SHARE * shapely.distance(*places)
    return piece if away.min() < _OPPOSITE_DEG and apart else None


def _trimmed(stretch: BaseGeometry, share: float) -> BaseGeometry | None:
    """Return a stretch without a share of its length at both ends."""
    if share >= 0.45:
        return None
    return shapely.ops.substring(stretch, share, 1 - share, normalized=True)


def _beyond(
    stretch: BaseGeometry, near: float, far: float, distance_m: float, length_m: float
) -> BaseGeometry:
    """Return the half disc beyond an end of a stretch, square to its course over the last bit."""
    back = min(abs(far - near), distance_m / length_m)
    tip = shapely.line_interpolate_point(stretch, near, normalized=True)
    inward = shapely.line_interpolate_point(
        stretch, near + np.sign(far - near) * back, normalized=True
    )
    outward, _, _ = GEOD.inv(inward.x, inward.y, tip.x, tip.y)
    return sector((tip.x, tip.y), outward - 90, outward + 90, 1.05 * distance_m).geometry
