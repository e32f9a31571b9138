"""
All that a rule can be measured from: territories and their borders, and what else has a name.

Territories come from `geo.zones.territories`; first-order areas, rivers, lakes, lines, regions,
seas and islands, each from its own module, are found here by their ids.
"""

from __future__ import annotations

from copy import copy
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

import shapely
from shapely import LineString, MultiLineString, MultiPolygon, Polygon

from geo.settings import DATA
from geo.zones.boxes import island_at
from geo.zones.kept import Shelf, file_digest, key_of
from geo.zones.layers import CustomFeature, Layers
from geo.zones.maritime import is_belt, waters
from geo.zones.named import LAKE, RIVER, Course, Named, Waters, courses, find
from geo.zones.overview import read_overview
from geo.zones.provinces import Province, Provinces
from geo.zones.regions import Regions
from geo.zones.territories import DE_FACTO, RECOGNISED, Territories

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from shapely.geometry.base import BaseGeometry

    Area: TypeAlias = "Polygon | MultiPolygon"

__all__ = ["DE_FACTO", "RECOGNISED", "Borders"]
ISLAND = "island:"
_WIDE_DEG2 = 25.0  # in smaller boxes land is met faster than found on disk


class Borders(Territories):
    """
    Territories and all other references by name; everything is read when asked for, and kept.

    Examples
    --------
    >>> borders = Borders.open()
    >>> sorted(borders.neighbours("IL"))
    ['EG', 'JO', 'LB', 'PS', 'SY']
    """

    def __init__(self, folder: Path) -> None:
        super().__init__(folder / "borders.sqlite")
        self.folder = folder
        self._waters = Waters(folder / "waters.sqlite")
        self._provinces = Provinces(folder / "provinces.sqlite", self._land_of)
        self._districts = Provinces(folder / "districts.sqlite", self._land_of)
        self.layers = Layers()

    @classmethod
    def open(cls, path: Path = DATA / "borders") -> Borders:
        """Return the borders kept in a folder; nothing is read yet."""
        return cls(path)

    def with_layers(self, features: Iterable[CustomFeature]) -> Borders:
        """Return the same borders with the analyst's places beside them; what is read is shared."""
        other = copy(self)
        other.layers = Layers(features)
        return other

    def island(self, lon: float, lat: float) -> Area:
        """
        Return the island at a point, or the one nearest to it within 2 km.

        Raises
        ------
        GeometryError
            If there is none, or the land there is too large to be told from a continent.
        """
        return self._kept(lambda: island_at(self._atlas, lon, lat), "island", f"{lon},{lat}")

    def admin1(self, code: str) -> Area:
        """
        Return a first-order area by its GeoNames code (``SY.06``), fitted to its country's land.

        Raises
        ------
        GeometryError
            If the code is unknown.
        """
        return self._provinces.fitted(code)

    def provinces(self) -> Mapping[str, Province]:
        """Return the first-order areas by GeoNames code: names, ISO 3166-2 codes, sources."""
        return self._provinces.all

    def admin2(self, code: str) -> Area:
        """
        Return a second-order area by its GeoNames code (``US.HI.009``), fitted to the land.

        Raises
        ------
        GeometryError
            If the code is unknown; only the counties of the United States are known.
        """
        return self._districts.fitted(code)

    def districts(self) -> Mapping[str, Province]:
        """Return the second-order areas by GeoNames code: names and sources."""
        return self._districts.all

    def dividing(self, west: float, south: float, east: float, north: float) -> BaseGeometry:
        """Return the lines between first-order areas of one country in a box, as drawn."""
        return self._provinces.dividing(west, south, east, north)

    def river(self, name: str, *, near: Area | None = None) -> MultiLineString:
        """
        Return a river by its name, an alias or id.

        Parameters
        ----------
        name
            Rivers of one name are told apart as ``Colorado`` and ``Colorado#2``.
        near
            Area, EPSG:4326: of several rivers of this name, the first that comes to it.

        Raises
        ------
        GeometryError
            If no river has this name.
        """
        return self._waters.river(name, near)

    def lake(self, name: str) -> Area:
        """Return a lake by its name, an alias or id; raise GeometryError when unknown."""
        return self._waters.lake(name)

    def lakes_in(self, west: float, south: float, east: float, north: float) -> list[Area]:
        """Return the lakes whose bounds touch a box, degrees."""
        return self._waters.lakes_in(west, south, east, north)

    def line(self, name: str) -> BaseGeometry:
        """
        Return a named line by its id, name or alias, or one of the analyst's by its id.

        Raises
        ------
        GeometryError
            If there is none.
        """
        custom = self.layers.get(name)
        if custom:
            return custom.geometry
        course = find(self._courses, name)
        if course.points:
            return MultiLineString(course.points)
        parts = [self._dividing(a, b, course.viewpoint) for a, b in course.borders]
        whole = shapely.line_merge(shapely.union_all(parts))
        if course.box:
            whole = shapely.clip_by_rect(whole, *course.box)
        return MultiLineString([whole]) if isinstance(whole, LineString) else whole

    def _dividing(self, a: str, b: str, viewpoint: str) -> BaseGeometry:
        """Return the line that two territories, or two first-order areas, share."""
        if "." not in a:
            return self.shared_border(a, b, viewpoint=viewpoint)
        outlines = (shapely.boundary(self.admin1(code)) for code in (a, b))
        parts = shapely.get_parts(shapely.intersection(*outlines))
        return shapely.multilinestrings(parts[shapely.get_type_id(parts) == 1])

    def area(self, id: str, *, viewpoint: str = DE_FACTO) -> Area:
        """
        Return an area that is no territory by its id: a region, a sea, one of the analyst's.

        An island is known by a point of it, ``island:26.8,55.9`` (longitude, latitude).
        The territorial sea of a territory is ``territorial-sea:LB``, its exclusive economic zone
        ``eez:LB`` (see `geo.zones.maritime`); they alone depend on the viewpoint.

        Raises
        ------
        GeometryError
            If there is none.
        """
        custom = self.layers.get(id)
        if custom:
            return custom.geometry
        if id.startswith(ISLAND):
            lon, _, lat = id.removeprefix(ISLAND).partition(",")
            return self.island(float(lon), float(lat))
        if is_belt(id):
            return self._kept(lambda: self._belt(id, viewpoint), id, viewpoint)
        return self._kept(lambda: self._regions.area(id), "region", id)

    def areas(self) -> tuple[Named, ...]:
        """Return ids, names, aliases and notes of the regions and seas that can be drawn."""
        return self._regions.names()

    def coast_on(self, code: str, sea: str, *, viewpoint: str = DE_FACTO) -> BaseGeometry:
        """Return the stretch of a territory's coast on a sea, by the sea's name; GeometryError for none."""
        coast = self.coast(code, viewpoint=viewpoint)
        return shapely.intersection(coast, self._regions.sea_outline(sea))

    def has_area(self, id: str) -> bool:
        """Tell whether a region or sea can be drawn."""
        return id in self._regions.table

    def area_called(self, name: str) -> tuple[str, Named] | None:
        """Return the region that every place of a name is, and the territory it is known by."""
        region = self._regions.called(name)
        return (region.territory, region.named) if region else None

    def is_island(self, id: str, name: str) -> bool:
        """Tell whether a place is one island, by id or name: its area is the land at its point."""
        return self._regions.is_island(id, name)

    def rivers(self) -> tuple[Named, ...]:
        """Return ids, names and aliases of all rivers."""
        return self._waters.names(RIVER)

    def countries_of(self, id: str) -> tuple[str, ...]:
        """Return the countries that a region is part of; none for a sea and what is unknown."""
        region = self._regions.table.get(id)
        codes = region.territories if region and not id.startswith("sea:") else ()
        return tuple(dict.fromkeys(code.partition(".")[0] for code in codes))

    def lakes(self) -> tuple[Named, ...]:
        """Return ids, names and aliases of all lakes."""
        return self._waters.names(LAKE)

    def lines(self) -> tuple[Named, ...]:
        """Return ids, names, aliases and notes of all named lines."""
        return tuple(course.named for course in self._courses)

    def overview(self) -> list[tuple[str, str, MultiPolygon]]:
        """
        Return code, name and simplified land of every territory, for outer zooms.

        They fit each other without gaps; special areas (``SY-GO``) stand beside, not in, the
        country that holds them. Good to about 0.015 degrees; the smallest islands are left out.
        """
        return read_overview(self.folder / "overview.geojson.gz")

    @cached_property
    def _courses(self) -> tuple[Course, ...]:
        return courses(self.folder / "lines.toml")

    @cached_property
    def _regions(self) -> Regions:
        return Regions(self.folder / "areas.toml", self)

    def against_land(
        self, area: BaseGeometry, operation: Callable[[BaseGeometry, BaseGeometry], BaseGeometry]
    ) -> BaseGeometry:
        """
        Return what an operation makes of an area and the land there, whosever it is.

        What took long is kept on disk: the land in a wide box has hundreds of thousands of vertices.
        """

        def make() -> tuple[BaseGeometry, float]:
            return operation(area, self.land_around(*area.bounds)), 0.0

        west, south, east, north = area.bounds
        if (east - west) * (north - south) < _WIDE_DEG2:
            return make()[0]
        what = operation.__name__, shapely.to_wkb(area)
        return Shelf.usual().made(key_of("land", file_digest(self._atlas.path), *what), make)[0]

    def _belt(self, id: str, viewpoint: str) -> Area:
        """Return waters that are computed from coasts, or were before."""
        key = key_of("waters", file_digest(self._atlas.path), id, viewpoint)
        return Shelf.usual().made(key, lambda: (waters(self, id, viewpoint), 0.0))[0]

    def _land_of(self, code: str, viewpoint: str) -> Area:
        """Return the land of a country."""
        return self.land(code, viewpoint=viewpoint)
