"""Links to a state: case, report, borders and choice stand in the address; the map adds its view."""

from __future__ import annotations

import streamlit as st

from geo.errors import GeoError
from geo.text.document import load_document
from geo.ui.samples import samples
from geo.ui.state import (
    CHOSEN,
    DE_FACTO,
    NOTICE,
    VIEWPOINT,
    case,
    chosen,
    open_case,
    open_report,
    report,
    viewpoint,
)

PARTS = ("case", "report", "borders", "chosen")


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
    }
    for part, value in now.items():
        if value and st.query_params.get(part) != value:
            st.query_params[part] = value
        elif not value and part in st.query_params:
            del st.query_params[part]
