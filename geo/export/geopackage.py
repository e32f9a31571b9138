"""An analysis as a GeoPackage that QGIS opens looking like our map."""

from __future__ import annotations

import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd
import pyogrio

from geo.export.frames import attribute_frame, geo_frame
from geo.export.geojson import to_geojson
from geo.export.qml import point_style, zone_style
from geo.export.tables import UNRESOLVED, tables

if TYPE_CHECKING:
    from geo.export.tables import Row
    from geo.model import Analysis

POINTS = ("places", "events", "forces")
# The table as QGIS itself makes it: https://docs.qgis.org, "Save Style in Database".
STYLES_TABLE = """
CREATE TABLE layer_styles (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, f_table_catalog TEXT(256),
  f_table_schema TEXT(256), f_table_name TEXT(256), f_geometry_column TEXT(256),
  styleName TEXT(30), styleQML TEXT, styleSLD TEXT, useAsDefault BOOLEAN, description TEXT,
  owner TEXT(30), ui TEXT(30),
  update_time DATETIME DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')));
INSERT INTO gpkg_contents (table_name, data_type, identifier, description, srs_id)
  VALUES ('layer_styles', 'attributes', 'layer_styles', 'Styles that QGIS uses', NULL);
"""
STYLE_ROW = """
INSERT INTO layer_styles (f_table_catalog, f_table_schema, f_table_name, f_geometry_column,
  styleName, styleQML, styleSLD, useAsDefault, description, owner, ui)
  VALUES ('', '', ?, 'geom', 'Cordon', ?, '', 1, 'As Cordon draws it', '', '')
"""


def geopackage(analysis: Analysis) -> bytes:
    """
    Write an analysis as a GeoPackage.

    Returns
    -------
    gpkg
        Layers zones, places, events and forces, as far as the report has any, in EPSG:4326;
        tables `unresolved` (rules read but not drawn), `sources` (data sets and licences) and
        `issues`; and `layer_styles`, which QGIS applies when it opens a layer.

    Raises
    ------
    ExportError
        As `geo.export.geojson.to_geojson`.
    """
    found = tables(analysis)
    cordon = to_geojson(analysis)["cordon"]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "cordon.gpkg"
        for name, rows in found.items():
            if name != UNRESOLVED:
                _layer(path, name, rows)
        if UNRESOLVED in found:
            _attributes(path, UNRESOLVED, attribute_frame(found[UNRESOLVED]))
        for name in ("sources", "issues"):
            if cordon[name]:
                _attributes(path, name, pd.DataFrame(cordon[name]))
        known = cordon.get("documents") or [cordon["document"]]
        pairs = zip(known, analysis.parts or (analysis,), strict=True)
        reports = [_document(part, document, cordon["settings"]) for document, part in pairs]
        _attributes(path, "document", pd.DataFrame(reports))
        styles = {"zones": zone_style(analysis.zones)} | {n: point_style(n) for n in POINTS}
        _store_styles(path, {name: qml for name, qml in styles.items() if name in found})
        return path.read_bytes()


def _layer(path: Path, name: str, rows: tuple[Row, ...]) -> None:
    """Add a layer."""
    pyogrio.write_dataframe(
        # "id" is our name for a feature ("zone-1"); GDAL's own key has another name.
        geo_frame(rows),
        path,
        layer=name,
        driver="GPKG",
        append=path.exists(),
        geometry_type="MultiPolygon" if name == "zones" else "Point",
        layer_options={"GEOMETRY_NAME": "geom", "FID": "fid", "SPATIAL_INDEX": "YES"},
    )


def _attributes(path: Path, name: str, frame: pd.DataFrame) -> None:
    """Add a table without geometry."""
    pyogrio.write_dataframe(frame, path, layer=name, driver="GPKG", append=path.exists())


def _document(
    analysis: Analysis, document: dict[str, object], settings: dict[str, object]
) -> dict[str, str]:
    """Return what is known of a document and of the reading, as text."""
    text = analysis.document.text.encode("utf-8", "replace").decode().replace("\x00", "\ufffd")
    known = {**document, **settings}
    return {**{key: "" if v is None else str(v) for key, v in known.items()}, "text": text}


def _store_styles(path: Path, styles: dict[str, str]) -> None:
    """Write the styles where QGIS looks for them."""
    with closing(sqlite3.connect(path)) as database, database:
        database.executescript(STYLES_TABLE)
        database.executemany(STYLE_ROW, styles.items())
