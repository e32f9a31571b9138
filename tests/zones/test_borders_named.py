"""Rivers, lakes, named lines and first-order areas."""

import numpy as np
import pytest
import shapely

from geo.errors import DataFileError, GeometryError
from geo.zones.area import area_km2
from geo.zones.borders import Borders
from geo.zones.lengths import length_km
from geo.zones.named import courses, fold

TOWNS = [  # town, longitude, latitude, GeoNames code of its first-order area
    ("Daraa", 36.1021, 32.6189, "SY.06"),
    ("Nasib", 36.19, 32.55, "SY.06"),
    ("Quneitra", 35.824, 33.126, "SY.03"),
    ("Idlib", 36.633, 35.931, "SY.12"),
    ("Kobani", 38.351, 36.891, "SY.09"),
    ("Bakhmut", 37.999, 48.595, "UA.05"),
    ("Vovchansk", 36.942, 50.291, "UA.07"),
    ("Simferopol", 34.1, 44.95, "UA.11"),
    ("Kyiv", 30.52, 50.45, "UA.12"),
    ("Gaza", 34.466, 31.5, "PS.GZ"),
    ("Tyre", 35.196, 33.273, "LB.06"),
    ("Marseille", 5.37, 43.297, "FR.93"),
    ("Edinburgh", -3.19, 55.95, "GB.SCT"),
    ("Antakya", 36.157, 36.202, "TR.31"),
]


@pytest.fixture(scope="module")
def borders():
    return Borders.open()


def km(lines):
    return sum(length_km(shapely.get_coordinates(line)) for line in shapely.get_parts(lines))


@pytest.mark.parametrize(("town", "lon", "lat", "code"), TOWNS)
def test_town_lies_in_its_province(borders, town, lon, lat, code):
    assert shapely.contains_xy(borders.admin1(code), lon, lat), town


@pytest.mark.parametrize(
    ("code", "least_km2", "most_km2"),
    [("GH.02", 23_500, 25_500), ("GH.06", 68_500, 71_500), ("CI.92", 36_500, 39_500)],
)
def test_province_has_no_land_of_one_that_was_divided_since(borders, code, least_km2, most_km2):
    # Brong Ahafo (39,557 km²) is three regions today: neither its neighbours' nor Ivory Coast's
    assert least_km2 < area_km2(borders.admin1(code)) < most_km2


def test_a_divided_province_is_none_of_those_it_became(borders):
    codes = borders.provinces()
    assert not {"CD.29", "CD.30", "GH.13", "SO.21"} & set(codes)
    assert codes["CD.05"].name == "Katanga"


def test_provinces_fill_their_country_without_overlap(borders):
    land = borders.land("SY")
    parts = [borders.admin1(code) for code in borders.provinces() if code.startswith("SY.")]
    whole = shapely.union_all(parts)
    assert len(parts) == 14
    assert all(part.is_valid for part in parts)
    assert shapely.area(shapely.difference(land, whole)) < 1e-6 * land.area
    assert shapely.area(shapely.difference(whole, land)) < 1e-6 * land.area
    assert sum(part.area for part in parts) == pytest.approx(whole.area, rel=1e-6)


def test_province_ends_exactly_at_the_border(borders):
    border = {tuple(p) for p in shapely.get_coordinates(borders.shared_border("JO", "SY"))}
    outline = {tuple(p) for p in np.round(shapely.get_coordinates(borders.admin1("SY.06")), 6)}
    assert len(border & outline) > 0.3 * len(border)


@pytest.mark.parametrize(
    ("names", "low_km", "high_km"),
    [
        (("Euphrates", "Firat", "Al Furat", "Fırat", "river:Euphrates"), 1800, 2900),
        (("Litani", "Litani River", "Leontes"), 110, 180),
        (("Dnieper", "Dnipro", "Dnipro (Dnieper)"), 900, 2300),
        (("Jordan", "River Jordan", "Jordan River"), 300, 400),
    ],
)
def test_river_by_each_of_its_names(borders, names, low_km, high_km):
    shapes = [borders.river(name) for name in names]
    assert all(shape.equals(shapes[0]) for shape in shapes)
    assert low_km < km(shapes[0]) < high_km


@pytest.mark.parametrize(
    ("river", "lon", "lat"),
    [
        ("Litani", 35.2525, 33.3395),  # bridge of Qasmieh
        ("Litani", 35.540, 33.341),  # bridge of Khardali
        ("Litani", 35.72, 33.62),  # lake of Qaraoun
        ("Yarmouk", 35.665, 32.69),  # hot springs of Hamat Gader
        ("Orontes", 36.75, 35.135),  # Hama
        ("Khabur", 40.74, 36.5),  # Hasakah
    ],
)
def test_river_passes_its_bridges_within_its_accuracy(borders, river, lon, lat):
    assert borders.river(river).distance(shapely.Point(lon, lat)) < 0.03


def test_rivers_of_one_name_stay_apart(borders):
    names = {river.name for river in borders.rivers()}
    assert {"Colorado", "Colorado#2"} <= names
    assert borders.river("Colorado").distance(borders.river("Colorado#2")) > 5


