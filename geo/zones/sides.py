"""Sides of a line: the banks of a river in a country, the land between two lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely

from geo.errors import GeometryError
from geo.zones.area import union
from geo.zones.given import area_on_earth, line_on_earth, told_by_geos
from geo.zones.paths import ANCHOR_M, OVERSHOOT, anchored, beside, foot_m, main_path, nearest_on
from geo.zones.sphere import DEGREE_M, Bools, Floats, Shapes

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

_TOUCH_DEG = 1e-7
_INSIDE_DEG = 1e-6
_DETOUR = 3.0  # an edge this many times longer than the straight way does not close an area
_BEYOND_DEG = 1e-4
_SLACK_DEG = 0.09  # so far up the last leg a line still counts as running across
_ALONG = 1.3
_SLANT = 0.2  # a course that goes less than this part of its way across has no such side
_NO_WIDER_M = 2_000.0  # a side no wider than this lies within the error of the line
_NO_LARGER = 0.02  # of the area
_MOST, _OPPOSITE = 0.8, -0.34  # share of an area; cosine of 110 degrees
_AXIS = {"north": 0, "south": 0, "east": 1, "west": 1}
_LEFT = {"north": 1, "south": -1, "east": -1, "west": 1}  # going east or north, left is this side
_UP = {"north": 1, "south": -1, "east": 1, "west": -1}


def side_of_line(area: BaseGeometry, line: BaseGeometry, side: str) -> BaseGeometry:
    """
    Return the part of an area on one side of a line that crosses it or runs along its edge.

    The course of the line past the area tells its banks: a river that on the whole flows east
    past the area has the north on its left, in all its bends. Each piece into which the course
    cuts the area goes to the bank that it lies on.

    Parameters
    ----------
    area
        Polygon or MultiPolygon, EPSG:4326.
    line
        LineString or MultiLineString: pieces, channels and tributaries make one course
        (`geo.zones.paths.main_path`). Where it stops within 10 km of the edge of the area it is
        led on to it. Where it ends well inside (a river's source), only the stretch that runs
        across the direction asked for divides the area, and is led on along the parallel
        (north, south) or the meridian (east, west).
    side
        "north", "south", "east" or "west".

    Returns
    -------
    part
        Polygon or MultiPolygon. Parts of the area that the course does not touch belong to it
        when they lie on that bank; beyond its ends, when they lie in that direction from it.
        Where all on the other side is within the error of the line, it is the whole area.

    Raises
    ------
    GeometryError
        If the area lies on the other side, or the line runs in the direction asked for, so
        that it has no such side.
    """
    if side not in _AXIS:
        raise GeometryError(f"side: got {side!r}, wanted one of {', '.join(_AXIS)}")
    area_on_earth(area, "area beside a line")
    line_on_earth(line, "line with sides")
    with told_by_geos(area, "area beside a line"):
        return _on_side(area, line, side)


def _on_side(area: BaseGeometry, line: BaseGeometry, side: str) -> BaseGeometry:
    """Return the part of an area on one side of a line; both have been looked at."""
    whole = _without_holes(area)  # a line that ends in an enclave must lead out of both
    cut = _led_on(main_path(line, whole), whole, _AXIS[side])
    faces = _all_faces(area, cut)
    banks = _banks(faces, cut)
    lies = np.array([bank or _lies(f, cut, side) for f, bank in zip(faces, banks, strict=True)])
    known = banks != 0
    lies[known] = banks[known] * _sense(cut, side, faces, banks)
    chosen, others = faces[lies > 0], faces[lies <= 0]
    if not len(chosen) or (len(others) and _is_error(chosen, area)):
        raise GeometryError(f"{side} of a line: got a line with no part of the area on that side")
    return area if _is_error(others, area) else union(list(chosen))


def _all_faces(area: BaseGeometry, cut: BaseGeometry) -> Shapes:
    """Return the pieces into which a line cuts the parts of an area."""
    parts = shapely.get_parts(area)
    shapely.prepare(cut)
    met = shapely.intersects(cut, parts)
    pieces = [piece for part in parts[met] for piece in _faces(part, cut)]
    return np.array([*pieces, *parts[~met]], dtype=object)


def _banks(faces: Shapes, path: BaseGeometry) -> Floats:
    """Return how far each face lies left (> 0) or right (< 0) of a path; 0 beyond its ends."""
    shapely.prepare(path)
    spots, weights, owners = [], [], []
    for number, face in enumerate(faces):
        found, length = (
            _just_inside(face, path) if shapely.dwithin(path, face, _TOUCH_DEG) else _NONE
        )
        if not len(found):
            way = shapely.shortest_line(face, path)
            found, length = shapely.get_coordinates(way)[:1], np.ones(1)
        spots.append(found)
        weights.append(length)
        owners += [number] * len(found)
    left, past = beside(path, np.vstack(spots))
    votes = np.where(past, 0, np.sign(left)) * np.concatenate(weights)
    return np.bincount(owners, votes, len(faces)).astype(np.float64)


_NONE = np.empty((0, 2)), np.empty(0)


def _just_inside(face: BaseGeometry, path: BaseGeometry) -> tuple[Floats, Floats]:
    """Return points in a face beside its edges that run on a path, and those edges' lengths."""
    ring = np.asarray(shapely.orient_polygons(face, exterior_cw=False).exterior.coords)
    steps, on = _edges_on(face, path)
    length = np.hypot(*steps[on].T)
    # the inside of a ring that runs counterclockwise is on the left of its edges
    inward = np.column_stack([-steps[on][:, 1], steps[on][:, 0]]) / length[:, None]
    return (ring[1:] + ring[:-1])[on] / 2 + inward * _INSIDE_DEG, length


def _sense(path: BaseGeometry, side: str, faces: Shapes, banks: Floats) -> int:
    """Return 1 where the left of a path is the side asked for, -1 where its right is."""
    xy = np.asarray(path.coords)
    shrink = np.array([np.cos(np.radians(xy[:, 1].mean())), 1.0])
    way = (xy[-1] - xy[0]) * shrink
    axis = _AXIS[side]
    if abs(way[axis]) > _SLANT * np.hypot(*way):
        return int(np.sign(way[axis]) * _LEFT[side])
    # it comes back to where it began, or runs in the direction asked for: the middles tell
    middles = [shapely.centroid(shapely.multipolygons(faces[banks * s > 0])) for s in (1, -1)]
    off = (shapely.get_coordinates(middles)[0] - shapely.get_coordinates(middles)[-1]) * shrink
    if abs(off[1 - axis]) <= _SLANT * np.hypot(*off):
        raise GeometryError(f"{side} of a line: got a line that runs in that direction")
    return int(np.sign(off[1 - axis]) * _UP[side])


def _is_error(faces: Shapes, area: BaseGeometry) -> bool:
    """Tell whether faces are so thin and small that the error of the line may have made them."""
    if shapely.area(faces).sum() > _NO_LARGER * area.area:
        return False
    return bool(shapely.is_empty(shapely.buffer(faces, -_NO_WIDER_M / DEGREE_M / 2)).all())


def between_lines(area: BaseGeometry, one: BaseGeometry, other: BaseGeometry) -> BaseGeometry:
    """
    Return the part of an area between two lines.

    Parameters
    ----------
    area
        Polygon or MultiPolygon, EPSG:4326.
    one, other
        Lines that cross the area or run along its edge. From an end of the shorter line, the
        shortest way to the longer one closes the area, unless the edge of the area does so
        without a detour (a coast between two mouths).

    Raises
    ------
    GeometryError
        If no part of the area touches both lines.
    """
    area_on_earth(area, "area between two lines")
    for line in (one, other):
        line_on_earth(line, "one of two lines")
    with told_by_geos(area, "area between two lines"):
        return _in_between(area, one, other)


def _in_between(area: BaseGeometry, one: BaseGeometry, other: BaseGeometry) -> BaseGeometry:
    """Return the part of an area between two lines; all have been looked at."""
    short, long = sorted((main_path(one, area), main_path(other, area)), key=shapely.length)
    long = anchored(long, area)
    cut = shapely.union_all([anchored(short, area), long, *_closings(area, short, long)])
    faces = [face for part in shapely.get_parts(area) for face in _faces(part, cut)]
    touching = [f for f in faces if _shared_deg(f, short) > 0 and _shared_deg(f, long) > 0]
    # a land around the loose ends of two rivers touches both, but from their far banks
    facing = [f for f in touching if _faces_both(f, short, long)] or touching
    whole = shapely.area(facing).sum() > _MOST * area.area  # as good as all: do they enclose it?
    if not facing or (whole and not _lies_between(max(facing, key=shapely.area), short, long)):
        raise GeometryError("between two lines: got lines that bound no common part of the area")
    return union(facing)


def _lies_between(face: BaseGeometry, one: BaseGeometry, other: BaseGeometry) -> bool:
    """Tell whether two lines lie on opposite sides of the middle of a face, and not both beyond it."""
    middle = shapely.point_on_surface(face)
    x, y = shapely.get_coordinates(middle)[0]
    feet = shapely.get_coordinates([nearest_on(line, middle) for line in (one, other)])
    first, second = (feet - (x, y)) * [np.cos(np.radians(y)), 1.0]
    return bool(first @ second < _OPPOSITE * np.hypot(*first) * np.hypot(*second))


def _faces_both(face: BaseGeometry, one: BaseGeometry, other: BaseGeometry) -> bool:
    """Tell whether a face lies on the bank of each line that the other line is seen from."""
    for path, across in ((one, other), (other, one)):
        left, past = beside(path, shapely.get_coordinates(across))
        if _bank(face, path) * np.where(past, 0, np.sign(left)).sum() < 0:
            return False
    return True


def _bank(face: BaseGeometry, path: BaseGeometry) -> float:
    """Return how far a face that runs along a path lies left (> 0) or right (< 0) of it."""
    spots, length = _just_inside(face, path)
    left, _ = beside(path, spots)
    return float((np.sign(left) * length).sum())


def _without_holes(area: BaseGeometry) -> BaseGeometry:
    """Return an area with its holes filled."""
    rings = shapely.get_exterior_ring(shapely.get_parts(area))
    return shapely.multipolygons(shapely.polygons(rings))


def _led_on(path: BaseGeometry, area: BaseGeometry, axis: int) -> BaseGeometry:
    """Lead both ends of a path out of an area; a loose end first gives up its last leg."""
    edge = shapely.boundary(area)
    for _ in range(2):
        path = shapely.reverse(path)
        end = np.array(path.coords[-1])
        if area.covers(shapely.Point(end)) and foot_m(edge, end)[1] > ANCHOR_M:
            path = _led_across(np.asarray(path.coords), area, axis)
    return anchored(path, area)


def _led_across(xy: Floats, area: BaseGeometry, axis: int) -> BaseGeometry:
    """Keep the leg from the start that runs across most, and lead it on along the axis."""
    step = np.diff(xy, axis=0) * [np.cos(np.radians(xy[:, 1].mean())), 1]
    gain = np.cumsum(np.abs(step[:, axis]) - np.abs(step[:, 1 - axis]))
    last = int(np.flatnonzero(gain >= gain.max() - _SLACK_DEG)[-1])
    leg = np.abs(step[last + 1 :].sum(axis=0))
    # only a leg that clearly runs in the direction asked for divides nothing
    kept = xy[: last + 2] if gain.max() > 0 and leg[1 - axis] > _ALONG * leg[axis] else xy
    way = np.sign(kept[-1, axis] - kept[0, axis])
    target = kept[-1].copy()
    target[axis] = area.bounds[axis + (2 if way > 0 else 0)] + way * _BEYOND_DEG
    return shapely.LineString(np.vstack([kept, target]))


def _faces(part: BaseGeometry, cut: BaseGeometry) -> list[BaseGeometry]:
    """Return the pieces into which a line cuts a polygon."""
    if not shapely.intersects(part, cut):
        return [part]
    inside = shapely.intersection(cut, shapely.box(*part.bounds).buffer(_BEYOND_DEG))
    noded = shapely.union_all([shapely.boundary(part), inside])
    pieces = shapely.get_parts(shapely.polygonize(shapely.get_parts(noded)))
    shapely.prepare(part)
    return [p for p in pieces if part.contains(shapely.point_on_surface(p))]


def _edges_on(face: BaseGeometry, line: BaseGeometry) -> tuple[Floats, Bools]:
    """Return the edges of a face as steps, shape (m, 2), and mark those that run on a line."""
    ring = np.asarray(shapely.orient_polygons(face, exterior_cw=False).exterior.coords)
    middles = shapely.points((ring[1:] + ring[:-1]) / 2)
    shapely.prepare(line)
    return np.diff(ring, axis=0), shapely.dwithin(line, middles, _TOUCH_DEG)


def _shared_deg(face: BaseGeometry, line: BaseGeometry) -> float:
    """Return the length of the edges of a face that run on a line, degrees."""
    steps, on = _edges_on(face, line)
    return float(np.hypot(*steps[on].T).sum())


def _lies(face: BaseGeometry, line: BaseGeometry, side: str) -> float:
    """Tell how far a face beyond the ends of a line lies on a side of it, degrees."""
    middle = shapely.point_on_surface(face)
    foot = nearest_on(line, middle)
    off = (middle.x - foot.x, middle.y - foot.y)
    return float(off[1 - _AXIS[side]] * _UP[side])


def _closings(area: BaseGeometry, short: BaseGeometry, long: BaseGeometry) -> list[BaseGeometry]:
    """
    Return the ways from the ends of the shorter line that close the area between two lines.

    A river that comes from within to the edge of the area needs none: the edge closes it.
    """
    ways, edge = [], shapely.boundary(area)
    shapely.prepare(area)
    for path in (short, shapely.reverse(short)):
        end = np.array(path.coords[0])
        foot, away_m = foot_m(long, end)
        source = area.contains(shapely.Point(end)) and foot_m(edge, end)[1] > ANCHOR_M
        before = shapely.line_interpolate_point(path, ANCHOR_M / DEGREE_M)
        along = foot_m(edge, shapely.get_coordinates(before)[0])[1] < _NO_WIDER_M
        detour = away_m > 0 and along and _edge_way_m(area, end, long) > _DETOUR * away_m
        if away_m > 0 and (source or detour):
            ways.append(shapely.LineString([end, end + (foot - end) * OVERSHOOT]))
    return ways


def _edge_way_m(area: BaseGeometry, end: Floats, line: BaseGeometry) -> float:
    """Return how long the edge of an area is from the end of one line to where another meets it."""
    point = shapely.Point(end)
    part = min(shapely.get_parts(area), key=lambda p: float(shapely.distance(p, point)))
    ring = part.exterior
    meets = shapely.intersection(ring, line)
    if meets.is_empty:
        return float("inf")
    gaps = np.abs(_along(ring, shapely.get_coordinates(meets)) - _along(ring, end[None]))
    return float(np.minimum(gaps, ring.length - gaps).min() * DEGREE_M)


def _along(ring: BaseGeometry, spots: Floats) -> Floats:
    """Return how far along a ring the points of it nearest to spots lie, degrees, shape (n,)."""
    xy = np.asarray(ring.coords)
    tree = shapely.STRtree(shapely.linestrings(np.stack([xy[:-1], xy[1:]], axis=1)))
    at = tree.query_nearest(shapely.points(spots), all_matches=False)[1]
    start = np.r_[0, np.cumsum(np.hypot(*np.diff(xy, axis=0).T))][at]
    return np.asarray(start + shapely.line_locate_point(tree.geometries[at], shapely.points(spots)))
