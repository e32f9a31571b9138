"""One entry of the gazetteer while it is being built, and which of its names are worth keeping."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from math import log10

from geo.places.names import fold

COUNTRY, ADMIN1, ADMIN2, CITY, REGION, FACILITY, WATER, LINE = range(8)
MAIN, ALTERNATE, FOREIGN, SHORT, ABBREVIATION = range(5)

KEPT_SCRIPTS = ("LATIN", "ARABIC", "HEBREW", "CYRILLIC")
TYPE_WORDS = (
    "governorate|province|oblast|region|state|department|district|county|parish|raion|"
    "municipality|prefecture|borough|census area|canton|republic|krai|okrug|division|commune|"
    "voivodeship|emirate|subdistrict|city|town|township|local government area|regency|"
    "community|autonomous|parroquia|wilayah|sheng|shi|capital|metropolitan|urban|rural|"
    "provincia|regione|arrondissement|kreis|landkreis|область|край|провинция|провінція|"
    "мухафаза|губернаторство"
)
NOT_SHORT = frozenset(
    """north south east west northern southern eastern western central centre center northeast
    northwest southeast southwest upper lower middle jewish capital national federal islands island
    coast river lake bay city town county district region state valley hill hills park red black
    white green blue golden union united autonomous special interior border great grand""".split()
)
VOWELS = re.compile("[aeiouyw]")
TYPE_AFTER = re.compile(rf"(?:\s+(?:{TYPE_WORDS}))+$", re.IGNORECASE)
TYPE_BEFORE = re.compile(
    r"^(?:muhafazat|wilayat?|provincia(?: di| de)?|departamento(?: de)?|"
    r"region(?: of)?|state of|province of|estado de|republic of|county of|landkreis|kreis|"
    r"arrondissement (?:de |d['’]|du |des )?|"
    r"municipio de|politischer bezirk|bezirk|comarca de|"
    r"محافظة|ولاية|إقليم|مقاطعة|أوبلاست|منطقة|استان|מחוז|נפת|республика|провинция|мухафаза) ?",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Record:
    """A place: its id, names by kind, point (EPSG:4326), class, containment and weight."""

    ref: str
    name: str
    lon: float
    lat: float
    kind: int
    country: str
    area: str = ""
    population: int = 0
    fame: int = 0
    source: str = ""
    names: dict[str, int] = field(default_factory=dict)

    def add(self, name: str, kind: int) -> None:
        """Add a name unless it is there as a better kind."""
        name = name.strip()
        if kind == SHORT and name.lower() in NOT_SHORT:
            return
        if name:
            self.names[name] = min(kind, self.names.get(name, kind))


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


def without_type(name: str) -> str:
    """Return "Rapides" for "Rapides Parish", "Dar`a" for "Muhafazat Dar`a"."""
    return TYPE_BEFORE.sub("", TYPE_AFTER.sub("", name)).strip()


def fame(population: int, languages: int, bonus: int = 0) -> int:
    """Return how well known a settlement is, 0 to 100, from its people and its many names."""
    known = 8 * log10(max(population, 100)) + 6 * log10(1 + languages) + bonus
    return int(min(100, max(0, round(known))))
