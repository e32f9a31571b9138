"""Texts of many wars and countries: what is found and placed must not fall behind."""

import csv
from pathlib import Path

import pytest

from benchmarks.corpus import DISPATCHES, read_corpus
from benchmarks.peers import pinned
from benchmarks.scores import Pinned, Tally, km, score

TABLE = Path(__file__).parent / "conflict_names.csv"
NAMES = list(csv.DictReader(TABLE.read_text(encoding="utf-8").splitlines()))
MEASURED = list(
    csv.DictReader(TABLE.with_name("measured_names.csv").read_text(encoding="utf-8").splitlines())
)
REACH_KM = {"region": 260, "water": 260, "island": 60}


SHORTS = DISPATCHES.with_name("shorts.txt")


@pytest.mark.parametrize(
    ("corpus", "numbers", "least"),
    [
        (DISPATCHES, "odd", 0.94),
        (DISPATCHES, "even", 0.88),
        (SHORTS, "odd", 0.93),
        (SHORTS, "even", 0.81),
    ],
)
def test_places_of_the_dispatches_are_found_within_161_km(gazetteer, corpus, numbers, least):
    tally = Tally()
    for document in read_corpus(corpus, numbers=numbers):
        score(document, pinned(document, gazetteer), tally)
    assert tally.figures()["end_to_end"] >= least


def unknown(rows, gazetteer):
    """Return the names that have no entry within reach of their point."""
    missing = set()
    for row in rows:
        point = Pinned(0, 1, float(row["lat"]), float(row["lon"]))
        reach = REACH_KM.get(row["what"], 25)
        if not any(km(point, entry) <= reach for entry in gazetteer.find(row["name"])):
            missing.add(row["name"])
    return missing


def test_names_of_conflicts_are_known(gazetteer):
    wide = {"Sahel", "Spratly Islands"}  # areas whose middle is a convention
    assert unknown(NAMES, gazetteer) <= wide


def test_names_that_zones_are_measured_from_are_known(gazetteer):
    assert unknown(MEASURED, gazetteer) == set()
