"""The text in pieces: nothing lost, nothing moved."""

from hypothesis import example, given
from hypothesis import strategies as st

from geo.model import Span
from geo.ui.marks import Mark, marks, pieces

TEXT = "Iran 🛰 keeps 20 km off, سوريا says; é and e\u0301 are read as they stand."


def mark(ends, number):
    """Return a mark between two offsets: every third a place."""
    start, end = sorted(ends)
    if number % 3 == 2:
        return Mark(Span(start, end + 1), "", "place")
    return Mark(Span(start, end + 1), str(number + 1), "zone", "#0072B2")


ENDS = st.lists(st.tuples(*[st.integers(0, len(TEXT) - 1)] * 2), max_size=12)
MARKS = ENDS.map(lambda ends: tuple(mark(pair, n) for n, pair in enumerate(ends)))


@given(MARKS)
@example((mark((0, 3), 0), mark((0, 3), 1), mark((2, 9), 3)))
def test_the_pieces_joined_are_the_text_and_each_mark_covers_its_own(found):
    cut = pieces(TEXT, found)
    assert "".join(p["text"] for p in cut) == TEXT
    for one in found:
        if one.id:
            covered = "".join(p["text"] for p in cut if one.id in p["ids"])
            assert covered == TEXT[one.span.start : one.span.end]
            begins = [p for p in cut if one.id in [s["id"] for s in p["starts"]]]
            assert len(begins) == 1


@given(MARKS, st.integers(1, len(TEXT)))
def test_a_text_that_is_too_long_is_cut_at_the_limit(found, shown):
    assert "".join(p["text"] for p in pieces(TEXT, found, shown)) == TEXT[:shown]


def test_zones_rules_not_drawn_and_places_are_marked(analysis):
    found = marks(analysis)
    assert [m.id for m in found if m.kind == "zone"] == [
        str(n) for n in range(1, len(analysis.zones) + 1)
    ]
    assert [m.id for m in found if m.kind == "unresolved"] == [
        f"?{n}" for n in range(1, len(analysis.unresolved) + 1)
    ]
    assert any(m.kind == "place" for m in found)
