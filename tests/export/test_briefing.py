"""Briefings of real reports: nothing overlaps or is cut, slides and texts open and hold the evidence."""

import datetime as dt
import hashlib
import io
from dataclasses import replace
from functools import cache
from pathlib import Path

import docx
import numpy as np
import pytest
import shapely
from lxml import etree
from maps.kinds import REPORTS
from maps.pictures import assert_as_before
from maps.sheets import assert_clear, texts
from pptx import Presentation
from pptx.enum.dml import MSO_FILL, MSO_LINE
from pptx.enum.shapes import MSO_SHAPE_TYPE

from geo.errors import ExportError
from geo.export.brief import brief_blocks
from geo.export.briefing import (
    Options,
    brief,
    draw,
    form_of,
    projected,
    sheet_of,
)
from geo.export.formats import export
from geo.export.freeform import add_freeform
from geo.export.hatching import hatch_lines
from geo.export.markdown import escaped, markdown
from geo.export.smallprint import borders_note, checksum, map_id
from geo.maps.basemap import Basemap, Label, Overview
from geo.maps.briefing import save
from geo.maps.sheet import PAPERS
from geo.maps.zoning import MANY
from geo.model import Compliance, Document, Fade, Relation, Status
from geo.pipeline import read
from geo.ui.basemap import basemap

GOLDEN = Path(__file__).parent / "golden"
OPTIONS = Options(banner="EXERCISE", made=dt.date(2026, 11, 23))


def bare(analysis, boxes=()):
    """Return a base map with a town inside the zone of the analysis by hand, and one outside."""
    labels = (
        Label("Inside", 36.1, 32.1, "town", 5.0, 50_000.0),
        Label("Smaller", 36.5, 32.5, "town", 5.0, 700.0),
        Label("Outside", 37.2, 32.5, "town", 5.0, 90_000.0),
    )
    return Basemap(Overview(), labels=labels)


@cache
def told(name):
    """Return a report of a kind."""
    return read(Document(name, REPORTS[name], "A title", "Wire", dt.date(2026, 3, 4)))


def steady(analysis):
    """Return an analysis whose look does not hang on how well the words around rules are read."""
    standings = (Status.DEMANDED, Status.PROPOSED, Status.AGREED, Status.IN_FORCE)
    zones = []
    for number, zone in enumerate(analysis.zones):
        known = {
            "status": standings[number % 4],
            "compliance": Compliance.UNKNOWN,
            "source": "Wire",
        }
        zones.append(replace(zone, constraint=replace(zone.constraint, **known)))
    return replace(analysis, zones=tuple(zones), events=(), forces=())


@pytest.mark.parametrize(
    ("name", "paper"),
    [("many", "a4-portrait"), ("radius", "slide"), ("ocean", "a4-portrait"), ("border", "slide"), ("tiny", "a4"),
     ("antimeridian", "a3-portrait"), ("polar", "a3"), ("overlap", "slide"), ("world", "slide"),
     ("nothing", "a4")],
)  # fmt: skip
def test_each_kind_of_report_looks_as_it_did(name, paper):
    drawn = draw(steady(told(name)), replace(OPTIONS, paper=paper), basemap)
    assert_as_before(save(drawn.figure, "png"), GOLDEN / f"{name}-{paper}.png")


# Each report on two papers or three, each paper with four reports or five, upright and lying.
PAIRS = [(n, p) for i, n in enumerate(REPORTS) for j, p in enumerate(PAPERS) if (i + j) % 2 == 0]


@pytest.mark.parametrize(("name", "paper"), PAIRS)
def test_no_text_overlaps_or_is_cut_whatever_the_report_and_the_paper(name, paper):
    analysis = told(name)
    assert analysis.zones or name == "nothing"
    drawn = draw(analysis, replace(OPTIONS, paper=paper), basemap)
    assert_clear(drawn.figure, drawn.places)
    said = {text for _, text, _ in texts(drawn.figure, "panel")}
    assert "LEGEND" in said
    assert ("WHAT THE REPORT SAYS" in said) is bool(analysis.zones)


def test_the_sheet_names_sources_viewpoint_projection_map_and_checksum(analysis, tmp_path):
    sheet = projected(sheet_of(analysis, OPTIONS), "a projection")
    small = " ".join(sheet.notes)
    for part in ("do not imply endorsement", "held on the ground", "OpenStreetMap", "GeoNames",
                 "ODbL-1.0", "a projection", "23 November 2026", map_id(analysis),
                 checksum(analysis)[:12], "Dashed: not in force"):  # fmt: skip
        assert part in small, part
    assert "Hatching" not in small  # a single distance has none
    assert "Hatching: distance" in " ".join(sheet_of(told("overlap"), OPTIONS).notes)
    assert map_id(analysis) == "SY_draft_20180530"
    export(analysis, tmp_path / "a.geojson")
    assert checksum(analysis) == hashlib.sha256((tmp_path / "a.geojson").read_bytes()).hexdigest()


