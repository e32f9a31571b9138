"""Numbers as text writes them: "1,500", "12.4", "2½", "twenty-five", "half a", "a dozen"."""

from __future__ import annotations

import re

UNITS = {
    word: value
    for value, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ]
    )
}
TENS = {
    word: 10 * value
    for value, word in enumerate(
        ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], 2
    )
}
SCALES = {"hundred": 100, "thousand": 1000}
FRACTIONS = {"½": 0.5, "¼": 0.25, "¾": 0.75, "⅓": 1 / 3, "⅔": 2 / 3}
SIMPLE = {**UNITS, **TENS, **SCALES}

_WORD = "|".join(sorted(SIMPLE, key=len, reverse=True))
_CARDINAL = rf"(?:{_WORD})(?![a-z])(?:(?:[\s-]+|(?:(?<=hundred)|(?<=thousand))\s+and\s+)(?:{_WORD})(?![a-z])){{0,6}}"
_DIGITS = (
    r"(?:\d{1,3}(?:[,\u2009\u00a0\u202f ]\d{3})+(?!\d)(?:\.\d+)?|\d{1,9}(?:[.,]\d{1,3})?)"
    r"(?:[\s-]?[½¼¾⅓⅔])?"
)
_HALVES = (
    r"half[\s-]an?|half|one[\s-]half(?:\s+of\s+an?)?|an?[\s-]half|(?:an?|one)[\s-]quarter\s+of\s+an?"
    r"|three[\s-]quarters\s+of\s+an?"
)
_COLLECTIVE = r"(?:an?|one|half\s+a|two)\s+dozen|an?\s+hundred|an?\s+thousand|an?\s+couple\s+of"
_AND_A_HALF = r"(?:\s+and\s+(?:a|one)[\s-](?:half|quarter))?"
# One number. Atomic, so that a list of numbers is matched in linear time.
NUMBER = (
    rf"(?>(?<![\w'’])(?:{_COLLECTIVE}|{_HALVES})(?![a-z])|(?<![a-z])(?:{_CARDINAL}|{_DIGITS}){_AND_A_HALF}"
    r"|[½¼¾⅓⅔]|(?<![\w'’])an?(?![\w'’]))"
)
_WORDS_ONLY = re.compile(r"[\s-]+")


def parse_number(text: str) -> float | None:
    """
    Read one number matched by ``NUMBER``.

    Returns
    -------
    value
        The number, or None when the text is not one.

    Examples
    --------
    >>> parse_number("1,500"), parse_number("twenty-five"), parse_number("two and a half")
    (1500.0, 25.0, 2.5)
    >>> parse_number("12,4"), parse_number("half a"), parse_number("a dozen")
    (12.4, 0.5, 12.0)
    """
    low = text.strip().lower()
    if low[:1].isdigit() or low[:1] in FRACTIONS:
        return _digits(low)
    return _words(low)


def _digits(low: str) -> float | None:
    """Read digits with separators, a fraction sign and "and a half" behind."""
    extra = 0.0
    match = re.fullmatch(r"(.*?)\s+and\s+(?:a|one)[\s-](half|quarter)", low)
    if match:
        low, extra = match[1], 0.5 if match[2] == "half" else 0.25
    if low and low[-1] in FRACTIONS:
        extra += FRACTIONS[low[-1]]
        low = low[:-1].rstrip(" -")
    if not low:
        return extra or None
    if re.fullmatch(r"\d{1,3}(?:[,\u2009\u00a0\u202f ]\d{3})+(?:\.\d+)?", low):
        low = re.sub(r"[^\d.]", "", low)
    elif re.fullmatch(r"\d+,\d{1,2}", low):
        low = low.replace(",", ".")  # a decimal comma
    else:
        low = low.replace(",", "")
    try:
        return float(low) + extra
    except ValueError:
        return None


_FIXED = {
    "a": 1.0,
    "an": 1.0,
    "half": 0.5,
    "half a": 0.5,
    "half an": 0.5,
    "one half": 0.5,
    "one half of a": 0.5,
    "a half": 0.5,
    "a quarter of a": 0.25,
    "one quarter of a": 0.25,
    "three quarters of a": 0.75,
    "a dozen": 12.0,
    "one dozen": 12.0,
    "half a dozen": 6.0,
    "two dozen": 24.0,
    "a hundred": 100.0,
    "a thousand": 1000.0,
    "a couple of": 2.0,
}


def _words(low: str) -> float | None:
    """Read a number in words."""
    words = [w for w in _WORDS_ONLY.split(low) if w]
    if not words:
        return None
    fixed = _FIXED.get(" ".join(words))
    if fixed is not None:
        return fixed
    extra = 0.0
    if words[-3:] in (["and", "a", "half"], ["and", "one", "half"]):
        words, extra = words[:-3], 0.5
    elif words[-3:] in (["and", "a", "quarter"], ["and", "one", "quarter"]):
        words, extra = words[:-3], 0.25
    total = part = 0
    for word in words:
        if word == "and":
            continue
        if word not in SIMPLE:
            return None
        if word == "hundred":
            part = (part or 1) * 100
        elif word == "thousand":
            total, part = total + (part or 1) * 1000, 0
        else:
            part += SIMPLE[word]
    return total + part + extra
