"""The audit card: all that a zone, a rule that was not drawn, or a pin rests on, as plain text."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

from geo.export.explain import plain
from geo.export.geometry import geometry_json
from geo.maps.kept import kept_words
from geo.maps.words import EFFECTS, binds, degrees_words, reference_words, zone_label
from geo.model import Role

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from geo.model import Analysis, Candidate, Constraint, Reference, Unresolved, Zone

RIVALS = 5
_WIDTH = 16


def audit_zone(analysis: Analysis, number: int) -> str:
    """
    Return the audit card of a zone by its number, from 1.

    Returns
    -------
    text
        Lines "name  value": sentence, what was understood of which words, rivals that were not
        chosen and why, ids, data and versions, method, area, error, checksum. The checksum is
        the SHA-256 of the zone's geometry as it is exported (GeoJSON, 7 decimals, no spaces).
    """
    zone = analysis.zones[number - 1]
    rows = [
        *_origin(analysis, zone.constraint),
        *_understood(analysis, zone.constraint),
        *_rivals(analysis, zone.constraint),
        *_drawn(zone),
        *_versions(analysis),
        ("checksum", f"sha256 {checksum(zone)}"),
    ]
    return _card(f"Zone {number}: {zone_label(zone.constraint)}", rows)


def audit_unresolved(analysis: Analysis, number: int) -> str:
    """Return the audit card of a rule that was not drawn by its number, from 1."""
    rule: Unresolved = analysis.unresolved[number - 1]
    rows = [
        ("not drawn", rule.reason),
        *_origin(analysis, rule.understood),
        *_understood(analysis, rule.understood),
        *_rivals(analysis, rule.understood),
        *_versions(analysis),
    ]
    return _card(f"Rule ?{number}: {zone_label(rule.understood)}", rows)


def audit_place(analysis: Analysis, number: int) -> str:
    """Return the audit card of a place by its number, from 1."""
    place = analysis.places[number - 1]
    mentions = [(m.toponym, m.kind, m.span) for m in place.mentions]
    rows = [("document", _named(analysis))]
    rows += [("in the text", f"“{t}” as {k} at {s.start}–{s.end}") for t, k, s in mentions]
    if place.candidate is None:
        rows.append(("place", place.reason or "not placed"))
    rows += [(_rank(n), _candidate(c)) for n, c in enumerate(place.candidates[: RIVALS + 1])]
    rows += [("confidence", f"{place.confidence:.0%}"), ("decided by", place.decided_by)]
    best = place.candidate
    return _card(f"Place: {best.name if best else mentions[0][0]}", [*rows, *_versions(analysis)])


def audit_event(analysis: Analysis, number: int) -> str:
    """Return the audit card of an incident by its number, from 1."""
    event = analysis.events[number - 1]
    best = event.place.candidate if event.place else None
    rows = [
        ("document", _named(analysis)),
        ("characters", f"{event.span.start}–{event.span.end}"),
        ("sentence", f"“{' '.join(event.quote.split())}”"),
        ("kind", event.kind),
        ("place", _candidate(best) if best else f"not pinned: {event.reason}"),
        ("date", event.date or "not said in the sentence"),
        ("said by", event.source),
        ("rows used", " > ".join(event.trace)),
        *_versions(analysis),
    ]
    return _card(f"Incident {number}: {event.kind}", rows)


def checksum(zone: Zone) -> str:
    """Return the SHA-256 of a zone's geometry as it is exported, in hexadecimal digits."""
    text = json.dumps(geometry_json(zone.geometry), separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _card(title: str, rows: Iterable[tuple[str, str]]) -> str:
    """Lay out a card; control characters and changes of direction are left out."""
    lines = [title, *(f"{name:{_WIDTH}}{value}" for name, value in rows if value)]
    return "\n".join(map(plain, lines)) + "\n"


def _named(analysis: Analysis) -> str:
    document = analysis.document
    date = document.date.isoformat() if document.date else "no date"
    return " · ".join(filter(None, (document.title or document.id, document.source, date)))


def _origin(analysis: Analysis, rule: Constraint) -> Iterator[tuple[str, str]]:
    yield "document", _named(analysis)
    yield "characters", f"{rule.span.start}–{rule.span.end}"
    yield "sentence", f"“{' '.join(rule.quote.split())}”"
    if rule.decided_by:
        yield "decided by", f"{rule.decided_by} ({', '.join(rule.edited)})"


def _understood(analysis: Analysis, rule: Constraint) -> Iterator[tuple[str, str]]:
    """Yield each part with the words it was read from."""
    distance = rule.distance
    if distance is not None:
        low, high = distance.min_m, distance.max_m
        metres = f"{high:,.10g} m" if low == high else f"{low:,.10g} to {high:,.10g} m"
        about = "about " if distance.approximate else ""
        yield "distance", f"“{distance.text}” → {about}{metres}"
    for reference in (*rule.references, *rule.ends):
        yield "measured from", _reference(analysis, reference)
    found_by = f" (found by {rule.host_found_by})" if rule.host_found_by else ""
    hosts = ", ".join(f"{t.name} [{t.code}]" for t in rule.host)
    yield "inside", hosts + found_by if hosts else "not clipped to a territory"
    yield "relation", f"{rule.relation.value.replace('_', ' ')}, side: {rule.side.value}"
    yield "binds", binds(rule)
    yield "rule", EFFECTS[rule.effect] + (", with reserve" if rule.hedged else "")
    yield "status", rule.status.value.replace("_", " ")
    if kept := kept_words(rule):
        place = rule.compliance_span
        yield "kept", kept + (f" (characters {place.start}–{place.end})" if place else "")
    yield "said by", rule.source
    yield "dates", rule.date + (f" until {rule.until}" if rule.until else "")
    yield "confidence", f"{rule.confidence:.0%}"
    yield "rows used", " > ".join(rule.trace)


def _reference(analysis: Analysis, reference: Reference) -> str:
    """Say which words were read as which reference."""
    words = f"“{analysis.document.slice(reference.span)}” → " if reference.span else ""
    return f"{words}{reference_words(reference)} [{reference.id or 'not found'}]"


def _rivals(analysis: Analysis, rule: Constraint) -> Iterator[tuple[str, str]]:
    """Yield what the names of the sentence could have meant, and why they do not."""
    for place in analysis.places:
        inside = [m for m in place.mentions if rule.span.covers(m.span) and m.kind != Role.PART]
        if not inside or len(place.candidates) < 2:
            continue
        yield "name", f"“{inside[0].toponym}” → {_candidate(place.candidates[0])}"
        for rival in place.candidates[1 : RIVALS + 1]:
            yield "  not chosen", _candidate(rival)


def _rank(number: int) -> str:
    return "chosen" if number == 0 else "  not chosen"


def _candidate(candidate: Candidate) -> str:
    """Say what a candidate is, where, and why it stands where it stands."""
    where = degrees_words(candidate.lon, candidate.lat)
    kind = f"{candidate.feature_class.value}, {candidate.country or 'no country'}"
    people = f", {candidate.population:,} people" if candidate.population else ""
    why = f" — {candidate.reason}" if candidate.reason else ""
    score = f" (score {candidate.score:.2f})" if candidate.score else ""
    return f"{candidate.name} [{candidate.id}] {kind}{people}, {where}{score}{why}"


def _drawn(zone: Zone) -> Iterator[tuple[str, str]]:
    yield "method", zone.method
    yield "area", f"{zone.area_km2:,.3f} km²"
    if zone.error_m is not None:
        yield "stated error", f"no part of the edge is more than {zone.error_m:g} m off"
    yield "border lines", f"{zone.viewpoint}: {'; '.join(zone.data)}"


def _versions(analysis: Analysis) -> Iterator[tuple[str, str]]:
    for name, value in analysis.settings.items():
        yield f"{name}", value
