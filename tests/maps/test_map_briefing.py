"""The printed map: its picture, its names, its furniture, its text."""

import io
from dataclasses import replace

import numpy as np
import pypdfium2 as pdfium
import pytest
import shapely
from PIL import Image
from pyproj import Geod

from geo.errors import ExportError
from geo.export.briefing import MOST_BANNER, Options
from geo.maps.briefing import briefing, map_png, save
from geo.maps.graticule import degrees
from geo.maps.layout import layout
from geo.maps.plates import Plate, frame_of
from geo.maps.sheet import PAPERS, Quote, Sheet, paper_of
from geo.maps.style import STYLES, hatch_of, hatches
from geo.maps.words import zone_label
from geo.model import Analysis, Distance, Document, Reference, ReferenceKind, Status
from maps.hand import zone
from maps.pictures import assert_same_picture
from maps.sheets import assert_clear, texts
from maps.test_map_interactive import hostile
from maps.test_map_safe import PAYLOADS

SHEET = Sheet(
    "Proposal would keep all forces 20 km from the border of Israel",
    "7 zones read from “Talks on the south”, Agency",
    "31 May 2018",
    "EXERCISE // EXERCISE",
    quotes=(Quote("forces keep 20 km from the border", "Channel 10", ("1", "2", "3")),),
    undrawn=("“Iran is to leave the line of contact” no line of that name",),
    notes=("The boundaries and names shown do not imply endorsement.", "Projection: a test."),
)
PANEL = {"panel"}


def shown(analysis, basemap, sheet=SHEET, key="slide"):
    """Return figure and layout of a sheet."""
    places = layout(PAPERS[key], sheet, analysis.zones)
    return briefing(analysis, basemap, sheet, PAPERS[key]), places


def test_the_picture_has_its_size_and_the_colours_of_its_zones(analysis, basemap):
    image = Image.open(io.BytesIO(map_png(analysis, basemap))).convert("RGB")
    assert image.size == (1920, 1080)
    pixels = np.asarray(image).reshape(-1, 3)
    for status in (Status.PROPOSED, Status.AGREED, Status.DEMANDED, Status.IN_FORCE):
        rgb = [int(STYLES[status].color[i : i + 2], 16) for i in (1, 3, 5)]
        assert (np.abs(pixels - rgb).max(axis=1) <= 3).sum() > 100, status


@pytest.mark.parametrize("key", PAPERS)
def test_no_two_texts_overlap_and_none_is_cut_on_any_paper(analysis, basemap, key):
    figure, places = shown(analysis, basemap, key=key)
    assert_clear(figure, places)
    names = {text for _, text, _ in texts(figure, "name")}
    assert len(names) > 12
    assert {"Daraa", "Quneitra"} <= names
    size = figure.get_size_inches() * figure.dpi
    assert bool(size[0] < size[1]) is PAPERS[key].portrait


@pytest.mark.parametrize("key", ["slide", "a4-portrait"])
def test_the_sheet_says_what_it_must(analysis, basemap, key):
    figure, _ = shown(analysis, basemap, key=key)
    said = " ".join(text for _, text, _ in texts(figure, "panel"))
    for part in ("Proposal would keep all forces", "As of 31 May 2018", "“forces keep 20 km",
                 "Channel 10", "zones 1, 2, 3", "do not imply endorsement", "Not drawn:",
                 "Said to be broken", "km²"):  # fmt: skip
        assert part in said.replace("\u00a0", " "), part
    banners = [text for _, text, _ in texts(figure, "banner")]
    assert banners == [SHEET.banner] * 2
    numbers = sorted(text for _, text, _ in texts(figure, "badge"))
    assert numbers == ["1", "2", "3", "4"]  # what is rejected, lifted or a range is not drawn
    assert any(text == "N" for _, text, _ in texts(figure, "scale"))


def test_zones_without_room_in_the_panel_are_counted(basemap):
    zones = tuple(zone(36 + i * 0.02, 32, 36.01 + i * 0.02, 33) for i in range(120))
    figure, places = shown(Analysis(Document("many", "text"), zones=zones), basemap)
    rows = [text.replace("\u00a0", " ") for _, text, _ in texts(figure, "panel")]
    entries = rows[rows.index("LEGEND") :]
    listed = sum(text.startswith("20 km from the border") for text in entries)
    assert 50 < listed < 120
    assert f"and {120 - listed} more" in entries
    assert all(box[1] >= places.panel[1] - 2 for _, _, box in texts(figure, "panel"))


