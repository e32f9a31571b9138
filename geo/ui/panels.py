"""Below the map: tables of zones, rules not drawn, places and issues, and the answers of the map."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd
import streamlit as st

from geo.ui.add_rule import DRAWN, add_rule
from geo.ui.ask_panel import ask_panel
from geo.ui.filters import filter_row, hidden_zones
from geo.ui.incidents import incident_rows
from geo.ui.marks import EVENT, PLACE, UNRESOLVED
from geo.ui.readings import changes, viewpoint_name
from geo.ui.state import ASK, DE_FACTO, PANEL, ZONES, choose, chosen, table_key, viewpoint
from geo.ui.tables import issue_rows, place_rows, row_px, unresolved_rows, zone_rows

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from geo.model import Analysis
    from geo.ui.tables import Row

FEW = 8  # rows that are shown without a scroll bar of their own
COLUMNS = {
    "No.": st.column_config.TextColumn(width=45),
    "Zone": st.column_config.TextColumn(width=265),
    "Rule": st.column_config.TextColumn(width=95),
    "Binds": st.column_config.TextColumn(width=170),
    "Distance": st.column_config.TextColumn(width=85),
    "Measured from": st.column_config.TextColumn(width=170),
    "Status": st.column_config.TextColumn(width=80),
    "Kept": st.column_config.TextColumn(width=70),
    "Other readings": st.column_config.TextColumn(
        width=110, help="Other readings of the borders give another zone: see the card’s Readings."
    ),
    "Source": st.column_config.TextColumn(width=150),
    "Date": st.column_config.TextColumn(width=85),
    "Area km²": st.column_config.NumberColumn(format="localized", width=80),
    "Edge ± m": st.column_config.NumberColumn(format="%.1f", width=75),
    "Sure": st.column_config.NumberColumn(format="percent", width=60),
    "Quote": st.column_config.TextColumn(width=500),
    "Incident": st.column_config.TextColumn(width=90),
    "Where": st.column_config.TextColumn(width=220),
    "Zones there": st.column_config.TextColumn(width=230),
    "Why it is not drawn": st.column_config.TextColumn(width=360),
    "To know": st.column_config.TextColumn(width=560),
    "Why": st.column_config.TextColumn(width=300),
    "Longitude": st.column_config.NumberColumn(format="%.4f"),
    "Latitude": st.column_config.NumberColumn(format="%.4f"),
}


def panels(analysis: Analysis, plain: Callable[[], Analysis]) -> None:
    """
    Show the panel that is chosen.

    Parameters
    ----------
    plain
        Gives the reading by the borders as held, to compare another reading with.
    """
    names = {
        ZONES: f"Zones ({len(analysis.zones)})",
        "unresolved": f"Not drawn ({len(analysis.unresolved)})",
        "incidents": f"Incidents ({len(analysis.events)})",
        "places": f"Places ({len(analysis.places)})",
        ASK: ASK,
        "issues": f"To know ({len(analysis.issues)})",
    }
    if st.session_state.get(PANEL) not in names:
        st.session_state[PANEL] = ZONES
    panel = st.segmented_control(
        "Panel", list(names), key=PANEL, format_func=names.__getitem__,
        label_visibility="collapsed", required=True,
    )  # fmt: skip
    if panel == ZONES:
        _zones(analysis, plain)
    elif panel == "unresolved":
        none = "Every rule that was read is drawn."
        rows = unresolved_rows(analysis)
        _choosable("unresolved", rows, [f"{UNRESOLVED}{n}" for n in range(1, len(rows) + 1)], none)
    elif panel == "incidents":
        rows = incident_rows(analysis)
        ids = [f"{EVENT}{n}" for n in range(1, len(rows) + 1)]
        _choosable("incidents", rows, ids, "The text tells of no incident that was recognised.")
    elif panel == "places":
        rows = place_rows(analysis)
        ids = [f"{PLACE}{n}" for n in range(1, len(rows) + 1)]
        _choosable("places", rows, ids, "The text names no place that was recognised.")
    elif panel == ASK:
        ask_panel(analysis)
    else:
        _table(issue_rows(analysis), "Nothing to report.")


def _zones(analysis: Analysis, plain: Callable[[], Analysis]) -> None:
    """Show the zones that pass the filters, and what another reading of the borders changes."""
    filters, add = st.columns([3, 1], vertical_alignment="bottom")
    with filters:
        filter_row(analysis)
    if add.button("Add a rule", icon=":material/add:", width="stretch"):
        st.session_state.pop(DRAWN, None)
        add_rule(analysis)
    if viewpoint() != DE_FACTO:
        _changes(analysis, plain())
    hidden = set(hidden_zones(analysis))
    rows = [r for r in zone_rows(analysis) if r["No."] not in hidden]
    empty = (
        "No zone passes the filters."
        if hidden
        else "No rule about space was drawn. What was read but not drawn, and which places were "
        "found, stands in the other panels; a rule that was missed can be added."
    )
    _choosable("zones", rows, [str(r["No."]) for r in rows], empty)


def _changes(analysis: Analysis, plain: Analysis) -> None:
    """Say what changes against the borders as held."""
    found = changes(analysis, plain)
    name = viewpoint_name(viewpoint())
    if not found:
        st.caption(f"{name}: every zone is the same as by the borders as held.")
        return
    parts = [
        f"zone {number}: {reading.zone.area_km2:,.0f} km² (+{reading.gained:,.1f}, "
        f"−{reading.lost:,.1f} km²)"
        for number, reading in found
    ]
    st.caption(f"{name}, against the borders as held: " + "; ".join(parts))


def _choosable(name: str, rows: list[Row], ids: list[str], empty: str) -> None:
    """Show rows of which one can be chosen; `ids` are those of their marks."""
    key = table_key(name)

    now = chosen()

    def on_select() -> None:
        picked = st.session_state[key].selection.rows
        if picked or now in ids:
            choose(ids[picked[0]] if picked else now)

    marked = [ids.index(now)] if now in ids else []
    _table(rows, empty, key=key, on_select=on_select, marked=marked)


def _table(
    rows: list[Row],
    empty: str,
    key: str | None = None,
    on_select: Callable[[], None] | None = None,
    marked: Sequence[int] = (),
) -> None:
    """Show rows, or say that there are none; `marked` are the indices of the chosen ones."""
    if not rows:
        st.caption(empty)
        return
    frame = pd.DataFrame(rows)
    columns = {name: COLUMNS[name] for name in frame.columns if name in COLUMNS}
    look: dict[str, Any] = {
        "hide_index": True, "column_config": columns, "placeholder": "–", "row_height": row_px(rows), "height": "content" if len(rows) <= FEW else "auto",
    }  # fmt: skip
    if on_select is None:
        st.dataframe(frame, **look)
        return
    st.dataframe(
        frame,
        **look,
        key=key,
        on_select=on_select,
        selection_mode="single-row",
        selection_default={"selection": {"rows": list(marked)}},
    )
