"""Each format, opened by the program that will read it; nothing of the evidence is lost."""

import csv
import io
import json
import os
import sqlite3
import subprocess
import sys
import zipfile
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import geojson_validator
import geopandas as gpd
import geoparquet_validator
import numpy as np
import pyarrow.parquet as pq
import pyogrio
import pytest
import shapely
from fastkml.validator import validate as validate_kml
from hypothesis import given
from hypothesis import strategies as st

from geo.errors import ExportError
from geo.export.csvtable import safe_cell
from geo.export.formats import FORMATS, export, format_of
from geo.export.geojson import to_geojson
from geo.maps.basemap import Basemap
from geo.maps.style import STYLES
from geo.model import Analysis, Document, Status
from geo.pipeline import read

QUOTE = "Iranian forces stay 20 km from the borders of Israel and Jordan"
HOSTILE = "=1+1<script>alert(1)</script>&$[name]\"'\x01 درعا"
TABULAR = [".gpkg", ".parquet", ".kml", ".kmz", ".csv", ".geojsons", ".geojsonl", ".geojson"]


def written(analysis, folder, ending):
    """Export to a file of some ending and return its path."""
    path = folder / f"report{ending}"
    export(analysis, path, Basemap())
    return path


def zones_read(path):
    """Return the zones of a file as GDAL (or Arrow) reads them, and the name of each column."""
    if path.suffix == ".parquet":
        table = gpd.read_parquet(path)
        return table[table["kind"] == "zone"].reset_index(drop=True)
    layers = [name for name, kind in pyogrio.list_layers(path)]
    layer = next((n for n in layers if n in {"zones", "Proposed"}), layers[0])
    table = gpd.read_file(path, layer=layer)
    return table[table["kind"] == "zone"].reset_index(drop=True)


@pytest.mark.parametrize("ending", [".gpkg", ".parquet", ".kml", ".kmz", ".geojsons", ".geojsonl"])
def test_gdal_or_arrow_reads_the_zone_back_with_its_evidence(analysis, tmp_path, ending):
    zone = zones_read(written(analysis, tmp_path, ending)).iloc[0]
    true = shapely.make_valid(analysis.zones[0].geometry)
    assert shapely.symmetric_difference(zone.geometry, true).area < 1e-6
    assert zone["quote"] == QUOTE
    assert zone["source"] == "a draft"
    assert zone["status"] == "proposed"
    assert zone["method"] == "union of caps"
    assert float(zone["distance_m"]) == 20_000
    attribution = str(zone["attribution"])
    assert "OpenStreetMap" in attribution
    assert "GeoNames" in attribution


@pytest.mark.parametrize("ending", TABULAR)
def test_rules_that_were_not_drawn_leave_too(analysis, tmp_path, ending):
    path = written(analysis, tmp_path, ending)
    content = path.read_bytes()
    if ending == ".kmz":
        content = zipfile.ZipFile(path).read("doc.kml")
    if ending == ".parquet":
        table = gpd.read_parquet(path)
        content = table.loc[table["kind"] == "unresolved", "reason"].iloc[0].encode()
    assert b"no line of that name" in content


def test_two_independent_readers_find_no_fault_in_the_geojson(analysis, tmp_path):
    collection = json.loads(written(analysis, tmp_path, ".geojson").read_bytes())
    assert geojson_validator.validate_structure(collection) == {}
    found = geojson_validator.validate_geometries(
        {**collection, "features": [f for f in collection["features"] if f["geometry"]]}
    )
    assert found["invalid"] == {}
    # The validator would have six decimals at most; ours has seven, a centimetre.
    assert set(found["problematic"]) <= {"holes", "excessive_coordinate_precision"}
    frame = gpd.read_file(tmp_path / "report.geojson")
    assert frame.crs.to_epsg() == 4326
    assert len(frame) == len(collection["features"])


def test_a_text_sequence_begins_each_text_with_a_record_separator(analysis, tmp_path):
    content = written(analysis, tmp_path, ".geojsons").read_bytes()
    texts = content.split(b"\x1e")
    assert texts[0] == b""
    assert all(text.endswith(b"\n") and text.count(b"\n") == 1 for text in texts[1:])
    features = [json.loads(text) for text in texts[1:]]
    assert [f["id"] for f in features][-1] == "unresolved-1"
    assert features[: len(to_geojson(analysis)["features"])][0]["geometry"]["type"] == "Polygon"
    lines = written(analysis, tmp_path, ".geojsonl").read_bytes().splitlines()
    assert [json.loads(line) for line in lines] == features


