"""
The map in the page, and the controls that change only it.

The map's script stays the same while the report does, so that nothing remounts it; all that
changes goes to it as one wish (``static/map/bench.js``), and what the reader does on it comes
back as an event.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import shapely
import streamlit as st
from streamlit_folium import st_folium

from geo.maps.interactive import draw_prepared, wish_group
from geo.ui.filters import hidden_zones, span_of, time_slider
from geo.ui.link import write_link
from geo.ui.marks import EVENT, PLACE, chosen_event, chosen_place, chosen_zone
from geo.ui.state import (
    ASK,
    ASKED,
    MODE,
    PANEL,
    TILES,
    asked,
    choose,
    chosen,
    fly,
    mode,
    open_report,
)
from geo.ui.what_if import what_if

if TYPE_CHECKING:
    from geo.model import Analysis, Zone
    from geo.ui.engine import Reading

AGAIN, SEEN = "again", "map_seen"
PRESSED = {"zone": ("zones", ""), "place": ("places", PLACE), "incident": ("events", EVENT)}
GHOST = {"color": "#d55e00", "weight": 2.5, "dashArray": "3 4", "fillOpacity": 0.12}
READING = {"color": "#c2439b", "weight": 2.5, "dashArray": "8 4", "fill": False}
DATA_URL = "/cordon/map/{key}.js"  # answered by `geo.ui.server`
DETAIL_DEG = 3e-4  # what an overlay that is dragged about may lose


@st.fragment
def chart(found: Reading, shown: Reading, height_px: int) -> None:
    """
    Show the map; what is done on it becomes part of the page's state.

    Parameters
    ----------
    found
        The report that is open.
    shown
        What is on the map: the same, or all reports of the case.
    """
    if st.session_state.pop(AGAIN, False):
        st.rerun()
    analysis = found.analysis
    zone = chosen_zone(analysis, chosen())
    with st.container(key="strip"):
        left, right = st.columns(2, gap="medium")
        with left:
            ghost, note = what_if(zone)
        with right:
            time_slider(shown.analysis)
    write_link()  # a slider runs only this
    overlays = [(ghost, GHOST)] if ghost is not None else []
    overlays += [(shape, READING) for shape in st.session_state.get("shown_readings", ())]
    name = analysis.document.id if shown is found else "the whole case"
    _map(analysis, shown, height_px, overlays, {"note": note, "report": name})


def _map(
    analysis: Analysis,
    shown: Reading,
    height_px: int,
    overlays: list[tuple[Any, dict[str, Any]]],
    words: dict[str, str],
) -> None:
    """Show the map with the wish of this run."""
    key = shown.key
    wish = {
        "key": key,
        "theme": "dark" if st.context.theme.type == "dark" else "light",
        "tiles": st.session_state.get(TILES, ""),
        "hidden": hidden_zones(shown.analysis),
        "days": [day.isoformat() for day in span_of(shown.analysis) or ()] or None,
        "chosen": _choice(analysis),
        "ask": _asked(),
        "overlay": [_row(shape, look) for shape, look in overlays],
        "mode": mode(),
        **words,
    }
    st_folium(
        draw_prepared(shown.ready, data=DATA_URL.format(key=key)),
        key=f"map{key}",
        height=height_px,
        use_container_width=True,
        render=False,  # it is rendered once more all the same
        returned_objects=[],
        feature_group_to_add=wish_group(wish),
        on_change=lambda: _heard(shown, st.session_state.get(f"map{key}")),
    )


def _pressed(shown: Reading, kind: str, number: int) -> None:
    """Choose what was pressed; what another report of the case says opens that report."""
    many, prefix = PRESSED[kind]
    owner = shown.owner(many, number)
    if owner is None:
        return
    document, local = owner
    if document.id != shown.analysis.document.id:
        open_report(document)
    if f"{prefix}{local}" != chosen():
        choose(f"{prefix}{local}", on_map=True)


def _choice(analysis: Analysis) -> dict[str, object] | None:
    """Say what to outline, and whether to fly there."""
    number, flies = fly()
    zone, event = chosen_zone(analysis, chosen()), chosen_event(analysis, chosen())
    place = event.place if event is not None else chosen_place(analysis, chosen())
    if zone is not None:
        return {"zone": int(chosen()), "bounds": _corners(zone), "key": number, "fly": flies}
    if place is not None and place.candidate is not None:
        best = place.candidate
        return {"at": [best.lon, best.lat], "key": number, "fly": flies}
    return None


def _corners(zone: Zone) -> list[list[float]]:
    west, south, east, north = zone.geometry.bounds
    return [[south, west], [north, east]]


def _asked() -> dict[str, object] | None:
    at = asked()
    if at is None:
        return None
    return {"lon": at[0], "lat": at[1], "fly": bool(st.session_state.get("ask_flies"))}


def _row(shape: shapely.Geometry, look: dict[str, Any]) -> dict[str, object]:
    """Return an outline as the map takes it, thinned: it is looked at, not measured."""
    thin = shapely.simplify(shape, DETAIL_DEG, preserve_topology=False)
    rounded = shapely.transform(thin if not thin.is_empty else shape, lambda xy: xy.round(5))
    return {"geometry": json.loads(shapely.to_geojson(rounded)), "look": look}


def _heard(shown: Reading, event: Any) -> None:  # noqa: ANN401 - what the browser sends
    """Take an event of the map for what it is; anything else from outside is left alone."""
    if not isinstance(event, dict) or event.get("serial") == st.session_state.get(SEEN):
        return
    st.session_state[SEEN] = event.get("serial")
    st.session_state[AGAIN] = True
    match event:
        case (
            {"event": "zone" as kind, "zone": int(number)}
            | {"event": "place" as kind, "place": int(number)}
            | {"event": "incident" as kind, "incident": int(number)}
        ):
            _pressed(shown, kind, number)
        case {"event": "point", "at": [int() | float() as lon, int() | float() as lat]}:
            if abs(lon) <= 180 and abs(lat) <= 90:
                st.session_state[ASKED] = (float(lon), float(lat))
                st.session_state["ask_flies"] = False
                st.session_state[PANEL] = ASK
        case {"event": "given up"}:
            st.session_state.pop(MODE, None)
        case {"event": "drawn", "points": list(points)}:
            _, purpose = st.session_state.pop(MODE, ("", ""))
            drawn = [(float(x), float(y)) for x, y in points if abs(x) <= 180 and abs(y) <= 90]
            st.session_state["drawn"] = (purpose, event.get("mode"), tuple(drawn))
