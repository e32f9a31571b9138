"""Sheets as they were when someone looked at them and found them good, small and with tolerance."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from geo.maps.briefing import briefing, save
from geo.maps.sheet import PAPERS
from maps.pictures import assert_as_before
from maps.test_map_briefing import SHEET

GOLDEN = Path(__file__).parent / "golden"


@pytest.mark.parametrize("key", ["slide", "a4-portrait"])
def test_a_sheet_looks_as_it_did(analysis, basemap, key):
    png = save(briefing(analysis, basemap, SHEET, PAPERS[key]), "png")
    assert_as_before(png, GOLDEN / f"{key}.png")


def test_another_map_is_told_from_it(analysis, basemap, tmp_path):
    png = save(briefing(analysis, basemap, SHEET), "png")
    pixels = np.asarray(Image.open(GOLDEN / "slide.png").convert("RGB")).copy()
    pixels[60:90, 100:160] = (0, 114, 178)  # a zone more
    Image.fromarray(pixels).save(tmp_path / "other.png")
    with pytest.raises(AssertionError):
        assert_as_before(png, tmp_path / "other.png")
