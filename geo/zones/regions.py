"""Regions and seas: areas with a name that are no territory of their own."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Protocol

import shapely

from geo.errors import DataFileError, GeometryError
from geo.zones.area import difference, intersection, union
from geo.zones.geodesy import zone_within
from geo.zones.named import Named, fold

if TYPE_CHECKING:
    from pathlib import Path

    from shapely.geometry.base import BaseGeometry

_KEYS = {
    "id", "name", "aliases", "note", "territories", "outline", "outlines", "without", "by_name",
    "line", "within_m",
}  # fmt: skip
_SEA = "sea:"
_PART = "part:"


class Lands(Protocol):
    """What regions are cut from."""

    def land(self, code: str) -> BaseGeometry:
        """Return the land of a territory."""

    def admin1(self, code: str) -> BaseGeometry:
        """Return a first-order area."""

    def line(self, name: str) -> BaseGeometry:
        """Return a named line."""

    def land_in(self, west: float, south: float, east: float, north: float) -> BaseGeometry:
        """Return all land in a box."""


@dataclass(frozen=True, slots=True)
class Region:
    """
    How a region is made.

    Attributes
    ----------
    named
        Its id (``area:donbas``, ``sea:black``), names and note.
    territories
        Territories and first-order areas that it is part of, or made of; without any, a region is
        all land in its outlines.
    outlines
        Rings of vertices (longitude, latitude) that it lies within; a sea is what of them is no
        land.
    without
        Territories that are no part of it.
    by_name
        Whether a place of its name is it, whatever else the gazetteer takes it for.
    belt
        A named line and the metres on both sides of it that it lies within, or None.
    """

    named: Named
    territories: tuple[str, ...]
    outlines: tuple[tuple[tuple[float, float], ...], ...]
    without: tuple[str, ...]
    by_name: bool = False
    belt: tuple[str, float] | None = None

    @property
    def territory(self) -> str:
        """The territory that it is, where it is just one and nothing but that; else its id."""
        plain = not (self.outlines or self.without or self.belt)
        return self.territories[0] if plain and len(self.territories) == 1 else self.named.id


class Regions:
    """The table of regions and seas, read when first asked."""

    def __init__(self, path: Path, lands: Lands) -> None:
        self.path, self.lands = path, lands

    @cached_property
    def _file(self) -> dict[str, Any]:
        """Return what the file holds."""
        if not self.path.is_file():
            raise DataFileError(str(self.path), "file", "there are no regions and seas")
        return tomllib.loads(self.path.read_text(encoding="utf-8"))

    @cached_property
    def table(self) -> dict[str, Region]:
        """Return id -> region; raise DataFileError for a row that is wrong."""
        rows = (_region(self.path, row) for row in self._file.get("area", []))
        return {region.named.id: region for region in rows}

    @cached_property
    def _islands(self) -> tuple[frozenset[str], re.Pattern[str]]:
        """Return the ids of places that are one island, and what in a name says so."""
        row = self._file.get("islands", {})
        if set(row) != {"words", "places"} or not row["words"]:
            raise DataFileError(str(self.path), "islands", "wanted words and places")
        words = "|".join(map(re.escape, row["words"]))
        return frozenset(row["places"]), re.compile(rf"\b(?:{words})\b", re.IGNORECASE)

    def is_island(self, id: str, name: str) -> bool:
        """Tell whether a place of this id and name is one island."""
        places, words = self._islands
        return id in places or words.search(name) is not None

    def names(self) -> tuple[Named, ...]:
        """Return ids, names, aliases and notes; parts of countries go by their country's name."""
        return tuple(r.named for id, r in self.table.items() if not id.startswith(_PART))

    def sea_outline(self, name: str) -> BaseGeometry:
        """Return the outline of a sea by its name, over land as it is drawn; GeometryError for none."""
        for id, region in self.table.items():
            if id.startswith(_SEA) and region.named.name == name:
                return shapely.union_all([shapely.Polygon(ring) for ring in region.outlines])
        raise GeometryError(f"unknown sea {name!r}, wanted the name of one of Borders.areas()")

    @cached_property
    def _by_name(self) -> dict[str, Region]:
        """Return name or alias, folded -> region, of those that names alone tell."""
        return {
            fold(name): region
            for region in self.table.values()
            if region.by_name
            for name in (region.named.name, *region.named.aliases)
        }

    def called(self, name: str) -> Region | None:
        """Return the region that every place of a name is, or None."""
        return self._by_name.get(fold(name))

    def area(self, id: str) -> BaseGeometry:
        """Return a region or sea; raise GeometryError when there is none of this id."""
        if id not in self.table:
            raise GeometryError(f"unknown area {id!r}, wanted an id of Borders.areas()")
        region = self.table[id]
        if not region.territories:
            cut = difference if id.startswith((_SEA, f"{_PART}{_SEA}")) else intersection
            rings = [shapely.Polygon(ring) for ring in region.outlines]
            # each by itself: the bounds of two at the antimeridian go round the earth
            parts = [cut(ring, self.lands.land_in(*ring.bounds)) for ring in rings]
            return parts[0] if len(parts) == 1 else union(parts)
        parts = [self._part(code) for code in region.territories]
        whole = parts[0] if len(parts) == 1 else union(parts)
        if region.outlines:
            whole = intersection(_within(region), whole)
        if region.belt:
            name, within_m = region.belt
            whole = intersection(zone_within(self.lands.line(name), within_m).geometry, whole)
        for code in region.without:
            whole = difference(whole, self._part(code))
        return whole

    def _part(self, code: str) -> BaseGeometry:
        """Return the land of a territory or a first-order area."""
        return self.lands.admin1(code) if "." in code else self.lands.land(code)


def _region(path: Path, row: dict[str, Any]) -> Region:
    """Return one checked row."""
    id = str(row.get("id", "area without id"))
    wrong, lacking = set(row) - _KEYS, {"id", "name", "note"} - set(row)
    if wrong or lacking:
        raise DataFileError(str(path), id, f"unknown keys {wrong}, missing keys {lacking}")
    rings = [row["outline"]] if "outline" in row else row.get("outlines", ())
    outlines = tuple(tuple((float(x), float(y)) for x, y in ring) for ring in rings)
    sea = id.startswith(_SEA)
    if not (outlines or (row.get("territories") and not sea)):
        needs = "a sea needs an outline, a region needs territories or an outline"
        raise DataFileError(str(path), id, needs)
    if not all(len(ring) > 2 and shapely.Polygon(ring).is_valid for ring in outlines):
        raise DataFileError(str(path), id, "the outline crosses itself")
    named = Named(id, row["name"], tuple(row.get("aliases", ())), row["note"])
    if ("line" in row) != ("within_m" in row):
        raise DataFileError(str(path), id, "a belt needs line and within_m")
    return Region(
        named,
        tuple(row.get("territories", ())),
        outlines,
        tuple(row.get("without", ())),
        bool(row.get("by_name", False)),
        (row["line"], float(row["within_m"])) if "line" in row else None,
    )


def _within(region: Region) -> BaseGeometry:
    """Return the outlines of a region as one area."""
    rings = [shapely.Polygon(ring) for ring in region.outlines]
    return rings[0] if len(rings) == 1 else shapely.multipolygons(rings)
