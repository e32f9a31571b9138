"""An analysis as a Folium map; the only module that writes latitude before longitude."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import folium
import shapely

from geo.maps.basemap import Label, detail_data, pack_labels
from geo.maps.elements import (
    Base,
    Dots,
    EmptyGroups,
    LegendRows,
    LocalMap,
    Popup,
    Shape,
    Tooltip,
    Wish,
)
from geo.maps.legend import (
    event_swatch,
    hatch_id,
    hatch_rows,
    legend_html,
    pin_swatch,
    swatch,
)
from geo.maps.popup import place_popup, zone_popup, zone_tooltip
from geo.maps.safe import js_safe, script_json
from geo.maps.scene import Numbered, Pin, numbered, pinned, view_box
from geo.maps.style import (
    STYLES,
    css_dash,
    fill_opacity,
    hatch_of,
    hatches,
    ink_on,
    is_violated,
    style_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from shapely.geometry.base import BaseGeometry

    from geo.maps.basemap import Basemap, Box
    from geo.maps.style import ZoneStyle
    from geo.model import Analysis

ASSETS = "/app/static"
DATA = "cordonData"
ATTRIBUTION = (
    'Borders © <a href="https://www.openstreetmap.org/copyright">OpenStreetMap</a> contributors '
    "(ODbL) · Places GeoNames (CC BY) · Boundaries and names do not imply endorsement"
)
DECIMALS = 5  # about 1 m
FINEST_DEG = 2e-5  # 2 m
VERTICES_ACROSS = 200_000
BADGE_PX, PIN_PX = 11, 6
EVENT_CHARS = 200


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
    events
        ``[longitude, latitude, text, date, number]`` of each event with a place, as JSON text.
    """

    analysis: Analysis
    zones: tuple[Numbered, ...]
    pins: tuple[Pin, ...]
    shapes: tuple[str, ...]
    detail: str
    events: str = "[]"


def prepare(analysis: Analysis, basemap: Basemap, names: Sequence[str] = ()) -> Prepared:
    """
    Work out where numbers stand, and write the geometry as JSON; arguments as for `draw`.

    Parameters
    ----------
    names
        What is written for the number of each zone; the numbers themselves if empty.
    """
    pins = pinned(analysis)
    towns = [_pin_label(pin) for pin in pins if not pin.is_area]
    detail = detail_data(basemap)
    detail["labels"] = pack_labels([*towns, *_without_pinned(basemap.labels, towns)])
    shapes = tuple(_shape(zone.geometry) for zone in analysis.zones)
    events = script_json(_event_rows(analysis))
    return Prepared(analysis, numbered(analysis, names), pins, shapes, script_json(detail), events)


