"""Read the faces and arcs of the border file; the only module that knows its tables."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from geo.errors import DataFileError
from geo.zones.arcs import SCALE, decode

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence
    from pathlib import Path

    from geo.zones.arcs import Microdegrees

OUTSIDE = 0
LAND, COAST, SEA, CUT = "land", "coast", "sea", "cut"


@dataclass(frozen=True, slots=True)
class Face:
    """
    All spots that one territory holds, the same others claim, and that are land (or sea).

    Attributes
    ----------
    code
        Territory code of its own: ``SY``, ``SY-GO``; empty where nobody holds it.
    holder
        Territory that holds it de facto; the state it broke away from where no (or one)
        member of the UN recognises who holds it.
    recognised
        Territory it belongs to for most members of the UN.
    areas
        Further codes that the spots belong to from every viewpoint.
    """

    id: int
    code: str
    land: bool
    holder: str
    claimants: tuple[str, ...]
    recognised: str
    areas: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Origin:
    """
    A source of lines.

    Attributes
    ----------
    date
        Date of the data, ISO 8601, as exact as the source says: a year, a month, an interval;
        empty where it says none.
    licence
        SPDX identifier, or "public domain".
    worth
        How far its lines may lie off, in words; empty where that is not known.
    """

    id: str
    title: str
    date: str
    licence: str
    worth: str = ""

    def __str__(self) -> str:
        notes = [self.date, f"good to {self.worth}" if self.worth else ""]
        told = ", ".join(note for note in notes if note)
        return f"{self.title} ({told})" if told else self.title


@dataclass(frozen=True, slots=True)
class Arc:
    """
    A line between two faces.

    Attributes
    ----------
    kind
        land, coast, sea or cut (the edge of the map).
    origin
        Id of its source.
    """

    left: int
    right: int
    kind: str
    origin: str
    points: Microdegrees


class Atlas:
    """The border file, opened for reading when first asked."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @cached_property
    def _db(self) -> sqlite3.Connection:
        if not self.path.is_file():
            raise DataFileError(str(self.path), "file", "there is no border data")
        uri = f"{self.path.resolve().as_uri()}?mode=ro&immutable=1"
        return sqlite3.connect(uri, uri=True, check_same_thread=False)

    @cached_property
    def meta(self) -> dict[str, str]:
        """Return version, licence and unit of the data."""
        return dict(self._db.execute("select key, value from meta"))

    @cached_property
    def names(self) -> dict[str, str]:
        """Return territory code -> English name."""
        return dict(self._db.execute("select code, name from names"))

    @cached_property
    def faces(self) -> dict[int, Face]:
        """Return face id -> face."""
        rows = self._db.execute(
            "select id, code, land, holder, claimants, recognised, areas from faces"
        )
        return {
            row[0]: Face(
                row[0], row[1], bool(row[2]), row[3], tuple(row[4].split()), row[5],
                tuple(row[6].split()),
            )
            for row in rows
        }  # fmt: skip

    @cached_property
    def origins(self) -> dict[str, Origin]:
        """Return origin id -> source of lines, those of most lines first."""
        rows = self._db.execute(
            "select id, title, date, licence, worth from origins order by rowid"
        )
        return {row[0]: Origin(*row) for row in rows}

    def near(self, face: int, bounds: tuple[float, float, float, float]) -> bool:
        """Tell whether a face can have ground in bounds (degrees): its lines come in, or go round."""
        west, south, east, north = (round(value * SCALE) for value in bounds)
        lines_in = self._db.execute(
            "select exists (select 1 from packs where (left = ? or right = ?) "
            "and west <= ? and east >= ? and south <= ? and north >= ?)",
            (face, face, east, west, north, south),
        ).fetchone()[0]
        return bool(lines_in) or self._holds(face, (west + east) // 2, (south + north) // 2)

    def _holds(self, face: int, x: int, y: int) -> bool:
        """Tell whether a face holds a point (microdegrees): its meridian north leaves it once more."""
        rows = self._db.execute(
            "select arcs from packs where (left = ? or right = ?) "
            "and west <= ? and east >= ? and north >= ?",
            (face, face, x, x, y),
        )
        lines = (line for (block,) in rows for line in _lines(block))
        return sum(_crossed(line, x, y) for line in lines) % 2 == 1

    def around(self, faces: Collection[int], kinds: Collection[str] = ()) -> Iterator[Arc]:
        """Yield the arcs between these faces and others, these on the left."""
        marks = ",".join("?" * len(faces))
        rows = self._db.execute(
            f"select left, right, kind, origin, arcs from packs where (left in ({marks})) != "
            f"(right in ({marks})) and (left in ({marks}) or right in ({marks}))",
            (*faces, *faces, *faces, *faces),
        )
        for left, right, kind, origin, block in rows:
            if not kinds or kind in kinds:
                turned = left not in faces
                for points in _lines(block):
                    if turned:
                        yield Arc(right, left, kind, origin, points[::-1])
                    else:
                        yield Arc(left, right, kind, origin, points)

    def between(self, some: Collection[int], others: Collection[int], kind: str) -> list[Arc]:
        """Return the arcs of a kind that have one of `some` left and one of `others` right."""
        return [arc for arc in self.around(some, (kind,)) if arc.right in others]

    def within(self, box: tuple[float, float, float, float], kinds: Collection[str]) -> list[Arc]:
        """Return the arcs whose extent meets a box (west, south, east, north; degrees)."""
        west, south, east, north = (round(value * SCALE) for value in box)
        rows = self._db.execute(
            "select left, right, kind, origin, arcs from packs "
            "where west <= ? and east >= ? and south <= ? and north >= ?",
            (east, west, north, south),
        )
        return [
            Arc(left, right, kind, origin, points)
            for left, right, kind, origin, block in rows
            if kind in kinds
            for points in _lines(block)
            if _meets(points, west, south, east, north)
        ]

    def origins_within(
        self, areas: Sequence[Collection[int]], bounds: tuple[float, float, float, float]
    ) -> list[Origin]:
        """
        Return the sources of the land borders and coasts round areas that come into bounds.

        Parameters
        ----------
        areas
            Ids of the faces of each area whose outline counts; none: every line in the bounds.
        bounds
            West, south, east, north, decimal degrees.
        """
        west, south, east, north = (round(value * SCALE) for value in bounds)
        rows = self._db.execute(
            "select left, right, origin, arcs from packs where kind in (?, ?) "
            "and west <= ? and east >= ? and south <= ? and north >= ?",
            (LAND, COAST, east, west, north, south),
        )
        found: set[str] = set()
        for left, right, origin, block in rows:
            outline = not areas or any((left in area) != (right in area) for area in areas)
            if outline and origin not in found:
                box = (west, south, east, north)
                found |= {origin} if any(_enters(line, *box) for line in _lines(block)) else set()
        return [origin for id, origin in self.origins.items() if id in found]


def _crossed(points: Microdegrees, x: int, y: int) -> int:
    """Return how often a line crosses the meridian north of a point (microdegrees)."""
    east = points[:, 0] > x
    at = np.flatnonzero(east[1:] != east[:-1])
    (x0, y0), (x1, y1) = points[at].T.astype(float), points[at + 1].T.astype(float)
    return int((y0 + (x - x0) / (x1 - x0) * (y1 - y0) > y).sum())


def _enters(points: Microdegrees, west: int, south: int, east: int, north: int) -> bool:
    """Tell whether the extent of an edge of a line meets a box."""
    low, high = np.minimum(points[:-1], points[1:]), np.maximum(points[:-1], points[1:])
    near = (high >= (west, south)) & (low <= (east, north))
    return bool(near.all(axis=1).any())


def _lines(block: bytes) -> Iterator[Microdegrees]:
    """Yield the lines of one pack."""
    points, ends = decode(block)
    for start, end in pairwise([0, *ends.tolist()]):
        yield points[start:end]


def _meets(points: Microdegrees, west: int, south: int, east: int, north: int) -> bool:
    """Tell whether the extent of a line meets a box."""
    low, high = points.min(axis=0), points.max(axis=0)
    return bool(low[0] <= east and high[0] >= west and low[1] <= north and high[1] >= south)


def stack(arcs: Sequence[Arc]) -> tuple[Microdegrees, np.ndarray[tuple[int], np.dtype[np.intp]]]:
    """Return all vertices on end and, for each, the number of its arc."""
    points = np.concatenate([arc.points for arc in arcs])
    return points, np.repeat(np.arange(len(arcs)), [len(arc.points) for arc in arcs])
