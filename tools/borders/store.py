"""Write arcs and faces into one SQLite file."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from dataclasses import astuple
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from geo.zones.arcs import encode
from tools.borders.origins import ORIGINS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from tools.borders.planar import Arc, FaceRow

    Points = NDArray[np.int32]

MAX_ARC = 2048  # vertices; long arcs are cut so that a box reads little
MAX_PACK = 12_000
CORNER = np.array([-180_000_000, -90_000_000])
SCHEMA = """
create table meta (key text primary key, value text not null) without rowid;
create table names (code text primary key, name text not null) without rowid;
create table faces (
    id integer primary key, code text not null, land integer not null, holder text not null,
    claimants text not null, recognised text not null, areas text not null);
create table origins (
    id text primary key, title text not null, date text not null, licence text not null,
    worth text not null);
create table packs (
    id integer primary key, left integer not null, right integer not null, kind text not null,
    origin text not null references origins (id),
    west integer not null, south integer not null, east integer not null, north integer not null,
    arcs blob not null);
create index packs_left on packs (left);
create index packs_right on packs (right);
"""


def write(
    path: Path,
    faces: Sequence[FaceRow],
    arcs: Iterable[Arc],
    names: Mapping[str, str],
    meta: Mapping[str, str],
) -> None:
    """Write the whole file anew; face ids are the positions in `faces` plus one."""
    path.unlink(missing_ok=True)
    with sqlite3.connect(path) as db:
        db.executescript(SCHEMA)
        db.executemany("insert into meta values (?, ?)", sorted(meta.items()))
        db.executemany("insert into names values (?, ?)", sorted(names.items()))
        db.executemany("insert into faces values (?, ?, ?, ?, ?, ?, ?)", map(_face, faces))
        db.executemany("insert into origins values (?, ?, ?, ?, ?)", map(astuple, ORIGINS))
        db.executemany(
            "insert into packs values (null, ?, ?, ?, ?, ?, ?, ?, ?, ?)", sorted(_packs(arcs))
        )
    with sqlite3.connect(path) as db:
        db.execute("vacuum")


def _face(face: FaceRow) -> tuple[int, str, int, str, str, str, str]:
    """Return the row of one face."""
    status = face.status
    recognised = status.recognised or status.holder
    claimants, areas = " ".join(status.claimants), " ".join(status.areas)
    return (face.id, status.code, int(face.land), status.holder, claimants, recognised, areas)


def _packs(arcs: Iterable[Arc]) -> Iterator[tuple[int, int, str, str, int, int, int, int, bytes]]:
    """Yield rows of packs: arcs of one pair of faces and one source that lie near each other."""
    groups: dict[tuple[int, int, str, str], list[Points]] = defaultdict(list)
    for arc in arcs:
        groups[arc.left, arc.right, arc.kind, arc.origin].extend(_cut(arc.points))
    for key, lines in groups.items():
        for pack in _bundles(lines):
            low = np.min([line.min(axis=0) for line in pack], axis=0)
            high = np.max([line.max(axis=0) for line in pack], axis=0)
            box = (int(low[0]), int(low[1]), int(high[0]), int(high[1]))
            yield (*key, *box, encode(pack))


def _cut(points: Points) -> Iterator[Points]:
    """Yield the arc in pieces of at most `MAX_ARC` vertices that share their ends."""
    pieces = -(-(len(points) - 1) // (MAX_ARC - 1))
    marks = np.linspace(0, len(points) - 1, pieces + 1).round().astype(int)
    for start, end in pairwise(marks.tolist()):
        yield points[start : end + 1]


def _bundles(lines: list[Points]) -> Iterator[list[Points]]:
    """Yield lines in bundles of at most `MAX_PACK` vertices, along a Z-order curve."""
    pack: list[Points] = []
    size = 0
    for line in sorted(lines, key=_z_order):
        if pack and size + len(line) > MAX_PACK:
            yield pack
            pack, size = [], 0
        pack.append(line)
        size += len(line)
    if pack:
        yield pack


def _z_order(line: Points) -> int:
    """Return the position of the middle of a line on a Z-order curve of 0.02 degrees."""
    middle = (line.min(axis=0).astype(np.int64) + line.max(axis=0)) // 2
    column, row = ((middle - CORNER) // 20_000).tolist()
    return sum(
        ((column >> bit & 1) << (2 * bit)) | ((row >> bit & 1) << (2 * bit + 1))
        for bit in range(16)
    )
