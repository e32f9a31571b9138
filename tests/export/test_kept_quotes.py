"""The sentence that says that a rule is broken goes wherever the claim goes."""

import csv
import io
import json
import zipfile

import docx
import pyogrio
import pytest
from pptx import Presentation

from geo.export.audit import audit_zone
from geo.export.briefing import Options, brief, sheet_of
from geo.export.explain import explain
from geo.export.formats import export
from geo.maps.popup import zone_popup
from geo.model import Document
from geo.pipeline import read
from geo.ui.basemap import basemap
from geo.ui.tables import zone_rows

SAID = "=Monitors counted eleven howitzers inside the limit, in breach of the accord."
TEXT = f"Under the accord heavy weapons must be kept 20 km from Donetsk. {SAID}"


@pytest.fixture(scope="module")
def analysis():
    """Return a report of a rule that another sentence says is broken."""
    return read(Document("told", TEXT, "A title", "Wire"))


def written(analysis, folder, ending):
    """Return a file as text, and its path."""
    path = folder / f"told{ending}"
    export(analysis, path, basemap(analysis))
    return path


def test_files_have_it(analysis, tmp_path):
    found = json.loads(written(analysis, tmp_path, ".geojson").read_text(encoding="utf-8"))
    told = found["features"][0]["properties"]
    assert told["compliance_quote"] == SAID
    assert TEXT[told["compliance_start"] : told["compliance_end"]] == SAID
    zones = pyogrio.read_dataframe(written(analysis, tmp_path, ".gpkg"), layer="zones")
    assert zones["compliance_quote"].tolist() == [SAID]
    assert SAID[1:] in written(analysis, tmp_path, ".kml").read_text(encoding="utf-8")
    assert SAID[1:] in written(analysis, tmp_path, ".html").read_text(encoding="utf-8")


def test_a_spreadsheet_has_it_and_no_formula(analysis, tmp_path):
    text = written(analysis, tmp_path, ".csv").read_text(encoding="utf-8-sig")
    (row, *_) = csv.DictReader(io.StringIO(text))
    assert row["compliance_quote"] == f"'{SAID}"


def test_briefs_and_slides_have_it(analysis):
    options = Options()
    text = brief(analysis, options, basemap, "md").decode()
    assert "in breach of the accord" in text
    assert "(Said to be broken)" in text
    document = docx.Document(io.BytesIO(brief(analysis, options, basemap, "docx")))
    assert any("in breach of the accord" in p.text for p in document.paragraphs)
    deck = Presentation(io.BytesIO(brief(analysis, options, basemap, "pptx")))
    for slide in deck.slides:
        assert f"“{SAID}” Said to be broken" in slide.notes_slide.notes_text_frame.text
    assert (SAID, "said to be broken") in [
        (q.text, q.claim) for q in sheet_of(analysis, options).quotes
    ]


def test_the_audit_and_the_app_have_it(analysis):
    (zone,) = analysis.zones
    at = TEXT.index(SAID)
    assert f"“{SAID}” (characters {at}–{at + len(SAID)})" in audit_zone(analysis, 1)
    assert f"violated: “{SAID}”" in explain(analysis)
    assert SAID[1:] in zone_popup(1, zone)
    assert SAID in zone_rows(analysis)[0]["Kept"]


def test_a_shapefile_says_that_it_may_be_cut(analysis, tmp_path):
    with zipfile.ZipFile(written(analysis, tmp_path, ".shp.zip")) as archive:
        archive.extractall(tmp_path)
    shapes = next(tmp_path.glob("**/*zones*.shp"))
    assert pyogrio.read_dataframe(shapes)["kept_quote"].tolist() == [SAID]