def test_the_parquet_file_keeps_documents_and_sources_in_its_metadata(analysis, tmp_path):
    path = written(analysis, tmp_path, ".parquet")
    metadata = pq.read_schema(path).metadata
    assert json.loads(metadata[b"cordon"]) == to_geojson(analysis)["cordon"]
    geo = json.loads(metadata[b"geo"])
    assert geo["version"] == "1.1.0"
    assert geo["columns"]["geometry"]["encoding"] == "WKB"


def test_a_validator_finds_no_fault_in_the_parquet_file(analysis, tmp_path):
    empty = Analysis(Document("d", "text"))
    undrawn = replace(analysis, zones=(), places=(), events=(), forces=())
    assert undrawn.unresolved  # rows without any geometry
    for found, claims in ((analysis, True), (undrawn, False), (empty, False)):
        path = written(found, tmp_path, ".parquet")
        report = geoparquet_validator.check(str(path))
        for name in ("core", "covering"):
            assert geoparquet_validator.failed(report, name) == []
        done = [o["status"] for o in report["outcomes"] if o["id"].startswith("/conf/covering/")]
        assert ("pass" in done) is claims


def test_a_geopackage_has_a_layer_for_each_kind_and_styles_for_qgis(analysis, tmp_path):
    path = written(analysis, tmp_path, ".gpkg")
    layers = dict(pyogrio.list_layers(path).tolist())
    assert layers["zones"] == "MultiPolygon"
    assert layers["places"] == "Point"
    assert {"unresolved", "sources", "issues", "document"} <= set(layers)
    with closing(sqlite3.connect(path)) as database:
        rows = database.execute(
            "SELECT f_table_name, styleQML FROM layer_styles WHERE useAsDefault"
        ).fetchall()
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    styles = {name: ET.fromstring(qml.split("\n", 1)[1]) for name, qml in rows}
    assert set(styles) == {"zones", "places", "events", "forces"}
    values = [c.get("value") for c in styles["zones"].iter("category")]
    assert values == list(STYLES)
    assert gpd.read_file(path, layer="zones")["style"].tolist() == ["proposed"]


def test_the_hatches_in_qgis_are_those_of_the_distances():
    from geo.export.qml import zone_style
    from geo.maps.style import hatches

    text = (
        "Rebels must stay 20 km from Goma. Rebels must stay 5 km from Bukavu. "
        "Rebels must stay 40 km from Kigali."
    )
    zones = read(Document("three", text)).zones
    root = ET.fromstring(zone_style(zones).split("\n", 1)[1])
    (symbol,) = (s for s in root.iter("symbol") if s.get("name") == "0")
    where = [o.get("value") for o in symbol.iter("Option") if o.get("name") == "expression"]
    assert list(hatches(zones)) == [5_000, 20_000]
    assert where == ['"distance_m" = 5000', '"distance_m" = 20000']


QGIS_SCRIPT = """
import sys
from qgis.core import QgsApplication, QgsVectorLayer, QgsProject
app = QgsApplication([], False); app.initQgis()
layer = QgsVectorLayer(sys.argv[1] + "|layername=zones", "zones", "ogr")
assert layer.isValid() and layer.featureCount() == 1, layer.featureCount()
renderer = layer.renderer()
assert renderer.type() == "categorizedSymbol", renderer.type()
colors = {c.value(): c.symbol().symbolLayer(1).color().name() for c in renderer.categories()}
hidden = sorted(c.value() for c in renderer.categories() if not c.renderState())
dash = {c.value(): c.symbol().symbolLayer(1).useCustomDashPattern() for c in renderer.categories()}
hatch = {c.value(): [c.symbol().symbolLayer(n).lineAngle() for n in range(c.symbol().symbolLayerCount())
         if c.symbol().symbolLayer(n).layerType() == "LinePatternFill"] for c in renderer.categories()}
print(hatch["in_force"], hatch["agreed"], hatch["demanded"], hatch["weapon_range"])
print(colors["proposed"], colors["in_force"], hidden, dash["proposed"], dash["in_force"],
      layer.labelsEnabled(), layer.labeling().settings().fieldName)
places = QgsVectorLayer(sys.argv[1] + "|layername=places", "places", "ogr")
print(places.isValid(), places.renderer().type())
"""


