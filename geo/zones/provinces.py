"""
First-order areas (governorates, oblasts, states), fitted to the land of their country.

Their source is drawn 1 to 4 km off the borders and coasts of `geo.zones.borders`. What lies
outside the country is cut off, and land of the country that no area covers goes to the area
whose outline is nearest.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import shapely
from shapely import MultiLineString, MultiPoint, MultiPolygon, Polygon

from geo.errors import DataFileError, GeometryError
from geo.zones.arcs import SCALE, decode
from geo.zones.kept import Shelf, file_digest, key_of
from geo.zones.rings import areas

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from typing import TypeAlias

    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    Area: TypeAlias = "Polygon | MultiPolygon"
    LandOf = Callable[[str, str], Area]

MARGIN_DEG = 0.12  # farther from its drawn outline no land is added to an area
STEP_DEG = 0.004
STEPS = 3000  # at most so many steps along the diagonal of an area
GRID_DEG = 1e-7
TOUCH_DEG = 1e-5
GRID = 40  # points along each axis that tell how much of an area is land
SPOT_DECIMALS = 6  # points nearer than this to each other spoil a Voronoi diagram
DE_FACTO = "de-facto"
_MANY = 100_000  # vertices of a country whose areas take long to fit


@dataclass(frozen=True, slots=True)
class Province:
    """A first-order area: GeoNames code, country, name, ISO 3166-2 code, source, bounds."""

    code: str
    country: str
    name: str
    iso: str
    source: str
    bounds: tuple[float, float, float, float]


class Provinces:
    """
    The file of first-order areas, opened when first asked.

    Parameters
    ----------
    path
        The SQLite file.
    land_of
        Returns the land of a country (code, viewpoint).
    """

    def __init__(self, path: Path, land_of: LandOf) -> None:
        self.path, self.land_of = path, land_of
        self._drawn: dict[str, Area] = {}
        self._fitted: dict[str, Area] = {}

    @cached_property
    def _db(self) -> sqlite3.Connection:
        if not self.path.is_file():
            raise DataFileError(str(self.path), "file", "there are no first-order areas")
        uri = f"{self.path.resolve().as_uri()}?mode=ro&immutable=1"
        return sqlite3.connect(uri, uri=True, check_same_thread=False)

    @cached_property
    def all(self) -> dict[str, Province]:
        """Return code -> area, without its shape."""
        rows = self._db.execute(
            "select code, country, name, iso, source, west, south, east, north from provinces"
        )
        found = {}
        for code, country, name, iso, source, *box in rows:
            west, south, east, north = (value / SCALE for value in box)
            found[code] = Province(code, country, name, iso, source, (west, south, east, north))
        return found

    def fitted(self, code: str) -> Area:
        """
        Return an area fitted to the land of its country, EPSG:4326.

        Raises
        ------
        GeometryError
            If the code is unknown.
        """
        if code not in self._fitted:
            self._fitted[code] = self._kept_or_fitted(self._known(code))
        return self._fitted[code]

    def _kept_or_fitted(self, province: Province) -> Area:
        """Fit an area, or in a country with a long coast find it as it was fitted before."""
        if shapely.get_num_coordinates(self.land_of(province.country, DE_FACTO)) < _MANY:
            return self._fit(province)
        borders = file_digest(self.path.with_name("borders.sqlite"))
        key = key_of("province", file_digest(self.path), borders, province.code)
        return Shelf.usual().made(key, lambda: (self._fit(province), 0.0))[0]

    def dividing(self, west: float, south: float, east: float, north: float) -> BaseGeometry:
        """
        Return the lines between areas of one country in a box, as their source has them.

        A segment is one where two areas of the country have it; where two countries meet, the
        borders themselves are drawn.
        """
        box = (west, south, east, north)
        near: dict[str, list[str]] = {}
        for area in self.all.values():
            if _meet(area.bounds, box):
                near.setdefault(area.country, []).append(area.code)
        segments = [self._shared(tuple(codes)) for codes in near.values() if len(codes) > 1]
        if not segments:
            return MultiLineString()
        lines = shapely.linestrings(np.concatenate(segments) / SCALE)
        kept = shapely.clip_by_rect(shapely.line_merge(MultiLineString(list(lines))), *box)
        return shapely.line_merge(kept) if kept.geom_type == "MultiLineString" else kept

    def _shared(self, codes: tuple[str, ...]) -> NDArray[np.int64]:
        """Return the segments that two of some areas have, shape (n, 2, 2), microdegrees."""
        found = []
        for code in codes:
            row = self._db.execute("select rings from provinces where code = ?", (code,))
            points, ends = decode(row.fetchone()[0])
            steps = np.stack([points[:-1], points[1:]], axis=1).astype(np.int64)
            steps = np.delete(steps, ends[:-1] - 1, axis=0)  # from one ring to the next
            (x, y), (u, v) = steps[:, 0].T, steps[:, 1].T
            turned = (x > u) | ((x == u) & (y > v))
            steps[turned] = steps[turned, ::-1]
            found.append(np.unique(steps.reshape(-1, 4), axis=0))
        rows, counts = np.unique(np.concatenate(found), axis=0, return_counts=True)
        return rows[counts > 1].reshape(-1, 2, 2)

    def _known(self, code: str) -> Province:
        """Return the area of a code; raise GeometryError when there is none."""
        if code not in self.all:
            raise GeometryError(f"unknown first-order area {code!r}, wanted a code such as SY.06")
        return self.all[code]

    def _as_drawn(self, code: str) -> Area:
        """Return an area as its source has it."""
        if code not in self._drawn:
            row = self._db.execute("select rings from provinces where code = ?", (code,))
            points, ends = decode(row.fetchone()[0])
            marks = [0, *ends.tolist()]
            self._drawn[code] = areas([points[a:b] for a, b in pairwise(marks)])
        return self._drawn[code]

    def _fit(self, province: Province) -> Area:
        """Cut off what lies outside the country and add the land next to the area."""
        box = _around(province.bounds)
        drawn = self._as_drawn(province.code)
        land = self._land(province, drawn, box)
        siblings = {
            other.code: self._as_drawn(other.code)
            for other in self.all.values()
            if other.country == province.country and _meet(other.bounds, box)
        }
        if len(siblings) == 1:
            return _polygons(land)
        own, land = _apart(province.code, siblings, land)
        if land.is_empty:
            return _polygons(MultiPolygon(own))
        taken = _robust(shapely.union_all, list(siblings.values()))
        kept = _robust(shapely.intersection, drawn, land)
        gap = _robust(shapely.difference, land, taken)
        islands, added = _nearest_to(province.code, siblings, gap, box)
        whole = _polygons(shapely.union_all([kept, *added], grid_size=GRID_DEG))
        return _polygons(MultiPolygon([*shapely.get_parts(whole), *islands, *own]))

    def _land(
        self, province: Province, drawn: Area, box: tuple[float, float, float, float]
    ) -> BaseGeometry:
        """Return the land of the country in a box; with its claims when it holds little of it."""
        for viewpoint in (DE_FACTO, province.country):
            land = shapely.clip_by_rect(self.land_of(province.country, viewpoint), *box)
            land = land if land.is_valid else shapely.make_valid(land, method="structure")
            if _mostly_in(drawn, land):
                break
        return land


def _around(bounds: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
    """Return bounds grown by the margin."""
    west, south, east, north = bounds
    wide = MARGIN_DEG / max(np.cos(np.radians(max(abs(south), abs(north)))), 0.1)
    return (
        max(west - wide, -180.0),
        max(south - MARGIN_DEG, -90.0),
        min(east + wide, 180.0),
        min(north + MARGIN_DEG, 90.0),
    )


def _meet(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    """Tell whether two bounds meet."""
    return one[0] <= other[2] and one[2] >= other[0] and one[1] <= other[3] and one[3] >= other[1]


def _apart(
    code: str, siblings: dict[str, Area], land: BaseGeometry
) -> tuple[list[Polygon], BaseGeometry]:
    """
    Return the land parts that lie near one area and no other, and the rest of the land.

    They are that area's as a whole: nothing of them has to be cut or shared out.
    """
    parts = shapely.get_parts(land)
    parts = parts[shapely.get_type_id(parts) == 3]
    bounds = shapely.bounds(parts)
    near = {name: _within_margin(area, parts, bounds) for name, area in siblings.items()}
    shared = np.any([mark for name, mark in near.items() if name != code], axis=0)
    whole = near[code] & ~shared
    return list(parts[whole]), MultiPolygon(list(parts[~whole]))


def _within_margin(
    area: Area, parts: NDArray[np.object_], bounds: NDArray[np.float64]
) -> NDArray[np.bool_]:
    """Mark the parts that come within the margin of an area."""
    found = np.zeros(len(parts), bool)
    for piece in shapely.get_parts(area):
        west, south, east, north = piece.bounds
        low, high = (west - MARGIN_DEG, south - MARGIN_DEG), (east + MARGIN_DEG, north + MARGIN_DEG)
        beside = (bounds[:, :2] <= high).all(axis=1) & (bounds[:, 2:] >= low).all(axis=1)
        beside &= ~found
        if beside.any():
            shapely.prepare(piece)
            found[beside] = shapely.dwithin(piece, parts[beside], MARGIN_DEG)
    return found


def _mostly_in(area: Area, land: BaseGeometry) -> bool:
    """Tell whether at least half of an area is land, from points on a grid."""
    west, south, east, north = area.bounds
    x, y = np.meshgrid(
        np.linspace(west, east, GRID + 2)[1:-1], np.linspace(south, north, GRID + 2)[1:-1]
    )
    shapely.prepare(area)
    inside = shapely.contains_xy(area, x, y)
    if not inside.any():
        return bool(shapely.intersection(land, area).area > area.area / 2)
    shapely.prepare(land)
    return bool(shapely.contains_xy(land, x[inside], y[inside]).mean() > 0.5)


def _nearest_to(
    code: str, siblings: dict[str, Area], gap: BaseGeometry, box: tuple[float, float, float, float]
) -> tuple[list[BaseGeometry], list[BaseGeometry]]:
    """
    Return the parts of a gap whose nearest outline is that of one of the siblings.

    Returns
    -------
    islands
        Those that touch no sibling.
    added
        Those that do.
    """
    step = max(STEP_DEG, float(np.hypot(box[2] - box[0], box[3] - box[1])) / STEPS)
    spots, owners = _outlines(siblings, box, step)
    mine = owners == list(siblings).index(code)
    tree = shapely.STRtree(shapely.points(spots))
    parts = shapely.get_parts(gap)
    part, spot = tree.query(parts, predicate="dwithin", distance=TOUCH_DEG)
    alone = np.setdiff1d(np.arange(len(parts)), part)
    (far, nearest), apart = tree.query_nearest(
        parts[alone], all_matches=False, return_distance=True
    )
    won = parts[alone[far]]
    is_island = apart > step  # no outline is farther from its own points
    touched = np.unique(part[mine[spot]])
    contested = np.intersect1d(touched, part[~mine[spot]])
    added = [
        *won[mine[nearest] & ~is_island],
        *parts[np.setdiff1d(touched, contested)],
        *(_share(parts[number], spots, mine) for number in contested),
    ]
    return list(won[mine[nearest] & is_island]), added


def _share(part: BaseGeometry, spots: NDArray[np.float64], mine: NDArray[np.bool_]) -> BaseGeometry:
    """Return what of a part of a gap lies nearest to spots that are mine."""
    west, south, east, north = part.bounds
    low, high = (west - MARGIN_DEG, south - MARGIN_DEG), (east + MARGIN_DEG, north + MARGIN_DEG)
    near = ((spots >= low) & (spots <= high)).all(axis=1)
    cells = shapely.voronoi_polygons(MultiPoint(spots[near]), extend_to=part, ordered=True)
    cover = _cover(shapely.get_parts(cells)[mine[near]])
    return shapely.intersection(cover, part, grid_size=GRID_DEG)


def _outlines(
    siblings: dict[str, Area], box: tuple[float, float, float, float], step: float
) -> tuple[NDArray[np.float64], NDArray[np.intp]]:
    """Return points along the outlines in a box, shape (n, 2), and the number of their sibling."""
    points = []
    for area in siblings.values():
        outline = shapely.clip_by_rect(shapely.boundary(area), *box)
        points.append(shapely.get_coordinates(shapely.segmentize(outline, step)))
    owners = np.repeat(np.arange(len(points)), [len(found) for found in points])
    rounded = np.round(np.vstack(points), SPOT_DECIMALS)
    spots, first = np.unique(rounded, axis=0, return_index=True)
    return spots, owners[first]


def _cover(cells: NDArray[np.object_]) -> BaseGeometry:
    """Return the union of cells of a Voronoi diagram."""
    try:
        return shapely.coverage_union_all(cells)
    except shapely.GEOSException:  # neighbours' vertices do not match where spots lie close
        return shapely.union_all(cells, grid_size=GRID_DEG)


def _robust(operation: Callable[..., BaseGeometry], *shapes: object) -> BaseGeometry:
    """Return an overlay in full precision, or on a grid where full precision fails."""
    try:
        return operation(*shapes)
    except shapely.GEOSException:  # a third of the time of the grid, but not always possible
        return operation(*shapes, grid_size=GRID_DEG)


def _polygons(geometry: BaseGeometry) -> Area:
    """Return the polygons of a geometry, without lines and points."""
    parts = [part for part in shapely.get_parts(geometry) if isinstance(part, Polygon)]
    return parts[0] if len(parts) == 1 else MultiPolygon(parts)
