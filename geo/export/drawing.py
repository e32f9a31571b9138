"""A map as shapes of a slide, each of which can be moved, coloured and edited."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import shapely
from matplotlib.colors import to_hex
from matplotlib.text import Text
from pptx.enum.dml import MSO_LINE
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.util import Emu, Pt

from geo.export.brief import one_line
from geo.export.freeform import add_freeform
from geo.export.ground import add_ground
from geo.export.shapestyle import plain, rgb, see_through
from geo.export.zoneshapes import add_zone
from geo.maps.basemap import polygons
from geo.maps.graticule import GRID
from geo.maps.ground import BORDER, covered
from geo.maps.pen import INK, NAVY
from geo.maps.style import hatch_of, hatches, shown_zones

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from pptx.shapes.autoshape import Shape
    from pptx.slide import Slide
    from shapely.geometry.base import BaseGeometry

    from geo.maps.basemap import Basemap
    from geo.maps.frame import Frame
    from geo.maps.sheet import Paper
    from geo.model import Analysis

    Points = np.ndarray[Any, Any]

EMU_INCH = 914_400
FINE_PX, LEAST_PX2 = 1.0, 16.0
MARKS = {"o": MSO_SHAPE.OVAL, "s": MSO_SHAPE.RECTANGLE, "*": MSO_SHAPE.STAR_5_POINT}
COPIED = {"name", "degrees", "scale", "badge", "locator", "letter"}


class Drawing:
    """Puts a map on a slide, where the figure that was drawn of it has it."""

    def __init__(self, slide: Slide, paper: Paper, frame: Frame) -> None:
        self.slide, self.paper, self.frame = slide, paper, frame
        self.height_px = paper.height_in * paper.dpi
        self.corner = (0.0, 0.0)

    def draw(self, analysis: Analysis, basemap: Basemap, axes: Axes) -> None:
        """Draw ground, zones, borders and marks, in this order."""
        box = axes.get_window_extent()
        self.corner = (float(box.x0), float(box.y0))
        add_ground(self, basemap, analysis.zones)
        self._grid(axes)
        known = hatches(analysis.zones)
        for number, zone in sorted(shown_zones(analysis.zones), key=lambda z: -z[1].area_km2):
            add_zone(self, number, zone, hatch_of(zone, known))
        for lines, dashed in ((basemap.borders, False), (basemap.inner, True)):
            self.lines(lines, "Border", dashed=dashed)
        if not covered(self.frame, basemap):
            exact = shapely.union_all([shapely.box(*b) for b in basemap.boxes])
            self.lines(shapely.difference(basemap.overview.borders, exact), "Border")
        self.area(self.frame.rectangle, "", "Frame", line="#000000", width_pt=1.1)
        self._bars(axes)
        self._arrow(axes)
        self._leaders(axes)
        self._windows(axes)
        self.marks(axes)

    def _emu(self, plane: Points) -> list[tuple[int, int]]:
        """Return points of the plane as units of the slide, downwards."""
        left, _, bottom, _ = self.frame.extent_m
        px = (plane - (left, bottom)) / self.frame.metres_px + self.corner
        x = px[:, 0] * EMU_INCH / self.paper.dpi
        y = (self.height_px - px[:, 1]) * EMU_INCH / self.paper.dpi
        return list(
            zip(x.round().astype(int).tolist(), y.round().astype(int).tolist(), strict=True)
        )

    def area(
        self, geometry: BaseGeometry, color: str, name: str, *, opacity: float = 1.0,
        line: str = "", width_pt: float = 0.5, dashed: bool = False,
    ) -> Shape | None:  # fmt: skip
        """Add an area with all its parts and holes as one shape; without a colour, its edge."""
        least = LEAST_PX2 * self.frame.metres_px**2
        fine = shapely.simplify(geometry, FINE_PX * self.frame.metres_px)
        parts = [p for p in polygons(fine) if p.area > least] or polygons(fine)[:1]
        rings = [r for p in parts for r in (p.exterior, *p.interiors)
                 if shapely.Polygon(r).area > least or r is p.exterior]  # fmt: skip
        shape = self.freeform([shapely.get_coordinates(r) for r in rings], name, close=True)
        if shape is None:
            return None
        if not color:
            shape.fill.background()
        else:
            shape.fill.solid()
            shape.fill.fore_color.rgb = rgb(color)
            see_through(shape, opacity)
        self.line(shape, line, width_pt, dashed=dashed)
        return shape

    def _grid(self, axes: Axes) -> None:
        """Add meridians and parallels as one shape."""
        lines: list[Any] = [item for item in axes.lines if item.get_gid() == "graticule"]
        paths = [np.column_stack(item.get_data()) for item in lines]
        seen = shapely.intersection(
            shapely.MultiLineString([p for p in paths if np.isfinite(p).all()]),
            self.frame.rectangle,
        )
        found = [shapely.get_coordinates(p) for p in shapely.get_parts(seen) if p.length > 0]
        shape = self.freeform(found, "Graticule", close=False)
        if shape is not None:
            shape.fill.background()
            self.line(shape, GRID, 0.5, dashed=True)

    def _arrow(self, axes: Axes) -> None:
        """Add the halves of the north arrow."""
        for patch in axes.patches:
            if patch.get_gid() == "arrow":
                half: Any = patch
                shape = self.freeform([self._plane(half.get_xy())], "North arrow", close=True)
                if shape is not None:
                    self._paint(shape, to_hex(half.get_facecolor()), INK)

    def _leaders(self, axes: Axes) -> None:
        """Add the lines from zones to numbers that stand beside them."""
        for line in axes.lines:
            if line.get_gid() == "leader":
                pair: Any = np.column_stack(line.get_data())
                shape = self.freeform([self._plane(pair)], "Leader", close=False)
                if shape is not None:
                    self.line(shape, INK, 0.7, dashed=False)

    def _windows(self, axes: Axes) -> None:
        """Add the outlines of what other maps show, and the squares of letters."""
        for patch in axes.get_children():
            item: Any = patch
            if item.get_gid() == "detail":
                shape = self.freeform([self._plane(item.get_path().vertices)], "Detail", close=True)
                if shape is not None:
                    shape.fill.background()
                    self.line(
                        shape, to_hex(item.get_edgecolor()), item.get_linewidth(), dashed=False
                    )
            elif item.get_gid() == "tag":
                x, y, width, height = item.get_bbox().bounds
                box = self._box(x + width / 2, y + height / 2, width, height)
                square = self.slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, *box)
                square.name = "Letter"
                self._paint(square, to_hex(item.get_facecolor()), NAVY)

    def _plane(self, pixels: Points) -> Points:
        """Return pixels of the figure as points of the plane."""
        left, _, bottom, _ = self.frame.extent_m
        found: Points = (pixels - self.corner) * self.frame.metres_px + (left, bottom)
        return found

    def lines(
        self, geometry: BaseGeometry, name: str, color: str = BORDER, width_pt: float = 1.0,
        *, dashed: bool = False,
    ) -> None:  # fmt: skip
        """Add lines as one shape."""
        seen = shapely.simplify(self.seen(geometry), FINE_PX * self.frame.metres_px)
        paths = [shapely.get_coordinates(p) for p in shapely.get_parts(seen) if p.length > 0]
        shape = self.freeform(paths, name, close=False)
        if shape is not None:
            shape.fill.background()
            self.line(shape, color, width_pt, dashed=dashed)

    def seen(self, geometry: BaseGeometry) -> BaseGeometry:
        """Return what the map shows of lines in degrees, in the plane."""
        parts = [shapely.LineString(p) for p in self.frame.paths(geometry)]
        return shapely.intersection(shapely.MultiLineString(parts), self.frame.rectangle)

    def metres(self, points: float) -> float:
        """Return points of the sheet as metres of the plane."""
        return points * self.paper.scale * self.paper.dpi / 72 * self.frame.metres_px

    def at(self, frame: Frame, corner: tuple[float, float]) -> Drawing:
        """Return a drawing of another map on the same slide, its lower left corner given in pixels."""
        other = Drawing(self.slide, self.paper, frame)
        other.corner = corner
        return other

    def freeform(self, paths: list[Points], name: str, *, close: bool) -> Shape | None:
        """Add paths of the plane as one shape; None without any."""
        found = [self._emu(path) for path in paths if len(path) > 1]
        if not found:
            return None
        shape = add_freeform(self.slide, found, close=close)
        shape.name = one_line(name)
        shape._element.nvSpPr.cNvPr.set("descr", one_line(name))
        return plain(shape)

    def line(self, shape: Shape, color: str, width_pt: float, *, dashed: bool) -> None:
        """Set a shape's edge."""
        if not color:
            shape.line.fill.background()
            return
        shape.line.color.rgb = rgb(color)
        shape.line.width = Pt(width_pt * self.paper.scale)
        if dashed:
            shape.line.dash_style = MSO_LINE.DASH

    def _box(self, x: float, y: float, width: float, height: float) -> tuple[Emu, Emu, Emu, Emu]:
        """Return pixels about a middle as left, top, width and height."""
        emu = EMU_INCH / self.paper.dpi
        top = self.height_px - y - height / 2
        return (Emu(int((x - width / 2) * emu)), Emu(int(top * emu)),
                Emu(int(width * emu)), Emu(int(height * emu)))  # fmt: skip

    def _bars(self, axes: Axes) -> None:
        """Add the parts of the scale bar."""
        for patch in axes.patches + [a for a in axes.artists if a.get_gid()]:
            if str(patch.get_gid()).startswith("bar"):
                (x0, y0), (x1, y1) = axes.transData.transform(patch.get_bbox().get_points())
                box = self._box((x0 + x1) / 2, (y0 + y1) / 2, x1 - x0, y1 - y0)
                shape = self.slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, *box)
                shape.name = "Scale bar"
                self._paint(shape, to_hex(patch.get_facecolor()), "#1F2930")

    def marks(self, axes: Axes) -> None:
        """Add pins, towns and the discs of numbers."""
        lines: list[Any] = sorted(axes.lines, key=lambda item: item.get_zorder())
        for line in lines:
            x, y = line.get_xdata(), line.get_ydata()
            if len(x) == 1 and line.get_marker() in MARKS:
                size = line.get_markersize() * self.paper.dpi / 72
                box = self._box(float(x[0]), float(y[0]), size, size)
                shape = self.slide.shapes.add_shape(MARKS[line.get_marker()], *box)
                shape.name = "Mark"
                face, edge = line.get_markerfacecolor(), to_hex(line.get_markeredgecolor())
                self._paint(shape, "" if face == "none" else to_hex(face), edge)

    def _paint(self, shape: Shape, fill: str, edge: str) -> None:
        if fill:
            plain(shape).fill.solid()
            shape.fill.fore_color.rgb = rgb(fill)
        else:
            plain(shape).fill.background()
        shape.line.color.rgb = rgb(edge)
        shape.line.width = Pt(0.75 * self.paper.scale)

    def texts(self, figure: Figure) -> None:
        """Add names, numbers and degrees where the figure has them."""
        canvas: Any = figure.canvas
        renderer = canvas.get_renderer()
        found: list[Any] = figure.findobj(lambda a: isinstance(a, Text) and a.get_gid() in COPIED)
        for text in found:
            box = text.get_window_extent(renderer)
            middle = ((box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2)
            place = self._box(*middle, box.width * 1.25 + 8, box.height)
            shape = self.slide.shapes.add_textbox(*place)
            frame: Any = shape.text_frame
            frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
            frame.vertical_anchor, frame.word_wrap = MSO_ANCHOR.MIDDLE, False
            for number, row in enumerate(text.get_text().split("\n")):
                paragraph = frame.add_paragraph() if number else frame.paragraphs[0]
                paragraph.alignment = PP_ALIGN.CENTER
                run = paragraph.add_run()
                run.text = "".join(c for c in row if c.isprintable() or c.isspace())
                run.font.size = Pt(round(text.get_fontsize(), 1))
                run.font.bold = text.get_fontweight() == "bold"
                run.font.italic = text.get_fontstyle() == "italic"
                run.font.color.rgb = rgb(to_hex(text.get_color()))
