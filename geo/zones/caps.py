"""
The union of spherical caps, traced from one convex hull.

The caps of centres p and angular radii r are bounded by planes. Scaled to p / cos r, the centres
span a convex polyhedron whose edges are those of the power diagram of the caps (Aurenhammer 1987,
"Power diagrams"): two circles can only meet on the outline of the union where their centres share
an edge of that hull. Poles and the antimeridian are places like any other.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely

from geo.errors import GeometryError
from geo.zones.sphere import Bools, Floats, Ints

MAX_RADIUS = np.radians(80)
_AXES = np.vstack([np.eye(3), -np.eye(3)])
_ATTEMPTS = 4
_TURN = 2 * np.pi


class _InconsistentArcsError(ArithmeticError):
    """The arcs that rounding left do not close."""


@dataclass(frozen=True, slots=True)
class _Caps:
    """Caps with a basis in each one's plane: unit vectors and tangents (n, 3), radii (n,)."""

    centre: Floats
    radius: Floats
    east: Floats
    north: Floats

    def angle(self, cap: Ints, points: Floats) -> Floats:
        """Return the angles, 0 to 2 pi, at which points lie on the circles of caps."""
        y = np.einsum("ij,ij->i", points, self.north[cap])
        x = np.einsum("ij,ij->i", points, self.east[cap])
        return np.asarray(np.arctan2(y, x) % _TURN)

    def points(self, cap: Ints, angle: Floats) -> Floats:
        """Return the points at angles of the circles of caps, unit vectors."""
        sin_r = np.sin(self.radius[cap])[:, None]
        across = np.cos(angle)[:, None] * self.east[cap] + np.sin(angle)[:, None] * self.north[cap]
        return np.asarray(np.cos(self.radius[cap])[:, None] * self.centre[cap] + sin_r * across)


@dataclass(frozen=True, slots=True)
class _Arcs:
    """Consecutive arcs of a ring: their caps, where they start and how long they are."""

    cap: Ints
    start: Floats
    length: Floats


def union_of_caps(centre: Floats, radius: Floats, step: float) -> list[Floats]:
    """
    Trace the outline of a union of spherical caps.

    Parameters
    ----------
    centre
        Distinct unit vectors, shape (n, 3).
    radius
        Angular radii in radians, below `MAX_RADIUS`, shape (n,).
    step
        Angle of the arc, seen from the centre of its cap, between the points returned.

    Returns
    -------
    rings
        Rings of unit vectors, shape (m, 3), the last point not repeated, interior on the left.

    Raises
    ------
    GeometryError
        If the outline cannot be closed (caps below some 500 m are too small for doubles).
    """
    for attempt in range(_ATTEMPTS):
        # Equal circles in a row meet in one point; a hair's breadth keeps the hull general.
        hair = 1e-8 * 10**attempt * np.random.default_rng(attempt).random(len(radius))
        caps = _with_basis(centre, radius * (1 + hair))
        try:
            return [_sampled(caps, ring, step) for ring in _exposed(caps)]
        except _InconsistentArcsError:
            continue
    raise GeometryError(
        f"union of {len(radius)} caps: got arcs that do not close, wanted caps of 500 m or more"
    )


def _with_basis(centre: Floats, radius: Floats) -> _Caps:
    """Give each cap two tangents."""
    up = np.where(np.abs(centre[:, 2:]) < 0.9, [0, 0, 1.0], [1.0, 0, 0])
    east = np.cross(up, centre)
    east /= np.linalg.norm(east, axis=1)[:, None]
    return _Caps(centre, radius, east, np.cross(centre, east))


