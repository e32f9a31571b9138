"""Rivers and lakes by name, and the named lines that are stretches of borders."""

from __future__ import annotations

import sqlite3
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import shapely
from shapely import MultiLineString

from geo.errors import DataFileError, GeometryError
from geo.zones.arcs import SCALE, decode, to_degrees
from geo.zones.rings import areas

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path
    from typing import Any, TypeAlias

    from shapely import MultiPolygon, Polygon
    from shapely.geometry.base import BaseGeometry

    from geo.zones.arcs import Microdegrees

    Area: TypeAlias = "Polygon | MultiPolygon"

RIVER, LAKE = "river", "lake"
NEAR_DEG = 0.03  # a river on the border of an area may be drawn this far from it


@dataclass(frozen=True, slots=True)
class Named:
    """A named line or water: id (``river:Litani``), name, further names, how it was made."""

    id: str
    name: str
    aliases: tuple[str, ...]
    note: str


def fold(name: str) -> str:
    """
    Return a name as it is compared: no case, accents, doubled spaces or "River" around it.

    Examples
    --------
    >>> fold("Fırat") == fold("Firat"), fold("River Jordan") == fold("Jordan River") == "jordan"
    (True, True)
    """
    words = unaccented(name).split()
    if len(words) > 1:
        words = words[1:] if words[0] == "river" else words
        words = words[:-1] if words[-1] == "river" and len(words) > 1 else words
    return " ".join(words)


def unaccented(name: str) -> str:
    """Return a name in lower case without accents."""
    plain = unicodedata.normalize("NFKD", name.casefold().replace("ı", "i"))
    return "".join(c for c in plain if not unicodedata.combining(c))


