"""Load and check the rows that tell incidents; the only reader of ``data/events``."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from geo.errors import RuleError

if TYPE_CHECKING:
    from pathlib import Path

OPEN, CLOSE = "\ue000", "\ue001"  # around the number of a place name in a folded sentence
NAME = rf"{OPEN}(\d+){CLOSE}"
PLACES = frozenset({"object", "needed", "named"})
KEYS = {"id", "kind", "place", "hint", "pattern", "examples", "counterexamples"}


@dataclass(frozen=True, slots=True)
class Kind:
    """
    One row: the words that tell a kind of incident.

    Attributes
    ----------
    kind
        What it is called: "shelling", "attack".
    place
        "object" where the words may take a place as their object, "needed" where without one they
        tell nothing, else "named": it stands after a preposition.
    hints
        One of these stands in every sentence that the pattern can match, in lower case.
    examples, counterexamples
        Sentences in which the row tells an incident, and in which it does not; they run as tests.
    """

    id: str
    kind: str
    place: str
    hints: tuple[str, ...]
    pattern: re.Pattern[str]
    examples: tuple[str, ...]
    counterexamples: tuple[str, ...]


@lru_cache(maxsize=4)
def load_kinds(folder: Path) -> tuple[Kind, ...]:
    """
    Load ``kinds.toml`` of a folder.

    Raises
    ------
    RuleError
        If it is missing, cannot be parsed, or a row has a missing, unknown or invalid key.
    """
    path = folder / "kinds.toml"
    try:
        rows = tomllib.loads(path.read_text(encoding="utf-8")).get("kind", [])
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as problem:
        raise RuleError(str(path), "file", str(problem)) from problem
    if not rows:
        raise RuleError(str(path), "[[kind]]", "the file holds no kind")
    return tuple(_kind(path, number, row) for number, row in enumerate(rows, 1))


def _kind(path: Path, number: int, row: dict[str, Any]) -> Kind:
    """Check and compile one row."""
    name = str(row.get("id", f"row {number}"))
    if set(row) != KEYS:
        missing, unknown = sorted(KEYS - set(row)), sorted(set(row) - KEYS)
        raise RuleError(str(path), name, f"missing keys {missing}, unknown {unknown}")
    if not (row["examples"] and row["counterexamples"]):
        raise RuleError(str(path), name, "needs an example and a counterexample")
    if row["place"] not in PLACES:
        raise RuleError(str(path), name, f"place is {row['place']!r}, wanted {sorted(PLACES)}")
    try:
        pattern = re.compile(row["pattern"].replace(" ", r"\s"), re.IGNORECASE)
    except re.error as problem:
        raise RuleError(str(path), name, f"pattern: {problem}") from problem
    return Kind(
        name, row["kind"], row["place"], tuple(row["hint"].lower().split("|")), pattern,
        tuple(row["examples"]), tuple(row["counterexamples"]),
    )  # fmt: skip
