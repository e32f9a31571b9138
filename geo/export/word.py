"""A written brief as a Word document."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import docx
from docx.shared import Inches, Pt

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from geo.export.brief import Block

STYLES = {
    "title": "Title",
    "heading": "Heading 1",
    "subheading": "Heading 2",
    "item": "List Bullet",
    "quote": "Quote",
}
WIDTH_IN = 6.3


def word(blocks: Iterable[Block], picture: bytes, alt: str, made: dt.date | None = None) -> bytes:
    """
    Write a brief as DOCX, with its map.

    Parameters
    ----------
    picture
        PNG of the map, put below the first paragraphs.
    alt
        What the picture shows, for those who do not see it.
    made
        Day written into the document's properties.

    Returns
    -------
    docx
        Headings, lists and quotes in Word's own styles.
    """
    document = docx.Document()
    _page(document)
    known = list(blocks)
    head = next((i for i, b in enumerate(known) if b.kind == "heading"), len(known))
    for block in known[:head]:
        _add(document, block)
    document.add_picture(io.BytesIO(picture), width=Inches(WIDTH_IN))
    shape = document.inline_shapes[-1]
    shape._inline.docPr.set("descr", alt)
    for block in known[head:]:
        _add(document, block)
    properties = document.core_properties
    properties.title = next((b.text for b in known if b.kind == "title"), "")
    properties.author = "Cordon"
    if made is not None:
        properties.created = properties.modified = _midnight(made)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _page(document: docx.document.Document) -> None:
    """Set A4 and its margins."""
    section = document.sections[0]
    section.page_width, section.page_height = Inches(8.27), Inches(11.69)
    section.left_margin = section.right_margin = Inches(0.98)
    section.top_margin = section.bottom_margin = Inches(0.9)
    document.styles["Title"].font.size = Pt(20)


def _add(document: docx.document.Document, block: Block) -> None:
    """Add one paragraph."""
    paragraph = document.add_paragraph(style=STYLES.get(block.kind, "Normal"))
    if block.kind == "quote":
        paragraph.add_run(block.text)
        if block.strong:
            paragraph.add_run(f" ({block.strong})").italic = False
        return
    if block.strong:
        paragraph.add_run(f"{block.strong}: ").bold = True
    run = paragraph.add_run(block.text)
    if block.kind == "note":
        run.italic = True


def _midnight(day: dt.date) -> dt.datetime:
    import datetime as dt

    return dt.datetime(day.year, day.month, day.day, tzinfo=dt.UTC).replace(tzinfo=None)
