"""Rings on the globe as RFC 7946 polygons: cut at the antimeridian, closed over the poles."""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING

import numpy as np
import shapely

from geo.zones.sphere import Floats, Shapes, wrap_degrees

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

WORLD = shapely.box(-180, -90, 180, 90)


def polygons_of(rings: tuple[Floats, ...], *, north_pole_inside: bool) -> BaseGeometry:
    """
    Assemble rings that do not cross to a polygon.

    Parameters
    ----------
    rings
        Longitudes, latitudes in degrees, shape (m, 2), interior on the left, edges shorter than
        half a turn; longitudes may jump by 360.
    north_pole_inside
        Whether the area holds the north pole, which rings alone do not tell.

    Returns
    -------
    area
        Valid Polygon or MultiPolygon, EPSG:4326, shells counterclockwise.
    """
    plain, polar = [], []
    for ring in rings:
        if len(ring) < 3:
            continue
        closed, winding = unwrapped(ring)
        if winding:
            polar.append(_closed_over_north_pole(closed, winding))
        else:
            plain.append(closed)
    return _assembled(plain, polar, north_pole_inside)


def left_of(ring: Floats) -> BaseGeometry:
    """Return the area on the left of one ring, as `polygons_of`."""
    closed, winding = unwrapped(ring)
    north = winding > 0 if winding else _signed_area(closed) < 0
    return polygons_of((ring,), north_pole_inside=north)


def _assembled(plain: list[Floats], polar: list[Floats], north_pole_inside: bool) -> BaseGeometry:
    """Nest rings that do not wind round a pole in those that do."""
    shells = [c for c in plain if _signed_area(c) > 0]
    holes = [c for c in plain if _signed_area(c) < 0]
    owned, loose = _nested(shells, holes)
    parts = [
        piece
        for shell, inner in zip(shells, owned, strict=True)
        for piece in _within_world(shapely.Polygon(shell, inner))
    ]
    if polar or north_pole_inside:
        caps = [_joined(_within_world(_repaired(shapely.Polygon(c)))) for c in polar]
        area = reduce(shapely.symmetric_difference, caps, shapely.Polygon())
        if north_pole_inside != (len(polar) % 2 == 1):
            area = shapely.difference(WORLD, area)
        for hole in loose:
            hole_parts = _joined(_within_world(_repaired(shapely.Polygon(hole))))
            area = shapely.difference(area, hole_parts)
        parts.append(area)
    return oriented(_joined(parts))


def unwrapped(ring: Floats) -> tuple[Floats, int]:
    """Return the ring closed and without jumps, and how often it winds round the axis."""
    closed = np.vstack([ring, ring[:1]])
    turns = wrap_degrees(np.diff(closed[:, 0]))
    closed[1:, 0] = closed[0, 0] + np.cumsum(turns)
    winding = round((closed[-1, 0] - closed[0, 0]) / 360)
    closed[-1, 0] = closed[0, 0] + 360 * winding  # not a rounding error away from it
    return closed, winding


def _closed_over_north_pole(ring: Floats, winding: int) -> Floats:
    """Cut a ring that winds round the axis at the antimeridian, close it over the north pole."""
    way = float(np.sign(winding))
    strip = np.floor((ring[:, 0] + 180) / 360)
    crossing = np.flatnonzero(np.diff(strip) == way)
    if not len(crossing):
        crossing = np.array([np.abs(np.diff(strip)).argmax()])
    seams = 360 * np.maximum(strip[crossing], strip[crossing + 1]) - 180
    share = (seams - ring[crossing, 0]) / (ring[crossing + 1, 0] - ring[crossing, 0])
    lats = ring[crossing, 1] + share * (ring[crossing + 1, 1] - ring[crossing, 1])
    # a ring may cross the seam to and fro: above its northernmost crossing the way is free
    top = int(lats.argmax())
    k, seam, lat = int(crossing[top]), float(seams[top]), float(lats[top])
    around = np.vstack([ring[k + 1 : -1], _turned(ring[: k + 1], 360.0 * winding)])
    around[:, 0] -= seam + 180 * way
    start, end = -180 * way, 180 * way
    return np.vstack([[start, lat], around, [end, lat], [end, 90], [start, 90], [start, lat]])


