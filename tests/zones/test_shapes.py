import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from pyproj import Geod, Proj
from shapely import LineString, MultiPolygon, Point, box

from geo.errors import GeometryError
from geo.zones.area import area_km2
from geo.zones.shapes import beside_parallel, inner_offset, ring_between, sector
from geo.zones.strips import one_side
from geo.zones.tracks import geodesic_line, geodesic_polygon, rhumb_line
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


def test_line_on_the_antimeridian_is_kept():
    line = rhumb_line([(179, 0), (180, 0), (180, 1), (179, 1)])
    assert line.length == pytest.approx(3) and line.bounds == (179, 0, 180, 1)
    assert not geodesic_line([(180, 0), (180, 1)]).is_empty


@pytest.mark.parametrize(
    "points",
    [
        [(0, 0)],
        [(0, 0), (0, 0)],
        [(0, 0), (200, 0)],
        [(0, 0, 5), (1, 1, 5)],
        [(0, 0), (float("nan"), 1)],
        ["here", "there"],
    ],
)
@pytest.mark.parametrize("line", [geodesic_line, rhumb_line])
def test_line_refuses(points, line):
    with pytest.raises(GeometryError, match="points: got"):
        line(points)


# Rhumb lines -----------------------------------------------------------------------------------


def test_rhumb_line_along_a_parallel_is_the_parallel():
    parallel = rhumb_line([(-10, 49), (20, 49)])
    assert parallel.bounds == (-10, 49, 20, 49)
    assert geodesic_line([(-10, 49), (20, 49)]).bounds[3] > 49.9


@settings(max_examples=30)
@given(
    start=st.tuples(st.floats(-180, 180), st.floats(-80, 80)),
    end=st.tuples(st.floats(-180, 180), st.floats(-80, 80)),
)
def test_rhumb_line_keeps_its_bearing(start, end):
    turn = (end[0] - start[0] + 180) % 360 - 180
    if max(abs(turn), abs(end[1] - start[1])) < 0.01 or abs(turn) > 179:
        return
    if abs(start[0]) == abs(end[0]) == 180:
        return  # the judge takes what runs on the antimeridian for a seam
    straight = Proj("+proj=merc +ellps=WGS84 +lon_0=0")  # where rhumb lines are straight
    (x0, x1), (y0, y1) = straight([0, turn], [start[1], end[1]])
    lon, lat = straight(np.linspace(x0, x1, 9), np.linspace(y0, y1, 9), inverse=True)
    wanted = np.column_stack([(start[0] + lon + 180) % 360 - 180, lat])[1:-1]
    assert Truth(rhumb_line([start, end]), 50_000).distances_m(wanted).max() < 2


def test_rhumb_line_does_not_reach_a_pole():
    with pytest.raises(GeometryError, match=r"up to 89\.9°"):
        rhumb_line([(0, 0), (0, 90)])


# One side of a line ----------------------------------------------------------------------------


@pytest.mark.parametrize("side", ["left", "right"])
def test_one_side_of_a_line(side):
    line = LineString([(10, 50), (10.4, 50.1), (10.7, 49.95), (11.2, 50.05)])
    strip = one_side(line, 12_000, side)
    other = one_side(line, 12_000, "left" if side == "right" else "right")
    both = shapely.union(strip.geometry, other.geometry)
    assert strip.geometry.is_valid and strip.error_m <= 1.2
    assert shapely.intersection(strip.geometry, other.geometry).area < 1e-9 * both.area
    rng = np.random.default_rng(5)
    points = rng.uniform((10.05, 49.8), (11.1, 50.3), (300, 2))
    near = Truth(line, 200).distances_m(points) < 12_000 - 2
    xy = np.asarray(line.coords)
    above = points[:, 1] > np.interp(points[:, 0], *xy.T)
    found = shapely.contains_xy(strip.geometry, *points.T)
    assert (found == (near & (above == (side == "left")))).mean() > 0.99


def test_inner_side_of_a_closed_line():
    ring = box(20, 40, 21, 41).exterior  # counterclockwise: the inside is on its left
    inner = one_side(LineString(ring.coords), 10_000, "left").geometry
    assert inner.covers(Point(20.05, 40.5)) and not inner.covers(Point(19.95, 40.5))
    assert not inner.covers(Point(20.5, 40.5))


@pytest.mark.parametrize(
    ("line", "side", "message"),
    [
        (LineString([(0, 0), (1, 1)]), "north", "'left' or 'right'"),
        (LineString([(0, 0), (1, 1), (1, 0), (0, 1)]), "left", "does not cross itself"),
        (Point(0, 0), "left", "got a Point"),
    ],
)
def test_one_side_refuses(line, side, message):
    with pytest.raises(GeometryError, match=message):
        one_side(line, 1_000, side)


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


@pytest.mark.parametrize(
    "arguments",
    [(0, 0, 1e4), (0, 90, 1e4, 2e4), (float("nan"), 9, 1e4), (0, 90, 1.5e7), (0, 90, True)],
)
def test_sector_refuses(arguments):
    with pytest.raises(GeometryError, match=r"sector: .*got"):
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


def test_half_plane_and_inner_offset_refuse_lines():
    line = LineString([(0, 0), (1, 1)])
    with pytest.raises(GeometryError, match="half plane: got a LineString"):
        beside_parallel(line, 0.5, "north")
    with pytest.raises(GeometryError, match="area: got a LineString"):
        inner_offset(line, 1_000)


def test_shapes_are_valid():
    shapes = [
        geodesic_polygon([(0, 0), (10, 0), (10, 10)]),
        sector((179.9, 0), 0, 180, 100_000).geometry,
        ring_between(LineString([(179, 0), (180, 0)]), 50_000, 90_000).geometry,
    ]
    assert shapely.is_valid(shapes).all()


@pytest.mark.parametrize("lat", [89.99989466346548, -89.99989466346548])
def test_sector_beside_a_pole_keeps_its_share(lat):
    slice_ = sector((16.2, lat), 300.0, 30.0, 245.0).geometry
    assert slice_.is_valid
    assert area_km2(slice_) == pytest.approx(np.pi * 0.245**2 / 4, rel=0.01)


def test_geodesic_past_a_pole_keeps_to_it():
    line = geodesic_line([(10, 89.9), (-160, 89.95)])
    bearing, _, length = GEOD.inv(10, 89.9, -160, 89.95)
    lon, lat, _ = GEOD.fwd(
        np.full(9, 10.0), np.full(9, 89.9), np.full(9, bearing), np.linspace(0.1, 0.9, 9) * length
    )
    assert Truth(line, 100).distances_m(np.column_stack([lon, lat])).max() < 1
