"""
Regular expressions that are compiled once on a machine.

Python compiles a long pattern in some milliseconds, in every process anew: 0.4 s for the rows that
one report needs. Here the code it makes is kept beside this file, as Python keeps the byte code of
modules, or in the user's cache folder where that cannot be written. What is kept holds for one
version of Python; where it is missing, damaged or of another version, the pattern is compiled.
"""

from __future__ import annotations

import atexit
import importlib
import marshal
import os
import re
import sys
from array import array
from contextlib import suppress
from functools import cached_property, lru_cache
from hashlib import blake2b
from pathlib import Path
from types import ModuleType
from typing import Any
from zlib import crc32

from geo.text.alternatives import grouped
from geo.text.literals import Group, needed

# flags, code, number of groups, groups by name, names of the groups
Kept = tuple[int, bytes, int, dict[str, int], tuple[str | None, ...]]
# groups of words that a pattern cannot match without
Words = tuple[tuple[str, ...], ...]

_MADE_OF_PATTERN = (AttributeError, ImportError, OverflowError, RuntimeError, TypeError, ValueError)
_CHECK_BYTES = 4
# how patterns are written before they are compiled; another number, and all are compiled anew
_WRITING = 4
# one set of rows has half as many patterns and words; of more, most are of rows that were changed since
_MOST = 4_000


class Shelf:
    """
    Compiled patterns in a file.

    Parameters
    ----------
    paths
        Where the file may stand: the first that can be written is taken.
    most
        So many patterns are kept; where there are more, those that this process asked for.
    """

    def __init__(self, *paths: Path, most: int = _MOST) -> None:
        self.paths, self.most = paths, most
        self._new: dict[bytes, Any] = {}
        self._asked: set[bytes] = set()

    def compiled(self, written: str, flags: int = 0) -> re.Pattern[str]:
        """Return a pattern as `re.compile` does, from the file if it is there; raises re.error."""
        key = self._key("", written, flags)
        try:
            kept: Kept | None = self._known.get(key) or self._new.get(key)
            if kept is None:
                kept = self._new[key] = _code(grouped(written), int(flags))
            return _pattern(written, kept)
        except _MADE_OF_PATTERN:  # another Python than those this was written for
            self._new.pop(key, None)
            return re.compile(written, flags)

    def needed(self, written: str, flags: int = 0) -> tuple[Group, ...]:
        """Return the words that a pattern needs, from the file if they are there; raises re.error."""
        key = self._key("words ", written, flags)
        kept: Words | None = self._known.get(key)
        kept = self._new.get(key) if kept is None else kept
        if kept is None:
            try:
                kept = tuple(tuple(sorted(group)) for group in needed(written, int(flags)))
            except (
                AttributeError,
                TypeError,
                ValueError,
            ):  # another Python than this was written for
                return ()
            self._new[key] = kept
        return tuple(map(frozenset, kept))

    def _key(self, what: str, written: str, flags: int) -> bytes:
        """Key of what is kept of a pattern, which was asked for."""
        told = f"{what}{_WRITING} {int(flags)} {written}"
        key = blake2b(told.encode(), digest_size=16).digest()
        self._asked.add(key)
        return key

    def save(self) -> None:
        """Write what was compiled to the file; a folder that cannot be written is no error."""
        if not self._new:
            return
        found = self._read() | self._new
        if len(found) > self.most:
            found = {key: kept for key, kept in found.items() if key in self._asked}
        body = marshal.dumps((_matcher().MAGIC, found))
        for path in self.paths:
            with suppress(OSError):
                path.parent.mkdir(parents=True, exist_ok=True)
                temporary = path.with_suffix(f".{os.getpid()}")
                temporary.write_bytes(crc32(body).to_bytes(_CHECK_BYTES, "little") + body)
                temporary.replace(path)
                return

    @cached_property
    def _known(self) -> dict[bytes, Any]:
        return self._read()

    def _read(self) -> dict[bytes, Any]:
        """Return what the file holds; nothing where it is missing, damaged or of another Python."""
        for path in self.paths:
            with suppress(OSError, ValueError, EOFError, TypeError):
                raw = path.read_bytes()
                body = memoryview(raw)[_CHECK_BYTES:]
                if int.from_bytes(raw[:_CHECK_BYTES], "little") == crc32(body):
                    magic, found = marshal.loads(body)
                    return found if magic == _matcher().MAGIC else {}
        return {}


def _code(written: str, flags: int) -> Kept:
    """Compile a pattern to the code of Python's matcher; raises re.error."""
    compiler: Any = re._compiler  # type: ignore[attr-defined]
    parsed = compiler._parser.parse(written, flags)
    code = compiler._code(parsed, flags)
    names: list[str | None] = [None] * parsed.state.groups
    for name, number in parsed.state.groupdict.items():
        names[number] = name
    whole = int(flags) | int(parsed.state.flags)
    groups = parsed.state.groups - 1
    return whole, array("I", code).tobytes(), groups, parsed.state.groupdict, tuple(names)


def _pattern(written: str, kept: Kept) -> re.Pattern[str]:
    """Make a pattern of the matcher's code, which checks that it is sound."""
    flags, code, groups, index, names = kept
    made: re.Pattern[str] = _matcher().compile(
        written, flags, array("I", code).tolist(), groups, index, names
    )
    return made


@lru_cache(maxsize=1)
def _matcher() -> ModuleType:
    """Return Python's matcher, which has no public name."""
    return importlib.import_module("_sre")


@lru_cache(maxsize=1)
def shelf() -> Shelf:
    """Return the patterns kept on this machine; what a run adds is written when it ends."""
    name = f"patterns.{sys.implementation.cache_tag}.bin"
    user = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    found = Shelf(Path(__file__).parent / "__pycache__" / name, user / "cordon" / name)
    atexit.register(found.save)
    return found
