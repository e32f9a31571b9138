import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from pyproj import Geod
from shapely import LineString, MultiPolygon, Point, box

from geo.errors import GeometryError
from geo.zones.area import area_km2
from geo.zones.shapes import (
    beside_parallel,
    geodesic_line,
    geodesic_polygon,
    inner_offset,
    ring_between,
    sector,
)
from tests.zones.truth import Truth, on_edge

GEOD = Geod(ellps="WGS84")


@settings(max_examples=30)
@given(
    start=st.tuples(st.floats(-179, 179), st.floats(-80, 80)),
    end=st.tuples(st.floats(-179, 179), st.floats(-80, 80)),
)
def test_line_keeps_to_the_geodesic(start, end):
    length = GEOD.inv(*start, *end)[2]
    if not 1 < length < 19_000_000:
        return
    line = geodesic_line([start, end])
    middle = GEOD.fwd(*start, GEOD.inv(*start, *end)[0], length / 2)[:2]
    assert Truth(line, 50_000).distances_m(np.array([middle]))[0] < 2
    assert abs(np.array(line.bounds)[[0, 2]]).max() <= 180


def test_line_is_cut_at_the_antimeridian():
    line = geodesic_line([(179, 10), (-179, 10)])
    assert len(line.geoms) == 2 and line.length == pytest.approx(2, abs=0.01)


@pytest.mark.parametrize("points", [[(0, 0)], [(0, 0), (0, 0)], [(0, 0), (200, 0)]])
def test_line_refuses(points):
    with pytest.raises(GeometryError, match="points: got"):
        geodesic_line(points)


def test_polygon_by_coordinates():
    corners = [(34.33, 33.17), (34.83, 33.17), (34.83, 32.83), (34.33, 32.83)]
    wanted = abs(GEOD.polygon_area_perimeter(*zip(*corners, strict=True))[0]) / 1e6
    for order in (corners, corners[::-1], [*corners, corners[0]]):
        area = geodesic_polygon(order)
        assert area.is_valid and area.exterior.is_ccw
        assert area_km2(area) == pytest.approx(wanted, rel=1e-5)


def test_polygon_over_the_antimeridian_and_round_the_poles():
    pacific = geodesic_polygon([(170, 10), (-170, 10), (-170, 20), (170, 20)])
    assert pacific.geom_type == "MultiPolygon" and pacific.covers(Point(-175, 15))
    for lat, pole in ((80, 90), (-80, -90)):
        cap = geodesic_polygon([(0, lat), (90, lat), (180, lat), (-90, lat)])
        assert cap.covers(Point(0, pole)) and not cap.covers(Point(45, 0))
        wanted = abs(GEOD.polygon_area_perimeter([0, 90, 180, -90], [lat] * 4)[0]) / 1e6
        assert area_km2(cap) == pytest.approx(wanted, rel=1e-4)


@pytest.mark.parametrize(
    ("points", "message"),
    [
        ([(0, 0), (1, 1)], "2 different points"),
        ([(0, 0), (1, 1), (0, 0)], "2 different points"),
        ([(0, 0), (1, 1), (1, 0), (0, 1)], "crosses itself"),
    ],
)
def test_polygon_refuses(points, message):
    with pytest.raises(GeometryError, match=message):
        geodesic_polygon(points)


@pytest.mark.parametrize(
    ("bearings", "inside", "outside"),
    [
        ((300, 60), (34.0, 33.1), (34.0, 32.9)),
        ((60, 300), (34.0, 32.9), (34.0, 33.1)),
        ((0, 90), (34.1, 33.1), (33.9, 33.1)),
    ],
)
def test_sector_runs_clockwise(bearings, inside, outside):
    slice_ = sector((34, 33), *bearings, 50_000).geometry
    assert slice_.covers(Point(inside)) and not slice_.covers(Point(outside))
    sweep = (bearings[1] - bearings[0]) % 360
    assert area_km2(slice_) == pytest.approx(np.pi * 2500 * sweep / 360, rel=1e-3)


def test_sector_with_an_inner_radius():
    piece = sector((34, 33), 0, 90, 50_000, 20_000)
    far = GEOD.fwd(34, 33, 45, 30_000)[:2]
    near = GEOD.fwd(34, 33, 45, 10_000)[:2]
    assert piece.geometry.covers(Point(far)) and not piece.geometry.covers(Point(near))
    assert piece.error_m <= 5


@pytest.mark.parametrize("arguments", [(0, 0, 1e4), (0, 90, 1e4, 2e4), (float("nan"), 9, 1e4)])
def test_sector_refuses(arguments):
    with pytest.raises(GeometryError, match="sector: got"):
        sector((34, 33), *arguments)


def test_ring_between_two_distances():
    ring = ring_between(Point(36, 33), 20_000, 30_000)
    away = Truth(Point(36, 33), 100).distances_m(on_edge(ring.geometry, 200))
    off = np.minimum(np.abs(away - 20_000), np.abs(away - 30_000))
    assert off.max() <= ring.error_m <= 3
    with pytest.raises(GeometryError, match="ring: got"):
        ring_between(Point(36, 33), 30_000, 20_000)


def test_inner_offset_lies_the_distance_from_the_edge():
    area = box(20, 40, 21, 41)
    inner = inner_offset(area, 10_000)
    away = Truth(area.exterior, 100).distances_m(on_edge(inner.geometry, 200))
    assert np.abs(away - 10_000).max() <= inner.error_m
    assert area.contains(inner.geometry)


@pytest.mark.parametrize(
    ("side", "degrees", "inside", "outside"),
    [
        ("north", 36.0, (43, 36.1), (43, 35.9)),
        ("south", 36.0, (43, 35.9), (43, 36.1)),
        ("east", 44.0, (44.1, 36), (43.9, 36)),
        ("west", 44.0, (43.9, 36), (44.1, 36)),
    ],
)
def test_half_planes(side, degrees, inside, outside):
    half = beside_parallel(box(40, 30, 50, 40), degrees, side)
    assert half.covers(Point(inside)) and not half.covers(Point(outside))


def test_east_of_a_meridian_goes_on_over_the_antimeridian():
    land = MultiPolygon([box(170, -10, 180, 10), box(-180, -10, -170, 10)])
    east = beside_parallel(land, 175, "east")
    assert east.covers(Point(178, 0)) and east.covers(Point(-175, 0))
    assert not east.covers(Point(172, 0))
    assert beside_parallel(land, -175, "west").covers(Point(172, 0))


@pytest.mark.parametrize(("degrees", "side"), [(91, "north"), (181, "east"), (10, "up")])
def test_half_plane_refuses(degrees, side):
    with pytest.raises(GeometryError, match="half plane: got"):
        beside_parallel(box(0, 0, 1, 1), degrees, side)


def test_shapes_are_valid():
    shapes = [
        geodesic_polygon([(0, 0), (10, 0), (10, 10)]),
        sector((179.9, 0), 0, 180, 100_000).geometry,
        ring_between(LineString([(179, 0), (180, 0)]), 50_000, 90_000).geometry,
    ]
    assert shapely.is_valid(shapes).all()
