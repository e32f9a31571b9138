"""Waters nearer to one coast than to others, against distances and published sizes."""

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from pyproj import Geod
from shapely import LineString, MultiLineString, Point

from geo.errors import GeometryError
from geo.zones.area import area_km2
from geo.zones.borders import Borders
from geo.zones.geodesy import zone_within
from geo.zones.maritime import EEZ
from geo.zones.median import nearest_share
from tests.zones.truth import Truth

GEOD = Geod(ellps="WGS84")


@pytest.fixture(scope="module")
def borders():
    return Borders.open()


def wrong(share, coast, others, distance_m, count=300):
    """Points on the wrong side of an edge that are farther than 20 m from it."""
    rng = np.random.default_rng(4)
    truths = [Truth(line, distance_m / 50) for line in (coast, others)]
    start = truths[0].edges[rng.integers(0, len(truths[0].edges), count), :2]
    lon, lat, _ = GEOD.fwd(*start.T, rng.random(count) * 360, rng.random(count) * distance_m * 1.2)
    own, other = (truth.distances_m(np.c_[lon, lat]) for truth in truths)
    clear = (np.abs(own - other) > 20) & (np.abs(own - distance_m) > 2e-4 * distance_m)
    wanted = (own < other) & (own < distance_m)
    return int(((shapely.contains_xy(share, lon, lat) != wanted) & clear).sum())


@settings(max_examples=15)
@given(
    middle=st.tuples(st.floats(-180, 179), st.floats(-80, 80)),
    coasts=st.lists(
        st.lists(
            st.tuples(st.floats(-1, 1), st.floats(-1, 1)), min_size=2, max_size=4, unique=True
        ),
        min_size=2,
        max_size=2,
    ),
    distance_m=st.floats(4, 5.6).map(lambda e: 10**e),
)
def test_share_of_two_coasts_anywhere(middle, coasts, distance_m):
    def line(spots, shift):
        reach = np.hypot(*np.array(spots).T) * distance_m
        bearing = np.degrees(np.arctan2(*np.array(spots).T))
        lon, lat, _ = GEOD.fwd(*np.full((2, len(spots)), np.array(middle)[:, None]), bearing, reach)
        lon = middle[0] + (lon - middle[0] + 180) % 360 - 180
        return LineString(np.c_[np.clip(lon, -179.999, 179.999), np.clip(lat + shift, -89, 89)])

    own, other = line(coasts[0], 0), line(coasts[1], 2.2 * distance_m / 111_000)
    if own.length < 1e-3 or other.length < 1e-3:
        return
    belt = zone_within(own, distance_m).geometry
    share = nearest_share(belt, own, other, distance_m)
    assert share.is_valid and belt.buffer(1e-9).covers(share)
    assert wrong(share, own, other, distance_m) == 0


def test_share_over_the_antimeridian():
    own = LineString([(178, -17), (179.5, -16)])
    other = LineString([(-179.5, -16.5), (-178, -18)])
    share = nearest_share(zone_within(own, 200_000).geometry, own, other, 200_000)
    assert wrong(share, own, other, 200_000) == 0
    assert share.covers(Point(179.8, -15.5)) and not share.covers(Point(-179.7, -16.5))


def test_share_of_a_stretch_of_one_coast_goes_straight_out():
    coast = MultiLineString([[(0, 0), (2, 0)]])
    others = MultiLineString([[(-4, 0), (0, 0)], [(2, 0), (6, 0)]])
    share = nearest_share(zone_within(coast, 300_000).geometry, coast, others, 300_000)
    assert share.bounds[0] == pytest.approx(0, abs=0.02)
    assert share.bounds[2] == pytest.approx(2, abs=0.02)


def test_nobody_else_has_a_share_round_a_lonely_coast():
    belt = zone_within(Point(-5.7, -15.95), 370_400).geometry
    assert (
        nearest_share(belt, LineString([(-5.7, -16), (-5.7, -15.9)]), LineString(), 370_400) is belt
    )


# published: Flanders Marine Institute, Maritime Boundaries 11 (agreed and claimed limits)
@pytest.mark.parametrize(
    ("code", "published_km2", "within"),
    [("LB", 19_516, 0.1), ("CY", 98_088, 0.1), ("SO", 830_389, 0.1)],
)
def test_zone_is_about_as_large_as_published(borders, code, published_km2, within):
    zone = borders.area(f"{EEZ}:{code}")
    assert zone.is_valid and area_km2(zone) == pytest.approx(published_km2, rel=within)
    assert shapely.intersection(zone, borders.land_in(*zone.bounds)).area < 1e-9


def test_zone_depends_on_who_holds_the_coast(borders):
    south_of_crimea = Point(34, 43.9)
    assert not borders.area("eez:UA").covers(south_of_crimea)
    assert borders.area("eez:UA", viewpoint="recognised").covers(south_of_crimea)


def test_territorial_sea_is_that_of_the_data(borders):
    assert borders.area("territorial-sea:LB").equals(borders.waters("LB"))


@pytest.mark.parametrize("code", ["AT", "QQ"])
def test_no_coast_no_waters(borders, code):
    with pytest.raises(GeometryError, match=r"has no coast|unknown territory"):
        borders.area(f"eez:{code}")
