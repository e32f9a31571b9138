"""Distances of expressions that state a whole width: a diameter, a strip astride a line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.model import Distance, ReferenceKind
from geo.rules.reduced import CLOSE, HERE, OPEN

if TYPE_CHECKING:
    from geo.rules.engine import RuleBook
    from geo.rules.frames import Frame
    from geo.rules.meanings import Sentence

_REACH = 100
_ROUND = (ReferenceKind.POINT, ReferenceKind.COORDINATES, ReferenceKind.REGION)


def distances_of(
    frame: Frame, sentence: Sentence, book: RuleBook
) -> tuple[tuple[Distance, ...], str]:
    """Distances that a frame is drawn with, metres: half a diameter; and the row that tells so, or none."""
    at = sentence.text.find(f"{OPEN}D", frame.start, frame.end) if frame.distances else -1
    if at < 0:
        return frame.distances, ""
    end = sentence.text.index(CLOSE, at) + 1
    left = sentence.text[max(0, at - _REACH) : at]
    around = f"{left}{HERE}{sentence.text[end : end + _REACH]}"
    kind = "point" if all(r.kind in _ROUND for r in frame.references) else "line"
    for rule in book["widths"]:
        if rule.get("kind") == kind and rule.pattern.search(around):
            return tuple(_half(d) for d in frame.distances), rule.id
    return frame.distances, ""


def _half(distance: Distance) -> Distance:
    """Half a distance, with the words of the whole."""
    return Distance(distance.min_m / 2, distance.max_m / 2, distance.approximate, distance.text)
