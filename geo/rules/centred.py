"""The point that an area is said to be measured from, where it is not the place it is named after."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geo.rules.matches import references_of

if TYPE_CHECKING:
    from geo.model import Reference
    from geo.rules.frames import Frame
    from geo.rules.meanings import Sentence

# "200 miles around the islands, |measured from 51°40'S 59°30'W"
_FROM = re.compile(
    r",?\s\(?(?:(?:and|which is|as)\s)?(?:measured|reckoned|drawn|taken|counted|cent(?:re|er)?ed|with (?:its|the) cent(?:re|er))\s"
    r"(?:from|on|around|round|at|in|outwards? from)\s(?:a |the )?(?:(?:point|position|spot)\s(?:of |at |in )?)?"
    r"(?:(?:latitude|coordinates)\s)?(?P<x>\ue000X\d+\ue001)",
    re.IGNORECASE,
)


def measured_from(
    frame: Frame, sentence: Sentence, references: tuple[Reference, ...]
) -> tuple[Reference, ...]:
    """References of a frame; where a point is stated behind it to measure from, that point."""
    found = _FROM.match(sentence.text, frame.end) if frame.distances else None
    if found is None:
        return references
    folds = sentence.in_stretch(*found.span("x"), "X")
    return tuple(r for fold in folds for r in references_of(fold)) or references
