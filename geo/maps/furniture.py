"""What a map needs to be read: scale bar, north arrow, and the corners where they stand."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely
from matplotlib.patches import Polygon, Rectangle

from geo.maps.canvas import HALO
from geo.maps.fonts import font
from geo.maps.frame import nice_below
from geo.maps.pen import INK, text_size
from geo.maps.placing import overlap

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from shapely.geometry.base import BaseGeometry

    from geo.maps.canvas import Canvas
    from geo.maps.placing import PxBox

NAUTICAL_M = 1852.0
ARROW_PT, BAR_PT, BARS_PT = (24.0, 46.0), (150.0, 24.0), (150.0, 42.0)
INSET_PT, MOST_HIDDEN = (150.0, 92.0), 0.12
TAKEN = 4.0  # a corner that hides more is taken
EDGE_PT, BAR_SHARE, LEAST_BAR_PT = 9.0, 0.5, 72.0
CORNERS = {"top right": (1, 1), "top left": (0, 1), "bottom right": (1, 0), "bottom left": (0, 0)}


@dataclass(frozen=True, slots=True)
class Places:
    """Pixels of north arrow, scale bar and, if it is on the map, the locator; the bar's corner."""

    north: PxBox
    bar: PxBox
    bar_corner: str
    inset: PxBox | None = None

    @property
    def taken(self) -> list[PxBox]:
        """All of them."""
        return [box for box in (self.north, self.bar, self.inset) if box is not None]


def corners(
    canvas: Canvas,
    zones: BaseGeometry,
    marks: Sequence[shapely.Point],
    *,
    nautical: bool,
    inset: bool = False,
    blocked: Sequence[PxBox] = (),
) -> Places:
    """
    Return where things stand on the map: in the corners where they hide least.

    Parameters
    ----------
    zones, marks
        In the plane, metres.
    nautical
        Whether there are two bars.
    inset
        Whether the locator wants a corner, too; it gets none where it would hide too much.
    blocked
        Pixels that are taken.
    """
    hidden = partial(_hidden, canvas, zones, marks, blocked)
    size = (_bar_pt(canvas), (BARS_PT if nautical else BAR_PT)[1])
    free = ["bottom left", "top left", "top right", "bottom right"]
    box = None
    if inset:
        name = _freest(canvas, INSET_PT, free, hidden)
        if hidden(_corner(canvas, name, INSET_PT)) <= MOST_HIDDEN:
            box = _corner(canvas, name, INSET_PT)
            free.remove(name)
    order = [str(n) for n in ("bottom right", "bottom left", "top left", "top right") if n in free]
    bar = _freest(canvas, size, order, hidden)
    arrow = _freest(canvas, ARROW_PT, [n for n in CORNERS if n in free and n != bar], hidden)
    if hidden(_corner(canvas, arrow, ARROW_PT)) > TAKEN:  # no other corner is left
        return Places(_stacked(canvas, bar, size), _corner(canvas, bar, size), bar, box)
    turn = north_rad(canvas, _corner(canvas, arrow, ARROW_PT))
    sine, cosine = abs(np.sin(turn)), abs(np.cos(turn))
    wide, high = ARROW_PT
    turned = (float(wide * cosine + high * sine), float(wide * sine + high * cosine))
    return Places(_corner(canvas, arrow, turned), _corner(canvas, bar, size), bar, box)


def _stacked(canvas: Canvas, name: str, size_pt: tuple[float, float]) -> PxBox:
    """Return the pixels of an arrow above or below the bar in a corner."""
    x0, y0, x1, y1 = _corner(canvas, name, size_pt)
    right, top = CORNERS[name]
    wide, high = (canvas.px(n) for n in ARROW_PT)
    x = x1 - canvas.px(6) - wide if right else x0 + canvas.px(6)
    y = y0 - canvas.px(4) - high if top else y1 + canvas.px(4)
    return (x, y, x + wide, y + high)


def _freest(
    canvas: Canvas,
    size_pt: tuple[float, float],
    names: list[str],
    hidden: Callable[[PxBox], float],
) -> str:
    """Return the name of the corner that hides least of zones and marks; of equals, the first."""
    cost = {n: hidden(_corner(canvas, n, size_pt)) for n in names}
    return min(names, key=lambda name: round(cost[name], 2))


def _hidden(
    canvas: Canvas,
    zones: BaseGeometry,
    marks: Sequence[shapely.Point],
    blocked: Sequence[PxBox],
    box: PxBox,
) -> float:
    """Return the share of a box that zones take, and 1 for each mark, 5 for what is taken in it."""
    plane = shapely.box(*canvas.plane_box(box))
    share = float(zones.intersection(plane).area / plane.area)
    share += 5.0 * sum(overlap(box, other) for other in blocked)
    return share + sum(bool(plane.covers(mark)) for mark in marks)


def _corner(canvas: Canvas, name: str, size_pt: tuple[float, float]) -> PxBox:
    """Return the pixels of something of a size in a corner."""
    right, top = CORNERS[name]
    x0, y0, x1, y1 = canvas.page
    gap, width, height = canvas.px(EDGE_PT), canvas.px(size_pt[0]), canvas.px(size_pt[1])
    x = x1 - gap - width if right else x0 + gap
    # at the foot, room is left for the degrees of the graticule
    y = y1 - gap - height if top else y0 + gap + canvas.px(7)
    return (x, y, x + width, y + height)


