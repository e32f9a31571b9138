"""The printed map: its picture, its names, its scale."""

import io
from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest
from PIL import Image
from pyproj import Geod

from geo.maps.briefing import briefing, map_png
from geo.maps.frame import Frame
from geo.maps.placing import overlap
from geo.maps.style import STYLES
from geo.model import Analysis, Document, Status
from maps.hand import zone
from maps.test_map_interactive import hostile
from maps.test_map_safe import PAYLOADS

SIZES = [(1920, 1080), (1280, 720), (1600, 1200)]


def texts(figure, gid):
    """Return the texts of one sort with their boxes in pixels."""
    renderer = figure.canvas.get_renderer()
    found = figure.findobj(lambda artist: artist.get_gid() == gid)
    return [(t.get_text(), tuple(t.get_window_extent(renderer).extents)) for t in found]


@pytest.mark.parametrize("size", SIZES)
def test_the_picture_has_its_size_and_the_colours_of_its_zones(analysis, basemap, size):
    image = Image.open(io.BytesIO(map_png(analysis, basemap, *size))).convert("RGB")
    assert image.size == size
    pixels = np.asarray(image).reshape(-1, 3)
    for status in (Status.PROPOSED, Status.AGREED, Status.DEMANDED, Status.IN_FORCE):
        rgb = [int(STYLES[status].color[i : i + 2], 16) for i in (1, 3, 5)]
        assert (np.abs(pixels - rgb).max(axis=1) <= 3).sum() > 100, status


@pytest.mark.parametrize("size", SIZES)
def test_no_two_names_overlap_and_all_are_on_the_map(analysis, basemap, size):
    figure = briefing(analysis, basemap, *size)
    names = texts(figure, "name")
    assert len(names) > 20
    assert {"Daraa", "Quneitra"} <= {text for text, _ in names}
    for (one, a), (other, b) in combinations(names, 2):
        assert not overlap(a, b), (one, other)
    page = figure.axes[0].get_window_extent().extents
    for text, box in names:
        assert page[0] <= box[0], text
        assert page[1] <= box[1], text
        assert box[2] <= page[2], text
        assert box[3] <= page[3], text


@pytest.mark.parametrize("size", SIZES)
def test_the_panel_stays_on_the_page_and_off_itself(analysis, basemap, size):
    figure = briefing(analysis, basemap, *size)
    rows = texts(figure, "panel")
    assert any("Boundaries and names do not imply endorsement" in text for text, _ in rows)
    for text, box in rows:
        assert box[0] >= figure.axes[0].get_window_extent().x1, text
        assert box[1] >= 0, text
        assert box[2] <= size[0], text
        assert box[3] <= size[1], text
    for (one, a), (other, b) in combinations(rows, 2):
        assert not overlap((a[0], a[1] + 2, a[2], a[3] - 2), b), (one, other)


def test_zones_without_room_in_the_panel_are_counted(basemap):
    zones = tuple(zone(36 + i * 0.05, 32, 36.04 + i * 0.05, 33) for i in range(40))
    figure = briefing(Analysis(Document("many", "text"), zones=zones), basemap, 1280, 720)
    rows = [text for text, _ in texts(figure, "panel")]
    listed = sum(text.startswith("20 km from the border") for text in rows)
    assert 5 < listed < 40
    assert f"and {40 - listed} more" in rows


@pytest.mark.parametrize("payload", [*PAYLOADS, "$\\frac{1}{0}$ $x$", "a" * 500])
def test_text_is_never_taken_for_formulas_nor_runs_off_the_page(analysis, basemap, payload):
    wild = hostile(analysis, payload)
    wild = replace(wild, document=replace(wild.document, title=payload))
    figure = briefing(wild, basemap, 1280, 720)
    assert all(box[2] <= 1280 for _, box in texts(figure, "panel"))


def test_a_report_in_which_nothing_was_found_has_a_picture(basemap):
    empty = Analysis(Document("empty", "Nothing here."))
    image = Image.open(io.BytesIO(map_png(empty, basemap, 1280, 720)))
    assert len(image.getcolors(1 << 24)) > 10


@pytest.mark.parametrize(
    "box",
    [(35.5, 32.0, 38.0, 34.0), (-62.0, -54.0, -57.0, -50.0), (20.0, 44.0, 41.0, 53.0),
     (178.0, -19.0, 180.0, -16.0)],
)  # fmt: skip
def test_the_scale_is_true_to_two_percent_across_the_map(box):
    frame = Frame(box, 1300, 1000, 150)
    west, south, east, north = box
    middle = (south + north) / 2
    for a, b in (((west, middle), (east, middle)), ((east, south), (east, north))):
        plane = frame.project(np.array([a, b]))
        drawn_m = np.hypot(*(plane[1] - plane[0]))
        true_m = Geod(ellps="WGS84").inv(*a, *b)[2]
        assert drawn_m == pytest.approx(true_m, rel=0.02)


def test_all_of_the_box_is_on_the_page():
    frame = Frame((20.0, 44.0, 41.0, 53.0), 1300, 1000, 150)
    edge = np.array([(20.0, 44.0), (20.0, 53.0), (41.0, 44.0), (41.0, 53.0), (30.5, 53.0)])
    left, right, bottom, top = frame.extent_m
    x, y = frame.project(edge).T
    assert x.min() >= left
    assert x.max() <= right
    assert y.min() >= bottom
    assert y.max() <= top