def _exposed(caps: _Caps) -> list[_Arcs]:
    """Return the arcs that no other cap covers, ring by ring."""
    from scipy.spatial import ConvexHull  # 0.3 s that a caller without zones need not pay

    n = len(caps.radius)
    lifted = np.vstack([caps.centre / np.cos(caps.radius)[:, None], _AXES])
    faces = ConvexHull(lifted).simplices.astype(np.int64)
    pairs, opposite = _edges(faces, n)
    points, starting, ending = _crossings(caps, pairs, opposite)
    rings = _rings(caps, points, starting, ending) if len(points) else []
    whole = np.zeros(n, bool)
    whole[faces[faces < n]] = True
    whole[starting] = False
    whole[ending] = False
    return rings + [
        _Arcs(np.array([cap]), np.zeros(1), np.full(1, _TURN))
        for cap in _uncovered(caps, whole, pairs)
    ]


def _edges(faces: Ints, n: int) -> tuple[Ints, Ints]:
    """Return the edges between caps, shape (m, 2), and the corners opposite, shape (m, 2)."""
    ends = np.sort(np.vstack([faces[:, [0, 1]], faces[:, [1, 2]], faces[:, [2, 0]]]), axis=1)
    third = np.concatenate([faces[:, 2], faces[:, 0], faces[:, 1]])
    order = np.argsort(ends[:, 0] * (n + len(_AXES)) + ends[:, 1], kind="stable")
    ends, third = ends[order][::2], third[order]  # a closed surface has every edge twice
    between = ends[:, 1] < n
    return ends[between], np.column_stack([third[::2], third[1::2]])[between]


def _crossings(caps: _Caps, pairs: Ints, opposite: Ints) -> tuple[Floats, Ints, Ints]:
    """Return where circles cross on the outline, whose arc starts there and whose ends."""
    base, normal, meet = _meetings(caps, pairs)
    (i, j), opposite = pairs[meet].T, opposite[meet]
    centres = np.vstack([caps.centre, _AXES])
    cos = np.r_[np.cos(caps.radius), np.ones(len(_AXES))]
    points, starting, ending = [], [], []
    # On the left of i -> j the arc of i starts and that of j ends, on the right the reverse.
    for x, starts, ends in ((base + normal, i, j), (base - normal, j, i)):
        outside = [np.einsum("ij,ij->i", x, centres[k]) <= cos[k] for k in opposite.T]
        seen = np.logical_and.reduce(outside)
        points.append(x[seen])
        starting.append(starts[seen])
        ending.append(ends[seen])
    return np.vstack(points), np.concatenate(starting), np.concatenate(ending)


def _meetings(caps: _Caps, pairs: Ints) -> tuple[Floats, Floats, Bools]:
    """
    Return the crossings of circles as a middle and what leads to both, and which circles cross.

    With a, b the cosines of the radii, the crossings of two circles are
    ``alpha p + beta q ± gamma p x q``; the sums and differences of alpha and beta are formed
    so that nothing cancels for small caps.
    """
    i, j = pairs.T
    p, q = caps.centre[i], caps.centre[j]
    apart = p - q
    apart2 = np.einsum("ij,ij->i", apart, apart)
    cos = np.cos(caps.radius)
    total = (cos[i] + cos[j]) / (2 * (1 - apart2 / 4))
    half, tilt = (caps.radius[i] + caps.radius[j]) / 2, (caps.radius[i] - caps.radius[j]) / 2
    unlike = -4 * np.sin(half) * np.sin(tilt) / apart2
    base = total[:, None] * (p + q) / 2 + (unlike / 2)[:, None] * apart
    normal = np.cross(p, -apart)
    rest = 1 - np.einsum("ij,ij->i", base, base)
    meet = rest > 0
    base, normal = base[meet], normal[meet]
    normal *= np.sqrt(rest[meet] / np.einsum("ij,ij->i", normal, normal))[:, None]
    return base, normal, meet


