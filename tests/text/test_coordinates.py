import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.text.coordinates import find_coordinates
from geo.text.grids import mgrs_to_lonlat, utm_to_lonlat


def points(text):
    return [c.lonlat for c in find_coordinates(text)]


@pytest.mark.parametrize(
    ("text", "lonlat"),
    [
        ("latitude 51°40' South, longitude 59°30' West", (-59.5, -51.666667)),
        ("51°40'S 59°30'W", (-59.5, -51.666667)),
        ("33-00N 034-20E", (34.333333, 33.0)),
        ("33-00.5N 034-20.1E", (34.335, 33.008333)),
        ("3215N04415E", (44.25, 32.25)),
        ("321530N0441530E", (44.258333, 32.258333)),
        ("N3215 E04415", (44.25, 32.25)),
        ("33.5°N 44.2°E", (44.2, 33.5)),
        ("51.5074° N, 0.1278° W", (-0.1278, 51.5074)),
        ("51 degrees 40 minutes south, 59 degrees 30 minutes west", (-59.5, -51.666667)),
        ("33.126, 35.824", (35.824, 33.126)),
        ("31U DQ 48251 11932", (2.294489, 48.858194)),
        ("31U 448251 5411932", (2.294489, 48.858194)),
    ],
)
def test_notations(text, lonlat):
    assert points(f"at {text}.") == [pytest.approx(lonlat, abs=1e-5)]


@pytest.mark.parametrize(
    "text",
    [
        "99-00N 034-20E",
        "33-70N 034-20E",
        "2,000 in 2014, 1.234",
        "5 N of town",
        "the 36th parallel",
        "33.5, 44.2",
    ],
)
def test_what_is_no_coordinate(text):
    assert points(text) == []


def test_points_of_a_polygon_stay_in_order():
    text = "33°10'N 034°20'E, 33°10'N 034°50'E, 32°50'N 034°50'E and 32°50'N 034°20'E"
    assert [round(lon, 2) for lon, _ in points(text)] == [34.33, 34.83, 34.83, 34.33]


@given(lon=st.floats(-179.9, 179.9), lat=st.floats(-79, 83))
def test_utm_comes_back(lon, lat):
    from pyproj import Proj

    zone = int((lon + 180) // 6) + 1
    east, north = Proj(proj="utm", zone=zone, ellps="WGS84", south=lat < 0)(lon, lat)
    assert utm_to_lonlat(zone, lat >= 0, east, north) == pytest.approx((lon, lat), abs=1e-5)


def test_a_square_that_is_none():
    assert mgrs_to_lonlat(31, "U", "ZA", "1234") is None
    assert utm_to_lonlat(61, True, 500_000, 0) is None


@given(st.text(alphabet="0123456789NSEW°'-. ,", max_size=120))
def test_every_point_found_lies_on_earth(text):
    for point in find_coordinates(text):
        lon, lat = point.lonlat
        assert -180 <= lon <= 180
        assert -90 <= lat <= 90
        assert 0 <= point.span.start < point.span.end <= len(text)
