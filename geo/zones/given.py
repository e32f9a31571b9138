"""
What callers give to functions of space: areas, lines and places, looked at without their outline.

A country has a million vertices: whether its outline crosses itself is found where that matters
(`told_by_geos`), not asked each time. `geo.zones.lines.checked` asks it of what is measured from.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import numpy as np
import shapely

from geo.errors import GeometryError
from geo.zones.lines import polygons_in
from geo.zones.numbers import number_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from shapely.geometry.base import BaseGeometry

    from geo.model import LonLat

_LINES = ("LineString", "MultiLineString", "LinearRing")
_WORLD = "-180, -90 to 180, 90 (EPSG:4326)"


def area_on_earth(area: BaseGeometry, what: str) -> None:
    """Refuse what is no area on earth; an empty area is one."""
    _geometry(area, what)
    if area.is_empty and area.geom_type in ("Polygon", "MultiPolygon"):
        return
    if not len(polygons_in(area)):
        raise GeometryError(f"{what}: got a {area.geom_type} without area, wanted a polygon")
    _in_world(area, what)


def line_on_earth(line: BaseGeometry, what: str) -> None:
    """Refuse what is no line on earth, or an empty one."""
    _geometry(line, what)
    if line.geom_type not in _LINES or line.is_empty:
        kind = f"empty {line.geom_type}" if line.is_empty else line.geom_type
        raise GeometryError(f"{what}: got a {kind}, wanted a line")
    _in_world(line, what)


def place_on_earth(place: LonLat, what: str) -> LonLat:
    """Return longitude and latitude as numbers; refuse what is no place on earth."""
    if isinstance(place, str) or not hasattr(place, "__len__") or len(place) != 2:
        raise GeometryError(f"{what}: got {place!r:.80}, wanted a longitude and a latitude")
    lon, lat = number_of(place[0], f"{what}: longitude"), number_of(place[1], f"{what}: latitude")
    if abs(lon) > 180 or abs(lat) > 90:
        raise GeometryError(f"{what}: got {lon}, {lat}, wanted -180 to 180 and -90 to 90")
    return lon, lat


@contextmanager
def told_by_geos(area: BaseGeometry, what: str) -> Iterator[None]:
    """Turn what GEOS cannot do with an area into a GeometryError that says what is wrong with it."""
    try:
        yield
    except shapely.GEOSException as problem:
        reason = shapely.is_valid_reason(area)
        raise GeometryError(f"{what}: {reason} ({problem}), wanted a simple outline") from problem


def _geometry(geometry: object, what: str) -> None:
    """Refuse what is no geometry."""
    if not isinstance(geometry, shapely.Geometry):
        got = type(geometry).__name__
        raise GeometryError(f"{what}: got {got}, wanted a shapely geometry")


def _in_world(geometry: BaseGeometry, what: str) -> None:
    """Refuse bounds that are not finite or outside the world."""
    xy = shapely.get_coordinates(geometry)
    wrong = np.flatnonzero(~(np.abs(xy) <= np.array([180.0, 90.0])).all(axis=1))
    if len(wrong):
        lon, lat = xy[wrong[0]]
        at = f"longitude {lon}, latitude {lat} in row {wrong[0]}"
        raise GeometryError(f"{what}: got {at}, wanted {_WORLD}")
