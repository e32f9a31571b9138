"""Names put where they cover neither each other nor the marks on the map."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geo.maps.basemap import Label

PxBox = tuple[float, float, float, float]
Crosses = Callable[[tuple[float, float], PxBox], bool]
CENTRED = {"country", "area"}
LONGEST = 1.4  # times its area's side: a longer name that crosses a border would mislead


@dataclass(frozen=True, slots=True)
class Wanted:
    """
    A name, its pixel, the size of its text, and how far from the pixel it stands, pixels.

    Attributes
    ----------
    side
        Of an area: side of a square as large as it. A name that is much longer is left out where
        it would cross a border.
    """

    label: Label
    x: float
    y: float
    width: float
    height: float
    gap: float = 6.0
    side: float = float("inf")


@dataclass(frozen=True, slots=True)
class Placed:
    """A name and the box it got: left, bottom, right, top in pixels, y upwards."""

    wanted: Wanted
    box: PxBox


def place(
    wanted: Iterable[Wanted],
    taken: Iterable[PxBox],
    page: PxBox,
    most: int = 1_000,
    crosses: Crosses | None = None,
) -> list[Placed]:
    """
    Place names one after the other; one for which no free spot is left is left out.

    Parameters
    ----------
    wanted
        The most important first.
    taken
        Boxes that must stay free.
    page
        Box that every name must lie in.
    most
        So many are placed at most.
    crosses
        Tells of a point and a box whether a border runs through the box or between the two.

    Returns
    -------
    placed
        No two of their boxes overlap, and none overlaps a box in `taken`.
    """
    occupied = list(taken)
    placed: list[Placed] = []
    for entry in wanted:
        if len(placed) >= most:
            break
        dot = _dot(entry)
        if dot is not None and not _free(dot, occupied, page):
            continue
        free = (b for b in spots(entry) if _free(b, occupied, page))
        box = next(free, None) if crosses is None else _within(entry, list(free), crosses)
        if box is not None:
            occupied += [box] if dot is None else [box, dot]
            placed.append(Placed(entry, box))
    return placed


def _within(entry: Wanted, free: list[PxBox], crosses: Crosses) -> PxBox | None:
    """Return the best spot; for the name of an area, one that crosses no border if there is one."""
    if not free or entry.label.kind not in CENTRED:
        return next(iter(free), None)
    inside = next((b for b in free if not crosses((entry.x, entry.y), b)), None)
    fits = entry.width <= LONGEST * entry.side
    home = spots(entry)[0]  # aside and beyond a border, it would name what lies there
    return inside or (home if fits and home in free else None)


def spots(entry: Wanted) -> list[PxBox]:
    """Return where a name may stand, best first: on its point, or right, left, above, below it."""
    x, y, w, h, gap = entry.x, entry.y, entry.width, entry.height, entry.gap
    if entry.label.kind in CENTRED:
        shifts = [
            (dx * w / 2, dy * h)
            for dy in (0, 1, -1, 2, -2, 3, -3)
            for dx in (0, 1, -1)
            if abs(dx) + abs(dy) < 4
        ]
        shifts.sort(key=lambda s: abs(s[0]) / w + abs(s[1]) / h)
        return [
            (x + dx - w / 2, y + dy - h / 2, x + dx + w / 2, y + dy + h / 2) for dx, dy in shifts
        ]
    low, high = y - h / 2, y + h / 2
    near = gap * 0.6
    return [
        (x + gap, low, x + gap + w, high),
        (x + near, y + near, x + near + w, y + near + h),
        (x + near, y - near - h, x + near + w, y - near),
        (x - gap - w, low, x - gap, high),
        (x - w / 2, y + gap, x + w / 2, y + gap + h),
        (x - w / 2, y - gap - h, x + w / 2, y - gap),
        (x - near - w, y + near, x - near, y + near + h),
        (x - near - w, y - near - h, x - near, y - near),
    ]


def _dot(entry: Wanted) -> PxBox | None:
    """Return the pixels of a town's dot; None for what has no dot of its own."""
    if entry.label.kind in CENTRED or entry.label.kind == "pin":
        return None
    half = entry.gap / 2
    return (entry.x - half, entry.y - half, entry.x + half, entry.y + half)


def overlap(a: PxBox, b: PxBox) -> bool:
    """Tell whether two boxes share an area."""
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def _free(box: PxBox, occupied: list[PxBox], page: PxBox) -> bool:
    inside = box[0] >= page[0] and box[1] >= page[1] and box[2] <= page[2] and box[3] <= page[3]
    return inside and not any(overlap(box, other) for other in occupied)
