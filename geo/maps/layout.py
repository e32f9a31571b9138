"""Where map and text stand on a sheet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from matplotlib.figure import Figure

from geo.maps.fonts import typeset
from geo.maps.key import Key, dense_key_height, key_height, sign_list
from geo.maps.panel import notes_height, quotes_height, write_title
from geo.maps.pen import Pen

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.maps.placing import PxBox
    from geo.maps.sheet import Paper, Sheet
    from geo.model import Zone

MARGIN_IN, GUTTER_IN, BANNER_IN, PANEL_IN = 0.17, 0.2, 0.24, 3.62
LEAST_MAP, MOST_MAP, MOST_KEY = (
    0.45,
    0.76,
    0.36,
)  # of the height between the margins of an upright sheet
TITLE_ROWS = {False: 4, True: 2}  # beside the map, above it
LOCATOR_PT = (82.0, 150.0)
LOCATOR_SHARE = 0.45  # of the second column below a map
NOTES_GAP, MAP_GAP, HEAD_GAP, SPARE = 5.0, 8.0, 2.0, 4.0
MOST_SIGNS = sign_list({"capital", "city", "town"}, inner=True, pins=True, broken=True, events=True)


@dataclass(frozen=True, slots=True)
class Layout:
    """Where things stand on a sheet, pixels from its bottom left."""

    map: PxBox
    panel: PxBox


def layout(paper: Paper, sheet: Sheet, zones: Sequence[Zone]) -> Layout:
    """
    Return the places of map and text: side by side, or the map between them on an upright sheet.

    On an upright sheet the map gets the room that the text leaves, within limits.
    """
    dpi, scale = paper.dpi, paper.scale
    width, height = paper.width_in * dpi, paper.height_in * dpi
    strip = BANNER_IN * dpi * scale if sheet.banner else 0.0
    margin, gutter = MARGIN_IN * dpi * scale, GUTTER_IN * dpi * scale
    low, high = margin + strip, height - margin - strip
    if not paper.portrait:
        edge = width - margin - PANEL_IN * dpi * scale
        return Layout((margin, low, edge - gutter, high), (edge, low, width - margin, high))
    with typeset():
        head, foot = _heights(paper, sheet, zones, (margin, width - margin))
    whole = high - low
    top = high - head
    share = min(max(top - low - foot, LEAST_MAP * whole), MOST_MAP * whole)
    bottom = max(top - share, low)
    return Layout((margin, bottom, width - margin, top), (margin, low, width - margin, high))


def columns(
    figure: Figure, paper: Paper, left: float, right: float, top: float, floor: float
) -> tuple[Pen, Pen]:
    """Return the two columns below a map."""
    middle, half = (left + right) / 2, GUTTER_IN * paper.dpi * paper.scale / 2
    return (
        Pen(figure, left, middle - half, top, floor, paper.scale),
        Pen(figure, middle + half, right, top, floor, paper.scale),
    )


def _heights(
    paper: Paper, sheet: Sheet, zones: Sequence[Zone], sides: tuple[float, float]
) -> tuple[float, float]:
    """Return the heights that title, and key, quotes and small print, take on an upright sheet."""
    figure = Figure(figsize=(paper.width_in, paper.height_in), dpi=paper.dpi)
    pen = Pen(figure, *sides, 0.0, -1e6, paper.scale)
    notes = notes_height(pen, sheet) + pen.px(NOTES_GAP)
    write_title(pen, sheet, TITLE_ROWS[True])
    first, second = columns(figure, paper, *sides, 0.0, -1e6)
    known = Key(zones, sheet, MOST_SIGNS)
    key, dense = key_height(first, known), dense_key_height(first, known)
    told = quotes_height(second, sheet, 4) + second.px(LOCATOR_PT[1])
    if key > MOST_KEY * paper.height_in * paper.dpi:  # too high to be set as it should be
        key, told = dense, min(told, max(dense, second.px(LOCATOR_PT[1])))
    return pen.px(HEAD_GAP) - pen.y, max(key, told) + notes + pen.px(MAP_GAP + SPARE)
