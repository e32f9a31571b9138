"""Positions of incidents that are given by coordinates: "exploded in position 13-25N 042-50E"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geo.model import Candidate, FeatureClass, Mention, Place, Role, Span
from geo.text.coordinates import find_coordinates

if TYPE_CHECKING:
    from geo.text.coordinates import Coordinates

SOURCE = "coordinates"
_LABEL = re.compile(r"^(?:(?!lat|lon)[a-z]{2,}[\s:.,(]+)+", re.IGNORECASE)  # "in position", "MGRS"


def positions(text: str, span: Span) -> tuple[Place, ...]:
    """
    Return a place for each point that one sentence gives by its coordinates.

    Examples
    --------
    >>> text = "Jets bombed a depot at 33.5138, 36.2765."
    >>> (place,) = positions(text, Span(0, len(text)))
    >>> place.candidate.lon, place.candidate.lat
    (36.2765, 33.5138)
    """
    return tuple(_place(text, span, c) for c in find_coordinates(text[span.start : span.end]))


def _place(text: str, sentence: Span, given: Coordinates) -> Place:
    """Return the place of a point; its words are those of the text."""
    span = Span(sentence.start + given.span.start, sentence.start + given.span.end)
    words = " ".join(text[span.start : span.end].split())
    name = _LABEL.sub("", words).strip(" .,;:()")
    lon, lat = given.lonlat
    reason = "the text gives its coordinates"
    candidate = Candidate(
        f"{SOURCE}:{lat:.6f},{lon:.6f}", name, lon, lat, FeatureClass.FACILITY, "", 0, SOURCE,
        score=1.0, reason=reason,
    )  # fmt: skip
    return Place((Mention(span, words, Role.RELATIVE),), (candidate,), 1.0, reason)
