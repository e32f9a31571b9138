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
# "seven tenths of a mile"
_ORDINALS = {
    "third": 3, "thirds": 3, "quarter": 4, "quarters": 4, "fifth": 5, "fifths": 5,
    "sixth": 6, "sixths": 6, "eighth": 8, "eighths": 8, "tenth": 10, "tenths": 10,
}  # fmt: skip
FRACTIONS = {"½": 0.5, "¼": 0.25, "¾": 0.75, "⅓": 1 / 3, "⅔": 2 / 3}
SIMPLE = {**UNITS, **TENS, **SCALES}

_WORD = "|".join(sorted(SIMPLE, key=len, reverse=True))
# "a few hundred" is no number
_CARDINAL = rf"(?<!few\s)(?<!several\s)(?:{_WORD})(?![a-z])(?:(?:[\s-]+|(?:(?<=hundred)|(?<=thousand))[\s-]+and[\s-]+)(?:{_WORD})(?![a-z])){{0,6}}(?:\s+point(?:\s+(?:{_WORD})(?![a-z])){{1,3}})?"
_DIGITS = (
    r"(?:\d{1,3}(?:[,'’\u2009\u00a0\u202f ]\d{3})+(?!\d)(?:\.\d+)?|\d{1,9}(?:[.,]\d{1,3})?|(?<!\d)\.\d{1,3})"
    r"(?:[\s-]?[½¼¾⅓⅔])?(?:\s(?:hundred|thousand)(?![a-z]))?"
)
_BROKEN = r"(?:\d{1,3}[\s-])?[1-9]/[2-9](?![\d/])"
_HALVES = (
    r"half[\s-]an?|half(?:\s+of\s+an?)?|one[\s-]half(?:\s+of\s+an?)?|an?[\s-]half"
    r"|(?:(?:an?|one|two|three|four|five|six|seven|eight|nine)[\s-])?(?:third|quarter|fifth|sixth|eighth|tenth)s?\s+of\s+an?"
    r"|(?:an?\s+|three[\s-])?quarter(?=[\s-](?:nautical[\s-])?(?:mile|kilomet)|$)"
)
_COLLECTIVE = (
    r"(?:an?|one|half\s+a|two|three|four|five)\s+dozen(?:\s+or\s+so)?|an?\s+hundred(?:[\s-]+and[\s-]+fifty)?|an?\s+thousand"
    r"|an?\s+couple\s+of(?:\s+(?:hundred|thousand))?|(?:an?|two|three)\s+score(?:\s+of)?|an?\s+(?:full|good|whole|mere|bare|single)"
)
_AND_A_HALF = r"(?:[\s-]+and[\s-]+(?:a[\s-]half|one[\s-]half|a[\s-]quarter|one[\s-]quarter|three[\s-]quarters?))?(?:[\s-]odd|\s+or\s+so)?"
# One number. Atomic, so that a list of numbers is matched in linear time.
NUMBER = (
    rf"(?>(?<![\w'’])(?:{_COLLECTIVE}|{_HALVES})(?![a-z])|(?<![a-z])(?:{_BROKEN}|{_CARDINAL}|{_DIGITS}){_AND_A_HALF}"
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
    low = _HEDGED.sub("", text.strip().lower())
    if low[:1].isdigit() or low[:1] in FRACTIONS or low[:1] == ".":
        return _digits(low)
    return _words(low)


def _digits(low: str) -> float | None:
    """Read digits with separators, hundreds or thousands of them, and a fraction behind."""
    broken = _FRACTION.fullmatch(low)
    if broken:
        return float(broken[1] or 0) + int(broken[2]) / int(broken[3])
    low, extra = _without_part(low)
    low, factor = _without_scale(low)
    if low and low[-1] in FRACTIONS:
        extra += FRACTIONS[low[-1]]
        low = low[:-1].rstrip(" -")
    if not low:
        return extra or None
    if re.fullmatch(r"\d{1,3}(?:[,'’\u2009\u00a0\u202f ]\d{3})+(?:\.\d+)?", low):
        low = re.sub(r"[^\d.]", "", low)
    elif re.fullmatch(r"\d+,\d{1,2}", low):
        low = low.replace(",", ".")  # a decimal comma
    else:
        low = low.replace(",", "")
    try:
        return (float(low) + extra) * factor
    except ValueError:
        return None


_HEDGED = re.compile(r"(?:[\s-]odd|\s+or\s+so|\s+of)$")
_FRACTION = re.compile(r"(?:(\d+)[\s-])?([1-9])/([2-9])")
_PART = re.compile(r"[\s-]+and[\s-]+(?:a|one|(three))[\s-](?:half|(quarters?))$")
_SCALED = re.compile(r"\s(hundred|thousand)$")


def _without_part(low: str) -> tuple[str, float]:
    """Take "and a half", "and three quarters" off the end of a number."""
    match = _PART.search(low)
    if match is None:
        return low, 0.0
    part = 0.25 if match[2] else 0.5
    return low[: match.start()], part * 3 if match[1] else part


def _without_scale(low: str) -> tuple[str, float]:
    """Take "hundred", "thousand" off digits."""
    match = _SCALED.search(low)
    return (low[: match.start()], float(SCALES[match[1]])) if match else (low, 1.0)


_FIXED = {
    "half": 0.5,
    "one half": 0.5,
    "a half": 0.5,
    "three quarter": 0.75,
    "half a dozen": 6.0,
    "a couple": 2.0,
    "a couple of hundred": 200.0,
    "a couple of thousand": 2000.0,
}
# "a full mile", "half of a", "half an"
_ARTICLE = re.compile(r"(?:[\s-](?:of\s)?an?|(?<=^a)\s(?:full|good|whole|mere|bare|single))$")
_GROUPS = {"dozen": 12.0, "score": 20.0}


def _words(low: str) -> float | None:
    """Read a number in words."""
    low, extra = _without_part(low)
    words = [w for w in _WORDS_ONLY.split(_ARTICLE.sub("", low)) if w]
    if not words:
        return None
    fixed = _FIXED.get(" ".join(words))
    if fixed is not None:
        return fixed
    if words[0] in ("a", "an"):
        words[0] = "one"
    if words[-1] in _GROUPS and len(words) == 2 and words[0] in SIMPLE:
        return SIMPLE[words[0]] * _GROUPS[words[-1]]
    if words[-1] in _ORDINALS and len(words) <= 2:
        over = _cardinal(words[:-1] or ["one"])
        return None if over is None else over / _ORDINALS[words[-1]]
    if "point" in words:  # "one point five"
        point = words.index("point")
        whole, digits = _cardinal(words[:point]), [UNITS.get(w) for w in words[point + 1 :]]
        return (
            None
            if whole is None or None in digits
            else float(f"{whole}.{''.join(map(str, digits))}")
        )
    whole = _cardinal(words)
    return None if whole is None else whole + extra


def _cardinal(words: list[str]) -> int | None:
    """Read a whole number in words."""
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
    return total + part
