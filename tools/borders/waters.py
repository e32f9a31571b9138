"""Lakes of Natural Earth, with their names."""

from __future__ import annotations

import json
from collections import defaultdict
from typing import TYPE_CHECKING

import numpy as np
import pyogrio
import shapely

from tools.borders.rivers import distinct, spellings
from tools.borders.water import Water

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FURTHER_NAMES = {
    "Sea of Galilee": ("Lake Tiberias", "Lake Kinneret", "Kinneret"),
    "Bodensee": ("Lake Constance",),
    "Lake Malawi": ("Lake Nyasa",),
    "Lake Nasser": ("Lake Nubia",),
    "Lake Skadar": ("Lake Scutari", "Lake Shkodra"),
    "Lago Titicaca": ("Lake Titicaca",),
    "Kakhovka Reservoir": ("Kakhovka",),
}
# Lakes that the map of 1:50m does not name, by a spot in their outline of 1:10m.
BY_SPOT = {"Lake Assad": (38.2, 36.0)}
NOTE_LAKE = "Natural Earth 1:10m outline, named after the 1:50m lake it overlaps most"
NOTE_SPOT = "Natural Earth 1:10m outline"


def lakes(folder: Path) -> Iterator[Water]:
    """Yield the named lakes: the outline of 1:10m with the name of 1:50m."""
    path = next((folder / "gpuwm").rglob("ne_10m_lakes.shp"))
    outlines = pyogrio.read_dataframe(path).geometry.make_valid().to_numpy()
    tree = shapely.STRtree(outlines)
    text = next((folder / "sprez").rglob("lakes-50m.geojson")).read_text(encoding="utf-8")
    shapes: dict[str, list[shapely.Polygon]] = defaultdict(list)
    for feature in json.loads(text)["features"]:
        rough = shapely.make_valid(shapely.geometry.shape(feature["geometry"]))
        found = outlines[tree.query(rough, predicate="intersects")]
        shared = shapely.area(shapely.intersection(found, rough))
        same = found[shared > 0.5 * np.minimum(shapely.area(found), rough.area)]
        shapes[feature["properties"]["name"] or ""].extend(same if len(same) else [rough])
    shapes.pop("", None)
    for name, spot in BY_SPOT.items():
        shapes[name].extend(outlines[tree.query(shapely.Point(spot), predicate="intersects")])
    for name, parts in sorted(shapes.items()):
        whole = shapely.orient_polygons(shapely.union_all(parts))
        rings = shapely.get_rings(shapely.get_parts(whole))
        rounded = (np.rint(shapely.get_coordinates(ring) * 1e6) for ring in rings)
        lines = tuple(distinct(points.astype(np.int32)) for points in rounded)
        note = NOTE_SPOT if name in BY_SPOT else NOTE_LAKE
        yield Water("lake", name, spellings(name, FURTHER_NAMES.get(name, ())), note, lines)
