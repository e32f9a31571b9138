"""
The nearest point of a far line by geodesic, where the nearest by chord can be another.

A chord of the ellipsoid tells its geodesic only up to ``c³ / 24 · (1/R₁² − 1/R₂²)``: half a metre at
300 km, 21 m at 1,000 km, 18 km at 8,000 km. So the tree is searched again from the nearest by chord:
what a geodesic is longer than the arc over its chord changes slowly from place to place, so that
most boxes can be told too far by chord alone. Where it no longer changes slowly, beyond 10,000 km,
a geodesic is a metric: nothing in a ball round a point is nearer than the point less its radius.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from geo.zones.compiled import compiled, in_shares
from geo.zones.inverse import between_m, roughly_m
from geo.zones.sphere import (
    FLATTENING,
    SEMI_MAJOR_M,
    SEMI_MINOR_M,
    Floats,
    Ints,
    geodesic_m,
)
from geo.zones.tree import DEPTH, LEAF, box_gap2, ecef_of, edge_gap2

if TYPE_CHECKING:
    from geo.zones.tree import Edges

_BETTER_M = 0.4  # what is nearer by less is not looked for
_LARGE = 0.02  # of the earth's radius: balls so large are seldom too far as a whole
_DRIFT = 2.2 * FLATTENING
_BALLS_M = 9_000_000.0  # of chord: beyond, the drift is too great to tell much
_ANY_CHORD_M = 1.3e7
_ANTIPODAL_M = 19_900_000.0  # beyond, Vincenty's formula may not settle


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
    return float(roughly_m(x, y, z, u, v, w) - radius_m)


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
def seen_m(seen: Floats, x: float, y: float, z: float) -> float:
    """Return how far a place in earth-centred metres is from a point of the auxiliary sphere."""
    u, v, w = seen[0] / SEMI_MAJOR_M, seen[1] / SEMI_MAJOR_M, seen[2] / SEMI_MINOR_M
    size = np.sqrt(u * u + v * v + w * w)
    return between_m(x, y, z, u / size, v / size, w / size)


@compiled
def reach_m(chord: float, off2: float) -> float:
    """
    Return beyond which chord no place is nearer by geodesic than the best so far.

    Parameters
    ----------
    chord
        To the best place so far, metres.
    off2
        Square of the chord from there to the farthest of the places asked about, m².

    Notes
    -----
    A geodesic s less the arc over its chord on a sphere of radius a changes by less than
    ``2.2 f tan²(s / 2a)`` for each metre by which its end moves: 2 f is the limit for short
    ones, and 1.004 times that the most found among eight million pairs (`tests/zones/test_far.py`).
    The arc that is too long by so much is turned into a chord along the tangent: sine is concave.
    """
    half = chord / (2 * SEMI_MAJOR_M)
    cos = np.sqrt(max(0.0, 1 - half * half))
    off = np.sqrt(off2)
    off *= 1.05 if off < SEMI_MAJOR_M else 1.6  # along the surface
    ahead = off / (4 * SEMI_MAJOR_M)  # on the way there s may grow by half of it
    left = cos - half * ahead * 1.1
    if left <= 0 or ahead > 0.5:
        return _ANY_CHORD_M
    tan = (half + cos * ahead * 1.1) / left
    return float(chord + cos * (_DRIFT * tan * tan * off - _BETTER_M))


@compiled
def edge_least_m(start: Floats, end: Floats, edge: int, x: float, y: float, z: float) -> float:
    """Return a distance that no place of an edge is nearer than, by the ball round it."""
    u = (start[edge, 0] + end[edge, 0]) / (2 * SEMI_MAJOR_M)
    v = (start[edge, 1] + end[edge, 1]) / (2 * SEMI_MAJOR_M)
    w = (start[edge, 2] + end[edge, 2]) / (2 * SEMI_MINOR_M)
    size = np.sqrt(u * u + v * v + w * w)
    length2 = 0.0
    for k in range(3):
        length2 += (end[edge, k] - start[edge, k]) ** 2
    return float(roughly_m(x, y, z, u / size, v / size, w / size) - 0.51 * np.sqrt(length2))


@compiled
def off2_box(boxes: Floats, node: int, u: float, v: float, w: float) -> float:
    """Return the squared distance of a point to the farthest corner of a node's box."""
    dx = max(u - boxes[node, 0], boxes[node, 3] - u)
    dy = max(v - boxes[node, 1], boxes[node, 4] - v)
    dz = max(w - boxes[node, 2], boxes[node, 5] - w)
    return float(dx * dx + dy * dy + dz * dz)


@compiled
def off2_edge(start: Floats, end: Floats, edge: int, u: float, v: float, w: float) -> float:
    """Return the squared distance of a point to the farther end of an edge."""
    one = (u - start[edge, 0]) ** 2 + (v - start[edge, 1]) ** 2 + (w - start[edge, 2]) ** 2
    other = (u - end[edge, 0]) ** 2 + (v - end[edge, 1]) ** 2 + (w - end[edge, 2]) ** 2
    return float(max(one, other))


