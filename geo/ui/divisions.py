"""Rivers and the lines between provinces, by cells of the map: the page asks for those it shows."""

from __future__ import annotations

import json
from functools import cache, lru_cache

import shapely

from geo.maps.basemap import DETAIL_SCALE, pack_lines
from geo.ui.basemap import borders

CELL_DEG = 4  # as in static/map/bench.js
DIVISION_DEG = 5e-4  # 50 m: the lines of provinces are no finer
BESIDE_DEG = 0.03  # a river nearer to a border is taken to be the border


@lru_cache(maxsize=512)
def divisions(west: int, south: int) -> str:
    """
    Return the rivers and the lines between provinces in a cell of the map, packed, as JSON.

    Where a river runs along a border it is left out: its line is another one's, and would stray.

    Parameters
    ----------
    west, south
        Corner of the cell, degrees; it is `CELL_DEG` wide and high.
    """
    box = (west, south, west + CELL_DEG, south + CELL_DEG)
    edges = [row[3] for row in borders().lines_in(*box, DIVISION_DEG) if row[0] == "land"]
    beside = shapely.buffer(shapely.union_all(edges), BESIDE_DEG)
    near = rivers().query(shapely.box(*box), predicate="intersects")
    water = shapely.clip_by_rect(shapely.union_all(rivers().geometries[near]), *box)
    data = {
        name: pack_lines(
            shapely.simplify(found, DIVISION_DEG, preserve_topology=False), DETAIL_SCALE
        )
        for name, found in (
            ("lines", borders().dividing(*box)),
            ("rivers", shapely.difference(water, beside)),
        )
    }
    return json.dumps({"scale": DETAIL_SCALE, **data}, separators=(",", ":"))


@cache
def rivers() -> shapely.STRtree:
    """Return the rivers of the world, read once."""
    return shapely.STRtree([borders().river(river.id) for river in borders().rivers()])
