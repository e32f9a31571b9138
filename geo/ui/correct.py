"""Corrections of a rule: forms that make data of what the analyst says (`correct` keeps it)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from geo.amendments import RejectRule
from geo.ui.case_layers import attach
from geo.ui.rule_form import changes, rule_form
from geo.ui.starts import starts
from geo.ui.state import NOTICE, case, correct, draw, history

if TYPE_CHECKING:
    from geo.model import Analysis, Constraint, Reference
    from geo.ui.rule_form import Fields

REFERENCE = "reference"
SHAPES = (
    ("point", "Draw a point", ":material/add_location_alt:"),
    ("line", "Draw a line", ":material/polyline:"),
    ("area", "Draw an area", ":material/pentagon:"),
)


def correct_rule(analysis: Analysis, rule: Constraint) -> None:
    """Show the forms for a rule."""
    if rule.decided_by:
        st.caption(f"Changed by the analyst: {', '.join(rule.edited)}.")
    known = starts(analysis, rule)
    # Under a new key after each step, and for each rule, nothing is left in it of another one.
    with st.form(f"correct {analysis.document.id} {rule.id} {len(history().done)}", border=False):
        fields, note = rule_form(rule, known)
        if st.form_submit_button("Apply", type="primary", icon=":material/edit:"):
            _apply(rule, fields, known, note)
            st.rerun()
    _attach_row(rule)
    missing = missing_name(rule)
    st.caption(
        f"Draw “{missing}” on the map: every rule that names it follows." if missing
        else "Measure it from something drawn on the map:"
    )  # fmt: skip
    drawing_buttons(f"layer:{missing}" if missing else f"{REFERENCE}:{rule.id}")
    st.button(
        "This is no rule", icon=":material/block:", on_click=correct,
        args=(RejectRule(rule.id),), width="stretch",
    )  # fmt: skip


def _apply(rule: Constraint, fields: Fields, known: dict[str, Reference], note: str) -> None:
    """Keep what differs as one step; nothing of it where something cannot be read."""
    found = changes(rule, fields, known)
    if isinstance(found, str):
        st.session_state[NOTICE] = found
        return
    if found:
        correct(*found, note=note, follow=rule.id)


def drawing_buttons(purpose: str) -> None:
    """Offer to draw a point, a line or an area on the map, for a purpose."""
    for column, (shape, words, icon) in zip(st.columns(len(SHAPES)), SHAPES, strict=True):
        pressed = column.button(words, icon=icon, width="stretch", key=f"{shape} {purpose}")
        if pressed:
            draw(shape, purpose)
            st.rerun()


def missing_name(rule: Constraint) -> str:
    """Return what a rule is measured from and no source has ("line of contact"), or nothing."""
    names = (r.name for r in (*rule.references, *rule.ends) if not r.id and r.name)
    return next(names, "").removeprefix("the ")


def _attach_row(rule: Constraint) -> None:
    """Offer the layers of the case as what the rule calls by a name that no source has."""
    missing, found = missing_name(rule), case()
    layers = found.layers() if found is not None else ()
    if not missing:
        return
    if not layers:
        st.caption(
            f"No source has “{missing}”. Draw it, or add a file with it under the case’s menu: "
            "every rule that names it is then drawn."
        )
        return
    left, right = st.columns([2, 1], vertical_alignment="bottom")
    names = [layer.name for layer in layers]
    chosen = left.selectbox(f"“{missing}” is the layer", names, key=f"attach {missing}")
    layer = layers[names.index(str(chosen))]
    right.button("Attach it", on_click=attach, args=(layer, missing, rule.id), width="stretch")
