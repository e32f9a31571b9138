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
    from collections.abc import Collection, Iterator
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
class Arc:
    """A line between two faces; kind is land, coast, sea or cut (the edge of the map)."""

    left: int
    right: int
    kind: str
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

    def near(self, face: int, bounds: tuple[float, float, float, float]) -> bool:
        """Tell whether the lines around a face come into bounds (degrees)."""
        west, south, east, north = (round(value * SCALE) for value in bounds)
        return bool(
            self._db.execute(
                "select exists (select 1 from packs where (left = ? or right = ?) "
                "and west <= ? and east >= ? and south <= ? and north >= ?)",
                (face, face, east, west, north, south),
            ).fetchone()[0]
        )

    def around(self, faces: Collection[int], kinds: Collection[str] = ()) -> Iterator[Arc]:
        """Yield the arcs between these faces and others, these on the left."""
        marks = ",".join("?" * len(faces))
        rows = self._db.execute(
            f"select left, right, kind, arcs from packs where (left in ({marks})) != "
            f"(right in ({marks})) and (left in ({marks}) or right in ({marks}))",
            (*faces, *faces, *faces, *faces),
        )
        for left, right, kind, block in rows:
            if not kinds or kind in kinds:
                turned = left not in faces
                for points in _lines(block):
                    if turned:
                        yield Arc(right, left, kind, points[::-1])
                    else:
                        yield Arc(left, right, kind, points)

    def between(self, some: Collection[int], others: Collection[int], kind: str) -> list[Arc]:
        """Return the arcs of a kind that have one of `some` left and one of `others` right."""
        return [arc for arc in self.around(some, (kind,)) if arc.right in others]

    def within(self, box: tuple[float, float, float, float], kinds: Collection[str]) -> list[Arc]:
        """Return the arcs whose extent meets a box (west, south, east, north; degrees)."""
        west, south, east, north = (round(value * SCALE) for value in box)
        rows = self._db.execute(
            "select left, right, kind, arcs from packs "
            "where west <= ? and east >= ? and south <= ? and north >= ?",
            (east, west, north, south),
        )
        return [
            Arc(left, right, kind, points)
            for left, right, kind, block in rows
            if kind in kinds
            for points in _lines(block)
            if _meets(points, west, south, east, north)
        ]


def _lines(block: bytes) -> Iterator[Microdegrees]:
    """Yield the lines of one pack."""
    points, ends = decode(block)
    for start, end in pairwise([0, *ends.tolist()]):
        yield points[start:end]


def _meets(points: Microdegrees, west: int, south: int, east: int, north: int) -> bool:
    """Tell whether the extent of a line meets a box."""
    low, high = points.min(axis=0), points.max(axis=0)
    return bool(low[0] <= east and high[0] >= west and low[1] <= north and high[1] >= south)


def stack(arcs: list[Arc]) -> tuple[Microdegrees, np.ndarray[tuple[int], np.dtype[np.intp]]]:
    """Return all vertices on end and, for each, the number of its arc."""
    points = np.concatenate([arc.points for arc in arcs])
    return points, np.repeat(np.arange(len(arcs)), [len(arc.points) for arc in arcs])
