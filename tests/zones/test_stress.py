"""Zones of random geometries everywhere on earth; `benchmarks/stress.py` runs thousands of them."""

import pytest
import shapely
from shapely import LineString, MultiPolygon, Point, Polygon, box

from geo.errors import GeometryError
from geo.zones.geodesy import zone_within
from geo.zones.tracks import geodesic_polygon
from tests.zones.anywhere import Case, case, faults

# what 1e-2 of the distance allows is more than an inner corner by a pole needs to go wrong
TOLERANCES = (1e-4, 1e-4, 1e-3, 1e-2)


@pytest.mark.parametrize("first", range(0, 80, 10))
def test_zones_anywhere(first):
    for seed in range(first, first + 10):
        drawn = case(seed, TOLERANCES)
        if drawn is not None:
            zone = zone_within(drawn.geometry, drawn.distance_m, tolerance=drawn.tolerance)
            assert faults(drawn, zone, count=25) == [], f"seed {seed}, {drawn.kind}"


@pytest.mark.parametrize("tolerance", [1e-2, 1e-3, 1e-4])
@pytest.mark.parametrize("latitude", [89.0, 89.9, -89.99])
def test_inner_corner_by_a_pole(latitude, tolerance):
    away = (90 - abs(latitude)) / 3
    step = away if latitude < 0 else -away
    corner = LineString([(10, latitude + step), (40, latitude), (70, latitude + step)])
    distance_m = away * 60_000
    zone = zone_within(corner, distance_m, tolerance=tolerance)
    assert faults(Case("line", corner, distance_m, tolerance), zone, count=60) == []


def test_outline_over_the_antimeridian_that_crosses_itself_is_refused():
    with pytest.raises(GeometryError, match="crosses itself"):
        geodesic_polygon([(179, -17), (-179, -16), (-179, -17), (179, -16)])
    with pytest.raises(GeometryError, match="crosses itself"):
        geodesic_polygon([(170, 60), (-170, 70), (170, 70), (-170, 60)])


def test_halves_at_the_antimeridian_that_cross_themselves_are_refused():
    bow = Polygon([(178, -18), (180, -16), (180, -18), (178, -16)])
    with pytest.raises(GeometryError, match="Self-intersection"):
        zone_within(MultiPolygon([bow, box(-180, -18, -178, -16)]), 10_000)
    with pytest.raises(GeometryError, match="Self-intersection"):
        zone_within(MultiPolygon([box(178, -18, 180, -16), box(179, -17, 180, -15)]), 10_000)


def test_outline_over_the_antimeridian_that_does_not_cross_itself_is_drawn():
    area = geodesic_polygon([(179, -17), (-179, -17), (-179, -16), (179, -16)])
    zone = zone_within(area, 10_000).geometry
    assert zone.is_valid and zone.covers(Point(180, -16.5)) and zone.covers(Point(-180, -16.5))
    assert zone.bounds[0] == -180 and zone.bounds[2] == 180 and len(shapely.get_parts(zone)) == 2
