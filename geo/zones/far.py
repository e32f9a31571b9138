"""
The nearest point of a far line by geodesic, where the nearest by chord can be another.

A chord of the ellipsoid tells its geodesic only up to ``c³ / 24 · (1/R₁² − 1/R₂²)``: half a metre at
300 km, 21 m at 1,000 km, 18 km at 8,000 km. So the tree is searched again, by geodesics: Thomas's
formula up to 120 degrees (right to 0.14 m there), Vincenty's beyond. A geodesic is a metric: nothing
in a ball round a point is nearer than the point less the ball's radius.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from geo.zones.compiled import compiled, in_shares
from geo.zones.sphere import (
    FLATTENING,
    SEMI_MAJOR_M,
    SEMI_MINOR_M,
    Floats,
    Ints,
    geodesic_m,
)
from geo.zones.tree import DEPTH, LEAF, box_gap2, ecef_of

if TYPE_CHECKING:
    from geo.zones.tree import Edges

GREATEST_RADIUS_M = 6_399_594.0  # of curvature: a²/b, at the poles
_BETTER_M = 0.5  # what is nearer by less is not looked for
_THOMAS = 0.75  # sin² of half of 120 degrees
_ROUGHLY, _ROUGH_M = 0.9698, 5.0  # to 160 degrees Thomas's formula is right to so much
_LARGE = 0.02  # of the earth's radius: balls so large are seldom too far as a whole
_ROUNDS = 60
_SETTLED = 1e-12
_ANTIPODAL_M = 19_900_000.0  # beyond, Vincenty's formula may not settle


@compiled
def thomas_m(half2: float, sin0: float, sin1: float) -> float:
    """
    Return the geodesic distance between two points at most 120 degrees apart.

    Thomas (1970), "Spheroidal geodesics, reference systems and local geometry", second order in
    the flattening.

    Parameters
    ----------
    half2
        sin² of half the angle between the points on the auxiliary sphere.
    sin0, sin1
        Sines of the reduced latitudes.
    """
    if half2 < 1e-24:
        return 0.0
    angle = 2 * np.arcsin(np.sqrt(half2))
    cos, sin = 1 - 2 * half2, 2 * np.sqrt(half2 * (1 - half2))
    u = (sin0 + sin1) ** 2 / (2 * (1 - half2))
    v = (sin1 - sin0) ** 2 / (2 * half2)
    x, y = u + v, u - v
    t = angle / sin
    d = 4 * t * t
    a = 2 * d * cos
    c = t - (a - 2 * cos) / 2
    second = x * (a + c * x) - y * (2 * d + 2 * cos * y) + d * x * y
    first = t * x - y
    return float(SEMI_MAJOR_M * sin * (t - FLATTENING / 4 * first + FLATTENING**2 / 64 * second))


@compiled
def vincenty_m(turn: float, sin0: float, sin1: float) -> float:
    """
    Return the geodesic distance between two points that are not nearly antipodal.

    Vincenty (1975), "Direct and inverse solutions of geodesics on the ellipsoid". `turn` is the
    difference of longitudes in radians.
    """
    cos0, cos1 = np.sqrt(1 - sin0 * sin0), np.sqrt(1 - sin1 * sin1)
    lam, angle, sin, cos, cos2a, mid = turn, 0.0, 0.0, 1.0, 0.0, 0.0
    for _ in range(_ROUNDS):
        east = cos1 * np.sin(lam)
        north = cos0 * sin1 - sin0 * cos1 * np.cos(lam)
        sin = np.sqrt(east * east + north * north)
        cos = sin0 * sin1 + cos0 * cos1 * np.cos(lam)
        angle = np.arctan2(sin, cos)
        sina = cos0 * cos1 * np.sin(lam) / sin if sin > 0 else 0.0
        cos2a = 1 - sina * sina
        mid = cos - 2 * sin0 * sin1 / cos2a if cos2a > 0 else 0.0
        c = FLATTENING / 16 * cos2a * (4 + FLATTENING * (4 - 3 * cos2a))
        last = lam
        lam = turn + (1 - c) * FLATTENING * sina * (
            angle + c * sin * (mid + c * cos * (2 * mid * mid - 1))
        )
        if abs(lam - last) < _SETTLED:
            break
    u2 = cos2a * (SEMI_MAJOR_M**2 / SEMI_MINOR_M**2 - 1)
    a = 1 + u2 / 16384 * (4096 + u2 * (-768 + u2 * (320 - 175 * u2)))
    b = u2 / 1024 * (256 + u2 * (-128 + u2 * (74 - 47 * u2)))
    inner = cos * (2 * mid * mid - 1) - b / 6 * mid * (4 * sin * sin - 3) * (4 * mid * mid - 3)
    return float(SEMI_MINOR_M * a * (angle - b * sin * (mid + b / 4 * inner)))


@compiled
def between_m(x: float, y: float, z: float, u: float, v: float, w: float) -> float:
    """Return the geodesic between two points of the auxiliary sphere (unit vectors)."""
    half2 = ((x - u) ** 2 + (y - v) ** 2 + (z - w) ** 2) / 4
    if half2 <= _THOMAS:
        return thomas_m(half2, z, w)
    return vincenty_m(np.arctan2(x * v - y * u, x * u + y * v), z, w)


@compiled
def node_least_m(boxes: Floats, node: int, x: float, y: float, z: float) -> float:
    """Return a distance that nothing in a node's box is nearer than, by the ball round it."""
    u = (boxes[node, 0] + boxes[node, 3]) / (2 * SEMI_MAJOR_M)
    v = (boxes[node, 1] + boxes[node, 4]) / (2 * SEMI_MAJOR_M)
    w = (boxes[node, 2] + boxes[node, 5]) / (2 * SEMI_MINOR_M)
    wide = (boxes[node, 3] - boxes[node, 0]) / (2 * SEMI_MAJOR_M)
    deep = (boxes[node, 4] - boxes[node, 1]) / (2 * SEMI_MAJOR_M)
    high = (boxes[node, 5] - boxes[node, 2]) / (2 * SEMI_MINOR_M)
    size = np.sqrt(u * u + v * v + w * w)
    reach = np.sqrt(wide * wide + deep * deep + high * high) + abs(1 - size)
    if reach > _LARGE:
        return 0.0
    radius_m = SEMI_MAJOR_M * 2 * np.arcsin(reach / 2)
    u, v, w = u / size, v / size, w / size
    half2 = ((x - u) ** 2 + (y - v) ** 2 + (z - w) ** 2) / 4
    if _THOMAS < half2 <= _ROUGHLY:
        return float(thomas_m(half2, z, w) - _ROUGH_M - radius_m)
    return float(between_m(x, y, z, u, v, w) - radius_m)


