"""An analysis in plain text: each rule, what was understood of it, and why."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geo.maps.kept import kept_words
from geo.maps.words import reference_words, zone_label

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geo.model import Analysis, Constraint, Reference, Zone

# A report may hold terminal commands; shown, they would be obeyed.
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]+")


def explain(analysis: Analysis) -> str:
    """
    Explain an analysis, a block for each rule, for a person at a terminal.

    Returns
    -------
    text
        Lines without control characters or changes of direction, whatever the report holds.
    """
    return plain("\n".join(_lines(analysis))) + "\n"


def plain(text: str) -> str:
    """Return a text without control characters and changes of direction; line ends stay."""
    return _CONTROL.sub(" ", text)


def _lines(analysis: Analysis) -> Iterator[str]:
    document = analysis.document
    date = f" ({document.date})" if document.date else " (no date: relative dates stay open)"
    yield (document.title or document.id) + date
    for number, zone in enumerate(analysis.zones, 1):
        yield from ("", f"{zone.named(number)}. {zone_label(zone.constraint)}")
        yield from _rows(_understood(zone.constraint))
        yield from _rows(_drawn(zone))
    for number, rule in enumerate(analysis.unresolved, 1):
        yield from ("", f"?{number}. Not drawn: {rule.reason}")
        yield from _rows(_understood(rule.understood))
    if not analysis.zones and not analysis.unresolved:
        yield from ("", "No rule about space was found.")
    if analysis.issues:
        yield from ("", "To know:")
    for issue in analysis.issues:
        yield f"   {issue.message} [{issue.code}]"


def _all_but(exempt: Sequence[str]) -> str:
    """Say that everybody is bound but those spared; nothing where nobody is named."""
    return f"all except {' and '.join(exempt)}" if exempt else ""


def _understood(rule: Constraint) -> Iterator[tuple[str, str]]:
    """Yield what was read from the text."""
    yield "text", f"“{' '.join(rule.quote.split())}”"
    spared = "".join(f", not {name}" for name in rule.exempt)
    yield "binds", ", ".join(rule.actors) + spared if rule.actors else _all_but(rule.exempt)
    says = f", says {rule.source}" if rule.source else ""
    hedge = ", with reserve" if rule.hedged else ""
    yield "rule", f"{_words(rule.effect)}, {_words(rule.status)}{hedge}{says}"
    yield "kept", kept_words(rule)
    yield "dates", rule.date + (f" until {rule.until}" if rule.until else "")
    yield "distance", _distance(rule)
    yield _words(rule.relation), "; ".join(_reference(r) for r in rule.references)
    found = f" (found by {rule.host_found_by})" if rule.host and rule.host_found_by else ""
    yield "inside", ", ".join(t.name for t in rule.host) + found
    yield "because", " > ".join(rule.trace)
    yield "trust", f"{rule.confidence:.0%}"


def _drawn(zone: Zone) -> Iterator[tuple[str, str]]:
    """Yield what was drawn, and from which data."""
    yield "area", f"{zone.area_km2:,.1f} km² ({zone.viewpoint} borders)"
    if zone.error_m is not None:
        yield "edge", f"at most {zone.error_m:g} m from the distance stated"
    yield "method", zone.method
    yield "data", "; ".join(zone.data)


def _distance(rule: Constraint) -> str:
    """Give the metres, and the words they were read from."""
    if rule.distance is None:
        return ""
    low, high = rule.distance.min_m, rule.distance.max_m
    metres = f"{high:,.0f} m" if low == high else f"{low:,.0f} to {high:,.0f} m"
    about = "about " if rule.distance.approximate else ""
    return f"{about}{metres}" + (f" (“{rule.distance.text}”)" if rule.distance.text else "")


def _reference(reference: Reference) -> str:
    """Name a reference and the id it was found under."""
    return f"{reference_words(reference)} ({reference.id or 'not found'})"


def _words(member: str) -> str:
    return str(member).replace("_", " ")


def _rows(rows: Iterator[tuple[str, str]]) -> Iterator[str]:
    """Lay out the rows that say something."""
    return (f"   {name:10}{value}" for name, value in rows if value)
