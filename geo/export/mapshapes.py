"""The maps of a sheet as shapes of a slide."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.export.drawing import Drawing
from geo.export.inset import add_locator
from geo.maps.locator import LOCATOR

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from pptx.slide import Slide

    from geo.maps.basemap import Basemap
    from geo.maps.plates import Plate
    from geo.maps.sheet import Paper
    from geo.model import Analysis


def draw_maps(
    slide: Slide,
    paper: Paper,
    maps: Sequence[tuple[Plate, Basemap]],
    analysis: Analysis,
    figure: Figure,
) -> None:
    """Put the maps of a sheet on a slide as shapes, with the small map and all that is written."""
    drawings = [Drawing(slide, paper, plate.frame) for plate, _ in maps]
    charts = [axes for axes in figure.axes if axes.get_label() == "map"]
    for drawing, (_, basemap), axes in zip(drawings, maps, charts, strict=True):
        drawing.draw(analysis, basemap, axes)
    small = locator_axes(figure)
    if small is not None:
        plates = [plate for plate, _ in maps]
        add_locator(drawings[0], plates if plates[0].letter else plates[:1], maps[0][1], small)
    drawings[0].texts(figure)


def locator_axes(figure: Figure) -> Axes | None:
    """Return the axes of the small map; None without one."""
    return next((axes for axes in figure.axes if axes.get_label() == LOCATOR), None)
