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


def test_coast_on_one_of_two_seas():
    red = zone_of("No boat may come within three miles of Egypt's Red Sea coast.")
    assert red.geometry.bounds[0] > 33  # nothing off Alexandria
    assert red.geometry.contains(Point(34.0, 27.2))


def test_half_of_an_ocean():
    zone = zone_of("Driftnets are outlawed in the South Pacific between 20° S and 25° S.")
    assert zone.geometry.contains(Point(-150, -22))
    assert zone.geometry.contains(Point(170, -24))
    assert not zone.geometry.intersects(Point(-30, -22))


def test_depth_on_one_bank():
    zone = zone_of(
        "Gunners had to quit the right bank of the Neretva to a depth of six kilometres."
    )
    assert zone.geometry.contains(Point(17.77, 43.34))  # Mostar's western side
    assert zone.area_km2 < 1500


def test_town_that_only_its_name_tells():
    zone = zone_of("No commando could come closer than 12 miles to Ladysmith under the armistice.")
    assert zone.geometry.contains(Point(29.78, -28.56))


def test_the_jordan_alone_is_the_river():
    river = zone_of("No gun is permitted within two kilometres of the Jordan.")
    assert river.constraint.references[0].id == "river:Jordan"
    border = zone_of("No gun is permitted within two kilometres of the Jordan border.")
    assert border.constraint.references[0].id == "border:JO"
