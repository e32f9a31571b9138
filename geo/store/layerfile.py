"""The layers of a case as a file that a pipeline takes; it is gone when the process ends."""

from __future__ import annotations

import hashlib
import json
import tempfile
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import shapely

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.store.layer import Layer


@cache
def _folder() -> tempfile.TemporaryDirectory[str]:
    """Return this process's folder; Python removes it at the end."""
    return tempfile.TemporaryDirectory(prefix="cordon-")


def layer_file(layers: Sequence[Layer]) -> tuple[Path, ...]:
    """
    Write layers as GeoJSON with their names and aliases.

    Returns
    -------
    paths
        One file, for `Settings.layers`; none without layers. It lies in a folder that is named by
        its content: the same layers are the same path within a process.
    """
    if not layers:
        return ()
    text = json.dumps({"type": "FeatureCollection", "features": list(map(_feature, layers))})
    folder = Path(_folder().name) / hashlib.sha256(text.encode()).hexdigest()[:16]
    path = folder / "case.geojson"
    if not path.exists():
        folder.mkdir(exist_ok=True)
        part = folder / "case.part"
        part.write_text(text, encoding="utf-8")
        part.replace(path)
    return (path,)


def _feature(layer: Layer) -> dict[str, object]:
    names = {"name": layer.name, "aliases": "|".join(layer.aliases)}
    geometry = json.loads(shapely.to_geojson(layer.geometry))
    return {"type": "Feature", "properties": names, "geometry": geometry}
