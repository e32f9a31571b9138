"""An analysis as a printed map: title, zones, names, scale, legend, sources. No browser is needed."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
import shapely
from matplotlib import patheffects
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.patches import PathPatch, Rectangle
from matplotlib.path import Path as Outline
from matplotlib.text import Text
from matplotlib.transforms import IdentityTransform

from geo.maps.basemap import Label, lines, polygons
from geo.maps.frame import METRES_DEG, Frame
from geo.maps.panel import draw_panel
from geo.maps.placing import CENTRED, Wanted, place
from geo.maps.scene import numbered, pinned, view_box
from geo.maps.style import VIOLATED, fill_opacity, is_violated, style_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from matplotlib.axes import Axes
    from shapely.geometry.base import BaseGeometry

    from geo.maps.basemap import Basemap
    from geo.maps.placing import PxBox
    from geo.maps.scene import Numbered
    from geo.model import Analysis

    Point = np.ndarray[Any, Any]

SEA, LAND, COAST, BORDER, INK = "#DFE9EF", "#FAF8F3", "#B3C1C9", "#77736E", "#1F2930"
LINES_AT_FULL_HEIGHT = 7.2  # inches of a page, whatever its pixels: sizes in points stay in scale
MAP_SHARE = 0.70
POINTS = {"country": 8.5, "area": 7.0, "capital": 8.0, "town": 6.8, "pin": 8.2}
TONES = {
    "country": "#77716A",
    "area": "#8A847C",
    "capital": INK,
    "town": "#3C4650",
    "pin": "#000000",
}
HALO = [patheffects.withStroke(linewidth=2.0, foreground="white", alpha=0.9)]
BADGE_PT, PIN_PT = 13.0, 4.6
ISLET_PX = 12.0


def map_png(analysis: Analysis, basemap: Basemap, width_px: int, height_px: int) -> bytes:
    """
    Draw an analysis as a PNG image.

    Parameters
    ----------
    analysis, basemap
        As for `geo.maps.interactive.draw`.
    width_px, height_px
        Size of the image; meant for 4:3 to 16:9, at least 640 pixels wide.

    Returns
    -------
    png
        The zones that are shown without being asked for, all zones in the legend.
    """
    buffer = io.BytesIO()
    figure = briefing(analysis, basemap, width_px, height_px)
    figure.savefig(buffer, format="png", dpi=figure.dpi)
    return buffer.getvalue()


def briefing(analysis: Analysis, basemap: Basemap, width_px: int, height_px: int) -> Figure:
    """Draw an analysis as a matplotlib figure; parameters as for `map_png`."""
    dpi = height_px / LINES_AT_FULL_HEIGHT
    figure = Figure(figsize=(width_px / dpi, height_px / dpi), dpi=dpi, facecolor="white")
    FigureCanvasAgg(figure)
    margin = 0.018
    wide = margin * height_px / width_px
    axes = figure.add_axes((wide, margin, MAP_SHARE - wide, 1 - 2 * margin))
    frame = Frame(
        view_box(analysis), (MAP_SHARE - wide) * width_px, (1 - 2 * margin) * height_px, dpi
    )
    left, right, bottom, top = frame.extent_m
    axes.set(xlim=(left, right), ylim=(bottom, top), xticks=[], yticks=[], facecolor=SEA)
    zones = numbered(analysis)
    _ground(axes, frame, basemap)
    _graticule(axes, frame)
    for entry in sorted(zones, key=lambda n: -n.zone.area_km2):
        _zone(axes, frame, entry)
    bar = _scale_bar(axes, frame)
    taken = [bar, *_marks(axes, frame, analysis, zones)]
    _names(axes, frame, analysis, basemap, taken)
    draw_panel(figure, MAP_SHARE + 0.8 * wide, analysis, zones)
    return figure


def _ground(axes: Axes, frame: Frame, basemap: Basemap) -> None:
    """Draw sea, land, lakes and borders: the overview, and over it the exact part."""
    world = basemap.overview
    _fill(axes, frame, world.land, LAND, 1.0)
    _fill(axes, frame, world.lakes, SEA, 1.1)
    _stroke(axes, frame, world.borders, 0.9, 1.2)
    for box in basemap.boxes:
        _fill(axes, frame, shapely.segmentize(shapely.box(*box), 0.5), SEA, 1.3, edge="none")
    _fill(axes, frame, basemap.land, LAND, 1.4, edge="none")
    _stroke(axes, frame, basemap.coast, 0.5, 1.45, color=COAST)
    _fill(axes, frame, basemap.lakes, SEA, 1.5)
    _stroke(axes, frame, basemap.rivers, 0.8, 1.6, color="#A9C6D8")
    for inner, height in ((world.inner, 1.25), (basemap.inner, 1.7)):
        _stroke(axes, frame, inner, 0.9, height, dash=(3, 2))
    _stroke(axes, frame, basemap.borders, 0.9, 1.7)


def _fill(
    axes: Axes, frame: Frame, geometry: BaseGeometry, color: str, height: float, edge: str = COAST
) -> None:
    """Fill an area given in degrees."""
    outline = _outline(frame, polygons(frame.clip(geometry)))
    if outline is not None:
        axes.add_patch(PathPatch(outline, fc=color, ec=edge, lw=0.5, zorder=height))


def _stroke(
    axes: Axes,
    frame: Frame,
    geometry: BaseGeometry,
    width_pt: float,
    height: float,
    *,
    color: str = BORDER,
    dash: tuple[float, ...] = (),
) -> None:
    """Draw lines given in degrees."""
    style: Any = (0, dash) if dash else "-"
    drawn = _joined(frame, lines(frame.clip(geometry)), closed=False)
    if drawn is not None:
        # All of them as one: thousands of coasts, drawn one by one, take seconds.
        patch = PathPatch(drawn, fc="none", ec=color, lw=width_pt, ls=style, zorder=height)
        patch.set_joinstyle("round")
        axes.add_patch(patch)


def _outline(frame: Frame, parts: list[shapely.Polygon]) -> Outline | None:
    """Return polygons in degrees as one matplotlib path in the plane."""
    rings = [ring for part in parts for ring in (part.exterior, *part.interiors)]
    return _joined(frame, rings, closed=True)


def _joined(frame: Frame, paths: Sequence[BaseGeometry], *, closed: bool) -> Outline | None:
    """Return lines or rings in degrees as one matplotlib path in the plane; None without any."""
    if not paths:
        return None
    lonlat, owner = shapely.get_coordinates(paths, return_index=True)
    first = np.diff(owner, prepend=-1) != 0
    codes = np.where(first, Outline.MOVETO, Outline.LINETO).astype(np.uint8)
    if closed:
        codes[np.roll(first, -1)] = Outline.CLOSEPOLY
    return Outline(frame.project(lonlat), codes)


def _zone(axes: Axes, frame: Frame, entry: Numbered) -> None:
    """Draw a zone that is shown; what overlaps shows through."""
    style = style_of(entry.zone)
    parts = polygons(frame.clip(entry.zone.geometry))
    outline, edge = _outline(frame, parts), _outline(frame, _without_islets(frame, parts))
    if not style.shown or outline is None or edge is None:
        return
    dash: Any = (0, tuple(n * 0.6 for n in style.dash_px)) if style.dash_px else "-"
    axes.add_patch(
        PathPatch(outline, fc=style.color, alpha=fill_opacity(entry.zone), ec="none", zorder=3)
    )
    axes.add_patch(PathPatch(edge, fc="none", ec=style.color, lw=1.4, ls=dash, zorder=3.5))


def _without_islets(frame: Frame, parts: list[shapely.Polygon]) -> list[shapely.Polygon]:
    """Leave out holes and parts whose edge would be but a blot; the whole if nothing is left."""
    least = ISLET_PX * frame.metres_px / METRES_DEG

    def shows(ring: BaseGeometry) -> bool:
        west, south, east, north = ring.bounds
        return bool(max(east - west, north - south) > least)

    kept = [
        shapely.Polygon(p.exterior, [r for r in p.interiors if shows(r)])
        for p in parts
        if shows(p.exterior)
    ]
    return kept or parts


def _graticule(axes: Axes, frame: Frame) -> None:
    """Draw meridians and parallels, faint."""
    west, south, east, north = frame.lonlat_box
    span = max(east - west, north - south)
    step = next(s for s in (0.1, 0.25, 0.5, 1, 2, 5, 10, 30) if span / s <= 8 or s == 30)
    for lon in np.arange(np.ceil(west / step) * step, east, step):
        points = np.column_stack([np.full(60, lon), np.linspace(south, north, 60)])
        axes.plot(*frame.project(points).T, color="#8E9AA3", lw=0.3, zorder=1.8, alpha=0.6)
    for lat in np.arange(np.ceil(south / step) * step, north, step):
        points = np.column_stack([np.linspace(west, east, 60), np.full(60, lat)])
        axes.plot(*frame.project(points).T, color="#8E9AA3", lw=0.3, zorder=1.8, alpha=0.6)


def _marks(axes: Axes, frame: Frame, analysis: Analysis, zones: Iterable[Numbered]) -> list[PxBox]:
    """Draw the zones' numbers and the pins, and return the pixels they take."""
    taken = []
    for entry in zones:
        style = style_of(entry.zone)
        if style.shown:
            edge = VIOLATED if is_violated(entry.zone) else "white"
            point = frame.project(np.array([[entry.lon, entry.lat]]))[0]
            taken.append(_dot(axes, point, BADGE_PT, style.color, edge, str(entry.number)))
    for pin in pinned(analysis):
        point = frame.project(np.array([[pin.best.lon, pin.best.lat]]))[0]
        if not pin.is_area and np.isfinite(point).all():
            taken.append(_dot(axes, point, PIN_PT, "black", "white", ""))
    return taken


