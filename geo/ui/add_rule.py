"""The form for a rule that was not read; what it is measured from can be picked or drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from geo.amendments import AddRule
from geo.maps.safe import js_safe
from geo.model import Constraint, ReferenceKind, Relation, Side
from geo.text.sentences import sentences
from geo.ui.correct import drawing_buttons
from geo.ui.fields import EFFECT_OF, NOTE, STATUS_OF
from geo.ui.rule_form import DATE, dates_of, distance_of, names_of
from geo.ui.starts import point_of, starts, territories
from geo.ui.state import correct

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.model import Analysis, Distance, Reference, Span

ADD = "add"
DRAWN = "drawn_for_rule"  # words of the layer that was drawn for a new rule
QUOTE_CHARS = 140
AREAS = {ReferenceKind.REGION, ReferenceKind.LAKE}


@st.dialog("Add a rule that was not read", width="medium")
def add_rule(analysis: Analysis) -> None:
    """Let the analyst state a rule; it rests on a sentence of the report."""
    st.caption("What it is measured from is picked below, or drawn on the map first:")
    drawing_buttons(ADD)
    with st.form("add_rule", border=False):
        rule, note, problem = _form(analysis)
        if not st.form_submit_button("Add it", type="primary"):
            return
    if rule is None:
        st.error(js_safe(problem))
        return
    st.session_state.pop(DRAWN, None)
    correct(AddRule(rule), note=note, follow=rule.id)
    st.rerun()


def _form(analysis: Analysis) -> tuple[Constraint | None, str, str]:
    """Show the fields; return the rule that they state, why, and what is wrong with them."""
    document = analysis.document
    quotes = {f"{n}. {document.slice(s)[:QUOTE_CHARS]}": s
              for n, s in enumerate(sentences(document.text), 1)}  # fmt: skip
    known = starts(analysis)
    drawn = [words for words in (st.session_state.get(DRAWN),) if words in known]
    quote = st.selectbox(
        "The sentence it rests on", list(quotes), index=None, placeholder="Choose a sentence"
    )
    left, right = st.columns(2)
    distance = left.text_input("Distance", placeholder="20 km; empty for a whole area")
    picked = right.multiselect(
        "Measured from", list(known), drawn, placeholder="Border, line, place, area, layer"
    )
    where = right.text_input("or from a point by its coordinates", placeholder="32°37′N 36°06′E")
    hosts = right.multiselect("Inside", list(territories()), placeholder="Anywhere")
    actors = left.text_input("Binds (commas between)")
    effect = left.selectbox("Rule", list(EFFECT_OF))
    status = left.selectbox("Status", list(STATUS_OF))
    source = right.text_input("Says so")
    date = left.text_input("Holds from", placeholder=DATE)
    note = right.text_input(NOTE)
    metres = distance_of(distance)
    if isinstance(metres, str):
        return None, note, metres
    dates = dates_of(date, "")
    if isinstance(dates, str):
        return None, note, dates
    start, problem = _start(where, [known[words] for words in picked])
    if quote is None or not start:
        return None, note, problem or "Choose the sentence that the rule rests on."
    host = tuple(territories()[name] for name in hosts)
    span = quotes[quote]
    rule = Constraint(
        span, document.slice(span), _relation(start, metres), start, metres,
        Side.HOST if host else Side.ANY, host, "analyst" if host else "",
        actors=names_of(actors), effect=EFFECT_OF[str(effect)], status=STATUS_OF[str(status)],
        source=source.strip(), date=dates[0], confidence=1.0, trace=("analyst",), id=_id(analysis, span),
    )  # fmt: skip
    return rule, note, ""


def _start(where: str, picked: list[Reference]) -> tuple[tuple[Reference, ...], str]:
    """Return what the rule is measured from, and what is wrong where there is nothing."""
    if not where.strip():
        return tuple(picked), "" if picked else "Choose what it is measured from, or give a point."
    point = point_of(where)
    if point is None:
        return (), f"“{where}” are no coordinates that can be read"
    return (*picked, point), ""


def _relation(start: Sequence[Reference], distance: Distance | None) -> Relation:
    """Return how the zone lies to what it is measured from: in an area, or within a distance."""
    area = distance is None and all(reference.kind in AREAS for reference in start)
    return Relation.IN if area else Relation.WITHIN


def _id(analysis: Analysis, span: Span) -> str:
    """Return an id that no rule of the report has."""
    taken = {rule.id for rule in analysis.constraints}
    taken |= {rule.understood.id for rule in analysis.unresolved}
    numbers = range(len(taken), 2 * len(taken) + 1)
    return next(id for n in numbers if (id := f"added:{n}-{span.start}") not in taken)
