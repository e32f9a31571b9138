"""
Geometry in degrees painted on matplotlib axes that show a frame.

Patches are added as artists: as patches, each of their points would be asked for the axes' limits,
which the frame has set.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import shapely
from matplotlib.patches import PathPatch
from matplotlib.path import Path as Outline

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes
    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    from geo.maps.frame import Frame

    Points = NDArray[np.float64]


def outline(frame: Frame, geometry: BaseGeometry) -> Outline | None:
    """Return what is seen of areas in degrees as one path in the plane; None of nothing."""
    oriented = shapely.orient_polygons(geometry)  # a hole is one by the sense it runs in
    return joined([ring for rings in frame.areas(oriented) for ring in rings], closed=True)


def joined(paths: Sequence[Points], *, closed: bool) -> Outline | None:
    """Return rings or lines as one matplotlib path; None without any."""
    if not paths:
        return None
    codes = []
    for path in paths:
        code = np.full(len(path), Outline.LINETO, dtype=np.uint8)
        code[0] = Outline.MOVETO
        if closed:
            code[-1] = Outline.CLOSEPOLY
        codes.append(code)
    return Outline(np.concatenate(paths), np.concatenate(codes))


def fill(
    axes: Axes, frame: Frame, geometry: BaseGeometry, color: str, height: float, **look: float | str
) -> None:
    """Fill areas, without an edge unless told."""
    path = outline(frame, geometry)
    style: dict[str, Any] = {"fc": color, "ec": "none", "lw": 0, **look}
    if path is not None:
        axes.add_artist(PathPatch(path, **style, zorder=height))


def stroke(
    axes: Axes,
    frame: Frame,
    geometry: BaseGeometry,
    color: str,
    width_pt: float,
    height: float,
    dash: tuple[float, ...] = (),
) -> PathPatch | None:
    """Draw lines, or the edges of areas, as one path: drawn one by one, coasts take seconds."""
    path = joined(frame.paths(geometry), closed=False)
    if path is None:
        return None
    style: Any = (0, dash) if dash else "-"
    patch = PathPatch(path, fc="none", ec=color, lw=width_pt, ls=style, zorder=height)
    patch.set_joinstyle("round")
    patch.set_capstyle("butt" if dash else "round")
    axes.add_artist(patch)
    return patch
