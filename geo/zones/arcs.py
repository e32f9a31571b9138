"""
The codec of border arcs: many polylines in one compressed block, exact to a microdegree.

A pack holds coordinates as 32-bit integers of 1e-6 degree (0.11 m on a meridian). Neighbours
share arcs, so that what they share is the same number on both sides.
"""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

import numpy as np

from geo.errors import DataFileError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Microdegrees = NDArray[np.int32]
    Degrees = NDArray[np.float64]

SCALE = 1e6


def encode(arcs: Sequence[Microdegrees]) -> bytes:
    """
    Pack polylines into one block.

    Parameters
    ----------
    arcs
        Arrays of shape (n, 2), longitude latitude in microdegrees, n >= 1.

    Returns
    -------
    bytes
        zlib stream: count of arcs, vertices of each, then zigzag differences of the
        coordinates of all arcs on end, split into byte planes.
    """
    counts = np.array([len(arc) for arc in arcs], dtype="<u4")
    points = np.concatenate(arcs).astype(np.int64)
    steps = np.diff(points, axis=0, prepend=np.zeros((1, 2), dtype=np.int64))
    zigzag = ((steps << 1) ^ (steps >> 63)).astype("<u4")
    planes = zigzag.T.copy().view(np.uint8).reshape(-1, 4).T.copy()
    head = np.array([len(counts)], dtype="<u4").tobytes() + counts.tobytes()
    return zlib.compress(head + planes.tobytes(), 9)


def decode(block: bytes) -> tuple[Microdegrees, NDArray[np.int64]]:
    """
    Unpack a block.

    Returns
    -------
    points
        Shape (vertices, 2), longitude latitude in microdegrees, all arcs on end.
    ends
        Index one past the last vertex of each arc.

    Raises
    ------
    DataFileError
        If the block is not one that `encode` made.
    """
    try:
        raw = zlib.decompress(block)
    except zlib.error as problem:
        raise DataFileError("borders", "pack of arcs", f"not a zlib stream: {problem}") from problem
    arcs = int(np.frombuffer(raw, "<u4", 1)[0])
    ends = np.cumsum(np.frombuffer(raw, "<u4", arcs, offset=4), dtype=np.int64)
    total = int(ends[-1])
    if len(raw) != 4 + 4 * arcs + 8 * total:
        problem_text = f"{len(raw)} bytes for {arcs} arcs of {total} vertices"
        raise DataFileError("borders", "pack of arcs", problem_text)
    planes = np.frombuffer(raw, np.uint8, offset=4 + 4 * arcs).reshape(4, -1)
    zigzag = np.ascontiguousarray(planes.T).view("<u4").reshape(2, -1).astype(np.int64)
    steps = (zigzag >> 1) ^ -(zigzag & 1)
    return np.ascontiguousarray(np.cumsum(steps, axis=1).T.astype(np.int32)), ends


def to_degrees(points: Microdegrees) -> Degrees:
    """Return longitude latitude in decimal degrees, EPSG:4326."""
    return points / SCALE
