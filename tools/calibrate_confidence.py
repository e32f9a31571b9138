"""
Fit how the two probabilities of a place make its confidence, and measure the fit.

Usage: ``python -m tools.calibrate_confidence CORPUS.jsonl [...]``; one JSON object
a line: ``{"id", "text", "toponyms": [{"start", "end", "lat", "lon"}]}``. A mention is right when
it overlaps a toponym whose point lies within 161 km of its first candidate. Three numbers are
fitted on all documents and written to ``data/gazetteer/weights.json``. The expected calibration
error (ten bins of equal width) is printed for each half of the documents with the numbers that
the other half gives.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from math import asin, cos, radians, sin, sqrt
from pathlib import Path
from typing import Any
from zlib import crc32

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize

from geo.places.gazetteer import Gazetteer
from geo.places.mentions import Found
from geo.places.rank import Ranker
from geo.places.resolve import PLACED, cues_of, evidence, recognised
from geo.places.tokens import Tokens
from geo.settings import DATA

RIGHT_KM = 161.0
EARTH_RADIUS_KM = 6371.0088
SIGNS = ("bias", "recognised", "resolved")
Judged = tuple[tuple[float, float, float], float]


def distance_km(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Return the great-circle distance of two points (longitude, latitude) by the haversine."""
    (x1, y1), (x2, y2) = (map(radians, p) for p in (a, b))
    h = sin((y2 - y1) / 2) ** 2 + cos(y1) * cos(y2) * sin((x2 - x1) / 2) ** 2
    return 2 * EARTH_RADIUS_KM * asin(min(1.0, sqrt(h)))


def judged(document: dict[str, Any], gazetteer: Gazetteer) -> list[Judged]:
    """Return the log-odds of each mention's place and whether it is right."""
    tokens = Tokens(document["text"])
    found = recognised(tokens, gazetteer, cues_of(gazetteer.path))
    kept = [s for s in found if s.probability >= PLACED]
    senses = {sense.name: sense for sense in Ranker(gazetteer, kept).rank()}
    groups: dict[int, list[Found]] = defaultdict(list)
    for span in kept:
        groups[senses[span.name].best].append(span)
    out = []
    for row, members in groups.items():
        _, odds = evidence(members, senses)
        best = gazetteer.candidate(row)
        for span in members:
            start, end = tokens.words[span.first].start, tokens.words[span.last - 1].end
            gold = [t for t in document["toponyms"] if t["start"] < end and start < t["end"]]
            if gold and gold[0]["lat"] is None:
                continue
            right = any(
                distance_km((t["lon"], t["lat"]), (best.lon, best.lat)) <= RIGHT_KM
                for t in gold
                if t["lat"] is not None
            )
            out.append(((1.0, odds["recognised"], odds["resolved"]), float(right)))
    return out


def fit(rows: npt.NDArray[np.float64], right: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Return the three weights by logistic regression."""

    def loss(weights: npt.NDArray[np.float64]) -> float:
        return float(np.logaddexp(0, -(2 * right - 1) * (rows @ weights)).sum())

    best: npt.NDArray[np.float64] = minimize(loss, np.array([0.0, 1.0, 1.0])).x
    return best


def calibration_error(odds: npt.NDArray[np.float64], right: npt.NDArray[np.float64]) -> float:
    """Return the expected calibration error over ten bins of equal width."""
    confidence = 1 / (1 + np.exp(-odds))
    bins = np.minimum((confidence * 10).astype(int), 9)
    total = 0.0
    for number in range(10):
        inside = bins == number
        if inside.any():
            gap = abs(float(confidence[inside].mean() - right[inside].mean()))
            total += gap * float(inside.mean())
    return total


def main() -> None:
    """Fit, write and measure."""
    gazetteer = Gazetteer.open()
    halves: tuple[list[Judged], list[Judged]] = ([], [])
    for path in sys.argv[1:]:
        for line in filter(None, Path(path).read_text(encoding="utf-8").split("\n")):
            document = json.loads(line)
            halves[crc32(str(document["id"]).encode()) % 2].extend(judged(document, gazetteer))
    arrays = [
        (np.array([row for row, _ in half]), np.array([right for _, right in half]))
        for half in halves
    ]
    for (rows, right), other in zip(arrays, reversed(arrays), strict=True):
        error = calibration_error(rows @ fit(*other), right)
        print(f"{len(right)} mentions, {right.mean():.3f} right, held-out error {error:.3f}")
    weights = fit(*(np.concatenate(parts) for parts in zip(*arrays, strict=True)))
    target = DATA / "gazetteer" / "weights.json"
    kept = json.loads(target.read_text(encoding="utf-8"))
    kept["confidence"] = {s: round(float(w), 3) for s, w in zip(SIGNS, weights, strict=True)}
    target.write_text(json.dumps(kept, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    print(kept["confidence"])


if __name__ == "__main__":
    main()
