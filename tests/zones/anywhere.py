"""
Random points, lines and areas everywhere on earth, poles and antimeridian too, and what is wrong with their zones.

Drawn in bearings and distances round a centre, put on the map by pyproj; shares no code with geo.zones.
"""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import shapely
from pyproj import Geod

from tests.zones.truth import compare

GEOD = Geod(ellps="WGS84")
KINDS = ("points", "line", "lines", "area", "area with a hole")
PIECES = 24  # edges of a case follow the geodesic in so many pieces
LARGEST_M = 1_500_000


@dataclass(frozen=True)
class Case:
    """A geometry, and the distance and tolerance of its zone."""

    kind: str
    geometry: object
    distance_m: float
    tolerance: float


def case(seed, tolerances=(1e-4,)):
    """Return the case of a seed, or None where the draw makes no valid geometry."""
    rng = np.random.default_rng(seed)
    kind = KINDS[rng.integers(len(KINDS))]
    distance_m = 10 ** rng.uniform(1, 6)
    size_m = min(distance_m * 10 ** rng.uniform(-1.5, 1), LARGEST_M)
    geometry = _drawn(kind, _centre(rng, distance_m + size_m), size_m, rng)
    if geometry is None or geometry.is_empty or not geometry.is_valid:
        return None
    return Case(kind, geometry, distance_m, tolerances[rng.integers(len(tolerances))])


def faults(drawn, zone, count=40):
    """Return what is wrong with the zone of a case, in words: nothing, if all is well."""
    wanted_m, area = drawn.tolerance * drawn.distance_m, zone.geometry
    found = []
    if not area.is_valid or area.geom_type not in ("Polygon", "MultiPolygon"):
        return [f"invalid {area.geom_type}"]
    west, south, east, north = area.bounds
    if not (-180 <= west <= east <= 180 and -90 <= south <= north <= 90):
        found.append(f"bounds {area.bounds}")
    for part in shapely.get_parts(area):
        if not part.exterior.is_ccw or any(hole.is_ccw for hole in part.interiors):
            found.append("ring runs the wrong way")
    if zone.error_m > 1.001 * wanted_m:
        found.append(f"states {zone.error_m} m, more than {wanted_m:.4g} m")
    if not area.covers(drawn.geometry):
        outside = drawn.geometry.difference(area)
        found.append(f"does not hold its source: {outside.wkt[:80]}")
    got = compare(area, drawn.geometry, drawn.distance_m, count=count)
    if got.edge_m > zone.error_m:
        found.append(f"edge {got.edge_m:.4g} m off, states {zone.error_m} m")
    if got.wrong_m > 2 * wanted_m:
        found.append(f"{got.wrong} points on the wrong side, {got.wrong_m:.4g} m from the edge")
    return found


def _centre(rng, reach_m):
    """Return a place: anywhere, near a pole, near the antimeridian, or where meridian and equator cross."""
    way, reach = rng.random(), reach_m / 111_320
    lon, lat = rng.uniform(-180, 180), float(np.degrees(np.arcsin(rng.uniform(-1, 1))))
    if way < 0.25:
        lat = float(rng.choice([-1, 1]) * (90 - min(60, rng.uniform(0, 1.5) * reach)))
    elif way < 0.5:
        lon = 180 + rng.uniform(-1.5, 1.5) * reach / max(0.05, np.cos(np.radians(lat)))
    elif way < 0.55:
        lon, lat = 0.0, 0.0
    return (lon + 180) % 360 - 180, lat


def _drawn(kind, centre, size_m, rng):
    if kind == "points":
        count = rng.integers(1, 9)
        away = size_m * np.sqrt(rng.random(count))
        return shapely.multipoints(_placed(centre, rng.uniform(0, 360, count), away))
    if kind.startswith("line"):
        return _lines([_walk(centre, size_m, rng) for _ in range(1 + 2 * (kind == "lines"))])
    shell = _star(centre, size_m, rng)
    if kind == "area":
        return _area(shell)
    hole = _star(centre, 0.25 * size_m, rng)
    outer, inner = _area(shell), _area(hole)
    return outer.difference(inner) if outer is not None and inner is not None else None


def _placed(centre, bearing, away_m):
    """Return places by their bearing and distance from a centre, longitude and latitude."""
    lon, lat = np.full(len(bearing), centre[0]), np.full(len(bearing), centre[1])
    return np.column_stack(GEOD.fwd(lon, lat, bearing, away_m)[:2])


def _along(xy):
    """Return the bearings and distances of a track in the plane round the centre, in small pieces."""
    steps = np.linspace(0, 1, PIECES, endpoint=False)[:, None]
    track = [a + (b - a) * steps for a, b in pairwise(xy)]
    x, y = np.vstack([*track, xy[-1:]]).T
    return np.degrees(np.arctan2(x, y)), np.hypot(x, y)


def _walk(centre, size_m, rng):
    steps = rng.normal(0, size_m / 4, (rng.integers(2, 13), 2))
    return _unwrapped(_placed(centre, *_along(np.cumsum(steps, axis=0))))


def _star(centre, size_m, rng):
    count = rng.integers(3, 15)
    turn = np.sort(rng.uniform(0, 2 * np.pi, count))
    if np.diff(np.r_[turn, turn[0] + 2 * np.pi]).max() > 0.9 * np.pi:
        turn = np.arange(count) * 2 * np.pi / count
    radius = size_m * rng.uniform(0.3, 1, count)
    corners = np.column_stack([radius * np.cos(turn), radius * np.sin(turn)])
    return _unwrapped(_placed(centre, *_along(np.vstack([corners, corners[:1]]))))


def _unwrapped(xy):
    """Return a track whose longitudes do not jump."""
    turns = (np.diff(xy[:, 0]) + 180) % 360 - 180
    return np.column_stack([xy[0, 0] + np.r_[0, np.cumsum(turns)], xy[:, 1]])


def _lines(tracks):
    if any(np.abs(np.diff(t[:, 0])).max() > 120 for t in tracks):
        return None  # through a pole
    pieces = [p for t in tracks for p in _shifted(shapely.LineString(t))]
    return shapely.multilinestrings([p for p in pieces if p.geom_type == "LineString"])


def _area(ring):
    """Return the area of an unwrapped ring, cut at the antimeridian, closed over a pole inside."""
    if np.abs(np.diff(ring[:, 0])).max() > 120:
        return None
    winding = round((ring[-1, 0] - ring[0, 0]) / 360)
    if winding:
        pole = float(np.sign(ring[:, 1].mean()) * 90)
        ends = [[ring[-1, 0], pole], [ring[0, 0], pole]]
        ring = np.vstack([ring, ends, ring[:1]])
    whole = shapely.Polygon(ring)
    if not whole.is_valid:
        return None
    return shapely.union_all([p for p in _shifted(whole) if p.geom_type.endswith("Polygon")])


def _shifted(shape):
    """Return the pieces of a shape between the seams, brought to -180 to 180."""
    pieces = []
    for turn in range(-3, 4):
        west = 360 * turn - 180
        piece = shape.intersection(shapely.box(west, -90, west + 360, 90))
        for part in shapely.get_parts(piece):
            pieces.append(
                shapely.transform(
                    part, lambda xy, t=turn: np.c_[np.clip(xy[:, 0] - 360 * t, -180, 180), xy[:, 1]]
                )
            )
    return [p for p in pieces if not p.is_empty]
