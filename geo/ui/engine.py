"""The slow things the app does once a report: read it, gather its base map, prepare its map."""

from __future__ import annotations

import hashlib
import json
import threading
from collections import Counter, OrderedDict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Generic, TypeVar

from geo.maps.interactive import Prepared, data_script, prepare
from geo.pipeline import loaded, read
from geo.settings import Settings
from geo.store.case import WRITTEN_BY
from geo.store.history import History
from geo.ui.basemap import basemap
from geo.ui.marks import SHOWN_CHARS, marks, pieces
from geo.ui.state import digest

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from geo.maps.basemap import Basemap
    from geo.model import Analysis, Document
    from geo.pipeline import Progress

T = TypeVar("T")
READINGS = 16
NO_HISTORY = History()
AS_HELD = Settings()


def quietly(_doing: str, _share: float) -> None:
    """Tell nobody."""


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

    def find(self, key: str) -> T | None:
        """Return the result of a key where it is kept."""
        with self._guard:
            return self._found.get(key)


@dataclass(frozen=True, slots=True)
class Reading:
    """
    What a page shows of one report.

    Attributes
    ----------
    key
        Names the text, the corrections, the settings and the versions it was made from.
    parts
        The reports, where there are several; their zones and places follow each other.
    names
        What is written for the number of each zone, where there are several reports.
    """

    key: str
    analysis: Analysis
    ground: Basemap
    ready: Prepared
    parts: tuple[Analysis, ...] = ()
    names: tuple[str, ...] = ()

    def owner(self, kind: str, number: int) -> tuple[Document, int] | None:
        """
        Return the report that something on the map is of, and its number there.

        Parameters
        ----------
        kind
            "zones", "places" or "events".
        number
            From 1, as on the map; None is returned for one that is not there.
        """
        left = number
        for part in self.parts or (self.analysis,):
            size = len(getattr(part, kind))
            if 0 < left <= size:
                return part.document, left
            left -= size
        return None


_readings: Kept[Reading] = Kept(READINGS)
_analyses: Kept[Analysis] = Kept(4 * READINGS)
_drawn: Counter[str] = Counter()
_drawing = threading.Condition()


def key_of(document: Document, history: History, settings: Settings) -> str:
    """Return the key of a reading."""
    changes = (history.overrides(document.id), history.amendments(document.id))
    pipeline = loaded(Settings())
    versions = (WRITTEN_BY, pipeline.borders.version, pipeline.rulebook.version)
    layers = [path.parent.name for path in settings.layers]  # folders are named by their content
    return digest(document, changes, settings.viewpoint, layers, versions)


def analysis_of(
    document: Document, history: History, settings: Settings, told: Progress = quietly
) -> Analysis:
    """Read a report with its corrections, or return what was read of it before."""
    overrides, amendments = history.overrides(document.id), history.amendments(document.id)
    return _analyses.get(
        key_of(document, history, settings),
        lambda: read(document, settings, overrides, amendments, told),
    )


def reading(
    document: Document,
    history: History = NO_HISTORY,
    settings: Settings = AS_HELD,
    told: Progress = quietly,
) -> Reading:
    """
    Read a report, or return what was read of it before.

    Parameters
    ----------
    told
        Is told what is being done, and roughly which share of it is done; not where another
        thread reads the same.

    Raises
    ------
    GeoError
        If the text is too long to read, or a data file is wrong.
    """
    key = key_of(document, history, settings)

    def make() -> Reading:
        analysis = analysis_of(document, history, settings, told)
        told("Drawing the map", 1.0)
        ground = basemap(analysis)
        return Reading(key, analysis, ground, prepare(analysis, ground))

    return _readings.get(key, make)


def is_read(document: Document, history: History, settings: Settings) -> bool:
    """Tell whether a report was read before, so that nobody has to wait for it."""
    return _readings.find(key_of(document, history, settings)) is not None


def map_data(key: str) -> str | None:
    """Return the script with the geometry of a reading's map; None for one that is not kept."""
    found = _readings.find(key)
    return data_script(found.ready) if found is not None else None


def text_data(key: str) -> str | None:
    """
    Return a report's text cut into pieces, and a note on what is not shown, as JSON.

    None for a reading that is not kept.
    """
    found = _readings.find(key)
    if found is None:
        return None
    text = found.analysis.document.text
    more = len(text) - SHOWN_CHARS
    note = f"All of it was read; {more:,} more characters are not shown." if more > 0 else ""
    return json.dumps({"pieces": pieces(text, marks(found.analysis)), "note": note})


def kept(key: str) -> Reading | None:
    """Return a reading by its key; None for one that is not kept."""
    return _readings.find(key)


def note_drawn(key: str) -> None:
    """Note that a browser has drawn the map of a reading; others are no concern of ours."""
    if _readings.find(key) is None:
        return
    with _drawing:
        _drawn[key] += 1
        _drawing.notify_all()


def times_drawn(key: str) -> int:
    """Return how often browsers have drawn the map of a reading."""
    with _drawing:
        return _drawn[key]


def wait_for_map(key: str, since: int, seconds: float) -> bool:
    """Wait until a browser has drawn the map of a reading once more; tell whether it has."""
    with _drawing:
        return _drawing.wait_for(lambda: _drawn[key] > since, seconds)


def together(found: Sequence[Reading], letters: Sequence[str]) -> Reading:
    """
    Return several reports as one map.

    Parameters
    ----------
    letters
        What names each report: the zones of the first keep their numbers, as in its text; those
        of the others have the letter before them, "B1".
    """
    marks = ["", *letters[1:]]
    names = tuple(
        f"{mark}{number}"
        for mark, r in zip(marks, found, strict=True)
        for number in range(1, len(r.analysis.zones) + 1)
    )
    parts = [*(r.key for r in found), *marks]
    key = hashlib.sha256("\0".join(parts).encode()).hexdigest()[:16]

    def make() -> Reading:
        analyses = [r.analysis for r in found]
        merged = replace(
            analyses[0],
            places=tuple(p for a in analyses for p in a.places),
            zones=tuple(z for a in analyses for z in a.zones),
            events=tuple(e for a in analyses for e in a.events),
        )
        ground = basemap(merged)
        ready = prepare(merged, ground, names)
        return Reading(key, merged, ground, ready, tuple(analyses), names)

    return _readings.get(key, make)
