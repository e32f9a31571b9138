"""The point of a line that lies nearest: a k-d tree of vertices, then the edges that meet there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from geo.zones.lines import Runs, densify
from geo.zones.sphere import GEOD, Bools, Floats, Ints, geodesic_m, to_ecef

if TYPE_CHECKING:
    from scipy.spatial import cKDTree

_NOTABLE = 1e-6  # of the distance: points that are farther off are not yet settled
_SLIDES = 8
_LEAF_FOR_MANY = 128  # far places tie with much of a line: compare in a row, descend less
_WITHIN = 2e-6  # of the distance: what is not looked for, however near
_STEEP = 1e-4  # sine of the angle between two parts of a line that still have a corner


@dataclass(slots=True)
class _Best:
    """Best foot so far of each point: squared chord, the edge's ends and the share along it."""

    chord2: Floats
    start: Ints
    end: Ints
    along: Floats

    def take(self, rows: Ints, other: _Best, found: Ints) -> None:
        """Replace the rows given by the rows found of another."""
        self.chord2[rows] = other.chord2[found]
        self.start[rows] = other.start[found]
        self.end[rows] = other.end[found]
        self.along[rows] = other.along[found]


class NearestLine:
    """
    Nearest points of runs of coordinates, by chord, measured along the geodesic.

    Parameters
    ----------
    runs
        Points and lines, EPSG:4326.
    step_m
        Greatest distance of neighbouring vertices in metres; edges are densified to it.
    within_m
        By how much a distance found may be too great, metres: where an edge that does not meet
        the nearest vertices may be nearer, it is looked for. Without it a distance D found is
        too great by at most ``step_m² / 8 D``.
    many
        Whether so many points will be asked for that a better tree pays.
    """

    def __init__(
        self, runs: Runs, step_m: float, within_m: float | None = None, *, many: bool = False
    ) -> None:
        from scipy.spatial import cKDTree  # 0.3 s that a caller without zones need not pay

        dense = densify(runs, step_m)
        self.step_m = step_m
        self.within_m = within_m
        self._xy = dense.xy
        self._ecef = to_ecef(dense.xy[:, 0], dense.xy[:, 1])
        self._has_next: Bools = np.r_[dense.joined, False]
        self._has_previous: Bools = np.r_[False, dense.joined]
        leaf = _LEAF_FOR_MANY if many else 16
        self._tree: cKDTree = cKDTree(self._ecef, leaf, many, balanced_tree=many)

    def slack_m(self, distance_m: float) -> float:
        """Return by how much a distance found may be too great, metres."""
        found = self.step_m**2 / (8 * distance_m)
        if self.within_m is None:
            return found
        return min(found, max(self.within_m, _WITHIN * distance_m))

    def feet(self, lon: Floats, lat: Floats) -> Floats:
        """Return the nearest point of the line to each point given, shape (n, 2)."""
        points = to_ecef(lon, lat)
        k = min(1 if self.within_m is None else 3, len(self._xy))
        chords, vertices = self._tree.query(points, k=k)
        chords, vertices = chords.reshape(len(points), k), vertices.reshape(len(points), k)
        near = vertices[:, 0]
        best = _Best(chords[:, 0] ** 2, near.copy(), near.copy(), np.zeros(len(points)))
        for column in vertices.T:
            self._try_edges(points, column, best)
        if self.within_m is not None and k < len(self._xy):
            self._chase(points, chords[:, -1], best, self.within_m)
        start, end = self._xy[best.start], self._xy[best.end]
        return np.asarray(start + (end - start) * best.along[:, None])

    def distances_m(self, lon: Floats, lat: Floats) -> Floats:
        """Return the geodesic distance of each point to the line, metres, shape (n,)."""
        feet = self.feet(lon, lat)
        return geodesic_m(feet[:, 0], feet[:, 1], lon, lat)

    def settled(self, lon: Floats, lat: Floats, distance_m: float) -> tuple[Floats, Floats, Floats]:
        """
        Move points along the geodesic from their foot until they lie at a distance.

        In an inner corner a point pushed away from one part of the line comes too near to
        another; it then slides along the first until it is far enough from both.

        Returns
        -------
        lon, lat
            The points moved, shape (n,).
        off_m
            How far they still are from the distance, metres, shape (n,).
        """
        lon, lat, ahead = self._pushed(lon, lat, distance_m)
        found, outward = self._seen(lon, lat)
        rows = np.arange(len(lon))
        for _ in range(_SLIDES):
            rows = rows[np.abs(found[rows] - distance_m) > _NOTABLE * distance_m]
            if not len(rows):
                break
            short = distance_m - found[rows]
            x, y = _slid(lon[rows], lat[rows], ahead[rows], outward[rows], short)
            lon[rows], lat[rows], ahead[rows] = self._pushed(x, y, distance_m)
            found[rows], outward[rows] = self._seen(lon[rows], lat[rows])
        return lon, lat, np.abs(found - distance_m)

    def _pushed(self, lon: Floats, lat: Floats, distance_m: float) -> tuple[Floats, Floats, Floats]:
        """Push points away from their foot; return them and the bearing they were pushed on."""
        feet = self.feet(lon, lat)
        bearing, _, _ = GEOD.inv(feet[:, 0], feet[:, 1], lon, lat)
        away = np.full(len(feet), float(distance_m))
        lon, lat, back = GEOD.fwd(feet[:, 0], feet[:, 1], bearing, away)
        return np.asarray(lon), np.asarray(lat), np.asarray(back) + 180

    def _seen(self, lon: Floats, lat: Floats) -> tuple[Floats, Floats]:
        """Return the distance to the line, and the bearing that leads away from it."""
        feet = self.feet(lon, lat)
        _, back, found = GEOD.inv(feet[:, 0], feet[:, 1], lon, lat)
        return np.asarray(found), np.asarray(back) + 180

    def _try_edges(self, points: Floats, vertices: Ints, best: _Best) -> None:
        """Try the two edges that meet in the vertex of each point."""
        at = self._ecef[vertices]
        offset = points - at
        for has_edge, side in ((self._has_next, 1), (self._has_previous, -1)):
            other = np.clip(vertices + side, 0, len(self._xy) - 1)
            edge = self._ecef[other] - at
            length2 = np.maximum(np.einsum("ij,ij->i", edge, edge), 1e-12)
            along = np.clip(np.einsum("ij,ij->i", offset, edge) / length2, 0, 1)
            left = offset - along[:, None] * edge
            chord2 = np.einsum("ij,ij->i", left, left)
            better = np.flatnonzero(has_edge[vertices] & (chord2 < best.chord2))
            best.take(better, _Best(chord2, vertices, other, along), better)

    def _chase(self, points: Floats, farthest: Floats, best: _Best, within_m: float) -> None:
        """Look at every vertex from which an edge nearer than the best could start."""
        reach2 = self.step_m**2 / 4
        unseen = np.sqrt(np.maximum(farthest**2 - reach2, 0))
        found = np.sqrt(best.chord2)
        rows = np.flatnonzero(found - unseen > np.maximum(within_m, _WITHIN * found))
        radius = np.sqrt(best.chord2[rows] + reach2)
        for some in np.array_split(np.arange(len(rows)), max(1, len(rows) // 20_000)):
            lists = self._tree.query_ball_point(points[rows[some]], radius[some])
            counts = np.fromiter(map(len, lists), np.int64, len(lists))
            if not counts.sum():
                continue
            who = np.repeat(rows[some], counts)
            vertices = np.concatenate([np.asarray(v, np.int64) for v in lists])
            trial = _Best(best.chord2[who], best.start[who], best.end[who], best.along[who])
            self._try_edges(points[who], vertices, trial)
            order = np.lexsort((trial.chord2, who))
            first = order[np.r_[True, np.diff(who[order]) > 0]]
            best.take(who[first], trial, first)


def _slid(
    lon: Floats, lat: Floats, ahead: Floats, outward: Floats, short_m: Floats
) -> tuple[Floats, Floats]:
    """
    Slide points square to one bearing until another part of the line is far enough.

    Parameters
    ----------
    ahead
        Bearing away from the part of the line that the points keep their distance of.
    outward
        Bearing away from the part that is too near.
    short_m
        By how much it is too near, metres.
    """
    gain = np.sin(np.radians(outward - ahead))  # metres gained by a metre to the right of ahead
    steep = np.abs(gain) > _STEEP
    step = np.where(steep, short_m / np.where(steep, gain, 1), 0)
    lon, lat, _ = GEOD.fwd(lon, lat, ahead + 90, step)
    return np.asarray(lon), np.asarray(lat)
