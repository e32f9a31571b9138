"""A map as shapes of a slide, each of which can be moved, coloured and edited."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import shapely
from lxml import etree
from matplotlib.colors import to_hex
from matplotlib.text import Text
from pptx.dml.color import RGBColor
from pptx.enum.dml import MSO_LINE
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.util import Emu, Pt

from geo.export.brief import one_line
from geo.export.hatching import hatch_lines
from geo.maps.basemap import polygons
from geo.maps.graticule import GRID
from geo.maps.ground import BORDER, COAST, LAND, PLAIN, SEA, covered
from geo.maps.pen import INK
from geo.maps.style import fill_opacity, hatch_of, hatches, shown_zones, style_of
from geo.maps.words import zone_label

if TYPE_CHECKING:
    from collections.abc import Iterable

    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from pptx.shapes.autoshape import Shape
    from pptx.slide import Slide
    from shapely.geometry.base import BaseGeometry

    from geo.maps.basemap import Basemap
    from geo.maps.frame import Frame
    from geo.maps.sheet import Paper
    from geo.model import Analysis, Zone

    Points = np.ndarray[Any, Any]

EMU_INCH = 914_400
FINE_PX, LEAST_PX2 = 1.0, 16.0
NAMESPACE = "http://schemas.openxmlformats.org/drawingml/2006/main"
PRESENTATION = "http://schemas.openxmlformats.org/presentationml/2006/main"
MARKS = {"o": MSO_SHAPE.OVAL, "s": MSO_SHAPE.RECTANGLE, "*": MSO_SHAPE.STAR_5_POINT}
HATCH_PT = 6.0  # between the lines of a hatch
COPIED = {"name", "degrees", "scale", "badge"}


def rgb(color: str) -> RGBColor:
    """Return ``#rrggbb`` as PowerPoint has it."""
    return RGBColor(*(int(color[i : i + 2], 16) for i in (1, 3, 5)))  # type: ignore[no-untyped-call]