def test_numbers_that_find_no_room_are_named_in_the_key_and_lie_on_nothing(basemap):
    near = tuple(zone(36 + i * 0.01, 32, 36.001 + i * 0.01, 32.001) for i in range(40))
    wide = (zone(20, 20, 52, 44), zone(20, 45, 52, 47))
    one = Analysis(Document("crowded", "text"), zones=(*wide, *near))
    paper = PAPERS["slide"]
    places = layout(paper, SHEET, one.zones)
    plate = Plate(places.map, frame_of(one, places.map, paper.dpi))
    figure = briefing(one, basemap, SHEET, paper, ((plate, basemap),), places)
    assert_clear(figure, places)
    written = {int(text) for _, text, _ in texts(figure, "badge")}
    assert {1, 2} < written < set(range(1, 43))
    said = " ".join(text for _, text, _ in texts(figure, "panel"))
    named = said.partition("too crowded: ")[2]
    assert named.startswith(str(min(set(range(1, 43)) - written)))


def test_a_long_name_in_a_key_of_many_zones_is_whole(basemap):
    zones = tuple(zone(36 + i * 0.05, 32, 36.04 + i * 0.05, 33) for i in range(30))
    river = Reference(ReferenceKind.RIVER, "White Volta", "river:Volta")
    rule = replace(zones[7].constraint, references=(river,))
    zones = (*zones[:7], replace(zones[7], constraint=rule), *zones[8:])
    figure, places = shown(Analysis(Document("many", "text"), zones=zones), basemap)
    assert_clear(figure, places)
    rows = [text.replace("\u00a0", " ") for _, text, _ in texts(figure, "panel")]
    assert zone_label(rule) in rows
    assert sum(text == "416 km²" for text in rows) == 30


@pytest.mark.parametrize("key", PAPERS)
def test_a_long_classification_is_small_and_never_cut(analysis, basemap, key):
    sheet = replace(SHEET, banner="W" * MOST_BANNER)
    figure, places = shown(analysis, basemap, sheet, key)
    assert_clear(figure, places)
    assert [text for _, text, _ in texts(figure, "banner")] == [sheet.banner] * 2
    with pytest.raises(ExportError, match=f"got {MOST_BANNER + 1} characters"):
        Options(banner="W" * (MOST_BANNER + 1))


def test_the_key_lists_each_of_many_zones_with_its_area_and_what_colours_mean(basemap):
    standings = (Status.AGREED, Status.DEMANDED, Status.IN_FORCE)
    zones = tuple(
        zone(36 + i * 0.05, 32, 36.04 + i * 0.05, 33, status=standings[i % 3]) for i in range(30)
    )
    figure, places = shown(Analysis(Document("many", "text"), zones=zones), basemap)
    assert_clear(figure, places)
    rows = [text.replace("\u00a0", " ") for _, text, _ in texts(figure, "panel")]
    rows = rows[rows.index("LEGEND") : rows.index("Border as held")]
    assert sum(text.startswith("20 km from the") for text in rows) == 30
    assert sum(text == "416 km²" for text in rows) == 30
    assert {"Agreed", "Demanded", "In force"} <= set(rows)
    assert not any(text.endswith(" more") for text in rows)


@pytest.mark.parametrize("payload", [*PAYLOADS, "$\\frac{1}{0}$ $x$", "a" * 500, "北京 \x01"])
def test_text_is_never_taken_for_formulas_nor_runs_off_the_page(analysis, basemap, payload):
    wild = hostile(analysis, payload)
    sheet = replace(SHEET, title=payload, subtitle=payload, undrawn=(payload,), banner="X",
                    quotes=(Quote(payload, payload, ("1",)),))  # fmt: skip
    figure, _ = shown(wild, basemap, sheet)
    assert all(box[0] >= 0 and box[2] <= 1921 for _, _, box in texts(figure))
    assert len(save(figure, "png")) > 1000


def test_a_report_in_which_nothing_was_found_has_a_picture(basemap):
    empty = Analysis(Document("empty", "Nothing here."))
    figure, places = shown(empty, basemap)
    assert_clear(figure, places)
    assert any("No rule about space" in text for _, text, _ in texts(figure, "panel"))


