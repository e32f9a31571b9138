"""
The WGS84 ellipsoid as numpy sees it: conformal sphere, earth-centred vectors, geodesics.

The conformal sphere keeps angles, so that a small circle on the ellipsoid is, to first order,
a small circle on the sphere whose angular radius is the distance times a local scale. Lengths
that count are always measured on the ellipsoid by Karney's geodesics (pyproj).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from pyproj import Geod

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
Shapes = NDArray[np.object_]  # shapely geometries

GEOD = Geod(ellps="WGS84")
SEMI_MAJOR_M = 6_378_137.0
FLATTENING = 1 / 298.257223563
SEMI_MINOR_M = SEMI_MAJOR_M * (1 - FLATTENING)
MEAN_RADIUS_M = 6_371_008.8
DEGREE_M = 111_320.0  # one degree of longitude on the equator
LEAST_DEGREE_M = 110_500.0  # no degree of latitude is shorter
MOST_DEGREE_M = 111_700.0  # and none is longer

ECCENTRICITY2 = FLATTENING * (2 - FLATTENING)
_E = float(np.sqrt(ECCENTRICITY2))
_POLE_DEG = 90 - 1e-8  # the tangent of latitude must stay finite


def to_sphere(lon: Floats, lat: Floats) -> tuple[Floats, Floats]:
    """
    Map points of the ellipsoid to the conformal sphere.

    Parameters
    ----------
    lon, lat
        Decimal degrees, EPSG:4326, shape (n,).

    Returns
    -------
    unit
        Unit vectors, shape (n, 3).
    scale
        Radians on the sphere for one metre on the ellipsoid, shape (n,).

    Notes
    -----
    Conformal latitude after Karney (2011), "Transverse Mercator with an accuracy of a few
    nanometers", equations 7 to 9.
    """
    phi = np.radians(np.clip(lat, -_POLE_DEG, _POLE_DEG))
    lam = np.radians(lon)
    tau = np.tan(phi)
    sec = np.hypot(1, tau)
    sigma = np.sinh(_E * np.arctanh(_E * tau / sec))
    tau_c = tau * np.hypot(1, sigma) - sigma * sec
    sec_c = np.hypot(1, tau_c)
    normal_m = SEMI_MAJOR_M / np.sqrt(1 - ECCENTRICITY2 * (tau / sec) ** 2)
    unit = np.column_stack([np.cos(lam) / sec_c, np.sin(lam) / sec_c, tau_c / sec_c])
    return unit, sec / sec_c / normal_m


def from_sphere(unit: Floats) -> tuple[Floats, Floats]:
    """
    Map unit vectors of the conformal sphere, shape (n, 3), back to longitude and latitude.

    Newton's method on the conformal latitude (Karney 2011, equations 19 to 21); three steps
    reach the precision of doubles.
    """
    lon = np.degrees(np.arctan2(unit[:, 1], unit[:, 0]))
    tau_c = unit[:, 2] / np.maximum(np.hypot(unit[:, 0], unit[:, 1]), 1e-300)
    tau = np.where(
        np.abs(tau_c) > 70, tau_c * np.exp(_E * np.arctanh(_E)), tau_c / (1 - ECCENTRICITY2)
    )
    for _ in range(3):
        sec = np.hypot(1, tau)
        sigma = np.sinh(_E * np.arctanh(_E * tau / sec))
        guess = tau * np.hypot(1, sigma) - sigma * sec
        slope = np.hypot(1, guess) * (1 - ECCENTRICITY2) * sec / (1 + (1 - ECCENTRICITY2) * tau**2)
        tau = tau + (tau_c - guess) / slope
    return lon, np.degrees(np.arctan(tau))


def to_ecef(lon: Floats, lat: Floats) -> Floats:
    """Return earth-centred, earth-fixed coordinates in metres, shape (n, 3)."""
    lam, phi = np.radians(lon), np.radians(lat)
    sin, cos = np.sin(phi), np.cos(phi)
    normal_m = SEMI_MAJOR_M / np.sqrt(1 - ECCENTRICITY2 * sin * sin)
    return np.column_stack(
        [
            normal_m * cos * np.cos(lam),
            normal_m * cos * np.sin(lam),
            normal_m * (1 - ECCENTRICITY2) * sin,
        ]
    )


def from_ecef(points: Floats) -> tuple[Floats, Floats]:
    """Return longitude and latitude of points on the ellipsoid, shape (n, 3)."""
    x, y, z = points.T
    lat = np.arctan2(z, (1 - ECCENTRICITY2) * np.hypot(x, y))
    return np.degrees(np.arctan2(y, x)), np.degrees(lat)


def wrap_degrees(lon: Floats) -> Floats:
    """Bring longitudes or their differences into -180 to 180."""
    return (lon + 180) % 360 - 180


def geodesic_m(lon0: Floats, lat0: Floats, lon1: Floats, lat1: Floats) -> Floats:
    """Return the geodesic distance between points, metres, shape (n,)."""
    return np.asarray(GEOD.inv(lon0, lat0, lon1, lat1)[2])


def authalic(lat: Floats) -> Floats:
    """
    Return the area between the equator and a parallel for each radian of longitude, in m².

    Snyder (1987), "Map projections: a working manual", equation 3-12, times a²/2.
    """
    sin = np.sin(np.radians(lat))
    q = (1 - ECCENTRICITY2) * (sin / (1 - ECCENTRICITY2 * sin * sin) + np.arctanh(_E * sin) / _E)
    return np.asarray(SEMI_MAJOR_M**2 / 2 * q)


def isometric_latitude(lat: Floats) -> Floats:
    """Return the isometric latitude, radians: Snyder (1987), equation 7-7."""
    sin = np.sin(np.radians(lat))
    return np.asarray(np.arctanh(sin) - _E * np.arctanh(_E * sin))