def _dot(axes: Axes, point: Point, size_pt: float, color: str, edge: str, number: str) -> PxBox:
    """Draw a disc, with a number in it or without, and return the pixels it takes."""
    axes.plot(*point, "o", ms=size_pt, mfc=color, mec=edge, mew=1.2, zorder=8)
    if number:
        axes.annotate(
            number,
            (point[0], point[1]),
            ha="center",
            va="center_baseline",
            color="white",
            size=7.5,
            weight="bold",
            zorder=8.5,
        )
    x, y = axes.transData.transform(point)
    half = (size_pt / 2 + 1.5) * axes.figure.dpi / 72
    return (x - half, y - half, x + half, y + half)


def _names(
    axes: Axes, frame: Frame, analysis: Analysis, basemap: Basemap, taken: list[PxBox]
) -> None:
    """Write the names that fit."""
    pins = [
        Label(pin.best.name, pin.best.lon, pin.best.lat, "pin", 0.0)
        for pin in pinned(analysis)
        if not pin.is_area
    ]
    offered = sorted(
        (n for n in (*pins, *basemap.labels, *basemap.overview.labels) if n.zoom <= frame.zoom),
        key=lambda n: (n.kind != "pin", n.zoom, -n.weight),
    )
    wanted: dict[tuple[bool, str], Wanted] = {}
    for label in offered:
        key = (label.kind in CENTRED, label.text)
        if key not in wanted and (found := _wanted(axes, frame, label)) is not None:
            wanted[key] = found
    left, bottom, right, top = axes.get_window_extent().extents
    gap = 4.5 * axes.figure.dpi / 72
    for placed in place(wanted.values(), taken, (left, bottom, right, top), gap):
        _name(axes, placed.wanted, placed.box)


