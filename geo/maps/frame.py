"""The window of a printed map: its projection, its scale, and what of the world it shows."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

import numpy as np
import pyproj
import shapely

from geo.maps.basemap import lines, polygons

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    from geo.maps.basemap import Box
    from geo.model import LonLat

    Points = NDArray[np.float64]

RADIUS_M = 6_371_000.0
HEMISPHERE_M = 1.75 * RADIUS_M  # as far as an azimuthal map that only locates may go
EDGE_POINTS = 48
ZOOM_0_M = 156_543.034  # metres a pixel at the equator at zoom 0 of a web map
SCREEN_DPI = 96
METRES_DEG = 111_320.0  # at the equator; elsewhere a degree of longitude is shorter
NICE = (1, 2, 2.5, 5)
ANTIPODE_DEG = (
    20.0  # half the side of what is cut out opposite the centre, where a plane has no end
)
STRAIGHT_DEG = 0.5  # a longer line between two points of equal latitude would show as a chord
FINE_PX = 0.35
SEAM_DEG = 1e-9
POLE_DEG = 89.0  # no edge of land or of a zone runs nearer to a pole


@dataclass(frozen=True)
class Frame:
    """
    A rectangle of paper and the part of the world on it.

    Attributes
    ----------
    centre
        Longitude and latitude of the middle of the rectangle, degrees.
    metres_px
        Metres of the plane a pixel.
    width_px, height_px
        Size of the rectangle.
    dpi
        Pixels an inch.
    world
        Whether it shows so much of the world that an azimuthal map would not do.

    Notes
    -----
    Lambert azimuthal equal-area about the centre: scale is true there and within 2 % as far as 23
    degrees from it (Snyder 1987, USGS Professional Paper 1395, p. 182); a pole or the antimeridian
    in the frame is nothing special to it. Equal Earth (Savric, Patterson and Jenny 2019) for the
    world.
    """

    centre: LonLat
    metres_px: float
    width_px: float
    height_px: float
    dpi: float
    world: bool = False

    def wider(self, factor: float, width_px: float, height_px: float) -> Frame:
        """Return a frame of another size about the same centre that shows more around it."""
        most = HEMISPHERE_M / (np.hypot(width_px, height_px) / 2)
        metres = min(self.metres_px * self.width_px * factor / width_px, most)
        return Frame(self.centre, float(metres), width_px, height_px, self.dpi)

    @property
    def _proj(self) -> pyproj.Proj:
        lon, lat = self.centre
        name = "+proj=eqearth" if self.world else f"+proj=laea +lat_0={lat}"
        return _proj(f"{name} +lon_0={lon} +ellps=WGS84 +units=m")

    @property
    def projection(self) -> str:
        """Name the projection, for a reader."""
        lon, lat = self.centre
        east, north = "E" if lon >= 0 else "W", "N" if lat >= 0 else "S"
        if self.world:
            return f"Equal Earth about {abs(lon):.1f}° {east}, WGS 84"
        return (
            f"Lambert azimuthal equal-area about {abs(lat):.1f}° {north}, {abs(lon):.1f}° {east}, "
            "WGS 84"
        )

    def project(self, lonlat: Points) -> Points:
        """Return points of shape (n, 2), degrees, as metres in the plane."""
        return np.column_stack(self._proj(lonlat[:, 0], lonlat[:, 1]))

    def unproject(self, xy: Points) -> Points:
        """Return points of the plane as degrees; infinite beyond the projection's rim."""
        return np.column_stack(self._proj(xy[:, 0], xy[:, 1], inverse=True))

    @cached_property
    def extent_m(self) -> tuple[float, float, float, float]:
        """Left, right, bottom, top of the rectangle in the plane."""
        x, y = self.project(np.array([self.centre]))[0].tolist()
        dx, dy = self.metres_px * self.width_px / 2, self.metres_px * self.height_px / 2
        return (x - dx, x + dx, y - dy, y + dy)

    @property
    def rectangle(self) -> shapely.Polygon:
        """The rectangle in the plane, metres."""
        left, right, bottom, top = self.extent_m
        return shapely.box(left, bottom, right, top)

    @cached_property
    def ground_m_px(self) -> float:
        """Metres of ground a pixel at the centre, to the east."""
        geod, half = pyproj.Geod(ellps="WGS84"), 1_000.0
        ends = np.array([geod.fwd(*self.centre, azimuth, half)[:2] for azimuth in (90.0, 270.0)])
        drawn = float(np.hypot(*np.diff(self.project(ends), axis=0)[0]))
        return float(self.metres_px * 2 * half / drawn)

    @property
    def zoom(self) -> float:
        """Zoom of a web map on which things have the same size in inches."""
        metres = self.metres_px * self.dpi / SCREEN_DPI
        latitude = np.radians(min(abs(self.centre[1]), 75.0))
        return float(np.log2(ZOOM_0_M * np.cos(latitude) / metres))

    @cached_property
    def window(self) -> Box:
        """
        West, south, east, north that hold all of the rectangle, degrees.

        East of west; the two may lie beyond ±180, and are 360 degrees apart around a pole.
        """
        left, right, bottom, top = self.extent_m
        x, y = np.linspace(left, right, EDGE_POINTS), np.linspace(bottom, top, EDGE_POINTS)
        grid = np.column_stack([axis.ravel() for axis in np.meshgrid(x, y)])
        lonlat = self.unproject(grid)
        lonlat = lonlat[np.isfinite(lonlat).all(axis=1)]
        middle = self.centre[0]
        turn = (lonlat[:, 0] - middle + 180.0) % 360.0 - 180.0
        west, east = middle + float(turn.min()), middle + float(turn.max())
        south, north = float(lonlat[:, 1].min()), float(lonlat[:, 1].max())
        for pole in (90.0, -90.0):
            if not self.world and self.sees(0.0, pole):
                west, east = middle - 180.0, middle + 180.0
                south, north = min(south, pole), max(north, pole)
        pad_x, pad_y = 0.03 * (east - west) + 1e-3, 0.03 * (north - south) + 1e-3
        if self.world or east - west + 2 * pad_x >= 360.0:
            rim = 180.0 - (1e-6 if self.world else 0.0)  # beyond it, a point is at the other rim
            west, east, pad_x = middle - rim, middle + rim, 0.0
        return (west - pad_x, max(south - pad_y, -90.0), east + pad_x, min(north + pad_y, 90.0))

    @property
    def boxes(self) -> tuple[Box, ...]:
        """The window as one or two boxes within longitude ±180."""
        west, south, east, north = self.window
        if east - west >= 359.9:
            return ((-180.0, south, 180.0, north),)
        found = []
        for turn in (-360.0, 0.0, 360.0):
            low, high = max(west + turn, -180.0), min(east + turn, 180.0)
            if low < high:
                found.append((low, south, high, north))
        return tuple(found)

    def sees(self, lon: float, lat: float) -> bool:
        """Tell whether a point is on the rectangle."""
        x, y = self.project(np.array([[lon, lat]]))[0]
        left, right, bottom, top = self.extent_m
        return bool(left <= x <= right and bottom <= y <= top)

    def clip(self, geometry: BaseGeometry) -> BaseGeometry:
        """
        Return what of a geometry in degrees may be seen, thinned by less than a pixel.

        Its longitudes are those of `window`: parts beyond the antimeridian are moved to it.
        """
        bounds = shapely.bounds(geometry)
        found = []
        for west, south, east, north in self._pieces:
            for turn in (-360.0, 0.0, 360.0):
                if bounds[0] + turn < east and bounds[2] + turn > west:
                    part = shapely.clip_by_rect(geometry, west - turn, south, east - turn, north)
                    found.append(part if turn == 0 else _turned(part, turn))
        whole = found[0] if len(found) == 1 else shapely.GeometryCollection(found)
        return shapely.simplify(whole, self._fine_deg, preserve_topology=False)

    @property
    def _fine_deg(self) -> float:
        """Degrees that no eye sees on this frame: by so much lines may be thinned."""
        return FINE_PX * self.metres_px / METRES_DEG

    @cached_property
    def _pieces(self) -> list[Box]:
        """Return the window without a box about the antipode of the centre."""
        west, south, east, north = self.window
        lon, lat = self.centre[0] + 180.0, -self.centre[1]
        lon -= 360.0 * np.floor((lon - west) / 360.0)
        low, high = max(lat - ANTIPODE_DEG, south), min(lat + ANTIPODE_DEG, north)
        left, right = max(lon - ANTIPODE_DEG, west), min(lon + ANTIPODE_DEG, east)
        if self.world or low >= high or left >= right:
            return [self.window]
        parts = ((west, south, east, low), (west, high, east, north),
                 (west, low, left, high), (right, low, east, high))  # fmt: skip
        return [part for part in parts if part[0] < part[2] and part[1] < part[3]]

    def areas(self, geometry: BaseGeometry) -> list[list[Points]]:
        """Return what is seen of areas in degrees: the rings of each, shell first, in the plane."""
        rings, owners = shapely.get_rings(_dense(polygons(self.clip(geometry))), return_index=True)
        found: list[list[Points]] = [[] for _ in range(int(owners.max(initial=-1)) + 1)]
        lonlat, at = shapely.get_coordinates(rings, return_index=True)
        for owner, ring in zip(owners.tolist(), _split(self.project(lonlat), at), strict=True):
            found[owner].append(ring)
        return found

    def paths(self, geometry: BaseGeometry) -> list[Points]:
        """Return what is seen of lines in degrees, or of the edges of areas, in the plane.

        Edges along the antimeridian and at the poles are left out, and the frame adds none: they
        are not where an area ends.
        """
        seen = self.clip(shapely.MultiLineString([*_without_seams(geometry), *lines(geometry)]))
        xy, at = shapely.get_coordinates(_dense(lines(seen)), return_index=True)
        # the tip of a notch in the antimeridian may be narrower than what is seen
        seam = np.append(False, _along_antimeridian(xy, self._fine_deg)).cumsum() if len(xy) else at
        return [part for part in _split(self.project(xy), at + seam) if len(part) > 1]

    def plane(self, geometry: BaseGeometry) -> BaseGeometry:
        """Return what is seen of areas in degrees as one valid area in the plane, metres."""
        parts = [shapely.Polygon(rings[0], rings[1:]) for rings in self.areas(geometry)]
        whole = shapely.union_all(shapely.make_valid(parts))
        return shapely.intersection(whole, self.rectangle)


