"""Lay rivers that are borders on the border, which is drawn much better."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely
import shapely.ops

from geo.zones.arcs import to_degrees
from geo.zones.atlas import COAST, LAND, stack
from geo.zones.lengths import length_km
from geo.zones.paths import main_path

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from geo.zones.atlas import Atlas

    Points = NDArray[np.float64]

NEAR_DEG = 0.03  # about 3 km: what Natural Earth and WDBII may lie off
STEP_DEG = 0.005
SHORTEST_KM = 12.0
BREAK = 20  # steps off the border that do not end a stretch along it
LENGTHS = (0.6, 2.2)  # of the border to that of the river beside it
# Cut by lines no better than the rivers themselves.
ROUGH = frozenset(
    ("MD-TR", "SO-SL", "SY-GO", "LB-SF", "EG-HT", "IN-JK", "PK-JK", "CN-AC", "CN-SH", "IN-AR")
)


class BorderLines:
    """The land borders of an atlas, to be searched."""

    def __init__(self, atlas: Atlas) -> None:
        arcs = [
            arc
            for arc in atlas.within((-180, -90, 180, 90), (LAND,))
            if ROUGH.isdisjoint((atlas.faces[arc.left].code, atlas.faces[arc.right].code))
        ]
        self.lines = np.array([shapely.LineString(to_degrees(a.points)) for a in arcs], object)
        self.tree = shapely.STRtree(self.lines)

    def laid(self, line: Points) -> Iterator[Points]:
        """Yield the pieces of a river, those along a border replaced by it."""
        spots = shapely.get_coordinates(shapely.segmentize(shapely.LineString(line), STEP_DEG))
        shrink = max(0.2, float(np.cos(np.radians(spots[:, 1].mean()))))
        found = self.tree.query(
            shapely.points(spots), predicate="dwithin", distance=NEAR_DEG / shrink
        )[0]
        near = np.zeros(len(spots), bool)
        near[found] = True
        done = 0
        for start, end in _runs(near):
            border = self._beside(spots[start:end], shrink)
            if border is not None:
                yield spots[done : start + 1]
                yield np.vstack([spots[start], border, spots[end - 1]])
                done = end - 1
        yield spots[done:]

    def _beside(self, run: Points, shrink: float) -> Points | None:
        """Return the border along a stretch of a river, or None where it takes another way."""
        if length_km(run) < SHORTEST_KM:
            return None
        corridor = shapely.buffer(shapely.LineString(run), NEAR_DEG * 1.3 / shrink)
        lines = self.lines[self.tree.query(corridor, predicate="intersects")]
        path = main_path(shapely.intersection(shapely.multilinestrings(lines), corridor), corridor)
        ends = sorted(path.project(shapely.Point(spot)) for spot in run[[0, -1]])
        border = shapely.get_coordinates(shapely.ops.substring(path, *ends))
        if np.hypot(*(border[0] - run[0])) > np.hypot(*(border[-1] - run[0])):
            border = border[::-1]
        apart = np.abs(border[[0, -1]] - run[[0, -1]]).max()
        low, high = (share * length_km(run) for share in LENGTHS)
        return border if apart < 2 * NEAR_DEG / shrink and low < length_km(border) < high else None


def _runs(near: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """Return the runs of points near a border, with short breaks bridged."""
    edges = np.flatnonzero(np.diff(np.r_[False, near, False].astype(int))).reshape(-1, 2)
    runs: list[tuple[int, int]] = []
    for start, end in edges.tolist():
        if runs and start - runs[-1][1] <= BREAK:
            runs[-1] = (runs[-1][0], end)
        else:
            runs.append((start, end))
    return [(a, b) for a, b in runs if b - a > 2]


TOUCH_DEG = 0.01
MOUTH_DEG = 0.3  # a river that ends this near to the coast is led on to it


class Coast:
    """The coast of the world, to be searched."""

    def __init__(self, atlas: Atlas) -> None:
        arcs = atlas.within((-180, -90, 180, 90), (COAST,))
        points, owner = stack(arcs)
        lines = shapely.linestrings(to_degrees(points), indices=owner)
        self.tree = shapely.STRtree(lines)
        self.lines = lines

    def mouths(self, lines: list[Points]) -> Iterator[Points]:
        """Yield the ways to the sea from the ends of a river that stop short of it."""
        course = shapely.MultiLineString(lines)
        ends = shapely.get_parts(shapely.boundary(shapely.line_merge(course)))
        (end, coast), away = self.tree.query_nearest(
            ends, max_distance=MOUTH_DEG, return_distance=True, all_matches=False
        )
        dry = not len(self.tree.query(course, predicate="dwithin", distance=TOUCH_DEG))
        for k in np.argsort(away)[: None if not dry else 1]:
            if away[k] > TOUCH_DEG and (dry or away[k] < MOUTH_DEG / 2):
                way = shapely.shortest_line(ends[end[k]], self.lines[coast[k]])
                yield shapely.get_coordinates(way)
