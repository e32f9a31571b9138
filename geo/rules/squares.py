"""Squares and boxes round a point: "a square with sides of 20 miles centred on 14°30'S 40°50'E"."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from geo.model import LonLat, Reference, ReferenceKind
from geo.rules.outlines import POLYGON, offset
from geo.rules.reduced import CLOSE
from geo.text.numbers import NUMBER, parse_number
from geo.text.quantities import UNIT_M, Length

if TYPE_CHECKING:
    from geo.rules.frames import Frame
    from geo.rules.meanings import Sentence

# "10 by 10 km": the first side takes the unit of the second
_FIRST_SIDE = re.compile(rf"(?P<number>{NUMBER})\s*(?:by|x|×)\s*$", re.IGNORECASE)
_ACROSS = re.compile(
    r"^[^,;.\ue000]{0,25}?\b(?:east(?:[-–—]| to |ward to )?west|e-w)", re.IGNORECASE
)
_ALONG = re.compile(
    r"^[^,;.\ue000]{0,25}?\b(?:north(?:[-–—]| to |ward to )?south|n-s)", re.IGNORECASE
)


def squared(frame: Frame, sentence: Sentence) -> Frame:
    """
    Give a frame of a square or box its corners; any other frame as it is.

    Its sides run north and east, since a text that says nothing else means that. A box with two
    different sides, of which the text does not say how they run, is a reference that is lost.
    """
    if frame.rule.get("kind") != "square":
        return frame
    sides = _sides(frame, sentence)
    made = tuple(_square(r, *sides) for r in frame.references)
    return replace(frame, distances=(), references=made)


def _sides(frame: Frame, sentence: Sentence) -> tuple[float, float, bool]:
    """Side from west to east and from south to north in metres, and whether it is told which is which."""
    folds = [f for f in sentence.in_stretch(frame.start, frame.end, "D")]
    metres: list[float] = []
    ways: list[str] = []
    for fold in folds:
        at = sentence.starts[sentence.folds.index(fold)]
        if not isinstance(fold.item, Length):
            continue
        first = _FIRST_SIDE.search(sentence.text[max(0, at - 30) : at])
        number = parse_number(first["number"]) if first else None
        if number:
            metres.append(number * UNIT_M[fold.item.unit])
            ways.append("")
        behind = sentence.text[sentence.text.index(CLOSE, at) + 1 : frame.end]
        metres += [d.max_m for d in fold.item.distances]
        ways += [_way(behind)] * len(fold.item.distances)
    if len(metres) == 1:
        return metres[0], metres[0], True
    one, other = metres[:2]
    if one == other or ways[0] == "across" or ways[1] == "along":
        return one, other, True
    return other, one, ways[0] == "along" or ways[1] == "across"


def _way(words: str) -> str:
    """How a side is said to run, by the words behind it."""
    return "across" if _ACROSS.match(words) else "along" if _ALONG.match(words) else ""


def _square(centre: Reference, wide_m: float, high_m: float, told: bool) -> Reference:
    """Area of some width and height round a point; lost where its centre or its sides are not known."""
    size = f"{wide_m / 1000:.4g} km by {high_m / 1000:.4g} km"
    name = (
        f"square of {size} round {centre.name}"
        if wide_m == high_m
        else f"box of {size} round {centre.name}"
    )
    kind = ReferenceKind.COORDINATES
    if len(centre.points) != 1 or not told:
        lacks = "" if told else " (which of its sides runs north is not said)"
        return Reference(kind, f"{name}{lacks}", "", centre.span)
    return Reference(
        kind, name, POLYGON, centre.span, (), "", _corners(centre.points[0], wide_m, high_m)
    )


def _corners(centre: LonLat, wide_m: float, high_m: float) -> tuple[LonLat, ...]:
    """Corners at geodesic distances north, south, east and west of a point, counter-clockwise from the south-west."""
    south, north = offset(centre, 180, high_m / 2), offset(centre, 0, high_m / 2)
    return (
        offset(south, 270, wide_m / 2), offset(south, 90, wide_m / 2),
        offset(north, 90, wide_m / 2), offset(north, 270, wide_m / 2),
    )  # fmt: skip
