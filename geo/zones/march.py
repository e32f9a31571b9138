"""
A march along the elements of an outline that finds where no other edge is nearer.

Every step gives more than an answer for one place. The distance to an edge is a convex function
along a line, so that it lies above its tangents and below its chords; along a curve of curvature k
it leaves that rule by no more than k s² / 2 over a tangent and k s² / 8 over a chord of length s.
Bare places therefore say how far the element is surely bare, covered ones how far it is covered.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from geo.zones.compiled import compiled
from geo.zones.elements import NONE
from geo.zones.scene import Place, Scene, curvature, place_on
from geo.zones.sphere import Floats, Ints
from geo.zones.tree import DEPTH, LEAF, edge_gap2, next_leaf

_LEAST_LEAP = 1 / 32  # of a step: stretches shorter than that may be missed
_ENOUGH = 0.9  # of the distance: an edge as near as that is cover enough
_NEARLY = 0.99  # of a stretch: where a circle surely still covers another
_HALF = 3.0  # radians: less than half a turn
_NARROWINGS = 30
_CROSSINGS = 8


@compiled
def _bare_for(scene: Scene, at: Place, edge: int, bend: float) -> tuple[float, float]:
    """Return the distance of a place to an edge, and how long the way ahead is free of it."""
    gap2, share = edge_gap2(scene.start, scene.end, edge, at.x, at.y, at.z)
    gap = np.sqrt(gap2)
    ax, ay, az = scene.start[edge]
    bx, by, bz = scene.end[edge]
    nearing = (ax + share * (bx - ax) - at.x) * at.ahead_x
    nearing += (ay + share * (by - ay) - at.y) * at.ahead_y
    nearing += (az + share * (bz - az) - at.z) * at.ahead_z
    nearing /= gap
    spare = max(0.0, gap - at.reach)
    root = np.sqrt(nearing * nearing + 2 * bend * spare)
    if nearing > 0:
        return gap, 2 * spare / (nearing + root)
    return gap, (root - nearing) / bend


@compiled
def _is_own(scene: Scene, k: int, edge: int) -> bool:
    """Tell whether an edge is one that cannot cover an element."""
    first, second, third = scene.own[k]
    return bool(edge in (first, second, third))


@compiled
def _is_first(scene: Scene, k: int, edge: int) -> bool:
    """Tell whether an edge equally near has the place; neighbours share it."""
    before, after = scene.beside[k]
    return bool(edge < scene.edge[k] and edge != before and edge != after)


@compiled
def _look(
    scene: Scene, k: int, at: Place, most: float, guess: int, stack: Ints
) -> tuple[int, float]:
    """
    Return an edge that covers a place of an element and how near it is, or -1 and the way free.

    Of edges that are equally near, the first has the place.
    """
    under = at.reach - scene.tie
    enough = max(_ENOUGH * under, under - most)
    nearest = np.sqrt(edge_gap2(scene.start, scene.end, guess, at.x, at.y, at.z)[0])
    if nearest < enough:
        return guess, nearest
    found, tied, free, bend = guess, NONE, most, curvature(scene, k)
    if nearest >= under:
        found, nearest = NONE, under
    limit = nearest if found >= 0 else at.reach + free
    stack[0] = 1
    leaf, depth = next_leaf(scene.boxes, at.x, at.y, at.z, limit * limit, stack, 1)
    while leaf >= 0:
        for edge in range(leaf * LEAF, min(leaf * LEAF + LEAF, len(scene.start))):
            if _is_own(scene, k, edge):
                continue
            gap, way = _bare_for(scene, at, edge, bend)
            if gap < enough:
                return edge, gap
            if gap < nearest:
                found, nearest = edge, gap
            elif gap < at.reach + scene.tie and _is_first(scene, k, edge):
                tied = edge
            free = min(free, way)
        limit = nearest if found >= 0 else at.reach + max(free, scene.tie)
        leaf, depth = next_leaf(scene.boxes, at.x, at.y, at.z, limit * limit, stack, depth)
    if found >= 0:
        return found, nearest
    return (tied, at.reach) if tied >= 0 else (NONE, free)


@compiled
def _covered_for(scene: Scene, k: int, t: float, gap: float, reach: float, edge: int) -> float:
    """Return how far ahead of a covered place its element is covered by the same edge."""
    left = scene.length[k] - t
    if gap < reach - scene.tie - left:
        return float(2 * left)
    end = place_on(scene, k, scene.length[k])
    at_end = np.sqrt(edge_gap2(scene.start, scene.end, edge, end.x, end.y, end.z)[0])
    bulge = left * left / 8 * curvature(scene, k)
    under = min(reach, end.reach) - scene.tie
    if max(gap, at_end) + bulge < under:
        return float(2 * left)
    return float(max(under - gap, scene.step * _LEAST_LEAP))


@compiled
def _leap(scene: Scene, k: int, t: float, at: Place, edge: int) -> float:
    """
    Return how far ahead of a place its element is covered by the point of an edge nearest to it.

    A circle round that point covers one stretch of another circle, which is less than half of it:
    what it covers at both ends of an arc it covers between them.
    """
    gap2, share = edge_gap2(scene.start, scene.end, edge, at.x, at.y, at.z)
    under, left = at.reach - scene.tie, scene.length[k] - t
    if under > left and gap2 < (under - left) ** 2:
        return float(2 * left)
    if gap2 >= under * under or not scene.arc[k]:
        return 0.0
    ax, ay, az = scene.start[edge]
    bx, by, bz = scene.end[edge]
    fx, fy, fz = ax + share * (bx - ax), ay + share * (by - ay), az + share * (bz - az)
    x, y, z = scene.origin[k]
    ahead = min(left, _NEARLY * _round_rad(at, x, y, z, fx, fy, fz) * scene.distance)
    ahead = min(ahead, _HALF * scene.distance)
    if ahead < scene.step * _LEAST_LEAP:
        return 0.0
    end = place_on(scene, k, t + ahead)
    gap2 = (end.x - fx) ** 2 + (end.y - fy) ** 2 + (end.z - fz) ** 2
    if np.sqrt(gap2) >= end.reach - scene.tie:
        return 0.0
    return float(2 * left if ahead == left else ahead)


@compiled
def _round_rad(at: Place, x: float, y: float, z: float, fx: float, fy: float, fz: float) -> float:
    """Return how far, in radians, a circle round (x, y, z) goes on within the one round a foot."""
    ux, uy, uz = at.x - x, at.y - y, at.z - z
    size = np.sqrt(ux * ux + uy * uy + uz * uz)
    gx, gy, gz = fx - x, fy - y, fz - z
    out = (gx * ux + gy * uy + gz * uz) / size
    on = gx * at.ahead_x + gy * at.ahead_y + gz * at.ahead_z
    apart = np.sqrt(out * out + on * on)
    return float(np.arctan2(on, out) + np.arccos(min(1.0, apart / 2 / size)))


@compiled
def _excess(scene: Scene, k: int, t: float, edge: int) -> float:
    """Return by how much a place of an element is surely too far from an edge to be covered."""
    at = place_on(scene, k, t)
    gap2, _ = edge_gap2(scene.start, scene.end, edge, at.x, at.y, at.z)
    return float(np.sqrt(gap2) - at.reach - 2 * scene.tie)


@compiled
def _meeting(scene: Scene, k: int, bare: float, covered: float, edge: int) -> float:
    """Return the last bare place before one that an edge covers (by false position, Illinois)."""
    near, far = _excess(scene, k, bare, edge), _excess(scene, k, covered, edge)
    if far >= 0 or near < 0:
        return covered if far >= 0 else bare
    kept = 0
    for _ in range(_NARROWINGS):
        t = covered + (bare - covered) * far / (far - near)
        excess = _excess(scene, k, t, edge)
        if excess >= 0:
            bare, near = t, excess
            far /= 2 if kept == 1 else 1
            kept = 1
        else:
            covered, far = t, excess
            near /= 2 if kept == -1 else 1
            kept = -1
        if abs(bare - covered) < scene.tie or 0 <= excess < scene.tie:
            break
    return bare


@compiled
def _crossing(scene: Scene, k: int, bare: float, covered: float, edge: int, stack: Ints) -> float:
    """Return where, between a bare and a covered place of an element, its cover starts."""
    for _ in range(_CROSSINGS):
        t = _meeting(scene, k, bare, covered, edge)
        if abs(t - bare) < scene.tie:
            return bare
        edge, _ = _look(scene, k, place_on(scene, k, t), scene.tie, edge, stack)
        if edge < 0:
            return t
        covered = t
    return bare


@compiled
def _quarter(scene: Scene, k: int, at: Place) -> int:
    """Return a number from 0 to 63 for the direction in which a place lies from its source."""
    x, y, z = at.x - scene.origin[k, 0], at.y - scene.origin[k, 1], at.z - scene.origin[k, 2]
    signs = (x > 0) + 2 * (y > 0) + 4 * (z > 0)
    x, y, z = abs(x), abs(y), abs(z)
    return int(signs + 8 * (x > y) + 16 * (y > z) + 32 * (x > z))


class _Track(NamedTuple):
    """What a march has marked: points, the stretch each belongs to, how many of both."""

    points: Floats
    stretch: Ints
    counts: Ints


@compiled
def _mark(scene: Scene, k: int, t: float, track: _Track) -> _Track:
    """Write the place t metres along an element to the last stretch; make room where needed."""
    count, number = track.counts
    if count == len(track.points):
        points, stretch = np.empty((2 * count, 3)), np.empty(2 * count, np.int64)
        points[:count] = track.points
        stretch[:count] = track.stretch
        track = _Track(points, stretch, track.counts)
    at = place_on(scene, k, t)
    track.points[count, 0] = at.x
    track.points[count, 1] = at.y
    track.points[count, 2] = at.z
    track.stretch[count] = number
    track.counts[0] += 1
    return track


@compiled
def _along(scene: Scene, k: int, track: _Track, guess: Ints, stack: Ints) -> _Track:
    """Mark the bare stretches of one element: their ends, and steps along arcs."""
    length, arc = scene.length[k], scene.arc[k]
    t, before, free, marked, cover, bare = 0.0, 0.0, -1.0, -1.0, 0, False
    while True:
        edge, gap = -1, 0.0
        if t > free:
            at = place_on(scene, k, t)
            way = _quarter(scene, k, at)
            edge, leap = guess[way], _leap(scene, k, t, at, guess[way])
            if leap < min(length - t, scene.step):
                edge, gap = _look(scene, k, at, length - t, edge, stack)
                leap = _leap(scene, k, t, at, edge) if edge >= 0 else 0.0
            free = t + gap if edge < 0 else t
        if edge >= 0:
            if bare:
                end = _crossing(scene, k, before, t, edge, stack)
                track = _mark(scene, k, end, track) if end > marked else track
            guess[way] = cover = edge
            ahead = leap or _covered_for(scene, k, t, gap, at.reach, edge)
            if ahead > length - t:
                return track
        else:
            if not bare:
                track.counts[1] += 1
                marked = _crossing(scene, k, t, before, cover, stack) if t > 0 else 0.0
                track = _mark(scene, k, marked, track)
            if (arc or t >= length) and t > marked:
                track, marked = _mark(scene, k, t, track), t
            ahead = scene.step if arc else max(scene.step / 2, free - t)
        if t >= length:
            return track
        bare, before, t = edge < 0, t, min(t + ahead, length)


@compiled
def march(scene: Scene, first: int, last: int) -> tuple[Floats, Ints]:
    """
    Return the points of the bare stretches of the elements from first to last, in order.

    Returns
    -------
    points
        Earth-centred coordinates, shape (n, 3): the ends of stretches, and steps along arcs.
    stretch
        Number of the stretch each point belongs to, shape (n,).
    """
    stack, guess = np.empty(DEPTH, np.int64), np.zeros(64, np.int64)
    track = _Track(np.empty((1024, 3)), np.empty(1024, np.int64), np.zeros(2, np.int64))
    for k in range(first, last):
        track = _along(scene, k, track, guess, stack)
    return track.points[: track.counts[0]], track.stretch[: track.counts[0]]
