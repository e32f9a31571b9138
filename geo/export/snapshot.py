"""What is seen of the map in a browser, as a picture with a title bar; made by Chromium."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import tempfile
import threading
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image

from geo.errors import ExportError
from geo.export.briefing import suggested
from geo.export.smallprint import map_id
from geo.maps.page import BAR_PX, Header, map_html

if TYPE_CHECKING:
    import datetime as dt

    from geo.maps.basemap import Basemap
    from geo.maps.page import View
    from geo.model import Analysis

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
OPTIONS = (
    "--headless",
    "--disable-gpu",
    "--hide-scrollbars",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--virtual-time-budget=4000",
)
SPARE_PX = 120  # a window is lower than it is asked to be, by its own bars
SHARP = 2  # pixels of the picture for one of the page
LEAST_PX, MOST_PX = 200, 4_000
PATIENCE_S = 60.0
ONE = threading.Lock()  # a browser takes much memory: one at a time


def browser() -> str:
    """
    Return the path of Chromium.

    Raises
    ------
    ExportError
        If there is none.
    """
    found = next(filter(None, map(shutil.which, NAMES)), None)
    if found is None:
        wanted = ", ".join(NAMES)
        msg = f"a picture of the view needs Chromium, and none is installed; looked for {wanted}"
        raise ExportError(msg)
    return found


def seen(
    analysis: Analysis,
    basemap: Basemap,
    view: View | None = None,
    size_px: tuple[int, int] = (1280, 720),
    made: dt.date | None = None,
) -> bytes:
    """
    Return what is seen of a map as a picture, with a bar above it that says what it is.

    Parameters
    ----------
    analysis, basemap
        As for `geo.maps.page.map_html`.
    view
        Middle, zoom and layers; all zones if not given.
    size_px
        Width and height of the map in the browser, pixels of the page.
    made
        Day on which it is made, written if given.

    Returns
    -------
    png
        Twice as many pixels as the page has. Nothing is asked of the network.

    Raises
    ------
    ExportError
        If Chromium is not installed or fails, or the size is none.
    """
    width, height = size_px
    if not (LEAST_PX <= width <= MOST_PX and LEAST_PX <= height <= MOST_PX):
        got = f"{width} by {height}"
        raise ExportError(f"no picture of {got} pixels: wanted {LEAST_PX} to {MOST_PX} each")
    path = browser()
    header = Header(_bar(analysis, made), size_px)
    html = map_html(analysis, basemap, view=view, header=header)
    picture = Image.open(io.BytesIO(_shot(path, html, width, height + BAR_PX)))
    buffer = io.BytesIO()
    picture.crop((0, 0, width * SHARP, (height + BAR_PX) * SHARP)).save(buffer, "png")
    return buffer.getvalue()


def _bar(analysis: Analysis, made: dt.date | None) -> str:
    """Return the bar: headline and report; day, reading of the borders, map."""
    known = suggested(analysis)
    borders = f"{analysis.settings.get('viewpoint', 'de-facto')} borders"
    day = f"Seen {made.day} {made:%B %Y} · " if made else ""
    left = f"<b>{escape(known.title)}</b><span>{escape(known.subtitle)}</span>"
    right = f"<span>{escape(day + borders)}</span><span>{escape(map_id(analysis))}</span>"
    return f"<div>{left}</div><div>{right}</div>"


def _shot(path: str, html: str, width: int, height: int) -> bytes:
    """Let a browser draw a page into a picture."""
    with ONE, tempfile.TemporaryDirectory(prefix="cordon-") as folder:
        page, picture = Path(folder) / "map.html", Path(folder) / "seen.png"
        page.write_text(html, encoding="utf-8", errors="backslashreplace")
        root = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
        command = [
            path, *OPTIONS, *root, f"--user-data-dir={folder}/profile",
            f"--force-device-scale-factor={SHARP}", f"--window-size={width},{height + SPARE_PX}",
            f"--screenshot={picture}", page.as_uri(),
        ]  # fmt: skip
        try:
            done = subprocess.run(
                command, capture_output=True, check=False, timeout=PATIENCE_S, cwd=folder
            )
        except (OSError, subprocess.TimeoutExpired) as problem:
            raise ExportError(f"Chromium made no picture: {problem}") from problem
        if not picture.is_file():
            said = done.stderr.decode("utf-8", "replace").strip().splitlines()
            raise ExportError(
                f"Chromium made no picture: {said[-1] if said else 'no reason given'}"
            )
        return picture.read_bytes()
