"""
Fit how the two probabilities of a place make its confidence.

Usage: ``python -m tools.calibrate_confidence CORPUS [...]``; corpora as for
``tools/train_recogniser.py``, with ``lat`` and ``lon`` in each toponym. A mention is right when
it overlaps a toponym whose point lies within 161 km of its first candidate. Six numbers
are fitted, with the same weight for each corpus, and written to ``data/gazetteer/weights.json``;
``benchmarks/heldout.py`` measures how well they fit documents that they were not fitted on.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from collections.abc import Iterable
from math import asin, cos, radians, sin, sqrt
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize

from geo.places import resolve
from geo.places.cues import CONFIDENCE
from geo.places.gazetteer import Gazetteer
from geo.places.mentions import Found
from geo.places.rank import Ranker
from geo.places.resolve import PLACED, evidence, recognised
from geo.places.tokens import Tokens
from geo.settings import DATA
from tools.corpora import documents_of

RIGHT_KM = 161.0
EARTH_RADIUS_KM = 6371.0088
Judged = tuple[tuple[float, ...], float]


def distance_km(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Return the great-circle distance of two points (longitude, latitude) by the haversine."""
    (x1, y1), (x2, y2) = (map(radians, p) for p in (a, b))
    h = sin((y2 - y1) / 2) ** 2 + cos(y1) * cos(y2) * sin((x2 - x1) / 2) ** 2
    return 2 * EARTH_RADIUS_KM * asin(min(1.0, sqrt(h)))


def judged(document: dict[str, Any], gazetteer: Gazetteer) -> list[Judged]:
    """Return the log-odds of each mention's place and whether it is right."""
    tokens = Tokens(document["text"])
    found = recognised(tokens, gazetteer, resolve.cues_of(gazetteer.path))
    kept = [s for s in found if s.probability >= PLACED]
    senses = {sense.name: sense for sense in Ranker(gazetteer, kept).rank()}
    groups: dict[int, list[Found]] = defaultdict(list)
    for span in kept:
        groups[senses[span.name].best].append(span)
    out = []
    for row, members in groups.items():
        _, odds = evidence(members, senses, gazetteer)
        best = gazetteer.candidate(row)
        for span in members:
            start, end = tokens.words[span.first].start, tokens.words[span.last - 1].end
            gold = [t for t in document["toponyms"] if t["start"] < end and start < t["end"]]
            spare = (t["start"] < end and start < t["end"] for t in document.get("optional", ()))
            if (gold and gold[0]["lat"] is None) or (not gold and any(spare)):
                continue
            right = any(
                distance_km((t["lon"], t["lat"]), (best.lon, best.lat)) <= RIGHT_KM
                for t in gold
                if t["lat"] is not None
            )
            out.append(((1.0, *odds.values()), float(right)))
    return out


def fit(
    rows: npt.NDArray[np.float64],
    right: npt.NDArray[np.float64],
    weight: npt.NDArray[np.float64],
) -> npt.NDArray[np.float64]:
    """Return the weights by logistic regression; each mention counts by its weight."""

    def loss(weights: npt.NDArray[np.float64]) -> float:
        return float((weight * np.logaddexp(0, -(2 * right - 1) * (rows @ weights))).sum())

    best: npt.NDArray[np.float64] = minimize(
        loss, np.array([0.0, 1.0, 1.0] + [0.0] * (rows.shape[1] - 3))
    ).x
    return best


def confidence(corpora: Iterable[list[Judged]]) -> dict[str, float]:
    """Return the numbers that the mentions of some corpora give, each corpus counting alike."""
    kept = [judged for judged in corpora if judged]
    mentions = [mention for judged in kept for mention in judged]
    rows = np.array([row for row, _ in mentions])
    right = np.array([value for _, value in mentions])
    weight = np.concatenate([np.full(len(judged), 1000 / len(judged)) for judged in kept])
    return dict(zip(CONFIDENCE, fit(rows, right, weight).tolist(), strict=True))


def main() -> None:
    """Fit and write."""
    gazetteer = Gazetteer.open()
    corpora = [
        [mention for document in documents_of([path]) for mention in judged(document, gazetteer)]
        for path in sys.argv[1:]
    ]
    target = DATA / "gazetteer" / "weights.json"
    kept = json.loads(target.read_text(encoding="utf-8"))
    kept["confidence"] = {sign: round(value, 3) for sign, value in confidence(corpora).items()}
    target.write_text(json.dumps(kept, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    print(kept["confidence"])


if __name__ == "__main__":
    main()
