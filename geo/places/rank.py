"""Which entry a name means here: fame, the words around it, and the company it keeps."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from geo.places.gazetteer import Gazetteer
from geo.places.layout import (
    ADMIN1,
    ADMIN2,
    CITY,
    COUNTRY,
    FACILITY,
    KIND_SHIFT,
    REGION,
    ROW_MASK,
    WATER,
)
from geo.places.mentions import Found

Floats = npt.NDArray[np.float64]

MOST = 40  # entries of one name that are weighed
ROUNDS = 3
EARTH_RADIUS_KM = 6371.0088
KIND_BONUS = {
    COUNTRY: 2.0,
    ADMIN1: 1.0,
    ADMIN2: -1.0,
    CITY: 0.0,
    REGION: 0.5,
    FACILITY: 0.0,
    WATER: -0.5,
}
NAME_BONUS = (0.0, -1.0, 0.0, -1.5, 3.0)
TYPE_KINDS = {
    "admin1_type": (ADMIN1, ADMIN2),
    "admin2_type": (ADMIN2,),
    "city_type": (CITY,),
    "water_type": (WATER,),
}
TYPE_BONUS = 4.0
INSIDE = 6.0
COUNTRY_SHARE = 2.0
STATE_SHARE = 3.0
NEAR = 2.0
NEAR_KM = 150.0
FAME_SCALE = 8.0


@dataclass(slots=True)
class Sense:
    """
    A name of the document with the entries it may mean.

    Attributes
    ----------
    score
        Log-odds-like score of each row, shape (n,).
    reasons
        Why each row stands where it does.
    """

    name: str
    rows: npt.NDArray[np.int64]
    base: Floats
    score: Floats
    spans: list[Found]
    reasons: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))

    @property
    def share(self) -> Floats:
        """Probability of each row, shape (n,)."""
        odds = np.exp(self.score - self.score.max())
        share: Floats = odds / odds.sum()
        return share


class Ranker:
    """Ranks the entries of all names of one document together."""

    def __init__(self, gazetteer: Gazetteer, found: list[Found]) -> None:
        self.gazetteer = gazetteer
        self.place = gazetteer.places
        groups: dict[str, list[Found]] = defaultdict(list)
        for span in found:
            groups[span.name].append(span)
        self.senses = {name: self.sense(name, spans) for name, spans in groups.items()}
        self.found = found

    def sense(self, name: str, spans: list[Found]) -> Sense:
        """Return the entries of one name with what speaks for each by itself."""
        if spans[0].people is not None:
            rows = np.array([spans[0].people])
            return Sense(name, rows, np.ones(1), np.ones(1), spans)
        links = spans[0].links.astype(np.int64)
        rows, kinds = links & int(ROW_MASK), links >> int(KIND_SHIFT)
        base = self.gazetteer.fames[rows] / FAME_SCALE
        base = base + np.array([NAME_BONUS[k] for k in kinds.tolist()])
        base += np.array([KIND_BONUS.get(k, 0.0) for k in self.gazetteer.kinds[rows].tolist()])
        base += self.typed(rows, spans)
        best = np.argsort(-base, kind="stable")[:MOST]
        return Sense(name, rows[best], base[best], base[best].copy(), spans)

    def typed(self, rows: npt.NDArray[np.int64], spans: list[Found]) -> Floats:
        """Return what "province", "county", "city", "river" beside the name speak for."""
        bonus = np.zeros(len(rows))
        kinds = self.gazetteer.kinds[rows]
        for group, wanted in TYPE_KINDS.items():
            signs = {f">{group}", f">C{group}"}
            if any(signs & set(s.signs) for s in spans):
                bonus += TYPE_BONUS * np.isin(kinds, wanted)
        return bonus

    def rank(self) -> dict[str, Sense]:
        """Weigh the names against each other and return them by name."""
        for _ in range(ROUNDS):
            countries, states = self.company()
            near = self.points()
            for sense in self.senses.values():
                self.weigh(sense, countries, states, near)
            self.contain()
        return self.senses

    def company(self) -> tuple[dict[int, float], dict[int, float]]:
        """Return the weight of each country and first-order area in the document."""
        countries: dict[int, float] = defaultdict(float)
        states: dict[int, float] = defaultdict(float)
        for sense in self.senses.values():
            weight = max(s.probability for s in sense.spans)
            for row, share in zip(sense.rows.tolist(), sense.share.tolist(), strict=True):
                if share < 0.05:
                    continue
                place = self.place[row]
                countries[int(place["country"])] += weight * share
                if self.gazetteer.kinds[row] != COUNTRY and place["area"]:
                    states[int(place["area"])] += weight * share
        countries.pop(0, None)
        return countries, states

    def points(self) -> tuple[Floats, list[str]]:
        """Return unit vectors of the likeliest entry of each name that is no country, with weight."""
        rows, weights, names = [], [], []
        for sense in self.senses.values():
            best = int(np.argmax(sense.score))
            row = int(sense.rows[best])
            if self.gazetteer.kinds[row] in (CITY, ADMIN2, FACILITY):
                rows.append(row)
                weights.append(float(sense.share[best]))
                names.append(sense.name)
        return np.column_stack([self.vectors(np.array(rows, np.int64)), weights]), names

    def vectors(self, rows: npt.NDArray[np.int64]) -> Floats:
        """Return points on the unit sphere, shape (n, 3)."""
        lon = np.radians(self.place["lon"][rows] * 1e-5)
        lat = np.radians(self.place["lat"][rows] * 1e-5)
        return np.column_stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)])

    def weigh(
        self,
        sense: Sense,
        countries: dict[int, float],
        states: dict[int, float],
        near: tuple[Floats, list[str]],
    ) -> None:
        """Score the entries of one name by the company of the other names."""
        if len(sense.rows) == 1:
            return
        own = max(s.probability for s in sense.spans) * sense.share
        place = self.place[sense.rows]
        country = np.array([countries.get(c, 0.0) for c in place["country"].tolist()])
        state = np.array([states.get(a, 0.0) for a in place["area"].tolist()])
        sense.score = sense.base + COUNTRY_SHARE * np.log1p(np.maximum(country - own, 0))
        sense.score += STATE_SHARE * np.log1p(np.maximum(state - own, 0))
        others, names = near
        keep = np.array([n != sense.name for n in names], bool)
        if keep.any():
            cosine = np.clip(self.vectors(sense.rows) @ others[keep, :3].T, -1, 1)
            close = np.exp(-np.arccos(cosine) * EARTH_RADIUS_KM / NEAR_KM) @ others[keep, 3]
            sense.score += NEAR * np.log1p(close)

    def contain(self) -> None:
        """Raise the entries that "Lebanon, Pennsylvania" speaks for, on both sides."""
        for first, second in zip(self.found, self.found[1:], strict=False):
            if "container" not in first.signs or second.first != first.last:
                continue
            inner, outer = self.senses[first.name], self.senses[second.name]
            area = self.place["area"][inner.rows]
            country = self.place["country"][inner.rows]
            kinds = self.gazetteer.kinds[outer.rows]
            for at, row in enumerate(outer.rows.tolist()):
                if kinds[at] == COUNTRY:
                    inside = country == self.place["country"][row]
                elif kinds[at] in (ADMIN1, ADMIN2):
                    inside = area == self.place["area"][row]
                else:
                    continue
                inside &= inner.rows != row
                if inside.any():
                    inner.score += INSIDE * inside
                    outer.score[at] += INSIDE
                    for r in inner.rows[inside].tolist():
                        inner.reasons[r] = [f"in {self.gazetteer.candidate(row).name}"]
