"""The stretch of a border that faces a direction, and that a province has."""

import pytest
import shapely

from geo.model import Document
from geo.pipeline import Pipeline
from geo.zones.borders import Borders
from geo.zones.facing import own_border

VIEW = "de-facto"


@pytest.fixture(scope="module")
def borders():
    return Borders.open()


def test_finlands_eastern_border_is_the_one_with_russia(borders):
    line = own_border(borders, "FI", "eastern", VIEW)
    assert shapely.equals(line, borders.shared_border("FI", "RU", viewpoint=VIEW))


@pytest.mark.parametrize(
    ("code", "part", "inside", "outside"),
    [
        ("IQ", "western", "SY", "IR"),
        ("PL", "eastern", "UA", "DE"),
        ("EG", "southern", "SD", "LY"),
        ("TR", "southeastern", "IQ", "BG"),
    ],
)
def test_the_neighbours_of_a_direction(borders, code, part, inside, outside):
    line = own_border(borders, code, part, VIEW)
    with_one = borders.shared_border(code, inside, viewpoint=VIEW)
    with_other = borders.shared_border(code, outside, viewpoint=VIEW)
    assert shapely.intersection(line, with_one).length > 0.9 * with_one.length
    assert shapely.intersection(line, with_other).length < 0.1 * with_other.length


def test_no_neighbour_lies_there(borders):
    assert own_border(borders, "PT", "western", VIEW).is_empty


def test_a_provinces_border_is_a_stretch_of_its_countrys():
    text = "Kyiv demanded that Russian troops pull back 20 km from the Belgorod border."
    (zone,) = Pipeline().read(Document("d", text)).zones
    assert [t.code for t in zone.constraint.host] == ["RU"]
    west, _, east, north = zone.geometry.bounds
    assert 34.5 < west < 36 and 39 < east < 40.5 and north < 51.5
