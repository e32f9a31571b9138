"""Coordinates as text writes them: DMS, decimal, nautical and aeronautical forms, UTM, MGRS."""

from __future__ import annotations

import re
from dataclasses import dataclass

from geo.model import LonLat, Span
from geo.text.grids import mgrs_to_lonlat, utm_to_lonlat

_DEG = r"\s*(?:°|º|˚|deg(?:rees?|\.)?)\s*"
_MIN = r"\s*(?:['’′‘]|min(?:utes?|\.)?)\s*"
_SEC = r"\s*(?:[\"”″“]|''|’’|sec(?:onds?|\.)?)\s*"


def _angle(name: str, letters: str, digits: str) -> str:
    """Pattern of one angle whose hemisphere letter stands behind it."""
    return (
        rf"(?:(?:latitude|longitude|lat|long?)[.:]?\s*)?"
        rf"(?P<{name}d>\d{{{digits}}}(?:\.\d+)?)(?:{_DEG}|-|:|\s+)?"
        rf"(?:(?P<{name}m>\d{{1,2}}(?:[.,]\d+)?)(?:{_MIN}|-|:|\s+)?"
        rf"(?:(?P<{name}s>\d{{1,2}}(?:\.\d+)?)(?:{_SEC}|\s+)?)?)?"
        rf"\s*(?P<{name}h>{letters})\b\.?"
    )


def _prefixed(name: str, letters: str, digits: str) -> str:
    """Pattern of one angle whose hemisphere letter stands before it."""
    return (
        rf"(?P<{name}h>{letters})\s?(?P<{name}d>\d{{{digits}}}(?:\.\d+)?)(?:{_DEG}|-|\s)?"
        rf"(?:(?P<{name}m>\d{{1,2}}(?:\.\d+)?)(?:{_MIN}|-|\s)?"
        rf"(?:(?P<{name}s>\d{{1,2}}(?:\.\d+)?)(?:{_SEC})?)?)?"
    )


