"""Patterns that look only at texts with the words that they cannot match without."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Mapping

    from geo.text.wordscan import WordScan


class Guarded:
    """
    A pattern with the words it needs, matched as `re.Pattern` is.

    The words are looked for in the whole text, also where the pattern looks at a stretch of it: they
    are remembered for a text, and a pattern may look beyond the stretch.
    """

    __slots__ = ("_found", "_need", "_pattern", "groupindex")

    def __init__(self, pattern: re.Pattern[str], need: int, scan: WordScan) -> None:
        self._pattern, self._need, self._found = pattern, need, scan.found
        self.groupindex: Mapping[str, int] = pattern.groupindex

    def search(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """Return the first match in a text."""
        if self._found(text) & self._need != self._need:
            return None
        return self._pattern.search(text, start, end)

    def match(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """Return the match at the start of a text; no words are asked for, since it fails at once."""
        return self._pattern.match(text, start, end)

    def fullmatch(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """Return the match of a whole text."""
        return self._pattern.fullmatch(text, start, end)

    def finditer(
        self, text: str, start: int = 0, end: int = sys.maxsize
    ) -> Iterator[re.Match[str]]:
        """Return all matches in a text."""
        if self._found(text) & self._need != self._need:
            return iter(())
        return self._pattern.finditer(text, start, end)
