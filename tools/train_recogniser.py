"""
Fit the weights of the recogniser's signs by logistic regression.

Usage: ``python -m tools.train_recogniser CORPUS [...]``. A corpus is a ``.jsonl`` file, one object
a line: ``{"text", "toponyms": [{"start", "end"}]}``; or dispatches, of which those with odd numbers
are taken (the form is told in ``tests/places/dispatches.txt``). Writes
``data/gazetteer/weights.json``. A known span is a place when it overlaps a toponym of the corpus. The fit is convex and starts
from ``tools/gazetteer/expected_weights.toml``, what we hold of signs that are rare in a corpus, so
that the same corpus gives the same weights.
"""

from __future__ import annotations

import json
import sys
import tomllib
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from geo.places.cues import Cues, read_cues
from geo.places.gazetteer import Gazetteer
from geo.places.mentions import spans
from geo.places.signs import Reader
from geo.places.tokens import Tokens
from geo.settings import DATA
from tools.corpora import documents_of

RARE = 3  # signs seen less often are left out
STRENGTH = 1.0  # of the L2 penalty
HELD = 5.0  # of the penalty on leaving an expected weight


def examples(
    documents: Iterable[dict[str, Any]], gazetteer: Gazetteer, cues: Cues
) -> tuple[list[list[str]], list[int]]:
    """Return the signs of each known span and whether it is a place."""
    rows, labels = [], []
    for document in documents:
        tokens = Tokens(document["text"])
        found = spans(tokens, gazetteer, cues)
        Reader(tokens, gazetteer, cues, found).read()
        gold = [(t["start"], t["end"]) for t in document["toponyms"]]
        for span in found:
            start, end = tokens.words[span.first].start, tokens.words[span.last - 1].end
            rows.append(span.signs)
            labels.append(int(any(a < end and start < b for a, b in gold)))
    return rows, labels


def shouted(document: dict[str, Any]) -> dict[str, Any]:
    """Return a document in capitals, as warnings are sent; letters that would grow stay."""
    text = "".join(c.upper() if len(c.upper()) == 1 else c for c in document["text"])
    return document | {"text": text}


def expected_weights() -> dict[str, float]:
    """Return what is held of the signs before any corpus is read."""
    text = (Path(__file__).parent / "gazetteer" / "expected_weights.toml").read_text("utf-8")
    return {sign: float(weight) for sign, weight in tomllib.loads(text).items()}


def fit(
    rows: list[list[str]],
    labels: list[int],
    expected: dict[str, float],
    known: dict[str, float] | None = None,
) -> dict[str, float]:
    """
    Return the weight of each sign: the corpus moves it away from the expected one.

    Signs whose weight is known keep it, and are not among those returned.
    """
    known = known or {}
    counts = Counter(s for row in rows for s in set(row))
    names = sorted(({s for s, n in counts.items() if n >= RARE} | set(expected)) - set(known))
    column = {s: i for i, s in enumerate(names)}
    pairs = [(i, column[s]) for i, row in enumerate(rows) for s in set(row) if s in column]
    at, on = np.array(pairs).T
    matrix = csr_matrix((np.ones(len(at)), (at, on)), (len(rows), len(names)))
    given = np.array([sum(known.get(s, 0.0) for s in row) for row in rows])
    target = np.array(labels) * 2.0 - 1
    start = np.array([expected.get(s, 0.0) for s in names])
    strength = np.array([HELD if s in expected else STRENGTH for s in names])

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        margin = target * (matrix @ weights + given)
        value = np.logaddexp(0, -margin).sum() + (strength / 2 * (weights - start) ** 2).sum()
        slope = -target / (1 + np.exp(np.clip(margin, -500, 500)))
        return float(value), matrix.T @ slope + strength * (weights - start)

    best = minimize(loss, start, jac=True, method="L-BFGS-B")
    return {s: round(float(w), 3) for s, w in zip(names, best.x, strict=True)}


def trained(
    documents: list[dict[str, Any]], gazetteer: Gazetteer, cues: Cues, expected: dict[str, float]
) -> dict[str, float]:
    """Return all weights: those of plain text first, then what capitals alone change."""
    weights = fit(*examples(documents, gazetteer, cues), expected)
    rows, labels = examples(map(shouted, documents), gazetteer, cues)
    return weights | fit(rows, labels, {}, weights)


def main() -> None:
    """Fit and write."""
    gazetteer = Gazetteer.open()
    cues = read_cues(DATA / "gazetteer")
    weights = trained(list(documents_of(sys.argv[1:])), gazetteer, cues, expected_weights())
    path = DATA / "gazetteer" / "weights.json"
    kept = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    kept = {"confidence": {"bias": 0.0, "crowded": 0.0, "recognised": 1.0, "resolved": 1.0}} | kept
    text = json.dumps(kept | {"recognise": weights}, indent=1, sort_keys=True)
    path.write_text(text + "\n", encoding="utf-8")
    print(f"{len(weights)} signs")


if __name__ == "__main__":
    main()
