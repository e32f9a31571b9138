"""The simplified world for outer zooms."""

from __future__ import annotations

import gzip
import json
from typing import TYPE_CHECKING

import shapely

from geo.errors import DataFileError

if TYPE_CHECKING:
    from pathlib import Path
    from typing import TypeAlias

    from shapely import MultiPolygon

    Territory: TypeAlias = tuple[str, str, MultiPolygon]


def read_overview(path: Path) -> list[Territory]:
    """
    Return code, name and simplified land of every territory.

    Areas fit each other: special areas (``SY-GO``) are features of their own and are not in
    the country that holds them.

    Raises
    ------
    DataFileError
        If there is no such file.
    """
    if not path.is_file():
        raise DataFileError(str(path), "file", "there is no simplified world")
    collection = json.loads(gzip.decompress(path.read_bytes()))
    return [
        (
            feature["properties"]["code"],
            feature["properties"]["name"],
            shapely.from_geojson(json.dumps(feature["geometry"])),
        )
        for feature in collection["features"]
    ]
