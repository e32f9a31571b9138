"""Expressions of space in a folded sentence: a distance, side or area and its references."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from geo.model import Place, Reference, ReferenceKind
from geo.rules.ends import with_ends
from geo.rules.insertions import without_insertions
from geo.rules.matches import references_of
from geo.rules.place_references import territory_reference
from geo.rules.reduced import CLOSE
from geo.rules.squares import squared
from geo.text.quantities import Length

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geo.model import Distance
    from geo.rules.engine import Rule, RuleBook
    from geo.rules.meanings import Meaning, Sentence
    from geo.rules.reduced import Fold

_CLAUSE = re.compile(
    r";|:\s(?!(?:that|so|such|this)\b)|\s[—–-]\s|,\s+(?:but|while|whereas|yet|although|though|and(?=\s+(?:the|their|its|in|from|"
    r"\ue000|(?:no(?!\s+(?:closer|nearer|further|farther|deeper|less|more)\b)|nobody|none|neither)\b|[a-z]+\s+(?:[a-z]+\s+)?(?:must|shall|may|should|were|was|are|is|will)\b))|or\s+else|so|after|before|"
    r"in\s+return)\s|,?\s(?:only\s+(?:if|when|once)|on\s+condition\s+that|provided\s+that)\s|(?<!nobody)(?<!none)(?<!nothing)(?<!no\sone)(?<!\ball)(?<!anyone)(?<!everyone)(?<!anybody)\s(?:but(?!\s+(?:those|that)\s+of\b)|whereas|although|even\s+though)\s",
    re.IGNORECASE,
)


# how far from an expression of space its cues may stand; ordinary sentences are shorter
CONTEXT = 600
# more rules than this no sentence states
_MOST_FRAMES = 24
# groups of a row that hold its distance
_DISTANCES = ("d", "d2", "d3", "d4", "d5", "d6", "d7")
# … and the one that it had: "the 20-km zone was cut to 10"
_FORMER = ("old", "old2")


@dataclass(frozen=True, slots=True)
class Frame:
    """
    One expression of space.

    Attributes
    ----------
    start, end
        Position in the folded sentence.
    distances
        The distances it states, several for a list; empty for a side or an area.
    references, others
        What it measures from, and the other end of "between".
    hosts
        Areas the expression itself names as where the zone lies ("into Colombia").
    ends
        Two towns a strip runs between.
    direction
        north, south, east or west of the references.
    """

    rule: Rule
    start: int
    end: int
    distances: tuple[Distance, ...]
    references: tuple[Reference, ...]
    others: tuple[Reference, ...] = ()
    hosts: tuple[Reference, ...] = ()
    ends: tuple[Reference, ...] = ()
    direction: str = ""

    @property
    def is_region(self) -> bool:
        """Tell whether the frame names an area without a distance or side."""
        return self.rule.id.startswith("region.")


# "… 20 km from the border|; |Israel wants 50"
_TURN = re.compile(r";\s|[,–—-]\s(?:but|while|whereas)\s")


def find_frames(
    sentence: Sentence, book: RuleBook, *, going_on: bool = False, size_next: bool = False
) -> list[Frame]:
    """
    Find the expressions of space of a sentence, in its order.

    Parameters
    ----------
    going_on
        Whether a rule stands shortly before, whose place or size the sentence may take up.
    size_next
        Whether the next sentence may say how far what this one keeps away is to be kept.

    Notes
    -----
    Rows are tried in the order of `RuleBook.expressions`, behind them those of distances that name nothing;
    a distance belongs to the first that takes it, and an area stands for itself only where no distance was measured from it in the same clause.
    """
    frames: list[Frame] = []
    taken: set[int] = set()
    text = without_insertions(sentence.text, book)
    letters = frozenset(fold.kind for fold in sentence.folds)
    taken_up = going_on or " same " in text.lower()
    onward = book.rows_in("continued", letters, text) if taken_up else ()
    early, late = _ellipses(book, letters, text, going_on=going_on, size_next=size_next)

    def look(rows: Iterable[Rule], since: int = 0) -> None:
        for rule in rows:
            for match in rule.bare.finditer(text, since):
                frame = _frame(rule, sentence, match)
                if frame is None or _is_taken(sentence, match, frame, frames, taken):
                    continue
                frames.append(squared(with_ends(frame, sentence), sentence))
                taken.update(_places_of(sentence, match, *_DISTANCES, *_FORMER))

    look((*early, *onward, *book.rows_in("expressions", letters, text), *late))
    turn = _TURN.search(text, min(f.end for f in frames)) if frames and not taken_up else None
    if turn:
        look(book.rows_in("continued", letters, text), turn.end())
    return sorted(frames, key=lambda f: f.start)[:_MOST_FRAMES]


def _ellipses(
    book: RuleBook, letters: frozenset[str], text: str, *, going_on: bool, size_next: bool
) -> tuple[list[Rule], list[Rule]]:
    """Rows of distances that name nothing, or come later: those tried before all others, and behind them."""
    waiting = size_next and "D" not in letters
    if not (going_on or waiting or "D" in letters):
        return [], []
    rows = book.rows_in("ellipses", letters, text)
    late = [rule for rule in rows if rule.get("scope") == "pending"] if waiting else []
    if not going_on:
        return [rule for rule in rows if rule.get("level") == "same"], late
    early = [rule for rule in rows if rule.get("norm") or rule.get("priority")]
    bare = [rule for rule in rows if rule not in early and rule.get("scope") != "pending"]
    return early, [*bare, *late]


def _places_of(sentence: Sentence, match: re.Match[str], *groups: str) -> set[int]:
    """Positions of the folds in some groups."""
    spans = {f.span.start for g in groups for f in sentence.in_group(match, g)}
    return spans


def _is_taken(
    sentence: Sentence, match: re.Match[str], frame: Frame, frames: list[Frame], taken: set[int]
) -> bool:
    """Tell whether the distance, or the area, is already spoken for."""
    if frame.distances:
        return bool(_places_of(sentence, match, *_DISTANCES) & taken)
    if not frame.is_region:
        return any(
            (f.start < frame.end and frame.start < f.end) or _is_side_of_it(frame, f)
            for f in frames
        )
    if frame.rule.id == "region.zone-over" and _SO_WIDE.search(sentence.text, 0, frame.start):
        return True
    if _BELT_IN.search(sentence.text, max(0, frame.start - 60), frame.end):
        return True
    clause = clause_of(sentence.text, frame.start)
    if frame.rule.id in _OF_ITS_OWN and _AND_DOES.match(sentence.text, frame.end):
        return any(f.start < frame.end and frame.start < f.end for f in frames)
    return any(
        (f.start < frame.end and frame.start < f.end)
        or (not f.is_region and clause_of(sentence.text, f.start) == clause)
        for f in frames
    )


# "a 25-km-deep |security zone that lies inside Eritrea" is a part of it, even where nobody knows which
_SO_WIDE = re.compile(
    rf"\ue000D\d+{CLOSE}(?:[ -](?:deep|wide|long|broad|thick))?(?:[ -][\w-]+){{0,3}}[ -]\Z"
)
# "out of a 70-km belt in Poland": not of all Poland
_BELT_IN = re.compile(
    rf"\ue000D\d+{CLOSE}(?:[ -](?:deep|wide|long|broad|thick))?(?:[ -][\w-]+){{0,3}}?[ -](?:zone|belt|strip|band|area|corridor|buffer|perimeter|tract)s?"
    r" (?:in|of|inside|within|on) (?:the )?\ue000A"
)
# "keep out of El Fasher and stay 20 km away from": the area is a rule beside the distance
_OF_ITS_OWN = ("region.keep-out", "region.leave", "region.leave.town")
_AND_DOES = re.compile(
    r",?\s(?:and|or)\s(?:also\s)?(?:to\s|not\s|may\s|must\s|shall\s|should\s|will\s)?(?:not\s)?(?:to\s)?(?:stay|keep|remain|come|"
    r"withdraw|pull|approach|go|move)\b",
    re.IGNORECASE,
)


def _is_side_of_it(frame: Frame, other: Frame) -> bool:
    """Tell whether a side is said of what a distance was measured from: "north or south of it"."""
    spans = [r.span for r in frame.references if r.span]
    pronoun = bool(spans) and all(s.end - s.start == 2 for s in spans)
    same = {r.id for r in frame.references} == {r.id for r in other.references}
    return bool(other.distances) and pronoun and same


def _frame(rule: Rule, sentence: Sentence, match: re.Match[str]) -> Frame | None:
    """Make the frame of one match."""

    def refs(*groups: str) -> tuple[Reference, ...]:
        folds = [f for g in groups for f in sentence.in_group(match, g, "BKAOVLMXCU")]
        return tuple(r for f in folds if not _owns_next(sentence, f) for r in references_of(f))

    lengths = [
        f.item
        for group in _DISTANCES
        for f in sentence.in_group(match, group, "D")
        if isinstance(f.item, Length)
    ]
    references = refs("r", "r3", "r4") or (refs("r2") if rule.get("relation") != "between" else ())
    hosts, others = (
        refs("h", "h2", "h3", "h4") or _people_hosts(sentence, match),
        refs("r2") if rule.get("relation") == "between" else (),
    )
    if (
        not references
        and not hosts
        and not _unknown_words(match)
        and rule.get("relation") not in ("again", "latest", "position", "size", "more", "mirror")
    ):
        return None
    references += _unknown_ends(sentence, match)
    if rule.get("kind") == "sea" and not all(r.id.startswith("sea:") for r in references):
        return None
    direction = match["rel"].lower() if "rel" in match.re.groupindex and match["rel"] else ""
    direction = {"above": "north", "below": "south"}.get(direction, direction)
    distances = tuple(d for length in lengths for d in length.distances)
    if rule.get("kind") in ("width", "corridor"):
        if rule.get("kind") == "width" and any(r.id != "coordinates:line" for r in references):
            return None
        if rule.unless and not rule.unless.search(sentence.text):
            return None
        distances = tuple(_half(d) for d in distances)
    # the words that join it to the clause before are no part of it
    start = match.start("at") if "at" in match.re.groupindex else match.start()
    return Frame(
        rule, start, match.end(),
        distances,
        references, others, hosts, refs("e"), direction,
    )  # fmt: skip


# "Kenya's Moi airport" is measured from the airport
_OWNS_NEXT = re.compile("['’]s?\\s(?=\ue000[AOVLX])")


def _owns_next(sentence: Sentence, fold: Fold[Meaning]) -> bool:
    """Tell whether a territory stands before the name of a place in it."""
    if fold.kind != "A":
        return False
    at = sentence.starts[sentence.folds.index(fold)]
    return bool(_OWNS_NEXT.match(sentence.text, sentence.text.index(CLOSE, at) + 1))


def _half(width: Distance) -> Distance:
    """How far a lane of some width reaches to each side of its axis."""
    return replace(width, min_m=width.min_m / 2, max_m=width.max_m / 2)


def words_of(sentence: Sentence, stretch: str) -> str:
    """Words of a folded stretch, with the names that are folded in it written out."""

    def word(m: re.Match[str]) -> str:
        item = sentence.folds[int(m.group()[2:-1])].item
        return (
            item.mentions[0].toponym
            if isinstance(item, Place)
            else (item[0].name if isinstance(item, tuple) else "…")
        )

    return re.sub(r"\s+", " ", re.sub("\ue000[A-Z]\\d+\ue001", word, stretch)).strip()


def _people_hosts(sentence: Sentence, match: re.Match[str]) -> tuple[Reference, ...]:
    """Host named by its people: "on the Colombian side"."""
    folds = [f for group in ("h", "h2", "h3") for f in sentence.in_group(match, group, "N")]
    return tuple(
        territory_reference(f.item, f.span, ReferenceKind.REGION)
        for f in folds
        if isinstance(f.item, Place)
    )


def _unknown_words(match: re.Match[str]) -> str:
    """Group of what is named but not known."""
    return next((g for g in ("u", "u2") if match.groupdict().get(g)), "")


def _unknown_ends(sentence: Sentence, match: re.Match[str]) -> tuple[Reference, ...]:
    """What is named but not known, such as the ends of a strip: without it nothing may be drawn."""
    group = _unknown_words(match)
    if not group:
        return ()
    span = sentence.to_span(match.start(group), match.end(group))
    words = words_of(sentence, match[group])
    return (Reference(ReferenceKind.POINT, words, "", span),)


def clause_of(text: str, position: int) -> tuple[int, int]:
    """Start and end of the clause round a position of a folded sentence, within reach of it."""
    start, end = max(0, position - CONTEXT), min(len(text), position + CONTEXT)
    for match in _CLAUSE.finditer(text, start, end):
        if match.end() <= position:
            start = match.end()
        elif match.start() >= position:
            end = match.start()
            break
    return start, end
