"""A written brief as Markdown (CommonMark)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geo.export.brief import Block

SPECIAL = re.compile(r"([\\`*_\[\]<>#!|~&$^@]|:(?=//)|(?<=www)[.])")
AT_START = re.compile(r"^(\s*)([-+=]|\d+(?=[.)]))")
MARKS = {"title": "# ", "heading": "## ", "subheading": "### ", "item": "- ", "quote": "  > "}
FOLLOWS = {"item", "quote"}


def markdown(blocks: Iterable[Block]) -> str:
    """
    Write a brief as Markdown.

    Returns
    -------
    text
        All of a report's text is escaped: no link, image, HTML or heading of its own.
    """
    parts = []
    before = ""
    for block in blocks:
        if not (block.kind in FOLLOWS and before in FOLLOWS):
            parts.append("")
        if block.kind == "quote":
            parts.append("")
        parts.append(_line(block))
        if block.kind == "quote":
            parts.append("")
        before = "" if block.kind == "quote" else block.kind
    text = re.sub(r"\n{3,}", "\n\n", "\n".join(parts)).strip("\n")
    return text + "\n"


def escaped(text: str) -> str:
    r"""
    Return text that Markdown shows as it is.

    Examples
    --------
    >>> print(escaped("<img src=x> [link](http://x) *a*"))
    \<img src=x\> \[link\](http\://x) \*a\*
    """
    return AT_START.sub(_started, SPECIAL.sub(r"\\\1", text))


def _started(match: re.Match[str]) -> str:
    """Return the start of a line so that it starts no list and underlines no heading."""
    space, sign = match.groups()
    return f"{space}{sign}\\" if sign.isdigit() else f"{space}\\{sign}"


def _line(block: Block) -> str:
    text = escaped(block.text)
    if block.kind == "quote":
        return f"{MARKS['quote']}{text}" + (f" ({escaped(block.strong)})" if block.strong else "")
    if block.kind == "note":
        return f"*{text}*"
    strong = f"**{escaped(block.strong)}**: " if block.strong else ""
    return f"{MARKS.get(block.kind, '')}{strong}{text}"
