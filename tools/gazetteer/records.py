"""One entry of the gazetteer while it is being built, and which of its names are worth keeping."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from geo.places.layout import (
    ABBREVIATION,
    ADMIN1,
    ADMIN2,
    ALTERNATE,
    CITY,
    COUNTRY,
    FACILITY,
    FOREIGN,
    LINE,
    MAIN,
    REGION,
    SHORT,
    WATER,
)
from geo.places.worth import fame, leads, script, variant, worth

__all__ = [
    "ABBREVIATION", "ADMIN1", "ADMIN2", "ALTERNATE", "CITY", "COUNTRY", "FACILITY", "FOREIGN",
    "LINE", "MAIN", "REGION", "SHORT", "WATER", "Record", "fame", "leads", "script", "variant",
    "without_type", "worth",
]  # fmt: skip

TYPE_WORDS = (
    "governorate|province|oblast|region|state|department|district|county|parish|raion|"
    "municipality|prefecture|borough|census area|canton|republic|krai|okrug|division|commune|"
    "voivodeship|emirate|subdistrict|city|town|township|local government area|regency|"
    "community|autonomous|parroquia|wilayah|sheng|shi|capital|metropolitan|urban|rural|"
    "provincia|regione|arrondissement|kreis|landkreis|область|край|провинция|провінція|"
    "мухафаза|губернаторство|"
    "rayon|rajon|kommune|kommun|pagasts|novads|vald|járás|tumani|aūdany|i̇lçesi|ilçesi|"
    "cercle|subregion|zizhizhou|diqu|sub-prefecture|constituency|gorodskoy okrug|shahri"
)
NOT_SHORT = frozenset(
    """north south east west northern southern eastern western central centre center northeast
    northwest southeast southwest upper lower middle jewish capital national federal islands island
    coast river lake lagoon reservoir bay cape gulf strait sea city town county district region state valley hill hills park red black
    white green blue golden union united autonomous special interior border great grand""".split()
)
TYPE_AFTER = re.compile(rf"(?:\s+(?:{TYPE_WORDS}))+$", re.IGNORECASE)
LOCAL_BEFORE = re.compile(
    r"^(?:comuna|amphoe|huyện|quận|thị xã|kabupaten|shahrestān-e|gemeente|obshtina|općina|opština|"
    r"gorodskoy okrug(?: gorod)?|gorodskoye poseleniye|ora[şș]|municipiul|okres|bashkia|komuna e|"
    r"daïra(?: de| d['’])?|srŏk|nomós|nohiyai|cantón(?: de| del)?|caza(?: de| du| d['’])?|mukim|"
    r"délégation(?: de| d['’])?|cercle(?: de| d['’])|markaz|partido(?: de| do)?|nefat|qaḑā’|liwā’|"
    r"d[ée]partement (?:de l['’]|de la|de|du|des|d['’])|commune(?: urbaine)? (?:de|d['’])|"
    r"municipio(?: de)?|distrito(?: de| do)?|circunscrição(?: de)?|grad|općine)(?: |(?<=['’]))",
    re.IGNORECASE,
)  # the local words for a district, which English leaves out
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
        if kind in (SHORT, ALTERNATE) and name.lower() in NOT_SHORT:
            return
        if name:
            self.names[name] = min(kind, self.names.get(name, kind))


def without_type(name: str) -> str:
    """Return "Rapides" for "Rapides Parish", "Dar`a" for "Muhafazat Dar`a", "Fanø" for "Fanø Kommune"."""
    bare = TYPE_BEFORE.sub("", TYPE_AFTER.sub("", name)).strip()
    return LOCAL_BEFORE.sub("", bare).strip() or bare
