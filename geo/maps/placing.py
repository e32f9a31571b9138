"""Names put where they cover neither each other nor the marks on the map."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geo.maps.basemap import Label

PxBox = tuple[float, float, float, float]
CENTRED = {"country", "area"}


@dataclass(frozen=True, slots=True)
class Wanted:
    """A name, the pixel it belongs to and the size of its text in pixels."""

    label: Label
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Placed:
    """A name and the box it got: left, bottom, right, top in pixels, y upwards."""

    wanted: Wanted
    box: PxBox


def place(
    wanted: Iterable[Wanted], taken: Iterable[PxBox], page: PxBox, gap: float
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
    gap
        Distance of a name from its point, pixels.

    Returns
    -------
    placed
        No two of their boxes overlap, and none overlaps a box in `taken`.
    """
    occupied = list(taken)
    placed = []
    for entry in wanted:
        dot = _dot(entry, gap)
        if dot is not None and not _free(dot, occupied, page):
            continue
        box = next((b for b in spots(entry, gap) if _free(b, occupied, page)), None)
        if box is not None:
            occupied += [box] if dot is None else [box, dot]
            placed.append(Placed(entry, box))
    return placed


def spots(entry: Wanted, gap: float) -> list[PxBox]:
    """Return where a name may stand, best first: on its point, or right, left, above, below it."""
    x, y, w, h = entry.x, entry.y, entry.width, entry.height
    if entry.label.kind in CENTRED:
        shifts = (0.0, h, -h, 2 * h, -2 * h)
        return [(x - w / 2, y + dy - h / 2, x + w / 2, y + dy + h / 2) for dy in shifts]
    middle = (y - h / 2, y + h / 2)
    return [
        (x + gap, middle[0], x + gap + w, middle[1]),
        (x - gap - w, middle[0], x - gap, middle[1]),
        (x - w / 2, y + gap, x + w / 2, y + gap + h),
        (x - w / 2, y - gap - h, x + w / 2, y - gap),
        (x + gap * 0.7, y + gap * 0.7, x + gap * 0.7 + w, y + gap * 0.7 + h),
        (x + gap * 0.7, y - gap * 0.7 - h, x + gap * 0.7 + w, y - gap * 0.7),
    ]


def _dot(entry: Wanted, gap: float) -> PxBox | None:
    """Return the pixels of a town's dot; None for what has no dot of its own."""
    if entry.label.kind in CENTRED or entry.label.kind == "pin":
        return None
    half = gap / 3
    return (entry.x - half, entry.y - half, entry.x + half, entry.y + half)


def overlap(a: PxBox, b: PxBox) -> bool:
    """Tell whether two boxes share an area."""
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def _free(box: PxBox, occupied: list[PxBox], page: PxBox) -> bool:
    inside = box[0] >= page[0] and box[1] >= page[1] and box[2] <= page[2] and box[3] <= page[3]
    return inside and not any(overlap(box, other) for other in occupied)
