"""Distances of places thousands of kilometres away, against every metre of the line measured."""

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.zones.check import Distances
from geo.zones.far import reach_m
from geo.zones.inverse import between_m
from geo.zones.sphere import FLATTENING, GEOD, geodesic_m, to_ecef

STEP_M = 250.0


def unit(lon, lat):
    """Return places as points of the auxiliary sphere."""
    reduced, turn = np.arctan((1 - FLATTENING) * np.tan(np.radians(lat))), np.radians(lon)
    level = np.cos(reduced)
    return np.column_stack([level * np.cos(turn), level * np.sin(turn), np.sin(reduced)])


def ragged(lon, lat, seed, reach_deg):
    """Return a line that wanders round a place."""
    steps = np.random.default_rng(seed).normal(0, 1, (60, 2)).cumsum(axis=0)
    steps *= reach_deg / np.abs(steps).max()
    wide = 1 / np.cos(np.radians(abs(lat)))
    xy = np.column_stack([lon + steps[:, 0] * wide, np.clip(lat + steps[:, 1], -89, 89)])
    return shapely.LineString(xy[(np.abs(xy[:, 0]) <= 180)])


def wanted_m(line, lon, lat):
    """Return the least geodesic from a place to a line cut into steps of some 250 m."""
    fine = shapely.get_coordinates(shapely.segmentize(line, STEP_M / 111_000))
    far = np.full(len(fine), lon), np.full(len(fine), lat)
    return float(geodesic_m(fine[:, 0], fine[:, 1], *far).min())


@settings(max_examples=25)
@given(
    st.integers(0, 10**6),
    st.floats(-150, 150),
    st.floats(-75, 75),
    st.floats(0.5, 12),
    st.lists(st.tuples(st.floats(-180, 180), st.floats(-90, 90)), min_size=6, max_size=6),
)
def test_the_nearest_point_is_right_to_a_metre_at_any_range(seed, lon, lat, reach_deg, places):
    line = ragged(lon, lat, seed, reach_deg)
    antipode = (lon - 180 if lon > 0 else lon + 180, -lat)
    places = np.array([*places, antipode, (antipode[0], min(90, antipode[1] + 3))])
    found = Distances(line).to(*places.T)
    for away, place in zip(found, places, strict=True):
        if away > 100_000:  # nearer, steps of 250 m say too little
            assert away == pytest.approx(wanted_m(line, *place), abs=1.0)


def test_formulas_agree_with_karneys_geodesics():
    rng = np.random.default_rng(4)
    lon, lat = rng.uniform(-180, 180, (2, 4000)), rng.uniform(-90, 90, (2, 4000))
    wanted = GEOD.inv(lon[0], lat[0], lon[1], lat[1])[2]
    found = [
        between_m(*one, *other)
        for one, other in zip(unit(lon[0], lat[0]), unit(lon[1], lat[1]), strict=True)
    ]
    near = np.asarray(wanted) < 19_900_000
    assert np.abs(found - wanted)[near].max() < 0.15


def test_a_far_place_sees_another_point_than_its_chord_does():
    line = shapely.LineString([(0, 60), (30, 0)])
    place = (-170.0, -20.0)
    assert Distances(line).to(*place)[0] == pytest.approx(wanted_m(line, *place), abs=1.0)


def chord_m(one, other):
    """Return the chord between places, metres."""
    return np.linalg.norm(to_ecef(*one) - to_ecef(*other), axis=1)


@pytest.mark.parametrize("off_m", [500.0, 30_000.0, 600_000.0, 3_000_000.0])
def test_beyond_the_reach_of_a_chord_no_place_is_nearer(off_m):
    rng = np.random.default_rng(8)
    count = 20_000
    place = rng.uniform(-180, 180, count), np.degrees(np.arcsin(rng.uniform(-1, 1, count)))
    away_m = rng.uniform(300_000, 19_800_000, count)
    first = GEOD.fwd(*place, rng.uniform(-180, 180, count), away_m)[:2]
    other = GEOD.fwd(*first, rng.uniform(-180, 180, count), np.full(count, off_m))[:2]
    chord, off = chord_m(place, first), chord_m(first, other)
    reach = np.array([reach_m(c, o * o) for c, o in zip(chord, off, strict=True)])
    beyond = chord_m(place, other) >= reach
    assert beyond.sum() > 1000
    nearer_m = away_m - geodesic_m(*place, *other)
    assert nearer_m[beyond].max() <= 0.41


def test_many_places_find_what_measuring_every_vertex_finds():
    line = ragged(60, 50, 11, 15)
    vertices = shapely.get_coordinates(shapely.segmentize(line, 0.004))
    rng = np.random.default_rng(12)
    lon, lat = rng.uniform(-180, 180, 400), rng.uniform(-90, 90, 400)
    found = Distances(line).to(lon, lat)
    for x, y, away in zip(lon, lat, found, strict=True):
        every = np.full(len(vertices), x), np.full(len(vertices), y)
        assert away == pytest.approx(geodesic_m(*vertices.T, *every).min(), abs=1.0)