@compiled
def _rival(
    start: Floats, end: Floats, leaf: int, chord: float, best: float, seen: Floats, place: Floats
) -> tuple[int, float, float]:
    """
    Return the end in a leaf that is nearer than the best place so far, or -1: edge, share, metres.

    `seen` is that place, and `best` how far it is, -1 if not measured yet: without a rival there
    is no need.
    """
    x, y, z = place[0] / SEMI_MAJOR_M, place[1] / SEMI_MAJOR_M, place[2] / SEMI_MINOR_M
    found, at = -1, 0.0
    for edge in range(leaf * LEAF, min(leaf * LEAF + LEAF, len(start))):
        reach = reach_m(chord, off2_edge(start, end, edge, seen[0], seen[1], seen[2]))
        gap2, _ = edge_gap2(start, end, edge, place[0], place[1], place[2])
        if reach <= 0 or gap2 >= reach * reach:
            continue
        if best < 0:
            best = seen_m(seen, x, y, z)
        if edge_least_m(start, end, edge, x, y, z) >= best - _BETTER_M:
            continue
        for share in (0.0, 1.0):  # an edge of 500 m dips less than 8 cm between its ends
            away = along_m(start, end, edge, share, x, y, z)
            if away < best - _BETTER_M:
                found, at, best = edge, share, away
    return found, at, best


@compiled
def _nearest_far(
    start: Floats, end: Floats, boxes: Floats, place: Floats, edge: int, work: tuple[Ints, Floats]
) -> tuple[int, float]:
    """Return the edge nearest to a place by geodesic, and the share along it, given that by chord."""
    stack, seen = work
    px, py, pz = place
    x, y, z = px / SEMI_MAJOR_M, py / SEMI_MAJOR_M, pz / SEMI_MINOR_M
    leaves = len(boxes) // 2
    gap2, share = edge_gap2(start, end, edge, px, py, pz)
    chord, best = np.sqrt(gap2), -1.0
    for k in range(3):
        seen[k] = start[edge, k] + (end[edge, k] - start[edge, k]) * share
    stack[0], depth = 1, 1
    while depth > 0:
        depth -= 1
        node = stack[depth]
        reach = reach_m(chord, off2_box(boxes, node, seen[0], seen[1], seen[2]))
        if reach <= 0 or box_gap2(boxes, node, px, py, pz) >= reach * reach:
            continue
        if chord > _BALLS_M and box_gap2(boxes, node, seen[0], seen[1], seen[2]) > 0:
            best = seen_m(seen, x, y, z) if best < 0 else best
            if node_least_m(boxes, node, x, y, z) >= best - _BETTER_M:
                continue
        if node < leaves:
            stack[depth], stack[depth + 1] = 2 * node, 2 * node + 1
            depth += 2
            continue
        rival, at, best = _rival(start, end, node - leaves, chord, best, seen, place)
        if rival >= 0:
            edge, share = rival, at
            seen[:] = start[edge] if share == 0 else end[edge]
            chord = np.sqrt(((seen - place) ** 2).sum())
    return edge, share


@compiled
def _search(
    start: Floats, end: Floats, boxes: Floats, lon: Floats, lat: Floats, found: Ints, at: Floats
) -> None:
    """Write the edge nearest to each place by geodesic over that by chord, and the share along it."""
    work = np.empty(DEPTH, np.int64), np.empty(3)
    place = np.empty(3)
    for i in range(len(lon)):
        place[0], place[1], place[2] = ecef_of(lon[i], lat[i])
        found[i], at[i] = _nearest_far(start, end, boxes, place, found[i], work)


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
    feet, away_m = np.empty((len(lon), 2)), np.empty(len(lon))

    def search(first: int, last: int) -> None:
        rows = slice(first, last)
        found, at = by_chord[rows].copy(), np.empty(last - first)
        _search(edges.start, edges.end, edges.boxes, lon[rows], lat[rows], found, at)
        one, other = edges.from_lonlat[found], edges.to_lonlat[found]
        feet[rows] = one + (other - one) * at[:, None]
        away_m[rows] = geodesic_m(feet[rows, 0], feet[rows, 1], lon[rows], lat[rows])

    in_shares(len(lon), search)
    for row in np.flatnonzero(away_m > _ANTIPODAL_M):
        feet[row], away_m[row] = _nearest_end(edges, lon[row], lat[row])
    return feet, away_m


def _nearest_end(edges: Edges, lon: float, lat: float) -> tuple[Floats, float]:
    """Return the end of an edge that is nearest to a place, measuring all: a line seen from there is short."""
    ends = np.vstack([edges.from_lonlat, edges.to_lonlat[-1:]])
    away_m = geodesic_m(ends[:, 0], ends[:, 1], np.full(len(ends), lon), np.full(len(ends), lat))
    nearest = int(away_m.argmin())
    return ends[nearest], float(away_m[nearest])
