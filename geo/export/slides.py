"""A briefing as PowerPoint: the map as a picture with its evidence, and once more as shapes."""

from __future__ import annotations

import io
from dataclasses import dataclass
from textwrap import shorten
from typing import TYPE_CHECKING, Any

from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.util import Emu, Inches, Pt

from geo.export.brief import one_line
from geo.export.mapshapes import draw_maps, locator_axes
from geo.export.shapestyle import plain, rgb
from geo.maps.briefing import banner_points
from geo.maps.fonts import typeset
from geo.maps.kept import SAID, kept_quote
from geo.maps.layout import BANNER_IN, MARGIN_IN
from geo.maps.panel import notes_height
from geo.maps.pen import NAVY, SOFT, Pen, Type
from geo.maps.popup import area_words
from geo.maps.style import is_violated, shown_zones, style_of
from geo.maps.words import EFFECTS, binds, zone_label

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from matplotlib.figure import Figure
    from pptx.slide import Slide
    from pptx.text.text import _Paragraph

    from geo.maps.basemap import Basemap
    from geo.maps.placing import PxBox
    from geo.maps.plates import Plate
    from geo.maps.sheet import Paper, Sheet
    from geo.model import Analysis, Zone

BLANK = 6  # the empty one of python-pptx's layouts
MOST_ALT = 900
MOST_UNDRAWN, MOST_QUOTES, FEW = 8, 4, 8
UNDRAWN_CHARS = 160
MORE, AFTER_PT = Type(7.5, SOFT), 2.0  # what is said of lines without room; between paragraphs
WIDER = 1.05  # by so much more room another typeface may take than ours


def slides(
    analysis: Analysis,
    sheet: Sheet,
    paper: Paper,
    maps: Sequence[tuple[Plate, Basemap]],
    figure: Figure,
    picture: bytes,
    place: PxBox,
) -> bytes:
    """
    Write a presentation of two slides.

    Parameters
    ----------
    maps, figure
        The maps of the sheet with their base maps, and the sheet as it was drawn.
    picture
        PNG of the figure.
    place
        Pixels of the maps in the figure.

    Returns
    -------
    pptx
        First the picture, with a text for those who do not see it and the evidence as speaker's
        notes; then land, borders, zones and names as shapes that can be edited.
    """
    deck = Presentation()
    deck.slide_width, deck.slide_height = Inches(paper.width_in), Inches(paper.height_in)
    deck.core_properties.title = one_line(sheet.title)
    deck.core_properties.author = "Cordon"
    first = deck.slides.add_slide(deck.slide_layouts[BLANK])
    shape = first.shapes.add_picture(io.BytesIO(picture), 0, 0, width=deck.slide_width)
    shape.name = "Map"
    shape._element.nvPicPr.cNvPr.set("descr", alt_text(analysis, sheet))
    notes = "\n".join(_evidence(analysis, sheet))
    first.notes_slide.notes_text_frame.text = notes
    second = deck.slides.add_slide(deck.slide_layouts[BLANK])
    with typeset():
        draw_maps(second, paper, maps, analysis, figure)
        _banners(second, sheet, paper, figure)
        _panel(second, analysis, sheet, paper, place, figure)
    second.notes_slide.notes_text_frame.text = notes
    buffer = io.BytesIO()
    deck.save(buffer)
    return buffer.getvalue()


def alt_text(analysis: Analysis, sheet: Sheet) -> str:
    """Return what the map shows, for those who do not see it."""
    zones = "; ".join(f"{z.named(n)}. {_zone_line(z)}" for n, z in enumerate(analysis.zones, 1))
    text = one_line(f"Map. {sheet.title}. {sheet.subtitle}. {zones}")
    return text if len(text) <= MOST_ALT else text[: MOST_ALT - 1] + "…"


def _zone_line(zone: Zone) -> str:
    standing = style_of(zone).label.casefold() + (
        ", said to be broken" if is_violated(zone) else ""
    )
    return f"{zone_label(zone.constraint)} ({area_words(zone.area_km2)}, {standing})"


def _evidence(analysis: Analysis, sheet: Sheet) -> Iterator[str]:
    """Yield the speaker's notes: each zone with its sentence, what stayed open, the small print."""
    yield one_line(sheet.title)
    fallback = analysis.document.source
    for number, zone in enumerate(analysis.zones, 1):
        rule = zone.constraint
        whom = binds(rule)
        yield one_line(
            f"{zone.named(number)}. {_zone_line(zone)}: {EFFECTS[rule.effect]}{f', {whom}' if whom else ''}"
        )
        yield one_line(f"   “{rule.quote}” {rule.source or fallback}")
        if said := kept_quote(rule):
            yield one_line(f"   “{said}” {SAID[rule.compliance].capitalize()}")
    for text in sheet.undrawn:
        yield one_line(f"Not drawn: {text}")
    for note in sheet.notes:
        yield one_line(note)


def _panel(
    slide: Slide, analysis: Analysis, sheet: Sheet, paper: Paper, place: PxBox, figure: Figure
) -> None:
    """Write title, zones and small print as text that can be edited, off the small map."""
    height = paper.height_in * paper.dpi
    margin = MARGIN_IN * paper.dpi * paper.scale
    strip = BANNER_IN * paper.dpi * paper.scale if sheet.banner else 0.0
    head, rows, notes = _head(sheet), _rows(analysis, sheet), _small_print(sheet)
    inset = _inset(figure)
    left = place[0] if paper.portrait else place[2] + margin
    edge = place[2] if paper.portrait else paper.width_in * paper.dpi - margin
    pen = Pen(figure, left, edge, height, 0.0, paper.scale)
    floor = margin + strip + notes_height(pen, sheet)
    if paper.portrait:
        right = edge if inset is None else inset[0] - margin
        texts = [
            (head, (left, place[3], edge, height - margin - strip)),
            (rows, (left, floor, right, place[1] - margin / 2)),
        ]
    else:
        low = floor if inset is None or inset[0] < left else inset[3] + margin / 4
        texts = [([*head, *rows], (left, low, edge, place[3]))]
    for written, box in texts:
        column = Pen(figure, box[0], box[2], box[3], box[1], paper.scale)
        fitting = written if written is head else _fitting(written, column)
        _text_box(slide, fitting, paper.scale, _emu(box, paper))
    box = (pen.left, margin + strip, pen.right, floor)
    _text_box(slide, notes, paper.scale, _emu(box, paper), bottom=True)


