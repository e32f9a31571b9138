"""
Directional parts of a region: southwestern Syria, the north of Chad, central Mali.

A region is cut by the two parallels and the two meridians that split its area into thirds:
"southern" is the bottom row of the nine cells, "southwestern" a corner, "central" the middle one.
Measured against 703 dictionary definitions this agrees best with how people use the words
(docs/geodesy.md). Exclaves far away do not count.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np
import shapely

from geo.errors import GeometryError
from geo.model import Fade
from geo.zones.area import cut_out_each, without_slivers
from geo.zones.given import area_on_earth, told_by_geos
from geo.zones.globe import shifted_into_world
from geo.zones.sphere import DEGREE_M, Floats, Shapes

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

_FAR_DEG = 500_000 / DEGREE_M
_BIG_SHARE = 0.2
_DETAIL = 20_000
_SIMPLE_DEG = 0.01
_ROUGH_DEG = 0.05
_COMPASS = {
    "north": (0, 1),
    "south": (0, -1),
    "east": (1, 0),
    "west": (-1, 0),
}
_CENTRAL = ("central", "centre", "center", "middle", "heart", "interior")


class Level(StrEnum):
    """How much of a region a direction takes."""

    TIGHT = "tight"  # the outer fifth, the middle fifth
    DEFAULT = "default"  # a third
    LOOSE = "loose"  # half, or all but the outer fifths


_OUTER = {Level.TIGHT: 0.2, Level.DEFAULT: 1 / 3, Level.LOOSE: 0.5}
_OPEN = (0.14, 1 / 3, 0.5)  # shares where "southern" holds fully, is cut, holds no longer
_MIDDLE = {Level.TIGHT: 0.4, Level.DEFAULT: 1 / 3, Level.LOOSE: 0.2}


@dataclass(frozen=True, slots=True)
class Direction:
    """
    A direction within a region, as a word or two of text give it.

    Attributes
    ----------
    east, north
        1, -1 or 0: which third along each axis is meant.
    central
        Whether the middle is meant along the axes that are 0.
    """

    east: int
    north: int
    central: bool

    @classmethod
    def read(cls, words: str) -> Direction:
        """
        Read "southwestern", "south-west", "north-central", "the centre".

        Raises
        ------
        GeometryError
            If the words hold no direction, or two that exclude each other.

        Examples
        --------
        >>> Direction.read("South-Western")
        Direction(east=-1, north=-1, central=False)
        """
        text = re.sub(r"[^a-z]", "", words.lower() if isinstance(words, str) else "")
        found = [_COMPASS[name] for name in _COMPASS if name in text]
        central = any(word in text for word in _CENTRAL)
        east, north = sum(f[0] for f in found), sum(f[1] for f in found)
        if not (found or central) or (found and (east, north) == (0, 0)) or len(found) > 2:
            raise GeometryError(f"direction: got {words!r}, wanted a compass word or 'central'")
        return cls(east, north, central)


def directional_part(
    region: BaseGeometry, words: str, level: Level = Level.DEFAULT
) -> BaseGeometry:
    """
    Return the directional part of a region.

    Parameters
    ----------
    region
        Polygon or MultiPolygon, EPSG:4326, cut at the antimeridian.
    words
        "southwestern", "north", "central", "north-central", ...
    level
        Thirds of the area (default), halves (loose) or outer fifths (tight).

    Returns
    -------
    part
        Polygon or MultiPolygon; its inner edges are parallels and meridians.

    Raises
    ------
    GeometryError
        If the words hold no direction.
    """
    direction = Direction.read(words)
    _check(region)
    with told_by_geos(region, "region"):
        return _part(region, direction, level)


def _check(region: BaseGeometry) -> None:
    """Refuse what has no parts."""
    area_on_earth(region, "region")
    if not shapely.area(region) > 0:
        raise GeometryError("region: got one without size, wanted an area")


def _part(region: BaseGeometry, direction: Direction, level: Level) -> BaseGeometry:
    """Return the part of a region in a direction; both have been looked at."""
    core = _core(region)
    simple = _simplified(core)
    west, south, east, north = shapely.total_bounds(core)
    x = _between(simple, 0, _limits(direction.east, direction.central, level), (west, east))
    y = _between(simple, 1, _limits(direction.north, direction.central, level), (south, north))
    pieces = cut_out_each(core, (x[0], y[0], x[1], y[1]))
    return shifted_into_world(without_slivers(shapely.geometrycollections(pieces)))


def directional_fades(region: BaseGeometry, words: str) -> tuple[Fade, ...]:
    """
    Return how far the inner edges of a directional part are open.

    Parameters
    ----------
    region, words
        As `directional_part` takes them.

    Returns
    -------
    fades
        One for each inner edge. "Southern" certainly holds below the latitude that has a
        seventh of the area to its south, and certainly not beyond the one that halves it
        (docs/borders.md).

    Raises
    ------
    GeometryError
        If the words hold no direction.
    """
    direction = Direction.read(words)
    _check(region)
    with told_by_geos(region, "region"):
        simple = _simplified(_core(region))
    found = []
    for axis, sign in (("longitude", direction.east), ("latitude", direction.north)):
        for shares in _faded(sign, direction.central):
            full, edge, none = (_cut(simple, int(axis == "latitude"), share) for share in shares)
            found.append(Fade(axis, full, edge, none))
    return tuple(found)


def _faded(sign: int, central: bool) -> tuple[tuple[float, float, float], ...]:
    """Return the shares of the area where each inner edge of an axis is full, cut and none."""
    if sign < 0:
        return (_OPEN,)
    if sign > 0:
        return ((1 - _OPEN[0], 1 - _OPEN[1], 1 - _OPEN[2]),)
    if not central:
        return ()
    low = (_MIDDLE[Level.TIGHT], _MIDDLE[Level.DEFAULT], _MIDDLE[Level.LOOSE])
    return (low, (1 - low[0], 1 - low[1], 1 - low[2]))


def _between(
    parts: Shapes, axis: int, shares: tuple[float, float], ends: tuple[float, float]
) -> tuple[float, float]:
    """Return the coordinates along an axis between which shares of the area lie."""
    low = ends[0] if shares[0] == 0 else _cut(parts, axis, shares[0])
    return low, ends[1] if shares[1] == 1 else _cut(parts, axis, shares[1])


def _limits(sign: int, central: bool, level: Level) -> tuple[float, float]:
    """Return the shares of the area between which a direction lies along one axis."""
    if sign < 0:
        return 0.0, _OUTER[level]
    if sign > 0:
        return 1 - _OUTER[level], 1.0
    return (_MIDDLE[level], 1 - _MIDDLE[level]) if central else (0.0, 1.0)


def _core(region: BaseGeometry) -> Shapes:
    """Return the parts of a region near its largest or large themselves, on one side of ±180."""
    parts = _beside_each_other(shapely.get_parts(region))
    size = shapely.area(parts) * np.cos(np.radians(shapely.get_y(shapely.centroid(parts))))
    largest = int(size.argmax())
    outline = shapely.simplify(parts[largest], _ROUGH_DEG, preserve_topology=False)
    shapely.prepare(outline)
    near = shapely.dwithin(outline, parts, _FAR_DEG)
    near[largest] = True
    return np.asarray(parts[near | (size >= _BIG_SHARE * size.sum())])


def _beside_each_other(parts: Shapes) -> Shapes:
    """Shift parts by 360 degrees so that the widest gap of longitude lies outside."""
    bounds = shapely.bounds(parts)
    width = bounds[:, 2].max() - bounds[:, 0].min()
    order = np.argsort(bounds[:, 0])
    gaps = bounds[order[1:], 0] - np.maximum.accumulate(bounds[order, 2])[:-1]
    if width < 180 or not len(gaps) or gaps.max() <= 360 - width:
        return parts
    seam = bounds[order[gaps.argmax() + 1], 0]
    turn = np.array([360.0, 0.0])
    moved = [
        part if low >= seam - 1e-9 else shapely.transform(part, lambda xy: xy + turn)
        for part, low in zip(parts, bounds[:, 0], strict=True)
    ]
    return np.array(moved, dtype=object)


def _simplified(parts: Shapes) -> Shapes:
    """Return parts in equal-area coordinates, with no more detail than shares of area need."""
    if shapely.get_num_coordinates(parts).sum() > _DETAIL:
        parts = shapely.get_parts(shapely.simplify(parts, _SIMPLE_DEG, preserve_topology=False))
        size = shapely.area(parts)
        parts = parts[size > size.max() * 1e-6]
    return np.asarray(shapely.transform(shapely.segmentize(parts, 0.25), _equal_area))


def _equal_area(xy: Floats) -> Floats:
    """Map latitudes to their sines (Lambert's cylinder), so that areas compare."""
    return np.column_stack([xy[:, 0], np.degrees(np.sin(np.radians(xy[:, 1])))])


def _cut(parts: Shapes, axis: int, share: float) -> float:
    """
    Return the longitude (axis 0) or latitude (1) below which a share of the area lies.

    By Green's theorem the area below t is the integral of the other coordinate along the edges
    clipped to t; the share is found by bisection.
    """
    rings = shapely.get_rings(shapely.normalize(parts))
    xy, ring = shapely.get_coordinates(rings, return_index=True)
    same = ring[1:] == ring[:-1]
    along, across = xy[:, axis], xy[:, 1 - axis]
    u0, u1, v0, v1 = (c[same] for c in (along[:-1], along[1:], across[:-1], across[1:]))
    low, high = float(along.min()), float(along.max())
    whole = _below(high, u0, u1, v0, v1)
    for _ in range(40):
        middle = (low + high) / 2
        if _below(middle, u0, u1, v0, v1) < share * whole:
            low = middle
        else:
            high = middle
    return float(np.degrees(np.arcsin(np.radians(low)))) if axis else low


def _below(limit: float, u0: Floats, u1: Floats, v0: Floats, v1: Floats) -> float:
    """Return the area on the low side of a limit, square degrees."""
    step = u1 - u0
    share = np.clip((limit - u0) / np.where(step == 0, 1, step), 0, 1)
    first, last = np.where(step >= 0, 0, share), np.where(step >= 0, share, 1)
    middle = v0 + (v1 - v0) * (first + last) / 2
    return float(abs((step * (last - first) * middle).sum()))
