"""Files of the gazetteer, mapped into memory."""

from __future__ import annotations

import mmap
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from geo.errors import GazetteerError


def load(path: Path, name: str, dtype: npt.DTypeLike) -> npt.NDArray[Any]:
    """Map one array of the gazetteer, read-only."""
    try:
        array: npt.NDArray[Any] = np.load(path / name, mmap_mode="r", allow_pickle=False)
    except (OSError, ValueError) as error:
        raise GazetteerError(str(path / name), "file", f"cannot be read: {error}") from error
    if array.dtype != np.dtype(dtype) or array.ndim != 1:
        problem = f"got {array.dtype} with {array.ndim} dimensions, wanted one of {np.dtype(dtype)}"
        raise GazetteerError(str(path / name), "file", problem)
    return array.view(np.ndarray)  # the same mapped pages, without memmap's slow indexing


def mapped(path: Path) -> mmap.mmap:
    """Map a file into memory, read-only."""
    with path.open("rb") as file:
        return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
