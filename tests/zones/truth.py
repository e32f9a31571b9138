"""
An independent judge of zones: distances by golden-section search on Karney's inverse.

Shares no code with geo.zones. Edges are straight in longitude and latitude (RFC 7946); edges on
the antimeridian and at the poles close a polygon and are no part of its edge.
"""

from dataclasses import dataclass

import numpy as np
import shapely
from pyproj import Geod
from scipy.spatial import cKDTree

GEOD = Geod(ellps="WGS84")
_GOLDEN = (5**0.5 - 1) / 2


def ecef(lon, lat):
    """Earth-centred coordinates in metres."""
    phi, lam = np.radians(lat), np.radians(lon)
    normal = 6378137.0 / np.sqrt(1 - 6.69437999014e-3 * np.sin(phi) ** 2)
    return np.c_[
        normal * np.cos(phi) * np.cos(lam),
        normal * np.cos(phi) * np.sin(lam),
        normal * (1 - 6.69437999014e-3) * np.sin(phi),
    ]


def segments(geometry):
    """All edges as rows of lon, lat, lon, lat; points as edges without length."""
    rows = []
    for part in shapely.get_parts(geometry):
        if part.geom_type == "Point":
            rows.append([[part.x, part.y, part.x, part.y]])
            continue
        lines = shapely.get_parts(shapely.boundary(part) if part.geom_type == "Polygon" else part)
        xy, line = shapely.get_coordinates(lines, return_index=True)
        rows.append(np.hstack([xy[:-1], xy[1:]])[line[1:] == line[:-1]])
    every = np.vstack(rows)
    seam = (np.abs(every[:, 0]) > 180 - 1e-7) & (np.abs(every[:, 2]) > 180 - 1e-7)
    pole = (np.abs(every[:, 1]) > 90 - 1e-7) & (np.abs(every[:, 3]) > 90 - 1e-7)
    moves = (every[:, :2] != every[:, 2:]).any(axis=1)
    return every[~((seam | pole) & moves)]


def split(edges, step_m):
    """The edges in pieces no longer than a step."""
    middle = np.radians((edges[:, 1] + edges[:, 3]) / 2)
    length = np.hypot((edges[:, 2] - edges[:, 0]) * np.cos(middle), edges[:, 3] - edges[:, 1])
    count = np.maximum(1, np.ceil(length * 111_320 / step_m)).astype(int)
    i = np.repeat(np.arange(len(edges)), count)
    nth = np.arange(len(i)) - np.repeat(np.cumsum(count) - count, count)
    a, step = edges[i, :2], edges[i, 2:] - edges[i, :2]
    return np.hstack(
        [a + step * (nth / count[i])[:, None], a + step * ((nth + 1) / count[i])[:, None]]
    )


@dataclass(frozen=True)
class Agreement:
    """How a zone compares with the truth."""

    edge_m: float  # greatest deviation of the edge from the distance
    wrong: int  # points on the wrong side of the edge ...
    wrong_m: float  # ... and how far the worst of them is from the distance


class Truth:
    """Exact distances to a geometry."""

    def __init__(self, geometry, step_m):
        self.edges = split(segments(geometry), step_m)
        ends = np.vstack(
            [self.edges[:, :2], self.edges[:, 2:], (self.edges[:, :2] + self.edges[:, 2:]) / 2]
        )
        self._owner = np.tile(np.arange(len(self.edges)), 3)
        self._tree = cKDTree(ecef(*ends.T))

    def distances_m(self, points, neighbours=12, rounds=30):
        """Geodesic distances of points, shape (n, 2), to the nearest edge."""
        k = min(neighbours, len(self._owner))
        found = self._tree.query(ecef(*points.T), k=k)[1].reshape(len(points), k)
        edges = self.edges[self._owner[found].ravel()]
        lon, lat = np.repeat(points, k, axis=0).T

        def away(share):
            x, y = edges[:, :2].T + (edges[:, 2:] - edges[:, :2]).T * share
            return GEOD.inv(lon, lat, x, y)[2]

        low, high = np.zeros(len(edges)), np.ones(len(edges))
        best = np.minimum(away(low), away(high))
        for _ in range(rounds):
            a, b = high - _GOLDEN * (high - low), low + _GOLDEN * (high - low)
            fa, fb = away(a), away(b)
            left = fa < fb
            low, high = np.where(left, low, a), np.where(left, b, high)
            best = np.minimum(best, np.minimum(fa, fb))
        return best.reshape(len(points), k).min(axis=1)


def on_edge(zone, count, clip=None, seed=0):
    """Points spread over the edge of a zone, vertices and within edges, without the clip's edge."""
    edges = segments(zone)
    rng = np.random.default_rng(seed)
    length = np.hypot(edges[:, 2] - edges[:, 0], edges[:, 3] - edges[:, 1])
    picked = rng.choice(len(edges), count, p=length / length.sum())
    share = rng.random((count, 1))
    points = edges[picked, :2] * share + edges[picked, 2:] * (1 - share)
    points = np.vstack([points, edges[rng.permutation(len(edges))[:count], :2]])
    points = points[(np.abs(points[:, 0]) < 180 - 1e-7) & (np.abs(points[:, 1]) < 90 - 1e-7)]
    if clip is not None:
        outline = shapely.boundary(clip)
        shapely.prepare(outline)
        points = points[~shapely.dwithin(outline, shapely.points(points), 3e-6)]
    return points


def compare(zone, geometry, distance_m, *, clip=None, count=400, seed=0):
    """Compare a zone with the truth: its edge, and random points on both sides of it."""
    truth = Truth(geometry, max(distance_m / 50, 0.5))
    off = np.abs(truth.distances_m(on_edge(zone, count, clip, seed)) - distance_m)
    rng = np.random.default_rng(seed + 1)
    start = truth.edges[rng.integers(0, len(truth.edges), count), :2]
    reach = np.sqrt(rng.random(count)) * distance_m * 1.3
    lon, lat, _ = GEOD.fwd(*start.T, rng.random(count) * 360, reach)
    points = np.c_[lon, lat]
    if clip is not None:
        points = points[shapely.contains_xy(clip, *points.T)]
    far = np.abs(truth.distances_m(points) - distance_m)
    near = truth.distances_m(points) <= distance_m
    wrong = shapely.contains_xy(zone, *points.T) != near
    if clip is None and (~near).any() and shapely.get_dimensions(geometry) == 2:
        wrong &= ~shapely.contains_xy(geometry, *points.T)  # the inside of an area is in its zone
    worst = float(far[wrong].max()) if wrong.any() else 0.0
    return Agreement(float(off.max()), int(wrong.sum()), worst)
