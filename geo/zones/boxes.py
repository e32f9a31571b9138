"""What of the map lies in a box."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import shapely
from shapely import LineString, MultiLineString, MultiPolygon, Polygon

from geo.errors import GeometryError
from geo.zones.arcs import to_degrees
from geo.zones.atlas import COAST, LAND, OUTSIDE, SEA, stack
from geo.zones.globe import shifted_into_world

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from geo.zones.atlas import Arc, Atlas

    Shapes = NDArray[np.object_]

_ISLAND_HALVES_DEG = (0.25, 1.0, 3.0, 8.0)
_ISLAND_NEAR_DEG = 0.018
ASIDE_DEG = 1e-7  # nothing but the line itself lies nearer to a line of the map


@dataclass(frozen=True, slots=True)
class Box:
    """Bounds in decimal degrees, EPSG:4326; raises GeometryError unless they span an area."""

    west: float
    south: float
    east: float
    north: float

    def __post_init__(self) -> None:
        if not (-180 <= self.west < self.east <= 180 and -90 <= self.south < self.north <= 90):
            got = f"{self.west}, {self.south}, {self.east}, {self.north}"
            raise GeometryError(f"box needs -180 <= west < east <= 180 and so on, got {got}")

    @property
    def bounds(self) -> tuple[float, float, float, float]:
        """West, south, east, north."""
        return self.west, self.south, self.east, self.north


def land_in_box(atlas: Atlas, box: Box) -> Polygon | MultiPolygon:
    """
    Return all land in a box.

    The coast and the frame of the box cut it into cells; a cell is land when it lies on the
    land side of a line of its coast.
    """
    frame = shapely.box(*box.bounds)
    arcs = atlas.within(box.bounds, (COAST,))
    coast = _parted(_clipped(_land_left(atlas, arcs), box), box)
    if not len(coast):
        centre = ((box.west + box.east) / 2, (box.south + box.north) / 2)
        return frame if is_land(atlas, *centre) else MultiPolygon()
    cells = shapely.get_parts(shapely.polygonize([*coast, *_cut_frame(box, coast)]))
    spots = _left_of(coast)
    spot, cell = shapely.STRtree(cells).query(spots)
    shapely.prepare(cells)  # the sea may have thousands of islands as its holes
    land = shapely.contains_properly(cells[cell], spots[spot])
    found = cells[np.unique(cell[land])]
    return found[0] if len(found) == 1 else MultiPolygon(list(found))


def island_at(atlas: Atlas, lon: float, lat: float) -> Polygon | MultiPolygon:
    """
    Return the island that holds a point, or the one nearest to it within 2 km.

    One that lies across the antimeridian is cut there.

    Raises
    ------
    GeometryError
        If there is none, or its land does not end within 8 degrees.
    """
    spot = shapely.Point(lon, lat)
    wide = 1 / max(0.1, float(np.cos(np.radians(lat))))
    for half in _ISLAND_HALVES_DEG:
        bounds = (
            lon - half * wide, max(-90.0, lat - half), lon + half * wide, min(90.0, lat + half)
        )  # fmt: skip
        lands = shapely.get_parts(_land_round(atlas, bounds))
        away = shapely.distance(lands, spot)
        if not len(lands) or away.min() > _ISLAND_NEAR_DEG:
            raise GeometryError(f"no island at {lon:g}, {lat:g}: the coast has none within 2 km")
        island = lands[int(away.argmin())]
        if shapely.box(*bounds).contains_properly(island):
            return shifted_into_world(island)
    raise GeometryError(f"no island at {lon:g}, {lat:g}: the land there does not end nearby")


def _land_round(atlas: Atlas, bounds: tuple[float, float, float, float]) -> Polygon | MultiPolygon:
    """Return all land in bounds that may reach beyond the antimeridian, in one piece there."""
    west, south, east, north = bounds
    lands = [land_in_box(atlas, Box(max(west, -180.0), south, min(east, 180.0), north))]
    if west < -180:
        lands.append(_moved(land_in_box(atlas, Box(west + 360, south, 180.0, north)), -360.0))
    if east > 180:
        lands.append(_moved(land_in_box(atlas, Box(-180.0, south, east - 360, north)), 360.0))
    return lands[0] if len(lands) == 1 else shapely.union_all(lands)


def _moved(area: Polygon | MultiPolygon, degrees: float) -> Polygon | MultiPolygon:
    """Return an area with its longitudes shifted."""
    return shapely.transform(area, lambda xy: xy + np.array([degrees, 0.0]))


def _parted(coast: Shapes, box: Box) -> Shapes:
    """
    Part lines of the coast where they touch the frame of a box, and drop what runs along it.

    The bounds of a zone that a coast cuts go through vertices of that coast.
    """
    if not len(coast):
        return coast
    xy, line = shapely.get_coordinates(coast, return_index=True)
    west, south, east, north = box.bounds
    sides = np.column_stack([xy[:, :1] == [west, east], xy[:, 1:] == [south, north]])
    inner = np.r_[False, (line[1:-1] == line[:-2]) & (line[1:-1] == line[2:]), False]
    joined = line[1:] == line[:-1]
    along = joined & (sides[1:] & sides[:-1]).any(axis=1)
    if not (along.any() or (sides.any(axis=1) & inner).any()):
        return coast
    first = np.flatnonzero(joined & ~along)  # edges that are kept, by their first vertex
    if not len(first):
        return np.array([], dtype=object)
    starts = np.r_[True, (np.diff(first) != 1) | sides[first[1:]].any(axis=1)]
    number = np.cumsum(starts) - 1
    ends = np.r_[starts[1:], True]
    rows = np.r_[first, first[ends] + 1]
    owner = np.r_[number, number[ends]]
    order = np.lexsort((rows, owner))
    return np.asarray(shapely.linestrings(xy[rows[order]], indices=owner[order]))


def _cut_frame(box: Box, coast: Shapes) -> Shapes:
    """
    Return the frame of a box, cut where lines end on it.

    Lines of the coast meet each other and the frame at their ends only: there is nothing to node.
    """
    ends = shapely.get_coordinates(shapely.get_point(coast, [[0], [-1]]))
    x, y = ends.T
    wide, high = box.east - box.west, box.north - box.south
    along = np.select(  # the way round the frame from its south-western corner
        [y == box.south, x == box.east, y == box.north, x == box.west],
        [
            x - box.west,
            wide + y - box.south,
            wide + high + box.east - x,
            2 * wide + high + box.north - y,
        ],
        -1.0,
    )
    corners = np.array(shapely.box(*box.bounds, ccw=True).exterior.coords[:-1])
    corners = np.roll(corners, -int(np.flatnonzero((corners == box.bounds[:2]).all(axis=1))[0]), 0)
    way = np.concatenate([along[along >= 0], [0, wide, wide + high, 2 * wide + high]])
    points = np.vstack([ends[along >= 0], corners])[np.argsort(way, kind="stable")]
    points = np.vstack([points, points[:1]])
    moved = (points[1:] != points[:-1]).any(axis=1)
    return np.asarray(shapely.linestrings(np.stack([points[:-1], points[1:]], axis=1)[moved]))


def is_land(atlas: Atlas, lon: float, lat: float) -> bool:
    """Tell whether a point is on land: its meridian crosses the coast an odd number of times."""
    arcs = atlas.within((lon, lat, lon, 90.0), (COAST,))
    crossings = 0
    for arc in arcs:
        x, y = to_degrees(arc.points).T
        over = (x[:-1] <= lon) != (x[1:] <= lon)
        step = (lon - x[:-1][over]) / (x[1:][over] - x[:-1][over])
        crossings += int((y[:-1][over] + step * (y[1:][over] - y[:-1][over]) > lat).sum())
    return crossings % 2 == 1


def coasts_in_box(atlas: Atlas, box: Box, without: frozenset[int]) -> MultiLineString:
    """Return the stretches of coast in a box whose land is none of the faces, but somebody's."""
    arcs = [
        arc
        for arc in atlas.within(box.bounds, (COAST,))
        if without.isdisjoint((arc.left, arc.right))
        and any(f and atlas.faces[f].land and atlas.faces[f].holder for f in (arc.left, arc.right))
    ]
    return MultiLineString(list(_clipped(_lines(arcs), box)) if arcs else [])


