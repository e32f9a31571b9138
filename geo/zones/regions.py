"""Regions and seas: areas with a name that are no territory of their own."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Protocol

import shapely

from geo.errors import DataFileError, GeometryError
from geo.zones.area import difference, intersection, union
from geo.zones.named import Named

if TYPE_CHECKING:
    from pathlib import Path

    from shapely.geometry.base import BaseGeometry

_KEYS = {"id", "name", "aliases", "note", "territories", "outline", "without"}
_SEA = "sea:"


class Lands(Protocol):
    """What regions are cut from."""

    def land(self, code: str) -> BaseGeometry:
        """Return the land of a territory."""

    def admin1(self, code: str) -> BaseGeometry:
        """Return a first-order area."""

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
        Territories and first-order areas that it is part of, or made of.
    outline
        Vertices (longitude, latitude) that it lies within; a sea is what of them is no land.
    without
        Territories that are no part of it.
    """

    named: Named
    territories: tuple[str, ...]
    outline: tuple[tuple[float, float], ...]
    without: tuple[str, ...]


class Regions:
    """The table of regions and seas, read when first asked."""

    def __init__(self, path: Path, lands: Lands) -> None:
        self.path, self.lands = path, lands

    @cached_property
    def table(self) -> dict[str, Region]:
        """Return id -> region; raise DataFileError for a row that is wrong."""
        if not self.path.is_file():
            raise DataFileError(str(self.path), "file", "there are no regions and seas")
        rows = tomllib.loads(self.path.read_text(encoding="utf-8")).get("area", [])
        return {region.named.id: region for region in (_region(self.path, row) for row in rows)}

    def names(self) -> tuple[Named, ...]:
        """Return ids, names, aliases and notes."""
        return tuple(region.named for region in self.table.values())

    def area(self, id: str) -> BaseGeometry:
        """Return a region or sea; raise GeometryError when there is none of this id."""
        if id not in self.table:
            raise GeometryError(f"unknown area {id!r}, wanted an id of Borders.areas()")
        region = self.table[id]
        if id.startswith(_SEA):
            outline = shapely.Polygon(region.outline)
            return difference(outline, self.lands.land_in(*outline.bounds))
        parts = [self._part(code) for code in region.territories]
        whole = parts[0] if len(parts) == 1 else union(parts)
        if region.outline:
            whole = intersection(shapely.Polygon(region.outline), whole)
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
    outline = tuple((float(x), float(y)) for x, y in row.get("outline", ()))
    sea = id.startswith(_SEA)
    if not (outline if sea else row.get("territories")):
        raise DataFileError(str(path), id, "a sea needs an outline, a region needs territories")
    if outline and not (len(outline) > 2 and shapely.Polygon(outline).is_valid):
        raise DataFileError(str(path), id, "the outline crosses itself")
    named = Named(id, row["name"], tuple(row.get("aliases", ())), row["note"])
    return Region(named, tuple(row.get("territories", ())), outline, tuple(row.get("without", ())))
