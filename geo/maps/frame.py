"""The window of a printed map: its projection, its scale, and what of the world it shows."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import pyproj
import shapely

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    from geo.maps.basemap import Box

WIDE_DEG = 70.0  # beyond this an azimuthal map shows its far side badly
EDGE_POINTS = 40
ZOOM_0_M = 156_543.034  # metres a pixel at the equator at zoom 0 of a web map
SCREEN_DPI = 96
METRES_DEG = 111_320.0  # at the equator; elsewhere a degree of longitude is shorter
NICE = (1, 2, 2.5, 5)


@dataclass(frozen=True)
class Frame:
    """
    A rectangle of paper and the part of the world on it.

    Attributes
    ----------
    box
        West, south, east, north that must be seen, degrees.
    width_px, height_px
        Size of the rectangle.
    dpi
        Pixels an inch.

    Notes
    -----
    Lambert azimuthal equal-area about the middle of the box: scale is true at the centre and
    within 2 % over 20 degrees (Snyder 1987, USGS Professional Paper 1395, p. 182). Equirectangular,
    true at the middle latitude, for a box wider or higher than 70 degrees.
    """

    box: Box
    width_px: float
    height_px: float
    dpi: float

    @cached_property
    def _to_plane(self) -> pyproj.Transformer:
        west, south, east, north = self.box
        lon, lat = (west + east) / 2, (south + north) / 2
        name = f"+proj=laea +lat_0={lat} +lon_0={lon}"
        if max(east - west, north - south) > WIDE_DEG:
            name = f"+proj=eqc +lat_ts={lat} +lon_0={lon}"
        plane = pyproj.CRS.from_proj4(f"{name} +ellps=WGS84 +units=m")
        return pyproj.Transformer.from_crs(4326, plane, always_xy=True)

    def project(self, lonlat: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return points of shape (n, 2), degrees, as metres in the plane."""
        return np.column_stack(self._to_plane.transform(lonlat[:, 0], lonlat[:, 1]))

    @cached_property
    def extent_m(self) -> tuple[float, float, float, float]:
        """Left, right, bottom, top of the rectangle in the plane."""
        edge = shapely.get_coordinates(shapely.segmentize(shapely.box(*self.box).exterior, 1.0))
        x, y = self.project(edge).T
        half_x, half_y = (x.max() - x.min()) / 2, (y.max() - y.min()) / 2
        metres_px = max(2 * half_x / self.width_px, 2 * half_y / self.height_px, 1e-6)
        mid_x, mid_y = (x.max() + x.min()) / 2, (y.max() + y.min()) / 2
        dx, dy = metres_px * self.width_px / 2, metres_px * self.height_px / 2
        return (mid_x - dx, mid_x + dx, mid_y - dy, mid_y + dy)

    @property
    def metres_px(self) -> float:
        """Metres a pixel."""
        left, right, _, _ = self.extent_m
        return (right - left) / self.width_px

    @property
    def zoom(self) -> float:
        """Zoom of a web map on which things have the same size in inches."""
        metres = self.metres_px * self.dpi / SCREEN_DPI
        latitude = np.radians((self.box[1] + self.box[3]) / 2)
        return float(np.log2(ZOOM_0_M * np.cos(latitude) / metres))

    @cached_property
    def lonlat_box(self) -> Box:
        """Bounds in degrees that hold all of the rectangle."""
        left, right, bottom, top = self.extent_m
        x = np.linspace(left, right, EDGE_POINTS)
        y = np.linspace(bottom, top, EDGE_POINTS)
        xs, ys = (a.ravel() for a in np.meshgrid(x, y))
        lon, lat = self._to_plane.transform(xs, ys, direction="INVERSE")
        seen = np.isfinite(lon) & np.isfinite(lat)
        if not seen.all():
            return (-180.0, -90.0, 180.0, 90.0)
        return (float(lon.min()), float(lat.min()), float(lon.max()), float(lat.max()))

    def clip(self, geometry: BaseGeometry) -> BaseGeometry:
        """Return what of a geometry in degrees may be seen, thinned by less than a pixel."""
        west, south, east, north = self.lonlat_box
        pad = 0.02 * max(east - west, north - south)
        part = shapely.clip_by_rect(geometry, west - pad, south - pad, east + pad, north + pad)
        return part.simplify(0.4 * self.metres_px / METRES_DEG, preserve_topology=False)

    def nice_length_m(self, share: float) -> float:
        """
        Return the greatest round length that takes at most a share of the width.

        Examples
        --------
        >>> Frame((35.0, 32.0, 37.0, 34.0), 1000, 1000, 96).nice_length_m(0.25)
        50000.0
        """
        most = share * self.width_px * self.metres_px
        power = 10.0 ** np.floor(np.log10(most))
        return float(max(n * power for n in NICE if n * power <= most))
