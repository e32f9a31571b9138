"""Layers of the analyst in each format, and what is wrong with bad ones."""

import zipfile

import geopandas as gpd
import pytest
import shapely
from pyproj import Transformer
from shapely import LineString, MultiLineString, Point, Polygon, box

from geo.errors import GeometryError
from geo.model import Document
from geo.pipeline import Pipeline
from geo.settings import Settings
from geo.zones.borders import Borders
from geo.zones.layers import Layers, load_layer

CONTACT = LineString([(37.5, 47.1), (37.6, 47.9), (38.2, 48.5), (39.0, 48.8)])
ZONE = box(38.0, 48.0, 38.5, 48.4)


def write(path, rows, crs=4326, **options):
    """Write features of (name, aliases, geometry) in the format that the path's ending says."""
    names, aliases, shapes = zip(*rows, strict=True)
    frame = gpd.GeoDataFrame({"Name": names, "aliases": aliases}, geometry=list(shapes), crs=4326)
    frame.to_crs(crs).to_file(path, **options)
    return path


def zipped(path, rows, crs=4326):
    """Write a shapefile into a zip file."""
    folder = path.with_suffix("")
    folder.mkdir()
    write(folder / "layer.shp", rows, crs)
    with zipfile.ZipFile(path, "w") as archive:
        for part in folder.iterdir():
            archive.write(part, part.name)
    return path


@pytest.mark.parametrize("ending", [".geojson", ".gpkg", ".kml", ".zip"])
def test_each_format(tmp_path, ending):
    rows = [("Line of contact", "contact line|LoC East", CONTACT)]
    path = tmp_path / f"front{ending}"
    options = {"driver": "KML"} if ending == ".kml" else {}
    made = zipped(path, rows) if ending == ".zip" else write(path, rows, **options)
    (feature,) = load_layer(made)
    assert feature.id == "line:front/Line of contact"
    assert feature.aliases == ("contact line", "LoC East")
    assert feature.geometry.equals_exact(CONTACT, 1e-9)
    assert f"front{ending}" in feature.source


@pytest.mark.parametrize("crs", [32637, 3857, 5563, 2154])
def test_any_crs_is_transformed(tmp_path, crs):
    path = write(tmp_path / "front.gpkg", [("Front", "", CONTACT)], crs)
    (feature,) = load_layer(path)
    ends = shapely.get_coordinates(feature.geometry)[[0, -1]]
    assert ends == pytest.approx(shapely.get_coordinates(CONTACT)[[0, -1]], abs=1e-6)
    back = Transformer.from_crs(4326, crs, always_xy=True)
    bent = shapely.transform(feature.geometry, back.transform, interleaved=False)
    straight = shapely.transform(CONTACT, back.transform, interleaved=False)
    assert shapely.hausdorff_distance(bent, straight) < 25  # metres: edges are straight as drawn


def test_points_stay_points(tmp_path):
    rows = [("Post", "", Point(38, 48)), ("Camps", "", Point(1, 1)), ("Camps", "", Point(2, 2))]
    post, camps = load_layer(write(tmp_path / "a.gpkg", rows))
    assert post.geometry.equals(Point(38, 48))
    assert camps.geometry.equals(shapely.MultiPoint([(1, 1), (2, 2)]))


def test_pieces_of_one_name_are_one_line(tmp_path):
    pieces = [
        LineString([(0, 0), (1, 0)]),
        LineString([(1, 0), (2, 1)]),
        LineString([(5, 5), (6, 5)]),
    ]
    path = write(tmp_path / "a.geojson", [("Front", None, piece) for piece in pieces])
    (feature,) = load_layer(path)
    assert isinstance(feature.geometry, MultiLineString) and len(feature.geometry.geoms) == 2


def test_file_without_names_is_called_as_its_layer(tmp_path):
    path = tmp_path / "zone_of_separation.geojson"
    gpd.GeoDataFrame(geometry=[ZONE], crs=4326).to_file(path)
    (feature,) = load_layer(path)
    assert (feature.name, feature.id) == (
        "zone of separation",
        "area:zone_of_separation/zone of separation",
    )


def test_invalid_area_is_repaired_and_says_so(tmp_path):
    bow = Polygon([(0, 0), (2, 2), (2, 0), (0, 2)])
    (feature,) = load_layer(write(tmp_path / "a.geojson", [("Bow", "", bow)]))
    assert feature.geometry.is_valid and feature.geometry.area == pytest.approx(2)
    assert feature.source.endswith("repaired")


