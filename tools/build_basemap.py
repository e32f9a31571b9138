"""
Build ``static/map/overview.js``: the world behind the zones, from ``data/borders`` and the gazetteer.

Run ``python tools/build_basemap.py`` after either of them is rebuilt. Land is that of
``data/borders/overview.geojson.gz`` (about 1.5 km), without its smallest islands; borders are
simplified as much; names are those of the territories and of the most populous towns.
"""

from __future__ import annotations

import sys
from pathlib import Path

import shapely
from shapely import MultiLineString, MultiPolygon, Polygon

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from geo.maps.basemap import OVERVIEW_SCALE, pack_overview, polygons  # noqa: E402
from geo.ui.basemap import borders, town_labels, widest_label  # noqa: E402

WORLD = (-180.0, -90.0, 180.0, 90.0)
TOLERANCE_DEG = 0.015
LEAST_DEG2 = 1e-3  # about 10 km²
SEA_DEG2 = 1.0  # a smaller hole is a lake, which is drawn as one, or a slip of the simplification
TOWNS = 3_000


def coarse(areas: list[Polygon]) -> MultiPolygon:
    """Return areas as one, on the grid that they are packed on, without small holes and islets."""
    kept = [_without_slivers(area) for area in areas if area.area > LEAST_DEG2]
    simple = shapely.make_valid(shapely.simplify(kept, TOLERANCE_DEG))
    gridded = shapely.set_precision(shapely.union_all(simple), 1 / OVERVIEW_SCALE)
    return MultiPolygon(polygons(gridded))


def _without_slivers(area: Polygon) -> Polygon:
    """Fill the holes of an area but for inland seas, as the Caspian is."""
    return Polygon(area.exterior, [h for h in area.interiors if Polygon(h).area > SEA_DEG2])


def main() -> None:
    """Write the file."""
    territories = [(code, name, land) for code, name, land in borders().overview() if land.area]
    labels = [
        widest_label(code, name, max(polygons(land), key=lambda part: part.area), 0.05)
        for code, name, land in territories
    ]
    world = shapely.union_all([land for _, _, land in territories])
    lines = borders().lines_in(*WORLD, TOLERANCE_DEG)
    overview = pack_overview(
        coarse(polygons(world)),
        MultiLineString([line for kind, _, _, line in lines if kind == "land"]),
        MultiLineString([line for kind, _, _, line in lines if kind == "inner"]),
        coarse([part for lake in borders().lakes_in(*WORLD) for part in polygons(lake)]),
        [*labels, *town_labels(WORLD, TOWNS)],
    )
    path = ROOT / "static" / "map" / "overview.js"
    path.write_text(overview.script, encoding="utf-8")
    print(f"{path.name}: {path.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
