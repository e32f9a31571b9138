"""Sheets as they were when someone looked at them and found them good, small and with tolerance."""

import io
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from geo.maps.briefing import briefing, save
from geo.maps.sheet import PAPERS
from maps.test_map_briefing import SHEET

GOLDEN = Path(__file__).parent / "golden"
WIDTH_PX = 480
MEAN, FAR, FAR_SHARE = (
    2.0,
    48,
    0.01,
)  # of 255: on average; what is far off, and how much of it may be


def small(png):
    """Return a picture small enough that the edges of letters do not matter."""
    image = Image.open(io.BytesIO(png)).convert("RGB")
    size = (WIDTH_PX, round(image.height * WIDTH_PX / image.width))
    return image.resize(size, Image.Resampling.BOX)


@pytest.mark.parametrize("key", ["slide", "a4-portrait"])
def test_a_sheet_looks_as_it_did(analysis, basemap, key):
    found = small(save(briefing(analysis, basemap, SHEET, PAPERS[key]), "png"))
    path = GOLDEN / f"{key}.png"
    if not path.exists():  # to accept a new look: delete the file, run, look at it, commit it
        GOLDEN.mkdir(exist_ok=True)
        found.save(path, optimize=True)
        pytest.fail(f"{path.name} was written: look at it, and run again")
    wanted = Image.open(path).convert("RGB")
    assert found.size == wanted.size
    apart = np.abs(np.asarray(found, dtype=int) - np.asarray(wanted, dtype=int)).max(axis=2)
    assert apart.mean() < MEAN
    assert (apart > FAR).mean() < FAR_SHARE
