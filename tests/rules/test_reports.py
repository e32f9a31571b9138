"""What whole reports showed: words of a report that lie near a rule and are not what it is measured from."""

import datetime as dt

import pytest

from geo.model import Document
from geo.pipeline import Pipeline


@pytest.fixture(scope="module")
def read():
    pipeline = Pipeline()
    return lambda text: pipeline.read(Document("d", text, date=dt.date(2019, 10, 18)))


def test_a_belt_does_not_lie_around_a_capital_that_was_only_named(read):
    analysis = read(
        "Turkey agreed to let Kurdish forces withdraw from a “safe zone” it had sought to capture, in a deal "
        "hailed by Washington. The zone is to be 32 km deep, President Erdogan said."
    )
    assert not analysis.zones
    assert "32 km" in analysis.unresolved[0].reason


def test_where_a_belt_ends_is_not_what_the_next_rule_is_measured_from(read):
    (zone,) = read(
        "Turkey wants a zone in Syria. The zone will stretch 440 km from the Euphrates to the Iraqi border. "
        "Russian police will enter the Syrian side of the border on Wednesday to push the YPG back 30 km from "
        "the frontier."
    ).zones
    assert [r.id for r in zone.constraint.references] == ["border:SY|TR"]
    assert zone.constraint.date == "2019-10-23"


def test_what_is_left_out_of_a_strip_is_not_its_middle(read):
    text = "Turkish troops will patrol a strip 10 km deep, with the exception of Qamishli."
    assert not read(text).zones


@pytest.mark.parametrize("people", ["Yugoslav", "Serbian"])
def test_a_zone_around_a_country_and_the_country_are_one(read, people):
    analysis = read(
        f"{people} aircraft will stay out of Kosovo and out of a 25-km safety zone around it."
    )
    (zone,) = analysis.zones
    assert zone.constraint.distance.max_m == 25_000
    assert not analysis.unresolved


def test_a_period_of_a_closed_area(read):
    (zone,) = read(
        "The administration closed an area from 8:00 on 5 July to 8:00 on 11 July: 17-45N 109-30E, "
        "17-45N 110-45E, 16-00N 110-45E, 16-00N 109-30E."
    ).zones
    assert (zone.constraint.date, zone.constraint.until) == ("2019-07-05", "2019-07-11")


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("LONDON - Britain demanded that ships stay 12 miles from Malta.", "Britain"),
        (
            "UNITED NATIONS, Nov. 5 - Britain and France demanded that Egyptian forces stay 10 km from the "
            "Suez Canal.",
            "Britain and France",
        ),
    ],
)
def test_a_dateline_is_no_part_of_who_speaks(read, text, source):
    (zone,) = read(text).zones
    assert zone.constraint.source == source


def test_a_time_is_no_part_of_who_is_bound(read):
    (zone,) = read("During this period ships should not enter the waters within 5 km of Goa.").zones
    assert zone.constraint.actors == ("ships",)


def test_set_phrases_between_auxiliary_and_verb(read):
    (zone,) = read("Government planes will in turn not fly over North Darfur for a month.").zones
    assert zone.constraint.effect == "no_fly"


def test_an_area_that_the_sentence_before_closes_is_drawn_with_whom_it_binds(read):
    analysis = read(
        "Ships should not enter the area. The area is bounded by 25°15'N 120°29'E, 25°32'N 121°35'E and "
        "25°18'N 121°43'E."
    )
    (zone,) = analysis.zones
    assert (zone.constraint.effect, zone.constraint.actors) == ("maritime_exclusion", ("Ships",))
    assert not analysis.unresolved


def test_an_area_that_nothing_closes_is_not_drawn(read):
    text = "The field is bounded by 25°15'N 120°29'E, 25°32'N 121°35'E and 25°18'N 121°43'E."
    assert not read(f"Divers found oil. {text}").zones


def test_the_side_of_a_border_that_a_country_has_is_no_river(read):
    (zone,) = read(
        "Armed groups may not operate in a strip of 40 km along the Niger side of the border with "
        "Burkina Faso."
    ).zones
    assert [r.id for r in zone.constraint.references] == ["border:BF"]
    assert [h.code for h in zone.constraint.host] == ["NE"]


def test_what_they_did_not_promise_bars_the_side_they_would_have_left(read):
    (zone,) = read("The rebels did not promise to move north of the Litani.").zones
    (promised,) = read("The rebels promised to move north of the Litani.").zones
    assert zone.area_km2 == promised.area_km2
    assert zone.constraint.status == "rejected"


def test_a_strip_on_one_side_of_a_line_with_a_gap(read):
    east, west = (
        read(f"The Polisario may not enter the 5-km strip {side} of the berm.").zones[0]
        for side in ("east", "west")
    )
    assert east.constraint.references[0].id == "line:berm"
    assert east.area_km2 == pytest.approx(west.area_km2, rel=0.02)


def test_the_berm_of_another_desert_is_not_drawn(read):
    analysis = read("American troops in Kuwait must stay 10 km from the berm.")
    assert not analysis.zones
    assert analysis.unresolved
