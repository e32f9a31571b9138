"""The base map of an analysis, gathered from the borders and the gazetteer that it was read with."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import shapely
from shapely import MultiLineString, MultiPolygon

from geo.maps.basemap import (
    Basemap,
    Label,
    area_zoom,
    lines,
    polygons,
    read_overview,
    town_zoom,
)
from geo.maps.page import STATIC
from geo.maps.scene import view_box
from geo.model import ReferenceKind
from geo.pipeline import loaded
from geo.places.layout import CITY
from geo.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shapely.geometry.base import BaseGeometry

    from geo.maps.basemap import Box, Overview
    from geo.model import Analysis
    from geo.places.gazetteer import Gazetteer
    from geo.zones.borders import Borders

    Row = tuple[str, str, str, BaseGeometry]

LARGEST_DEG2 = 700.0  # a box beyond this is seen from so far that the overview will do
FAR_DEG = 24.0  # height of a printed view on which the overview, true to 0.015 degrees, will do
MOST_DEG = 180.0  # width of a view beyond which the names of the overview will do
MARGIN = 0.15  # of its size, around each zone
LEAST_MARGIN_DEG = 0.3
VERTEX_DEG = 2e-5  # 2 m: what lines may lose on a map that is looked at from near
VERTICES_ACROSS, PRINTED_ACROSS = 400_000, 20_000  # for a page to look into; for paper
LEAST_SHARE = 1 / 400  # of a box: islands with a shorter coast are not named on it
TOWNS = 900  # that many of the largest are offered to a box; the page shows those with room
KM2_DEG2 = 12_364.0  # square kilometres of a square degree at the equator


def borders() -> Borders:
    """Return the borders that reports are read with."""
    return loaded(Settings()).borders


def gazetteer() -> Gazetteer:
    """Return the gazetteer that reports are read with."""
    return loaded(Settings()).gazetteer


@cache
def overview() -> Overview:
    """Return the world's base map, read once."""
    return read_overview(STATIC / "map" / "overview.js")


def named_rivers(analysis: Analysis) -> list[BaseGeometry]:
    """Return the rivers that rules measure from; others would only stray beside the borders."""
    rules = [*analysis.constraints, *(rule.understood for rule in analysis.unresolved)]
    ids = {r.id for rule in rules for r in rule.references if r.kind == ReferenceKind.RIVER}
    known = {river.id for river in borders().rivers()}
    return [line for name in sorted(ids & known) for line in lines(borders().river(name))]


def basemap(analysis: Analysis, view: tuple[Box, ...] = ()) -> Basemap:
    """
    Gather what lies under an analysis.

    Around each zone, land and borders are the very lines the zones were made from, true to a few
    metres; elsewhere the world's overview is enough.

    Parameters
    ----------
    view
        The boxes that a printed map shows, degrees: drawn exactly instead of those around the
        zones; if they are too large, what of these they show; not at all from afar.

    Raises
    ------
    DataFileError
        If the borders, the gazetteer or the overview cannot be read.
    """
    boxes = _seen(analysis, view) if view else detail_boxes(analysis)
    across = PRINTED_ACROSS if view else VERTICES_ACROSS
    under = [_under(box, across) for box in boxes]
    borders_, inner, coast = (
        MultiLineString([line for part in under for line in part.lines[kind]])
        for kind in ("land", "inner", "coast")
    )
    around = [] if boxes and view else list(map(_around, view or [_first_view(analysis)]))
    hosts = [part for code in _hosts(analysis) for part in polygons(borders().land(code))]
    return Basemap(
        overview(),
        boxes,
        MultiPolygon([piece for part in under for piece in polygons(part.land)]),
        borders_,
        inner,
        coast,
        MultiPolygon([piece for part in under for piece in polygons(part.lakes)]),
        MultiLineString(named_rivers(analysis)),
        tuple(label for names in (*around, *(part.labels for part in under)) for label in names),
        MultiPolygon(hosts),
    )


