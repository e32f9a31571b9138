"""A briefing as PowerPoint: the map as a picture with its evidence, and once more as shapes."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from pptx import Presentation
from pptx.util import Emu, Inches, Pt

from geo.export.brief import one_line
from geo.export.drawing import Drawing, rgb
from geo.maps.fonts import typeset
from geo.maps.pen import NAVY, SOFT
from geo.maps.popup import area_words
from geo.maps.style import is_violated, style_of
from geo.maps.words import EFFECTS, binds, zone_label

if TYPE_CHECKING:
    from collections.abc import Iterator

    from matplotlib.figure import Figure
    from pptx.slide import Slide

    from geo.maps.basemap import Basemap
    from geo.maps.frame import Frame
    from geo.maps.placing import PxBox
    from geo.maps.sheet import Paper, Sheet
    from geo.model import Analysis, Zone

BLANK = 6  # the empty one of python-pptx's layouts
MOST_ALT = 900
HEAD_IN = 1.2


def slides(
    analysis: Analysis,
    sheet: Sheet,
    paper: Paper,
    frame: Frame,
    basemap: Basemap,
    figure: Figure,
    picture: bytes,
    place: PxBox,
) -> bytes:
    """
    Write a presentation of two slides.

    Parameters
    ----------
    frame, basemap, figure
        What the map shows, as it was drawn.
    picture
        PNG of the figure.
    place
        Pixels of the map in the figure.

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
        Drawing(second, paper, frame).draw(analysis, basemap, figure)
    _panel(second, analysis, sheet, paper, place)
    second.notes_slide.notes_text_frame.text = notes
    buffer = io.BytesIO()
    deck.save(buffer)
    return buffer.getvalue()


def alt_text(analysis: Analysis, sheet: Sheet) -> str:
    """Return what the map shows, for those who do not see it."""
    zones = "; ".join(f"{n}. {_zone_line(z)}" for n, z in enumerate(analysis.zones, 1))
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
            f"{number}. {_zone_line(zone)}: {EFFECTS[rule.effect]}{f', {whom}' if whom else ''}"
        )
        yield one_line(f"   “{rule.quote}” {rule.source or fallback}")
    for text in sheet.undrawn:
        yield one_line(f"Not drawn: {text}")
    for note in sheet.notes:
        yield one_line(note)


def _panel(slide: Slide, analysis: Analysis, sheet: Sheet, paper: Paper, place: PxBox) -> None:
    """Write title, zones and small print as text that can be edited."""
    emu = 914_400 / paper.dpi
    height = paper.height_in * paper.dpi
    margin = 0.17 * paper.dpi * paper.scale
    head, rows = _head(sheet), _rows(analysis, sheet)
    if paper.portrait:
        top = height - margin - HEAD_IN * paper.dpi * paper.scale
        texts = [
            (head, (place[0], top, place[2], height - margin)),
            (rows, (place[0], margin, place[2], place[1] - margin / 2)),
        ]
    else:
        right = paper.width_in * paper.dpi - margin
        texts = [([*head, *rows], (place[2] + margin, place[1], right, place[3]))]
    for written, (left, bottom, right, top) in texts:
        _text_box(
            slide, written, paper.scale,
            (int(left * emu), int((height - top) * emu), int((right - left) * emu),
             int((top - bottom) * emu)),
        )  # fmt: skip


Rows = list[tuple[str, float, bool, str]]


def _head(sheet: Sheet) -> Rows:
    banner = [(sheet.banner, 9.0, True, SOFT)] if sheet.banner else []
    as_of = [(f"As of {sheet.as_of}", 9.0, False, SOFT)] if sheet.as_of else []
    return [*banner, (sheet.title, 16.0, True, NAVY), (sheet.subtitle, 9.5, False, NAVY), *as_of]


def _rows(analysis: Analysis, sheet: Sheet) -> Rows:
    rows: Rows = [
        (f"{number}  {_zone_line(zone)}", 8.5, False, style_of(zone).color)
        for number, zone in enumerate(analysis.zones, 1)
    ]
    return [*rows, *((f"Not drawn: {text}", 7.5, False, SOFT) for text in sheet.undrawn),
            *((note, 6.5, False, SOFT) for note in sheet.notes)]  # fmt: skip


def _text_box(slide: Slide, rows: Rows, scale: float, box: tuple[int, int, int, int]) -> None:
    """Add paragraphs in a box given by left, top, width and height."""
    frame: Any = slide.shapes.add_textbox(*(Emu(n) for n in box)).text_frame
    frame.word_wrap = True
    for index, (text, size, bold, color) in enumerate(rows):
        paragraph = frame.paragraphs[0] if index == 0 else frame.add_paragraph()
        run = paragraph.add_run()
        run.text = one_line(text)
        run.font.size, run.font.bold = Pt(size * scale), bold
        run.font.color.rgb = rgb(color if bold or size < 8 else NAVY)
        paragraph.space_after = Pt(2)
