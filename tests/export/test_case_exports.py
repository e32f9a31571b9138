"""A case of two reports leaves whole, in every format and every form of brief."""

import datetime as dt
import io
import json
import zipfile
from dataclasses import replace

import docx
import geopandas as gpd
import pyarrow.parquet as pq
import pyogrio
import pytest
from pptx import Presentation

from geo.export.briefing import BRIEFS, Options, brief
from geo.export.formats import FORMATS, export
from geo.export.together import together
from geo.maps.basemap import Basemap, Overview
from geo.model import Document

SAID = ("All boats keep 20 km away, the navy says", "Both sides clear the strip of mines")


@pytest.fixture
def case(analysis):
    """Return two reports of one case, each with a zone of its own sentence and its own source."""
    parts = []
    for number, quote in enumerate(SAID, 1):
        document = Document(
            f"report-{number}",
            "text",
            f"Title {number}",
            f"Wire {number}",
            dt.date(2026, 3, number),
        )
        rule = replace(analysis.zones[0].constraint, quote=quote, source="")
        zone = replace(analysis.zones[0], constraint=rule)
        parts.append(replace(analysis, document=document, zones=(zone,), constraints=(rule,)))
    return together(parts, "the strip")


def text_of(path):
    """Return all that a file says, packed or not."""
    content = path.read_bytes()
    if path.name.endswith(".gpkg"):
        layers = [name for name, _ in pyogrio.list_layers(path)]
        tables = [pyogrio.read_dataframe(path, layer=layer) for layer in layers]
        return " ".join(table.to_csv() for table in tables)
    if path.suffix == ".parquet":
        return gpd.read_parquet(path).to_csv() + str(pq.read_schema(path).metadata[b"cordon"])
    if zipfile.is_zipfile(io.BytesIO(content)):
        packed = zipfile.ZipFile(io.BytesIO(content))
        return " ".join(packed.read(n).decode("utf-8", "replace") for n in packed.namelist())
    return content.decode("utf-8")


@pytest.mark.parametrize("ending", [format_.ending for format_ in FORMATS])
def test_both_reports_of_a_case_are_in_the_file(case, tmp_path, ending):
    path = tmp_path / f"case{ending}"
    export(case, path, Basemap())
    said = text_of(path)
    for quote, number in zip(SAID, (1, 2), strict=True):
        assert quote in said
        named = f"report-{number}" in said or f"Title {number}" in said
        assert named or ending == ".html"  # whose popups name the source
        assert f"Wire {number}" in said


def test_features_of_a_case_name_their_report(case, tmp_path):
    export(case, tmp_path / "case.geojson")
    found = json.loads((tmp_path / "case.geojson").read_bytes())
    zones = [f["properties"] for f in found["features"] if f["properties"]["kind"] == "zone"]
    assert [zone["report"] for zone in zones] == ["report-1", "report-2"]
    assert [zone["number"] for zone in zones] == ["A1", "B1"]  # as the app's map has them


def test_a_case_of_one_report_has_plain_numbers(analysis):
    alone = together([analysis], "one")
    assert [zone.mark for zone in alone.zones] == [""] * len(analysis.zones)
    assert [zone.named(3) for zone in alone.zones[:1]] == ["3"]


@pytest.mark.parametrize("form", sorted(BRIEFS))
def test_both_reports_of_a_case_are_in_its_brief(case, form):
    written = brief(case, Options(), lambda *_: Basemap(Overview()), form)
    assert len(written) > 1_000
    said = {
        "md": lambda: written.decode(),
        "docx": lambda: " ".join(p.text for p in docx.Document(io.BytesIO(written)).paragraphs),
        "pptx": lambda: (
            Presentation(io.BytesIO(written)).slides[0].notes_slide.notes_text_frame.text
        ),
    }
    if form in said:
        for quote, wire in zip(SAID, ("Wire 1", "Wire 2"), strict=True):
            assert quote in said[form]().replace("\\", "")
            assert wire in said[form]()
        for mark in ("A1. ", "B1. "):
            assert mark in said[form]().replace("\\", "")
