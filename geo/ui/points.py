"""Coordinates that a reader types or pastes: what a report may write, and two plain numbers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geo.text.coordinates import find_coordinates

if TYPE_CHECKING:
    from geo.model import LonLat

# In a report "32.5, 36.25" may be anything; in a field for coordinates it is a point.
_NUMBER = r"([NSEW])?\s*([-+−]?\d{1,3}(?:\.\d+)?)\s*°?\s*([NSEW])?"
_LABEL = r"(?:lat(?:itude)?|lon(?:gitude)?|lng|geo)?\s*[:=]?\s*"
_PAIR = re.compile(
    rf"[(\[]?\s*{_LABEL}{_NUMBER}\s*(?:[,;/]|\s)\s*{_LABEL}{_NUMBER}\s*[)\]]?", re.IGNORECASE
)
_COMMAS = re.compile(r"(\d+),(\d+)\s*[; ]\s*([-+−]?\d+),(\d+)")
_MAP = re.compile(r"https?://\S*(?:#map=[\d.]+/|@)(-?\d+(?:\.\d+)?)[/,](-?\d+(?:\.\d+)?)\S*")


def points_in(text: str) -> tuple[LonLat, ...]:
    """
    Return the points that a text means, longitude first; none where it means none.

    All notations that reports have (degrees, minutes and seconds, MGRS, UTM), two decimal numbers,
    latitude first where no letter says otherwise, and links to maps.

    Examples
    --------
    >>> points_in("32.5, 36.25"), points_in("36.25E 32.5N"), points_in("geo:-32.5,36")
    (((36.25, 32.5),), ((36.25, 32.5),), ((36.0, -32.5),))
    >>> points_in("-33,9; 18,4"), points_in("Camp 5"), points_in("95, 10")
    (((18.4, -33.9),), (), ())
    """
    found = find_coordinates(text)
    if found:
        return tuple(point.lonlat for point in found)
    plain = text.strip()
    link = _MAP.fullmatch(plain)
    if link:
        return _on_earth(float(link[2]), float(link[1]))
    pair = _PAIR.fullmatch(_COMMAS.sub(r"\1.\2 \3.\4", plain))
    return _of_pair(pair) if pair else ()


def _of_pair(pair: re.Match[str]) -> tuple[LonLat, ...]:
    """Return the point of two numbers with the letters before or behind them."""
    first = (_value(pair[2]), (pair[1] or pair[3] or "").upper())
    second = (_value(pair[5]), (pair[4] or pair[6] or "").upper())
    if first[1] in {"E", "W"} or second[1] in {"N", "S"}:
        first, second = second, first
    if first[1] in {"E", "W"} or second[1] in {"N", "S"}:
        return ()  # two latitudes, or two longitudes
    lat, lon = (-abs(v) if letter in {"S", "W"} else v for v, letter in (first, second))
    return _on_earth(lon, lat)


def _value(text: str) -> float:
    return float(text.replace("−", "-"))


def _on_earth(lon: float, lat: float) -> tuple[LonLat, ...]:
    return ((lon, lat),) if abs(lat) <= 90 and abs(lon) <= 180 else ()
