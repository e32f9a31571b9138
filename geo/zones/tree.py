"""
The edge that lies nearest: a tree of boxes round straight edges in earth-centred coordinates.

Neighbouring edges of a line lie in one leaf, so that the tree needs no sorting: node i has the
children 2i and 2i + 1, and a leaf holds `LEAF` edges in a row. Distances are chords; between
points of the ellipsoid up to 1,100 km apart a chord gives the geodesic to a part in ten million.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from geo.zones.compiled import compiled, in_shares
from geo.zones.lines import Runs
from geo.zones.sphere import ECCENTRICITY2, SEMI_MAJOR_M, Floats, Ints, to_ecef

LONGEST_CHORD_M = 1_100_000.0
LEAF = 4
_SAME_M = 1e-6  # a step shorter than this has no direction that could be trusted
DEPTH = 128


@compiled
def boxes_of(start: Floats, end: Floats) -> Floats:
    """Return the boxes of the tree, shape (2 * leaves, 6): least, then greatest coordinates."""
    leaves = 1
    while leaves * LEAF < len(start):
        leaves *= 2
    boxes = np.empty((2 * leaves, 6))
    boxes[:, :3] = 1e30
    boxes[:, 3:] = -1e30
    for edge in range(len(start)):
        leaf = leaves + edge // LEAF
        for k in range(3):
            boxes[leaf, k] = min(boxes[leaf, k], start[edge, k], end[edge, k])
            boxes[leaf, 3 + k] = max(boxes[leaf, 3 + k], start[edge, k], end[edge, k])
    for node in range(leaves - 1, 0, -1):
        for k in range(3):
            boxes[node, k] = min(boxes[2 * node, k], boxes[2 * node + 1, k])
            boxes[node, 3 + k] = max(boxes[2 * node, 3 + k], boxes[2 * node + 1, 3 + k])
    return boxes


@compiled
def box_gap2(boxes: Floats, node: int, x: float, y: float, z: float) -> float:
    """Return the squared distance of a point to the box of a node."""
    dx = max(boxes[node, 0] - x, x - boxes[node, 3], 0.0)
    dy = max(boxes[node, 1] - y, y - boxes[node, 4], 0.0)
    dz = max(boxes[node, 2] - z, z - boxes[node, 5], 0.0)
    return float(dx * dx + dy * dy + dz * dz)


@compiled
def edge_gap2(
    start: Floats, end: Floats, edge: int, x: float, y: float, z: float
) -> tuple[float, float]:
    """Return the squared distance of a point to an edge, and the share along it of its foot."""
    ex = end[edge, 0] - start[edge, 0]
    ey = end[edge, 1] - start[edge, 1]
    ez = end[edge, 2] - start[edge, 2]
    px, py, pz = x - start[edge, 0], y - start[edge, 1], z - start[edge, 2]
    length2 = ex * ex + ey * ey + ez * ez
    share = 0.0
    if length2 > 0:
        share = min(1.0, max(0.0, (px * ex + py * ey + pz * ez) / length2))
    px, py, pz = px - share * ex, py - share * ey, pz - share * ez
    return px * px + py * py + pz * pz, share


@compiled
def next_leaf(
    boxes: Floats, x: float, y: float, z: float, limit2: float, stack: Ints, depth: int
) -> tuple[int, int]:
    """
    Return the next leaf nearer to a point than a limit, nearer ones first; -1 when none is left.

    A search starts with the root on the stack (1) and a depth of 1; the depth returned goes into
    the next call.
    """
    leaves = len(boxes) // 2
    while depth > 0:
        depth -= 1
        node = stack[depth]
        gap = box_gap2(boxes, node, x, y, z)
        while gap < limit2 and node < leaves:
            left = box_gap2(boxes, 2 * node, x, y, z)
            right = box_gap2(boxes, 2 * node + 1, x, y, z)
            first = 2 * node if left <= right else 2 * node + 1
            if max(left, right) < limit2:
                stack[depth] = 4 * node + 1 - first
                depth += 1
            node, gap = first, min(left, right)
        if gap < limit2:
            return int(node - leaves), depth
    return -1, 0


@compiled
def nearest_edge(
    start: Floats,
    end: Floats,
    boxes: Floats,
    x: float,
    y: float,
    z: float,
    guess: int,
    stack: Ints,
) -> tuple[int, float]:
    """Return the edge nearest to a point, and the share along it of its foot."""
    best, at = edge_gap2(start, end, guess, x, y, z)
    found = guess
    stack[0] = 1
    leaf, depth = next_leaf(boxes, x, y, z, best, stack, 1)
    while leaf >= 0:
        for edge in range(leaf * LEAF, min(leaf * LEAF + LEAF, len(start))):
            gap2, share = edge_gap2(start, end, edge, x, y, z)
            if gap2 < best:
                best, at, found = gap2, share, edge
        leaf, depth = next_leaf(boxes, x, y, z, best, stack, depth)
    return found, at


@compiled
def _nearest_each(
    points: Floats, boxes: Floats, places: Floats, guess: int, found: Ints, gap_m: Floats
) -> None:
    """Write which point lies nearest to each place, and how far it is."""
    stack = np.empty(DEPTH, np.int64)
    for i in range(len(places)):
        x, y, z = places[i]
        guess, _ = nearest_edge(points, points, boxes, x, y, z, guess, stack)
        gap2, _ = edge_gap2(points, points, guess, x, y, z)
        found[i], gap_m[i] = guess, np.sqrt(gap2)


def nearest_points(points: Floats, places: Floats) -> tuple[Ints, Floats]:
    """
    Return which point lies nearest to each place, and the straight way to it, shapes (m,).

    Parameters
    ----------
    points, places
        Earth-centred coordinates in metres, shapes (n, 3) and (m, 3); the tree needs points of
        which those that follow each other lie near each other.
    """
    points = np.ascontiguousarray(points)
    boxes = boxes_of(points, points)
    found, gap_m = np.empty(len(places), np.int64), np.empty(len(places))

    def measure(first: int, last: int) -> None:
        _nearest_each(
            points, boxes, places[first:last], min(first, len(points) - 1),
            found[first:last], gap_m[first:last],
        )  # fmt: skip

    in_shares(len(places), measure)
    return found, gap_m


@compiled
def radius_m(x: float, y: float, z: float, vx: float, vy: float, vz: float) -> float:
    """
    Return the radius of curvature of the ellipsoid at a point in a direction, metres.

    Euler's formula, ``1 / R = cos² a / M + sin² a / N`` for azimuth a; the direction is a vector
    of any length, of which the part along the surface counts.
    """
    up = z / (1 - ECCENTRICITY2)
    size = np.sqrt(x * x + y * y + up * up)
    sin = up / size
    shape = 1 - ECCENTRICITY2 * sin * sin
    prime = SEMI_MAJOR_M / np.sqrt(shape)
    meridian = prime * (1 - ECCENTRICITY2) / shape
    level = np.sqrt(x * x + y * y)
    rise = (vx * x + vy * y + vz * up) / size
    along2 = vx * vx + vy * vy + vz * vz - rise * rise
    if level <= 0 or along2 <= 0:
        return float(prime)
    east = (vy * x - vx * y) / level
    sin2 = min(1.0, east * east / along2)
    return float(1 / ((1 - sin2) / meridian + sin2 / prime))


@compiled
def chord_m(
    x0: float, y0: float, z0: float, x1: float, y1: float, z1: float
) -> tuple[float, float]:
    """Return the chord between two points of the ellipsoid, and the geodesic it stands for."""
    vx, vy, vz = x1 - x0, y1 - y0, z1 - z0
    chord = np.sqrt(vx * vx + vy * vy + vz * vz)
    radius = radius_m((x0 + x1) / 2, (y0 + y1) / 2, (z0 + z1) / 2, vx, vy, vz)
    return chord, 2 * radius * np.arcsin(min(1.0, chord / 2 / radius))


@compiled
def ecef_of(lon: float, lat: float) -> tuple[float, float, float]:
    """Return the earth-centred coordinates of a place, metres."""
    sin, cos = np.sin(np.radians(lat)), np.cos(np.radians(lat))
    normal = SEMI_MAJOR_M / np.sqrt(1 - ECCENTRICITY2 * sin * sin)
    level = normal * cos
    turn = np.radians(lon)
    return level * np.cos(turn), level * np.sin(turn), normal * (1 - ECCENTRICITY2) * sin


@compiled
def _distances_m(
    start: Floats,
    end: Floats,
    boxes: Floats,
    from_lonlat: Floats,
    to_lonlat: Floats,
    lon: Floats,
    lat: Floats,
    feet: Floats,
    away_m: Floats,
    found: Ints,
    trusted_m: float,
) -> None:
    """Write edge, foot and distance of each place, NaN where the chord is longer than trusted."""
    stack = np.empty(DEPTH, np.int64)
    edge = 0
    for i in range(len(lon)):
        x, y, z = ecef_of(lon[i], lat[i])
        edge, share = nearest_edge(start, end, boxes, x, y, z, edge, stack)
        for k in range(2):
            feet[i, k] = from_lonlat[edge, k] + (to_lonlat[edge, k] - from_lonlat[edge, k]) * share
        chord, away = chord_m(*ecef_of(feet[i, 0], feet[i, 1]), x, y, z)
        found[i] = edge
        away_m[i] = away if chord <= trusted_m else np.nan


def _neighbours_together(runs: Runs) -> Runs:
    """Return runs in an order in which those that lie near each other often follow each other."""
    first = np.flatnonzero(np.r_[True, ~runs.joined])
    if len(first) < 3:
        return runs
    cell = ((runs.xy[first] + 180) * (2**15 / 360)).astype(np.int64)
    code = np.zeros(len(first), np.int64)
    for bit in range(15):
        code |= ((cell[:, 0] >> bit) & 1) << 2 * bit | ((cell[:, 1] >> bit) & 1) << (2 * bit + 1)
    count = np.diff(np.r_[first, len(runs)])
    order = np.argsort(code, kind="stable")
    number = np.repeat(np.arange(len(first)), count[order])
    start = np.cumsum(count[order]) - count[order]
    rows = np.arange(len(runs)) + np.repeat(first[order] - start, count[order])
    return Runs(runs.xy[rows], number)


def _before(run: Ints, start: Floats, end: Floats) -> Ints:
    """Return the edge before each edge; lines that meet end to start (a closed one) are one."""
    starts = np.r_[True, run[1:] != run[:-1]]
    before = np.where(starts, -1, np.arange(len(run)) - 1)
    first, last = np.flatnonzero(starts), np.flatnonzero(np.r_[starts[1:], True])
    real = (start != end).any(axis=1)  # a lone point between two lines does not part them
    first, last = first[real[first]], last[real[last]]
    ends = {place: edge for place, edge in zip(_keys(end[last]), last, strict=True)}
    for place, edge in zip(_keys(start[first]), first, strict=True):
        before[edge] = ends.pop(place, -1)
    before[~real] = -1
    return np.asarray(before)


def _keys(points: Floats) -> list[tuple[int, ...]]:
    """Return points as keys that rounding does not tell apart (it leaves some nanometres)."""
    return list(map(tuple, np.round(points * 1e5).astype(np.int64).tolist()))


@dataclass(frozen=True, slots=True)
class Edges:
    """
    Edges in a tree; a lone point is an edge without length.

    Attributes
    ----------
    start, end
        Earth-centred coordinates of the ends, metres, shape (n, 3).
    from_lonlat, to_lonlat
        The same ends in decimal degrees, shape (n, 2).
    before
        The edge of the same line at whose end an edge starts, or -1, shape (n,).
    boxes
        The tree.
    """

    start: Floats
    end: Floats
    from_lonlat: Floats
    to_lonlat: Floats
    before: Ints
    boxes: Floats

    @classmethod
    def of(cls, runs: Runs) -> Edges:
        """Index runs whose edges are so short that the chord lies close to them."""
        runs = _neighbours_together(runs)
        ecef = to_ecef(runs.xy[:, 0], runs.xy[:, 1])
        step_m = np.linalg.norm(np.diff(ecef, axis=0), axis=1)
        again = np.r_[False, runs.joined & (step_m < _SAME_M)]
        xy, run, ecef = runs.xy[~again], runs.run[~again], ecef[~again]
        joined = np.r_[run[1:] == run[:-1], False]
        first = np.flatnonzero(joined | ~np.r_[False, joined[:-1]])
        last = first + joined[first]
        start, end = ecef[first], ecef[last]
        return cls(start, end, xy[first], xy[last], _before(run[first], start, end),
                   boxes_of(start, end))  # fmt: skip

    def distances_m(
        self, lon: Floats, lat: Floats, trusted_m: float = LONGEST_CHORD_M
    ) -> tuple[Floats, Floats, Ints]:
        """
        Return the nearest point to each place by chord, its distance in metres, and its edge.

        Shapes (n, 2), (n,) and (n,); the distance is NaN where the chord is longer than trusted.
        """
        lon, lat = np.ascontiguousarray(lon, np.float64), np.ascontiguousarray(lat, np.float64)
        feet, away_m = np.empty((len(lon), 2)), np.empty(len(lon))
        found = np.empty(len(lon), np.int64)

        def measure(first: int, last: int) -> None:
            rows = slice(first, last)
            _distances_m(
                self.start, self.end, self.boxes, self.from_lonlat, self.to_lonlat,
                lon[rows], lat[rows], feet[rows], away_m[rows], found[rows], trusted_m,
            )  # fmt: skip

        in_shares(len(lon), measure)
        return feet, away_m, found
