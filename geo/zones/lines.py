"""
Geometries as plain runs of coordinates, and what can be left out of them.

A run is a polyline whose edges are straight in longitude and latitude (RFC 7946); a run of one
coordinate is a point. Edges that only close a polygon at the antimeridian or at a pole are no
edges of anything on earth and are left out.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import shapely

from geo.errors import GeometryError
from geo.zones.sphere import (
    DEGREE_M,
    LEAST_DEGREE_M,
    MEAN_RADIUS_M,
    MOST_DEGREE_M,
    Bools,
    Floats,
    Ints,
    Shapes,
)

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

_ON_SEAM_DEG = 1e-9
_CHUNK = 64
_POLAR = np.pi / 2 - 1e-9  # six millimetres from a pole: nearer, bends are not told
_COLLECTIONS = (4, 5, 6, 7)
MOST_COORDINATES = 5_000_000


@dataclass(frozen=True, slots=True)
class Runs:
    """
    Coordinates of points and polylines.

    Attributes
    ----------
    xy
        Longitude, latitude in decimal degrees, shape (n, 2).
    run
        Number of the run each coordinate belongs to, not decreasing, shape (n,).
    """

    xy: Floats
    run: Ints

    def __len__(self) -> int:
        return len(self.xy)

    @property
    def joined(self) -> Bools:
        """True at i where coordinates i and i + 1 are the ends of an edge, shape (n - 1,)."""
        return np.asarray(self.run[1:] == self.run[:-1])

    def length_m(self) -> float:
        """Return the approximate length of all edges in metres (within a percent)."""
        return float(edge_lengths_m(self).sum())


def checked(geometry: BaseGeometry, what: str = "geometry") -> BaseGeometry:
    """
    Return the geometry in two dimensions, or say what is wrong with it.

    Raises
    ------
    GeometryError
        If it is no geometry, empty, of more than five million coordinates, not finite, outside
        EPSG:4326, or an area whose outline crosses itself. A height (z) is dropped: distances
        are measured on the ellipsoid.
    """
    if not isinstance(geometry, shapely.Geometry):
        raise GeometryError(f"{what}: got {type(geometry).__name__}, wanted a shapely geometry")
    if geometry.is_empty:
        raise GeometryError(f"{what}: got an empty {geometry.geom_type}, wanted coordinates")
    count = shapely.get_num_coordinates(geometry)
    if count > MOST_COORDINATES:
        raise GeometryError(
            f"{what}: got {count} coordinates, wanted at most {MOST_COORDINATES}; simplify it"
        )
    flat = shapely.force_2d(geometry)
    # finer than a tenth of a micrometre nothing is a line
    _check_places(np.round(shapely.get_coordinates(flat), 12), what)
    areas = [flat] if flat.geom_type == "MultiPolygon" else polygons_in(flat)
    crossed = next((area for area in areas if not area.is_valid), None)
    if crossed is not None:
        reason = shapely.is_valid_reason(crossed)
        raise GeometryError(f"{what}: {reason}, wanted a simple outline")
    return flat


def checked_area(area: BaseGeometry, what: str = "area") -> BaseGeometry:
    """
    Return an area in two dimensions, or say what is wrong with it.

    Raises
    ------
    GeometryError
        As `checked`, or if it is no Polygon or MultiPolygon.
    """
    flat = checked(area, what)
    if flat.geom_type not in ("Polygon", "MultiPolygon"):
        raise GeometryError(f"{what}: got a {flat.geom_type}, wanted a polygon")
    return flat


def _check_places(xy: Floats, what: str) -> None:
    """Refuse coordinates that are no places on earth; say which is the first."""
    wrong = np.flatnonzero(~(np.abs(xy) <= np.array([180, 90])).all(axis=1))
    if not len(wrong):
        return
    lon, lat = xy[wrong[0]]
    at = f"longitude {lon}, latitude {lat} in row {wrong[0]}"
    if not np.isfinite([lon, lat]).all():
        raise GeometryError(f"{what}: got NaN or infinite numbers ({at}), wanted decimal degrees")
    raise GeometryError(f"{what}: got {at}, wanted -180 to 180 and -90 to 90 (EPSG:4326)")


def polygons_in(geometry: BaseGeometry) -> Shapes:
    """Return the polygons in a geometry, however deep in collections."""
    parts = shapely.get_parts(geometry)
    while np.isin(shapely.get_type_id(parts), _COLLECTIONS).any():
        parts = shapely.get_parts(parts)
    return np.asarray(parts[(shapely.get_type_id(parts) == 3) & ~shapely.is_empty(parts)])


def runs_of(geometry: BaseGeometry) -> Runs:
    """Return the points, lines and outlines of a geometry, collections included."""
    parts = shapely.get_parts(geometry)
    while np.isin(shapely.get_type_id(parts), _COLLECTIONS).any():
        parts = shapely.get_parts(parts)
    areal = shapely.get_type_id(parts) == 3
    lines = shapely.get_parts(np.where(areal, shapely.boundary(parts), parts))
    xy, run = shapely.get_coordinates(lines, return_index=True)
    xy = np.round(xy, 12)
    runs = Runs(xy, run)
    if len(runs) < 2:
        return runs
    cut = runs.joined & (_at_pole(xy) | _on_shared_seam(runs))
    return _keep(runs, np.r_[~cut, True]) if cut.any() else runs


def _at_pole(xy: Floats) -> Bools:
    """Mark the edges that lie on a pole."""
    polar = np.abs(xy[:, 1]) > 90 - _ON_SEAM_DEG
    return np.asarray(polar[1:] & polar[:-1])


def _on_shared_seam(runs: Runs) -> Bools:
    """Mark the edges on the antimeridian that others meet from its other side."""
    lon = runs.xy[:, 0]
    east, west = lon > 180 - _ON_SEAM_DEG, lon < -180 + _ON_SEAM_DEG
    edges = runs.joined & ((east[1:] & east[:-1]) | (west[1:] & west[:-1]))
    spans = [shapely.union_all(_upright(runs, edges & side[1:])) for side in (east, west)]
    shared = shapely.intersection(*spans)
    edges[edges] = shapely.length(shapely.intersection(shared, _upright(runs, edges))) > 0
    return np.asarray(edges)


def _upright(runs: Runs, edges: Bools) -> Shapes:
    """Return the latitudes that edges span, as lines along the y axis."""
    lat = runs.xy[:, 1]
    ends = np.stack([lat[:-1][edges], lat[1:][edges]], axis=1)
    return np.asarray(shapely.linestrings(0 * ends, ends), dtype=object)


def edge_lengths_m(runs: Runs) -> Floats:
    """Return the approximate length of each edge in metres, 0 where there is none, (n - 1,)."""
    step = np.diff(runs.xy, axis=0)
    middle = np.radians(runs.xy[1:, 1] + runs.xy[:-1, 1]) / 2
    length = np.hypot(step[:, 0] * np.cos(middle), step[:, 1]) * DEGREE_M
    return np.where(runs.joined, length, 0.0)


def near_box(runs: Runs, bounds: tuple[float, float, float, float], reach_m: float) -> Runs:
    """Keep the edges and points whose own box comes within reach of the box given."""
    west, south, east, north = bounds
    pad_y = reach_m / LEAST_DEGREE_M
    widest = min(89.9, max(abs(south - pad_y), abs(north + pad_y)))
    pad_x = pad_y / np.cos(np.radians(widest))
    nxt = np.r_[np.where(runs.joined, np.arange(1, len(runs)), np.arange(len(runs) - 1)), -1]
    a, b = runs.xy, runs.xy[nxt]
    near = (np.maximum(a[:, 1], b[:, 1]) >= south - pad_y) & (
        np.minimum(a[:, 1], b[:, 1]) <= north + pad_y
    )
    if (east - west) + 2 * pad_x < 360:
        low, high = np.minimum(a[:, 0], b[:, 0]), np.maximum(a[:, 0], b[:, 0])
        near &= np.logical_or.reduce(
            [(high + k >= west - pad_x) & (low + k <= east + pad_x) for k in (-360, 0, 360)]
        )
    return _keep(runs, near)


def _keep(runs: Runs, starts: Bools) -> Runs:
    """Keep the edges that start at the coordinates marked, and the lone points marked."""
    edges = starts[:-1] & runs.joined
    keep = starts & ~np.r_[runs.joined, False] & ~np.r_[False, runs.joined]
    keep[:-1] |= edges
    keep[1:] |= edges
    run = np.cumsum(np.r_[True, ~edges])
    return Runs(runs.xy[keep], run[keep])


def near_area(runs: Runs, area: BaseGeometry, reach_m: float) -> Runs:
    """Keep the stretches of `_CHUNK` edges that come within reach of an area."""
    if len(runs) < 4 * _CHUNK:
        return runs
    south, north = area.bounds[1], area.bounds[3]
    widest = max(abs(south), abs(north)) + reach_m / LEAST_DEGREE_M
    if widest > 85 or abs(area.bounds[2] - area.bounds[0]) > 300:
        return runs
    reach_deg = reach_m / LEAST_DEGREE_M / np.cos(np.radians(widest))
    if max(np.abs(runs.xy[:, 0]).max(), *np.abs(area.bounds[::2])) > 180 - reach_deg:
        return runs
    first = np.arange(0, len(runs), _CHUNK)
    ends = np.minimum(first + _CHUNK, len(runs) - 1)  # an edge reaches into the next chunk
    low = np.minimum(np.minimum.reduceat(runs.xy, first), runs.xy[ends])
    high = np.maximum(np.maximum.reduceat(runs.xy, first), runs.xy[ends])
    shapely.prepare(area)
    near = shapely.dwithin(area, shapely.box(*low.T, *high.T), reach_deg)
    return _keep(runs, np.repeat(near, _CHUNK)[: len(runs)])


def thin(runs: Runs, tolerance_m: float) -> Runs:
    """Drop vertices that lie within the tolerance of the line without them."""
    _, run, count = np.unique(runs.run, return_inverse=True, return_counts=True)
    lone = count[run] == 1
    if lone.all() or count.max() < 3:
        return runs
    lines = shapely.linestrings(
        runs.xy[~lone], indices=np.unique(run[~lone], return_inverse=True)[1]
    )
    thinner = shapely.simplify(lines, tolerance_m / MOST_DEGREE_M, preserve_topology=False)
    xy, index = shapely.get_coordinates(thinner, return_index=True)
    if lone.any():
        xy = np.vstack([xy, runs.xy[lone]])
        index = np.r_[index, len(lines) + np.arange(lone.sum())]
    return Runs(xy, index)


def without_specks(runs: Runs, size_m: float, grid_m: float) -> Runs:
    """
    Make points of runs smaller than a size, and one of points that share a cell of a grid.

    Ends that lie closer than rounding tells apart have no order round them.
    """
    first = np.flatnonzero(np.r_[True, ~runs.joined])
    low, high = np.minimum.reduceat(runs.xy, first), np.maximum.reduceat(runs.xy, first)
    wide = (high - low) * DEGREE_M
    wide[:, 0] *= np.cos(np.radians(low[:, 1]))
    speck = wide.max(axis=1) < size_m
    if not speck.any() or len(runs) == 1:
        return runs
    spots = np.unique(np.round(runs.xy[first[speck]] * (DEGREE_M / grid_m)), axis=0)
    if len(spots) == speck.sum() and (np.diff(np.r_[first, len(runs)])[speck] == 1).all():
        return runs
    number = np.cumsum(np.r_[True, ~runs.joined]) - 1
    rest = ~speck[number]
    last = number[-1] + 1
    return Runs(
        np.vstack([runs.xy[rest], spots / (DEGREE_M / grid_m)]),
        np.r_[number[rest], last + np.arange(len(spots))],
    )


def densify(runs: Runs, step_m: float, sagitta_m: float = 0.05) -> Runs:
    """
    Add vertices so that no edge is longer than a step.

    Edges straight in longitude and latitude bend away from the geodesic between their ends;
    steps are also short enough to keep that bend below ``sagitta_m``.
    """
    if len(runs) < 2:
        return runs
    length = edge_lengths_m(runs)
    middle = np.minimum(np.radians(np.abs(runs.xy[1:, 1] + runs.xy[:-1, 1])) / 2, _POLAR)
    curved = np.sqrt(8 * MEAN_RADIUS_M * sagitta_m / np.maximum(np.tan(middle), 0.05))
    pieces = np.maximum(1, np.ceil(length / np.minimum(step_m, curved))).astype(np.int64)
    pieces = np.r_[pieces, 1]
    start = np.repeat(np.arange(len(runs)), pieces)
    nth = np.arange(len(start)) - np.repeat(np.cumsum(pieces) - pieces, pieces)
    end = np.minimum(start + 1, len(runs) - 1)
    along = (nth / pieces[start])[:, None]
    return Runs(runs.xy[start] + (runs.xy[end] - runs.xy[start]) * along, runs.run[start])


def cell_hulls(xy: Floats, size_m: float) -> Floats:
    """
    Keep only the corners of the convex hull of the coordinates in each cell of a grid.

    The union of discs of radius d round the coordinates changes by at most size² / 4 d.
    """
    size_deg = size_m / DEGREE_M
    row = np.floor(xy[:, 1] / size_deg)
    column = np.floor(xy[:, 0] * np.cos(np.radians((row + 0.5) * size_deg)) / size_deg)
    cell = np.unique(column + 1j * row, return_inverse=True)[1]
    order = np.argsort(cell, kind="stable")
    hulls = shapely.convex_hull(shapely.multipoints(shapely.points(xy[order]), indices=cell[order]))
    return distinct(shapely.get_coordinates(hulls))


def distinct(xy: Floats) -> Floats:
    """Return distinct coordinates, sorted."""
    return np.unique(np.ascontiguousarray(xy).view(np.complex128)).view(np.float64).reshape(-1, 2)
