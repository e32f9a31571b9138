"""An analysis as one GeoJSON FeatureCollection (RFC 7946)."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from geo.export.credits import credits_for
from geo.export.geometry import DECIMALS, geometry_json
from geo.maps.words import bound, zone_label
from geo.model import Role

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.model import (
        Analysis,
        Candidate,
        Constraint,
        Document,
        Event,
        Force,
        Issue,
        Place,
        Span,
        Unresolved,
        Zone,
    )

_ROLES = (
    Role.LITERAL,
    Role.DEMONYM,
    Role.METONYM,
    Role.RELATIVE,
)  # what a place is, before what it stands for


def to_geojson(analysis: Analysis) -> dict[str, Any]:
    """
    Turn an analysis into a GeoJSON FeatureCollection.

    Parameters
    ----------
    analysis
        Geometries in EPSG:4326, longitude latitude, cut at the antimeridian.

    Returns
    -------
    collection
        Zones, places, events and forces as features that ``properties.kind`` tells apart (of a
        case, ``properties.report`` is the report they are from), and
        the foreign member ``cordon`` with the document, the settings, the rules that could
        not be drawn, the issues and the credits of the data. Text stands as it is in the
        report: whoever shows it as HTML escapes it.

    Raises
    ------
    ExportError
        If a zone's geometry is not an area within longitude ±180 and latitude ±90.
    """
    parts = analysis.parts or (analysis,)
    case = {"documents": [_document(part.document) for part in analysis.parts]}
    return {
        "type": "FeatureCollection",
        "features": _numbered([*_features(analysis, parts)]),
        "cordon": {
            "document": _document(analysis.document),
            **(case if analysis.parts else {}),
            "settings": dict(analysis.settings),
            "unresolved": [
                {**_unresolved(rule), **_report(analysis, part)}
                for part in parts for rule in part.unresolved
            ],
            "unplaced": [
                {**_unplaced(place), **_report(analysis, part)}
                for part in parts for place in part.places if place.candidate is None
            ],
            "issues": [
                {**_issue(issue), **_report(analysis, part)}
                for part in parts for issue in part.issues
            ],
            "sources": [_without(asdict(c), "key") for c in credits_for(analysis)],
        },
    }  # fmt: skip


def _features(analysis: Analysis, parts: tuple[Analysis, ...]) -> Iterator[dict[str, Any]]:
    """Yield the zones of all parts, then their places, events and forces, not numbered yet."""
    for of_kind in zip(*map(_by_kind, parts), strict=True):
        for part, features in zip(parts, of_kind, strict=True):
            for feature in features:
                properties = {**feature["properties"], **_report(analysis, part)}
                yield {**feature, "properties": properties}


def _report(analysis: Analysis, part: Analysis) -> dict[str, str]:
    """Return which report of a case something is from; nothing where there is only one."""
    return {"report": part.document.id} if analysis.parts else {}


def _by_kind(analysis: Analysis) -> tuple[list[dict[str, Any]], ...]:
    """Return the zones, places, events and forces of an analysis as features."""
    places = (p for p in analysis.places if p.candidate and _role(p) is not None)
    return (
        [_zone(zone) for zone in analysis.zones],
        [_place(place) for place in places],
        [_event(event) for event in analysis.events],
        [_force(force) for force in analysis.forces],
    )


def _numbered(features: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Give each feature an id of its kind and number: zone-1, zone-2, place-1."""
    counts: dict[str, int] = {}
    numbered = []
    for feature in features:
        kind = feature["properties"]["kind"]
        counts[kind] = counts.get(kind, 0) + 1
        numbered.append({"type": "Feature", "id": f"{kind}-{counts[kind]}", **feature})
    return numbered


def _zone(zone: Zone) -> dict[str, Any]:
    rule = zone.constraint
    properties = {
        "kind": "zone",
        **({"number": zone.mark} if zone.mark else {}),
        "label": zone_label(rule),
        **_rule(rule),
        "viewpoint": zone.viewpoint,
        "viewpoint_sensitive": bool(zone.differs_km2),
        "viewpoint_difference_km2": dict(zone.differs_km2),
        "vague": zone.vague,
        "fades": [asdict(fade) for fade in zone.fades],
        "area_km2": round(zone.area_km2, 3),
        "error_m": zone.error_m,
        "method": zone.method,
        "trace": [*rule.trace, *zone.data],
    }
    return {"geometry": geometry_json(zone.geometry), "properties": properties}


