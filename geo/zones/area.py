"""Operations on areas that stay valid, and their size on the ellipsoid."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely

from geo.errors import GeometryError
from geo.zones.globe import oriented
from geo.zones.lines import polygons_in
from geo.zones.sphere import DEGREE_M, Floats, Shapes, authalic

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

SLIVER_M = 1.0
_LONGEST_EDGE_DEG = 0.5
_MANY_PARTS = 8
# Gauss-Legendre on three points: exact for the edge lengths above to a part in a billion.
_NODES, _WEIGHTS = np.polynomial.legendre.leggauss(3)


def area_km2(area: BaseGeometry) -> float:
    """
    Return the size of an area on the WGS84 ellipsoid.

    Parameters
    ----------
    area
        Polygon or MultiPolygon, EPSG:4326, edges straight in longitude and latitude.

    Returns
    -------
    area_km2
        Square kilometres; 0 for what has no area.

    Notes
    -----
    Green's theorem: the area is the integral along the outline of the area between the equator
    and the parallel, over longitude. Holes count against their shells whichever way they run.
    """
    if not isinstance(area, shapely.Geometry):
        raise GeometryError(f"area: got {type(area).__name__}, wanted a polygon")
    parts = polygons_in(area)
    rings = shapely.get_rings(shapely.orient_polygons(parts, exterior_cw=False))
    xy, ring = shapely.get_coordinates(
        shapely.segmentize(rings, _LONGEST_EDGE_DEG), return_index=True
    )
    same = ring[1:] == ring[:-1]
    a, b = xy[:-1][same], xy[1:][same]
    middle, half = (a[:, 1] + b[:, 1]) / 2, (b[:, 1] - a[:, 1]) / 2
    below = sum(w * authalic(middle + t * half) for t, w in zip(_NODES, _WEIGHTS, strict=True))
    return float(-(np.radians(b[:, 0] - a[:, 0]) * below).sum() / 2 / 1e6)


def cut_out(area: BaseGeometry, bounds: tuple[float, float, float, float]) -> BaseGeometry:
    """Return the part of an area in a box; fast for outlines of a million vertices."""
    piece = shapely.clip_by_rect(area, *bounds)
    return piece if piece.is_valid else shapely.intersection(area, shapely.box(*bounds))


def cut_out_each(areas: Shapes, bounds: tuple[float, float, float, float]) -> Shapes:
    """Return the part of each area in a box."""
    pieces = shapely.clip_by_rect(areas, *bounds)
    crossed = ~shapely.is_valid(pieces)
    pieces[crossed] = shapely.intersection(areas[crossed], shapely.box(*bounds))
    return np.asarray(pieces)


def intersection(zone: BaseGeometry, area: BaseGeometry) -> BaseGeometry:
    """Return what a zone and a (possibly huge) area share, as a valid area without slivers."""
    if zone.is_empty or area.is_empty:
        return shapely.Polygon()
    pieces = shapely.get_parts(zone)
    if len(pieces) > _MANY_PARTS:
        pieces = np.array([zone], dtype=object)
    # The pieces of a valid area share no more than points, so their shares need no union.
    shared = [shapely.intersection(piece, cut_out(area, shapely.bounds(piece))) for piece in pieces]
    return without_slivers(shapely.geometrycollections(shared))


def difference(zone: BaseGeometry, area: BaseGeometry) -> BaseGeometry:
    """Return the zone without a (possibly huge) area, as a valid area without slivers."""
    if zone.is_empty or area.is_empty:
        return without_slivers(zone)
    return without_slivers(shapely.difference(zone, cut_out(area, zone.bounds)))


def union(areas: list[BaseGeometry]) -> BaseGeometry:
    """Return the union of valid areas, as a valid area without slivers."""
    return without_slivers(areas[0] if len(areas) == 1 else shapely.union_all(areas))


def without_slivers(area: BaseGeometry, width_m: float = SLIVER_M) -> BaseGeometry:
    """
    Return the parts of an area that are wider than a sliver, without holes that are slivers.

    The width of a ring is twice its area over its length: the mean width of a long strip.
    """
    parts = polygons_in(area)
    whole = parts[_mean_width_m(shapely.get_exterior_ring(parts)) > width_m]
    holed = shapely.get_num_interior_rings(whole) > 0
    whole[holed] = [_without_sliver_holes(part) for part in whole[holed]]
    if not len(whole):
        return shapely.Polygon()
    return oriented(whole[0] if len(whole) == 1 else shapely.multipolygons(whole))


def _without_sliver_holes(part: BaseGeometry) -> BaseGeometry:
    """Fill the holes of a polygon that are slivers."""
    holes = shapely.get_rings(part)[1:]
    kept = holes[_mean_width_m(holes) > SLIVER_M]
    return part if len(kept) == len(holes) else shapely.Polygon(part.exterior, list(kept))


def _mean_width_m(rings: Shapes) -> Floats:
    """Return the mean width of rings in metres, as wide as they would be on the equator."""
    width = 2 * shapely.area(shapely.polygons(rings)) / np.maximum(shapely.length(rings), 1e-300)
    return np.asarray(width * DEGREE_M)
