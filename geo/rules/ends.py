"""Between which two places a strip along a line runs, where they stand apart from its distance."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from geo.model import Place, Reference, ReferenceKind
from geo.rules.matches import references_of
from geo.rules.place_references import point_reference
from geo.rules.reduced import CLOSE, Fold, Reduced

if TYPE_CHECKING:
    from collections.abc import Callable

    from geo.model import Candidate
    from geo.rules.frames import Frame
    from geo.rules.meanings import Meaning, Sentence

_LINES = (ReferenceKind.BORDER, ReferenceKind.RIVER, ReferenceKind.LINE, ReferenceKind.COAST)
_END = r"(?:(?:the\s)?(?:(?:town|village|city|port|mouth)\sof\s)?(?:\ue000[OVX]\d+\ue001|(?-i:[A-Z])[\w’'-]+(?:\s(?-i:[A-Z])[\w’'-]+){0,2}))"
_MONTH = r"(?!(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sep|Oct|Nov|Dec|Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*\b)"
_BETWEEN = re.compile(
    rf"\b(?:between\s(?:the\s(?:towns|cities|villages)\sof\s)?{_MONTH}(?P<a>{_END})\sand\s{_MONTH}(?P<b>{_END})"
    rf"|from\s{_MONTH}(?P<a2>{_END})\s(?:[a-z]+\s)?(?:to|as\sfar\sas|up\sto)\s{_MONTH}(?P<b2>{_END}))",
    re.IGNORECASE,
)
# "the road from A to B", "a truce between A and B": no ends of the strip
_OTHER = re.compile(
    r"\b(?:roads?|railways?|highways?|routes?|pipelines?|canals?|flights?|convoys?|journeys?|column|trains?|buses|war|truce|talks|"
    r"agreements?|treaty|accord|pact|deal|relations|fighting|border|frontier|boundary|protocol|line|armistice|ceasefire|"
    r"drove|marched|travel\w*|moved?|withdraw\w*|distance|drive)(?:\s\w+){0,2}\s$",
    re.IGNORECASE,
)
_KNOWN = 2
# "the border near Chaman", "the stretch of the frontier around Gevgelija"
_NEAR = re.compile(
    rf",?\s(?:(?:immediately|just|right)\s)?(?:near|around|round|about|opposite|at|by|beside|outside|close\sto|adjacent\sto|"
    rf"facing|in\sthe\s(?:area|vicinity|neighbou?rhood|region|district|sector)\s(?:of|around)|"
    rf"(?:north|south|east|west)\sof)\s(?P<a>{_END})(?!['’])",
    re.IGNORECASE,
)
# words that stand before no day and no figure
_BESIDE = re.compile(
    r",?\s(?:(?:immediately|just|right)\s)?(?:near|opposite|outside|close|adjacent|beside)\b",
    re.IGNORECASE,
)


def with_ends(frame: Frame, sentence: Sentence) -> Frame:
    """
    Give a strip along a line the two places that its sentence says it runs between.

    A place that is named and not known is an end that cannot be drawn: the strip is then listed.
    """
    kinds = {r.kind for r in frame.references}
    if frame.ends or not frame.distances or not kinds or not kinds <= set(_LINES):
        return frame
    for match in _BETWEEN.finditer(sentence.text):
        if _OTHER.search(sentence.text[max(0, match.start() - 60) : match.start()]):
            continue
        groups = ("a", "b") if match["a"] else ("a2", "b2")
        found = [sentence.in_group(match, group, "OVX") for group in groups]
        ends = tuple(r for folds in found for fold in folds[:1] for r in _ends_of(fold))
        if not ends or any(r.span in [s.span for s in frame.references] for r in ends):
            continue
        if len(ends) == _KNOWN:
            return replace(frame, ends=ends)
        unknown = Reference(
            ReferenceKind.POINT, _words(sentence, match), "", sentence.to_span(*match.span())
        )
        return replace(frame, references=(*frame.references, unknown))
    return _near(frame, sentence)


def fold_ends(
    text: str, sentence: Sentence, towns: Callable[[str], tuple[Candidate, ...]]
) -> Sentence:
    """
    Fold the towns between which a strip runs that no mention was found of, by their names.

    Parameters
    ----------
    towns
        Finds the one town that a name means by itself.
    """
    letters = {fold.kind for fold in sentence.folds}
    if "D" not in letters or not letters & set("BKVL"):
        return sentence
    made: list[Fold[Meaning]] = []
    for match in _BETWEEN.finditer(sentence.text):
        if _OTHER.search(sentence.text[max(0, match.start() - 60) : match.start()]):
            continue
        for group in ("a", "b", "a2", "b2"):
            words = match[group] or ""
            if not words or CLOSE in words or not words[:1].isupper():
                continue
            found = next(iter(towns(words)), None)
            if found is None:
                continue
            span = sentence.to_span(*match.span(group))
            point = (found.lon, found.lat)
            end = Reference(ReferenceKind.POINT, found.name, found.id, span, (), "", (point,))
            made.append(Fold("O", span, (end,)))
    return Reduced.of(text, sentence.span, [*sentence.folds, *made]) if made else sentence


def _near(frame: Frame, sentence: Sentence) -> Frame:
    """Give a strip along a line the one place that the line is said to be near."""
    spans = {r.span for r in frame.references if r.id and not r.points}
    for fold, start in zip(sentence.folds, sentence.starts, strict=True):
        if fold.span not in spans or not frame.start <= start < frame.end:
            continue
        match = _NEAR.match(sentence.text, sentence.text.index(CLOSE, start) + 1)
        if match is None:
            return frame
        ends = [r for f in sentence.in_group(match, "a", "OX") for r in _ends_of(f)]
        if len(ends) == 1 and ends[0].id:
            return replace(frame, ends=tuple(ends))
        if CLOSE not in match["a"] and _BESIDE.match(
            match.group()
        ):  # a stretch of nobody knows what
            lost = Reference(
                ReferenceKind.POINT, match["a"], "", sentence.to_span(*match.span("a"))
            )
            return replace(frame, references=(*frame.references, lost))
    return frame


def _words(sentence: Sentence, match: re.Match[str]) -> str:
    """Words of a match, with the names that stand folded in it."""

    def name(folded: re.Match[str]) -> str:
        known = references_of(sentence.folds[int(folded[1])])
        return known[0].name if known else "…"

    return re.sub("\ue000[A-Z](\\d+)\ue001", name, match.group())


def _ends_of(fold: Fold[Meaning]) -> tuple[Reference, ...]:
    """Point of a town, or of the middle of a lake."""
    if isinstance(fold.item, Place):
        return (point_reference(fold.item, fold.span),)
    known = references_of(fold)
    return tuple(r for r in known if r.points)[:1]
