"""
Folium elements of our own, so that a page needs Leaflet and nothing else.

Folium's Popup and Tooltip write text into JavaScript template literals and need jQuery; these
write JSON, in which ``<``, ``>``, ``&`` and ``'`` are escaped, and bind it with Leaflet alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import folium
from branca.element import MacroElement
from folium.template import Template

from geo.maps.assets import SCRIPTS, SHEETS, WORKBENCH

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


class Part(MacroElement):
    """An element of ours; its class name is its name in the page's script."""

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = type(self).__name__


class LocalMap(folium.Map):
    """
    A Folium map without tiles whose scripts and sheets come from one folder of our own.

    Parameters
    ----------
    assets
        URL of the folder ``static`` as the page sees it, without a slash at the end.
    data
        URL of the map's geometry, for a map that the page talks with (`Wish`): this takes more
        scripts.
    """

    def __init__(self, assets: str, *, data: str = "") -> None:
        # Leaflet has no tile layer to learn the zooms from: they go to the map itself.
        super().__init__(
            tiles=None, control_scale=True, font_size="13px", minZoom=2, maxZoom=17, zoomSnap=0.5
        )
        self._name = "Map"
        self.default_js = [
            (path, f"{assets}/{path}") for path in (*SCRIPTS, *(WORKBENCH if data else ()))
        ]
        if data:
            self.default_js.append(("data", data))
        self.default_css = [(path, f"{assets}/{path}") for path in SHEETS]


class Popup(Part):
    """HTML that opens at a click on the parent; the caller has made its text safe."""

    _template = Template("""
        {% macro script(this, kwargs) %}
        {{ this._parent.get_name() }}.bindPopup({{ this.html|tojson }},
            {maxWidth: 330, minWidth: 220, autoPanPaddingTopLeft: [52, 10],
             autoPanPaddingBottomRight: [180, 24]});
        {% endmacro %}""")

    def __init__(self, html: str) -> None:
        super().__init__()
        self.html = html


class Tooltip(Part):
    """HTML that follows the pointer over the parent; the caller has made its text safe."""

    _template = Template("""
        {% macro script(this, kwargs) %}
        {{ this._parent.get_name() }}.bindTooltip({{ this.html|tojson }}, {sticky: true});
        {% endmacro %}""")

    def __init__(self, html: str) -> None:
        super().__init__()
        self.html = html


class Shape(Part):
    """
    An area, without the machinery that Folium's GeoJson brings for many features.

    Parameters
    ----------
    geometry
        GeoJSON geometry as JSON text that is safe in a script.
    look
        Leaflet path options.
    pane
        Name of the pane it is drawn in.
    fades
        Axis, degrees where its words certainly hold, degrees of the edge: there it fades.
    """

    _template = Template("""
        {% macro script(this, kwargs) %}
        var {{ this.get_name() }} = L.geoJSON({{ this.geometry }}, Object.assign(
            {{ this.look|tojson }}, {pane: {{ this.pane|tojson }}, smoothFactor: 0.6}
        ));
        {% if this.fades %}cordon.fade({{ this.get_name() }}, {{ this.fades|tojson }});{% endif %}
        {{ this.get_name() }}.addTo({{ this._parent.get_name() }});
        {% endmacro %}""")

    def __init__(
        self,
        geometry: str,
        look: Mapping[str, object],
        pane: str,
        fades: Sequence[tuple[str, float, float]] = (),
    ) -> None:
        super().__init__()
        self.geometry, self.look, self.pane, self.fades = geometry, dict(look), pane, fades


class Base(Part):
    """
    Land, borders and names under the zones, the panes of the zones, and the credits.

    Parameters
    ----------
    detail
        `geo.maps.basemap.detail_data` as JSON text that is safe in a script.
    obstacles
        Longitude, latitude and half width in pixels of marks that names must not cover.
    zones
        Number of zones; each has a pane, ``zone0`` at the bottom.
    bounds
        South-west and north-east of the first view, latitude first. The view is set before
        anything is drawn, so that the world is projected once.
    hatches
        `geo.maps.legend.hatch_rows`.
    """

    _template = Template("""
        {% macro script(this, kwargs) %}
        (function (map) {
            map.attributionControl.setPrefix(false);
            map.attributionControl.addAttribution({{ this.attribution|tojson }});
            const detail = {{ this.detail }};
            cordon.fit(map);
            cordon.hatches({{ this.hatches|tojson }});
            map.fitBounds({{ this.bounds|tojson }}, {paddingTopLeft: [44, 14],
                paddingBottomRight: [150, 20], maxZoom: 12, animate: false});
            cordon.base(map, detail);
            cordon.panes(map, {{ this.zones|tojson }});
            cordon.labels(map, detail.labels, {{ this.obstacles|tojson }});
        })({{ this._parent.get_name() }});
        {% endmacro %}""")

    def __init__(
        self,
        detail: str,
        obstacles: list[tuple[float, float, int]],
        attribution: str,
        zones: int,
        bounds: list[list[float]],
        hatches: list[tuple[str, str, str, float]],
    ) -> None:
        super().__init__()
        self.detail, self.obstacles = detail, obstacles
        self.attribution, self.zones, self.bounds = attribution, zones, bounds
        self.hatches = hatches