def _fitting(rows: Sequence[Line], pen: Pen) -> list[Line]:
    """Return the lines for which a column has room, whatever typeface the reader's machine has."""
    found: list[Line] = []
    left = pen.room / WIDER
    for row in rows:
        kind = Type(row.size, row.color, "bold" if row.bold else "normal")
        left -= pen.height(len(pen.rows(row.text, kind)), kind) + pen.px(AFTER_PT)
        if left < pen.height(1, MORE):
            return [
                *found,
                Line(f"and {len(rows) - len(found)} more: see the notes", MORE.size, SOFT),
            ]
        found.append(row)
    return found


def _inset(figure: Figure) -> PxBox | None:
    """Return where the small map stands, pixels; None without one."""
    axes = locator_axes(figure)
    if axes is None:
        return None
    left, bottom, right, top = axes.get_window_extent().extents
    return (float(left), float(bottom), float(right), float(top))


def _emu(box: PxBox, paper: Paper) -> tuple[int, int, int, int]:
    """Return pixels from the bottom left as left, top, width and height of a slide."""
    emu, (left, bottom, right, top) = 914_400 / paper.dpi, box
    down = paper.height_in * paper.dpi - top
    return (int(left * emu), int(down * emu), int((right - left) * emu), int((top - bottom) * emu))


def _banners(slide: Slide, sheet: Sheet, paper: Paper, figure: Figure) -> None:
    """Add the classification at top and bottom."""
    if not sheet.banner:
        return
    strip, points = BANNER_IN * paper.scale, banner_points(figure, sheet, paper)
    for top in (0.0, paper.height_in - strip):
        shape = slide.shapes.add_shape(
            MSO_SHAPE.RECTANGLE, Emu(0), Inches(top), Inches(paper.width_in), Inches(strip)
        )
        shape.name = "Banner"
        plain(shape).fill.solid()
        shape.fill.fore_color.rgb = rgb(sheet.banner_color)
        shape.line.fill.background()
        frame: Any = shape.text_frame
        frame.margin_top = frame.margin_bottom = 0
        frame.word_wrap = False
        frame.vertical_anchor = MSO_ANCHOR.MIDDLE
        frame.paragraphs[0].alignment = PP_ALIGN.CENTER
        _run(frame.paragraphs[0], sheet.banner, points, "#FFFFFF", bold=True)


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph: its text, size in points, colour, and the colour of a sample before it."""

    text: str
    size: float
    color: str = NAVY
    bold: bool = False
    sample: str = ""


def _head(sheet: Sheet) -> list[Line]:
    as_of = [Line(f"As of {sheet.as_of}", 9.0, SOFT)] if sheet.as_of else []
    return [Line(sheet.title, 15.0, bold=True), Line(sheet.subtitle, 9.0), *as_of]


def _rows(analysis: Analysis, sheet: Sheet) -> list[Line]:
    zones = enumerate(analysis.zones, 1)
    drawn = {number for number, _ in shown_zones(analysis.zones)}
    quotes = sheet.quotes[:MOST_QUOTES] if len(analysis.zones) <= FEW else ()
    return [
        *(
            Line(
                f"{zone.named(n)}. {_zone_line(zone)}{'' if n in drawn else ', not drawn'}",
                8.5,
                sample=style_of(zone).color,
            )
            for n, zone in zones
        ),
        *(
            Line(f"Not drawn: {shorten(text, UNDRAWN_CHARS, placeholder=' …')}", 7.5, SOFT)
            for text in sheet.undrawn[:MOST_UNDRAWN]
        ),
        *(Line(f"“{quote.text}” {quote.source}", 7.5) for quote in quotes),
    ]


def _small_print(sheet: Sheet) -> list[Line]:
    return [Line(note, 5.0, SOFT) for note in sheet.notes]


def _text_box(
    slide: Slide,
    rows: list[Line],
    scale: float,
    box: tuple[int, int, int, int],
    *,
    bottom: bool = False,
) -> None:
    """Add paragraphs at the top or the bottom of a box given by left, top, width and height."""
    frame: Any = slide.shapes.add_textbox(*(Emu(n) for n in box)).text_frame
    frame.word_wrap = True
    frame.vertical_anchor = MSO_ANCHOR.BOTTOM if bottom else MSO_ANCHOR.TOP
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    for index, row in enumerate(rows):
        paragraph = frame.paragraphs[0] if index == 0 else frame.add_paragraph()
        if row.sample:
            _run(paragraph, "■ ", row.size * scale, row.sample)
        _run(paragraph, one_line(row.text), row.size * scale, row.color, bold=row.bold)
        paragraph.space_after = Pt(AFTER_PT)


def _run(
    paragraph: _Paragraph, text: str, size_pt: float, color: str, *, bold: bool = False
) -> None:
    """Add text to a paragraph."""
    run = paragraph.add_run()
    run.text = text
    run.font.size, run.font.bold = Pt(round(size_pt, 1)), bold
    run.font.color.rgb = rgb(color)