class Drawing:
    """Puts a map on a slide, where the figure that was drawn of it has it."""

    def __init__(self, slide: Slide, paper: Paper, frame: Frame) -> None:
        self.slide, self.paper, self.frame = slide, paper, frame
        self.height_px = paper.height_in * paper.dpi
        self.corner = (0.0, 0.0)

    def draw(self, analysis: Analysis, basemap: Basemap, figure: Figure) -> None:
        """Draw ground, zones, borders, marks and names, in this order."""
        axes = figure.axes[0]
        box = axes.get_window_extent()
        self.corner = (float(box.x0), float(box.y0))
        self._area(self.frame.rectangle, "#FFFFFF" if self.frame.world else SEA, "Sea")
        for geometry, color, name in self._ground(basemap):
            self._area(geometry, color, name, line=COAST)
        self._grid(axes)
        known = hatches(analysis.zones)
        for number, zone in sorted(shown_zones(analysis.zones), key=lambda z: -z[1].area_km2):
            self._zone(number, zone, hatch_of(zone, known))
        for lines, dashed in ((basemap.borders, False), (basemap.inner, True)):
            self._lines(lines, "Border", dashed=dashed)
        if not covered(self.frame, basemap):
            exact = shapely.union_all([shapely.box(*b) for b in basemap.boxes])
            self._lines(shapely.difference(basemap.overview.borders, exact), "Border")
        self._area(self.frame.rectangle, "", "Frame", line="#000000", width_pt=1.1)
        self._bars(axes)
        self._arrow(axes)
        self._leaders(axes)
        self._marks(axes)
        self._texts(figure)

    def _ground(self, basemap: Basemap) -> Iterable[tuple[BaseGeometry, str, str]]:
        """Yield land and lakes in the plane."""
        plane = self.frame.plane
        land = plane(basemap.land)
        if not covered(self.frame, basemap):
            boxes = shapely.union_all([plane(shapely.box(*b)) for b in basemap.boxes])
            rest = shapely.difference(plane(basemap.overview.land), boxes)
            land = shapely.union_all([land, rest])
        if self.frame.world:
            west, south, east, north = self.frame.window
            yield (
                plane(shapely.segmentize(shapely.box(west, south, east, north), 1.0)),
                SEA,
                "Globe",
            )
        yield land, PLAIN if basemap.focus.is_empty else LAND, "Land"
        yield plane(basemap.focus), PLAIN, "Land in focus"
        yield plane(basemap.lakes), SEA, "Lakes"

    def _emu(self, plane: Points) -> list[tuple[int, int]]:
        """Return points of the plane as units of the slide, downwards."""
        left, _, bottom, _ = self.frame.extent_m
        px = (plane - (left, bottom)) / self.frame.metres_px + self.corner
        x = px[:, 0] * EMU_INCH / self.paper.dpi
        y = (self.height_px - px[:, 1]) * EMU_INCH / self.paper.dpi
        return list(
            zip(x.round().astype(int).tolist(), y.round().astype(int).tolist(), strict=True)
        )

    def _area(
        self, geometry: BaseGeometry, color: str, name: str, *, opacity: float = 1.0,
        line: str = "", width_pt: float = 0.5, dashed: bool = False,
    ) -> None:  # fmt: skip
        """Add an area with all its parts and holes as one shape; without a colour, its edge."""
        least = LEAST_PX2 * self.frame.metres_px**2
        fine = shapely.simplify(geometry, FINE_PX * self.frame.metres_px)
        parts = [p for p in polygons(fine) if p.area > least] or polygons(fine)[:1]
        rings = [r for p in parts for r in (p.exterior, *p.interiors)
                 if shapely.Polygon(r).area > least or r is p.exterior]  # fmt: skip
        shape = self._freeform([shapely.get_coordinates(r) for r in rings], name, close=True)
        if shape is None:
            return
        if not color:
            shape.fill.background()
        else:
            shape.fill.solid()
            shape.fill.fore_color.rgb = rgb(color)
            _see_through(shape, opacity)
        self._line(shape, line, width_pt, dashed=dashed)

    def _zone(self, number: int, zone: Zone, hatch: str) -> None:
        """Add a zone, and its hatch as lines."""
        style, area = style_of(zone), self.frame.plane(zone.geometry)
        name = f"Zone {number}: {zone_label(zone.constraint)}"
        if hatch and not area.is_empty:
            step = HATCH_PT * self.paper.scale * self.paper.dpi / 72 * self.frame.metres_px
            lines = [shapely.get_coordinates(line) for line in hatch_lines(area, hatch, step)]
            shape = self._freeform(lines, f"Hatch of zone {number}", close=False)
            if shape is not None:
                shape.fill.background()
                self._line(shape, style.color, 0.5, dashed=hatch.startswith("."))
        self._area(
            area, style.color, name, opacity=fill_opacity(zone), line=style.color, width_pt=1.5,
            dashed=bool(style.dash_px),
        )  # fmt: skip

    def _grid(self, axes: Axes) -> None:
        """Add meridians and parallels as one shape."""
        lines: list[Any] = [item for item in axes.lines if item.get_gid() == "graticule"]
        paths = [np.column_stack(item.get_data()) for item in lines]
        seen = shapely.intersection(
            shapely.MultiLineString([p for p in paths if np.isfinite(p).all()]),
            self.frame.rectangle,
        )
        found = [shapely.get_coordinates(p) for p in shapely.get_parts(seen) if p.length > 0]
        shape = self._freeform(found, "Graticule", close=False)
        if shape is not None:
            shape.fill.background()
            self._line(shape, GRID, 0.5, dashed=True)

    def _arrow(self, axes: Axes) -> None:
        """Add the halves of the north arrow."""
        for patch in axes.patches:
            if patch.get_gid() == "arrow":
                half: Any = patch
                shape = self._freeform([self._plane(half.get_xy())], "North arrow", close=True)
                if shape is not None:
                    self._paint(shape, to_hex(half.get_facecolor()), INK)

    def _leaders(self, axes: Axes) -> None:
        """Add the lines from zones to numbers that stand beside them."""
        for line in axes.lines:
            if line.get_gid() == "leader":
                pair: Any = np.column_stack(line.get_data())
                shape = self._freeform([self._plane(pair)], "Leader", close=False)
                if shape is not None:
                    self._line(shape, INK, 0.7, dashed=False)

    def _plane(self, pixels: Points) -> Points:
        """Return pixels of the figure as points of the plane."""
        left, _, bottom, _ = self.frame.extent_m
        found: Points = (pixels - self.corner) * self.frame.metres_px + (left, bottom)
        return found

    def _lines(self, geometry: BaseGeometry, name: str, *, dashed: bool = False) -> None:
        """Add lines as one shape."""
        parts = [shapely.LineString(p) for p in self.frame.paths(geometry)]
        seen = shapely.intersection(shapely.MultiLineString(parts), self.frame.rectangle)
        seen = shapely.simplify(seen, FINE_PX * self.frame.metres_px)
        paths = [shapely.get_coordinates(p) for p in shapely.get_parts(seen) if p.length > 0]
        shape = self._freeform(paths, name, close=False)
        if shape is not None:
            shape.fill.background()
            self._line(shape, BORDER, 1.0, dashed=dashed)

    def _freeform(self, paths: list[Points], name: str, *, close: bool) -> Shape | None:
        """Add paths of the plane as one shape; None without any."""
        found = [self._emu(path) for path in paths if len(path) > 1]
        if not found:
            return None
        builder = self.slide.shapes.build_freeform(*found[0][0], scale=1.0)
        for index, points in enumerate(found):
            if index:
                builder.move_to(*points[0])
            builder.add_line_segments(points[1:], close=close)
        shape = builder.convert_to_shape()
        shape.name = one_line(name)
        shape._element.nvSpPr.cNvPr.set("descr", one_line(name))
        return plain(shape)

    def _line(self, shape: Shape, color: str, width_pt: float, *, dashed: bool) -> None:
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

    def _marks(self, axes: Axes) -> None:
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

    def _texts(self, figure: Figure) -> None:
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
                run.text = "".join(c for c in row if c.isprintable())
                run.font.size = Pt(round(text.get_fontsize(), 1))
                run.font.bold = text.get_fontweight() == "bold"
                run.font.italic = text.get_fontstyle() == "italic"
                run.font.color.rgb = rgb(to_hex(text.get_color()))


def _see_through(shape: Shape, opacity: float) -> None:
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
