"""A picture of what is seen of the map, as the page asks for it."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING

from geo.errors import ExportError
from geo.export.snapshot import seen
from geo.maps.page import View
from geo.ui.engine import kept

if TYPE_CHECKING:
    from collections.abc import Mapping

MOST_LAYERS = 40
MOST_MARKS = 4_000_000
MARKS = ("popup", "zone", "ring", "ask", "overlay", "days", "dark")


def picture(key: str, asked: Mapping[str, str], marks: str = "{}") -> bytes:
    """
    Return a PNG of a reading's map.

    Parameters
    ----------
    asked
        ``at``: latitude, longitude, zoom; ``size``: width and height in pixels; ``layers``: names
        with "+" or "-" before them; ``hidden``: numbers of zones; each with commas between.
    marks
        What is open, chosen or tried, as JSON: see `geo.maps.page.View`.

    Raises
    ------
    ExportError
        If the reading is no longer kept, the view is none, or there is no Chromium.
    """
    found = kept(key)
    if found is None:
        raise ExportError("this reading is no longer kept; load the page again")
    lat, lon, zoom = _numbers(asked.get("at", ""), 3)
    width, height = _numbers(asked.get("size", ""), 2)
    layers = tuple(name for name in asked.get("layers", "").split(",") if name)[:MOST_LAYERS]
    hidden = tuple(int(n) for n in asked.get("hidden", "").split(",") if n.isdecimal())
    view = View(lon, lat, zoom, layers, hidden, found.names, _marks(marks))
    today = dt.datetime.now(tz=dt.UTC).date()
    return seen(found.analysis, found.ground, view, (int(width), int(height)), today)


def _marks(text: str) -> str:
    """Return what is marked, if it is what a map could have sent."""
    try:
        known = json.loads(text or "{}")
    except ValueError:
        known = None
    if not isinstance(known, dict) or len(text) > MOST_MARKS:
        raise ExportError(
            f"got {text[:80]!r}, wanted a JSON object of {MOST_MARKS:,} characters at most"
        )
    return json.dumps({name: known[name] for name in MARKS if name in known})


def _numbers(text: str, count: int) -> list[float]:
    """Return numbers with commas between them."""
    try:
        found = [float(part) for part in text.split(",")]
    except ValueError:
        found = []
    if len(found) != count or not all(abs(n) < 1e6 for n in found):
        raise ExportError(f"got {text[:80]!r}, wanted {count} numbers with commas between")
    return found
