"""The typeface of printed maps: Noto Sans, which the repository brings; DejaVu for other scripts."""

from __future__ import annotations

import re
import threading
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import matplotlib as mpl
from matplotlib import font_manager
from matplotlib.font_manager import FontProperties
from matplotlib.ft2font import FT2Font

if TYPE_CHECKING:
    from collections.abc import Iterator

FOLDER = Path(__file__).resolve().parent.parent.parent / "static" / "fonts"
FACES = ("NotoSans-Regular.ttf", "NotoSans-Italic.ttf", "NotoSans-Bold.ttf")
FAMILIES = ["Noto Sans", "DejaVu Sans"]
_LOCK = threading.RLock()  # matplotlib's settings are global
# Letters as they were designed, not fitted to pixels: so that lines break alike at any size. They
# are shapes in an SVG, which then looks the same everywhere, and text in a PDF.
_LOOK: Any = {
    "text.hinting": "none",
    "svg.hashsalt": "cordon",
    "svg.fonttype": "path",
    "pdf.fonttype": 42,
}
MISSING = "\u25a1"  # an empty square stands for a letter that no typeface here has
SPACES = re.compile(r"[ \t\r\n\f\v\u2028\u2029]+")
UNITS = re.compile(
    r"(?<=\d) (?=(?:km|m|km²|m²|nmi|NM|mi|nautical)(?!\w))|(?<=\d nautical) (?=miles?\b)"
    r"|(?<=\d°) (?=[NSEW]\b)"
)


@contextmanager
def typeset() -> Iterator[None]:
    """Set matplotlib's settings for our maps, for measuring as for drawing."""
    with _LOCK, mpl.rc_context(_LOOK):
        yield


@cache
def _families() -> tuple[str, ...]:
    """Make the typefaces known to matplotlib, once, and name them in the order of their use."""
    for face in FACES:
        font_manager.fontManager.addfont(FOLDER / face)
    return tuple(FAMILIES)


@cache
def _letters() -> frozenset[int]:
    """Return the code points that our typefaces have."""
    other = font_manager.findfont(FontProperties(family=[FAMILIES[1]]))
    faces = [FT2Font(str(path)) for path in (FOLDER / FACES[0], other)]
    return frozenset(code for face in faces for code in face.get_charmap())


def font(
    size_pt: float, weight: str = "normal", style: Literal["normal", "italic"] = "normal"
) -> FontProperties:
    """Return a font."""
    return FontProperties(family=list(_families()), size=size_pt, weight=weight, style=style)


def printable(text: str) -> str:
    r"""
    Return text in one line, as far as our typefaces can write it; no number parts from its unit.

    Examples
    --------
    >>> printable("Dar‘ā\n北")
    'Dar‘ā □'
    """
    known = _letters()
    plain = UNITS.sub("\u00a0", SPACES.sub(" ", text)).strip()
    return "".join(c if ord(c) in known else MISSING for c in plain)
