"""Zones whose words leave an edge open: their fill fades towards it, and no firm line is drawn there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely

from geo.maps.basemap import polygons

if TYPE_CHECKING:
    from collections.abc import Iterable

    from shapely.geometry.base import BaseGeometry

    from geo.model import Fade

STEPS = 8
AT_EDGE = 0.3  # of the fill is left where the zone is cut
FAR_DEG = 1e4
ON_EDGE_DEG = 1e-6


def faded(geometry: BaseGeometry, fades: Iterable[Fade]) -> list[tuple[BaseGeometry, float]]:
    """
    Cut a zone into bands, each with the share of the fill that it has.

    Examples
    --------
    >>> from geo.model import Fade
    >>> bands = faded(shapely.box(0, 0, 1, 10), [Fade("latitude", 6.0, 10.0, 14.0)])
    >>> [(round(b.area, 2), round(share, 2)) for b, share in bands][:3]
    [(6.0, 1.0), (0.5, 0.96), (0.5, 0.87)]
    """
    pieces = [(geometry, 1.0)]
    for fade in fades:
        cuts = np.linspace(fade.full, fade.edge, STEPS + 1).tolist()
        before = fade.full - np.sign(fade.edge - fade.full) * FAR_DEG
        spans = [(before, fade.full, 1.0)]
        lost = (1 - AT_EDGE) / STEPS
        spans += [(cuts[k], cuts[k + 1], 1 - lost * (k + 0.5)) for k in range(STEPS)]
        pieces = [
            (part, share * left)
            for piece, share in pieces
            for low, high, left in spans
            if not (part := _between(piece, fade.axis, low, high)).is_empty
        ]
    return pieces


def _between(geometry: BaseGeometry, axis: str, one: float, other: float) -> BaseGeometry:
    """Return what of an area lies between two parallels or meridians."""
    low, high = min(one, other), max(one, other)
    if axis == "latitude":
        return shapely.clip_by_rect(geometry, -FAR_DEG, low, FAR_DEG, high)
    return shapely.clip_by_rect(geometry, low, -FAR_DEG, high, FAR_DEG)


def edges(geometry: BaseGeometry, fades: Iterable[Fade]) -> tuple[BaseGeometry, BaseGeometry]:
    """Return the edge of a zone as lines: what is firm, and what its words leave open."""
    known = tuple(fades)
    firm: list[BaseGeometry] = []
    left_open: list[BaseGeometry] = []
    for area in polygons(geometry):
        for ring in (area.exterior, *area.interiors):
            xy = shapely.get_coordinates(ring)
            cut = np.zeros(len(xy) - 1, dtype=bool)
            for fade in known:
                on = np.abs(xy[:, int(fade.axis == "latitude")] - fade.edge) < ON_EDGE_DEG
                cut |= on[:-1] & on[1:]
            for run in np.split(np.arange(len(cut)), np.flatnonzero(np.diff(cut)) + 1):
                line = shapely.LineString(xy[run[0] : run[-1] + 2])
                (left_open if cut[run[0]] else firm).append(line)
    return shapely.MultiLineString(firm), shapely.MultiLineString(left_open)
