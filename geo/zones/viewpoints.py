"""What of a zone depends on whose reading of the borders is taken."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import shapely

from geo.model import Constraint, Zone
from geo.zones.area import area_km2
from geo.zones.build import CannotDraw, build_zone
from geo.zones.lineage import bounds_around, countries_of
from geo.zones.sphere import Shapes

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from geo.zones.borders import Borders

Keys = npt.NDArray[np.uint64]

_LEAST_KM2 = 0.01


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
    codes = countries_of(zone.constraint)
    if not codes:
        return zone
    differs = []
    for viewpoint in borders.other_readings(
        codes, zone.viewpoint, bounds_around(zone.geometry, zone.constraint)
    ):
        shape = _shape(zone.constraint, borders, viewpoint, tolerance)
        apart = apart_km2(zone.geometry, shape)
        if apart > _LEAST_KM2:
            differs.append((viewpoint, round(apart, 3)))
    return replace(zone, differs_km2=tuple(differs)) if differs else zone


def apart_km2(one: BaseGeometry, other: BaseGeometry) -> float:
    """
    Return the size of what lies in just one of two areas, square kilometres.

    Areas drawn from one map have most of their edges in common, vertex by vertex. The edges they
    do not share cut the earth into cells; as whoever crosses a shared edge enters or leaves both
    areas, each cell lies in just one of them as a whole or not at all.
    """
    lines = _unshared(one, other)
    cells = shapely.get_parts(shapely.polygonize(shapely.get_parts(shapely.union_all(lines))))
    x, y = shapely.get_coordinates(shapely.point_on_surface(cells)).T
    shapely.prepare([one, other])
    in_one, in_other = (shapely.contains_xy(area, x, y) for area in (one, other))
    return area_km2(shapely.geometrycollections(cells[in_one != in_other]))


def _unshared(one: BaseGeometry, other: BaseGeometry) -> Shapes:
    """Return the edges that just one of two areas has, as lines."""
    rings = shapely.get_rings([*shapely.get_parts(one), *shapely.get_parts(other)])
    xy, ring = shapely.get_coordinates(rings, return_index=True)
    bits = _mixed(np.ascontiguousarray(xy + 0.0).view(np.uint64))  # 0.0: a zero has one sign
    key = _mixed(bits[:, 0] + _mixed(bits[:, 1]))
    joined = np.flatnonzero(ring[1:] == ring[:-1])
    _, first, count = np.unique(
        key[joined] + key[joined + 1], return_index=True, return_counts=True
    )
    rows = np.sort(joined[first[count == 1]])
    run = np.cumsum(np.diff(rows, prepend=-2) != 1)  # edges that follow each other are one line
    last = np.flatnonzero(np.diff(run, append=-1))
    at = np.sort(np.concatenate([rows, rows[last] + 1]))
    number = np.repeat(run[last], np.diff(np.r_[-1, last]) + 1)
    return np.asarray(shapely.linestrings(xy[at], indices=number - 1))


def _mixed(bits: Keys) -> Keys:
    """Return 64-bit numbers in which each bit depends on all others (SplitMix64, Vigna 2015)."""
    bits = (bits ^ (bits >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    bits = (bits ^ (bits >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return np.asarray(bits ^ (bits >> np.uint64(31)))


def _shape(
    constraint: Constraint, borders: Borders, viewpoint: str, tolerance: float
) -> BaseGeometry:
    """Return the zone of a rule from a viewpoint, empty where it has none."""
    try:
        return build_zone(constraint, borders, viewpoint, tolerance).geometry
    except CannotDraw:
        return shapely.Polygon()
