"""The cases of zone language: what is read right must stay right."""

from pathlib import Path

import pytest

from benchmarks.cases import judge, load
from geo.model import Effect, Status
from geo.pipeline import Pipeline

CASES = Path(__file__).resolve().parent / "cases"


@pytest.fixture(scope="module")
def score():
    return judge(load(CASES / "dev.jsonl"), Pipeline())


def test_most_cases_are_right(score):
    assert score.share >= 0.88, "\n".join(score.misses)


def test_what_is_no_rule_is_not_drawn(score):
    assert score.right["not_a_zone"] == score.cases["not_a_zone"]


@pytest.mark.parametrize(("name", "share"), [("status", 0.93), ("effect", 0.97), ("actors", 0.75)])
def test_attributes_of_what_is_found(score, name, share):
    assert score.agreed[name] / score.asked[name] >= share


FILES = sorted(f.stem for f in CASES.glob("*.jsonl") if not f.stem.startswith("attributes"))


@pytest.mark.parametrize("name", FILES)
def test_files_say_what_can_be_scored(name):
    cases = load(CASES / f"{name}.jsonl")
    assert len({case["id"] for case in cases}) == len({case["text"] for case in cases})
    assert len({case["id"] for case in cases}) == len(cases)
    zones = [zone for case in cases for zone in case["zones"]]
    assert not {s for zone in zones for s in zone["status"]} - set(Status)
    assert not {e for zone in zones for e in zone["effect"]} - set(Effect)
    for zone in zones:
        low, high = zone["distance_m"] or (0, 1)
        assert low < high
        points = zone["inside"] + zone["outside"]
        assert all(-180 <= lon <= 180 and -90 <= lat <= 90 for lon, lat, _ in points)
