"""Whose the ground beside a line of the map is, and which data a zone rests on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import shapely

from geo.zones.arcs import to_degrees
from geo.zones.atlas import OUTSIDE, Origin
from geo.zones.maritime import is_belt, owner_of
from geo.zones.sphere import LEAST_DEGREE_M

if TYPE_CHECKING:
    from collections.abc import Iterator

    from shapely import LineString
    from shapely.geometry.base import BaseGeometry

    from geo.model import Constraint
    from geo.zones.atlas import Arc, Atlas
    from geo.zones.borders import Borders

_WIDEST_DEG = 360.0
_WORLD = (-180.0, -90.0, 180.0, 90.0)


@dataclass(frozen=True, slots=True)
class Holding:
    """
    Whose the ground on one side of a line is; all empty on the high sea.

    Attributes
    ----------
    code, name
        The territory: ``SY-GO``, Golan Heights.
    holder
        Code of who holds it de facto, or of the state that its holder broke away from.
    claimants
        Codes of the others that claim it.
    recognised
        Code of whose it is for most members of the United Nations.
    land
        Whether it is land.
    """

    code: str = ""
    name: str = ""
    holder: str = ""
    claimants: tuple[str, ...] = ()
    recognised: str = ""
    land: bool = False


@dataclass(frozen=True, slots=True)
class BorderArc:
    """
    A line of the map with the same ground on its whole left and right, and of one source.

    Attributes
    ----------
    line
        LineString, EPSG:4326.
    kind
        ``land`` between land and land, ``coast``, ``sea``, ``cut`` (the edge of the map).
    origin
        The source it was taken from, with the date of its data.
    """

    line: LineString
    kind: str
    left: Holding
    right: Holding
    origin: Origin


def described_arc(atlas: Atlas, arc: Arc) -> BorderArc:
    """Return an arc with what is known of it."""
    line = shapely.LineString(to_degrees(arc.points))
    left, right = (_holding(atlas, face) for face in (arc.left, arc.right))
    return BorderArc(line, arc.kind, left, right, atlas.origins[arc.origin])


def _holding(atlas: Atlas, face: int) -> Holding:
    """Return whose a face is."""
    if face == OUTSIDE:
        return Holding()
    row = atlas.faces[face]
    name = atlas.names.get(row.code, "")
    return Holding(row.code, name, row.holder, row.claimants, row.recognised, row.land)


def data_behind(
    rule: Constraint, borders: Borders, viewpoint: str, geometry: BaseGeometry
) -> Iterator[str]:
    """
    Name the sources of the lines that a zone can rest on, with their dates.

    They are those of the outlines of all territories that the rule names, as far as they come
    within the rule's distance of the zone's bounds, and those of provinces. Far from every line they
    are those of the whole outlines: that the zone lies inside is known from them.
    """
    named = countries_of(rule)
    near = borders.origins(named, viewpoint, bounds_around(geometry, rule))
    if not near and not named:  # the high sea is known from the whole map
        yield borders.version
    yield from map(str, near or (borders.origins(named, viewpoint, _WORLD) if named else ()))
    codes = (*(t.code for t in rule.host), *(c for r in rule.references for c in r.territories))
    for areas in (borders.provinces(), borders.districts()):
        yield from sorted({areas[code].source for code in codes if code in areas})


def countries_of(rule: Constraint) -> tuple[str, ...]:
    """Return the territories that a rule names, provinces and waters by their country."""
    named = [*(t.code for t in rule.host), *(c for r in rule.references for c in r.territories)]
    named = [owner_of(code) if is_belt(code) else code for code in named]
    return tuple(dict.fromkeys(code.partition(".")[0] for code in named if ":" not in code))


def bounds_around(geometry: BaseGeometry, rule: Constraint) -> tuple[float, float, float, float]:
    """Return the bounds within which land can change a zone; they may leave the world."""
    west, south, east, north = geometry.bounds
    pad = 0.01 + (rule.distance.max_m / LEAST_DEGREE_M if rule.distance else 0)
    shrink = np.cos(np.radians(min(89.0, max(abs(south), abs(north)))))
    wide = min(_WIDEST_DEG, pad / float(shrink))
    return west - wide, south - pad, east + wide, north + pad
