"""Numbers of zones, pins and names on a printed map."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely
from matplotlib.text import Text
from matplotlib.transforms import IdentityTransform

from geo.maps.basemap import Label
from geo.maps.fonts import font, printable
from geo.maps.furniture import HALO
from geo.maps.pen import INK, text_size
from geo.maps.placing import CENTRED, Wanted, overlap, place
from geo.maps.scene import pinned
from geo.maps.style import VIOLATED, is_violated, style_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from matplotlib.font_manager import FontProperties
    from shapely.geometry.base import BaseGeometry

    from geo.maps.basemap import Basemap
    from geo.maps.furniture import Canvas
    from geo.maps.placing import PxBox
    from geo.model import Analysis, Zone

BADGE_PT, PIN_PT, DOT_PT = 13.5, 4.8, 3.0
CITY = 100_000
NAMES_INCH2 = 0.62  # of a square inch of map: more names than this, and no zone is seen
# Zooms by which towns in a zone are named earlier, and all on a map of fewer than so many names.
INSIDE_ZOOM, SPARSE_ZOOM, SPARSE = 0.8, 1.2, 12
POINTS = {"country": 8.6, "area": 6.6, "capital": 8.2, "city": 7.0, "town": 6.4, "pin": 7.9}
TONES = {"country": "#6B6B6B", "area": "#6B6B6B", "town": "#30383F"}
GAPS = {"capital": 4.6, "city": 3.6, "town": 3.2, "pin": 4.2}
SIGNS = {"capital": ("*", 8.0), "city": ("s", 3.8), "town": ("o", DOT_PT), "pin": ("o", PIN_PT)}
DIRECTIONS = tuple((np.cos(a), np.sin(a)) for a in np.radians(np.arange(22.5, 382.5, 45.0)))


@dataclass(frozen=True, slots=True)
class Numbers:
    """The zones that are drawn: number in the report, zone, and what is seen of it in the plane."""

    number: int
    zone: Zone
    shape: BaseGeometry


def drawn(canvas: Canvas, zones: Iterable[Zone]) -> tuple[Numbers, ...]:
    """Return the zones that are shown and reach into the frame."""
    frame = canvas.frame
    pairs = [(number, zone) for number, zone in enumerate(zones, 1) if style_of(zone).shown]
    found = [Numbers(number, zone, frame.plane(zone.geometry)) for number, zone in pairs]
    return tuple(entry for entry in found if not entry.shape.is_empty)


def pin_points(canvas: Canvas, analysis: Analysis) -> list[tuple[str, shapely.Point]]:
    """Return name and point in the plane of the report's places that are in the frame."""
    found = []
    for pin in pinned(analysis):
        if not pin.is_area and canvas.frame.sees(pin.best.lon, pin.best.lat):
            xy = canvas.frame.project(np.array([[pin.best.lon, pin.best.lat]]))[0]
            found.append((pin.best.name, shapely.Point(xy)))
    return found


def draw_numbers(canvas: Canvas, entries: Sequence[Numbers], taken: list[PxBox]) -> list[PxBox]:
    """Write each zone's number in it where it is widest; beside it where it is too small."""
    done: list[PxBox] = []
    half = canvas.px(BADGE_PT / 2 + 1)
    for entry in sorted(entries, key=lambda e: e.shape.area):
        smaller = [e.shape for e in entries if e.shape.area < entry.shape.area]
        blocked = [_metres_box(canvas, box) for box in (*taken, *done)]
        spot, radius_m = _widest(entry.shape, [*smaller, *blocked])
        x, y = canvas.pixels(np.array([spot]))[0].tolist()
        at = (x, y)
        own = (x - half, y - half, x + half, y + half)
        small = radius_m / canvas.frame.metres_px < half * 0.85
        if small or any(overlap(own, box) for box in done):
            at = _beside(canvas, (x, y), half, [*taken, *done], entries)
            canvas.axes.plot(
                [x, at[0]], [y, at[1]], color=INK, lw=0.7 * canvas.scale, transform=None, zorder=7.8
            )
            canvas.axes.plot([x], [y], "o", ms=2.2 * canvas.scale, color=INK, transform=None,
                             zorder=7.9)  # fmt: skip
        _badge(canvas, at, entry)
        done.append((at[0] - half, at[1] - half, at[0] + half, at[1] + half))
    return done


