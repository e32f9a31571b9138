"""
Functions of numbers and arrays as machine code (numba), for loops that numpy has no words for.

The first run on a machine takes some seconds to compile; the result is kept beside the code (or
in the user's cache folder). A compiled function holds the code of those that it calls, and the
constants that it names, as they were: numba looks only at the file that it stands in, so what is
kept here is marked with the sources of all of them. Compiled functions let other threads run.
"""

from __future__ import annotations

import importlib
import os
import re
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from hashlib import blake2b
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

import numba
from numba.np import linalg

if TYPE_CHECKING:
    from collections.abc import Callable

F = TypeVar("F", bound="Callable[..., object]")
T = TypeVar("T")

_LEAST_SHARE = 4_096
_COMPILED = re.compile(rb"^@compiled$", re.MULTILINE)
_IMPORTS = re.compile(rb"^from geo\.zones\.(\w+) import (\([^)]*\)|[^\n]*)", re.MULTILINE)
_CONSTANT = re.compile(rb"\b[A-Z][A-Z0-9_]+\b")


def _load_without_blas() -> None:
    """
    Load what numba needs before its first function runs, without all of scipy.linalg.

    It imports scipy.linalg (0.2 s, half of the time to the first zone) only to note that there
    is linear algebra, which no loop here uses.
    """
    original = linalg.ensure_blas

    def none_here() -> None:
        raise ImportError("no loop of ours needs linear algebra")

    linalg.ensure_blas = none_here
    try:
        importlib.import_module("numba.np.arraymath")
    finally:
        linalg.ensure_blas = original


_load_without_blas()


def compiled(function: F) -> F:
    """Return a function as machine code, kept on disk until a source of such functions changes."""
    made: Any = numba.njit(cache=True, nogil=True, error_model="numpy")(function)
    index = getattr(getattr(made, "_cache", None), "_cache_file", None)  # none in interpreted mode
    if index is not None:  # numba has no public way to say what else counts
        index._source_stamp = (index._source_stamp, sources_digest(Path(__file__).parent))
    return cast("F", made)


@cache
def sources_digest(folder: Path) -> bytes:
    """Return the digest of the modules that have compiled functions or constants of these."""
    texts = {path.stem: path.read_bytes() for path in folder.glob("*.py")}
    known = {name for name, text in texts.items() if _COMPILED.search(text)}
    new = set(known)
    while new:
        new = {name for one in new for name in _named_by(texts[one])} & texts.keys() - known
        known |= new
    digest = blake2b(digest_size=16)
    for name in sorted(known):
        digest.update(name.encode() + b"\0" + texts[name] + b"\0")
    return digest.digest()


def _named_by(text: bytes) -> set[str]:
    """Return the modules beside it from which a module takes constants."""
    found = _IMPORTS.findall(text)
    return {name.decode() for name, what in found if _CONSTANT.search(what)}


def in_shares(count: int, work: Callable[[int, int], T]) -> list[T]:
    """Return what work makes of the ranges first to last that together are 0 to count."""
    threads = os.cpu_count() or 1
    shares = max(1, min(4 * threads, count // _LEAST_SHARE))
    cuts = [count * i // shares for i in range(shares + 1)]
    if shares == 1 or threads == 1:
        return [work(a, b) for a, b in pairwise(cuts)]
    with ThreadPoolExecutor(threads) as pool:
        return list(pool.map(work, cuts[:-1], cuts[1:]))