def _rings(caps: _Caps, points: Floats, starting: Ints, ending: Ints) -> list[_Arcs]:
    """Join the arcs between crossings to rings."""
    at_start, at_end = caps.angle(starting, points), caps.angle(ending, points)
    starts, ends = np.lexsort((at_start, starting)), np.lexsort((at_end, ending))
    cap = starting[starts]
    if not np.array_equal(cap, ending[ends]):
        raise _InconsistentArcsError
    first = np.flatnonzero(np.r_[True, cap[1:] != cap[:-1]])
    count = np.diff(np.r_[first, len(cap)])
    group = np.repeat(np.arange(len(first)), count)
    # Round a circle starts and ends alternate; where an end comes first, pair with the next one.
    shift = (at_end[ends][first] < at_start[starts][first]).astype(np.int64)
    place = np.arange(len(cap)) - first[group]
    partner = ends[first[group] + (place + shift[group]) % count[group]]
    follows = np.empty(len(points), np.int64)
    follows[starts] = partner
    length = np.empty(len(points))
    length[starts] = (at_end[partner] - at_start[starts]) % _TURN
    return [_Arcs(starting[c], at_start[c], length[c]) for c in _cycles(follows)]


def _cycles(follows: Ints) -> list[Ints]:
    """Split a permutation into its cycles."""
    after = follows.tolist()
    seen = bytearray(len(after))
    cycles = []
    for first in range(len(after)):
        if seen[first]:
            continue
        cycle, at = [], first
        while not seen[at]:
            seen[at] = 1
            cycle.append(at)
            at = after[at]
        cycles.append(np.array(cycle))
    return cycles


def _uncovered(caps: _Caps, whole: Bools, pairs: Ints) -> Ints:
    """Return the caps, of those whose circle nothing crosses, that no neighbour covers."""
    if not whole.any():
        return np.empty(0, np.int64)
    free = whole.copy()
    n = len(caps.radius)
    on_circle = caps.points(np.arange(n), np.zeros(n))
    for cap, other in (pairs.T, pairs.T[::-1]):
        inside = np.einsum("ij,ij->i", on_circle[cap], caps.centre[other]) > np.cos(
            caps.radius[other]
        )
        free[cap[inside]] = False
    return np.flatnonzero(free)


def _sampled(caps: _Caps, ring: _Arcs, step: float) -> Floats:
    """Return points along the arcs of a ring, at most a step apart."""
    count = np.maximum(1, np.ceil(ring.length / step)).astype(np.int64)
    arc = np.repeat(np.arange(len(count)), count)
    nth = np.arange(len(arc)) - np.repeat(np.cumsum(count) - count, count)
    return caps.points(ring.cap[arc], ring.start[arc] + ring.length[arc] * nth / count[arc])


def decimated(ring: Floats, tolerance: float) -> Floats:
    """
    Drop points of a ring of unit vectors that lie within a tolerance (radians) of it.

    Works in a stereographic plane round the ring's middle, whose scale is nowhere below 1.
    A ring that spreads over more than about a hemisphere is returned as it is.
    """
    middle = ring.mean(axis=0)
    size = float(np.linalg.norm(middle))
    if len(ring) < 16 or size < 0.2:
        return ring
    middle /= size
    from_antipode = 1 + ring @ middle
    if from_antipode.min() < 0.05:
        return ring
    east = np.cross(middle, [0, 0, 1.0] if abs(middle[2]) < 0.9 else [1.0, 0, 0])
    east /= np.linalg.norm(east)
    plane = np.column_stack([ring @ east, ring @ np.cross(middle, east)])
    plane *= 2 / from_antipode[:, None]
    half = len(ring) // 2
    around = np.arange(len(ring) + 1)
    kept = []
    for piece in (around[: half + 1], around[half:]):
        numbered = np.column_stack([plane[piece % len(ring)], piece])
        line = shapely.simplify(shapely.linestrings(numbered), tolerance, preserve_topology=False)
        kept.append(shapely.get_coordinates(line, include_z=True)[:-1, 2].astype(np.int64))
    return np.asarray(ring[np.concatenate(kept)])
