"""Text written into a column of a figure, from its top down."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.lines import Line2D

from geo.maps.fonts import font, printable

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from matplotlib.font_manager import FontProperties

INK, SOFT, NAVY, RULE = "#1F2930", "#55606A", "#12263A", "#C9CFD4"
LEADING = 1.36
LETTER_EM = 0.5  # width of a letter, about


@dataclass(frozen=True, slots=True)
class Type:
    """How a text is set: size in points, colour, weight."""

    size: float
    color: str = INK
    weight: str = "normal"
    italic: bool = False


HEAD = Type(7.2, INK, "bold")


@dataclass
class Pen:
    """
    A column of a figure and how far it is filled; pixels from the bottom left.

    Attributes
    ----------
    left, right
        Edges of the column.
    y
        Top of the next line.
    floor
        Below this nothing may be written.
    scale
        By which sizes in points are multiplied.
    """

    figure: Figure
    left: float
    right: float
    y: float
    floor: float
    scale: float = 1.0

    @property
    def room(self) -> float:
        """Height that is left, pixels."""
        return self.y - self.floor

    def px(self, points: float) -> float:
        """Return points of the sheet as pixels."""
        return points * self.scale * float(self.figure.dpi) / 72

    def _font(self, kind: Type) -> FontProperties:
        return font(kind.size * self.scale, kind.weight, "italic" if kind.italic else "normal")

    def width(self, text: str, kind: Type) -> float:
        """Return the width of text in pixels."""
        return text_size(self.figure, text, self._font(kind))[0]

    def rows(self, text: str, kind: Type, indent: float = 0.0, most: int = 99) -> list[str]:
        """Break text into lines that fit the column, `most` at most; what is over ends in "…"."""
        room = self.right - self.left - indent
        found, words = [], [w for w in printable(text).split(" ") if w]
        while words:
            fitting = self._fitting(words, kind, room)
            found.append(" ".join(words[:fitting]) if fitting else self.cut(words[0], kind, room))
            words = words[max(fitting, 1) :]
        if len(found) > most:
            found = [*found[: most - 1], self._ended(found[most - 1], kind, room)]
        return found

    def _fitting(self, words: list[str], kind: Type, room: float) -> int:
        """Return how many of some words fit in a line, from a guess: measuring takes time."""
        letters, count = room / self.px(kind.size * LETTER_EM), 0
        while count < len(words) and letters > len(words[count]):
            letters -= len(words[count]) + 1
            count += 1
        while count < len(words) and self.width(" ".join(words[: count + 1]), kind) <= room:
            count += 1
        while count and self.width(" ".join(words[:count]), kind) > room:
            count -= 1
        return count

    def _ended(self, row: str, kind: Type, room: float) -> str:
        """Mark a line as one that goes on, whole words kept where it has several."""
        words = row.split(" ")
        while len(words) > 1 and self.width(f"{' '.join(words)} …", kind) > room:
            words.pop()
        return self.cut(f"{' '.join(words)} …", kind, room)

    def cut(self, text: str, kind: Type, room: float) -> str:
        """Shorten text until it fits, with an ellipsis."""
        if len(text) <= room and self.width(text, kind) <= room:
            return text
        low, high = 0, min(len(text), int(room))  # no letter is narrower than a pixel
        while low < high:
            middle = (low + high + 1) // 2
            fits = self.width(text[:middle].rstrip(" …") + "…", kind) <= room
            low, high = (middle, high) if fits else (low, middle - 1)
        return text[:low].rstrip(" …") + "…"

    def height(self, rows: int, kind: Type) -> float:
        """Return the height of so many lines, pixels."""
        return rows * self.px(kind.size * LEADING)

    def write(self, rows: list[str], kind: Type, indent: float = 0.0) -> None:
        """Write lines that were broken by `rows`."""
        for row in rows:
            self.figure.text(
                *self.share(self.left + indent, self.y), row, fontproperties=self._font(kind),
                color=kind.color, va="top", parse_math=False, gid="panel",
            )  # fmt: skip
            self.y -= self.height(1, kind)

    def text(self, text: str, kind: Type, indent: float = 0.0, most: int = 99) -> None:
        """Write text over as many lines as it needs, `most` at most."""
        self.write(self.rows(text, kind, indent, most), kind, indent)

    def rule(self, color: str = RULE, width_pt: float = 0.8) -> None:
        """Draw a line across the column."""
        x0, y = self.share(self.left, self.y)
        x1, _ = self.share(self.right, self.y)
        self.figure.add_artist(Line2D([x0, x1], [y, y], color=color, lw=width_pt * self.scale))

    def skip(self, points: float) -> None:
        """Leave room."""
        self.y -= self.px(points)

    def share(self, x: float, y: float) -> tuple[float, float]:
        """Return pixels as shares of the figure."""
        width, height = self.figure.get_size_inches() * self.figure.dpi
        return (float(x / width), float(y / height))


def text_size(figure: Figure, text: str, face: FontProperties) -> tuple[float, float]:
    """Return width and height of a line of text in pixels of a figure, as matplotlib sets it."""
    return _size(text, face, float(figure.dpi))


@lru_cache(maxsize=8192)
def _size(text: str, face: FontProperties, dpi: float) -> tuple[float, float]:
    """Return the size of a line of text; most are measured more than once."""
    renderer: Any = RendererAgg(1, 1, dpi)  # type: ignore[no-untyped-call]
    width, height, _ = renderer.get_text_width_height_descent(text, face, False)
    _, line, _ = renderer.get_text_width_height_descent("lp", face, False)
    return (float(width), float(max(height, line)))
