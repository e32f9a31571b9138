"""What lies under the zones: land, borders, lakes and names, as plain data from the caller."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely
from shapely import MultiLineString, MultiPolygon, Polygon

from geo.errors import DataFileError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from shapely.geometry.base import BaseGeometry

OVERVIEW_PREFIX = "window.cordonOverview="
OVERVIEW_SCALE = 100  # units a degree: about 1 km, what a world view can show
DETAIL_SCALE = 100_000  # about 1 m
Box = tuple[float, float, float, float]
# Smallest zoom at which a town of at least so many people may be named.
TOWN_ZOOMS = (
    (4e6, 4.0),
    (1.2e6, 5.0),
    (4e5, 6.0),
    (1.2e5, 7.0),
    (4e4, 8.0),
    (1.2e4, 9.0),
    (3e3, 10),
)
# Smallest zoom at which a territory of at least so many square kilometres may be named.
AREA_ZOOMS = ((1.5e6, 2.0), (4e5, 3.0), (1.2e5, 4.0), (2.5e4, 5.0), (5e3, 6.0), (5e2, 7.0))


@dataclass(frozen=True, slots=True)
class Label:
    """
    A name on the map.

    Attributes
    ----------
    lon, lat
        Decimal degrees, EPSG:4326.
    kind
        "country", "area" (a territory of special standing), "capital", "town" or "pin".
    zoom
        Smallest web-map zoom at which it may be shown.
    weight
        Population, or area in square kilometres: among equals the heavier is placed first.
    """

    text: str
    lon: float
    lat: float
    kind: str
    zoom: float
    weight: float = 0.0


EMPTY: dict[str, Any] = {
    "scale": OVERVIEW_SCALE,
    "boxes": [],
    "land": [],
    "borders": [],
    "inner": [],
    "coast": [],
    "lakes": [],
    "rivers": [],
    "labels": [],
}


@dataclass(frozen=True)
class Overview:
    """
    The world, coarse, and its greatest names; geometry in EPSG:4326, made when asked for.

    Attributes
    ----------
    data
        Packed geometry and labels, as `pack_overview` writes them.
    script
        The same as JavaScript that sets ``window.cordonOverview``, as a page loads it.
    """

    data: Mapping[str, Any] = field(default_factory=lambda: EMPTY)
    script: str = OVERVIEW_PREFIX + json.dumps(EMPTY)

    @cached_property
    def land(self) -> MultiPolygon:
        """Return the land."""
        return _unpack_polygons(self.data["land"], self.data["scale"])

    def land_in(self, box: Box) -> MultiPolygon:
        """Return the land masses whose bounds touch a box, whole."""
        west, south, east, north = (degrees * self.data["scale"] for degrees in box)
        rows = self.data["land"]
        lengths = [len(shell) for shell, *_ in rows]
        if not rows:
            return MultiPolygon()
        steps = np.fromiter(chain.from_iterable(row[0] for row in rows), np.int64, sum(lengths))
        ends = np.cumsum(lengths) // 2
        starts = np.concatenate([[0], ends[:-1]])
        xy = np.cumsum(steps.reshape(-1, 2), axis=0)
        before = np.where(starts[:, None] > 0, xy[starts - 1], 0)  # each shell starts from nothing
        low = np.minimum.reduceat(xy, starts) - before
        high = np.maximum.reduceat(xy, starts) - before
        touch = (high >= (west, south)).all(axis=1) & (low <= (east, north)).all(axis=1)
        near = [rows[at] for at in np.flatnonzero(touch)]
        return _unpack_polygons(near, self.data["scale"])

    @cached_property
    def lakes(self) -> MultiPolygon:
        """Return the lakes."""
        return _unpack_polygons(self.data["lakes"], self.data["scale"])

    @cached_property
    def borders(self) -> MultiLineString:
        """Return the borders between holders."""
        return _unpack_lines(self.data["borders"], self.data["scale"])

    @cached_property
    def inner(self) -> MultiLineString:
        """Return the lines within what one holder has."""
        return _unpack_lines(self.data["inner"], self.data["scale"])

    @cached_property
    def labels(self) -> tuple[Label, ...]:
        """Return the names."""
        return tuple(Label(*row) for row in self.data["labels"])


@dataclass(frozen=True, slots=True)
class Basemap:
    """
    The base map of one analysis: the world, and around the zones the very lines they are made of.

    Attributes
    ----------
    boxes
        West, south, east, north of each part drawn from the exact lines, degrees.
    land, borders, coast, lakes, rivers
        The exact geometry in the boxes, EPSG:4326; the land may reach a little beyond them.
    inner
        Lines within what one holder has: to an occupied or disputed area.
    labels
        Names in and around the boxes.
    focus
        Land of the territories that the zones lie in, which a printed map sets off.
    """

    overview: Overview = field(default_factory=Overview)
    boxes: tuple[Box, ...] = ()
    land: BaseGeometry = field(default_factory=MultiPolygon)
    borders: BaseGeometry = field(default_factory=MultiLineString)
    inner: BaseGeometry = field(default_factory=MultiLineString)
    coast: BaseGeometry = field(default_factory=MultiLineString)
    lakes: BaseGeometry = field(default_factory=MultiPolygon)
    rivers: BaseGeometry = field(default_factory=MultiLineString)
    labels: tuple[Label, ...] = ()
    focus: BaseGeometry = field(default_factory=MultiPolygon)


def town_zoom(population: float, *, capital: bool = False) -> float:
    """Return the smallest zoom at which a town may be named; a capital counts five times."""
    weight = population * 5 if capital else population
    return next((zoom for least, zoom in TOWN_ZOOMS if weight >= least), 11.0)


def area_zoom(area_km2: float) -> float:
    """Return the smallest zoom at which a territory may be named."""
    return next((zoom for least, zoom in AREA_ZOOMS if area_km2 >= least), 8.0)


def polygons(geometry: BaseGeometry) -> list[Polygon]:
    """Return the polygons of any geometry, lines and points left out."""
    return [p for p in _parts(geometry) if p.geom_type == "Polygon"]


def lines(geometry: BaseGeometry) -> list[BaseGeometry]:
    """Return the lines of any geometry, polygons and points left out."""
    return [p for p in _parts(geometry) if "Line" in p.geom_type]


def _parts(geometry: BaseGeometry) -> list[BaseGeometry]:
    """Return the single parts of a geometry, collections of collections taken apart too."""
    found: list[BaseGeometry] = shapely.get_parts(
        shapely.get_parts(shapely.get_parts(geometry))
    ).tolist()
    return [part for part in found if not part.is_empty]


def pack(path: BaseGeometry, scale: int) -> list[int]:
    """
    Pack a line or ring as integers: the first vertex, then the steps, longitude first.

    Parameters
    ----------
    path
        LineString or LinearRing, EPSG:4326.
    scale
        Units a degree.

    Examples
    --------
    >>> from shapely import LineString
    >>> pack(LineString([(1.0, 2.0), (1.5, 2.0)]), scale=10)
    [10, 20, 5, 0]
    """
    grid = np.rint(shapely.get_coordinates(path) * scale).astype(np.int64)
    steps = np.diff(grid, axis=0)
    kept = steps[steps.any(axis=1)]
    packed: list[int] = np.concatenate([grid[:1], kept]).ravel().tolist()
    return packed


def unpack(packed: Sequence[int], scale: int) -> np.ndarray[Any, Any]:
    """Return a packed path's vertices: shape (n, 2), longitude and latitude, degrees."""
    return np.cumsum(np.asarray(packed, dtype=np.int64).reshape(-1, 2), axis=0) / scale


