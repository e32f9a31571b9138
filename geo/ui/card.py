"""The card of what is chosen: its evidence, other readings, corrections, and the audit as text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from geo.export.audit import audit_event, audit_place, audit_unresolved, audit_zone
from geo.maps.safe import js_safe
from geo.maps.style import style_of
from geo.ui.correct import correct_rule
from geo.ui.correct_place import correct_place
from geo.ui.details import details
from geo.ui.figures import side_by_side
from geo.ui.marks import chosen_event, chosen_place, chosen_rule, chosen_zone
from geo.ui.readings import capital, grouped, readings, viewpoint_name, viewpoints
from geo.ui.state import CARD, CORRECTED, chosen, settings

if TYPE_CHECKING:
    from geo.model import Analysis, Zone
    from geo.ui.readings import Reading

VIEW, READINGS = CARD, "shown_readings"
VIEWS = ("Evidence", "Correct", "Readings", "Audit")


def card(analysis: Analysis) -> None:
    """Show the card of what is chosen, or what one can choose."""
    now = chosen()
    rule, place = chosen_rule(analysis, now), chosen_place(analysis, now)
    if rule is None and place is None and chosen_event(analysis, now) is None:
        st.session_state.pop(READINGS, None)
        st.caption(
            "Choose a rule, an incident or a place: in the text, on the map or in a table. What was understood, "
            "why, and how to correct it then stands here."
        )
        return
    zone = chosen_zone(analysis, now)
    views = [v for v in VIEWS if v != "Readings" or zone is not None]
    if rule is None and place is None:
        views.remove("Correct")  # an incident stands where its place is put
    if st.session_state.pop(CORRECTED, False) or st.session_state.get(VIEW) not in views:
        st.session_state[VIEW] = views[0]
    view = st.segmented_control(
        "Card", views, key=VIEW, label_visibility="collapsed", required=True
    )
    if view != "Readings":
        st.session_state.pop(READINGS, None)
    if view == "Correct" and rule is not None:
        correct_rule(analysis, rule)
    elif view == "Correct" and place is not None:
        correct_place(analysis, place)
    elif view == "Readings" and zone is not None:
        _readings(analysis, zone)
    elif view == "Audit":
        _audit(analysis, now)
    else:
        details(analysis, now)


def _audit(analysis: Analysis, id: str) -> None:
    """Show the audit card as text, with the button that copies it."""
    number = int(id.lstrip("?@!"))
    write = {"?": audit_unresolved, "@": audit_place, "!": audit_event}.get(id[0], audit_zone)
    st.code(write(analysis, number), language=None, wrap_lines=True)


def _areas(readings: dict[str, Reading]) -> str:
    """Return the size of a zone under each reading, and what that changes, as a table."""
    head = "".join(f'<th scope="col">{js_safe(t)}</th>' for t in ("Borders", "km²", "more", "less"))
    rows = "".join(
        f"<tr><td>{js_safe(name)}</td><td>{r.zone.area_km2:,.1f}</td>"
        f"<td>{r.gained:,.1f}</td><td>{r.lost:,.1f}</td></tr>"
        for name, r in readings.items()
    )
    return f'<table class="cordon-areas"><tr>{head}</tr>{rows}</table>'


def _readings(analysis: Analysis, zone: Zone) -> None:
    """Show the zone under each reading of the borders, side by side and on the map."""
    with st.spinner("Drawing the other readings …"):
        found = readings(zone, viewpoints(analysis), settings())
    if not any(r.differs for r in found):
        st.session_state.pop(READINGS, None)
        st.caption("All readings of the borders that are known here give this same zone.")
        return
    alike = grouped(found)
    names = {
        capital(", ".join(viewpoint_name(r.viewpoint) for r in group)): group[0] for group in alike
    }
    color = style_of(zone).color
    st.html(side_by_side([(name, r.zone.geometry) for name, r in names.items()], color))
    st.html(_areas(names))
    others = {name: r.zone.geometry for name, r in names.items() if r.differs}
    shown = st.multiselect(
        "Lay on the map (dashed outlines)", list(others), list(others), placeholder="Choose readings",
        key=f"laid {analysis.document.id} {zone.constraint.id} {zone.viewpoint}",
    )  # fmt: skip
    before = st.session_state.get(READINGS, ())
    st.session_state[READINGS] = tuple(others[name] for name in shown)
    if before != st.session_state[READINGS]:
        st.rerun()
    st.caption("Neither reading is called right; who is bound by which is for the parties.")
