"""One look at a text tells which groups of words it has."""

from hypothesis import given
from hypothesis import strategies as st

from geo.text.literals import folded
from geo.text.wordscan import WordScan

LETTERS = st.text("abAB ı\ue000", min_size=1, max_size=3)
GROUPS = st.lists(st.frozensets(LETTERS.map(folded), min_size=1, max_size=3), max_size=5)


@given(GROUPS, st.text("abAB ıİ\ue000", max_size=30))
def test_it_finds_what_a_look_for_each_word_finds(groups, text):
    scan = WordScan(groups)
    found = scan.found(text)
    for group in groups:
        bits = scan.bits([group])
        assert (found & bits == bits) == any(word in folded(text) for word in group)


def test_without_groups_it_finds_nothing():
    assert WordScan(()).found("any text") == 0