def lines_in_box(
    atlas: Atlas, box: Box, tolerance_deg: float
) -> list[tuple[str, str, str, LineString]]:
    """Return kind, left code, right code and line of all lines of the map in a box."""
    arcs = atlas.within(box.bounds, (LAND, COAST, SEA))
    if not arcs:
        return []
    lines = _lines(arcs)
    if tolerance_deg > 0:
        lines = shapely.simplify(lines, tolerance_deg, preserve_topology=False)
    return [
        (_kind(atlas, arc), _code(atlas, arc.left), _code(atlas, arc.right), part)
        for arc, line in zip(arcs, shapely.clip_by_rect(lines, *box.bounds), strict=True)
        for part in shapely.get_parts(line)
        if isinstance(part, LineString) and not part.is_empty
    ]


def _lines(arcs: list[Arc]) -> Shapes:
    """Return each arc as a LineString, decimal degrees."""
    points, owner = stack(arcs)
    return np.asarray(shapely.linestrings(to_degrees(points), indices=owner))


def _land_left(atlas: Atlas, arcs: list[Arc]) -> Shapes:
    """Return coast lines, turned so that the land lies on their left."""
    if not arcs:
        return np.array([], dtype=object)
    lines = _lines(arcs)
    turned = [arc.left == OUTSIDE or not atlas.faces[arc.left].land for arc in arcs]
    return np.where(turned, shapely.reverse(lines), lines)


def _clipped(lines: Shapes, box: Box) -> Shapes:
    """Return the parts of lines in the box."""
    parts = shapely.get_parts(shapely.clip_by_rect(lines, *box.bounds))
    return np.asarray(parts[shapely.length(parts) > 0])


def _left_of(lines: Shapes) -> Shapes:
    """Return a point just left of the longest segment of each line."""
    spots = []
    for line in lines:
        points = shapely.get_coordinates(line)
        steps = np.diff(points, axis=0)
        sizes = np.hypot(*steps.T)
        longest = int(np.argmax(sizes))
        aside = steps[longest][::-1] * (-1, 1) / sizes[longest] * ASIDE_DEG
        spots.append((points[longest] + points[longest + 1]) / 2 + aside)
    return np.asarray(shapely.points(spots))


def _code(atlas: Atlas, face: int) -> str:
    """Return the territory code of a face, empty on the high sea."""
    return "" if face == OUTSIDE else atlas.faces[face].code


def _kind(atlas: Atlas, arc: Arc) -> str:
    """Return the kind of an arc, `inner` between two faces of one holder."""
    same = arc.kind == LAND and atlas.faces[arc.left].holder == atlas.faces[arc.right].holder
    return "inner" if same else arc.kind