def _metres_box(canvas: Canvas, box: PxBox) -> BaseGeometry:
    left, _, bottom, _ = canvas.frame.extent_m
    x0, y0, _, _ = canvas.page
    m = canvas.frame.metres_px
    return shapely.box(
        left + (box[0] - x0) * m,
        bottom + (box[1] - y0) * m,
        left + (box[2] - x0) * m,
        bottom + (box[3] - y0) * m,
    )


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
) -> tuple[float, float]:
    """Return a free spot near a point, off the zones if there is one."""
    x0, y0, x1, y1 = canvas.page
    spots = [
        (at[0] + dx * reach, at[1] + dy * reach)
        for reach in (2.2 * half, 3.2 * half, 4.5 * half, 6.0 * half)
        for dx, dy in DIRECTIONS
    ]

    def cost(spot: tuple[float, float]) -> float:
        box = (spot[0] - half, spot[1] - half, spot[0] + half, spot[1] + half)
        out = box[0] < x0 or box[1] < y0 or box[2] > x1 or box[3] > y1
        hit = sum(overlap(box, other) for other in taken)
        plane = _metres_box(canvas, box)
        zones = sum(bool(e.shape.intersects(plane)) for e in entries)
        return 10.0 * out + 3.0 * hit + zones

    return min(spots, key=cost)


def _badge(canvas: Canvas, at: tuple[float, float], entry: Numbers) -> None:
    """Draw a disc with a number, ringed where the text says that the rule is broken."""
    style = style_of(entry.zone)
    edge = VIOLATED if is_violated(entry.zone) else "white"
    canvas.axes.plot(
        [at[0]], [at[1]], "o", ms=BADGE_PT * canvas.scale, mfc=style.color, mec=edge,
        mew=1.4 * canvas.scale, transform=None, zorder=8,
    )  # fmt: skip
    canvas.axes.text(
        *at, str(entry.number), fontproperties=font(7.6 * canvas.scale, "bold"), color="white",
        ha="center", va="center_baseline", transform=None, zorder=8.5, gid="badge",
    )  # fmt: skip


def draw_pins(canvas: Canvas, points: Iterable[shapely.Point]) -> list[PxBox]:
    """Draw the report's places, and return the pixels they take."""
    done: list[PxBox] = []
    for point in points:
        x, y = canvas.pixels(np.array([[point.x, point.y]]))[0].tolist()
        canvas.axes.plot(
            [x], [y], "o", ms=PIN_PT * canvas.scale, mfc="black", mec="white",
            mew=0.9 * canvas.scale, transform=None, zorder=7.5,
        )  # fmt: skip
        half = canvas.px(PIN_PT / 2 + 0.6)
        done.append((x - half, y - half, x + half, y + half))
    return done


def draw_names(
    canvas: Canvas,
    analysis: Analysis,
    basemap: Basemap,
    entries: Sequence[Numbers],
    taken: list[PxBox],
) -> set[str]:
    """Write the names that find room, the most telling first; return the kinds of mark used."""
    zones = shapely.union_all([e.shape for e in entries if e.zone.constraint.distance])
    offered = _offered(canvas, analysis, basemap, zones)
    wanted: dict[tuple[bool, str], Wanted] = {}
    for label, xy in offered:
        key = (label.kind in CENTRED, label.text)
        if key not in wanted:
            text, face = _written(canvas, label)
            width, height = text_size(canvas.axes.figure, text, face)  # type: ignore[arg-type]
            gap = canvas.px(GAPS.get(label.kind, 0.0))
            wanted[key] = Wanted(label, *xy, width * 1.01 + 4, height + 2, gap)
    area_inch2 = canvas.frame.width_px * canvas.frame.height_px / canvas.frame.dpi**2
    most = int(NAMES_INCH2 * area_inch2 / canvas.scale**2) + 4
    x0, y0, x1, y1 = canvas.page
    inset = canvas.px(2.0)
    page = (x0 + inset, y0 + inset, x1 - inset, y1 - inset)
    placed = place(wanted.values(), taken, page, most)
    for one in placed:
        _name(canvas, one.wanted, one.box)
    return {one.wanted.label.kind for one in placed}


