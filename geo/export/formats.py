"""The formats an analysis leaves in, told by the ending of a file's name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.errors import ExportError
from geo.export.files import check_writable, encode_json, whole_file

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from geo.maps.basemap import Basemap
    from geo.model import Analysis

    Encode = Callable[[Analysis, Basemap | None], bytes]


@dataclass(frozen=True, slots=True)
class Format:
    """
    A format.

    Attributes
    ----------
    ending
        End of a file's name, with its dot.
    name, mime
        For the reader, and for a browser.
    encode
        Writes an analysis; what it needs is imported when it runs.
    drawn
        Whether it needs a base map.
    losses
        What the format cannot hold, in sentences.
    """

    ending: str
    name: str
    mime: str
    encode: Encode
    drawn: bool = False
    losses: tuple[str, ...] = ()


def _geojson(analysis: Analysis, _: Basemap | None) -> bytes:
    from geo.export.geojson import to_geojson

    return encode_json(to_geojson(analysis)) + b"\n"


def _sequence(analysis: Analysis, _: Basemap | None) -> bytes:
    from geo.export.sequence import geojson_sequence

    return geojson_sequence(analysis)


def _lines(analysis: Analysis, _: Basemap | None) -> bytes:
    from geo.export.sequence import geojson_sequence

    return geojson_sequence(analysis, separated=False)


def _parquet(analysis: Analysis, _: Basemap | None) -> bytes:
    from geo.export.parquet import geoparquet

    return geoparquet(analysis)


def _geopackage(analysis: Analysis, _: Basemap | None) -> bytes:
    from geo.export.geopackage import geopackage

    return geopackage(analysis)


def _kml(analysis: Analysis, _: Basemap | None) -> bytes:
    from geo.export.kml import kml

    return kml(analysis)


def _kmz(analysis: Analysis, _: Basemap | None) -> bytes:
    from geo.export.kml import kmz

    return kmz(analysis)


def _csv(analysis: Analysis, _: Basemap | None) -> bytes:
    from geo.export.csvtable import csv_table

    return csv_table(analysis)


def _csvs(analysis: Analysis, _: Basemap | None) -> bytes:
    from geo.export.csvtable import csv_tables

    return csv_tables(analysis)


def _shapefile(analysis: Analysis, _: Basemap | None) -> bytes:
    from geo.export.shapefile import shapefile_zip

    return shapefile_zip(analysis)


def _html(analysis: Analysis, basemap: Basemap | None) -> bytes:
    from geo.maps.page import map_html

    if basemap is None:
        raise ExportError("an HTML map needs a base map")
    return map_html(analysis, basemap).encode("utf-8", "backslashreplace")


SHAPEFILE_LOSSES = (
    "a shapefile cuts text to 254 bytes and the names of columns to 10 letters",
    "whole quotes, traces and rules that were not drawn are in table.csv inside the zip only",
)
FORMATS = (
    Format(".geojson", "GeoJSON", "application/geo+json", _geojson),
    Format(".geojsons", "GeoJSON text sequence", "application/geo+json-seq", _sequence),
    Format(".geojsonl", "GeoJSON, one feature a line", "application/x-ndjson", _lines),
    Format(".gpkg", "GeoPackage", "application/geopackage+sqlite3", _geopackage),
    Format(".parquet", "GeoParquet", "application/vnd.apache.parquet", _parquet),
    Format(".kml", "KML", "application/vnd.google-earth.kml+xml", _kml),
    Format(".kmz", "KMZ", "application/vnd.google-earth.kmz", _kmz),
    Format(".csv", "CSV, one table", "text/csv", _csv),
    Format(".csv.zip", "CSV of rules, events, places", "application/zip", _csvs),
    Format(
        ".shp.zip", "Shapefile", "application/zip", _shapefile, losses=SHAPEFILE_LOSSES
    ),
    Format(".html", "Map, one page", "text/html", _html, drawn=True),
)  # fmt: skip


def format_of(name: str) -> Format:
    """
    Return the format that a file's name asks for.

    Raises
    ------
    ExportError
        If its ending is none of ours.

    Examples
    --------
    >>> format_of("zones.SHP.zip").name
    'Shapefile'
    """
    fitting = [f for f in FORMATS if name.casefold().endswith(f.ending)]
    if not fitting:
        endings = ", ".join(f.ending for f in FORMATS)
        raise ExportError(f"{name}: no format of that ending; wanted one of {endings}")
    return max(fitting, key=lambda f: len(f.ending))


def export(analysis: Analysis, path: Path, basemap: Basemap | None = None) -> tuple[str, ...]:
    """
    Write an analysis to a file, whole or not at all, in the format that its name asks for.

    Parameters
    ----------
    analysis
        Geometries in EPSG:4326.
    path
        Its ending is one of `FORMATS`.
    basemap
        Needed where the format is `Format.drawn`.

    Returns
    -------
    losses
        What the format could not hold, in sentences; empty for most.

    Raises
    ------
    ExportError
        If the ending is unknown, a base map is wanted, or the path cannot be written.
    """
    chosen = format_of(path.name)
    check_writable(path)
    content = chosen.encode(analysis, basemap)
    with whole_file(path) as file:
        file.write(content)
    return chosen.losses
