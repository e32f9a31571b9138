"""
Geodesic distances between points of the auxiliary sphere, for compiled loops.

A point of the ellipsoid stands there at its reduced latitude, a unit vector. Thomas's formula is
right to 0.14 m up to 120 degrees, Vincenty's beyond; both were held against Karney's geodesics.
"""

from __future__ import annotations

import numpy as np

from geo.zones.compiled import compiled
from geo.zones.sphere import FLATTENING, SEMI_MAJOR_M, SEMI_MINOR_M

_THOMAS = 0.75  # sin² of half of 120 degrees
_ROUGHLY, _ROUGH_M = 0.9698, 5.0  # to 160 degrees Thomas's formula is right to so much
_ROUNDS = 60
_SETTLED = 1e-10


@compiled
def thomas_m(half2: float, sin0: float, sin1: float) -> float:
    """
    Return the geodesic distance between two points at most 120 degrees apart.

    Thomas (1970), "Spheroidal geodesics, reference systems and local geometry", second order in
    the flattening.

    Parameters
    ----------
    half2
        sin² of half the angle between the points on the auxiliary sphere.
    sin0, sin1
        Sines of the reduced latitudes.
    """
    if half2 < 1e-24:
        return 0.0
    angle = 2 * np.arcsin(np.sqrt(half2))
    cos, sin = 1 - 2 * half2, 2 * np.sqrt(half2 * (1 - half2))
    u = (sin0 + sin1) ** 2 / (2 * (1 - half2))
    v = (sin1 - sin0) ** 2 / (2 * half2)
    x, y = u + v, u - v
    t = angle / sin
    d = 4 * t * t
    a = 2 * d * cos
    c = t - (a - 2 * cos) / 2
    second = x * (a + c * x) - y * (2 * d + 2 * cos * y) + d * x * y
    first = t * x - y
    return float(SEMI_MAJOR_M * sin * (t - FLATTENING / 4 * first + FLATTENING**2 / 64 * second))


@compiled
def vincenty_m(turn: float, sin0: float, sin1: float) -> float:
    """
    Return the geodesic distance between two points that are not nearly antipodal.

    Vincenty (1975), "Direct and inverse solutions of geodesics on the ellipsoid". `turn` is the
    difference of longitudes in radians.
    """
    cos0, cos1 = np.sqrt(1 - sin0 * sin0), np.sqrt(1 - sin1 * sin1)
    lam, angle, sin, cos, cos2a, mid = turn, 0.0, 0.0, 1.0, 0.0, 0.0
    for _ in range(_ROUNDS):
        east = cos1 * np.sin(lam)
        north = cos0 * sin1 - sin0 * cos1 * np.cos(lam)
        sin = np.sqrt(east * east + north * north)
        cos = sin0 * sin1 + cos0 * cos1 * np.cos(lam)
        angle = np.arctan2(sin, cos)
        sina = cos0 * cos1 * np.sin(lam) / sin if sin > 0 else 0.0
        cos2a = 1 - sina * sina
        mid = cos - 2 * sin0 * sin1 / cos2a if cos2a > 0 else 0.0
        c = FLATTENING / 16 * cos2a * (4 + FLATTENING * (4 - 3 * cos2a))
        last = lam
        lam = turn + (1 - c) * FLATTENING * sina * (
            angle + c * sin * (mid + c * cos * (2 * mid * mid - 1))
        )
        if abs(lam - last) < _SETTLED:
            break
    u2 = cos2a * (SEMI_MAJOR_M**2 / SEMI_MINOR_M**2 - 1)
    a = 1 + u2 / 16384 * (4096 + u2 * (-768 + u2 * (320 - 175 * u2)))
    b = u2 / 1024 * (256 + u2 * (-128 + u2 * (74 - 47 * u2)))
    inner = cos * (2 * mid * mid - 1) - b / 6 * mid * (4 * sin * sin - 3) * (4 * mid * mid - 3)
    return float(SEMI_MINOR_M * a * (angle - b * sin * (mid + b / 4 * inner)))


@compiled
def between_m(x: float, y: float, z: float, u: float, v: float, w: float) -> float:
    """Return the geodesic between two points of the auxiliary sphere (unit vectors)."""
    half2 = ((x - u) ** 2 + (y - v) ** 2 + (z - w) ** 2) / 4
    if half2 <= _THOMAS:
        return thomas_m(half2, z, w)
    return vincenty_m(np.arctan2(x * v - y * u, x * u + y * v), z, w)


@compiled
def roughly_m(x: float, y: float, z: float, u: float, v: float, w: float) -> float:
    """Return the geodesic between two points of the auxiliary sphere, or up to 10 m less."""
    half2 = ((x - u) ** 2 + (y - v) ** 2 + (z - w) ** 2) / 4
    if _THOMAS < half2 <= _ROUGHLY:
        return thomas_m(half2, z, w) - _ROUGH_M
    return between_m(x, y, z, u, v, w)