def draw(
    analysis: Analysis, basemap: Basemap, assets: str = ASSETS, names: Sequence[str] = ()
) -> folium.Map:
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
    names
        What is written for the number of each zone; the numbers themselves if empty.

    Returns
    -------
    map
        Needs no network and no library but Leaflet. Zones by status with their numbers, pins of
        the places meant as places, a layer control that is the legend, a scale. All text of the
        report is escaped.
    """
    return draw_prepared(prepare(analysis, basemap, names), assets)


def data_script(ready: Prepared) -> str:
    """Return the geometry of a map as a script, for a page that loads it by a URL of its own."""
    parts = f"detail:{ready.detail},shapes:[{','.join(ready.shapes)}],events:{ready.events}"
    return f"window.{DATA}={{{parts}}};"


def _by_name(ready: Prepared) -> Prepared:
    """Return the same with the names that `data_script` gives the geometry in place of it."""
    shapes = tuple(f"{DATA}.shapes[{n}]" for n in range(len(ready.shapes)))
    events = f"{DATA}.events" if ready.events != "[]" else "[]"
    return replace(ready, shapes=shapes, detail=f"{DATA}.detail", events=events)


def draw_prepared(ready: Prepared, assets: str = ASSETS, *, data: str = "") -> folium.Map:
    """
    Draw what was prepared; a Folium map can be rendered once only, so it is not kept.

    Parameters
    ----------
    data
        URL of `data_script`, for the map of the app, which the page talks with: what is sent at
        each change of the page is small then. Without it all stands in the map's own script.
    """
    chart = LocalMap(assets, data=data)
    if data:
        ready = _by_name(ready)
    obstacles = [(n.lon, n.lat, BADGE_PX) for n in ready.zones]
    obstacles += [(p.best.lon, p.best.lat, PIN_PX) for p in ready.pins if not p.is_area]
    view = _corners(view_box(ready.analysis))
    patterns = hatch_rows(ready.analysis.zones)
    Base(ready.detail, obstacles, ATTRIBUTION, len(ready.zones), view, patterns).add_to(chart)
    for style in STYLES.values():
        members = [n for n in ready.zones if style_of(n.zone) is style]
        if members:
            _zone_group(style, members, ready).add_to(chart)
    for hollow, name in ((False, "Places"), (True, "Regions")):
        pins = [pin for pin in ready.pins if pin.is_area is hollow]
        if pins:
            _pin_group(name, pins, ready, hollow=hollow).add_to(chart)
    if ready.events != "[]":
        _event_group(ready).add_to(chart)
    folium.LayerControl(collapsed=False).add_to(chart)
    LegendRows(legend_html(ready.analysis)).add_to(chart)
    return chart


def wish_group(wish: dict[str, object]) -> folium.FeatureGroup:
    """Return the one group that changes while the map stays: what the page wants of the map."""
    group = folium.FeatureGroup(name="Wish", control=False)
    EmptyGroups().add_to(group)
    Wish(script_json(wish)).add_to(group)
    return group


def _zone_group(
    style: ZoneStyle, members: Iterable[Numbered], ready: Prepared
) -> folium.FeatureGroup:
    """Return the layer of one status."""
    group = folium.FeatureGroup(name=f"{swatch(style)}{style.label}", show=style.shown)
    known = hatches(ready.analysis.zones)
    for entry in members:
        hatch = hatch_of(entry.zone, known)
        look = {
            "color": style.color,
            "weight": style.edge_px,
            "dashArray": css_dash(style),
            "fillColor": f"url(#{hatch_id(style.key, hatch)})" if hatch else style.color,
            "fillOpacity": fill_opacity(entry.zone) / (style.fill_opacity if hatch else 1.0),
            "cordonZone": entry.number,
        }
        # Each zone has a pane of its own: the larger ones stay below, whatever is switched on.
        larger = sum(n.zone.area_km2 > entry.zone.area_km2 for n in ready.zones)
        fades = [(f.axis, f.full, f.edge) for f in entry.zone.fades]
        shape = Shape(ready.shapes[entry.number - 1], look, f"zone{larger}", fades)
        for part in (shape, _badge(entry, style)):
            Tooltip(zone_tooltip(entry.name, entry.zone)).add_to(part)
            Popup(zone_popup(entry.name, entry.zone)).add_to(part)
            part.add_to(group)
    return group


def _badge(entry: Numbered, style: ZoneStyle) -> folium.Marker:
    """Return the number of a zone, ringed where the text says that its rule is broken."""
    ring = " violated" if is_violated(entry.zone) else ""
    color = f'style="background:{style.color};color:{ink_on(style.color)}"'
    html = f'<span class="cordon-badge{ring}" {color}>{js_safe(entry.name)}</span>'
    icon = folium.DivIcon(html=html, class_name="", icon_size=(20, 20), icon_anchor=(10, 10))
    mark = folium.Marker((entry.lat, entry.lon), icon=icon)
    mark.options["cordonZone"] = entry.number
    return mark


def _pin_group(
    name: str, pins: Iterable[Pin], ready: Prepared, *, hollow: bool
) -> folium.FeatureGroup:
    """Return the layer of points (shown), or of areas (hollow, not shown at first)."""
    label = f"{pin_swatch(hollow=hollow)}{name}"
    group = folium.FeatureGroup(name=label, show=not hollow)
    numbers = {id(place): n for n, place in enumerate(ready.analysis.places, 1)}
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
        mark.options["cordonPlace"] = numbers[id(pin.place)]
        Tooltip(js_safe(best.name)).add_to(mark)
        Popup(place_popup(pin.place)).add_to(mark)
        mark.add_to(group)
    return group


def _event_group(ready: Prepared) -> folium.FeatureGroup:
    """Return the layer of events; a canvas draws ten thousand of them at once."""
    group = folium.FeatureGroup(name=f"{event_swatch()}Incidents")
    Dots(ready.events).add_to(group)
    return group


def _event_rows(analysis: Analysis) -> list[list[object]]:
    """Return longitude, latitude, a line of text, date and number of each event with a place."""
    return [
        [round(e.place.candidate.lon, DECIMALS), round(e.place.candidate.lat, DECIMALS),
         " · ".join(filter(None, (e.date, e.kind, e.quote[:EVENT_CHARS]))), e.date, n]
        for n, e in enumerate(analysis.events, 1)
        if e.place is not None and e.place.candidate is not None
    ]  # fmt: skip


def _shape(geometry: BaseGeometry) -> str:
    """Return an area as GeoJSON text, its lines thinned by no more than a map shows."""
    west, south, east, north = geometry.bounds
    tolerance = max(FINEST_DEG, max(east - west, north - south) / VERTICES_ACROSS)
    thin = shapely.simplify(geometry, tolerance, preserve_topology=False)
    rounded = shapely.transform(thin, lambda xy: xy.round(DECIMALS))
    return str(shapely.to_geojson(rounded))


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
