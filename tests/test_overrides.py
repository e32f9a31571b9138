import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.errors import OverrideError
from geo.model import Span
from geo.overrides import Correction, Override, override_from_json, override_to_json

NAMES = st.text(min_size=1, max_size=20).filter(str.strip)
SPANS = st.none() | st.tuples(st.integers(0, 900), st.integers(1, 90)).map(
    lambda pair: Span(pair[0], pair[0] + pair[1])
)
OVERRIDES = st.one_of(
    st.builds(Override, NAMES, st.just(Correction.ENTRY), SPANS, entry=NAMES, note=st.text()),
    st.builds(Override, NAMES, st.just(Correction.NO_PLACE), SPANS, by=st.text()),
    st.builds(
        Override, NAMES, st.just(Correction.PIN), SPANS, lon=st.floats(-180, 180),
        lat=st.floats(-90, 90), name=st.text(), made=st.text(),
    ),
)  # fmt: skip


@given(OVERRIDES)
def test_a_correction_comes_back_from_json_as_it_was(override):
    assert override_from_json(json.loads(json.dumps(override_to_json(override)))) == override


@pytest.mark.parametrize(
    ("value", "problem"),
    [
        (None, "object"),
        ([], "object"),
        ({}, "correction"),
        ({"correction": "no_place"}, "toponym"),
        ({"toponym": "A", "correction": "moved"}, "moved"),
        ({"toponym": "  ", "correction": "no_place"}, "empty"),
        ({"toponym": "A", "correction": "entry"}, "gazetteer id"),
        ({"toponym": "A", "correction": "pin", "lon": 12}, "lat"),
        ({"toponym": "A", "correction": "pin", "lon": 200, "lat": 0}, "200"),
        ({"toponym": "A", "correction": "pin", "lon": float("nan"), "lat": 0}, "nan"),
        ({"toponym": "A", "correction": "pin", "lon": "12", "lat": 0}, "lon"),
        ({"toponym": "A", "correction": "pin", "lon": True, "lat": 0}, "lon"),
        ({"toponym": "A", "correction": "no_place", "start": 3}, "end"),
        ({"toponym": "A", "correction": "no_place", "start": 3, "end": 3}, "start < end"),
        ({"toponym": "A", "correction": "no_place", "span": [1, 2]}, "span"),
    ],
)
def test_what_is_no_correction_is_refused_and_named(value, problem):
    with pytest.raises(OverrideError, match=problem):
        override_from_json(value)


def test_what_is_empty_is_left_out():
    assert override_to_json(Override("Paris", Correction.ENTRY, entry="geonames:1")) == {
        "toponym": "Paris",
        "correction": "entry",
        "entry": "geonames:1",
    }
