import numpy as np
import pytest
import shapely
from hypothesis import example, given, settings
from hypothesis import strategies as st
from shapely import LineString, MultiLineString, MultiPoint, MultiPolygon, Point, Polygon, box

from geo.errors import GeometryError
from geo.zones.borders import Borders
from geo.zones.geodesy import zone_within
from tests.zones.truth import Truth, compare, on_edge

TOLERANCE = 1e-4


@pytest.fixture(scope="module")
def borders():
    return Borders.open()


def assert_true(geometry, distance_m, *, clip=None, count=400):
    zone = zone_within(geometry, distance_m, clip=clip)
    assert zone.geometry.is_valid
    assert zone.geometry.geom_type in {"Polygon", "MultiPolygon"}
    assert zone.error_m <= TOLERANCE * distance_m * 1.001
    got = compare(zone.geometry, geometry, distance_m, clip=clip, count=count)
    assert got.edge_m <= zone.error_m, f"edge {got.edge_m} m off, stated {zone.error_m} m"
    assert got.wrong_m <= 2 * TOLERANCE * distance_m, f"{got.wrong} points on the wrong side"
    return zone


# Anywhere on earth ---------------------------------------------------------------------------

longitudes = st.floats(-180, 180)
latitudes = st.floats(-90, 90)
places = st.tuples(longitudes, latitudes)
distances = st.floats(1, 6).map(lambda e: 10**e)  # 10 m to 1,000 km, evenly by scale


@settings(max_examples=40)
@given(place=places, distance_m=distances)
@example(place=(180.0, 0.0), distance_m=50_000.0)
@example(place=(0.0, 90.0), distance_m=300_000.0)
@example(place=(30.0, 89.0), distance_m=300_000.0)
@example(place=(-120.0, -89.9), distance_m=1_000_000.0)
def test_circle_anywhere(place, distance_m):
    assert_true(Point(place), distance_m, count=100)


@settings(max_examples=30)
@given(
    start=st.tuples(st.floats(-179, 179), st.floats(-88, 88)),
    steps=st.lists(st.tuples(st.floats(-1, 1), st.floats(-1, 1)), min_size=1, max_size=12),
    scale=st.floats(-1.5, 1).map(lambda e: 10**e),
    distance_m=st.floats(1.5, 5.5).map(lambda e: 10**e),
)
@example(start=(0.0, 0.0), steps=[(0.0, 6e-8)], scale=10.0, distance_m=100.0)
@example(start=(0.0, 0.0), steps=[(0.0, 6e-8)], scale=1.0, distance_m=100.0)
def test_line_anywhere(start, steps, scale, distance_m):
    moves = (
        np.array(steps) * scale * distance_m / 111_320
    )  # edges from 3 % to 10 times the distance
    track = np.cumsum([start, *moves], axis=0)
    track = np.clip(track, [-179.99, -90], [179.99, 90])  # the judge takes no edge on the seam
    if len(np.unique(track, axis=0)) < 2:
        return
    zone = assert_true(LineString(track), distance_m, count=100)
    assert all(zone.geometry.covers(Point(p)) for p in track if abs(p[0]) < 180)


@pytest.mark.parametrize("distance_m", [3_162, 5_623, 31_623])
def test_inner_corner_of_a_sharp_turn(distance_m):
    assert_true(LineString([(0, 0), (0.59, -1.58), (-0.2, 0.4)]), distance_m)


@settings(max_examples=20)
@given(
    points=st.lists(places, min_size=2, max_size=8, unique=True),
    distance_m=st.floats(3.5, 5.7).map(lambda e: 10**e),
)
def test_points_anywhere(points, distance_m):
    assert_true(MultiPoint(points), distance_m, count=100)


@settings(max_examples=20)
@given(
    corner=st.tuples(st.floats(-170, 160), st.floats(-80, 75)),
    size=st.tuples(st.floats(0.1, 10), st.floats(0.1, 10)),
    distance_m=st.floats(2, 5).map(lambda e: 10**e),
)
def test_area_holds_itself(corner, size, distance_m):
    width, height = np.array(size) * distance_m / 111_320
    area = box(*corner, corner[0] + width, corner[1] + height)
    zone = assert_true(area, distance_m, count=100)
    assert zone.geometry.covers(area)


def test_area_larger_than_the_distance_has_no_hole():
    area = Polygon([(30, 30), (40, 30), (40, 38), (30, 38)], [[(33, 33), (34, 33), (34, 34)]])
    zone = zone_within(area, 5_000).geometry
    assert len(zone.interiors) == 1  # what is left of the hole, more than 5 km from its edge
    assert not zone.contains(Point(33.8, 33.4)) and zone.contains(Point(36, 36))


