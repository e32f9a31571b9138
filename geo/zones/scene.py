"""What a march along the elements of an outline sees: edges, elements, and places on them."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from geo.zones.compiled import compiled
from geo.zones.sphere import ECCENTRICITY2, MEAN_RADIUS_M, SEMI_MAJOR_M, Bools, Floats, Ints
from geo.zones.tree import chord_m, radius_m


class Scene(NamedTuple):
    """
    What a march sees: edges in their tree, elements, and lengths in metres.

    Two edges whose distances differ by less than `tie` are equally near.
    """

    start: Floats
    end: Floats
    boxes: Floats
    origin: Floats
    axis: Floats
    length: Floats
    arc: Bools
    edge: Ints
    beside: Ints
    own: Ints
    distance: float
    step: float
    tie: float


class Place(NamedTuple):
    """A point of an element, the way ahead, and the chord to what it keeps its distance of."""

    x: float
    y: float
    z: float
    ahead_x: float
    ahead_y: float
    ahead_z: float
    reach: float


@compiled
def _on_surface(x: float, y: float, z: float) -> tuple[float, float, float]:
    """Return the point of the ellipsoid over a point close to it."""
    size = np.sqrt((x * x + y * y + z * z / (1 - ECCENTRICITY2)) / SEMI_MAJOR_M**2)
    return x / size, y / size, z / size


@compiled
def _normal(x: float, y: float, z: float) -> tuple[float, float, float]:
    """Return the unit normal of the ellipsoid."""
    up = z / (1 - ECCENTRICITY2)
    size = np.sqrt(x * x + y * y + up * up)
    return x / size, y / size, up / size


@compiled
def _cross(
    ax: float, ay: float, az: float, bx: float, by: float, bz: float
) -> tuple[float, float, float]:
    """Return the vector product."""
    return ay * bz - az * by, az * bx - ax * bz, ax * by - ay * bx


@compiled
def place_on(scene: Scene, k: int, t: float) -> Place:
    """Return the place t metres along element k."""
    x, y, z = scene.origin[k]
    ax, ay, az = scene.axis[k]
    if scene.arc[k]:
        nx, ny, nz = _normal(x, y, z)
        bx, by, bz = _cross(nx, ny, nz, ax, ay, az)
        cos, sin = np.cos(t / scene.distance), np.sin(t / scene.distance)
        dx, dy, dz = cos * ax + sin * bx, cos * ay + sin * by, cos * az + sin * bz
        ax, ay, az = cos * bx - sin * ax, cos * by - sin * ay, cos * bz - sin * az
    else:
        x, y, z = _on_surface(x + t * ax, y + t * ay, z + t * az)
        nx, ny, nz = _normal(x, y, z)
        dx, dy, dz = _cross(ax, ay, az, nx, ny, nz)
        size = np.sqrt(dx * dx + dy * dy + dz * dz)
        dx, dy, dz = dx / size, dy / size, dz / size
    radius = radius_m(x, y, z, dx, dy, dz)
    half = np.sin(scene.distance / 2 / radius)
    down = 2 * half * half
    across = 2 * half * np.sqrt(1 - half * half)
    px, py, pz = _on_surface(
        x + radius * (across * dx - down * nx),
        y + radius * (across * dy - down * ny),
        z + radius * (across * dz - down * nz),
    )
    chord, away = chord_m(x, y, z, px, py, pz)
    miss = scene.distance - away
    px, py, pz = _on_surface(
        px + miss * ((1 - down) * dx - across * nx),
        py + miss * ((1 - down) * dy - across * ny),
        pz + miss * ((1 - down) * dz - across * nz),
    )
    return Place(px, py, pz, ax, ay, az, chord + miss * np.sqrt(1 - half * half))


@compiled
def curvature(scene: Scene, k: int) -> float:
    """Return how much an element bends to its source, 1 / m."""
    if scene.arc[k]:
        return 1 / scene.distance
    return scene.distance / MEAN_RADIUS_M**2 * 2  # the tangent of up to 1,000 km, and to spare
