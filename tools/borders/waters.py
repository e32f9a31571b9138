"""
Lakes: those that Natural Earth names, and others by a spot in them.

``lakes.csv`` gives English and further names, and the spots of lakes that Natural Earth has without
a name or not at all; the latter come from GSHHG, or from the water bodies of OpenStreetMap, which are
coarser and cut along the edges of tiles. Where the table says which of them a lake is taken from,
it says its published size too, and a build whose outline is more than a fifth off fails.
"""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pyogrio
import shapely

from geo.zones.area import area_km2
from tools.borders import gshhg
from tools.borders.lakes import table
from tools.borders.rivers import distinct, spellings
from tools.borders.water import Water

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

# Square degrees; the ocean is one of the water bodies, and so are streets of inland water.
LARGEST = 30.0
SEAM = 1e-6  # degrees: pieces of a lake meet along the edges of tiles
ROUNDS = 3  # pieces of pieces that are joined to the one at the spot
NOTE_NATURAL_EARTH = "Natural Earth 1:10m outline, named after the 1:50m lake it overlaps most"
NOTES = {
    "ne": "Natural Earth 1:10m outline",
    "osm": "Water body of OpenStreetMap (geo-maps, 2017)",
    "gshhg": "GSHHG 2.3 outline (full resolution)",
}
TABLE_ORDER = ("ne", "osm")  # where a row does not say which
MOST_OFF = 0.2


@dataclass(frozen=True, slots=True)
class Bodies:
    """Polygons of water, decimal degrees, with a tree over them."""

    outlines: NDArray[np.object_]
    tree: shapely.STRtree

    @classmethod
    def of(cls, outlines: NDArray[np.object_]) -> Bodies:
        """Return polygons with their tree."""
        return cls(outlines, shapely.STRtree(outlines))

    def at(self, spot: tuple[float, float]) -> NDArray[np.object_]:
        """Return the bodies in which a spot (longitude, latitude) lies."""
        found: NDArray[np.object_] = self.outlines[
            self.tree.query(shapely.Point(spot), predicate="intersects")
        ]
        return found

    def over(self, rough: BaseGeometry) -> NDArray[np.object_]:
        """Return the bodies that lie more than half in an outline, or it in them."""
        found = self.outlines[self.tree.query(rough, predicate="intersects")]
        shared = shapely.area(shapely.intersection(found, rough))
        kept: NDArray[np.object_] = found[
            shared > 0.5 * np.minimum(shapely.area(found), rough.area)
        ]
        return kept

    def joined(self, parts: list[BaseGeometry]) -> list[BaseGeometry]:
        """Return bodies with the pieces that they were cut off from."""
        for _ in range(ROUNDS):
            near = self.tree.query(parts, predicate="dwithin", distance=SEAM)[1]
            parts = list(self.outlines[np.unique(near)])
        return parts


def lakes(folder: Path) -> Iterator[Water]:
    """Yield the named lakes, by name."""
    rough = _natural_earth(folder)
    bodies = {"ne": rough, "osm": _osm(folder), "gshhg": Bodies.of(gshhg.lakes(folder))}
    rows = table()
    others = {row["name"]: row["aliases"].split("|") if row["aliases"] else [] for row in rows}
    english = {row["natural_earth"]: row["name"] for row in rows if row["natural_earth"]}
    outlines = {
        english.get(name, name): (parts, NOTE_NATURAL_EARTH)
        for name, parts in _named(folder, rough).items()
    }
    for row in rows:
        if row["spots"]:
            outlines[row["name"]] = _by_spots(row, bodies)
    for name, (parts, note) in sorted(outlines.items()):
        whole = shapely.orient_polygons(shapely.union_all(parts))
        rings = shapely.get_rings(shapely.get_parts(whole))
        rounded = (np.rint(shapely.get_coordinates(ring) * 1e6) for ring in rings)
        lines = tuple(distinct(points.astype(np.int32)) for points in rounded)
        yield Water("lake", name, spellings(name, others.get(name, [])), note, lines)


def _named(folder: Path, rough: Bodies) -> dict[str, list[BaseGeometry]]:
    """Return what Natural Earth names at 1:50m, with its outlines of 1:10m where it has one."""
    text = next((folder / "sprez").rglob("lakes-50m.geojson")).read_text(encoding="utf-8")
    shapes: dict[str, list[BaseGeometry]] = defaultdict(list)
    for feature in json.loads(text)["features"]:
        shape = shapely.make_valid(shapely.geometry.shape(feature["geometry"]))
        same = rough.over(shape)
        shapes[feature["properties"]["name"] or ""].extend(same if len(same) else [shape])
    shapes.pop("", None)
    return shapes


def _by_spots(row: dict[str, str], bodies: dict[str, Bodies]) -> tuple[list[BaseGeometry], str]:
    """Return the water at each of the spots of a row, from the first source that has it."""
    spots = _spots(row["spots"])
    for source in [row["source"]] if row["source"] else TABLE_ORDER:
        found = [bodies[source].at(spot) for spot in spots]
        if all(len(at) for at in found):
            parts = [part for at in found for part in at]
            parts = bodies[source].joined(parts) if source == "osm" else parts
            _check_size(row, parts)
            return parts, "; ".join(filter(None, (NOTES[source], row["note"])))
    raise LookupError(f"no water at the spots {spots} of {row['name']}")


def _check_size(row: dict[str, str], parts: list[BaseGeometry]) -> None:
    """Refuse a lake whose size is far from the published one."""
    size, wanted = area_km2(shapely.union_all(parts)), float(row["km2"] or 0)
    if wanted and not abs(size / wanted - 1) <= MOST_OFF:
        raise LookupError(f"{row['name']}: {size:.1f} km², published are {wanted} km²")


def _spots(text: str) -> list[tuple[float, float]]:
    """Return (longitude, latitude) of "20.72 41.03;21.03 40.86"."""
    pairs = (pair.split() for pair in text.split(";"))
    return [(float(lon), float(lat)) for lon, lat in pairs]


def _natural_earth(folder: Path) -> Bodies:
    """Return the lakes of Natural Earth 1:10m, which have no names."""
    path = next((folder / "gpuwm").rglob("ne_10m_lakes.shp"))
    return Bodies.of(pyogrio.read_dataframe(path).geometry.make_valid().to_numpy())


def _osm(folder: Path) -> Bodies:
    """Return the water bodies of OpenStreetMap but for the ocean."""
    path = folder / "earth-waterbodies-10m" / "package" / "map.geo.json"
    whole = shapely.from_geojson(path.read_text(encoding="utf-8"))
    parts = shapely.get_parts(shapely.get_parts(whole))
    parts = parts[shapely.area(parts) < LARGEST]
    return Bodies.of(shapely.make_valid(parts))
