"""How a report comes in: a sample, a file, a pasted text."""

from __future__ import annotations

from typing import Any

import streamlit as st

from geo.errors import GeoError
from geo.maps.safe import js_safe
from geo.text.document import document_from_text, load_document
from geo.ui.samples import samples
from geo.ui.state import open_report, report, set_date

OWN = "own text"
NOTICE = "notice"
DATES: dict[str, Any] = {
    "min_value": "1900-01-01",
    "max_value": "2100-12-31",
    "format": "YYYY-MM-DD",
}


def intake() -> None:
    """Show the bar on top: name, samples, own text, date."""
    known = samples()
    if report() is None:
        open_report(load_document(next(iter(known.values())).path))
    name, choice, own, date = st.columns([0.9, 3.2, 1.3, 1.1], vertical_alignment="bottom")
    name.html('<div class="cordon-name">Cordon</div>')
    with choice:
        _sample_box({slug: sample.title for slug, sample in known.items()})
    if own.button("Own report", icon=":material/edit_note:", width="stretch"):
        st.session_state.pop(NOTICE, None)
        _own_report()
    with date:
        st.date_input(
            "Written on",
            key="date",
            **DATES,
            on_change=lambda: set_date(st.session_state["date"]),
            help="The day from which “last November” or “Wednesday” counts.",
        )


def _sample_box(titles: dict[str, str]) -> None:
    """Offer the samples; an own report stands beside them while it is open."""
    current = report()
    options = list(titles)
    if current is not None and current.id not in titles:
        options.append(OWN)
        titles = {**titles, OWN: current.title or "Own report"}
    now = current.id if current is not None and current.id in titles else OWN
    st.session_state["sample"] = now
    st.selectbox(
        "Report",
        options,
        key="sample",
        format_func=lambda slug: titles[slug],
        on_change=_open_sample,
    )


def _open_sample() -> None:
    slug = st.session_state["sample"]
    if slug != OWN:
        open_report(load_document(samples()[slug].path))


@st.dialog("Read a report of your own", width="medium")
def _own_report() -> None:
    """Take a file or a pasted text, and say in one sentence what is wrong with it."""
    st.caption("It is read on this machine and sent nowhere.")
    with st.form("own", border=False):
        st.file_uploader("A text file (UTF-8)", type=["txt", "md"], key="file")
        st.text_area("or the text itself", height=190, key="pasted")
        st.date_input("Written on", value=None, key="own_date", **DATES)
        read = st.form_submit_button("Read it", type="primary", on_click=_open_own)
    if NOTICE in st.session_state:
        st.error(js_safe(st.session_state[NOTICE]), icon=":material/error:")
    elif read:
        st.rerun()


def _open_own() -> None:
    """Open what was given; a mistake leaves the open report and the text as they are."""
    file, date = st.session_state["file"], st.session_state["own_date"]
    try:
        if file is not None:
            name = file.name.rpartition(".")[0] or "report"
            document = load_document(file.getvalue(), id=name, date=date)
        else:
            text = st.session_state["pasted"]
            document = document_from_text(text, id="pasted", date=date, name="The text")
    except GeoError as problem:
        st.session_state[NOTICE] = str(problem)
        return
    st.session_state.pop(NOTICE, None)
    open_report(document)
