"""Numbers of zones, and pins, on a printed map."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import shapely

from geo.maps.fonts import font
from geo.maps.pen import INK
from geo.maps.placing import overlap
from geo.maps.scene import pinned
from geo.maps.style import VIOLATED, is_violated, shown_zones, style_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from shapely.geometry.base import BaseGeometry

    from geo.maps.canvas import Canvas
    from geo.maps.frame import Frame
    from geo.maps.placing import PxBox
    from geo.model import Analysis, Zone

BADGE_PT, PIN_PT, EVENT_PT = 13.5, 4.8, 9.0
EVENT = "#AA3377"  # as on the map in the browser
REACHES = (2.2, 3.2, 4.5, 6.0, 8.0, 11.0, 15.0)  # of half a badge: how far it may stand aside
FAR = 0.4  # of a zone hidden: what each half badge of distance costs
DIRECTIONS = tuple((np.cos(a), np.sin(a)) for a in np.radians(np.arange(22.5, 382.5, 45.0)))


@dataclass(frozen=True, slots=True)
class Numbers:
    """The zones that are drawn: number in the report, zone, and what is seen of it in the plane."""

    number: int
    zone: Zone
    shape: BaseGeometry


def drawn(canvas: Canvas, zones: Iterable[Zone]) -> tuple[Numbers, ...]:
    """Return the zones that a printed map shows and that reach into the frame."""
    found = [Numbers(n, zone, _seen(canvas.frame, zone)) for n, zone in shown_zones(zones)]
    return tuple(entry for entry in found if not entry.shape.is_empty)


def _seen(frame: Frame, zone: Zone) -> BaseGeometry:
    """Return what is seen of a zone in the plane: at least a dot, be it ever so small."""
    shape = frame.plane(zone.geometry)
    point = shapely.point_on_surface(zone.geometry)
    if not shape.is_empty or not frame.sees(point.x, point.y):
        return shape
    middle = shapely.Point(frame.project(np.array([[point.x, point.y]]))[0])
    return middle.buffer(frame.metres_px / 2)


def pin_points(canvas: Canvas, analysis: Analysis) -> list[tuple[str, shapely.Point]]:
    """Return name and point in the plane of the report's places that are in the frame."""
    found = []
    for pin in pinned(analysis):
        if not pin.is_area and canvas.frame.sees(pin.best.lon, pin.best.lat):
            xy = canvas.frame.project(np.array([[pin.best.lon, pin.best.lat]]))[0]
            found.append((pin.name, shapely.Point(xy)))
    return found


def draw_numbers(
    canvas: Canvas, entries: Sequence[Numbers], taken: list[PxBox]
) -> dict[int, PxBox]:
    """
    Write each zone's number in it where it is widest; beside it where it is too small.

    Returns
    -------
    boxes
        The pixels of each number that found room; on a crowded map some do not.
    """
    found: dict[int, PxBox] = {}
    half = canvas.px(BADGE_PT / 2 + 1)
    for entry in sorted(entries, key=lambda e: e.shape.area):
        smaller = [e.shape for e in entries if e.shape.area < entry.shape.area]
        done = [*taken, *found.values()]
        blocked = [shapely.box(*canvas.plane_box(box)) for box in done]
        spot, radius_m = _widest(entry.shape, [*smaller, *blocked])
        x, y = canvas.pixels(np.array([spot]))[0].tolist()
        own = (x - half, y - half, x + half, y + half)
        small = radius_m / canvas.frame.metres_px < half * 0.85
        at: tuple[float, float] | None = (x, y)
        if small or any(overlap(own, box) for box in done):
            at = _beside(canvas, (x, y), half, done, entries)
        if at is None:
            continue
        if at != (x, y):
            _leader(canvas, (x, y), at)
        _badge(canvas, at, entry)
        found[entry.number] = (at[0] - half, at[1] - half, at[0] + half, at[1] + half)
    return found


def _leader(canvas: Canvas, start: tuple[float, float], end: tuple[float, float]) -> None:
    """Draw the line from a point of a zone to the number that stands beside it."""
    canvas.axes.plot(
        [start[0], end[0]], [start[1], end[1]], color=INK, lw=0.7 * canvas.scale,
        transform=canvas.dots, zorder=7.8, gid="leader",
    )  # fmt: skip
    canvas.axes.plot(
        [start[0]], [start[1]], "o", ms=2.2 * canvas.scale, color=INK, transform=canvas.dots,
        zorder=7.9,
    )  # fmt: skip


