"""One map of a sheet: ground, zones, names, scale, and what of all this its key must explain."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import shapely
from matplotlib.patches import PathPatch, Rectangle
from matplotlib.path import Path as Outline

from geo.maps.canvas import Canvas
from geo.maps.fonts import font
from geo.maps.furniture import NAUTICAL_M, corners, draw_north, draw_scale_bar
from geo.maps.graticule import draw_graticule, label_graticule
from geo.maps.ground import covered, draw_borders, draw_ground, lighten_sea
from geo.maps.key import sign_list
from geo.maps.marks import draw_events, draw_numbers, draw_pins, drawn, event_points, pin_points
from geo.maps.names import draw_names, draw_pin_names
from geo.maps.pen import NAVY
from geo.maps.placing import overlap
from geo.maps.style import is_violated
from geo.maps.zoning import draw_zones
from geo.model import Effect

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.figure import Figure

    from geo.maps.basemap import Basemap
    from geo.maps.frame import Frame
    from geo.maps.key import Sign
    from geo.maps.marks import Numbers
    from geo.maps.placing import PxBox
    from geo.maps.plates import Plate
    from geo.model import Analysis

LETTER_PT, LEAST_WINDOW_PT = 15.0, 10.0
ABOVE = 20.0  # details lie over the map that they are details of


@dataclass(frozen=True, slots=True)
class Seen:
    """
    What a map shows that its key must explain.

    Attributes
    ----------
    numbers, numbered
        Of the zones that it shows, and of those whose numbers found room.
    kinds
        Of names: "capital", "city", "town" and others.
    inset
        Pixels left for a locator, where one was wanted and had room.
    """

    numbers: frozenset[int] = frozenset()
    numbered: frozenset[int] = frozenset()
    kinds: frozenset[str] = frozenset()
    border: bool = False
    inner: bool = False
    pins: bool = False
    events: bool = False
    broken: bool = False
    left_open: bool = False
    inset: PxBox | None = None

    def with_(self, other: Seen) -> Seen:
        """Return what two maps show together."""
        return Seen(
            self.numbers | other.numbers, self.numbered | other.numbered,
            self.kinds | other.kinds, self.border or other.border,
            self.inner or other.inner, self.pins or other.pins, self.events or other.events,
            self.broken or other.broken, self.left_open or other.left_open,
            self.inset or other.inset,
        )  # fmt: skip

    @property
    def signs(self) -> list[Sign]:
        """The signs that explain it."""
        return sign_list(
            set(self.kinds), inner=self.inner, pins=self.pins, broken=self.broken,
            events=self.events, left_open=self.left_open, border=self.border,
        )  # fmt: skip


def draw_chart(
    figure: Figure,
    plate: Plate,
    details: Sequence[Plate],
    analysis: Analysis,
    basemap: Basemap,
    scale: float,
    *,
    inset: bool = False,
    arrow: bool = True,
) -> Seen:
    """
    Draw one map of a sheet.

    Parameters
    ----------
    details
        Maps that lie over this one and show parts of it larger: it leaves names and numbers of what
        they show to them.
    inset
        Whether the locator wants a corner.
    arrow
        Whether it needs an arrow to the north.
    """
    canvas = _canvas(figure, plate, scale)
    axes, frame = canvas.axes, canvas.frame
    draw_ground(axes, frame, basemap, scale)
    lighten_sea(axes, frame, basemap, analysis.zones)
    steps = draw_graticule(canvas)
    draw_zones(axes, frame, analysis.zones, scale)
    draw_borders(axes, frame, basemap, scale)
    blocked = [detail.box for detail in details]
    blocked += _letter(canvas, plate.letter)
    for detail in details:
        blocked += _window(canvas, detail, blocked)
    entries = drawn(canvas, analysis.zones)
    told = tuple(e for e in entries if not any(_within(d.frame, e) for d in details))
    pins = [point for _, point in pin_points(canvas, analysis)]
    sea = _at_sea(analysis)
    areas = shapely.union_all([e.shape for e in entries])
    sea = sea and arrow  # a detail has no room for two bars
    places = corners(canvas, areas, pins, nautical=sea, inset=inset, blocked=blocked)
    if arrow:
        draw_north(canvas, places.north)
    draw_scale_bar(canvas, places, nautical=sea)
    taken = places.taken + blocked
    events = draw_events(canvas, event_points(canvas, analysis))
    taken += [*events, *draw_pins(canvas, pins)]
    taken += label_graticule(canvas, steps, taken)
    taken += draw_pin_names(canvas, analysis, told, taken)
    numbered = draw_numbers(canvas, told, taken)
    taken += numbered.values()
    kinds = draw_names(canvas, analysis, basemap, told, taken)
    border, inner = _bordered(frame, basemap)
    return Seen(
        frozenset(entry.number for entry in entries), frozenset(numbered), frozenset(kinds), border,
        inner, bool(pins), bool(events), any(is_violated(entry.zone) for entry in entries),
        any(entry.zone.fades for entry in entries), places.inset,
    )  # fmt: skip


def _canvas(figure: Figure, plate: Plate, scale: float) -> Canvas:
    """Return axes that show a frame in a box of pixels."""
    width, height = (float(n) for n in figure.get_size_inches() * figure.dpi)
    box, frame = plate.box, plate.frame
    share = (box[0] / width, box[1] / height, (box[2] - box[0]) / width, (box[3] - box[1]) / height)
    axes = figure.add_axes(share)
    left, right, bottom, top = frame.extent_m
    axes.set(xlim=(left, right), ylim=(bottom, top), xticks=[], yticks=[], label="map")
    if plate.letter:
        axes.set_zorder(ABOVE)
    for spine in axes.spines.values():
        spine.set(linewidth=1.1 * scale, zorder=10)
    return Canvas(axes, frame, scale)


def _within(frame: Frame, entry: Numbers) -> bool:
    """Tell whether a frame shows the whole of a zone."""
    west, south, east, north = entry.zone.geometry.bounds
    return all(frame.sees(lon, lat) for lon in (west, east) for lat in (south, north))


def _letter(canvas: Canvas, letter: str) -> list[PxBox]:
    """Write the letter of a map in its upper left corner; return the pixels it takes."""
    if not letter:
        return []
    side = canvas.px(LETTER_PT)
    x0, _, _, y1 = canvas.page
    box = (x0, y1 - side, x0 + side, y1)
    _tag(canvas, letter, box)
    return [box]


def _tag(canvas: Canvas, letter: str, box: PxBox) -> None:
    """Draw a letter in a dark square."""
    look = {"fc": NAVY, "ec": "none", "lw": 0, "zorder": 9.5}
    size = (box[2] - box[0], box[3] - box[1])
    canvas.axes.add_artist(
        Rectangle(box[:2], *size, transform=canvas.dots, gid="tag", **look)  # type: ignore[arg-type]
    )
    canvas.axes.text(
        (box[0] + box[2]) / 2, (box[1] + box[3]) / 2, letter, color="white", ha="center",
        va="center_baseline", transform=canvas.dots, zorder=9.6, gid="letter",
        fontproperties=font(0.6 * size[1] * 72 / canvas.frame.dpi, "bold"),
    )  # fmt: skip


def _window(canvas: Canvas, detail: Plate, taken: Sequence[PxBox]) -> list[PxBox]:
    """Outline what a detail shows, with its letter; return the pixels the two take."""
    low, high = window_px(canvas, detail.frame, NAVY)
    side = canvas.px(0.7 * LETTER_PT)
    x0, y0, x1, y1 = canvas.page
    spots = [
        (min(max(x, x0), x1 - side), min(max(y, y0), y1 - side))
        for x in (high[0], low[0] - side)
        for y in (high[1] - side, low[1])
    ]
    boxes = [(x, y, x + side, y + side) for x, y in spots]
    free = (box for box in boxes if not any(overlap(box, other) for other in taken))
    tag = next(free, boxes[0])
    _tag(canvas, detail.letter, tag)
    return [(low[0], low[1], high[0], high[1]), tag]


def window_px(canvas: Canvas, frame: Frame, color: str) -> tuple[list[float], list[float]]:
    """Draw the edge of another map; return its lower left and upper right pixels."""
    left, right, bottom, top = frame.extent_m
    t, one = np.linspace(0, 1, 60), np.ones(60)
    x = np.concatenate(
        [left + (right - left) * t, right * one, right + (left - right) * t, left * one]
    )
    y = np.concatenate(
        [bottom * one, bottom + (top - bottom) * t, top * one, top + (bottom - top) * t]
    )
    lonlat = frame.unproject(np.column_stack([x, y]))
    plane = canvas.frame.project(lonlat[np.isfinite(lonlat).all(axis=1)])
    plane = plane[np.isfinite(plane).all(axis=1)]
    pixels = canvas.pixels(plane)
    middle = (pixels.min(axis=0) + pixels.max(axis=0)) / 2
    size = float((pixels.max(axis=0) - pixels.min(axis=0)).max())
    least = canvas.px(LEAST_WINDOW_PT)
    if 0 < size < least:  # a smaller one would not be seen
        pixels = middle + (pixels - middle) * least / size
    path = Outline(pixels, closed=True)
    for edge, width in (("white", 2.6), (color, 1.3)):
        canvas.axes.add_artist(
            PathPatch(path, fc="none", ec=edge, lw=width * canvas.scale, zorder=7.7, gid="detail",
                      transform=canvas.dots)
        )  # fmt: skip
    return pixels.min(axis=0).tolist(), pixels.max(axis=0).tolist()


def _bordered(frame: Frame, basemap: Basemap) -> tuple[bool, bool]:
    """Tell whether the map shows borders between holders, and lines within what one holds."""
    world = basemap.overview
    rough = None if covered(frame, basemap) else world.borders
    inner = None if basemap.boxes else world.inner
    return (
        bool(frame.paths(basemap.borders)) or (rough is not None and bool(frame.paths(rough))),
        bool(frame.paths(basemap.inner)) or (inner is not None and bool(frame.paths(inner))),
    )


def _at_sea(analysis: Analysis) -> bool:
    """Tell whether a rule is for ships or counts in nautical miles."""
    rules = [zone.constraint for zone in analysis.zones]
    return any(
        rule.effect is Effect.MARITIME_EXCLUSION
        or (rule.distance is not None and _is_nautical(rule.distance.max_m, rule.distance.text))
        for rule in rules
    )


def _is_nautical(metres: float, text: str) -> bool:
    miles = metres / NAUTICAL_M
    return "nautical" in text.casefold() or (abs(miles - round(miles)) < 1e-6 and miles >= 1)
