import numpy as np
import pytest
import shapely
from shapely import LineString, MultiLineString, MultiPolygon, Point, box

from geo.errors import GeometryError
from geo.zones.area import area_km2
from geo.zones.borders import Borders
from geo.zones.sides import between_lines, side_of_line
from geo.zones.strips import stretch_between, strip_along
from tests.zones.truth import Truth

LAND = box(30, 40, 34, 42)
RIVER = LineString([(30, 41), (31, 41.2), (32, 40.9), (34, 41)])


@pytest.fixture(scope="module")
def borders():
    return Borders.open()


@pytest.mark.parametrize(
    ("line", "side", "inside", "outside"),
    [
        (RIVER, "north", (32, 41.5), (32, 40.5)),
        (RIVER, "south", (32, 40.5), (32, 41.5)),
        (shapely.reverse(RIVER), "north", (32, 41.5), (32, 40.5)),
        (LineString([(32, 39), (32.3, 41), (32, 43)]), "east", (33, 41), (31, 41)),
        (LineString([(32, 39), (32.3, 41), (32, 43)]), "west", (31, 41), (33, 41)),
    ],
)
def test_sides_of_a_line_through_an_area(line, side, inside, outside):
    part = side_of_line(LAND, line, side)
    assert part.is_valid and part.covers(Point(inside)) and not part.covers(Point(outside))


@pytest.mark.parametrize("sides", [("north", "south"), ("east", "west")])
def test_sides_fill_the_area_and_do_not_overlap(sides):
    line = LineString([(29, 39.5), (32, 41.2), (35, 42.5)])
    one, other = (side_of_line(LAND, line, side) for side in sides)
    assert one.intersection(other).area < 1e-9
    assert one.union(other).area == pytest.approx(LAND.area, rel=1e-9)


def test_river_that_stops_short_of_the_coast_is_led_on():
    short = LineString([(30.05, 41), (32, 41.1), (33.95, 41)])  # 4 km inland at both ends
    south = side_of_line(LAND, short, "south")
    assert south.covers(Point(30.01, 40.9)) and not south.covers(Point(30.01, 41.1))


def test_source_inside_is_led_on_along_the_parallel():
    rises = LineString([(30, 40.5), (32, 40.5), (32.1, 41.5)])  # runs west along 40.5°N
    south = side_of_line(LAND, rises, "south")
    assert south.covers(Point(33, 40.4)) and not south.covers(Point(33, 40.6))


def test_gap_in_a_river_is_bridged():
    lake = MultiLineString([[(30, 41), (31.9, 41)], [(32.1, 41), (34, 41)]])
    north = side_of_line(LAND, lake, "north")
    assert north.covers(Point(32, 41.01)) and not north.covers(Point(32, 40.99))


def test_island_belongs_to_the_side_it_lies_on():
    land = MultiPolygon([LAND, box(31, 43, 31.5, 43.5), box(31, 38, 31.5, 38.5)])
    north = side_of_line(land, RIVER, "north")
    assert north.covers(Point(31.2, 43.2)) and not north.covers(Point(31.2, 38.2))


def test_line_along_the_edge_has_the_area_on_one_side():
    edge = LineString([(30, 40), (34, 40)])
    assert side_of_line(LAND, edge, "north").equals(LAND)
    with pytest.raises(GeometryError, match="south of a line"):
        side_of_line(LAND, edge, "south")


def test_line_far_away_is_refused():
    with pytest.raises(GeometryError, match="does not come near"):
        side_of_line(LAND, LineString([(0, 0), (1, 1)]), "north")


def test_between_an_edge_and_a_river():
    edge = LineString([(30, 40), (34, 40)])
    area = between_lines(LAND, edge, RIVER)
    assert area.covers(Point(32, 40.5)) and not area.covers(Point(32, 41.5))
    assert area.equals(side_of_line(LAND, RIVER, "south"))


def test_between_closes_at_the_shorter_line():
    edge = LineString([(30, 40), (31.5, 40)])  # a border that ends where a third country begins
    area = between_lines(LAND, edge, LineString([(30, 40.3), (34, 40.3)]))
    assert area.covers(Point(31, 40.1)) and not area.covers(Point(32, 40.1))


def test_between_lines_that_share_no_face():
    first, middle, last = (LineString([(29, y), (35, y)]) for y in (40.5, 41, 41.5))
    area = between_lines(LAND, first, middle)
    assert area.covers(Point(32, 40.7)) and not area.covers(Point(32, 41.2))
    with pytest.raises(GeometryError, match="does not come near"):
        between_lines(LAND, first, shapely.transform(last, lambda xy: xy + 20))