def _offered(
    canvas: Canvas, analysis: Analysis, basemap: Basemap, zones: BaseGeometry
) -> list[tuple[Label, tuple[float, float]]]:
    """Return the names that may be shown, with their pixels, the most telling first."""
    pins = [
        Label(pin.best.name, pin.best.lon, pin.best.lat, "pin", 0.0, float(pin.best.population))
        for pin in pinned(analysis)
        if not pin.is_area
    ]
    labels = [*pins, *map(_ranked, (*basemap.labels, *basemap.overview.labels))]
    if not labels:
        return []
    plane = canvas.frame.project(np.array([(label.lon, label.lat) for label in labels]))
    left, right, bottom, top = canvas.frame.extent_m
    x, y = plane.T
    seen = (x >= left) & (x <= right) & (y >= bottom) & (y <= top)
    inside = shapely.contains_xy(zones, x, y) & seen
    zooms = np.array([label.zoom for label in labels]) - INSIDE_ZOOM * inside
    pixels = canvas.pixels(plane)
    limit = canvas.frame.zoom
    if (seen & (zooms <= limit)).sum() < SPARSE:
        limit += SPARSE_ZOOM
    rows = [
        (labels[i], (float(pixels[i, 0]), float(pixels[i, 1])), float(zooms[i]))
        for i in np.flatnonzero(seen & (zooms <= limit))
    ]
    rows.sort(key=lambda row: (row[0].kind != "pin", row[2], -row[0].weight))
    return [(label, at) for label, at, _ in rows]


def _ranked(label: Label) -> Label:
    """Return a town of many people as a city."""
    if label.kind != "town" or label.weight < CITY:
        return label
    return Label(label.text, label.lon, label.lat, "city", label.zoom, label.weight)


def _written(canvas: Canvas, label: Label) -> tuple[str, FontProperties]:
    """Return a name as it is written, and its font."""
    text = printable(label.text)
    if label.kind in CENTRED:
        text = (" " if label.kind == "country" else "\u200a").join(text.upper())
    bold = label.kind in {"pin", "capital"}
    face = font(
        POINTS[label.kind] * canvas.scale,
        "bold" if bold else "normal",
        "italic" if label.kind in CENTRED else "normal",
    )
    return text, face


def _name(canvas: Canvas, wanted: Wanted, box: PxBox) -> None:
    """Write one name in its box, and its mark where it is a town."""
    label = wanted.label
    text, face = _written(canvas, label)
    color = TONES.get(label.kind, "#111417")
    middle = ((box[0] + box[2]) / 2, (box[1] + box[3]) / 2)
    artist = Text(
        *middle, text, fontproperties=face, color=color, ha="center", va="center",
        path_effects=HALO, zorder=7, parse_math=False, gid="name",
    )  # fmt: skip
    canvas.axes.add_artist(artist)
    artist.set_transform(IdentityTransform())
    if label.kind in SIGNS and label.kind != "pin":
        sign, size = SIGNS[label.kind]
        options: dict[str, Any] = {"mfc": "#222222", "mec": "white", "mew": 0.5 * canvas.scale}
        canvas.axes.plot(
            [wanted.x], [wanted.y], sign, ms=size * canvas.scale, transform=None, zorder=6.5,
            **options,
        )  # fmt: skip