def _seen(analysis: Analysis, view: tuple[Box, ...]) -> tuple[Box, ...]:
    """Return the boxes to draw from the exact lines on a printed map."""
    if max(north - south for _, south, _, north in view) > FAR_DEG:
        return ()
    if sum(map(_area, view)) <= LARGEST_DEG2:
        return view
    shown = shapely.union_all(shapely.box(*np.array(view).T))
    return tuple(box for box in detail_boxes(analysis) if shown.intersects(shapely.box(*box)))


class _Under(NamedTuple):
    """What lies in a box: lines by kind, land, lakes, names."""

    lines: dict[str, list[BaseGeometry]]
    land: BaseGeometry
    lakes: BaseGeometry
    labels: list[Label]


@lru_cache(maxsize=8)
def _under(box: Box, across: int) -> _Under:
    """Gather what lies in a box; the last ones are kept: a map is drawn again with other words."""
    land = borders().land_in(*_grown(box, 0.005))
    labels = [*area_labels(box, land), *town_labels(box)]
    return _Under(_lines(box, across), land, _lakes(box), labels)


def _first_view(analysis: Analysis) -> Box:
    """Return the box that a page shows first, and a little around it."""
    return _grown(view_box(analysis), 0.1)


@lru_cache(maxsize=8)
def _around(box: Box) -> list[Label]:
    """Return the names of a box that is drawn from the overview; it has those of the world itself."""
    if box[2] - box[0] > MOST_DEG:
        return []
    return [*area_labels(box, overview().land_in(box)), *town_labels(box)]


def _hosts(analysis: Analysis) -> list[str]:
    """Return the territories that the zones lie in, as the rules have it."""
    codes = {t.code for zone in analysis.zones for t in zone.constraint.host}
    return sorted(code for code in codes if borders().has(code))


def detail_boxes(analysis: Analysis) -> tuple[Box, ...]:
    """
    Return the boxes to draw from the exact lines, those that overlap made one.

    Around each part of each zone that is not too large; around the first view without any zone.
    """
    parts = [part for zone in analysis.zones for part in polygons(zone.geometry)]
    bounds: list[Box] = [part.bounds for part in parts] or [view_box(analysis)]
    boxes: list[Box] = []
    for box in sorted(map(_padded, bounds), key=_area, reverse=True):
        if _area(box) <= LARGEST_DEG2:
            _merge(boxes, box)
    return tuple(boxes)


def _merge(boxes: list[Box], box: Box) -> None:
    """Add a box to others, grown into those it overlaps where the whole stays small enough."""
    for other in boxes:
        west, south = min(box[0], other[0]), min(box[1], other[1])
        both = (west, south, max(box[2], other[2]), max(box[3], other[3]))
        apart = box[0] > other[2] or box[2] < other[0] or box[1] > other[3] or box[3] < other[1]
        if not apart and _area(both) <= LARGEST_DEG2:
            boxes.remove(other)
            _merge(boxes, both)
            return
    boxes.append(box)


def _padded(box: Box) -> Box:
    """Return a box with a margin, at least some tenths of a degree."""
    return _grown(box, MARGIN, LEAST_MARGIN_DEG)


def _grown(box: Box, share: float, least_deg: float = 0.0) -> Box:
    """Return a box grown by a share of its size on each side, within the world."""
    west, south, east, north = box
    dx, dy = max((east - west) * share, least_deg), max((north - south) * share, least_deg)
    return (max(west - dx, -180), max(south - dy, -90), min(east + dx, 180), min(north + dy, 90))


def _area(box: Box) -> float:
    """Return the area of a box in square degrees."""
    return (box[2] - box[0]) * (box[3] - box[1])


def _lines(box: Box, across: int) -> dict[str, list[BaseGeometry]]:
    """Return borders between holders ("land"), within one ("inner") and coasts in a box."""
    tolerance = max(VERTEX_DEG, max(box[2] - box[0], box[3] - box[1]) / across)
    kinds: dict[str, list[BaseGeometry]] = {"land": [], "inner": [], "coast": []}
    for kind, _, _, line in borders().lines_in(*box, tolerance):
        if kind in kinds:
            kinds[kind].append(line)
    return kinds


def _lakes(box: Box) -> BaseGeometry:
    """Return what of the lakes lies in a box."""
    near = np.array(borders().lakes_in(*box), dtype=np.object_)
    return shapely.GeometryCollection(list(shapely.clip_by_rect(near, *box)))


