import time

import pytest
from shapely import MultiPolygon, Point, box

from geo.errors import GeometryError
from geo.zones.area import area_km2
from geo.zones.borders import Borders
from geo.zones.direction import Direction, Level, directional_part

SQUARE = box(0, -1.5, 3, 1.5)


@pytest.fixture(scope="module")
def borders():
    return Borders.open()


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("southwestern", (-1, -1, False)),
        ("south-west", (-1, -1, False)),
        ("northern", (0, 1, False)),
        ("the far east of", (1, 0, False)),
        ("central", (0, 0, True)),
        ("north-central", (0, 1, True)),
        ("the centre", (0, 0, True)),
    ],
)
def test_words(words, wanted):
    direction = Direction.read(words)
    assert (direction.east, direction.north, direction.central) == wanted


@pytest.mark.parametrize("words", ["", "upper", "north and south", "east-west"])
def test_words_without_a_direction(words):
    with pytest.raises(GeometryError, match="direction: got"):
        Direction.read(words)


@pytest.mark.parametrize(
    ("words", "bounds"),
    [
        ("south", (0, -1.5, 3, -0.5)),
        ("northeast", (2, 0.5, 3, 1.5)),
        ("west", (0, -1.5, 1, 1.5)),
        ("central", (1, -0.5, 2, 0.5)),
        ("north-central", (1, 0.5, 2, 1.5)),
        ("east-central", (2, -0.5, 3, 0.5)),
    ],
)
def test_cells_of_a_square(words, bounds):
    assert directional_part(SQUARE, words).bounds == pytest.approx(bounds, abs=2e-3)


@pytest.mark.parametrize("words", ["northern", "southern", "eastern", "western"])
@pytest.mark.parametrize(
    ("level", "share"), [(Level.TIGHT, 0.2), (Level.DEFAULT, 1 / 3), (Level.LOOSE, 0.5)]
)
def test_levels_are_shares_of_the_area(borders, words, level, share):
    land = borders.land("SY")
    part = directional_part(land, words, level)
    assert part.is_valid
    assert area_km2(part) == pytest.approx(share * area_km2(land), rel=0.005)


def test_southern_syria(borders):
    south = directional_part(borders.land("SY"), "southern")
    assert all(
        south.covers(Point(p)) for p in [(36.1021, 32.6189), (36.5667, 32.7), (36.29, 33.51)]
    )
    assert not south.covers(Point(36.72, 34.73))  # Homs


def test_far_exclaves_do_not_count(borders):
    north = directional_part(borders.land("FR"), "northern")  # not French Guiana's share
    assert north.covers(Point(2.35, 49.5)) and not north.covers(Point(2.5, 46))
    main, isle = box(0, 0, 3, 3), box(40, 40, 40.5, 40.5)
    assert directional_part(MultiPolygon([main, isle]), "north").bounds[3] == 3


def test_region_over_the_antimeridian():
    region = MultiPolygon([box(170, 0, 180, 10), box(-180, 0, -160, 10)])
    east = directional_part(region, "eastern")
    west = directional_part(region, "western")
    assert east.covers(Point(-165, 5)) and not east.covers(Point(175, 5))
    assert west.covers(Point(175, 5)) and not west.covers(Point(-175, 5))


def test_huge_country_is_fast(borders):
    land = borders.land("RU")
    start = time.process_time()
    east = directional_part(land, "eastern")
    assert time.process_time() - start < 5
    assert east.is_valid and east.covers(Point(135, 48.6)) and not east.covers(Point(37.6, 55.8))
    assert area_km2(east) == pytest.approx(area_km2(land) / 3, rel=0.02)