@compiled
def along_m(
    start: Floats, end: Floats, edge: int, share: float, x: float, y: float, z: float
) -> float:
    """Return how far a place of an edge is from a point of the auxiliary sphere."""
    u = (start[edge, 0] + (end[edge, 0] - start[edge, 0]) * share) / SEMI_MAJOR_M
    v = (start[edge, 1] + (end[edge, 1] - start[edge, 1]) * share) / SEMI_MAJOR_M
    w = (start[edge, 2] + (end[edge, 2] - start[edge, 2]) * share) / SEMI_MINOR_M
    size = np.sqrt(u * u + v * v + w * w)
    return between_m(x, y, z, u / size, v / size, w / size)


@compiled
def edge_least(
    start: Floats, end: Floats, edge: int, x: float, y: float, z: float, limit_m: float
) -> tuple[float, float]:
    """Return how far an edge is and at what share of it; the first is infinite beyond a limit."""
    middle = along_m(start, end, edge, 0.5, x, y, z)
    length2 = 0.0
    for k in range(3):
        length2 += (end[edge, k] - start[edge, k]) ** 2
    if middle - 0.51 * np.sqrt(length2) >= limit_m:
        return np.inf, 0.5
    first = along_m(start, end, edge, 0.0, x, y, z)
    last = along_m(start, end, edge, 1.0, x, y, z)
    share = 0.0 if first <= last else 1.0
    bend = first + last - 2 * middle
    if bend > 0:
        share = min(1.0, max(0.0, 0.5 + (first - last) / (4 * bend)))
    return min(along_m(start, end, edge, share, x, y, z), first, last), share


