"""Text that nobody writes: its reading costs work in proportion to its length, and never a traceback."""

import sys
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.model import Document
from geo.pipeline import Pipeline
from geo.text.sentences import MAX_CHARS, sentences


class Reader(Pipeline):
    """Reads without drawing, whose work is that of the geometries."""

    def _zones(self, constraints, told):
        return (), []


@pytest.fixture(scope="module")
def reader():
    return Reader()


def calls(reader, text):
    """Count the calls of functions, Python's and C's, that one reading makes."""
    count = 0

    def counted(frame, event, arg):
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(counted)
    try:
        reader.read(Document("d", text))
    finally:
        sys.setprofile(None)
    return count


PIECES = [
    "20 km from the border of ", "Rebels must stay 5 km from Goma and ", "1234567890", "12 ", "([{", "“he said” ", '"',
    "and the ", "\n", "a\n\n", "e\u0301\u0327", "\u05d0\u05d1\u200f ", "33-00N 034-20E ", "who said that ",
    "NAVAREA III 1/24 WITHIN 15 MILES OF 33-00N 034-20E.\n", "It had promised. ", "Under it, no one may go. ",
    "The ban was lifted. Nobody may come within 5 km of Goma. ",
    "between Jordan and Syria and ", "between 5 and 10 km and ", "51°40' South, 59°30' West; ", "3215N04415E - ",
    "((Rebels [must {stay ", "south of the 33rd parallel and ", "troops, tanks, guns and ", "must not be allowed to ",
]  # fmt: skip


@pytest.mark.parametrize("piece", PIECES)
def test_four_times_the_text_makes_some_four_times_the_calls(reader, piece):
    short = piece * (2 * MAX_CHARS // len(piece))
    reader.read(Document("d", short))  # what is loaded and compiled once does not count
    assert calls(reader, short * 4) < 6 * calls(reader, short) + 2_000


@pytest.mark.parametrize("piece", [".", "…", '."', "!?", "”", "\n", " \n", "a.b", "(", "1.", ". "])
def test_sentences_of_a_long_run(piece):
    """A pattern that tries each stop of a run anew would never end here."""
    text = piece * (1_000_000 // len(piece))
    spans = sentences(text)
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert all(span.end - span.start <= MAX_CHARS for span in spans)


PASSAGES = st.sampled_from(
    ["Kigali accepted the plan. ", "It had promised ", "They would ", "Under it ", "no soldier may stand ", "rebels must stay ",
     "within 5 km of Goma", "5 km from the border", "north of the Litani", "? ", ". ", "; ", ", ", "“", "” ", "he said. ",
     "The ban was lifted. ", "Nobody listened. ", "on 5 May 2018 ", "until ", "not ", "denied that ", "if ", "had ",
     "\ue000D0\ue001", "\u0301", "\u200f", "\x00", "\ud800", "33-00N 034-20E ", "NAVAREA ", "\n", "between "]
)  # fmt: skip


@settings(deadline=None, max_examples=60)
@given(st.lists(PASSAGES, max_size=24).map("".join))
def test_any_passage_gives_rules_whose_quotes_are_its_words(reader, text):
    analysis = reader.read(Document("d", text))
    for rule in (*analysis.constraints, *(u.understood for u in analysis.unresolved)):
        assert text[rule.span.start : rule.span.end] == rule.quote
        assert all(isinstance(word, str) and word for word in (*rule.actors, *rule.exempt))
