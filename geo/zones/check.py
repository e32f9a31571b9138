"""Questions to shapes: is a place inside, how far is it from a border, where is the border nearest."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely

from geo.errors import GeometryError
from geo.zones.lines import checked, checked_area, runs_of
from geo.zones.nearest import NearestLine
from geo.zones.sphere import Bools, Floats, Ints

if TYPE_CHECKING:
    from numpy.typing import ArrayLike
    from shapely.geometry.base import BaseGeometry

_STEP_M = 500.0
_BEND_M = 0.01
_TRUSTED_M = 400_000.0  # two chords so long from one place tell their geodesics to 0.9 m
_MANY = 4_096
_CELLS = 1024


class Distances:
    """
    Geodesic distances of many places to one geometry.

    Parameters
    ----------
    geometry
        Points, lines or areas, EPSG:4326. Of an area the outline counts: a place inside has
        its distance to the edge.

    Notes
    -----
    Up to 400 km the nearest point is that by chord: no other is nearer by more than 0.9 m, in
    practice millimetres. Beyond, it is looked for by geodesic (`geo.zones.far`), to 0.8 m. The
    distance given is that of the point found, to 2 cm.

    Examples
    --------
    >>> from shapely import LineString
    >>> equator = Distances(LineString([(0, 0), (10, 0)]))
    >>> equator.to([5.0], [1.0]).round(1).tolist()
    [110574.4]
    """

    def __init__(self, geometry: BaseGeometry) -> None:
        runs = runs_of(checked(geometry))
        if not len(runs):
            raise GeometryError("geometry: got the whole earth, which has no edge")
        self._line = NearestLine(runs, _STEP_M, _BEND_M, _TRUSTED_M)

    def to(self, lon: ArrayLike, lat: ArrayLike) -> Floats:
        """
        Return the distance of each place in metres, shape (n,).

        Raises
        ------
        GeometryError
            If the coordinates are not two equally long rows of places on earth.
        """
        return self.nearest(lon, lat)[2]

    def nearest(self, lon: ArrayLike, lat: ArrayLike) -> tuple[Floats, Floats, Floats]:
        """
        Return the nearest point of the geometry to each place, and how far it is.

        Returns
        -------
        lon, lat
            Decimal degrees, shape (n,).
        distance_m
            Metres, shape (n,).

        Raises
        ------
        GeometryError
            As `to`.
        """
        x, y = _places(lon, lat)
        order = _neighbours_first(x, y)
        found = np.empty((3, len(x)))
        feet, found[2, order] = self._line.nearest(x[order], y[order])
        found[:2, order] = feet.T
        return found[0], found[1], found[2]


def distances_to(geometry: BaseGeometry, lon: ArrayLike, lat: ArrayLike) -> Floats:
    """
    Return the geodesic distance of places to a geometry (of areas, to their outline).

    Parameters
    ----------
    geometry
        Points, lines or areas, EPSG:4326.
    lon, lat
        Decimal degrees, shape (n,). For repeated questions keep a `Distances`.

    Returns
    -------
    distance_m
        Metres, shape (n,).

    Raises
    ------
    GeometryError
        If the geometry or the coordinates are not usable.
    """
    return Distances(geometry).to(lon, lat)


def inside(area: BaseGeometry, lon: ArrayLike, lat: ArrayLike) -> Bools:
    """
    Tell which places lie in an area or on its edge.

    Parameters
    ----------
    area
        Polygon or MultiPolygon, EPSG:4326.
    lon, lat
        Decimal degrees, shape (n,); 180 and -180 are the same meridian.

    Raises
    ------
    GeometryError
        If the coordinates are not two equally long rows of places on earth.
    """
    x, y = _places(lon, lat)
    if not isinstance(area, shapely.Geometry):
        raise GeometryError(f"area: got {type(area).__name__}, wanted a polygon")
    shapely.prepare(area)
    found = shapely.intersects_xy(area, x, y)
    seam = np.abs(x) == 180
    if seam.any():
        found[seam] |= shapely.intersects_xy(area, -x[seam], y[seam])
    return np.asarray(found)


def depths_m(area: BaseGeometry, lon: ArrayLike, lat: ArrayLike) -> Floats:
    """
    Return how far inside an area places lie: metres to its edge, negative outside.

    Raises
    ------
    GeometryError
        If the area or the coordinates are not usable.
    """
    away = distances_to(checked_area(area), lon, lat)
    return np.where(inside(area, lon, lat), away, -away)


def _places(lon: ArrayLike, lat: ArrayLike) -> tuple[Floats, Floats]:
    """Return coordinates as two equally long rows of places on earth."""
    try:
        x, y = np.atleast_1d(np.asarray(lon, float)), np.atleast_1d(np.asarray(lat, float))
    except (TypeError, ValueError) as error:
        raise GeometryError(f"places: {error}, wanted decimal degrees") from error
    if x.shape != y.shape or x.ndim != 1:
        raise GeometryError(
            f"places: got shapes {x.shape} and {y.shape}, wanted two rows of one length"
        )
    bad = np.flatnonzero(~((np.abs(x) <= 180) & (np.abs(y) <= 90)))
    if len(bad):
        at = f"longitude {x[bad[0]]}, latitude {y[bad[0]]}"
        raise GeometryError(f"places: got {at} in row {bad[0]}, wanted -180 to 180 and -90 to 90")
    return x, y


def _neighbours_first(x: Floats, y: Floats) -> Ints:
    """Return an order in which places follow their neighbours, so that the tree stays in cache."""
    if len(x) < _MANY:
        return np.arange(len(x))
    column = ((x - x.min()) / max(float(np.ptp(x)), 1e-9) * (_CELLS - 1)).astype(np.int64)
    row = ((y - y.min()) / max(float(np.ptp(y)), 1e-9) * (_CELLS - 1)).astype(np.int64)
    column = np.where(row & 1, _CELLS - 1 - column, column)
    return np.argsort(((row >> 3) << 40) | (column << 16) | (row & 7), kind="stable")