def pack_polygons(geometry: BaseGeometry, scale: int) -> list[list[list[int]]]:
    """Pack each polygon as its rings, shell first; rings too small for the scale are left out."""
    packed = []
    for polygon in polygons(geometry):
        rings = [pack(ring, scale) for ring in (polygon.exterior, *polygon.interiors)]
        if len(rings[0]) > 6:
            packed.append([rings[0], *(ring for ring in rings[1:] if len(ring) > 6)])
    return packed


def pack_lines(geometry: BaseGeometry, scale: int) -> list[list[int]]:
    """Pack each line of a geometry; lines too short for the scale are left out."""
    return [p for p in (pack(line, scale) for line in lines(geometry)) if len(p) > 2]


def pack_labels(labels: Iterable[Label]) -> list[list[str | float]]:
    """Write labels as rows in the order in which they are placed."""
    ordered = sorted(labels, key=lambda label: (label.zoom, -label.weight, label.text))
    return [
        [label.text, round(label.lon, 4), round(label.lat, 4), label.kind, label.zoom, label.weight]
        for label in ordered
    ]


def detail_data(basemap: Basemap) -> dict[str, Any]:
    """Return what a page needs of a base map beside the overview, ready for JSON."""
    return {
        "scale": DETAIL_SCALE,
        "boxes": basemap.boxes,
        "land": pack_polygons(basemap.land, DETAIL_SCALE),
        "borders": pack_lines(basemap.borders, DETAIL_SCALE),
        "inner": pack_lines(basemap.inner, DETAIL_SCALE),
        "coast": pack_lines(basemap.coast, DETAIL_SCALE),
        "lakes": pack_polygons(basemap.lakes, DETAIL_SCALE),
        "rivers": pack_lines(basemap.rivers, DETAIL_SCALE),
        "labels": pack_labels(basemap.labels),
    }


def pack_overview(
    land: BaseGeometry,
    borders: BaseGeometry,
    inner: BaseGeometry,
    lakes: BaseGeometry,
    labels: Iterable[Label],
) -> Overview:
    """Return an overview made of geometry in EPSG:4326; what is below its scale is lost."""
    data = {
        **EMPTY,
        "land": pack_polygons(land, OVERVIEW_SCALE),
        "borders": pack_lines(borders, OVERVIEW_SCALE),
        "inner": pack_lines(inner, OVERVIEW_SCALE),
        "lakes": pack_polygons(lakes, OVERVIEW_SCALE),
        "labels": pack_labels(labels),
    }
    body = json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("</", "<\\/")
    return Overview(data, f"{OVERVIEW_PREFIX}{body};\n")


def read_overview(path: Path) -> Overview:
    """
    Read the world's base map.

    Parameters
    ----------
    path
        ``static/map/overview.js``, written by ``tools/build_basemap.py``.

    Raises
    ------
    DataFileError
        If the file is missing or is not such a script.
    """
    try:
        script = path.read_text(encoding="utf-8")
        data = json.loads(script.removeprefix(OVERVIEW_PREFIX).rstrip(";\n"))
    except (OSError, ValueError) as error:
        raise DataFileError(str(path), "overview", f"cannot be read: {error}") from error
    missing = EMPTY.keys() - (data.keys() if isinstance(data, dict) else set())
    if missing:
        raise DataFileError(str(path), "overview", f"lacks {', '.join(sorted(missing))}")
    return Overview(data, script)


def _unpack_polygons(rows: list[list[list[int]]], scale: int) -> MultiPolygon:
    """Return packed polygons as one valid-enough MultiPolygon for drawing."""
    rings = ([unpack(ring, scale) for ring in row] for row in rows)
    return MultiPolygon([Polygon(shell, holes) for shell, *holes in rings])


def _unpack_lines(rows: list[list[int]], scale: int) -> MultiLineString:
    """Return packed lines."""
    return MultiLineString([unpack(row, scale) for row in rows])
