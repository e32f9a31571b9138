"""The page: text and map side by side, tables below."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from geo.errors import GeoError
from geo.maps.page import STATIC
from geo.maps.safe import js_safe
from geo.ui.chart import chart
from geo.ui.details import details
from geo.ui.downloads import downloads
from geo.ui.engine import reading
from geo.ui.evidence import evidence, picked
from geo.ui.intake import intake
from geo.ui.panels import panels
from geo.ui.state import choose, chosen, report

if TYPE_CHECKING:
    from geo.model import Analysis
    from geo.ui.engine import Reading

HEIGHT_PX = 480  # of text and map on a low screen; on a higher one they grow with it
BELOW_PX = 430  # what the bar on top and the first rows of the table need
DETAILS_PX = 205
STYLE = f"""<style>
:root {{ --cordon-height: max({HEIGHT_PX}px, calc(100vh - {BELOW_PX}px)); }}
"""
STYLE += """
.stMainBlockContainer { max-width: 2000px; padding-left: 1.6rem; padding-right: 1.6rem; }
[data-testid="stHeader"] { height: 0; min-height: 0; }
[data-testid="stVerticalBlock"] { gap: .55rem; }
.cordon-name { font-weight: 700; font-size: 1.55rem; letter-spacing: -.02em; line-height: 2.4rem; }
iframe[title^="streamlit_folium"] { height: var(--cordon-height) !important; border: 1px solid var(--st-border-color, #d9dfe3); border-radius: 4px; }
.cordon-details { font-size: .86rem; line-height: 1.4; }
.cordon-details table { border-collapse: collapse; width: 100%; }
.cordon-details td { padding: 1px 0; border: 0; vertical-align: top; overflow-wrap: anywhere; }
.cordon-details td:first-child { opacity: .65; padding-right: 12px; white-space: nowrap; width: 1%; }
.cordon-details b.head { display: block; font-size: 1rem; margin-bottom: 2px; }
.cordon-chip { display: inline-block; border-radius: 3px; padding: 0 6px; color: #fff; font-size: .78rem; }
</style>"""


def page() -> None:
    """Build the page once; Streamlit calls this at every change."""
    st.set_page_config(
        page_title="Cordon", page_icon=str(STATIC / "map" / "icon.svg"), layout="wide"
    )
    st.html(STYLE)
    try:
        intake()
        document = report()
        if document is None:
            return
        found = reading(document)
    except GeoError as problem:
        st.error(js_safe(str(problem)), icon=":material/error:")
        return
    show(found)


def show(found: Reading) -> None:
    """Show what was read of a report."""
    analysis = found.analysis
    text, picture = st.columns([2, 3], gap="small")
    with text:
        _text_side(analysis)
    with picture:
        chart(found.ready, HEIGHT_PX)
    line, buttons = st.columns([3, 2], vertical_alignment="center")
    with line:
        st.caption(summary(analysis))
    with buttons:
        downloads(analysis, found.ground)
    panels(analysis)


def _text_side(analysis: Analysis) -> None:
    """Show the text, and below it what was understood of the chosen rule."""
    now = chosen()
    evidence(analysis, now, DETAILS_PX if now else 0, lambda: choose(picked()))
    if now:
        with st.container(height=DETAILS_PX - 9, border=True):
            details(analysis, now)


def summary(analysis: Analysis) -> str:
    """Say in one line what was found."""
    placed = sum(place.candidate is not None for place in analysis.places)
    counts = (
        (len(analysis.zones), "zone", "zones"),
        (len(analysis.unresolved), "rule read but not drawn", "rules read but not drawn"),
        (placed, "place", "places"),
    )
    found = " · ".join(f"{n} {one if n == 1 else many}" for n, one, many in counts if n)
    return found or "No rule about space and no place was found in this report."
