"""The axes of a printed map: points of the sheet, pixels of the figure, metres of the plane."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from matplotlib import patheffects
from matplotlib.transforms import Affine2D

if TYPE_CHECKING:
    import numpy as np
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from matplotlib.transforms import Transform

    from geo.maps.frame import Frame
    from geo.maps.placing import PxBox

HALO = [patheffects.withStroke(linewidth=2.0, foreground="white", alpha=0.85)]


def on_pixels(figure: Figure) -> Transform:
    """
    Return the transform of what is placed by pixels of a figure.

    By way of inches: a PDF or SVG is drawn at another number of dots an inch.
    """
    return Affine2D().scale(1 / float(figure.dpi)) + figure.dpi_scale_trans


@dataclass(frozen=True)
class Canvas:
    """The axes of a map, the frame they show, and the scale of sizes in points."""

    axes: Axes
    frame: Frame
    scale: float

    @property
    def dots(self) -> Transform:
        """The transform of what is placed by pixels of the figure."""
        return on_pixels(self.axes.figure)  # type: ignore[arg-type]

    def px(self, points: float) -> float:
        """Return points of the sheet as pixels."""
        return points * self.scale * self.frame.dpi / 72

    def metres(self, points: float) -> float:
        """Return points of the sheet as metres of the plane."""
        return self.px(points) * self.frame.metres_px

    @property
    def page(self) -> PxBox:
        """The axes in pixels."""
        left, bottom, right, top = self.axes.get_window_extent().extents
        return (float(left), float(bottom), float(right), float(top))

    def pixels(self, xy: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
        """Return points of the plane as pixels of the figure."""
        left, right, bottom, top = self.frame.extent_m
        x0, y0, x1, y1 = self.page
        scaled = (xy - (left, bottom)) / (right - left, top - bottom)
        found: np.ndarray[Any, Any] = scaled * (x1 - x0, y1 - y0) + (x0, y0)
        return found

    def plane_box(self, box: PxBox) -> tuple[float, float, float, float]:
        """Return a box of pixels of the figure as left, bottom, right, top in the plane."""
        left, _, bottom, _ = self.frame.extent_m
        x0, y0, _, _ = self.page
        m = self.frame.metres_px
        return (
            left + (box[0] - x0) * m,
            bottom + (box[1] - y0) * m,
            left + (box[2] - x0) * m,
            bottom + (box[3] - y0) * m,
        )
