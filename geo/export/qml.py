"""Our map's styles as QGIS writes them (QML, as of QGIS 3.22)."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from geo.maps.style import STYLES, ZoneStyle, hatches

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geo.model import Zone

PX_MM = 0.2646  # a CSS pixel
# degrees, as QGIS turns lines
ANGLES = {"/": ("45",), "\\": ("135",), ".": ("0",), "x": ("45", "135"), "|": ("90",), "-": ("0",)}
HATCH_OPACITY = 0.55
HEAD = "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n"


def zone_style(zones: Iterable[Zone] = ()) -> str:
    """
    Return the style of zones: a category for each status, those not shown at first unticked.

    Parameters
    ----------
    zones
        Those of the layer: the hatch of each is that of its distance.
    """
    root, known = _root(), hatches(zones)
    renderer = ET.SubElement(
        root, "renderer-v2", type="categorizedSymbol", attr="style", symbollevels="0"
    )
    categories = ET.SubElement(renderer, "categories")
    symbols = ET.SubElement(renderer, "symbols")
    for number, style in enumerate(STYLES.values()):
        ET.SubElement(
            categories,
            "category",
            value=style.key,
            symbol=str(number),
            label=style.label,
            render="true" if style.shown else "false",
        )
        _fill_symbol(symbols, str(number), style, known)
    _labels(root, "label", "7")
    return _written(root)


def point_style(layer: str) -> str:
    """Return the style of points: a black dot with its name."""
    root = _root()
    renderer = ET.SubElement(root, "renderer-v2", type="singleSymbol", symbollevels="0")
    symbols = ET.SubElement(renderer, "symbols")
    symbol = ET.SubElement(symbols, "symbol", type="marker", name="0", alpha="1")
    mark = ET.SubElement(symbol, "layer", {"class": "SimpleMarker"}, enabled="1", locked="0")
    shape = "diamond" if layer == "events" else "circle"
    _options(
        mark,
        name=shape,
        color="17,17,17,255",
        outline_color="255,255,255,255",
        outline_width="0.3",
        outline_width_unit="MM",
        size="2.2",
        size_unit="MM",
    )
    _labels(root, "event" if layer == "events" else "name", "8")
    return _written(root)


def _root() -> ET.Element:
    return ET.Element(
        "qgis", version="3.22.0", styleCategories="Symbology|Labeling", labelsEnabled="1"
    )


def _fill_symbol(symbols: ET.Element, name: str, style: ZoneStyle, known: dict[float, str]) -> None:
    """Add the symbol of a status: its fill, its edge with its dashes, the hatches of distances."""
    symbol = ET.SubElement(symbols, "symbol", type="fill", name=name, alpha="1")
    fill = ET.SubElement(symbol, "layer", {"class": "SimpleFill"}, enabled="1", locked="0")
    _options(fill, color=_rgba(style.color, style.fill_opacity), style="solid", outline_style="no")
    edge = ET.SubElement(symbol, "layer", {"class": "SimpleLine"}, enabled="1", locked="0")
    dash = ";".join(f"{px * PX_MM:.2f}" for px in style.dash_px)
    _options(
        edge,
        line_color=_rgba(style.color, 1.0),
        line_style="solid",
        line_width=f"{style.edge_px * PX_MM:.2f}",
        line_width_unit="MM",
        use_custom_dash="1" if dash else "0",
        customdash=dash or "5;2",
        customdash_unit="MM",
    )
    lines = [(metres, hatch, a) for metres, hatch in known.items() for a in ANGLES[hatch]]
    for at, (metres, hatch, angle) in enumerate(lines, 2):
        _hatch(symbol, f"@{name}@{at}", style, hatch, angle)
        _only_where(symbol[-1], f'"distance_m" = {metres:g}')


def _hatch(symbol: ET.Element, name: str, style: ZoneStyle, hatch: str, angle: str) -> None:
    """Add the lines of a hatch."""
    pattern = ET.SubElement(symbol, "layer", {"class": "LinePatternFill"}, enabled="1", locked="0")
    look = {
        "color": _rgba(style.color, HATCH_OPACITY),
        "line_width": "0.25",
        "line_width_unit": "MM",
    }
    _options(pattern, angle=angle, distance="2.2", distance_unit="MM", **look)
    inner = ET.SubElement(pattern, "symbol", type="line", name=name, alpha="1")
    line = ET.SubElement(inner, "layer", {"class": "SimpleLine"}, enabled="1", locked="0")
    _options(
        line,
        line_color=look["color"],
        line_style="solid",
        line_width=look["line_width"],
        line_width_unit="MM",
        use_custom_dash="1" if hatch == "." else "0",
        customdash="0.4;2",
        customdash_unit="MM",
    )


def _only_where(layer: ET.Element, expression: str) -> None:
    """Let a part of a symbol be drawn only for the features of an expression."""
    properties = ET.SubElement(layer, "data_defined_properties")
    top = ET.SubElement(properties, "Option", type="Map")
    ET.SubElement(top, "Option", type="QString", name="name", value="")
    known = ET.SubElement(top, "Option", type="Map", name="properties")
    enabled = ET.SubElement(known, "Option", type="Map", name="enabled")
    ET.SubElement(enabled, "Option", type="bool", name="active", value="true")
    ET.SubElement(enabled, "Option", type="QString", name="expression", value=expression)
    ET.SubElement(enabled, "Option", type="int", name="type", value="3")
    ET.SubElement(top, "Option", type="QString", name="type", value="collection")


def _options(layer: ET.Element, **values: str) -> None:
    """Add properties both as older and as newer releases of QGIS read them."""
    options = ET.SubElement(layer, "Option", type="Map")
    for key, value in values.items():
        ET.SubElement(options, "Option", type="QString", name=key, value=value)
    for key, value in values.items():
        ET.SubElement(layer, "prop", k=key, v=value)


def _labels(root: ET.Element, field: str, size: str) -> None:
    """Add labels with a halo."""
    labeling = ET.SubElement(root, "labeling", type="simple")
    settings = ET.SubElement(labeling, "settings", calloutType="simple")
    style = ET.SubElement(
        settings,
        "text-style",
        fieldName=field,
        fontSize=size,
        fontSizeUnit="Point",
        textColor="31,41,48,255",
        isExpression="0",
    )
    ET.SubElement(
        style,
        "text-buffer",
        bufferDraw="1",
        bufferSize="0.7",
        bufferSizeUnits="MM",
        bufferColor="255,255,255,255",
        bufferOpacity="0.9",
    )


def _rgba(color: str, opacity: float) -> str:
    """
    Write a colour as QGIS does.

    Examples
    --------
    >>> _rgba("#0072B2", 0.22)
    '0,114,178,56'
    """
    red, green, blue = (int(color[i : i + 2], 16) for i in (1, 3, 5))
    return f"{red},{green},{blue},{round(opacity * 255)}"


def _written(root: ET.Element) -> str:
    return HEAD + ET.tostring(root, encoding="unicode")
