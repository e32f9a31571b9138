"""Outlines put together from sides and arcs: awkward sources, and the tree beneath them."""

import numpy as np
import pytest
import shapely
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pyproj import Geod
from shapely import LineString, MultiLineString, MultiPoint, MultiPolygon, Point, Polygon, box

from geo.zones.area import area_km2
from geo.zones.borders import Borders
from geo.zones.geodesy import zone_within
from geo.zones.globe import polygons_of
from geo.zones.lines import densify, runs_of
from geo.zones.tracks import geodesic_polygon
from geo.zones.tree import Edges, chord_m, ecef_of
from tests.zones.truth import Truth, compare

GEOD = Geod(ellps="WGS84")


def assert_true(geometry, distance_m, **options):
    zone = zone_within(geometry, distance_m)
    assert zone.geometry.is_valid
    assert zone.error_m <= 1.001e-4 * distance_m
    got = compare(zone.geometry, geometry, distance_m, **options)
    assert got.edge_m <= zone.error_m, f"edge {got.edge_m} m off, stated {zone.error_m} m"
    assert got.wrong_m <= 2e-4 * distance_m, f"{got.wrong} points on the wrong side"
    return zone.geometry


# The tree ------------------------------------------------------------------------------------


@settings(max_examples=50)
@given(
    place=st.tuples(st.floats(-180, 180), st.floats(-90, 90)),
    bearing=st.floats(0, 360),
    distance_m=st.floats(0, 6).map(lambda e: 10**e),
)
@example(place=(0.0, 0.0), bearing=45.0, distance_m=1e6)
@example(place=(10.0, 90.0), bearing=0.0, distance_m=1e6)
def test_chord_tells_the_geodesic(place, bearing, distance_m):
    lon, lat, _ = GEOD.fwd(*place, bearing, distance_m)
    _, found = chord_m(*ecef_of(*place), *ecef_of(lon, lat))
    assert found == pytest.approx(distance_m, rel=1e-7, abs=1e-6)


def test_nearest_edge_is_that_of_all_edges():
    rng = np.random.default_rng(3)
    tracks = rng.uniform((10, 40), (12, 42), (40, 1, 2)) + rng.normal(0, 0.05, (40, 9, 2))
    edges = Edges.of(runs_of(MultiLineString(list(tracks))))
    places = rng.uniform((9, 39), (13, 43), (200, 2))
    _, away, _ = edges.distances_m(*places.T)
    wanted = Truth(MultiLineString(list(tracks)), 1_000).distances_m(places)
    assert away == pytest.approx(wanted, abs=0.5)


def test_tree_of_one_point():
    _, away, _ = Edges.of(runs_of(Point(5, 50))).distances_m(np.array([5.0]), np.array([51.0]))
    assert away[0] == pytest.approx(GEOD.inv(5, 50, 5, 51)[2], abs=1e-6)


def test_closed_lines_and_those_cut_at_the_antimeridian_go_on():
    ring = Edges.of(runs_of(box(0, 0, 1, 1).exterior))
    assert (ring.before >= 0).all()
    cut = MultiLineString([[(179, 0), (180, 0.5)], [(-180, 0.5), (-179, 1)]])
    assert sorted(Edges.of(runs_of(cut)).before) == [-1, 0]


# Awkward sources -----------------------------------------------------------------------------

AWKWARD = {
    "there and back": LineString([(0, 0), (1, 1), (0, 0)]),
    "part of the way back": LineString([(0, 0), (1, 0), (0.3, 0), (0.3, 0.4)]),
    "almost back": LineString([(0, 0), (0, -0.9), (6e-8, -0.2)]),
    "twice the same": MultiLineString([[(0, 0), (1, 0.5)], [(0, 0), (1, 0.5)]]),
    "twice with other vertices": MultiLineString([[(0, 0), (1, 0)], [(0.2, 0), (0.5, 0), (2, 0)]]),
    "three meet": MultiLineString([[(0, 0), (1, 0)], [(0, 0), (-1, 1)], [(0, 0), (-1, -1)]]),
    "crossing": MultiLineString([[(-1, 0), (1, 0)], [(0, -1), (0, 1)]]),
    "crossing itself": LineString([(0, 0), (1, 1), (1, 0), (0, 1)]),
    "repeated vertices": LineString([(0, 0), (0, 0), (1, 1), (1, 1), (2, 1)]),
    "straight vertices": LineString([(x / 10, 0) for x in range(21)]),
    "star of spikes": LineString(
        [(r * np.cos(a), r * np.sin(a)) for a in np.linspace(0, 6.2, 25) for r in (0.05, 1)]
    ),
    "grid of points": MultiPoint([(x / 10, y / 10) for x in range(6) for y in range(6)]),
    "point on a line": shapely.geometrycollections([LineString([(0, 0), (1, 0)]), Point(0.5, 0)]),
}


@pytest.mark.parametrize("distance_m", [1_000, 11_131.9, 60_000])
@pytest.mark.parametrize("name", list(AWKWARD))
def test_awkward_lines(name, distance_m):
    assert_true(AWKWARD[name], distance_m, count=150)


