"""What the app remembers between two runs of its page."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING

import streamlit as st

from geo.errors import GeoError
from geo.settings import Settings
from geo.store.case import Case, now
from geo.store.folder import case_names, case_path, cases_folder
from geo.store.history import Change, History
from geo.store.layerfile import layer_file

if TYPE_CHECKING:
    from collections.abc import Callable

    from geo.model import Analysis, Document, LonLat
    from geo.store.codec import Correction

REPORT, CHOSEN, FLY, ROUND, CASE = "report", "chosen", "fly", "round", "case"
FOLLOW, ASKED, MODE, NOTICE, TILES = "follow", "asked", "mode", "notice", "tiles"
VIEWPOINT, PANEL, WHAT_IF, CORRECTED = "viewpoint", "panel", "what_if", "corrected"
CARD = "card_view"
FILTERS = STATUSES, ACTORS, DAYS = "filter_status", "filter_actor", "filter_days"
DE_FACTO = "de-facto"
ZONES, ASK = "zones", "Ask the map"


def report() -> Document | None:
    """Return the report that is open."""
    found: Document | None = st.session_state.get(REPORT)
    return found


def open_report(document: Document) -> None:
    """Open a report; nothing in it is chosen yet."""
    st.session_state[REPORT] = document
    st.session_state["date"] = document.date
    for key in (ASKED, *FILTERS):
        st.session_state.pop(key, None)
    choose("")


def set_date(date: dt.date | None) -> None:
    """Change the day the open report was written; it is read again with it."""
    document = report()
    if document is not None:
        found = case()
        if found is not None:
            found.set_date(document.id, date)
        st.session_state[REPORT] = replace(document, date=date)
        choose("")


def chosen() -> str:
    """Return the id of what is chosen (`geo.ui.marks.Mark`), or nothing."""
    return str(st.session_state.get(CHOSEN, ""))


def choose(id: str, *, on_map: bool = False) -> None:
    """Choose a rule or a place; the same one again lets go of it."""
    st.session_state[CHOSEN] = "" if id == chosen() else id
    # The map flies to a choice once; one made on the map leaves the view as it is.
    st.session_state[FLY] = (st.session_state.get(FLY, (0, False))[0] + 1, not on_map)
    st.session_state.pop(WHAT_IF, None)
    # A table keeps its own choice: under a new key it starts without one.
    st.session_state[ROUND] = st.session_state.get(ROUND, 0) + 1


def fly() -> tuple[int, bool]:
    """Return the number of the last choice, and whether the map flies to it."""
    found: tuple[int, bool] = st.session_state.get(FLY, (0, False))
    return found


def table_key(name: str) -> str:
    """Return the key of a table, new whenever the choice is made elsewhere."""
    return f"{name}-{st.session_state.get(ROUND, 0)}"


def case() -> Case | None:
    """Return the case that is open, or None while nothing is kept."""
    found: Case | None = st.session_state.get(CASE)
    return found


def open_case(name: str) -> None:
    """
    Open a case by its name, and its first report.

    Raises
    ------
    StoreError
        If there is no such case, or it cannot be read.
    """
    found = Case.open(case_path(cases_folder(), name))
    documents = found.documents()
    st.session_state[CASE] = found
    viewpoint = found.settings().get(VIEWPOINT, DE_FACTO)
    st.session_state[VIEWPOINT] = viewpoint
    if documents:
        open_report(documents[0])


def close_case() -> None:
    """Close the case; its file stays."""
    st.session_state[CASE] = None


def kept() -> Case:
    """Return the open case; without one, make one that holds the open report."""
    found = case()
    document = report()
    if found is None:
        found = Case.create(case_path(cases_folder(), _new_name()))
        st.session_state[CASE] = found
        viewpoint = st.session_state.get(VIEWPOINT, DE_FACTO)
        found.set(VIEWPOINT, viewpoint)
    if document is not None and document.id not in {d.id for d in found.documents()}:
        st.session_state[REPORT] = found.add_document(document)
    return found


def _new_name() -> str:
    """Return a name for a new case: the time, and a number where it is taken."""
    stem = f"Case {dt.datetime.now(dt.UTC):%Y-%m-%d %H.%M}"
    taken = set(case_names(cases_folder()))
    names = [stem, *(f"{stem} ({n})" for n in range(2, 1000))]
    return next(name for name in names if name not in taken)


def history() -> History:
    """Return the analyst's corrections of the open case."""
    found = case()
    return found.history() if found is not None else History()


def correct(*corrections: Correction, note: str = "", follow: str = "") -> None:
    """Keep corrections of the open report as one step; `follow` is the rule to choose after it."""
    try:
        found = kept()
        document = report()
        assert document is not None, "a correction is made in an open report"
        found.add(*(Change(document.id, c, now(), note) for c in corrections))
    except GeoError as problem:
        st.session_state[NOTICE] = str(problem)
        return
    st.session_state[FOLLOW] = follow
    st.session_state[CORRECTED] = True  # the card then shows what has become of it
    st.session_state.pop(WHAT_IF, None)


def guarded(action: Callable[[], object]) -> None:
    """Run an action; say what is wrong where it fails."""
    try:
        action()
    except GeoError as problem:
        st.session_state[NOTICE] = str(problem)


def step(*, back: bool) -> None:
    """Undo the last step, or redo the one undone last."""
    found = case()
    if found is None:
        return
    guarded(found.undo if back else found.redo)
    choose("") if chosen() else None


def viewpoint() -> str:
    """Return the reading of the borders."""
    return str(st.session_state.get(VIEWPOINT, DE_FACTO))


def settings() -> Settings:
    """Return what reports are read with: the reading of the borders, the layers of the case."""
    found = case()
    layers = layer_file(found.layers()) if found is not None else ()
    return Settings(viewpoint=viewpoint(), layers=layers)


def asked() -> LonLat | None:
    """Return the point that the reader asks about."""
    found: LonLat | None = st.session_state.get(ASKED)
    return found


def mode() -> str:
    """Return what the reader is to draw on the map: "point", "line", "area" or nothing."""
    return str(st.session_state.get(MODE, ("", ""))[0])


def draw(kind: str, purpose: str) -> None:
    """Let the reader draw on the map, for a purpose."""
    st.session_state[MODE] = (kind, purpose)


def digest(document: Document, *more: object) -> str:
    """Return a short name of a report's content, letters and digits only."""
    parts = (document.id, document.title, str(document.date), document.text, *map(repr, more))
    raw = "\0".join(parts).encode("utf-8", "surrogatepass")
    return hashlib.sha256(raw).hexdigest()[:16]


def file_stem(analysis: Analysis) -> str:
    """
    Return a file name for downloads: the report's id, its letters, digits and hyphens only.

    Names from outside may hold anything, path separators included.
    """
    kept = "".join(c if c.isalnum() or c in "-_" else "-" for c in analysis.document.id)
    return kept.strip("-")[:60] or "report"
