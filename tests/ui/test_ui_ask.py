"""What the map says of a point, checked against PyProj and against whole outlines."""

import datetime as dt

import pytest
import shapely
from pyproj import Geod

from geo.errors import GeometryError
from geo.model import Document
from geo.pipeline import loaded, read
from geo.settings import Settings
from geo.ui.ask import answer, borders_near, holder, meridian_m, reach_m
from geo.ui.ask_panel import found_points
from geo.ui.points import points_in
from geo.zones.check import Distances

GEOD = Geod(ellps="WGS84")
TEXT = "Iranian forces must stay 20 km from the Israeli border inside Syria, Russia said."


@pytest.fixture(scope="module")
def analysis():
    """Return a zone along a real border."""
    return read(Document("strip", TEXT, date=dt.date(2018, 5, 31)))


@pytest.mark.parametrize(
    "at", [(36.0, 33.0), (36.1, 32.9), (37.5, 34.0), (0.0, 0.0), (179.9, 10.0)]
)
def test_the_distance_to_an_edge_is_that_to_the_whole_outline(analysis, at):
    (edge,) = answer(analysis, at).edges
    geometry = analysis.zones[0].geometry
    whole = float(Distances(geometry.boundary).to([at[0]], [at[1]])[0])
    assert edge.distance_m == pytest.approx(whole, abs=0.05, rel=1e-6)
    assert edge.inside == shapely.intersects_xy(geometry, *at)


@pytest.mark.parametrize("lat", [0.0, 33.0, -60.0, 84.0])
@pytest.mark.parametrize("half", [0.25, 1.0, 4.0])
def test_nothing_nearer_lies_outside_the_box(lat, half):
    sure = reach_m(lat, half)
    for lon2, lat2 in ((half, lat), (0, lat + half), (0, lat - half), (half, lat + half)):
        if abs(lat2) <= 90:
            assert GEOD.inv(0, lat, lon2, lat2)[2] >= sure


def test_the_holder_of_the_ground_is_named():
    assert holder((36.29, 33.51)) == "Syria"
    assert holder((35.85, 33.0)) == "Golan Heights"
    assert holder((33.0, 33.5)) == ""


def test_the_nearest_border_is_as_far_as_the_shared_border():
    (name, metres), *_ = borders_near((36.1, 32.6))
    shared = loaded(Settings()).borders.shared_border("JO", "SY")
    assert name == "border Jordan–Syria"
    assert metres == pytest.approx(float(Distances(shared).to([36.1], [32.6])[0]), abs=0.05)


@pytest.mark.parametrize(
    ("at", "kilometres"),
    [((69.2, 34.5), (1000, 1050)), ((29.22, -1.68), (1050, 1200)), ((86.7, 46.3), (2300, 2700)),
     ((36.1, 32.6), (95, 110)), ((-140, 0), (600, 1000))],
)  # fmt: skip
def test_the_coast_is_told_however_far_it_is(at, kilometres):
    found = dict(borders_near(at))
    assert kilometres[0] < found["coast"] / 1_000 < kilometres[1]
    assert len(found) <= 6
    assert sorted(found.values()) == list(found.values())


@pytest.mark.parametrize("lat", [0.0, 33.0, -60.0])
@pytest.mark.parametrize("apart", [12.0, 24.0, 60.0])
def test_nothing_nearer_lies_beyond_the_meridians(lat, apart):
    sure = meridian_m(lat, apart)
    ends = [(apart, lat2) for lat2 in range(-89, 90)]
    ends += [(0, lat2) for lat2 in (lat - apart, lat + apart) if abs(lat2) <= 90]
    nearest = min(GEOD.inv(0, lat, *end)[2] for end in ends)
    assert sure <= nearest


@pytest.mark.parametrize("at", [(181, 0), (0, 91), (float("nan"), 0)])
def test_what_is_no_point_on_earth_is_refused(analysis, at):
    with pytest.raises(GeometryError):
        answer(analysis, at)


def test_a_query_is_coordinates_or_names():
    assert next(iter(found_points("36S YC 60000 10000").values()))[0] == pytest.approx(35.7, abs=1)
    assert any("Daraa" in name or "Dar" in name for name in found_points("Daraa"))
    assert found_points("  ") == found_points("qqqqxzxz") == {}


def test_the_line_that_a_rule_is_measured_from_is_told_as_far_as_its_zone_has_it(analysis):
    ((name, metres),) = answer(analysis, (36.4, 33.1)).lines
    assert "Israel" in name
    edge = answer(analysis, (36.4, 33.1)).edges[0].distance_m
    assert metres == pytest.approx(edge + 20_000, rel=2e-3)


@pytest.mark.parametrize(
    "text",
    [
        "32.5, 36.25", "32.5 36.25", "(32.5; 36.25)", "36.25E 32.5N", "N32.5 E36.25", "32,5; 36,25",
        "geo:32.5,36.25", "lat 32.5 lon: 36.25", "32°30′N 36°15′E", "3230N 03615E",
        "https://www.openstreetmap.org/#map=9/32.5/36.25", "https://example.org/@32.5,36.25,9z",
    ],
)  # fmt: skip
def test_a_point_is_read_in_any_notation(text):
    assert points_in(text) == ((36.25, 32.5),)


@pytest.mark.parametrize(
    "text", ["", "Daraa", "5 km", "32.5", "91, 0", "0, 181", "32N 36N", "1, 2, 3"]
)
def test_what_is_no_point_gives_none(text):
    assert points_in(text) == ()
