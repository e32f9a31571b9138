"""The frame that shows what matters, as large as it can."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from geo.maps.frame import RADIUS_M, Frame

if TYPE_CHECKING:
    from geo.model import LonLat

    Points = np.ndarray[Any, np.dtype[np.float64]]

WIDE_M = 1.5 * RADIUS_M  # an azimuthal map whose corner lies farther out shows its rim badly
GLOBE = np.array([(0.0, -90.0), (0.0, 90.0)])
WHOLE = 0.6  # of the globe's width: what spans more is shown on the whole globe


def fitted(
    points: Points,
    width_px: float,
    height_px: float,
    dpi: float,
    least_m: float = 0.0,
    pad: float = 0.0,
) -> Frame:
    """
    Return the frame that shows all points as large as it can.

    Parameters
    ----------
    points
        Shape (n, 2), degrees; at least one.
    least_m
        The smaller side of the frame shows at least so many metres.
    pad
        Share of the frame that is left free along each side.
    """
    centre = _mean(points)
    for _ in range(6):
        frame = Frame(centre, 1.0, 1.0, 1.0, dpi)
        xy = frame.project(points)
        middle = (xy.min(axis=0) + xy.max(axis=0)) / 2
        lon, lat = frame.unproject(middle[np.newaxis])[0].tolist()
        centre = (lon, lat)
    xy = Frame(centre, 1.0, 1.0, 1.0, dpi).project(points)
    size = 2 * np.abs(xy).max(axis=0) / (1 - 2 * pad)
    metres = max(*(size / (width_px, height_px)), least_m / min(width_px, height_px))
    if metres * np.hypot(width_px, height_px) / 2 <= WIDE_M:
        return Frame(centre, float(metres), width_px, height_px, dpi)
    return world(points, width_px, height_px, dpi, pad)


def world(
    points: Points,
    width_px: float,
    height_px: float,
    dpi: float,
    pad: float = 0.0,
    lon: float | None = None,
) -> Frame:
    """
    Return a frame of the world, as large as the points allow.

    Parameters
    ----------
    points, width_px, height_px, dpi, pad
        As for `fitted`.
    lon
        Middle meridian, degrees; else the world is cut where no point is near.
    """
    lon = middle_meridian(points[:, 0]) if lon is None else lon
    flat = Frame((lon, 0.0), 1.0, 1.0, 1.0, dpi, world=True)
    widest = 2 * float(flat.project(np.array([[lon + 179.999, 0.0]]))[0, 0])
    xy = flat.project(points)
    if 2 * np.abs(xy[:, 0]).max() > WHOLE * widest:
        xy, pad = np.concatenate([xy, flat.project(GLOBE)]), 0.0
    middle = (xy[:, 1].min() + xy[:, 1].max()) / 2
    lat = float(flat.unproject(np.array([[0.0, middle]]))[0, 1])
    reach = 2 * np.abs(xy - (0.0, middle)).max(axis=0) / (1 - 2 * pad)
    across = widest if pad == 0.0 else min(float(reach[0]), widest)
    metres = max(across / width_px, float(reach[1]) / height_px)
    return Frame((lon, lat), metres, width_px, height_px, dpi, world=True)


def middle_meridian(lons: Points) -> float:
    """
    Return the meridian opposite the widest gap between longitudes, degrees.

    Examples
    --------
    >>> middle_meridian(np.array([-60.0, 20.0, 140.0])), middle_meridian(np.array([170.0, -170.0]))
    (40.0, -180.0)
    """
    sorted_ = np.unique(lons % 360.0)
    gaps = np.diff(np.append(sorted_, sorted_[0] + 360.0))
    at = int(np.argmax(gaps))
    opposite = float(sorted_[at] + gaps[at] / 2) + 180.0
    return (opposite + 180.0) % 360.0 - 180.0 or 0.0


def _mean(points: Points) -> LonLat:
    """Return the middle of points on the globe; of opposite ones, any."""
    lon, lat = np.radians(points).T
    x, y, z = (
        (np.cos(lat) * np.cos(lon)).mean(),
        (np.cos(lat) * np.sin(lon)).mean(),
        np.sin(lat).mean(),
    )
    return (float(np.degrees(np.arctan2(y, x))), float(np.degrees(np.arctan2(z, np.hypot(x, y)))))
