"""
Score the cases of zone language in tests/cases: which zones of each text are found, and how well.

    python -m benchmarks.cases tests/cases/dev.jsonl [--misses]

A zone is found when its distance lies in the bounds of the case and it covers every point of
``inside`` and none of ``outside``. A case is right when all its zones are found, no more than
``max_extra`` others are drawn, and as many rules are unresolved as the case says (null: any number).
Weapon ranges are never counted. Status, effect, actors, date and compliance are scored on the zones
that are found.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from shapely import Point

from geo.model import Document, Effect
from geo.pipeline import Pipeline

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geo.model import Zone

Case = dict[str, Any]


@dataclass(slots=True)
class Score:
    """Counts over cases: right and all, by family; right and all, by attribute."""

    right: Counter[str] = field(default_factory=Counter)
    cases: Counter[str] = field(default_factory=Counter)
    agreed: Counter[str] = field(default_factory=Counter)
    asked: Counter[str] = field(default_factory=Counter)
    misses: list[str] = field(default_factory=list)

    @property
    def share(self) -> float:
        """Share of the cases that are right."""
        return self.right.total() / max(1, self.cases.total())


def load(path: Path) -> list[Case]:
    """Read a file of cases, one JSON object a line."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines if line.strip()]


def judge(cases: Iterable[Case], pipeline: Pipeline) -> Score:
    """Read every case and count what is right."""
    score = Score()
    for case in cases:
        day = dt.date.fromisoformat(case["date"]) if case.get("date") else None
        analysis = pipeline.read(Document(case["id"], case["text"], date=day))
        zones = [z for z in analysis.zones if z.constraint.effect is not Effect.WEAPON_RANGE]
        missing = 0
        for wanted in case["zones"]:
            match = next((z for z in zones if covers(wanted, z)), None)
            if match is None:
                missing += 1
                continue
            zones.remove(match)
            compare(wanted, match, score)
        unresolved = case["unresolved"]
        right = not missing and len(zones) <= case["max_extra"]
        right = right and unresolved in (None, len(analysis.unresolved))
        score.cases[case["family"]] += 1
        score.right[case["family"]] += right
        if not right:
            score.misses.append(
                f"{case['id']}: {missing} missing, {len(zones)} others: {case['text']}"
            )
    return score


def covers(wanted: Case, zone: Zone) -> bool:
    """Tell whether a zone has the distance and covers the points that a case wants."""
    bounds, distance = wanted["distance_m"], zone.constraint.distance
    if bounds and not (distance and bounds[0] <= distance.max_m <= bounds[1]):
        return False
    shape = zone.geometry
    return all(shape.covers(Point(x, y)) for x, y, _ in wanted["inside"]) and not any(
        shape.covers(Point(x, y)) for x, y, _ in wanted["outside"]
    )


def compare(wanted: Case, zone: Zone, score: Score) -> None:
    """Count the attributes that a case states and a zone has."""
    rule = zone.constraint
    said = " ".join(rule.actors).lower()
    checks = {
        "status": (wanted["status"], rule.status in wanted["status"]),
        "effect": (wanted["effect"], rule.effect in wanted["effect"]),
        "actors": (wanted["actors"], any(a.lower() in said for a in wanted["actors"])),
        "date": (wanted["date"], rule.date.startswith(wanted["date"] or "")),
        "compliance": (wanted["compliance"], rule.compliance == wanted["compliance"]),
    }
    for name, (stated, agrees) in checks.items():
        if stated:
            score.asked[name] += 1
            score.agreed[name] += bool(agrees)


def main() -> None:
    """Print the figures of one file."""
    parser = argparse.ArgumentParser(description="Score the cases of zone language.")
    parser.add_argument("cases", type=Path)
    parser.add_argument("--misses", action="store_true", help="print the cases that are not right")
    args = parser.parse_args()
    score = judge(load(args.cases), Pipeline())
    for name in sorted(score.cases):
        print(f"{name:20s} {score.right[name]}/{score.cases[name]}")
    for name in sorted(score.asked):
        print(f"attribute {name:10s} {score.agreed[name]}/{score.asked[name]}")
    print(f"cases right {score.right.total()}/{score.cases.total()} = {score.share:.3f}")
    if args.misses:
        print(*score.misses, sep="\n")


if __name__ == "__main__":
    main()
