"""
Functions of numbers and arrays as machine code (numba), for loops that numpy has no words for.

The first run on a machine takes some seconds to compile; the result is kept beside the code (or
in the user's cache folder). Compiled functions let other threads run.
"""

from __future__ import annotations

import importlib
import os
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from typing import TYPE_CHECKING, TypeVar, cast

import numba
from numba.np import linalg

if TYPE_CHECKING:
    from collections.abc import Callable

F = TypeVar("F", bound="Callable[..., object]")
T = TypeVar("T")

_LEAST_SHARE = 4_096


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
    """Return a function as machine code, kept on disk between runs."""
    return cast("F", numba.njit(cache=True, nogil=True, error_model="numpy")(function))


def in_shares(count: int, work: Callable[[int, int], T]) -> list[T]:
    """Return what work makes of the ranges first to last that together are 0 to count."""
    threads = os.cpu_count() or 1
    shares = max(1, min(4 * threads, count // _LEAST_SHARE))
    cuts = [count * i // shares for i in range(shares + 1)]
    if shares == 1 or threads == 1:
        return [work(a, b) for a, b in pairwise(cuts)]
    with ThreadPoolExecutor(threads) as pool:
        return list(pool.map(work, cuts[:-1], cuts[1:]))
