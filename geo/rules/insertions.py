"""Phrases put in between an auxiliary and its verb, which rows need not know: "would |by May| have left"."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import re

    from geo.rules.engine import RuleBook


def without_insertions(text: str, book: RuleBook) -> str:
    """
    Blank what is put in between an auxiliary and its verb, at the same length.

    A folded sentence that holds none is returned as it is. What says whether a rule holds ("were,
    under the accord, to") is looked for in the sentence as it stands.
    """
    text = _blanked(text, book.words("insertion"))
    for name in ("insertion-date", "insertion-phrase"):
        if book.may_say(name, text):
            text = _blanked(text, book.words(name))
    return text


@lru_cache(maxsize=8)
def _blanked(text: str, pattern: re.Pattern[str]) -> str:
    """Blank what a pattern finds; a sentence is asked for once for each of its frames."""
    return pattern.sub(lambda match: " " * len(match.group()), text)
