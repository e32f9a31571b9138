"""The maps of a sheet: one, with details of what is too small on it, or one for each part of the world."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING

import numpy as np
import shapely

from geo.maps.fitting import fitted, world
from geo.maps.grouping import coordinates, grouped
from geo.maps.placing import overlap
from geo.maps.scene import WORLD, focus, pinned

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from shapely.geometry.base import BaseGeometry

    from geo.maps.frame import Frame
    from geo.maps.grouping import Group
    from geo.maps.placing import PxBox
    from geo.maps.sheet import Paper
    from geo.model import Analysis

LEAST_M, PAD, NEAR = 3_000.0, 0.07, 0.56
PLAIN_LON = 11.0  # middle of a map of the world that shows nothing in particular: no land is cut
MOST_PARTS, MOST_DETAILS = 6, 3
SMALL_PT = 20.0  # a zone that is no wider than this is hidden by its own number
ENLARGED = 2.2  # a detail is worth its room if it shows things so many times as large
DETAIL_SIDE, DETAIL_PAD, DETAIL_LEAST_PT = 0.36, 0.13, 105.0
MOST_HIDDEN = 0.08  # of a detail's room: zones that it may hide
SAME = 1.05  # of the sum of two half widths: nearer middles are of maps that show the same
GAP_PT, EDGE_PT, FOOT_PT = 5.0, 5.0, 12.0  # between maps; of a detail to the edge; to the degrees
SPOTS = ((0, 0), (0, 1), (1, 1), (1, 0), (0, 0.5), (1, 0.5), (0.5, 0), (0.5, 1))
MOST_CORNERS = 2  # that details may take: one is for the locator, one for scale bar and arrow
LETTERS = "ABCDEFGH"


@dataclass(frozen=True, slots=True)
class Plate:
    """
    One map of a sheet.

    Attributes
    ----------
    box
        Where it stands, pixels from the bottom left.
    letter
        What it is called where there are several; empty for the only one and for the one that
        others are details of.
    """

    box: PxBox
    frame: Frame
    letter: str = ""


def frame_of(analysis: Analysis, box: PxBox, dpi: float) -> Frame:
    """Return the frame that shows what matters: the measured zones, and what is named near them."""
    width, height = box[2] - box[0], box[3] - box[1]
    shapes = focus(analysis)
    if not shapes:
        west, south, east, north = WORLD
        view = np.array([(lon, lat) for lon in (west, east) for lat in (south, north)])
        return world(view, width, height, dpi, lon=PLAIN_LON)
    points = coordinates(shapes)
    least = LEAST_M if analysis.zones else 150_000.0
    first = fitted(points, width, height, dpi, least, PAD)
    pins = np.array([(p.best.lon, p.best.lat) for p in pinned(analysis) if not p.is_area])
    if len(pins) == 0 or first.world:
        return first
    offset = np.abs(first.project(pins)) / (first.metres_px * np.array([width, height]))
    near = pins[(offset < NEAR).all(axis=1)]
    return fitted(np.concatenate([points, near]), width, height, dpi, least, PAD)


def plates_of(analysis: Analysis, box: PxBox, paper: Paper) -> tuple[Plate, ...]:
    """
    Return the maps of a sheet, side by side in a box of pixels, or details over the first.

    Zones on several continents get a map for each part of the world, lettered by their first
    zones. On any other map, zones that their own numbers would hide are shown once more, larger.

    Parameters
    ----------
    box
        Left, bottom, right, top in pixels.
    """
    main = frame_of(analysis, box, paper.dpi)
    zones = focus(analysis) if analysis.zones else []
    if main.world:
        groups = grouped(zones, MOST_PARTS)
        if len(groups) < 2:
            return (Plate(box, main),)
        cells = _cells(box, len(groups), GAP_PT * paper.scale * paper.dpi / 72)
        found = zip(cells, groups, LETTERS, strict=False)
        return tuple(Plate(c, _shown(zones, g, c, paper, PAD), letter) for c, g, letter in found)
    return (Plate(box, main), *_details(zones, Plate(box, main), paper, analysis))


def _shown(
    zones: Sequence[BaseGeometry], group: Group, box: PxBox, paper: Paper, pad: float
) -> Frame:
    """Return the frame that shows a group of zones in a box."""
    points = coordinates([zones[n] for n in group.members])
    return fitted(points, box[2] - box[0], box[3] - box[1], paper.dpi, LEAST_M, pad)


def _cells(box: PxBox, count: int, gap: float) -> list[PxBox]:
    """Divide a box into cells as square as can be, row by row from the top, the last row filled."""
    width, height = box[2] - box[0], box[3] - box[1]

    def least(columns: int) -> float:
        return min(width / columns, height / ceil(count / columns))

    columns = max(range(1, count + 1), key=least)
    rows = ceil(count / columns)
    high = (height - (rows - 1) * gap) / rows
    cells = []
    for row in range(rows):
        across = min(columns, count - row * columns)
        wide = (width - (across - 1) * gap) / across
        top = box[3] - row * (high + gap)
        lefts = [box[0] + n * (wide + gap) for n in range(across)]
        cells += [(left, top - high, left + wide, top) for left in lefts]
    return cells


def _details(
    zones: Sequence[BaseGeometry], main: Plate, paper: Paper, analysis: Analysis
) -> list[Plate]:
    """Return maps of the groups of zones that are too small on the main one, where there is room."""
    px = paper.scale * paper.dpi / 72
    wide = [_width_px(main.frame, zone) for zone in zones]
    small = [zone for zone, px_ in zip(zones, wide, strict=True) if px_ < SMALL_PT * px]
    groups = sorted(grouped(small), key=lambda g: (-len(g.members), g.radius_m))
    least = min(main.frame.width_px, main.frame.height_px)
    side = max(DETAIL_SIDE * least, min(DETAIL_LEAST_PT * px, 0.45 * least))
    marks = [*_marks(main, analysis, px)]
    planes = [main.frame.plane(zone) for zone in zones] if groups else []
    found: list[Plate] = []
    for group in groups:
        frame = _shown(small, group, (0, 0, side, side), paper, DETAIL_PAD)
        if frame.metres_px * ENLARGED > main.frame.metres_px or len(found) == MOST_DETAILS:
            continue
        if any(_overlaps(frame, plate.frame) for plate in found):
            continue
        spot = _spot(main, side, px, planes, [plate.box for plate in found], marks)
        if spot is not None:
            found.append(Plate(spot, frame, LETTERS[len(found)]))
    return found


def _overlaps(one: Frame, other: Frame) -> bool:
    """Tell whether two maps show much of the same."""
    left, right, bottom, top = one.extent_m
    middle = one.project(np.array([other.centre]))[0]
    gap = np.abs(middle - ((left + right) / 2, (bottom + top) / 2))
    half = (right - left) / 2 + other.metres_px * other.width_px / 2
    return bool((gap < SAME * half).all())


def _width_px(frame: Frame, zone: BaseGeometry) -> float:
    """Return the larger side of a zone on a map, pixels."""
    xy = frame.project(coordinates([zone]))
    return float((xy.max(axis=0) - xy.min(axis=0)).max()) / frame.metres_px


def _marks(main: Plate, analysis: Analysis, px: float) -> Iterable[PxBox]:
    """Yield the pixels of the places that the report names."""
    half = 8.0 * px
    for pin in pinned(analysis):
        if not pin.is_area and main.frame.sees(pin.best.lon, pin.best.lat):
            x, y = main.frame.project(np.array([[pin.best.lon, pin.best.lat]]))[0]
            left, _, bottom, _ = main.frame.extent_m
            at_x = main.box[0] + (x - left) / main.frame.metres_px
            at_y = main.box[1] + (y - bottom) / main.frame.metres_px
            yield (at_x - half, at_y - half, at_x + half, at_y + half)


def _spot(
    main: Plate,
    side: float,
    px: float,
    zones: Sequence[BaseGeometry],
    boxes: Sequence[PxBox],
    marks: Sequence[PxBox],
) -> PxBox | None:
    """Return the place at the edge of a map where a square hides least; None where too much."""
    left, _, bottom, _ = main.frame.extent_m
    edge, foot = EDGE_PT * px, FOOT_PT * px
    x0, y0, x1, y1 = main.box
    best: tuple[float, PxBox] | None = None
    corners = sum(any(overlap(b, c) for b in boxes) for c in _corners(main.box, side))
    for right, up in SPOTS[4:] if corners >= MOST_CORNERS else SPOTS:
        x = x0 + edge + right * (x1 - x0 - 2 * edge - side)
        y = y0 + foot + up * (y1 - y0 - edge - foot - side)
        box = (x, y, x + side, y + side)
        metres = main.frame.metres_px
        low = (left + (x - x0) * metres, bottom + (y - y0) * metres)
        plane = shapely.box(*low, low[0] + side * metres, low[1] + side * metres)
        hidden = sum(float(z.intersection(plane).area) for z in zones) / plane.area
        hidden += sum(overlap(box, other) for other in (*boxes, *marks))
        if hidden <= MOST_HIDDEN and (best is None or hidden < best[0] - 0.01):
            best = (hidden, box)
    return None if best is None else best[1]


def _corners(box: PxBox, side: float) -> list[PxBox]:
    """Return the squares in the corners of a box."""
    lefts, lows = (box[0], box[2] - side), (box[1], box[3] - side)
    return [(x, y, x + side, y + side) for x in lefts for y in lows]


def projection_of(plates: Sequence[Plate]) -> str:
    """Name the projection of the maps of a sheet."""
    first, lettered = plates[0].frame, [p for p in plates if p.letter]
    if not lettered:
        return first.projection
    if first.world or plates[0].letter:
        return "Lambert azimuthal equal-area about the middle of each map, WGS 84"
    which = ", ".join(p.letter for p in lettered)
    return f"{first.projection}; {which} about their own middles"
