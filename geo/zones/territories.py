"""
The territories of the world: who holds which land, where it meets its neighbours and the sea.

The map is cut into faces, each held by one territory (de facto) and claimed by none or several.
A territory is a set of faces, and its outline is made of the arcs between its faces and others,
so that two neighbours share every vertex of their border.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, TypeAlias, TypeVar

import numpy as np
from shapely import LineString, MultiLineString, MultiPolygon, Polygon

from geo.errors import GeometryError
from geo.zones.arcs import to_degrees
from geo.zones.atlas import COAST, LAND, Atlas, Face
from geo.zones.boxes import Box, coasts_in_box, land_in_box, lines_in_box
from geo.zones.lengths import length_km
from geo.zones.lineage import described_arc
from geo.zones.rings import areas, merged

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from geo.zones.atlas import Origin
    from geo.zones.lineage import BorderArc

    Area: TypeAlias = "Polygon | MultiPolygon"

T = TypeVar("T")
DE_FACTO, RECOGNISED = "de-facto", "recognised"
_KEPT_LANDS = 8


class Territories:
    """
    Territories, their borders and coasts; everything is read when asked for, and kept.

    A territory is an ISO 3166-1 alpha-2 code (``SY``; ``XK`` for Kosovo) or a special area
    (``PS-GZ`` Gaza Strip, ``SY-GO`` the Golan that Israel holds). Geometries are EPSG:4326,
    longitude latitude, cut at the antimeridian; lakes are land, the Caspian Sea is sea.

    Viewpoints say to whom a face counts:

    * ``de-facto``: to its holder. Areas of states that hardly anyone recognises (Abkhazia,
      Transnistria, Northern Cyprus, Somaliland) count to the state they broke away from.
    * ``recognised``: to whom most members of the UN say it belongs.
    * a country code (``SY``): to that country when it holds or claims it, else to its holder.
    """

    def __init__(self, path: Path) -> None:
        self._atlas = Atlas(path)
        self._cache: dict[tuple[str, ...], object] = {}
        self._lands_around: dict[tuple[float, ...], Area] = {}

    @property
    def version(self) -> str:
        """Sources of the data and their dates."""
        return self._atlas.meta["version"]

    def codes(self) -> frozenset[str]:
        """Return the codes of all territories, special areas among them."""
        return frozenset(self._atlas.names)

    def has(self, code: str) -> bool:
        """Tell whether a territory is known by this code."""
        return code in self._atlas.names

    def check_viewpoint(self, viewpoint: str) -> None:
        """Raise GeometryError when there is no such viewpoint."""
        if viewpoint not in (DE_FACTO, RECOGNISED) and not self.has(viewpoint):
            wanted = f"{DE_FACTO!r}, {RECOGNISED!r} or a country code"
            raise GeometryError(f"unknown viewpoint {viewpoint!r}, wanted {wanted}")

    def name(self, code: str) -> str:
        """
        Return the English name of a territory.

        Raises
        ------
        GeometryError
            If no territory has this code; so do all methods that take a code.
        """
        self._check(code)
        return self._atlas.names[code]

    def land(self, code: str, *, viewpoint: str = DE_FACTO) -> Area:
        """Return the land of a territory: islands with it, lakes filled, sea left out."""
        return self._area(code, viewpoint, land=True)

    def waters(self, code: str, *, viewpoint: str = DE_FACTO) -> Area:
        """Return the territorial sea as OpenStreetMap has it; empty where it has none."""
        return self._area(code, viewpoint, land=False)

    def land_border(self, code: str, *, viewpoint: str = DE_FACTO) -> MultiLineString:
        """Return the border with all neighbours, without the coast."""
        return self._outline(code, viewpoint, LAND)

    def coast(self, code: str, *, viewpoint: str = DE_FACTO) -> MultiLineString:
        """Return the line between the land of a territory and the sea."""
        return self._outline(code, viewpoint, COAST)

    def coasts_of_others(
        self, code: str, box: tuple[float, float, float, float], *, viewpoint: str = DE_FACTO
    ) -> MultiLineString:
        """Return the coasts of other territories in a box (west, south, east, north)."""
        return coasts_in_box(self._atlas, Box(*box), self._faces(code, viewpoint))

    def shared_border(self, a: str, b: str, *, viewpoint: str = DE_FACTO) -> MultiLineString:
        """
        Return the land border of two territories; empty when they have none.

        When one is part of the other (``SY-GO`` and ``IL``), it is the line that divides the
        part from the rest.
        """
        some, others = self._faces(a, viewpoint), self._faces(b, viewpoint)
        arcs = {
            (arc.left, arc.right, arc.points.tobytes()): arc
            for left, right in ((some - others, others), (some, others - some))
            for arc in self._atlas.between(left, right, LAND)
        }
        return merged(list(arcs.values()))

    def arcs(self, code: str, other: str = "", *, viewpoint: str = DE_FACTO) -> list[BorderArc]:
        """
        Return the arcs of a territory's outline: who is on either side, which source, of when.

        Parameters
        ----------
        code
            Territory, on the left of every arc.
        other
            Only the land border with this territory; every land border and coast when empty.

        Examples
        --------
        >>> from geo.zones.borders import Borders
        >>> arc = Borders.open().arcs("SY", "IL")[0]
        >>> arc.right.name, arc.right.holder, arc.right.claimants, arc.origin.date
        ('Golan Heights', 'IL', ('SY',), '2026')
        """
        faces, kinds = self._faces(code, viewpoint), (LAND,) if other else (LAND, COAST)
        beside = self._faces(other, viewpoint) - faces if other else frozenset()
        return [
            described_arc(self._atlas, arc)
            for arc in self._atlas.around(faces, kinds)
            if not other or arc.right in beside
        ]

    def origins(
        self, codes: Iterable[str], viewpoint: str, bounds: tuple[float, float, float, float]
    ) -> list[Origin]:
        """
        Return the sources of the borders and coasts of territories that come into bounds.

        Without a territory, of every line there; bounds are west, south, east, north in degrees.
        """
        known = [self._faces(code, viewpoint) for code in codes if self.has(code)]
        return self._atlas.origins_within(known, bounds)

    def neighbours(self, code: str, *, viewpoint: str = DE_FACTO) -> dict[str, float]:
        """Return the length of the land border with each neighbour, kilometres, longest first."""

        def measure() -> dict[str, float]:
            lengths: dict[str, float] = defaultdict(float)
            for arc in self._atlas.around(self._faces(code, viewpoint), (LAND,)):
                owner = _owner(self._atlas.faces[arc.right], viewpoint)
                lengths[owner] += length_km(to_degrees(arc.points))
            lengths.pop("", None)
            return dict(sorted(lengths.items(), key=lambda item: -item[1]))

        return dict(self._kept(measure, "neighbours", code, viewpoint))

    def land_in(self, west: float, south: float, east: float, north: float) -> Area:
        """
        Return all land in a box, whosever it is.

        Parameters
        ----------
        west, south, east, north
            Decimal degrees, ``west < east``; a box over the antimeridian is asked for in two.
        """
        return land_in_box(self._atlas, Box(west, south, east, north))

    def land_around(self, west: float, south: float, east: float, north: float) -> Area:
        """
        Return all land in the whole degrees that hold a box, whosever it is.

        The last ones are kept: zones of one report, and what they are from other viewpoints,
        often lie in the same degrees.
        """
        low, high = np.floor([west, south]), np.ceil([east, north])
        low, high = np.maximum(low, (-180, -90)), np.minimum(np.maximum(high, low + 1), (180, 90))
        bounds = (*low.tolist(), *high.tolist())
        found = self._lands_around.pop(bounds, None)
        if found is None:
            found = self.land_in(*bounds)
        self._lands_around[bounds] = found
        if len(self._lands_around) > _KEPT_LANDS:
            self._lands_around.pop(next(iter(self._lands_around)))
        return found

    def lines_in(
        self, west: float, south: float, east: float, north: float, tolerance_deg: float = 0.0
    ) -> list[tuple[str, str, str, LineString]]:
        """
        Return the lines of the map in a box, for drawing.

        Returns
        -------
        list of (kind, left, right, line)
            Kind is ``land`` (border between holders), ``inner`` (between two faces of one
            holder), ``coast`` or ``sea``; left and right are the territory codes on either
            side, empty on the high sea. Lines are simplified to the tolerance, one by one
            with their ends kept, so that they still meet.
        """
        return lines_in_box(self._atlas, Box(west, south, east, north), tolerance_deg)

    def other_readings(
        self, codes: Iterable[str], viewpoint: str, bounds: tuple[float, float, float, float]
    ) -> tuple[str, ...]:
        """
        Return viewpoints from which territories have other land in some bounds.

        Parameters
        ----------
        codes
            Territories.
        viewpoint
            The viewpoint that the others are compared with.
        bounds
            West, south, east, north, decimal degrees.

        Returns
        -------
        viewpoints
            One of each that agree: de-facto and recognised go before the parties.
        """
        known = [code for code in codes if self.has(code)]
        near = [f for f in self._contested(frozenset(known)) if self._atlas.near(f.id, bounds)]
        parties = sorted({party for face in near for party in (face.holder, *face.claimants)})
        found: dict[tuple[str, ...], str] = {}
        for other in (viewpoint, DE_FACTO, RECOGNISED, *parties):
            found.setdefault(tuple(_owner(face, other) for face in near), other)
        return tuple(other for other in found.values() if other != viewpoint)

    def _contested(self, codes: frozenset[str]) -> list[Face]:
        """Return the land that one of the territories has from some viewpoints but not others."""
        return [
            face
            for face in self._atlas.faces.values()
            if face.land
            and (face.claimants or face.recognised != face.holder)
            and codes & {face.code, face.holder, face.recognised, *face.claimants, *face.areas}
        ]

    def _area(self, code: str, viewpoint: str, *, land: bool) -> Area:
        """Return the land, or the sea, of a territory."""

        def build() -> Area:
            faces = self._faces(code, viewpoint, land=land)
            area: Area = areas([arc.points for arc in self._atlas.around(faces)])
            return area

        return self._kept(build, "area", code, viewpoint, str(land))

    def _outline(self, code: str, viewpoint: str, kind: str) -> MultiLineString:
        """Return the lines of one kind between a territory and others."""

        def build() -> MultiLineString:
            return merged(list(self._atlas.around(self._faces(code, viewpoint), (kind,))))

        return self._kept(build, "outline", code, viewpoint, kind)

    def _faces(self, code: str, viewpoint: str, *, land: bool = True) -> frozenset[int]:
        """Return the ids of the faces of a territory."""
        self._check(code)
        self.check_viewpoint(viewpoint)
        return frozenset(
            face.id
            for face in self._atlas.faces.values()
            if face.land == land
            and (code in (_owner(face, viewpoint), face.code) or code in face.areas)
        )

    def _check(self, code: str) -> None:
        """Raise GeometryError when no territory has the code."""
        if not self.has(code):
            wanted = "ISO 3166-1 alpha-2 or a special area such as PS-GZ"
            raise GeometryError(f"unknown territory {code!r}, wanted {wanted}")

    def _kept(self, make: Callable[[], T], *key: str) -> T:
        """Return what was made for the key before, or make it."""
        if key not in self._cache:
            self._cache[key] = make()
        return self._cache[key]  # type: ignore[return-value]


def _owner(face: Face, viewpoint: str) -> str:
    """Return the territory that a face counts to."""
    if viewpoint == DE_FACTO:
        return face.holder
    if viewpoint == RECOGNISED:
        return face.recognised
    return viewpoint if viewpoint in (face.holder, *face.claimants) else face.holder
