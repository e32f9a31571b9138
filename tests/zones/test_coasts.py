"""Coasts that face a direction, coasts of islands, shores of lakes, and what lies between two rivers."""

import pytest
from shapely import LineString, Point, box

from geo.model import Document, Reference, ReferenceKind
from geo.pipeline import Pipeline
from geo.zones.along import countries_along
from geo.zones.borders import Borders
from geo.zones.coasts import coast_of_region, facing


@pytest.fixture(scope="module")
def borders():
    return Borders.open()


@pytest.fixture(scope="module")
def pipeline():
    return Pipeline()


def one_zone(pipeline, text):
    (zone,) = pipeline.read(Document("d", text)).zones
    return zone


@pytest.mark.parametrize(
    ("part", "on", "off"),
    [
        ("northern", (1, 1), (1, 0)),
        ("southern", (1, 0), (1, 1)),
        ("eastern", (2, 0.5), (0, 0.5)),
        ("western", (0, 0.5), (2, 0.5)),
    ],
)
def test_a_coast_faces_the_sea_in_its_direction(part, on, off):
    land = box(0, 0, 2, 1)
    coast = facing(land.boundary, land, part)
    assert coast.distance(Point(on)) < 0.03 and coast.distance(Point(off)) > 0.5


def test_a_coast_does_not_face_its_own_land_across_a_strait():
    mainland, island = box(0, 0, 1, 2), box(1.2, 0, 1.5, 2)
    land = mainland.union(island)
    coast = facing(LineString([(1, 0.1), (1, 1.9)]), land, "eastern")
    assert coast.is_empty


def test_an_island_that_is_a_region_has_a_coast(borders):
    coast = coast_of_region(borders, "area:luzon", "de-facto")
    assert coast.distance(Point(120.30, 16.05)) < 0.1  # the Gulf of Lingayen


def test_the_western_waters_of_luzon(pipeline):
    zone = one_zone(pipeline, "Ships must stay 20 nautical miles off the western coast of Luzon.")
    assert zone.geometry.covers(Point(119.75, 15.5))
    assert not zone.geometry.covers(Point(121.75, 15.9)) and not zone.geometry.covers(
        Point(120.6, 15.5)
    )


def test_seaward_of_a_town_is_water(pipeline):
    zone = one_zone(
        pipeline, "Boats may not sail in the waters within 8 nautical miles of Mogadishu."
    )
    assert zone.geometry.covers(Point(45.38, 1.98)) and not zone.geometry.covers(Point(45.30, 2.08))


def test_a_stretch_of_coast_is_drawn_on_the_water(pipeline):
    text = "No boats are allowed off the coast between Sidon and Tyre out to a distance of 5 nautical miles."
    zone = one_zone(pipeline, text)
    assert zone.geometry.covers(Point(35.2, 33.4))
    assert not any(zone.geometry.covers(Point(p)) for p in ((35.45, 33.85), (35.35, 33.45)))


def test_the_shore_that_a_country_has_of_a_lake(pipeline):
    text = "Congolese boats must stay two kilometres from the Rwandan shore of Lake Kivu."
    zone = one_zone(pipeline, text)
    assert zone.geometry.covers(Point(29.245, -1.71))  # off Gisenyi
    assert not zone.geometry.covers(Point(28.87, -2.2)) and not zone.geometry.covers(
        Point(29.4, -1.9)
    )


@pytest.mark.parametrize(
    ("river", "codes"), [("Litani", {"LB"}), ("Euphrates", {"TR", "SY", "IQ"}), ("Bosna", {"BA"})]
)
def test_the_countries_along_a_river(borders, river, codes):
    reference = Reference(ReferenceKind.RIVER, river, f"river:{river}")
    assert set(countries_along(borders, reference)) == codes


def test_between_two_rivers_of_which_one_is_the_edge(pipeline):
    zone = one_zone(pipeline, "Troops are banned between the Drava and the Sava in Croatia.")
    assert zone.geometry.covers(Point(18.1, 45.4)) and not zone.geometry.covers(Point(16, 44.5))


def test_rivers_that_enclose_nothing_are_not_drawn(pipeline):
    read = pipeline.read(
        Document("d", "Troops are banned between the Orinoco and the Meta in Colombia.")
    )
    assert not read.zones and len(read.unresolved) == 1
