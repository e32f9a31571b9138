"""The text beside or below a printed map: title, legend, quotes, small print."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle
from matplotlib.transforms import IdentityTransform

from geo.maps.fonts import font
from geo.maps.pen import INK, NAVY, SOFT, Type
from geo.maps.popup import area_words
from geo.maps.style import GREY, VIOLATED, is_violated, style_of
from geo.maps.words import EFFECTS, binds, zone_label
from geo.maps.zoning import HATCH_PT, hatch_of, hatches

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.maps.pen import Pen
    from geo.maps.sheet import Quote, Sheet
    from geo.model import Zone

TITLE, SUBTITLE = Type(15.0, NAVY, "bold"), Type(8.4, INK)
TITLE_SIZES = (15.0, 13.5, 12.0)
DATED, HEAD = Type(7.2, SOFT), Type(7.2, INK, "bold")
LABEL, FACTS = Type(7.5, INK, "bold"), Type(6.6, SOFT)
QUOTE, SAID, NOTE = Type(6.9, INK, italic=True), Type(6.3, SOFT), Type(5.5, "#3C464E")
SIGN = Type(6.4, INK)
SWATCH_PT, INDENT_PT = (26.0, 14.0), 33.0
ENTRY_GAP, QUOTE_GAP = 4.0, 3.5


@dataclass(frozen=True, slots=True)
class Sign:
    """A sample of a line or mark, and what it means."""

    text: str
    line: dict[str, Any]


def sign_list(kinds: set[str], *, inner: bool, pins: bool, broken: bool) -> list[Sign]:
    """Return the signs of a map: only those that are on it."""
    line = {"color": "#4A4A4A", "lw": 1.0}
    found = [Sign("Border as held", line)]
    if inner:
        found.append(Sign("Line within one holder’s area", {**line, "ls": (0, (3.5, 2.2))}))
    marks = (
        ("capital", "Capital", "*", 7.5),
        ("city", "City of 100,000", "s", 3.8),
        ("town", "Town", "o", 3.0),
    )
    for kind, text, marker, size in marks:
        if kind in kinds:
            found.append(
                Sign(text, {"marker": marker, "ms": size, "mfc": "#222", "mec": "white", "ls": ""})
            )
    if pins:
        look = {"marker": "o", "ms": 4.8, "mfc": "black", "mec": "white", "ls": ""}
        found.append(Sign("Named in the report", look))
    if broken:
        look = {"marker": "o", "ms": 6.0, "mfc": "#999", "mec": VIOLATED, "mew": 1.4, "ls": ""}
        found.append(Sign("Said to be broken", look))
    return found


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


def write_legend(pen: Pen, zones: Sequence[Zone], sheet: Sheet, signs: Sequence[Sign]) -> None:
    """Write the legend: the zones as far as there is room, what was not drawn, the signs."""
    pen.text("LEGEND", HEAD)
    pen.skip(2.5)
    foot = _signs_height(pen, signs) + _undrawn_height(pen, sheet)
    known = hatches(zones)
    for index, zone in enumerate(zones):
        rows = _entry_rows(pen, zone)
        more = pen.height(1, FACTS) if index + 1 < len(zones) else 0.0
        if pen.room - _entry_height(pen, rows) - foot - more < 0:
            pen.text(f"and {len(zones) - index} more", FACTS)
            break
        _entry(pen, index + 1, zone, hatch_of(zone, known), rows)
    if not zones:
        pen.text("No rule about space was drawn.", FACTS)
        pen.skip(3)
    for text in sheet.undrawn[:2]:
        pen.text(f"Not drawn: {text}", FACTS, most=2)
    if len(sheet.undrawn) > 2:
        pen.text(f"and {len(sheet.undrawn) - 2} more not drawn", FACTS)
    pen.skip(3)
    _signs(pen, signs)


def legend_height(pen: Pen, zones: Sequence[Zone], sheet: Sheet, signs: Sequence[Sign]) -> float:
    """Return the height that the whole legend takes, pixels."""
    entries = sum(_entry_height(pen, _entry_rows(pen, zone)) for zone in zones)
    head = pen.height(1, HEAD) + pen.px(2.5) + (0 if zones else pen.height(1, FACTS) + pen.px(3))
    return head + entries + _undrawn_height(pen, sheet) + _signs_height(pen, signs)


def _undrawn_height(pen: Pen, sheet: Sheet) -> float:
    texts = sheet.undrawn[:2]
    rows = sum(len(pen.rows(f"Not drawn: {text}", FACTS, most=2)) for text in texts)
    return pen.height(rows + (len(sheet.undrawn) > 2), FACTS) + pen.px(3)


def _entry_rows(pen: Pen, zone: Zone) -> tuple[list[str], list[str]]:
    """Return the lines of a zone's name, and of what is known of it."""
    style, rule = style_of(zone), zone.constraint
    standing = style.label + (", said to be broken" if is_violated(zone) else "")
    standing += "" if style.shown else ", not drawn"
    distance = rule.distance
    miles = f"“{distance.text}”" if distance and "mile" in distance.text.casefold() else ""
    facts = [standing, miles, EFFECTS[rule.effect], binds(rule)]
    indent = pen.px(INDENT_PT)
    label = f"{zone_label(rule)} ({area_words(zone.area_km2)})"
    return (
        pen.rows(label, LABEL, indent, 3),
        pen.rows(" · ".join(f for f in facts if f), FACTS, indent, 2),
    )


def _entry_height(pen: Pen, rows: tuple[list[str], list[str]]) -> float:
    text = pen.height(len(rows[0]), LABEL) + pen.height(len(rows[1]), FACTS)
    return max(text, pen.px(SWATCH_PT[1])) + pen.px(ENTRY_GAP)


