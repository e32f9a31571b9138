"""The key of a printed map: its zones, what was not drawn, its signs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from matplotlib.lines import Line2D

from geo.maps.dense import dense_height, write_dense
from geo.maps.fonts import font
from geo.maps.marks import EVENT
from geo.maps.pen import HEAD, INK, SOFT, Type
from geo.maps.popup import area_words
from geo.maps.samples import ROOMY, draw_sample
from geo.maps.style import GREY, VIOLATED, hatch_of, hatches, is_violated, shown_zones, style_of
from geo.maps.words import rule_words, zone_label

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from geo.maps.pen import Pen
    from geo.maps.sheet import Sheet
    from geo.model import Zone

LABEL, FACTS, SIGN = Type(7.5, INK, "bold"), Type(6.6, SOFT), Type(6.4, INK)
INDENT_PT = 33.0
ENTRY_GAP, TIGHT_GAP = 4.0, 2.0
UNDRAWN, UNDRAWN_ALONE = 2, 8  # rules that were not drawn: beside zones, and where there is none


@dataclass(frozen=True, slots=True)
class Entry:
    """
    A zone in the key.

    Attributes
    ----------
    drawn
        Whether the map draws zones of its standing.
    label, facts
        Its name, and what is known of it, as lines.
    """

    number: int
    zone: Zone
    drawn: bool
    label: list[str]
    facts: list[str]


@dataclass(frozen=True, slots=True)
class Sign:
    """A sample of a line or mark, and what it means."""

    text: str
    line: dict[str, Any]


def sign_list(
    kinds: set[str],
    *,
    inner: bool,
    pins: bool,
    broken: bool,
    events: bool = False,
    left_open: bool = False,
    border: bool = True,
) -> list[Sign]:
    """Return the signs of a map: only those that are on it."""
    line = {"color": "#4A4A4A", "lw": 1.0}
    found = [Sign("Border as held", line)] if border else []
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
    if left_open:
        found.append(Sign("Edge left open", {"color": GREY, "lw": 0.8, "ls": (0, (1.0, 4.0))}))
    if events:
        look = {"marker": "o", "ms": 6.5, "mfc": "none", "mec": EVENT, "mew": 1.5, "ls": ""}
        found.append(Sign("Incident in the report", look))
    if broken:
        look = {"marker": "o", "ms": 6.0, "mfc": "#999", "mec": VIOLATED, "mew": 1.4, "ls": ""}
        found.append(Sign("Said to be broken", look))
    return found


@dataclass(frozen=True, slots=True)
class Key:
    """
    What a key lists.

    Attributes
    ----------
    seen
        Numbers of the zones that the map shows; None where that is not known yet.
    crowded
        Those of them that have no room on the map.
    """

    zones: Sequence[Zone]
    sheet: Sheet
    signs: Sequence[Sign]
    seen: frozenset[int] | None = None
    crowded: frozenset[int] = frozenset()


def write_key(pen: Pen, key: Key, reserve: float = 0.0) -> None:
    """
    Write the key: the zones as far as there is room, what was not drawn, the signs.

    Parameters
    ----------
    reserve
        Pixels to leave free below; where they are not, the entries are set more tightly.
    """
    pen.text("LEGEND", HEAD)
    pen.skip(2.5)
    signs = reserve + _signs_height(pen, key.signs)
    need = sum(_height(pen, entry) for entry in _entries(pen, key))
    tight = need + signs + _undrawn_height(pen, key) > pen.room
    crowded = _crowded(pen, key)
    foot = signs + _undrawn_height(pen, key, tight=tight) + pen.height(len(crowded), FACTS)
    entries, known = _entries(pen, key, tight=tight), hatches(key.zones)
    if sum(_height(pen, entry, tight=tight) for entry in entries) > pen.room - foot:
        write_dense(pen, key.zones, pen.room - foot)
        entries, known = [], {}
    for index, entry in enumerate(entries):
        more = pen.height(1, FACTS) if index + 1 < len(entries) else 0.0
        if pen.room - _height(pen, entry, tight=tight) - foot - more < 0:
            pen.text(f"and {len(entries) - index} more", FACTS)
            break
        _write(pen, entry, hatch_of(entry.zone, known), tight=tight)
    if not key.zones:
        pen.text("No rule about space was drawn.", FACTS)
        pen.skip(3)
    pen.write(crowded, FACTS)
    _write_undrawn(pen, key, tight=tight)
    pen.skip(3)
    _signs(pen, key.signs)


def _crowded(pen: Pen, key: Key) -> list[str]:
    """Return the lines that name the zones whose numbers have no room on the map."""
    if not key.crowded:
        return []
    names = ", ".join(key.zones[n - 1].named(n) for n in sorted(key.crowded))
    return pen.rows(f"Without a number on the map, which is too crowded: {names}", FACTS, most=2)


def key_height(pen: Pen, key: Key) -> float:
    """Return the height that the whole key takes, pixels."""
    entries = sum(_height(pen, entry) for entry in _entries(pen, key))
    none = 0.0 if key.zones else pen.height(1, FACTS) + pen.px(3)
    head = pen.height(1, HEAD) + pen.px(2.5) + none
    return head + entries + _undrawn_height(pen, key) + _signs_height(pen, key.signs)


def dense_key_height(pen: Pen, key: Key) -> float:
    """Return the height that the key takes with its zones in two columns, pixels."""
    head = pen.height(1, HEAD) + pen.px(5.5)
    foot = _undrawn_height(pen, key, tight=True) + _signs_height(pen, key.signs)
    return head + dense_height(pen, key.zones) + foot


def _undrawn(pen: Pen, key: Key, *, tight: bool = False) -> list[list[str]]:
    """Return the rules that were not drawn, as lines."""
    alone = not key.zones
    return [
        pen.rows(f"Not drawn: {text}", FACTS, most=4 if alone else 1 if tight else 2)
        for text in key.sheet.undrawn[: UNDRAWN_ALONE if alone else UNDRAWN]
    ]


def _undrawn_height(pen: Pen, key: Key, *, tight: bool = False) -> float:
    found = _undrawn(pen, key, tight=tight)
    more = len(key.sheet.undrawn) > len(found)
    gaps = pen.px(1 if tight else 3) * len(found)
    return pen.height(sum(map(len, found)) + more, FACTS) + gaps + pen.px(3)


def _write_undrawn(pen: Pen, key: Key, *, tight: bool) -> None:
    """Write the first rules that were not drawn, and how many more there are."""
    found = _undrawn(pen, key, tight=tight)
    for rows in found:
        pen.write(rows, FACTS)
        pen.skip(1 if tight else 3)
    if len(key.sheet.undrawn) > len(found):
        pen.text(f"and {len(key.sheet.undrawn) - len(found)} more not drawn", FACTS)


def _entries(pen: Pen, key: Key, *, tight: bool = False) -> list[Entry]:
    """Return the zones as they are listed; tightly, each over two lines."""
    drawn = {number for number, _ in shown_zones(key.zones)}
    indent = pen.px(INDENT_PT)
    return [
        Entry(
            number,
            zone,
            number in drawn,
            pen.rows(zone_label(zone.constraint), LABEL, indent, 1 if tight else 3),
            pen.rows(_facts(zone, _absent(number, drawn, key.seen)), FACTS, indent, 1 if tight else 2),
        )
        for number, zone in enumerate(key.zones, 1)
    ]  # fmt: skip


def _absent(number: int, drawn: Iterable[int], seen: frozenset[int] | None) -> str:
    """Say why a zone is not on the map; nothing where it is."""
    if number not in drawn:
        return ", not drawn"
    return ", outside this map" if seen is not None and number not in seen else ""


def _facts(zone: Zone, absent: str) -> str:
    """Return what is known of a zone: standing, area, the unit of the text, what it does."""
    rule = zone.constraint
    standing = style_of(zone).label + (", said to be broken" if is_violated(zone) else "") + absent
    distance = rule.distance
    miles = f"“{distance.text}”" if distance and "mile" in distance.text.casefold() else ""
    facts = (standing, area_words(zone.area_km2), miles, rule_words(rule))
    return " · ".join(fact for fact in facts if fact)


def _height(pen: Pen, entry: Entry, *, tight: bool = False) -> float:
    text = pen.height(len(entry.label), LABEL) + pen.height(len(entry.facts), FACTS)
    return max(text, pen.px(ROOMY.height)) + pen.px(TIGHT_GAP if tight else ENTRY_GAP)


def _write(pen: Pen, entry: Entry, hatch: str, *, tight: bool) -> None:
    """Write one zone: a sample with its number, its name, what is known of it."""
    top = pen.y
    draw_sample(pen, pen.left, entry.zone, entry.number, hatch, ROOMY, drawn=entry.drawn)
    pen.write(entry.label, LABEL, pen.px(INDENT_PT))
    pen.write(entry.facts, FACTS, pen.px(INDENT_PT))
    pen.y = min(pen.y, top - pen.px(ROOMY.height)) - pen.px(TIGHT_GAP if tight else ENTRY_GAP)


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
