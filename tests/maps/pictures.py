"""Pictures compared with those that someone looked at and found good, small and with tolerance."""

import io

import numpy as np
import pytest
from PIL import Image

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


def assert_same_picture(one, other):
    """Assert that two pictures show the same, though drawn by other programs."""
    first, second = small(one), small(other).resize(small(one).size)
    apart = np.abs(np.asarray(first, dtype=int) - np.asarray(second, dtype=int)).max(axis=2)
    assert apart.mean() < MEAN + REDRAWN
    assert (apart > FAR).mean() < FAR_SHARE


def assert_as_before(png, path):
    """Assert that a picture is like the one in a file; without the file, write it and fail."""
    found = small(png)
    if not path.exists():  # to accept a new look: delete the file, run, look at it, commit it
        path.parent.mkdir(exist_ok=True)
        found.quantize(64).save(path, optimize=True)
        pytest.fail(f"{path.name} was written: look at it, and run again")
    wanted = Image.open(path).convert("RGB")
    assert found.size == wanted.size
    apart = np.abs(np.asarray(found, dtype=int) - np.asarray(wanted, dtype=int)).max(axis=2)
    assert apart.mean() < MEAN + QUANTIZED
    assert (apart > FAR).mean() < FAR_SHARE


QUANTIZED = 3.0  # what 64 colours cost
REDRAWN = 3.0  # what another program's edges of letters and hatches cost
