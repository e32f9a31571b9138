"""Readings of one zone side by side, as small drawings; all of it is ours, nothing from a report."""

from __future__ import annotations

import base64
import math
from typing import TYPE_CHECKING

import shapely

from geo.maps.basemap import polygons
from geo.maps.safe import js_safe

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shapely.geometry.base import BaseGeometry

WIDTH_PX, HEIGHT_PX, PAD_PX = 200, 130, 6
Frame = tuple[float, float, float, float]


def side_by_side(shapes: Sequence[tuple[str, BaseGeometry]], color: str) -> str:
    """
    Draw areas in one frame each, in the same place and scale.

    Parameters
    ----------
    shapes
        Names and areas, EPSG:4326; in each frame one is filled, and the others are outlines.
    color
        ``#rrggbb`` of the filled one.

    Returns
    -------
    html
        A row of figures with their names.
    """
    frame = _frame([shape for _, shape in shapes])
    paths = [_path(shape, frame) for _, shape in shapes]
    figures = [
        _figure(name, path, [p for p in paths if p != path], color)
        for (name, _), path in zip(shapes, paths, strict=True)
    ]
    return f'<div class="cordon-figures">{"".join(figures)}</div>'


def _frame(shapes: list[BaseGeometry]) -> Frame:
    """Return west, north, pixels a degree of longitude and of latitude that hold all areas."""
    west, south, east, north = shapely.total_bounds(shapes).tolist()
    shrink = max(math.cos(math.radians((south + north) / 2)), 0.05)
    across = max((east - west) * shrink, 1e-9)
    scale = min(
        (WIDTH_PX - 2 * PAD_PX) / across, (HEIGHT_PX - 2 * PAD_PX) / max(north - south, 1e-9)
    )
    left = (WIDTH_PX - across * scale) / 2
    top = (HEIGHT_PX - (north - south) * scale) / 2
    return west - left / (scale * shrink), north + top / scale, scale * shrink, scale


def _path(shape: BaseGeometry, frame: Frame) -> str:
    """Return an area as an SVG path, thinned to half a pixel."""
    west, north, x_px, y_px = frame
    thin = shapely.simplify(shape, 0.5 / y_px, preserve_topology=False)
    rings = [r for p in polygons(thin) for r in (p.exterior, *p.interiors)]
    parts = []
    for ring in rings:
        xy = shapely.get_coordinates(ring)
        points = " ".join(f"{(x - west) * x_px:.1f} {(north - y) * y_px:.1f}" for x, y in xy)
        parts.append(f"M{points}Z")
    return "".join(parts)


def _figure(name: str, path: str, others: list[str], color: str) -> str:
    """Return one drawing with its name: a picture, as Streamlit lets no SVG into the page."""
    outlines = "".join(
        f'<path d="{p}" fill="none" stroke="#8a8a8a" stroke-width="1" stroke-dasharray="3 3"/>'
        for p in others
    )
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH_PX} {HEIGHT_PX}">'
        f'<path d="{path}" fill="{color}" fill-opacity="0.4" stroke="{color}" stroke-width="1.5"/>'
        f"{outlines}</svg>"
    )
    source = f"data:image/svg+xml;base64,{base64.b64encode(svg.encode()).decode()}"
    words = js_safe(name)
    return f'<figure><img src="{source}" alt="{words}"><figcaption>{words}</figcaption></figure>'
