"""Names on a printed map: the report's places, then towns and territories by their fame."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import shapely
from matplotlib.text import Text

from geo.maps.basemap import Label
from geo.maps.canvas import HALO
from geo.maps.fonts import font, printable, writable
from geo.maps.ground import covered
from geo.maps.marks import EVENT_PT, PIN_PT
from geo.maps.pen import text_size
from geo.maps.placing import CENTRED, Wanted, place
from geo.maps.scene import pinned

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from matplotlib.font_manager import FontProperties
    from shapely.geometry.base import BaseGeometry

    from geo.maps.basemap import Basemap
    from geo.maps.canvas import Canvas
    from geo.maps.marks import Numbers
    from geo.maps.placing import Crosses, Placed, PxBox
    from geo.maps.scene import Pin
    from geo.model import Analysis

DOT_PT = 3.0
CITY = 100_000
NAMES_INCH2 = 0.62  # of a square inch of map: more names than this, and no zone is seen
# Zooms by which towns in a zone are named earlier, and all on a map of fewer than so many names.
INSIDE_ZOOM, SPARSE_ZOOM, SPARSE = 0.8, 1.2, 12
LONG, LINES = 16, (1.12, 1.2)  # letters of a name that is broken in two; height of its lines
POLES = (
    Label("North Pole", 0.0, 90.0, "pole", 0.0),
    Label("South Pole", 0.0, -90.0, "pole", 0.0),
)
POINTS = {
    "pole": 6.4,
    "country": 8.6,
    "area": 6.6,
    "capital": 8.2,
    "city": 7.0,
    "town": 6.4,
    "pin": 7.9,
}
TONES = {"country": "#6B6B6B", "area": "#6B6B6B", "town": "#30383F"}
GAPS = {"capital": 4.6, "city": 3.6, "town": 3.2, "pin": 4.2, "pole": 3.4}
SIGNS = {
    "pole": ("P", 4.4),
    "capital": ("*", 8.0),
    "city": ("s", 3.8),
    "town": ("o", DOT_PT),
    "pin": ("o", PIN_PT),
}


def draw_pin_names(
    canvas: Canvas, analysis: Analysis, entries: Sequence[Numbers], taken: list[PxBox]
) -> list[PxBox]:
    """Write the names of the places that drawn zones are measured from: without them no map."""
    measured = {r.id for entry in entries for r in entry.zone.constraint.references}
    pins = [pin for pin in pinned(analysis) if not pin.is_area and pin.best.id in measured]
    labels = [_pin_label(pin) for pin in pins if canvas.frame.sees(pin.best.lon, pin.best.lat)]
    found = _write(canvas, labels, taken, pin_gap=_pin_gap(analysis))
    return [one.box for one in found]


def draw_names(
    canvas: Canvas,
    analysis: Analysis,
    basemap: Basemap,
    entries: Sequence[Numbers],
    taken: list[PxBox],
) -> set[str]:
    """Write the names that find room, the most telling first; return the kinds of mark used."""
    zones = shapely.union_all([e.shape for e in entries if e.zone.constraint.distance])
    measured = {r.id for entry in entries for r in entry.zone.constraint.references}
    area_inch2 = canvas.frame.width_px * canvas.frame.height_px / canvas.frame.dpi**2
    most = int(NAMES_INCH2 * area_inch2 / canvas.scale**2) + 4
    offered = _offered(canvas, analysis, basemap, zones, measured)
    borders = borders_of(canvas, basemap)
    placed = _write(canvas, offered, taken, most, borders, _pin_gap(analysis))
    return {one.wanted.label.kind for one in placed}


def borders_of(canvas: Canvas, basemap: Basemap) -> Crosses:
    """Return a test of whether a border runs through a box of pixels, or between it and a point."""
    known = [basemap.borders]
    if not covered(canvas.frame, basemap):
        known.append(basemap.overview.borders)
    paths = [shapely.LineString(canvas.pixels(p)) for g in known for p in canvas.frame.paths(g)]
    tree = shapely.STRtree(paths)

    def crosses(point: tuple[float, float], box: PxBox) -> bool:
        middle = ((box[0] + box[2]) / 2, (box[1] + box[3]) / 2)
        reach = shapely.LineString([point, middle])
        both = shapely.GeometryCollection([shapely.box(*box), reach])
        return bool(len(tree.query(both, predicate="intersects")))

    return crosses


def _write(
    canvas: Canvas,
    labels: Iterable[Label],
    taken: list[PxBox],
    most: int = 1_000,
    crosses: Crosses | None = None,
    pin_gap: float = 0.0,
) -> list[Placed]:
    """Write names where there is room for them; each name once."""
    wanted: dict[tuple[bool, str], Wanted] = {}
    for label in labels:
        key = (label.kind in CENTRED, label.text)
        if key not in wanted:
            wanted[key] = _wanted(canvas, label, pin_gap)
    x0, y0, x1, y1 = canvas.page
    inset = canvas.px(2.0)
    page = (x0 + inset, y0 + inset, x1 - inset, y1 - inset)
    placed = place(wanted.values(), taken, page, most, crosses)
    for one in placed:
        _name(canvas, one.wanted, one.box)
    return placed


def _pin_gap(analysis: Analysis) -> float:
    """Return how far the name of a pin stands from it, points: off the rings of incidents."""
    return EVENT_PT / 2 + 2.0 if analysis.events else GAPS["pin"]


def _wanted(canvas: Canvas, label: Label, pin_gap: float) -> Wanted:
    """Return a name with its pixel and the size of its text."""
    text, face = _written(canvas, label)
    lines = text.split("\n")
    sizes = [text_size(canvas.axes.figure, line, face) for line in lines]  # type: ignore[arg-type]
    width, height = max(w for w, _ in sizes), sum(h for _, h in sizes) * LINES[len(lines) > 1]
    plane = canvas.frame.project(np.array([(label.lon, label.lat)]))
    x, y = canvas.pixels(plane)[0].tolist()
    side = float("inf")
    if label.kind in CENTRED and label.weight > 0:
        side = float(np.sqrt(label.weight * 1e6)) / canvas.frame.metres_px
    gap = canvas.px(pin_gap if label.kind == "pin" else GAPS.get(label.kind, 0.0))
    return Wanted(label, x, y, width * 1.01 + 4, height * 1.04 + 2, gap, side)


def _pin_label(pin: Pin) -> Label:
    name = pin.name if writable(pin.name) else pin.best.name
    return Label(name, pin.best.lon, pin.best.lat, "pin", 0.0, float(pin.best.population))


def _offered(
    canvas: Canvas, analysis: Analysis, basemap: Basemap, zones: BaseGeometry, done: set[str]
) -> list[Label]:
    """Return the names that may be shown, the most telling first, without those of done pins."""
    pins = [pin for pin in pinned(analysis) if not pin.is_area]
    spots = {_spot(pin.best.lon, pin.best.lat) for pin in pins}
    towns = [t for t in (*basemap.labels, *basemap.overview.labels)
             if t.kind in CENTRED or _spot(t.lon, t.lat) not in spots]  # fmt: skip
    labels = [_pin_label(pin) for pin in pins if pin.best.id not in done]
    labels += [*map(_ranked, towns), *(() if canvas.frame.world else POLES)]
    if not labels:
        return []
    plane = canvas.frame.project(np.array([(label.lon, label.lat) for label in labels]))
    left, right, bottom, top = canvas.frame.extent_m
    x, y = plane.T
    seen = (x >= left) & (x <= right) & (y >= bottom) & (y <= top)
    inside = shapely.contains_xy(zones, x, y) & seen
    zooms = np.array([label.zoom for label in labels]) - INSIDE_ZOOM * inside
    limit = canvas.frame.zoom
    if (seen & (zooms <= limit)).sum() < SPARSE:
        limit += SPARSE_ZOOM
    rows = [(labels[i], float(zooms[i])) for i in np.flatnonzero(seen & (zooms <= limit))]
    rows.sort(key=lambda row: (row[0].kind != "pin", row[1], -row[0].weight))
    return [label for label, _ in rows]


def _spot(lon: float, lat: float) -> tuple[int, int]:
    """Return a place of about a hundred metres, to tell whether two names are of the same point."""
    return (round(lon * 1_000), round(lat * 1_000))


def _ranked(label: Label) -> Label:
    """Return a town of many people as a city."""
    if label.kind != "town" or label.weight < CITY:
        return label
    return Label(label.text, label.lon, label.lat, "city", label.zoom, label.weight)


def _written(canvas: Canvas, label: Label) -> tuple[str, FontProperties]:
    """Return a name as it is written, and its font."""
    text = printable(label.text)
    if label.kind in CENTRED:
        letters = " " if label.kind == "country" else "\u200a"
        text = "\n".join(letters.join(line) for line in halves(text.upper()))
    bold = label.kind in {"pin", "capital"}
    face = font(
        POINTS[label.kind] * canvas.scale,
        "bold" if bold else "normal",
        "italic" if label.kind in CENTRED else "normal",
    )
    return text, face


def halves(name: str) -> list[str]:
    """
    Break a long name of an area in two lines, where they are most alike.

    Examples
    --------
    >>> halves("DEMOCRATIC REPUBLIC OF THE CONGO"), halves("SAUDI ARABIA")
    (['DEMOCRATIC REPUBLIC', 'OF THE CONGO'], ['SAUDI ARABIA'])
    """
    words = name.split(" ")
    if len(name) < LONG or len(words) < 2:
        return [name]
    pairs = [(" ".join(words[:i]), " ".join(words[i:])) for i in range(1, len(words))]
    return list(min(pairs, key=lambda pair: max(map(len, pair))))


def _name(canvas: Canvas, wanted: Wanted, box: PxBox) -> None:
    """Write one name in its box, and its mark where it is a town."""
    label = wanted.label
    text, face = _written(canvas, label)
    color = TONES.get(label.kind, "#111417")
    middle = ((box[0] + box[2]) / 2, (box[1] + box[3]) / 2)
    artist = Text(
        *middle, text, fontproperties=face, color=color, ha="center", va="center",
        linespacing=LINES[1], path_effects=HALO, zorder=7, parse_math=False, gid="name",
    )  # fmt: skip
    canvas.axes.add_artist(artist)
    artist.set_transform(canvas.dots)
    if label.kind in SIGNS and label.kind != "pin":
        sign, size = SIGNS[label.kind]
        options: dict[str, Any] = {"mfc": "#222222", "mec": "white", "mew": 0.5 * canvas.scale}
        canvas.axes.plot(
            [wanted.x], [wanted.y], sign, ms=size * canvas.scale, transform=canvas.dots, zorder=6.5,
            **options,
        )  # fmt: skip
