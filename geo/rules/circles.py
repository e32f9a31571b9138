"""Parallels and meridians."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.model import Reference, ReferenceKind
from geo.rules.matches import Made, first_group, span_of

if TYPE_CHECKING:
    import re
    from collections.abc import Callable

    from geo.rules.annotate import Sentence
    from geo.rules.discourse import Discourse
    from geo.rules.engine import Rule


_ORDINALS = {
    word: value
    for value, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth "
        "thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth".split(),
        1,
    )
}


_TENS = {
    f"{word}{end}": value
    for value, word in zip(range(20, 100, 10), "twent thirt fort fift sixt sevent eight ninet".split(), strict=True)
    for end in ("ieth", "y")
}  # fmt: skip


def _ordinal(word: str) -> int | None:
    """Number of an ordinal in words: "thirty-eighth"."""
    low = word.lower()
    if low in _ORDINALS or low in _TENS:
        return _ORDINALS.get(low) or _TENS[low]
    tens, _, ones = low.partition("-")
    return _TENS[tens] + _ORDINALS[ones] if tens in _TENS and ones in _ORDINALS else None


def circle(kind: ReferenceKind, limit: float, negative: str) -> Callable[..., Made]:
    """Make the maker of parallels or meridians."""

    def make(rule: Rule, sentence: Sentence, match: re.Match[str], mind: Discourse) -> Made:
        digits, word = first_group(match, "deg", "deg2", "deg3"), first_group(match, "word")
        value = float(digits) if digits else _ordinal(word)
        minutes = first_group(match, "min", "min2", "min3")
        if value is None:
            return None
        value += float(minutes) / 60 if minutes else 0.0
        hemisphere = first_group(match, "h", "h2", "h3")[:1].upper()
        if value > limit:
            return None
        degrees = -value if hemisphere == negative else float(value)
        name = f"{_nth(value)} {kind.value}" + (f" {hemisphere}" if hemisphere else "")
        span = span_of(sentence, match)
        return "M", (Reference(kind, name, f"{kind.value}:{degrees:.4g}", span, degrees=degrees),)

    return make


def _nth(value: float) -> str:
    """Write 36 as "36th"."""
    if value != int(value):
        return f"{value:.4g}°"
    n = int(value)
    end = "th" if 10 < n % 100 < 14 else {1: "st", 2: "nd", 3: "rd"}.get(n % 10, "th")
    return f"{n}{end}"
