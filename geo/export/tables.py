"""An analysis as flat tables, for formats whose cells hold one value."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import shapely

from geo.export.credits import credits_for
from geo.export.geojson import to_geojson
from geo.maps.style import style_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from shapely.geometry.base import BaseGeometry

    from geo.model import Analysis

Cell = str | float | int | bool | None
LAYERS = {"zone": "zones", "place": "places", "event": "events", "force": "forces"}
UNRESOLVED = "unresolved"


@dataclass(frozen=True, slots=True)
class Row:
    """A feature: its cells by column, and its geometry in EPSG:4326, None where it has no place."""

    cells: Mapping[str, Cell]
    geometry: BaseGeometry | None


def tables(analysis: Analysis) -> dict[str, tuple[Row, ...]]:
    """
    Return what the GeoJSON of an analysis holds as tables, those that are empty left out.

    Parameters
    ----------
    analysis
        As for `geo.export.geojson.to_geojson`.

    Returns
    -------
    tables
        "zones", "places", "events", "forces" and "unresolved" (rules read but not drawn), in this
        order. All rows of a table have the same columns; names are those of the GeoJSON. Each row
        names the document, and what the licences of the data ask to be said.

    Raises
    ------
    ExportError
        As `to_geojson`.
    """
    collection = to_geojson(analysis)
    cordon = collection["cordon"]
    common = _common(analysis)
    documents = {d["id"]: _told(d) for d in (cordon["document"], *cordon.get("documents", ()))}
    whole = documents[cordon["document"]["id"]]
    styles = [style_of(zone).key for zone in analysis.zones]
    found: dict[str, list[Row]] = {name: [] for name in (*LAYERS.values(), UNRESOLVED)}
    for feature in collection["features"]:
        kind, rows = feature["properties"]["kind"], found[LAYERS[feature["properties"]["kind"]]]
        extra = {"style": styles[len(rows)]} if kind == "zone" else {}
        said = feature["properties"]
        told = documents.get(said.get("report", ""), whole)
        rows.append(_row(feature["id"], {**said, **extra, **told, **common}, feature))
    for number, rule in enumerate(cordon["unresolved"], 1):
        known = {k: v for k, v in rule.items() if k != "understood"}
        told = documents.get(rule.get("report", ""), whole)
        cells = {"kind": UNRESOLVED, **known, **rule["understood"], **told, **common}
        found[UNRESOLVED].append(_row(f"{UNRESOLVED}-{number}", cells, {"geometry": None}))
    return {name: _aligned(rows) for name, rows in found.items() if rows}


def cell(value: object) -> Cell:
    """
    Return a property of a GeoJSON feature as one value.

    Examples
    --------
    >>> cell(["Israel", "Jordan"]), cell([{"name": "Israel", "type": "border", "id": "border:IL"}])
    ('Israel; Jordan', 'Israel (border:IL)')
    >>> cell([{"start": 3, "end": 8, "text": "Daraa", "role": "literal"}]), cell(None)
    ('Daraa [3-8]', None)
    """
    if isinstance(value, str):
        return str(value)  # an enumeration's member as its plain text
    if isinstance(value, list | tuple):
        return "; ".join(_item(item) for item in value)
    if isinstance(value, dict):
        return _item(value)
    if value is None or isinstance(value, bool | int | float):
        return value
    return str(value)


def _item(item: object) -> str:
    """Return one member of a list in words."""
    if not isinstance(item, dict):
        return str(item)
    if "text" in item and "start" in item:
        return f"{item['text']} [{item['start']}-{item['end']}]"
    name, id_ = item.get("name"), item.get("id")
    if name is not None:
        return f"{name} ({id_})" if id_ else str(name)
    return ", ".join(f"{key} {value}" for key, value in item.items() if value not in (None, ""))


def _row(id_: str, properties: Mapping[str, Any], feature: Mapping[str, Any]) -> Row:
    shape = feature["geometry"]
    geometry = None if shape is None else shapely.geometry.shape(shape)
    return Row({"id": id_, **{key: cell(value) for key, value in properties.items()}}, geometry)


def _aligned(rows: Sequence[Row]) -> tuple[Row, ...]:
    """Give all rows the columns that any has, in the order of their first use."""
    columns = list(dict.fromkeys(column for row in rows for column in row.cells))
    return tuple(Row({c: row.cells.get(c) for c in columns}, row.geometry) for row in rows)


def _told(document: Mapping[str, Any]) -> dict[str, Cell]:
    """Return the columns that tell where a row comes from."""
    return {
        "document": document["id"],
        "document_title": document["title"],
        "document_source": document["source"],
        "document_date": document["date"],
    }


def _common(analysis: Analysis) -> dict[str, Cell]:
    """Return the columns that every row has: whose data it rests on."""
    credits = credits_for(analysis)
    return {
        "attribution": "; ".join(dict.fromkeys(c.attribution for c in credits)),
        "licences": "; ".join(dict.fromkeys(c.licence for c in credits)),
    }
