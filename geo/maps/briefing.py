"""An analysis as a printed map: title, zones, names, scale, legend, quotes, sources. No browser."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from geo.maps.chart import Seen, draw_chart
from geo.maps.fonts import font, printable, typeset, writable
from geo.maps.key import Key, key_height, write_key
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
from geo.maps.panel import (
    LEAST_ROWS,
    notes_height,
    quotes_height,
    write_notes,
    write_quotes,
    write_title,
)
from geo.maps.pen import Pen, text_size
from geo.maps.plates import plates_of
from geo.maps.scene import as_told
from geo.maps.sheet import PAPERS, Sheet

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.maps.basemap import Basemap
    from geo.maps.layout import Layout
    from geo.maps.plates import Plate
    from geo.maps.sheet import Paper
    from geo.model import Analysis

BANNER_PT = 8.5
FORMS = ("png", "pdf", "svg")


def briefing(
    analysis: Analysis,
    basemap: Basemap,
    sheet: Sheet | None = None,
    paper: Paper | None = None,
    maps: Sequence[tuple[Plate, Basemap]] = (),
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
    maps
        The maps of the sheet, each with its own base map, if worked out before by
        `geo.maps.plates.plates_of`.
    places
        Where map and text stand, if worked out before by `geo.maps.layout.layout`.

    Returns
    -------
    figure
        The zones that are shown without being asked for, all zones in the legend.
    """
    sheet, paper, told = sheet or Sheet(), paper or PAPERS["slide"], as_told(analysis, writable)
    places = places or layout(paper, sheet, told.zones)
    maps = maps or [(plate, basemap) for plate in plates_of(told, places.map, paper)]
    with typeset():
        return _drawn(told, maps, sheet, paper, places)


def _drawn(
    analysis: Analysis,
    maps: Sequence[tuple[Plate, Basemap]],
    sheet: Sheet,
    paper: Paper,
    places: Layout,
) -> Figure:
    """Draw maps, banners and text."""
    figure = Figure(figsize=(paper.width_in, paper.height_in), dpi=paper.dpi, facecolor="white")
    FigureCanvasAgg(figure)
    _banners(figure, sheet, paper)
    pens = _started(figure, places, sheet, paper)
    first, basemap = maps[0]
    equal = bool(first.letter)  # several maps side by side, none a detail of another
    alone = not paper.portrait and not first.frame.world and not equal
    inset = alone and _crowded(pens[0], analysis, sheet)
    details = [] if equal else [plate for plate, _ in maps[1:]]
    seen = Seen()
    for plate, ground in maps:
        main = plate is first and not equal
        over = details if main else ()
        seen = seen.with_(
            draw_chart(
                figure,
                plate,
                over,
                analysis,
                ground,
                paper.scale,
                inset=main and inset,
                arrow=main or equal,
            )
        )
    key = Key(analysis.zones, sheet, seen.signs, seen.numbers, seen.numbers - seen.numbered)
    plates = [plate for plate, _ in maps] if equal else [first]
    if seen.inset is not None:
        draw_locator(figure, seen.inset, plates, basemap, paper.scale)
    elif equal or not first.frame.world:
        _locate(pens, figure, plates, basemap, key)
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


def _banners(figure: Figure, sheet: Sheet, paper: Paper) -> None:
    """Draw the classification at top and bottom."""
    if not sheet.banner:
        return
    share = BANNER_IN * paper.scale / paper.height_in
    text = printable(sheet.banner)
    face = font(banner_points(figure, sheet, paper), "bold")
    for y in (0.0, 1 - share):
        figure.add_artist(
            Rectangle((0, y), 1, share, transform=figure.transFigure, fc=sheet.banner_color, lw=0)
        )
        figure.text(
            0.5, y + share / 2, text, color="white", ha="center",
            va="center_baseline", fontproperties=face,
            parse_math=False, gid="banner",
        )  # fmt: skip


def banner_points(figure: Figure, sheet: Sheet, paper: Paper) -> float:
    """Return the size of the classification in points: smaller where it is long, never cut."""
    most = BANNER_PT * paper.scale
    width, _ = text_size(figure, printable(sheet.banner), font(most, "bold"))
    room = (paper.width_in - 2 * BANNER_IN) * paper.dpi
    return most * min(1.0, room / width)


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


def _locate(
    pens: list[Pen], figure: Figure, plates: Sequence[Plate], basemap: Basemap, key: Key
) -> None:
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
    draw_locator(figure, box, plates, basemap, pen.scale)
