"""The table of lakes that we keep beside the scripts."""

from __future__ import annotations

import csv
from pathlib import Path

HERE = Path(__file__).resolve().parent


def table() -> list[dict[str, str]]:
    """Return the rows of ``lakes.csv``: name, aliases, its name in Natural Earth, spots."""
    return list(csv.DictReader((HERE / "lakes.csv").read_text(encoding="utf-8").splitlines()))
