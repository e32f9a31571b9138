"""An analysis as CSV (RFC 4180), safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from geo.export.archive import zipped
from geo.export.tables import tables

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from geo.export.tables import Cell, Row
    from geo.model import Analysis

BOM = "\ufeff"  # without it, Excel does not take a file for UTF-8
STARTS_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
PARTS = {
    "rules": ("zones", "unresolved"),
    "events": ("events", "forces"),
    "places": ("places",),
}


def csv_table(analysis: Analysis) -> bytes:
    """
    Write rules (drawn or not), events, forces and places as one table; `kind` tells them apart.

    Returns
    -------
    csv
        UTF-8 with a byte order mark, CRLF, dates as ISO 8601, `lon` and `lat` in EPSG:4326 where
        the geometry is a point (a zone's shape has no room in a cell). Text that a spreadsheet
        would run as a formula begins with an apostrophe.
    """
    return _written(row for rows in tables(analysis).values() for row in rows)


def csv_tables(analysis: Analysis) -> bytes:
    """Write rules.csv, events.csv and places.csv as one zip; each as `csv_table` writes it."""
    found = tables(analysis)
    parts = {
        name: [r for part in kinds for r in found.get(part, ())] for name, kinds in PARTS.items()
    }
    return zipped({f"{name}.csv": _written(rows) for name, rows in parts.items()})


def _written(rows: Iterable[Row]) -> bytes:
    """Return rows as CSV under a head of all their columns."""
    cells = [_cells(row) for row in rows]
    columns = list(dict.fromkeys(column for row in cells for column in row)) or ["id", "kind"]
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(columns)
    writer.writerows([safe_cell(row.get(column)) for column in columns] for row in cells)
    return (BOM + text.getvalue()).encode("utf-8", "replace")


def _cells(row: Row) -> Mapping[str, Cell]:
    point = row.geometry if row.geometry is not None and row.geometry.geom_type == "Point" else None
    return {**row.cells, "lon": point.x, "lat": point.y} if point is not None else row.cells


def safe_cell(value: Cell) -> str:
    r"""
    Return a cell that no spreadsheet takes for a formula; numbers stay numbers.

    Examples
    --------
    >>> safe_cell('=HYPERLINK("http://x")'), safe_cell(-59.5), safe_cell(None), safe_cell(True)
    ('\'=HYPERLINK("http://x")', '-59.5', '', 'true')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return repr(value)
    text = value.replace("\x00", "\ufffd")
    return f"'{text}" if text.lstrip(" \u00a0").startswith(STARTS_FORMULA) else text
