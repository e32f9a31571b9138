"""What the app remembers between two runs of its page: the report, and the rule that is chosen."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING

import streamlit as st

if TYPE_CHECKING:
    from geo.model import Analysis, Document

REPORT, CHOSEN, ON_MAP, ROUND = "report", "chosen", "on_map", "round"


def report() -> Document | None:
    """Return the report that is open."""
    found: Document | None = st.session_state.get(REPORT)
    return found


def open_report(document: Document) -> None:
    """Open a report; nothing in it is chosen yet."""
    st.session_state[REPORT] = document
    st.session_state["date"] = document.date
    choose("")


def set_date(date: dt.date | None) -> None:
    """Change the day the open report was written; it is read again with it."""
    document = report()
    if document is not None:
        st.session_state[REPORT] = replace(document, date=date)
        choose("")


def chosen() -> str:
    """Return the id of the chosen rule (`geo.ui.marks.Mark`), or nothing."""
    return str(st.session_state.get(CHOSEN, ""))


def chosen_on_map() -> bool:
    """Tell whether the rule was chosen on the map, whose view must then stay as it is."""
    return bool(st.session_state.get(ON_MAP, False))


def choose(id: str, *, on_map: bool = False) -> None:
    """Choose a rule; the same one again lets go of it."""
    st.session_state[CHOSEN] = "" if id == chosen() else id
    st.session_state[ON_MAP] = on_map
    # A table keeps its own choice: under a new key it starts without one.
    st.session_state[ROUND] = st.session_state.get(ROUND, 0) + 1


def table_key(name: str) -> str:
    """Return the key of a table, new whenever the choice is made elsewhere."""
    return f"{name}-{st.session_state.get(ROUND, 0)}"


def digest(document: Document) -> str:
    """Return a short name of a report's content, letters and digits only."""
    parts = (document.id, document.title, str(document.date), document.text)
    raw = "\0".join(parts).encode("utf-8", "surrogatepass")
    return hashlib.sha256(raw).hexdigest()[:16]


def file_stem(analysis: Analysis) -> str:
    """
    Return a file name for downloads: the report's id, its letters, digits and hyphens only.

    Names from outside may hold anything, path separators included.
    """
    kept = "".join(c if c.isalnum() or c in "-_" else "-" for c in analysis.document.id)
    return kept.strip("-")[:60] or "report"
