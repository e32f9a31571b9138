"""Grouped alternatives find what they found."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.text.alternatives import any_of, grouped

LETTERS = "abAB"
WORDS = st.text(LETTERS, max_size=4)
PIECES = st.one_of(
    st.text(LETTERS + ".", min_size=1, max_size=3),
    st.sampled_from(
        ["a?", "b*", "[ab]", "[^]a]b", "a{1,2}", r"\b", r"\w", "(?-i:a)", "(?=a)", "(?<!b)", ""]
    ),
)


def alternatives(inner):
    """Patterns of several alternatives in a row of pieces."""
    rows = st.lists(inner, min_size=1, max_size=3).map("".join)
    return st.lists(rows, min_size=2, max_size=7).map(lambda rows: f"(?:{'|'.join(rows)})")


@given(
    st.recursive(PIECES, alternatives, max_leaves=24), st.text(LETTERS, max_size=12), st.booleans()
)
def test_a_grouped_pattern_finds_the_same(pattern, text, cased):
    flags = 0 if cased else re.IGNORECASE
    plain = [m.span() for m in re.compile(pattern, flags).finditer(text)]
    assert [m.span() for m in re.compile(grouped(pattern), flags).finditer(text)] == plain


@given(st.lists(WORDS.filter(bool), min_size=1, max_size=8), st.text(LETTERS, max_size=12))
def test_any_of_some_words_is_found_where_one_is(words, text):
    assert bool(re.search(any_of(tuple(words)), text)) == any(word in text for word in words)


@pytest.mark.parametrize(
    ("pattern", "written"),
    [
        ("ab|ac|b|bd", "a(?:b|c)|b(?:|d)"),
        ("ab|[a]|ac|ad", "ab|[a]|a(?:c|d)"),  # what may begin alike keeps its order
        ("ab|Ac|ad|ae", "ab|Ac|a(?:d|e)"),
        ("a|b|c", "a|b|c"),
        ("(a", "(a"),
        ("a)|b|c|d", "a)|b|c|d"),
    ],
)
def test_alternatives_are_grouped_by_their_first_letter(pattern, written):
    assert grouped(pattern) == written
