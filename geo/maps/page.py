"""A map as one HTML file that needs nothing else: no network, no other file."""

from __future__ import annotations

import base64
import json
import mimetypes
import re
from dataclasses import asdict, dataclass
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from geo.errors import ExportError
from geo.maps.assets import SCRIPTS, SHEETS
from geo.maps.elements import StartAt
from geo.maps.interactive import draw

if TYPE_CHECKING:
    from geo.maps.basemap import Basemap
    from geo.model import Analysis

STATIC = Path(__file__).resolve().parent.parent.parent / "static"
POLICY = (
    "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; "
    "img-src data:; connect-src 'none'; form-action 'none'; base-uri 'none'"
)
BAR_PX = 78
BAR_STYLE = """<style>
header { position: fixed; inset: 0 0 auto 0; height: %dpx; box-sizing: border-box; z-index: 2000;
  display: flex; justify-content: space-between; align-items: center; gap: 24px; padding: 0 16px;
  background: #12263a; color: #fff; font: 12px/1.3 "Noto Sans", "DejaVu Sans", sans-serif; }
header div { min-width: 0; }
header div:last-child { text-align: right; flex: none; }
header b { font-size: 16px; display: -webkit-box; -webkit-box-orient: vertical;
  -webkit-line-clamp: 2; overflow: hidden; }
header span { white-space: nowrap; overflow: hidden; text-overflow: ellipsis; display: block; }
.folium-map { position: fixed !important; left: 0 !important; top: %dpx !important;
  width: %dpx !important; height: %dpx !important; }
.leaflet-control-zoom { display: none; }
</style>"""
SCRIPT_TAG = re.compile(r'<script src="([^"]+)"></script>')
SHEET_TAG = re.compile(r'<link rel="stylesheet" href="([^"]+)"\s*/?>')
CSS_URL = re.compile(r"url\(([^)]+)\)")


@dataclass(frozen=True, slots=True)
class View:
    """
    What someone sees of a map.

    Attributes
    ----------
    lon, lat
        Middle, decimal degrees.
    zoom
        Of a web map, 0 to 20.
    layers
        Names of layers that were switched: "+" before one that is on, "-" before one that is off.
    hidden
        Numbers of zones that are not shown.
    names
        What is written for the number of each zone; the numbers themselves if empty.
    marks
        What is open, chosen or tried, as JSON: ``popup`` (``zone`` or ``place``, a number, and
        ``at``), ``zone`` that is chosen, ``ring`` and ``ask`` (points), ``overlay`` (rows of
        ``geometry`` and ``look``), ``days`` of incidents, ``dark``. Points are longitude and latitude.
    """

    lon: float
    lat: float
    zoom: float
    layers: tuple[str, ...] = ()
    hidden: tuple[int, ...] = ()
    names: tuple[str, ...] = ()
    marks: str = "{}"

    def __post_init__(self) -> None:
        if not (abs(self.lon) <= 180 and abs(self.lat) <= 90 and 0 <= self.zoom <= 20):
            got = f"{self.lon}, {self.lat}, zoom {self.zoom}"
            raise ExportError(
                f"no view at {got}: wanted longitude ±180, latitude ±90, zoom 0 to 20"
            )


@dataclass(frozen=True, slots=True)
class Header:
    """
    A bar above a map of a fixed size.

    Attributes
    ----------
    html
        Made safe by the caller.
    size_px
        Width and height of the map below the bar.
    """

    html: str
    size_px: tuple[int, int]


def map_html(
    analysis: Analysis,
    basemap: Basemap,
    static: Path = STATIC,
    view: View | None = None,
    header: Header | None = None,
) -> str:
    """
    Return the map of an analysis as one HTML page.

    Parameters
    ----------
    analysis, basemap
        As for `geo.maps.interactive.draw`.
    static
        Folder with ``vendor/`` and ``map/``.
    view
        What is shown first; all zones if not given.
    header
        Bar above a map that cannot be operated, for a picture of it.

    Returns
    -------
    html
        Scripts, sheets and images stand in the page; its content security policy forbids every
        request.

    Raises
    ------
    ExportError
        If the page would load a script or sheet that is not one of ours, or one is missing.
    """
    chart = draw(analysis, basemap, assets="static", names=view.names if view else ())
    if view is not None:
        StartAt({**asdict(view), "marks": json.loads(view.marks)}).add_to(chart)
    html: str = chart.get_root().render()
    overview = basemap.overview.script
    html = SCRIPT_TAG.sub(lambda m: f"<script>{_script(m[1], static, overview)}</script>", html)
    html = SHEET_TAG.sub(lambda m: f"<style>{_sheet(m[1], static)}</style>", html)
    title = escape(analysis.document.title or analysis.document.id)
    head = f'<meta http-equiv="Content-Security-Policy" content="{POLICY}"><title>{title}</title>'
    html = html.replace("<head>", f"<head>{head}", 1)
    if header is None:
        return html
    style = BAR_STYLE % (BAR_PX, BAR_PX, *header.size_px)
    return html.replace("<body>", f"<body>{style}<header>{header.html}</header>", 1)


def _script(url: str, static: Path, overview: str) -> str:
    """Return a script's text, unable to end the element that holds it."""
    path = url.removeprefix("static/")
    if path not in SCRIPTS:
        raise ExportError(f"a page wants the script {url}, which is not one of {SCRIPTS}")
    text = overview if path == "map/overview.js" else _read(static / path)
    return text.replace("</script", "<\\/script")


def _sheet(url: str, static: Path) -> str:
    """Return a sheet's text with its images inside."""
    path = url.removeprefix("static/")
    if path not in SHEETS:
        raise ExportError(f"a page wants the sheet {url}, which is not one of {SHEETS}")
    folder = (static / path).parent
    return CSS_URL.sub(lambda m: f'url("{_data_uri(folder, m[1])}")', _read(static / path))


def _data_uri(folder: Path, reference: str) -> str:
    """Return an image as a data URI; an empty one for an image that is not kept."""
    name = reference.strip("'\" ")
    file = folder / name
    if name.startswith(("#", "data:")):
        return name
    if not file.is_file():
        return "data:,"
    kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
    return f"data:{kind};base64,{base64.b64encode(file.read_bytes()).decode()}"


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise ExportError(f"{path}: {error.strerror}; wanted a file of the map page") from error
