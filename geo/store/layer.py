"""Custom layers, and the change of one: what it was, and what it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry


@dataclass(frozen=True, slots=True)
class Layer:
    """A line, area or point that the analyst gave a name; EPSG:4326."""

    name: str
    geometry: BaseGeometry
    aliases: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class LayerChange:
    """A layer added (no `before`), changed, or taken out (no `after`)."""

    name: str
    before: Layer | None
    after: Layer | None
