"""An analysis as KML 2.2, for Google Earth; KMZ is the same, zipped."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import shapely

from geo.export.archive import zipped
from geo.export.tables import UNRESOLVED, tables
from geo.maps.popup import table, zone_popup
from geo.maps.safe import js_safe
from geo.maps.style import STYLES, ZoneStyle, style_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from shapely.geometry.base import BaseGeometry

    from geo.export.tables import Row
    from geo.model import Analysis

NAMESPACE = "http://www.opengis.net/kml/2.2"
BALLOON = "$[description]"  # nothing of a report is put where Google Earth would expand it
FOLDERS = {"places": "Places", "events": "Events", "forces": "Forces", UNRESOLVED: "Not drawn"}
DATED = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def kml(analysis: Analysis) -> bytes:
    """
    Write an analysis as KML.

    Returns
    -------
    kml
        Zones in a folder for each status, then places, events, forces, and rules that were not
        drawn; each with a balloon that gives its evidence, and with all its properties as
        ExtendedData. Dates are TimeSpans. Text of the report is escaped where it is HTML.

    Raises
    ------
    ExportError
        As `geo.export.geojson.to_geojson`.
    """
    root = ET.Element("kml", xmlns=NAMESPACE)
    top = ET.SubElement(root, "Document")
    found = tables(analysis)
    _text(top, "name", analysis.document.title or analysis.document.id)
    _text(top, "description", _about(found))
    for style in STYLES.values():
        _style(top, style)
    _point_style(top)
    for style in STYLES.values():
        _zones(top, style, analysis, found.get("zones", ()))
    for name, title in FOLDERS.items():
        _folder(top, title, found.get(name, ()))
    ET.indent(root, " ")
    body: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return body


def kmz(analysis: Analysis) -> bytes:
    """Write an analysis as KML in a zip; as `kml`."""
    return zipped({"doc.kml": kml(analysis)})


def _text(parent: ET.Element, tag: str, text: str) -> ET.Element:
    """Add an element with text that XML 1.0 can hold."""
    element = ET.SubElement(parent, tag)
    element.text = ILLEGAL.sub("\ufffd", text)
    return element


def _about(found: dict[str, tuple[Row, ...]]) -> str:
    """Return what the licences of the data ask to be said, as HTML."""
    first = next((rows[0].cells for rows in found.values()), {})
    rows = [(name.capitalize(), str(first.get(name) or "")) for name in ("attribution", "licences")]
    return table(rows) + "<p>Boundaries and names do not imply endorsement.</p>"


def _style(parent: ET.Element, style: ZoneStyle) -> None:
    """Add the style of a status; KML has no dashes, so what is not in force is thinner."""
    element = ET.SubElement(parent, "Style", id=style.key)
    line = ET.SubElement(element, "LineStyle")
    _text(line, "color", _abgr(style.color, 1.0))
    _text(line, "width", "1.5" if style.dash_px else "2.5")
    _text(ET.SubElement(element, "PolyStyle"), "color", _abgr(style.color, style.fill_opacity))
    _text(ET.SubElement(element, "BalloonStyle"), "text", BALLOON)


def _point_style(parent: ET.Element) -> None:
    """Add the style of points: the viewer's own mark, small."""
    element = ET.SubElement(parent, "Style", id="point")
    _text(ET.SubElement(element, "IconStyle"), "scale", "0.8")
    _text(ET.SubElement(element, "BalloonStyle"), "text", BALLOON)


def _abgr(color: str, opacity: float) -> str:
    """
    Write a colour as KML does: opacity, blue, green, red.

    Examples
    --------
    >>> _abgr("#0072B2", 1.0)
    'ffb27200'
    """
    red, green, blue = color[1:3], color[3:5], color[5:7]
    return f"{round(opacity * 255):02x}{blue}{green}{red}".lower()


def _zones(parent: ET.Element, style: ZoneStyle, analysis: Analysis, rows: Sequence[Row]) -> None:
    """Add the folder of one status, if it has zones."""
    pairs = [
        (number, zone, row)
        for number, (zone, row) in enumerate(zip(analysis.zones, rows, strict=True), 1)
        if style_of(zone) is style
    ]
    if not pairs:
        return
    folder = ET.SubElement(parent, "Folder")
    _text(folder, "name", style.label)
    _text(folder, "visibility", str(int(style.shown)))
    for number, zone, row in pairs:
        name = f"{zone.named(number)} · {row.cells['label']}"
        html = zone_popup(zone.named(number), zone)
        mark = _placemark(folder, name, html, style.key, row, shown=style.shown)
        _geometry(mark, row.geometry)


def _folder(parent: ET.Element, title: str, rows: Sequence[Row]) -> None:
    """Add a folder of points, or of rules without geometry."""
    if not rows:
        return
    folder = ET.SubElement(parent, "Folder")
    _text(folder, "name", title)
    for row in rows:
        cells = row.cells
        name = str(cells.get("name") or cells.get("event") or cells.get("reason") or cells["id"])
        shown = [(k.replace("_", " "), str(v)) for k, v in cells.items() if v not in (None, "")]
        html = f"<b>{js_safe(name)}</b>{table(shown)}"
        mark = _placemark(folder, name, html, "point", row)
        _geometry(mark, row.geometry)


def _placemark(
    parent: ET.Element, name: str, html: str, style: str, row: Row, *, shown: bool = True
) -> ET.Element:
    """Add a placemark without its geometry; the schema wants its parts in this order."""
    mark = ET.SubElement(parent, "Placemark", id=str(row.cells["id"]))
    _text(mark, "name", name)
    _text(mark, "visibility", str(int(shown)))
    _text(mark, "description", html)
    _span(mark, row)
    _text(mark, "styleUrl", f"#{style}")
    extended = ET.SubElement(mark, "ExtendedData")
    for key, value in row.cells.items():
        if value is not None:
            _text(ET.SubElement(extended, "Data", name=key), "value", str(value))
    return mark


def _span(mark: ET.Element, row: Row) -> None:
    """Add the time for which a row holds, as far as it has dates that KML can hold."""
    ends = (("begin", row.cells.get("date")), ("end", row.cells.get("until")))
    dated = [(tag, str(date)) for tag, date in ends if date and DATED.fullmatch(str(date))]
    if dated:
        span = ET.SubElement(mark, "TimeSpan")
        for tag, date in dated:
            _text(span, tag, date)


def _geometry(mark: ET.Element, geometry: BaseGeometry | None) -> None:
    """Add a point or an area, draped over the ground."""
    if geometry is None:
        return
    if geometry.geom_type == "Point":
        _text(ET.SubElement(mark, "Point"), "coordinates", _tuples(geometry))
        return
    multi = ET.SubElement(mark, "MultiGeometry")
    for part in shapely.get_parts(geometry):
        polygon = ET.SubElement(multi, "Polygon")
        _text(polygon, "tessellate", "1")
        _rings(polygon, "outerBoundaryIs", [part.exterior])
        _rings(polygon, "innerBoundaryIs", part.interiors)


def _rings(polygon: ET.Element, tag: str, rings: Iterable[BaseGeometry]) -> None:
    for ring in rings:
        linear = ET.SubElement(ET.SubElement(polygon, tag), "LinearRing")
        _text(linear, "coordinates", _tuples(ring))


def _tuples(geometry: BaseGeometry) -> str:
    """Write coordinates as KML does."""
    pairs = shapely.get_coordinates(geometry).tolist()
    return " ".join(f"{lon:.7f},{lat:.7f}" for lon, lat in pairs)
