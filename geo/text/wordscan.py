"""Which groups of words a text has something of: all words of all groups are looked for in one pass."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import ahocorasick

from geo.text.literals import folded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from geo.text.literals import Group

# texts whose words are remembered: a sentence, and the stretches of it that rows look at
_REMEMBERED = 128


class WordScan:
    """
    Finds which groups of words stand in a text, by an automaton of Aho and Corasick.

    A text's groups are the bits of a number, so that one operation tells whether it has all that a
    pattern needs.

    Examples
    --------
    >>> stay, far = frozenset({"stay", "remain"}), frozenset({"km", "mile"})
    >>> scan = WordScan([stay, far])
    >>> asked = scan.bits([stay, far])
    >>> [scan.found(text) & asked == asked for text in ("Stay 5 km away", "Stay away")]
    [True, False]
    """

    def __init__(self, groups: Iterable[Group]) -> None:
        self._bit: dict[Group, int] = {}
        words: dict[str, int] = {}
        for group in groups:
            if group not in self._bit:
                self._bit[group] = bit = 1 << len(self._bit)
                for word in group:
                    words[word] = words.get(word, 0) | bit
        self._automaton = ahocorasick.Automaton()
        for word, bits in words.items():
            self._automaton.add_word(word, bits)
        self._automaton.make_automaton()
        self.found: Callable[[str], int] = lru_cache(maxsize=_REMEMBERED)(self._found)

    def bits(self, groups: Iterable[Group]) -> int:
        """Return the bits of some of its groups."""
        return sum(self._bit[group] for group in set(groups))

    def _found(self, text: str) -> int:
        """Return the bits of the groups of which a text has a word, in either case."""
        found = 0
        if not self._bit:  # an automaton without words cannot be asked
            return found
        for _, bits in self._automaton.iter(folded(text)):
            found |= bits
        return found
