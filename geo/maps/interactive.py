"""An analysis as a Folium map; the only module that writes latitude before longitude."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import folium
import shapely

from geo.maps.basemap import Label, detail_data, pack_labels
from geo.maps.elements import Base, EmptyGroups, FlyTo, LegendRows, LocalMap, Popup, Shape, Tooltip
from geo.maps.legend import legend_html, pin_swatch, swatch
from geo.maps.popup import place_popup, zone_popup, zone_tooltip
from geo.maps.safe import js_safe, script_json
from geo.maps.scene import Numbered, Pin, numbered, pinned, view_box
from geo.maps.style import STYLES, css_dash, fill_opacity, is_violated, style_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from shapely.geometry.base import BaseGeometry

    from geo.maps.basemap import Basemap, Box
    from geo.maps.style import ZoneStyle
    from geo.model import Analysis, Zone

ASSETS = "/app/static"
ATTRIBUTION = (
    'Borders © <a href="https://www.openstreetmap.org/copyright">OpenStreetMap</a> contributors '
    "(ODbL) · Places GeoNames (CC BY) · Boundaries and names do not imply endorsement"
)
DECIMALS = 5  # about 1 m
FINEST_DEG = 2e-5  # 2 m
VERTICES_ACROSS = 200_000
BADGE_PX, PIN_PX = 11, 6
LEGEND_PX = (150, 20)  # what the legend covers at the right, the credits at the bottom
CHOSEN = {"color": "#111111", "weight": 3, "fill": False, "interactive": False}


@dataclass(frozen=True, slots=True)
class Prepared:
    """
    What a map is drawn from, worked out once.

    Attributes
    ----------
    shapes
        GeoJSON geometry of each zone as JSON text, in the order of `zones`.
    detail
        `geo.maps.basemap.detail_data` with the names of the pins, as JSON text.
    """

    analysis: Analysis
    zones: tuple[Numbered, ...]
    pins: tuple[Pin, ...]
    shapes: tuple[str, ...]
    detail: str


def prepare(analysis: Analysis, basemap: Basemap) -> Prepared:
    """Work out where numbers stand, and write the geometry as JSON; arguments as for `draw`."""
    pins = pinned(analysis)
    names = [_pin_label(pin) for pin in pins if not pin.is_area]
    detail = detail_data(basemap)
    detail["labels"] = pack_labels([*names, *_without_pinned(basemap.labels, names)])
    shapes = tuple(script_json(_shape(zone.geometry)) for zone in analysis.zones)
    return Prepared(analysis, numbered(analysis), pins, shapes, script_json(detail))


def draw(analysis: Analysis, basemap: Basemap, assets: str = ASSETS) -> folium.Map:
    """
    Draw an analysis.

    Parameters
    ----------
    analysis
        Geometries in EPSG:4326, longitude latitude.
    basemap
        What lies under it; its lines should be those that the zones were made from.
    assets
        URL of the folder ``static`` as the page sees it.

    Returns
    -------
    map
        Needs no network and no library but Leaflet. Zones by status with their numbers, pins of
        the places meant as places, a layer control that is the legend, a scale. All text of the
        report is escaped.
    """
    return draw_prepared(prepare(analysis, basemap), assets)


def draw_prepared(ready: Prepared, assets: str = ASSETS) -> folium.Map:
    """Draw what was prepared; a Folium map can be rendered once only, so it is not kept."""
    chart = LocalMap(assets)
    obstacles = [(n.lon, n.lat, BADGE_PX) for n in ready.zones]
    obstacles += [(p.best.lon, p.best.lat, PIN_PX) for p in ready.pins if not p.is_area]
    Base(ready.detail, obstacles, ATTRIBUTION, len(ready.zones)).add_to(chart)
    for style in STYLES.values():
        members = [n for n in ready.zones if style_of(n.zone) is style]
        if members:
            _zone_group(style, members, ready).add_to(chart)
    for hollow, name in ((False, "Places"), (True, "Regions")):
        pins = [pin for pin in ready.pins if pin.is_area is hollow]
        if pins:
            _pin_group(name, pins, hollow=hollow).add_to(chart)
    folium.LayerControl(collapsed=False).add_to(chart)
    LegendRows(legend_html(ready.analysis)).add_to(chart)
    chart.fit_bounds(
        _corners(view_box(ready.analysis)),
        padding_top_left=(44, 14),
        padding_bottom_right=LEGEND_PX,
        max_zoom=12,
    )
    return chart


def highlight(zone: Zone, *, fly: bool = True) -> folium.FeatureGroup:
    """Return a group that outlines one zone strongly and, if told to, moves the view to it."""
    group = folium.FeatureGroup(name="Selected", control=False)
    EmptyGroups().add_to(group)
    Shape(script_json(_shape(zone.geometry)), CHOSEN, "chosen").add_to(group)
    if fly:
        FlyTo(_corners(zone.geometry.bounds)).add_to(group)
    return group


def _zone_group(
    style: ZoneStyle, members: Iterable[Numbered], ready: Prepared
) -> folium.FeatureGroup:
    """Return the layer of one status."""
    group = folium.FeatureGroup(name=f"{swatch(style)}{style.label}", show=style.shown)
    for entry in members:
        look = {
            "color": style.color,
            "weight": 2,
            "dashArray": css_dash(style),
            "fillColor": style.color,
            "fillOpacity": fill_opacity(entry.zone),
        }
        # Each zone has a pane of its own: the larger ones stay below, whatever is switched on.
        larger = sum(n.zone.area_km2 > entry.zone.area_km2 for n in ready.zones)
        shape = Shape(ready.shapes[entry.number - 1], look, f"zone{larger}")
        for part in (shape, _badge(entry, style)):
            Tooltip(zone_tooltip(entry.number, entry.zone)).add_to(part)
            Popup(zone_popup(entry.number, entry.zone)).add_to(part)
            part.add_to(group)
    return group


def _badge(entry: Numbered, style: ZoneStyle) -> folium.Marker:
    """Return the number of a zone, ringed where the text says that its rule is broken."""
    ring = " violated" if is_violated(entry.zone) else ""
    color = f'style="background:{style.color}"'
    html = f'<span class="cordon-badge{ring}" {color}>{entry.number}</span>'
    icon = folium.DivIcon(html=html, class_name="", icon_size=(20, 20), icon_anchor=(10, 10))
    return folium.Marker((entry.lat, entry.lon), icon=icon)


def _pin_group(name: str, pins: Iterable[Pin], *, hollow: bool) -> folium.FeatureGroup:
    """Return the layer of points (shown), or of areas (hollow, not shown at first)."""
    label = f"{pin_swatch(hollow=hollow)}{name}"
    group = folium.FeatureGroup(name=label, show=not hollow)
    for pin in pins:
        best = pin.best
        mark = folium.CircleMarker(
            (round(best.lat, DECIMALS), round(best.lon, DECIMALS)),
            radius=5,
            color="#111111",
            weight=1.5,
            fill=True,
            fill_color="#111111",
            fill_opacity=0.0 if hollow else 0.85,
        )
        mark.options["pane"] = "pins"  # Folium lets only the options through that it knows
        Tooltip(js_safe(best.name)).add_to(mark)
        Popup(place_popup(pin.place)).add_to(mark)
        mark.add_to(group)
    return group


def _shape(geometry: BaseGeometry) -> dict[str, Any]:
    """Return an area as a GeoJSON geometry, its lines thinned by no more than a map shows."""
    west, south, east, north = geometry.bounds
    tolerance = max(FINEST_DEG, max(east - west, north - south) / VERTICES_ACROSS)
    thin = shapely.simplify(geometry, tolerance, preserve_topology=False)
    rounded = shapely.transform(thin, lambda xy: xy.round(DECIMALS))
    found: dict[str, Any] = shapely.geometry.mapping(rounded)
    return found


def _corners(box: Box) -> list[list[float]]:
    """Return south-west and north-east as Leaflet wants them: latitude first."""
    west, south, east, north = box
    return [[south, west], [north, east]]


def _pin_label(pin: Pin) -> Label:
    best = pin.best
    return Label(best.name, best.lon, best.lat, "pin", 3.0, float(best.population))


def _without_pinned(labels: Iterable[Label], pins: list[Label]) -> list[Label]:
    """Leave out towns that a pin names already."""
    return [
        label
        for label in labels
        if not any(
            pin.text == label.text and math.hypot(pin.lon - label.lon, pin.lat - label.lat) < 0.2
            for pin in pins
        )
    ]
