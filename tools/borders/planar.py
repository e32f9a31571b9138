"""
The planar map: node all lines together, find the faces, say whose they are, keep the arcs.

Lines are noded by snap rounding on the grid of microdegrees, so that the result is fully noded
and every face is a valid polygon of whole numbers.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray
    from shapely import MultiLineString, Polygon

    from tools.borders.origins import Drawn
    from tools.borders.sources import Zone
    from tools.borders.status import Status

    Segments = NDArray[np.int64]

OUTSIDE = 0
EDGE_X, EDGE_Y = 180_000_000, 90_000_000
KINDS = ("sea", "coast", "land")  # by how many of the two faces are land


@dataclass(frozen=True, slots=True)
class FaceRow:
    """One kind of face: all spots with the same status, on land or on sea."""

    id: int
    status: Status
    land: bool


@dataclass(frozen=True, slots=True)
class Arc:
    """
    A line with one face on its left and another on its right.

    Attributes
    ----------
    kind
        ``land`` between land and land, ``coast`` between land and sea, ``sea`` between sea and
        sea, ``cut`` on the edge of the map (longitude 180, latitude 90).
    origin
        Id of the source that drew it, see `tools.borders.origins`.
    points
        Shape (n, 2), microdegrees.
    """

    left: int
    right: int
    kind: str
    origin: str
    points: NDArray[np.int32]


def zone_lines(zones: Sequence[Zone]) -> list[shapely.LineString]:
    """Return the borders of the zones, without what two zones of one territory share."""
    codes = {code: number for number, code in enumerate(sorted({zone.code for zone in zones}))}
    pieces, owners = [], []
    for zone in zones:
        for ring in zone.rings:
            segments = _segments(ring)
            pieces.append(segments)
            owners.append(np.full(len(segments), codes[zone.code]))
    segments, owner = np.vstack(pieces), np.concatenate(owners)
    unique, group = _distinct(segments)
    count = np.bincount(group)
    low, high = np.full(len(unique), len(codes)), np.full(len(unique), -1)
    np.minimum.at(low, group, owner)
    np.maximum.at(high, group, owner)
    kept = unique[~((count == 2) & (low == high))]
    lines = shapely.linestrings(kept.reshape(-1, 2, 2).astype(float))
    return list(shapely.get_parts(shapely.line_merge(shapely.multilinestrings(lines))))


def node(lines: Sequence[shapely.LineString]) -> MultiLineString:
    """Return all lines cut where they meet, on the grid of microdegrees."""
    return shapely.unary_union(np.asarray(lines, dtype=object), grid_size=1.0)


def polygons(noded: MultiLineString) -> NDArray[np.object_]:
    """Return every face of the noded lines as a polygon."""
    faces = shapely.polygonize(shapely.get_parts(noded))
    return np.asarray(shapely.get_parts(faces))


def covering(spots: NDArray[np.float64], areas: Sequence[Polygon]) -> Iterator[NDArray[np.intp]]:
    """Yield for each area the indices of the spots, shape (n, 2), that lie in it."""
    order = np.argsort(spots[:, 0])
    sorted_x = spots[order, 0]
    for area in areas:
        west, south, east, north = area.bounds
        first, last = np.searchsorted(sorted_x, [west, east])
        near = order[first:last]
        near = near[(spots[near, 1] >= south) & (spots[near, 1] <= north)]
        shapely.prepare(area)
        yield near[shapely.contains_xy(area, spots[near, 0], spots[near, 1])]


def arcs(
    faces: NDArray[np.object_], rows: NDArray[np.intp], land: Sequence[bool], drawn: Drawn
) -> Iterator[Arc]:
    """
    Yield the arcs between faces of different rows.

    Parameters
    ----------
    faces
        Polygons that fill the map without overlap.
    rows
        Row of each face, 1 and more; `OUTSIDE` is what no row covers.
    land
        For each row, starting with `OUTSIDE`, whether it is land.
    drawn
        Tells the source of each segment.
    """
    pieces, left = [], []
    for face, row in zip(shapely.orient_polygons(faces), rows, strict=True):
        for ring in (face.exterior, *face.interiors):
            segments = _segments(shapely.get_coordinates(ring))
            pieces.append(segments)
            left.append(np.full(len(segments), row))
    segments, side = np.vstack(pieces), np.concatenate(left)
    forward = _is_forward(segments)
    unique, group = _distinct(segments)
    lefts, rights = np.zeros(len(unique), int), np.zeros(len(unique), int)
    lefts[group[forward]] = side[forward]
    rights[group[~forward]] = side[~forward]
    differ = lefts != rights
    yield from _chains(unique[differ], lefts[differ], rights[differ], np.asarray(land), drawn)


def _chains(
    segments: Segments,
    left: NDArray[np.intp],
    right: NDArray[np.intp],
    land: NDArray[np.bool_],
    drawn: Drawn,
) -> Iterator[Arc]:
    """Yield arcs: segments of one source with the same faces on both sides, joined end to end."""
    swap = left > right
    segments = np.where(swap[:, None], segments[:, [2, 3, 0, 1]], segments)
    left, right = np.minimum(left, right), np.maximum(left, right)
    kind = np.array(KINDS)[land[left].astype(int) + land[right]]
    kind[_on_edge(segments)] = "cut"
    origin = drawn.origins(segments, kind)
    junctions = _junctions(segments)
    numbers = [np.unique(names, return_inverse=True)[1] for names in (kind, origin)]
    keys = np.column_stack([left, right, *numbers])
    order = np.lexsort(keys.T[::-1])
    breaks = np.flatnonzero((keys[order][1:] != keys[order][:-1]).any(axis=1)) + 1
    for chosen in np.split(order, breaks):
        one = chosen[0]
        lines = shapely.linestrings(segments[chosen].reshape(-1, 2, 2).astype(float))
        merged = shapely.line_merge(shapely.multilinestrings(lines), directed=True)
        for line in shapely.get_parts(merged):
            points = np.rint(shapely.get_coordinates(line)).astype(np.int32)
            for part in _split(points, junctions):
                yield Arc(int(left[one]), int(right[one]), str(kind[one]), str(origin[one]), part)


def _junctions(segments: Segments) -> NDArray[np.int64]:
    """Return the sorted keys of the points where more than two segments meet."""
    keys, count = np.unique(_keys(segments.reshape(-1, 2)), return_counts=True)
    crowded: NDArray[np.int64] = keys[count > 2]
    return crowded


def _keys(points: NDArray[np.integer[Any]]) -> NDArray[np.int64]:
    """Return one number for each point."""
    keys: NDArray[np.int64] = points[:, 0].astype(np.int64) * (1 << 32) + points[:, 1]
    return keys


def _split(points: NDArray[np.int32], junctions: NDArray[np.int64]) -> Iterator[NDArray[np.int32]]:
    """Yield the line in pieces that meet junctions only at their ends."""
    inner = np.flatnonzero(np.isin(_keys(points[1:-1]), junctions)) + 1
    marks = [0, *inner.tolist(), len(points) - 1]
    for start, end in pairwise(marks):
        yield points[start : end + 1]


def _segments(ring: NDArray[np.float64]) -> Segments:
    """Return the segments of a ring, shape (n, 4), without those of no length."""
    points = np.rint(ring).astype(np.int64)
    segments = np.hstack([points[:-1], points[1:]])
    kept: Segments = segments[(points[1:] != points[:-1]).any(axis=1)]
    return kept


def _is_forward(segments: Segments) -> NDArray[np.bool_]:
    """Tell which segments run from their smaller to their greater end."""
    x0, y0, x1, y1 = segments.T
    return np.asarray((x0 < x1) | ((x0 == x1) & (y0 < y1)))


def _distinct(segments: Segments) -> tuple[Segments, NDArray[np.intp]]:
    """Return the distinct segments, all forward, and for each given one its place in them."""
    forward = np.where(_is_forward(segments)[:, None], segments, segments[:, [2, 3, 0, 1]])
    order = np.lexsort(forward.T[::-1])
    ordered = forward[order]
    new = np.concatenate([[True], (ordered[1:] != ordered[:-1]).any(axis=1)])
    group = np.empty(len(segments), np.intp)
    group[order] = np.cumsum(new) - 1
    return ordered[new], group


def _on_edge(segments: Segments) -> NDArray[np.bool_]:
    """Tell which segments run along the edge of the map."""
    x0, y0, x1, y1 = segments.T
    return np.asarray(((np.abs(x0) == EDGE_X) & (x1 == x0)) | ((np.abs(y0) == EDGE_Y) & (y1 == y0)))
