"""
The water that is nearer to one coast than to any other, up to a distance.

Coasts become sites; on the conformal sphere the convex hull of sites is their Delaunay
triangulation, whose ridges between sites of two coasts run near the median line (Brown 1979,
"Voronoi diagrams from convex hulls"). Each vertex is then moved to where the geodesics to both
coasts, with all their vertices, are equally long.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import shapely

from geo.zones.area import union
from geo.zones.check import Distances
from geo.zones.lines import Runs, cell_hulls, densify, runs_of
from geo.zones.sphere import GEOD, Bools, Floats, Ints, from_sphere, to_sphere

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

_SITES = 40_000  # so many along all coasts, ...
_SITES_M = (250.0, 2_000.0)  # ... but never closer or farther apart than this, metres
_STEPS = 60.0  # vertices of a median line are so many times closer than the distance
_REACH = 1.1  # of the distance: ridges beyond it do not touch the belt
_ROUNDS = 6
_SETTLED_M = 0.5
_TOGETHER = 0.8  # length of the mean of sites that lie on one side of the earth
_ALIKE = 0.02  # two coasts in nearly the same direction have no median line between them


@dataclass(frozen=True, slots=True)
class _Ridges:
    """
    Pieces of the median line.

    Attributes
    ----------
    nodes
        Unit vectors on the conformal sphere, shape (n, 3).
    ends
        The nodes that each ridge joins, shape (m, 2).
    sites
        A site beside each ridge, shape (m, 3).
    """

    nodes: Floats
    ends: Ints
    sites: Floats


def nearest_share(
    belt: BaseGeometry, coast: BaseGeometry, others: BaseGeometry, distance_m: float
) -> BaseGeometry:
    """
    Return the part of a belt round a coast that is nearer to it than to other coasts.

    Parameters
    ----------
    belt
        What lies within a distance of the coast, EPSG:4326.
    coast, others
        Lines; the others may be empty, and need not reach farther than the distance from the belt.
    distance_m
        The distance in metres, at most 1,000 km.

    Returns
    -------
    share
        Valid Polygon or MultiPolygon. On its new edges both distances agree within metres.
    """
    if others.is_empty:
        return belt
    away = Distances(coast), Distances(others)
    medians = _medians(runs_of(coast), runs_of(others), away, distance_m)
    lines = shapely.union_all([shapely.boundary(belt), *medians])
    cells = shapely.get_parts(shapely.polygonize(shapely.get_parts(lines)))
    x, y = shapely.get_coordinates(shapely.point_on_surface(cells)).T
    shapely.prepare(belt)
    own = shapely.contains_xy(belt, x, y) & (away[0].to(x, y) <= away[1].to(x, y))
    return union(list(cells[own]))


def _medians(
    own: Runs, others: Runs, away: tuple[Distances, Distances], distance_m: float
) -> list[BaseGeometry]:
    """Return the median line between two coasts as short lines, cut at the antimeridian."""
    spacing_m = float(np.clip((own.length_m() + others.length_m()) / _SITES, *_SITES_M))
    sites = [cell_hulls(densify(runs, spacing_m).xy, spacing_m) for runs in (own, others)]
    xy = np.vstack(sites)
    mine = np.arange(len(xy)) < len(sites[0])
    unit, scale = to_sphere(*xy.T)
    reach = float(scale.max()) * _REACH * distance_m
    ridges = _ridges(unit, mine, reach)
    if not len(ridges.ends):
        return []
    points, ends = _divided(ridges, distance_m / _STEPS * float(scale.mean()), reach)
    lon, lat = _settled(*from_sphere(points), away, spacing_m)
    return _segments(np.column_stack([lon, lat]), ends)


def _ridges(unit: Floats, mine: Bools, reach: float) -> _Ridges:
    """Return the ridges between own sites and others that can come within an angle of both."""
    from scipy.spatial import ConvexHull  # 0.2 s that a caller without coasts need not pay

    framed = np.vstack([unit, _frame(unit)])
    mine = np.r_[mine, np.zeros(len(framed) - len(unit), bool)]
    hull = ConvexHull(framed)
    facet = np.repeat(np.arange(len(hull.simplices)), 3)
    beyond = hull.neighbors.ravel()
    one = hull.simplices[:, [1, 2, 0]].ravel()  # the neighbour k lies across from the vertex k
    other = hull.simplices[:, [2, 0, 1]].ravel()
    # the middle between two sites is the nearest place that a ridge can have to them
    near = np.linalg.norm(framed[one] - framed[other], axis=1) <= 2 * np.sin(min(reach, np.pi / 2))
    kept = (mine[one] != mine[other]) & (facet < beyond) & near
    return _Ridges(hull.equations[:, :3], np.column_stack([facet, beyond])[kept], framed[one[kept]])


def _frame(unit: Floats) -> Floats:
    """Return sites far from all others, so that few sites, or some in one plane, have a hull."""
    if np.linalg.norm(unit.mean(axis=0)) < _TOGETHER:
        return np.empty((0, 3))
    axes = np.linalg.svd(unit, full_matrices=len(unit) < 3)[2]
    back = -axes[0] * np.sign(axes[0] @ unit.mean(axis=0))
    return np.vstack([back, axes[1:], -axes[1:]])


def _divided(ridges: _Ridges, step: float, reach: float) -> tuple[Floats, Ints]:
    """
    Divide ridges into edges of at most a step, and leave out what is farther than an angle.

    Returns the points, and the two points of each edge.
    """
    used, ends = np.unique(ridges.ends, return_inverse=True)
    nodes, ends = ridges.nodes[used], ends.reshape(-1, 2)
    a, b = nodes[ends[:, 0]], nodes[ends[:, 1]]
    turn = np.arctan2(np.linalg.norm(np.cross(a, b), axis=1), np.einsum("ij,ij->i", a, b))
    pieces = np.maximum(1, np.ceil(turn / step)).astype(np.int64)
    ridge = np.repeat(np.arange(len(ends)), pieces - 1)
    nth = np.arange(len(ridge)) - np.repeat(np.cumsum(pieces - 1) - (pieces - 1), pieces - 1) + 1
    share = (nth / pieces[ridge])[:, None]
    between = a[ridge] * (1 - share) + b[ridge] * share
    between /= np.linalg.norm(between, axis=1)[:, None]
    inner = np.cumsum(pieces - 1) - (pieces - 1) + len(nodes)
    edge = np.repeat(np.arange(len(ends)), pieces)
    at = np.arange(len(edge)) - np.repeat(np.cumsum(pieces) - pieces, pieces)
    start = np.where(at == 0, ends[edge, 0], inner[edge] + at - 1)
    end = np.where(at == pieces[edge] - 1, ends[edge, 1], inner[edge] + at)
    points = np.vstack([nodes, between])
    near = [(points[k] * ridges.sites[edge]).sum(axis=1) >= np.cos(reach) for k in (start, end)]
    kept = near[0] | near[1]
    used, ends = np.unique(np.column_stack([start, end])[kept], return_inverse=True)
    return points[used], ends.reshape(-1, 2)


def _settled(
    lon: Floats, lat: Floats, away: tuple[Distances, Distances], most_m: float
) -> tuple[Floats, Floats]:
    """Move points until they are equally far from both coasts (Newton's method)."""
    rows = np.arange(len(lon))
    for _ in range(_ROUNDS):
        x, y = lon[rows], lat[rows]
        pull, found = zip(*(_pull(line, x, y) for line in away), strict=True)
        short = found[0] - found[1]
        slope = pull[0] - pull[1]
        size = np.linalg.norm(slope, axis=1)
        moving = (np.abs(short) > _SETTLED_M) & (size > _ALIKE)
        rows, x, y = rows[moving], x[moving], y[moving]
        if not len(rows):
            break
        step = np.clip(short[moving] / size[moving], -2 * most_m, 2 * most_m)
        bearing = np.degrees(np.arctan2(*slope[moving].T))
        # away from the own coast its distance grows, towards it the distance shrinks
        lon[rows], lat[rows], _ = GEOD.fwd(x, y, bearing, -step)
    return lon, lat


def _pull(line: Distances, lon: Floats, lat: Floats) -> tuple[Floats, Floats]:
    """Return the unit vectors east and north that lead away from a coast, and its distance."""
    x, y, _ = line.nearest(lon, lat)
    _, back, away = GEOD.inv(x, y, lon, lat)
    out = np.radians(np.asarray(back) + 180)
    return np.column_stack([np.sin(out), np.cos(out)]), np.asarray(away)


def _segments(lonlat: Floats, ends: Ints) -> list[BaseGeometry]:
    """Return edges as lines; those over the antimeridian are cut there."""
    a, b = lonlat[ends[:, 0]], lonlat[ends[:, 1]]
    over = np.abs(b[:, 0] - a[:, 0]) > 180
    lines = [shapely.multilinestrings(np.stack([a, b], axis=1)[~over])]
    b[:, 0] += np.where(over, np.copysign(360.0, a[:, 0]), 0)
    for (x0, y0), (x1, y1) in zip(a[over], b[over], strict=True):
        seam = np.copysign(180.0, x1)
        lat = y0 + (y1 - y0) * (seam - x0) / (x1 - x0)
        lines.append(shapely.LineString([(x0, y0), (seam, lat)]))
        lines.append(shapely.LineString([(-seam, lat), (x1 - 2 * seam, y1)]))
    return [line for line in lines if not line.is_empty]