@compiled
def _search(
    start: Floats, end: Floats, boxes: Floats, lon: Floats, lat: Floats, found: Ints, at: Floats
) -> None:
    """Write the edge nearest to each place by geodesic over that by chord, and the share along it."""
    stack = np.empty(DEPTH, np.int64)
    leaves = len(boxes) // 2
    for i in range(len(lon)):
        px, py, pz = ecef_of(lon[i], lat[i])
        x, y, z = px / SEMI_MAJOR_M, py / SEMI_MAJOR_M, pz / SEMI_MINOR_M
        edge = found[i]
        best, share = edge_least(start, end, edge, x, y, z, np.inf)
        limit = best - _BETTER_M
        chord = 2 * GREATEST_RADIUS_M * np.sin(min(limit / GREATEST_RADIUS_M, np.pi) / 2)
        stack[0], depth = 1, 1
        while depth > 0:
            depth -= 1
            node = stack[depth]
            if box_gap2(boxes, node, px, py, pz) >= chord * chord:
                continue
            if node_least_m(boxes, node, x, y, z) >= limit:
                continue
            if node < leaves:
                stack[depth], stack[depth + 1] = 2 * node, 2 * node + 1
                depth += 2
                continue
            first = (node - leaves) * LEAF
            for other in range(first, min(first + LEAF, len(start))):
                away, place = edge_least(start, end, other, x, y, z, limit)
                if away < limit:
                    edge, best, share = other, away, place
                    limit = best - _BETTER_M
                    chord = (
                        2 * GREATEST_RADIUS_M * np.sin(min(limit / GREATEST_RADIUS_M, np.pi) / 2)
                    )
        found[i], at[i] = edge, share


def nearest_by_geodesic(
    edges: Edges, lon: Floats, lat: Floats, by_chord: Ints
) -> tuple[Floats, Floats]:
    """
    Return the nearest point of edges to each place, and how far it is, by geodesic.

    Right to 0.8 m; from beyond 19,900 km only the ends of edges count.

    Parameters
    ----------
    edges
        Short edges: a foot is looked for on each as on a parabola.
    lon, lat
        Decimal degrees, shape (n,).
    by_chord
        The edge that is nearest to each by chord, shape (n,).

    Returns
    -------
    feet
        Longitude and latitude, shape (n, 2).
    distance_m
        Metres, shape (n,).
    """
    found, at = by_chord.copy(), np.empty(len(lon))

    def search(first: int, last: int) -> None:
        rows = slice(first, last)
        _search(
            edges.start, edges.end, edges.boxes, lon[rows], lat[rows], found[rows], at[rows]
        )  # fmt: skip

    in_shares(len(lon), search)
    one, other = edges.from_lonlat[found], edges.to_lonlat[found]
    feet = one + (other - one) * at[:, None]
    away_m = geodesic_m(feet[:, 0], feet[:, 1], lon, lat)
    for row in np.flatnonzero(away_m > _ANTIPODAL_M):
        feet[row], away_m[row] = _nearest_end(edges, lon[row], lat[row])
    return feet, away_m


def _nearest_end(edges: Edges, lon: float, lat: float) -> tuple[Floats, float]:
    """Return the end of an edge that is nearest to a place, measuring all: a line seen from there is short."""
    ends = np.vstack([edges.from_lonlat, edges.to_lonlat[-1:]])
    away_m = geodesic_m(ends[:, 0], ends[:, 1], np.full(len(ends), lon), np.full(len(ends), lat))
    nearest = int(away_m.argmin())
    return ends[nearest], float(away_m[nearest])
