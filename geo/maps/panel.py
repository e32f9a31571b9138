"""The text beside a printed map: title, zones with their numbers, signs, sources."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from matplotlib.font_manager import FontProperties
from matplotlib.lines import Line2D

from geo.maps.popup import area_words
from geo.maps.style import GREY, VIOLATED, is_violated, style_of
from geo.maps.words import EFFECTS, binds, zone_label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.figure import Figure

    from geo.maps.scene import Numbered
    from geo.model import Analysis

INK, SOFT = "#1F2930", "#5A656E"
LEADING = 1.28
FOOT = (
    "Boundaries and names do not imply endorsement. Read from text by rules, not surveyed.",
    "Borders © OpenStreetMap contributors (ODbL). Places GeoNames (CC BY).",
)
MARGIN_PT = 9.0


@dataclass
class Pen:
    """
    Writes lines from the top of a column down.

    Attributes
    ----------
    left, right
        Edges of the column, pixels.
    y
        Top of the next line, pixels from the bottom of the figure.
    floor
        Below this nothing more is written.
    """

    figure: Figure
    left: float
    right: float
    y: float
    floor: float

    def points(self, size: float) -> float:
        """Return points as pixels."""
        return size * float(self.figure.dpi) / 72

    def wrap(self, text: str, font: FontProperties, indent: float) -> list[str]:
        """Break text into lines that fit the column; a word longer than a line is cut."""
        room = self.right - self.left - indent
        found, line = [], ""
        for word in " ".join(text.split()).split(" "):
            joined = f"{line} {word}".strip()
            if self.width(joined, font) <= room:
                line = joined
                continue
            if line:
                found.append(line)
            line = self.cut(word, font, room)
        return [*found, line] if line else found

    def cut(self, text: str, font: FontProperties, room: float) -> str:
        """Shorten text until it fits, with an ellipsis."""
        if self.width(text, font) <= room:
            return text
        while text and self.width(text + "…", font) > room:
            text = text[:-1]
        return text + "…"

    def width(self, text: str, font: FontProperties) -> float:
        """Return the width of text in pixels."""
        canvas: Any = self.figure.canvas
        return float(canvas.get_renderer().get_text_width_height_descent(text, font, False)[0])

    def write(
        self,
        text: str,
        size: float,
        *,
        color: str = INK,
        weight: str = "normal",
        indent: float = 0.0,
        most: int = 9,
    ) -> None:
        """Write text over as many lines as it needs, `most` at most."""
        font = FontProperties(size=size, weight=weight)
        rows = self.wrap(text, font, indent)
        if len(rows) > most:
            room = self.right - self.left - indent
            rows = [*rows[: most - 1], self.cut(f"{rows[most - 1]} …", font, room)]
        for row in rows:
            self.figure.text(
                *self.place(self.left + indent, self.y), row, fontproperties=font, color=color,
                va="top", parse_math=False, gid="panel",
            )  # fmt: skip
            self.y -= self.points(size * LEADING)

    def place(self, x: float, y: float) -> tuple[float, float]:
        """Return pixels as shares of the figure."""
        width, height = self.figure.get_size_inches() * self.figure.dpi
        return (x / width, y / height)

    def skip(self, size: float) -> None:
        """Leave room."""
        self.y -= self.points(size)


def draw_panel(
    figure: Figure, left_share: float, analysis: Analysis, zones: Sequence[Numbered]
) -> None:
    """Write the panel from a share of the figure's width to its right edge."""
    width, height = (float(n) for n in figure.get_size_inches() * figure.dpi)
    foot = Pen(figure, left_share * width, width, height, 0.0)
    margin = foot.points(MARGIN_PT)
    pen = Pen(figure, left_share * width, width - margin, height - margin, 0.0)
    pen.floor = _foot(figure, pen)
    document = analysis.document
    pen.write(document.title or "Zones read from a report", 13.5, weight="bold", most=4)
    source = " · ".join(str(part) for part in (document.source, document.date) if part)
    if source:
        pen.skip(2)
        pen.write(source, 7.5, color=SOFT, most=2)
    pen.skip(5)
    x, y = pen.place(pen.left, pen.y)
    figure.add_artist(Line2D([x, pen.right / width], [y, y], color=INK, lw=0.9))
    pen.skip(8)
    _zones(pen, zones)