def _signed_area(ring: Floats) -> float:
    """Return the area of a closed ring in square degrees, positive when counterclockwise."""
    x, y = ring.T - ring[0][:, None]
    return float((x[:-1] * y[1:] - x[1:] * y[:-1]).sum() / 2)


def _nested(shells: list[Floats], holes: list[Floats]) -> tuple[list[list[Floats]], list[Floats]]:
    """Give each hole to the smallest shell round it; the rest lie in no shell."""
    owned: list[list[Floats]] = [[] for _ in shells]
    if not holes or not shells:
        return owned, holes
    outer = np.array([shapely.Polygon(c) for c in shells], dtype=object)
    size = shapely.area(outer)
    shapely.prepare(outer)
    spots = np.array([hole[0] for hole in holes])
    best = np.full(len(holes), -1)
    turn = np.zeros(len(holes))
    for shift in (0.0, -360.0, 360.0):
        hole, shell = shapely.STRtree(outer).query(shapely.points(spots + np.array([shift, 0])))
        within = shapely.contains_xy(outer[shell], spots[hole, 0] + shift, spots[hole, 1])
        for i, owner in zip(hole[within].tolist(), shell[within].tolist(), strict=True):
            if best[i] < 0 or size[owner] < size[best[i]]:
                best[i], turn[i] = owner, shift
    for i in np.flatnonzero(best >= 0).tolist():
        owned[best[i]].append(_turned(holes[i], turn[i]))
    return owned, [holes[i] for i in np.flatnonzero(best < 0)]


def _within_world(area: BaseGeometry) -> list[BaseGeometry]:
    """Cut an area at the antimeridian and shift its pieces into -180 to 180."""
    west, _, east, _ = area.bounds
    if west >= -180 and east <= 180:
        return [area]
    pieces, area = [], _repaired(area)  # what crosses itself cannot be cut
    first, last = int(np.floor((west + 180) / 360)), int(np.ceil((east - 180) / 360))
    for turn in range(first, last + 1):
        strip = shapely.box(360 * turn - 180, -90, 360 * turn + 180, 90)
        piece = shapely.intersection(area, strip)
        moved = shapely.transform(piece, lambda xy, turn=turn: _shifted(xy, -360.0 * turn))
        pieces.append(moved)
    return pieces


def shifted_into_world(area: BaseGeometry) -> BaseGeometry:
    """Return an area that reaches beyond ±180 degrees cut there and shifted back."""
    pieces = [piece for part in shapely.get_parts(area) for piece in _within_world(part)]
    return oriented(_joined(pieces))


def _turned(xy: Floats, degrees: float) -> Floats:
    """Shift longitudes."""
    return np.column_stack([xy[:, 0] + degrees, xy[:, 1]])


def _shifted(xy: Floats, degrees: float) -> Floats:
    """Shift longitudes, held to -180 to 180 against rounding."""
    return np.column_stack([np.clip(xy[:, 0] + degrees, -180, 180), xy[:, 1]])


def _repaired(area: BaseGeometry) -> BaseGeometry:
    """Return the area valid; inner corners that rounding crosses lose their loops."""
    if area.is_valid:
        return area
    return shapely.make_valid(area, method="structure", keep_collapsed=False)


def _joined(pieces: list[BaseGeometry]) -> BaseGeometry:
    """Return pieces that do not overlap as one polygon or multipolygon."""
    flat = _polygons(pieces)
    whole = flat[0] if len(flat) == 1 else shapely.multipolygons(flat)
    if whole.is_valid:
        return whole
    flat = _polygons([_repaired(part) for part in flat])
    whole = shapely.multipolygons(flat)
    return whole if whole.is_valid else shapely.union_all(flat)


def _polygons(pieces: list[BaseGeometry]) -> Shapes:
    """Return the polygons in pieces."""
    flat = shapely.get_parts(pieces)
    return np.asarray(flat[(shapely.get_type_id(flat) == 3) & ~shapely.is_empty(flat)])


def oriented(area: BaseGeometry) -> BaseGeometry:
    """Return the area with shells counterclockwise and holes clockwise (RFC 7946, 3.1.6)."""
    return shapely.orient_polygons(area, exterior_cw=False)
