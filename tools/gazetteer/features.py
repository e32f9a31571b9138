"""What is neither a town nor an area of a state: rivers, lakes, seas, lines, airfields, sites."""

from __future__ import annotations

import re
from math import log10

import airportsdata  # type: ignore[import-not-found]
from shapely import MultiLineString, MultiPolygon, Polygon

from geo.zones.borders import Borders
from geo.zones.named import Named
from tools.borders.lakes import table as lakes
from tools.gazetteer.curated import table
from tools.gazetteer.forms import other_forms
from tools.gazetteer.records import (
    ALTERNATE,
    CITY,
    FACILITY,
    FOREIGN,
    LINE,
    MAIN,
    REGION,
    SHORT,
    WATER,
    Record,
    script,
    worth,
)

WATERS = "Cordon's waters and lines (Natural Earth, GSHHG, OpenStreetMap)"
AIRFIELDS = "airportsdata 20260905"
CURATED = "Cordon's own table of regions, seas and lines"
KM_IN_DEGREE = 111.2
STRIPS = {"US", "CA", "BR", "MX"}  # countries whose registers list private strips
SITES = "Cordon's own table of sites"
CLASSES = {"region": REGION, "water": WATER, "line": LINE, "facility": FACILITY, "city": CITY}
RIVER_ALIASES = {
    "Euphrates": "Al Furat|Furat|Fırat|الفرات|Евфрат|Євфрат|פרת",
    "Tigris": "Dijla|Dicle|دجلة|Тигр",
    "Jordan": "Jordan River|River Jordan|نهر الأردن|נהר הירדן|Иордан",
    "Litani": "Litani River|نهر الليطاني|הליטני|Литани",
    "Yarmouk": "Yarmuk River|نهر اليرموك|הירמוך",
    "Orontes": "Orontes River|نهر العاصي",
    "Dnipro": "Dnieper|Dniepr|Dnepr|Днепр|Дніпро",
    "Dniester": "Dnister|Nistru|Dnestr|Днестр|Дністер",
    "Donets": "Siversky Donets|Северский Донец|Сіверський Донець",
    "Danube": "Дунай",
    "Nile": "النيل|הנילוס|Нил",
    "Volga": "Волга",
    "Amazonas": "Amazon",
    "Pivd. Buh": "Southern Bug|Southern Buh|Південний Буг|Южный Буг",
    "Tisa": "Tisza",
    "Drau": "Drava",
    "Mosel": "Moselle",
    "Vitava": "Vltava",
    "Susqehanna": "Susquehanna",
    "Shatt al Arab": "Shatt al-Arab|شط العرب",
    "Shabeelle": "Shabelle|Shebelle",
    "Jubba": "Juba River",
    "Neman": "Niemen",
    "Svernaya Dvina": "Northern Dvina",
    "Daugava": "Western Dvina|Dvina",
    "Harirud": "Hari Rud",
    "Tejo": "Tagus",
    "Nu": "Salween",
    "Don": "Дон",
    "Tista": "Teesta|Teesta River",
    "Ruvuma": "Rovuma|Rovuma River",
}
SAID = (
    "lake",
    "sea",
    "reservoir",
    "lac ",
    "lago",
    "loch",
    "lough",
    "lagoon",
)  # what a lake is called
LISTED = 20  # what a lake that reports speak of is better known than its size says
LAKE_ALIASES = {"Syvash": "Сиваш", "Lake Baikal": "Байкал", "Lake Ladoga": "Ладога"}
# "Lago", "Ozero" before the name of a lake, "Hu", "Nuur" after it: English says "Lake"
LAKE_BEFORE = re.compile(r"^(?:Lago (?:de )?|Lac |Danau |Ozero |L\. )")
LAKE_AFTER = re.compile(r" (?:Hu|Co|Nuur|Köli|Ko|Yumco)$")
AIRFIELD_TYPES = (" International Airport", " Airport", " Air Base", " Airfield", " Airbase")


def spelled(record: Record, aliases: list[str]) -> Record:
    """Add curated aliases, which are names in their own right."""
    for alias in aliases:
        if alias:
            record.add(alias, MAIN if script(alias) == "LATIN" else FOREIGN)
    return record


