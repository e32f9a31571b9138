"""What lies within a distance of the references of a rule, on the side the rule means."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import shapely

from geo.model import Constraint, Reference, ReferenceKind, Side
from geo.zones.area import difference, intersection, union, without_slivers
from geo.zones.geodesy import zone_within
from geo.zones.sources import CannotDraw, Sources, is_shore
from geo.zones.words import described, ground

if TYPE_CHECKING:
    from collections.abc import Callable

    from shapely.geometry.base import BaseGeometry

_CIRCLES = (ReferenceKind.PARALLEL, ReferenceKind.MERIDIAN)
_MANY_PARTS = 12
# with less sea than this share of its circle, a place is marked by a point inland
_LEAST_SEA = 0.15
NO_HOST = "The text does not say in which territory the rule holds"


@dataclass(frozen=True, slots=True)
class Reach:
    """An area at a distance, how far its edge deviates, and what had to be left out."""

    geometry: BaseGeometry
    error_m: float
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Ground:
    """
    Where a rule holds: the references it names and the land or sea it is limited to.

    Attributes
    ----------
    rule
        The constraint.
    sources
        The references on the map.
    tolerance
        Greatest deviation of an edge as a fraction of its distance.
    """

    rule: Constraint
    sources: Sources
    tolerance: float

    @property
    def hosts(self) -> tuple[str, ...]:
        """Codes of the territories the zone is clipped to; both sides of a common border."""
        if self.rule.host:
            return tuple(t.code for t in self.rule.host)
        if self.rule.side not in (Side.BOTH, Side.HOST):
            return ()
        pairs = [
            r.territories
            for r in self.rule.references
            if r.kind is ReferenceKind.BORDER and len(r.territories) == 2
        ]
        return tuple(dict.fromkeys(code for pair in pairs for code in pair))

    def names(self) -> dict[str, str]:
        """Return the names of the territories that the references belong to."""
        codes = {code for r in self.rule.references for code in r.territories}
        return {code: self.sources.name(code) for code in codes}

    def named(self) -> str:
        """Name the references."""
        return described(self.rule.references, self.names())

    def where(self) -> str:
        """Say where the zone lies."""
        known = {t.code: t.name for t in self.rule.host}
        return ground(self.rule, [known.get(c) or self.sources.name(c) for c in self.hosts])

    def land(self) -> BaseGeometry:
        """Return the land of the hosts."""
        if not self.hosts:
            raise CannotDraw(NO_HOST)
        return self.sources.lands(self.hosts)

    def limited(self, area: BaseGeometry) -> BaseGeometry:
        """Return the part of an area on the ground of the rule."""
        shores = [r for r in self.rule.references if is_shore(r)]
        if shores:
            return self._beside_lakes(area, shores)
        if self.rule.side is Side.WATER:
            return self._afloat(area)
        if self.hosts:
            return intersection(area, self.land())
        if self.rule.side is Side.HOST:
            raise CannotDraw(NO_HOST)
        if self.rule.side is Side.LAND or self._both_sides_of_a_border():
            return self._with_land(area, intersection)
        return area

    def _afloat(self, area: BaseGeometry) -> BaseGeometry:
        """Return the sea in an area; all of it round a point on a river, or too far from the shore."""
        sea = self._with_land(area, difference)
        spots = all(r.kind is ReferenceKind.POINT for r in self.rule.references)
        return area if spots and sea.area < _LEAST_SEA * area.area else sea

    def _beside_lakes(self, area: BaseGeometry, shores: list[Reference]) -> BaseGeometry:
        """Return what of an area is lake, or land, on the ground of the rule."""
        lakes = union([self.sources.area(r) for r in shores])
        if self.rule.side is Side.WATER:
            area = intersection(area, lakes)
        if self.rule.side is Side.LAND:
            area = difference(area, lakes)
        return intersection(area, self.land()) if self.hosts else area

    def within(self, distance_m: float) -> Reach:
        """Return what lies within a distance of any reference."""
        on_land = self.hosts and self.rule.side is not Side.WATER
        if on_land and not any(map(is_shore, self.rule.references)):
            return self._within_hosts(distance_m)
        if not self.hosts and all(r.kind in _CIRCLES for r in self.rule.references):
            raise CannotDraw(f"{NO_HOST}, and a circle of the earth has no end")
        source = together([self.sources.geometry(r) for r in self.rule.references])
        zone = zone_within(source, distance_m, tolerance=self.tolerance)
        coasts = [r for r in self.rule.references if r.kind is ReferenceKind.COAST]
        if self.rule.side is Side.LAND and coasts:
            own = self.sources.lands(tuple(c for r in coasts for c in r.territories))
            return Reach(intersection(zone.geometry, own), zone.error_m)
        return Reach(self.limited(zone.geometry), zone.error_m)

    def facing(self, host: str) -> tuple[BaseGeometry, list[str]]:
        """Return the references together, of borders those that the host has, and the others."""
        found, missing = [], []
        for reference in self.rule.references:
            try:
                found.append(self.sources.geometry(reference, host))
            except CannotDraw as reason:
                missing.append(str(reason))
        if not found:
            raise CannotDraw("; ".join(missing))
        return together(found), missing

    def in_each_host(self, draw: Callable[[BaseGeometry, BaseGeometry], Reach]) -> Reach:
        """Draw in each host what faces it, from the source and the land; join the results."""
        drawn, left_out = [], []
        for host in self.hosts:
            try:
                source, missing = self.facing(host)
            except CannotDraw as reason:
                left_out.append(str(reason))
                continue
            drawn.append(draw(source, self.sources.land(host)))
            left_out.extend(missing)
        if not drawn:
            raise CannotDraw("; ".join(left_out))
        area = drawn[0].geometry if len(drawn) == 1 else union([d.geometry for d in drawn])
        return Reach(area, max(d.error_m for d in drawn), tuple(left_out))

    def _within_hosts(self, distance_m: float) -> Reach:
        """Return what lies within a distance in each host, of the borders that face it."""
        if len(self.hosts) > 1 and not any(map(_depends_on_host, self.rule.references)):
            source, missing = self.facing("")
            zone = zone_within(source, distance_m, tolerance=self.tolerance)
            shares = [intersection(zone.geometry, self.sources.land(h)) for h in self.hosts]
            return Reach(union(shares), zone.error_m, tuple(missing))

        def draw(source: BaseGeometry, land: BaseGeometry) -> Reach:
            zone = zone_within(source, distance_m, clip=land, tolerance=self.tolerance)
            return Reach(zone.geometry, zone.error_m)

        return self.in_each_host(draw)

    def _both_sides_of_a_border(self) -> bool:
        """Tell whether the rule holds on the land on both sides of a border."""
        border = any(r.kind is ReferenceKind.BORDER for r in self.rule.references)
        return self.rule.side is Side.BOTH and border

    def _with_land(
        self, area: BaseGeometry, operation: Callable[[BaseGeometry, BaseGeometry], BaseGeometry]
    ) -> BaseGeometry:
        """Apply an operation to an area and all land in its box, part by part."""
        parts = list(shapely.get_parts(area))
        if len(parts) > _MANY_PARTS:
            parts = [area]
        shares = [self.sources.borders.against_land(p, operation) for p in parts]
        # the parts of a valid area share no more than points, so their shares need no union
        return without_slivers(shapely.geometrycollections(shares))


def _depends_on_host(reference: Reference) -> bool:
    """Tell whether a reference is another line for each host: the border of one territory."""
    return reference.kind is ReferenceKind.BORDER and len(reference.territories) == 1


def together(geometries: list[BaseGeometry]) -> BaseGeometry:
    """Return geometries as one, without merging them."""
    return geometries[0] if len(geometries) == 1 else shapely.geometrycollections(geometries)