@lru_cache(maxsize=64)
def _proj(definition: str) -> pyproj.Proj:
    """Return a projection, made once: both sides are on the WGS 84 ellipsoid, no datum shifts."""
    return pyproj.Proj(definition)


def _dense(parts: list[BaseGeometry]) -> list[BaseGeometry]:
    """Add points to long lines, which are straight in degrees and not on the map."""
    whole = [part for part in parts if part.length > 0]
    found: list[BaseGeometry] = shapely.segmentize(whole, STRAIGHT_DEG).tolist()
    return found


def _split(points: Points, owners: NDArray[np.int64]) -> list[Points]:
    """Return points by their owners, whose numbers never fall."""
    if len(points) == 0:
        return []
    found: list[Points] = np.split(points, np.flatnonzero(np.diff(owners)) + 1)
    return found


def _without_seams(geometry: BaseGeometry) -> list[BaseGeometry]:
    """Return the edges of areas as lines, without those along the antimeridian or at a pole."""
    rings = shapely.get_rings(polygons(geometry))
    xy, at = shapely.get_coordinates(rings, return_index=True)
    if not len(xy):
        return []
    polar = np.abs(xy[:, 1]) > POLE_DEG
    seam = _along_antimeridian(xy, SEAM_DEG) | (polar[:-1] & polar[1:])
    parts = _split(xy, at + np.append(False, seam).cumsum())
    return [shapely.LineString(part) for part in parts if len(part) > 1]


def nice_below(most: float) -> float:
    """Return the greatest of 1, 2, 2.5 or 5 times a power of ten that is not above a number."""
    power = 10.0 ** np.floor(np.log10(most))
    return float(max(n * power for n in NICE if n * power <= most * (1 + 1e-9)))


def _turned(geometry: BaseGeometry, degrees: float) -> BaseGeometry:
    return shapely.transform(geometry, lambda xy: xy + np.array([degrees, 0.0]))


def _along_antimeridian(xy: Points, near_deg: float) -> NDArray[np.bool_]:
    """Tell which segments between points have both ends on the antimeridian."""
    on = _off(xy[:, 0], 180.0) < near_deg
    found: NDArray[np.bool_] = on[:-1] & on[1:]
    return found


def _off(lons: NDArray[np.float64], lon: float) -> NDArray[np.float64]:
    """Return how far longitudes are from a meridian, degrees."""
    found: NDArray[np.float64] = np.abs((lons - lon + 180.0) % 360.0 - 180.0)
    return found
