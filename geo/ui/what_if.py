"""The what-if distance: the chosen zone drawn once more at another distance."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

import streamlit as st

from geo.maps.popup import area_words
from geo.maps.words import kilometres
from geo.model import Distance, Zone
from geo.pipeline import loaded
from geo.ui.state import WHAT_IF, settings
from geo.zones.build import CannotDraw, build_zone

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from geo.model import Constraint
    from geo.settings import Settings

BOX = "what_if_box"
MOST = 2.5  # times the distance of the text, at the slider's end
STEPS = (0.1, 0.25, 0.5, 1, 2.5, 5, 10, 25, 50, 100)  # kilometres


@lru_cache(maxsize=256)
def redrawn(rule: Constraint, metres: float, settings: Settings) -> Zone | None:
    """
    Return a rule's zone at another distance, or None where it cannot be drawn.

    Only by the borders that are shown: what others would make of it takes three times as long.
    """
    other = replace(rule, distance=Distance(metres, metres))
    borders = loaded(settings).borders
    try:
        return build_zone(
            other, borders, viewpoint=settings.viewpoint, tolerance=settings.tolerance
        )
    except CannotDraw:
        return None


def slider_range(distance_m: float) -> tuple[float, float, float]:
    """
    Return least, greatest and step of a slider around a distance, kilometres.

    Examples
    --------
    >>> slider_range(20_000), slider_range(500)
    ((1.0, 50.0, 1.0), (0.1, 1.2, 0.1))
    """
    km = distance_m / 1_000
    step = next((s for s in STEPS if km * MOST / s <= 60), STEPS[-1])
    most = max(2 * step, round(round(km * MOST / step) * step, 3))
    return float(step), float(most), float(step)


def what_if(zone: Zone | None) -> tuple[BaseGeometry | None, str]:
    """
    Show the slider for a zone with a distance.

    Returns
    -------
    shape, note
        The other shape to lay on the map, and what to say of it there; None and nothing while
        the slider stands at the report's distance.
    """
    if zone is None or zone.constraint.distance is None:
        st.caption("A zone with a distance, once chosen, can be tried at another one here.")
        return None, ""
    said = zone.constraint.distance.max_m
    least, most, step = slider_range(said)
    start = min(max(round(round(said / 1_000 / step) * step, 3), least), most)
    tried = st.session_state.get(WHAT_IF)
    st.session_state[BOX] = float(start) if tried is None else min(max(tried, least), most)

    def change() -> None:
        st.session_state[WHAT_IF] = st.session_state[BOX]

    km = st.slider(
        "Try another distance", least, most, step=step, format="%g km", key=BOX, on_change=change,
        help=f"The report says {kilometres(said)}. What you try is shown, and never kept.",
    )  # fmt: skip
    if km == start:
        st.session_state.pop(WHAT_IF, None)
        return None, ""
    other = redrawn(zone.constraint, km * 1_000, settings())
    if other is None:
        return None, f"At {km:g} km it cannot be drawn."
    more = other.area_km2 - zone.area_km2
    sign = "+" if more >= 0 else "−"
    note = f"At {km:g} km: {area_words(other.area_km2)} ({sign}{area_words(abs(more))})"
    return other.geometry, f"{note}. The dashed outline is not part of the report."
