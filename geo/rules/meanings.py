"""What the placeholders of a folded sentence may stand for."""

from __future__ import annotations

from collections.abc import Mapping

from geo.model import Place, Reference
from geo.rules.reduced import Reduced
from geo.text.bearings import Bearings
from geo.text.coordinates import Coordinates
from geo.text.quantities import Length

# id and name of a river, lake or line, by each of its names in lower case
Lines = Mapping[str, tuple[str, str]]
NO_LINES: Lines = {}
Meaning = Length | Coordinates | Bearings | Place | tuple[Reference, ...]
Sentence = Reduced[Meaning]
