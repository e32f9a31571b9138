"""The analyst's own places take precedence, and say which file they are from."""

import geopandas as gpd
import pytest
import shapely

from geo.cli import main
from geo.errors import DataFileError
from geo.model import Document, FeatureClass
from geo.pipeline import Pipeline
from geo.places.custom import CustomPlaces, read_places
from geo.places.resolve import find_places
from geo.settings import Settings

TABLE = """name,aliases,lat,lon
Camp Hawk,Hawk Base|Hill 108,33.10,36.20
Alexandria,,33.20,36.30
quarry,,33.30,36.40
"""


@pytest.fixture
def table(tmp_path):
    path = tmp_path / "own.csv"
    path.write_text(TABLE, encoding="utf-8")
    return path


@pytest.fixture
def read_own(table, gazetteer):
    custom = CustomPlaces(read_places(table))

    def reader(text):
        places = find_places(Document("d", text), gazetteer, custom)
        return {m.toponym: place for place in places for m in place.mentions}

    return reader


@pytest.mark.parametrize("name", ["Camp Hawk", "CAMP HAWK", "Hawk Base", "Hill 108", "Camp-Hawk"])
def test_a_name_of_the_analyst_is_found_in_the_text(read_own, name):
    place = read_own(f"Troops left {name}’s gate at dawn.")[name]
    assert place.candidate.name == "Camp Hawk"
    assert (place.candidate.lon, place.candidate.lat) == (36.20, 33.10)
    assert place.candidate.source == "own.csv"
    assert "own.csv" in place.candidate.reason


def test_it_comes_before_the_gazetteer_which_stays_as_rival(read_own):
    place = read_own("Police in Alexandria, Egypt, spoke.")["Alexandria"]
    assert place.candidate.source == "own.csv"
    assert any(c.country == "EG" for c in place.candidates[1:])


def test_a_name_written_small_by_the_analyst_is_found_small(read_own):
    found = read_own("They met at the quarry near camp hawk.")
    assert set(found) == {"quarry"}


def test_mentions_do_not_overlap(read_own):
    found = read_own("The Alexandria Camp Hawk Base road.")
    assert {"Alexandria", "Camp Hawk"} <= set(found)


@pytest.mark.parametrize(
    ("driver", "ending"), [("GeoJSON", "geojson"), ("GPKG", "gpkg"), ("KML", "kml")]
)
def test_points_lines_and_areas_from_files_of_shapes(tmp_path, driver, ending):
    shapes = [
        shapely.Point(36.2, 33.1),
        shapely.LineString([(36, 33), (36, 34)]),
        shapely.box(36, 33, 37, 34),
    ]
    frame = gpd.GeoDataFrame({"Name": ["Post", "Wire", "Pocket"]}, geometry=shapes, crs=4326)
    path = tmp_path / f"own.{ending}"
    frame.to_file(path, driver=driver)
    post, wire, pocket = read_places(path)
    assert (post.name, post.lon, post.lat) == ("Post", 36.2, 33.1)
    assert (wire.feature_class, wire.lat) == (FeatureClass.LINE, 33.5)
    assert pocket.feature_class is FeatureClass.REGION
    assert 36 < pocket.lon < 37


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("a.csv", "title,x\nA,1\n", "lat"),
        ("a.csv", "name,lon,lat\nA,x,1\n", "row 2"),
        ("a.csv", "name,lon,lat\nA,1,1\nB,1,91\n", "row 3"),
        ("a.csv", "name,lon,lat\n,1,1\n", "row 2"),
        ("a.csv", "name;lon;lat\nA;nan;1\n", "row 2"),
        ("a.csv", "", "columns"),
        ("a.geojson", "{", "cannot be read"),
        ("a.docx", "x", "wanted .csv"),
        ("b.csv", None, "cannot be read"),
    ],
)
def test_a_file_that_will_not_do_is_named(tmp_path, name, text, says):
    path = tmp_path / name
    if text is not None:
        path.write_text(text, encoding="utf-8")
    with pytest.raises(DataFileError, match=says):
        read_places(path)


def test_the_command_line_takes_files_of_places(tmp_path, table, capsys):
    report = tmp_path / "r.txt"
    report.write_text("Rebels must stay 5 km from Camp Hawk.", encoding="utf-8")
    assert main(["read", str(report), "--places", str(table), "-o", "-"]) == 0
    out = capsys.readouterr().out
    assert "own.csv" in out
    assert '"kind":"zone"' in out.replace(" ", "")


def test_a_rule_is_measured_from_a_line_of_the_analyst(tmp_path):
    path = tmp_path / "ours.geojson"
    line = shapely.LineString([(36, 33), (36.1, 33)])
    gpd.GeoDataFrame({"name": ["Line Amber"]}, geometry=[line], crs=4326).to_file(path)
    text = "Nobody may come within 2 km of Line Amber."
    read = Pipeline(Settings(places=(path,))).read(Document("d", text))
    (zone,) = read.zones
    assert zone.geometry.buffer(1e-6).covers(line)
    assert zone.area_km2 == pytest.approx(9.34 * 4 + 3.1416 * 4, rel=0.01)  # 9.34 km long
