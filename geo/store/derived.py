"""What was derived of a report, as layers that QGIS opens."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import shapely

from geo.maps.words import zone_label
from geo.model import Role
from geo.store.blob import to_blob

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    from geo.model import Analysis, Event, Place, Zone

TABLES = ("zones", "places", "events", "unresolved", "analyses")


def drop_derived(db: sqlite3.Connection, document: str) -> None:
    """Delete what was derived of a report; the caller holds the transaction."""
    for table in TABLES:
        db.execute(f"DELETE FROM {table} WHERE document = ?", (document,))


def store_derived(db: sqlite3.Connection, analysis: Analysis, key: str) -> None:
    """Replace what was derived of a report; the caller holds the transaction."""
    id = analysis.document.id
    drop_derived(db, id)
    rows = [_zone(id, number, zone) for number, zone in enumerate(analysis.zones, 1)]
    _insert(db, "zones", rows)
    _insert(db, "places", [_place(id, p) for p in analysis.places if _is_drawn(p)])
    _insert(db, "events", [_event(id, n, e) for n, e in enumerate(analysis.events, 1)])
    open_rules = [(None, id, u.understood.id, u.reason, u.quote) for u in analysis.unresolved]
    _insert(db, "unresolved", open_rules)
    _insert(db, "analyses", [(id, key, json.dumps(analysis.settings))])


def _insert(db: sqlite3.Connection, table: str, rows: Sequence[tuple[object, ...]]) -> None:
    if rows:
        db.executemany(f"INSERT INTO {table} VALUES ({','.join('?' * len(rows[0]))})", rows)


def _zone(id: str, number: int, zone: Zone) -> tuple[object, ...]:
    rule = zone.constraint
    return (
        None, id, rule.id, number, zone_label(rule), rule.effect.value, rule.status.value,
        rule.compliance.value, "; ".join(rule.actors), rule.source, rule.date,
        rule.distance.max_m if rule.distance else None, zone.area_km2, zone.error_m,
        zone.viewpoint, rule.decided_by, rule.quote, zone.method, to_blob(zone.geometry),
        rule.compliance_quote,
    )  # fmt: skip


def _event(id: str, number: int, event: Event) -> tuple[object, ...]:
    best = event.place.candidate if event.place else None
    return (
        None, id, number, event.kind, best.name if best else "", event.reason, event.date,
        event.source, event.quote, to_blob(shapely.Point(best.lon, best.lat)) if best else None,
    )  # fmt: skip


def _is_drawn(place: Place) -> bool:
    """Tell whether a place has a pin."""
    return place.candidate is not None and any(m.kind is Role.LITERAL for m in place.mentions)


def _place(id: str, place: Place) -> tuple[object, ...]:
    best = place.candidate
    assert best is not None
    return (
        None, id, place.mentions[0].toponym, best.name, best.id, best.feature_class.value,
        best.country, place.confidence, place.decided_by,
        to_blob(shapely.Point(best.lon, best.lat)),
    )  # fmt: skip
