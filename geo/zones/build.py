"""Turn the constraints that a text states into zones, or say why one has no shape."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import shapely

from geo.errors import GeometryError
from geo.model import Constraint, Distance, Fade, Reference, ReferenceKind, Relation, Side, Zone
from geo.zones.area import area_km2, difference, intersection, union
from geo.zones.lineage import data_behind
from geo.zones.maritime import EEZ
from geo.zones.reach import NO_HOST, Ground, Reach
from geo.zones.shapes import beside_parallel, sector
from geo.zones.sides import between_lines, side_of_line
from geo.zones.sources import CannotDraw, Sources, degrees_of, point_of
from geo.zones.stretches import lane_between, strip_at
from geo.zones.wedge import wedge
from geo.zones.words import described, distance_words, range_words

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from geo.zones.borders import Borders

__all__ = ["CannotDraw", "build_zone"]

_SIDES = {
    Relation.NORTH_OF: "north",
    Relation.SOUTH_OF: "south",
    Relation.EAST_OF: "east",
    Relation.WEST_OF: "west",
}
_NOT_ON_THE_MAP = (
    ReferenceKind.POINT,
    ReferenceKind.COORDINATES,
    ReferenceKind.PARALLEL,
    ReferenceKind.MERIDIAN,
)
_PLACES = (ReferenceKind.POINT, ReferenceKind.COORDINATES)
_GAP = 2
_GEODESIC = "geodesic, WGS84"


@dataclass(frozen=True, slots=True)
class _Shape:
    """An area, how far its measured edge deviates, and how it was made."""

    geometry: BaseGeometry
    error_m: float | None
    method: str


def build_zone(
    constraint: Constraint,
    borders: Borders,
    viewpoint: str = "de-facto",
    tolerance: float = 1e-4,
) -> Zone:
    """
    Return the area of one constraint.

    Parameters
    ----------
    constraint
        What the text states. Its relation says what is drawn: `within` the area up to the
        greater distance, `beyond` the land of the hosts without it, `between` with one
        reference the ring from the smaller distance to the greater.
    borders
        Map that territories, coasts, rivers and lines are taken from.
    viewpoint
        Reading of the borders.
    tolerance
        Greatest deviation of a measured edge as a fraction of its distance.

    Returns
    -------
    zone
        Valid polygon, its size, the deviation measured and how it was made.

    Raises
    ------
    CannotDraw
        If the constraint has no shape, with the reason in plain words.
    """
    place = Ground(constraint, Sources(borders, viewpoint), tolerance)
    try:
        shape = _draw(place)
    except CannotDraw:
        raise
    except GeometryError as error:
        raise CannotDraw(str(error)) from error
    if shape.geometry.is_empty:
        raise CannotDraw(f"Nothing lies in the area described: {shape.method}")
    mapped = constraint.host or any(r.kind not in _NOT_ON_THE_MAP for r in constraint.references)
    return Zone(
        constraint,
        shape.geometry,
        area_km2(shape.geometry),
        shape.error_m,
        shape.method,
        viewpoint,
        (
            *(
                data_behind(constraint, borders, viewpoint, shape.geometry)
                if mapped or constraint.side is Side.WATER
                else ()
            ),
            *place.sources.layers((*constraint.references, *constraint.ends)),
        ),
        vague=len(constraint.ends) == 1 or any(r.part for r in constraint.references),
        fades=_fades(place),
    )


def _fades(place: Ground) -> tuple[Fade, ...]:
    """Return the vague edges of a zone that is one directional part of a region."""
    rule = place.rule
    if rule.relation is not Relation.IN or len(rule.references) > 1:
        return ()
    (reference,) = rule.references
    return place.sources.fades(reference) if reference.part else ()


def _draw(place: Ground) -> _Shape:
    """Return the shape of a constraint."""
    rule = place.rule
    if not rule.references:
        raise CannotDraw("The rule names nothing to measure from")
    if rule.relation in _SIDES:
        return _beside(place)
    if rule.relation is Relation.BETWEEN:
        return _between(place)
    if rule.relation is Relation.BEYOND:
        return _beyond(place)
    if rule.relation is Relation.IN or rule.distance is None:
        return _in(place)
    if rule.ends:
        return _strip(place)
    if rule.bearings_deg:
        return _sector(place)
    return _within(place, rule.distance)


def _within(place: Ground, distance: Distance) -> _Shape:
    """Draw everything up to the greater distance."""
    reach = place.within(distance.max_m)
    far = distance_words(distance.max_m)
    method = f"{place.where()} within {far} ({_GEODESIC}) of {place.named()}."
    return _Shape(reach.geometry, reach.error_m, method + range_words(distance) + _notes(reach))


def _beyond(place: Ground) -> _Shape:
    """Draw the land of the hosts that is farther than the distance, or outside the area."""
    if not place.hosts:
        raise CannotDraw(f"{NO_HOST}, and what lies beyond has no end")
    distance = place.rule.distance
    if distance is None:
        area = union([place.sources.area(r) for r in place.rule.references])
        outside = difference(place.land(), area)
        return _Shape(outside, None, f"{place.where()} outside {place.named()}.")
    reach = place.within(distance.max_m)
    far = distance_words(distance.max_m)
    method = f"{place.where()} farther than {far} ({_GEODESIC}) from {place.named()}."
    outside = difference(place.land(), reach.geometry)
    return _Shape(outside, reach.error_m, method + range_words(distance) + _notes(reach))


def _in(place: Ground) -> _Shape:
    """Draw the areas that the references name."""
    rule = place.rule
    regions = all(r.kind is ReferenceKind.REGION for r in rule.references)
    if rule.side is Side.WATER and regions:
        sea = union([place.sources.waters(r) for r in rule.references])
        return _Shape(sea, None, f"The territorial sea of {place.named()}.")
    areas = [place.sources.area(r) for r in rule.references]
    if any(r.id == "coordinates:quadrant" for r in rule.references) and len(areas) > 1:
        inside = intersection(areas[0], union(areas[1:]))
        return _Shape(inside, None, f"What is {place.named()} at once.")
    area = areas[0] if len(areas) == 1 else union(areas)
    if regions or not (place.hosts or rule.side is Side.WATER):
        return _Shape(area, None, f"The area of {place.named()}.{_computed(rule.references)}")
    return _Shape(place.limited(area), None, f"{place.where()} in {place.named()}.")


def _computed(references: tuple[Reference, ...]) -> str:
    """Say which waters are computed and not agreed."""
    if not any(code.startswith(f"{EEZ}:") for r in references for code in r.territories):
        return ""
    return " Computed: within 200 NM of the coast and nearer to it than to others; no agreed limit."


def _strip(place: Ground) -> _Shape:
    """Draw the strip along a border or line between two places, or near one."""
    strip, method = strip_at(place)
    return _Shape(strip.geometry, strip.error_m, method)


def _sector(place: Ground) -> _Shape:
    """Draw the sector of a circle between two bearings."""
    rule = place.rule
    if len(rule.bearings_deg) != 2 or rule.distance is None:
        raise CannotDraw("A sector needs a radius and two bearings")
    ring = rule.relation is Relation.BETWEEN and rule.distance.min_m < rule.distance.max_m
    near = rule.distance.min_m if ring else 0.0
    first, last = rule.bearings_deg
    slices = [
        wedge(place, r, first, last)
        if r.kind is ReferenceKind.REGION
        else sector(point_of(r), first, last, rule.distance.max_m, near, tolerance=place.tolerance)
        for r in rule.references
    ]
    method = f"{place.where()} within {distance_words(rule.distance.max_m)} ({_GEODESIC}) of "
    method += f"{place.named()}, from bearing {first:g}° clockwise to {last:g}° (true north)."
    area = place.limited(union([s.geometry for s in slices]))
    return _Shape(area, max(s.error_m for s in slices), method)


def _beside(place: Ground) -> _Shape:
    """Draw the part of the hosts, or of a region named, on one side of lines."""
    rule = place.rule
    side = _SIDES[rule.relation]
    base, dividing = _base(place)
    area = union([_side(place, base, reference, side) for reference in dividing])
    names = described(dividing, place.names())
    where = place.where() if place.hosts or place.rule.side is not Side.BOTH else "All points"
    method = f"{where} {side} of {names}."
    if rule.distance is None:
        return _Shape(area, None, method)
    reach = place.within(rule.distance.max_m)
    far = distance_words(rule.distance.max_m)
    method = method[:-1] + f" and within {far} ({_GEODESIC}) of it."
    return _Shape(intersection(area, reach.geometry), reach.error_m, method)


def _base(place: Ground) -> tuple[BaseGeometry, list[Reference]]:
    """Return the area that is divided, and the references that divide it."""
    references = place.rule.references
    regions = [r for r in references if r.kind is ReferenceKind.REGION]
    dividing = [r for r in references if r.kind is not ReferenceKind.REGION]
    if not dividing:
        raise CannotDraw(f"{regions[0].name} is an area, not a line with sides")
    if regions:
        return union([place.sources.area(r) for r in regions]), dividing
    # without a territory, only a cap round a pole has an end: half the earth is nobody's rule
    if not place.hosts and place.rule.side is Side.ANY and all(map(partial(_cap, place), dividing)):
        return shapely.box(-180, -90, 180, 90), dividing
    # a belt along a river or line has an end of its own: it needs no territory
    lines = all(r.kind in (ReferenceKind.RIVER, ReferenceKind.LINE) for r in dividing)
    broken = all(r.kind is ReferenceKind.LINE for r in dividing)
    if lines and place.rule.distance is not None and (broken or not place.hosts):
        return place.within(place.rule.distance.max_m).geometry, dividing
    return place.land(), dividing


def _cap(place: Ground, reference: Reference) -> bool:
    """Tell a parallel whose hemisphere is stated and whose poleward side is meant."""
    if reference.kind is not ReferenceKind.PARALLEL:
        return False
    if reference.name[:1].isdigit() and reference.name[-2:-1] != " ":
        return False
    north = place.rule.relation is Relation.NORTH_OF
    return degrees_of(reference) > 0 if north else degrees_of(reference) < 0


def _side(place: Ground, base: BaseGeometry, reference: Reference, side: str) -> BaseGeometry:
    """Return the part of an area on a side of one reference."""
    axis = 1 if side in ("north", "south") else 0
    if reference.kind in (ReferenceKind.PARALLEL, ReferenceKind.MERIDIAN):
        if (reference.kind is ReferenceKind.PARALLEL) != (axis == 1):
            raise CannotDraw(f"{reference.name} has no {side}ern side")
        return beside_parallel(base, degrees_of(reference), side)
    if reference.kind is ReferenceKind.POINT or len(reference.points) == 1:
        return beside_parallel(base, point_of(reference)[axis], side)
    line = place.sources.line(reference, near=base)
    if reference.kind is ReferenceKind.LINE and place.rule.distance is not None:
        return _beside_pieces(base, line, side)
    return side_of_line(base, line, side)


def _beside_pieces(belt: BaseGeometry, line: BaseGeometry, side: str) -> BaseGeometry:
    """Return one side of a belt along a line, piece by piece where the line has a gap."""
    pieces = [(piece, shapely.intersection(line, piece)) for piece in shapely.get_parts(belt)]
    pieces = [(piece, course) for piece, course in pieces if shapely.length(course) > 0]
    if len(pieces) < _GAP:
        return side_of_line(belt, line, side)
    return union([side_of_line(piece, course, side) for piece, course in pieces])


def _between(place: Ground) -> _Shape:
    """Draw what lies between two references, or between two distances of one."""
    rule = place.rule
    if rule.bearings_deg:
        return _sector(place)
    if rule.distance is not None and rule.distance.min_m < rule.distance.max_m:
        return _ring(place, rule.distance)
    if len(rule.references) != 2:
        raise CannotDraw("Between needs two references, or two distances from one")
    if all(r.kind in _PLACES for r in rule.references):
        return _corridor(place)
    one, other = rule.references
    method = f"{place.where()} between {place.named()}."
    if {one.kind, other.kind} <= {ReferenceKind.PARALLEL, ReferenceKind.MERIDIAN}:
        return _Shape(_band(place.land(), one, other), None, method)
    host = place.hosts[0] if place.hosts else ""
    land = place.land()
    lines = [place.sources.line(r, host, land) for r in (one, other)]
    return _Shape(between_lines(land, *lines), None, method)


def _ring(place: Ground, distance: Distance) -> _Shape:
    """Draw the ring from the smaller to the greater distance."""
    outer, inner = place.within(distance.max_m), place.within(distance.min_m)
    low, high = distance_words(distance.min_m), distance_words(distance.max_m)
    method = f"{place.where()} from {low} to {high} ({_GEODESIC}) away from {place.named()}."
    area = difference(outer.geometry, inner.geometry)
    return _Shape(area, max(outer.error_m, inner.error_m), method + _notes(outer))


def _corridor(place: Ground) -> _Shape:
    """Draw what lies within a distance of the geodesic between two places."""
    lane, method = lane_between(place)
    return _Shape(lane.geometry, lane.error_m, method)


def _band(land: BaseGeometry, one: Reference, other: Reference) -> BaseGeometry:
    """Return the land between two parallels or two meridians."""
    if one.kind is not other.kind:
        raise CannotDraw(f"{one.name} and {other.name} cross")
    low, high = sorted((degrees_of(one), degrees_of(other)))
    if one.kind is ReferenceKind.MERIDIAN and high - low > 180:  # the shorter way round
        low, high = high, low
    above, below = ("north", "south") if one.kind is ReferenceKind.PARALLEL else ("east", "west")
    return beside_parallel(beside_parallel(land, low, above), high, below)


def _notes(reach: Reach) -> str:
    """Say what had to be left out."""
    return f" Left out: {'; '.join(reach.left_out)}." if reach.left_out else ""
