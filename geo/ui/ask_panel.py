"""The panel that asks the map: a place or coordinates in, zones and distances out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from geo.maps.style import style_of
from geo.maps.words import degrees_words, kilometres, zone_label
from geo.pipeline import loaded
from geo.settings import Settings
from geo.text.grids import lonlat_to_mgrs
from geo.ui.ask import answer
from geo.ui.points import points_in
from geo.ui.state import ASKED, asked
from geo.ui.tables import row_px

if TYPE_CHECKING:
    from geo.model import Analysis, LonLat
    from geo.ui.ask import Answer
    from geo.ui.tables import Row

QUERY, WHICH = "ask_query", "ask_which"
MOST = 12
COLUMNS = {
    "No.": st.column_config.NumberColumn(width=40),
    "Here": st.column_config.TextColumn(width=60),
    "Status": st.column_config.TextColumn(width=85),
    "Zone": st.column_config.TextColumn(width=185),
    "To its edge": st.column_config.TextColumn(width=80),
}
LINE_COLUMNS = {
    "Line": st.column_config.TextColumn(width=200),
    "Distance": st.column_config.TextColumn(width=75),
}


def ask_panel(analysis: Analysis) -> None:
    """Show the search, and what the map says of the point."""
    left, right = st.columns(2)
    left.text_input(
        "Place or coordinates, in any notation", key=QUERY, on_change=_search,
        placeholder="Daraa · 32.6189, 36.1021 · 32°37′N 36°06′E · 36S YC 91 11",
    )  # fmt: skip
    with right:
        _matches()
    at = asked()
    if at is None:
        st.caption("Click the map away from any mark, or give a place or coordinates.")
        return
    _show(analysis, answer(analysis, at))


def found_points(query: str) -> dict[str, LonLat]:
    """
    Return the points a query may mean: coordinates as they stand, else places of that name.

    Examples
    --------
    >>> found_points("32.6189, 36.1021")
    {'32.6189° N, 36.1021° E': (36.1021, 32.6189)}
    """
    points = points_in(query)
    if points:
        return {degrees_words(*point): point for point in points}
    places = loaded(Settings()).gazetteer.find(query)[:MOST] if query.strip() else ()
    return {
        f"{p.name}, {p.country or '–'} ({p.feature_class.value}) · {p.id}": (p.lon, p.lat)
        for p in places
    }


def _search() -> None:
    """Go to the first point that a query may mean."""
    found = found_points(str(st.session_state.get(QUERY) or ""))
    st.session_state.pop(WHICH, None)
    if found:
        _go(next(iter(found.values())))


def _go(at: LonLat) -> None:
    st.session_state[ASKED] = at
    st.session_state["ask_flies"] = True


def _matches() -> None:
    """Offer what else a query may mean."""
    query = str(st.session_state.get(QUERY) or "")
    if not query.strip():
        return
    found = found_points(query)
    if not found:
        st.caption(f"Neither coordinates nor a place of the gazetteer: “{query[:80]}”.")
        return
    st.selectbox(
        "It may mean", list(found), key=WHICH, on_change=lambda: _go(found[st.session_state[WHICH]])
    )


def _show(analysis: Analysis, found: Answer) -> None:
    """Show an answer."""
    lon, lat = found.at
    where = found.territory or "the sea, or land that nobody holds"
    words = [f"{lat:.5f}, {lon:.5f}", dms(lon, lat), lonlat_to_mgrs(lon, lat)]
    st.markdown(f"**{' · '.join(filter(None, words))}** in {where}")
    over = sum(edge.inside for edge in found.edges)
    rows: list[Row] = [
        {
            "No.": edge.number,
            "Here": "inside" if edge.inside else "–",
            "Status": style_of(analysis.zones[edge.number - 1]).label,
            "Zone": zone_label(analysis.zones[edge.number - 1].constraint),
            "To its edge": kilometres(edge.distance_m),
        }
        for edge in found.edges
    ]
    zones, borders = st.columns([3, 2])
    with zones:
        st.caption(f"{over} of {len(rows)} zones reach here, whatever their status.")
        if rows:
            st.dataframe(
                pd.DataFrame(rows), hide_index=True, column_config=COLUMNS, row_height=row_px(rows)
            )
    with borders:
        st.caption("Nearest borders and coast")
        _distances(found.borders)
        if found.lines:
            st.caption("Lines that rules are measured from")
            _distances(found.lines)


def _distances(rows: tuple[tuple[str, float], ...]) -> None:
    """Show lines with how far they are."""
    if rows:
        lines = [{"Line": name, "Distance": kilometres(m)} for name, m in rows]
        st.dataframe(pd.DataFrame(lines), hide_index=True, column_config=LINE_COLUMNS)


def dms(lon: float, lat: float) -> str:
    """
    Write a point in degrees, minutes and seconds, latitude first.

    Examples
    --------
    >>> dms(36.1021, -32.6189)
    '32°37′08″S 36°06′08″E'
    """
    return f"{_angle(lat, 'NS')} {_angle(lon, 'EW')}"


def _angle(degrees: float, letters: str) -> str:
    seconds = round(abs(degrees) * 3600)
    letter = letters[degrees < 0]
    return f"{seconds // 3600}°{seconds // 60 % 60:02d}′{seconds % 60:02d}″{letter}"
