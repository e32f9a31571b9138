"""What the reader takes away: GeoJSON, a picture, a page. Each is made when it is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from geo.export.files import encode_json
from geo.export.geojson import to_geojson
from geo.maps.page import map_html
from geo.ui.state import file_stem

if TYPE_CHECKING:
    from geo.maps.basemap import Basemap
    from geo.model import Analysis


def downloads(analysis: Analysis, ground: Basemap) -> None:
    """Show the buttons."""
    stem = file_stem(analysis)
    with st.container(horizontal=True, horizontal_alignment="right", gap="small"):
        st.download_button(
            "GeoJSON",
            data=lambda: encode_json(to_geojson(analysis), pretty=True),
            file_name=f"{stem}.geojson",
            mime="application/geo+json",
            on_click="ignore",
            icon=":material/download:",
            help="Zones, places and what was not drawn, as RFC 7946 has it.",
        )
        st.download_button(
            "Picture",
            data=lambda: _png(analysis),
            file_name=f"{stem}.png",
            mime="image/png",
            on_click="ignore",
            icon=":material/image:",
            help="A briefing map of 1920 by 1080 pixels with legend, scale and sources.",
        )
        st.download_button(
            "Page",
            data=lambda: map_html(analysis, ground).encode("utf-8", "backslashreplace"),
            file_name=f"{stem}.html",
            mime="text/html",
            on_click="ignore",
            icon=":material/public_off:",
            help="This map as one file that works without a network.",
        )


def _png(analysis: Analysis) -> bytes:
    """Draw the briefing map; matplotlib is imported only when someone wants it."""
    from geo.export.briefing import Options, brief
    from geo.ui.basemap import basemap

    return brief(analysis, Options(), basemap)