def test_blue_line_to_the_litani(borders):
    area = between_lines(borders.land("LB"), borders.line("blue-line"), borders.river("Litani"))
    named = {
        "Bint Jbeil": (35.4334, 33.1186),
        "Tyre": (35.1939, 33.2733),
        "Naqoura": (35.14, 33.117),
    }
    beyond = {"Nabatieh": (35.4839, 33.3789), "Sidon": (35.3715, 33.5575), "Zahle": (35.9, 33.85)}
    assert all(area.covers(Point(p)) for p in named.values())
    assert not any(area.covers(Point(p)) for p in beyond.values())
    assert area_km2(area) == pytest.approx(1_060, rel=0.05)  # UNIFIL's own figure


def test_euphrates_divides_syria(borders):
    land, river = borders.land("SY"), borders.river("Euphrates")
    east, west = side_of_line(land, river, "east"), side_of_line(land, river, "west")
    assert east.covers(Point(40.75, 36.5)) and west.covers(Point(36.3, 33.5))
    assert area_km2(east) + area_km2(west) == pytest.approx(area_km2(land), rel=1e-6)


def test_strip_stays_between_its_ends():
    line = LineString([(30, 41), (34, 41)])
    strip = strip_along(line, (31, 41.3), (33, 40.8), 20_000, clip=LAND)
    assert strip.geometry.covers(Point(32, 41.1)) and strip.geometry.covers(Point(32, 40.9))
    assert not strip.geometry.covers(Point(30.95, 41)) and not strip.geometry.covers(
        Point(33.05, 41)
    )
    assert strip.geometry.bounds[0] == pytest.approx(31, abs=0.01)
    assert strip.geometry.bounds[2] == pytest.approx(33, abs=0.01)
    edge = np.array([[32.0, strip.geometry.bounds[3]]])
    assert Truth(line, 500).distances_m(edge)[0] == pytest.approx(20_000, abs=30)


def test_strip_along_the_turkish_border(borders):
    line, land = borders.shared_border("SY", "TR"), borders.land("SY")
    strip = strip_along(line, (38.9538, 36.6965), (40.07, 36.85), 30_000, clip=land)
    assert strip.geometry.is_valid and strip.error_m <= 3
    assert strip.geometry.covers(Point(39.5, 36.6))  # between Tell Abyad and Ras al-Ain
    for place in ((38.3535, 36.8909), (41.2179, 37.0522), (39.0079, 35.9528), (38.6, 36.7)):
        assert not strip.geometry.covers(Point(place))


def test_stretch_between_two_places():
    stretch = stretch_between(MultiLineString([RIVER]), (31, 42), (32, 40))
    assert shapely.length(stretch) < RIVER.length
    assert stretch.bounds[0] == pytest.approx(31, abs=0.2)
    with pytest.raises(GeometryError, match="same point"):
        stretch_between(RIVER, (31, 42), (31, 42))
    apart = MultiLineString([[(30, 41), (31, 41)], [(33, 41), (34, 41)]])
    with pytest.raises(GeometryError, match="do not join"):
        stretch_between(apart, (30.5, 41), (33.5, 41))


def test_stretch_joins_pieces_whichever_way_they_run():
    pieces = [[(30, 41), (31, 41)], [(32, 41), (31.1, 41)], [(32.1, 41), (33, 41)]]
    stretch = stretch_between(MultiLineString(pieces), (30.5, 41), (32.5, 41))
    assert stretch.length == pytest.approx(2)
    assert stretch.bounds == pytest.approx((30.5, 41, 32.5, 41))


def test_stretch_of_a_coast_keeps_to_the_mainland():
    islets = [[(x, 40.99), (x + 0.01, 40.99), (x, 41), (x, 40.99)] for x in (30.2, 30.6, 30.9)]
    coast = MultiLineString([[(30, 41.005), (31, 41.005)], *islets])
    stretch = stretch_between(coast, (30.1, 41.1), (30.905, 40.98))  # the second lies by an islet
    assert stretch.bounds == pytest.approx((30.1, 41.005, 30.905, 41.005), abs=0.02)


def test_stretch_of_an_island_goes_the_shorter_way():
    island = LineString(shapely.box(30, 40, 31, 41).exterior)
    for x in (30.1, 30.9):  # the ring starts on one of the two sides
        a, b = (x, 40), (x, 41)
        assert stretch_between(island, a, b).length == pytest.approx(1.2, abs=0.01)
