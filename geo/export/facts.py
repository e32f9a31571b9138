"""What is known of each zone beyond its shape: the towns in it, and distances that matter."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import pyproj
import shapely

from geo.maps.scene import pinned

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from geo.maps.basemap import Basemap, Label
    from geo.model import Analysis, Zone

MOST_TOWNS, MOST_NEAR = 8, 3
NEAR_M = 100_000.0  # a town farther from a zone is no neighbour of it
CITY = 20_000


@dataclass(frozen=True, slots=True)
class Town:
    """A town and its population, 0 if unknown."""

    name: str
    population: int


@dataclass(frozen=True, slots=True)
class Near:
    """A place, how far it lies from a zone's edge in metres, and whether inside."""

    name: str
    distance_m: float
    inside: bool


@dataclass(frozen=True, slots=True)
class Facts:
    """
    What surrounds one zone.

    Attributes
    ----------
    towns
        The most populous in it, largest first.
    more
        How many more towns of the base map lie in it.
    named
        Places that the report names, with their distance to the zone's edge, nearest first.
    near
        The nearest larger towns outside.
    """

    towns: tuple[Town, ...]
    more: int
    named: tuple[Near, ...]
    near: tuple[Near, ...]


def facts_of(analysis: Analysis, basemap: Basemap) -> tuple[Facts, ...]:
    """
    Return what surrounds each zone, in the order of the zones.

    Parameters
    ----------
    basemap
        Its labels are the towns that are known: those of some population in and around the zones.
    """
    towns = _as_told(analysis, _towns(basemap))
    return tuple(_facts(analysis, zone, towns) for zone in analysis.zones)


def edge_distance_m(geometry: BaseGeometry, lon: float, lat: float) -> float:
    """
    Return the distance of a point from an area's edge, metres on the WGS 84 ellipsoid.

    Notes
    -----
    The edge is projected azimuthal equidistant about the point, in which distances from the point
    are true (Snyder 1987, USGS Professional Paper 1395, p. 191). The edges that cut an area at the
    antimeridian are no edges.

    Examples
    --------
    >>> round(edge_distance_m(shapely.box(36.0, 32.0, 37.0, 33.0), 36.0, 34.0) / 1000, 1)
    110.9
    """
    plane = pyproj.Proj(f"+proj=aeqd +lat_0={lat} +lon_0={lon} +ellps=WGS84")
    edges = []
    for ring in shapely.get_parts(shapely.boundary(shapely.get_parts(geometry))):
        xy = shapely.get_coordinates(shapely.segmentize(ring, 0.25))
        seam = np.abs(np.abs(xy[:, 0]) - 180.0) < 1e-9
        runs = np.flatnonzero(~(seam[:-1] & seam[1:]))
        plane_xy = np.column_stack(plane(xy[:, 0], xy[:, 1]))
        edges.append(np.stack([plane_xy[runs], plane_xy[runs + 1]], axis=1))
    segments = shapely.linestrings(np.concatenate(edges))
    return float(shapely.distance(segments, shapely.Point(0, 0)).min())


def _towns(basemap: Basemap) -> list[Label]:
    """Return the base map's towns, each once."""
    found: dict[tuple[str, int, int], Label] = {}
    for label in (*basemap.labels, *basemap.overview.labels):
        if label.kind in {"town", "capital"}:
            found.setdefault((label.text, round(label.lon * 20), round(label.lat * 20)), label)
    return list(found.values())


def _as_told(analysis: Analysis, towns: list[Label]) -> list[Label]:
    """Return towns by the names that the report gives them, where it names them."""
    names = {_spot(p.best.lon, p.best.lat): p.name for p in pinned(analysis) if not p.is_area}
    return [replace(t, text=names.get(_spot(t.lon, t.lat), t.text)) for t in towns]


def _spot(lon: float, lat: float) -> tuple[int, int]:
    """Return a place of about a hundred metres."""
    return (round(lon * 1_000), round(lat * 1_000))


def _facts(analysis: Analysis, zone: Zone, towns: list[Label]) -> Facts:
    """Return what surrounds one zone."""
    lon, lat = (np.array([getattr(town, axis) for town in towns]) for axis in ("lon", "lat"))
    inside = shapely.contains_xy(zone.geometry, lon, lat) if towns else np.zeros(0, dtype=bool)
    within = sorted((t for t, i in zip(towns, inside, strict=True) if i), key=lambda t: -t.weight)
    shown = tuple(Town(t.text, int(t.weight)) for t in within[:MOST_TOWNS])
    return Facts(
        shown, len(within) - len(shown), _named(analysis, zone), _near(zone, towns, inside)
    )


def _named(analysis: Analysis, zone: Zone) -> tuple[Near, ...]:
    """Return the report's places in a zone or near it."""
    found = {}
    for pin in pinned(analysis):
        if not pin.is_area:
            distance = edge_distance_m(zone.geometry, pin.best.lon, pin.best.lat)
            inside = bool(shapely.contains_xy(zone.geometry, pin.best.lon, pin.best.lat))
            if inside or distance <= NEAR_M:
                found[pin.name] = Near(pin.name, distance, inside)
    return tuple(sorted(found.values(), key=lambda near: (not near.inside, near.distance_m)))


def _near(
    zone: Zone, towns: list[Label], inside: np.ndarray[tuple[int], np.dtype[np.bool_]]
) -> tuple[Near, ...]:
    """Return the nearest larger towns outside a zone."""
    west, south, east, north = zone.geometry.bounds
    pad = NEAR_M / 111_320
    wide = pad / max(float(np.cos(np.radians((south + north) / 2))), 0.1)
    candidates = [
        town
        for town, is_inside in zip(towns, inside, strict=True)
        if not is_inside
        and town.weight >= CITY
        and west - wide <= town.lon <= east + wide
        and south - pad <= town.lat <= north + pad
    ]
    flat = sorted(candidates, key=lambda t: _rough(zone.geometry, t))[: 3 * MOST_NEAR]
    exact = [Near(t.text, edge_distance_m(zone.geometry, t.lon, t.lat), False) for t in flat]
    near = sorted((n for n in exact if n.distance_m <= NEAR_M), key=lambda n: n.distance_m)
    return tuple(near[:MOST_NEAR])


def _rough(geometry: BaseGeometry, town: Label) -> float:
    """Return a distance good enough to rank by."""
    return float(shapely.distance(geometry, shapely.Point(town.lon, town.lat)))
