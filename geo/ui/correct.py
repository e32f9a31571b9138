"""Corrections: forms that make data of what the analyst says (`geo.ui.state.correct` keeps it)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import streamlit as st

from geo.amendments import (
    AddRule,
    RejectRule,
    SetActors,
    SetDistance,
    SetHost,
    SetReferences,
    SetStatus,
)
from geo.maps.safe import js_safe
from geo.maps.words import degrees_words, join
from geo.model import Constraint, Distance, Reference, ReferenceKind, Relation, Side, Territory
from geo.overrides import Correction, Override
from geo.pipeline import loaded
from geo.settings import Settings
from geo.text.coordinates import find_coordinates
from geo.text.quantities import find_lengths
from geo.text.sentences import sentences
from geo.ui.cases import attach
from geo.ui.fields import EFFECT_OF, STATUS_OF, label_of
from geo.ui.layers import layer_references
from geo.ui.state import NOTICE, case, correct, draw

if TYPE_CHECKING:
    from geo.model import Analysis, Place

NOTE = "Why (kept with the correction)"
PIN, ADD = "pin", "add"


def correct_rule(analysis: Analysis, rule: Constraint) -> None:
    """Show the forms for a rule."""
    if rule.decided_by:
        st.caption(f"Changed by the analyst: {', '.join(rule.edited)}.")
    with st.form("correct_rule", border=False):
        left, right = st.columns(2)
        said = rule.distance.text or f"{rule.distance.max_m:g} m" if rule.distance else ""
        distance = left.text_input("Distance", said, placeholder="20 km")
        status = right.selectbox(
            "Status", list(STATUS_OF), index=list(STATUS_OF).index(label_of(rule.status))
        )
        actors = left.text_input("Binds (commas between)", ", ".join(rule.actors))
        hosts = right.multiselect("Inside", list(_territories()), [t.name for t in rule.host])
        lines = layer_references()
        names = ["as read", *lines, *_borders_of(rule)]
        reference = left.selectbox("Measured from", names)
        note = right.text_input(NOTE)
        changed = st.form_submit_button("Apply", type="primary", icon=":material/edit:")
    if changed:
        _apply(rule, distance, said, str(status), actors, hosts, reference, note)
        st.rerun()
    _attach_row(rule)
    keep, drop = st.columns(2)
    with keep:
        _draw_buttons(rule)
    drop.button(
        "This is no rule", icon=":material/block:", on_click=correct,
        args=(RejectRule(rule.id),), width="stretch",
    )  # fmt: skip


def _apply(
    rule: Constraint, distance: str, said: str, status: str, actors: str, hosts: list[str],
    reference: str, note: str,
) -> None:  # fmt: skip
    """Keep what differs from the rule as it is."""
    if distance.strip() != said:
        found = read_distance(distance)
        if isinstance(found, str):
            st.session_state[NOTICE] = found
            return
        correct(SetDistance(rule.id, found), note, follow=rule.id)
    if STATUS_OF[status] != rule.status:
        correct(SetStatus(rule.id, STATUS_OF[status]), note, follow=rule.id)
    names = tuple(filter(None, map(str.strip, actors.split(","))))
    if names != rule.actors:
        correct(SetActors(rule.id, names), note, follow=rule.id)
    territories = tuple(_territories()[name] for name in hosts)
    if {t.code for t in territories} != {t.code for t in rule.host}:
        correct(SetHost(rule.id, territories), note, follow=rule.id)
    known = {**layer_references(), **_borders_of(rule)}
    if reference in known:
        correct(SetReferences(rule.id, (known[reference],)), note, follow=rule.id)


def read_distance(text: str) -> Distance | str | None:
    """
    Read a distance as the analyst writes it: None for an empty text, a sentence for none.

    Examples
    --------
    >>> read_distance("20 km").max_m, read_distance(" "), read_distance("far")
    (20000.0, None, '“far” is no distance: wanted a number with its unit, such as 20 km')
    """
    if not text.strip():
        return None
    found = find_lengths(text)
    if not found:
        return f"“{text}” is no distance: wanted a number with its unit, such as 20 km"
    return replace(found[0].distances[0], text=text.strip())


def _borders_of(rule: Constraint) -> dict[str, Reference]:
    """Return the borders and coasts that a rule's territories have, as references."""
    borders = loaded(Settings()).borders
    codes = [t.code for t in rule.host]
    codes += [c for r in rule.references for c in r.territories if c not in codes]
    found = {}
    for code in filter(borders.has, codes):
        name = borders.name(code)
        border = Reference(ReferenceKind.BORDER, name, f"border:{code}", territories=(code,))
        found[f"Border of {name}"] = border
        for other in borders.neighbours(code):
            pair = tuple(sorted((code, other)))
            both = join([borders.name(c) for c in pair])
            id = f"border:{'|'.join(pair)}"
            shared = Reference(ReferenceKind.BORDER, both, id, territories=pair)
            found[f"Border between {both}"] = shared
        found[f"Coast of {name}"] = Reference(
            ReferenceKind.COAST, name, f"coast:{code}", territories=(code,)
        )
    return found


