"""Sea and land as shapes of a slide."""

from __future__ import annotations

from typing import TYPE_CHECKING

import shapely

from geo.maps.ground import COAST, LAND, LIGHTER, OUTSIDE, PLAIN, SEA, covered
from geo.maps.style import shown_zones

if TYPE_CHECKING:
    from collections.abc import Iterable

    from shapely.geometry.base import BaseGeometry

    from geo.export.drawing import Drawing
    from geo.maps.basemap import Basemap
    from geo.model import Zone


def add_ground(drawing: Drawing, basemap: Basemap, zones: Iterable[Zone]) -> None:
    """Add sea, lighter where zones lie in it, land and lakes."""
    frame, focus = drawing.frame, basemap.focus
    drawing.area(frame.rectangle, OUTSIDE if frame.world else SEA, "Sea")
    if frame.world:
        globe = shapely.segmentize(shapely.box(*frame.window), 1.0)
        drawing.area(frame.plane(globe), SEA, "Globe", line=COAST)
    land = _land(drawing, basemap)
    for number, zone in shown_zones(zones):
        area = frame.plane(zone.geometry)
        if not land.covers(area):
            name = f"Sea under zone {zone.named(number)}"
            drawing.area(area, "#FFFFFF", name, opacity=LIGHTER)
    drawing.area(land, PLAIN if focus.is_empty else LAND, "Land", line=COAST)
    drawing.area(frame.plane(focus), PLAIN, "Land in focus", line=COAST)
    drawing.area(frame.plane(basemap.lakes), SEA, "Lakes", line=COAST)


def _land(drawing: Drawing, basemap: Basemap) -> BaseGeometry:
    """Return the land in the plane: exact as far as it is known, elsewhere that of the overview."""
    plane = drawing.frame.plane
    land = plane(basemap.land)
    if covered(drawing.frame, basemap):
        return land
    boxes = shapely.union_all([plane(shapely.box(*box)) for box in basemap.boxes])
    rest = shapely.difference(plane(basemap.overview.land), boxes)
    return shapely.union_all([land, rest])
