"""How a report comes in: a sample, files, a pasted text; and the bar on top."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import streamlit as st

from geo.errors import GeoError
from geo.maps.safe import js_safe
from geo.text.document import document_from_text, load_document
from geo.text.formats import load_report
from geo.ui.cases import case_menu
from geo.ui.help import help_menu
from geo.ui.readings import viewpoint_name, viewpoints
from geo.ui.reports import lettered, title_of
from geo.ui.samples import samples
from geo.ui.state import (
    NOTICE,
    VIEWPOINT,
    case,
    kept,
    open_report,
    report,
    set_date,
    viewpoint,
)

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from streamlit.delta_generator import DeltaGenerator
    from streamlit.runtime.uploaded_file_manager import UploadedFile

    from geo.model import Analysis, Document

INCOMING, OPENED = "incoming", "own_opened"
FILES = ["txt", "md", "html", "htm", "pdf", "docx", "eml"]
DATES: dict[str, Any] = {
    "min_value": "1900-01-01",
    "max_value": "2100-12-31",
    "format": "YYYY-MM-DD",
}


def intake() -> DeltaGenerator:
    """
    Show the bar on top: name, report, own reports, date, borders, case, help.

    Returns
    -------
    borders
        Where `viewpoint_box` goes as soon as the report is read.
    """
    with st.container(key="bar"):  # its columns have their widths from the sheet
        name, choice, own, date, borders, menu, more = st.columns(
            7, vertical_alignment="bottom", gap="small"
        )
    name.html('<h1 class="cordon-name">Cordon</h1>')
    with choice:
        _report_box()
    if own.button(
        "Add reports", icon=":material/note_add:", width="stretch", shortcut="o",
        help="Paste a text or upload files",
    ):  # fmt: skip
        st.session_state.pop(NOTICE, None)
        st.session_state[OPENED] = st.session_state.get(OPENED, 0) + 1
        _own_report()
    with date:
        st.date_input(
            "Written on",
            key="date",
            **DATES,
            on_change=lambda: set_date(st.session_state["date"]),
            help="The day from which “last November” or “Wednesday” counts.",
        )
    with menu:
        case_menu()
    with more:
        help_menu()
    return borders


def viewpoint_box(analysis: Analysis) -> None:
    """Offer the readings of the borders that a report can be seen by."""
    options = list(dict.fromkeys((*viewpoints(analysis), viewpoint())))
    st.session_state["viewpoint_box"] = viewpoint()

    def change() -> None:
        st.session_state[VIEWPOINT] = st.session_state["viewpoint_box"]
        found = case()
        if found is not None:
            found.set(VIEWPOINT, viewpoint())

    st.selectbox(
        "Borders", options, key="viewpoint_box", format_func=viewpoint_name, on_change=change,
        help="Which reading of the borders zones are drawn by. None is called right.",
    )  # fmt: skip


def _documents() -> dict[str, tuple[str, Document | None]]:
    """Return the reports that can be opened by key: those of the case, then the samples."""
    mine = lettered()
    options: dict[str, tuple[str, Document | None]] = {
        f"own:{d.id}": (" · ".join(filter(None, (mark, title_of(d)))), d) for mark, d in mine
    }
    current = report()
    known = samples()
    if current is not None and case() is None and current.id not in known:
        options[f"own:{current.id}"] = (title_of(current), current)
    taken = {d.id for _, d in mine}
    options |= {f"sample:{s}": (f"Sample: {known[s].title}", None) for s in known if s not in taken}
    return options


def _report_box() -> None:
    """Offer the reports."""
    options = _documents()
    current = report()
    now = next((k for k in options if current and k.partition(":")[2] == current.id), None)
    st.session_state["sample"] = now
    st.selectbox(
        "Report",
        list(options),
        key="sample",
        format_func=lambda key: options[key][0],
        on_change=_open_chosen,
    )


def _open_chosen() -> None:
    key = st.session_state["sample"]
    kind, _, id = key.partition(":")
    if kind == "sample":
        open_report(load_document(samples()[id].path))
    else:
        document = _documents().get(key, ("", None))[1]
        if document is not None:
            open_report(document)


@st.dialog("Read reports of your own", width="medium")
def _own_report() -> None:
    """Take files or a pasted text, and say in one sentence what is wrong with each."""
    st.caption("They are read on this machine and sent nowhere.")
    new = st.session_state[OPENED]  # what was given the last time is not given again
    with st.form("own", border=False):
        files = st.file_uploader(
            "Files: text, Markdown, HTML, PDF, Word, e-mail", type=FILES, key=f"files {new}",
            accept_multiple_files=True,
        )  # fmt: skip
        text = st.text_area("or the text itself", height=190, key=f"pasted {new}")
        date = st.date_input("Written on", value=None, key=f"own_date {new}", **DATES)
        read = st.form_submit_button("Read it", type="primary")
    if not read:
        return
    found, problems = _given(files or [], text, date)
    if not found:
        st.error(js_safe(" · ".join(problems)), icon=":material/error:")
        return
    if problems:
        st.session_state[NOTICE] = f"Not read: {' · '.join(problems)}"
    st.session_state[INCOMING] = found
    st.rerun()


def _given(
    files: Sequence[UploadedFile], text: str, date: dt.date | None
) -> tuple[list[Document], list[str]]:
    """Return what was given as documents, and what is wrong; say how far it is."""
    if not files and not text:
        return [], ["Nothing was given: choose files, or paste a text."]
    problems: list[str] = []
    found: list[Document] = []
    bar = st.progress(0.0, " ") if files else None
    for number, file in enumerate(files):
        if bar is not None:
            words = f"File {number + 1} of {len(files)}: {js_safe(file.name)}"
            bar.progress(number / len(files), words)
        try:
            found.append(load_report(file.getvalue(), file.name, date=date))
        except GeoError as problem:
            problems.append(str(problem))
    if text.strip() or not files:
        try:
            found.append(document_from_text(text, id="pasted", date=date, name="The text"))
        except GeoError as problem:
            problems.append(str(problem))
    if bar is not None:
        bar.empty()
    return found, problems


def take_incoming() -> None:
    """Keep the reports that were given in the case, and open the first."""
    found: list[Document] = st.session_state.pop(INCOMING, [])
    if not found:
        return
    try:
        opened = case()
        if opened is None:
            open_report(found[0])
            opened, rest = kept(), found[1:]
        else:
            rest = found
        added = [opened.add_document(document) for document in rest]
    except GeoError as problem:
        st.session_state[NOTICE] = str(problem)
        return
    if rest is found:
        open_report(added[0])
