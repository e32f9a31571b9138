"""What a map needs to be read: graticule, scale bar, north arrow."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely
from matplotlib import patheffects
from matplotlib.patches import Polygon, Rectangle

from geo.maps.fonts import font
from geo.maps.frame import nice_below
from geo.maps.pen import INK, text_size
from geo.maps.placing import overlap

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes
    from shapely.geometry.base import BaseGeometry

    from geo.maps.frame import Frame
    from geo.maps.placing import PxBox

STEPS = (0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 30)
POLAR_STEP = 30.0
LINES_ACROSS = 6
GRID, GRID_TEXT = "#7F8C99", "#53606B"
NAUTICAL_M = 1852.0
ARROW_PT, BAR_PT, BARS_PT = (24.0, 46.0), (150.0, 24.0), (150.0, 42.0)
INSET_PT, MOST_HIDDEN = (150.0, 92.0), 0.12
EDGE_PT = 9.0
HALO = [patheffects.withStroke(linewidth=2.0, foreground="white", alpha=0.85)]
CORNERS = {"top right": (1, 1), "top left": (0, 1), "bottom right": (1, 0), "bottom left": (0, 0)}


@dataclass(frozen=True)
class Canvas:
    """The axes of a map, the frame they show, and the scale of sizes in points."""

    axes: Axes
    frame: Frame
    scale: float

    def px(self, points: float) -> float:
        """Return points of the sheet as pixels."""
        return points * self.scale * self.frame.dpi / 72

    def metres(self, points: float) -> float:
        """Return points of the sheet as metres of the plane."""
        return self.px(points) * self.frame.metres_px

    @property
    def page(self) -> PxBox:
        """The axes in pixels."""
        left, bottom, right, top = self.axes.get_window_extent().extents
        return (float(left), float(bottom), float(right), float(top))

    def pixels(self, xy: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
        """Return points of the plane as pixels of the figure."""
        left, right, bottom, top = self.frame.extent_m
        x0, y0, x1, y1 = self.page
        scaled = (xy - (left, bottom)) / (right - left, top - bottom)
        found: np.ndarray[Any, Any] = scaled * (x1 - x0, y1 - y0) + (x0, y0)
        return found


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
    """
    size = BARS_PT if nautical else BAR_PT
    free = ["bottom left", "top left", "top right", "bottom right"]
    box = None
    if inset:
        name = _freest(canvas, INSET_PT, free, zones, marks)
        if _hidden(canvas, _corner(canvas, name, INSET_PT), zones, marks) <= MOST_HIDDEN:
            box = _corner(canvas, name, INSET_PT)
            free.remove(name)
    order = [n for n in CORNERS if n in free]
    arrow = _freest(canvas, ARROW_PT, order, zones, marks)
    order = [n for n in ("bottom right", "bottom left", "top left", "top right") if n in free]
    bar = _freest(canvas, size, [n for n in order if n != arrow], zones, marks)
    turn = north_rad(canvas, _corner(canvas, arrow, ARROW_PT))
    sine, cosine = abs(np.sin(turn)), abs(np.cos(turn))
    wide, high = ARROW_PT
    turned = (float(wide * cosine + high * sine), float(wide * sine + high * cosine))
    return Places(_corner(canvas, arrow, turned), _corner(canvas, bar, size), bar, box)


def _freest(
    canvas: Canvas,
    size_pt: tuple[float, float],
    names: list[str],
    zones: BaseGeometry,
    marks: Sequence[shapely.Point],
) -> str:
    """Return the name of the corner that hides least of zones and marks; of equals, the first."""
    cost = {n: _hidden(canvas, _corner(canvas, n, size_pt), zones, marks) for n in names}
    return min(names, key=lambda name: round(cost[name], 2))


def _hidden(
    canvas: Canvas, box: PxBox, zones: BaseGeometry, marks: Sequence[shapely.Point]
) -> float:
    """Return the share of a box that zones take, and 1 for each mark in it."""
    plane = shapely.box(*_plane_box(canvas, box))
    share = float(zones.intersection(plane).area / plane.area)
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


def _plane_box(canvas: Canvas, box: PxBox) -> tuple[float, float, float, float]:
    left, _, bottom, _ = canvas.frame.extent_m
    x0, y0, _, _ = canvas.page
    m = canvas.frame.metres_px
    return (
        left + (box[0] - x0) * m,
        bottom + (box[1] - y0) * m,
        left + (box[2] - x0) * m,
        bottom + (box[3] - y0) * m,
    )


def draw_graticule(canvas: Canvas) -> tuple[float, float]:
    """Draw meridians and parallels, faint; return their distances in degrees."""
    frame, axes = canvas.frame, canvas.axes
    west, south, east, north = frame.window
    step_x, step_y = _steps(canvas)
    style: Any = {"color": GRID, "lw": 0.35 * canvas.scale, "ls": (0, (4, 4)), "zorder": 1.8}
    for lon in _multiples(west, east, step_x):
        end = 90.0 if lon % 90 == 0 else 90.0 - step_y  # or they would meet in a blot at the pole
        lat = np.linspace(max(south, -end), min(north, end), 120)
        axes.plot(*frame.project(np.column_stack([np.full(120, lon), lat])).T, **style)
    for lat_ in _multiples(south, north, step_y):
        points = np.column_stack([np.linspace(west, east, 240), np.full(240, lat_)])
        axes.plot(*frame.project(points).T, **style)
    return step_x, step_y


