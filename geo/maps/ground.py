"""Sea, land and borders of a printed map."""

from __future__ import annotations

from typing import TYPE_CHECKING

import shapely

from geo.maps.paint import fill, stroke
from geo.maps.style import shown_zones

if TYPE_CHECKING:
    from collections.abc import Iterable

    from matplotlib.axes import Axes

    from geo.maps.basemap import Basemap
    from geo.maps.frame import Frame
    from geo.model import Zone

OUTSIDE = "#F1F4F6"  # beyond the rim of the world
SEA, LAND, PLAIN, COAST, BORDER = "#D7E6F0", "#ECE9E1", "#FBF9F3", "#8FA7B8", "#4A4A4A"
LIGHTER = 0.6
RIVER, INNER = "#7FA8C4", (3.5, 2.2)


def draw_ground(axes: Axes, frame: Frame, basemap: Basemap, scale: float) -> None:
    """Draw what lies under the zones: the overview, and over it the exact part."""
    axes.set_facecolor(OUTSIDE if frame.world else SEA)
    if frame.world:
        west, south, east, north = frame.window
        globe = shapely.box(west, max(south, -90.0), east, north)
        fill(axes, frame, shapely.segmentize(globe, 1.0), SEA, 0.5)
    focus = basemap.focus
    land = PLAIN if focus.is_empty else LAND
    if not covered(frame, basemap):
        _overview(axes, frame, basemap, land, scale)
    for box in basemap.boxes:
        fill(axes, frame, shapely.box(*box), SEA, 1.3)
    fill(axes, frame, basemap.land, land, 1.4)
    fill(axes, frame, focus, PLAIN, 1.42)
    stroke(axes, frame, basemap.coast, COAST, 0.55 * scale, 1.45)
    fill(axes, frame, basemap.lakes, SEA, 1.5, ec=COAST, lw=0.4 * scale)
    stroke(axes, frame, basemap.rivers, RIVER, 1.0 * scale, 1.6)


def lighten_sea(axes: Axes, frame: Frame, basemap: Basemap, zones: Iterable[Zone]) -> None:
    """Lighten the sea under the zones, or its blue would turn their hues to mud; land stays."""
    for _, zone in shown_zones(zones):
        if covered(frame, basemap):
            fill(axes, frame, zone.geometry, "white", 1.35, alpha=LIGHTER)
            continue
        fill(axes, frame, zone.geometry, "white", 0.95, alpha=LIGHTER)
        for box in basemap.boxes:
            part = shapely.clip_by_rect(zone.geometry, *box)
            fill(axes, frame, part, "white", 1.35, alpha=LIGHTER)


def draw_borders(axes: Axes, frame: Frame, basemap: Basemap, scale: float) -> None:
    """Draw the borders, over the zones: what a zone's edge follows must stay in sight."""
    for lines, dash in ((basemap.inner, INNER), (basemap.borders, ())):
        stroke(axes, frame, lines, BORDER, 0.95 * scale, 5.0, dash)
    if not covered(frame, basemap):
        exact = shapely.union_all([shapely.box(*box) for box in basemap.boxes])
        world = basemap.overview
        for lines, dash in ((world.inner, INNER), (world.borders, ())):
            rest = shapely.difference(lines, exact)
            stroke(axes, frame, rest, BORDER, 0.95 * scale, 4.9, dash)


def covered(frame: Frame, basemap: Basemap) -> bool:
    """Tell whether the exact part covers the frame."""
    exact = shapely.union_all([shapely.box(*box) for box in basemap.boxes])
    return not exact.is_empty and all(
        exact.buffer(1e-6).covers(shapely.box(*box)) for box in frame.boxes
    )


def _overview(axes: Axes, frame: Frame, basemap: Basemap, land: str, scale: float) -> None:
    world = basemap.overview
    fill(axes, frame, world.land, land, 1.0)
    stroke(axes, frame, world.land, COAST, 0.5 * scale, 1.02)
    fill(axes, frame, world.lakes, SEA, 1.1, ec=COAST, lw=0.4 * scale)
