"""Meridians and parallels of a printed map, and their degrees along its edges."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from geo.maps.canvas import HALO
from geo.maps.fonts import font
from geo.maps.pen import text_size
from geo.maps.placing import overlap

if TYPE_CHECKING:
    from geo.maps.canvas import Canvas
    from geo.maps.placing import PxBox

STEPS = (0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 30)
POLAR_STEP = 30.0
LINES_ACROSS = 6
GRID, GRID_TEXT = "#7F8C99", "#53606B"


def draw_graticule(canvas: Canvas) -> tuple[float, float]:
    """Draw meridians and parallels, faint; return their distances in degrees."""
    frame, axes = canvas.frame, canvas.axes
    west, south, east, north = frame.window
    step_x, step_y = _steps(canvas)
    style: Any = {
        "color": GRID,
        "lw": 0.35 * canvas.scale,
        "ls": (0, (4, 4)),
        "zorder": 1.8,
        "gid": "graticule",
    }
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
    """Write degrees where parallels meet the left edge and meridians the bottom one, or the rim."""
    done: list[PxBox] = []
    for value, x, y in _on_foot(canvas, steps[0]):
        _degrees(canvas, degrees(value, "E", "W"), (x, y), "bottom", [*taken, *done], done)
    for value, x, y in _on_side(canvas, steps[1]):
        _degrees(canvas, degrees(value, "N", "S"), (x, y), "left", [*taken, *done], done)
    return done


def _on_foot(canvas: Canvas, step: float) -> list[tuple[float, float, float]]:
    """Return meridians with the points of the plane where they meet the foot of the map."""
    frame = canvas.frame
    left, right, bottom, _ = frame.extent_m
    if frame.world:
        west, south, east, _ = frame.window
        values = _multiples(west + step / 2, east - step / 2, step)
        rim = frame.project(np.array([(value, south) for value in values]))
        y = max(bottom, float(rim[0, 1]) - canvas.metres(11))
        return [(v, float(p[0]), y) for v, p in zip(values, rim, strict=True)]
    x = np.linspace(left, right, 400)
    low = frame.unproject(np.column_stack([x, np.full(400, bottom)]))
    found = _crossings(np.unwrap(low[:, 0], period=360.0), x, step)
    return [(value, at, bottom) for value, at in found]


def _on_side(canvas: Canvas, step: float) -> list[tuple[float, float, float]]:
    """Return parallels with the points of the plane where they meet the left side of the map."""
    frame = canvas.frame
    left, _, bottom, top = frame.extent_m
    if frame.world:
        west, south, _, north = frame.window
        values = _multiples(south, north, step)
        rim = frame.project(np.array([(west + 1e-6, value) for value in values]))
        return [(v, max(left, float(x)), float(y)) for v, (x, y) in zip(values, rim, strict=True)]
    y = np.linspace(bottom, top, 400)
    side = frame.unproject(np.column_stack([np.full(400, left), y]))
    return [(value, left, at) for value, at in _crossings(side[:, 1], y, step)]


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
        ha="center", va="center", transform=canvas.dots, path_effects=HALO, zorder=6.2, gid="degrees",
    )  # fmt: skip
