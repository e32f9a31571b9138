"""Which of the rules of a passage a sentence behind them speaks of, when it says whether it is kept."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.model import Document, Span
    from geo.rules.annotate import PlaceIndex
    from geo.rules.engine import RuleBook

# so many sentences behind a rule may say without its words that it is kept; so many with them
NEAR, FAR = 2, 4
_WORD = re.compile(r"[^\W\d_]{4,}")
# a word with a capital inside a sentence
_NAME = re.compile(r"(?<=[a-z,] )[A-Z][^\W\d_]{3,}")


@lru_cache(maxsize=256)
def _stems(text: str) -> frozenset[str]:
    """Words of a sentence of four letters and more, without the ending of a plural."""
    words = (match.group().lower() for match in _WORD.finditer(text))
    return frozenset(re.sub(r"(?:ies|es|s)$", "", word) for word in words)


def named_in(text: str, book: RuleBook) -> frozenset[str]:
    """Words by which a sentence names whom, what and where it is about."""
    told = book.words("tells-nothing")
    return frozenset(word for word in _stems(text) if not told.fullmatch(word))


def speaks_of(
    text: str,
    rule: str,
    distance: int,
    earlier: Sequence[str],
    between: Sequence[str],
    book: RuleBook,
) -> bool:
    """
    Tell whether a sentence behind a rule speaks of it, and not of another.

    It speaks of the last rule before it, unless it has kinds or names of another only ("the missile ban");
    of an earlier one, or one that stands farther off, only by such words, or of all ("neither promise").

    Parameters
    ----------
    rule
        The sentence of the rule.
    distance
        How many sentences behind the rule it stands.
    earlier, between
        Sentences that state rules, before this one, and between it and the text.
    """
    if distance <= NEAR and between and book.words("all-rules").search(text):
        return True
    said = named_in(text, book)
    own = named_in(rule, book)
    if between:
        others = frozenset().union(*(named_in(other, book) for other in between))
        return bool(said & (own - others)) and not said & (others - own)
    if distance > NEAR:
        return len(said & own) > 1
    if said & own or book.words("speaks-of-last").match(text):
        return True
    others = frozenset().union(*(named_in(other, book) for other in earlier))
    kinds = book.words("kind-bound")
    names = frozenset(word.lower() for word in _NAME.findall(text))
    return not any(word in names or kinds.fullmatch(word) for word in said & (others - own))


class Passage:
    """The sentences of a document, of which some say whether the rules of others are kept."""

    def __init__(
        self, document: Document, spans: Sequence[Span], index: PlaceIndex, book: RuleBook
    ) -> None:
        self.document, self.spans, self.index, self.book = document, spans, index, book

    def text(self, number: int) -> str:
        """Plain text of a sentence by its number."""
        return self.document.slice(self.spans[number])

    def behind(self, number: int) -> list[int]:
        """Numbers of the sentences behind one that speak of its rule."""
        last = min(len(self.spans), number + FAR + 1)
        stated = [n for n in range(max(0, number - FAR), last) if self._lays_down(n)]
        earlier = [self.text(n) for n in stated if n < number]
        found = []
        for at in range(number + 1, last):
            between = [self.text(n) for n in stated if number < n < at]
            here, rule = self.text(at), self.text(number)
            if speaks_of(here, rule, at - number, earlier, between, self.book):
                found.append(at)
        return found

    def _lays_down(self, number: int) -> bool:
        """Tell whether a sentence may state a rule of its own, by its words alone."""
        low = self.text(number).lower()
        named = bool(self.index.within(self.spans[number]))
        stated = self.book.sieve.may_state_a_rule(self.text(number), named=named)
        return stated and bool(self.book.words("lays-down").search(low))
