"""Which countries a river or line runs through."""

from __future__ import annotations

from typing import TYPE_CHECKING

import shapely

from geo.errors import GeometryError

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from geo.model import Reference
    from geo.zones.borders import Borders

# a river that only touches a country's edge does not run through it
_LEAST_SHARE = 0.02
# the land is simplified, and a river may be the border
_BESIDE_DEG = 0.03


def countries_along(borders: Borders, reference: Reference) -> tuple[str, ...]:
    """
    Return the codes of the countries that a river or line runs through or along.

    Returns
    -------
    codes
        Those in which, or within some 3 km of which, lies at least a fiftieth of its length; none
        for a river or line that is on no map.
    """
    prefix, _, key = reference.id.partition(":")
    try:
        course = borders.river(key) if prefix == "river" else borders.line(key)
    except GeometryError:
        return ()
    shapely.prepare(course)
    total, found = shapely.length(course), []
    for code, _, land in borders.overview():
        if not (code.isalpha() and shapely.dwithin(course, land, _BESIDE_DEG)):
            continue
        beside = shapely.buffer(shapely.clip_by_rect(land, *_around(course)), _BESIDE_DEG)
        if shapely.length(shapely.intersection(course, beside)) >= _LEAST_SHARE * total:
            found.append(code)
    return tuple(found)


def _around(course: BaseGeometry) -> tuple[float, float, float, float]:
    """Return the box round a line with some room."""
    west, south, east, north = course.bounds
    return west - 1, south - 1, east + 1, north + 1
