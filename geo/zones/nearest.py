"""The nearest point of a line, and points brought to a distance from it."""

from __future__ import annotations

import numpy as np

from geo.zones.far import nearest_by_geodesic
from geo.zones.lines import Runs, densify
from geo.zones.sphere import GEOD, Floats
from geo.zones.tree import LONGEST_CHORD_M, Edges

_NOTABLE = 1e-6  # of the distance: points that are farther off are not yet settled
_SLIDES = 8
_STEEP = 1e-4  # sine of the angle between two parts of a line that still have a corner


class NearestLine:
    """
    Nearest points of runs of coordinates, measured along the geodesic.

    Parameters
    ----------
    runs
        Points and lines, EPSG:4326.
    step_m
        Greatest length of an edge in the tree, metres. A chord lies below the surface by
        ``step_m² / 51,000 km``, which can make the wrong one of two edges seem nearer.
    bend_m
        How far a chord may leave an edge that is straight in longitude and latitude, metres.
    trusted_m
        Beyond so long a chord the nearest point is looked for by geodesic, not by chord.
    """

    def __init__(
        self, runs: Runs, step_m: float, bend_m: float, trusted_m: float = LONGEST_CHORD_M
    ) -> None:
        self.bend_m = bend_m
        self.trusted_m = trusted_m
        self.edges = Edges.of(densify(runs, step_m, bend_m))

    def nearest(self, lon: Floats, lat: Floats) -> tuple[Floats, Floats]:
        """Return the nearest point of the line to each place, (n, 2), and how far it is, (n,)."""
        feet, away_m, edge = self.edges.distances_m(lon, lat, self.trusted_m)
        far = np.flatnonzero(np.isnan(away_m))
        if len(far):
            feet[far], away_m[far] = nearest_by_geodesic(self.edges, lon[far], lat[far], edge[far])
        return feet, away_m

    def distances_m(self, lon: Floats, lat: Floats) -> Floats:
        """Return the geodesic distance of each place to the line, metres, shape (n,)."""
        return self.nearest(lon, lat)[1]

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
        feet, _ = self.nearest(lon, lat)
        bearing, _, _ = GEOD.inv(feet[:, 0], feet[:, 1], lon, lat)
        away = np.full(len(feet), float(distance_m))
        lon, lat, back = GEOD.fwd(feet[:, 0], feet[:, 1], bearing, away)
        return np.asarray(lon), np.asarray(lat), np.asarray(back) + 180

    def _seen(self, lon: Floats, lat: Floats) -> tuple[Floats, Floats]:
        """Return the distance to the line, and the bearing that leads away from it."""
        feet, _ = self.nearest(lon, lat)
        _, back, found = GEOD.inv(feet[:, 0], feet[:, 1], lon, lat)
        return np.asarray(found), np.asarray(back) + 180


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