def test_qgis_opens_the_geopackage_in_our_style(analysis, tmp_path):
    python = Path("/usr/bin/python3")
    if not python.exists() or subprocess.run([python, "-c", "import qgis.core"],
                                             capture_output=True, check=False).returncode:  # fmt: skip
        if os.environ.get("CORDON_DESKTOP"):
            pytest.fail("QGIS is wanted and not installed")
        pytest.skip("QGIS is not installed (Debian: python3-qgis)")
    path = written(analysis, tmp_path, ".gpkg")
    run = subprocess.run(
        [python, "-c", QGIS_SCRIPT, path], capture_output=True, text=True, check=False,
        env={"QT_QPA_PLATFORM": "offscreen", "HOME": str(tmp_path), "PATH": "/usr/bin:/bin"},
    )  # fmt: skip
    hatch, zones, places = run.stdout.strip().splitlines()[-3:]
    assert hatch == "[] [] [] []"  # a single distance needs none
    proposed, in_force = (STYLES[s].color.lower() for s in (Status.PROPOSED, Status.IN_FORCE))
    hidden = "['lifted', 'rejected', 'weapon_range']"
    assert zones == f"{proposed} {in_force} {hidden} True False True label", run.stderr
    assert places == "True singleSymbol"


@pytest.mark.parametrize("rules", ["all", "drawn"])
def test_kml_is_valid_by_the_schema_of_its_standard(analysis, tmp_path, rules):
    told = analysis if rules == "all" else replace(analysis, unresolved=(), events=(), places=())
    assert validate_kml(file_to_validate=written(told, tmp_path, ".kml"))


def test_kml_has_folders_styles_and_balloons(analysis, tmp_path):
    root = ET.fromstring(written(analysis, tmp_path, ".kml").read_bytes())
    kml = {"k": "http://www.opengis.net/kml/2.2"}
    folders = [f.findtext("k:name", namespaces=kml) for f in root.iterfind(".//k:Folder", kml)]
    assert folders == ["Proposed", "Places", "Events", "Forces", "Not drawn"]
    ids = {style.get("id") for style in root.iterfind(".//k:Style", kml)}
    for mark in root.iterfind(".//k:Placemark", kml):
        assert mark.findtext("k:styleUrl", namespaces=kml)[1:] in ids
    balloon = root.findtext(".//k:Folder/k:Placemark/k:description", namespaces=kml)
    assert QUOTE in balloon
    texts = {t.text for t in root.iterfind(".//k:BalloonStyle/k:text", kml)}
    assert texts == {"$[description]"}


def hostile(analysis):
    """Return an analysis whose every quote and name is an attack."""
    document = replace(analysis.document, title=HOSTILE, source=HOSTILE)
    rule = replace(analysis.zones[0].constraint, quote=HOSTILE, source=HOSTILE, actors=(HOSTILE,))
    unresolved = replace(analysis.unresolved[0], quote=HOSTILE, reason=HOSTILE)
    return replace(
        analysis,
        document=document,
        zones=(replace(analysis.zones[0], constraint=rule),),
        unresolved=(unresolved,),
    )


@pytest.mark.parametrize("format_", FORMATS, ids=lambda f: f.ending)
def test_hostile_text_breaks_no_format(analysis, tmp_path, format_):
    path = written(hostile(analysis), tmp_path, format_.ending)
    assert path.stat().st_size > 100
    if format_.ending in {".gpkg", ".parquet"}:
        assert zones_read(path)["quote"][0] == HOSTILE
    if format_.ending == ".kml":
        root = ET.fromstring(path.read_bytes())
        for element in root.iter("{http://www.opengis.net/kml/2.2}description"):
            assert "<script" not in element.text
            assert "$[" not in element.text


@pytest.mark.parametrize("format_", FORMATS, ids=lambda f: f.ending)
def test_a_report_in_which_nothing_was_found_leaves_in_every_format(tmp_path, format_):
    path = written(Analysis(Document("empty", "Nothing.")), tmp_path, format_.ending)
    assert path.exists()
    if format_.ending == ".parquet":
        assert len(gpd.read_parquet(path)) == 0


