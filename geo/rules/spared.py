"""Whom a rule spares: "only Syrian troops", "other than the Lebanese army"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geo.rules.frames import clause_of
from geo.rules.names import words_at

if TYPE_CHECKING:
    from geo.rules.engine import RuleBook
    from geo.rules.frames import Frame
    from geo.rules.meanings import Sentence

_ONLY = re.compile(r"\s*(?:only|none but|nobody but)\b", re.IGNORECASE)
# "|No armed group other than the police": who else is not to be there is named
_NO = re.compile(r"\bno [\w’'-]+ (?:[\w’'-]+ ){0,2}$", re.IGNORECASE)


# "the accord says that |only the police may enter"
_ALONE = ("actor.exempt.only",)


def spared(
    frame: Frame, sentence: Sentence, text: str, book: RuleBook
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Whom a rule spares, in the words of the text, and the row used."""
    start, end = clause_of(sentence.text, frame.start)
    for rule in book["actors"]:
        if rule.get("kind") != "exempt":
            continue
        match = rule.pattern.search(sentence.text, start, max(end, frame.end))
        if match:
            return (words_at(sentence, text, *match.span("a")),), (rule.id,)
    return (), ()


def names_nobody_else(frame: Frame, sentence: Sentence, row: tuple[str, ...]) -> bool:
    """Tell whether a rule names only those it spares, by the row that found them."""
    left = sentence.text[: frame.start]
    if frame.rule.id.startswith("region.only"):
        return not _NO.search(left)
    return row == _ALONE or bool(row and _ONLY.match(left))