def _bar_pt(canvas: Canvas) -> float:
    """Return the width of the scale bar's box, points: less on a small map."""
    x0, _, x1, _ = canvas.page
    return min(BAR_PT[0], max(BAR_SHARE * (x1 - x0) / canvas.px(1.0), LEAST_BAR_PT))


def draw_scale_bar(canvas: Canvas, places: Places, *, nautical: bool) -> float:
    """
    Draw a scale bar that is true at the map's centre; return the metres of ground it measures.

    Parameters
    ----------
    nautical
        Whether a bar of nautical miles stands below the kilometres.
    """
    room_m = canvas.px(_bar_pt(canvas) - 40) * canvas.frame.ground_m_px
    length = nice_below(room_m)
    unit, number = ("km", length / 1000) if length >= 1000 else ("m", length)
    _bar(canvas, places, length, number, unit, 22.0 if nautical else 4.0)
    if nautical:
        miles = nice_below(room_m / NAUTICAL_M)
        _bar(canvas, places, miles * NAUTICAL_M, miles, "nmi", 4.0)
    return length


def _bar(
    canvas: Canvas, places: Places, length_m: float, number: float, unit: str, up_pt: float
) -> None:
    """Draw one bar, so high above the foot of its box, at its outer side."""
    x0, y0, x1, _ = canvas.plane_box(places.bar)
    plane = length_m * canvas.frame.metres_px / canvas.frame.ground_m_px
    right = CORNERS[places.bar_corner][0]
    x = x1 - plane - canvas.metres(16) if right else x0 + canvas.metres(6)
    y, height = y0 + canvas.metres(up_pt), canvas.metres(3.4)
    for start, end, face in ((0.0, 0.25, INK), (0.25, 0.5, "white"), (0.5, 1.0, INK)):
        canvas.axes.add_artist(
            Rectangle(
                (x + start * plane, y),
                (end - start) * plane,
                height,
                fc=face,
                ec=INK,
                lw=0.6 * canvas.scale,
                zorder=9,
                gid=f"bar-{unit}",
            )
        )
    quarter = number * 0.25
    shares = (0.0, 0.25, 0.5, 1.0) if quarter == nice_below(quarter) else (0.0, 0.5, 1.0)
    texts = {n: f"{number * n:g}" + (f"\u00a0{unit}" if n == 1.0 else "") for n in shares}
    if not _clear(canvas, texts, plane):
        texts = {share: texts[share] for share in (0.0, 1.0)}
    for share, text in texts.items():
        canvas.axes.text(
            x + share * plane, y + height + canvas.metres(1.2), text,
            fontproperties=font(6.0 * canvas.scale), ha="center", va="bottom", color=INK,
            path_effects=HALO, zorder=9, gid="scale",
        )  # fmt: skip


def _clear(canvas: Canvas, texts: dict[float, str], length_m: float) -> bool:
    """Tell whether texts at shares of a bar of some length in the plane keep off each other."""
    face, px = font(6.0 * canvas.scale), length_m / canvas.frame.metres_px
    figure: Any = canvas.axes.figure
    ends = [(n * px, text_size(figure, text, face)[0] / 2) for n, text in texts.items()]
    gap = canvas.px(2.0)
    return all(b - q - a - p > gap for (a, p), (b, q) in pairwise(ends))


def north_rad(canvas: Canvas, box: PxBox) -> float:
    """Return how far north is turned clockwise from up in the middle of a box, radians."""
    x0, y0, x1, y1 = canvas.plane_box(box)
    lon, lat = canvas.frame.unproject(np.array([[(x0 + x1) / 2, (y0 + y1) / 2]]))[0]
    if not np.isfinite([lon, lat]).all():
        return 0.0
    pair = np.array([[lon, min(lat, 89.98)], [lon, min(lat + 0.01, 89.99)]])
    east, north = np.diff(canvas.frame.project(pair), axis=0)[0]
    return float(np.arctan2(east, north))


def draw_north(canvas: Canvas, box: PxBox) -> None:
    """Draw an arrow to the north of the place where it stands; none on a map of the world."""
    if not canvas.frame.world:
        middle = [(box[0] + box[2]) / 2, (box[1] + box[3]) / 2]
        _arrow(canvas, middle, north_rad(canvas, box))


def _arrow(canvas: Canvas, middle: list[float], turn_rad: float) -> None:
    """Draw the arrow, turned clockwise about its middle."""
    cos, sin = np.cos(turn_rad), np.sin(turn_rad)

    def turned(points: list[tuple[float, float]]) -> np.ndarray[Any, Any]:
        xy = np.array(points) * canvas.px(1.0)
        return np.column_stack([xy[:, 0] * cos + xy[:, 1] * sin, xy[:, 1] * cos - xy[:, 0] * sin])

    for side, face in ((-1, INK), (1, "white")):
        shape = turned([(0, 12), (side * 7.5, -20), (0, -12)]) + middle
        canvas.axes.add_artist(
            Polygon(
                shape,
                fc=face,
                ec=INK,
                lw=0.7 * canvas.scale,
                zorder=9,
                transform=canvas.dots,
                joinstyle="round",
                gid="arrow",
            )
        )
    x, y = (turned([(0, 18)]) + middle)[0]
    canvas.axes.text(
        x, y, "N", fontproperties=font(9 * canvas.scale, "bold"), ha="center", va="center",
        color=INK, transform=canvas.dots, path_effects=HALO, zorder=9, gid="scale",
    )  # fmt: skip