_NS, _EW = r"(?:north|south|[NS])", r"(?:east|west|[EW])"
_BETWEEN = r"\s*(?:,|;|/|-|–|and|by)?\s*"
_PAIRS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        # 3215N04415E, 321530N0441530E: the aeronautical form, digits run together
        r"(?<![\w.])(?P<ad>\d\d)(?P<am>\d\d(?:\.\d+)?)(?P<as>\d\d(?:\.\d+)?)?(?P<ah>[NS])\s?"
        r"(?P<bd>\d{3})(?P<bm>\d\d(?:\.\d+)?)(?P<bs>\d\d(?:\.\d+)?)?(?P<bh>[EW])(?!\w)",
        rf"(?<![\w.]){_angle('a', _NS, '1,2')}{_BETWEEN}{_angle('b', _EW, '1,3')}",
        rf"(?<![\w.]){_prefixed('a', _NS, '1,2')}{_BETWEEN}{_prefixed('b', _EW, '1,3')}(?!\w|\.\d)",
        # N5510 E02010, S122530 W0771500: letters first, digits run together
        r"(?<![\w.])(?P<ah>[NS])(?P<ad>\d\d)(?P<am>\d\d(?:\.\d+)?)(?P<as>\d\d(?:\.\d+)?)?[\s,/]*"
        r"(?P<bh>[EW])(?P<bd>\d{3})(?P<bm>\d\d(?:\.\d+)?)(?P<bs>\d\d(?:\.\d+)?)?(?!\w)",
        # longitude first
        rf"(?<![\w.]){_angle('b', _EW, '1,3')}{_BETWEEN}{_angle('a', _NS, '1,2')}",
        rf"(?<![\w.])(?:longitude|long?\.?)\s*{_angle('b', _EW, '1,3')}{_BETWEEN}"
        rf"{_angle('a', _NS, '1,2')}",
    )
)
# 33.126, 35.824: latitude first, as maps on the web give it; at least three decimals, so that
# no pair of other figures is taken for a place
_DECIMAL = re.compile(
    r"(?<![\w.,-])(?P<lat>[-−]?\d{1,2}\.\d{3,})\s*[,;]\s*(?P<lon>[-−]?\d{1,3}\.\d{3,})(?!\w|\.\d)"
)
# -21.50, -68.00: two decimals are enough where the text says that coordinates follow
_DECIMAL_SHORT = re.compile(
    r"(?<![\w.,-])(?P<lat>[-−]?\d{1,2}\.\d{1,2})\s*[,;/]?\s*(?P<lon>[-−]?\d{1,3}\.\d{1,2})(?!\w|\.\d)"
)
# "latitude 51.5, longitude -0.13" without letters; (-7.94, 112.95) in brackets, where a sign tells it from other figures
_LABELLED = re.compile(
    r"\blat(?:itude)?\.?[:=]?\s*(?P<lat>[-−]?\d{1,2}(?:\.\d+)?)\s*(?:°|degrees)?\s*[,;/]?\s*(?:and\s+)?"
    r"long?(?:itude)?\.?[:=]?\s*(?P<lon>[-−]?\d{1,3}(?:\.\d+)?)(?!\s*(?:°|degrees)?\s*[NSEW]|[\w'’′-]|\.\d)",
    re.IGNORECASE,
)
_BRACKETS = re.compile(
    r"\((?=[^)]{0,8}[-−])(?P<lat>[-−]?\d{1,2}\.\d{2,})\s*[,;]\s*(?P<lon>[-−]?\d{1,3}\.\d{2,})\)"
    r"|\((?P<lat2>\d{1,2}\.\d{2,})\s*[,;]\s*(?P<lon2>[-−]\d{1,3}\.\d{2,})\)"
)
_ANNOUNCED = re.compile(
    r"\b(?:coordinates?|lat(?:itude)?s?\b[^.;]{0,20}\blon(?:g(?:itude)?s?)?|WGS[ -]?84|decimal degrees|GPS|position"
    r" \(lat)\b",
    re.IGNORECASE,
)
_MGRS = re.compile(
    r"(?<![\w.])(?P<zone>[1-9]|[1-5]\d|60|0[1-9])\s?(?P<band>[C-HJ-NP-X])\s?"
    r"(?P<square>[A-HJ-NP-Z][A-HJ-NP-V])\s?(?P<digits>\d{4,5}\s?\d{4,5}|\d{3}\s?\d{3}|\d{2}\s?\d{2})"
    r"(?!\w|\.\d)"
)
_UTM = re.compile(
    r"(?:UTM\s+)?(?:[Zz]one\s+)?(?<![\w.])(?P<zone>[1-9]|[1-5]\d|60)\s?(?P<band>[C-HJ-NP-X]),?\s+"
    r"(?:E|[Ee]asting)?:?\s?(?P<east>\d{6}(?:\.\d+)?)\s?m?E?,?\s+(?:N|[Nn]orthing)?:?\s?"
    r"(?P<north>\d{6,7}(?:\.\d+)?)\s?m?N?(?!\w|\.\d)"
)
# "at position 12-30N 043-15E", "MGRS 37S BU 41250 76300": the label belongs to the point
_LABEL = re.compile(
    r"(?:\b(?:(?:the\s+)?(?:geographical?\s+)?(?:position|posn?|psn|point|pt|coordinates?|coords?|co-ordinates?|grid(?:\s+reference)?|"
    r"MGRS|UTM|WGS[ -]?84)[\s:.,(]*)+)$",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"\d")
_MAYBE = re.compile(
    r"\d\s*[°º]|\d['’′]?\s?[NSEW]\b|[NS]\s?\d|degrees|latitude|coordinate|\d\.\d{3}|\d[C-X]", re.I
)
# … and of pairs without letters; looking for these costs next to nothing
_MAYBE_SIGNED = ("(-", "(−", ", -", ", −", "lat ", "Lat ", "LAT ", "lat.", "Lat.")


@dataclass(frozen=True, slots=True)
class Coordinates:
    """A point given by its coordinates: span, decimal degrees EPSG:4326."""

    span: Span
    lonlat: LonLat