def test_the_note_on_borders_names_readings_and_the_zones_that_others_change(analysis):
    assert borders_note(analysis, Options()) == "Borders: as held on the ground."
    zone = replace(analysis.zones[0], differs_km2=(("recognised", 5.0), ("SY", 408.2)))
    other = replace(analysis, zones=(zone,), settings={"viewpoint": "IL"})
    names = (("IL", "As Israel claims"), ("SY", "As Syria claims"))
    assert borders_note(other, Options(readings=names)) == (
        "Borders: as Israel claims. Other readings change zone 1 (by 408 km², as Syria claims)."
    )
    assert "as SY claims" in borders_note(other, Options())  # without names, at least the code


def test_incidents_are_on_the_map_in_its_key_and_in_the_brief():
    text = (
        "Israel demands that Hezbollah fighters stay 10 km from the Israeli border in Lebanon. "
        "On 5 August an air strike hit Bint Jbeil and killed four people."
    )
    analysis = read(Document("strike", text, "Strike", "Wire", dt.date(2024, 8, 9)))
    assert analysis.events
    drawn = draw(analysis, OPTIONS, basemap)
    rings = [line for line in drawn.figure.axes[0].lines if line.get_gid() == "event"]
    assert len(rings) == 2  # one, with a white edge
    assert_clear(drawn.figure, drawn.places)
    said = {text for _, text, _ in texts(drawn.figure, "panel", "name")}
    assert {"Incident in the report", "Bint Jbeil"} <= said
    written = brief(analysis, OPTIONS, basemap, "md").decode()
    assert "## Events" in written
    assert "Bint Jbeil" in written.partition("## Events")[2]


def test_what_the_user_decides_is_kept(analysis):
    sheet = sheet_of(analysis, Options("T", "S", "D", banner="B", map_id="M"))
    assert (sheet.title, sheet.subtitle, sheet.as_of, sheet.banner) == ("T", "S", "D", "B")
    assert "Map M." in sheet.notes[-1]
    with pytest.raises(ExportError, match="wanted #rrggbb"):
        Options(banner_color="green")


def test_slides_have_alt_text_evidence_and_shapes_that_can_be_edited(analysis):
    deck = Presentation(io.BytesIO(brief(analysis, OPTIONS, bare, "pptx")))
    first, second = deck.slides
    (picture,) = [s for s in first.shapes if s.shape_type == MSO_SHAPE_TYPE.PICTURE]
    assert "20 km from" in picture._element.nvPicPr.cNvPr.get("descr")
    notes = first.notes_slide.notes_text_frame.text
    for part in ("“Iranian forces stay 20 km", "Not drawn", "no line of that name", "imply"):
        assert part in notes
    shapes = {s.name: s for s in second.shapes}
    zone = shapes[next(name for name in shapes if name.startswith("Zone 1:"))]
    assert zone.shape_type == MSO_SHAPE_TYPE.FREEFORM
    assert zone._element.xml.count("<a:close/>") == 2  # the area and its hole
    written = [s.text_frame.text for s in second.shapes if s.has_text_frame]
    assert any("Daraa" in text for text in written)


def test_the_second_slide_has_what_the_map_has():
    deck = Presentation(io.BytesIO(brief(told("overlap"), OPTIONS, basemap, "pptx")))
    _, second = deck.slides
    names = [shape.name for shape in second.shapes]
    assert names.index("Graticule") < names.index("Zone 4: 80 km from Goma")
    for name in ("Hatch of zone 1", "Zone 1: 60 km from Goma", "North arrow", "Frame"):
        assert name in names, name
    assert "Hatch of zone 4" not in names  # the greatest distance has none
    assert names.count("Banner") == 2
    by_name = {shape.name: shape for shape in second.shapes}
    assert by_name["Zone 1: 60 km from Goma"].line.dash_style is MSO_LINE.DASH
    assert by_name["Zone 4: 80 km from Goma"].line.dash_style is None
    text = "\n".join(s.text_frame.text for s in second.shapes if s.has_text_frame)
    for part in ("■ 1. 60 km from Goma", "“The rebels demanded that", "EXERCISE"):
        assert part in text, part


