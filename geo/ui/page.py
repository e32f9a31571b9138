"""The page: text and map side by side; below them the tables, and the card of what is chosen."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from geo.errors import GeoError
from geo.maps.page import STATIC
from geo.maps.safe import js_safe
from geo.ui.add_rule import ADD, DRAWN, add_rule
from geo.ui.card import card
from geo.ui.case_layers import LAYER_DRAWN, take_layer
from geo.ui.chart import chart
from geo.ui.correct import REFERENCE
from geo.ui.correct_place import PIN, take_pin
from geo.ui.downloads import downloads
from geo.ui.engine import (
    Reading,
    analysis_of,
    is_read,
    reading,
    times_drawn,
    together,
    wait_for_map,
)
from geo.ui.evidence import evidence, picked
from geo.ui.intake import intake, take_incoming, viewpoint_box
from geo.ui.layers import words_of
from geo.ui.link import open_link, write_link
from geo.ui.marks import chosen_rule, id_of_rule, in_order
from geo.ui.panels import panels
from geo.ui.reports import WHOLE, is_whole, lettered
from geo.ui.samples import first_sample
from geo.ui.state import (
    DE_FACTO,
    FOLLOW,
    NOTICE,
    TILES,
    case,
    choose,
    chosen,
    history,
    open_report,
    report,
    settings,
)
from geo.ui.undo import undo_buttons

if TYPE_CHECKING:
    from collections.abc import Sequence

    from streamlit.delta_generator import DeltaGenerator

    from geo.model import Analysis, Document

HEIGHT_PX = 380  # of text and map on a low screen; on a higher one they grow with it
STYLE = (Path(__file__).parent / "page.css").read_text(encoding="utf-8")
# White is not read on the light blue that stands out from a dark page.
DARK = (
    '[data-testid="stMultiSelect"] span[title] { color: #0b1216 !important; } '
    ":root { --cordon-page: #14191d; }"
)
TILE_NAMES = {"": "Own borders, offline", "osm": "OpenStreetMap", "satellite": "Satellite (Esri)"}
MAP_FIRST_S = 2.0  # at most
MOUNTED = "mounted"
REOPENED = "add_rule_again"  # the form of a new rule, when what it is measured from is drawn
LONG_CHARS = 40_000  # a longer text takes seconds: the reader is told how long it is


def page() -> None:
    """Build the page once; Streamlit calls this at every change."""
    st.set_page_config(
        page_title="Cordon", page_icon=str(STATIC / "map" / "icon.svg"), layout="wide"
    )
    st.html(f"<style>{STYLE}{DARK if st.context.theme.type == 'dark' else ''}</style>")
    try:
        if report() is None:
            open_link()
        if report() is None:
            open_report(first_sample())
        take_incoming()
        borders = intake()
        waiting = st.empty()  # always there, so that what follows keeps its place
        document = report()
        if document is None:
            return
        found = _read(document, waiting)
        with borders:
            viewpoint_box(found.analysis)
        _take_drawing(found.analysis)
    except GeoError as problem:
        st.error(js_safe(str(problem)), icon=":material/error:")
        return
    show(found, waiting)


def _read(document: Document, waiting: DeltaGenerator) -> Reading:
    """Read the open report; say so where it takes long, and cache what was derived in the case."""
    changes, by = history(), settings()
    if is_read(document, changes, by):
        found = reading(document, changes, by)
    else:
        found = _read_anew([document], waiting)[0]
    opened = case()
    if opened is not None and opened.derived_from(document.id) != found.key:
        opened.keep(found.analysis, found.key)
    follow = st.session_state.pop(FOLLOW, "")
    if follow and chosen() != id_of_rule(found.analysis, follow):
        choose(id_of_rule(found.analysis, follow), on_map=True)
    write_link()
    return found


def _read_anew(documents: Sequence[Document], waiting: DeltaGenerator) -> list[Reading]:
    """Read reports that were not read before, and say how far it is."""
    changes, by = history(), settings()
    bar = waiting.progress(0.0, "Reading the report")
    found = []
    for number, document in enumerate(documents):
        several = f"Report {number + 1} of {len(documents)}: " if len(documents) > 1 else ""
        size = f" ({len(document.text):,} characters)" if len(document.text) > LONG_CHARS else ""

        def told(
            doing: str, share: float, so_far: int = number, words: str = several + "{}" + size
        ) -> None:
            bar.progress((so_far + share) / len(documents), words.format(doing))

        found.append(reading(document, changes, by, told))
    waiting.empty()
    return found


def _take_drawing(analysis: Analysis) -> None:
    """Make what was drawn on the map what it was drawn for."""
    purpose, mode, points = st.session_state.pop("drawn", ("", "", ()))
    kind, _, more = purpose.partition(":")
    if not points:
        return
    if kind == PIN and more.isdecimal():
        take_pin(analysis, int(more), *points[0])
    elif kind == LAYER_DRAWN:
        rule = chosen_rule(analysis, chosen())
        st.session_state[FOLLOW] = rule.id if rule is not None else ""
        take_layer(more, mode, points)
    elif kind in {REFERENCE, ADD}:
        layer = take_layer("", mode, points, more if kind == REFERENCE else "")
        if layer is not None and kind == ADD:
            st.session_state[DRAWN] = words_of(layer)
            st.session_state[REOPENED] = True
    st.rerun()


def show(found: Reading, waiting: DeltaGenerator) -> None:
    """Show what was read of a report."""
    analysis = found.analysis
    _notice()
    text, picture = st.columns([2, 3], gap="small")
    with text:
        evidence(found, chosen(), lambda: choose(picked()))
    with picture:
        _map_first(found, waiting)
    line, buttons = st.columns([2, 3], vertical_alignment="center")
    line.caption(summary(analysis))
    with buttons, st.container(horizontal=True, horizontal_alignment="right", gap="small"):
        _walk(analysis)
        undo_buttons()
        _layer_menu()
        downloads(analysis, found.ground)
    tables, chosen_card = st.columns([3, 2], gap="medium")
    with tables:
        document = analysis.document
        panels(
            analysis,
            lambda: analysis_of(document, history(), replace(settings(), viewpoint=DE_FACTO)),
        )
    with chosen_card:
        card(analysis)
    write_link()
    if st.session_state.pop(REOPENED, False):
        add_rule(analysis)


def _map_first(found: Reading, waiting: DeltaGenerator) -> None:
    """
    Show the map, and when it is a new one go on only when the browser has drawn it.

    The tables take the browser as long as the map does: what comes first is seen first.
    """
    shown = _on_map(found, waiting)
    since = times_drawn(shown.key)
    chart(found, shown, HEIGHT_PX)
    if st.session_state.get(MOUNTED) != shown.key:
        st.session_state[MOUNTED] = shown.key
        wait_for_map(shown.key, since, MAP_FIRST_S)


def _walk(analysis: Analysis) -> None:
    """Show the buttons to the previous and the next rule or incident, in the order of the text."""
    ids = in_order(analysis)
    at = ids.index(chosen()) if chosen() in ids else None

    def go(step: int) -> None:
        start = (0 if step > 0 else -1) if at is None else (at + step) % len(ids)
        choose(ids[start])

    st.button(
        "Previous", icon=":material/arrow_upward:", shortcut="k", on_click=go, args=(-1,),
        disabled=not ids,
    )  # fmt: skip
    st.button(
        "Next", icon=":material/arrow_downward:", shortcut="j", on_click=go, args=(1,),
        disabled=not ids,
    )  # fmt: skip


def _notice() -> None:
    """Say what went wrong with the last action, once."""
    notice = st.session_state.pop(NOTICE, "")
    if notice:
        st.error(js_safe(notice), icon=":material/error:")


def _layer_menu() -> None:
    """Offer tiles from the network, with what that tells others, and all reports of the case."""
    with st.popover("Map", icon=":material/layers:"):
        st.radio("Ground", list(TILE_NAMES), format_func=TILE_NAMES.__getitem__, key=TILES)
        st.caption(
            "Tiles come from the network: their server learns which part of the world you look at, "
            "and when. The offline ground asks nobody. Tiles may draw borders otherwise than the "
            "lines zones are made from."
        )
        several = len(lettered()) > 1
        st.checkbox(
            "All reports of the case on one map", key=WHOLE, disabled=not several,
            help="Numbers of the other reports have the letter that the list of reports shows.",
        )  # fmt: skip


def _on_map(found: Reading, waiting: DeltaGenerator) -> Reading:
    """Return what the map shows: the report, or with it all others of the case."""
    if not is_whole():
        return found
    id = found.analysis.document.id
    all_reports = lettered()
    others = [(mark, d) for mark, d in all_reports if d.id != id]
    changes, by = history(), settings()
    new = [d for _, d in others if not is_read(d, changes, by)]
    if new:
        _read_anew(new, waiting)
    letters = [next((m for m, d in all_reports if d.id == id), ""), *(m for m, _ in others)]
    return together([found, *(reading(d, changes, by) for _, d in others)], letters)


def summary(analysis: Analysis) -> str:
    """Say in one line what was found."""
    placed = sum(place.candidate is not None for place in analysis.places)
    counts = (
        (len(analysis.zones), "zone", "zones"),
        (len(analysis.unresolved), "rule read but not drawn", "rules read but not drawn"),
        (len(analysis.events), "incident", "incidents"),
        (placed, "place", "places"),
    )
    found = " · ".join(f"{n} {one if n == 1 else many}" for n, one, many in counts if n)
    return found or "No rule about space and no place was found in this report."
