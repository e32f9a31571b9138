"""
Points measured from a place: "15 km south of Damascus", with the radius within which they lie.

The radius follows the point-radius method (J. Wieczorek, Q. Guo and R. Hijmans, The point-radius
method for georeferencing locality descriptions, International Journal of Geographical Information
Science 18 (2004) 745-767): a heading of one word is good to half the angle to the next one of its
kind, a distance to half the last digit that is not nought, and a town has an extent.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from math import cos, pi, radians, sqrt

from geo.model import Candidate, Distance, Document, FeatureClass, Mention, Place, Role, Span
from geo.text.quantities import Length, find_lengths

FOUR = {"north": 0.0, "east": 90.0, "south": 180.0, "west": 270.0}
EIGHT = {"northeast": 45.0, "southeast": 135.0, "southwest": 225.0, "northwest": 315.0}
SIXTEEN = {
    "northnortheast": 22.5, "eastnortheast": 67.5, "eastsoutheast": 112.5,
    "southsoutheast": 157.5, "southsouthwest": 202.5, "westsouthwest": 247.5,
    "westnorthwest": 292.5, "northnorthwest": 337.5,
}  # fmt: skip
WINDS = {
    **{word: (bearing, 45.0) for word, bearing in FOUR.items()},
    **{word: (bearing, 22.5) for word, bearing in EIGHT.items()},
    **{word: (bearing, 11.25) for word, bearing in SIXTEEN.items()},
}  # bearing and half the angle it is good to, degrees
HEADING = re.compile(
    r"\s+(?:to\s+the\s+|due\s+)?"
    r"(?P<wind>(?:(?:north|south|east|west)[\s-]?){1,3})(?:wards?|ern)?\s+(?:of|from)\s+"
    r"(?:(?:the|downtown|central)\s+)?(?:(?:city|town|village|port)\s+of\s+)?$",
    re.IGNORECASE,
)
REACH_CHARS = 60  # between the distance and the name
ANCHORS = (FeatureClass.CITY, FeatureClass.FACILITY)
PEOPLE_PER_KM2 = 3_000.0  # of a town, to tell how far it reaches
SITE_M = 500.0
METRES = {"km": 1000.0, "m": 1.0, "nmi": 1852.0, "mi": 1609.344, "yd": 0.9144, "ft": 0.3048}


@dataclass(frozen=True, slots=True)
class _Phrase:
    """A distance phrase: its words, its length, its bearing and half angle, its anchor."""

    span: Span
    distance: Distance
    unit: str
    bearing_deg: float
    half_deg: float
    anchor: Candidate


def relative_places(document: Document, places: Iterable[Place]) -> tuple[Place, ...]:
    """
    Return a place for each distance phrase that hangs on a town or site that is placed.

    Each has one mention with the role relative, that covers the whole phrase, one candidate at the
    end of the geodesic on the WGS 84 ellipsoid, the confidence of its anchor, and a radius.
    """
    anchors = {
        mention.span.start: (mention.span.end, place)
        for place in places
        for mention in place.mentions
        if place.candidate and mention.kind is Role.LITERAL
        and place.candidate.feature_class in ANCHORS
    }  # fmt: skip
    if not anchors:
        return ()
    starts = sorted(anchors)
    found = []
    for length in find_lengths(document.text):
        phrase = _phrase(document.text, length, starts, anchors)
        if phrase:
            place = anchors[_start_of(phrase, starts)][1]
            found.append(_place(document, phrase, place))
    return tuple(found)


def _start_of(phrase: _Phrase, starts: Sequence[int]) -> int:
    """Return where the anchor's name starts in a phrase."""
    return max(start for start in starts if start < phrase.span.end)


def _phrase(
    text: str, length: Length, starts: Sequence[int], anchors: dict[int, tuple[int, Place]]
) -> _Phrase | None:
    """Return the phrase that a length opens, if a heading and the name of an anchor follow."""
    if len(length.distances) != 1:
        return None
    end = length.span.end
    start = next((s for s in starts if end < s <= end + REACH_CHARS), None)
    match = HEADING.match(text[end:start]) if start is not None else None
    if start is None or match is None:
        return None
    wind = re.sub(r"[\s-]", "", match["wind"].lower())
    if wind not in WINDS:
        return None
    stop, place = anchors[start]
    assert place.candidate is not None, "anchors are placed"
    span = Span(length.span.start, stop)
    return _Phrase(span, length.distances[0], length.unit, *WINDS[wind], place.candidate)


def _place(document: Document, phrase: _Phrase, anchored: Place) -> Place:
    """Return the place at the end of a phrase's geodesic."""
    from pyproj import Geod

    anchor, distance = phrase.anchor, phrase.distance
    metres = (distance.min_m + distance.max_m) / 2
    lon, lat, _ = Geod(ellps="WGS84").fwd(anchor.lon, anchor.lat, phrase.bearing_deg, metres)
    text = document.slice(phrase.span)
    radius = uncertainty_m(distance, phrase.unit, phrase.half_deg) + extent_m(anchor)
    reason = (
        f"{metres:,.0f} m from {anchor.name} ({anchor.id}) on a bearing of "
        f"{phrase.bearing_deg:g}°, good to {phrase.half_deg:g}° either way"
    )
    candidate = replace(
        anchor,
        id=f"{anchor.id}+{metres:.0f}m@{phrase.bearing_deg:g}",
        name=" ".join(text.split()),
        lon=round(float(lon), 6),
        lat=round(float(lat), 6),
        feature_class=FeatureClass.REGION,
        population=0,
        territory="",
        score=1.0,
        reason=reason,
    )
    mention = Mention(phrase.span, text, Role.RELATIVE)
    return Place(
        (mention,), (candidate,), anchored.confidence, reason, uncertainty_m=round(radius, -2)
    )


def uncertainty_m(distance: Distance, unit: str, half_deg: float) -> float:
    """
    Return how far the true point may lie from the middle of its sector, metres.

    The farthest corner of the sector between the least and the greatest distance, by the law of
    cosines in the plane.

    Examples
    --------
    >>> round(uncertainty_m(Distance(15_000, 15_000), "km", 45.0), -2)
    11700.0
    """
    metres = (distance.min_m + distance.max_m) / 2
    spread = max((distance.max_m - distance.min_m) / 2, precision_m(metres, unit))
    corners = (max(0.0, metres - spread), metres + spread)
    angle = cos(radians(half_deg))
    return max(sqrt(r * r + metres * metres - 2 * r * metres * angle) for r in corners)


def precision_m(metres: float, unit: str) -> float:
    """Return half of the last digit that is not nought: 0.5 km for 15 km, 5 km for 20 km."""
    size = METRES.get(unit, 1000.0)
    number = round(metres / size, 1)
    step = 0.1 if number != int(number) else 1.0
    while number and step >= 1 and int(number) % int(step * 10) == 0:
        step *= 10
    return step / 2 * size


def extent_m(anchor: Candidate) -> float:
    """Return how far a town of so many people reaches from its point, metres."""
    if not anchor.population:
        return SITE_M
    return max(SITE_M, 1000 * sqrt(anchor.population / (pi * PEOPLE_PER_KM2)))
