"""
Patterns whose alternatives are written so that fewer of them are tried.

Python's matcher tries the alternatives of ``(?:troops|tanks|soldiers|ships)`` in turn at every word.
Written as ``(?:t(?:roops|anks)|s(?:oldiers|hips))`` it finds the same with half the trials.
"""

from __future__ import annotations

import re

# fewer alternatives are not worth a group
_FEW = 3
_OPENING = re.compile(r"\((?:\?(?:P<\w+>|<?[=!]|-?i?:|>))?")
# a character class; a bracket right behind its opening is one of its characters
_CLASS = re.compile(r"\[\^?\]?(?:\\.|[^\]\\])*\]", re.DOTALL)
_QUANTIFIERS = frozenset("?*+{")


def grouped(pattern: str) -> str:
    """
    Group the alternatives of a pattern, and of all groups in it, that begin with the same letter.

    What is found stays the same: alternatives that can begin at the same place keep their order.
    What is no pattern is returned as it is, for the compiler to refuse.

    Examples
    --------
    >>> grouped("troops?|tanks|soldiers|ships")
    't(?:roops?|anks)|s(?:oldiers|hips)'
    """
    try:
        written, end = _parsed(pattern, 0)
    except ValueError:  # a group without an end
        return pattern
    return written if end > len(pattern) else pattern


def any_of(words: tuple[str, ...]) -> str:
    """Write a pattern that finds any of some words; of a word and a longer one, the shorter."""
    return grouped("|".join(map(re.escape, sorted(words, key=len))))


def _parsed(pattern: str, at: int) -> tuple[str, int]:
    """Group a pattern from a place to the end of its group, and tell where that ends."""
    alternatives, written = [], ""
    while at < len(pattern) and pattern[at] != ")":
        letter, end = pattern[at], at + 1
        if letter == "\\":
            end = at + 2
        elif letter == "[" and (found := _CLASS.match(pattern, at)):
            end = found.end()
        elif letter == "(" and (opening := _OPENING.match(pattern, at)):
            inner, end = _parsed(pattern, opening.end())
            if end > len(pattern):
                raise ValueError(pattern)
            written, at = f"{written}{opening.group()}{inner})", end
            continue
        if letter == "|":
            alternatives.append(written)
            written = ""
        else:
            written += pattern[at:end]
        at = end
    return _joined([*alternatives, written]), at + 1


def _joined(alternatives: list[str]) -> str:
    """Join alternatives, those that begin with the same letter in one group."""
    if len(alternatives) <= _FEW:
        return "|".join(alternatives)
    written: list[str] = []
    begun: dict[str, list[str]] = {}
    for alternative in alternatives:
        letter = alternative[:1]
        plain = letter.isascii() and letter.isalpha() and alternative[1:2] not in _QUANTIFIERS
        if not plain or letter.swapcase() in begun:  # it may begin where one before it does
            written += _groups(begun)
            begun = {}
        if plain:
            begun.setdefault(letter, []).append(alternative[1:])
        else:
            written.append(alternative)
    return "|".join([*written, *_groups(begun)])


def _groups(begun: dict[str, list[str]]) -> list[str]:
    """Write the alternatives of each letter, the letter once."""
    return [
        letter + (rests[0] if len(rests) == 1 else f"(?:{_joined(rests)})")
        for letter, rests in begun.items()
    ]
