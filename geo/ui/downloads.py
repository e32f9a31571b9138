"""What the reader takes away: a picture, and all formats. Each is made when it is asked for."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from geo.export.briefing import BRIEFS, MOST_BANNER, Options, brief, suggested
from geo.export.formats import FORMATS
from geo.maps.sheet import PAPERS
from geo.ui.basemap import basemap
from geo.ui.reports import lettered, whole_case
from geo.ui.state import case, file_stem

if TYPE_CHECKING:
    from collections.abc import Callable

    from geo.export.formats import Format
    from geo.maps.basemap import Basemap
    from geo.model import Analysis

FORMS = {
    "png": ("Picture (PNG)", "A map with legend, quotes, scale and sources."),
    "pdf": ("Print (PDF)", "The same, sharp at any size."),
    "svg": ("Drawing (SVG)", "The same, to be edited in a drawing program."),
    "pptx": (
        "Slides (PPTX)",
        "The map with its evidence as notes, and once more as shapes to edit.",
    ),
    "docx": ("Written brief (DOCX)", "Zones, towns, distances and what is open, in words."),
    "md": ("Written brief (Markdown)", "The same as plain text."),
}


def downloads(analysis: Analysis, ground: Basemap) -> None:
    """Show the menu; what a format cannot hold stands in its help."""
    with st.popover("Export", icon=":material/download:"):
        if _wants_case():
            opened = case()
            assert opened is not None, "a whole case is wanted of an open one"
            analysis = whole_case(opened.name)
            _menu(analysis, lambda: basemap(analysis))
        else:
            _menu(analysis, lambda: ground)


def _menu(analysis: Analysis, ground: Callable[[], Basemap]) -> None:
    """Show the buttons of briefings and files."""
    stem = file_stem(analysis)
    _briefings(analysis, stem)
    st.caption("Files")
    columns = st.columns(2, gap="small")
    for number, kind in enumerate(FORMATS):
        with columns[number % 2]:
            _button(kind, stem, analysis, ground)


def _wants_case() -> bool:
    """Ask whether the open report is wanted, or with it all others of the case."""
    count = len(lettered())
    if count < 2:
        return False
    words = {False: "This report", True: f"The whole case ({count} reports)"}
    return bool(st.radio("What", list(words), format_func=words.__getitem__, horizontal=True,
                         key="export_whole"))  # fmt: skip


def _briefings(analysis: Analysis, stem: str) -> None:
    """Show what the person who briefs decides, and a button for each form of briefing."""
    st.caption("Briefing")
    title = st.text_input("Title", key="brief_title", placeholder=suggested(analysis).title)
    left, right = st.columns(2, gap="small")
    paper = left.selectbox(
        "Paper", list(PAPERS), key="brief_paper", format_func=lambda key: PAPERS[key].name
    )
    banner = right.text_input(
        "Classification", key="brief_banner", placeholder="none", max_chars=MOST_BANNER
    )
    options = Options(title=title.strip(), paper=paper, banner=banner.strip())
    for number, (form, (name, note)) in enumerate(FORMS.items()):
        (left, right)[number % 2].download_button(
            name,
            data=partial(_briefing, analysis, options, form),
            file_name=f"{stem}.{form}",
            mime=BRIEFS[form],
            on_click="ignore",
            help=note,
            width="stretch",
        )


def _button(kind: Format, stem: str, analysis: Analysis, ground: Callable[[], Basemap]) -> None:
    """Show the button of one format."""
    losses = ". ".join(f"{loss[:1].upper()}{loss[1:]}" for loss in kind.losses)
    st.download_button(
        kind.name,
        data=lambda: kind.encode(analysis, ground()),
        file_name=f"{stem}{kind.ending}",
        mime=kind.mime,
        on_click="ignore",
        help=losses or None,
        width="stretch",
    )


def _briefing(analysis: Analysis, options: Options, form: str) -> bytes:
    """Make a briefing; matplotlib is imported only when someone wants it."""
    from geo.ui.readings import named_readings

    today = dt.datetime.now(tz=dt.UTC).date()
    chosen = replace(options, readings=named_readings(analysis), made=today)
    return brief(analysis, chosen, basemap, form)
