"""A key of many zones: in two columns, each zone in a line."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from geo.maps.fonts import printable
from geo.maps.pen import INK, SOFT, Type
from geo.maps.popup import area_words
from geo.maps.samples import SMALL, draw_look, draw_sample
from geo.maps.style import STYLES, hatch_of, hatches, shown_zones, style_of
from geo.maps.words import zone_label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.maps.pen import Pen
    from geo.model import Zone

LABEL, FACTS = Type(6.2, INK), Type(5.8, SOFT)
LONG, BELOW, BELOW_PT = Type(5.2, INK), Type(4.4, SOFT), 4.5  # of a zone with a long name
ROW_PT, INDENT_PT, GAP_PT, SAMPLE_PT = 11.0, 21.0, 8.0, (9.0, 5.5)


def dense_height(pen: Pen, zones: Sequence[Zone]) -> float:
    """Return the height that the zones take, pixels."""
    return (ceil(len(zones) / 2) + 1) * pen.px(ROW_PT)


def write_dense(pen: Pen, zones: Sequence[Zone], room: float) -> None:
    """Write the zones with their areas as far as there is room, and what their colours mean."""
    _standings(pen, zones)
    known, drawn = hatches(zones), {number for number, _ in shown_zones(zones)}
    top, half = pen.y, (pen.right - pen.left - pen.px(GAP_PT)) / 2
    rows = min(ceil(len(zones) / 2), max(int((room - pen.px(ROW_PT)) / pen.px(ROW_PT)), 1))
    fitting = len(zones) if 2 * rows >= len(zones) else 2 * rows - 1
    for index, zone in enumerate(zones[:fitting]):
        column, row = divmod(index, rows)
        left = pen.left + column * (half + pen.px(GAP_PT))
        pen.y = top - row * pen.px(ROW_PT)
        number = index + 1
        hatch = hatch_of(zone, known)
        draw_sample(pen, left, zone, number, hatch, SMALL, drawn=number in drawn)
        _line(pen, zone, left, half)
    if fitting < len(zones):
        pen.y = top - (rows - 1) * pen.px(ROW_PT) - pen.px(1.2)
        left = half + pen.px(GAP_PT)
        pen.write([f"and {len(zones) - fitting} more"], FACTS, left)
    pen.y = top - rows * pen.px(ROW_PT)


def _line(pen: Pen, zone: Zone, left: float, width: float) -> None:
    """Write the name of a zone and its area behind it; below it, both smaller, where it is long."""
    indent, y = left - pen.left + pen.px(INDENT_PT), pen.y - pen.px(1.2)
    label, room = printable(zone_label(zone.constraint)), width - pen.px(INDENT_PT)
    area = area_words(zone.area_km2).replace(" ", "\u00a0")
    aside = pen.width(label, LABEL) + pen.px(4)
    if aside + pen.width(area, FACTS) <= room:
        rows = ((label, LABEL, 0.0, 0.0), (area, FACTS, aside, 0.0))
    else:
        rows = (
            (pen.cut(label, LONG, room), LONG, 0.0, pen.px(-1.2)),
            (area, BELOW, 0.0, pen.px(BELOW_PT)),
        )
    for text, kind, right, down in rows:
        pen.y = y - down
        pen.write([text], kind, indent + right)


def _standings(pen: Pen, zones: Sequence[Zone]) -> None:
    """Write what the colours mean, in a line."""
    x, (wide, high) = 0.0, SAMPLE_PT
    for style in STYLES.values():
        if any(style_of(zone) is style for zone in zones):
            box = (
                pen.left + x + pen.px(0.7),
                pen.y - pen.px(high + 1.5),
                pen.px(wide),
                pen.px(high),
            )
            draw_look(pen, box, style)
            y = pen.y
            pen.write([style.label], FACTS, x + pen.px(wide + 4))
            pen.y = y
            x += pen.px(wide + 12) + pen.width(style.label, FACTS)
    pen.y -= pen.px(ROW_PT)