def rows_of(content):
    """Return a CSV's rows, as Python's reader has them."""
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_csv_holds_rules_events_places_and_no_formula(analysis, tmp_path):
    rows = rows_of(written(hostile(analysis), tmp_path, ".csv").read_bytes())
    assert [r["kind"] for r in rows][:2] == ["zone", "place"]
    assert {"zone", "place", "event", "force", "unresolved"} == {r["kind"] for r in rows}
    zone = rows[0]
    assert zone["quote"] == f"'{HOSTILE}"
    assert zone["document_date"] == "2018-05-30"
    assert zone["distance_m"] == "20000"
    place = next(r for r in rows if r["name"] == "Daraa")
    assert float(place["lon"]) == pytest.approx(36.1021235)


def test_csv_parts_lie_in_one_zip(analysis, tmp_path):
    archive = zipfile.ZipFile(written(analysis, tmp_path, ".csv.zip"))
    parts = {name: rows_of(archive.read(name)) for name in archive.namelist()}
    assert {name: len(rows) for name, rows in parts.items()} == {
        "rules.csv": 2, "events.csv": 2, "places.csv": 2,
    }  # fmt: skip


@given(st.text(), st.sampled_from(["=", "+", "-", "@", "\t=", " =", "＝", "\r", "\n@"]))
def test_no_text_in_a_cell_can_start_a_formula(text, start):
    found = safe_cell(start + text)
    assert found.startswith("'")
    assert safe_cell("plain " + text.replace("\x00", "")).startswith("plain")


@given(st.floats(allow_nan=False, allow_infinity=False) | st.integers())
def test_numbers_in_cells_stay_numbers(number):
    assert float(safe_cell(number)) == float(number)


def test_a_shapefile_says_what_it_drops_and_carries_it_along(analysis, tmp_path):
    long = replace(analysis.zones[0].constraint, quote="é" * 300)
    one = replace(analysis, zones=(replace(analysis.zones[0], constraint=long),))
    path = tmp_path / "report.shp.zip"
    losses = export(one, path)
    assert any("254 bytes" in loss for loss in losses)
    archive = zipfile.ZipFile(path)
    assert "254 bytes" in archive.read("READ-ME.txt").decode()
    assert rows_of(archive.read("table.csv"))[0]["quote"] == "é" * 300
    zones = gpd.read_file(f"zip://{path}!zones.shp")
    assert zones["quote"][0].startswith("é" * 100)
    assert len(zones["quote"][0].encode()) <= 254
    assert zones.crs.to_epsg() == 4326
    assert zones["attrib"][0]


@pytest.mark.parametrize("ending", [".kmz", ".csv.zip", ".kml", ".csv", ".parquet", ".geojsons"])
def test_the_same_analysis_gives_the_same_bytes(analysis, tmp_path, ending):
    first = written(analysis, tmp_path, ending).read_bytes()
    assert written(analysis, tmp_path, ending).read_bytes() == first


def test_an_area_over_the_antimeridian_stays_in_two_parts(analysis, tmp_path):
    halves = shapely.MultiPolygon(
        [shapely.box(178, -18, 180, -16), shapely.box(-180, -18, -179, -16)]
    )
    both = replace(analysis, zones=(replace(analysis.zones[0], geometry=halves),))
    for ending in (".gpkg", ".kml", ".parquet", ".geojsons"):
        geometry = zones_read(written(both, tmp_path, ending)).geometry[0]
        assert len(shapely.get_parts(geometry)) == 2, ending
        assert np.allclose(geometry.bounds, (-180, -18, 180, -16))


def test_unknown_endings_and_missing_base_maps_are_refused(analysis, tmp_path):
    with pytest.raises(ExportError, match=r"no format of that ending; wanted one of \.geojson"):
        export(analysis, tmp_path / "report.doc")
    with pytest.raises(ExportError, match="needs a base map"):
        export(analysis, tmp_path / "report.html")
    assert list(tmp_path.iterdir()) == []
    assert format_of("a.csv.zip").ending == ".csv.zip"


def test_writing_loads_nothing_that_another_format_needs(root):
    run = subprocess.run(
        [sys.executable, "-c", "import sys, geo.export.formats; "
         "print({'pyarrow', 'pyogrio', 'folium', 'matplotlib'} & set(sys.modules))"],
        cwd=root, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert run.stdout.strip() == "set()"
