"""
Score who, whether and when: the attributes of the rules that sentences state, drawn or not.

    python -m benchmarks.attributes tests/cases/attributes.jsonl [--misses]

A case is a sentence or two with the rules it states, or with none (``"rules": []``). A rule that is
wanted is compared with the next rule that is read, whether it could be drawn or not. ``actors`` is
right when each wanted phrase stands among the actors read, ``whose`` when they are exactly those
phrases but for determiners.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import re
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geo.model import Document, Effect
from geo.pipeline import Pipeline

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geo.model import Constraint

Case = dict[str, Any]
_DETERMINER = re.compile(r"\b(?:the|an?|all|any|no|both|every|each|its|their|of)\s+", re.IGNORECASE)


@dataclass(slots=True)
class Score:
    """Counts: attributes right and asked, and the cases that are not right."""

    agreed: Counter[str] = field(default_factory=Counter)
    asked: Counter[str] = field(default_factory=Counter)
    misses: list[str] = field(default_factory=list)

    def share(self, name: str) -> float:
        """Share of an attribute that is right."""
        return self.agreed[name] / max(1, self.asked[name])

    def count(self, name: str, agrees: bool) -> bool:
        """Count one answer."""
        self.asked[name] += 1
        self.agreed[name] += agrees
        return agrees


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
        read = [*analysis.constraints, *(u.understood for u in analysis.unresolved)]
        read = [c for c in read if c.effect is not Effect.WEAPON_RANGE]
        if not case["rules"] and not score.count("not a rule", not read):
            score.misses.append(f"{case['id']} read as a rule: {case['text']} {read[0].trace}")
        for number, wanted in enumerate(case["rules"]):
            if not score.count("found", number < len(read)):
                score.misses.append(f"{case['id']} not found: {case['text']}")
                continue
            compare(case, wanted, read[number], score)
    return score


def plain(words: str) -> str:
    """Words without determiners and case, for comparison."""
    return _DETERMINER.sub("", words.replace("’", "'").lower() + " ").strip()


def words(names: Iterable[str]) -> set[str]:
    """Words of some names, possessives as their owners."""
    return {
        w.removesuffix("'s").strip("',") for n in names for w in n.split() if w not in ("and", "or")
    }


def compare(case: Case, wanted: Case, rule: Constraint, score: Score) -> None:
    """Count the attributes that a case states, and note those that differ."""
    said = [plain(a) for a in rule.actors]
    actors = [plain(a) for a in wanted["actors"]]
    checks = {
        "status": (True, rule.status in wanted["status"], rule.status.value),
        "effect": (True, rule.effect in wanted["effect"], rule.effect.value),
        "actors": (actors, all(any(a in s for s in said) for a in actors), rule.actors),
        "whose": (actors, words(actors) == words(said), rule.actors),
        "compliance": (True, rule.compliance == wanted["compliance"], rule.compliance.value),
        "source": (wanted["source"], plain(wanted["source"]) == plain(rule.source), rule.source),
        "no source": (
            not wanted["source"],
            not rule.source or words([plain(rule.source)]) <= words(actors),
            rule.source,
        ),
        "date": (wanted["date"], rule.date.startswith(wanted["date"]), rule.date),
        "until": (wanted["until"], rule.until.startswith(wanted["until"]), rule.until),
    }
    for name, (stated, agrees, got) in checks.items():
        if stated and not score.count(name, bool(agrees)):
            score.misses.append(f"{case['id']} {name} {got!r}: {case['text']} {rule.trace}")


def main() -> None:
    """Print the figures of one file."""
    parser = argparse.ArgumentParser(description="Score who, whether and when.")
    parser.add_argument("cases", type=Path)
    parser.add_argument("--misses", action="store_true", help="print what is not right")
    args = parser.parse_args()
    score = judge(load(args.cases), Pipeline())
    for name in score.asked:
        print(
            f"{name:12s} {score.agreed[name]:3d}/{score.asked[name]:3d} = {score.share(name):.3f}"
        )
    if args.misses:
        print(*score.misses, sep="\n")


if __name__ == "__main__":
    main()