class StartAt(Part):
    """
    The view that someone left a map in; last of a map's children.

    Parameters
    ----------
    view
        ``lat``, ``lon``, ``zoom``; ``layers``: names of layers, "+" before one that is on, "-"
        before one that is off; ``hidden``: numbers of zones; ``marks``: what is open, chosen or
        tried, as `geo.maps.page.View` tells.
    """

    _template = Template("""
        {% macro script(this, kwargs) %}
        (function (map, view) {
            map.setView([view.lat, view.lon], view.zoom, {animate: false});
            const boxes = map.getContainer().querySelectorAll(".leaflet-control-layers-overlays label");
            boxes.forEach(function (label) {
                const box = label.querySelector("input");
                const name = label.textContent.trim();
                if (view.layers.includes((box.checked ? "-" : "+") + name)) box.click();
            });
            map.eachLayer(function (layer) {
                if (view.hidden.includes(layer.options && layer.options.cordonZone)) layer.remove();
            });
            const marks = view.marks || {};
            const pane = map.getPane("chosen") || map.createPane("chosen");
            pane.style.zIndex = 620;
            const point = function (pair) { return L.latLng(pair[1], pair[0]); };
            const still = {interactive: false, pane: "chosen"};
            const firm = Object.assign({color: "#111111", weight: 3, fill: false}, still);
            if (marks.dark) {
                document.documentElement.classList.add("cordon-dark");
                if (window.cordon && window.cordon.theme) window.cordon.theme(map, true);
            }
            if (marks.days) window.cordon.between(marks.days);
            let opened = null;
            map.eachLayer(function (layer) {
                const known = layer.options || {};
                if (layer.getLatLngs && marks.zone !== undefined && known.cordonZone === marks.zone) {
                    L.polygon(layer.getLatLngs(), firm).addTo(map);
                }
                const wanted = marks.popup || {};
                const same = (wanted.zone !== undefined && known.cordonZone === wanted.zone) ||
                    (wanted.place !== undefined && known.cordonPlace === wanted.place);
                if (same && layer.getPopup && layer.getPopup()) opened = layer;
            });
            if (marks.ring) {
                const ring = {radius: 11, color: "#d55e00", weight: 3, fill: false};
                L.circleMarker(point(marks.ring), Object.assign(ring, still)).addTo(map);
            }
            if (marks.ask) {
                const icon = {className: "cordon-ask", html: "<span></span>", iconSize: [22, 22], iconAnchor: [11, 11]};
                L.marker(point(marks.ask), {icon: L.divIcon(icon), interactive: false, pane: "chosen"}).addTo(map);
            }
            (marks.overlay || []).forEach(function (row) {
                const look = Object.assign({}, still, row.look);
                L.geoJSON(row.geometry, Object.assign({style: look}, look)).addTo(map);
            });
            if (opened) {
                opened.getPopup().options.autoPan = false; // the view stays where it was
                opened.openPopup(point(marks.popup.at));
            }
        })({{ this._parent.get_name() }}, {{ this.view|tojson }});
        {% endmacro %}""")

    def __init__(self, view: Mapping[str, object]) -> None:
        super().__init__()
        self.view = dict(view)


class LegendRows(Part):
    """Rows below the layer control: what else is drawn. The HTML is ours, never the report's."""

    _template = Template("""
        {% macro script(this, kwargs) %}
        (function (map) {
            const box = map.getContainer().querySelector(".leaflet-control-layers-list");
            if (!box) return;
            const rows = document.createElement("div");
            rows.className = "cordon-legend";
            rows.innerHTML = {{ this.html|tojson }};
            box.append(rows);
        })({{ this._parent.get_name() }});
        {% endmacro %}""")

    def __init__(self, html: str) -> None:
        super().__init__()
        self.html = html


class Wish(Part):
    """
    What the page wants of the map, done when the group that holds it is put on the map.

    Parameters
    ----------
    wish
        JSON text that is safe in a script; its members are those of ``update`` in ``bench.js``.
    """

    _template = Template("""
        {% macro script(this, kwargs) %}
        cordonBench.update({{ this._parent._parent.get_name() }}, {{ this.wish }});
        {% endmacro %}""")

    def __init__(self, wish: str) -> None:
        super().__init__()
        self.wish = wish


class Dots(Part):
    """
    Thousands of points on a canvas, each with a line of text that opens at a click.

    Parameters
    ----------
    rows
        JSON list of ``[longitude, latitude, text, date, number]``, safe in a script; the text is shown as
        text.
    """

    _template = Template("""
        {% macro script(this, kwargs) %}
        cordon.dots({{ this._parent.get_name() }}, {{ this.rows }});
        {% endmacro %}""")

    def __init__(self, rows: str) -> None:
        super().__init__()
        self.rows = rows


class EmptyGroups(Part):
    """Forgets the groups that streamlit-folium has shown before, which it never does itself."""

    _template = Template("{% macro script(this, kwargs) %}window.feature_group = [];{% endmacro %}")