# Awkward places ------------------------------------------------------------------------------


def test_line_over_the_antimeridian_is_cut_there():
    line = MultiLineString([[(178, -17), (180, -16.5)], [(-180, -16.5), (-178, -16)]])
    zone = assert_true(line, 100_000).geometry
    assert zone.bounds[0] == -180 and zone.bounds[2] == 180
    assert {side for side in np.sign([p.centroid.x for p in zone.geoms])} == {-1, 1}


def test_area_over_the_antimeridian_has_no_edge_there():
    area = shapely.union_all([box(179, -19, 180, -16), box(-180, -19, -179, -16)])
    zone = assert_true(area, 20_000).geometry
    assert zone.covers(area)
    assert zone.area == pytest.approx(
        zone_within(box(10, -19, 12, -16), 20_000).geometry.area, rel=1e-9
    )


def test_edge_on_the_antimeridian_counts_when_nothing_lies_beyond():
    zone = zone_within(box(178, 10, 180, 12), 50_000).geometry
    assert zone.covers(Point(-179.7, 11)) and not zone.covers(Point(-179.4, 11))


def test_ring_round_a_pole_leaves_the_pole_out():
    parallel = shapely.segmentize(LineString([(-180, 80), (180, 80)]), 1)
    zone = assert_true(parallel, 100_000).geometry
    assert not zone.covers(Point(0, 90)) and not zone.covers(Point(0, 82))
    assert zone.covers(Point(100, 79.5)) and zone.covers(Point(-100, 80.5))


def test_area_round_a_pole_keeps_the_pole():
    zone = zone_within(box(-180, -90, 180, -80), 100_000).geometry
    assert zone.covers(Point(0, -90)) and zone.covers(Point(90, -79.2))
    assert not zone.covers(Point(90, -79))


def test_two_poles():
    zone = assert_true(MultiPoint([(0, 90), (0, -90)]), 1_000_000).geometry
    assert zone.covers(Point(0, 90)) and zone.covers(Point(0, -90))
    assert not zone.covers(Point(0, 0))


def test_more_than_a_hemisphere():
    assert_true(Point(127, 39), 13_000_000, count=200)


def test_square_ring_keeps_its_inside_free():
    ring = box(20, 40, 21, 41).exterior
    zone = assert_true(ring, 10_000).geometry
    assert len(zone.interiors) == 1 and not zone.contains(Point(20.5, 40.5))


def test_touching_discs():
    assert_true(MultiPoint([(0, 0), (0.2, 0), (0.4, 0), (0.2, 0.2)]), 11_131.9)


def test_collection_of_kinds():
    mixed = shapely.geometrycollections(
        [Point(10, 50), LineString([(10.5, 50), (11, 50.2)]), box(11.5, 50, 11.7, 50.1)]
    )
    assert zone_within(mixed, 15_000).geometry.covers(mixed)


# The real cases of the study -----------------------------------------------------------------


@pytest.mark.parametrize("distance_m", [10, 100, 1_000, 5_000, 20_000])
def test_israel_syria(borders, distance_m):
    line = borders.shared_border("IL", "SY")
    assert_true(line, distance_m, clip=borders.land("SY"))


def test_falklands_200_nautical_miles(borders):
    zone = assert_true(borders.land("FK"), 370_400)
    assert shapely.get_num_coordinates(zone.geometry) < 1_000


def test_fiji_over_the_antimeridian(borders):
    zone = assert_true(borders.coast("FJ"), 100_000)
    assert zone.geometry.bounds[0] == -180 and zone.geometry.bounds[2] == 180


def test_chukotka_over_the_antimeridian(borders):
    coast = borders.coast("RU")
    parts = [p for p in coast.geoms if p.bounds[1] > 60 and abs(p.bounds[0]) > 175]
    assert_true(MultiLineString(parts), 100_000, count=200)


def test_chile_argentina_50_km(borders):
    assert_true(borders.shared_border("CL", "AR"), 50_000, count=300)


def test_ukraine_russia_clipped_to_russia(borders):
    line, land = borders.shared_border("UA", "RU"), borders.land("RU")
    zone = zone_within(line, 30_000, clip=land)
    points = on_edge(zone.geometry, 200, land)
    off = np.abs(Truth(line, 600).distances_m(points) - 30_000)
    assert off.max() <= zone.error_m <= 3