def test_the_second_slide_lightens_the_sea_under_a_zone_as_the_map_does():
    deck = Presentation(io.BytesIO(brief(told("ocean"), OPTIONS, basemap, "pptx")))
    names = [shape.name for shape in deck.slides[1].shapes]
    zone = next(name for name in names if name.startswith("Zone 1:"))
    order = ("Sea", "Sea under zone 1", "Land", "Graticule", zone)
    assert [names.index(name) for name in order] == sorted(names.index(name) for name in order)
    sea = deck.slides[1].shapes[names.index("Sea under zone 1")]
    assert str(sea.fill.fore_color.rgb) == "FFFFFF"
    assert sea.width == pytest.approx(deck.slides[1].shapes[names.index(zone)].width, rel=0.02)
    inland = Presentation(io.BytesIO(brief(told("tiny"), OPTIONS, basemap, "pptx")))
    assert "Sea under zone 1" not in [shape.name for shape in inland.slides[1].shapes]


def test_the_text_of_the_second_slide_has_room_above_the_small_print():
    text = " ".join(
        f"The agreement says that the troops of all parties must stay {n} km from Goma, and that none "
        f"of them may come near the posts of group {n} or anybody else’s."
        for n in range(5, 13)
    )
    analysis = read(Document("long", text, "A title", "Wire"))
    for paper in ("slide", "a4-portrait"):
        options = replace(OPTIONS, paper=paper)
        deck = Presentation(io.BytesIO(brief(analysis, options, basemap, "pptx")))
        second = deck.slides[1]
        boxes = [s for s in second.shapes if s.has_text_frame and len(s.text_frame.paragraphs) > 2]
        small = next(s for s in boxes if "imply" in s.text_frame.text)
        rows = next(s for s in boxes if "■ 1." in s.text_frame.text)
        assert rows.top + rows.height <= small.top + 12_700
        said = rows.text_frame.text
        assert "■ 8." in said
        points = sum(
            (1 + len(p.text) * 0.55 * p.runs[0].font.size.pt / (rows.width / 12_700))
            * 1.2 * p.runs[0].font.size.pt for p in rows.text_frame.paragraphs
        )  # fmt: skip
        assert points < 1.15 * rows.height / 12_700


def test_a_circle_over_the_antimeridian_is_one_outline_without_a_seam():
    text = "Missile tests are banned within 200 nautical miles of Funafuti, the navy said."
    analysis = read(Document("date line", text, "A title", "Wire"))
    assert len(shapely.get_parts(analysis.zones[0].geometry)) == 2
    deck = Presentation(io.BytesIO(brief(analysis, OPTIONS, basemap, "pptx")))
    zone = next(s for s in deck.slides[1].shapes if s.name.startswith("Zone 1:"))
    assert zone._element.xml.count("<a:moveTo>") == 1


def test_the_edge_along_a_coast_of_fjords_is_a_shape_of_its_own(analysis):
    turns = np.linspace(0, 2 * np.pi, 2 * MANY)
    reach = np.where(np.arange(2 * MANY) % 2, 0.5, 0.45)  # teeth finer than the edge is wide
    ring = np.column_stack([36 + reach * np.cos(turns), 32.5 + reach * np.sin(turns)])
    rough = replace(analysis.zones[0], geometry=shapely.Polygon(ring))
    deck = Presentation(io.BytesIO(brief(replace(analysis, zones=(rough,)), OPTIONS, bare, "pptx")))
    shapes = {shape.name: shape for shape in deck.slides[1].shapes}
    area = next(shape for name, shape in shapes.items() if name.startswith("Zone 1:"))
    assert area.line.fill.type == MSO_FILL.BACKGROUND
    assert shapes["Edge of zone 1"]._element.xml.count("<a:lnTo>") < MANY / 4


def test_a_shape_of_many_points_is_what_python_pptx_makes_of_them():
    paths = [[(5, 7), (105, 9), (50, 80)], [(20, 20), (30, 20), (25, -3)]]
    slide = Presentation().slides.add_slide(Presentation().slide_layouts[6])
    ours = add_freeform(slide, paths, close=True)
    builder = slide.shapes.build_freeform(*paths[0][0], scale=1.0)
    builder.add_line_segments(paths[0][1:])
    builder.move_to(*paths[1][0])
    builder.add_line_segments(paths[1][1:])
    theirs = builder.convert_to_shape()
    assert etree.tostring(ours._element.spPr) == etree.tostring(theirs._element.spPr)


