"""Names that an agreement gives its zones: "(hereinafter “the Zone”)"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.model import Span

_NAMING = re.compile(
    r"\b(?:herein|here)?(?:after|below)\b|\b(?:referred to|designated|known|defined) as\b|\b(?:be |is |are )?(?:called|termed|named)\b|"
    r"\bhenceforth\b|\(\s*(?:the )?[“\"‘«]",
    re.IGNORECASE,
)
_TERM = re.compile(
    r"[“\"‘'«](?:[Tt]he )?(?P<q>[A-Z][\w’-]*(?: [A-Z][\w’-]*){0,4})[”\"’'»]"
    r"|\b(?:called|as|termed|named|hereinafter|hereafter|henceforth) (?:the )?(?P<t>[A-Z][\w’-]*(?: [A-Z][\w’-]*){0,4})"
)
# what forbids or orders something of the zone
_RULES = re.compile(
    r"\b(?:no|not|nobody|none|shall|must|may|forb\w+|prohibit\w+|bann?\w*|barred|closed)\b", re.I
)
_MOST_BEHIND = 40


def terms_of(words: str) -> tuple[str, ...]:
    """
    Names that a sentence gives to what it speaks of, in lower case.

    Examples
    --------
    >>> terms_of("… of the border (hereinafter “the Zone”).")
    ('zone',)
    """
    naming = _NAMING.search(words)
    if naming is None:
        return ()
    found = _TERM.finditer(words, naming.start())
    return tuple((m["q"] or m["t"]).lower() for m in found)


def said_of(terms: Sequence[str], text: str, spans: Sequence[Span]) -> str:
    """First sentence behind a definition that says what holds there, with “the zone” for the name; or empty."""
    for span in spans[:_MOST_BEHIND]:
        words = text[span.start : span.end]
        for term in terms:
            named = re.search(rf"\b(?:the |this |that )?{re.escape(term)}\b", words, re.IGNORECASE)
            if named and _RULES.search(words):
                return f"{words[: named.start()]}the zone{words[named.end() :]}"
    return ""
