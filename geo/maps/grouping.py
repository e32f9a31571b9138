"""Zones put in groups, each small enough that its least zone can be read on a map of the group."""

from __future__ import annotations

from dataclasses import dataclass
from math import acos, sin
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from geo.maps.frame import RADIUS_M

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shapely.geometry.base import BaseGeometry

    Points = np.ndarray[Any, np.dtype[np.float64]]
    Vector = tuple[float, float, float]

REGION_M = 1_200_000.0  # a wider group is no part of the world
LEAST_SHARE = 1 / 9  # of the width of a group: a smaller zone in it could not be read
SPREAD = 1.3  # times its largest zone, what may be wider than a part of the world
MOST_POINTS = 2_000


@dataclass(frozen=True, slots=True)
class Group:
    """
    Zones that are near each other, within a cap of the globe.

    Attributes
    ----------
    middle
        Of the cap, a vector of length 1.
    radius_m
        Of the cap.
    least_m, most_m
        Radius of the smallest and of the largest zone in it.
    members
        Which of the zones, by their place in a sequence.
    """

    middle: Vector
    radius_m: float
    least_m: float
    most_m: float
    members: tuple[int, ...]

    @property
    def legible(self) -> bool:
        """Tell whether one map shows the group, and its smallest zone large enough."""
        near = self.radius_m <= max(REGION_M, SPREAD * self.most_m)
        return near and self.least_m >= LEAST_SHARE * self.radius_m


def group_of(geometry: BaseGeometry, index: int) -> Group:
    """Return a group of one zone, given in degrees."""
    lon, lat = np.radians(coordinates([geometry])).T
    points = np.column_stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)])
    middle = points.mean(axis=0)
    middle /= max(float(np.linalg.norm(middle)), 1e-9)
    radius = float(np.arccos(np.clip(points @ middle, -1.0, 1.0)).max()) * RADIUS_M
    x, y, z = middle.tolist()
    return Group((x, y, z), radius, radius, radius, (index,))


def coordinates(geometries: Sequence[BaseGeometry]) -> Points:
    """Return the points of geometries, degrees, no more of them than are needed for their extent."""
    points: Points = shapely.get_coordinates(geometries)
    return points[:: len(points) // MOST_POINTS + 1]


def merged(one: Group, other: Group) -> Group:
    """Return the smallest cap about two, with the zones of both."""
    large, small = (one, other) if one.radius_m >= other.radius_m else (other, one)
    dot = sum(a * b for a, b in zip(large.middle, small.middle, strict=True))
    apart = acos(min(max(dot, -1.0), 1.0))
    sizes = min(one.least_m, other.least_m), max(one.most_m, other.most_m)
    members = tuple(sorted((*one.members, *other.members)))
    if apart * RADIUS_M + small.radius_m <= large.radius_m:
        return Group(large.middle, large.radius_m, *sizes, members)
    radius = (large.radius_m + small.radius_m + apart * RADIUS_M) / 2
    turn = min((radius - large.radius_m) / RADIUS_M, apart)
    a, b = sin(apart - turn), sin(turn)
    x, y, z = (a * p + b * q for p, q in zip(large.middle, small.middle, strict=True))
    size = max((x * x + y * y + z * z) ** 0.5, 1e-9)
    return Group((x / size, y / size, z / size), radius, *sizes, members)


def grouped(zones: Sequence[BaseGeometry], most: int | None = None) -> tuple[Group, ...]:
    """
    Put zones in groups, the nearest first, as long as the smallest zone of each can be read.

    Parameters
    ----------
    zones
        In degrees.
    most
        No more groups than these, even where small zones can then not be read.

    Returns
    -------
    groups
        In the order of their first zones.
    """
    groups = {n: group_of(zone, n) for n, zone in enumerate(zones)}
    pairs = {(a, b): merged(groups[a], groups[b]) for a in groups for b in groups if a < b}
    while pairs:
        forced = most is not None and len(groups) > most
        key = min(pairs, key=lambda k: (not pairs[k].legible, pairs[k].radius_m))
        if not (pairs[key].legible or forced):
            break
        both = pairs[key]
        for gone in key:
            del groups[gone]
        pairs = {k: v for k, v in pairs.items() if not set(k) & set(key)}
        pairs.update({(n, key[1]): merged(g, both) for n, g in groups.items()})
        groups[key[1]] = both
    return tuple(sorted(groups.values(), key=lambda group: group.members))
