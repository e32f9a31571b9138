import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from pyproj import Geod
from shapely import MultiPolygon, Point, Polygon, box

from geo.zones.area import (
    area_km2,
    cut_out,
    difference,
    intersection,
    polygons_in,
    union,
    without_slivers,
)

GEOD = Geod(ellps="WGS84")


def geod_km2(area):
    """Karney's area of the same outline with edges so short that they are geodesics."""
    return abs(GEOD.geometry_area_perimeter(shapely.segmentize(area, 0.005))[0]) / 1e6


@settings(max_examples=40)
@given(
    west=st.floats(-180, 170),
    south=st.floats(-90, 85),
    width=st.floats(0.001, 10),
    height=st.floats(0.001, 5),
    slant=st.floats(-3, 3),
)
def test_area_agrees_with_karney(west, south, width, height, slant):
    north = south + height
    area = Polygon(
        [(west, south), (west + width, south), (west + width + slant, north), (west + slant, north)]
    )
    assert area_km2(area) == pytest.approx(geod_km2(area), rel=1e-6, abs=1e-6)


def test_whole_earth():
    assert area_km2(box(-180, -90, 180, 90)) == pytest.approx(510_065_621.7, abs=1)


def test_holes_and_parts_count():
    holed = Polygon(box(0, 0, 2, 2).exterior.coords, [box(0.5, 0.5, 1, 1).exterior.coords])
    whole, hole = area_km2(box(0, 0, 2, 2)), area_km2(box(0.5, 0.5, 1, 1))
    assert area_km2(holed) == pytest.approx(whole - hole)
    both = MultiPolygon([box(0, 0, 1, 1), box(2, 0, 3, 1)])
    assert area_km2(both) == pytest.approx(2 * area_km2(box(0, 0, 1, 1)))


@pytest.mark.parametrize("nothing", [Polygon(), Point(1, 2), shapely.LineString([(0, 0), (1, 1)])])
def test_what_has_no_area(nothing):
    assert area_km2(nothing) == 0


def test_slivers_are_dropped():
    strip = box(0, 0, 1, 2e-6)  # 20 cm wide
    assert without_slivers(MultiPolygon([box(5, 5, 6, 6), strip])).equals(box(5, 5, 6, 6))
    assert without_slivers(strip).is_empty
    crack = Polygon(box(0, 0, 1, 1).exterior.coords, [box(0.1, 0.5, 0.9, 0.500002).exterior.coords])
    assert not without_slivers(crack).interiors


def test_neighbours_that_share_an_edge_share_no_area():
    assert intersection(box(0, 0, 1, 1), box(1, 0, 2, 1)).is_empty
    assert difference(box(0, 0, 1, 1), box(1, 0, 2, 1)).equals(box(0, 0, 1, 1))


def test_operations_stay_valid_and_oriented():
    star = Point(0, 0).buffer(1).union(box(0.5, -3, 0.8, 3))
    for area in (
        union([star, box(3, 3, 4, 4)]),
        intersection(star, box(-1, 0, 1, 1)),
        difference(star, box(-0.2, -0.2, 0.2, 0.2)),
    ):
        assert area.is_valid
        assert all(p.exterior.is_ccw for p in polygons_in(area))


def test_cut_out_is_what_a_box_cuts():
    area = Point(0, 0).buffer(1)
    assert cut_out(area, (0, 0, 5, 5)).equals(area.intersection(box(0, 0, 5, 5)))


@pytest.mark.parametrize("operation", [intersection, difference])
def test_operations_with_nothing(operation):
    assert operation(Polygon(), box(0, 0, 1, 1)).is_empty
