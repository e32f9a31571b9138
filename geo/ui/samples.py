"""The sample reports that the app offers."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from geo.text.document import load_document

if TYPE_CHECKING:
    from geo.model import Document

SEEDS = Path(__file__).resolve().parent.parent.parent / "seeds"
FIRST = "southern-syria-2018"


@dataclass(frozen=True, slots=True)
class Sample:
    """A report in ``seeds/`` and its headline."""

    path: Path
    title: str


def samples(folder: Path = SEEDS) -> dict[str, Sample]:
    """
    Return the sample reports by file name without ending, the one to start with first.

    Raises
    ------
    DocumentError
        If one of them cannot be read.
    """
    paths = sorted(folder.glob("*.txt"), key=lambda path: (path.stem != FIRST, path.stem))
    return {path.stem: Sample(path, load_document(path).title or path.stem) for path in paths}


def first_sample() -> Document:
    """Return the report that the app opens with."""
    return load_document(next(iter(samples().values())).path)
