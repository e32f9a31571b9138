"""
Everything within a distance of a geometry, to the metre, anywhere on earth.

Up to 1,000 km the outline is put together from the lines beside edges and the arcs round corners
that no other edge covers (`geo.zones.offset`). Beyond, a zone is the union of discs along its
source, which on the conformal sphere are caps whose union is one convex hull (`geo.zones.caps`);
its rings are nearly right and are pushed to the exact distance. Either way each edge of the outline
is then bounded or measured, and split where it is off (`geo.zones.outline`). docs/geodesy.md has
the proof and the figures.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import shapely

from geo.errors import GeometryError
from geo.zones.area import cut_out, intersection, without_slivers
from geo.zones.globe import oriented, polygons_of
from geo.zones.kept import Shelf, key_of
from geo.zones.lines import Runs, checked, near_area, near_box, polygons_in, runs_of
from geo.zones.numbers import number_of
from geo.zones.outline import Outline
from geo.zones.sphere import LEAST_DEGREE_M, Shapes
from geo.zones.trace import traced

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

FARTHEST_M = 20_000_000.0
NEAREST_M = 0.001  # degrees as doubles tell nothing much finer apart
TOLERANCES = (1e-6, 1e-2)
_MANY = 10_000  # vertices: zones of fewer are faster made than found


@dataclass(frozen=True, slots=True)
class GeodesicZone:
    """
    An area whose edge lies at a geodesic distance.

    Attributes
    ----------
    geometry
        Valid Polygon or MultiPolygon, EPSG:4326, RFC 7946; empty when nothing is in reach.
    error_m
        Metres that no point of the edge is farther from the distance, rounded up to two digits: a
        bound up to 1,000 km, beyond the greatest deviation found on sampled points.
    """

    geometry: BaseGeometry
    error_m: float


def zone_within(
    geometry: BaseGeometry,
    distance_m: float,
    *,
    clip: BaseGeometry | None = None,
    tolerance: float = 1e-4,
) -> GeodesicZone:
    """
    Return everything within a geodesic distance of a geometry.

    Parameters
    ----------
    geometry
        Points, lines or areas, EPSG:4326, edges straight in longitude and latitude (RFC 7946).
        The zone of an area holds the area itself. A height (z) is dropped.
    distance_m
        Distance on the WGS84 ellipsoid in metres, a millimetre to 20,000 km (for lines and areas
        about 8,900 km).
    clip
        Area the zone is limited to, or None.
    tolerance
        Greatest deviation of the edge as a fraction of the distance, 1e-6 to 1e-2.

    Returns
    -------
    zone
        The area, and how far its edge deviates at most.

    Raises
    ------
    GeometryError
        If the geometry is empty, not finite, outside EPSG:4326 or crosses itself, or if the
        distance or the tolerance is out of range.

    Examples
    --------
    >>> from shapely import Point
    >>> zone = zone_within(Point(36.1, 32.6), 20_000)
    >>> zone.geometry.contains(Point(36.3, 32.6)), zone.error_m <= 2
    (True, True)
    """
    source = checked(geometry)
    distance_m = checked_distance(distance_m)
    _check_tolerance(tolerance)
    if clip is not None:
        _check_clip(clip)
    if clip is None:
        return _whole(source, distance_m, tolerance)
    try:
        return _clipped(source, distance_m, tolerance, clip)
    except shapely.GEOSException as problem:
        reason = shapely.is_valid_reason(clip)
        raise GeometryError(f"clip: {reason}, wanted a simple outline") from problem


def _whole(source: BaseGeometry, distance_m: float, tolerance: float) -> GeodesicZone:
    """Return the zone of a geometry and all that the geometry holds."""
    areas = polygons_in(source)
    only_areas = source.geom_type in ("Polygon", "MultiPolygon")
    runs = runs_of(oriented(source) if only_areas else source)
    if not len(runs):
        return GeodesicZone(source, 0.0)  # the whole earth has no edge
    return GeodesicZone(*_rim(runs, distance_m, tolerance, areas, outside=only_areas))


def _clipped(
    source: BaseGeometry, distance_m: float, tolerance: float, clip: BaseGeometry
) -> GeodesicZone:
    """Return the part of a zone in a clip, from the part of the source that is near enough."""
    runs = _in_reach(runs_of(source), clip, distance_m)
    rim, error_m = shapely.Polygon(), 0.0
    if len(runs):
        rim, error_m = _rim(runs, distance_m, tolerance, None, outside=False)
    filled = _with_interior(rim, polygons_in(source), clip)
    return GeodesicZone(intersection(filled, clip), error_m)


def _rim(
    runs: Runs, distance_m: float, tolerance: float, areas: Shapes | None, *, outside: bool
) -> tuple[BaseGeometry, float]:
    """Return what lies within a distance of runs (and in areas), and its error; maybe kept."""

    def make() -> tuple[BaseGeometry, float]:
        inside = _as_one(areas) if areas is not None and len(areas) else None
        outline, north = traced(runs, distance_m, tolerance, inside, outside=outside)
        return polygons_of(outline.rings, north_pole_inside=north), _up(outline)

    if len(runs) < _MANY:
        return make()
    filled = b"" if areas is None else b"".join(shapely.to_wkb(areas))
    shape = runs.xy.tobytes(), np.asarray(runs.run, np.int64).tobytes(), filled
    return Shelf.usual().made(key_of("zone", *shape, distance_m, tolerance, outside), make)


def checked_distance(distance_m: float) -> float:
    """
    Return a distance that a zone can have, in metres.

    Raises
    ------
    GeometryError
        If it is not a number from a millimetre to 20,000 km.
    """
    value = number_of(distance_m, "distance_m")
    if not 0 < value <= FARTHEST_M:
        raise GeometryError(
            f"distance_m: got {value}, wanted more than 0, at most {FARTHEST_M:.0f}"
        )
    if value < NEAREST_M:
        raise GeometryError(
            f"distance_m: got {value}, wanted {NEAREST_M} or more: finer is no line"
        )
    return value


def _check_tolerance(tolerance: float) -> None:
    """Refuse a tolerance that is too fine for doubles or too coarse for a circle."""
    low, high = TOLERANCES
    if not low <= number_of(tolerance, "tolerance") <= high:
        raise GeometryError(f"tolerance: got {tolerance}, wanted {low} to {high}")


def _check_clip(clip: BaseGeometry) -> None:
    """Refuse a clip that is no area on earth; its outline is not looked at, it may be a country."""
    if not isinstance(clip, shapely.Geometry) or clip.is_empty or not len(polygons_in(clip)):
        kind = clip.geom_type if isinstance(clip, shapely.Geometry) else type(clip).__name__
        raise GeometryError(f"clip: got {kind} without area, wanted a polygon")
    west, south, east, north = clip.bounds
    if not (-180 <= west <= east <= 180 and -90 <= south <= north <= 90):
        got = f"{west}, {south} to {east}, {north}"
        raise GeometryError(f"clip: got bounds {got}, wanted -180, -90 to 180, 90 (EPSG:4326)")


def _in_reach(runs: Runs, clip: BaseGeometry, distance_m: float) -> Runs:
    """Leave out what is too far from the clip to matter."""
    reach_m = distance_m * 1.01
    if distance_m > 2_000_000 or not len(runs):
        return runs
    runs = near_box(runs, clip.bounds, reach_m)
    return near_area(runs, cut_out_near(clip, runs, reach_m), reach_m) if len(runs) else runs


def cut_out_near(clip: BaseGeometry, runs: Runs, reach_m: float) -> BaseGeometry:
    """Return the part of a clip that can be in reach of runs, as a box would cut it."""
    (west, south), (east, north) = runs.xy.min(axis=0), runs.xy.max(axis=0)
    pad_y = reach_m / LEAST_DEGREE_M
    if max(abs(south), abs(north)) + pad_y > 85 or shapely.get_num_coordinates(clip) < 1000:
        return clip
    pad_x = pad_y / np.cos(np.radians(max(abs(south), abs(north)) + pad_y))
    if west - pad_x < -180 or east + pad_x > 180:
        return clip
    return cut_out(clip, (west - pad_x, south - pad_y, east + pad_x, north + pad_y))


def _as_one(areas: Shapes) -> BaseGeometry:
    """Return areas as one geometry, made ready for many questions."""
    whole = areas[0] if len(areas) == 1 else shapely.multipolygons(areas)
    shapely.prepare(whole)
    return whole


def _with_interior(rim: BaseGeometry, areas: Shapes, clip: BaseGeometry) -> BaseGeometry:
    """Add the areas of a source to the zone of the part of their outlines near the clip."""
    if not len(areas):
        return rim
    inside = [cut_out(area, clip.bounds) for area in areas]
    return oriented(without_slivers(shapely.union_all([rim, *inside])))


def _up(outline: Outline) -> float:
    """Round a deviation up to two digits."""
    if outline.error_m <= 0:
        return 0.0
    unit = 10.0 ** (np.floor(np.log10(outline.error_m)) - 1)
    return float(round(np.ceil(outline.error_m / unit) * unit, 9))
