"""What a rule measures from, as a geometry and as words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import shapely

from geo.errors import GeometryError
from geo.model import Fade, LonLat, Reference, ReferenceKind
from geo.zones.area import union
from geo.zones.coasts import coast_of_region, facing, stretch
from geo.zones.direction import directional_fades, directional_part
from geo.zones.facing import own_border
from geo.zones.maritime import belt_name, is_belt, owner_of
from geo.zones.tracks import geodesic_line, geodesic_polygon

if TYPE_CHECKING:
    from collections.abc import Iterable

    from shapely.geometry.base import BaseGeometry

    from geo.zones.borders import Borders

# part of a lake that is its shore
SHORE = "shore"
_PARALLEL_STEP_DEG = 1.0


class CannotDraw(GeometryError):  # noqa: N818 - a result that is shown, in the words of the caller
    """A rule that was read but has no shape; says why in plain words."""


@dataclass(frozen=True, slots=True)
class Sources:
    """The references of a rule on one map of the borders."""

    borders: Borders
    viewpoint: str

    def land(self, code: str) -> BaseGeometry:
        """Return the land of a territory, administrative area (``SY.06``) or ``area:donbas``."""
        if ":" in code:
            return self.borders.area(code, viewpoint=self.viewpoint)
        if "." in code:
            return self._administrative(code)
        return self.borders.land(code, viewpoint=self.viewpoint)

    def _administrative(self, code: str) -> BaseGeometry:
        """Return a first- or second-order area, whose codes have one point and two."""
        if code in self.borders.provinces():
            return self.borders.admin1(code)
        if code.count(".") > 1 and code in self.borders.districts():
            return self.borders.admin2(code)
        raise CannotDraw(f"The outline of this administrative area ({code}) is in no source here")

    def lands(self, codes: tuple[str, ...]) -> BaseGeometry:
        """Return the land of several territories together."""
        lands = [self.land(code) for code in codes]
        return lands[0] if len(lands) == 1 else union(lands)

    def name(self, code: str) -> str:
        """Return the name of a territory; an administrative area is left with its code."""
        if self.borders.has(code):
            return self.borders.name(code)
        if is_belt(code):
            return belt_name(code, self.name(owner_of(code)))
        return next((n.name for n in self.borders.areas() if n.id == code), code)

    def geometry(self, reference: Reference, host: str = "") -> BaseGeometry:
        """
        Return what a distance is measured from.

        Parameters
        ----------
        reference
            What the rule names.
        host
            Code of the territory that the border must face, or empty.

        Raises
        ------
        CannotDraw
            If the reference was not found, or the host has no border with it.
        GeometryError
            If the borders do not know a code or a name.
        """
        match reference.kind:
            case ReferenceKind.BORDER:
                return self._border(reference, host)
            case ReferenceKind.COAST:
                return self._coast(reference)
            case ReferenceKind.LAKE if is_shore(reference):
                return self._shore(reference)
            case ReferenceKind.REGION | ReferenceKind.LAKE:
                return self.area(reference)
            case ReferenceKind.POINT | ReferenceKind.COORDINATES:
                return _shape_of(reference)
            case ReferenceKind.PARALLEL:
                return _parallel(degrees_of(reference))
            case ReferenceKind.MERIDIAN:
                lon = degrees_of(reference)
                return shapely.LineString([(lon, -90), (lon, 90)])
            case _:
                return self.line(reference, near=self._ground(host))

    def line(
        self, reference: Reference, host: str = "", near: BaseGeometry | None = None
    ) -> BaseGeometry:
        """
        Return a border, river, named line or line of coordinates.

        Of several rivers of one name it is the one that comes near the area given.
        """
        if reference.kind is ReferenceKind.BORDER:
            return self._border(reference, host)
        if reference.kind is ReferenceKind.COAST:
            return self._coast(reference)
        if reference.kind is ReferenceKind.COORDINATES:
            return geodesic_line(_points(reference))
        if reference.kind is ReferenceKind.RIVER:
            return self.borders.river(key_of(reference), near=near)
        if reference.kind is ReferenceKind.LINE:
            key = key_of(reference)
            return self.borders.line(reference.id if self._supplied(reference) else key)
        raise CannotDraw(f"{reference.name} is no line")

    def _supplied(self, reference: Reference) -> bool:
        """Tell whether a reference is a place that the analyst gave."""
        return self.borders.layers.get(reference.id) is not None

    def layers(self, references: Iterable[Reference]) -> tuple[str, ...]:
        """Return the analyst's layers that references come from."""
        found = (self.borders.layers.get(r.id) for r in references)
        return tuple(dict.fromkeys(feature.source for feature in found if feature))

    def _ground(self, host: str) -> BaseGeometry | None:
        """Return the land of a host, or None when there is none."""
        return self.land(host) if host else None

    def area(self, reference: Reference) -> BaseGeometry:
        """Return the area a reference names: a region, a part of it, a lake, a polygon."""
        if reference.kind is ReferenceKind.LAKE:
            return self.borders.lake(key_of(reference))
        if reference.id == "coordinates:line":
            raise CannotDraw("A line has no area, and the text gives no distance from it")
        if reference.kind is ReferenceKind.COORDINATES:
            return geodesic_polygon(_points(reference))
        if reference.id.startswith("sea:"):
            raise CannotDraw(f"The outline of {reference.name} is in no source here")
        if reference.kind is not ReferenceKind.REGION:
            raise CannotDraw(f"{reference.name} is no area, and the rule gives no distance from it")
        if not reference.part:
            return self._whole(reference)
        agreed = _agreed_part(reference)
        if self.borders.has_area(agreed):
            return self.borders.area(agreed)
        return directional_part(self._whole(reference), reference.part)

    def fades(self, reference: Reference) -> tuple[Fade, ...]:
        """Return how vague the inner edges of a directional part are; none for one made of provinces."""
        if self.borders.has_area(_agreed_part(reference)):
            return ()
        return directional_fades(self._whole(reference), reference.part)

    def _whole(self, reference: Reference) -> BaseGeometry:
        """Return the region that a reference is, or is a part of."""
        if not reference.territories and ":" in reference.id:
            return self.borders.area(reference.id)
        return self.lands(_territories(reference))

    def waters(self, reference: Reference) -> BaseGeometry:
        """Return the territorial sea of the territories of a region."""
        codes = _territories(reference)
        return union([self.borders.waters(c, viewpoint=self.viewpoint) for c in codes])

    def _border(self, reference: Reference, host: str) -> BaseGeometry:
        """Return the border that two territories share, or that one shares with the host."""
        codes = self._with_borders(reference, "border")
        # the border of a province's country faces others; a region has none of its own
        owner = "" if ":" in host else host.partition(".")[0]
        own = codes[0].partition(".")[0]
        if len(codes) == 2:
            pair = [code.partition(".")[0] for code in codes]
            line = self.borders.shared_border(*pair, viewpoint=self.viewpoint)
        elif not owner or owner == own:
            line = own_border(self.borders, own, reference.part, self.viewpoint)
        else:
            line = self.borders.shared_border(own, owner, viewpoint=self.viewpoint)
        for code in codes:
            line = self._stretch(line, code)
        if line.is_empty:
            names = [self.name(c) for c in (*codes, *([host] if len(codes) == 1 and host else []))]
            raise CannotDraw(f"{' and '.join(names)} have no land border in common")
        return line

    def _with_borders(self, reference: Reference, what: str) -> tuple[str, ...]:
        """Return the territories of a reference; regions and seas have no line of their own."""
        codes = _territories(reference)
        if any(":" in code for code in codes):
            names = " and ".join(map(self.name, codes))
            raise CannotDraw(f"{names} is no territory: the data have no {what} of it")
        return codes

    def _coast(self, reference: Reference) -> BaseGeometry:
        """Return the coast of the territories of a reference, or what of it faces a direction."""
        codes = _territories(reference)
        on_sea = reference.part[:1].isupper()  # "Red Sea"; a direction is "eastern"
        sea = reference.part if on_sea else ""
        coast = shapely.union_all([self._coast_of(code, sea) for code in codes])
        if coast.is_empty:
            where = f" on the {reference.part}" if on_sea else ""
            raise CannotDraw(f"{' and '.join(map(self.name, codes))} has no coast{where}")
        turned = reference.part and not on_sea
        return facing(coast, self.lands(codes), reference.part) if turned else coast

    def _shore(self, reference: Reference) -> BaseGeometry:
        """Return the shore of a lake, or what of it a territory has."""
        shore = shapely.boundary(self.area(reference))
        if not reference.territories:
            return shore
        own = shapely.intersection(shore, self.lands(reference.territories))
        if own.is_empty:
            names = " and ".join(map(self.name, reference.territories))
            raise CannotDraw(f"{names} has no shore of {reference.name}")
        return own

    def _coast_of(self, code: str, sea: str = "") -> BaseGeometry:
        """Return the coast of a territory, of a region, or of a province; of a territory, on a sea."""
        if is_belt(code) or code.startswith("sea:"):
            raise CannotDraw(f"{self.name(code)} is no territory: the data have no coast of it")
        if ":" in code:
            return coast_of_region(self.borders, code, self.viewpoint)
        country = code.partition(".")[0]
        if sea:
            return self.borders.coast_on(country, sea, viewpoint=self.viewpoint)
        return self._stretch(self.borders.coast(country, viewpoint=self.viewpoint), code)

    def _stretch(self, line: BaseGeometry, code: str) -> BaseGeometry:
        """Return the stretch of a country's line that a province has; all of it for a country."""
        return stretch(line, self.land(code)) if "." in code else line


