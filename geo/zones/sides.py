"""Sides of a line: the banks of a river in a country, the land between two lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely

from geo.errors import GeometryError
from geo.zones.area import union
from geo.zones.paths import OVERSHOOT, anchored, foot_m, main_path, nearest_on
from geo.zones.sphere import DEGREE_M, Bools, Floats

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

_TOUCH_DEG = 1e-7
_DETOUR = 3.0  # an edge this many times longer than the straight way does not close an area
_BEYOND_DEG = 1e-4


def side_of_line(area: BaseGeometry, line: BaseGeometry, side: str) -> BaseGeometry:
    """
    Return the part of an area on one side of a line that crosses it or runs along its edge.

    Parameters
    ----------
    area
        Polygon or MultiPolygon, EPSG:4326.
    line
        LineString or MultiLineString. Where it stops within 10 km of the edge of the area it is
        led on to it. Where it ends well inside (a river's source), only the stretch that runs
        across the direction asked for divides the area, and is led on along the parallel
        (north, south) or the meridian (east, west).
    side
        "north", "south", "east" or "west".

    Returns
    -------
    part
        Polygon or MultiPolygon. Parts of the area that the line does not touch belong to it when
        they lie on that side of the point of the line nearest to them.

    Raises
    ------
    GeometryError
        If no part of the area that the line bounds lies on that side.
    """
    axis = 0 if side in ("north", "south") else 1
    path = main_path(line, area)
    cut = shapely.union_all([_led_on(path, area, axis), line])
    faces = [face for part in shapely.get_parts(area) for face in _faces(part, cut)]
    scores = np.array([_score(face, path, side) for face in faces])
    if not (scores > 0).any():
        raise GeometryError(f"{side} of a line: got a line with no part of the area on that side")
    beside = [
        score > 0 or (score == 0 and _lies(face, path, side))
        for face, score in zip(faces, scores, strict=True)
    ]
    return union([face for face, chosen in zip(faces, beside, strict=True) if chosen])


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
    short, long = sorted((main_path(one, area), main_path(other, area)), key=shapely.length)
    long = anchored(long, area)
    cut = shapely.union_all([anchored(short, area), long, *_closings(area, short, long)])
    faces = [face for part in shapely.get_parts(area) for face in _faces(part, cut)]
    touching = [f for f in faces if _shared_deg(f, short) > 0 and _shared_deg(f, long) > 0]
    if not touching:
        raise GeometryError("between two lines: got lines that bound no common part of the area")
    return union(touching)


def _led_on(path: BaseGeometry, area: BaseGeometry, axis: int) -> BaseGeometry:
    """Lead both ends of a path out of an area; a loose end first gives up its last leg."""
    path = anchored(path, area)
    for _ in range(2):
        path = shapely.reverse(path)
        end = shapely.Point(path.coords[-1])
        if area.covers(end) and foot_m(shapely.boundary(area), np.array(end.coords[0]))[1] > 1:
            path = _led_across(np.asarray(path.coords), area, axis)
    return path


def _led_across(xy: Floats, area: BaseGeometry, axis: int) -> BaseGeometry:
    """Keep the leg from the start that runs across most, and lead it on along the axis."""
    step = np.abs(np.diff(xy, axis=0))
    step[:, 0] *= np.cos(np.radians(xy[:, 1].mean()))
    gain = np.cumsum(step[:, axis] - step[:, 1 - axis])
    kept = xy[: int(gain.argmax()) + 2] if gain.max() > 0 else xy
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


def _score(face: BaseGeometry, line: BaseGeometry, side: str) -> float:
    """Return how far a line bounds a face so that the face lies on a side of it (else < 0)."""
    steps, on = _edges_on(face, line)
    east, north = steps[on].sum(axis=0)
    # Going round counterclockwise the face is on the left: going west, it lies south.
    return float({"north": east, "south": -east, "west": north, "east": -north}[side])


def _lies(face: BaseGeometry, line: BaseGeometry, side: str) -> bool:
    """Tell whether a face that a line does not bound lies on a side of it."""
    middle = shapely.point_on_surface(face)
    foot = nearest_on(line, middle)
    east, north = middle.x - foot.x, middle.y - foot.y
    return bool({"north": north, "south": -north, "east": east, "west": -east}[side] > 0)


def _closings(area: BaseGeometry, short: BaseGeometry, long: BaseGeometry) -> list[BaseGeometry]:
    """Return the ways from the ends of the shorter line that close the area between two lines."""
    ways = []
    for end in (np.array(short.coords[0]), np.array(short.coords[-1])):
        foot, away_m = foot_m(long, end)
        if away_m > 0 and _edge_way_m(area, end, long) > _DETOUR * away_m:
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
    at = float(shapely.line_locate_point(ring, point))
    others = [
        shapely.line_locate_point(ring, shapely.Point(p)) for p in shapely.get_coordinates(meets)
    ]
    gaps = [abs(float(o) - at) for o in others]
    return float(min(min(g, ring.length - g) for g in gaps) * DEGREE_M)
