"""Points in a row: a line, the ring of an area with arcs in it, or several rings that letters mark."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from geo.model import Reference, ReferenceKind
from geo.rules.matches import Made, span_of
from geo.rules.reduced import CLOSE
from geo.text.coordinates import Coordinates

if TYPE_CHECKING:
    from geo.model import LonLat
    from geo.rules.meanings import Sentence

LINE, POLYGON = "coordinates:line", "coordinates:polygon"
_ARC_STEP_DEG = 1.0
_BETWEEN = (
    r"(?:[,;:.()/]|\s|and|to|then|thence|through|via|by|-|–|the|points?|posns?|positions?|line|straight|joining|back|at|of|origin|"
    r"beginning|[a-z0-9]{1,2}(?![a-z0-9])|[A-Z]\.)*"
)
# "then clockwise along an arc of 20 NM radius centred on X to": on to where the arc ends
_ARC = (
    r"[^\ue000\ue001;]{0,60}?\b(?:arc|circumference|circle)\b[^\ue000\ue001;]{0,60}?(?:\ue000D\d+\ue001[^\ue000\ue001;]{0,60}?)?\ue000X\d+\ue001"
    r"[^\ue000\ue001;]{0,40}?(?:\ue000D\d+\ue001[^\ue000\ue001;]{0,40}?)?\b(?:to|until|till|as far as|up to|ending at)\s(?:the\s)?(?:point\s|position\s)?"
)
_LEAD = (
    r"(?:(?:the|a|an|lines?)\s)?(?:(?:straight|imaginary|great[- ]circle|rhumb|centre|center|submarine|cable|proposed|planned)[\s-])*"
    r"(?:track\s?-?lines?|(?:cent(?:re|er)[\s-]?)?lines?|tracks?|routes?|axis|axes|legs?|corridor|path|cables?|pipelines?|fairway|seaway|airway|lane)\s(?:(?:is|are|which|that|runs?|running|drawn|formed|defined|passing)\s)*"
    r"(?:(?:joining|between|from|connecting|through|along|linking|by|bounded by|of)[\s:]+)?(?:the\s)?(?:following\s)?(?:points?|positions?)?[\s:]*(?:(?:A|1|\()[.):]?\s?)?"
)
POINTS = re.compile(
    rf"(?:(?P<lead>\b{_LEAD}))?\ue000X\d+\ue001(?:(?:{_BETWEEN}|{_ARC})\ue000X\d+\ue001)+",
    re.IGNORECASE,
)
_LETTERED = re.compile(r"(?:^|[\s(])(?:[A-Z]|\d{1,2})[.)]\s*$", re.IGNORECASE)
_LINE_WORD = re.compile(
    r"\b(?:(?:either|each|both) sides? of|(?:cables?|pipelines?|track|route|axis|fairway|lane)\b[^.;]{0,30}\b(?:joining|between|through|from|connecting|along)|centre-?lines?|center-?lines?|lines? (?:joining|between|from|connecting)|track ?-?lines?|lines?|(?:along|cable|pipeline) routes?|along (?:the )?(?:track|axis|route))\b"
    r"[^.;]*$",
    re.I,
)
# lines that go round an area
_ENCLOSED = re.compile(
    r"\b(?:enclosed|bound(?:ed)?|delimited|contained|encompassed|outlined|formed|limited|surrounded|defined|corners?|vertices|(?:within|inside) (?:a|the) lines?)\b"
    r"[^.;]*$|\barea\b[^.;]{0,30}$",
    re.I,
)
# the coast is part of the outline: points alone would cut the area short
_AND_COAST = re.compile(
    r",?\s*(?:(?:and|then|to|thence|back|by|along)\s+)*(?:the\s+)?(?:adjacent\s+|nearby\s+)?(?:coast(?:line)?|shore(?:line)?)\b",
    re.IGNORECASE,
)
_COAST_AND = re.compile(
    r"\b(?:bound(?:ed)?|enclosed|limited|formed) by (?:the )?(?:coast(?:line)?|shore(?:line)?)\b[^.;]{0,40}$",
    re.IGNORECASE,
)
_IS_ARC = re.compile(r"\b(?:arc|circumference|circle)\b", re.IGNORECASE)
_BACKWARDS = re.compile(r"\b(?:anti|counter)[\s-]?clockwise\b", re.IGNORECASE)


def outlines(sentence: Sentence, match: re.Match[str]) -> Made:
    """Fold several points in a row, with the words in front that make them a line."""
    first = sentence.text.index("\ue000X", match.start())
    before = sentence.text[max(0, first - 120) : first]
    is_line = bool(_LINE_WORD.search(before)) and not _ENCLOSED.search(before)
    span = span_of(sentence, match)
    if not is_line and (_AND_COAST.match(sentence.text, match.end()) or _COAST_AND.search(before)):
        name = "the area between the coast and the points given"
        return "C", (Reference(ReferenceKind.COORDINATES, name, "", span),)
    made = []
    for points in _rings(sentence, match):
        if len(points) > 2 and points[0] == points[-1] and not is_line:
            points.pop()
        line = is_line or len(points) == 2
        name = f"{'line' if line else 'polygon'} of {len(points)} points"
        kind, identifier = ReferenceKind.COORDINATES, LINE if line else POLYGON
        made.append(Reference(kind, name, identifier, span, (), "", tuple(points)))
    return "C", tuple(made)


def _rings(sentence: Sentence, match: re.Match[str]) -> list[list[LonLat]]:
    """Points of a list, apart where a letter starts a new ring: "A. … B. …"."""
    rings: list[list[LonLat]] = [[]]
    centre: LonLat | None = None
    backwards = False
    end = match.start()
    for fold, at in zip(sentence.folds, sentence.starts, strict=True):
        if not match.start() <= at < match.end() or not isinstance(fold.item, Coordinates):
            continue
        words, point = sentence.text[end:at], fold.item.lonlat
        end = sentence.text.index(CLOSE, at)
        if rings[-1] and centre is None and _IS_ARC.search(words):
            centre, backwards = point, bool(_BACKWARDS.search(words))
            continue
        if centre is not None:
            rings[-1] += _arc(centre, rings[-1][-1], point, backwards=backwards)
            centre = None
        elif rings[-1] and _LETTERED.search(words):
            rings.append([])
        rings[-1].append(point)
    return rings if all(len(ring) > 2 for ring in rings) else [[p for r in rings for p in r]]


@lru_cache(maxsize=1)
def _geod() -> Any:  # noqa: ANN401 - pyproj is imported here because few texts need it
    """WGS84 ellipsoid."""
    from pyproj import Geod

    return Geod(ellps="WGS84")


def _arc(centre: LonLat, start: LonLat, end: LonLat, *, backwards: bool) -> list[LonLat]:
    """
    Points of an arc round a centre between its ends, longitude latitude in degrees.

    The ends are what the text gives; where they are not equally far from the centre, the radius
    goes over from one to the other.
    """
    first, _, near = _geod().inv(*centre, *start)
    last, _, far = _geod().inv(*centre, *end)
    sweep = (last - first) % 360
    if backwards:
        sweep -= 360
    count = max(1, int(abs(sweep) / _ARC_STEP_DEG))
    made = []
    for i in range(1, count):
        share = i / count
        lon, lat, _ = _geod().fwd(*centre, first + sweep * share, near + (far - near) * share)
        made.append((round(lon, 6), round(lat, 6)))
    return made


def offset(base: LonLat, bearing_deg: float, distance_m: float) -> LonLat:
    """Return the point at a geodesic distance and bearing (clockwise from true north) of another."""
    lon, lat, _ = _geod().fwd(*base, bearing_deg, distance_m)
    return round(lon, 6), round(lat, 6)
