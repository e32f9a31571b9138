"""Squares round a point and areas on several sides of parallels and meridians, as drawn."""

import pytest
from shapely import Point

from geo.model import Document
from geo.pipeline import read


def zone_of(text):
    """The one zone of a text."""
    (zone,) = read(Document("d", text)).zones
    return zone


def test_square_has_its_sides():
    zone = zone_of(
        "Flights are banned in a square with sides of 20 km centred on 10°00'N 020°00'E."
    )
    assert zone.area_km2 == pytest.approx(400, rel=1e-3)
    south_west = Point(19.92, 9.92)  # within the square, outside of a circle of 10 km
    assert zone.geometry.contains(south_west)


def test_first_side_without_a_unit():
    zone = zone_of("Aircraft must stay out of a 12 x 12 km box centred on Timbuktu.")
    assert zone.area_km2 == pytest.approx(144, rel=1e-3)


def test_box_whose_sides_run_nobody_knows_where_is_listed():
    analysis = read(
        Document("d", "Airspace is closed over a box of 40 km by 30 km centred on Khartoum.")
    )
    assert not analysis.zones
    assert "which of its sides runs north" in analysis.unresolved[0].reason


def test_four_sides_make_one_area():
    zone = zone_of(
        "No trawler may fish north of 10° N and south of 12° N, west of 60° E and east of 58° E."
    )
    assert zone.geometry.bounds == pytest.approx((58, 10, 60, 12), abs=0.02)


def test_sector_of_the_southern_ocean_crosses_the_antimeridian():
    zone = zone_of("Whaling is banned south of 40° S between 80° E and 170° W.")
    assert zone.geometry.contains(Point(-175, -50))
    assert not zone.geometry.intersects(Point(-160, -50))


def test_two_parallels_bound_a_band():
    zone = zone_of("Guns are banned in Chad north of 15° N and south of 17° N.")
    assert zone.geometry.bounds[1::2] == pytest.approx((15, 17), abs=1e-6)


def test_fishermen_are_told_of_the_sea_and_not_of_their_land():
    analysis = read(Document("d", "Norwegian vessels may not fish north of the 70th parallel."))
    assert not analysis.zones
    assert len(analysis.unresolved) == 1
