"""A document as words with keys: what can start, join and end a name."""

from __future__ import annotations

import re
from functools import cached_property, lru_cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from geo.places.names import APOSTROPHES, WORD, Keys, roll, word_key

LONGEST = 6  # words in a name
POSSESSIVE = re.compile(rf"[{APOSTROPHES}][sS]$")
GAP = re.compile(r"[ \t\u00a0]*\n?[ \t\u00a0]*|[ \u00a0]?[-‐‑–][ \u00a0]?")
ABBREVIATED = frozenset(
    """st ste ft mt pt gen dr mr mrs ms sgt cpl col lt capt maj brig adm cmdr sen rep gov rev prof
    hon pres""".split()
)
CONNECTORS = frozenset(
    """of the and a de la le du des del al el as ash ad az ez es et er ul an at ar il e von am der im
    sur upon on in y da do dos bin ibn i den na nad les en di su san bei ob under by lez les""".split()
)
TAILS = frozenset(
    """corridor crossing dam camp plant reactor base airbase airport airfield valley strait bridge prison
    refinery reservoir peninsula canal islands heights station volcano terminal checkpoint port
    depot nuclear power research refugee border oil gas naval enrichment facility
    states countries republics glacier isthmus archipelago delta plain plains channel straits""".split()
)  # in lower case they may still end the name of a site: "Rafah crossing"
ARTICLES = frozenset("al el as ash ad az ez es et er ul an at ar il ed esh".split())
ELIDED = frozenset(APOSTROPHES)
SENTENCE_END = re.compile(r"[.!?…]['\"’”)\]]*\s|\n|[\"“:•]\s*$")

Bools = npt.NDArray[np.bool_]


class Token(NamedTuple):
    """A word of the document; ``end`` leaves out a possessive "'s"."""

    text: str
    start: int
    end: int
    low: str


def is_capital(word: str) -> bool:
    """Tell whether a word starts with a capital, behind an elided article or not: "d'Ivoire"."""
    return not word[0].islower() or (word[1:2] in ELIDED and word[2:3].isupper())


# what is told of a word alone, as bits
_CAPITAL, _SMALL, _TAIL, _UPPER, _ARTICLE, _PROPER = 1, 2, 4, 8, 16, 32
_KNOWN_WORDS = 1 << 16


class Word(NamedTuple):
    """What is told of a word alone: without its possessive, in lower case, keys, traits."""

    bare: str
    low: str
    core: int
    full: int
    traits: int


@lru_cache(_KNOWN_WORDS)
def word_of(whole: str) -> Word:
    """Return what is told of a word as it stands; texts repeat their words."""
    bare = POSSESSIVE.sub("", whole) if whole[-2:-1] in APOSTROPHES else whole
    low = bare.lower()
    capital = is_capital(bare)
    digit = bare[0].isdigit()
    named = capital or low in CONNECTORS or low in TAILS
    core = word_key(bare) if named else 0
    traits = (
        _CAPITAL * (capital and not digit)
        | _SMALL * (low in CONNECTORS or digit)
        | _TAIL * (low in TAILS)
        | _UPPER * (len(bare) > 1 and bare.isupper())
        | _ARTICLE * (low in ARTICLES)
        | _PROPER * bare[0].isupper()
    )
    return Word(bare, low, core, word_key(whole) if named and bare is not whole else core, traits)