def find_coordinates(text: str) -> tuple[Coordinates, ...]:
    """
    Find the points that a text gives by coordinates, in order.

    Examples
    --------
    >>> [c.lonlat for c in find_coordinates("latitude 51°40' South, longitude 59°30' West")]
    [(-59.5, -51.666667)]
    >>> [c.lonlat for c in find_coordinates("WI 20NM RADIUS OF 3215N04415E")]
    [(44.25, 32.25)]
    """
    if not _DIGIT.search(text):
        return ()
    if not _MAYBE.search(text) and not any(sign in text for sign in _MAYBE_SIGNED):
        return ()
    found: list[Coordinates] = []
    for pattern in _PAIRS:
        for match in pattern.finditer(text):
            lonlat = _pair(match)
            if lonlat:
                found.append(Coordinates(Span(match.start(), match.end()), lonlat))
    announced = _ANNOUNCED.search(text)
    short = _DECIMAL_SHORT.finditer(text, announced.end()) if announced else ()
    for match in (
        *_DECIMAL.finditer(text),
        *short,
        *_LABELLED.finditer(text),
        *_BRACKETS.finditer(text),
    ):
        found.extend(_checked(match, *_signed(match)))
    for match in _MGRS.finditer(text):
        digits = re.sub(r"\s", "", match["digits"])
        if len(digits) % 2 == 0:
            lonlat = mgrs_to_lonlat(int(match["zone"]), match["band"], match["square"], digits)
            found.extend(_checked(match, *lonlat) if lonlat else ())
    for match in _UTM.finditer(text):
        lonlat = utm_to_lonlat(
            int(match["zone"]), match["band"] >= "N", float(match["east"]), float(match["north"])
        )
        found.extend(_checked(match, *lonlat) if lonlat else ())
    return tuple(_labelled(text, point) for point in _without_overlaps(found))


def _signed(match: re.Match[str]) -> LonLat:
    """Longitude and latitude of a pair of decimals that are signed instead of lettered."""
    lat, lon = (match[k] or match.groupdict().get(f"{k}2") for k in ("lat", "lon"))
    return float(str(lon).replace("−", "-")), float(str(lat).replace("−", "-"))


def _labelled(text: str, point: Coordinates) -> Coordinates:
    """Return a point with the label before it: "at position …"."""
    label = _LABEL.search(text, max(0, point.span.start - 60), point.span.start)
    return Coordinates(Span(label.start(), point.span.end), point.lonlat) if label else point


def _checked(match: re.Match[str], lon: float, lat: float) -> tuple[Coordinates, ...]:
    """Return the point if it lies on earth."""
    if abs(lat) > 90 or abs(lon) > 180:
        return ()
    return (Coordinates(Span(match.start(), match.end()), (round(lon, 6), round(lat, 6))),)


def _pair(match: re.Match[str]) -> LonLat | None:
    """Decimal degrees of a matched pair, or None when it lies outside the earth."""
    lat, lon = _degrees(match, "a"), _degrees(match, "b")
    if lat is None or lon is None or abs(lat) > 90 or abs(lon) > 180:
        return None
    return round(lon, 6), round(lat, 6)


def _degrees(match: re.Match[str], name: str) -> float | None:
    """Decimal degrees of one matched angle; None when its minutes or seconds reach 60."""
    degrees, minutes, seconds = (match[name + part] for part in "dms")
    m = float(minutes.replace(",", ".")) if minutes else 0.0
    s = float(seconds) if seconds else 0.0
    if m >= 60 or s >= 60 or (minutes and "." in degrees):
        return None
    value = float(degrees) + m / 60 + s / 3600
    return -value if match[name + "h"][0].upper() in "SW" else value


def _without_overlaps(found: list[Coordinates]) -> tuple[Coordinates, ...]:
    """Keep the longest of overlapping matches, in order of the text."""
    kept: list[Coordinates] = []
    for item in sorted(found, key=lambda c: (c.span.start, -c.span.end)):
        if not kept or item.span.start >= kept[-1].span.end:
            kept.append(item)
    return tuple(kept)
