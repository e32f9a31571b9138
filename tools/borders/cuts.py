"""
Lines that cut a territory where the time zones have no border: Kosovo, the Golan, the berm.

The line comes from another source than the borders around it, so the two outlines differ by
tens to thousands of metres where they mean the same border. Only the inner part of the other
outline is used, and its ends are drawn out to the nearest vertex of the border: no slivers.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import shapely
from shapely import LineString, MultiLineString, Point, Polygon

from tools.borders import sources

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    Points = NDArray[np.float64]

NO_LINE_M = 1e9  # for boxes around islands: they cut out whole faces
METRES = 111_195 / 1e6  # of one microdegree on a meridian


@dataclass(frozen=True, slots=True)
class Cut:
    """
    One territory to be cut out of another.

    Attributes
    ----------
    code, parent
        Territory code of the new face and of the territory it is cut from.
    source
        Reads the outline (polygons) or the dividing line.
    tolerance_m
        Outline nearer than this to the parent's border is the parent's border.
    shortest_m
        Inner parts shorter than this are noise.
    origin
        Id of the source in `tools.borders.origins`.
    seeds
        Points (longitude, latitude) in the face, for a source that is only a line.
    """

    code: str
    parent: str
    origin: str
    source: Callable[[Path], BaseGeometry]
    tolerance_m: float
    shortest_m: float
    seeds: tuple[tuple[float, float], ...] = ()


CUTS = (
    Cut("PS-JE", "IL", "osm-2017", lambda f: sources.country(f, "PSE"), 250, 3_000),
    Cut("XK", "RS", "omim-2020", lambda f: sources.poly(f, "Republic of Kosovo"), 500, 20_000),
    Cut("GE-SO", "GE", "omim-2020", lambda f: sources.poly(f, "South Ossetia"), 500, 20_000),
    Cut("AZ-NK", "AZ", "omim-2020", lambda f: sources.poly(f, "Nagorno-Karabakh"), 500, 10_000),
    Cut(
        "EH-E",
        "EH-W",
        "omim-2020",
        lambda f: sources.poly(f, "Sahrawi Arab Democratic Republic"),
        500,
        20_000,
    ),
    Cut(
        "SY-GO",
        "IL",
        "golan-1967",
        lambda f: sources.sketch("golan-1967"),
        0,
        0,
        ((35.69, 32.99), (35.77, 33.27)),
    ),
    Cut(
        "MD-TR",
        "MD",
        "ne-claims",
        lambda f: sources.claim_line(f, "Moldovan claim", 28.5),
        0,
        0,
        ((29.6, 46.84), (29.0, 47.75)),
    ),
    Cut(
        "SO-SL",
        "SO",
        "ne-admin1",
        lambda f: sources.admin1_area(f, "adm0_a3", frozenset(("SOL",))),
        8000,
        50_000,
    ),
    Cut(
        "IN-JK",
        "IN",
        "omim-2020",
        lambda f: sources.poly(f, "India_Jammu and Kashmir"),
        2500,
        100_000,
    ),
    Cut(
        "PK-JK",
        "PK",
        "ne-admin1",
        lambda f: sources.admin1_area(f, "iso_3166_2", frozenset(("PK-JK", "PK-GB"))),
        8000,
        50_000,
    ),
    Cut(
        "CN-AC",
        "CN",
        "ne-claims",
        lambda f: sources.claim_line(f, "Indian claim", 77.8),
        0,
        0,
        ((79.5, 35.2), (79.2, 34.25), (78.82, 33.6)),
    ),
    Cut(
        "CN-SH",
        "CN",
        "ne-claims",
        lambda f: sources.claim_line(f, "Indian claim", 75.98),
        0,
        0,
        ((76.5, 36.05),),
    ),
    Cut(
        "IN-AR",
        "IN",
        "ne-claims",
        lambda f: sources.claim_line(f, "Chinese claim", 92.04),
        0,
        0,
        ((94.5, 28.3),),
    ),
    Cut(
        "LB-SF",
        "IL",
        "shebaa-2007",
        lambda f: sources.sketch("shebaa-farms"),
        0,
        0,
        ((35.70, 33.285),),
    ),
    Cut(
        "EG-HT",
        "EG",
        "halaib-1902",
        lambda f: sources.sketch("halaib"),
        0,
        0,
        ((36.0, 22.4),),
    ),
    Cut(
        "UA-DN",
        "UA",
        "omim-2020",
        lambda f: sources.poly(f, "Ukraine_Donetsk Oblast"),
        1500,
        20_000,
    ),
    Cut(
        "UA-LH",
        "UA",
        "omim-2020",
        lambda f: sources.poly(f, "Ukraine_Luhansk Oblast"),
        1500,
        20_000,
    ),
    Cut(
        "UA-ZP",
        "UA",
        "omim-2020",
        lambda f: sources.poly(f, "Ukraine_Zaporizhia Oblast"),
        1500,
        20_000,
    ),
    Cut(
        "UA-KS",
        "UA",
        "omim-2020",
        lambda f: sources.poly(f, "Ukraine_Kherson Oblast"),
        1500,
        20_000,
    ),
    Cut(
        "RU-KU", "RU", "map-edge", lambda f: sources.boxes((145.3, 43.3, 149.1, 45.7)), 1, NO_LINE_M
    ),
    Cut(
        "IR-AT", "IR", "map-edge", lambda f: sources.boxes((54.9, 25.8, 55.4, 26.35)), 1, NO_LINE_M
    ),
    Cut(
        "CN-PA", "CN", "map-edge", lambda f: sources.boxes((111.0, 15.5, 113.0, 17.3)), 1, NO_LINE_M
    ),
    Cut(
        "ES-CM",
        "ES",
        "map-edge",
        lambda f: sources.boxes((-5.4, 35.85, -5.25, 35.93), (-2.98, 35.25, -2.9, 35.33)),
        1,
        NO_LINE_M,
    ),
)


def dividing_lines(shape: BaseGeometry, border: BaseGeometry, cut: Cut) -> list[LineString]:
    """
    Return the lines that cut a territory in two, drawn out to its border.

    Parameters
    ----------
    shape
        Outline polygons, or the dividing line itself; microdegrees.
    border
        All lines of the world's borders and coasts, microdegrees.
    """
    box = shapely.box(*shape.bounds).buffer(200_000)
    shrink = np.cos(np.radians(shape.centroid.y / 1e6))
    near = _scaled(shapely.clip_by_rect(border, *box.bounds), shrink, 1)
    lines: list[LineString] = []
    for line in _lines(shape):
        points = shapely.get_coordinates(_scaled(line, shrink, 1))
        for part in _inner_parts(points, near, cut, closed=line.is_closed):
            ends = (_nearest_vertex(part[0], near), _nearest_vertex(part[-1], near))
            whole = np.vstack([ends[0], part, ends[1]])
            lines.append(_scaled(LineString(whole), 1 / shrink, 1))
    return [shapely.transform(line, np.rint) for line in lines]


def inside(cut: Cut, shape: BaseGeometry, spots: NDArray[np.object_]) -> NDArray[np.bool_]:
    """Tell which of the spots (points in microdegrees) the outline of the cut covers."""
    shapely.prepare(shape)
    return np.asarray(shapely.intersects(shape, spots))


def holds_seed(cut: Cut, face: Polygon) -> bool:
    """Tell whether a face holds one of the seeds of the cut."""
    return any(face.contains(Point(lon * 1e6, lat * 1e6)) for lon, lat in cut.seeds)


def _lines(shape: BaseGeometry) -> list[LineString]:
    """Return the rings of polygons, or the lines of a line."""
    if isinstance(shape, LineString | MultiLineString):
        return list(shapely.get_parts(shape))
    rings = shapely.get_rings(shapely.get_parts(shape))
    return [LineString(ring.coords) for ring in rings]


def _scaled(geometry: BaseGeometry, x: float, y: float) -> BaseGeometry:
    """Return the geometry with longitudes and latitudes multiplied."""
    return shapely.transform(geometry, lambda c: c * (x, y))


def _inner_parts(points: Points, near: BaseGeometry, cut: Cut, *, closed: bool) -> list[Points]:
    """Return the stretches of a line that lie farther from the border than the tolerance."""
    if cut.tolerance_m == 0:
        return [points]
    tree = shapely.STRtree(_segments(near))
    spots = shapely.points(points)
    _, distance = tree.query_nearest(spots, return_distance=True, all_matches=False)
    inner = distance * METRES > cut.tolerance_m
    if closed and inner.all():
        return []
    if closed:  # start the ring on the border, so that no stretch runs over its seam
        first = int(np.argmin(inner[:-1]))
        points = np.vstack([points[first:-1], points[: first + 1]])
        inner = np.concatenate([inner[first:-1], inner[: first + 1]])
    return _stretches(points, inner, cut.shortest_m)


def _stretches(points: Points, inner: NDArray[np.bool_], shortest_m: float) -> list[Points]:
    """Return the runs of inner points; runs with little between them are joined."""
    along = np.concatenate([[0], np.cumsum(np.hypot(*np.diff(points, axis=0).T))]) * METRES
    edges = np.flatnonzero(np.diff(np.concatenate([[False], inner, [False]]).astype(int)))
    runs: list[tuple[int, int]] = []
    for start, end in edges.reshape(-1, 2).tolist():
        if runs and along[start] - along[runs[-1][1] - 1] < shortest_m / 5:
            runs[-1] = (runs[-1][0], end)
        else:
            runs.append((start, end))
    return [points[a:b] for a, b in runs if along[b - 1] - along[a] > shortest_m]


def _segments(lines: BaseGeometry) -> NDArray[np.object_]:
    """Return each segment of the lines as its own geometry."""
    parts = shapely.get_parts(lines)
    coordinates, owner = shapely.get_coordinates(parts, return_index=True)
    same = owner[1:] == owner[:-1]
    pairs = np.stack([coordinates[:-1][same], coordinates[1:][same]], axis=1)
    return np.asarray(shapely.linestrings(pairs))


def _nearest_vertex(point: Points, lines: BaseGeometry) -> Points:
    """Return the vertex of the lines that lies nearest to the point."""
    coordinates = shapely.get_coordinates(lines)
    found: Points = coordinates[np.argmin(np.hypot(*(coordinates - point).T))]
    return found