def area_labels(box: Box, land: BaseGeometry) -> list[Label]:
    """
    Name the territories that a box shows, each in the widest part of it that is shown.

    The lines of the box cut it into cells; a line tells the territory of the cells beside it, of
    which those on land are named. `land` is that of the box, in degrees.
    """
    size = max(box[2] - box[0], box[3] - box[1])
    rows = [r for r in borders().lines_in(*box, min(size / 1_000, 0.01)) if r[0] != "sea"]
    noded = shapely.union_all([*(row[3] for row in rows), shapely.box(*box).exterior])
    cells = shapely.get_parts(shapely.polygonize(shapely.get_parts(noded)))
    telling = [r for r in rows if r[3].length > size * (LEAST_SHARE if r[0] == "coast" else 0)]
    if not telling:
        return []
    shapely.prepare(land)
    on_land = shapely.contains(land, shapely.point_on_surface(cells))
    widest: dict[str, BaseGeometry] = {}
    for cell, code in _holders(cells, telling, size * 1e-6).items():
        area = cells[cell]
        if on_land[cell] and (code not in widest or area.area > widest[code].area):
            widest[code] = area
    return [_area_label(code, cell, size) for code, cell in widest.items()]


def _holders(
    cells: Sequence[BaseGeometry], rows: Sequence[Row], offset_deg: float
) -> dict[int, str]:
    """Return who has each cell: of lines that tell differently, the longer are right."""
    points = [_beside(row[3], side * offset_deg) for row in rows for side in (1.0, -1.0)]
    told: dict[int, dict[str, float]] = {}
    for point, cell in shapely.STRtree(cells).query(points, predicate="within").T.tolist():
        _, left, right, line = rows[point // 2]
        code = right if point % 2 else left
        if code:
            votes = told.setdefault(cell, {})
            votes[code] = votes.get(code, 0.0) + line.length
    return {cell: max(votes, key=lambda code: votes[code]) for cell, votes in told.items()}


def _beside(line: BaseGeometry, offset_deg: float) -> shapely.Point:
    """Return the point beside the middle of a line's longest segment, left for an offset > 0."""
    xy = shapely.get_coordinates(line)
    steps = np.diff(xy, axis=0)
    lengths = np.hypot(*steps.T)
    at = int(np.argmax(lengths))
    normal = np.array([-steps[at, 1], steps[at, 0]]) / lengths[at]
    return shapely.Point(xy[at : at + 2].mean(axis=0) + normal * offset_deg)


def _area_label(code: str, cell: BaseGeometry, size: float) -> Label:
    """Return the name of a territory where a cell is widest."""
    return widest_label(code, borders().name(code), cell, size / 500)


def widest_label(code: str, name: str, cell: BaseGeometry, tolerance_deg: float) -> Label:
    """Return the name of a territory at the middle of the widest part of a polygon."""
    circle = shapely.maximum_inscribed_circle(cell, tolerance=tolerance_deg)
    lon, lat = circle.coords[0]
    area_km2 = cell.area * KM2_DEG2 * float(np.cos(np.radians(lat)))
    kind = "area" if "-" in code else "country"
    return Label(name, lon, lat, kind, area_zoom(area_km2), area_km2)


def town_labels(box: Box, most: int = TOWNS) -> list[Label]:
    """Return the most populous towns of a box."""
    places = gazetteer().places
    lon, lat = (np.asarray(places[axis]) * 1e-5 for axis in ("lon", "lat"))
    inside = (lon >= box[0]) & (lon <= box[2]) & (lat >= box[1]) & (lat <= box[3])
    rows = np.flatnonzero(inside & (places["kind"] == CITY))
    largest = rows[np.argsort(-places["population"][rows].astype(np.int64), kind="stable")][:most]
    return [_town_label(int(row)) for row in largest]


def _town_label(row: int) -> Label:
    town = gazetteer().candidate(row)
    capital = row in gazetteer().capitals
    zoom = town_zoom(town.population, capital=capital)
    kind = "capital" if capital else "town"
    return Label(town.name, town.lon, town.lat, kind, zoom, float(town.population))
