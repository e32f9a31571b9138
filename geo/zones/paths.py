"""Lines as courses: pieces joined, ends led on, nearest points."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely
import shapely.ops

from geo.errors import GeometryError
from geo.zones.sphere import DEGREE_M, Floats, geodesic_m

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

_ANCHOR_M = 10_000.0  # a river that ends this close to the edge of a land is taken to reach it
_WELD_M = 25_000.0  # gaps in a line (lakes, missing pieces) up to this length are bridged
OVERSHOOT = 1.02


def main_path(line: BaseGeometry, area: BaseGeometry) -> BaseGeometry:
    """Return the longest course of a line near an area, its gaps bridged."""
    window = shapely.box(*area.bounds).buffer(_ANCHOR_M / DEGREE_M)
    near = shapely.intersection(shapely.force_2d(line), window)
    courses = welded(shapely.line_merge(near)) if not near.is_empty else []
    if not courses:
        raise GeometryError("line: got a line that does not come near the area")
    return max(courses, key=lambda course: float(shapely.length(course)))


def anchored(path: BaseGeometry, area: BaseGeometry) -> BaseGeometry:
    """Lead the ends of a path that stop short of the edge of an area on to it."""
    xy = np.asarray(path.coords)
    edge = shapely.boundary(area)
    for _ in range(2):
        xy = xy[::-1]
        foot = foot_m(edge, xy[-1])
        if foot[1] <= _ANCHOR_M:
            xy = np.vstack([xy, xy[-1] + (foot[0] - xy[-1]) * OVERSHOOT])
    return shapely.LineString(xy)


def welded(line: BaseGeometry) -> list[BaseGeometry]:
    """Return the courses of a line, pieces joined end to end where gaps are small."""
    courses = [np.asarray(p.coords)[:, :2] for p in shapely.get_parts(line) if p.length > 0]
    courses.sort(key=len, reverse=True)
    done: list[Floats] = []
    while courses:
        course = courses.pop(0)
        while courses:
            gap, k, joined = min(_joints(course, courses), key=lambda joint: joint[0])
            if gap > _WELD_M:
                break
            course = joined
            courses.pop(k)
        done.append(course)
    return [shapely.LineString(c) for c in done]


def _joints(course: Floats, others: list[Floats]) -> list[tuple[float, int, Floats]]:
    """Return, for each other piece, the smallest gap to an end of a course, and both joined."""
    joints = []
    for k, other in enumerate(others):
        for a in (course, course[::-1]):
            for b in (other, other[::-1]):
                gap = geodesic_m(a[-1:, 0], a[-1:, 1], b[:1, 0], b[:1, 1])[0]
                joints.append((float(gap), k, np.vstack([a, b])))
    return joints


def nearest_on(line: BaseGeometry, place: BaseGeometry) -> BaseGeometry:
    """Return the point of a line nearest to a place, on the ground rather than in degrees."""
    shrink = np.array([np.cos(np.radians(shapely.get_y(place))), 1])
    flat = shapely.transform(line, lambda xy: xy * shrink)
    foot = shapely.ops.nearest_points(flat, shapely.transform(place, lambda xy: xy * shrink))[0]
    return shapely.transform(foot, lambda xy: xy / shrink)


def foot_m(edge: BaseGeometry, end: Floats) -> tuple[Floats, float]:
    """Return the point of an edge nearest to a point, and how far it is in metres."""
    foot = nearest_on(edge, shapely.Point(end))
    away = geodesic_m(end[:1], end[1:], np.array([foot.x]), np.array([foot.y]))
    return np.array([foot.x, foot.y]), float(away[0])
