"""A map as one HTML file that needs nothing else: no network, no other file."""

from __future__ import annotations

import base64
import mimetypes
import re
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from geo.errors import ExportError
from geo.maps.assets import SCRIPTS, SHEETS
from geo.maps.interactive import draw

if TYPE_CHECKING:
    from geo.maps.basemap import Basemap
    from geo.model import Analysis

STATIC = Path(__file__).resolve().parent.parent.parent / "static"
POLICY = (
    "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; "
    "img-src data:; connect-src 'none'; form-action 'none'; base-uri 'none'"
)
SCRIPT_TAG = re.compile(r'<script src="([^"]+)"></script>')
SHEET_TAG = re.compile(r'<link rel="stylesheet" href="([^"]+)"\s*/?>')
CSS_URL = re.compile(r"url\(([^)]+)\)")


def map_html(analysis: Analysis, basemap: Basemap, static: Path = STATIC) -> str:
    """
    Return the map of an analysis as one HTML page.

    Parameters
    ----------
    analysis, basemap
        As for `geo.maps.interactive.draw`.
    static
        Folder with ``vendor/`` and ``map/``.

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
    html: str = draw(analysis, basemap, assets="static").get_root().render()
    overview = basemap.overview.script
    html = SCRIPT_TAG.sub(lambda m: f"<script>{_script(m[1], static, overview)}</script>", html)
    html = SHEET_TAG.sub(lambda m: f"<style>{_sheet(m[1], static)}</style>", html)
    title = escape(analysis.document.title or analysis.document.id)
    head = f'<meta http-equiv="Content-Security-Policy" content="{POLICY}"><title>{title}</title>'
    return html.replace("<head>", f"<head>{head}", 1)


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
