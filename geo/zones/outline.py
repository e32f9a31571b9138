"""
Bring the outline of a zone to the exact distance, and say how well it keeps it.

Up to 1,000 km by a bound for whole edges (`geo.zones.bound`), beyond by samples of each edge.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from geo.zones.bound import bounds_m
from geo.zones.bound import slack_m as slack_m_of
from geo.zones.nearest import NearestLine
from geo.zones.sphere import LEAST_DEGREE_M, Bools, Floats, Ints, wrap_degrees

if TYPE_CHECKING:
    from collections.abc import Callable

_ROUNDS = 30
_SPLIT_ABOVE = 0.9  # of the tolerance, so that the points between samples stay below it
_THIRD = 9 / 8  # an arc is that much farther from its chord in the middle than at a third
_SHORT = 0.03  # of the distance: a little more than a step along an arc
_ODD = 0.9  # of the deviation allowed: more than an arc of the first rings has
_SAME = 1e-7  # of the distance: vertices closer than this are one
_LEAST_LIMIT = 0.7  # of the tolerance: below it, splitting an edge does not help
_NEAR = 0.65  # of the tolerance: bounds below it are not made closer
_SHORTEST = 0.25  # of the deviation allowed: no edge is split below this length


@dataclass(frozen=True, slots=True)
class Outline:
    """
    Rings at a distance from a line.

    Attributes
    ----------
    rings
        Longitudes and latitudes, shape (m, 2), decimal degrees, the last point not repeated,
        interior on the left; longitudes may jump by 360.
    error_m
        Greatest deviation from the distance, metres: a bound for all of each edge, or (`rough`)
        what was found on up to six points of each, plus what the nearest point may miss.
    """

    rings: tuple[Floats, ...]
    error_m: float


@dataclass(slots=True)
class _Loops:
    """Vertices of all rings in a row; an edge is `open` until its middle has been measured."""

    lon: Floats
    lat: Floats
    ring: Ints
    open: Bools

    def following(self) -> Ints:
        """Return the index of the next vertex of the same ring, shape (n,)."""
        follows = np.arange(1, len(self.ring) + 1)
        first = np.flatnonzero(np.r_[True, self.ring[1:] != self.ring[:-1]])
        follows[np.r_[first[1:], len(self.ring)] - 1] = first
        return follows

    def along(self, edges: Ints, share: float) -> tuple[Floats, Floats]:
        """Return points on edges, straight in longitude and latitude."""
        end = self.following()[edges]
        lon = self.lon[edges] + wrap_degrees(self.lon[end] - self.lon[edges]) * share
        return wrap_degrees(lon), self.lat[edges] + (self.lat[end] - self.lat[edges]) * share

    def insert(self, edges: Ints, lon: Floats, lat: Floats) -> None:
        """Put a vertex into each edge given; both halves are open."""
        at = edges + 1
        self.open[edges] = True
        self.lon = np.insert(self.lon, at, lon)
        self.lat = np.insert(self.lat, at, lat)
        self.ring = np.insert(self.ring, at, self.ring[edges])
        self.open = np.insert(self.open, at, True)

    def lengths_m(self, edges: Ints) -> Floats:
        """Return the approximate lengths of edges, metres."""
        end = self.following()[edges]
        east = wrap_degrees(self.lon[end] - self.lon[edges]) * np.cos(np.radians(self.lat[edges]))
        return np.asarray(np.hypot(east, self.lat[end] - self.lat[edges]) * LEAST_DEGREE_M)


def exact_outline(
    rings: list[Floats], line: NearestLine, distance_m: float, tolerance: float, *, rough: bool
) -> Outline:
    """
    Split the edges of rings until they keep the distance of a line.

    Parameters
    ----------
    rings
        Longitudes and latitudes, shape (m, 2), close to the distance.
    line
        What the distance is measured from.
    distance_m
        Distance in metres.
    tolerance
        Greatest deviation of an edge as a fraction of the distance.
    rough
        Whether the vertices have to be pushed to the exact distance first.

    Returns
    -------
    outline
        The rings in EPSG:4326 with the deviation measured.
    """
    lon, lat = np.vstack(rings).T.copy()
    worst = 0.0
    if rough:
        lon, lat, off = line.settled(lon, lat, distance_m)
        worst = float(off.max())
    number = np.repeat(np.arange(len(rings)), [len(r) for r in rings])
    loops = _Loops(lon, lat, number, np.ones(len(lon), bool))
    slack_m = line.bend_m if rough else slack_m_of(line.edges, distance_m)
    wanted_m = tolerance * distance_m
    limit_m = max(wanted_m - slack_m, _LEAST_LIMIT * wanted_m) * _SPLIT_ABOVE

    def measured(edges: Ints) -> Floats:
        if rough:
            return _sampled(loops, edges, line, distance_m, limit_m)
        lonlat = np.column_stack([loops.lon, loops.lat])
        ends = lonlat[edges], lonlat[loops.following()[edges]]
        return bounds_m(line.edges, *ends, distance_m, _NEAR * wanted_m)

    worst = max(worst, _split(loops, line, distance_m, limit_m, measured))
    apart = loops.lengths_m(np.arange(len(loops.lon))) > _SAME * distance_m
    points = np.column_stack([loops.lon, loops.lat])[apart]
    rings = np.split(points, np.flatnonzero(np.diff(loops.ring[apart])) + 1)
    return Outline(tuple(rings), worst + slack_m + _SAME * distance_m)


def _split(
    loops: _Loops,
    line: NearestLine,
    distance_m: float,
    limit_m: float,
    measured: Callable[[Ints], Floats],
) -> float:
    """Split open edges in the middle where they deviate; return the worst deviation left."""
    worst = 0.0
    for _ in range(_ROUNDS):
        edges = np.flatnonzero(loops.open)
        off = measured(edges)
        loops.open[edges] = False
        bad = (off > limit_m) & (loops.lengths_m(edges) > _SHORTEST * limit_m)
        worst = max(worst, float(off[~bad].max(initial=0)))
        if not bad.any():
            return worst
        lon, lat, left = line.settled(*loops.along(edges[bad], 0.5), distance_m)
        worst = max(worst, float(left.max()))
        loops.insert(edges[bad], lon, lat)
    return max(worst, float(off[bad].max()))


def _sampled(
    loops: _Loops, edges: Ints, line: NearestLine, distance_m: float, limit_m: float
) -> Floats:
    """Return the deviation in the middle of short edges, at the thirds of others, metres."""
    short = loops.lengths_m(edges) < _SHORT * distance_m
    off = np.empty(len(edges))
    off[short] = _deviation_m(loops, edges[short], line, distance_m, (1 / 2,))
    off[~short] = _THIRD * _deviation_m(loops, edges[~short], line, distance_m, (1 / 3, 2 / 3))
    odd = np.flatnonzero(off > _ODD * limit_m)  # no arc: it may be worst anywhere
    closer = _deviation_m(loops, edges[odd], line, distance_m, (1 / 6, 1 / 3, 1 / 2, 5 / 6))
    off[odd] = np.maximum(off[odd], closer)
    return off


def _deviation_m(
    loops: _Loops, edges: Ints, line: NearestLine, distance_m: float, shares: tuple[float, ...]
) -> Floats:
    """Return the greatest deviation from the distance on samples of each edge, metres."""
    lon, lat = np.concatenate([loops.along(edges, share) for share in shares], axis=1)
    off = np.abs(line.distances_m(lon, lat) - distance_m)
    return np.asarray(off.reshape(len(shares), -1).max(axis=0))
