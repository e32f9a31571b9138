"""Distances of places thousands of kilometres away, against every metre of the line measured."""

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.zones.check import Distances
from geo.zones.far import between_m
from geo.zones.sphere import FLATTENING, GEOD, geodesic_m

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
