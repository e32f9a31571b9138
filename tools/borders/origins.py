"""Where each line of the borders comes from: the sources, and which of them drew a segment."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely

from geo.zones.atlas import Origin

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    from tools.borders.planar import Segments

ON_LINE = 1.5  # microdegrees: what snap rounding moves a line by, and a little
COAST = "coast"


OSM, ODBL, FREE = "OpenStreetMap", "ODbL-1.0", "public domain"
BY_HAND = "drawn for this project"
BORDERS = "osm-2026"  # of every land border and limit of the sea that no other source drew
SEAS = "osm-2017"  # of every coast that no other source drew
OCEAN = "ne-ocean"
ORIGINS = (
    Origin(BORDERS, f"{OSM}, timezone-boundary-builder 2026c", "2026", ODBL),
    Origin(SEAS, f"{OSM}, geo-maps 0.6.0", "2017-12", ODBL),
    Origin("omim-2020", f"{OSM}, omim-data-borders 10.3", "2020-10", ODBL),
    Origin("ne-claims", "Natural Earth 4.1, disputed borders", "2018", FREE, "1-2 km"),
    Origin("ne-admin1", "Natural Earth 5, first-order areas", "2021/2022", FREE, "1-2 km"),
    Origin(OCEAN, "Natural Earth 1:10m, ocean", "", FREE, "1-2 km"),
    Origin("golan-1967", f"line of 4 June 1967, {BY_HAND}", "2026-11", FREE, "1 km"),
    Origin("shebaa-2007", f"UN document S/2007/641, {BY_HAND}", "2026-11", FREE, "500 m"),
    Origin("halaib-1902", f"ends of the line of 1902, {BY_HAND}", "2026-11", FREE, "several km"),
    Origin("map-edge", "edge of the map", "", FREE),
)


class Drawn:
    """
    Lines that others than the usual sources drew, to be asked whose a segment is.

    Parameters
    ----------
    lines
        For each origin its lines, microdegrees.
    """

    def __init__(self, lines: Mapping[str, Sequence[BaseGeometry]]) -> None:
        self._ids = list(lines)
        counts = [len(group) for group in lines.values()]
        self._column = np.repeat(np.arange(len(counts)), counts)
        self._tree = shapely.STRtree([line for group in lines.values() for line in group])

    def origins(self, segments: Segments, kinds: NDArray[np.str_]) -> NDArray[np.str_]:
        """Return the id of the origin of each segment (x0, y0, x1, y1) of a kind."""
        found = np.where(kinds == COAST, SEAS, BORDERS).astype("<U16")
        found[kinds == "cut"] = "map-edge"
        ends = segments.reshape(-1, 2, 2).astype(float)
        hits = [self._on(spots) for spots in (ends[:, 0], ends.mean(axis=1), ends[:, 1])]
        along = np.logical_and.reduce(hits) & (kinds != "cut")[:, None]
        for column, id in enumerate(self._ids):
            found[along[:, column] & ((kinds == COAST) == (id == OCEAN))] = id
        return found

    def _on(self, spots: NDArray[np.float64]) -> NDArray[np.bool_]:
        """Tell for each spot and origin whether the spot lies on a line of the origin."""
        spot, line = self._tree.query(shapely.points(spots), "dwithin", distance=ON_LINE)
        found = np.zeros((len(spots), len(self._ids)), bool)
        found[spot, self._column[line]] = True
        return found
