"""A zone as shapes of a slide: its area, its edge where it has one, its hatch, its fading."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely
from lxml import etree

from geo.export.hatching import hatch_lines
from geo.export.shapestyle import NAMESPACE
from geo.maps.fading import AT_EDGE
from geo.maps.style import fill_opacity, is_region, style_of
from geo.maps.words import zone_label
from geo.maps.zoning import BAND_OPACITY, BAND_PT, REGION_SHARE, is_fine, zone_edges

if TYPE_CHECKING:
    from pptx.shapes.autoshape import Shape
    from shapely.geometry.base import BaseGeometry

    from geo.export.drawing import Drawing
    from geo.model import Fade, Zone

HATCH_PT = 6.0  # between the lines of a hatch
EDGE_PT, OPEN_PT = 1.5, 0.8
SEAM_PX = 0.6  # between the sides of an area that the antimeridian parts
WHOLE = 100_000  # of a share, as DrawingML counts
TURNS = {"longitude": 0, "latitude": 5_400_000}  # to the right, downwards; 60,000 to a degree


def add_zone(drawing: Drawing, number: int, zone: Zone, hatch: str) -> None:
    """
    Add a zone to a slide.

    One that lies whole on the map is one shape with its own edge. Of one that the map cuts, or
    whose words leave an edge open, the edge is a shape of its own: the cut is none. So it is along
    a coast of fjords, where the edge is drawn more plainly than the area.
    """
    style, area = style_of(zone), _area(drawing, zone)
    if area.is_empty:
        return
    width = EDGE_PT * style.edge_px / 2
    if hatch:
        step = drawing.metres(HATCH_PT)
        lines = [shapely.get_coordinates(line) for line in hatch_lines(area, hatch, step)]
        _edge(
            drawing,
            lines,
            f"Hatch of zone {zone.named(number)}",
            style.color,
            0.5,
            hatch.startswith("."),
        )
    whole = not zone.fades and not _is_cut(drawing, area) and not is_fine(zone.geometry)
    opacity = fill_opacity(zone) * (REGION_SHARE if is_region(zone) else 1.0)
    shape = drawing.area(
        area, style.color, f"Zone {zone.named(number)}: {zone_label(zone.constraint)}", opacity=opacity,
        line=style.color if whole else "", width_pt=width, dashed=bool(style.dash_px),
    )  # fmt: skip
    if shape is not None and zone.fades:
        _fade(drawing, shape, area, zone.fades[0], opacity)
    firm, left_open = (drawing.seen(lines) for lines in zone_edges(drawing.frame, zone))
    if is_region(zone):
        reach = drawing.metres(BAND_PT) / 2
        band = shapely.intersection(area, shapely.buffer(firm, reach, cap_style="flat"))
        drawing.area(band, style.color, f"Band of zone {zone.named(number)}", opacity=BAND_OPACITY)
    if not whole:
        _edge(
            drawing,
            _paths(firm),
            f"Edge of zone {zone.named(number)}",
            style.color,
            width,
            bool(style.dash_px),
        )
        _edge(
            drawing,
            _paths(left_open),
            f"Open edge of zone {zone.named(number)}",
            style.color,
            OPEN_PT,
            True,
        )


def _area(drawing: Drawing, zone: Zone) -> BaseGeometry:
    """Return what is seen of a zone in the plane, whole where the antimeridian parts it."""
    seen = drawing.frame.plane(zone.geometry)
    west, _, east, _ = zone.geometry.bounds
    if west > -180.0 and east < 180.0:
        return seen
    reach = SEAM_PX * drawing.frame.metres_px
    joined = shapely.buffer(shapely.buffer(seen, reach), -reach)
    return seen if joined.is_empty else shapely.make_valid(joined)


def _is_cut(drawing: Drawing, area: BaseGeometry) -> bool:
    """Tell whether an area ends where the map ends."""
    inner = shapely.buffer(drawing.frame.rectangle, -drawing.frame.metres_px, join_style="mitre")
    return not inner.covers(area)


def _paths(lines: BaseGeometry) -> list[np.ndarray]:
    return [shapely.get_coordinates(p) for p in shapely.get_parts(lines) if p.length > 0]


def _edge(
    drawing: Drawing, paths: list[np.ndarray], name: str, color: str, width_pt: float, dashed: bool
) -> None:
    """Add lines as one shape."""
    shape = drawing.freeform(paths, name, close=False)
    if shape is not None:
        shape.fill.background()
        drawing.line(shape, color, width_pt, dashed=dashed)


def _fade(drawing: Drawing, shape: Shape, area: BaseGeometry, fade: Fade, opacity: float) -> None:
    """Let a shape's own fill fade towards the edge that the words of its zone leave open."""
    solid = shape._element.spPr.find(f"{{{NAMESPACE}}}solidFill")
    stops = [
        (_share(drawing, area, fade, at), left)
        for at, left in ((fade.full, 1.0), (fade.edge, AT_EDGE))
    ]
    stops.sort()
    color = solid.find(f".//{{{NAMESPACE}}}srgbClr").get("val")
    made = etree.Element(f"{{{NAMESPACE}}}gradFill", rotWithShape="1")
    rows = etree.SubElement(made, f"{{{NAMESPACE}}}gsLst")
    for share, left in stops:
        stop = etree.SubElement(rows, f"{{{NAMESPACE}}}gs", pos=str(round(share * WHOLE)))
        tint = etree.SubElement(stop, f"{{{NAMESPACE}}}srgbClr", val=color)
        etree.SubElement(tint, f"{{{NAMESPACE}}}alpha", val=str(round(opacity * left * WHOLE)))
    etree.SubElement(made, f"{{{NAMESPACE}}}lin", ang=str(TURNS[fade.axis]), scaled="0")
    solid.getparent().replace(solid, made)


def _share(drawing: Drawing, area: BaseGeometry, fade: Fade, degrees: float) -> float:
    """Return how far across the bounds of an area a meridian or parallel lies, from left or top."""
    west, south, east, north = area.bounds
    middle = drawing.frame.unproject(np.array([((west + east) / 2, (south + north) / 2)]))[0]
    lonlat = (degrees, middle[1]) if fade.axis == "longitude" else (middle[0], degrees)
    x, y = drawing.frame.project(np.array([lonlat]))[0]
    share = (
        (x - west) / (east - west) if fade.axis == "longitude" else (north - y) / (north - south)
    )
    return float(np.clip(share, 0.0, 1.0))
