"""An analysis as a zipped shapefile: for programs that read nothing better."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pyogrio

from geo.export.archive import zipped
from geo.export.csvtable import csv_table
from geo.export.frames import geo_frame
from geo.export.tables import Row, tables

if TYPE_CHECKING:
    from geo.export.tables import Cell
    from geo.model import Analysis

TEXT_BYTES = 254
# Names have ten letters at most; what is not named here is in the table alone.
FIELDS = {
    "id": "id",
    "label": "label",
    "name": "name",
    "toponym": "toponym",
    "event": "event",
    "relation": "relation",
    "distance_m": "dist_m",
    "references": "refs",
    "host": "host",
    "actors": "actors",
    "effect": "effect",
    "status": "status",
    "compliance": "compliance",
    "compliance_quote": "kept_quote",
    "source": "source",
    "date": "date",
    "viewpoint": "viewpoint",
    "area_km2": "area_km2",
    "error_m": "error_m",
    "method": "method",
    "confidence": "confidence",
    "quote": "quote",
    "gazetteer_id": "gaz_id",
    "document": "document",
    "attribution": "attrib",
    "licences": "licences",
}
READ_ME = (
    "This shapefile was written by Cordon.\r\n\r\n"
    "A shapefile cuts text to 254 bytes and the names of columns to 10 letters, and knows no\r\n"
    "null. Rules that were not drawn, traces and whole quotes are in table.csv only. Prefer the\r\n"
    "GeoPackage (.gpkg) or GeoJSON.\r\n"
)


def shapefile_zip(analysis: Analysis) -> bytes:
    """
    Write the zones and points of an analysis as shapefiles in one zip.

    Returns
    -------
    zip
        zones, places, events and forces as far as they have geometry, in UTF-8 and EPSG:4326;
        table.csv with everything that the shapefile drops, and a text that says what this is.
    """
    with tempfile.TemporaryDirectory() as name:
        for layer, rows in tables(analysis).items():
            _write(Path(name) / f"{layer}.shp", [r for r in rows if r.geometry is not None])
        files = {file.name: file.read_bytes() for file in sorted(Path(name).iterdir())}
    files |= {"table.csv": csv_table(analysis), "READ-ME.txt": READ_ME.encode()}
    return zipped(files)


def _write(path: Path, rows: list[Row]) -> None:
    """Write one shapefile of what its columns can hold."""
    if not rows:
        return
    narrow = [
        Row({short: _cut(row.cells.get(long)) for long, short in kept.items()}, row.geometry)
        for row in rows
        if (kept := {k: v for k, v in FIELDS.items() if k in row.cells})
    ]
    pyogrio.write_dataframe(geo_frame(narrow), path, driver="ESRI Shapefile", encoding="UTF-8")


def _cut(value: Cell) -> Cell:
    """Cut text to what a field holds, not within a character."""
    if not isinstance(value, str):
        return value
    raw = value.encode("utf-8", "replace")
    if len(raw) <= TEXT_BYTES:
        return value
    return raw[: TEXT_BYTES - 3].decode("utf-8", "ignore") + "…"
