"""Bearings of sectors, and when a warning holds."""

import pytest

from geo.text.bearings import find_bearings, point_deg
from geo.text.coordinates import find_coordinates
from geo.text.dtg import issue_year, message_dates
from geo.text.graticule import find_graticules
from geo.text.sentences import sentences


@pytest.mark.parametrize(
    ("text", "angles"),
    [
        ("SECTOR FROM 090 TO 165 DEGREES, RADIUS 15 NM", (90, 165)),
        ("between the bearings of 045° and 120°", (45, 120)),
        ("SECTOR LIMITED BY BEARINGS 010T AND 095T", (10, 95)),
        ("radial 030 clockwise to radial 095", (30, 95)),
        ("anticlockwise from 270 to 180 degrees", (180, 270)),
        ("in the sector from north-east to south", (45, 180)),
        ("FROM 090 DEGREES TO 180 DEGREES FROM SEAWARD", (270, 0)),
    ],
)
def test_bearings(text, angles):
    assert [(b.first_deg, b.last_deg) for b in find_bearings(text)] == [angles]


@pytest.mark.parametrize(
    "text",
    [
        "from 0800 to 1600 UTC",
        "between 40° and 55° South",
        "within 12 to 20 km",
        "12 and 24 degrees",
    ],
)
def test_other_numbers_are_no_bearings(text):
    assert find_bearings(text) == ()


def test_points_of_the_compass():
    assert [point_deg(w) for w in ("north", "south-south-west", "225 degrees")] == [0, 202.5, 225]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("121200Z TO 141800Z JUN 24", ("2024-06-12", "2024-06-14")),
        ("0210Z TO 0345Z DAILY 11 THRU 14 OCT", ("2019-10-11", "2019-10-14")),
        ("25 DEC 24 TO 03 JAN 25", ("2024-12-25", "2025-01-03")),
        ("B) 2406121200 C) 2406141800", ("2024-06-12", "2024-06-14")),
        ("UNTIL 30 JUN 24", ("", "2024-06-30")),
        ("02 MAY. CANCEL THIS MSG 041200Z MAY 24", ("2024-05-02", "2024-05-04")),
        ("191430 UTC APR 24\nFIRING ON 22 APR 24", ("2024-04-22", "")),
        ("IN 371200N 0353000E", ("", "")),
        ("31 FEB 24", ("", "")),
    ],
)
def test_days_of_a_message(text, days):
    assert message_dates(text, 2019) == days


def test_year_of_a_message():
    assert [issue_year(t) for t in ("NAVAREA IV 812/24", "A1203/23 NOTAMN", "no number")] == [
        2024, 2023, None,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "lonlat"),
    [
        ("LAT: 22 10.5 S LONG: 040 05.0 W", (-40.083333, -22.175)),
        ("12º30'N - 43º15'E", (43.25, 12.5)),
        ("43°15′E 12°30′N", (43.25, 12.5)),
        ("13:20N 42:30E", (42.5, 13.333333)),
    ],
)
def test_further_notations(text, lonlat):
    assert [c.lonlat for c in find_coordinates(text)] == [lonlat]


@pytest.mark.parametrize(
    "text",
    [
        "BETWEEN 38-20S AND 38-50S AND BETWEEN 057-00W AND 056-10W",
        "BETWEEN 38-20S 38-50S AND 057-00W 056-10W",
        "between 3820S and 3850S, 05700W and 05610W",
        "LATITUDES 38-20S TO 38-50S AND LONGITUDES 057-00W TO 056-10W",
        "38°20'S to 38°50'S, 57°00'W to 56°10'W",
    ],
)
def test_a_box(text):
    (box,) = find_graticules(text)
    lons, lats = zip(*box.ring, strict=True)
    bounds = min(lons), min(lats), max(lons), max(lats)
    assert bounds == pytest.approx((-57, -38.833333, -56.166667, -38.333333))


def test_a_line_break_in_a_message_means_nothing():
    text = "1. AREA WITHIN\n12 MILES OF 12-30N\n043-15E\n2. GUNNERY\nCANCEL THIS MSG 021200Z\n"
    found = [text[s.start : s.end] for s in sentences(text)]
    assert "AREA WITHIN\n12 MILES OF 12-30N\n043-15E" in found
    assert found[-1] == "CANCEL THIS MSG 021200Z"