def is_shore(reference: Reference) -> bool:
    """Tell whether a reference is the shore of a lake."""
    return reference.kind is ReferenceKind.LAKE and reference.part == SHORE


def key_of(reference: Reference) -> str:
    """Return what the borders know a river, lake or line by: ``river:Litani`` is Litani."""
    _, _, key = reference.id.partition(":")
    if not key:
        raise CannotDraw(f"{reference.name} was not found in the data")
    return key


def degrees_of(reference: Reference) -> float:
    """Return the latitude of a parallel or the longitude of a meridian."""
    if reference.degrees is None:
        raise CannotDraw(f"{reference.name}: the degrees are not known")
    return reference.degrees


def point_of(reference: Reference) -> LonLat:
    """Return the place of a point."""
    return _points(reference)[0]


def _points(reference: Reference) -> tuple[LonLat, ...]:
    """Return the coordinates of a reference."""
    if not reference.points:
        raise CannotDraw(f"{reference.name} was not found on the map")
    return reference.points


def _territories(reference: Reference) -> tuple[str, ...]:
    """Return the territory codes of a reference."""
    if not reference.territories:
        raise CannotDraw(f"{reference.name} is no territory that the borders know")
    return reference.territories


def _shape_of(reference: Reference) -> BaseGeometry:
    """Return a point, a line of two points or more, or an outline whose ends meet."""
    points = _points(reference)
    if len(set(points)) == 1:
        return shapely.Point(points[0])
    if len(points) > 3 and points[0] == points[-1]:
        return geodesic_polygon(points)
    return geodesic_line(points)


def _parallel(lat: float) -> BaseGeometry:
    """Return a parallel round the earth."""
    return shapely.segmentize(shapely.LineString([(-180, lat), (180, lat)]), _PARALLEL_STEP_DEG)


def _agreed_part(reference: Reference) -> str:
    """Id of the area that a directional part of a country is by convention ("northern Mali")."""
    return f"part:{reference.territories[0]}:{reference.part}" if reference.territories else ""
