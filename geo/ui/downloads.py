"""What the reader takes away: a picture, and all formats. Each is made when it is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from geo.export.formats import FORMATS
from geo.ui.state import file_stem

if TYPE_CHECKING:
    from geo.export.formats import Format
    from geo.maps.basemap import Basemap
    from geo.model import Analysis


def downloads(analysis: Analysis, ground: Basemap) -> None:
    """Show the menu; what a format cannot hold stands in its help."""
    stem = file_stem(analysis)
    with st.popover("Export", icon=":material/download:"):
        st.download_button(
            "Picture (PNG)",
            data=lambda: _png(analysis),
            file_name=f"{stem}.png",
            mime="image/png",
            on_click="ignore",
            help="A briefing map of 1920 by 1080 pixels with legend, scale and sources.",
            width="stretch",
        )
        for kind in FORMATS:
            _button(kind, stem, analysis, ground)


def _button(kind: Format, stem: str, analysis: Analysis, ground: Basemap) -> None:
    """Show the button of one format."""
    losses = ". ".join(f"{loss[:1].upper()}{loss[1:]}" for loss in kind.losses)
    st.download_button(
        kind.name,
        data=lambda: kind.encode(analysis, ground),
        file_name=f"{stem}{kind.ending}",
        mime=kind.mime,
        on_click="ignore",
        help=losses or None,
        width="stretch",
    )


def _png(analysis: Analysis) -> bytes:
    """Draw the briefing map; matplotlib is imported only when someone wants it."""
    from geo.export.briefing import Options, brief
    from geo.ui.basemap import basemap
    from geo.ui.readings import named_readings

    return brief(analysis, Options(readings=named_readings(analysis)), basemap)
