"""Words that a pattern needs stand in every text that it matches."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.rules.engine import load_rulebook
from geo.settings import DATA
from geo.text.literals import folded, needed

PATTERNS = (
    r"\b(?:stay|keep)s?(?:\s+)(?:out|well(?:\s+)away)\b",
    r"(?P<d>\d+)[ -]?(?:km|kilomet(?:er|re)s?)\b(?!\s+long)",
    r"(?:no(?: one)?|none|nobody) (?:may|shall) (?=enter|cross)(?:enter|cross)[a-z]*",
    r"(?<=from )the (?:border|frontier|line){1,2}",
    r"with(?:in|out) (?:an?|the) [nsew]orth|is",
    r"(?:abc)+?x*y[^z]",
)


@pytest.mark.parametrize("pattern", PATTERNS)
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_what_a_pattern_matches_has_its_words(pattern, data):
    flags = data.draw(st.sampled_from([0, re.IGNORECASE]))
    text = data.draw(st.from_regex(re.compile(pattern, flags)))
    for group in needed(pattern, flags):
        assert any(word in folded(text) for word in group), (text, sorted(group))


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        (r"\bstay (?:clear|away)\b", [{"stay clear", "stay away"}]),
        (r"troops?|tanks", [{"troop", "tanks"}]),
        (r"ceas(?:e|ed|ing)(?:\s+)fire", [{"ceasing", "cease"}, {"fire"}]),
        (r"(?:not )?x?", []),  # may be empty
        (r"the|of|border", []),  # nearly every text has one
        (r"(?:border|\d+)", []),  # digits have no words
        (r"[^x]+km(?!x)", [{"km"}]),
        (r"é+tat", [{"tat"}]),  # another case of it may be written
    ],
)
def test_words_of_a_pattern(pattern, words):
    assert sorted(map(sorted, needed(pattern, re.IGNORECASE))) == sorted(map(sorted, words))


@pytest.mark.parametrize("text", ["ſtay", "STAY", "İs", "ıs", "Kilo"])
def test_letters_that_the_matcher_takes_for_others_are_folded_as_it_does(text):
    low = folded(text)
    assert low.isascii()
    assert re.fullmatch(low, text, re.IGNORECASE)


def test_what_is_no_pattern_is_refused_as_re_does():
    with pytest.raises(re.error, match="unterminated"):
        needed("(a")


def test_rows_need_no_word_that_a_text_they_match_lacks():
    """On plain examples, folded or not: what a row's pattern finds has the words it is said to need."""
    rows = load_rulebook(DATA / "rules").rules()
    texts = [text for row in rows for text in row.examples]
    for row in rows:
        for text in texts[:: max(1, len(texts) // 150)] + list(row.examples):
            if row.bare.search(text):
                assert row.scan.found(text) & row.need == row.need, (row.id, text)