def test_heights_are_dropped(tmp_path):
    high = LineString([(0, 0, 5), (1, 1, 9)])
    (feature,) = load_layer(write(tmp_path / "a.geojson", [("High", "", high)]))
    assert not feature.geometry.has_z


@pytest.mark.parametrize(
    ("rows", "problem"),
    [
        (
            [("Good", "", Point(1, 1)), ("Far", "", Point(500_000, 4_000_000))],
            "'Far'.*longitude 500000",
        ),
        ([("Good", "", Point(1, 1)), ("Empty", "", None)], "'Empty': got no geometry"),
        ([("Flat", "", Polygon([(0, 0), (1, 1), (0, 0), (0, 0)]))], "'Flat'"),
        ([("Good", "", Point(1, 1)), (None, "", Point(2, 2))], "feature 2: got no name"),
        ([("Both", "", Point(1, 1)), ("Both", "", ZONE)], "'Both': got area and point of one name"),
    ],
)
def test_bad_feature_is_named(tmp_path, rows, problem):
    with pytest.raises(GeometryError, match=problem):
        load_layer(write(tmp_path / "bad.gpkg", rows))


def test_bad_files_are_told(tmp_path):
    (tmp_path / "a.geojson").write_text('{"type": "Feature')
    (tmp_path / "b.csv").write_text("x,y\n1,2\n")
    empty = gpd.GeoDataFrame({"name": []}, geometry=[], crs=4326)
    empty.to_file(tmp_path / "c.gpkg")
    bare = tmp_path / "d"
    bare.mkdir()
    write(bare / "layer.shp", [("Front", "", CONTACT)])
    with zipfile.ZipFile(tmp_path / "d.zip", "w") as archive:
        for ending in (".shp", ".shx", ".dbf"):
            archive.write(bare / f"layer{ending}", f"layer{ending}")
    for name, problem in [
        ("a.geojson", "a.geojson: cannot be read"),
        ("b.csv", "got a file '.csv'"),
        ("c.gpkg", "got no features"),
        ("d.zip", "got no CRS"),
        ("e.kml", "there is no such file"),
    ]:
        with pytest.raises(GeometryError, match=problem):
            load_layer(tmp_path / name)


def test_a_crs_that_nobody_knows_is_refused(tmp_path):
    path = tmp_path / "front.geojson"
    feature = '{"type": "Feature", "properties": {"name": "A"}, "geometry": {"type": "Point", "coordinates": [1, 2]}}'
    for crs, known in (("EPSG::999999", False), ("OGC:1.3:CRS84", True)):
        stated = f'"crs": {{"type": "name", "properties": {{"name": "urn:ogc:def:crs:{crs}"}}}}'
        path.write_text(f'{{"type": "FeatureCollection", {stated}, "features": [{feature}]}}')
        if known:
            assert load_layer(path)[0].name == "A"
        else:
            with pytest.raises(GeometryError, match="999999', which is not known"):
                load_layer(path)


def test_borders_with_layers_know_their_features(tmp_path):
    features = load_layer(write(tmp_path / "a.gpkg", [("Front", "", CONTACT)]))
    plain = Borders.open()
    borders = plain.with_layers(features)
    assert borders.line("line:a/Front").equals(CONTACT)
    with pytest.raises(GeometryError, match="unknown line"):
        plain.line("line:a/Front")


def read(text, *paths):
    return Pipeline(Settings(layers=paths)).read(Document("d", text))


def test_layer_resolves_an_open_rule(tmp_path):
    text = "Both sides shall withdraw heavy weapons 15 km from the line of contact in Ukraine."
    assert [u.understood.references[0].id for u in read(text).unresolved] == [""]
    path = write(tmp_path / "minsk.geojson", [("Contact line", "line of contact", CONTACT)])
    analysis = read(text, path)
    (zone,) = analysis.zones
    assert not analysis.unresolved
    (reference,) = zone.constraint.references
    assert reference.id == "line:minsk/Contact line"
    assert any("minsk.geojson" in source for source in zone.data)
    assert shapely.contains_xy(zone.geometry, 37.75, 48.0)
    assert "minsk.geojson" in analysis.settings["layers"]


def test_area_of_a_layer(tmp_path):
    path = write(tmp_path / "zones.geojson", [("Bosnian zone of separation", "", ZONE)])
    (zone,) = read("Armed forces must stay 10 km from the Bosnian zone of separation.", path).zones
    assert zone.geometry.covers(ZONE)


def test_names_are_compared_without_article_and_case(tmp_path):
    layers = Layers(load_layer(write(tmp_path / "a.gpkg", [("The Red Line", "", CONTACT)])))
    assert layers.features[0].name == "The Red Line"
