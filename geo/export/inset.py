"""The small map that shows where a map lies, as shapes of a slide."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import shapely

from geo.maps.ground import BORDER, COAST, LAND, SEA
from geo.maps.locator import FOCUS, WINDOW, index_frame

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes

    from geo.export.drawing import Drawing
    from geo.maps.basemap import Basemap
    from geo.maps.plates import Plate

WINDOW_PT = 1.5


def add_locator(drawing: Drawing, plates: Sequence[Plate], basemap: Basemap, axes: Axes) -> None:
    """Add the small map where the axes of the figure have it; its names are the figure's texts."""
    box = axes.get_window_extent()
    small = drawing.at(
        index_frame(plates, float(box.width), float(box.height)),
        (float(box.x0), float(box.y0)),
    )
    world, plane = basemap.overview, small.frame.plane
    small.area(small.frame.rectangle, SEA, "Locator")
    small.area(plane(world.land), LAND, "Land of the locator", line=COAST)
    small.area(plane(basemap.focus), FOCUS, "Land in focus of the locator")
    small.lines(world.borders, "Borders of the locator", BORDER, 0.4)
    windows: list[Any] = [p for p in axes.get_children() if p.get_gid() == "window"]
    for window in windows:
        rings = [r for r in window.get_path().to_polygons(closed_only=False) if len(r) > 1]
        seen = shapely.intersection(shapely.MultiLineString(rings), small.frame.rectangle)
        paths = [shapely.get_coordinates(p) for p in shapely.get_parts(seen) if p.length > 0]
        shape = small.freeform(paths, "What the map shows", close=False)
        if shape is not None:
            shape.fill.background()
            small.line(shape, WINDOW, WINDOW_PT, dashed=False)
    small.area(small.frame.rectangle, "", "Frame of the locator", line="#000000", width_pt=0.8)
    small.marks(axes)
