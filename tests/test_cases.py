"""The cases of zone language: what is read right must stay right."""

from pathlib import Path

import pytest

from benchmarks.cases import judge, load
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