def _zones(pen: Pen, zones: Sequence[Numbered]) -> None:
    """List the zones, those without room counted."""
    for index, entry in enumerate(zones):
        if pen.y - pen.points(34) < pen.floor:
            pen.write(f"and {len(zones) - index} more", 7.5, color=SOFT)
            return
        _entry(pen, entry)
    if not zones:
        pen.write("No rule about space was drawn.", 8, color=SOFT)


def _entry(pen: Pen, entry: Numbered) -> None:
    """Write one zone: number, name, and a line on its standing."""
    zone, style = entry.zone, style_of(entry.zone)
    x, y = pen.place(pen.left + pen.points(6.5), pen.y - pen.points(5.5))
    face, ink = (style.color, "white") if style.shown else ("white", GREY)
    edge = VIOLATED if is_violated(zone) else style.color
    pen.figure.add_artist(Line2D([x], [y], marker="o", ms=11.5, mfc=face, mec=edge, mew=1.3, ls=""))
    pen.figure.text(
        x, y, str(entry.number), size=7, weight="bold", color=ink, ha="center",
        va="center_baseline",
    )  # fmt: skip
    indent = pen.points(18)
    pen.write(zone_label(zone.constraint), 8.2, weight="bold", indent=indent, most=3)
    standing = style.label + (", violated" if is_violated(zone) else "")
    if not style.shown:
        standing += ", not drawn"
    rule = zone.constraint
    facts = [standing, EFFECTS[rule.effect], binds(rule), area_words(zone.area_km2)]
    pen.write(" · ".join(f for f in facts if f), 7.2, color=SOFT, indent=indent, most=3)
    if rule.source:
        pen.write(f"Source: {rule.source}", 7.2, color=SOFT, indent=indent, most=2)
    pen.skip(5.5)


def _foot(figure: Figure, pen: Pen) -> float:
    """Write signs and sources at the bottom; return their upper edge in pixels."""
    size, line = 6.2, pen.points(6.2 * LEADING)
    rows = [row for text in FOOT for row in pen.wrap(text, FontProperties(size=size), 0)]
    pen_foot = Pen(figure, pen.left, pen.right, pen.points(MARGIN_PT) + line * len(rows), 0.0)
    for text in FOOT:
        pen_foot.write(text, size, color=SOFT)
    y = pen.points(MARGIN_PT + 8) + line * len(rows)
    signs = (
        (Line2D([], [], color="#77736E", lw=1.1), "border as held"),
        (Line2D([], [], color="#77736E", lw=1.1, ls=(0, (3, 2))), "line within"),
        (Line2D([], [], marker="o", ms=4.6, mfc="black", mec="white", ls=""), "place named"),
    )
    x = pen.left
    for line2d, text in signs:
        _sign(figure, pen, line2d, x, y)
        figure.text(*pen.place(x + pen.points(18), y), text, size=6.6, va="center", color=INK)
        x += pen.points(18) + pen.width(text, FontProperties(size=6.6)) + pen.points(9)
    return y + pen.points(12)


def _sign(figure: Figure, pen: Pen, sign: Line2D, x: float, y: float) -> None:
    """Draw a sample of a line or mark."""
    left, height = pen.place(x, y)
    right, _ = pen.place(x + pen.points(14), y)
    middle = (left + right) / 2
    dot = sign.get_marker() == "o"
    sign.set_data([middle] if dot else [left, right], [height] if dot else [height, height])
    figure.add_artist(sign)
