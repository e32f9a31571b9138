"""The report's text in the browser, its marks pressed to choose. Text is only ever text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from geo.maps.page import STATIC
from geo.ui.marks import SHOWN_CHARS, marks, pieces

if TYPE_CHECKING:
    from collections.abc import Callable

    from geo.model import Analysis

KEY = "evidence"
HTML = '<div class="text" role="region" aria-label="Text of the report" tabindex="0"></div>'
_FOLDER = STATIC / "text"
_component = st.components.v2.component(
    "cordon_evidence",
    html=HTML,
    css=(_FOLDER / "evidence.css").read_text(encoding="utf-8"),
    js=(_FOLDER / "evidence.js").read_text(encoding="utf-8"),
)


def evidence(analysis: Analysis, chosen: str, on_pick: Callable[[], None]) -> None:
    """
    Show the text of a report with its marks.

    Parameters
    ----------
    chosen
        Id of the mark that is chosen (`geo.ui.marks.Mark`), or empty.
    on_pick
        Called when the reader presses a mark, before the page runs again; `picked` tells which.
    """
    text = analysis.document.text
    left_out = len(text) - SHOWN_CHARS
    note = (
        f"All of it was read; {left_out:,} more characters are not shown." if left_out > 0 else ""
    )
    data = {
        "pieces": pieces(text, marks(analysis)),
        "chosen": chosen,
        "report": analysis.document.id,
        "note": note,
    }
    _component(key=KEY, data=data, on_picked_change=on_pick)


def picked() -> str:
    """Return the id of the mark that was pressed."""
    return str(getattr(st.session_state.get(KEY), "picked", None) or "")
