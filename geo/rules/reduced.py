"""
A sentence with what is already understood folded into placeholders.

"stay 20 km from Israel's border" becomes "stay ⟨D0⟩ from ⟨T0⟩'s border" and then "stay ⟨D0⟩ from
⟨B0⟩": rules are written over the folded sentence, so that they are short and general, and any
offset of it leads back to the text.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from geo.model import Span

if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Iterable

    from geo.rules.guarded import Guarded

OPEN, CLOSE = "\ue000", "\ue001"
# stands for the expression of space itself where cues are looked for on both of its sides
HERE = "\ue002"
# the kind of a fold that stands for nothing: words that are left out of the sentence, shown as a space
SKIPPED = "_"
_PRIVATE = {ord(OPEN): " ", ord(CLOSE): " ", ord(HERE): " "}
Item = TypeVar("Item")


def _plain(words: str) -> str:
    """Words without letters that mean something in a folded sentence; nearly all have none."""
    return words if words.isascii() else words.translate(_PRIVATE)


@dataclass(frozen=True, slots=True)
class Fold(Generic[Item]):
    """A stretch of the sentence that stands folded: its kind (one letter), span and meaning."""

    kind: str
    span: Span
    item: Item


@dataclass(frozen=True, slots=True)
class Reduced(Generic[Item]):
    """
    A folded sentence.

    Attributes
    ----------
    text
        The sentence with placeholders.
    folds
        What each placeholder stands for, by its number.
    starts, shown
        Where in ``text`` each placeholder starts, and how many characters it has there.
    """

    text: str
    span: Span
    folds: tuple[Fold[Item], ...]
    starts: tuple[int, ...]
    shown: tuple[int, ...]

    @classmethod
    def of(cls, document_text: str, span: Span, folds: Iterable[Fold[Item]]) -> Reduced[Item]:
        """Fold the given stretches of one sentence; of overlapping ones, the first wins."""
        ordered: list[Fold[Item]] = []
        for fold in sorted(folds, key=lambda f: (f.span.start, -f.span.end)):
            if span.covers(fold.span) and (not ordered or fold.span.start >= ordered[-1].span.end):
                ordered.append(fold)
        pieces: list[str] = []
        starts: list[int] = []
        shown: list[int] = []
        at = span.start
        length = 0
        for number, fold in enumerate(ordered):
            plain = _plain(document_text[at : fold.span.start])
            mark = " " if fold.kind == SKIPPED else f"{OPEN}{fold.kind}{number}{CLOSE}"
            starts.append(length + len(plain))
            shown.append(len(mark))
            length += len(plain) + len(mark)
            pieces += (plain, mark)
            at = fold.span.end
        pieces.append(_plain(document_text[at : span.end]))
        return cls("".join(pieces), span, tuple(ordered), tuple(starts), tuple(shown))

    def origin(self, position: int, *, end: bool = False) -> int:
        """Offset in the document of a position of the folded text."""
        number = bisect_right(self.starts, position) - 1
        if number < 0:
            return self.span.start + position
        fold, start, width = self.folds[number], self.starts[number], self.shown[number]
        if position >= start + width:
            return fold.span.end + position - start - width
        return fold.span.end if end and position > start else fold.span.start

    def to_span(self, start: int, end: int) -> Span:
        """Span of the document that a stretch of the folded text stands for."""
        return Span(self.origin(start), self.origin(end, end=True))

    def in_stretch(self, start: int, end: int, kinds: str = "") -> list[Fold[Item]]:
        """Return the folds inside a stretch of the folded text, of the kinds given, in order."""
        return [
            fold
            for fold, at in zip(self.folds, self.starts, strict=True)
            if start <= at < end and (not kinds or fold.kind in kinds)
        ]

    def in_group(self, match: re.Match[str], group: str, kinds: str = "") -> list[Fold[Item]]:
        """Return the folds inside a named group of a match on ``text``; none if it did not match."""
        if group not in match.re.groupindex or match[group] is None:
            return []
        return self.in_stretch(match.start(group), match.end(group), kinds)

    def fold(
        self,
        document_text: str,
        pattern: re.Pattern[str] | Guarded,
        make: Callable[[re.Match[str]], tuple[str, Item] | None],
    ) -> Reduced[Item]:
        """Fold each match of a pattern for which make gives a kind and an item."""
        new: list[Fold[Item]] = []
        for match in pattern.finditer(self.text):
            made = make(match)
            if made is not None:
                new.append(Fold(made[0], self.to_span(match.start(), match.end()), made[1]))
        if not new:
            return self
        kept = [f for f in self.folds if not any(n.span.overlaps(f.span) for n in new)]
        return Reduced.of(document_text, self.span, [*new, *kept])
