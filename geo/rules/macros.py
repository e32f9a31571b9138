"""Write the pattern of a row out: macros in braces, and any white space for a space."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_MACRO = re.compile(r"\{([A-Z][A-Z0-9_]*)\}")
# what a pattern is made of, as far as its spaces go: escapes, classes, groups, spaces
_PART = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\(\?<[=!]|[() ]", re.DOTALL)


def expand(pattern: str, macros: Mapping[str, str]) -> str:
    """
    Write a row's pattern out: macros in braces, and a space for any white space.

    Raises
    ------
    KeyError
        If a macro is not defined.
    """
    for _ in range(6):
        if not _MACRO.search(pattern):
            break
        pattern = _MACRO.sub(lambda m: macros[m[1]], pattern)
    return _with_white_space(pattern)


def _with_white_space(pattern: str) -> str:
    """
    Write any white space for a plain space; one character of it in a class and in a look-behind.

    A look-behind must have a fixed width, so that the text before it is looked at with single spaces.
    """
    behind: list[bool] = []  # of the open groups: is it a look-behind, or inside one

    def written(match: re.Match[str]) -> str:
        found = match.group()
        if found[0] == "[":
            return found.replace(" ", r"\s")
        if found[0] == "(":
            behind.append(len(found) > 1 or (bool(behind) and behind[-1]))
        elif found == ")" and behind:
            behind.pop()
        if found == " ":
            return r"\s" if behind and behind[-1] else r"(?:\s+)"
        return found

    return _PART.sub(written, pattern)
