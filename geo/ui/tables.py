"""An analysis as rows of tables: what a screen reader reads, and what sorts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.maps.kept import kept_words
from geo.maps.style import STYLES
from geo.maps.words import EFFECTS, binds, distance_words, references_words, zone_label
from geo.model import Role
from geo.ui.readings import short_flag

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.model import Analysis, Constraint, Issue, Place, Unresolved, Zone

Row = dict[str, object]
CONTEXT_CHARS = 60
WRAPPED, LINE_CHARS, LINES_PX = ("Zone", "Why it is not drawn", "To know"), 36, 62


def row_px(rows: Sequence[Row]) -> int | None:
    """
    Return a row height at which long names are broken into lines, pixels; None for the usual one.

    Streamlit breaks lines in rows of more than four times the base font, and in no others.
    """
    told = (str(row.get(column, "")) for row in rows for column in WRAPPED)
    return LINES_PX if any(len(text) > LINE_CHARS for text in told) else None


def zone_rows(analysis: Analysis) -> list[Row]:
    """Return a row for each zone, in the order of their numbers."""
    return [_zone_row(number, zone) for number, zone in enumerate(analysis.zones, 1)]


def _zone_row(number: int, zone: Zone) -> Row:
    rule = zone.constraint
    return {
        "No.": number,
        "Zone": zone_label(rule),
        "Status": STYLES[rule.status].label,
        "Other readings": short_flag(zone),
        "Rule": EFFECTS[rule.effect],
        "Binds": binds(rule),
        "Distance": distance_words(rule.distance),
        "Measured from": references(rule),
        "Kept": kept_words(rule),
        "Source": rule.source,
        "Date": dates(rule),
        "Area km²": round(zone.area_km2, 2 if zone.area_km2 < 100 else 0),
        "Edge ± m": zone.error_m,
        "Sure": rule.confidence,
        "Quote": rule.quote,
    }


def unresolved_rows(analysis: Analysis) -> list[Row]:
    """Return a row for each rule that was read but not drawn."""
    return [_unresolved_row(n, rule) for n, rule in enumerate(analysis.unresolved, 1)]


def _unresolved_row(number: int, rule: Unresolved) -> Row:
    understood = rule.understood
    return {
        "No.": f"?{number}",
        "Why it is not drawn": rule.reason,
        "Rule": EFFECTS[understood.effect],
        "Binds": binds(understood),
        "Distance": distance_words(understood.distance),
        "Measured from": references(understood),
        "Status": STYLES[understood.status].label,
        "Source": understood.source,
        "Date": dates(understood),
        "Quote": rule.quote,
    }


def place_rows(analysis: Analysis) -> list[Row]:
    """Return a row for each place the text names, those without a candidate too."""
    return [_place_row(place) for place in analysis.places]


def _place_row(place: Place) -> Row:
    best = place.candidate
    roles = [m.kind for m in place.mentions]
    return {
        "In the text": ", ".join(dict.fromkeys(m.toponym for m in place.mentions)),
        "Place": best.name if best else "",
        "Kind": str(best.feature_class) if best else "not placed",
        "Country": best.country if best else "",
        "Named as": "place" if Role.LITERAL in roles else str(roles[0]),
        "Times": len(place.mentions),
        "Longitude": best.lon if best else None,
        "Latitude": best.lat if best else None,
        "Sure": place.confidence,
        "Row": best.id if best else "",
        "Others": ", ".join(f"{c.name} ({c.country})" for c in place.candidates[1:4]),
        "Why": best.reason if best else "",
    }


def issue_rows(analysis: Analysis) -> list[Row]:
    """Return a row for each thing the reader must know."""
    return [_issue_row(issue, analysis.document.text) for issue in analysis.issues]


def _issue_row(issue: Issue, text: str) -> Row:
    where = ""
    if issue.span is not None:
        where = text[issue.span.start : issue.span.end][:CONTEXT_CHARS]
    return {"To know": issue.message, "In the text": where, "Code": issue.code}


def references(rule: Constraint) -> str:
    """Name what a rule is measured from."""
    return references_words(rule.references)


def dates(rule: Constraint) -> str:
    """Return from when, and until when, a rule holds."""
    return f"{rule.date} to {rule.until}" if rule.until else rule.date
