"""What a reading may be told: immutable, passed along, never global."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

TABLES = (".csv", ".tsv", ".txt")
DATA = Path(__file__).resolve().parent.parent / "data"


@dataclass(frozen=True, slots=True)
class Settings:
    """
    Settings of one reading.

    Attributes
    ----------
    data
        Folder that holds ``borders/``, ``events/``, ``gazetteer/`` and ``rules/``.
    viewpoint
        Reading of the borders: "de-facto" or a party's.
    tolerance
        Greatest deviation of a zone's edge as a fraction of its distance.
    layers
        Files of the analyst's own places: GeoJSON, GeoPackage, KML, zipped shapefiles.
    max_chars
        Longest document that is read, in code points.
    gazetteer
        Folder of a local gazetteer (``python -m geo gazetteer import``); None for the one in data.
    places
        Files of the analyst's own places, which take precedence over the gazetteer.
    """

    data: Path = field(default=DATA)
    viewpoint: str = "de-facto"
    tolerance: float = 1e-4
    layers: tuple[Path, ...] = ()
    max_chars: int = 5_000_000
    gazetteer: Path | None = None
    places: tuple[Path, ...] = ()

    @property
    def shapes(self) -> tuple[Path, ...]:
        """Files that rules can be measured from: the layers, and places that are not a table."""
        drawn = (path for path in self.places if path.suffix.lower() not in TABLES)
        return (*self.layers, *drawn)
