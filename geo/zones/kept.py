"""
Shapes that took long to make, kept on disk for the next time.

A shape is kept under a digest of everything it was made from: coordinates or data files, numbers,
and the code of this package. Files are written aside and renamed, so that two processes never see
half a file, and carry a digest of their own: what does not match it is removed and made again.
Where the folder cannot be written, nothing is kept. `CORDON_CACHE=off` keeps nothing at all.
"""

from __future__ import annotations

import os
import struct
import sys
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING

import shapely

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TypeAlias

    from shapely.geometry.base import BaseGeometry

    Made: TypeAlias = tuple[BaseGeometry, float]  # a shape, and its error in metres

VARIABLE = "CORDON_CACHE"
OFF = ("off", "0", "no")
SUFFIX = ".shape"
MOST_BYTES = 512 * 1024 * 1024
LONG_S = 0.1  # what is made faster is not kept
_MAGIC = b"CORDON01"
_HEAD = struct.Struct("<8s16sd")  # magic, digest of the rest, error
_ABANDONED_S = 3600.0  # an unfinished file so old is nobody's


@dataclass(frozen=True, slots=True)
class Shelf:
    """
    A folder of kept shapes.

    Attributes
    ----------
    folder
        Where they lie; None keeps nothing.
    most_bytes
        How much they may take together: those not asked for longest make room.
    long_s
        Shapes that take less than so many seconds are not kept.
    """

    folder: Path | None
    most_bytes: int = MOST_BYTES
    long_s: float = LONG_S

    @classmethod
    def usual(cls) -> Shelf:
        """Return the shelf of this user: `CORDON_CACHE`, or `cordon` in the usual cache folder."""
        told = os.environ.get(VARIABLE, "").strip()
        if told.lower() in OFF:
            return cls(None)
        return cls(Path(told) if told else _caches() / "cordon" / "shapes")

    def get(self, key: str) -> Made | None:
        """Return what is kept under a key, or None; a damaged file is removed."""
        if self.folder is None:
            return None
        path = self.folder / f"{key}{SUFFIX}"
        try:
            content = path.read_bytes()
        except OSError:
            return None
        made = _decoded(content)
        with suppress(OSError):
            os.utime(path) if made else path.unlink()
        return made

    def put(self, key: str, made: Made) -> None:
        """Keep a shape under a key, and make room; does nothing where that is not possible."""
        if self.folder is None:
            return
        content = _encoded(made)
        if len(content) > self.most_bytes // 2:
            return
        with suppress(OSError):
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            handle, aside = tempfile.mkstemp(dir=self.folder, suffix=".part")
            try:
                with os.fdopen(handle, "wb") as file:
                    file.write(content)
                Path(aside).replace(self.folder / f"{key}{SUFFIX}")
            except OSError:
                Path(aside).unlink(missing_ok=True)
                raise
            self._make_room()

    def made(self, key: str, make: Callable[[], Made]) -> Made:
        """Return what is kept under a key, or make it and keep it if that took long."""
        found = self.get(key)
        if found is None:
            start = time.monotonic()
            found = make()
            if time.monotonic() - start > self.long_s:
                self.put(key, found)
        return found

    def _make_room(self) -> None:
        """Remove abandoned files, then the shapes not asked for longest, until all fit."""
        if self.folder is None:
            return
        files, total = [], 0
        for path in self.folder.iterdir():
            with suppress(OSError):  # another process may have removed it
                state = path.stat()
                if path.suffix == SUFFIX:
                    files.append((state.st_mtime, state.st_size, path))
                    total += state.st_size
                elif path.suffix == ".part" and time.time() - state.st_mtime > _ABANDONED_S:
                    path.unlink()
        for _, size, path in sorted(files):
            if total <= self.most_bytes:
                break
            with suppress(OSError):
                path.unlink()
            total -= size


def key_of(kind: str, *parts: bytes | str | float) -> str:
    """Return the digest of a kind of shape, what it is made from, and the code that makes it."""
    digest = blake2b(_code(), digest_size=20)
    for part in (kind, *parts):
        content = part if isinstance(part, bytes) else repr(part).encode()
        digest.update(struct.pack("<q", len(content)))
        digest.update(content)
    return digest.hexdigest()


@cache
def digest_of(path: Path, size: int, changed_ns: int) -> bytes:
    """Return the digest of a file; size and time of change tell when to read it again."""
    digest = blake2b(digest_size=16)
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            digest.update(block)
    return digest.digest()


def file_digest(path: Path) -> bytes:
    """Return the digest of a data file, computed once in a process."""
    state = path.stat()
    return digest_of(path, state.st_size, state.st_mtime_ns)


@cache
def _code() -> bytes:
    """Return the digest of this package's code, so that shapes of another version do not count."""
    digest = blake2b(digest_size=16)
    for path in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(path.read_bytes())
    digest.update(shapely.geos_version_string.encode())
    return digest.digest()


def _encoded(made: Made) -> bytes:
    """Return a shape as the content of a file."""
    shape, error_m = made
    body: bytes = shapely.to_wkb(shape, byte_order=1)
    head: bytes = _HEAD.pack(_MAGIC, _digest(error_m, body), error_m)
    return head + body


def _decoded(content: bytes) -> Made | None:
    """Return the shape in the content of a file, or None where it is damaged."""
    if len(content) <= _HEAD.size:
        return None
    magic, digest, error_m = _HEAD.unpack_from(content)
    body = content[_HEAD.size :]
    if magic != _MAGIC or digest != _digest(error_m, body):
        return None
    return shapely.from_wkb(body), error_m


def _digest(error_m: float, body: bytes) -> bytes:
    """Return the digest of what a file says."""
    return blake2b(struct.pack("<d", error_m) + body, digest_size=16).digest()


def _caches() -> Path:
    """Return the folder in which programs of this user keep what can be made again."""
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