def test_lake(borders):
    lake = borders.lake("Lake Tiberias")
    assert lake.equals(borders.lake("Sea of Galilee"))
    assert shapely.contains_xy(lake, 35.59, 32.82)
    assert len(borders.lakes()) > 300


@pytest.mark.parametrize(
    ("name", "expected_km", "spot", "near_deg"),
    [
        ("line:blue-line", 106, (35.1, 33.09), 0.02),
        ("Alpha Line", 80, (35.83, 33.1), 0.05),
        ("golan-1967", 72, (35.65, 32.8), 0.03),
        ("Line of Control", 850, (74.0, 34.1), 0.5),
        ("korean-mdl", 260, (126.677, 37.956), 0.02),
        ("Durand Line", 2750, (71.1, 34.1), 0.2),
        ("McMahon Line", 1100, (94.0, 29.0), 0.5),
        ("Moroccan Wall", 1400, (-11.4, 26.5), 1.0),
        ("Philadelphi Corridor", 12.6, (34.25, 31.28), 0.02),
        ("IEBL", 1080, (18.44, 43.82), 0.05),
        ("1967 lines", 370, (35.215, 31.78), 0.03),
    ],
)
def test_named_line(borders, name, expected_km, spot, near_deg):
    line = borders.line(name)
    assert km(line) == pytest.approx(expected_km, rel=0.15)
    assert line.distance(shapely.Point(spot)) < near_deg


def test_every_named_line_has_a_course_and_its_own_names(borders):
    spellings = [
        fold(name)
        for line in borders.lines()
        for name in {line.id.removeprefix("line:"), fold(line.name), *map(fold, line.aliases)}
    ]
    assert len(spellings) == len(set(spellings))
    for line in borders.lines():
        assert km(borders.line(line.id)) > 10, line.id


@pytest.mark.parametrize(
    ("name", "km2"),
    [
        ("Lake Ohrid", 358), ("Lake Titicaca", 8_372), ("Lake Geneva", 580), ("Lake Garda", 370),
        ("Lake Nicaragua", 8_264), ("Lake Maggiore", 212), ("Lake Prespa", 259), ("Lake Iznik", 308),
        ("Lake Towuti", 561), ("Lake Singkarak", 108), ("Attersee", 46), ("Laguna de Bay", 911),
        ("Lake Trasimeno", 128), ("Lake Lucerne", 114), ("Lake Lanao", 340),
    ],
)  # fmt: skip
def test_lakes_have_their_published_sizes(borders, name, km2):
    lake = borders.lake(name)
    assert area_km2(lake) == pytest.approx(km2, rel=0.12)


@pytest.mark.parametrize(("call", "name"), [("river", "Styx"), ("lake", "Avernus"), ("line", "x")])
def test_unknown_name_is_told(borders, call, name):
    with pytest.raises(GeometryError, match=f"'{name}'"):
        getattr(borders, call)(name)


def test_unknown_province_is_told(borders):
    with pytest.raises(GeometryError, match=r"SY\.99"):
        borders.admin1("SY.99")


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ('id = "a"\nname = "A"\nnote = "n"', "missing keys {'borders'}"),
        ('id = "a"\nname = "A"\nnote = "n"\nborders = ["IL"]', "'A|B'"),
        ('id = "a"\nname = "A"\nnote = "n"\nborders = ["A|B"]\ncolour = "red"', "colour"),
    ],
)
def test_wrong_row_of_lines_is_told(tmp_path, row, problem):
    path = tmp_path / "lines.toml"
    path.write_text(f"[[line]]\n{row}\n", encoding="utf-8")
    with pytest.raises(DataFileError, match=problem.replace("|", r"\|")):
        courses(path)


def test_missing_files_are_told(tmp_path):
    empty = Borders.open(tmp_path)
    for ask in (empty.rivers, empty.lines, empty.provinces):
        with pytest.raises(DataFileError, match="there are no"):
            ask()


def test_the_lakes_of_a_box_are_those_that_touch_it(borders):
    box = (35.0, 31.0, 36.0, 33.0)
    around = shapely.box(*box)
    every = [borders.lake(lake.id) for lake in borders.lakes()]
    expected = {g.wkb for g in every if shapely.box(*g.bounds).intersects(around)}
    assert expected
    assert {g.wkb for g in borders.lakes_in(*box)} == expected


def test_lines_between_provinces_are_shared_by_two_of_one_country(borders):
    box = (36.0, 32.5, 38.0, 34.0)
    lines = borders.dividing(*box)
    assert lines.length > 1
    assert shapely.box(*box).buffer(1e-9).contains(lines)
    country = borders.land("SY")
    assert shapely.intersection(lines, country).length > 0.5
    assert borders.dividing(-30.0, 40.0, -28.0, 42.0).is_empty


def test_a_code_that_went_to_another_area_is_left_to_it(borders):
    # Natural Earth has Svalbard as NO.21, which is Trøndelag today (42,201 km²)
    assert 40_500 < area_km2(borders.admin1("NO.21")) < 43_500
    assert borders.admin1("SJ.21").bounds[1] > 74
