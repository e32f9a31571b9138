"""A small simplified world for outer zooms, whose areas still fit each other."""

from __future__ import annotations

import gzip
import json
from typing import TYPE_CHECKING

import numpy as np
import shapely
from shapely import MultiPolygon, Polygon

from geo.zones.atlas import Atlas
from geo.zones.rings import areas

if TYPE_CHECKING:
    from pathlib import Path

TOLERANCE_DEG = 0.015
SMALLEST_DEG2 = 0.001  # about 12 km2 at the equator; the largest part of an area is always kept
DECIMALS = 3


def write_overview(borders: Path, path: Path) -> None:
    """Write all territories, simplified together, as gzipped GeoJSON."""
    atlas = Atlas(borders)
    codes = sorted({face.code for face in atlas.faces.values() if face.land and face.code})
    exact = [_large_parts(_land(atlas, code)) for code in codes]
    simple = shapely.coverage_simplify(exact, TOLERANCE_DEG)
    features = [
        {
            "type": "Feature",
            "properties": {"code": code, "name": atlas.names[code], "holder": _holder(atlas, code)},
            "geometry": json.loads(shapely.to_geojson(shape)),
        }
        for code, shape in zip(codes, map(_rounded, simple), strict=True)
    ]
    text = json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False,
                      separators=(",", ":"))  # fmt: skip
    path.write_bytes(gzip.compress(text.encode("utf-8"), 9, mtime=0))


def _land(atlas: Atlas, code: str) -> Polygon | MultiPolygon:
    """Return the land of one code, without the special areas cut out of it."""
    faces = {face.id for face in atlas.faces.values() if face.land and face.code == code}
    return areas([arc.points for arc in atlas.around(faces)])


def _holder(atlas: Atlas, code: str) -> str:
    """Return who holds the land of a code."""
    return next(f.holder for f in atlas.faces.values() if f.land and f.code == code)


def _large_parts(area: Polygon | MultiPolygon) -> MultiPolygon:
    """Return an area without its smallest islands and holes in it."""
    parts = shapely.get_parts(area)
    size = shapely.area(parts)
    kept = parts[(size > SMALLEST_DEG2) | (size == size.max())]
    return MultiPolygon(list(kept))


def _rounded(area: MultiPolygon) -> MultiPolygon:
    """Return an area with few decimals, valid, shells counter-clockwise."""
    rounded = shapely.transform(area, lambda c: np.round(c, DECIMALS))
    valid = shapely.orient_polygons(
        shapely.make_valid(rounded, method="structure", keep_collapsed=False)
    )
    return MultiPolygon([part for part in shapely.get_parts(valid) if isinstance(part, Polygon)])
