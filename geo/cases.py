"""A case file read whole: all its reports, with the analyst's corrections."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from geo.errors import StoreError
from geo.export.together import together
from geo.pipeline import loaded
from geo.settings import Settings
from geo.store.case import SUFFIX, Case
from geo.store.layerfile import layer_file

if TYPE_CHECKING:
    from pathlib import Path

    from geo.model import Analysis

MAGIC = b"SQLite format 3\0"


def is_case(path: Path) -> bool:
    """Tell whether a file is meant as a case: by its ending, or by how it begins."""
    if path.suffix.casefold() == SUFFIX:
        return True
    try:
        with path.open("rb") as file:
            return file.read(len(MAGIC)) == MAGIC
    except OSError:
        return False


def read_case(path: Path, settings: Settings | None = None, viewpoint: str = "") -> Analysis:
    """
    Read all reports of a case, each with its corrections.

    Parameters
    ----------
    viewpoint
        Reading of the borders; that of the case if empty.

    Returns
    -------
    analysis
        The reports together, as `geo.export.together.together` puts them.

    Raises
    ------
    StoreError
        If the file is no case, or has no report.
    GeoError
        If a report cannot be read, or there is no such viewpoint.
    """
    case = Case.open(path)
    documents, history = case.documents(), case.history()
    if not documents:
        raise StoreError(f"{path.name} has no report yet")
    chosen = settings or Settings()
    told = viewpoint or case.settings().get("viewpoint") or chosen.viewpoint
    layers = (*chosen.layers, *layer_file(case.layers()))
    pipeline = loaded(replace(chosen, viewpoint=told, layers=layers))
    analyses = [
        pipeline.read(d, history.overrides(d.id), history.amendments(d.id)) for d in documents
    ]
    return together(analyses, case.name)
