"""Ask the map: which zones hold at a point, and how far it is from their edges and the borders."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import shapely

from geo.errors import GeometryError
from geo.maps.words import references_words
from geo.model import ReferenceKind
from geo.pipeline import loaded
from geo.settings import Settings
from geo.zones.check import Distances, inside
from geo.zones.sources import Sources

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from geo.model import Analysis, LonLat, Reference

COAST_BOXES_DEG = (12.0, 24.0, 60.0, 360.0)
BOXES_DEG = (0.25, 1.0, 4.0)  # half sizes of the boxes that are searched, one after the other
MOST_BORDERS = 6
COAST = "coast"
LINES = {ReferenceKind.BORDER, ReferenceKind.COAST, ReferenceKind.RIVER, ReferenceKind.LINE}


@dataclass(frozen=True, slots=True)
class Edge:
    """A zone seen from a point: whether it holds there, and metres to its edge."""

    number: int
    inside: bool
    distance_m: float


@dataclass(frozen=True, slots=True)
class Answer:
    """
    What the map says of a point.

    Attributes
    ----------
    territory
        Who holds the ground, or empty at sea.
    edges
        The zones, those that hold first, then by the distance to their edge.
    borders
        Names and metres of the nearest borders and the coast.
    lines
        Names and metres of the lines that the report's rules are measured from.
    """

    at: LonLat
    territory: str
    edges: tuple[Edge, ...]
    borders: tuple[tuple[str, float], ...]
    lines: tuple[tuple[str, float], ...] = ()


def answer(analysis: Analysis, at: LonLat) -> Answer:
    """
    Ask about a point.

    Raises
    ------
    GeometryError
        If it is no point on earth.
    """
    lon, lat = at
    if not (abs(lon) <= 180 and abs(lat) <= 90):
        raise GeometryError(f"got longitude {lon}, latitude {lat}, wanted -180 to 180, -90 to 90")
    edges = [
        Edge(number, bool(inside(zone.geometry, [lon], [lat])[0]), _away(zone.geometry, at))
        for number, zone in enumerate(analysis.zones, 1)
    ]
    edges.sort(key=lambda e: (not e.inside, e.distance_m))
    territory = holder(at)
    return Answer(at, territory, tuple(edges), borders_near(at), lines_of(analysis, at))


def lines_of(analysis: Analysis, at: LonLat) -> tuple[tuple[str, float], ...]:
    """Return the lines that rules are measured from, by name, with metres to them, nearest first."""
    found: dict[str, float] = {}
    for zone in analysis.zones:
        rule = zone.constraint
        host = rule.host[0].code if len(rule.host) == 1 else ""
        for reference in rule.references:
            line = _line(reference, host, zone.viewpoint) if reference.kind in LINES else None
            if line is not None:
                found.setdefault(references_words((reference,)), _away_from(line, at))
    return tuple(sorted(found.items(), key=lambda pair: pair[1]))


@lru_cache(maxsize=64)
def _line(reference: Reference, host: str, viewpoint: str) -> BaseGeometry | None:
    """Return the line of a reference as the rule's zone was drawn from it; None where there is none."""
    try:
        line = Sources(loaded(Settings()).borders, viewpoint).line(reference, host)
    except GeometryError:
        return None
    return None if line.is_empty else line


def _away(geometry: BaseGeometry, at: LonLat) -> float:
    """Return metres from a point to the outline of an area."""
    return _away_from(geometry.boundary, at)


def _away_from(outline: BaseGeometry, at: LonLat) -> float:
    """Return metres from a point to a line, measured in the smallest box that can decide."""
    lon, lat = at
    for half_deg in BOXES_DEG:
        box = (lon - half_deg, lat - half_deg, lon + half_deg, lat + half_deg)
        near = shapely.clip_by_rect(outline, *box)
        if not near.is_empty:
            found = float(Distances(near).to([lon], [lat])[0])
            if found < reach_m(lat, half_deg):
                return found
    return float(Distances(outline).to([lon], [lat])[0])


