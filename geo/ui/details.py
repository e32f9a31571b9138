"""What was understood of one rule, and what the understanding rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from geo.maps.popup import area_words, chip, said_distance, table
from geo.maps.safe import js_safe
from geo.maps.style import GREY, STYLES, VIOLATED, is_violated, style_of
from geo.maps.words import EFFECTS, binds, distance_words, join, kilometres, zone_label
from geo.model import Compliance
from geo.ui.marks import UNRESOLVED
from geo.ui.tables import dates, references

if TYPE_CHECKING:
    from geo.model import Analysis, Constraint, Unresolved, Zone

Pairs = tuple[tuple[str, str], ...]


def details(analysis: Analysis, id: str) -> None:
    """Show a zone or a rule that was not drawn by its mark's id; nothing for one that is gone."""
    index = int(id.removeprefix(UNRESOLVED)) - 1
    if id.startswith(UNRESOLVED):
        if index < len(analysis.unresolved):
            st.html(_unresolved_html(id, analysis.unresolved[index]))
    elif index < len(analysis.zones):
        st.html(_zone_html(id, analysis.zones[index]))


def _zone_html(id: str, zone: Zone) -> str:
    rule, style = zone.constraint, style_of(zone)
    chips = chip(style.label, style.color)
    if is_violated(zone):
        chips += " " + chip("Violated", VIOLATED)
    rows: Pairs = (
        *_understood(rule, said_distance(zone)),
        ("Area", area_words(zone.area_km2)),
        ("Edge", "" if zone.error_m is None else f"within {kilometres(zone.error_m)} of the truth"),
        ("Made by", zone.method),
        ("Borders", f"{zone.viewpoint}: {'; '.join(zone.data)}" if zone.data else zone.viewpoint),
    )
    return _html(f"{id} · {zone_label(rule)}", chips, rows)


def _unresolved_html(id: str, rule: Unresolved) -> str:
    understood = rule.understood
    rows = _understood(understood, distance_words(understood.distance))
    chips = chip("Not drawn", GREY) + " " + chip(STYLES[understood.status].label, GREY)
    return _html(f"{id} · {zone_label(understood)}", chips, (("Why", rule.reason), *rows))


def _understood(rule: Constraint, distance: str) -> Pairs:
    """Return what was read from the text, and the ids of the rows it was read by."""
    host = join([t.name for t in rule.host])
    found_by = f" (from the {rule.host_found_by})" if host and rule.host_found_by else ""
    ids = ", ".join(r.id for r in rule.references if r.id)
    return (
        ("Binds", binds(rule)),
        ("Rule", EFFECTS[rule.effect] + (", with reserve" if rule.hedged else "")),
        ("Distance", distance),
        ("Measured from", references(rule) + (f" [{ids}]" if ids else "")),
        ("Inside", host + found_by),
        ("Source", rule.source),
        ("Date", dates(rule)),
        ("Kept", "" if rule.compliance == Compliance.UNKNOWN else str(rule.compliance)),
        ("Sure", f"{rule.confidence:.0%}"),
        ("Read by", ", ".join(rule.trace)),
    )


def _html(head: str, chips: str, rows: Pairs) -> str:
    """Return the whole as HTML, all text made safe."""
    title = f'<b class="head">{js_safe(head)}</b>'
    return f'<div class="cordon-details">{title}{chips}{table(rows)}</div>'
