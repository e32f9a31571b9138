"""The typeface of printed maps: Noto Sans, which the repository brings; DejaVu for other scripts."""

from __future__ import annotations

import re
import threading
import unicodedata
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import matplotlib as mpl
from matplotlib import font_manager
from matplotlib.font_manager import FontEntry, FontProperties
from matplotlib.ft2font import FT2Font

if TYPE_CHECKING:
    from collections.abc import Iterator

FOLDER = Path(__file__).resolve().parent.parent.parent / "static" / "fonts"
FACES = ("NotoSans-Regular.ttf", "NotoSans-Italic.ttf", "NotoSans-Bold.ttf")
UPRIGHT = "Cordon Upright"
FAMILIES = ("Noto Sans", "DejaVu Sans")
OWN = 3
# Files of typefaces for other scripts that many systems have, used where they are installed: first
# those for Chinese, Japanese and Korean, then those for South and South-East Asia and Ethiopia.
OTHERS = (
    "notosanscjkregular", "notosanscjkscregular", "notosanscjkjpregular", "sourcehansansscregular",
    "droidsansfallback", "wqymicrohei", "wqyzenhei", "msyh", "pingfang", "malgun",
    "notosansdevanagariregular", "notosansbengaliregular", "notosansthairegular",
    "notosansmyanmarregular", "notosanskhmerregular", "notosansethiopicregular", "nirmala",
)  # fmt: skip
WANTED = (
    "For Chinese, Japanese and Korean install the fonts “Noto Sans CJK” or “Droid Sans Fallback”; "
    "the written brief (.docx, .md) has all letters."
)
_LOCK = threading.RLock()  # matplotlib's settings are global
# Letters as they were designed, not fitted to pixels: so that lines break alike at any size. They
# are shapes in an SVG, which then looks the same everywhere, and text in a PDF.
_LOOK: Any = {
    "text.hinting": "none",
    "svg.hashsalt": "cordon",
    "svg.fonttype": "path",
    "pdf.fonttype": 42,
}
MISSING = "[…]"  # stands for words in letters that no typeface here has: never empty squares
GAP = re.compile(r"\x00(?:[\x00 ]*\x00)?")
# Names of letters that do not begin with the name of their script.
SCRIPTS = {"CJK": "Chinese", "HIRAGANA": "Japanese", "KATAKANA": "Japanese", "HANGUL": "Korean",
           "SYMBOLS": "symbols"}  # fmt: skip
SPACES = re.compile(r"[ \t\r\n\f\v\u2028\u2029]+")
UNITS = re.compile(
    r"(?<=\d) (?=(?:km|m|km²|m²|nmi|NM|mi|nautical)(?!\w))|(?<=\d nautical) (?=miles?\b)"
    r"|(?<=\d[°′″]) (?=[NSEW]\b)"
)


@contextmanager
def typeset() -> Iterator[None]:
    """Set matplotlib's settings for our maps, for measuring as for drawing."""
    with _LOCK, mpl.rc_context(_LOOK):
        yield


@cache
def _families() -> tuple[str, ...]:
    """Make the typefaces known to matplotlib, once, and name them in the order of their use."""
    manager = font_manager.fontManager
    for face in FACES:
        manager.addfont(FOLDER / face)
    known = {Path(entry.fname).name: entry.fname for entry in manager.ttflist}
    # Slanted DejaVu has no Arabic: what it lacks is written upright.
    _add(UPRIGHT, known["DejaVuSans.ttf"], known["DejaVuSans-Bold.ttf"])
    return (*FAMILIES, UPRIGHT, *_installed())


def _installed() -> list[str]:
    """Make the typefaces of other scripts known that are installed, whatever matplotlib has cached."""
    found = []
    own = [str(path) for path in FOLDER.glob("*.[to]t[fc]") if path.name not in FACES]
    for path in sorted([*own, *font_manager.findSystemFonts()]):
        stem = Path(path).stem.replace("-", "").replace(" ", "").casefold()
        if any(stem.startswith(name) for name in OTHERS):
            _add(f"Cordon {stem}", path, path)
            found.append(f"Cordon {stem}")
    rank = {name: n for n, name in enumerate(OTHERS)}
    return sorted(
        found, key=lambda f: min(n for o, n in rank.items() if f.startswith(f"Cordon {o}"))
    )


def _add(name: str, regular: str, bold: str) -> None:
    """Give a typeface a name of ours, under which it serves for slanted letters, too."""
    entries = font_manager.fontManager.ttflist
    for path, weight in ((regular, 400), (bold, 700)):
        for style in ("normal", "italic"):
            entries.append(
                FontEntry(fname=path, name=name, style=style, weight=weight, size="scalable")
            )


@cache
def _letters(families: tuple[str, ...]) -> frozenset[int]:
    """Return the code points that typefaces have."""
    paths = [font_manager.findfont(FontProperties(family=[name])) for name in families]
    return frozenset(code for path in paths for code in FT2Font(str(path)).get_charmap())


def writable(text: str) -> bool:
    """Tell whether our typefaces, and those installed that we know of, have all letters of a text."""
    codes = {ord(c) for c in SPACES.sub(" ", text)}
    return codes <= _letters(_families()[:OWN]) or codes <= _letters(_families())


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
    >>> printable("Dar‘ā\n\U000f0000\U000f0001 said")
    'Dar‘ā […] said'
    """
    plain = UNITS.sub("\u00a0", SPACES.sub(" ", text)).strip()
    if writable(plain):
        return plain
    known = _letters(_families())
    marked = "".join(c if ord(c) in known else "\x00" for c in plain)
    return GAP.sub(MISSING, marked)


def scripts(text: str) -> set[str]:
    """
    Name the scripts of the letters that no typeface here can write, as Unicode calls them.

    Examples
    --------
    >>> scripts("Dar‘ā"), scripts("\U00012000")
    (set(), {'Cuneiform'})
    """
    plain = SPACES.sub(" ", text)
    if writable(plain):
        return set()
    known = _letters(_families())
    lacking = [c for c in plain if ord(c) not in known]
    names = (
        "SYMBOLS" if unicodedata.category(c) == "So" else unicodedata.name(c, "").split(" ")[0]
        for c in lacking
    )  # fmt: skip
    return {SCRIPTS.get(name, name.capitalize()) for name in names if name} or {"unknown"}
