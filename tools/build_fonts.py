"""
Fetch the typeface of printed maps from npm into ``static/fonts``, cut to Latin, Greek, Cyrillic.

Run ``python -m tools.build_fonts`` (needs ``npm`` on the path, and fontTools, which matplotlib
brings). The package's integrity is checked as npm gives it.
"""

from __future__ import annotations

import io
import tarfile
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

from tools.build_vendor import Package, fetch

FONTS = Path(__file__).resolve().parent.parent / "static" / "fonts"
NOTO = Package(
    name="@expo-google-fonts/noto-sans",
    version="0.4.2",
    integrity=(
        "sha512-zYD8G2ijWLxqmquoQgghNh/x9p0yxWwArD0oxO1oXY1qx5vOd4t0Kbhnu/Cx8RTy08OgA8RtxuULZFaXwVP"
        "nPw=="
    ),
    licence="OFL-1.1",
    files=(
        ("400Regular/NotoSans_400Regular.ttf", "NotoSans-Regular.ttf"),
        ("400Regular_Italic/NotoSans_400Regular_Italic.ttf", "NotoSans-Italic.ttf"),
        ("700Bold/NotoSans_700Bold.ttf", "NotoSans-Bold.ttf"),
    ),
    licence_file="LICENSE_FONT",
)
BLOCKS = (
    (0x0020, 0x036F),  # Latin, modifiers, combining marks
    (0x0370, 0x052F),  # Greek, Cyrillic
    (0x1E00, 0x1EFF),  # Latin of transcriptions and of Vietnamese
    (0x2000, 0x206F),  # punctuation
    (0x2070, 0x209F),  # superscripts, subscripts
    (0x20A0, 0x20CF),  # currency
    (0x2100, 0x214F),
    (0x2190, 0x21FF),
    (0x2200, 0x22FF),
)


def main() -> None:
    """Rebuild ``static/fonts``."""
    FONTS.mkdir(parents=True, exist_ok=True)
    with tarfile.open(fileobj=io.BytesIO(fetch(NOTO))) as archive:
        for source, target in (*NOTO.files, (NOTO.licence_file, "OFL.txt")):
            handle = archive.extractfile(f"package/{source}")
            if handle is None:
                raise SystemExit(f"{NOTO.name}: {source} is not a file")
            content = handle.read()
            (FONTS / target).write_bytes(_cut(content) if target.endswith(".ttf") else content)


def _cut(content: bytes) -> bytes:
    """Return a font with the characters of our blocks only."""
    font = TTFont(io.BytesIO(content), recalcTimestamp=False)
    options = Options()
    options.layout_features = ["kern", "mark", "mkmk", "ccmp", "locl"]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=[code for first, last in BLOCKS for code in range(first, last + 1)])
    subsetter.subset(font)
    out = io.BytesIO()
    font.save(out)
    return out.getvalue()


if __name__ == "__main__":
    main()
