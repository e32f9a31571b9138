"""
Errors raised by geo.

* GeoError
  x DocumentError          what came in cannot be read (says what, got, wanted)
  x DataFileError          a file under data/ is wrong (path, entry, problem)
    + RuleError            a row of data/rules/*.toml
    + GazetteerError       a row of data/gazetteer/*
  x OverrideError          a stored correction is malformed
  x GeometryError          a geometry, coordinate, distance or CRS is not what is required
  x StoreError             a case file cannot be read or written
  x ExportError            a result cannot leave in the format or to the path asked for

A rule that cannot be drawn and a toponym that cannot be placed are not errors: they are
`geo.model.Unresolved` and `geo.model.Issue`, and are shown.
"""

from __future__ import annotations


class GeoError(Exception):
    """Base class of every error geo raises on purpose."""


class DocumentError(GeoError, ValueError):
    """The input document cannot be read."""


class DataFileError(GeoError, ValueError):
    """A file under ``data/`` is malformed."""

    def __init__(self, path: str, entry: str, problem: str) -> None:
        super().__init__(f"{path}: {entry}: {problem}")
        self.path, self.entry, self.problem = path, entry, problem


class RuleError(DataFileError):
    """A row of a rule file is malformed."""


class GazetteerError(DataFileError):
    """A row of a gazetteer file is malformed."""


class OverrideError(GeoError, ValueError):
    """A stored correction of the analyst is malformed."""


class GeometryError(GeoError, ValueError):
    """A geometry, coordinate, distance or CRS is not what the function requires."""


class StoreError(GeoError):
    """A case file cannot be read or written."""


class ExportError(GeoError):
    """A result cannot be written in the format, or to the path, asked for."""