class Waters:
    """The file of rivers and lakes, opened when first asked."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._courses: dict[str, MultiLineString] = {}

    @cached_property
    def _db(self) -> sqlite3.Connection:
        if not self.path.is_file():
            raise DataFileError(str(self.path), "file", "there are no rivers and lakes")
        uri = f"{self.path.resolve().as_uri()}?mode=ro&immutable=1"
        return sqlite3.connect(uri, uri=True, check_same_thread=False)

    def names(self, kind: str) -> tuple[Named, ...]:
        """Return all rivers, or all lakes."""
        rows = self._db.execute("select name, aliases, note from waters where kind = ?", (kind,))
        return tuple(
            Named(f"{kind}:{name}", name, tuple(filter(None, aliases.split("|"))), note)
            for name, aliases, note in rows
        )

    def river(self, name: str, near: BaseGeometry | None = None) -> MultiLineString:
        """Return a river, of several the one near an area; GeometryError when there is none."""
        first = self._course(name)
        if near is None:
            return first
        shapely.prepare(near)
        if shapely.dwithin(near, first, NEAR_DEG):
            return first
        others = (self._course(other) for other in self._namesakes(name))
        return next((other for other in others if shapely.dwithin(near, other, NEAR_DEG)), first)

    def _course(self, name: str) -> MultiLineString:
        """Return the river that a name means when nothing else is said."""
        if name not in self._courses:
            lines = [to_degrees(points) for points in self._lines(RIVER, name)]
            merged = shapely.line_merge(MultiLineString(lines))
            several = isinstance(merged, MultiLineString)
            self._courses[name] = merged if several else MultiLineString([merged])
        return self._courses[name]

    def _namesakes(self, name: str) -> Iterator[str]:
        """Yield the names of all rivers that have this name or alias."""
        wanted = fold(name.removeprefix(f"{RIVER}:").split("#")[0])
        for named in self.names(RIVER):
            if wanted in {fold(x.split("#")[0]) for x in (named.name, *named.aliases)}:
                yield named.name

    def lake(self, name: str) -> Area:
        """Return a lake; raise GeometryError when there is none of this name."""
        return areas(self._lines(LAKE, name))

    def lakes_in(self, west: float, south: float, east: float, north: float) -> list[Area]:
        """Return the lakes whose bounds touch a box, degrees; the others are not even built."""
        rows = self._db.execute("select arcs from waters where kind = ? order by rowid", (LAKE,))
        least, most = np.array([west, south]) * SCALE, np.array([east, north]) * SCALE
        found = []
        for (block,) in rows:
            points, ends = decode(block)
            if (points.max(axis=0) >= least).all() and (points.min(axis=0) <= most).all():
                parts = pairwise([0, *ends.tolist()])
                found.append(areas([points[start:end] for start, end in parts]))
        return found

    @cached_property
    def _index(self) -> dict[tuple[str, str], str]:
        """Return (kind, folded name or alias) -> name; names go before aliases."""
        found: dict[tuple[str, str], str] = {}
        everything = [(kind, named) for kind in (RIVER, LAKE) for named in self.names(kind)]
        for kind, named in everything:
            found[kind, fold(named.name)] = named.name
        for kind, named in everything:
            for alias in named.aliases:
                found.setdefault((kind, fold(alias)), named.name)
        return found

    def _lines(self, kind: str, name: str) -> list[Microdegrees]:
        wanted = name.removeprefix(f"{kind}:")
        spellings = (wanted, wanted.split("#")[0])  # a river counted apart elsewhere is one here
        known = next(filter(None, (self._index.get((kind, fold(x))) for x in spellings)), None)
        if known is None:
            raise GeometryError(f"unknown {kind} {name!r}, wanted a name of Borders.{kind}s()")
        row = self._db.execute(
            "select arcs from waters where kind = ? and name = ?", (kind, known)
        ).fetchone()
        points, ends = decode(row[0])
        return [points[start:end] for start, end in pairwise([0, *ends.tolist()])]


@dataclass(frozen=True, slots=True)
class Course:
    """
    How a named line is made from borders.

    Attributes
    ----------
    named
        Its id, names and note.
    borders
        Pairs of territories whose shared border it runs along.
    box
        West, south, east, north that it is clipped to, or empty.
    viewpoint
        Viewpoint of the shared borders.
    points
        Vertices (longitude, latitude) of its pieces, where it is no stretch of borders.
    """

    named: Named
    borders: tuple[tuple[str, str], ...]
    box: tuple[float, ...]
    viewpoint: str
    points: tuple[tuple[tuple[float, float], ...], ...] = ()


def courses(path: Path) -> tuple[Course, ...]:
    """Read the table of named lines; raise DataFileError for a row that is wrong."""
    if not path.is_file():
        raise DataFileError(str(path), "file", "there are no named lines")
    rows = tomllib.loads(path.read_text(encoding="utf-8")).get("line", [])
    return tuple(_course(path, row) for row in rows)


def _course(path: Path, row: dict[str, Any]) -> Course:
    """Return one checked row."""
    name = str(row.get("id", "line without id"))
    wrong = set(row) - {"id", "name", "aliases", "note", "borders", "box", "viewpoint", "points"}
    lacking = {"id", "name", "note", "points" if "points" in row else "borders"} - set(row)
    if wrong or lacking:
        raise DataFileError(str(path), name, f"unknown keys {wrong}, missing keys {lacking}")
    points = tuple(tuple((float(x), float(y)) for x, y in line) for line in row.get("points", ()))
    if any(len(line) < 2 for line in points):
        raise DataFileError(str(path), name, "a line needs two points")
    pairs = [pair.split("|") for pair in row.get("borders", ())]
    if not (pairs or points) or any(len(pair) != 2 for pair in pairs):
        raise DataFileError(str(path), name, f"borders need 'A|B', got {row.get('borders')}")
    named = Named(f"line:{name}", row["name"], tuple(row.get("aliases", ())), row["note"])
    box = tuple(float(value) for value in row.get("box", ()))
    borders = tuple((a, b) for a, b in pairs)
    return Course(named, borders, box, row.get("viewpoint", "de-facto"), points)


def find(known: Iterable[Course], name: str) -> Course:
    """Return the line of an id, name or alias; raise GeometryError when there is none."""
    wanted = fold(name.removeprefix("line:"))
    for course in known:
        named = course.named
        spellings = (named.id.removeprefix("line:"), named.name, *named.aliases)
        if wanted in map(fold, spellings):
            return course
    raise GeometryError(f"unknown line {name!r}, wanted an id or name of Borders.lines()")
