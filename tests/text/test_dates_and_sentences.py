import datetime as dt
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.text.dates import find_dates
from geo.text.sentences import sentences

WRITTEN = dt.date(2018, 5, 30)  # a Wednesday


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("Last November, Russia", "2017-11"),
        ("in November 2017", "2017-11"),
        ("on 30 May 2018", "2018-05-30"),
        ("on May 30, 2018", "2018-05-30"),
        ("on May 28", "2018-05-28"),
        ("on 20 December", "2017-12-20"),
        ("on Monday", "2018-05-28"),
        ("on Wednesday", "2018-05-30"),
        ("last Wednesday", "2018-05-23"),
        ("yesterday", "2018-05-29"),
        ("last month", "2018-04"),
        ("last year", "2017"),
        ("last week", "2018-05-23"),
        ("two weeks ago", "2018-05-16"),
        ("three months ago", "2018-02"),
        ("in 1992 the allies", "1992"),
        ("2018-02-29 is none but 2018-02-28 is", "2018-02-28"),
        ("since July", "2017-07"),
        ("this morning", "2018-05-30"),
    ],
)
def test_dates(text, iso):
    assert [d.iso for d in find_dates(text, WRITTEN)] == [iso]


def test_without_a_document_date_relative_dates_are_left_out():
    assert find_dates("on Monday, last month, in May", None) == ()


@pytest.mark.parametrize(
    "text", ["until 30 June 2018", "by 1 March 2019", "no later than 5 May 2020"]
)
def test_a_deadline_is_told_from_a_date(text):
    assert [d.deadline for d in find_dates(text, WRITTEN)] == [True]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("One. Two. Three.", 3),
        ("He met Gen. Smith and Mr. Jones at 5 p.m. on Monday.", 1),
        ("They left at 7 a.m. The town slept.", 2),
        ("A palace in Vienna... and a park.", 1),
        ("“We go.” She left.", 2),
        ("The U.S. army. It left.", 2),
        ("It is 12.5 km away.", 1),
        ("Heading\nFirst line.\nSecond line.", 3),
        ("First part\n\nsecond part", 2),
        ("", 0),
        ("  \n ", 0),
    ],
)
def test_sentences(text, count):
    assert len(sentences(text)) == count


def test_hard_wrapped_lines_are_one_sentence():
    text = (
        "The two armies agreed that neither would come within five kilometres\n"
        "of the border, and that monitors would be let in at any time of the\n"
        "day or night. They shook hands.\n"
    )
    assert len(sentences(text)) == 2


@given(st.text(max_size=400))
def test_sentences_cover_everything_but_white_space_in_order(text):
    spans = sentences(text)
    assert all(a.end <= b.start for a, b in itertools.pairwise(spans))
    kept = "".join(text[s.start : s.end] for s in spans)
    assert "".join(kept.split()) == "".join(text.split())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Between 5 and 9 May no ship may come near.",
            [("2022-05-05", False), ("2022-05-09", True)],
        ),
        (
            "From 3 to 17 October 2022 no aircraft may fly.",
            [("2022-10-03", False), ("2022-10-17", True)],
        ),
        (
            "Closed from 8:00 on 5 January to 8:00 on 11 January.",
            [("2022-01-05", False), ("2022-01-11", True)],
        ),
        (
            "Closed from 28 December to noon on 3 January.",
            [("2021-12-28", False), ("2022-01-03", True)],
        ),
        ("In March last year they agreed.", [("2021-03", False)]),
        ("Police will enter the strip on Friday.", [("2022-04-22", False)]),
        ("They have until the end of the year.", [("2022-12-31", True)]),
        ("By the end of this month they must go.", [("2022-04-30", True)]),
        ("As of Monday, drivers need a pass.", [("2022-04-25", False)]),
        ("On Monday drivers were told to turn back.", [("2022-04-18", False)]),
    ],
)
def test_spans_ends_and_starts_of_dates(text, expected):
    found = find_dates(text, dt.date(2022, 4, 20))
    assert [(d.iso, d.deadline) for d in found] == expected


def test_a_possessive_before_a_stop_is_no_initial():
    assert (
        len(sentences("Boats keep 30 miles from St. John's. Lisbon called the request illegal."))
        == 2
    )


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("They go back a further 15 km. Ugandan monitors will count them.", 2),
        ("They go back 15 km. to the north.", 1),
        ("A wreck lies 3 km. N of Malta.", 1),
    ],
)
def test_a_sentence_may_end_with_a_unit(text, count):
    assert len(sentences(text)) == count


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("which until Thursday had been under an order", []),
        ("positions that they held before 6 May 1998", []),
        ("the order expires on Friday", [("2019-12-06", True)]),
        ("gave rebels 48 hours to leave", [("2019-12-06", True)]),
    ],
)
def test_what_ended_is_no_date_and_what_expires_is_a_deadline(text, wanted):
    found = find_dates(text, dt.date(2019, 12, 4))
    assert [(d.iso, d.deadline) for d in found] == wanted
