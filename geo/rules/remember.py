"""What a sentence leaves in mind for the next ones: the territories, lines and towns that it names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.rules.discourse import is_measured
from geo.rules.matches import references_of
from geo.rules.measured import is_venue

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geo.model import Place, Span
    from geo.rules.discourse import Discourse
    from geo.rules.meanings import Sentence

# what "it" may take up
_TAKEN_UP = "BKVLMXCUO"


def remember_places(mentions: Iterable[tuple[Span, object, Place]], mind: Discourse) -> None:
    """Remember the territories that a sentence names, in order."""
    for _, _, place in mentions:
        c = place.candidate
        if c is not None and c.territory:
            mind.recent.append(c.territory)
            mind.names[c.territory] = c.name


def remember_references(sentence: Sentence, mind: Discourse) -> None:
    """Remember the references of a sentence."""
    for fold in sentence.folds:
        references = references_of(fold)
        if not references:
            continue
        if fold.kind in _TAKEN_UP:
            mind.latest = (fold.kind, references)
        if fold.kind == "B":
            mind.borders.append(references)
        elif fold.kind == "L":
            mind.lines.append(references)
        elif fold.kind == "O":
            if not (mind.points and is_venue(sentence, fold)):
                mind.points.append(references[0])
        elif fold.kind in "XC":
            mind.position = references[-1] if is_measured(references[-1]) else None
        elif fold.kind == "A":
            mind.areas.append(references[0])
