"""What a sentence leaves in mind for the next ones: the territories, lines and towns that it names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geo.model import FeatureClass
from geo.rules.discourse import is_measured
from geo.rules.matches import references_of
from geo.rules.measured import is_venue
from geo.rules.together import together_in

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geo.model import Place, Reference, Span
    from geo.rules.discourse import Discourse
    from geo.rules.meanings import Sentence

# what "it" may take up
_NEAR = 140
_TAKEN_UP = "BKVLMXCUO"
_AROUND = re.compile(
    r"\b(?:a?round|about|surround(?:s|ing)|encircl(?:es|ing)|ring(?:s|ing)|enclos(?:es|ing)|from|of)\s(?:the\s)?(?:(?:town|city|village|port|dam|airport)\sof\s)?$",
    re.IGNORECASE,
)
# "from the Euphrates to |the Iraqi border": where a belt ends, and not what it is measured from
_AS_FAR_AS = re.compile(
    r"\b(?:stretch\w*|extend\w*|run(?:s|ning)?|reach\w*|strip|belt|zone|km|kilomet\w+|miles)\b[^.;]{0,40}\bfrom\b[^.;]{2,60}\bto\s(?:the\s)?$",
    re.IGNORECASE,
)


# "the city lies 60 km from |the line": what is spoken of is the city
_SAYS_WHERE = re.compile(
    r"\b(?:lies|lie|lay|stands|stood|(?:is|are|was|were)(?: \w+ed)?)(?:,[^,;.]{1,30},)? (?:(?:about|some|only|just|less than|more than|around|roughly|nearly|almost) ){0,2}"
    r"(?:\ue000D\d+\ue001|\d[\d.,]* ?(?:km|kilomet\w+|miles?|m|met\w+))(?: (?:away|north|south|east|west|\w+-?(?:east|west)))? (?:from|of|off) (?:the )?$",
    re.IGNORECASE,
)


def _ends_a_stretch(before: str) -> bool:
    """Tell whether what stands behind some words is where a stretch ends."""
    if "to" not in before[-9:].lower():  # a quick look: asked of every country of a report
        return False
    return _AS_FAR_AS.search(before) is not None


def remember_places(
    text: str, mentions: Iterable[tuple[Span, object, Place]], mind: Discourse
) -> None:
    """Remember the territories that a sentence of a text names, in order."""
    for span, _, place in mentions:
        c = place.candidate
        if c is not None and c.territory:
            if _ends_a_stretch(text[max(0, span.start - _NEAR) : span.start]):
                continue
            mind.recent.append(c.territory)
            mind.names[c.territory] = c.name


# "SARAJEVO: …", "GOMA, Congo, Feb 10 - …"
_DATED = re.compile(
    r"(?:,[^.;:–—]{1,50})?\s*(?:\([\w ]{2,20}\)\s*)?(?:\s[-–—]|:|,\s[A-Z][a-z]{2,8}\.?\s\d)"
)


def _is_dateline(text: str, span: Span) -> bool:
    """Tell whether a name in capitals only says where a report was written."""
    return text[span.start : span.end].isupper() and bool(
        _DATED.match(text, span.end, span.end + 90)
    )


def is_ground(text: str, span: Span, place: Place) -> bool:
    """Tell whether a name is a town or site that a text is about, and not where it was written."""
    c = place.candidate
    if c is None or c.territory or not c.country or c.feature_class in _NO_GROUND:
        return False
    return not _is_dateline(text, span)


_NO_GROUND = (FeatureClass.WATER, FeatureClass.LINE)


def remember_references(sentence: Sentence, mind: Discourse, text: str) -> None:
    """Remember the references of a sentence, but for the town that a report is dated from."""
    mind.together = together_in(sentence, len(sentence.text)) or mind.together
    for fold, at in zip(sentence.folds, sentence.starts, strict=True):
        references = references_of(fold)
        before = sentence.text[max(0, at - _NEAR) : at]
        if not references or (fold.kind == "B" and _ends_a_stretch(before)):
            continue
        if fold.span.start == sentence.span.start and _is_dateline(text, fold.span):
            continue
        if fold.kind in _TAKEN_UP and not _SAYS_WHERE.search(before):
            mind.latest = (fold.kind, references)
        if fold.kind == "O" and _AROUND.search(before):
            mind.ringed = references
        if fold.kind != "O" or not (mind.points and is_venue(sentence, fold)):
            _keep(fold.kind, references, mind)


def _keep(kind: str, references: tuple[Reference, ...], mind: Discourse) -> None:
    """Remember references among those of their kind."""
    if kind == "B":
        mind.borders.append(references)
    elif kind == "L":
        mind.lines.append(references)
    elif kind in "VM":
        mind.waters += references
    elif kind == "O":
        mind.points.extend(references)
    elif kind in "XC":
        mind.position = references[-1] if is_measured(references[-1]) else None
    elif kind == "A":
        mind.areas.append(references[0])
