"""Which sentences may state a rule about space: a cheap sieve, since most sentences of a report do not."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geo.text.alternatives import any_of
from geo.text.patterns import shelf

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geo.rules.engine import Rule

_INITIALS = re.compile(r"\bu\.([snk])\.")
# it asks for a digit first, which nearly half of all sentences have: it is asked for by itself
_UNITS = "sieve.units"
# … and these words only where a rule stands shortly before
_ONWARD = "sieve.onward"


def _passes(row: Rule, low: str) -> bool:
    """Tell whether a sentence in lower case has one of a row's words, and its pattern."""
    return row.finds_words(low) and row.pattern.search(low) is not None


class Sieve:
    """
    Tells which sentences may state a rule, by the rows of ``sieve.toml``.

    Two of three sentences have none of the words of any row, which one pattern tells.
    """

    def __init__(self, rows: Iterable[Rule]) -> None:
        asked = {row.id: row for row in rows}
        self._spatial, self._units = asked["sieve.spatial"], asked[_UNITS]
        self._regional, self._bound = asked["sieve.regional"], asked["sieve.bound"]
        self._ground, self._area = asked["sieve.ground"], asked["sieve.area"]
        self._closes, self._line = asked["sieve.closes"], asked["sieve.line"]
        self._onward = asked[_ONWARD]
        often = (row for row in asked.values() if row.id not in (_UNITS, _ONWARD))
        hints = {h for row in often for g in row.hints for h in g}
        self._any = shelf().compiled(any_of(tuple(sorted(hints))))

    def may_state_a_rule(
        self, sentence: str, *, named: bool, going_on: bool = False, warlike: bool = False
    ) -> bool:
        """
        Tell whether a sentence may state a rule about space.

        Parameters
        ----------
        named
            Whether it names a place.
        going_on
            Whether a rule stands shortly before it.
        warlike
            Whether the text may be about armed people.
        """
        low = sentence.lower()
        if "u." in low:  # the points of "U.S." end no sentence
            low = _INITIALS.sub(r"u\1", low)
        if going_on and _passes(self._onward, low):
            return True
        if self._any.search(low) is None:
            return _passes(self._units, low)
        if _passes(self._spatial, low) or _passes(self._units, low):
            return True
        somewhere = named or _passes(self._area, low)
        kept = (somewhere or going_on or warlike) and _passes(self._regional, low)
        if somewhere and kept:
            return True
        bound = warlike and (somewhere or kept) and _passes(self._bound, low)
        if (somewhere and bound) or _passes(self._closes, low):
            return True
        return _passes(self._ground, low) or (kept and (going_on or bound))

    def is_warlike(self, text: str) -> bool:
        """Tell whether rules of a text may bind armed people, so that sentences without a name count."""
        return self._bound.finds_words(text.lower())

    def speaks_of_a_line(self, sentence: str) -> bool:
        """Tell whether a sentence may name a border, a coast or a line."""
        return self._line.finds_words(sentence.lower())
