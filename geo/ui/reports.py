"""The reports that are at hand: how each is called, and all of a case read together."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from geo.export.together import letter, together
from geo.ui.engine import analysis_of
from geo.ui.state import case, history, settings

if TYPE_CHECKING:
    from geo.model import Analysis, Document

WHOLE = "all_reports"
TITLE_CHARS = 70


def title_of(document: Document) -> str:
    """
    Return what a report is called: its title, else its first words.

    Examples
    --------
    >>> from geo.model import Document
    >>> title_of(Document("pasted-3", "Rebels must stay away."))
    'Rebels must stay away.'
    """
    if document.title.strip():
        return document.title
    first = next((line.strip() for line in document.text.splitlines() if line.strip()), "")
    cut = first if len(first) <= TITLE_CHARS else f"{first[:TITLE_CHARS].rsplit(' ', 1)[0]} …"
    return cut or document.id


def lettered() -> tuple[tuple[str, Document], ...]:
    """Return the reports of the open case, each with its letter; the letter of one alone is empty."""
    opened = case()
    documents = opened.documents() if opened is not None else ()
    several = len(documents) > 1
    return tuple((letter(n) if several else "", d) for n, d in enumerate(documents))


def is_whole() -> bool:
    """Tell whether the map shows all reports of the case."""
    return bool(st.session_state.get(WHOLE)) and len(lettered()) > 1


def whole_case(name: str) -> Analysis:
    """
    Return all reports of the open case together, as files and briefings take them.

    Raises
    ------
    GeoError
        If a report cannot be read.
    """
    changes, by = history(), settings()
    return together([analysis_of(d, changes, by) for _, d in lettered()], name)
