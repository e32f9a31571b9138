"""Areas as GeoJSON geometries (RFC 7946)."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from geo.errors import ExportError

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

DECIMALS = 7  # 1.1 cm at the equator
GRID_DEG = 10.0**-DECIMALS


def geometry_json(geometry: BaseGeometry) -> dict[str, Any]:
    """
    Turn an area into a GeoJSON geometry that keeps all of RFC 7946.

    Exterior rings run anticlockwise and holes clockwise (section 3.1.6), coordinates have at
    most 7 decimals (section 11.2), rings are closed, and the area is valid after rounding.

    Parameters
    ----------
    geometry
        Polygon or MultiPolygon, EPSG:4326.

    Raises
    ------
    ExportError
        If it is no area, or leaves longitude ±180, latitude ±90.

    Examples
    --------
    >>> geometry_json(shapely.box(36, 32, 37, 33))["coordinates"]
    [[[37.0, 32.0], [37.0, 33.0], [36.0, 33.0], [36.0, 32.0], [37.0, 32.0]]]
    """
    if geometry.geom_type not in {"Polygon", "MultiPolygon"} or geometry.is_empty:
        msg = f"a zone needs a Polygon or MultiPolygon that is not empty, got {geometry.geom_type}"
        raise ExportError(msg)
    west, south, east, north = geometry.bounds
    if west < -180 or east > 180 or south < -90 or north > 90:
        msg = f"bounds {geometry.bounds} leave longitude ±180, latitude ±90"
        raise ExportError(msg)
    coordinates = _coordinates(shapely.orient_polygons(_rounded(geometry)))
    if len(coordinates) == 1:
        return {"type": "Polygon", "coordinates": coordinates[0]}
    return {"type": "MultiPolygon", "coordinates": coordinates}


@lru_cache(maxsize=64)
def _rounded(geometry: BaseGeometry) -> BaseGeometry:
    """Round to 7 decimals; where that makes it invalid, snap it to the grid the slow, sure way."""
    # Adding 0 turns -0.0 into 0.0.
    rounded = shapely.transform(geometry, lambda xy: np.round(xy, DECIMALS) + 0.0)
    if rounded.is_valid:
        return rounded
    snapped = shapely.set_precision(geometry, GRID_DEG)
    if snapped.is_empty or snapped.geom_type not in {"Polygon", "MultiPolygon"}:
        raise ExportError(f"nothing is left of an area rounded to {DECIMALS} decimals")
    return shapely.transform(snapped, lambda xy: np.round(xy, DECIMALS) + 0.0)


def _coordinates(geometry: BaseGeometry) -> list[list[list[list[float]]]]:
    """Return the coordinates of each ring of each polygon, without repeated ones."""
    rings, owners = shapely.get_rings(shapely.get_parts(geometry), return_index=True)
    xy, at = shapely.get_coordinates(rings, return_index=True)
    keep = np.append(True, (xy[1:] != xy[:-1]).any(axis=1) | (at[1:] != at[:-1]))
    ends = np.cumsum(np.bincount(at[keep], minlength=len(rings))).tolist()
    flat: list[list[float]] = xy[keep].tolist()
    found: list[list[list[list[float]]]] = [[] for _ in range(int(owners[-1]) + 1)]
    for owner, start, end in zip(owners.tolist(), [0, *ends], ends, strict=False):
        found[owner].append(flat[start:end])
    return found
