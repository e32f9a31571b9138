"""The text beside or below a printed map: title, quotes, small print."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from geo.maps.pen import HEAD, INK, NAVY, SOFT, Type

if TYPE_CHECKING:
    from geo.maps.pen import Pen
    from geo.maps.sheet import Quote, Sheet

TITLE, SUBTITLE = Type(15.0, NAVY, "bold"), Type(8.4, INK)
TITLE_SIZES = (15.0, 13.5, 12.0)
DATED = Type(7.2, SOFT)
QUOTE, SAID, NOTE = Type(6.9, INK, italic=True), Type(6.3, SOFT), Type(5.5, "#3C464E")
QUOTE_GAP, QUOTE_ROWS, LEAST_ROWS = 3.5, 4, 2


def write_title(pen: Pen, sheet: Sheet, most: int = 4) -> None:
    """Write title and subtitle over so many lines at most, date, and a line below them."""
    sizes = [replace(TITLE, size=size) for size in TITLE_SIZES]
    fitting = [t for t in sizes if len(pen.rows(sheet.title, t)) <= min(most, 3)]
    pen.text(sheet.title, next(iter(fitting), sizes[-1]), most=most)
    pen.skip(3)
    if sheet.subtitle:
        pen.text(sheet.subtitle, SUBTITLE, most=most)
        pen.skip(1.5)
    if sheet.as_of:
        pen.text(f"As of {sheet.as_of}", DATED, most=1)
    pen.skip(4)
    pen.rule(NAVY, 1.1)
    pen.skip(6)


def notes_height(pen: Pen, sheet: Sheet) -> float:
    """Return the height of the small print, pixels."""
    return sum(pen.height(len(pen.rows(n, NOTE)), NOTE) + pen.px(1.2) for n in sheet.notes)


def write_notes(pen: Pen, sheet: Sheet) -> None:
    """Write the small print."""
    for note in sheet.notes:
        pen.text(note, NOTE)
        pen.skip(1.2)


def write_quotes(pen: Pen, sheet: Sheet, most: int = 8) -> None:
    """Write the quotes that find room, each with who says so; the last one may be shortened."""
    above = pen.height(1, HEAD) + pen.px(2)
    for quote in sheet.quotes[:most]:
        said = _said(pen, quote)
        room = pen.room - above - pen.height(len(said), SAID)
        fitting = min(int(room / pen.height(1, QUOTE)), QUOTE_ROWS)
        rows = pen.rows(f"“{quote.text}”", QUOTE, most=max(fitting, 1))
        if fitting < min(LEAST_ROWS, len(rows)):
            continue
        if above:
            pen.text("WHAT THE REPORT SAYS", HEAD)
            pen.skip(2)
            above = 0.0
        pen.write(rows, QUOTE)
        pen.write(said, SAID)
        pen.skip(QUOTE_GAP)


def quotes_height(pen: Pen, sheet: Sheet, count: int, most: int = QUOTE_ROWS) -> float:
    """Return the height that the first quotes take over so many lines at most, pixels."""
    pairs = [_quote_rows(pen, quote, most) for quote in sheet.quotes[:count]]
    head = pen.height(1, HEAD) + pen.px(2) if pairs else 0.0
    each = (
        pen.height(len(a), QUOTE) + pen.height(len(b), SAID) + pen.px(QUOTE_GAP) for a, b in pairs
    )
    return head + sum(each)


def _quote_rows(pen: Pen, quote: Quote, most: int) -> tuple[list[str], list[str]]:
    return pen.rows(f"“{quote.text}”", QUOTE, most=most), _said(pen, quote)


def _said(pen: Pen, quote: Quote) -> list[str]:
    """Return the lines that tell who says so, and which zones rest on it."""
    numbers = ", ".join(quote.zones)
    which = f"zone{'s' if len(quote.zones) > 1 else ''} {numbers}" if numbers else ""
    which = f"{which} {quote.claim}".strip()
    return pen.rows(" · ".join(p for p in (quote.source, which) if p), SAID, most=2)