def test_an_edge_left_open_fades_in_the_shape_itself_and_a_cut_is_no_edge(analysis):
    west, _, east, _ = analysis.zones[0].geometry.bounds
    fade = Fade("longitude", west + 0.4 * (east - west), east, east + 1.0)
    rule = replace(analysis.zones[0].constraint, relation=Relation.IN, distance=None)
    zone = replace(analysis.zones[0], constraint=rule, fades=(fade,))
    deck = Presentation(io.BytesIO(brief(replace(analysis, zones=(zone,)), OPTIONS, bare, "pptx")))
    shapes = {shape.name: shape for shape in deck.slides[1].shapes}
    area = next(s for name, s in shapes.items() if name.startswith("Zone 1:"))
    stops = area.fill.gradient_stops
    assert area.fill.gradient_angle == 0
    assert [stop.position for stop in stops] == pytest.approx([0.4, 1.0], abs=0.02)
    alphas = [int(e.get("val")) for e in area._element.spPr.iter() if e.tag.endswith("}alpha")]
    assert alphas[1] == pytest.approx(0.3 * alphas[0], abs=1)
    assert area.line.fill.type == MSO_FILL.BACKGROUND
    assert {"Edge of zone 1", "Open edge of zone 1", "Band of zone 1"} <= shapes.keys()
    assert shapes["Open edge of zone 1"].width < 0.05 * area.width  # upright: the eastern edge


def test_the_second_slide_has_the_small_map(analysis):
    deck = Presentation(io.BytesIO(brief(told("radius"), OPTIONS, basemap, "pptx")))
    shapes = {shape.name: shape for shape in deck.slides[1].shapes}
    locator, window = shapes["Frame of the locator"], shapes["What the map shows"]
    for side, size in (("left", "width"), ("top", "height")):
        low, length = getattr(locator, side), getattr(locator, size)
        assert low < getattr(window, side)
        assert getattr(window, side) + getattr(window, size) < low + length
    written = [s.text_frame.text for s in deck.slides[1].shapes if s.has_text_frame]
    assert {"SYRIA", "IRAQ"} <= set(written)


@pytest.mark.parametrize("hatch", ["/////", "|||||", "xxxx"])
def test_a_hatch_covers_its_area_and_nothing_else(hatch):
    area = shapely.difference(shapely.box(0, 0, 4, 4), shapely.box(1, 1, 3, 3))
    step = 0.02
    lines = shapely.MultiLineString(hatch_lines(area, hatch, step))
    assert area.buffer(1e-9).covers(lines)
    per_area = 2 if hatch[0] == "x" else 1
    assert lines.length * step == pytest.approx(area.area * per_area, rel=0.02)


def test_the_written_brief_tells_towns_distances_quotes_and_what_is_open(analysis):
    text = brief(analysis, OPTIONS, bare, "md").decode()
    for part in ("# Proposal would keep Iranian forces 20 km", "Inside (50,000), Smaller (700)",
                 "Outside (18.", "8,350 km²", "“Iranian forces stay 20 km from", "(a draft)",
                 "no line of that name", "contact: no such place", "shells fell",
                 "ODbL-1.0", checksum(analysis)):  # fmt: skip
        assert part in text, part
    inside = next(line for line in text.splitlines() if "Named in the report, inside" in line)
    assert "Daraa (" in inside


def test_the_word_brief_has_styles_the_map_and_the_same_words(analysis):
    document = docx.Document(io.BytesIO(brief(analysis, OPTIONS, bare, "docx")))
    styles = {p.style.name for p in document.paragraphs}
    assert {"Title", "Heading 1", "Heading 2", "List Bullet", "Quote"} <= styles
    words = " ".join(p.text for p in document.paragraphs)
    for block in brief_blocks(analysis, OPTIONS, bare(analysis)):
        assert block.text in words
    (picture,) = document.inline_shapes
    assert picture._inline.docPr.get("descr").startswith("Map. Proposal would keep")


@pytest.mark.parametrize(
    "text",
    ["<script>x</script>", "[a](http://b)", "![a](b)", "# h", "- item", "1. one", "*b* _i_ `c`",
     "| a | b |", "> quote", "www.example.org", "a\n\n# b"],
)  # fmt: skip
def test_a_report_s_text_is_never_markdown(analysis, text):
    rule = replace(analysis.zones[0].constraint, quote=text, source=text, actors=(text,))
    wild = replace(analysis, zones=(replace(analysis.zones[0], constraint=rule),))
    found = markdown(brief_blocks(wild, OPTIONS, bare(wild)))
    plain = markdown(brief_blocks(analysis, OPTIONS, bare(analysis)))
    for mark in ("\n# ", "\n## ", "\n### ", "\n- "):
        assert found.count(mark) == plain.count(mark)
    for sign in ("<", "[", "`", "|"):
        assert all(found[i - 1] == "\\" for i, c in enumerate(found) if c == sign)
    assert escaped("plain text, 20 km (so)") == "plain text, 20 km (so)"


def test_forms_are_told_by_their_endings(analysis):
    assert form_of("A.PPTX") == "pptx"
    with pytest.raises(ExportError, match=r"wanted one of \.png, \.pdf"):
        form_of("a.gif")
    with pytest.raises(ExportError, match="no brief of form"):
        brief(analysis, OPTIONS, bare, "gif")
