"""The pieces of which the outline round edges may consist: lines beside them, arcs round corners."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from geo.zones.sphere import ECCENTRICITY2, Bools, Floats, Ints
from geo.zones.tree import Edges

NONE = -1
_STRAIGHT = 1e-7  # radians: a turn that counts as none
_SPIKE = np.pi - 1e-6  # a line that turns by more runs back over itself


@dataclass(frozen=True, slots=True)
class Elements:
    """
    Sides of edges and arcs round their ends, the source on their left.

    Attributes
    ----------
    origin
        Where the edge of a side starts, or the centre of an arc, metres, shape (n, 3).
    axis
        Unit vectors, shape (n, 3): along the edge of a side, or to the start of an arc.
    length_m
        Length of the edge, or of the arc (which runs counterclockwise), shape (n,).
    arc
        True for arcs, shape (n,).
    edge
        The edge an element belongs to; of an arc between two, the first, shape (n,).
    beside
        The edges before and after it along the line, or `NONE`, shape (n, 2).
    own
        The edges that cannot cover an element, or `NONE`, shape (n, 3): those it belongs to, and
        neighbours that turn away from it.
    """

    origin: Floats
    axis: Floats
    length_m: Floats
    arc: Bools
    edge: Ints
    beside: Ints
    own: Ints

    @classmethod
    def of(
        cls, edges: Edges, distance_m: float, shortest_m: float, *, right_only: bool
    ) -> Elements:
        """Return the elements longer than a length, in the order of their edges."""
        course = _Course.of(edges)
        sides = [course.sides(side) for side in ((1,) if right_only else (1, -1))]
        parts = [*sides, course.corners(right_only=right_only), *course.caps(edges)]
        origin, axis, length, edge, own = (np.concatenate(p) for p in zip(*parts, strict=True))
        arc = np.arange(len(edge)) >= len(sides) * len(course.length_m)
        length = np.where(arc, length * distance_m, length)
        beside = np.column_stack([course.before[edge], course.after[edge]])
        kept = np.flatnonzero(length > shortest_m)
        kept = kept[np.argsort(edge[kept], kind="stable")]
        columns = (origin, axis, length, arc, edge, beside, own)
        return cls(*(np.ascontiguousarray(column[kept]) for column in columns))


# Origin, axis, length or sweep, edge, own.
_Part = tuple[Floats, Floats, Floats, Ints, Ints]


@dataclass(frozen=True, slots=True)
class _Course:
    """Edges with their directions, and how lines go on from one to the next."""

    start: Floats
    end: Floats
    along: Floats
    length_m: Floats
    before: Ints
    after: Ints
    turn: Floats  # from the edge before, to the left, radians
    towards: Floats  # from the start to where the arc round it starts

    @classmethod
    def of(cls, edges: Edges) -> _Course:
        """Find the turns; a line that turns back ends there, and another begins."""
        along = edges.end - edges.start
        length_m = np.linalg.norm(along, axis=1)
        along /= np.maximum(length_m, 1e-300)[:, None]
        before, turn = edges.before.copy(), np.zeros(len(along))
        towards = np.zeros_like(along)
        second = np.flatnonzero(before != NONE)
        up = _up(edges.start[second])
        come, go = _level(along[before[second]], up), _level(along[second], up)
        turn[second] = np.arctan2(_dot(np.cross(come, go), up), _dot(come, go))
        left = turn[second, None] > 0
        towards[second] = np.where(left, np.cross(come, up), np.cross(up, go))
        before[np.abs(turn) > _SPIKE] = NONE
        after = np.full(len(before), NONE)
        after[before[before != NONE]] = np.flatnonzero(before != NONE)
        return cls(edges.start, edges.end, along, length_m, before, after, turn, towards)

    def sides(self, side: int) -> _Part:
        """Return the right sides of edges (1), or the left ones (-1)."""
        edge = np.arange(len(self.length_m))
        turn_after = np.where(self.after == NONE, 0.0, self.turn[self.after])
        own = [
            edge,
            np.where(side * self.turn > -_STRAIGHT, self.before, NONE),
            np.where(side * turn_after > -_STRAIGHT, self.after, NONE),
        ]
        origin = self.start if side > 0 else self.end
        return origin, side * self.along, self.length_m, edge, np.column_stack(own)

    def corners(self, *, right_only: bool) -> _Part:
        """Return the arcs round the outer side of corners."""
        turned = (self.turn > 0) if right_only else (self.turn != 0)
        second = np.flatnonzero((self.before != NONE) & turned)
        first = self.before[second]
        own = np.column_stack([first, second, np.full(len(first), NONE)])
        sweep = np.abs(self.turn[second])
        return self.start[second], self.towards[second], sweep, first, own

    def caps(self, edges: Edges) -> list[_Part]:
        """Return the half circles at the ends of lines and the whole ones round lone points."""
        real = self.length_m > 0
        first = np.flatnonzero(real & (self.before == NONE))
        last = np.flatnonzero(real & (self.after == NONE))
        lone = np.flatnonzero(~real)
        up = _up(edges.start[first])
        at_start = np.cross(up, _level(self.along[first], up))
        up = _up(edges.end[last])
        at_end = np.cross(_level(self.along[last], up), up)
        up = _up(edges.start[lone])
        any_way = np.cross(up, np.where(np.abs(up[:, 2:]) < 0.9, [0, 0, 1.0], [1.0, 0, 0]))
        any_way /= np.linalg.norm(any_way, axis=1)[:, None]
        return [
            _cap(edges.start[first], at_start, np.pi, first),
            _cap(edges.end[last], at_end, np.pi, last),
            _cap(edges.start[lone], any_way, 2 * np.pi, lone),
        ]


def _cap(centre: Floats, towards: Floats, sweep: float, edge: Ints) -> _Part:
    """Return arcs of one edge each."""
    none = np.full(len(edge), NONE)
    return centre, towards, np.full(len(edge), sweep), edge, np.column_stack([edge, none, none])


def _up(points: Floats) -> Floats:
    """Return the unit normals of the ellipsoid at points of it, shape (n, 3)."""
    normal = points / np.array([1, 1, 1 - ECCENTRICITY2])
    return np.asarray(normal / np.linalg.norm(normal, axis=1)[:, None])


def _level(vectors: Floats, up: Floats) -> Floats:
    """Return the parts of vectors square to the normals, as unit vectors."""
    level = vectors - _dot(vectors, up)[:, None] * up
    return np.asarray(level / np.linalg.norm(level, axis=1)[:, None])


def _dot(a: Floats, b: Floats) -> Floats:
    """Return the products of vectors, row by row."""
    return np.asarray(np.einsum("ij,ij->i", a, b))
