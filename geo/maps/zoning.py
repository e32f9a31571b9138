"""Zones on a printed map: hue by status, hatch by distance, dashes where not in force."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import shapely
from matplotlib.patches import PathPatch

from geo.maps.basemap import polygons
from geo.maps.fading import edges, faded
from geo.maps.frame import METRES_DEG
from geo.maps.paint import outline, stroke
from geo.maps.style import fill_opacity, hatch_of, hatches, is_region, shown_zones, style_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from matplotlib.axes import Axes
    from shapely.geometry.base import BaseGeometry

    from geo.maps.frame import Frame
    from geo.model import Zone

    Points = np.ndarray[Any, np.dtype[np.float64]]

DENSITY = 5  # how often a hatch is repeated in a cell of matplotlib
HATCH_PT, EDGE_PT, BAND_PT, OPEN_PT = 0.7, 1.35, 7.0, 0.8
STRONGER = 0.1  # on paper, by so much more opaque than on a screen
BAND_OPACITY, REGION_SHARE = 0.28, 0.6  # of a whole region: the band along its edge, its fill
ISLET_PX = 16.0
INLET_PX, MANY = 3.0, 2_000
TURN_DEG, SEAM_DEG = 359.99, -179.99  # what reaches from one antimeridian to the other; at it


def printed(hatch: str) -> str:
    """Return a hatch as matplotlib draws it, as dense as it should be."""
    return hatch * DENSITY


def draw_zones(axes: Axes, frame: Frame, zones: Iterable[Zone], scale: float) -> None:
    """Draw the zones that a printed map shows, the larger below."""
    shown = [zone for _, zone in shown_zones(zones)]
    known = hatches(shown)
    for zone in sorted(shown, key=lambda z: -z.area_km2):
        _zone(axes, frame, zone, printed(hatch_of(zone, known)), scale)


def _zone(axes: Axes, frame: Frame, zone: Zone, hatch: str, scale: float) -> None:
    """Draw one zone: fill, hatch, edge; a whole region has a band along its edge instead."""
    style, area = style_of(zone), outline(frame, zone.geometry)
    if area is None:
        return
    whole = is_region(zone)
    alpha = fill_opacity(zone) * REGION_SHARE if whole else fill_opacity(zone) + STRONGER
    _fill(axes, frame, zone, style.color, alpha)
    if hatch:
        look: dict[str, Any] = {"hatch": hatch, "hatch_linewidth": HATCH_PT * scale}
        axes.add_artist(
            PathPatch(area, fc="none", ec=style.color, lw=0, alpha=0.6, zorder=3.2, **look)
        )
    edge, left_open = zone_edges(frame, zone)
    if whole:
        band = stroke(axes, frame, edge, style.color, BAND_PT * scale, 3.3)
        if band is not None:
            band.set_alpha(BAND_OPACITY)
            band.set_clip_path(area, axes.transData)
    dash = tuple(n * 0.6 * scale for n in style.dash_px)
    stroke(axes, frame, edge, style.color, EDGE_PT * style.edge_px / 2 * scale, 3.5, dash)
    stroke(axes, frame, left_open, style.color, OPEN_PT * scale, 3.5, (1.0, 4.0))


def _fill(axes: Axes, frame: Frame, zone: Zone, color: str, alpha: float) -> None:
    """Fill a zone, more faintly towards an edge that its words leave open."""
    for piece, share in faded(zone.geometry, zone.fades):
        path = outline(frame, piece)
        if path is not None:
            look: dict[str, Any] = {"antialiased": not zone.fades}  # or bands would show seams
            axes.add_artist(
                PathPatch(path, fc=color, alpha=alpha * share, ec="none", lw=0, zorder=3, **look)
            )


def zone_edges(frame: Frame, zone: Zone) -> tuple[BaseGeometry, BaseGeometry]:
    """Return the edge of a zone as it is drawn: what is firm, and what its words leave open."""
    plain = _without_islets(frame, zone.geometry)
    if zone.fades:
        return edges(plain, zone.fades)
    return _smoothed(frame, plain), shapely.MultiLineString()


def _smoothed(frame: Frame, geometry: BaseGeometry) -> BaseGeometry:
    """Close inlets narrower than the edge of a zone is drawn, or a coast of fjords is one blot."""
    whole = _uncut(geometry)
    if whole is None or not is_fine(geometry):
        return geometry
    reach = INLET_PX * frame.metres_px / METRES_DEG
    _, south, _, north = geometry.bounds
    squeeze = max(float(np.cos(np.radians((south + north) / 2))), 0.1)

    def scaled(factor: float) -> Callable[[Points], Points]:
        return lambda xy: xy * (factor, 1.0)

    flat = shapely.simplify(shapely.transform(whole, scaled(squeeze)), reach / 4)
    closed = shapely.buffer(shapely.buffer(flat, reach, quad_segs=2), -reach, quad_segs=2)
    return geometry if closed.is_empty else _recut(shapely.transform(closed, scaled(1 / squeeze)))


def is_fine(geometry: BaseGeometry) -> bool:
    """Tell whether an area has so many points that its edge may be a blot on a map."""
    return bool(shapely.get_num_coordinates(geometry) >= MANY)


def _uncut(geometry: BaseGeometry) -> BaseGeometry | None:
    """Join an area at the antimeridian, on longitudes over 180; None if it runs all the way round."""
    west, _, east, _ = geometry.bounds
    if east - west < TURN_DEG:
        return geometry
    parts = polygons(geometry)
    if any(part.bounds[2] - part.bounds[0] >= TURN_DEG for part in parts):
        return None
    return shapely.union_all([_moved(p, 360.0) if p.bounds[0] < SEAM_DEG else p for p in parts])


def _recut(geometry: BaseGeometry) -> BaseGeometry:
    """Cut an area at the antimeridian, where it reaches beyond."""
    if geometry.bounds[2] <= 180.0:
        return geometry
    sides = (
        shapely.clip_by_rect(geometry, -180.0, -90.0, 180.0, 90.0),
        _moved(shapely.clip_by_rect(geometry, 180.0, -90.0, 540.0, 90.0), -360.0),
    )
    return shapely.MultiPolygon([part for side in sides for part in polygons(side)])


def _moved(geometry: BaseGeometry, degrees: float) -> BaseGeometry:
    return shapely.transform(geometry, lambda xy: xy + np.array([degrees, 0.0]))


def _without_islets(frame: Frame, geometry: BaseGeometry) -> BaseGeometry:
    """Leave out holes and parts whose edge would be but a blot; the whole if nothing is left."""
    least = ISLET_PX * frame.metres_px / METRES_DEG

    def shows(ring: BaseGeometry) -> bool:
        west, south, east, north = ring.bounds
        return bool(max(east - west, north - south) > least)

    kept = [
        shapely.Polygon(p.exterior, [r for r in p.interiors if shows(r)])
        for p in polygons(geometry)
        if shows(p.exterior)
    ]
    return shapely.MultiPolygon(kept) if kept else geometry
