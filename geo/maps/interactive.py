"""An analysis as a Folium map; the only module that writes latitude before longitude."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import folium
import shapely

from geo.maps.basemap import Label, detail_data, pack_labels
from geo.maps.elements import Base, EmptyGroups, FlyTo, LegendRows, LocalMap, Popup, Tooltip
from geo.maps.legend import legend_html, pin_swatch, swatch
from geo.maps.popup import is_pinned, place_popup, zone_popup, zone_tooltip
from geo.maps.safe import js_safe
from geo.maps.style import STYLES, css_dash, is_violated, style_of
from geo.model import FeatureClass

if TYPE_CHECKING:
    from collections.abc import Iterable

    from shapely.geometry.base import BaseGeometry

    from geo.maps.basemap import Basemap, Box
    from geo.maps.style import ZoneStyle
    from geo.model import Analysis, Candidate, Place, Zone

ASSETS = "/app/static"
ATTRIBUTION = (
    'Borders © <a href="https://www.openstreetmap.org/copyright">OpenStreetMap</a> contributors '
    "(ODbL) · Places GeoNames (CC BY) · Boundaries and names do not imply endorsement"
)
AREAS = frozenset({FeatureClass.COUNTRY, FeatureClass.ADMIN1, FeatureClass.REGION})
DECIMALS = 5  # about 1 m
BADGE_PX = 11


@dataclass(frozen=True, slots=True)
class Numbered:
    """A zone with its number in the report and the place where that number is drawn."""

    number: int
    zone: Zone
    lon: float
    lat: float


def numbered(analysis: Analysis) -> tuple[Numbered, ...]:
    """
    Give each zone its number, in the order of the report, and find where the number stands.

    The number stands where the zone is widest, off the smaller zones that lie in it if it can.
    """
    found = []
    for index, zone in enumerate(analysis.zones):
        smaller = [z.geometry for z in analysis.zones if z.area_km2 < zone.area_km2]
        point = _widest(zone.geometry, smaller)
        found.append(Numbered(index + 1, zone, point.x, point.y))
    return tuple(found)


def _widest(geometry: BaseGeometry, smaller: list[BaseGeometry]) -> shapely.Point:
    """Return the centre of the widest part of an area outside the smaller ones."""
    size = max(geometry.bounds[2] - geometry.bounds[0], geometry.bounds[3] - geometry.bounds[1])
    coarse = geometry.simplify(size / 1_000)
    rest = coarse.difference(shapely.union_all([g.simplify(size / 1_000) for g in smaller]))
    body = rest if rest.area > coarse.area * 0.05 else coarse
    largest = max(shapely.get_parts(body), key=lambda part: part.area)
    circle = shapely.maximum_inscribed_circle(largest, tolerance=size / 200)
    return shapely.Point(circle.coords[0])


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
    zones = numbered(analysis)
    places = tuple(p for p in analysis.places if is_pinned(p))
    chart = LocalMap(assets)
    pins = [_pin_label(p.candidate) for p in places if p.candidate and not _is_area(p)]
    detail = detail_data(basemap)
    detail["labels"] = pack_labels([*pins, *_without_pinned(basemap.labels, pins)])
    obstacles = [(n.lon, n.lat, BADGE_PX) for n in zones]
    obstacles += [(pin.lon, pin.lat, 6) for pin in pins]
    Base(detail, obstacles, ATTRIBUTION).add_to(chart)
    for style in STYLES.values():
        members = [n for n in zones if style_of(n.zone) is style]
        if members:
            _zone_group(style, members).add_to(chart)
    _place_group("Places", [p for p in places if not _is_area(p)], show=True).add_to(chart)
    _place_group("Regions", [p for p in places if _is_area(p)], show=False).add_to(chart)
    folium.LayerControl(collapsed=False).add_to(chart)
    LegendRows(legend_html(analysis)).add_to(chart)
    chart.fit_bounds(_corners(view_box(analysis)), padding=(24, 24), max_zoom=12)
    return chart


def view_box(analysis: Analysis) -> Box:
    """
    Return the part of the world to show first: west, south, east, north in degrees.

    The zones that are shown without being asked for; without one all zones; without any the
    places; else the world between 60° south and 75° north.
    """
    shown = [z.geometry for z in analysis.zones if style_of(z).shown]
    geometries = shown or [z.geometry for z in analysis.zones]
    if not geometries:
        best = [p.candidate for p in analysis.places if is_pinned(p) and p.candidate]
        geometries = [shapely.Point(c.lon, c.lat) for c in best]
    if not geometries:
        return (-170.0, -60.0, 180.0, 75.0)
    west, south, east, north = shapely.total_bounds(geometries).tolist()
    pad = max(0.02, (east - west) * 0.03, (north - south) * 0.03)
    return (west - pad, max(south - pad, -85.0), east + pad, min(north + pad, 85.0))


def highlight(chart: folium.Map, zone: Zone) -> folium.FeatureGroup:
    """Return a group that outlines one zone strongly and moves the view to it."""
    group = folium.FeatureGroup(name="Selected", control=False)
    EmptyGroups().add_to(group)
    style = {"color": "#111111", "weight": 3, "fill": False, "interactive": False}
    data = _feature(zone.geometry)
    folium.GeoJson(data, style_function=lambda _: style, control=False).add_to(group)
    FlyTo(chart.get_name(), _corners(zone.geometry.bounds)).add_to(group)
    return group


def _zone_group(style: ZoneStyle, members: Iterable[Numbered]) -> folium.FeatureGroup:
    """Return the layer of one status, its largest zones at the bottom."""
    ordered = sorted(members, key=lambda n: -n.zone.area_km2)
    name = f"{swatch(style)}{style.label}"
    group = folium.FeatureGroup(name=name, show=style.shown)
    for entry in ordered:
        _zone_shape(entry, style).add_to(group)
    for entry in ordered:
        _badge(entry, style).add_to(group)
    return group


def _zone_shape(entry: Numbered, style: ZoneStyle) -> folium.GeoJson:
    """Return the polygon of a zone with its popup."""
    look = {
        "color": style.color,
        "weight": 2,
        "dashArray": css_dash(style),
        "fillColor": style.color,
        "fillOpacity": style.fill_opacity,
    }
    shape = folium.GeoJson(
        _feature(entry.zone.geometry),
        style_function=lambda _: look,
        smooth_factor=0.6,
        pane="zones",
        control=False,
    )
    Tooltip(zone_tooltip(entry.number, entry.zone)).add_to(shape)
    Popup(zone_popup(entry.number, entry.zone)).add_to(shape)
    return shape


def _badge(entry: Numbered, style: ZoneStyle) -> folium.Marker:
    """Return the number of a zone, ringed where the text says that its rule is broken."""
    ring = " violated" if is_violated(entry.zone) else ""
    html = (
        f'<span class="cordon-badge{ring}" style="background:{style.color}">{entry.number}</span>'
    )
    icon = folium.DivIcon(html=html, class_name="", icon_size=(20, 20), icon_anchor=(10, 10))
    marker = folium.Marker((entry.lat, entry.lon), icon=icon)
    Tooltip(zone_tooltip(entry.number, entry.zone)).add_to(marker)
    Popup(zone_popup(entry.number, entry.zone)).add_to(marker)
    return marker


def _place_group(name: str, places: list[Place], *, show: bool) -> folium.FeatureGroup:
    """Return the layer of pins: filled for points, hollow for areas."""
    hollow = name == "Regions"
    group = folium.FeatureGroup(name=f"{pin_swatch(hollow=hollow)}{name}", show=show)
    group.control = bool(places)
    for place in places:
        best = place.candidate
        if best is None:
            continue
        pin = folium.CircleMarker(
            (round(best.lat, DECIMALS), round(best.lon, DECIMALS)),
            radius=5,
            color="#111111",
            weight=1.5,
            fill=True,
            fill_color="#111111",
            fill_opacity=0.0 if hollow else 0.85,
            pane="pins",
        )
        Tooltip(js_safe(best.name)).add_to(pin)
        Popup(place_popup(place)).add_to(pin)
        pin.add_to(group)
    return group


def _feature(geometry: BaseGeometry) -> dict[str, Any]:
    """Return a bare feature with coordinates rounded to a metre."""
    rounded = shapely.transform(geometry, lambda xy: xy.round(DECIMALS))
    return {"type": "Feature", "properties": {}, "geometry": shapely.geometry.mapping(rounded)}


def _corners(box: Box) -> list[list[float]]:
    """Return south-west and north-east as Leaflet wants them: latitude first."""
    west, south, east, north = box
    return [[south, west], [north, east]]


def _is_area(place: Place) -> bool:
    """Tell whether a place is an area, whose one coordinate is a convention."""
    return place.candidate is not None and place.candidate.feature_class in AREAS


def _pin_label(best: Candidate) -> Label:
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
