"""The map in the page. Nothing but another report remounts it, so the reader's view survives."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import streamlit as st
from streamlit_folium import st_folium

from geo.maps.interactive import draw_prepared, highlight
from geo.ui.marks import UNRESOLVED
from geo.ui.state import choose, chosen, chosen_on_map, digest

if TYPE_CHECKING:
    from geo.maps.interactive import Prepared

CLICKED = "last_object_clicked_tooltip"
NUMBER = re.compile(r"(\d+) · ")


def chart(ready: Prepared, height_px: int) -> None:
    """Show the map; a click on a zone chooses it, a zone chosen elsewhere is outlined."""
    analysis = ready.analysis
    key = f"map{digest(analysis.document)}"
    picture = draw_prepared(ready)
    now = chosen()
    group = None
    if now and not now.startswith(UNRESOLVED) and int(now) <= len(analysis.zones):
        group = highlight(analysis.zones[int(now) - 1], fly=not chosen_on_map())
    st_folium(
        picture,
        key=key,
        height=height_px,
        use_container_width=True,
        render=False,  # it is rendered once more all the same
        returned_objects=[CLICKED, "last_object_clicked_count"],
        feature_group_to_add=group,
        on_change=lambda: _clicked(key),
    )


def _clicked(key: str) -> None:
    """Choose the zone whose number the clicked thing's tooltip begins with."""
    clicked = (st.session_state.get(key) or {}).get(CLICKED) or ""
    number = NUMBER.match(clicked.strip())
    if number and number[1] != chosen():
        choose(number[1], on_map=True)
