"""The slow things the app does once a report: read it, gather its base map, prepare its map."""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from geo.maps.interactive import Prepared, prepare
from geo.pipeline import read
from geo.settings import Settings
from geo.ui.basemap import basemap
from geo.ui.state import digest

if TYPE_CHECKING:
    from collections.abc import Callable

    from geo.maps.basemap import Basemap
    from geo.model import Analysis, Document

T = TypeVar("T")
READINGS = 16


class Kept(Generic[T]):
    """
    The last results of a function, shared by all threads; two that want the same wait for one.

    Parameters
    ----------
    most
        Number of results to keep.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._guard = threading.Lock()
        self._locks: dict[str, threading.Lock] = {}
        self._found: OrderedDict[str, T] = OrderedDict()

    def get(self, key: str, make: Callable[[], T]) -> T:
        """Return what was made for a key, or make it."""
        with self._guard:
            lock = self._locks.setdefault(key, threading.Lock())
        with lock:
            with self._guard:
                if key in self._found:
                    self._found.move_to_end(key)
                    return self._found[key]
            made = make()
            with self._guard:
                self._found[key] = made
                while len(self._found) > self._most:
                    self._found.popitem(last=False)
            return made

    def has(self, key: str) -> bool:
        """Tell whether the result of a key is kept."""
        with self._guard:
            return key in self._found


@dataclass(frozen=True, slots=True)
class Reading:
    """What a page shows of one report."""

    analysis: Analysis
    ground: Basemap
    ready: Prepared


_readings: Kept[Reading] = Kept(READINGS)


def reading(document: Document) -> Reading:
    """
    Read a report, or return what was read of it before.

    Raises
    ------
    GeoError
        If the text is too long to read, or a data file is wrong.
    """
    return _readings.get(digest(document), lambda: _read(document))


def _read(document: Document) -> Reading:
    analysis = read(document, Settings())
    ground = basemap(analysis)
    return Reading(analysis, ground, prepare(analysis, ground))