def waters(borders: Borders) -> list[Record]:
    """Return the rivers, lakes and lines that zones can be measured from, with the same ids."""
    found = [
        line_record(named, borders.river(named.id), WATER, RIVER_ALIASES)
        for named in borders.rivers()
    ]
    listed = {row["name"] for row in lakes()}
    found += [lake_record(named, borders.lake(named.id), listed) for named in borders.lakes()]
    found += [line_record(named, borders.line(named.id), LINE, {}) for named in borders.lines()]
    return found


def bare(name: str) -> list[str]:
    """Return "Dnipro" and "Dnieper" for "Dnipro (Dnieper)"; the second of a name loses its "#2"."""
    return [part.strip(" )") for part in name.split("#")[0].split("(") if part.strip(" )")]


def line_record(
    named: Named, course: MultiLineString, kind: int, aliases: dict[str, str]
) -> Record:
    """Return a river or line at the middle of its longest part; long ones are well known."""
    middle = max(course.geoms, key=lambda part: part.length).interpolate(0.5, normalized=True)
    km = max(1.0, course.length * KM_IN_DEGREE)
    record = Record(
        ref=named.id, name=bare(named.name)[0], lon=middle.x, lat=middle.y, kind=kind,
        country="", fame=int(10 + 10 * log10(km)), source=WATERS,
    )  # fmt: skip
    for name in (*bare(named.name), *(a for alias in named.aliases for a in bare(alias))):
        short = name.removesuffix(" River")
        record.add(name, SHORT if kind == WATER else MAIN)
        if kind == WATER:
            record.add(f"{short} River", MAIN)
            record.add(f"River {short}", MAIN)
    return spelled(record, aliases.get(record.name, "").split("|"))


def lake_record(named: Named, outline: Polygon | MultiPolygon, listed: set[str]) -> Record:
    """Return a lake at a point on it; large ones are well known, and more so those we list."""
    point = outline.representative_point()
    km2 = max(1.0, outline.area * KM_IN_DEGREE**2)
    name = named.name.split("#")[0].strip()
    record = Record(
        ref=named.id, name=name, lon=point.x, lat=point.y, kind=WATER,
        country="", fame=int(10 + 8 * log10(km2)) + LISTED * (name in listed), source=WATERS,
    )  # fmt: skip
    said = any(word in name.lower() for word in SAID)
    record.add(name, MAIN if said else SHORT)
    bare = LAKE_AFTER.sub("", LAKE_BEFORE.sub("", name))
    if not said or bare != name:
        record.add(f"Lake {bare}", MAIN)
    spelled(record, list(named.aliases))
    return spelled(record, LAKE_ALIASES.get(name, "").split("|"))


def curated(name: str, source: str) -> list[Record]:
    """Return the records of a curated table of regions or sites."""
    found = []
    for row in table(name):
        record = Record(
            ref=row["id"],
            name=row["name"],
            lon=float(row["lon"]),
            lat=float(row["lat"]),
            kind=CLASSES[row["class"]],
            country=row["country"],
            area=row.get("territory", ""),
            fame=int(row["fame"]),
            source=f"{source}: {row['source']}" if row.get("source") else source,
        )
        record.add(row["name"], MAIN)
        spelled(record, row["aliases"].split("|"))
        for name in other_forms(row["name"], row.get("kind", "")):
            record.add(name, ALTERNATE)
        found.append(record)
    return found


def airfields() -> list[Record]:
    """Return airfields with an IATA code, or outside the USA with a real ICAO code."""
    found = []
    for code, row in airportsdata.load("ICAO").items():
        if not row["iata"] and (
            row["country"] in STRIPS or not (code.isalpha() or "Base" in row["name"])
        ):
            continue
        record = Record(
            ref=f"icao:{code}", name=row["name"], lon=row["lon"], lat=row["lat"], kind=FACILITY,
            country=row["country"], fame=22 if row["iata"] else 12, source=AIRFIELDS,
        )  # fmt: skip
        for name in airfield_names(row["name"]):
            if worth(name) is not None and " " in name:
                record.add(name, MAIN if name == row["name"] else ALTERNATE)
        if record.names:
            found.append(record)
    return found


def airfield_names(name: str) -> list[str]:
    """Return "Ben Gurion Airport" and "Ben Gurion International" beside the full name."""
    names = [name]
    for kind in AIRFIELD_TYPES:
        if name.endswith(kind):
            bare = name.removesuffix(kind)
            others = ("Air Base", "Airbase", "Airfield") if "Air" in kind else ()
            names += [f"{bare} Airport", *(f"{bare} {o}" for o in others if "port" not in kind)]
            break
    return names
