"""Corrections of a rule: forms that make data of what the analyst says (`correct` keeps it)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import streamlit as st

from geo.amendments import (
    RejectRule,
    SetActors,
    SetDistance,
    SetHost,
    SetReferences,
    SetStatus,
)
from geo.model import Distance
from geo.text.quantities import find_lengths
from geo.ui.cases import attach
from geo.ui.fields import NOTE, STATUS_OF, label_of
from geo.ui.starts import point_of, starts, territories
from geo.ui.state import NOTICE, case, correct, draw
from geo.ui.tables import references

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geo.amendments import Amendment
    from geo.model import Analysis, Constraint, Reference

REFERENCE = "reference"
SHAPES = (
    ("point", "Draw a point", ":material/add_location_alt:"),
    ("line", "Draw a line", ":material/polyline:"),
    ("area", "Draw an area", ":material/pentagon:"),
)


@dataclass(frozen=True, slots=True)
class Fields:
    """What stands in the form of a rule."""

    distance: str
    status: str
    actors: str
    hosts: list[str]
    picked: list[str]
    where: str


def correct_rule(analysis: Analysis, rule: Constraint) -> None:
    """Show the forms for a rule."""
    if rule.decided_by:
        st.caption(f"Changed by the analyst: {', '.join(rule.edited)}.")
    known = starts(analysis, rule)
    with st.form("correct_rule", border=False):
        fields, note = _form(rule, known)
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


def _form(rule: Constraint, known: Iterable[str]) -> tuple[Fields, str]:
    """Show the fields of a rule as it is; return what stands in them, and why."""
    left, right = st.columns(2)
    distance = left.text_input("Distance", _said(rule), placeholder="20 km")
    status = left.selectbox(
        "Status", list(STATUS_OF), index=list(STATUS_OF).index(label_of(rule.status))
    )
    actors = left.text_input("Binds (commas between)", ", ".join(rule.actors))
    now = references(rule) or "nothing"
    picked = right.multiselect("Measured from", list(known), placeholder=f"As it is: {now}")
    where = right.text_input("or from a point by its coordinates", placeholder="32°37′N 36°06′E")
    hosts = right.multiselect(
        "Inside", list(territories()), [t.name for t in rule.host], placeholder="Anywhere"
    )
    note = st.text_input(NOTE)
    return Fields(distance, str(status), actors, hosts, picked, where), note


def _said(rule: Constraint) -> str:
    """Return the distance of a rule as the form has it."""
    return rule.distance.text or f"{rule.distance.max_m:g} m" if rule.distance else ""


def _apply(rule: Constraint, fields: Fields, known: dict[str, Reference], note: str) -> None:
    """Keep what differs from the rule as it is; nothing of it where something cannot be read."""
    found = changes(rule, fields, known)
    if isinstance(found, str):
        st.session_state[NOTICE] = found
        return
    for change in found:
        correct(change, note, follow=rule.id)


def changes(
    rule: Constraint, fields: Fields, known: dict[str, Reference]
) -> tuple[Amendment, ...] | str:
    """Return the corrections that a form asks for, or what in it cannot be read."""
    found: list[Amendment] = []
    if fields.distance.strip() != _said(rule):
        distance = distance_of(fields.distance)
        if isinstance(distance, str):
            return distance
        found.append(SetDistance(rule.id, distance))
    if STATUS_OF[fields.status] != rule.status:
        found.append(SetStatus(rule.id, STATUS_OF[fields.status]))
    if names_of(fields.actors) != rule.actors:
        found.append(SetActors(rule.id, names_of(fields.actors)))
    host = tuple(territories()[name] for name in fields.hosts)
    if {t.code for t in host} != {t.code for t in rule.host}:
        found.append(SetHost(rule.id, host))
    start = tuple(known[words] for words in fields.picked)
    if fields.where.strip():
        point = point_of(fields.where)
        if point is None:
            return f"“{fields.where}” are no coordinates that can be read"
        start = (*start, point)
    return (*found, SetReferences(rule.id, start)) if start else tuple(found)


def names_of(text: str) -> tuple[str, ...]:
    """
    Return names with commas between them.

    Examples
    --------
    >>> names_of("rebels, , all drones ")
    ('rebels', 'all drones')
    """
    return tuple(filter(None, map(str.strip, text.split(","))))


def distance_of(text: str) -> Distance | str | None:
    """
    Read a distance as the analyst writes it: None for an empty text, a sentence for none.

    Examples
    --------
    >>> distance_of("20 km").max_m, distance_of(" "), distance_of("far")
    (20000.0, None, '“far” is no distance: wanted a number with its unit, such as 20 km')
    """
    if not text.strip():
        return None
    found = find_lengths(text)
    if not found:
        return f"“{text}” is no distance: wanted a number with its unit, such as 20 km"
    return replace(found[0].distances[0], text=text.strip())


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
