"""
Functions of numbers and arrays as machine code (numba), for loops that numpy has no words for.

The first run on a machine takes some seconds to compile; the result is kept beside the code (or
in the user's cache folder). Compiled functions let other threads run.
"""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from typing import TYPE_CHECKING, TypeVar, cast

import numba

if TYPE_CHECKING:
    from collections.abc import Callable

F = TypeVar("F", bound="Callable[..., object]")
T = TypeVar("T")

_LEAST_SHARE = 4_096


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