@pytest.mark.parametrize("form", ["png", "pdf", "svg"])
def test_the_same_map_is_the_same_file(analysis, basemap, form):
    first = save(briefing(analysis, basemap, SHEET), form)
    assert first == save(briefing(analysis, basemap, SHEET), form)
    starts = {"png": b"\x89PNG", "pdf": b"%PDF", "svg": b"<?xml"}
    assert first.startswith(starts[form])


@pytest.mark.parametrize("key", ["slide", "a4-portrait"])
def test_the_page_shows_what_the_picture_shows(analysis, basemap, key):
    figure = briefing(analysis, basemap, SHEET, PAPERS[key])
    page = pdfium.PdfDocument(save(figure, "pdf"))[0]
    drawn = io.BytesIO()
    page.render(scale=figure.dpi / 72).to_pil().save(drawn, "png")
    assert_same_picture(save(figure, "png"), drawn.getvalue())


def drawn_bar_m(figure, frame, places):
    """Return the metres of ground that the scale bar spans, and those that it says."""
    axes = figure.axes[0]
    bars = [a for a in axes.get_children() if a.get_gid() in {"bar-km", "bar-m"}]
    xs = [x for bar in bars for x in (bar.get_x(), bar.get_x() + bar.get_width())]
    left, right, bottom, top = frame.extent_m
    half, middle = (max(xs) - min(xs)) / 2, ((left + right) / 2, (bottom + top) / 2)
    ends = frame.unproject(np.array([(middle[0] - half, middle[1]), (middle[0] + half, middle[1])]))
    labels = [t.split("\u00a0") for _, t, _ in texts(figure, "scale") if "\u00a0" in t]
    said = max(float(number) * {"km": 1000, "m": 1}[unit] for number, unit in labels)
    return Geod(ellps="WGS84").inv(*ends[0], *ends[1])[2], said


@pytest.mark.parametrize(
    "bounds",
    [(35.8, 32.4, 38.0, 33.4), (-62, -54, -57, -50), (20, 44, 41, 53), (178, -19, 182, -16),
     (10, 83, 60, 89.5), (36.0, 33.0, 36.01, 33.01)],
)  # fmt: skip
def test_the_scale_bar_is_true_at_the_centre(basemap, bounds):
    one = zone(*bounds)
    figure, places = shown(Analysis(Document("d", "text"), zones=(one,)), basemap)
    frame = frame_of(Analysis(Document("d", "text"), zones=(one,)), places.map, figure.dpi)
    true, said = drawn_bar_m(figure, frame, places)
    assert true == pytest.approx(said, rel=0.002)


def test_hatches_tell_distances_apart_and_spare_the_greatest():
    zones = [zone(36, 32, 37, 33, distance=Distance(m, m)) for m in (5_000, 20_000, 5_000, 80_000)]
    known = hatches(zones)
    found = [hatch_of(z, known) for z in zones]
    assert found[0] == found[2] != found[1]
    assert found[3] == ""
    assert hatches(zones[:1]) == {}
    many = [zone(0, 0, 1, 1, distance=Distance(m, m)) for m in range(1_000, 9_000, 1_000)]
    assert len(hatches(many[:7])) == 6
    assert hatches(many) == {}  # more distances than hatches: those without would seem alike


@pytest.mark.parametrize(("value", "text"), [(33.25, "33.25°E"), (-0.0, "0°"), (190.0, "170°W")])
def test_degrees_at_the_edge(value, text):
    assert degrees(value, "E", "W") == text


def test_an_unknown_paper_is_refused():
    with pytest.raises(ExportError, match="wanted one of slide, a4"):
        paper_of("letter")


def test_names_in_zones_come_first(analysis, basemap):
    figure, _ = shown(analysis, basemap)
    frame = frame_of(analysis, layout(PAPERS["slide"], SHEET, analysis.zones).map, figure.dpi)
    assert frame.rectangle.area > 0
    towns = [t for _, t, _ in texts(figure, "name") if t.startswith("Town")]
    places = {label.text: shapely.Point(label.lon, label.lat) for label in basemap.labels}
    inside = sum(
        any(z.geometry.contains(places[town]) for z in analysis.zones[:4]) for town in towns
    )
    assert inside > len(towns) / 3
