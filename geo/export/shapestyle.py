"""Colours of shapes of a slide, as PowerPoint has them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree
from pptx.dml.color import RGBColor

if TYPE_CHECKING:
    from pptx.shapes.autoshape import Shape

NAMESPACE = "http://schemas.openxmlformats.org/drawingml/2006/main"
PRESENTATION = "http://schemas.openxmlformats.org/presentationml/2006/main"


def rgb(color: str) -> RGBColor:
    """Return ``#rrggbb`` as PowerPoint has it."""
    return RGBColor(*(int(color[i : i + 2], 16) for i in (1, 3, 5)))  # type: ignore[no-untyped-call]


def see_through(shape: Shape, opacity: float) -> None:
    """Make a shape's fill let through what lies below."""
    if opacity < 1.0:
        found = shape.fill._xPr.find(f".//{{{NAMESPACE}}}srgbClr")
        etree.SubElement(found, f"{{{NAMESPACE}}}alpha").set("val", str(round(opacity * 100_000)))


def plain(shape: Shape) -> Shape:
    """Return a shape without the style of the theme, which brings shadows."""
    style = shape._element.find(f"{{{PRESENTATION}}}style")
    if style is not None:
        shape._element.remove(style)
    return shape
