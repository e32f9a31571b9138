"""A net under the rules: clauses that order, forbid or demand something of a place, and that nothing else has read."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from geo.model import Reference, ReferenceKind
from geo.rules.frames import Frame

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from geo.rules.engine import Rule, RuleBook
    from geo.rules.meanings import Sentence

# words that stand for a place named before
_DEICTIC = ("it", "there", "them", "here")
_SHORTEST = 2
# what tells how far a place reaches stands so near behind it: "in a band forty kilometres wide"
_CLOSE_BEHIND = 60
_SEPARATES = re.compile(r"[;:.]|,? (?:and|but|while) ")


@dataclass(frozen=True, slots=True)
class Catch:
    """
    A clause that states a rule about a place and that cannot be drawn.

    Attributes
    ----------
    frame
        The clause from its cue to the place, with the place as a reference without an id.
    reason
        Why it cannot be drawn, for the analyst.
    """

    frame: Frame
    reason: str


def catches(
    text: str,
    sentence: Sentence,
    book: RuleBook,
    read: Sequence[tuple[int, int]],
    *,
    taken_up: bool,
    terms: Collection[str] = (),
) -> list[Catch]:
    """
    Find the rules of a sentence that nothing else has read.

    Parameters
    ----------
    text
        The document's text.
    read
        Stretches of the folded sentence that were read as rules, or as no rules for a reason.
    taken_up
        Whether a rule stands shortly before, so that "it", "there" and "the zone" are its place.
    terms
        Names that the text gave to zones that are drawn, in lower case.
    """
    letters = frozenset(fold.kind for fold in sentence.folds)
    found: list[Catch] = []
    for rule in book.rows_in("net", letters, sentence.text):
        for match in rule.bare.finditer(sentence.text):
            caught = _catch(text, rule, sentence, match, taken_up=taken_up, terms=terms)
            if caught is None:
                continue
            known = (*read, *((c.frame.start, c.frame.end) for c in found))
            if not any(_is_read(caught.frame, a, b, sentence.text) for a, b in known):
                found.append(caught)
    return found


# "enter |a strip| 14 km long and 100 metres wide along the border"
_BARE = re.compile(r"\b(?:an?|the) (?:strip|belt|zone|area|corridor|band)$", re.IGNORECASE)
_BARE_BEHIND = 30


def _is_read(frame: Frame, start: int, end: int, text: str) -> bool:
    """Tell whether a stretch that was read overlaps a clause, or says close behind it how far its place reaches."""
    if start < frame.end:
        return frame.start < end
    if _BARE.search(text, frame.start, frame.end) and start - frame.end < _BARE_BEHIND:
        return True
    return start - frame.end < _CLOSE_BEHIND and not _SEPARATES.search(text, frame.end, start)


def _catch(
    text: str,
    rule: Rule,
    sentence: Sentence,
    match: re.Match[str],
    *,
    taken_up: bool,
    terms: Collection[str],
) -> Catch | None:
    """Make what one match says; None where it takes up a place that a rule was read of."""
    group = next(g for g in ("u", "u2") if match.groupdict().get(g))
    span = sentence.to_span(match.start(group), match.end(group))
    words = " ".join(text[span.start : span.end].split()).strip(" ,")
    deictic = words.lower() in _DEICTIC
    if words.lower().removeprefix("the ") in terms:
        return None
    if len(words) < _SHORTEST or (taken_up and (deictic or _is_definite(words))):
        return None
    place = Reference(ReferenceKind.POINT, words, "", span)
    frame = Frame(rule, match.start(), match.end(), (), (place,))
    lengths = sentence.in_stretch(match.start(group), match.end(group), "D")
    if lengths:
        return Catch(
            replace(frame, distances=getattr(lengths[0].item, "distances", ())),
            f"The text does not say clearly what “{words}” is measured from",
        )
    if deictic:
        return Catch(frame, f"The text does not say clearly which place “{words}” is")
    return Catch(
        frame,
        f"A rule about “{words}” was understood, but not which outline that has; give it a geometry",
    )


_ZONE = re.compile(
    r"(?:exclusion|buffer|security|closed|safety|safe|weapons-free|demilitari[sz]ed|no-fly|no-go|restricted|prohibited|temporary security) "
    r"(?:zone|area|strip|belt|corridor|cordon|perimeter)s?"
)


def _is_definite(words: str) -> bool:
    """Tell whether words take up a place without a name: "the zone", "this area"."""
    first, _, rest = words.lower().partition(" ")
    return (
        first in ("the", "this", "that", "these", "those")
        and (" " not in rest or _ZONE.fullmatch(rest) is not None)
        and rest.islower()
        and words == words.lower()
    )
