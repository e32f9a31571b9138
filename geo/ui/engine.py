"""The slow things the app does once a report: read it, gather its base map, prepare its map."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from geo.maps.basemap import Basemap
from geo.maps.interactive import Prepared, prepare
from geo.model import Analysis, Document
from geo.pipeline import read
from geo.settings import Settings
from geo.ui.basemap import basemap
from geo.ui.state import digest


@dataclass(frozen=True, slots=True)
class Reading:
    """What a page shows of one report."""

    analysis: Analysis
    ground: Basemap
    ready: Prepared


@st.cache_resource(max_entries=16, show_spinner="Reading the report …")
def _reading(key: str, _document: Document) -> Reading:
    """Read a report; the key stands for its content."""
    analysis = read(_document, Settings())
    ground = basemap(analysis)
    return Reading(analysis, ground, prepare(analysis, ground))


def reading(document: Document) -> Reading:
    """
    Read a report, or return what was read of it before.

    Raises
    ------
    GeoError
        If the text is too long to read, or a data file is wrong.
    """
    return _reading(digest(document), document)
