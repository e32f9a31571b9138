"""Strips along a stretch of a line, between two places or near one, and lanes between two places."""

from __future__ import annotations

from typing import TYPE_CHECKING

import shapely

from geo.model import Side
from geo.zones.geodesy import zone_within
from geo.zones.paths import nearest_on
from geo.zones.reach import Reach, together
from geo.zones.sources import CannotDraw, point_of
from geo.zones.sphere import GEOD
from geo.zones.strips import strip_along, strip_near
from geo.zones.tracks import geodesic_line
from geo.zones.words import distance_words, listed, range_words

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from geo.model import LonLat
    from geo.zones.reach import Ground

# "the border near Chaman": how far to either side, where the place is no farther from the line
NEAR_M = 25_000.0
_TWO = 2
_GEODESIC = "geodesic, WGS84"


def strip_at(place: Ground) -> tuple[Reach, str]:
    """
    Return the strip along a border or line between two places or near one, and how it was made.

    Raises
    ------
    CannotDraw
        If the rule has no depth, or neither one end nor two.
    """
    rule = place.rule
    if len(rule.ends) not in (1, _TWO) or rule.distance is None:
        raise CannotDraw("A strip along a line needs a depth and two ends")
    deep = rule.distance.max_m
    spots = [point_of(e) for e in rule.ends]
    reaches: list[float] = []

    def draw(source: BaseGeometry, land: BaseGeometry | None) -> Reach:
        if len(spots) == _TWO:
            first, last = spots
            zone = strip_along(source, first, last, deep, clip=land, tolerance=place.tolerance)
        else:
            reaches.append(_reach(source, spots[0], deep))
            zone = strip_near(
                source, spots[0], deep, reaches[-1], clip=land, tolerance=place.tolerance
            )
        return Reach(zone.geometry, zone.error_m)

    if place.hosts:
        reach = place.in_each_host(draw)
    else:
        reach = draw(together([place.sources.line(r) for r in rule.references]), None)
        if rule.side in (Side.WATER, Side.LAND):
            reach = Reach(place.limited(reach.geometry), reach.error_m)
    method = f"{place.where()} within {distance_words(deep)} ({_GEODESIC}) of {place.named()}"
    return reach, method + _where(place, reaches) + range_words(rule.distance)


def _where(place: Ground, reaches: list[float]) -> str:
    """Say which stretch of the line was taken."""
    towns = [e.name for e in place.rule.ends]
    if not reaches:
        return f" between {listed(towns)}, cut off square to the line."
    far = distance_words(round(max(reaches), -3))
    return (
        f", the stretch near {towns[0]}: up to {far} to either side of the point nearest to it, "
        "since the text gives no ends."
    )


def _reach(line: BaseGeometry, spot: LonLat, deep: float) -> float:
    """Return how far a stretch near a place goes on: farther where the place is far, or the strip deep."""
    point = shapely.Point(spot)
    on = nearest_on(line, point)
    _, _, away = GEOD.inv(*spot, on.x, on.y)
    return max(NEAR_M, deep, 1.5 * float(away))


def lane_between(place: Ground) -> tuple[Reach, str]:
    """
    Return what lies within a distance of the geodesic between two places, and how it was made.

    Raises
    ------
    CannotDraw
        If the rule gives no width.
    """
    distance = place.rule.distance
    if distance is None:
        raise CannotDraw("A line between two places has no area, and the text gives no width")
    axis = geodesic_line([point_of(r) for r in place.rule.references])
    zone = zone_within(axis, distance.max_m, tolerance=place.tolerance)
    far = distance_words(distance.max_m)
    method = f"{place.where()} within {far} ({_GEODESIC}) of the line between {place.named()}."
    return Reach(place.limited(zone.geometry), zone.error_m), method
