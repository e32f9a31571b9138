"""The table the ranker weighs: its weights, the areas of its lines, and what comes out."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from geo.places.mentions import Found

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


UNLISTED = -0.5  # log-odds of a place that no gazetteer has, beside a village of five people


@dataclass(frozen=True, slots=True)
class Weights:
    """What each argument for an entry weighs, in log-odds."""

    fame: float = 0.1
    country: float = 3.0
    admin1: float = 1.0
    admin2: float = -1.0
    region: float = 0.5
    facility: float = 1.0
    water: float = -0.5
    alternate: float = -3.0
    short: float = -1.5
    abbreviation: float = 3.0
    typed: float = 4.0
    untyped: float = 0.0  # a second-order area without "county"
    seat: float = -2.0  # an area that bears the name of its main town
    capital: float = 1.5  # of a country
    article: float = 6.0  # waters, lines and regions after "the"
    government: float = 2.0  # a capital that speaks
    inside: float = 8.0
    listed: float = 2.0  # neighbours in a list are of one kind
    same_country: float = 7.0
    same_state: float = 5.5
    same_county: float = 11.0
    near: float = 3.5
    near_km: float = 200.0
    close: float = 2.0
    close_km: float = 30.0
    rounds: int = 4


@dataclass(slots=True)
class Sense:
    """
    A name of the document and the entries it may mean; all arrays have shape (n,).

    Attributes
    ----------
    score, share
        Log-odds with everything weighed, and the probabilities they make.
    alone
        Log-odds of the entry by itself, without the other names of the document.
    home
        Log-odds that a place in the country of most other names would have from these.
    """

    name: str
    spans: list[Found]
    rows: Ints
    score: Floats
    share: Floats
    alone: Floats
    reasons: dict[int, str] = field(default_factory=dict)
    home: float = 0.0

    def reason(self, at: int) -> str:
        """Say why one of the entries stands where it does."""
        if int(self.rows[at]) in self.reasons:
            return self.reasons[int(self.rows[at])]
        if len(self.rows) == 1:
            return "the only entry of its name"
        if self.alone[at] == self.alone.max():
            return "the best known of its name"
        if self.score[at] == self.score.max():
            return "the other places of the text lie nearby or in the same area"
        return "less known, and the text speaks for another"

    @property
    def company(self) -> float:
        """Log-odds that the other names of the document add to the likeliest entry."""
        at = int(np.argmax(self.score))
        return float(self.score[at] - self.alone[at])

    @property
    def unlisted(self) -> float:
        """Log-odds that a place of the name that no gazetteer has is meant, and not the likeliest."""
        return UNLISTED + self.home - float(self.score.max())

    @property
    def best(self) -> int:
        """Row of the likeliest entry."""
        return int(self.rows[int(np.argmax(self.score))])


@dataclass(frozen=True, slots=True)
class Areas:
    """
    The areas the entries lie in, numbered from 0; all arrays have shape (n,).

    Attributes
    ----------
    code
        Number of the entry's area.
    pair
        Number of its name and area together.
    real
        1 where the entry lies in an area at all, else 0.
    """

    code: Ints
    pair: Ints
    real: Floats

    @classmethod
    def of(cls, area: Ints, owner: Ints) -> Areas:
        """Number the areas of a table of entries."""
        _, code = np.unique(area, return_inverse=True)
        _, pair = np.unique(owner * (len(code) + 1) + code, return_inverse=True)
        return cls(code, pair, (area > 0).astype(np.float64))
