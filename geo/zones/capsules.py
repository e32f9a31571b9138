"""
The union of capsules: what lies near edges that are long beside the distance.

Each edge with all that lies within the distance of it is a capsule. Laid out in one conformal
(stereographic) plane, capsules are plain planar shapes that GEOS buffers edge by edge, which
needs far fewer parts than discs in a row, and no simplification that a buffer of the whole line
would suffer (GEOS drops details below a hundredth of the distance).
"""

from __future__ import annotations

import numpy as np
import shapely

from geo.zones.lines import Runs, densify
from geo.zones.sphere import Floats, to_sphere

_QUADRANT_SEGMENTS = 12
_SCALE_CHANGE_M = 4_000.0  # an edge this long changes the scale of the plane by under a thousandth
_AXES = np.vstack([np.eye(3), -np.eye(3)])


def union_of_capsules(runs: Runs, distance_m: float) -> list[Floats]:
    """
    Trace the outline of everything within a distance of points and edges.

    Parameters
    ----------
    runs
        Points and lines, EPSG:4326.
    distance_m
        Distance in metres, small beside the earth (below some 20 km).

    Returns
    -------
    rings
        Rings of unit vectors on the conformal sphere, shape (m, 3), the last point not repeated,
        interior on the left. They deviate from the distance by about a thousandth of it.
    """
    runs = densify(runs, _SCALE_CHANGE_M, sagitta_m=max(1e-3, distance_m * 1e-4))
    unit, scale = to_sphere(runs.xy[:, 0], runs.xy[:, 1])
    plane = _Plane(unit)
    xy = plane.project(unit)
    radius = distance_m * scale * (1 + np.einsum("ij,ij->i", xy, xy) / 4)
    joined = runs.joined
    edges = shapely.linestrings(np.stack([xy[:-1][joined], xy[1:][joined]], axis=1))
    lone = ~(np.r_[joined, False] | np.r_[False, joined])
    middle = (radius[:-1][joined] + radius[1:][joined]) / 2
    shapes = np.r_[
        shapely.buffer(edges, middle, quad_segs=_QUADRANT_SEGMENTS),
        shapely.buffer(shapely.points(xy[lone]), radius[lone], quad_segs=4 * _QUADRANT_SEGMENTS),
    ]
    parts = shapely.get_parts(shapely.normalize(shapely.union_all(shapes)))
    # GEOS normalizes to clockwise shells; zones run the other way round.
    rings = [shapely.get_coordinates(ring)[::-1][:-1] for ring in shapely.get_rings(parts)]
    return [plane.lift(ring) for ring in rings]


class _Plane:
    """A stereographic plane whose antipode lies far from the points it shall show."""

    def __init__(self, unit: Floats) -> None:
        mean = unit.mean(axis=0)
        centres = np.vstack([mean / max(float(np.linalg.norm(mean)), 1e-12), _AXES])
        centre = centres[(unit @ centres.T).min(axis=0).argmax()]
        east = np.cross([0, 0, 1.0] if abs(centre[2]) < 0.9 else [1.0, 0, 0], centre)
        east /= np.linalg.norm(east)
        self._basis = np.vstack([east, np.cross(centre, east), centre])

    def project(self, unit: Floats) -> Floats:
        """Return plane coordinates, shape (n, 2), scale 1 in the centre."""
        local = unit @ self._basis.T
        return np.asarray(2 * local[:, :2] / (1 + local[:, 2:]))

    def lift(self, xy: Floats) -> Floats:
        """Return the unit vectors of plane coordinates, shape (n, 3)."""
        square = np.einsum("ij,ij->i", xy, xy)[:, None] / 4
        local = np.hstack([xy, 1 - square]) / (1 + square)
        return np.asarray(local @ self._basis)
