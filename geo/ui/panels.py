"""The tables below the map."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from geo.ui.marks import UNRESOLVED
from geo.ui.state import choose, table_key
from geo.ui.tables import issue_rows, place_rows, unresolved_rows, zone_rows

if TYPE_CHECKING:
    from collections.abc import Callable

    from geo.model import Analysis
    from geo.ui.tables import Row

COLUMNS = {
    "No.": st.column_config.TextColumn(width=45),
    "Zone": st.column_config.TextColumn(width=290),
    "Rule": st.column_config.TextColumn(width=95),
    "Binds": st.column_config.TextColumn(width=170),
    "Distance": st.column_config.TextColumn(width=85),
    "Measured from": st.column_config.TextColumn(width=170),
    "Status": st.column_config.TextColumn(width=80),
    "Kept": st.column_config.TextColumn(width=70),
    "Source": st.column_config.TextColumn(width=150),
    "Date": st.column_config.TextColumn(width=85),
    "Area km²": st.column_config.NumberColumn(format="localized", width=80),
    "Edge ± m": st.column_config.NumberColumn(format="%.1f", width=75),
    "Sure": st.column_config.NumberColumn(format="percent", width=60),
    "Quote": st.column_config.TextColumn(width=500),
    "Why it is not drawn": st.column_config.TextColumn(width=360),
    "To know": st.column_config.TextColumn(width=560),
    "Why": st.column_config.TextColumn(width=300),
    "Longitude": st.column_config.NumberColumn(format="%.4f"),
    "Latitude": st.column_config.NumberColumn(format="%.4f"),
}


def panels(analysis: Analysis) -> None:
    """Show zones, rules not drawn, places and issues, each behind its tab."""
    names = (
        f"Zones ({len(analysis.zones)})",
        f"Not drawn ({len(analysis.unresolved)})",
        f"Places ({len(analysis.places)})",
        f"To know ({len(analysis.issues)})",
    )
    zones, unresolved, places, issues = st.tabs(names)
    with zones:
        _choosable("zones", zone_rows(analysis), "", "No rule about space was drawn.")
    with unresolved:
        none = "Every rule that was read is drawn."
        _choosable("unresolved", unresolved_rows(analysis), UNRESOLVED, none)
    with places:
        _table(place_rows(analysis), "The text names no place that was recognised.")
    with issues:
        _table(issue_rows(analysis), "Nothing to report.")


def _choosable(name: str, rows: list[Row], prefix: str, empty: str) -> None:
    """Show rows of which one can be chosen."""
    key = table_key(name)

    def on_select() -> None:
        picked = st.session_state[key].selection.rows
        if picked:
            choose(f"{prefix}{picked[0] + 1}")

    _table(rows, empty, key=key, on_select=on_select)


def _table(
    rows: list[Row], empty: str, key: str | None = None, on_select: Callable[[], None] | None = None
) -> None:
    """Show rows, or say that there are none."""
    if not rows:
        st.caption(empty)
        return
    frame = pd.DataFrame(rows)
    columns = {name: COLUMNS[name] for name in frame.columns if name in COLUMNS}
    height = min(35 * (len(rows) + 1) + 3, 420)
    if on_select is None:
        st.dataframe(frame, hide_index=True, column_config=columns, height=height, placeholder="–")
        return
    st.dataframe(
        frame,
        hide_index=True,
        column_config=columns,
        height=height,
        placeholder="–",
        key=key,
        on_select=on_select,
        selection_mode="single-row",
    )