def _rule(rule: Constraint) -> dict[str, Any]:
    """Return what was understood of a rule, drawn or not."""
    distance = rule.distance
    interval = distance is not None and distance.min_m != distance.max_m
    return {
        "relation": rule.relation,
        "distance_m": distance.max_m if distance else None,
        **({"distance_min_m": distance.min_m} if distance and interval else {}),
        "distance_text": distance.text if distance else "",
        "distance_approximate": bool(distance and distance.approximate),
        "references": [{"name": r.name, "type": r.kind, "id": r.id} for r in rule.references],
        "host": [t.name for t in rule.host],
        "host_found_by": rule.host_found_by,
        "side": rule.side,
        "actors": bound(rule),
        "exempt": list(rule.exempt),
        "effect": rule.effect,
        "status": rule.status,
        "compliance": rule.compliance,
        "compliance_quote": rule.compliance_quote or None,
        "compliance_start": rule.compliance_span.start if rule.compliance_span else None,
        "compliance_end": rule.compliance_span.end if rule.compliance_span else None,
        "source": rule.source,
        "date": rule.date or None,
        "until": rule.until or None,
        "hedged": rule.hedged,
        "confidence": round(rule.confidence, 3),
        "decided_by": rule.decided_by or None,
        "edited": list(rule.edited),
        "quote": rule.quote,
        **_range(rule.span),
        "trace": list(rule.trace),
    }


def _unresolved(rule: Unresolved) -> dict[str, Any]:
    return {
        "quote": rule.quote,
        **_range(rule.span),
        "reason": rule.reason,
        "understood": _without(_rule(rule.understood), "quote", "start", "end"),
    }


def _role(place: Place) -> Role | None:
    """Say what the name does in the text: the plainest of its mentions, None if none is a place."""
    kinds = {mention.kind for mention in place.mentions}
    return next((role for role in _ROLES if role in kinds), None)


def _place(place: Place) -> dict[str, Any]:
    candidate = place.candidate
    assert candidate is not None, "only places with a candidate are exported"
    mentions = sorted(
        (m for m in place.mentions if m.kind is not Role.PART), key=lambda m: m.span.start
    )
    properties = {
        "kind": "place",
        "name": candidate.name,
        "toponym": mentions[0].toponym,
        "gazetteer_id": candidate.id,
        "feature_class": candidate.feature_class,
        "country": candidate.country,
        "role": _role(place),
        "confidence": round(place.confidence, 3),
        "reason": candidate.reason,
        "decided_by": place.decided_by or None,
        "uncertainty_m": place.uncertainty_m,
        "rivals": [_rival(rival) for rival in place.candidates[1:]],
        "mentions": [{**_range(m.span), "text": m.toponym, "role": m.kind} for m in mentions],
    }
    return {"geometry": _point(place), "properties": properties}


def _rival(candidate: Candidate) -> dict[str, Any]:
    """Return an entry that a name may mean, for a picker."""
    return {
        "gazetteer_id": candidate.id,
        "name": candidate.name,
        "country": candidate.country,
        "lon": round(candidate.lon, DECIMALS),
        "lat": round(candidate.lat, DECIMALS),
        "score": candidate.score,
        "reason": candidate.reason,
    }


def _unplaced(place: Place) -> dict[str, Any]:
    """Return a name that was not pinned: why, and what it may mean."""
    first = min(place.mentions, key=lambda mention: mention.span.start)
    return {
        "toponym": first.toponym,
        "role": first.kind,
        "reason": place.reason,
        "decided_by": place.decided_by or None,
        "mentions": [{**_range(m.span), "text": m.toponym} for m in place.mentions],
        "rivals": [_rival(rival) for rival in place.rivals],
    }


def _event(event: Event) -> dict[str, Any]:
    properties = {
        "kind": "event",
        "event": event.kind,
        "place": event.place.candidate.name if event.place and event.place.candidate else None,
        "date": event.date or None,
        "source": event.source,
        "reason": event.reason or None,
        "quote": event.quote,
        **_range(event.span),
        "trace": list(event.trace),
    }
    return {"geometry": _point(event.place), "properties": properties}


def _force(force: Force) -> dict[str, Any]:
    properties = {
        "kind": "force",
        "name": force.name,
        "count": force.count,
        "place": force.place.candidate.name if force.place and force.place.candidate else None,
        "source": force.source,
        "quote": force.quote,
        **_range(force.span),
    }
    return {"geometry": _point(force.place), "properties": properties}


def _point(place: Place | None) -> dict[str, Any] | None:
    """Return a place's point; None, which RFC 7946 calls unlocated, without one."""
    if place is None or place.candidate is None:
        return None
    lon, lat = place.candidate.lon, place.candidate.lat
    return {"type": "Point", "coordinates": [round(lon, DECIMALS), round(lat, DECIMALS)]}


def _document(document: Document) -> dict[str, Any]:
    return {
        "id": document.id,
        "title": document.title,
        "source": document.source,
        "date": document.date.isoformat() if document.date else None,
        "language": document.language,
        "characters": len(document.text),
    }


def _issue(issue: Issue) -> dict[str, Any]:
    where = _range(issue.span) if issue.span else {"start": None, "end": None}
    return {"code": issue.code, "message": issue.message, **where}


def _range(span: Span) -> dict[str, int]:
    return {"start": span.start, "end": span.end}


def _without(mapping: dict[str, Any], *keys: str) -> dict[str, Any]:
    return {key: value for key, value in mapping.items() if key not in keys}
