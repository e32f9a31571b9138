"""The HTML of popups and tooltips: everything from a report passes through `js_safe`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.maps.kept import kept_words
from geo.maps.safe import js_safe
from geo.maps.style import VIOLATED, ink_on, is_violated, style_of
from geo.maps.words import EFFECTS, binds, distance_words, kilometres, zone_label

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geo.model import Place, Zone

QUOTE_CHARS = 600


def zone_popup(number: int | str, zone: Zone) -> str:
    """Return the evidence for a zone as HTML: its sentence, who, how firm, how large, how exact."""
    rule, style = zone.constraint, style_of(zone)
    chips = chip(style.label, style.color)
    if is_violated(zone):
        chips += " " + chip("Violated", VIOLATED)
    rows = (
        ("Rule", EFFECTS[rule.effect]),
        ("Binds", binds(rule)),
        ("Distance", said_distance(zone)),
        ("Kept", kept_words(rule)),
        ("Source", rule.source),
        ("Date", f"{rule.date} until {rule.until}" if rule.until else rule.date),
        ("Area", area_words(zone.area_km2)),
        ("Edge", "" if zone.error_m is None else f"within {kilometres(zone.error_m)}"),
        ("Borders", zone.viewpoint),
        ("Made by", zone.method),
    )
    return (
        f'<div class="cordon-popup"><b class="head">{js_safe(str(number))} · {js_safe(zone_label(rule))}</b>'
        f"{chips}{quote(rule.quote)}{table(rows)}</div>"
    )


def place_popup(place: Place) -> str:
    """Return what is known of a place as HTML."""
    best = place.candidate
    if best is None:
        return ""
    named = ", ".join(dict.fromkeys(m.toponym for m in place.mentions))
    rows = (
        ("In the text", named),
        ("Kind", best.feature_class),
        ("Country", best.country),
        ("People", f"{best.population:,}" if best.population else ""),
        ("Confidence", f"{place.confidence:.0%}"),
        ("Row", best.id),
        ("Why", best.reason),
    )
    return f'<div class="cordon-popup"><b class="head">{js_safe(best.name)}</b>{table(rows)}</div>'


def zone_tooltip(number: int | str, zone: Zone) -> str:
    """Return a zone's number and name as HTML; the app reads the number back from a click."""
    return f"{js_safe(str(number))} · {js_safe(zone_label(zone.constraint))}"


def said_distance(zone: Zone) -> str:
    """Give the distance in metres and, where it says it otherwise, in the words of the text."""
    distance = zone.constraint.distance
    words = distance_words(distance)
    if distance is None or not distance.text or distance.text == words:
        return words
    return f"{words} (“{distance.text}”)"


def area_words(area_km2: float) -> str:
    """
    Write an area to three figures, no finer than the text allows.

    Examples
    --------
    >>> area_words(8351.7), area_words(0.314159), area_words(0.0707)
    ('8,350 km²', '0.314 km²', '70,700 m²')
    """
    if 0 < abs(area_km2) < 0.1:
        return f"{float(f'{area_km2 * 1e6:.3g}'):,.15g} m²"
    return f"{float(f'{area_km2:.3g}'):,.15g} km²"


def chip(text: str, color: str) -> str:
    """Return a small coloured tag; both arguments are ours, never the report's."""
    look = f"background:{color};color:{ink_on(color)}"
    return f'<span class="cordon-chip" style="{look}">{js_safe(text)}</span>'


def quote(text: str) -> str:
    """Return the sentence as a quotation, cut if it is very long."""
    cut = text if len(text) <= QUOTE_CHARS else f"{text[:QUOTE_CHARS].rstrip()}…"
    return f"<blockquote>{js_safe(cut)}</blockquote>"


def table(rows: Iterable[tuple[str, str]]) -> str:
    """Return name and value pairs as a table, those without a value left out."""
    body = "".join(f"<tr><td>{n}</td><td>{js_safe(v)}</td></tr>" for n, v in rows if v)
    return f"<table>{body}</table>"
