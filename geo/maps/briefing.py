"""An analysis as a printed map: title, zones, names, scale, legend, quotes, sources. No browser."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from geo.maps.canvas import Canvas
from geo.maps.fitting import fitted, world
from geo.maps.fonts import font, printable, typeset, writable
from geo.maps.furniture import NAUTICAL_M, corners, draw_north, draw_scale_bar
from geo.maps.graticule import draw_graticule, label_graticule
from geo.maps.ground import covered, draw_borders, draw_ground
from geo.maps.key import Key, key_height, sign_list, write_key
from geo.maps.layout import (
    BANNER_IN,
    LOCATOR_PT,
    LOCATOR_SHARE,
    MAP_GAP,
    MOST_SIGNS,
    NOTES_GAP,
    TITLE_ROWS,
    columns,
    layout,
)
from geo.maps.locator import draw_locator
from geo.maps.marks import draw_events, draw_numbers, draw_pins, drawn, event_points, pin_points
from geo.maps.names import draw_names, draw_pin_names
from geo.maps.panel import (
    LEAST_ROWS,
    notes_height,
    quotes_height,
    write_notes,
    write_quotes,
    write_title,
)
from geo.maps.pen import Pen
from geo.maps.scene import WORLD, as_told, focus, pinned
from geo.maps.sheet import PAPERS, Sheet
from geo.maps.style import is_violated
from geo.maps.zoning import draw_zones
from geo.model import Effect

if TYPE_CHECKING:
    from geo.maps.basemap import Basemap
    from geo.maps.frame import Frame
    from geo.maps.layout import Layout
    from geo.maps.placing import PxBox
    from geo.maps.sheet import Paper
    from geo.model import Analysis

    Points = np.ndarray[Any, Any]

LEAST_M, PAD, NEAR = 3_000.0, 0.07, 0.56
MOST_POINTS = 20_000
PLAIN_LON = 11.0  # middle of a map of the world that shows nothing in particular: no land is cut
FORMS = ("png", "pdf", "svg")


def frame_of(analysis: Analysis, box: PxBox, dpi: float) -> Frame:
    """Return the frame that shows what matters: the measured zones, and what is named near them."""
    width, height = box[2] - box[0], box[3] - box[1]
    shapes = focus(analysis)
    if not shapes:
        west, south, east, north = WORLD
        view = np.array([(lon, lat) for lon in (west, east) for lat in (south, north)])
        return world(view, width, height, dpi, lon=PLAIN_LON)
    points = shapely.get_coordinates(shapes)
    points = points[:: len(points) // MOST_POINTS + 1]
    least = LEAST_M if analysis.zones else 150_000.0
    first = fitted(points, width, height, dpi, least, PAD)
    pins = np.array([(p.best.lon, p.best.lat) for p in pinned(analysis) if not p.is_area])
    if len(pins) == 0 or first.world:
        return first
    offset = np.abs(first.project(pins)) / (first.metres_px * np.array([width, height]))
    near = pins[(offset < NEAR).all(axis=1)]
    return fitted(np.concatenate([points, near]), width, height, dpi, least, PAD)


def briefing(
    analysis: Analysis,
    basemap: Basemap,
    sheet: Sheet | None = None,
    paper: Paper | None = None,
    frame: Frame | None = None,
    places: Layout | None = None,
) -> Figure:
    """
    Draw an analysis as a matplotlib figure.

    Parameters
    ----------
    analysis, basemap
        As for `geo.maps.interactive.draw`; best with the boxes of `frame_of` drawn exactly.
    sheet
        The words around the map.
    paper
        A slide if not given.
    frame
        What of the world is shown, if worked out before by `frame_of`.
    places
        Where map and text stand, if worked out before by `geo.maps.layout.layout`.

    Returns
    -------
    figure
        The zones that are shown without being asked for, all zones in the legend.
    """
    sheet, paper, told = sheet or Sheet(), paper or PAPERS["slide"], as_told(analysis, writable)
    places = places or layout(paper, sheet, told.zones)
    with typeset():
        return _drawn(told, basemap, sheet, paper, frame, places)


def _drawn(
    analysis: Analysis,
    basemap: Basemap,
    sheet: Sheet,
    paper: Paper,
    frame: Frame | None,
    places: Layout,
) -> Figure:
    """Draw map, banners and text."""
    figure = Figure(figsize=(paper.width_in, paper.height_in), dpi=paper.dpi, facecolor="white")
    FigureCanvasAgg(figure)
    frame = frame or frame_of(analysis, places.map, paper.dpi)
    canvas = _canvas(figure, places.map, frame, paper.scale)
    _banners(figure, sheet, paper)
    pens = _started(figure, places, sheet, paper)
    inset = not paper.portrait and not frame.world and _crowded(pens[0], analysis, sheet)
    key, box = _map(canvas, analysis, basemap, sheet, inset=inset)
    if box is not None:
        draw_locator(figure, box, frame, basemap, paper.scale)
    elif not frame.world:
        _locate(pens, figure, frame, basemap, key)
    write_key(pens[0], key, 0.0 if len(pens) > 1 else quotes_height(pens[0], sheet, 1, LEAST_ROWS))
    write_quotes(pens[-1], sheet)
    return figure


def save(figure: Figure, form: str) -> bytes:
    """
    Write a figure as "png", "pdf" or "svg", the same bytes for the same figure.

    Letters are shapes in an SVG, so that it looks the same everywhere; in a PDF they are text.
    """
    buffer = io.BytesIO()
    known = {"png": {"Software": None}, "pdf": {"CreationDate": None}, "svg": {"Date": None}}
    with typeset():
        figure.savefig(buffer, format=form, dpi=figure.dpi, metadata=known[form])
    return buffer.getvalue()


def map_png(analysis: Analysis, basemap: Basemap, sheet: Sheet | None = None) -> bytes:
    """Draw an analysis as a slide of 1920 by 1080 pixels; parameters as for `briefing`."""
    return save(briefing(analysis, basemap, sheet), "png")


def _canvas(figure: Figure, box: PxBox, frame: Frame, scale: float) -> Canvas:
    """Return axes that show a frame in a box of pixels."""
    width, height = (float(n) for n in figure.get_size_inches() * figure.dpi)
    share = (box[0] / width, box[1] / height, (box[2] - box[0]) / width, (box[3] - box[1]) / height)
    axes = figure.add_axes(share)
    left, right, bottom, top = frame.extent_m
    axes.set(xlim=(left, right), ylim=(bottom, top), xticks=[], yticks=[])
    for spine in axes.spines.values():
        spine.set(linewidth=1.1 * scale, zorder=10)
    return Canvas(axes, frame, scale)


def _map(
    canvas: Canvas, analysis: Analysis, basemap: Basemap, sheet: Sheet, *, inset: bool
) -> tuple[Key, PxBox | None]:
    """Draw the map; return its key, and the pixels left for a locator."""
    axes, frame, scale = canvas.axes, canvas.frame, canvas.scale
    draw_ground(axes, frame, basemap, scale)
    steps = draw_graticule(canvas)
    draw_zones(axes, frame, analysis.zones, scale)
    draw_borders(axes, frame, basemap, scale)
    entries = drawn(canvas, analysis.zones)
    pins = [point for _, point in pin_points(canvas, analysis)]
    sea = _at_sea(analysis)
    areas = shapely.union_all([e.shape for e in entries])
    places = corners(canvas, areas, pins, nautical=sea, inset=inset)
    draw_north(canvas, places.north)
    draw_scale_bar(canvas, places, nautical=sea)
    taken = places.taken
    events = draw_events(canvas, event_points(canvas, analysis))
    taken += [*events, *draw_pins(canvas, pins)]
    taken += label_graticule(canvas, steps, taken)
    taken += draw_pin_names(canvas, analysis, entries, taken)
    taken += draw_numbers(canvas, entries, taken)
    kinds = draw_names(canvas, analysis, basemap, entries, taken)
    border, inner = _bordered(frame, basemap)
    broken = any(is_violated(entry.zone) for entry in entries)
    signs = sign_list(
        kinds,
        inner=inner,
        pins=bool(pins),
        broken=broken,
        events=bool(events),
        left_open=any(entry.zone.fades for entry in entries),
        border=border,
    )
    seen = frozenset(entry.number for entry in entries)
    return Key(analysis.zones, sheet, signs, seen), places.inset


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


def _banners(figure: Figure, sheet: Sheet, paper: Paper) -> None:
    """Draw the classification at top and bottom."""
    if not sheet.banner:
        return
    share = BANNER_IN * paper.scale / paper.height_in
    for y in (0.0, 1 - share):
        figure.add_artist(
            Rectangle((0, y), 1, share, transform=figure.transFigure, fc=sheet.banner_color, lw=0)
        )
        figure.text(
            0.5, y + share / 2, printable(sheet.banner), color="white", ha="center",
            va="center_baseline", fontproperties=font(8.5 * paper.scale, "bold"),
            parse_math=False, gid="banner",
        )  # fmt: skip


def _started(figure: Figure, places: Layout, sheet: Sheet, paper: Paper) -> list[Pen]:
    """
    Write title and small print.

    Returns
    -------
    pens
        What is left of the columns: one beside the map, two below it.
    """
    left, bottom, right, top = places.panel
    pen = Pen(figure, left, right, top, places.map[3] if paper.portrait else bottom, paper.scale)
    write_title(pen, sheet, TITLE_ROWS[paper.portrait])
    small = Pen(figure, left, right, bottom, bottom, paper.scale)
    small.y += notes_height(small, sheet)
    floor = small.y + pen.px(NOTES_GAP)
    write_notes(small, sheet)
    if not paper.portrait:
        pen.floor = floor
        return [pen]
    return list(columns(figure, paper, left, right, places.map[1] - pen.px(MAP_GAP), floor))


def _crowded(pen: Pen, analysis: Analysis, sheet: Sheet) -> bool:
    """Tell whether legend, two quotes and a small map have no room in a column."""
    key = Key(analysis.zones, sheet, MOST_SIGNS)
    need = key_height(pen, key) + quotes_height(pen, sheet, 2)
    return pen.room < need + pen.px(LOCATOR_PT[0])


def _locate(pens: list[Pen], figure: Figure, frame: Frame, basemap: Basemap, key: Key) -> None:
    """Draw the small map: at the foot of a single column, at the head of the second of two."""
    pen = pens[-1]
    low, high = (pen.px(n) for n in LOCATOR_PT)
    if len(pens) == 2:
        height = min(pen.room * LOCATOR_SHARE, high)
        box = (pen.left, pen.y - height, pen.right, pen.y)
        pen.y -= height + pen.px(7)
    else:
        spare = pen.room - key_height(pen, key) - quotes_height(pen, key.sheet, 4) - pen.px(8)
        height = min(max(spare, low), high)
        box = (pen.left, pen.floor, pen.right, pen.floor + height)
        pen.floor += height + pen.px(6)
    draw_locator(figure, box, frame, basemap, pen.scale)
