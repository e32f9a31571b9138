"""What of a zone depends on whose reading of the borders is taken."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import shapely

from geo.model import Constraint, Zone
from geo.zones.area import area_km2, cut_out
from geo.zones.build import CannotDraw, build_zone
from geo.zones.maritime import is_belt, owner_of
from geo.zones.sphere import LEAST_DEGREE_M, Floats

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from geo.zones.borders import Borders

_LEAST_KM2 = 0.01
_MIX = np.array([0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0xD6E8FEB86659FD93], np.uint64)
_WIDEST_DEG = 360.0


def difference_km2(
    constraint: Constraint, borders: Borders, one: str, other: str, tolerance: float = 1e-4
) -> float:
    """
    Return the size of what lies in a rule's zone from one viewpoint but not from the other.

    Parameters
    ----------
    constraint
        The rule.
    borders
        The map.
    one, other
        Viewpoints, as `Borders` has them.
    tolerance
        Greatest deviation of a measured edge as a fraction of its distance.

    Returns
    -------
    difference_km2
        Square kilometres of the symmetric difference; where only one viewpoint gives a zone,
        its whole size, and 0 where none does.

    Raises
    ------
    GeometryError
        If a viewpoint is unknown.
    """
    for viewpoint in (one, other):
        borders.check_viewpoint(viewpoint)
    shapes = [_shape(constraint, borders, viewpoint, tolerance) for viewpoint in (one, other)]
    return apart_km2(*shapes)


def with_viewpoints(zone: Zone, borders: Borders, tolerance: float = 1e-4) -> Zone:
    """
    Return a zone that says from which viewpoints it would be another, and by how much.

    Only viewpoints that give a territory of the rule other land near the zone are drawn, one of
    those that agree: most zones cost nothing.
    """
    codes = _codes(zone.constraint)
    if not codes:
        return zone
    differs = []
    for viewpoint in borders.other_readings(codes, zone.viewpoint, _around(zone)):
        shape = _shape(zone.constraint, borders, viewpoint, tolerance)
        apart = apart_km2(zone.geometry, shape)
        if apart > _LEAST_KM2:
            differs.append((viewpoint, round(apart, 3)))
    return replace(zone, differs_km2=tuple(differs)) if differs else zone


def apart_km2(one: BaseGeometry, other: BaseGeometry) -> float:
    """
    Return the size of what lies in just one of two areas, square kilometres.

    Areas drawn from one map have most of their edges in common, vertex by vertex. What lies in
    just one of them lies in the box of the edges that they do not share: only there the areas
    are laid over each other.
    """
    alone = _unshared(one, other)
    return sum(
        area_km2(shapely.symmetric_difference(cut_out(one, box), cut_out(other, box)))
        for box in _boxes(alone)
    )


def _unshared(one: BaseGeometry, other: BaseGeometry) -> Floats:
    """Return the edges that just one of two areas has, as west, south, east, north, (n, 4)."""
    rings = shapely.get_rings([*shapely.get_parts(one), *shapely.get_parts(other)])
    xy, ring = shapely.get_coordinates(rings, return_index=True)
    bits = np.ascontiguousarray(xy + 0.0).view(np.uint64)  # 0.0: a zero has one sign
    key = (bits[:, 0] * _MIX[0]) ^ (bits[:, 1] * _MIX[1])
    key = (key ^ (key >> np.uint64(29))) * _MIX[2]
    joined = np.flatnonzero(ring[1:] == ring[:-1])
    _, first, count = np.unique(
        key[joined] + key[joined + 1], return_index=True, return_counts=True
    )
    rows = joined[first[count == 1]]
    ends = np.stack([xy[rows], xy[rows + 1]])
    return np.hstack([ends.min(axis=0), ends.max(axis=0)])


def _boxes(edges: Floats) -> list[tuple[float, float, float, float]]:
    """Return the box of each group of edges that no gap in longitude parts."""
    edges = edges[np.argsort(edges[:, 0])]
    apart = edges[1:, 0] > np.maximum.accumulate(edges[:-1, 2])
    groups = np.split(edges, np.flatnonzero(apart) + 1) if len(edges) else []
    lows = [group[:, :2].min(axis=0).tolist() for group in groups]
    highs = [group[:, 2:].max(axis=0).tolist() for group in groups]
    return [(*low, *high) for low, high in zip(lows, highs, strict=True)]


def _codes(rule: Constraint) -> tuple[str, ...]:
    """Return the territories that a rule names, provinces and waters by their country."""
    named = [*(t.code for t in rule.host), *(c for r in rule.references for c in r.territories)]
    named = [owner_of(code) if is_belt(code) else code for code in named]
    return tuple(dict.fromkeys(code.partition(".")[0] for code in named if ":" not in code))


def _around(zone: Zone) -> tuple[float, float, float, float]:
    """Return the bounds within which land can change a zone."""
    west, south, east, north = zone.geometry.bounds
    distance = zone.constraint.distance
    pad = 0.01 + (distance.max_m / LEAST_DEGREE_M if distance else 0)
    shrink = np.cos(np.radians(min(89.0, max(abs(south), abs(north)))))
    wide = min(_WIDEST_DEG, pad / float(shrink))
    return west - wide, south - pad, east + wide, north + pad


def _shape(
    constraint: Constraint, borders: Borders, viewpoint: str, tolerance: float
) -> BaseGeometry:
    """Return the zone of a rule from a viewpoint, empty where it has none."""
    try:
        return build_zone(constraint, borders, viewpoint, tolerance).geometry
    except CannotDraw:
        return shapely.Polygon()
