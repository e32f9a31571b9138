"""
The gazetteer: names to places, from memory-mapped arrays.

Opening it maps a few files and reads one small table; a look-up touches only the pages it needs.
"""

from __future__ import annotations

import json
from bisect import bisect_left
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from geo.errors import GazetteerError
from geo.model import Candidate
from geo.places.country import Country
from geo.places.files import load, mapped
from geo.places.layout import (
    ADMIN1,
    CLASSES,
    COUNTRY,
    LINE,
    PLACE,
    REGION,
    ROW_MASK,
    WATER,
)
from geo.places.names import Keys, fold, key
from geo.settings import DATA

Rows = npt.NDArray[np.uint32]
STEP = 1e-5
OWN_AREA = {COUNTRY, ADMIN1, REGION, WATER, LINE}


class Gazetteer:
    """
    Places of the world by name and by id.

    Examples
    --------
    >>> gazetteer = Gazetteer.open()
    >>> [c.name for c in gazetteer.find("دمشق")][0]
    'Damascus'
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.places = load(path, "places.npy", PLACE)
        self.keys = load(path, "keys.npy", "<u8")
        self.links = load(path, "links.npy", "<u4")
        self.word_keys = load(path, "words.npy", "<u8")
        self.word_flags = load(path, "flags.npy", "u1")
        if len(self.keys) != len(self.links) or len(self.word_keys) != len(self.word_flags):
            raise GazetteerError(str(path), "arrays", "keys and values differ in length")
        try:
            self._names = mapped(path / "names.bin")
            self._tables = json.loads((path / "tables.json").read_text(encoding="utf-8"))
            self.areas: list[str] = self._tables["areas"]
            self.sources: list[str] = self._tables["sources"]
            self._demonyms: dict[str, str] = self._tables["demonyms"]
        except (OSError, KeyError, ValueError) as error:
            raise GazetteerError(str(path), "tables.json", f"cannot be read: {error}") from error

    @classmethod
    def open(cls, path: Path = DATA / "gazetteer") -> Gazetteer:
        """
        Map the gazetteer in a folder.

        Raises
        ------
        GazetteerError
            A file is missing or is not what the gazetteer needs.
        """
        return cls(path)

    def find(self, name: str) -> tuple[Candidate, ...]:
        """
        Return all entries of a name, best known first.

        Case, diacritics, hyphens, apostrophes and the usual Arabic and Hebrew spelling
        variants do not matter.
        """
        rows = self.rows(np.array([key(name)], np.uint64))[0]
        ranked = sorted({int(r & ROW_MASK) for r in rows}, key=lambda r: (-self.fame(r), r))
        return tuple(self.candidate(row) for row in ranked)

    def rows(self, keys: Keys) -> list[Rows]:
        """Return, for each name key, its links: place row in the low bits, kind of name above."""
        left = np.searchsorted(self.keys, keys, "left")
        right = np.searchsorted(self.keys, keys, "right")
        return [
            np.asarray(self.links[a:b]) if b > a and k else np.empty(0, np.uint32)
            for a, b, k in zip(left.tolist(), right.tolist(), keys.tolist(), strict=True)
        ]

    def known(self, keys: Keys) -> npt.NDArray[np.bool_]:
        """Tell which name keys have an entry, shape (n,)."""
        at = np.minimum(np.searchsorted(self.keys, keys), len(self.keys) - 1)
        found: npt.NDArray[np.bool_] = (self.keys[at] == keys) & (keys != 0)
        return found

    def flags(self, keys: Keys) -> npt.NDArray[np.uint8]:
        """Return the flags of words (given name, surname, ordinary word), shape (n,)."""
        at = np.minimum(np.searchsorted(self.word_keys, keys), len(self.word_keys) - 1)
        return np.where(self.word_keys[at] == keys, self.word_flags[at], 0).astype(np.uint8)

    def get(self, id: str) -> Candidate:
        """
        Return the entry with an id.

        Raises
        ------
        KeyError
            No entry has this id.
        """
        return self.candidate(self.row(id))

    def row(self, id: str) -> int:
        """Return the row of an id; KeyError when there is none."""
        source, _, number = id.partition(":")
        if source == "geonames" and number.isdecimal():
            at = bisect_left(self._numbers, int(number))
            if at < self.numbered and self._numbers[at] == int(number):
                return at
        else:
            others = range(self.numbered, len(self.places))
            at = bisect_left(others, id, key=self.ref) + self.numbered
            if at < len(self.places) and self.ref(at) == id:
                return at
        raise KeyError(id)

    def candidate(self, row: int, score: float = 0.0, reason: str = "") -> Candidate:
        """Return one row as a candidate."""
        place = self.places[row]
        kind = int(place["kind"])
        area = self.areas[place["area"]] if kind in OWN_AREA else ""
        return Candidate(
            id=self.ref(row),
            name=self._text(int(place["name"])),
            lon=round(int(place["lon"]) * STEP, 5),
            lat=round(int(place["lat"]) * STEP, 5),
            feature_class=CLASSES[kind],
            country=self.areas[place["country"]],
            population=int(place["population"]),
            source=self.sources[place["source"]],
            territory=area,
            score=score,
            reason=reason,
        )

    def fame(self, row: int) -> int:
        """Return how well known a place is, 0 to 100."""
        return int(self.fames[row])

    @cached_property
    def fames(self) -> npt.NDArray[np.uint8]:
        """How well known each place is, 0 to 100, shape (n,)."""
        return np.ascontiguousarray(self.places["fame"])

    @cached_property
    def kinds(self) -> npt.NDArray[np.uint8]:
        """Kind of each place as `geo.places.layout` numbers it, shape (n,)."""
        return np.ascontiguousarray(self.places["kind"])

    def ref(self, row: int) -> str:
        """Return the id of a row."""
        number = int(self.places["ref"][row])
        return f"geonames:{number}" if row < self.numbered else self._text(number)

    def demonym(self, word: str) -> str | None:
        """
        Return the country code of a demonym, or None.

        Examples
        --------
        >>> gazetteer = Gazetteer.open()
        >>> gazetteer.demonym("Iranians"), gazetteer.demonym("Chechen"), gazetteer.demonym("Tehran")
        ('IR', 'RU', None)
        """
        row = self.demonym_row(fold(word))
        return None if row is None else self.areas[self.places["country"][row]] or None

    def demonym_row(self, folded: str) -> int | None:
        """Return the row of the place that a folded demonym belongs to."""
        return self._people.get(folded)

    def people_of(self, keys: Keys) -> npt.NDArray[np.int64]:
        """Return, for each name key, the row whose demonym it is, or -1, shape (n,)."""
        known, rows = self._people_keys
        at = np.minimum(np.searchsorted(known, keys), len(known) - 1)
        found: npt.NDArray[np.int64] = np.where(known[at] == keys, rows[at], -1)
        return found

    @cached_property
    def _people_keys(self) -> tuple[Keys, npt.NDArray[np.int64]]:
        keys = np.array([key(word) for word in self._people], np.uint64)
        order = np.argsort(keys)
        return keys[order], np.array(list(self._people.values()), np.int64)[order]

    @cached_property
    def _people(self) -> dict[str, int]:
        codes = {c: r for r, c in self._area_rows()}
        return {
            word: self.row(place) if ":" in place else codes[place]
            for word, place in self._demonyms.items()
            if ":" in place or place in codes
        }

    def _area_rows(self) -> list[tuple[int, str]]:
        """Return row and code of every area that has a code of its own; special areas win."""
        kinds = np.asarray(self.places["kind"])
        own = np.flatnonzero((kinds == ADMIN1) | (kinds == REGION) | (kinds == COUNTRY))
        own = own[np.argsort(kinds[own] == REGION, kind="stable")]
        codes = np.asarray(self.places["area"])[own]
        return [(int(r), self.areas[a]) for r, a in zip(own, codes.tolist(), strict=True) if a]

    @cached_property
    def area_rows(self) -> dict[str, int]:
        """Row of the area of each territory code."""
        return {code: row for row, code in self._area_rows()}

    @cached_property
    def capitals(self) -> dict[int, str]:
        """Row of each country's capital → code of the country."""
        found = {}
        for country in self.countries():
            for entry in self.find(country.capital) if country.capital else ():
                if entry.country == country.code and entry.feature_class == CLASSES[3]:
                    found[self.row(entry.id)] = country.code
                    break
        return found

    @cached_property
    def capital_rows(self) -> Rows:
        """Rows of the countries' capitals, ascending."""
        return np.array(sorted(self.capitals), np.uint32)

    def numbers(self, codes: frozenset[str]) -> frozenset[int]:
        """Return the numbers that some territory codes have among the areas."""
        return frozenset(self._number_of[code] for code in codes if code in self._number_of)

    @cached_property
    def _number_of(self) -> dict[str, int]:
        return {code: number for number, code in enumerate(self.areas)}

    def name(self, row: int) -> str:
        """Return the name of a row."""
        return self._text(int(self.places["name"][row]))

    def countries(self) -> tuple[Country, ...]:
        """Return the table of countries, ordered by code."""
        return self._countries

    @cached_property
    def _countries(self) -> tuple[Country, ...]:
        return tuple(self._country(raw) for raw in self._tables["countries"])

    def _country(self, raw: dict[str, Any]) -> Country:
        at = self.get(raw["id"])
        return Country(
            code=raw["code"],
            name=raw["name"],
            id=raw["id"],
            lon=at.lon,
            lat=at.lat,
            capital=raw["capital"],
            demonyms=tuple(raw["demonyms"]),
            borders=tuple(raw["borders"]),
            continent=raw["continent"],
            population=raw["population"],
            area_km2=raw["area_km2"],
        )

    @cached_property
    def _numbers(self) -> npt.NDArray[np.uint32]:
        """GeoNames numbers, ascending, shape (n,)."""
        return np.ascontiguousarray(self.places["ref"][: self.numbered])

    @property
    def names_blob(self) -> bytes:
        """All names, each after a byte with its length."""
        return bytes(self._names)

    @cached_property
    def numbered(self) -> int:
        """Number of rows whose id is a GeoNames number; they come first, ascending."""
        return int(self._tables["numbered"])

    def _text(self, at: int) -> str:
        """Return the string that starts at an offset of names.bin."""
        return bytes(self._names[at + 1 : at + 1 + self._names[at]]).decode("utf-8", "replace")