def _written(label: Label) -> tuple[str, FontProperties]:
    """Return a name as it is written, and its font."""
    weight = "bold" if label.kind in {"pin", "capital"} else "normal"
    style: Literal["italic", "normal"] = "italic" if label.kind == "area" else "normal"
    text = "\u200a".join(label.text.upper()) if label.kind in CENTRED else label.text
    return text, FontProperties(size=POINTS[label.kind], weight=weight, style=style)


def _wanted(axes: Axes, frame: Frame, label: Label) -> Wanted | None:
    """Return a name with the pixel it belongs to and its size; None off the page."""
    point = frame.project(np.array([[label.lon, label.lat]]))[0]
    left, right, bottom, top = frame.extent_m
    if not (left <= point[0] <= right and bottom <= point[1] <= top):
        return None
    text, font = _written(label)
    canvas: Any = axes.figure.canvas
    width, height, _ = canvas.get_renderer().get_text_width_height_descent(text, font, False)
    x, y = axes.transData.transform(point)
    return Wanted(label, x, y, width * 1.02 + 8, height + 4)


def _name(axes: Axes, wanted: Wanted, box: PxBox) -> None:
    """Write one name in its box, and its dot where it is a town."""
    label = wanted.label
    text, font = _written(label)
    middle = ((box[0] + box[2]) / 2, (box[1] + box[3]) / 2)
    artist = Text(
        *middle, text, fontproperties=font, color=TONES[label.kind], ha="center", va="center",
        path_effects=HALO, zorder=7, parse_math=False, gid="name", transform=None,
    )  # fmt: skip
    axes.add_artist(artist)
    artist.set_transform(IdentityTransform())
    if label.kind in {"town", "capital"}:
        mark = "s" if label.kind == "capital" else "o"
        at = axes.transData.inverted().transform((wanted.x, wanted.y))
        axes.plot(*at, mark, ms=2.8, mfc="#3C4650", mec="white", mew=0.5, zorder=6.5)


def _scale_bar(axes: Axes, frame: Frame) -> PxBox:
    """Draw the scale bar at the bottom left and return the pixels it takes."""
    left, _, bottom, _ = frame.extent_m
    length, px = frame.nice_length_m(0.22), frame.metres_px
    unit = frame.dpi / 72 * px  # a point in metres
    x, y, height = left + 14 * unit, bottom + 14 * unit, 3.2 * unit
    for part in range(4):
        face = INK if part % 2 == 0 else "white"
        corner = (x + part * length / 4, y)
        axes.add_patch(Rectangle(corner, length / 4, height, fc=face, ec=INK, lw=0.6, zorder=9))
    for share in (0.0, 0.5, 1.0):
        metres = length * share
        text = f"{metres / 1000:g}" if length >= 1000 else f"{metres:g}"
        if share == 1.0:
            text += " km" if length >= 1000 else " m"
        axes.text(
            x + metres,
            y + height + 2 * unit,
            text,
            size=6.5,
            ha="center",
            va="bottom",
            color=INK,
            path_effects=HALO,
            zorder=9,
        )
    corners = axes.transData.transform([(left, bottom), (x + length + 30 * unit, y + 18 * unit)])
    return (*corners[0], *corners[1])