def reach_m(lat: float, half_deg: float) -> float:
    """
    Return metres around a point in which a box of degrees leaves nothing out.

    The shortest degree of latitude is 110,574 m; one of longitude shrinks with the cosine of the
    latitude of the box's poleward edge.
    """
    poleward = min(abs(lat) + half_deg, 90.0)
    return half_deg * 110_000 * min(1.0, math.cos(math.radians(poleward)))


@lru_cache(maxsize=1)
def _overview() -> tuple[shapely.STRtree, tuple[str, ...], tuple[str, ...]]:
    rows = loaded(Settings()).borders.overview()
    tree = shapely.STRtree([area for _, _, area in rows])
    return tree, tuple(code for code, _, _ in rows), tuple(name for _, name, _ in rows)


def territories_near(at: LonLat, within_deg: float) -> tuple[str, ...]:
    """Return the codes of the territories near a point, the nearest first."""
    tree, codes, _ = _overview()
    point = shapely.Point(at)
    rows = tree.query(point, predicate="dwithin", distance=within_deg)
    far = shapely.distance(tree.geometries[rows], point)
    return tuple(codes[rows[i]] for i in far.argsort(kind="stable"))


def holder(at: LonLat) -> str:
    """Return the name of the territory that holds a point, by the exact borders; empty at sea."""
    borders = loaded(Settings()).borders
    point = shapely.Point(at)
    for code in territories_near(at, 0.2)[:6]:
        if shapely.intersects(borders.land(code), point):
            return borders.name(code)
    return ""


def borders_near(at: LonLat) -> tuple[tuple[str, float], ...]:
    """
    Return the nearest borders, by name, with metres to them, and the coast, be it ever so far.

    Borders are looked for within about 400 km.
    """
    lon, lat = at
    found: list[tuple[str, float]] = []
    for half_deg in BOXES_DEG:
        lines = _lines(lon, lat, half_deg)
        measured = [
            (name, float(Distances(shapely.MultiLineString(parts)).to([lon], [lat])[0]))
            for name, parts in lines.items()
        ]
        sure = reach_m(lat, half_deg)
        found = sorted((pair for pair in measured if pair[1] < sure), key=lambda pair: pair[1])
        if len(found) >= MOST_BORDERS and COAST in dict(found):
            break
    coast = [pair for pair in found if pair[0] == COAST] or _far_coast(at)
    borders = [pair for pair in found if pair[0] != COAST][: MOST_BORDERS - 1]
    return tuple(sorted([*borders, *coast], key=lambda pair: pair[1]))


def _far_coast(at: LonLat) -> list[tuple[str, float]]:
    """Return the coast with metres to it, for a point far inland or at sea."""
    lon, lat = at
    for half_deg in COAST_BOXES_DEG:
        parts = _lines(lon, lat, half_deg).get(COAST)
        if parts:
            found = float(Distances(shapely.MultiLineString(parts)).to([lon], [lat])[0])
            if found < meridian_m(lat, half_deg) or half_deg == COAST_BOXES_DEG[-1]:
                return [(COAST, found)]
    return []


def meridian_m(lat: float, apart_deg: float) -> float:
    """
    Return metres within which nothing lies beyond two meridians, or two parallels, about a point.

    On a sphere the distance to a meridian is asin(cos lat · sin apart); the smaller radius of the
    ellipsoid, less one part in a hundred, makes it a bound.
    """
    across = math.asin(math.cos(math.radians(lat)) * math.sin(math.radians(min(apart_deg, 90.0))))
    return 0.99 * 6_356_752 * min(math.radians(apart_deg), across)


def _lines(lon: float, lat: float, half_deg: float) -> dict[str, list[BaseGeometry]]:
    """Return the lines in a box by name: borders by their two territories, and the coast."""
    borders = loaded(Settings()).borders
    box = (max(lon - half_deg, -180), max(lat - half_deg, -90),
           min(lon + half_deg, 180), min(lat + half_deg, 90))  # fmt: skip
    lines: dict[str, list[BaseGeometry]] = {}
    for kind, left, right, line in borders.lines_in(*box):
        names = sorted(borders.name(c) for c in (left, right) if c)
        if kind == "land":
            lines.setdefault(f"border {'–'.join(names)}", []).append(line)
        elif kind == "coast":
            lines.setdefault(COAST, []).append(line)
    return lines
