"""Input that nobody writes: it must cost no more than its length, and offsets must hold."""

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.model import Document
from geo.places.resolve import find_places

PIECES = st.sampled_from(
    ["Paris", "PARIS", "Israel’s", "Tell Abyad", "as-Suwayda", "דמשק", "دمشق", "Київ", "Goražde",
     "Mr. ", "of ", ", ", ". ", "\n", "-", "’s", "'", "and ", "U.S.", "Washington Post", "İstanbul",
     "ß", "\u0301", "\u200f", "🇸🇾", "𝐏𝐚𝐫𝐢𝐬", "ﬁ", " ", "\t", "Bank of Israel", "Pa."]
)  # fmt: skip


def check(text, gazetteer):
    places = find_places(Document("h", text), gazetteer)
    seen = set()
    for place in places:
        assert place.mentions
        assert 0 <= place.confidence <= 1
        for mention in place.mentions:
            assert text[mention.span.start : mention.span.end] == mention.toponym
            assert mention.span not in seen
            seen.add(mention.span)
    spans = sorted(seen)
    assert all(a.end <= b.start for a, b in pairwise(spans))
    return places


@given(st.lists(PIECES, max_size=40).map("".join))
def test_offsets_slice_to_the_mention(gazetteer, text):
    check(text, gazetteer)


@given(st.text(max_size=200))
def test_any_text(gazetteer, text):
    check(text, gazetteer)


@pytest.mark.parametrize("text", ["", " ", "\n\n", "a", "A", ".", "’s", "'s's's", "\ud800", "\x00"])
def test_almost_nothing(gazetteer, text):
    check(text, gazetteer)


def seconds(text, gazetteer):
    began = time.process_time()
    find_places(Document("t", text), gazetteer)
    return time.process_time() - began


@pytest.mark.parametrize(
    "piece",
    ["PARIS LONDON ", "A", "St. ", "Paris, ", "al-", "of the ", "’s", "Tell Tell ", "\n", "Ä́"],
)
def test_time_grows_with_length_and_no_faster(gazetteer, piece):
    small, large = piece * (20_000 // len(piece)), piece * (200_000 // len(piece))
    seconds(small, gazetteer)
    a, b = seconds(small, gazetteer), seconds(large, gazetteer)
    assert b < 30 * a + 1.0, (a, b)


def test_a_megabyte_of_different_names(gazetteer):
    names = [gazetteer.name(row) for row in range(0, len(gazetteer.places), 5)]
    text = ". ".join(names)[:1_000_000]
    assert seconds(text, gazetteer) < 90


def test_a_megabyte_of_capitals(gazetteer):
    assert seconds("WARNING TO ALL SHIPS NEAR ADEN " * 32_000, gazetteer) < 60
