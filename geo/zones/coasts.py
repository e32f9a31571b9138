"""Coasts: of a territory, a province, a region or an island, and the stretch that faces a direction."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import shapely

from geo.errors import GeometryError
from geo.zones.borders import ISLAND
from geo.zones.sphere import DEGREE_M

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from geo.zones.borders import Borders
    from geo.zones.sphere import Bools, Floats

# an edge that was cut from the same land: a hair's breadth allows for rounding
_HAIR_DEG = 1e-6
# so much more land round an area tells its coast from where it was cut
_ROUND_DEG = 0.5
# how far out to sea a coast looks for other land of its own: the Azores do not hide Portugal's coast
_SIGHT_M = 500_000.0
# … and how far to both sides: a coast that turns away by more than sixty degrees faces another direction
_ASIDE, _ASIDE_M = np.pi / 6, 30_000.0
# coasts are judged in pieces of this length, or longer ones where there would be too many
_PIECE_DEG = 0.02
_MOST_PIECES = 4000
# what is nearer than this, or finer, does not hide the sea
_FINE_DEG = 0.01
_UNIT = {"north": (0, 1), "south": (0, -1), "east": (1, 0), "west": (-1, 0)}


def coast_of_region(borders: Borders, code: str, viewpoint: str) -> BaseGeometry:
    """
    Return the coast of a region or an island: ``area:luzon``, ``island:26.8,55.9``.

    Returns
    -------
    line
        Longitude, latitude (EPSG:4326).

    Raises
    ------
    GeometryError
        If it is neither, such as a sea.
    """
    if code.startswith(ISLAND):
        return shapely.boundary(borders.area(code))
    if code.startswith("sea:"):
        raise GeometryError(f"{code} is no territory: the data have no coast of it")
    area = borders.area(code)
    owners = borders.countries_of(code)
    if not owners:  # all land in an outline, such as the islands of a group
        west, south, east, north = area.bounds
        land = borders.land_in(
            west - _ROUND_DEG, south - _ROUND_DEG, east + _ROUND_DEG, north + _ROUND_DEG
        )
        return stretch(shapely.boundary(land), area)
    coasts = [borders.coast(owner, viewpoint=viewpoint) for owner in owners]
    return stretch(shapely.union_all(coasts), area)


def stretch(line: BaseGeometry, area: BaseGeometry) -> BaseGeometry:
    """Return the stretch of a country's line along the edge of a part of the country."""
    return shapely.intersection(line, shapely.buffer(area, _HAIR_DEG))


def facing(coast: BaseGeometry, land: BaseGeometry, part: str) -> BaseGeometry:
    """
    Return the pieces of a coast from which one looks out to sea in a direction.

    Parameters
    ----------
    coast, land
        A coast and the land that it is of, EPSG:4326.
    part
        "western", "northeastern", …

    Returns
    -------
    line
        MultiLineString; a piece is left out where other land of the same owner lies in the
        direction within 500 km: a bay opens where its mouth does.
    """
    pieces, middles = _pieces(coast)
    rough = shapely.simplify(land, _FINE_DEG)
    shapely.prepare(rough)
    ways = np.array([unit for name, unit in _UNIT.items() if name in part]).sum(axis=0)
    ahead = float(np.arctan2(ways[1], ways[0]))
    hidden = _meets(rough, middles, ahead, _SIGHT_M)
    for turn in (-_ASIDE, _ASIDE):
        hidden |= _meets(rough, middles, ahead + turn, _ASIDE_M)
    return shapely.multilinestrings(np.asarray(pieces, dtype=object)[~hidden])


def _meets(land: BaseGeometry, points: Floats, angle: float, sight_m: float) -> Bools:
    """Tell from which points one meets land within some metres at an angle from east, radians."""
    shrink = np.column_stack([np.cos(np.radians(points[:, 1])), np.ones(len(points))])
    way = np.array([np.cos(angle), np.sin(angle)]) / shrink
    ends = np.stack([points + way * _FINE_DEG * 2, points + way * sight_m / DEGREE_M], axis=1)
    return np.asarray(shapely.intersects(land, shapely.linestrings(ends)))


def _pieces(coast: BaseGeometry) -> tuple[list[BaseGeometry], Floats]:
    """Cut a coast into short pieces; return them and a point in the middle of each."""
    step = max(_PIECE_DEG, float(shapely.length(coast)) / _MOST_PIECES)
    pieces, middles = [], []
    for line in shapely.get_parts(shapely.line_merge(coast)):
        xy = shapely.get_coordinates(shapely.segmentize(line, step))
        along = np.concatenate([[0], np.cumsum(np.hypot(*np.diff(xy, axis=0).T))])
        cuts = np.unique(np.searchsorted(along, np.arange(0, along[-1], step)))
        cuts = np.append(cuts[cuts < len(xy) - 1], len(xy) - 1)
        for first, last in pairwise(cuts):
            pieces.append(shapely.linestrings(xy[first : last + 1]))
            middles.append(xy[(first + last) // 2 if last - first > 1 else first])
    return pieces, np.array(middles)
