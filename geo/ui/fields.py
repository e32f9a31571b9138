"""Statuses and effects by the words the reader sees, for select boxes."""

from __future__ import annotations

from geo.maps.style import STYLES
from geo.maps.words import EFFECTS
from geo.model import Effect, Status

NOTE = "Why (kept with the correction)"
STATUS_OF: dict[str, Status] = {STYLES[status].label: status for status in Status}
EFFECT_OF: dict[str, Effect] = {words: effect for effect, words in EFFECTS.items()}


def label_of(status: Status) -> str:
    """Return the words for a status."""
    return STYLES[status].label
