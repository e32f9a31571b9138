"""The stretch of a country's border that faces a direction: "its eastern border"."""

from __future__ import annotations

from typing import TYPE_CHECKING

import shapely
from shapely import MultiLineString

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from geo.zones.borders import Borders

_UNIT = {"north": (0, 1), "south": (0, -1), "east": (1, 0), "west": (-1, 0)}
# a border faces east if its middle lies at least this much farther to the east than to the north
_LEAST_SHARE = 0.6
# … and southeast if neither share is less than this of the other
_LEAST_OF_TWO = 0.3


def own_border(borders: Borders, code: str, part: str, viewpoint: str) -> BaseGeometry:
    """
    Return the land border of a territory, or the borders with the neighbours in a direction.

    Parameters
    ----------
    part
        "eastern", "southwestern", …; empty for the whole border.

    Returns
    -------
    line
        Longitude, latitude (EPSG:4326); empty where no neighbour lies in the direction.
    """
    if not part:
        return borders.land_border(code, viewpoint=viewpoint)
    west, south, east, north = borders.land_border(code, viewpoint=viewpoint).bounds
    middle, half = (
        ((west + east) / 2, (south + north) / 2),
        ((east - west) / 2, (north - south) / 2),
    )
    lines = [
        borders.shared_border(code, other, viewpoint=viewpoint)
        for other in borders.neighbours(code, viewpoint=viewpoint)
    ]
    faces = []
    for line in lines:
        at = line.centroid
        x, y = (at.x - middle[0]) / (half[0] or 1), (at.y - middle[1]) / (half[1] or 1)
        if _faces(part, x, y):
            faces.append(line)
    return MultiLineString([piece for line in faces for piece in shapely.get_parts(line)])


def _faces(part: str, x: float, y: float) -> bool:
    """Tell whether a place, as shares of half the width and height from the middle, lies in a direction."""
    ways = [unit for name, unit in _UNIT.items() if name in part]
    along = [x * dx + y * dy for dx, dy in ways]
    if len(ways) == 1:
        (dx, dy) = ways[0]
        return along[0] > 0 and along[0] >= _LEAST_SHARE * abs(x * dy + y * dx)
    return bool(ways) and min(along) > 0 and min(along) >= _LEAST_OF_TWO * max(along)
