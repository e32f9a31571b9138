"""One river or lake as it is written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Water:
    """One river or lake: kind, its names, how it was made, and its lines or rings."""

    kind: str
    name: str
    aliases: tuple[str, ...]
    note: str
    lines: tuple[NDArray[np.int32], ...]
