"""Parts of a rule by the words the reader sees, for select boxes."""

from __future__ import annotations

from geo.maps.style import STYLES
from geo.maps.words import DIRECTIONS, EFFECTS
from geo.model import Compliance, Effect, Relation, Status

NOTE = "Why (kept with the correction)"
STATUS_OF: dict[str, Status] = {STYLES[status].label: status for status in Status}
EFFECT_OF: dict[str, Effect] = {words: effect for effect, words in EFFECTS.items()}
RELATIONS: dict[Relation, str] = {
    Relation.WITHIN: "within the distance",
    Relation.BEYOND: "beyond the distance",
    Relation.IN: "inside the area",
    Relation.BETWEEN: "between two",
    **{relation: f"{words} it" for relation, words in DIRECTIONS.items()},
}
RELATION_OF: dict[str, Relation] = {words: relation for relation, words in RELATIONS.items()}
KEPT: dict[Compliance, str] = {
    Compliance.UNKNOWN: "not said",
    Compliance.OBSERVED: "observed",
    Compliance.VIOLATED: "violated",
}
KEPT_OF: dict[str, Compliance] = {words: compliance for compliance, words in KEPT.items()}


def label_of(status: Status) -> str:
    """Return the words for a status."""
    return STYLES[status].label
