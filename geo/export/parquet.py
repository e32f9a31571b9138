"""An analysis as GeoParquet 1.1, one table of all kinds."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from geo.export.files import encode_json
from geo.export.frames import geo_frame
from geo.export.geojson import to_geojson
from geo.export.tables import Row, tables

if TYPE_CHECKING:
    from geo.model import Analysis


def geoparquet(analysis: Analysis) -> bytes:
    """
    Write an analysis as one GeoParquet file.

    Returns
    -------
    parquet
        A row for each zone, place, event, force and rule that was not drawn, told apart by the
        column `kind`; geometry as WKB in EPSG:4326. The file's metadata hold, under ``cordon``,
        what the GeoJSON has in its member of that name.

    Raises
    ------
    ExportError
        As `geo.export.geojson.to_geojson`.
    """
    found = tables(analysis)
    rows = [row for group in found.values() for row in group]
    columns = dict.fromkeys(column for row in rows for column in row.cells) or {"kind": None}
    aligned = [Row({c: row.cells.get(c) for c in columns}, row.geometry) for row in rows]
    buffer = io.BytesIO()
    frame = geo_frame(aligned or [Row({"kind": None}, None)])
    drawn = any(row.geometry is not None for row in rows)
    frame[: len(rows)].to_parquet(
        buffer, index=False, schema_version="1.1.0", write_covering_bbox=drawn
    )
    return _with_metadata(buffer, encode_json(to_geojson(analysis)["cordon"]))


def _with_metadata(buffer: io.BytesIO, cordon: bytes) -> bytes:
    """Return a Parquet file with one more entry among its metadata."""
    buffer.seek(0)
    table: pa.Table = pq.read_table(buffer)
    if "bbox" in table.column_names:  # GeoParquet wants none where there is no geometry
        box = pc.if_else(table["geometry"].is_valid(), table["bbox"], None)
        table = table.set_column(table.column_names.index("bbox"), "bbox", box)
    known = table.schema.metadata or {}
    out = io.BytesIO()
    pq.write_table(
        table.replace_schema_metadata({**known, b"cordon": cordon}), out, compression="zstd"
    )
    return out.getvalue()
