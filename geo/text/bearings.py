"""Sectors as text gives them: "bearings 090 to 180 degrees", "between radials 120 and 210"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from geo.model import Span

_COMPASS = dict(zip(
    "north northnortheast northeast eastnortheast east eastsoutheast southeast southsoutheast south southsouthwest "
    "southwest westsouthwest west westnorthwest northwest northnorthwest".split(),
    (i * 22.5 for i in range(16)), strict=True,
))  # fmt: skip
_POINT = r"(?:(?:north|south|east|west)(?:[\s-]?(?:north|south|east|west)){0,2})"
_DEGREES = r"\s?(?:°|º|deg(?:rees?|s)?\b\.?)"
_TRUE = r"(?:\s?\(?(?:true|T|mag(?:netic)?)\b\)?)?"
_NOUN = r"(?:bearings?|brgs?|radials?|rdls?|rad|azimuths?|directions?)"
_A, _B = (
    rf"(?P<{name}>\d{{1,3}}(?:\.\d+)?|{_POINT})(?!\s?['’′]|\s?\d)(?P<{name}s>{_DEGREES})?{_TRUE}"
    r"(?!\s?(?:[NSEW]|km|nm|nmi|mi|m|kilo\w+|miles?|nautical|met\w+)\b)"
    for name in "ab"
)
_JOIN = (
    rf"\s*(?:,\s*)?(?:[-–/]|to|and|through|thru|till|until|(?P<turn>(?:anti|counter)[\s-]?clockwise|clockwise)\s(?:to|through|until))"
    rf"\s*(?:(?:the|true)\s)?(?:{_NOUN}\s)?(?:of\s)?"
)
_SECTOR = re.compile(
    rf"(?:(?P<lead>(?:\b(?:sectors?|arc|{_NOUN}|from|between|btn|betn|through|limited by|bounded by|enclosed by|of|the|true|lines?)"
    rf"[\s,:]+)+)){_A}{_JOIN}{_B}(?P<seaward>\s+(?:as seen )?from seaward)?",
    re.IGNORECASE,
)
_TOLD = re.compile(rf"\b(?:sectors?|arc|{_NOUN})\b", re.IGNORECASE)
_ANTICLOCKWISE = re.compile(r"\b(?:anti|counter)[\s-]?clockwise\s+(?:from\s+)?$", re.IGNORECASE)
_SECTOR_WORD = re.compile(r"\b(?:sectors?|arc)[\s,:]+", re.IGNORECASE)
_NEAR = 60


@dataclass(frozen=True, slots=True)
class Bearings:
    """A sector: where its bearings stand, and the bearings clockwise from true north, from first to last."""

    span: Span
    first_deg: float
    last_deg: float


def find_bearings(text: str) -> tuple[Bearings, ...]:
    """
    Find the sectors that a text gives by two bearings, in order.

    Two numbers are bearings where a degree sign or one of the words sector, bearing, radial or
    azimuth says so; compass points only after one of these words.

    Examples
    --------
    >>> [(b.first_deg, b.last_deg) for b in find_bearings("SECTOR BTN RADIALS 120 AND 210 FROM")]
    [(120.0, 210.0)]
    """
    low = text.lower()
    if not any(
        word in low
        for word in ("sector", "bearing", "brg", "radial", "rdl", "azimuth", "deg", "°", "arc")
    ):
        return ()
    found = []
    for match in _SECTOR.finditer(text):
        told = _TOLD.search(text, max(0, match.start() - _NEAR), match.end())
        signed = match["as"] or match["bs"]
        if not told and not signed:
            continue
        first, last = _angle(match["a"]), _angle(match["b"])
        if first is None or last is None or first % 360 == last % 360:
            continue
        if not told and not (match["a"].isdigit() and len(match["a"]) == 3):
            continue
        turn = match["turn"] or (_ANTICLOCKWISE.search(text[: match.start()]) or [""])[0]
        if turn and turn.lower().startswith(("anti", "counter")):
            first, last = last, first
        if match["seaward"]:
            first, last = (first + 180) % 360, (last + 180) % 360
        noun = list(_SECTOR_WORD.finditer(match["lead"]))
        start = match.start() + (noun[-1].end() if noun else 0)
        found.append(Bearings(Span(start, match.end()), first, last))
    return tuple(found)


def _angle(words: str) -> float | None:
    """Degrees of a number or a compass point; None for more than a full turn."""
    if words[0].isdigit():
        value = float(words)
        return value if value <= 360 else None
    return _COMPASS.get(re.sub(r"[\s-]", "", words.lower()))


def point_deg(words: str) -> float | None:
    """
    Bearing that a compass point or a number of degrees names, clockwise from true north.

    Examples
    --------
    >>> point_deg("north-east"), point_deg("225")
    (45.0, 225.0)
    """
    return _angle(
        re.sub(r"(?<=\d)\s?(?:°|º|deg.*|true.*|t)$", "", words.strip(), flags=re.IGNORECASE)
    )
