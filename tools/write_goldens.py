"""
Write what Cordon reads in three sample reports to tests/golden, to be read by a person before it is kept.

    python -m tools.write_goldens

A golden file is what the tests compare with: change it only when the reading has become better, and
look at each line of the difference.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geo.pipeline import Pipeline
from geo.text.document import load_document

if TYPE_CHECKING:
    from geo.model import Analysis, Constraint, Zone

ROOT = Path(__file__).resolve().parent.parent
GOLDENS = ROOT / "tests" / "golden"
REPORTS = ("southern-syria-2018", "lebanon-2006", "south-atlantic-1982")


def main() -> None:
    """Write the golden files."""
    pipeline = Pipeline()
    for name in REPORTS:
        digest = digest_of(pipeline.read(load_document(ROOT / "seeds" / f"{name}.txt")))
        text = json.dumps(digest, ensure_ascii=False, indent=1)
        (GOLDENS / f"{name}.json").write_text(text + "\n", encoding="utf-8")


def digest_of(analysis: Analysis) -> dict[str, Any]:
    """Return the places, the zones and the rules not drawn, without what data versions change."""
    return {
        "places": [_place(p) for p in analysis.places if p.candidate],
        "zones": [_zone(z) for z in analysis.zones],
        "unresolved": [{"quote": u.quote, "reason": u.reason} for u in analysis.unresolved],
    }


def _place(place: Any) -> str:  # noqa: ANN401 - a Place with a candidate
    """Name and id of a place, and as what it is named."""
    roles = sorted({m.kind.value for m in place.mentions})
    return f"{place.candidate.name} ({place.candidate.id}), {' and '.join(roles)}"


def _zone(zone: Zone) -> dict[str, Any]:
    """Return what was understood of a rule, and the size of its zone to two figures."""
    rule = zone.constraint
    return {
        "quote": rule.quote,
        "rule": _sentence(rule),
        "actors": list(rule.actors),
        "effect": rule.effect.value,
        "status": rule.status.value,
        "compliance": rule.compliance.value,
        "source": rule.source,
        "date": rule.date,
        "area_km2": float(f"{zone.area_km2:.2g}"),
    }


def _sentence(rule: Constraint) -> str:
    """Relation, distance, references and host in one line."""
    distance = f"{rule.distance.max_m:g} m of " if rule.distance else ""
    references = " and ".join(r.name for r in rule.references)
    host = f", in {' and '.join(t.name for t in rule.host)}" if rule.host else ""
    return f"{rule.relation.value} {distance}{references}{host}"


if __name__ == "__main__":
    main()
