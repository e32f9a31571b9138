"""Areas between two parallels and two meridians: "between 40° and 55° South and 10° and 40° East"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.model import LonLat, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

# A parallel is no geodesic: its edge is drawn through points as close as this.
STEP_DEG = 0.25

_SIGN = r"\s?(?:°|º|˚|degrees?|deg)"
_NS, _EW = r"(?:north|south|N|S)", r"(?:east|west|E|W)"


def _angle(name: str, letters: str) -> str:
    """Pattern of one angle; the hemisphere may be left out."""
    digits = "2" if letters == _NS else "3"
    return (
        rf"(?:the\s+)?(?:(?:lat(?:itude)?|long?(?:itude)?)\.?:?\s+)?"
        rf"(?:(?P<{name}r>\d{{{digits}}})(?P<{name}q>\d\d(?:\.\d+)?)(?={letters}\b)"
        rf"|(?P<{name}d>\d{{1,3}}(?:\.\d+)?)(?:st|nd|rd|th)?(?:{_SIGN})?(?:\s?(?P<{name}m>\d{{1,2}}(?:\.\d+)?)['’′]"
        rf"|[-\s](?P<{name}n>\d\d(?:\.\d+)?)(?=\s?{letters}\b))?)"
        rf"\s?(?P<{name}h>{letters}\b)?(?:\s+(?:parallels?|meridians?|latitudes?|longitudes?))?"
    )


def _pair(one: str, other: str, letters: str, kind: str) -> str:
    """Pattern of two angles of which the second says its hemisphere, in front or behind."""
    apart = r"(?:\s*(?:,\s*)?(?:and|to|[–—/])\s*|(?<=[°º˚])\s*-\s*|\s-\s|(?<=[NSEW])(?:\s*-\s*|\s*,\s*|\s+))"
    return (
        rf"(?:between\s+|btn\s+|from\s+|bounded\s+(?:by|between)\s+|enclosed\s+by\s+|within\s+)?(?:(?:the\s+)?(?:{kind})s?(?:\s+of)?:?\s+)?"
        rf"{_angle(one, letters)}{apart}(?:(?:{kind})\s+)?{_angle(other, letters)}(?:\s+(?:of\s+)?(?:{kind}))?"
        rf"(?:\s+(?P<{other}t>{letters}\b))?"
    )


_LAT, _LON = r"latitude|parallel|lat\.?", r"longitude|meridian|long?\.?"
_JOIN = r"\s*(?:,|;)?\s*(?:(?:and|by)\s+)?(?:also\s+)?"
_LED = rf"(?=(?:between|btn|from|bounded|enclosed|within|(?:the )?(?:{_LAT}|{_LON})s?:?)\s)"
# … where no such word leads, each of the four says its hemisphere
_UNLED = r"(?=\d{1,3}[\d.°º˚'’′-]{0,8}\s?[NSEW]\b)"
_BOXES = tuple(
    re.compile(rf"(?<![\w.°º˚-])(?:{lead}){one}{_JOIN}{other}(?!\w)", re.I)
    for one, other in (
        (_pair("a", "b", _NS, _LAT), _pair("c", "e", _EW, _LON)),
        (_pair("c", "e", _EW, _LON), _pair("a", "b", _NS, _LAT)),
    )
    for lead in (_LED, _UNLED)
)
# "bounded on the north by 30°15'N, on the south by …": one side each, in any order
_BY = (
    r"(?:ern)?(?:\s+(?:side|limit|edge|boundary|end))?(?:\s+(?:is|being|lies))*\s*(?:by|at|along|:)?\s*(?:the\s+)?"
    r"(?:(?:parallel|meridian|line)\s+(?:of\s+)?)?"
)
_BOUND = re.compile(
    rf"(?:(?:on|to|in|at|from|towards)\s+)?(?:(?:the|its)\s+)?"
    rf"(?:(?P<side>north|south){_BY}{_angle('a', _NS)}|(?P<side2>east|west){_BY}{_angle('c', _EW)})",
    re.IGNORECASE,
)
_NEXT_BOUND = re.compile(r"\s*[,;]?\s*(?:and\s+)?")
_DIGIT = re.compile(r"\d")
_SIDED = re.compile(
    r"\b(?:bounded|limited|enclosed|delimited|closed|limits|sides|edges|boundaries)\b",
    re.IGNORECASE,
)
_MAYBE = re.compile(
    r"\b(?:between|btn|from|bounded|enclosed|lat(?:itude)?s?|parallels?|longitudes?|meridians?)\b"
    r"|\d[°º˚'’′]?\s?[NS]\b[^.;]{1,12}\d[°º˚'’′]?\s?[NS]\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Graticule:
    """
    An area between two parallels and two meridians.

    Attributes
    ----------
    ring
        Its corners and points between them along the parallels, counter-clockwise, EPSG:4326, not closed.
    """

    span: Span
    ring: tuple[LonLat, ...]


def find_graticules(text: str) -> tuple[Graticule, ...]:
    """
    Find the areas that a text gives by two parallels and two meridians.

    Examples
    --------
    >>> found = find_graticules("between 40° and 41° South and between 10° and 11° East")
    >>> found[0].ring[0], len(found[0].ring)
    ((10.0, -41.0), 10)
    """
    if not (_DIGIT.search(text) and _MAYBE.search(text)):
        return ()
    found: list[Graticule] = []
    for pattern in _BOXES:
        for match in pattern.finditer(text):
            span = Span(match.start(), match.end())
            ring = _ring(match)
            led = match.group()[0].isalpha() or all(match[f"{n}h"] for n in "abce")
            if ring and led and not any(span.overlaps(box.span) for box in found):
                found.append(Graticule(span, ring))
    if not found and _SIDED.search(text):
        found += _bounded(text)
    return tuple(sorted(found, key=lambda box: box.span))


def _bounded(text: str) -> Iterator[Graticule]:
    """Areas of which each side is stated by itself: "bounded on the north by 30°15'N, …"."""
    sides: dict[str, float] = {}
    start, end = 0, -1
    for match in _BOUND.finditer(text):
        if end < 0 or not _NEXT_BOUND.fullmatch(text, end, match.start()):
            start, sides = match.start(), {}
        end = match.end()
        name = "a" if match["side"] else "c"
        if match[f"{name}h"]:
            side = (match["side"] or match["side2"]).lower()
            sides[side] = _degrees(match, name, match[f"{name}h"])
        if len(sides) == 4 and (ring := _ring_of(**sides)):
            yield Graticule(Span(start, end), ring)


def _ring_of(west: float, south: float, east: float, north: float) -> tuple[LonLat, ...]:
    """Ring of four bounds; none where they are not on earth, or bound nothing."""
    if not (-90 <= south < north <= 90 and max(abs(west), abs(east)) <= 180 and west != east):
        return ()
    return box_ring(west, south, east if west < east else east + 360, north)


def _ring(match: re.Match[str]) -> tuple[LonLat, ...]:
    """Ring of a match; none where a hemisphere is missing or an angle is not on earth."""
    lats, lons = _angles(match, "a", "b"), _angles(match, "c", "e")
    if not lats or not lons or max(map(abs, lats)) > 90 or max(map(abs, lons)) > 180:
        return ()
    west, east = min(lons), max(lons)
    if east - west > 180:  # the shorter way between two meridians
        west, east = east, west + 360
    return box_ring(west, min(lats), east, max(lats))


def box_ring(west: float, south: float, east: float, north: float) -> tuple[LonLat, ...]:
    """
    Ring of the area between two meridians and two parallels, not closed, in degrees EPSG:4326.

    An east of more than 180 lies beyond the antimeridian; the points are on either side of it then.

    Along the parallels a point stands at least every `STEP_DEG`; counter-clockwise.
    """
    steps = max(1, int((east - west) / STEP_DEG + 0.999))
    lons = [west + (east - west) * i / steps for i in range(steps + 1)]
    ring = [(lon, south) for lon in lons] + [(lon, north) for lon in reversed(lons)]
    return tuple((round(x - 360 if x > 180 else x, 6), round(y, 6)) for x, y in ring)


def _angles(match: re.Match[str], one: str, other: str) -> tuple[float, float] | None:
    """Both angles of a pair in degrees, positive north and east."""
    last = match[f"{other}h"] or match[f"{other}t"]
    first = match[f"{one}h"] or last
    if not last or not first:
        return None
    return _degrees(match, one, first), _degrees(match, other, last)


def _degrees(match: re.Match[str], name: str, hemisphere: str) -> float:
    """Degrees of one angle."""
    degrees = match[f"{name}r"] or match[f"{name}d"]
    minutes = match[f"{name}q"] or match[f"{name}m"] or match[f"{name}n"] or 0
    value = float(degrees) + float(minutes) / 60
    return -value if hemisphere[0].upper() in "SW" else value
