"""What one distance of a list is said of: "tanks 15 km, artillery 25 km and rockets 70 km from the line"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geo.rules.reduced import CLOSE, OPEN

if TYPE_CHECKING:
    from geo.rules.engine import RuleBook
    from geo.rules.frames import Frame
    from geo.rules.meanings import Sentence

_REACH = 120
# "100 km along the frontiers |and of| 50 km along the shores"
# "5 km from the line |in the first stage and| 20 km from the border"
_AND_OF = re.compile(
    r"(?:,?\s(?:(?:in|at|by|on|during|after|until)(?:\s[\w’'-]+){1,5}?|at\sfirst|initially|first|now|immediately))?"
    r",?\s(?:and|or|but)\s(?:(?:only|later|then|after\sthat|finally|eventually|afterwards)\s)?(?:(?:of|to|at|by|within|for|one\sof|another\sof)\s)?(?:(?:about|some|at\sleast|only)\s)?",
    re.IGNORECASE,
)
_DISTANCE = f"{OPEN}D"
# the row of an expression whose distance others of its list follow
_AHEAD = ("zone.list-ahead", "zone.list-behind")


def is_ahead(frame: Frame) -> bool:
    """Tell whether the distance of a frame stands before others of its list."""
    return frame.rule.id in _AHEAD


def item_of(frame: Frame, sentence: Sentence, book: RuleBook) -> tuple[int, int, str] | None:
    """
    Stretch of the folded sentence that names what the distance of a frame is said of, with its row.

    None where the distance stands in no list, and for the first of a list, which the verb governs.
    """
    text = sentence.text
    if frame.rule.get("relation") == "same-distance":
        for rule in book["actors"]:
            match = (
                rule.pattern.search(text[max(0, frame.start - _REACH) : frame.start])
                if rule.get("kind") == "item"
                else None
            )
            if match:
                left = max(0, frame.start - _REACH)
                return left + match.start("a"), left + match.end("a"), rule.id
        return None
    at = text.find(_DISTANCE, frame.start, frame.end) if frame.distances else -1
    if at < 0:
        return None
    end = text.index(CLOSE, at) + 1
    listed = text.find(_DISTANCE, 0, at) >= 0 or is_ahead(frame)
    for rule in book["actors"] if listed else ():
        kind = rule.get("kind")
        if kind == "item" and _DISTANCE in text[:at]:
            left = max(text.rfind(_DISTANCE, 0, at), at - _REACH)
            match = rule.pattern.search(text[left:at])
            if match:
                return left + match.start("a"), left + match.end("a"), rule.id
        elif kind == "item-behind":
            match = rule.pattern.match(text[end : end + _REACH])
            if match:
                return end + match.start("a"), end + match.end("a"), rule.id
    return None


def is_next_item(
    frame: Frame, sentence: Sentence, book: RuleBook, before: Frame | None = None
) -> bool:
    """Tell whether a frame without a verb goes on with the list of the one before it."""
    if frame.rule.id == "zone.ellipsis.host":
        return True
    if before is not None and _AND_OF.fullmatch(sentence.text, before.end, frame.start):
        return bool(frame.distances)
    elliptic = frame.rule.id == "zone.ellipsis.actor"
    return elliptic and item_of(frame, sentence, book) is not None


def stretch_of(
    frame: Frame, item: tuple[int, int, str] | None, clause: tuple[int, int]
) -> tuple[int, int]:
    """Stretch of its clause that tells what a rule does: of a list, its own item alone."""
    if item is not None:
        return item[:2]
    if is_ahead(frame):
        return clause[0], frame.end
    return clause
