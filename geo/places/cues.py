"""The words of ``data/gazetteer/cues.toml`` and how much each sign weighs."""

from __future__ import annotations

import json
import tomllib
from dataclasses import dataclass, field
from pathlib import Path

from geo.errors import GazetteerError

CONFIDENCE = ("bias", "recognised", "resolved", "crowded", "country", "company")
BARRED = {"direction", "not_a_place"}


@dataclass(frozen=True, slots=True)
class Cues:
    """
    Signs of the recogniser.

    Attributes
    ----------
    groups
        Word → the names of the lists it stands in.
    weights
        Sign → weight in log-odds.
    confidence
        "bias", "recognised" and "resolved": how the two probabilities make the confidence; and
        what is added to it where every surname is a village ("crowded"), for a country or its
        people, and for the company of other names that speaks for the entry.
    barred
        Words that are no place by themselves: "The", "South", "Senate".
    """

    groups: dict[str, tuple[str, ...]]
    weights: dict[str, float]
    confidence: dict[str, float] = field(default_factory=dict)
    barred: frozenset[str] = frozenset()

    def of(self, word: str) -> tuple[str, ...]:
        """Return the lists a lower-case word stands in."""
        return self.groups.get(word, ())


def read_cues(path: Path) -> Cues:
    """
    Read the cue words and the weights of a gazetteer folder.

    Raises
    ------
    GazetteerError
        A file is missing or malformed.
    """
    try:
        read = json.loads((path / "weights.json").read_text(encoding="utf-8"))
        weights = {k: float(v) for k, v in read["recognise"].items()}
        confidence = {k: float(read["confidence"].get(k, 0.0)) for k in CONFIDENCE}
        groups = read_lists(path)
        barred = frozenset(w for w, lists in groups.items() if BARRED & set(lists))
        return Cues(groups, weights, confidence, barred)
    except (OSError, ValueError, KeyError) as error:
        problem = f"cannot be read: {error}"
        raise GazetteerError(str(path / "weights.json"), "file", problem) from error


def read_lists(path: Path) -> dict[str, tuple[str, ...]]:
    """Return word → the names of the lists of ``cues.toml`` it stands in."""
    try:
        lists = tomllib.loads((path / "cues.toml").read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise GazetteerError(str(path / "cues.toml"), "file", f"cannot be read: {error}") from error
    groups: dict[str, tuple[str, ...]] = {}
    for name, text in lists.items():
        for word in text.split():
            groups[word] = (*groups.get(word, ()), name)
    return groups
