"""Second-order areas: counties of the United States against published sizes, and in rules."""

import pytest
import shapely

from geo.errors import GeometryError
from geo.model import Document
from geo.pipeline import Pipeline
from geo.zones.area import area_km2
from geo.zones.borders import Borders

COUNTIES = [  # km², land and water of lakes, US Census 2010
    ("US.CO.069", "Larimer", 6_824),
    ("US.AZ.003", "Cochise", 16_108),
    ("US.TX.201", "Harris", 4_603),
    ("US.HI.009", "Maui", 3_009),
    ("US.CA.007", "Butte", 4_344),
]


@pytest.fixture(scope="module")
def borders():
    return Borders.open()


@pytest.mark.parametrize(("code", "name", "size"), COUNTIES)
def test_a_county_has_its_published_size(borders, code, name, size):
    assert borders.districts()[code].name == name
    county = borders.admin2(code)
    assert county.is_valid
    assert area_km2(county) == pytest.approx(size, rel=0.01)


def test_neighbours_do_not_overlap_and_stay_in_their_state(borders):
    larimer, boulder, jackson = (borders.admin2(f"US.CO.{n}") for n in ("069", "013", "057"))
    for other in (boulder, jackson):
        assert area_km2(shapely.intersection(larimer, other)) < 0.5
    inside = shapely.intersection(larimer, borders.admin1("US.CO"))
    assert area_km2(inside) == pytest.approx(area_km2(larimer), rel=0.005)


def test_an_unknown_county_is_told(borders):
    with pytest.raises(GeometryError, match=r"US\.CO\.999"):
        borders.admin2("US.CO.999")


@pytest.mark.parametrize(
    ("text", "size"),
    [
        ("Drones are banned in Maricopa County, Arizona, until Friday.", 23_890),
        ("No burning is allowed within five miles of Larimer County, Colorado.", 9_800),
    ],
)
def test_a_rule_about_a_county_is_drawn(text, size):
    (zone,) = Pipeline().read(Document("d", text)).zones
    assert area_km2(zone.geometry) == pytest.approx(size, rel=0.05)


def test_a_district_without_outline_is_not_drawn():
    read = Pipeline().read(Document("d", "All rebels must leave Jarabulus District in Syria."))
    assert not read.zones


@pytest.mark.parametrize(
    "text",
    [
        "No troops may enter Bakhmut Raion in Ukraine.",
        "No weapons may be kept in Landkreis Passau in Germany.",
        "Forces must leave the Bakhmut district of Ukraine.",
    ],
)
def test_the_country_of_a_district_without_outline_is_not_drawn_for_it(text):
    read = Pipeline().read(Document("d", text))
    assert not read.zones
    assert read.unresolved