@st.cache_data(show_spinner=False)
def _names() -> dict[str, str]:
    borders = loaded(Settings()).borders
    return dict(sorted((borders.name(code), code) for code in borders.codes()))


def _territories() -> dict[str, Territory]:
    """Return all territories by name."""
    return {name: Territory(code, name) for name, code in _names().items()}


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
    with st.form("correct_place", border=False):
        chosen = st.selectbox("It is", list(options), placeholder="No entry of this name")
        note = st.text_input(NOTE)
        if st.form_submit_button("Choose this place", type="primary") and chosen:
            correct(Override(toponym, Correction.ENTRY, span, entry=options[chosen], note=note))
            st.rerun()
    where = st.text_input("or its coordinates, in any notation", placeholder="32°37′N 36°06′E")
    points = find_coordinates(where) if where.strip() else ()
    if where.strip() and not points:
        st.caption("These are no coordinates that can be read.")
    if points:
        lon, lat = points[0].lonlat
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


def _draw_buttons(rule: Constraint) -> None:
    """Offer to draw the line that a rule is measured from."""
    missing = missing_name(rule)
    told = "The line becomes a layer" + (f" “{missing}”." if missing else "; then choose it above.")
    st.button(
        "Draw its line on the map", icon=":material/draw:", width="stretch", on_click=draw,
        args=("line", f"layer:{missing}"), help=told,
    )  # fmt: skip


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


@st.dialog("Add a rule that was not read", width="medium")
def add_rule(analysis: Analysis) -> None:
    """Let the analyst state a rule; it rests on a sentence of the report."""
    document = analysis.document
    quotes = {document.slice(s)[:140]: s for s in sentences(document.text)}
    with st.form("add_rule", border=False):
        quote = st.selectbox("The sentence it rests on", list(quotes))
        left, right = st.columns(2)
        distance = left.text_input("Distance", placeholder="20 km; empty for a whole area")
        reference = right.selectbox("Measured from", list(_starts(analysis)))
        where = st.text_input("or from a point by its coordinates", placeholder="32°37′N 36°06′E")
        hosts = left.multiselect("Inside", list(_territories()))
        actors = right.text_input("Binds (commas between)")
        effect = left.selectbox("Rule", list(EFFECT_OF))
        status = right.selectbox("Status", list(STATUS_OF))
        note = st.text_input(NOTE)
        if st.form_submit_button("Add it", type="primary"):
            found = read_distance(distance)
            if isinstance(found, str):
                st.error(found)
                return
            points = find_coordinates(where)
            if where.strip() and not points:
                st.error(js_safe(f"“{where}” are no coordinates that can be read"))
                return
            span = quotes[str(quote)]
            start = _starts(analysis)[str(reference)]
            if points:
                start = Reference(
                    ReferenceKind.COORDINATES, where.strip(), "coordinates",
                    points=(points[0].lonlat,),
                )  # fmt: skip
            host = tuple(_territories()[name] for name in hosts)
            area = start.kind is ReferenceKind.REGION and found is None
            rule = Constraint(
                span, analysis.document.slice(span), Relation.IN if area else Relation.WITHIN,
                (start,), found, Side.HOST if host else Side.ANY, host, "analyst" if host else "",
                actors=tuple(filter(None, map(str.strip, actors.split(",")))),
                effect=EFFECT_OF[str(effect)], status=STATUS_OF[str(status)],
                confidence=1.0, trace=("analyst",), id=f"added:{len(analysis.constraints)}-{span.start}",
            )  # fmt: skip
            correct(AddRule(rule), note, follow=rule.id)
            st.rerun()


def _starts(analysis: Analysis) -> dict[str, Reference]:
    """
    Return what a new rule can be measured from.

    Layers, borders and places of the report first, then the borders of all countries.
    """
    found = dict(layer_references())
    for rule in (*analysis.constraints, *(u.understood for u in analysis.unresolved)):
        found |= _borders_of(rule)
    for place in analysis.places:
        best = place.candidate
        if best is None:
            continue
        if best.territory:
            found[f"Area of {best.name}"] = Reference(
                ReferenceKind.REGION, best.name, f"region:{best.territory}",
                territories=(best.territory,),
            )  # fmt: skip
            if len(best.territory) == 2:
                found[f"Border of {best.name}"] = Reference(
                    ReferenceKind.BORDER, best.name, f"border:{best.territory}",
                    territories=(best.territory,),
                )  # fmt: skip
        else:
            found[f"Place {best.name}"] = Reference(
                ReferenceKind.POINT, best.name, best.id, points=((best.lon, best.lat),)
            )
    for name, code in _names().items():
        if len(code) == 2:
            border = Reference(ReferenceKind.BORDER, name, f"border:{code}", territories=(code,))
            found.setdefault(f"Border of {name}", border)
    return found
