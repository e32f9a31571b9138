"""Tables as GeoDataFrames, for GDAL and Arrow."""

from __future__ import annotations

from typing import TYPE_CHECKING

import geopandas as gpd
import pandas as pd
import shapely

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.export.tables import Row

CRS = "EPSG:4326"


def geo_frame(rows: Sequence[Row]) -> gpd.GeoDataFrame:
    """
    Return a table as a GeoDataFrame in EPSG:4326, areas as MultiPolygons.

    A column is of text, unless all its values are whole numbers, numbers or truth values.
    """
    frame = pd.DataFrame({name: _column(rows, name) for name in rows[0].cells})
    shapes = [None if row.geometry is None else _multi(row.geometry) for row in rows]
    return gpd.GeoDataFrame(frame, geometry=gpd.GeoSeries(shapes, crs=CRS))


def attribute_frame(rows: Sequence[Row]) -> pd.DataFrame:
    """Return a table without its geometry."""
    return pd.DataFrame({name: _column(rows, name) for name in rows[0].cells})


def _column(rows: Sequence[Row], name: str) -> pd.Series:
    values = [row.cells[name] for row in rows]
    kinds = {type(value) for value in values if value is not None}
    if kinds == {bool}:
        return pd.Series(values, dtype="boolean")
    if kinds == {int}:
        return pd.Series(values, dtype="Int64")
    if kinds and kinds <= {int, float}:
        return pd.Series(values, dtype="float64")
    texts = [None if value is None else _encodable(str(value)) for value in values]
    return pd.Series(texts, dtype="str")


def _encodable(text: str) -> str:
    """Return text without what UTF-8 or a C string cannot hold: half surrogates, NUL."""
    return text.encode("utf-8", "replace").decode().replace("\x00", "\ufffd")


def _multi(geometry: shapely.geometry.base.BaseGeometry) -> shapely.geometry.base.BaseGeometry:
    return shapely.MultiPolygon([geometry]) if geometry.geom_type == "Polygon" else geometry
