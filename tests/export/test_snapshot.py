"""A picture of what is seen: by Chromium, the size that was asked for, with a bar that says what it is."""

import datetime as dt
import io
import json

import numpy as np
import pytest
from browser import chromium
from PIL import Image

from geo.errors import ExportError
from geo.export.snapshot import SHARP, seen
from geo.maps.basemap import Basemap, Overview
from geo.maps.page import BAR_PX, Header, View, map_html
from geo.maps.style import STYLES
from geo.model import Status

SIZE = (640, 400)
EMPTY = Basemap(Overview())


def pixels(png):
    """Return a picture as rows of red, green and blue."""
    return np.asarray(Image.open(io.BytesIO(png)).convert("RGB")).astype(int)


def edge_pixels(png, status):
    """Return how many pixels have the colour of a standing's edge."""
    rgb = [int(STYLES[status].color[i : i + 2], 16) for i in (1, 3, 5)]
    shown = pixels(png)[BAR_PX * SHARP :, : int(0.75 * SIZE[0] * SHARP)]  # without the key
    return int((np.abs(shown - rgb).max(axis=2) < 12).sum())


def test_the_picture_has_the_size_of_the_view_a_bar_and_the_zones(analysis):
    chromium()
    png = seen(analysis, EMPTY, View(36.8, 33.0, 7.5), SIZE, dt.date(2026, 11, 23))
    found = pixels(png)
    assert found.shape[:2] == ((SIZE[1] + BAR_PX) * SHARP, SIZE[0] * SHARP)
    bar = found[2 : BAR_PX * SHARP - 2].reshape(-1, 3)
    assert (np.abs(bar - (0x12, 0x26, 0x3A)).max(axis=1) < 4).mean() > 0.6
    assert (bar.min(axis=1) > 200).mean() > 0.01  # something is written in it
    status = analysis.zones[0].constraint.status
    assert edge_pixels(png, status) > 500


def test_what_is_switched_off_is_not_seen(analysis):
    chromium()
    status = analysis.zones[0].constraint.status
    shown = View(36.8, 33.0, 7.5)
    assert edge_pixels(seen(analysis, EMPTY, shown, SIZE), status) > 500
    off = View(36.8, 33.0, 7.5, layers=(f"-{STYLES[status].label}",))
    hidden = View(36.8, 33.0, 7.5, hidden=tuple(range(1, len(analysis.zones) + 1)))
    for view in (off, hidden):
        assert edge_pixels(seen(analysis, EMPTY, view, SIZE), status) < 50


def test_what_is_chosen_tried_and_open_is_seen(analysis):
    chromium()
    marks = {
        "zone": 1,
        "popup": {"zone": 1, "at": [36.8, 33.0]},
        "overlay": [
            {"geometry": {"type": "Polygon", "coordinates":
                          [[[35.0, 32.2], [35.7, 32.2], [35.7, 32.6], [35.0, 32.2]]]},
             "look": {"color": "#d55e00", "fillColor": "#d55e00", "fillOpacity": 1}}
        ],
    }  # fmt: skip
    views = (View(36.8, 33.0, 7.5, marks=json.dumps(m)) for m in ({}, marks))
    plain, marked = (pixels(seen(analysis, EMPTY, view, SIZE))[BAR_PX * SHARP :] for view in views)

    def of(found, rgb):
        return int((np.abs(found - rgb).max(axis=2) < 6).sum())

    assert of(marked, (0xD5, 0x5E, 0x00)) > of(plain, (0xD5, 0x5E, 0x00)) + 2_000
    assert of(marked, (255, 255, 255)) > of(plain, (255, 255, 255)) + 20_000  # the open popup
    assert of(marked, (0x11, 0x11, 0x11)) > of(plain, (0x11, 0x11, 0x11)) + 500  # the chosen edge


def test_without_chromium_it_says_so(analysis, monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(
        ExportError, match="needs Chromium, and none is installed; looked for chromium"
    ):
        seen(analysis, EMPTY)


def test_a_browser_that_fails_is_told(analysis, monkeypatch, tmp_path):
    wrong = tmp_path / "chromium"
    wrong.write_text("#!/bin/sh\necho it broke >&2\nexit 3\n")
    wrong.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin:/usr/bin")
    with pytest.raises(ExportError, match="made no picture: it broke"):
        seen(analysis, EMPTY)


@pytest.mark.parametrize("size", [(10, 400), (400, 10_000)])
def test_a_size_that_is_none_is_refused(analysis, size):
    with pytest.raises(ExportError, match="wanted 200 to 4000"):
        seen(analysis, EMPTY, None, size)


@pytest.mark.parametrize("view", [(200, 0, 5), (0, 91, 5), (0, 0, 99), (float("nan"), 0, 5)])
def test_a_view_that_is_none_is_refused(view):
    with pytest.raises(ExportError, match="wanted longitude"):
        View(*view)


def test_layers_of_a_view_cannot_leave_the_script(analysis):
    view = View(0, 0, 3, layers=("</script><script>alert(1)</script>",))
    html = map_html(analysis, EMPTY, view=view, header=Header("<b>x</b>", SIZE))
    assert "<script>alert(1)" not in html
    assert Status.AGREED.value not in html.partition("<header>")[2].partition("</header>")[0]
