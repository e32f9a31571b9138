"""
Dumps read in pieces that are kept on disk, so that an import that is stopped goes on later.

A piece holds the places or names of some thousand lines as arrays. It is written whole or not at
all; its name says which file and lines it covers.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import IO, Any

import numpy as np

from geo.errors import GazetteerError
from geo.places.dump import alternate, holds_names, opened, place
from geo.places.names import key
from geo.places.worth import fame

LINES = 20_000  # of one piece
SHOWN = 100  # characters of a bad line that are kept
COORDINATE_STEP = 1e-5

Progress = Callable[[Path, int, int, int], None]  # file, bytes read, bytes in all, bad lines


@dataclass(slots=True)
class Piece:
    """What some lines of a dump hold."""

    columns: dict[str, list[Any]] = field(default_factory=dict)
    bad: list[tuple[int, str, str]] = field(default_factory=list)
    kept: int = 0

    def put(self, **values: object) -> None:
        """Add one value to each of some columns."""
        for column, value in values.items():
            self.columns.setdefault(column, []).append(value)

    def place(self, line: str) -> None:
        """Add the place of a line."""
        row = place(line)
        if row is None:
            return
        self.put(
            number=row.number,
            name=row.name,
            lon=round(row.lon / COORDINATE_STEP),
            lat=round(row.lat / COORDINATE_STEP),
            kind=row.kind,
            country=row.country,
            area=row.area,
            county=row.county,
            population=row.population,
            fame=fame(row.population, len(row.names) - 1, row.seat),
        )
        best: dict[int, int] = {}
        for name, kind in row.names:
            found = key(name)
            best[found] = min(kind, best.get(found, kind))
        for found, kind in best.items():
            if found:
                self.put(key=found, owner=row.number, key_kind=kind)
        self.kept += 1

    def name(self, line: str) -> None:
        """Add the alternate name of a line."""
        found = alternate(line)
        if found and (hashed := key(found[1])):
            self.put(key=hashed, owner=found[0], key_kind=found[2])
            self.kept += 1


TYPES = {
    "number": "u4", "lon": "i4", "lat": "i4", "kind": "u1", "population": "u4", "fame": "u1",
    "key": "u8", "owner": "u4", "key_kind": "u1",
}  # fmt: skip
TEXTS = ("name", "country", "area", "county")


def stage(files: list[Path], folder: Path, progress: Progress) -> None:
    """
    Read dumps into pieces in a folder; what is there already of the same files is not read again.

    Raises
    ------
    GazetteerError
        If a file cannot be read.
    """
    identity = [_identity(path) for path in files]
    noted = folder / "files.json"
    if folder.exists() and (not noted.exists() or json.loads(noted.read_text("utf-8")) != identity):
        shutil.rmtree(folder)  # pieces of other files, or of none
    folder.mkdir(parents=True, exist_ok=True)
    _write_whole(noted, json.dumps(identity).encode())
    for number, path in enumerate(files):
        _stage_one(number, path, folder, progress)


def _identity(path: Path) -> list[object]:
    """Return what tells a file from a changed one."""
    try:
        found = path.stat()
    except OSError as problem:
        raise GazetteerError(str(path), "file", f"cannot be read: {problem}") from problem
    return [str(path.resolve()), found.st_size, found.st_mtime_ns]


def _stage_one(number: int, path: Path, folder: Path, progress: Progress) -> None:
    """Read one dump into pieces, from the first line that is in none."""
    done = sorted(folder.glob(f"{number:03d}-*.npz"))
    bad = sum(len(pieces_bad(piece)) for piece in done)
    names = holds_names(path)
    with opened(path) as (file, total):
        read = _skip(file, LINES * len(done))
        for at in range(len(done), 1 << 30):
            lines = list(islice(file, LINES))
            if not lines:
                break
            piece = _read(lines, LINES * at, names)
            read += sum(map(len, lines))
            bad += len(piece.bad)
            save(piece, folder / f"{number:03d}-{at:06d}.npz")
            progress(path, read, total, bad)


def _skip(file: IO[bytes], lines: int) -> int:
    """Pass over lines; return their bytes."""
    return sum(map(len, islice(file, lines)))


def _read(lines: list[bytes], before: int, names: bool) -> Piece:
    """Read some lines; what is wrong with one is noted, and the rest goes on."""
    piece = Piece()
    for number, raw in enumerate(lines, before + 1):
        if not raw.strip() or raw.startswith(b"#"):
            continue
        try:
            line = raw.decode("utf-8").rstrip("\r\n")
            (piece.name if names else piece.place)(line)
        except ValueError as problem:
            shown = raw[:SHOWN].decode("utf-8", "replace").rstrip("\r\n")
            piece.bad.append((number, str(problem)[:SHOWN], shown))
    return piece


def save(piece: Piece, path: Path) -> None:
    """Write a piece, whole or not at all."""
    arrays: dict[str, Any] = {
        c: np.array(piece.columns.get(c, []), dtype) for c, dtype in TYPES.items()
    }
    arrays |= {c: np.array(piece.columns.get(c, []), np.str_) for c in TEXTS}
    arrays["bad"] = np.array([json.dumps(entry) for entry in piece.bad], np.str_)
    temporary = path.with_suffix(".tmp")
    with temporary.open("wb") as file:
        np.savez(file, **arrays)
    temporary.replace(path)


def pieces_bad(path: Path) -> list[tuple[int, str, str]]:
    """Return the bad lines of a piece: number, what is wrong, how the line begins."""
    with np.load(path, allow_pickle=False) as piece:
        return [tuple(json.loads(entry)) for entry in piece["bad"].tolist()]


def pieces(folder: Path) -> Iterator[Path]:
    """Yield the pieces of a folder in the order of the lines."""
    yield from sorted(folder.glob("*.npz"))


def _write_whole(path: Path, content: bytes) -> None:
    """Write a file, whole or not at all."""
    temporary = path.with_suffix(".tmp")
    temporary.write_bytes(content)
    temporary.replace(path)
