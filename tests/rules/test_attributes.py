"""Who is bound, whether it holds, who says so and since when: sentences of many kinds."""

from pathlib import Path

import pytest

from benchmarks.attributes import judge, load
from geo.pipeline import Pipeline
from geo.rules.phrases import phrase_after, phrase_before

CASES = Path(__file__).resolve().parent.parent / "cases"


@pytest.fixture(scope="module")
def score():
    cases = [
        c
        for name in ("attributes", *(f"attributes{n}" for n in range(2, 6)))
        for c in load(CASES / f"{name}.jsonl")
    ]
    return judge(cases, Pipeline())


@pytest.mark.parametrize(
    ("name", "share"),
    [
        ("found", 0.96), ("not a rule", 0.97), ("status", 0.95), ("effect", 0.95), ("actors", 0.92),
        ("whose", 0.84), ("compliance", 0.95), ("source", 0.93), ("no source", 0.93), ("date", 0.99),
    ],
)  # fmt: skip
def test_attributes(score, name, share):
    assert score.share(name) >= share, "\n".join(m for m in score.misses if f" {name} " in m)


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("Under the armistice both sides |shall withdraw", "both sides"),
        ("the militias they back |must leave", "the militias they back"),
        ("Hutu fighters in eastern Congo, he said, |may not", "Hutu fighters"),
        ("howitzers on either side |have to be hauled", "howitzers"),
        ("ships of the Argentine navy |would be sunk", "ships of the Argentine navy"),
        ("and then |must", None),
        ("|must", None),
    ],
)
def test_phrase_before(text, phrase):
    before, _, after = text.partition("|")
    found = phrase_before(before + after, 0, len(before))
    assert (found and (before + after)[slice(*found)]) == phrase


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("the FDLR rebels driven back", "the FDLR rebels driven"),
        ("all residents and aid workers of the town to leave", "all residents and aid workers of the town"),
        ("to leave", None),
        ("", None),
    ],
)  # fmt: skip
def test_phrase_after(text, phrase):
    found = phrase_after(text, 0, len(text))
    assert (found and text[slice(*found)]) == phrase


@pytest.mark.parametrize("junk", ["a, " * 20_000, "must " * 20_000, "the of and " * 10_000])
def test_phrases_stay_near(junk):
    found = phrase_before(junk, 0, len(junk))
    assert found is None or len(junk) - found[0] <= 160
