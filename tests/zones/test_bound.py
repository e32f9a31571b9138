"""Bounds for whole edges hold against samples that share no code with them."""

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pyproj import Geod
from shapely import LineString, MultiLineString, MultiPoint, Point

from geo.zones.bound import LEAST_RADIUS_M, MOST_RADIUS_M, bends_m, bounds_m, chord_slack_m, slack_m
from geo.zones.geodesy import zone_within
from geo.zones.lines import densify, runs_of
from geo.zones.tree import Edges
from tests.zones.truth import Truth, ecef, segments

GEOD = Geod(ellps="WGS84")
places = st.tuples(st.floats(-180, 180), st.floats(-90, 90))


def edges_of(geometry, step_m=2_000.0):
    return Edges.of(densify(runs_of(geometry), step_m, 0.01))


def sampled(a, b, geometry, distance_m, count=101):
    share = np.linspace(0, 1, count)[:, None]
    points = np.array(a) + (np.array(b) - np.array(a)) * share
    return np.abs(Truth(geometry, distance_m / 50).distances_m(points) - distance_m).max()


def bounded(a, b, geometry, distance_m, near_m=1.0):
    source = edges_of(geometry)
    off = bounds_m(source, np.array([a], float), np.array([b], float), distance_m, near_m)
    return float(off[0]) + slack_m(source, distance_m)


def test_what_lies_between_samples_is_seen():
    # a lone point near a fifth of the edge, which samples in the middle and at the thirds miss
    source = MultiPoint([(10, 50), (10.02, 50.0), (10.08, 50.0), (10.1, 50), (10.04, 50.0003)])
    line = LineString([(10, 50), (10.1, 50)])
    both = MultiLineString([line.coords, [(10.0200, 50.004), (10.0201, 50.004)]])
    edge = (10.0, 50.0089), (10.1, 50.0089)
    distance_m = GEOD.inv(10.05, 50, 10.05, 50.0089)[2]
    assert bounded(*edge, line, distance_m) < 1
    assert bounded(*edge, both, distance_m) > 400
    assert sampled(*edge, both, distance_m) <= bounded(*edge, both, distance_m)
    assert sampled(*edge, source, distance_m) <= bounded(*edge, source, distance_m)


@settings(max_examples=40)
@given(
    place=st.tuples(st.floats(-170, 170), st.floats(-86, 86)),
    bearing=st.floats(0, 360),
    turn=st.floats(-60, 60),
    length=st.floats(-3, 0.5).map(lambda e: 10**e),
    distance_m=st.floats(1.5, 5.5).map(lambda e: 10**e),
    seed=st.integers(0, 1000),
)
@example(place=(0.0, 86.0), bearing=90.0, turn=0.0, length=1.0, distance_m=2e5, seed=0)
def test_no_sample_is_farther_off_than_the_bound(place, bearing, turn, length, distance_m, seed):
    rng = np.random.default_rng(seed)
    count = 6
    away = GEOD.fwd(
        np.full(count, place[0]), np.full(count, place[1]),
        bearing + rng.uniform(120, 240, count), rng.uniform(0.8, 1.5, count) * distance_m,
    )  # fmt: skip
    track = np.column_stack(away[:2])
    end = GEOD.fwd(*place, bearing + 90 + turn, length * distance_m)[:2]
    if np.ptp(np.vstack([track, [place], [end]])[:, 0]) > 170:
        return  # the judge's edges do not cross the antimeridian
    for source in (MultiPoint(track), LineString(track)):
        found = bounded(place, end, source, distance_m, near_m=distance_m * 1e-4)
        assert sampled(place, end, source, distance_m) <= found + 1e-6


@settings(max_examples=50)
@given(start=places, step=st.tuples(st.floats(-5, 5), st.floats(-3, 3)))
@example(start=(0.0, 89.0), step=(5.0, 1.0))
@example(start=(0.0, -1.0), step=(0.0, 2.0))
def test_bends_hold_what_a_curve_leaves_of_its_chord(start, step):
    a = np.array([start])
    b = np.clip(a + step, (-540, -90), (540, 90))
    aside, above = bends_m(a, b)
    share = np.linspace(0, 1, 41)[:, None]
    curve, (one, other) = ecef(*(a + (b - a) * share).T), ecef(*np.vstack([a, b]).T)
    off = curve - (one + (other - one) * share)
    middle = np.radians((a + b)[0] / 2)
    up = np.array([*np.cos(middle[1]) * np.array([np.cos(middle[0]), np.sin(middle[0])]), np.sin(middle[1])])  # fmt: skip
    assert np.linalg.norm(off, axis=1).max() <= np.hypot(aside, above)[0] * 1.0001 + 1e-6
    assert (off @ up).max() <= above[0] * 1.01 + aside[0] * 0.1 + 1e-6


@settings(max_examples=50)
@given(
    place=places,
    bearing=st.floats(0, 360),
    distance_m=st.floats(1, 6).map(lambda e: 10**e),
)
@example(place=(0.0, 0.0), bearing=0.0, distance_m=1e6)
@example(place=(0.0, 90.0), bearing=0.0, distance_m=1e6)
def test_geodesics_lie_between_those_of_two_spheres(place, bearing, distance_m):
    lon, lat, _ = GEOD.fwd(*place, bearing, distance_m)
    chord = np.linalg.norm(ecef(lon, lat) - ecef(*place))
    low, high = (2 * r * np.arcsin(chord / 2 / r) for r in (MOST_RADIUS_M, LEAST_RADIUS_M))
    assert low - 1e-6 <= distance_m <= high + 1e-6
    assert high - low <= chord_slack_m(distance_m) + 1e-6


@pytest.mark.parametrize("distance_m", [50.0, 5_000.0, 500_000.0])
def test_every_edge_of_a_zone_keeps_what_is_stated(distance_m):
    step = distance_m / 111_320
    track = np.array([(8, 47)]) + np.array([(0, 0), (2, 0.3), (2.2, 2), (0.3, 0.1), (-1, 2)]) * step
    zone = zone_within(LineString(track), distance_m)
    edges = segments(zone.geometry)
    share = np.linspace(0, 1, 9)[None, :, None]
    points = (edges[:, None, :2] * (1 - share) + edges[:, None, 2:] * share).reshape(-1, 2)
    off = np.abs(Truth(LineString(track), distance_m / 50).distances_m(points) - distance_m)
    assert zone.error_m / 1.3 <= off.max() <= zone.error_m


def test_a_point_by_the_pole():
    zone = zone_within(Point(16.2, -89.9999), 245.0)
    assert zone.error_m <= 0.0245 and zone.geometry.covers(Point(100, -89.9999))
