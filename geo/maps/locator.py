"""The small map that shows where a map lies."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from matplotlib.patches import PathPatch

from geo.maps.canvas import HALO, Canvas
from geo.maps.fitting import middle_meridian, world
from geo.maps.fonts import font, printable
from geo.maps.ground import BORDER, COAST, LAND, SEA
from geo.maps.paint import fill, joined, stroke
from geo.maps.pen import INK, text_size
from geo.maps.placing import CENTRED, Wanted, place

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.figure import Figure

    from geo.maps.basemap import Basemap
    from geo.maps.frame import Frame
    from geo.maps.placing import PxBox
    from geo.maps.plates import Plate

WINDOW, FOCUS = "#D55E00", "#CFC6B2"
LOCATOR = "locator"  # label of its axes
LEAST_M, MOST_M = 2_200_000.0, 12_000_000.0  # across; beyond, the edges would be badly bent
TIMES, LEAST_TIMES = 6.0, 2.2
LEAST_SIDE_PX = 1.5  # of a territory that is named
MOST = 11
LEAST_PT = 9.0  # a smaller window is ringed, or it would not be seen


def locator_frame(frame: Frame, width_px: float, height_px: float) -> Frame:
    """Return the frame of the small map: six times as wide, within some thousand kilometres."""
    own_m = frame.metres_px * max(frame.width_px, frame.height_px)
    times = max(min(max(TIMES, LEAST_M / own_m), MOST_M / own_m), LEAST_TIMES)
    tall = LEAST_TIMES * frame.metres_px * frame.height_px * width_px / height_px
    factor = max(times * own_m, tall) / (frame.metres_px * frame.width_px)
    return frame.wider(factor, width_px, height_px)


def index_frame(plates: Sequence[Plate], width_px: float, height_px: float) -> Frame:
    """Return the frame of the small map: of one map, its surroundings, of several, the world."""
    frame = plates[0].frame
    if len(plates) == 1:
        return locator_frame(frame, width_px, height_px)
    corners = np.array([plate.frame.centre for plate in plates])
    sides = [(p.frame.centre[0], p.frame.window[i]) for p in plates for i in (1, 3)]
    around = np.concatenate([corners, np.array(sides), np.array([(0.0, -56.0), (0.0, 75.0)])])
    lon = middle_meridian(corners[:, 0])
    west_east = np.array([(lon - 179.9, 0.0), (lon + 179.9, 0.0)])
    return world(np.concatenate([around, west_east]), width_px, height_px, frame.dpi, lon=lon)


def draw_locator(
    figure: Figure, box: PxBox, plates: Sequence[Plate], basemap: Basemap, scale: float
) -> None:
    """Draw the small map of one map, or of several side by side, in a box of pixels."""
    width, height = (float(n) for n in figure.get_size_inches() * figure.dpi)
    left, bottom, right, top = box
    axes = figure.add_axes(
        (left / width, bottom / height, (right - left) / width, (top - bottom) / height)
    )
    small = index_frame(plates, right - left, top - bottom)
    west, east, south, north = small.extent_m
    axes.set(xlim=(west, east), ylim=(south, north), xticks=[], yticks=[], facecolor=SEA)
    axes.set_label(LOCATOR)
    for spine in axes.spines.values():
        spine.set_linewidth(0.8 * scale)
    world = basemap.overview
    fill(axes, small, world.land, LAND, 1.0, ec=LAND, lw=0.4 * scale)  # no seams between parts
    fill(axes, small, basemap.focus, FOCUS, 1.1)
    stroke(axes, small, world.land, COAST, 0.4 * scale, 1.2)
    fill(axes, small, world.lakes, SEA, 1.25)
    stroke(axes, small, world.borders, BORDER, 0.35 * scale, 1.3)
    canvas = Canvas(axes, small, scale)
    windows = [_window(canvas, plate.frame) for plate in plates]
    tags = [
        _tag(canvas, plate.letter, window) for plate, window in zip(plates, windows, strict=True)
    ]
    _names(canvas, basemap, [*windows, *(tag for tag in tags if tag)])


def _window(canvas: Canvas, frame: Frame) -> PxBox:
    """Draw the edge of the large map, and return the pixels it takes."""
    left, right, bottom, top = frame.extent_m
    t = np.linspace(0, 1, 60)
    x = np.concatenate([left + (right - left) * t, np.full(60, right),
                        right - (right - left) * t, np.full(60, left)])  # fmt: skip
    y = np.concatenate([np.full(60, bottom), bottom + (top - bottom) * t, np.full(60, top),
                        top - (top - bottom) * t])  # fmt: skip
    lonlat = frame.unproject(np.column_stack([x, y]))
    plane = canvas.frame.project(lonlat[np.isfinite(lonlat).all(axis=1)])
    plane = plane[np.isfinite(plane).all(axis=1)]
    jump = (
        np.hypot(*np.diff(plane, axis=0).T) > 0.3 * canvas.frame.metres_px * canvas.frame.width_px
    )
    path = joined(
        [p for p in np.split(plane, np.flatnonzero(jump) + 1) if len(p) > 1], closed=False
    )
    pixels = canvas.pixels(plane)
    low, high = pixels.min(axis=0), pixels.max(axis=0)
    if path is not None:
        canvas.axes.add_artist(
            PathPatch(path, fc="none", ec=WINDOW, lw=1.5 * canvas.scale, zorder=9, gid="window")
        )
    middle, half = (low + high) / 2, max(*(high - low) / 2, canvas.px(LEAST_PT) / 2)
    if max(high - low) < canvas.px(LEAST_PT):
        canvas.axes.plot(
            *middle, "o", ms=LEAST_PT * canvas.scale, mfc="none", mec=WINDOW,
            mew=1.5 * canvas.scale, transform=canvas.dots, zorder=9,
        )  # fmt: skip
    return (middle[0] - half, middle[1] - half, middle[0] + half, middle[1] + half)


def _tag(canvas: Canvas, letter: str, window: PxBox) -> PxBox | None:
    """Write the letter of a map beside its window; return the pixels it takes."""
    if not letter:
        return None
    face = font(6.0 * canvas.scale, "bold")
    width, height = text_size(canvas.axes.figure, letter, face)  # type: ignore[arg-type]
    x, y = window[2] + canvas.px(1.5), (window[1] + window[3] - height) / 2
    if x + width > canvas.page[2]:
        x = window[0] - canvas.px(1.5) - width
    canvas.axes.text(
        x + width / 2, y + height / 2, letter, fontproperties=face, color=INK, ha="center",
        va="center", transform=canvas.dots, path_effects=HALO, zorder=9.5, gid="locator",
    )  # fmt: skip
    return (x, y, x + width, y + height)


def _names(canvas: Canvas, basemap: Basemap, windows: list[PxBox]) -> None:
    """Name the greatest countries."""
    labels = [label for label in basemap.overview.labels if label.kind in CENTRED]
    labels = [n for n in labels if n.kind == "country" and canvas.frame.sees(n.lon, n.lat)]
    least_km2 = (LEAST_SIDE_PX * canvas.frame.metres_px / 1_000) ** 2
    labels = [label for label in labels if label.weight >= least_km2]
    labels.sort(key=lambda label: (label.zoom, -label.weight))
    face = font(5.0 * canvas.scale)
    wanted = []
    for label in labels:
        text = printable(label.text).upper()
        width, height = text_size(canvas.axes.figure, text, face)  # type: ignore[arg-type]
        x, y = canvas.pixels(canvas.frame.project(np.array([[label.lon, label.lat]])))[0]
        wanted.append(Wanted(label, float(x), float(y), width + 4, height + 2))
    room = canvas.px(1.0)
    x0, y0, x1, y1 = canvas.page
    for one in place(wanted, windows, (x0 + room, y0 + room, x1 - room, y1 - room), MOST):
        left, bottom, right, top = one.box
        canvas.axes.text(
            (left + right) / 2, (bottom + top) / 2, printable(one.wanted.label.text).upper(),
            fontproperties=face, color="#555555", ha="center", va="center", transform=canvas.dots,
            path_effects=HALO, parse_math=False, zorder=8, gid="locator",
        )  # fmt: skip
