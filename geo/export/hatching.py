"""The hatches of a map as lines, for programs whose own patterns hide what lies below."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

ANGLES_DEG = {
    "/": (45.0,),
    "\\": (135.0,),
    ".": (0.0,),
    "x": (45.0, 135.0),
    "|": (90.0,),
    "-": (0.0,),
}
MOST_LINES = 2_000


def hatch_lines(area: BaseGeometry, hatch: str, step: float) -> list[BaseGeometry]:
    """
    Return parallel lines across an area.

    Parameters
    ----------
    area
        Polygon or MultiPolygon in a plane.
    hatch
        As matplotlib has it: its first letter tells the direction.
    step
        Distance between lines, in the unit of the plane; larger where the lines were too many.

    Returns
    -------
    lines
        LineStrings within the area.

    Examples
    --------
    >>> [line.length for line in hatch_lines(shapely.box(0, 0, 4, 2), "|||||", 1.0)]
    [2.0, 2.0, 2.0, 2.0]
    """
    west, south, east, north = area.bounds
    middle, reach = (
        ((west + east) / 2, (south + north) / 2),
        np.hypot(east - west, north - south) / 2,
    )
    step = max(step, 2 * reach / MOST_LINES)
    found: list[BaseGeometry] = []
    for angle in np.radians(ANGLES_DEG[hatch[0]]):
        along, across = (np.cos(angle), np.sin(angle)), (-np.sin(angle), np.cos(angle))
        # Halves of a step off the middle: no line runs along an edge of a figure of whole steps.
        offsets = (np.arange(-np.ceil(reach / step), np.ceil(reach / step)) + 0.5) * step
        starts = np.array(middle) + offsets[:, np.newaxis] * across
        ends = np.stack(
            [starts - np.multiply(along, reach), starts + np.multiply(along, reach)], axis=1
        )
        cut = shapely.intersection(shapely.linestrings(ends), area)
        parts = shapely.get_parts(shapely.get_parts(cut))
        found += [part for part in parts if part.geom_type == "LineString" and part.length > 0]
    return found
