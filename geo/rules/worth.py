"""Which sentences may state a rule about space: a cheap sieve, since most sentences of a report do not."""

from __future__ import annotations

import re
from functools import partial, reduce
from operator import or_
from typing import TYPE_CHECKING

from geo.text.wordscan import WordScan

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geo.rules.engine import Rule

_INITIALS = re.compile(r"\bu\.([snk])\.")
_SPATIAL, _REGIONAL, _GROUND = "sieve.spatial", "sieve.regional", "sieve.ground"
_BOUND, _AREA, _CLOSES, _LINE = "sieve.bound", "sieve.area", "sieve.closes", "sieve.line"
# asked of a whole document
_WARNING = "sieve.warning"
# it asks for a digit first, which nearly half of all sentences have: it is asked for by itself
_UNITS = "sieve.units"
# … and these words only where a rule stands shortly before
_ONWARD = "sieve.onward"


class Sieve:
    """
    Tells which sentences may state a rule, by the rows of ``sieve.toml``.

    Two of three sentences have none of the words of any row, which one look tells.
    """

    def __init__(self, rows: Iterable[Rule]) -> None:
        self._rows = {row.id: row for row in rows}
        hints = {name: tuple(map(frozenset, row.hints)) for name, row in self._rows.items()}
        self._document = WordScan((*hints[_BOUND], *hints[_WARNING]))
        self._armed = self._document.bits(hints[_BOUND])
        self._warned = self._document.bits(hints.pop(_WARNING))
        self._scan = WordScan(group for groups in hints.values() for group in groups)
        self._bits = {name: self._scan.bits(groups) for name, groups in hints.items()}
        often = (bits for name, bits in self._bits.items() if name not in (_UNITS, _ONWARD))
        self._often = reduce(or_, often)

    def _passes(self, name: str, low: str, found: int) -> bool:
        """Tell whether a sentence in lower case has the words of a row, by their bits, and its pattern."""
        bits = self._bits[name]
        return found & bits == bits and self._rows[name].bare.search(low) is not None

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
        found = self._scan.found(low)
        has = partial(self._passes, low=low, found=found)
        if going_on and has(_ONWARD):
            return True
        if not found & self._often:
            return has(_UNITS)
        if has(_SPATIAL) or has(_UNITS):
            return True
        somewhere = named or has(_AREA)
        kept = (somewhere or going_on or warlike) and has(_REGIONAL)
        if somewhere and kept:
            return True
        bound = warlike and (somewhere or kept) and has(_BOUND)
        if (somewhere and bound) or has(_CLOSES):
            return True
        return has(_GROUND) or (kept and (going_on or bound))

    def is_warlike(self, text: str) -> bool:
        """Tell whether rules of a text may bind armed people, so that sentences without a name count."""
        return self._document.found(text) & self._armed > 0

    def is_warning(self, text: str) -> bool:
        """Tell whether a document has the heading of a warning to mariners or airmen."""
        if not self._document.found(text) & self._warned:
            return False
        return self._rows[_WARNING].bare.search(text.lower()) is not None

    def speaks_of_a_line(self, sentence: str) -> bool:
        """Tell whether a sentence may name a border, a coast or a line."""
        return self._scan.found(sentence) & self._bits[_LINE] > 0
