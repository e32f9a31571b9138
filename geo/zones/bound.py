"""
How far the edges of an outline can be from a distance: bounds, for whole edges.

Along a straight edge in space the distance to a convex set is convex: nowhere is the edge farther
from an edge of the source than at one of its ends. And nowhere is it nearer to the source than the
least distance between the two as segments, which a search of the tree finds. What edges that are
straight in longitude and latitude leave out of chords, and chords of geodesics, is bounded by the
curvature of the ellipsoid. docs/geodesy.md has the derivation.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from geo.zones.compiled import compiled, in_shares
from geo.zones.sphere import ECCENTRICITY2, SEMI_MAJOR_M, Floats, Ints, to_ecef, wrap_degrees
from geo.zones.tree import DEPTH, LEAF, Edges, edge_gap2, nearest_edge, next_leaf, radius_m

LEAST_RADIUS_M = SEMI_MAJOR_M * (1 - ECCENTRICITY2)  # of the meridian at the equator
MOST_RADIUS_M = SEMI_MAJOR_M / float(np.sqrt(1 - ECCENTRICITY2))  # of any section at the poles
_HALVINGS = 7
_BEND_SHARE = 0.1  # of what needs no closer look: how far pieces of an edge may bend
_MOST_PIECES = 256


class Band(NamedTuple):
    """
    The chords between which an edge needs no closer look.

    Attributes
    ----------
    distance
        The geodesic distance that the edges should keep, metres.
    far, near
        The least and the greatest of these chords, metres.
    """

    distance: float
    far: float
    near: float

    @classmethod
    def of(cls, distance_m: float, near_m: float) -> Band:
        """Return the chords of a distance more or less something."""
        far = 2 * MOST_RADIUS_M * np.sin((distance_m - near_m) / 2 / MOST_RADIUS_M)
        near = 2 * LEAST_RADIUS_M * np.sin((distance_m + near_m) / 2 / LEAST_RADIUS_M)
        return cls(distance_m, float(far), float(near))


def bends_m(a: Floats, b: Floats) -> tuple[Floats, Floats]:
    """
    Return how far edges straight in longitude and latitude can leave the chords between their ends.

    Parameters
    ----------
    a, b
        Longitude, latitude of the ends, shape (n, 2).

    Returns
    -------
    aside, above
        Along the surface and square to it, metres, shape (n,).

    Notes
    -----
    A curve leaves its chord by at most an eighth of its greatest second derivative over the
    parameter from 0 to 1, which is here taken apart along the surface and square to it.
    """
    turn = np.radians(wrap_degrees(b[:, 0] - a[:, 0]))
    climb = MOST_RADIUS_M * np.radians(b[:, 1] - a[:, 1])
    low = np.where(a[:, 1] * b[:, 1] > 0, np.minimum(np.abs(a[:, 1]), np.abs(b[:, 1])), 0.0)
    steep = np.sin(np.radians(np.maximum(np.abs(a[:, 1]), np.abs(b[:, 1]))))
    wide = MOST_RADIUS_M * np.cos(np.radians(low)) * turn
    above = (wide**2 + climb**2) / (8 * LEAST_RADIUS_M)
    aside = steep * np.hypot(wide * turn, 2 * climb * turn) / 8
    # the meridian's own radius changes with latitude, and the ends have other verticals
    aside += 1.5 * ECCENTRICITY2 * climb**2 / (8 * LEAST_RADIUS_M)
    aside += above * np.hypot(wide, climb) / LEAST_RADIUS_M
    return aside, above


def chord_slack_m(distance_m: float) -> float:
    """Return by how much geodesics of one chord can differ, whatever their direction and place."""
    spread = LEAST_RADIUS_M**-2 - MOST_RADIUS_M**-2
    return float(1.02 * distance_m**3 / 24 * spread)


def slack_m(source: Edges, distance_m: float) -> float:
    """Return what the bends of a source, and chords for geodesics, add to each bound."""
    aside, above = bends_m(source.from_lonlat, source.to_lonlat)
    return float(_added_m(aside, above, distance_m).max()) + chord_slack_m(distance_m)


def _added_m(aside: Floats, above: Floats, distance_m: float) -> Floats:
    """
    Return how much distances change when an end moves along the surface and square to it.

    The way to a point at a distance dips by the distance over twice the radius, so that what is
    square to the surface counts for little; `above` counts twice, for source and outline.
    """
    dip = distance_m / 2 / LEAST_RADIUS_M + 2 * above / distance_m
    return np.asarray(aside + above * dip + (aside**2 + above**2) / distance_m)


@compiled
def _segments_gap2(a: Floats, b: Floats, p: Floats, q: Floats) -> float:
    """Return the squared distance of two segments in space (Ericson 2005, section 5.1.9)."""
    dx, dy, dz = b[0] - a[0], b[1] - a[1], b[2] - a[2]
    ex, ey, ez = q[0] - p[0], q[1] - p[1], q[2] - p[2]
    rx, ry, rz = a[0] - p[0], a[1] - p[1], a[2] - p[2]
    dd, ee = dx * dx + dy * dy + dz * dz, ex * ex + ey * ey + ez * ez
    de, dr = dx * ex + dy * ey + dz * ez, dx * rx + dy * ry + dz * rz
    er = ex * rx + ey * ry + ez * rz
    least = 1e300
    across = dd * ee - de * de
    if across > 0:
        s = min(1.0, max(0.0, (de * er - dr * ee) / across))
        t = min(1.0, max(0.0, (de * s + er) / ee))
        least = min(least, _gap2(rx, ry, rz, dx, dy, dz, ex, ey, ez, s, t))
    for k in range(2):  # of segments that do not cross, an end is nearest
        t = min(1.0, max(0.0, (er + k * de) / ee)) if ee > 0 else 0.0
        least = min(least, _gap2(rx, ry, rz, dx, dy, dz, ex, ey, ez, float(k), t))
        s = min(1.0, max(0.0, (k * de - dr) / dd)) if dd > 0 else 0.0
        least = min(least, _gap2(rx, ry, rz, dx, dy, dz, ex, ey, ez, s, float(k)))
    return least


@compiled
def _gap2(
    rx: float, ry: float, rz: float, dx: float, dy: float, dz: float,
    ex: float, ey: float, ez: float, s: float, t: float,
) -> float:  # fmt: skip
    """Return the squared distance of two points of segments by their shares along them."""
    x, y, z = rx + s * dx - t * ex, ry + s * dy - t * ey, rz + s * dz - t * ez
    return x * x + y * y + z * z


@compiled
def _nearest_to(
    start: Floats, end: Floats, boxes: Floats, a: Floats, b: Floats, guess: int, stack: Ints
) -> tuple[int, float]:
    """Return the edge of the source nearest to a whole segment, and how near it is."""
    x, y, z = (a[0] + b[0]) / 2, (a[1] + b[1]) / 2, (a[2] + b[2]) / 2
    half = np.sqrt((a[0] - x) ** 2 + (a[1] - y) ** 2 + (a[2] - z) ** 2)
    found, best = guess, _segments_gap2(a, b, start[guess], end[guess])
    limit = np.sqrt(best) + half
    stack[0] = 1
    leaf, depth = next_leaf(boxes, x, y, z, limit * limit, stack, 1)
    while leaf >= 0:
        for edge in range(leaf * LEAF, min(leaf * LEAF + LEAF, len(start))):
            gap2 = _segments_gap2(a, b, start[edge], end[edge])
            if gap2 < best:
                found, best = edge, gap2
                limit = np.sqrt(best) + half
        leaf, depth = next_leaf(boxes, x, y, z, limit * limit, stack, depth)
    return found, np.sqrt(best)


@compiled
def _far_from(start: Floats, end: Floats, edge: int, a: Floats, b: Floats) -> float:
    """Return how far the farther end of a segment is from an edge of the source."""
    one, _ = edge_gap2(start, end, edge, a[0], a[1], a[2])
    other, _ = edge_gap2(start, end, edge, b[0], b[1], b[2])
    return float(np.sqrt(max(one, other)))


@compiled
def _farthest(
    start: Floats, end: Floats, boxes: Floats, a: Floats, b: Floats, near: float, guess: int,
    stack: Ints,
) -> float:  # fmt: skip
    """Return a chord that no place of a segment is farther from the source than, by halving it."""
    worst, pieces, done, edge = 0.0, 2.0**_HALVINGS, 0.0, guess
    size = pieces / 2
    while done < pieces:
        p, q = a + (b - a) * (done / pieces), a + (b - a) * ((done + size) / pieces)
        m = (p + q) / 2
        edge, _ = nearest_edge(start, end, boxes, m[0], m[1], m[2], edge, stack)
        far = _far_from(start, end, edge, p, q)
        if far > near and size > 1:
            size /= 2
            continue
        worst = max(worst, far)
        done += size
        while done % (2 * size) == 0 and size < pieces / 2:
            size *= 2
    return worst


@compiled
def _bound_each(
    start: Floats, end: Floats, boxes: Floats, a: Floats, b: Floats, band: Band, off: Floats
) -> None:
    """Write how far each segment can be from the distance, by chords turned into geodesics."""
    stack = np.empty(DEPTH, np.int64)
    found, last = 0, -1.0
    for i in range(len(a)):
        x, y, z = a[i, 0], a[i, 1], a[i, 2]
        if last < 0 or x != b[i - 1, 0] or y != b[i - 1, 1] or z != b[i - 1, 2]:
            found, last = _nearest(start, end, boxes, x, y, z, found, stack)
        beside, first = found, last
        u, v, w = b[i, 0], b[i, 1], b[i, 2]
        found, last = _nearest(start, end, boxes, u, v, w, found, stack)
        length2 = (u - x) ** 2 + (v - y) ** 2 + (w - z) ** 2
        least = np.sqrt(max(0.0, min(first, last) ** 2 - length2 / 4))
        most = max(first, np.sqrt(edge_gap2(start, end, beside, u, v, w)[0]))
        if most > band.near:
            most = min(most, max(last, np.sqrt(edge_gap2(start, end, found, x, y, z)[0])))
        if least < band.far:
            beside, least = _nearest_to(start, end, boxes, a[i], b[i], beside, stack)
            most = min(most, _far_from(start, end, beside, a[i], b[i]))
        if most > band.near:
            most = _farthest(start, end, boxes, a[i], b[i], band.near, found, stack)
        radius = radius_m(x, y, z, x - start[beside, 0], y - start[beside, 1], z - start[beside, 2])
        low = 2 * radius * np.arcsin(least / 2 / radius)
        high = 2 * radius * np.arcsin(min(1.0, most / 2 / radius))
        off[i] = max(band.distance - low, high - band.distance)


@compiled
def _nearest(
    start: Floats, end: Floats, boxes: Floats, x: float, y: float, z: float, guess: int,
    stack: Ints,
) -> tuple[int, float]:  # fmt: skip
    """Return the edge of the source nearest to a point, and how near it is."""
    found, _ = nearest_edge(start, end, boxes, x, y, z, guess, stack)
    gap2, _ = edge_gap2(start, end, found, x, y, z)
    return found, np.sqrt(gap2)


def bounds_m(source: Edges, a: Floats, b: Floats, distance_m: float, near_m: float) -> Floats:
    """
    Return how far edges of an outline can be from a distance, all of each edge considered.

    Parameters
    ----------
    source
        What the distance is measured from.
    a, b
        Longitude, latitude of the ends of each edge, shape (n, 2).
    distance_m
        Distance in metres, at most 1,000 km.
    near_m
        Edges that are surely no farther off than this are not looked at more closely.

    Returns
    -------
    off_m
        Metres, shape (n,); what the source itself adds (`slack_m`) comes on top.
    """
    band, off = Band.of(distance_m, near_m), np.empty(len(a))

    def measure(first: int, last: int) -> None:
        p, q, edge = _straightened(a[first:last], b[first:last], distance_m, near_m * _BEND_SHARE)
        found = np.empty(len(p))
        one, other = to_ecef(p[:, 0], p[:, 1]), to_ecef(q[:, 0], q[:, 1])
        _bound_each(source.start, source.end, source.boxes, one, other, band, found)
        found += _added_m(*bends_m(p, q), distance_m)
        starts = np.flatnonzero(np.r_[True, edge[1:] != edge[:-1]])
        off[first:last] = np.maximum.reduceat(found, starts)

    in_shares(len(a), measure)
    return off


def _straightened(
    a: Floats, b: Floats, distance_m: float, bend_m: float
) -> tuple[Floats, Floats, Ints]:
    """Return edges in pieces that leave their chords by little, and the edge each belongs to."""
    bend = _added_m(*bends_m(a, b), distance_m)
    pieces = np.clip(np.ceil(np.sqrt(bend / bend_m)), 1, _MOST_PIECES).astype(np.int64)
    edge = np.repeat(np.arange(len(a)), pieces)
    if len(edge) == len(a):
        return a, b, edge
    nth = (np.arange(len(edge)) - np.repeat(np.cumsum(pieces) - pieces, pieces))[:, None]
    step = np.column_stack([wrap_degrees(b[:, 0] - a[:, 0]), b[:, 1] - a[:, 1]])
    step = (step / pieces[:, None])[edge]
    return a[edge] + step * nth, a[edge] + step * (nth + 1), edge
