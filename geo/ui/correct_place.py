"""Corrections of a place: another entry of the gazetteer, another point, no place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from geo.maps.words import degrees_words
from geo.overrides import Correction, Override
from geo.pipeline import loaded
from geo.settings import Settings
from geo.ui.fields import NOTE
from geo.ui.points import points_in
from geo.ui.state import correct, draw

if TYPE_CHECKING:
    from geo.model import Analysis, Place

PIN = "pin"


def correct_place(analysis: Analysis, place: Place) -> None:
    """Show the forms for a place: another entry, another point, no place."""
    mention = place.mentions[0]
    toponym = mention.toponym
    if place.decided_by:
        st.caption("Decided by the analyst.")
    gazetteer = loaded(Settings()).gazetteer
    wanted = st.text_input("Look up another name", placeholder=toponym)
    entries = gazetteer.find(wanted) if wanted.strip() else place.candidates
    options = {
        f"{c.name} · {c.feature_class.value}, {c.country or '–'}"
        f"{f', {c.population:,} people' if c.population else ''} · {c.id}": c.id
        for c in entries[:30]
    }
    everywhere = st.checkbox("Every mention of this name", value=True)
    span = None if everywhere else mention.span
    with st.form(f"place {analysis.document.id} {mention.span.start} {toponym}", border=False):
        chosen = st.selectbox("It is", list(options), placeholder="No entry of this name")
        note = st.text_input(NOTE)
        if st.form_submit_button("Choose this place", type="primary") and chosen:
            correct(Override(toponym, Correction.ENTRY, span, entry=options[chosen], note=note))
            st.rerun()
    where = st.text_input("or its coordinates, in any notation", placeholder="32°37′N 36°06′E")
    points = points_in(where)
    if where.strip() and not points:
        st.caption("These are no coordinates that can be read.")
    if points:
        lon, lat = points[0]
        st.button(
            f"Pin it at {degrees_words(lon, lat)}", on_click=correct,
            args=(Override(toponym, Correction.PIN, span, lon=lon, lat=lat),),
        )  # fmt: skip
    left, right = st.columns(2)
    left.button(
        "Move the pin on the map", icon=":material/pin_drop:", width="stretch",
        on_click=draw, args=("point", f"{PIN}:{mention.span.start}"),
    )  # fmt: skip
    right.button(
        "This is no place", icon=":material/block:", width="stretch", on_click=correct,
        args=(Override(toponym, Correction.NO_PLACE, span),),
    )  # fmt: skip


def take_pin(analysis: Analysis, start: int, lon: float, lat: float) -> None:
    """Keep a pin that was put on the map for the place first named at an offset."""
    for place in analysis.places:
        mention = place.mentions[0]
        if mention.span.start == start:
            correct(Override(mention.toponym, Correction.PIN, lon=lon, lat=lat))
