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
from typing import TYPE_CHECKING, Any
from zlib import crc32

if TYPE_CHECKING:
    from collections.abc import Iterable

# flags, code, number of groups, groups by name, names of the groups
Kept = tuple[int, bytes, int, dict[str, int], tuple[str | None, ...]]

_MADE_OF_PATTERN = (AttributeError, ImportError, OverflowError, RuntimeError, TypeError, ValueError)
_CHECK_BYTES = 4
# a word ends here in a tree of letters
_END = ""


class Shelf:
    """
    Compiled patterns in a file.

    Parameters
    ----------
    paths
        Where the file may stand: the first that can be written is taken.
    """

    def __init__(self, *paths: Path) -> None:
        self.paths = paths
        self._new: dict[bytes, Kept] = {}

    def compiled(self, written: str, flags: int = 0) -> re.Pattern[str]:
        """Return a pattern as `re.compile` does, from the file if it is there; raises re.error."""
        key = blake2b(f"{int(flags)} {written}".encode(), digest_size=16).digest()
        try:
            kept = self._known.get(key) or self._new.get(key)
            if kept is None:
                kept = self._new[key] = _code(written, int(flags))
            return _pattern(written, kept)
        except _MADE_OF_PATTERN:  # another Python than those this was written for
            self._new.pop(key, None)
            return re.compile(written, flags)

    def save(self) -> None:
        """Write what was compiled to the file; a folder that cannot be written is no error."""
        if not self._new:
            return
        body = marshal.dumps((_matcher().MAGIC, self._read() | self._new))
        for path in self.paths:
            with suppress(OSError):
                path.parent.mkdir(parents=True, exist_ok=True)
                temporary = path.with_suffix(f".{os.getpid()}")
                temporary.write_bytes(crc32(body).to_bytes(_CHECK_BYTES, "little") + body)
                temporary.replace(path)
                return

    @cached_property
    def _known(self) -> dict[bytes, Kept]:
        return self._read()

    def _read(self) -> dict[bytes, Kept]:
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


def sharing_beginnings(words: Iterable[str]) -> str:
    """
    Write a pattern that finds any of some words, quicker than one that tries them in turn.

    What words begin with alike is written once; of a word and a longer one, the shorter is enough.

    Examples
    --------
    >>> sharing_beginnings(["border", "boundary", "bound", "coast"])
    '(?:bo(?:rder|und)|coast)'
    """
    tree: dict[str, Any] = {}
    for word in sorted(words, key=len):
        branch = tree
        for letter in word:
            if _END in branch:
                break
            branch = branch.setdefault(letter, {})
        else:
            branch[_END] = True
    return _branches(tree)


def _branches(tree: dict[str, Any]) -> str:
    """Write the words below one beginning."""
    if _END in tree:
        return ""
    written = [re.escape(letter) + _branches(tree[letter]) for letter in sorted(tree)]
    return written[0] if len(written) == 1 else f"(?:{'|'.join(written)})"


@lru_cache(maxsize=1)
def shelf() -> Shelf:
    """Return the patterns kept on this machine; what a run adds is written when it ends."""
    name = f"patterns.{sys.implementation.cache_tag}.bin"
    user = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    found = Shelf(Path(__file__).parent / "__pycache__" / name, user / "cordon" / name)
    atexit.register(found.save)
    return found
