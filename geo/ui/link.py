"""
Links to a state: what is open, chosen, tried and filtered stands in the address.

The map adds its view and layers. Online tiles are left out: a link must not make a reader's browser
ask others.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from geo.errors import GeoError
from geo.text.document import load_document
from geo.ui.filters import day_of
from geo.ui.reports import WHOLE
from geo.ui.samples import samples
from geo.ui.state import (
    ACTORS,
    ASKED,
    CARD,
    CHOSEN,
    DAYS,
    DE_FACTO,
    NOTICE,
    PANEL,
    STATUSES,
    VIEWPOINT,
    WHAT_IF,
    ZONES,
    asked,
    case,
    chosen,
    open_case,
    open_report,
    report,
    viewpoint,
)

if TYPE_CHECKING:
    import datetime as dt

PARTS = ("case", "report", "borders", "chosen")
BETWEEN = "|"  # of several values


def open_link() -> None:
    """Open what the address names; what is gone is said, and the rest opened."""
    asked = {part: st.query_params.get(part, "") for part in PARTS}
    try:
        if asked["case"]:
            open_case(asked["case"])
        _open_report(asked["report"])
    except GeoError as problem:
        st.session_state[NOTICE] = str(problem)
    if asked["borders"] in {DE_FACTO, "recognised"} or len(asked["borders"]) == 2:
        st.session_state[VIEWPOINT] = asked["borders"]
    st.session_state[CHOSEN] = asked["chosen"]
    _open_view()


def _open_view() -> None:
    """Take from the address how the report is looked at; what cannot be read is left out."""
    for part, key in (("panel", PANEL), ("card", CARD)):
        if st.query_params.get(part):
            st.session_state[key] = st.query_params[part]
    for part, key in (("status", STATUSES), ("binds", ACTORS)):
        if st.query_params.get(part):
            st.session_state[key] = st.query_params[part].split(BETWEEN)
    if st.query_params.get("whole"):
        st.session_state[WHOLE] = True
    days = [day_of(text) for text in st.query_params.get("days", "").split(BETWEEN)]
    if len(days) == 2 and all(days):
        st.session_state[DAYS] = tuple(days)
    tried = _numbers(st.query_params.get("km", ""))
    if len(tried) == 1:
        st.session_state[WHAT_IF] = tried[0]
    point = _numbers(st.query_params.get("ask", ""))
    if len(point) == 2 and abs(point[0]) <= 90 and abs(point[1]) <= 180:
        st.session_state[ASKED] = (point[1], point[0])


def _numbers(text: str) -> list[float]:
    """Return the numbers with commas between them; none where something else stands there."""
    try:
        return [float(part) for part in text.split(",")]
    except ValueError:
        return []


def _open_report(id: str) -> None:
    """Open a report of the case, or a sample, by its id."""
    opened = case()
    for document in opened.documents() if opened is not None else ():
        if document.id == id:
            open_report(document)
            return
    known = samples()
    if id in known:
        open_report(load_document(known[id].path))


def write_link() -> None:
    """Write the state into the address."""
    opened, document = case(), report()
    now = {
        "case": opened.name if opened is not None else "",
        "report": document.id if document is not None else "",
        "borders": viewpoint() if viewpoint() != DE_FACTO else "",
        "chosen": chosen(),
        **_view(),
    }
    for part, value in now.items():
        if value and st.query_params.get(part) != value:
            st.query_params[part] = value
        elif not value and part in st.query_params:
            del st.query_params[part]


def _view() -> dict[str, str]:
    """Return how the report is looked at, as far as it is not as at first."""
    state = st.session_state
    panel, card, point = state.get(PANEL, ZONES), state.get(CARD, ""), asked()
    days: tuple[dt.date, ...] = state.get(DAYS) or ()
    return {
        "panel": panel if panel != ZONES else "",
        "card": card if chosen() and card != "Evidence" else "",
        "status": BETWEEN.join(state.get(STATUSES) or ()),
        "binds": BETWEEN.join(state.get(ACTORS) or ()),
        "whole": "1" if state.get(WHOLE) else "",
        "days": BETWEEN.join(day.isoformat() for day in days),
        "km": f"{state[WHAT_IF]:g}" if WHAT_IF in state else "",
        "ask": f"{point[1]:.5f},{point[0]:.5f}" if point else "",
    }
