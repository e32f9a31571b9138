"""Trace the outline of a zone, by the way that suits its distance, and measure it."""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING

import numpy as np
import shapely

from geo.errors import GeometryError
from geo.zones.caps import MAX_RADIUS, decimated, union_of_caps
from geo.zones.lines import Runs, cell_hulls, densify, distinct, thin, without_specks
from geo.zones.nearest import NearestLine
from geo.zones.offset import offset_rings
from geo.zones.outline import Outline, exact_outline
from geo.zones.sphere import GEOD, MEAN_RADIUS_M, Floats, from_sphere, to_sphere
from geo.zones.tree import Edges

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

LONGEST_OFFSET_M = 1_000_000.0  # beyond, chords tell too little of geodesics
_HULL_SHARE = 0.4  # of the tolerance: how deep the notches between neighbouring discs may be
_MANY_DISCS = 20_000
_OUTWARD_SHARE = 0.3  # of the tolerance: how far points of an outline lie too far out
_INWARD_SHARE = 0.6  # of the tolerance: how far the chord between two lies too far in
_THIN_SHARE = 0.15  # of the tolerance: what the source may lose before its outline is traced
_GRID_SHARE = 0.1  # of that: points so close are one
_BEND_SHARE = 0.05  # of the tolerance: how far edges may bend from their chords
_LONGEST_EDGE_M = 4_000.0  # a longer chord lies so deep that two edges in one place are no tie
_EDGE_GROWTH = 150.0  # m^½: an edge so long lies below the surface by a 2,000th of the distance
_REMEMBERED = 16  # outlines
_remembered: dict[tuple[bytes, float, float, bool], tuple[Outline, bool]] = {}


def traced(
    runs: Runs,
    distance_m: float,
    tolerance: float,
    inside: BaseGeometry | None,
    *,
    outside: bool,
) -> tuple[Outline, bool]:
    """
    Return the exact outline of the zone of runs, and whether it holds the north pole.

    Rings inside of an area are left out; `outside` tells that runs are the outlines of areas. The
    last outlines are remembered: most readings of a border differ elsewhere than near a zone.
    """
    within = b"" if inside is None else shapely.to_wkb(inside)
    digest = blake2b(runs.xy.tobytes())
    digest.update(runs.run.tobytes() + within)
    key = digest.digest(), distance_m, tolerance, outside
    found = _remembered.pop(key, None)
    if found is None:
        found = _traced(runs, distance_m, tolerance, inside, outside=outside)
    _remembered[key] = found
    while len(_remembered) > _REMEMBERED:
        _remembered.pop(next(iter(_remembered)), None)
    return found


def forget_outlines() -> None:
    """Forget the outlines remembered, so that the next are traced anew (to measure how long)."""
    _remembered.clear()


def _traced(
    runs: Runs,
    distance_m: float,
    tolerance: float,
    inside: BaseGeometry | None,
    *,
    outside: bool,
) -> tuple[Outline, bool]:
    """Trace an outline anew."""
    bend_m = _BEND_SHARE * tolerance * distance_m
    step_m = min(_LONGEST_EDGE_M, _EDGE_GROWTH * float(np.sqrt(distance_m)))
    line = NearestLine(runs, step_m, bend_m)
    pole = np.zeros(1), np.full(1, 90.0)
    north = bool(line.distances_m(*pole)[0] <= distance_m)
    rings = _rings(runs, distance_m, tolerance, step_m, outside=outside)
    if inside is not None:
        # A ring keeps its distance of the edge of the area: it lies inside as a whole or not.
        rings = [ring for ring in rings if not shapely.contains_xy(inside, *ring[0])]
        north = north or bool(shapely.intersects_xy(inside, *pole)[0])
    if not rings:
        return Outline((), 0.0), north
    rough = distance_m > LONGEST_OFFSET_M
    return exact_outline(rings, line, distance_m, tolerance, rough=rough), north


def _rings(
    runs: Runs, distance_m: float, tolerance: float, step_m: float, *, outside: bool
) -> list[Floats]:
    """Return the rings round runs: exact up to `LONGEST_OFFSET_M` and round a point."""
    whole = len(runs)
    speck_m = tolerance * distance_m * _THIN_SHARE
    runs = without_specks(runs, speck_m, speck_m * _GRID_SHARE)
    outside = outside and len(runs) == whole
    if (runs.xy == runs.xy[0]).all():
        return [_circle(runs.xy[0], distance_m, tolerance)]
    if distance_m <= LONGEST_OFFSET_M:
        return _offset_rings(runs, distance_m, tolerance, step_m, outside=outside)
    return _disc_rings(runs, distance_m, tolerance)


def _offset_rings(
    runs: Runs, distance_m: float, tolerance: float, step_m: float, *, outside: bool
) -> list[Floats]:
    """
    Trace the outline round runs that lose next to nothing before.

    Points of it lie a little outside, so that the edges between them lie as little inside.
    """
    thinned = thin(runs, tolerance * distance_m * _THIN_SHARE)
    edges = Edges.of(densify(thinned, step_m, _BEND_SHARE * tolerance * distance_m))
    away_m = distance_m * (1 + _OUTWARD_SHARE * tolerance)
    arc_m = float(np.sqrt(8 * (_OUTWARD_SHARE + _INWARD_SHARE) * tolerance)) * distance_m
    if outside:
        try:
            return offset_rings(edges, away_m, arc_m, right_only=True)
        except GeometryError:
            pass  # an outline that is not closed: both sides together are
    return offset_rings(edges, away_m, arc_m)


def _disc_rings(runs: Runs, distance_m: float, tolerance: float) -> list[Floats]:
    """Trace the union of the discs along runs."""
    thinned = thin(runs, tolerance * distance_m * _HULL_SHARE)
    step_m = float(np.sqrt(8 * tolerance * _HULL_SHARE) * distance_m)
    xy = distinct(densify(thinned, step_m).xy)
    if len(xy) > _MANY_DISCS:
        xy = cell_hulls(xy, float(np.sqrt(4 * tolerance * _HULL_SHARE) * distance_m))
    centre, scale = to_sphere(xy[:, 0], xy[:, 1])
    radius = distance_m * scale
    if radius.max() > MAX_RADIUS:
        raise GeometryError(
            f"distance_m: got {distance_m} from a line or area, wanted at most 8,900,000"
        )
    limit = tolerance / 4 * distance_m / MEAN_RADIUS_M
    rings = [decimated(r, limit) for r in union_of_caps(centre, radius, _arc_step(tolerance))]
    return [np.column_stack(from_sphere(ring)) for ring in rings if len(ring) > 2]


def _arc_step(tolerance: float) -> float:
    """Return the angle whose chord leaves the circle by a little less than half the tolerance."""
    return float(2 * np.arccos(1 - tolerance * 0.45))


def _circle(centre: Floats, radius_m: float, tolerance: float) -> Floats:
    """Return a geodesic circle, counterclockwise."""
    count = int(np.ceil(2 * np.pi / _arc_step(tolerance)))
    bearing = -np.arange(count) * 360.0 / count
    start = np.full((count, 2), centre)
    lon, lat, _ = GEOD.fwd(start[:, 0], start[:, 1], bearing, np.full(count, radius_m))
    return np.column_stack([lon, lat])
