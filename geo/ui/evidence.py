"""The report's text in the browser, its marks pressed to choose. Text is only ever text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from geo.maps.page import STATIC

if TYPE_CHECKING:
    from collections.abc import Callable

    from geo.ui.engine import Reading

KEY = "evidence"
TEXT_URL = "/cordon/text/{key}.json"  # answered by `geo.ui.server`
HTML = '<div class="text" role="region" aria-label="Text of the report" tabindex="0"></div>'
_FOLDER = STATIC / "text"
_component = st.components.v2.component(
    "cordon_evidence",
    html=HTML,
    css=(_FOLDER / "evidence.css").read_text(encoding="utf-8"),
    js=(_FOLDER / "evidence.js").read_text(encoding="utf-8"),
)


def evidence(found: Reading, chosen: str, on_pick: Callable[[], None]) -> None:
    """
    Show the text of a report with its marks.

    Parameters
    ----------
    chosen
        Id of the mark that is chosen (`geo.ui.marks.Mark`), or empty.
    on_pick
        Called when the reader presses a mark, before the page runs again; `picked` tells which.
    """
    data = {
        "url": TEXT_URL.format(key=found.key),
        "chosen": chosen,
        "report": found.analysis.document.id,
    }
    _component(key=KEY, data=data, on_picked_change=on_pick)


def picked() -> str:
    """Return the id of the mark that was pressed."""
    return str(getattr(st.session_state.get(KEY), "picked", None) or "")