class Tokens:
    """
    The words of a text, and what the recogniser asks of them.

    Attributes
    ----------
    core, full
        Keys of the words without and with their possessive ending, shape (n,); 0 for words in
        lower case, which only start or end no name.
    joined
        Whether nothing but a space or hyphen stands between a word and the one before it.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.words: list[Token] = []
        self.after: list[int] = []  # where the whole word ends, possessive included
        core, full, traits = [], [], []
        for match in WORD.finditer(text):
            bare, low, core_key, full_key, word_traits = word_of(match.group())
            start, end = match.span()
            self.words.append(Token(bare, start, start + len(bare), low))
            self.after.append(end)
            core.append(core_key)
            full.append(full_key)
            traits.append(word_traits)
        self.core: Keys = np.array(core, np.uint64)
        self.full: Keys = np.array(full, np.uint64)
        self._traits = np.array(traits, np.uint8)

    def __len__(self) -> int:
        return len(self.words)

    @cached_property
    def gaps(self) -> list[str]:
        """Text before each word, back to the word before it."""
        starts = [w.start for w in self.words]
        return [self.text[a:b] for a, b in zip([0, *self.after[:-1]], starts, strict=True)]

    @cached_property
    def shouted(self) -> bool:
        """Whether most words are in capitals, so that capitals mean nothing."""
        return 2 * int(self._has(_UPPER).sum()) > len(self)

    def _has(self, trait: int) -> Bools:
        """Tell which words have a trait, shape (n,)."""
        return np.asarray((self._traits & trait) != 0)

    @cached_property
    def joined(self) -> Bools:
        """Whether a word continues the one before it, shape (n,)."""
        found = np.zeros(len(self), bool)
        for i, gap in enumerate(self.gaps):
            if i and gap == " ":
                found[i] = True
            elif i:
                before = self.words[i - 1].low
                short = before in ABBREVIATED or len(before) == 1
                found[i] = bool(GAP.fullmatch(gap)) or (short and gap in {". ", "."})
        return found

    @cached_property
    def capital(self) -> Bools:
        """Whether a word starts with a capital, or is of a script without case."""
        return self._has(_CAPITAL)

    @cached_property
    def proper(self) -> Bools:
        """Whether a word starts with a capital letter, in scripts that have them, shape (n,)."""
        return self._has(_PROPER)

    @cached_property
    def starter(self) -> Bools:
        """Whether a name may start at a word: a capital, or an article hyphened to one."""
        found = self.capital.copy()
        for i in np.flatnonzero(self._has(_ARTICLE) & ~found).tolist():
            if i + 1 < len(self) and self.capital[i + 1]:
                found[i] = self.gaps[i + 1] in {"-", "‐", "‑", "–"}
        return found

    @cached_property
    def tail(self) -> Bools:
        """Whether a word in lower case may end the name of a site, shape (n,)."""
        return self._has(_TAIL)

    @cached_property
    def inner(self) -> Bools:
        """Whether a word may stand inside a name, shape (n,)."""
        return self._has(_CAPITAL | _SMALL)

    @cached_property
    def first(self) -> Bools:
        """Whether a word opens a sentence or a line, shape (n,)."""
        found = np.array([not i or bool(SENTENCE_END.search(g)) for i, g in enumerate(self.gaps)])
        for i in np.flatnonzero(found[1:]).tolist():
            if self.gaps[i + 1] == ". " and self.words[i].low in ABBREVIATED:
                found[i + 1] = False
        return found

    def sequences(self) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64], Keys]:
        """Return start word, number of words and key of every word sequence that may be a name."""
        if not len(self):
            empty = np.empty(0, np.int64)
            return empty, empty, np.empty(0, np.uint64)
        alive = np.flatnonzero(self.starter)
        starts, lengths, keys = [], [], []
        prefix = np.empty(0, np.uint64)  # keys of the words before the last one
        for n in range(1, LONGEST + 1):
            last = alive + n - 1
            whole = self.core[last] if n == 1 else roll(prefix, self.core[last])
            ends = self.capital[last] | (n == 1) | self.tail[last]
            starts.append(alive[ends])
            lengths.append(np.full(int(ends.sum()), n))
            keys.append(whole[ends])
            prefix = self.full[last] if n == 1 else roll(prefix, self.full[last])
            ahead = last + 1
            on = ahead < len(self)
            on[on] = self.joined[ahead[on]] & (self.inner | self.tail)[ahead[on]]
            alive, prefix = alive[on], prefix[on]
        return np.concatenate(starts), np.concatenate(lengths), np.concatenate(keys)
