import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.text.numbers import parse_number
from geo.text.quantities import find_lengths


def metres(text):
    return [(round(d.min_m, 1), round(d.max_m, 1)) for x in find_lengths(text) for d in x.distances]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1,500", 1500), ("1 500", 1500), ("12.4", 12.4), ("12,4", 12.4), ("2½", 2.5), ("½", 0.5),
        ("five", 5), ("twenty-five", 25), ("two hundred and fifty", 250), ("half a", 0.5),
        ("a dozen", 12), ("half a dozen", 6), ("three-quarters of a", 0.75), ("two and a half", 2.5),
        ("one thousand two hundred", 1200), ("a couple of", 2), ("sixty and a quarter", 60.25),
        ("1 1/2", 1.5), ("3/4", 0.75), ("quarter", 0.25), ("two-thirds of a", 2 / 3), ("a score of", 20),
        ("three dozen", 36), ("fifty-odd", 50), ("twenty or so", 20), ("a couple of hundred", 200),
        ("a hundred-and-fifty", 150), ("eight and three-quarter", 8.75), ("20 thousand", 20000), ("a full", 1),
        ("one-and-a-half", 1.5), ("one point five", 1.5), ("seven-tenths of a", 0.7), ("quarter of a", 0.25), (".5", 0.5),
        ("half-a", 0.5), ("half of a", 0.5), ("20'000", 20000), ("five eighths of a", 0.625),
    ],
)  # fmt: skip
def test_numbers(text, value):
    assert parse_number(text) == pytest.approx(value)


@pytest.mark.parametrize("text", ["", "zebra", "five zebra", "."])
def test_what_is_no_number_is_none(text):
    assert parse_number(text) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("stay 20 kilometers away", [(20000, 20000)]),
        ("a 30-kilometre radius", [(30000, 30000)]),
        ("a 200-nautical-mile zone", [(370400, 370400)]),
        ("within five kilometers (three miles) of", [(5000, 5000)]),
        ("20 kilometers (12.4 miles) from", [(20000, 20000)]),
        ("between 60 and 80 km", [(60000, 80000)]),
        ("60-80 km", [(60000, 80000)]),
        ("20.000 metres from", [(20000, 20000)]),
        ("1.500 km from", [(1500, 1500)]),
        ("15 km/9 miles from", [(15000, 15000)]),
        ("20 kilometres or so from", [(20000, 20000)]),
        ("a dozen or so miles from", [(19312.1, 19312.1)]),
        ("half-a-mile from", [(804.7, 804.7)]),
        ("a cable's length from", [(185.2, 185.2)]),
        ("12 n mile from", [(22224, 22224)]),
        ("60 km to 80 km", [(60000, 80000)]),
        ("three to five miles", [(4828, 8046.7)]),
        ("3, 8 and 12 miles", [(4828, 4828), (12874.8, 12874.8), (19312.1, 19312.1)]),
        ("half a mile", [(804.7, 804.7)]),
        ("some 400 metres", [(400, 400)]),
        ("1,500 m", [(1500, 1500)]),
        ("500 yards", [(457.2, 457.2)]),
        ("12 NM", [(22224, 22224)]),
        ("no less than 12 and no more than 15 km", [(12000, 15000)]),
        ("at least 12 km but at most 15 km", [(12000, 15000)]),
        ("a minimum of 10 and a maximum of 20 km", [(10000, 20000)]),
        ("at least 15 and 25 km", [(15000, 15000), (25000, 25000)]),
        ("a quarter mile", [(402.3, 402.3)]),
        ("thirty (30) km", [(30000, 30000)]),
        ("WI 20NM RADIUS", [(37040, 37040)]),
        ("6 km deep to the north and 6 km deep", [(6000, 6000), (6000, 6000)]),
    ],
)
def test_distances(text, expected):
    assert metres(text) == [pytest.approx(e) for e in expected]


@pytest.mark.parametrize(
    "text",
    [
        "22 hours", "166 times", "65 targets", "2,000 troops", "60 km/h", "5,000 square km", "40 km²",
        "at 10,000 feet above sea level", "an altitude of 3,000 m", "a 30 m high wall", "7 a.m.",
        "$5m in aid", "three years and 10 months", "80 km per hour", "Three Mile Island", "the 5m people",
        "a danger area up to 10,000 feet", "from the surface to 3,000 m", "SFC-9500 FT", "GND to 2500 ft AMSL",
        "from ground level up to 5,000 feet.",
        "a few hundred metres", "several thousand metres",
    ],
)  # fmt: skip
def test_what_is_no_distance_on_the_ground(text):
    assert metres(text) == []


def test_a_hedge_is_kept():
    assert find_lengths("about 20 km")[0].distances[0].approximate
    assert find_lengths("twenty or so km")[0].distances[0].approximate
    assert not find_lengths("exactly 20 km")[0].distances[0].approximate


def test_miles_of_a_warning_are_nautical():
    length = find_lengths("WITHIN 15 MILES OF")[0]
    assert length.in_nautical_miles().distances[0].max_m == pytest.approx(27780)


@given(st.text(max_size=200))
def test_any_text_gives_spans_inside_it(text):
    for length in find_lengths(text + " 5 km"):
        assert 0 <= length.span.start < length.span.end <= len(text) + 5
        assert all(0 < d.min_m <= d.max_m for d in length.distances)


@pytest.mark.parametrize("piece", ["one ", "1,", "twenty-", "1-", "1 km and ", "between ", "a "])
def test_hostile_repetition_takes_time_in_proportion(piece):
    """Twice the text may take about twice the steps; a quadratic pattern would never end here."""
    text = piece * (200_000 // len(piece)) + " km"
    assert len(find_lengths(text)) <= len(text)
