"""What no function of space can work with is refused by a GeometryError that says what and where."""

import numpy as np
import pytest
import shapely
from shapely import GeometryCollection, LineString, Point, Polygon, box

from geo.errors import GeometryError
from geo.zones.area import area_km2
from geo.zones.check import Distances
from geo.zones.direction import directional_fades, directional_part
from geo.zones.shapes import beside_parallel, sector
from geo.zones.sides import between_lines, side_of_line
from geo.zones.strips import one_side, strip_along

NAN, INF = float("nan"), float("inf")
SQUARE = box(10, 40, 12, 42)
LINE, OTHER = LineString([(9, 41), (13, 41.2)]), LineString([(9, 40.5), (13, 40.7)])
NO_AREA = {
    "none": None,
    "word": "Syria",
    "numbers": np.array([1.0, 2.0]),
    "point": Point(1, 2),
    "line": LINE,
    "nothing": GeometryCollection(),
    "outside": box(170, 0, 190, 10),
    "not finite": Polygon([(0, 0), (INF, 1), (1, 1)]),
}
NO_LINE = {
    "none": None,
    "word": "Litani",
    "point": Point(1, 2),
    "area": SQUARE,
    "empty": LineString(),
    "outside": LineString([(0, 0), (200, 1)]),
}
NO_PLACE = [(), (1,), (1, 2, 3), None, "ab", 5, ("a", 1), (NAN, 1), (200, 1), (0, 95), (True, 1)]


@pytest.mark.filterwarnings("ignore:invalid value")
@pytest.mark.parametrize("area", NO_AREA.values(), ids=NO_AREA)
def test_no_area(area):
    for attempt in (
        lambda: beside_parallel(area, 41, "north"),
        lambda: side_of_line(area, LINE, "north"),
        lambda: between_lines(area, LINE, OTHER),
        lambda: directional_part(area, "southern"),
        lambda: directional_fades(area, "southern"),
    ):
        with pytest.raises(GeometryError, match="got"):
            attempt()


@pytest.mark.parametrize("line", NO_LINE.values(), ids=NO_LINE)
def test_no_line(line):
    for attempt in (
        lambda: side_of_line(SQUARE, line, "north"),
        lambda: between_lines(SQUARE, line, OTHER),
        lambda: between_lines(SQUARE, LINE, line),
        lambda: one_side(line, 1_000, "left"),
    ):
        with pytest.raises(GeometryError, match="got"):
            attempt()


@pytest.mark.parametrize("place", NO_PLACE, ids=str)
def test_no_place(place):
    for attempt in (
        lambda: strip_along(LINE, place, (12, 42), 1_000),
        lambda: strip_along(LINE, (10, 40), place, 1_000),
        lambda: sector(place, 0, 90, 1_000),
    ):
        with pytest.raises(GeometryError, match=r"(end of a strip|sector: centre).*got"):
            attempt()


OTHERS = {
    "no side": (lambda: side_of_line(SQUARE, LINE, "up"), "side: got 'up'"),
    "no word": (lambda: directional_part(SQUARE, None), "got None"),
    "no size": (lambda: directional_part(Polygon([(0, 0), (1, 1), (2, 2)]), "north"), "size"),
    "no length": (
        lambda: strip_along(LineString([(1, 1), (1, 1)]), (10, 40), (12, 42), 1_000),
        "without length",
    ),
    "no distance": (lambda: strip_along(LINE, (10, 40), (12, 42), None), "distance_m: got None"),
    "no edge": (lambda: Distances(box(-180, -90, 180, 90)), "no edge"),
    "no shape": (lambda: area_km2("Syria"), "area: got str"),
}


@pytest.mark.parametrize(("attempt", "told"), OTHERS.values(), ids=OTHERS)
def test_others(attempt, told):
    with pytest.raises(GeometryError, match=told):
        attempt()


def test_an_outline_that_crosses_itself_is_told_where():
    bow = Polygon([(0, 0), (8, 8), (8, 0), (0, 2)])
    with pytest.raises(GeometryError, match=r"Self-intersection\["):
        directional_part(bow, "southern")


def test_numbers_in_words_of_numbers_are_numbers():
    assert shapely.equals_exact(
        strip_along(LINE, (10, 41), (12, 41.1), "1000").geometry,
        strip_along(LINE, (10, 41), (12, 41.1), 1_000).geometry,
    )
