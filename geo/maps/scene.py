"""What is drawn of an analysis, and where: zones with their numbers, places with pins, the view."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import shapely

from geo.maps.style import is_region, shown_zones
from geo.model import FeatureClass, Role

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from shapely.geometry.base import BaseGeometry

    from geo.maps.basemap import Box
    from geo.model import Analysis, Candidate, Constraint, Place, Zone

AREAS = frozenset(
    {
        FeatureClass.COUNTRY,
        FeatureClass.ADMIN1,
        FeatureClass.REGION,
        FeatureClass.WATER,
        FeatureClass.LINE,
    }
)
DRAWN = frozenset({Role.LITERAL, Role.RELATIVE})
WORLD: Box = (-170.0, -60.0, 180.0, 75.0)
ACRONYM = 4  # letters; a longer name in capitals is shouted
COARSE = 300  # a number needs no finer outline than this share of a zone's size
LEAST_PAD_DEG, PLACE_PAD_DEG = 0.02, 0.5
DOT_SHARE = 0.025  # of the first view: the room a pin takes
LEAST_SEEN = 1e-3  # of the first view: a smaller part of a zone has no room for a number


@dataclass(frozen=True, slots=True)
class Numbered:
    """
    A zone with its number in the report and the place where that number is drawn, degrees.

    Attributes
    ----------
    name
        The number as it is written; on a map of several reports it may tell the report, too.
    """

    number: int
    zone: Zone
    lon: float
    lat: float
    name: str


@dataclass(frozen=True, slots=True)
class Pin:
    """A place that is drawn, and its best candidate."""

    place: Place
    best: Candidate

    @property
    def is_area(self) -> bool:
        """Tell whether the place is an area or line, whose one coordinate is a convention."""
        return self.best.feature_class in AREAS

    @property
    def name(self) -> str:
        """
        The name as the report has it first; of a point measured from a place, what it is.

        "GOMA" in a dateline is written as the report or the gazetteer has the name otherwise.
        """
        names = [m.toponym for m in self.place.mentions if m.kind is Role.LITERAL]
        said = next(iter(names), "")
        if said.isupper():
            alike = (n for n in (*names, self.best.name) if n.casefold() == said.casefold())
            said = next((name for name in alike if not name.isupper()), said)
        plain = said and not said.islower() and not (said.isupper() and len(said) > ACRONYM)
        return said if plain and not self.is_area else self.best.name


def as_told(analysis: Analysis, legible: Callable[[str], bool] = bool) -> Analysis:
    """
    Return an analysis whose rules call the points they are measured from as the report does.

    What is not legible, since no typeface has its letters, keeps the name that the gazetteer has.
    """
    pins = [pin for pin in pinned(analysis) if not pin.is_area]
    names = {pin.best.id: pin.name for pin in pins if legible(pin.name)}

    def told(rule: Constraint) -> Constraint:
        references = (replace(r, name=names.get(r.id, r.name)) for r in rule.references)
        return replace(rule, references=tuple(references))

    zones = (replace(zone, constraint=told(zone.constraint)) for zone in analysis.zones)
    return replace(analysis, zones=tuple(zones))


def numbered(analysis: Analysis, names: Sequence[str] = ()) -> tuple[Numbered, ...]:
    """
    Give each zone its number, in the order of the report, and find where the number stands.

    The number stands where the zone is widest, off the smaller zones and the pins in it if it can,
    and in the first view as far as the zone reaches into it.

    Parameters
    ----------
    names
        What is written for each number, where it is not the number itself.
    """
    view = shapely.box(*view_box(analysis))
    width = max(view.bounds[2] - view.bounds[0], view.bounds[3] - view.bounds[1])
    points = [shapely.Point(pin.best.lon, pin.best.lat) for pin in pinned(analysis)]
    dots = [point.buffer(DOT_SHARE * width) for point in points]
    found = []
    for index, zone in enumerate(analysis.zones):
        smaller = [z.geometry for z in analysis.zones if z.area_km2 < zone.area_km2]
        smaller += dots
        seen = shapely.clip_by_rect(zone.geometry, *view.bounds)
        area = seen if seen.area > LEAST_SEEN * view.area else zone.geometry
        point = _widest(area, smaller)
        name = names[index] if names else zone.named(index + 1)
        found.append(Numbered(index + 1, zone, point.x, point.y, name))
    return tuple(found)


def _widest(geometry: BaseGeometry, smaller: list[BaseGeometry]) -> shapely.Point:
    """Return the centre of the widest part of an area outside the smaller ones."""
    west, south, east, north = geometry.bounds
    size = max(east - west, north - south)
    coarse = _coarse(geometry, size / COARSE)
    near = [g for g in smaller if shapely.box(*geometry.bounds).intersects(shapely.box(*g.bounds))]
    rest = coarse.difference(shapely.union_all([_coarse(g, size / COARSE) for g in near]))
    body = rest if rest.area > coarse.area * 0.05 else coarse
    largest = max(shapely.get_parts(body), key=lambda part: part.area)
    circle = shapely.maximum_inscribed_circle(largest, tolerance=size / COARSE)
    return shapely.Point(circle.coords[0])


def _coarse(geometry: BaseGeometry, tolerance_deg: float) -> BaseGeometry:
    """Return an area simplified, valid; itself where nothing would be left of it."""
    simple = shapely.buffer(shapely.simplify(geometry, tolerance_deg, preserve_topology=False), 0)
    return geometry if simple.is_empty else simple


def pinned(analysis: Analysis) -> tuple[Pin, ...]:
    """Return the places to draw: those with a candidate that the text means as places."""
    return tuple(
        Pin(place, place.candidate)
        for place in analysis.places
        if place.candidate is not None and any(m.kind in DRAWN for m in place.mentions)
    )


def focus(analysis: Analysis) -> list[BaseGeometry]:
    """Return the shapes that a first view must hold, as `view_box` tells; none for the world."""
    shown = [zone for _, zone in shown_zones(analysis.zones)]
    measured = [zone for zone in shown if not is_region(zone)]
    geometries = [zone.geometry for zone in measured or shown]
    if geometries:
        return geometries
    return [shapely.Point(pin.best.lon, pin.best.lat) for pin in pinned(analysis)]


def view_box(analysis: Analysis) -> Box:
    """
    Return the part of the world to show first: west, south, east, north in degrees.

    Of the zones that are shown without being asked for, those that are not just whole regions;
    without one all that are shown; without these all zones; without any the places; else the
    world between 60° south and 75° north.
    """
    geometries = focus(analysis)
    if not geometries:
        return WORLD
    west, south, east, north = shapely.total_bounds(geometries).tolist()
    least = LEAST_PAD_DEG if analysis.zones else PLACE_PAD_DEG
    pad = max(least, (east - west) * 0.03, (north - south) * 0.03)
    return (west - pad, max(south - pad, -85.0), east + pad, min(north + pad, 85.0))
