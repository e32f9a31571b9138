"""
Compile, once on a machine, what reading compiles: ``python -m tools.warm_up``.

Reads the samples in seeds/ and compiles the patterns of all rules. What is made is kept beside the
code (see `geo.zones.compiled` and `geo.text.patterns`), so that the first report is read as fast as
the next.
"""

from __future__ import annotations

from pathlib import Path

from geo.pipeline import loaded
from geo.settings import Settings
from geo.text.document import load_document

SEEDS = Path(__file__).resolve().parent.parent / "seeds"


def main() -> None:
    """Read the samples."""
    pipeline = loaded(Settings())
    pipeline.rulebook.check()
    for path in sorted(SEEDS.glob("*.txt")):
        pipeline.read(load_document(path))


if __name__ == "__main__":
    main()
