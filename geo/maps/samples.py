"""Samples of zones in the key of a printed map."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle

from geo.maps.canvas import on_pixels
from geo.maps.fonts import font
from geo.maps.style import GREY, VIOLATED, is_violated, style_of
from geo.maps.zoning import HATCH_PT, STRONGER, printed

if TYPE_CHECKING:
    from geo.maps.pen import Pen
    from geo.maps.style import ZoneStyle
    from geo.model import Zone


@dataclass(frozen=True, slots=True)
class Size:
    """Width and height of a sample, and of the disc and the number in it, points."""

    width: float
    height: float
    disc: float
    number: float


ROOMY, SMALL = Size(26.0, 14.0, 11.0, 6.8), Size(17.0, 9.0, 8.0, 5.2)


def draw_sample(
    pen: Pen, left: float, zone: Zone, number: int, hatch: str, size: Size, *, drawn: bool
) -> None:
    """Draw a sample of a zone with its number in it, its top at the pen, pixels from the left."""
    width, height = pen.px(size.width), pen.px(size.height)
    x, y = left + pen.px(0.7), pen.y - height - pen.px(0.5)
    style = style_of(zone)
    draw_look(pen, (x, y, width, height), style, hatch)
    face, ink = (style.color, "white") if drawn else ("white", GREY)
    edge = VIOLATED if is_violated(zone) else "white" if drawn else GREY
    at = pen.share(x + width / 2, y + height / 2)
    look: dict[str, Any] = {"mfc": face, "mec": edge, "mew": size.disc / 10 * pen.scale}
    pen.figure.add_artist(Line2D([at[0]], [at[1]], marker="o", ms=size.disc * pen.scale, **look))
    pen.figure.text(
        *at, zone.named(number), fontproperties=font(size.number * pen.scale, "bold"), color=ink,
        ha="center", va="center_baseline",
    )  # fmt: skip


def draw_look(
    pen: Pen, box: tuple[float, float, float, float], style: ZoneStyle, hatch: str = ""
) -> None:
    """Draw fill, hatch and edge of a standing in a box of left, bottom, width and height, pixels."""
    x, y, width, height = box
    place: dict[str, Any] = {"transform": on_pixels(pen.figure)}

    def add(**look: Any) -> None:  # noqa: ANN401
        pen.figure.add_artist(Rectangle((x, y), width, height, **place, **look))

    add(fc=style.color, ec="none", alpha=style.fill_opacity + STRONGER)
    if hatch:
        thin = HATCH_PT * pen.scale
        add(fc="none", ec=style.color, lw=0, alpha=0.6, hatch=printed(hatch), hatch_linewidth=thin)
    dash: Any = (0, tuple(n * 0.45 * pen.scale for n in style.dash_px)) if style.dash_px else "-"
    add(fc="none", ec=style.color, lw=0.6 * style.edge_px * pen.scale, ls=dash)
