"""The folder of the cases: which there are, and where a new one goes."""

from __future__ import annotations

import os
import re
from pathlib import Path

from geo.errors import StoreError
from geo.store.case import SUFFIX

NAME = re.compile(r"[^\W_](?:[\w .,()-]{0,78}[\w)])?\Z")


def cases_folder() -> Path:
    """Return the folder that cases are kept in: ``CORDON_CASES``, else one of the user's own."""
    told = os.environ.get("CORDON_CASES")
    if told:
        return Path(told)
    data = os.environ.get("XDG_DATA_HOME") or str(Path.home() / ".local" / "share")
    return Path(data) / "cordon" / "cases"


def case_names(folder: Path) -> tuple[str, ...]:
    """Return the names of the cases in a folder, the one changed last first."""
    if not folder.is_dir():
        return ()
    paths = [p for p in folder.glob(f"*{SUFFIX}") if not p.name.startswith(".")]
    return tuple(p.stem for p in sorted(paths, key=lambda p: -p.stat().st_mtime))


def case_path(folder: Path, name: str) -> Path:
    """
    Return the path of a case by its name.

    Raises
    ------
    StoreError
        If the name could lead out of the folder, or is none.
    """
    if not NAME.match(name):
        wanted = "wanted 1 to 80 letters, digits, spaces and . , ( ) - _, a letter or digit first"
        raise StoreError(f"{name!r} is no name for a case: {wanted}")
    return folder / f"{name}{SUFFIX}"