def test_areas_that_share_an_edge_are_one():
    two = shapely.geometrycollections([box(10, 40, 11, 41), box(11, 40, 12, 41)])
    zone = assert_true(two, 5_000)
    assert zone.geom_type == "Polygon" and not len(zone.interiors)


def test_lake_that_the_zone_fills_and_one_that_it_does_not():
    lakes = [[(10.2, 40.2), (10.2, 40.25), (10.25, 40.25), (10.25, 40.2)], [*box(10.4, 40.4, 10.9, 40.9).exterior.coords]]  # fmt: skip
    zone = assert_true(Polygon(box(10, 40, 11, 41).exterior, lakes), 5_000)
    assert len(zone.interiors) == 1


def test_island_in_a_lake():
    lake = Polygon(box(10, 40, 12, 42).exterior, [box(10.4, 40.4, 11.6, 41.6).exterior])
    zone = assert_true(MultiPolygon([lake, box(10.95, 40.95, 11.05, 41.05)]), 10_000)
    assert zone.covers(Point(11, 41)) and len(shapely.get_parts(zone)) == 2


@pytest.mark.parametrize("south", [-90.0, 80.0])
def test_area_that_touches_the_antimeridian_and_a_pole(south):
    cap = shapely.segmentize(box(-180, south, 180, south + 10), 5)
    assert_true(cap, 200_000)


def test_hair_gap_between_two_zones_stays_open():
    # Two parallels 2 x 10 km and 20 m apart: their zones leave 20 m, ten times the tolerance.
    apart = (20_000 + 20) / 110_574.4
    lines = MultiLineString([[(0, 0), (1, 0)], [(0, apart), (1, apart)]])
    zone = zone_within(lines, 10_000).geometry
    assert len(shapely.get_parts(zone)) == 2


def test_coast_of_a_thousand_islands_at_a_kilometre():
    coast = Borders.open().coast("FI")
    north = shapely.multilinestrings([p for p in coast.geoms if p.bounds[0] > 22.5])
    zone = assert_true(north, 1_000, count=500)
    assert shapely.get_num_coordinates(zone) < 40 * shapely.get_num_coordinates(north)


@pytest.mark.parametrize("pole", [1, -1])
def test_outline_round_a_pole_may_cross_the_antimeridian_to_and_fro(pole):
    lon = np.array([0, 60, 120, 165, 190, 195, 170, 165, 190, 250, 300])
    lat = np.array([60, 62, 60, 58, 50, 65, 75, 80, 82, 70, 60])
    ring = np.column_stack([lon, lat * pole])[::pole]
    turned = ring + np.array([-120.0, 0])  # so that it crosses but once
    here, there = (
        polygons_of(
            (np.column_stack([(r[:, 0] + 180) % 360 - 180, r[:, 1]]),), north_pole_inside=pole > 0
        )
        for r in (ring, turned)
    )
    assert (
        here.is_valid
        and here.covers(Point(0, 89 * pole))
        and not here.covers(Point(-176, 75 * pole))
    )
    assert area_km2(here) == pytest.approx(area_km2(there), rel=1e-9)


# Anywhere ------------------------------------------------------------------------------------


@settings(max_examples=40)
@given(
    centre=st.tuples(st.floats(-180, 180), st.floats(-90, 90)),
    corners=st.lists(st.floats(0.2, 1), min_size=3, max_size=9),
    size=st.floats(-1, 1).map(lambda e: 10**e),
    distance_m=st.floats(1, 6).map(lambda e: 10**e),
)
@example(centre=(180.0, 0.0), corners=[1.0] * 5, size=1.0, distance_m=1e5)
@example(centre=(0.0, 90.0), corners=[1.0, 0.5] * 4, size=1.0, distance_m=1e5)
@example(centre=(77.0, -90.0), corners=[1.0] * 3, size=0.1, distance_m=1e6)
@example(centre=(0.0, 90.0), corners=[1.0, 0.75, 0.25], size=1.0, distance_m=10.0)
@example(centre=(-179.99999999999997, 0.0), corners=[1.0] * 3, size=1.0, distance_m=10.0)
def test_star_shaped_area_anywhere(centre, corners, size, distance_m):
    reach = np.array(corners) * min(size * distance_m, 2e6)
    bearing = np.linspace(0, 360, len(corners), endpoint=False)
    lon, lat, _ = GEOD.fwd(*(np.full(len(corners), c) for c in centre), bearing, reach)
    area = geodesic_polygon(list(zip(lon, lat, strict=True)))
    zone = assert_true(area, distance_m, count=80)
    inner = shapely.get_coordinates(area)
    assert shapely.intersects_xy(zone, *inner[np.abs(inner[:, 0]) < 180].T).all()


def test_edges_bend_with_their_parallel():
    runs = densify(runs_of(LineString([(0, 60), (10, 60)])), 50_000, 0.01)
    lon, lat = runs.xy.T
    sagitta = 6_371_000 * np.radians(np.diff(lon).max() * np.cos(np.radians(60))) ** 2 / 8
    assert sagitta * np.tan(np.radians(60)) < 0.02 and np.ptp(lat) == 0
