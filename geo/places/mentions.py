"""Which words of a document may name a place: spans the gazetteer knows, longest first."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from geo.places.gazetteer import Gazetteer, Rows
from geo.places.layout import ROW_MASK
from geo.places.names import fold_word
from geo.places.tokens import Tokens


@dataclass(slots=True)
class Found:
    """
    A span that the gazetteer or the list of demonyms knows.

    Attributes
    ----------
    first, last
        Its first word, and the one after its last.
    links
        Rows of the gazetteer with the kind of name above `ROW_MASK`.
    people
        Row of the place whose people or adjective it is, or None.
    """

    first: int
    last: int
    name: str
    links: Rows
    people: int | None = None
    signs: list[str] = field(default_factory=list)
    probability: float = 0.0

    @property
    def rows(self) -> list[int]:
        """Rows of the gazetteer."""
        return [int(row) for row in self.links & ROW_MASK]


def spans(tokens: Tokens, gazetteer: Gazetteer) -> list[Found]:
    """Return the known spans of a document, none overlapping, in their order."""
    starts, lengths, keys = tokens.sequences()
    if not len(keys):
        return []
    people = gazetteer.people_of(keys)
    known = gazetteer.known(keys) | (people >= 0)
    starts, lengths, keys, people = starts[known], lengths[known], keys[known], people[known]
    order = np.lexsort((-lengths, starts))
    links = gazetteer.rows(keys[order])
    found: list[Found] = []
    free = 0
    for at, rows in zip(order.tolist(), links, strict=True):
        first = int(starts[at])
        last = first + int(lengths[at])
        if first < free:
            continue
        who = int(people[at])
        name = " ".join(fold_word(w.text) for w in tokens.words[first:last])
        found.append(Found(first, last, name, rows, who if who >= 0 else None))
        free = last
    return found