def _widest(
    shape: BaseGeometry, others: Sequence[BaseGeometry]
) -> tuple[tuple[float, float], float]:
    """Return middle and radius of the greatest circle in an area, off the others if it can be."""
    near = [o for o in others if o.intersects(shape)]
    west, south, east, north = shape.bounds
    tolerance = max(east - west, north - south) / 400
    rest = shapely.buffer(shape, 0)
    if near:
        free = shapely.difference(rest, shapely.union_all(shapely.make_valid(near)))
        rest = free if free.area > 0.03 * shape.area else rest
    parts = [p for p in shapely.get_parts(rest) if p.geom_type == "Polygon"]
    largest = max(parts, key=lambda part: part.area)
    simple = shapely.simplify(largest, tolerance / 2)
    circle = shapely.maximum_inscribed_circle(simple, tolerance=tolerance)
    (x, y), _ = circle.coords
    return (float(x), float(y)), float(circle.length)


def _beside(
    canvas: Canvas,
    at: tuple[float, float],
    half: float,
    taken: Sequence[PxBox],
    entries: Sequence[Numbers],
) -> tuple[float, float] | None:
    """Return a free spot near a point, off the zones if there is one; None without any."""
    x0, y0, x1, y1 = canvas.page
    best: tuple[float, tuple[float, float]] | None = None
    for reach in REACHES:
        if best is not None and FAR * reach >= best[0]:
            break
        for dx, dy in DIRECTIONS:
            x, y = at[0] + dx * reach * half, at[1] + dy * reach * half
            box = (x - half, y - half, x + half, y + half)
            out = box[0] < x0 or box[1] < y0 or box[2] > x1 or box[3] > y1
            if out or any(overlap(box, other) for other in taken):
                continue
            plane = shapely.box(*canvas.plane_box(box))
            cost = sum(bool(e.shape.intersects(plane)) for e in entries) + FAR * reach
            if best is None or cost < best[0]:
                best = (cost, (x, y))
    return None if best is None else best[1]


def _badge(canvas: Canvas, at: tuple[float, float], entry: Numbers) -> None:
    """Draw a disc with a number, ringed where the text says that the rule is broken."""
    style = style_of(entry.zone)
    edge = VIOLATED if is_violated(entry.zone) else "white"
    canvas.axes.plot(
        [at[0]], [at[1]], "o", ms=BADGE_PT * canvas.scale, mfc=style.color, mec=edge,
        mew=1.4 * canvas.scale, transform=canvas.dots, zorder=8,
    )  # fmt: skip
    canvas.axes.text(
        *at, entry.zone.named(entry.number), fontproperties=font(7.6 * canvas.scale, "bold"), color="white",
        ha="center", va="center_baseline", transform=canvas.dots, zorder=8.5, gid="badge",
    )  # fmt: skip


def event_points(canvas: Canvas, analysis: Analysis) -> list[shapely.Point]:
    """Return the places of incidents that are in the frame, in the plane, each once."""
    known = {
        (event.place.candidate.lon, event.place.candidate.lat)
        for event in analysis.events
        if event.place is not None and event.place.candidate is not None
    }
    seen = sorted(spot for spot in known if canvas.frame.sees(*spot))
    return [shapely.Point(canvas.frame.project(np.array([spot]))[0]) for spot in seen]


def draw_events(canvas: Canvas, points: Iterable[shapely.Point]) -> list[PxBox]:
    """Ring the places of incidents, so that a pin may stand within; return the pixels they take."""
    done: list[PxBox] = []
    for point in points:
        x, y = canvas.pixels(np.array([[point.x, point.y]]))[0].tolist()
        for color, width in (("white", 2.8), (EVENT, 1.5)):
            canvas.axes.plot(
                [x], [y], "o", ms=EVENT_PT * canvas.scale, mfc="none", mec=color,
                mew=width * canvas.scale, transform=canvas.dots, zorder=7.4, gid="event",
            )  # fmt: skip
        half = canvas.px(EVENT_PT / 2 + 1.0)
        done.append((x - half, y - half, x + half, y + half))
    return done


def draw_pins(canvas: Canvas, points: Iterable[shapely.Point]) -> list[PxBox]:
    """Draw the report's places, and return the pixels they take."""
    done: list[PxBox] = []
    for point in points:
        x, y = canvas.pixels(np.array([[point.x, point.y]]))[0].tolist()
        canvas.axes.plot(
            [x], [y], "o", ms=PIN_PT * canvas.scale, mfc="black", mec="white",
            mew=0.9 * canvas.scale, transform=canvas.dots, zorder=7.5,
        )  # fmt: skip
        half = canvas.px(PIN_PT / 2 + 0.6)
        done.append((x - half, y - half, x + half, y + half))
    return done
