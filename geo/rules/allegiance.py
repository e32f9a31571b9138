"""Peoples that stand in a text only as whom somebody else leans on: "Turkish-backed factions"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.rules.reduced import CLOSE

if TYPE_CHECKING:
    from geo.rules.engine import RuleBook
    from geo.rules.meanings import Sentence

_NEAR = 24
_DASHES = "-–‑"


def is_allegiance(text: str, start: int, end: int, book: RuleBook) -> bool:
    """
    Tell whether a people is named only as whom others are for, against or kept by.

    Such a name says nothing about where those others come from or stand: Turkish-backed factions are in Syria.
    """
    if book.words("allegiance").match(text[end : end + _NEAR]):
        return True
    led = start > 0 and text[start - 1] in _DASHES  # a quick look: asked of every name of a report
    return led and book.words("leaning").search(text[max(0, start - _NEAR) : start]) is not None


def leans(sentence: Sentence, at: int, book: RuleBook) -> bool:
    """Tell whether the placeholder that starts at a place of a folded sentence is such a people."""
    return is_allegiance(sentence.text, at, sentence.text.index(CLOSE, at) + 1, book)
