"""Lengths of fine lines without a projection library."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from geo.zones.arcs import Degrees

EQUATOR_M = 6_378_137.0  # WGS84
FLATTENING = 1 / 298.257223563
ECCENTRICITY2 = FLATTENING * (2 - FLATTENING)


def length_km(points: Degrees) -> float:
    """
    Return the length of a line on the WGS84 ellipsoid, kilometres.

    Each segment is measured with the radii of curvature at its middle latitude (Snyder 1987,
    eq. 4-18 ff.), which is right to 1e-6 for segments shorter than 10 km.

    Parameters
    ----------
    points
        Shape (n, 2), longitude latitude in decimal degrees.

    Examples
    --------
    >>> round(length_km(np.array([[35.0, 33.0], [35.0, 33.1]])), 3)
    11.091
    """
    lon, lat = np.radians(points).T
    middle = (lat[1:] + lat[:-1]) / 2
    shape = 1 - ECCENTRICITY2 * np.sin(middle) ** 2
    north = EQUATOR_M * (1 - ECCENTRICITY2) / shape**1.5 * np.diff(lat)
    east = EQUATOR_M / np.sqrt(shape) * np.cos(middle) * np.diff(lon)
    return float(np.hypot(north, east).sum() / 1000)
