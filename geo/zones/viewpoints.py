"""What of a zone depends on whose reading of the borders is taken."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import shapely

from geo.model import Constraint, Zone
from geo.zones.area import area_km2
from geo.zones.build import CannotDraw, build_zone
from geo.zones.sphere import LEAST_DEGREE_M

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from geo.zones.borders import Borders

_LEAST_KM2 = 0.01
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
    return area_km2(shapely.symmetric_difference(*shapes))


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
        apart = area_km2(shapely.symmetric_difference(zone.geometry, shape))
        if apart > _LEAST_KM2:
            differs.append((viewpoint, round(apart, 3)))
    return replace(zone, differs_km2=tuple(differs)) if differs else zone


def _codes(rule: Constraint) -> tuple[str, ...]:
    """Return the territories that a rule names, provinces by their country."""
    named = [*(t.code for t in rule.host), *(c for r in rule.references for c in r.territories)]
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
