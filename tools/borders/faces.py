"""Say of every face of the map whose it is, from the zones that lie over it."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import numpy as np
import shapely
from shapely import Point, Polygon

from tools.borders.cuts import holds_seed, inside
from tools.borders.planar import FaceRow, covering
from tools.borders.status import (
    ISLANDS,
    NOBODYS,
    OVERLAPS,
    SPRATLYS_BOX,
    STATUS,
    SUDANS,
    SUDANS_SPLIT_LON,
    Status,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    from tools.borders.cuts import Cut
    from tools.borders.sources import Zone

log = logging.getLogger("borders")
ANTARCTIC_LAT = -60e6
NEAR_DEG = 0.6  # land in no zone belongs to the nearest zone within this


class Labels:
    """The status of every face, found step by step; faces are polygons in microdegrees."""

    def __init__(self, faces: NDArray[np.object_], zones: Sequence[Zone]) -> None:
        self.faces = faces
        self.points = shapely.point_on_surface(faces)
        self.spots = shapely.get_coordinates(self.points)
        self.areas = [Polygon(zone.rings[0], zone.rings[1:]) for zone in zones]
        self.codes = [zone.code for zone in zones]
        self.status: list[Status | None] = [None] * len(faces)
        self.land = np.ones(len(faces), bool)

    def mark_sea(self, seas: Sequence[Polygon], dry: Sequence[Polygon]) -> None:
        """Mark the faces that lie in one of the seas, and in no area that is dry all the same."""
        for found in covering(self.spots, seas):
            self.land[found] = False
        for found in covering(self.spots, dry):
            self.land[found] = True

    def mark_zones(self) -> None:
        """Give each face the status that follows from the zones over it."""
        over: list[set[str]] = [set() for _ in self.faces]
        for code, found in zip(self.codes, covering(self.spots, self.areas), strict=True):
            for face in found:
                over[face].add(code)
        tree = shapely.STRtree(self.areas)
        for face, codes in enumerate(over):
            if codes:
                self.status[face] = self._of_zones(frozenset(codes), self.spots[face])
            elif self.land[face]:
                self.status[face] = self._of_no_zone(self.spots[face], tree)

    def mark_cut(self, cut: Cut, shape: BaseGeometry) -> bool:
        """Give the faces of the parent that lie in the cut their own status; tell if any do."""
        chosen = [
            face
            for face, status in enumerate(self.status)
            if status is not None and status.code == cut.parent and self.land[face]
        ]
        if cut.seeds:
            hits = [face for face in chosen if holds_seed(cut, self.faces[face])]
        else:
            hits = np.asarray(chosen)[inside(cut, shape, self.points[chosen])].tolist()
        for face in hits:
            self.status[face] = STATUS[cut.code]
        return bool(hits)

    def rows(self) -> tuple[list[FaceRow], NDArray[np.intp]]:
        """Return the kinds of face and, for each face, the id of its kind (0 is high sea)."""
        keys: dict[tuple[Status, bool], FaceRow] = {}
        ids = np.zeros(len(self.faces), np.intp)
        for face, status in enumerate(self.status):
            if status is not None:
                key = (status, bool(self.land[face]))
                row = keys.setdefault(key, FaceRow(len(keys) + 1, *key))
                ids[face] = row.id
        return list(keys.values()), ids

    @staticmethod
    def _of_zones(codes: frozenset[str], spot: NDArray[np.float64]) -> Status:
        """Return the status of a spot in the zones of these territories."""
        if spot[1] < ANTARCTIC_LAT:
            return Status("AQ", "AQ")
        if len(codes) == 1:
            (code,) = codes
            return STATUS.get(code) or Status(code, code)
        if codes == SUDANS:
            return STATUS["SD-AY" if spot[0] > SUDANS_SPLIT_LON * 1e6 else "SD-KK"]
        if codes in OVERLAPS:
            return OVERLAPS[codes]
        first, *others = sorted(codes)
        log.warning("%s overlap at %s: no row says who holds it", sorted(codes), spot / 1e6)
        return Status(first, first, tuple(others))

    def _of_no_zone(self, spot: NDArray[np.float64], tree: shapely.STRtree) -> Status:
        """Return the status of land that no zone covers."""
        if spot[1] < ANTARCTIC_LAT:
            return Status("AQ", "AQ")
        lon, lat = spot / 1e6
        for (x, y), reach, status in ISLANDS:
            if abs(lon - x) < reach and abs(lat - y) < reach:
                return status
        west, south, east, north = SPRATLYS_BOX
        if west < lon < east and south < lat < north:
            return NOBODYS
        near = tree.query_nearest(Point(spot), max_distance=NEAR_DEG * 1e6)
        code = min((self.codes[number] for number in near), default="")
        return (STATUS.get(code) or Status(code, code)) if code else NOBODYS
