import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from pyproj import Geod
from shapely import LineString, Point, box

from geo.errors import GeometryError
from geo.zones.borders import Borders
from geo.zones.check import Distances, depths_m, distances_to, inside
from tests.zones.truth import Truth

GEOD = Geod(ellps="WGS84")


@pytest.fixture(scope="module")
def israel_syria():
    return Borders.open().shared_border("IL", "SY")


def test_distances_agree_with_golden_section_search(israel_syria):
    rng = np.random.default_rng(0)
    points = np.c_[rng.uniform(33, 39, 300), rng.uniform(31, 36, 300)]
    found = Distances(israel_syria).to(*points.T)
    assert found == pytest.approx(Truth(israel_syria, 200).distances_m(points), abs=0.05)


@settings(max_examples=25)
@given(
    track=st.lists(st.tuples(st.floats(10, 14), st.floats(40, 44)), min_size=2, max_size=8),
    place=st.tuples(st.floats(9, 15), st.floats(39, 45)),
)
def test_distances_to_any_line(track, place):
    line = LineString(track)
    wanted = Truth(line, 500).distances_m(np.array([place]))
    assert distances_to(line, *place) == pytest.approx(wanted, abs=0.05, rel=3e-6)


def test_nearest_point_is_as_far_as_stated(israel_syria):
    lon, lat, away = Distances(israel_syria).nearest([36.1021], [32.6189])
    assert GEOD.inv(36.1021, 32.6189, lon[0], lat[0])[2] == pytest.approx(away[0], abs=1e-6)
    assert shapely.distance(israel_syria, Point(lon[0], lat[0])) < 1e-6
    assert away[0] == pytest.approx(33_602, abs=10)  # Daraa


def test_many_places_are_answered_in_their_order():
    line = LineString([(0, 0), (1, 0)])
    rng = np.random.default_rng(1)
    lon, lat = rng.uniform(0, 1, 120_000), rng.uniform(-1, 1, 120_000)
    away = distances_to(line, lon, lat)
    some = rng.integers(0, len(lon), 50)
    wanted = GEOD.inv(lon[some], 0 * lat[some], lon[some], lat[some])[2]
    assert away[some] == pytest.approx(wanted, rel=1e-6, abs=0.05)


def test_over_the_antimeridian():
    assert distances_to(Point(179.9, 0), -179.9, 0)[0] == pytest.approx(22_263.9, abs=0.1)


def test_inside_and_depth():
    area = box(0, 0, 1, 1)
    assert inside(area, [0.5, 1.0, 1.5], [0.5, 0.5, 0.5]).tolist() == [True, True, False]
    depth = depths_m(area, [0.5, 1.5], [0.5, 0.5])
    assert depth[0] == pytest.approx(55_286, abs=10) and depth[1] == pytest.approx(-55_659, abs=10)


def test_inside_on_the_antimeridian():
    assert inside(box(170, 0, 180, 10), [-180.0], [5.0]).tolist() == [True]


@pytest.mark.parametrize(
    ("lon", "lat", "message"),
    [
        ([0, 1], [0], "shapes"),
        ([181], [0], "longitude 181"),
        ([0], [float("nan")], "latitude nan"),
        (["here"], [0], "could not convert"),
    ],
)
def test_refuses_places(lon, lat, message):
    with pytest.raises(GeometryError, match=message):
        distances_to(Point(0, 0), lon, lat)
