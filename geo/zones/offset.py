"""
The outline of all that lies within a distance of points and edges.

The outline consists of *elements* (`geo.zones.elements`): a line beside each side of an edge, an
arc round each corner. What of them no other edge covers (`geo.zones.march`) is joined to rings.
"""

from __future__ import annotations

import numpy as np

from geo.errors import GeometryError
from geo.zones.compiled import compiled, in_shares
from geo.zones.elements import Elements
from geo.zones.march import march
from geo.zones.scene import Scene
from geo.zones.sphere import Bools, Floats, Ints, from_ecef
from geo.zones.tree import Edges, nearest_points

_TIE = 1e-7  # of the distance: two edges this equally near are equally near
_FOLD = 5e-4  # of the distance: how far two stretches of a nearly straight line may overlap
_WELD = 1e-5  # of the distance: two ends so close are one
_JOINT_STEPS = 3.0  # how many steps the ends of two stretches that meet should be apart
_FARTHEST_STEPS = 100.0  # and may be, if nothing is nearer


def offset_rings(
    edges: Edges,
    distance_m: float,
    step_m: float,
    *,
    right_only: bool = False,
    nudged: bool = False,
) -> list[Floats]:
    """
    Trace the outline of everything within a distance of edges.

    Parameters
    ----------
    edges
        Points and edges; those whose chord leaves the surface by little beside the distance.
    distance_m
        Distance in metres, at most 1,000 km.
    step_m
        Distance of neighbouring points on arcs.
    right_only
        Whether only what lies on the right of the edges is asked for, which must be closed rings
        (the outlines of areas that lie on their left).
    nudged
        Whether the distance was already made greater by a hair, since nothing could be traced.

    Returns
    -------
    rings
        Longitudes and latitudes, shape (m, 2), the last not repeated, interior on the left.

    Raises
    ------
    GeometryError
        If the stretches found do not join to rings.
    """
    tie = _TIE * distance_m
    elements = Elements.of(edges, distance_m, tie, right_only=right_only)
    scene = Scene(
        edges.start, edges.end, edges.boxes, elements.origin, elements.axis, elements.length_m,
        elements.arc, elements.edge, elements.beside, elements.own, distance_m, step_m, tie,
    )  # fmt: skip
    shares = in_shares(len(elements.edge), lambda first, last: march(scene, first, last))
    points = np.vstack([p for p, _ in shares])
    number = np.concatenate([n for _, n in shares])
    if not len(number) and not nudged:
        # every stretch ends in a tie: a millionth farther out, well within the error, there is none
        return offset_rings(
            edges, distance_m * (1 + 1e-6), step_m, right_only=right_only, nudged=True
        )
    if not len(number):
        raise GeometryError(
            "the outline of the zone cannot be traced: its stretches all end in ties"
        )
    share = np.repeat(np.arange(len(shares)), [len(n) for _, n in shares])
    first = np.flatnonzero(np.r_[True, (np.diff(number) != 0) | (np.diff(share) != 0)])
    return _joined(points, first, step_m, distance_m)


def _joined(points: Floats, first: Ints, step_m: float, distance_m: float) -> list[Floats]:
    """Join stretches, each from a first point to the one before the next, to rings."""
    after = np.r_[first[1:], len(points)]
    order, ends = _cycles(_followers(points[first], points[after - 1], _JOINT_STEPS * step_m))
    counts = (after - first)[order]
    total = np.cumsum(counts)
    points = points[np.arange(total[-1]) + np.repeat(first[order] - total + counts, counts)]
    start, last = total - counts, total - 1
    follows = np.r_[start[1:], 0]
    follows[ends - 1] = start[np.r_[0, ends[:-1]]]
    kept = _welded(points, last, follows, distance_m)
    ring = np.repeat(np.arange(len(ends)), np.diff(np.r_[0, total[ends - 1]]))[kept]
    lonlat = np.column_stack(from_ecef(points[kept]))
    return np.split(lonlat, np.flatnonzero(np.diff(ring)) + 1)


def _welded(points: Floats, last: Ints, follows: Ints, distance_m: float) -> Bools:
    """
    Move the last points of stretches and the first of those that follow to where they meet.

    Where a line turns inwards by next to nothing, both stretches reach a little too far, and the
    outline would fold. Returns the points that are still needed.
    """
    kept = np.ones(len(points), bool)
    a, b = points[last], points[follows]
    gap = b - a
    apart = np.linalg.norm(gap, axis=1)
    back = np.einsum("ij,ij->i", gap, a - points[last - 1]) < 0
    back &= np.einsum("ij,ij->i", gap, points[(follows + 1) % len(points)] - b) < 0
    meet = (last != follows) & (apart < np.where(back, _FOLD, _WELD) * distance_m)
    points[last[meet]] = (a + b)[meet] / 2
    kept[follows[meet]] = False
    return kept


def _followers(starts: Floats, ends: Floats, reach_m: float) -> Ints:
    """Return for each end the start that continues it: nearest pairs first."""
    first_reach_m = reach_m
    follows = np.full(len(ends), -1)
    free_start, free_end = np.arange(len(starts)), np.arange(len(ends))
    while len(free_end):
        nearest, away = nearest_points(starts[free_start], ends[free_end])
        order = np.lexsort((away, nearest))
        best = order[np.r_[True, np.diff(nearest[order]) > 0]]
        best = best[away[best] <= reach_m]
        if not len(best) and reach_m < _FARTHEST_STEPS / _JOINT_STEPS * first_reach_m:
            reach_m *= 4  # two lines that all but coincide hide each other's ends
            continue
        if not len(best):
            raise GeometryError(
                f"outline: got {len(free_end)} of {len(ends)} stretches that do not join, "
                "wanted closed rings"
            )
        follows[free_end[best]] = free_start[nearest[best]]
        free_start = np.delete(free_start, nearest[best])
        free_end = np.delete(free_end, best)
    return follows


@compiled
def _cycles(follows: Ints) -> tuple[Ints, Ints]:
    """Return a permutation cycle by cycle, and where each cycle ends."""
    seen = np.zeros(len(follows), np.bool_)
    order, ends = np.empty(len(follows), np.int64), np.empty(len(follows), np.int64)
    count, found = 0, 0
    for first in range(len(follows)):
        at = first
        while not seen[at]:
            seen[at] = True
            order[count] = at
            count += 1
            at = follows[at]
        if count > 0 and (found == 0 or ends[found - 1] < count):
            ends[found] = count
            found += 1
    return order, ends[:found]
