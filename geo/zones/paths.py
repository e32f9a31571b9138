"""Courses of rivers and lines near an area: which stretch is meant, where it ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely
import shapely.ops

from geo.errors import GeometryError
from geo.zones.sphere import DEGREE_M, Bools, Floats, Ints, geodesic_m

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

ANCHOR_M = 10_000.0  # a river that ends this close to the edge of a land is taken to reach it
_WELD_M = 25_000.0  # gaps in a line (lakes, missing pieces) up to this length are bridged
_OUTSIDE = 0.02  # what a metre outside the window counts in the choice between branches
_DIGITS = 6  # ends this many decimals of a degree alike are one
OVERSHOOT = 1.02


def main_path(line: BaseGeometry, area: BaseGeometry) -> BaseGeometry:
    """
    Return the longest course of a line near an area.

    Gaps are bridged, and of several channels and tributaries the longest way from end to end
    is taken. The course is cut where it is 10 km from the area for the first and the last time.

    Raises
    ------
    GeometryError
        If the line does not come that near.
    """
    near_deg = ANCHOR_M / DEGREE_M / max(0.1, np.cos(np.radians(_mid_lat(area))))
    flat = shapely.force_2d(line)
    shapely.prepare(area)
    if not shapely.dwithin(area, flat, near_deg):
        raise GeometryError("line: got a line that does not come near the area")
    window = shapely.box(*area.bounds).buffer(near_deg)
    path = max(_courses(flat, window), key=lambda p: shapely.intersection(p, window).length)
    path = shapely.remove_repeated_points(shapely.segmentize(path, near_deg / 2))
    xy = np.asarray(path.coords)
    near = np.flatnonzero(shapely.dwithin(area, shapely.points(xy), near_deg))
    if not len(near):
        raise GeometryError("line: got a line that does not come near the area")
    return shapely.LineString(xy[max(near[0] - 1, 0) : near[-1] + 2])


def _mid_lat(area: BaseGeometry) -> float:
    """Return the latitude in the middle of the bounds."""
    return float(area.bounds[1] + area.bounds[3]) / 2


def _courses(line: BaseGeometry, window: BaseGeometry) -> list[BaseGeometry]:
    """Return the longest way through each connected piece of a network of lines."""
    pieces = shapely.get_parts(shapely.line_merge(shapely.node(line)))
    pieces = pieces[shapely.length(pieces) > 0]
    ends = shapely.get_point(pieces, [[0], [-1]])
    spots, node = np.unique(
        np.round(shapely.get_coordinates(ends), _DIGITS), axis=0, return_inverse=True
    )
    start, stop = node.reshape(2, -1)
    size = _OUTSIDE * shapely.length(pieces)
    size += shapely.length(shapely.intersection(pieces, window))
    edges = [*zip(start.tolist(), stop.tolist(), size.tolist(), pieces, strict=True)]
    edges += _bridges(spots, start, stop)
    return _longest_ways(edges, len(spots))


def _bridges(spots: Floats, start: Ints, stop: Ints) -> list[tuple[int, int, float, BaseGeometry]]:
    """Return straight edges that join the components of a network over small gaps."""
    group = np.arange(len(spots))
    for a, b in zip(start.tolist(), stop.tolist(), strict=True):
        group[group == group[b]] = group[a]
    if len(np.unique(group)) == 1:
        return []
    one, other = np.triu_indices(len(spots), 1)
    flat = np.column_stack([spots[:, 0] * np.cos(np.radians(spots[:, 1])), spots[:, 1]])
    gap = np.hypot(*(flat[one] - flat[other]).T) * DEGREE_M
    found = []
    for k in np.argsort(gap, kind="stable"):
        if gap[k] > _WELD_M:
            break
        a, b = int(one[k]), int(other[k])
        if group[a] != group[b]:
            group[group == group[b]] = group[a]
            found.append((a, b, float(gap[k]) / DEGREE_M, shapely.LineString(spots[[a, b]])))
    return found


def _longest_ways(
    edges: list[tuple[int, int, float, BaseGeometry]], nodes: int
) -> list[BaseGeometry]:
    """Return, for each component of a graph, the way between the two nodes farthest apart."""
    from scipy.sparse import csr_array  # 0.3 s that a caller without rivers need not pay
    from scipy.sparse.csgraph import dijkstra

    best: dict[tuple[int, int], tuple[float, BaseGeometry]] = {}
    for a, b, size, shape in edges:
        key = (min(a, b), max(a, b))
        if a != b and (key not in best or size < best[key][0]):
            best[key] = (max(size, 1e-12), shape)
    if not best:  # nothing but closed rings
        return [shape for *_, shape in edges]
    row, column = np.array(list(best)).T
    graph = csr_array(([size for size, _ in best.values()], (row, column)), (nodes, nodes))
    left, ways = set(row.tolist()), []
    while left:
        away = dijkstra(graph, directed=False, indices=min(left))
        left -= set(np.flatnonzero(np.isfinite(away)).tolist())
        far = int(np.where(np.isfinite(away), away, -1).argmax())
        away, back = dijkstra(graph, directed=False, indices=far, return_predecessors=True)
        end = int(np.where(np.isfinite(away), away, -1).argmax())
        ways.append(_way(best, back, far, end))
    return ways


def _way(
    edges: dict[tuple[int, int], tuple[float, BaseGeometry]], back: Ints, start: int, end: int
) -> BaseGeometry:
    """Return the line from one node of a graph to another, along its edges."""
    shapes = []
    while end != start:
        before = int(back[end])
        shapes.append(edges[min(before, end), max(before, end)][1])
        end = before
    return shapes[0] if len(shapes) == 1 else _strung(shapes)


def _strung(shapes: list[BaseGeometry]) -> BaseGeometry:
    """Return lines that follow each other as one line."""
    runs = [np.asarray(shape.coords)[:, :2] for shape in shapes]
    whole = runs[0]
    if _apart(whole[-1], runs[1]) > _apart(whole[0], runs[1]):
        whole = whole[::-1]
    for run in runs[1:]:
        turned = run if _apart(whole[-1], run[:1]) <= _apart(whole[-1], run[-1:]) else run[::-1]
        whole = np.vstack([whole, turned])
    return shapely.LineString(whole)


def _apart(spot: Floats, run: Floats) -> float:
    """Return the distance of a point from the nearer end of a run, degrees."""
    return float(np.hypot(*(run[[0, -1]] - spot).T).min())


def anchored(path: BaseGeometry, area: BaseGeometry) -> BaseGeometry:
    """Lead the ends of a path that stop short of the edge of an area on to it."""
    xy = np.asarray(path.coords)
    edge = shapely.boundary(area)
    for _ in range(2):
        xy = xy[::-1]
        foot = foot_m(edge, xy[-1])
        if foot[1] <= ANCHOR_M:
            xy = np.vstack([xy, xy[-1] + (foot[0] - xy[-1]) * OVERSHOOT])
    return shapely.LineString(xy)


def welded(line: BaseGeometry) -> list[BaseGeometry]:
    """Return the courses of a line, pieces joined end to end where gaps are small; rings stay."""
    pieces = [p for p in shapely.get_parts(line) if p.length > 0]
    rings = [p for p in pieces if shapely.is_closed(p)]
    courses = [np.asarray(p.coords)[:, :2] for p in pieces if not shapely.is_closed(p)]
    courses.sort(key=len, reverse=True)
    done: list[Floats] = []
    while courses:
        course = courses.pop(0)
        while courses:
            gaps = _gaps_m(course, courses)
            k, back, turned = np.unravel_index(int(gaps.argmin()), gaps.shape)
            if gaps[k, back, turned] > _WELD_M:
                break
            other = courses.pop(int(k))
            course = np.vstack([course[::-1] if back else course, other[::-1] if turned else other])
        done.append(course)
    return [shapely.LineString(c) for c in done] + rings


def _gaps_m(course: Floats, others: list[Floats]) -> Floats:
    """Return the gaps from end and start of a course to start and end of others, (n, 2, 2)."""
    spots = np.array([[o[0], o[-1]] for o in others])
    from_, to = np.broadcast_arrays(course[[-1, 0]][None, :, None], spots[:, None])
    flat = [at.reshape(-1, 2).T for at in (from_, to)]
    return geodesic_m(*flat[0], *flat[1]).reshape(len(others), 2, 2)


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


def beside(path: BaseGeometry, spots: Floats) -> tuple[Floats, Bools]:
    """
    Tell on which side of a path points lie.

    Returns
    -------
    left
        Positive where a point is left of the path, negative where right, shape (n,).
    past
        True where the nearest point of the path is one of its ends.
    """
    xy = np.asarray(shapely.remove_repeated_points(path).coords)[:, :2]
    shrink = np.array([np.cos(np.radians(xy[:, 1].mean())), 1.0])
    flat, points = xy * shrink, spots * shrink
    steps = np.diff(flat, axis=0)
    tree = shapely.STRtree(shapely.linestrings(np.stack([flat[:-1], flat[1:]], axis=1)))
    found = tree.query_nearest(shapely.points(points), all_matches=False)[1]
    along = ((points - flat[found]) * steps[found]).sum(axis=1) / (steps[found] ** 2).sum(axis=1)
    past = ((found == 0) & (along <= 0)) | ((found == len(steps) - 1) & (along >= 1))
    # at a vertex both edges tell: the point lies left of the turn when it is left of their sum
    after = np.minimum(found + (along >= 1), len(steps) - 1)
    before = np.maximum(found - (along <= 0), 0)
    unit = steps / np.maximum(np.hypot(*steps.T), 1e-300)[:, None]
    way = unit[before] + unit[after]
    foot = flat[found] + steps[found] * np.clip(along, 0, 1)[:, None]
    off = points - foot
    return way[:, 0] * off[:, 1] - way[:, 1] * off[:, 0], past
