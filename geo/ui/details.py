"""What was understood of one rule or place, and what the understanding rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from geo.maps.kept import kept_words
from geo.maps.popup import area_words, chip, quote, said_distance, table
from geo.maps.safe import js_safe
from geo.maps.style import GREY, STYLES, VIOLATED, is_violated, style_of
from geo.maps.words import (
    EFFECTS,
    binds,
    degrees_words,
    distance_words,
    join,
    kilometres,
    zone_label,
)
from geo.ui.incidents import where_words, zones_at
from geo.ui.marks import EVENT, UNRESOLVED, chosen_event, chosen_place, chosen_zone
from geo.ui.readings import flag
from geo.ui.tables import dates, references

if TYPE_CHECKING:
    from geo.model import Analysis, Constraint, Place, Unresolved, Zone

Pairs = tuple[tuple[str, str], ...]
RIVALS = 4


def details(analysis: Analysis, id: str) -> None:
    """Show a zone, a rule that was not drawn, an incident, or a place by its mark's id."""
    zone, place = chosen_zone(analysis, id), chosen_place(analysis, id)
    if zone is not None:
        st.html(_zone_html(id, zone))
    elif place is not None:
        st.html(_place_html(place))
    elif chosen_event(analysis, id) is not None:
        st.html(_event_html(analysis, int(id.removeprefix(EVENT))))
    elif id.startswith(UNRESOLVED):
        st.html(_unresolved_html(id, analysis.unresolved[int(id[1:]) - 1]))


def _zone_html(id: str, zone: Zone) -> str:
    rule, style = zone.constraint, style_of(zone)
    chips = chip(style.label, style.color)
    if is_violated(zone):
        chips += " " + chip("Violated", VIOLATED)
    rows: Pairs = (
        *_understood(rule, said_distance(zone)),
        ("Area", area_words(zone.area_km2)),
        (
            "Edge",
            ""
            if zone.error_m is None
            else f"within {kilometres(max(zone.error_m, 1))} of the truth",
        ),
        ("Made by", zone.method),
        ("Other readings", flag(zone)),
        ("Borders", f"{zone.viewpoint}: {'; '.join(zone.data)}" if zone.data else zone.viewpoint),
    )
    return _html(f"{id} · {zone_label(rule)}", chips + quote(rule.quote), rows)


def _unresolved_html(id: str, rule: Unresolved) -> str:
    understood = rule.understood
    rows = _understood(understood, distance_words(understood.distance))
    chips = chip("Not drawn", GREY) + " " + chip(STYLES[understood.status].label, GREY)
    head = f"{id} · {zone_label(understood)}"
    return _html(head, chips + quote(rule.quote), (("Why", rule.reason), *rows))


def _event_html(analysis: Analysis, number: int) -> str:
    event = analysis.events[number - 1]
    best = event.place.candidate if event.place else None
    rows: Pairs = (
        ("Where", where_words(event)),
        ("At", f"{degrees_words(best.lon, best.lat)} [{best.id}]" if best else ""),
        ("Date", event.date or "not said in the sentence"),
        ("Source", event.source),
        ("Zones there", zones_at(analysis)[number - 1]),
        ("Read by", ", ".join(event.trace)),
    )
    head = f"Incident {number} · {event.kind}"
    return _html(head, "" if best else chip("Not pinned", GREY), rows, event.quote)


def _place_html(place: Place) -> str:
    best = place.candidate
    named = ", ".join(dict.fromkeys(m.toponym for m in place.mentions))
    rows: Pairs = (("In the text", named), ("Times", str(len(place.mentions))))
    if best is None:
        why = place.reason or "no entry of the gazetteer fits"
        return _html(named, chip("Not placed", GREY), (*rows, ("Why", why)))
    rows += (
        ("Kind", f"{best.feature_class.value}, {best.country or 'no country'}"),
        ("At", degrees_words(best.lon, best.lat)),
        ("People", f"{best.population:,}" if best.population else ""),
        ("Sure", f"{place.confidence:.0%}"),
        ("Why", best.reason),
        ("Row", f"{best.id} ({best.source})"),
        ("Decided by", place.decided_by),
    )
    rivals = place.candidates[1 : RIVALS + 1]
    rows += tuple(
        ("Not chosen", f"{c.name} ({c.country or '–'}), {c.id}: {c.reason or 'ranked lower'}")
        for c in rivals
    )
    return _html(best.name, "", rows)


def _understood(rule: Constraint, distance: str) -> Pairs:
    """Return what was read from the text, and the ids of the rows it was read by."""
    host = join([t.name for t in rule.host])
    found_by = f" (from the {rule.host_found_by})" if host and rule.host_found_by else ""
    ids = ", ".join(r.id for r in rule.references if r.id)
    return (
        ("Decided by", f"{rule.decided_by}: {', '.join(rule.edited)}" if rule.decided_by else ""),
        ("Binds", binds(rule)),
        ("Rule", EFFECTS[rule.effect] + (", with reserve" if rule.hedged else "")),
        ("Distance", distance),
        ("Measured from", references(rule) + (f" [{ids}]" if ids else "")),
        ("Inside", host + found_by),
        ("Source", rule.source),
        ("Date", dates(rule)),
        ("Kept", kept_words(rule)),
        ("Sure", f"{rule.confidence:.0%}"),
        ("Read by", ", ".join(rule.trace)),
    )


def _html(head: str, chips: str, rows: Pairs, said: str = "") -> str:
    """Return the whole as HTML, all text made safe."""
    chips += quote(said) if said else ""
    title = f'<b class="head">{js_safe(head)}</b>'
    return f'<div class="cordon-details">{title}{chips}{table(rows)}</div>'
