"""Which alternate names of a place are worth keeping, what they are to it, and how well it is known."""

from __future__ import annotations

import re
import unicodedata
from difflib import SequenceMatcher
from math import log10

from geo.places.layout import ALTERNATE, FOREIGN
from geo.places.names import fold

KEPT_SCRIPTS = ("LATIN", "ARABIC", "HEBREW", "CYRILLIC")
VOWELS = re.compile("[aeiouyw]")


def script(name: str) -> str:
    """Return the script of the first letter of a name, as Unicode calls it."""
    for letter in name:
        if letter.isalpha():
            return unicodedata.name(letter, "?").split(" ")[0]
    return "?"


def worth(name: str) -> int | None:
    """Return the kind an alternate name is kept as, or None: codes and romanisation debris."""
    kind = script(name)
    if kind not in KEPT_SCRIPTS or any(c.isdigit() for c in name) or "/" in name:
        return None
    if kind != "LATIN":
        return FOREIGN if len(name) > 1 else None
    head = name.lstrip("'’‘ʻʼ`")
    if len(head) < 3 or not head[0].isupper() or (head.isupper() and len(head) <= 5):
        return None
    return ALTERNATE


def variant(name: str, main: str) -> bool:
    """Tell whether a name is a spelling of the main one ("Deraa", "Dar'a") and not another name."""
    a, b = fold(name).replace(" ", ""), fold(main).replace(" ", "")
    if not a or not b or a[0] != b[0]:
        return False
    return VOWELS.sub("", a) == VOWELS.sub("", b) or SequenceMatcher(None, a, b).ratio() >= 0.75


def leads(name: str, main: str) -> bool:
    """Tell whether a name is the first words of the main one ("Santa Cruz" of the Sierra)."""
    return " " in name and fold(main).startswith(fold(name) + " ")


def fame(population: int, languages: int, bonus: int = 0) -> int:
    """Return how well known a settlement is, 0 to 100, from its people and its many names."""
    known = 8 * log10(max(population, 100)) + 6 * log10(1 + languages) + bonus
    return int(min(100, max(0, round(known))))
