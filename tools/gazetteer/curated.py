"""The tables we keep by hand beside the scripts."""

from __future__ import annotations

import csv
from pathlib import Path

HERE = Path(__file__).resolve().parent


def table(name: str) -> list[dict[str, str]]:
    """Read one of the curated tables."""
    with (HERE / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))
