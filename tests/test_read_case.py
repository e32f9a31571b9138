"""A case leaves whole: all its reports, with the analyst's corrections."""

import datetime as dt
import json
import subprocess
import sys
import zipfile

import pyogrio
import pytest

from geo.amendments import SetDistance, SetStatus
from geo.cases import is_case, read_case
from geo.cli import main
from geo.errors import StoreError
from geo.export.formats import FORMATS, export
from geo.export.geojson import to_geojson
from geo.model import Distance, Document, Status
from geo.pipeline import read
from geo.store.case import Case
from geo.store.history import Change
from geo.ui.basemap import basemap

FIRST = Document("first", "Rebels must stay 5 km from Goma.", "First", "Wire", dt.date(2025, 1, 2))
SECOND = Document(
    "second",
    "The army said ships must stay 30 km from Beirut. The clans must stay 2 km from the old well.",
    "Second", "Gazette", dt.date(2025, 3, 4),
)  # fmt: skip


@pytest.fixture
def case(tmp_path):
    """Return a case of two reports, a distance and a status of which the analyst has changed."""
    case = Case.create(tmp_path / "talks.gpkg")
    for document in (FIRST, SECOND):
        case.add_document(document)
    (rule,) = read(FIRST).constraints
    case.add(Change("first", SetDistance(rule.id, Distance(7_000, 7_000, text="7 km"))))
    case.add(Change("first", SetStatus(rule.id, Status.AGREED)))
    return case


def test_all_reports_are_read_with_their_corrections(case):
    analysis = read_case(case.path)
    assert analysis.document.title == "talks"
    assert analysis.document.date == SECOND.date
    assert [part.document for part in analysis.parts] == [FIRST, SECOND]
    one, two = analysis.zones
    assert one.constraint.distance.max_m == 7_000
    assert one.constraint.status is Status.AGREED
    assert one.constraint.source == "Wire"  # the sentence names nobody
    assert two.constraint.source != "Gazette"  # here it does
    assert len(analysis.unresolved) == 1


def test_each_feature_names_its_report_and_spans_are_in_its_text(case):
    analysis = read_case(case.path)
    collection = to_geojson(analysis)
    texts = {"first": FIRST.text, "second": SECOND.text}
    zones = [f["properties"] for f in collection["features"] if f["properties"]["kind"] == "zone"]
    assert [z["report"] for z in zones] == ["first", "second"]
    for zone in zones:
        assert texts[zone["report"]][zone["start"] : zone["end"]].strip() in zone["quote"]
    assert collection["cordon"]["unresolved"][0]["report"] == "second"
    assert [d["id"] for d in collection["cordon"]["documents"]] == ["first", "second"]
    assert len({f["id"] for f in collection["features"]}) == len(collection["features"])


def test_one_report_is_written_as_before():
    collection = to_geojson(read(FIRST))
    assert "documents" not in collection["cordon"]
    assert not any("report" in f["properties"] for f in collection["features"])


@pytest.mark.parametrize("form", FORMATS, ids=lambda f: f.ending)
def test_a_case_leaves_in_every_format(case, form, tmp_path):
    analysis = read_case(case.path)
    path = tmp_path / f"out{form.ending}"
    export(analysis, path, basemap(analysis) if form.drawn else None)
    assert path.stat().st_size > 1_000
    if form.ending == ".gpkg":
        zones = pyogrio.read_dataframe(path, layer="zones")
        assert list(zones["document_title"]) == ["First", "Second"]
        reports = pyogrio.read_dataframe(path, layer="document", read_geometry=False)
        assert list(reports["text"]) == [FIRST.text, SECOND.text]
    if form.ending == ".csv.zip":
        rules = zipfile.ZipFile(path).read("rules.csv").decode("utf-8-sig")
        assert "old well" in rules
        assert "2025-03-04" in rules


def test_the_command_line_takes_a_case(case, tmp_path, capsys):
    assert main(["export", str(case.path), "-o", str(tmp_path / "out.geojson")]) == 0
    assert "2 reports, 2 zones" in capsys.readouterr().err
    found = json.loads((tmp_path / "out.geojson").read_bytes())
    assert found["features"][0]["properties"]["distance_m"] == 7_000
    assert main(["brief", str(case.path), "-o", str(tmp_path / "out.md")]) == 0
    text = (tmp_path / "out.md").read_text(encoding="utf-8")
    for part in ("“talks”, 2 reports", "First, Wire, 2025-01-02", "Second, Gazette", "old well"):
        assert part in text, part


def test_the_viewpoint_of_the_case_holds_unless_another_is_asked_for(case):
    case.set("viewpoint", "recognised")
    assert read_case(case.path).settings["viewpoint"] == "recognised"
    assert read_case(case.path, viewpoint="de-facto").settings["viewpoint"] == "de-facto"


def test_what_is_no_case_is_told(tmp_path):
    empty = Case.create(tmp_path / "empty.gpkg")
    with pytest.raises(StoreError, match="has no report yet"):
        read_case(empty.path)
    other = tmp_path / "other.gpkg"
    export(read(FIRST), other)
    assert is_case(other)
    with pytest.raises(StoreError, match="is no case of Cordon"):
        read_case(other)
    assert not is_case(tmp_path / "missing.txt")


def test_the_date_of_a_case_is_not_asked_for(case, tmp_path):
    args = ["export", str(case.path), "--date", "2020-01-01", "-o", str(tmp_path / "x.csv")]
    run = subprocess.run(
        [sys.executable, "-m", "geo", *args], capture_output=True, check=False, text=True
    )
    assert run.returncode == 1
    assert "whose reports have their own dates" in run.stderr