def _steps(canvas: Canvas) -> tuple[float, float]:
    """Return the distances of meridians and of parallels that give cells about square."""
    frame = canvas.frame
    _, south, _, north = frame.window
    height_deg = frame.height_px * frame.metres_px / 111_320
    span = min(max(height_deg, 1e-3), north - south)
    step_y = next((s for s in STEPS if span / s <= LINES_ACROSS), STEPS[-1])
    if not frame.world and (frame.sees(0.0, 90.0) or frame.sees(0.0, -90.0)):
        return POLAR_STEP, step_y
    wanted = step_y / max(np.cos(np.radians(frame.centre[1])), 0.2)
    step_x = min(STEPS, key=lambda s: abs(np.log(s / wanted)))
    return float(step_x), step_y


def _multiples(low: float, high: float, step: float) -> list[float]:
    first, last = int(np.ceil(low / step - 1e-9)), int(np.floor(high / step + 1e-9))
    return [n * step for n in range(first, last + 1)]


def label_graticule(canvas: Canvas, steps: tuple[float, float], taken: list[PxBox]) -> list[PxBox]:
    """Write degrees where parallels meet the left edge and meridians the bottom one."""
    frame = canvas.frame
    left, right, bottom, top = frame.extent_m
    x = np.linspace(left, right, 400)
    y = np.linspace(bottom, top, 400)
    low = frame.unproject(np.column_stack([x, np.full(400, bottom)]))
    side = frame.unproject(np.column_stack([np.full(400, left), y]))
    done: list[PxBox] = []
    for value, at in _crossings(np.unwrap(low[:, 0], period=360.0), x, steps[0]):
        _degrees(canvas, degrees(value, "E", "W"), (at, bottom), "bottom", [*taken, *done], done)
    for value, at in _crossings(side[:, 1], y, steps[1]):
        _degrees(canvas, degrees(value, "N", "S"), (left, at), "left", [*taken, *done], done)
    return done


def _crossings(
    values: np.ndarray[Any, Any], along: np.ndarray[Any, Any], step: float
) -> list[tuple[float, float]]:
    """Return the multiples of a step that a run of degrees passes, and where."""
    found = []
    for a, b, u, v in zip(values[:-1], values[1:], along[:-1], along[1:], strict=True):
        if not np.isfinite([a, b]).all() or abs(b - a) > 5 or a == b:
            continue
        for value in _multiples(min(a, b), max(a, b), step):
            found.append((value, float(u + (v - u) * (value - a) / (b - a))))
    return found


def degrees(value: float, positive: str, negative: str) -> str:
    """
    Write degrees for the edge of a map.

    Examples
    --------
    >>> degrees(33.5, "N", "S"), degrees(-70.0, "E", "W"), degrees(180.0, "E", "W")
    ('33.5°N', '70°W', '180°')
    """
    turned = (value + 180.0) % 360.0 - 180.0 if positive == "E" else value
    number = f"{abs(round(turned, 4)):g}°"
    if positive == "E" and number in {"0°", "180°"}:
        return number
    return number + ("" if number == "0°" else positive if turned > 0 else negative)


def _degrees(
    canvas: Canvas,
    text: str,
    at: tuple[float, float],
    edge: str,
    taken: list[PxBox],
    done: list[PxBox],
) -> None:
    """Write one label at the edge of the map, if there is room for it."""
    face = font(5.6 * canvas.scale)
    width, height = text_size(canvas.axes.figure, text, face)  # type: ignore[arg-type]
    x, y = canvas.pixels(np.array([at]))[0].tolist()
    gap = canvas.px(2.5)
    box = (
        (x - width / 2, y + gap, x + width / 2, y + gap + height)
        if edge == "bottom"
        else (x + gap, y - height / 2, x + gap + width, y + height / 2)
    )
    x0, y0, x1, y1 = canvas.page
    inside = box[0] > x0 and box[1] > y0 + gap / 2 and box[2] < x1 and box[3] < y1
    wide = (box[0] - gap, box[1] - gap, box[2] + gap, box[3] + gap)
    if not inside or any(overlap(wide, other) for other in taken):
        return
    done.append(box)
    canvas.axes.text(
        (box[0] + box[2]) / 2, (box[1] + box[3]) / 2, text, fontproperties=face, color=GRID_TEXT,
        ha="center", va="center", transform=None, path_effects=HALO, zorder=6.2, gid="degrees",
    )  # fmt: skip


def draw_scale_bar(canvas: Canvas, places: Places, *, nautical: bool) -> float:
    """
    Draw a scale bar that is true at the map's centre; return the metres of ground it measures.

    Parameters
    ----------
    nautical
        Whether a bar of nautical miles stands below the kilometres.
    """
    room_m = canvas.px(BAR_PT[0] - 40) * canvas.frame.ground_m_px
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
    x0, y0, x1, _ = _plane_box(canvas, places.bar)
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
    for share in shares:
        text = f"{number * share:g}" + (f"\u00a0{unit}" if share == 1.0 else "")
        canvas.axes.text(
            x + share * plane, y + height + canvas.metres(1.2), text,
            fontproperties=font(6.0 * canvas.scale), ha="center", va="bottom", color=INK,
            path_effects=HALO, zorder=9, gid="scale",
        )  # fmt: skip


def north_rad(canvas: Canvas, box: PxBox) -> float:
    """Return how far north is turned clockwise from up in the middle of a box, radians."""
    x0, y0, x1, y1 = _plane_box(canvas, box)
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
                transform=None,
                joinstyle="round",
            )
        )
    x, y = (turned([(0, 18)]) + middle)[0]
    canvas.axes.text(
        x, y, "N", fontproperties=font(9 * canvas.scale, "bold"), ha="center", va="center",
        color=INK, transform=None, path_effects=HALO, zorder=9, gid="scale",
    )  # fmt: skip
