"""Shapes of a slide made of many points."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from pptx.shapes.freeform import FreeformBuilder

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pptx.shapes.autoshape import Shape
    from pptx.slide import Slide
    from pptx.util import Length


class _Builder(FreeformBuilder):
    """python-pptx's own, which would look for the corner of a shape once for each of its points."""

    @cached_property
    def shape_offset_x(self) -> Length:
        return super().shape_offset_x

    @cached_property
    def shape_offset_y(self) -> Length:
        return super().shape_offset_y


def add_freeform(slide: Slide, paths: Sequence[Sequence[tuple[int, int]]], *, close: bool) -> Shape:
    """Add paths, in units of the slide, as one shape; at least one path of two points."""
    builder = _Builder.new(slide.shapes, *paths[0][0], 1.0, 1.0)
    for index, points in enumerate(paths):
        if index:
            builder.move_to(*points[0])
        builder.add_line_segments(points[1:], close=close)
    shape: Shape = builder.convert_to_shape()
    return shape