def test_zone_of_nothing_in_reach_is_empty():
    zone = zone_within(Point(0, 0), 1_000, clip=box(10, 10, 11, 11))
    assert zone.geometry.is_empty and zone.error_m == 0


def test_clip_inside_the_area_is_covered():
    zone = zone_within(box(0, 0, 10, 10), 1_000, clip=box(4, 4, 5, 5))
    assert zone.geometry.equals(box(4, 4, 5, 5))


def test_shells_run_counterclockwise_and_holes_clockwise():
    zone = zone_within(box(20, 40, 21, 41).exterior, 10_000).geometry
    assert zone.exterior.is_ccw and not zone.interiors[0].is_ccw


def test_finer_tolerance_is_finer():
    line = LineString([(10, 50), (11, 50.3), (10.5, 51)])
    errors = [zone_within(line, 20_000, tolerance=t).error_m for t in (1e-2, 1e-3, 1e-4, 1e-5)]
    assert errors == sorted(errors, reverse=True)
    assert all(
        e <= t * 20_000 * 1.001 for e, t in zip(errors, (1e-2, 1e-3, 1e-4, 1e-5), strict=True)
    )


def test_height_is_dropped():
    flat, high = zone_within(Point(1, 2), 100), zone_within(Point(1, 2, 3000), 100)
    assert flat.geometry.equals(high.geometry) and not high.geometry.has_z


# What is refused -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("geometry", "message"),
    [
        (Point(), "empty"),
        (LineString(), "empty"),
        (Point(float("nan"), 0), "empty|NaN"),
        (LineString([(0, 0), (float("inf"), 1)]), "infinite"),
        (Point(181, 0), "longitude 181.0"),
        (Point(0, -91), "latitude -91.0"),
        (box(500_000, 4_000_000, 600_000, 4_100_000), "EPSG:4326"),
        (Polygon([(0, 0), (1, 1), (1, 0), (0, 1)]), r"Self-intersection\[0.5 0.5\]"),
        (
            shapely.geometrycollections([Polygon([(0, 0), (1, 1), (1, 0), (0, 1)]), Point(2, 2)]),
            "Self-intersection",
        ),
        (MultiPolygon([box(0, 0, 2, 2), box(1, 1, 3, 3)]), "Self-intersection"),
        ("POINT (1 2)", "got str"),
    ],
)
def test_refuses_geometry(geometry, message):
    with pytest.raises(GeometryError, match=message):
        zone_within(geometry, 1_000)


@pytest.mark.parametrize(
    "distance_m",
    [0, -1, 1e-9, float("nan"), float("inf"), 20_000_001, "far", None, True, False, np.True_, [1]],
)
def test_refuses_distance(distance_m):
    with pytest.raises(GeometryError, match=r"distance_m: got .* wanted"):
        zone_within(Point(0, 0), distance_m)


def test_refuses_a_line_at_more_than_a_quarter_of_the_earth():
    with pytest.raises(GeometryError, match="8,900,000"):
        zone_within(LineString([(0, 0), (1, 1)]), 9_500_000)


@pytest.mark.parametrize("tolerance", [0, 1, -1e-4, True, float("nan"), "fine"])
def test_refuses_tolerance(tolerance):
    with pytest.raises(GeometryError, match="tolerance: got"):
        zone_within(Point(0, 0), 1_000, tolerance=tolerance)


def test_refuses_a_vertex_that_is_no_number():
    with np.errstate(invalid="ignore"):
        line = LineString([(0, 0), (1, 1), (2, float("nan"))])
    with pytest.raises(GeometryError, match="latitude nan in row 2"):
        zone_within(line, 1_000)


def test_refuses_ten_million_vertices():
    line = shapely.linestrings(np.linspace((0, 0), (10, 10), 10_000_000))
    with pytest.raises(GeometryError, match="got 10000000 coordinates, wanted at most 5000000"):
        zone_within(line, 1_000)


@pytest.mark.parametrize(
    ("clip", "message"),
    [
        (Point(0, 0), "got Point"),
        (Polygon(), "got Polygon"),
        (LineString([(0, 0), (1, 1)]), "got LineString"),
        (box(500_000, 4_000_000, 600_000, 4_100_000), "EPSG:4326"),
        (Polygon([(-1, -1), (1, 1), (1, -1), (-1, 1)]), r"Self-intersection\[0 0\]"),
    ],
)
def test_refuses_clip(clip, message):
    with pytest.raises(GeometryError, match=f"clip: .*{message}"):
        zone_within(Point(0, 0), 200_000, clip=clip)
