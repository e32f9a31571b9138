"""Ways along the lines of World Data Bank II and of the borders."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

import netCDF4  # type: ignore[import-not-found,unused-ignore]
import numpy as np
import shapely
import shapely.ops
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

from geo.zones.paths import main_path

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from geo.zones.borders import Borders

    Points = NDArray[np.float64]

NEAR_DEG = 0.12  # a spot farther from every line names no course
LINK_DEG = 0.03  # ends this near to another line are taken to meet it
GAP_DEG = 0.2  # ends this near to each other are taken to meet through a lake
DETOUR = 4.0  # a link counts so many times its length
MARGIN_DEG = 0.5


@dataclass(frozen=True)
class Network:
    """All rivers of World Data Bank II, decimal degrees, without names."""

    lines: tuple[Points, ...]

    @classmethod
    def read(cls, folder: Path) -> Network:
        """Read the binned lines of GSHHG (Debian gmt-gshhg-full): steps from corners of cells."""
        data = netCDF4.Dataset(next(folder.rglob("binned_river_f.nc")))
        data.set_auto_mask(False)
        cell = np.repeat(np.arange(64800), data["N_segments_in_a_bin"][:])
        corners = np.column_stack([(cell % 360 + 180) % 360 - 180, 89 - cell // 360])
        steps = [
            data[f"Relative_{axis}_from_SW_corner_of_bin"][:] for axis in ("longitude", "latitude")
        ]
        offsets = np.column_stack(steps).view(np.uint16) / 65535
        first = data["Id_of_first_point_in_a_segment"][:]
        sizes = data["N_points_for_a_segment"][:].view(np.uint16)
        rows = zip(corners, first, sizes, strict=True)
        return cls(tuple(offsets[a : a + n] + corner for corner, a, n in rows if n > 1))

    @cached_property
    def _boxes(self) -> Points:
        return np.array([[*line.min(axis=0), *line.max(axis=0)] for line in self.lines])

    def way(self, spots: Sequence[Sequence[float]]) -> Points:
        """
        Return the shortest way along the rivers that passes spots in turn.

        Raises
        ------
        LookupError
            If no river comes near a spot, or none joins two of them.
        """
        aim = np.array(spots, dtype=float)
        points, graph = self._near(aim)
        nodes = []
        for spot in aim:
            away = np.hypot(*((points - spot) * [np.cos(np.radians(spot[1])), 1]).T)
            if away.min() > NEAR_DEG:
                raise LookupError(f"no river of WDBII near {spot}, the nearest {away.min():.2f}°")
            nodes.append(int(away.argmin()))
        legs = []
        for a, b in pairwise(nodes):
            _, back = dijkstra(graph, directed=False, indices=a, return_predecessors=True)
            leg = [b]
            while leg[-1] != a:
                leg.append(int(back[leg[-1]]))
                if leg[-1] < 0:
                    raise LookupError(f"no river of WDBII from {points[a]} to {points[b]}")
            legs.append(points[leg[::-1]])
        return np.vstack(legs)

    def _near(self, aim: Points) -> tuple[Points, csr_array]:
        """Return the vertices of the lines around spots and the graph of their edges."""
        low, high = aim.min(axis=0) - MARGIN_DEG, aim.max(axis=0) + MARGIN_DEG
        near = (self._boxes[:, :2] <= high).all(axis=1) & (self._boxes[:, 2:] >= low).all(axis=1)
        lines = [self.lines[k] for k in np.flatnonzero(near)]
        if not lines:
            raise LookupError(f"no river of WDBII near {aim[0]}")
        points = np.vstack(lines)
        first = np.cumsum([0, *map(len, lines)])
        row = np.concatenate([np.arange(a, b - 1) for a, b in pairwise(first)])
        size = np.hypot(*(points[row + 1] - points[row]).T)
        ends = np.unique(np.concatenate([first[:-1], first[1:] - 1]))
        owner = np.repeat(np.arange(len(lines)), np.diff(first))
        tree = shapely.STRtree(shapely.points(points))
        spots = shapely.points(points[ends])
        end, other = tree.query(spots, predicate="dwithin", distance=LINK_DEG)
        one, next_one = shapely.STRtree(spots).query(spots, predicate="dwithin", distance=GAP_DEG)
        end, other = np.r_[end, one], np.r_[other, ends[next_one]]
        keep = owner[ends[end]] != owner[other]
        link = np.hypot(*(points[ends[end[keep]]] - points[other[keep]]).T)
        rows = np.concatenate([row, ends[end[keep]]])
        columns = np.concatenate([row + 1, other[keep]])
        sizes = np.concatenate([size, link * DETOUR]) + 1e-9
        order = np.lexsort((sizes, columns, rows))
        rows, columns, sizes = rows[order], columns[order], sizes[order]
        fresh = np.r_[True, (np.diff(rows) != 0) | (np.diff(columns) != 0)]
        shape = (len(points), len(points))
        return points, csr_array((sizes[fresh], (rows[fresh], columns[fresh])), shape)


def border_stretch(
    borders: Borders, pair: str, start: Sequence[float], end: Sequence[float]
) -> Points:
    """Return the shared border of two territories ("AR|PY") between two places."""
    line = borders.shared_border(*pair.split("|"))
    if line.is_empty:
        raise LookupError(f"no shared border {pair}")
    box = shapely.box(*np.minimum(start, end) - 0.3, *np.maximum(start, end) + 0.3)
    path = main_path(line, box)
    at = sorted(path.project(shapely.Point(spot)) for spot in (start, end))
    return np.asarray(shapely.ops.substring(path, *at).coords)
