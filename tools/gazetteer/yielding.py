"""Which names give way to those who bear them by right, and which sites follow their town's spellings."""

from __future__ import annotations

import re
from collections import defaultdict

from geo.places.names import key
from tools.gazetteer.curated import table
from tools.gazetteer.forms import ENDINGS
from tools.gazetteer.records import (
    ALTERNATE,
    CITY,
    COUNTRY,
    FACILITY,
    MAIN,
    REGION,
    Record,
    script,
)

PARTS = re.compile(r" and (?:the )?| & ")
LESSER = 15  # of fame, that the bearer of a name may be less known than who is only spelled so
APART_DEGREES = 1.0  # a town and its district are no rivals
TOWN_DEGREES = 0.8  # of a site from the town it is called by


def give_way(records: list[Record], special: list[Record]) -> None:
    """Make names alternate ones where another place has a better right to them."""
    to_regions(records, special)
    to_islands(records)
    to_countries(records)
    to_bearers(records)


def to_regions(records: list[Record], special: list[Record]) -> None:
    """Make "Tiran" an alternate name of Tirana, for it is the name itself of a region of our own."""
    main = {key(n) for r in special for n in (r.name, r.name.removesuffix(" Island"))}
    for record in records:
        own = key(record.name)
        for name, kind in record.names.items():
            found = key(name)
            if kind < ALTERNATE and found in main and found != own:
                record.names[name] = ALTERNATE


def to_islands(records: list[Record]) -> None:
    """Take "South Georgia" from the territory that has the South Sandwich Islands, too."""
    own = (r for r in records if r.kind == REGION and r.ref.startswith("area:"))
    regions = {key(n) for r in own for n, kind in r.names.items() if kind == MAIN}
    for record in records:
        parts = {key(part) for part in PARTS.split(record.name)}
        if record.kind != COUNTRY or len(parts) < 2:
            continue
        for name in [n for n in record.names if key(n) in parts & regions]:
            del record.names[name]


def to_countries(records: list[Record]) -> None:
    """Take "Paraguay" from Asunción and "Malta" from its villages: it is the country's name, and not part of theirs."""
    named = {r.country: r for r in records if r.kind == COUNTRY}
    for record in records:
        country = named.get(record.country)
        if record.kind == COUNTRY or country is None or not record.ref.startswith("geonames:"):
            continue
        own = key(country.name)
        if country.name.lower() in record.name.lower() or key(record.name) == own:
            continue
        for name in [n for n in record.names if key(n) == own]:
            del record.names[name]


def to_bearers(records: list[Record]) -> None:
    """Make "Puno" an alternate name of Pune, for a town of Peru is called so."""
    usual = {row["ref"]: row["names"].split("|") for row in table("city_names.csv")}
    bearers: dict[int, list[Record]] = defaultdict(list)
    for record in records:
        if record.kind == CITY:
            bearers[key(record.name)].append(record)
    for record in records:
        if record.kind != CITY or not record.ref.startswith("geonames:"):
            continue
        kept = {
            key(n) for n in (record.name, record.name.split(" (")[0], *usual.get(record.ref, ()))
        }
        for name, kind in record.names.items():
            found = key(name)
            if (
                kind == MAIN
                and found not in kept
                and any(rival(record, other) for other in bearers.get(found, ()))
            ):
                record.names[name] = ALTERNATE


def rival(record: Record, other: Record) -> bool:
    """Tell whether a bearer of a name lies elsewhere and is known enough to be meant by it."""
    away = max(abs(record.lon - other.lon), abs(record.lat - other.lat))
    return away > APART_DEGREES and other.fame >= record.fame - LESSER


def spell_sites(records: list[Record]) -> None:
    """Let "Zaporizhzhia Nuclear Power Plant" be known by each spelling of the town it is called by."""
    towns: dict[int, list[Record]] = defaultdict(list)
    for record in records:
        if record.kind == CITY:
            for name, kind in record.names.items():
                if kind == MAIN:
                    towns[key(name)].append(record)
    groups = [[e.lower() for e in endings] for endings in ENDINGS.values()]
    for site in records:
        if site.kind != FACILITY or not site.ref.startswith("site:"):
            continue
        for stem, endings in stems(site.name, groups):
            for town in towns.get(key(stem), ()):
                if beside(site, town):
                    add_spellings(site, town, endings)


def stems(name: str, groups: list[list[str]]) -> list[tuple[str, list[str]]]:
    """Return what stands before the type of a site, with all words for that type."""
    low = name.lower()
    found = []
    for endings in groups:
        fits = [e for e in endings if low.endswith(f" {e}")]
        if fits:
            found.append((name[: -len(max(fits, key=len)) - 1], endings))
    return found


def beside(site: Record, town: Record) -> bool:
    """Tell whether a site is near a town."""
    return max(abs(site.lon - town.lon), abs(site.lat - town.lat)) < TOWN_DEGREES


def add_spellings(site: Record, town: Record, endings: list[str]) -> None:
    """Add the names of a site that begin with a spelling of its town."""
    spelled = {key(n): n for n, kind in town.names.items() if kind == MAIN and script(n) == "LATIN"}
    known = {key(n) for n in site.names}
    for name in spelled.values():
        for ending in endings:
            if key(f"{name} {ending}") not in known:
                site.add(f"{name} {ending}", ALTERNATE)
