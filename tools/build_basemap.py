"""
Build ``static/map/overview.js``: the world behind the zones, from ``data/borders`` and the gazetteer.

Run ``python tools/build_basemap.py`` after either of them is rebuilt (4 minutes). The land is
that of the border data, simplified to about 1.5 km; islands below 10 km² and holes go.
"""

from __future__ import annotations

import sys
from pathlib import Path

import shapely
from shapely import MultiLineString, MultiPolygon, Polygon

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from geo.maps.basemap import OVERVIEW_SCALE, pack_overview, polygons  # noqa: E402
from geo.ui.basemap import area_labels, borders, town_labels  # noqa: E402

WORLD = (-180.0, -90.0, 180.0, 90.0)
TOLERANCE_DEG = 0.015
LEAST_DEG2 = 1e-3  # about 10 km²
TOWNS = 3_000


def land() -> MultiPolygon:
    """Return all land, coarse."""
    parts = polygons(borders().land_in(*WORLD))
    kept = [Polygon(p.exterior) for p in parts if p.area > LEAST_DEG2]
    coarse = shapely.union_all(shapely.make_valid(shapely.simplify(kept, TOLERANCE_DEG)))
    return MultiPolygon(polygons(shapely.set_precision(coarse, 1 / OVERVIEW_SCALE)))


def main() -> None:
    """Write the file."""
    lines = borders().lines_in(*WORLD, TOLERANCE_DEG)
    ground = land()
    overview = pack_overview(
        ground,
        MultiLineString([line for kind, _, _, line in lines if kind == "land"]),
        MultiLineString([line for kind, _, _, line in lines if kind == "inner"]),
        MultiPolygon(),
        [*area_labels(WORLD, ground), *town_labels(WORLD, TOWNS)],
    )
    path = ROOT / "static" / "map" / "overview.js"
    path.write_text(overview.script, encoding="utf-8")
    print(f"{path.name}: {path.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