def _entry(
    pen: Pen, number: int, zone: Zone, hatch: str, rows: tuple[list[str], list[str]]
) -> None:
    """Write one zone: a sample with its number, its name, what is known of it."""
    top = pen.y
    _swatch(pen, number, zone, hatch)
    pen.write(rows[0], LABEL, pen.px(INDENT_PT))
    pen.write(rows[1], FACTS, pen.px(INDENT_PT))
    pen.y = min(pen.y, top - pen.px(SWATCH_PT[1])) - pen.px(ENTRY_GAP)


def _swatch(pen: Pen, number: int, zone: Zone, hatch: str) -> None:
    """Draw a sample of a zone with its number in it."""
    style, scale = style_of(zone), pen.scale
    width, height = pen.px(SWATCH_PT[0]), pen.px(SWATCH_PT[1])
    x, y = pen.left + pen.px(0.7), pen.y - height - pen.px(0.5)
    look: dict[str, Any] = {"transform": IdentityTransform()}
    fill_alpha = style.fill_opacity + 0.08
    patches = [
        Rectangle((x, y), width, height, fc=style.color, ec="none", alpha=fill_alpha, **look)
    ]
    if hatch:
        patches.append(
            Rectangle(
                (x, y),
                width,
                height,
                fc="none",
                ec=style.color,
                lw=0,
                alpha=0.6,
                hatch=hatch,
                hatch_linewidth=HATCH_PT * scale,
                **look,
            )
        )
    dash: Any = (0, tuple(n * 0.45 * scale for n in style.dash_px)) if style.dash_px else "-"
    patches.append(
        Rectangle((x, y), width, height, fc="none", ec=style.color, lw=1.2 * scale, ls=dash, **look)
    )
    for patch in patches:
        pen.figure.add_artist(patch)
    face, ink = (style.color, "white") if style.shown else ("white", GREY)
    edge = VIOLATED if is_violated(zone) else "white" if style.shown else GREY
    at = pen.share(x + width / 2, y + height / 2)
    pen.figure.add_artist(
        Line2D([at[0]], [at[1]], marker="o", ms=11.0 * scale, mfc=face, mec=edge, mew=1.1 * scale)
    )
    pen.figure.text(
        *at, str(number), fontproperties=font(6.8 * scale, "bold"), color=ink, ha="center",
        va="center_baseline",
    )  # fmt: skip


def _sign_rows(pen: Pen, signs: Sequence[Sign]) -> list[list[tuple[Sign, float]]]:
    """Return the signs in rows that fit, each with how far from the left it stands."""
    rows: list[list[tuple[Sign, float]]] = [[]]
    x = 0.0
    for sign in signs:
        width = pen.px(20) + pen.width(sign.text, SIGN) + pen.px(9)
        if rows[-1] and x + width - pen.px(9) > pen.right - pen.left:
            rows.append([])
            x = 0.0
        rows[-1].append((sign, x))
        x += width
    return rows


def _signs_height(pen: Pen, signs: Sequence[Sign]) -> float:
    return len(_sign_rows(pen, signs)) * pen.px(9.6) + pen.px(4)


def _signs(pen: Pen, signs: Sequence[Sign]) -> None:
    """Draw the signs."""
    for row in _sign_rows(pen, signs):
        y = pen.y - pen.px(4.6)
        for sign, offset in row:
            x = pen.left + offset
            (x0, height), (x1, _) = pen.share(x, y), pen.share(x + pen.px(15), y)
            point = "marker" in sign.line
            look = {
                k: v * pen.scale if k in {"lw", "ms", "mew"} else v for k, v in sign.line.items()
            }
            xs, ys = ([(x0 + x1) / 2], [height]) if point else ([x0, x1], [height, height])
            pen.figure.add_artist(Line2D(xs, ys, **look))
            pen.figure.text(
                *pen.share(x + pen.px(20), y), sign.text, va="center", color=INK,
                fontproperties=font(SIGN.size * pen.scale), gid="panel",
            )  # fmt: skip
        pen.y -= pen.px(9.6)
    pen.skip(4)


def write_quotes(pen: Pen, sheet: Sheet, most: int = 8) -> None:
    """Write the quotes that find room, each with who says so and the numbers of its zones."""
    if not sheet.quotes:
        return
    head = pen.height(1, HEAD) + pen.px(2)
    started = False
    for quote in sheet.quotes[:most]:
        rows, said = _quote_rows(pen, quote)
        need = pen.height(len(rows), QUOTE) + pen.height(len(said), SAID) + pen.px(QUOTE_GAP)
        if pen.room < need + (0 if started else head):
            break
        if not started:
            pen.text("WHAT THE REPORT SAYS", HEAD)
            pen.skip(2)
            started = True
        pen.write(rows, QUOTE)
        pen.write(said, SAID)
        pen.skip(QUOTE_GAP)


def quotes_height(pen: Pen, sheet: Sheet, count: int) -> float:
    """Return the height that the first quotes take, pixels."""
    pairs = [_quote_rows(pen, quote) for quote in sheet.quotes[:count]]
    head = pen.height(1, HEAD) + pen.px(2) if pairs else 0.0
    each = (
        pen.height(len(a), QUOTE) + pen.height(len(b), SAID) + pen.px(QUOTE_GAP) for a, b in pairs
    )
    return head + sum(each)


def _quote_rows(pen: Pen, quote: Quote) -> tuple[list[str], list[str]]:
    numbers = ", ".join(map(str, quote.zones))
    which = f"zone{'s' if len(quote.zones) > 1 else ''} {numbers}" if numbers else ""
    said = " · ".join(part for part in (quote.source, which) if part)
    return pen.rows(f"“{quote.text}”", QUOTE, most=4), pen.rows(said, SAID, most=2)
