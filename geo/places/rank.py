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
    CLASSES,
    COUNTRY,
    FACILITY,
    KIND_SHIFT,
    LINE,
    REGION,
    ROW_MASK,
    WATER,
)
from geo.places.mentions import Found
from geo.places.signs import TYPE_KINDS

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

MOST_ENTRIES = 40  # of one name that are weighed
MOST_POINTS = 80  # that others are measured against
EARTH_RADIUS_KM = 6371.0088
SEAT_SHARE = 0.12  # of the people of an area, that its main town has
SMALL = np.isin(np.arange(len(CLASSES)), (CITY, ADMIN2, FACILITY))
IS_KIND = {
    group: np.isin(np.arange(len(CLASSES)), kinds).astype(np.float64)
    for group, kinds in TYPE_KINDS.items()
}
ACTS = {">speech", ">auxiliary", "pact"}


@dataclass(frozen=True, slots=True)
class Weights:
    """What each argument for an entry weighs, in log-odds."""

    fame: float = 0.08
    country: float = 2.0
    admin1: float = 0.5
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
    capital: float = 0.5  # of a country
    government: float = 2.0  # a capital that speaks
    inside: float = 6.0
    same_country: float = 3.0
    same_state: float = 3.0
    same_county: float = 4.0
    near: float = 1.0
    near_km: float = 150.0
    close: float = 1.0
    close_km: float = 30.0
    rounds: int = 3


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
    """

    name: str
    spans: list[Found]
    rows: Ints
    score: Floats
    share: Floats
    alone: Floats
    reasons: dict[int, str] = field(default_factory=dict)

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


class Ranker:
    """Ranks the entries of all names of one document together, as columns of one table."""

    def __init__(
        self, gazetteer: Gazetteer, found: list[Found], weights: Weights = Weights()
    ) -> None:
        self.gazetteer, self.found, self.weights = gazetteer, found, weights
        groups: dict[str, list[Found]] = defaultdict(list)
        for span in found:
            groups[span.name].append(span)
        self.names = {name: i for i, name in enumerate(groups)}
        self.groups = list(groups.values())
        self._fill()

    def _fill(self) -> None:
        """Lay out one line for each entry of each name."""
        lines, kinds, owner = [], [], []
        for number, spans in enumerate(self.groups):
            rows, name_kinds = self.entries(spans)
            lines.append(rows)
            kinds.append(name_kinds)
            owner.append(np.full(len(rows), number))
        self.rows: Ints = np.concatenate(lines) if lines else np.empty(0, np.int64)
        self.name_kinds: Ints = np.concatenate(kinds) if kinds else np.empty(0, np.int64)
        self.owner: Ints = np.concatenate(owner) if owner else np.empty(0, np.int64)
        sizes = [len(rows) for rows in lines]
        self.starts: Ints = np.concatenate([[0], np.cumsum(sizes)[:-1]]).astype(np.int64)
        place = self.gazetteer.places[self.rows]
        self.kinds = place["kind"].astype(np.int64)
        self.country = place["country"].astype(np.int64)
        self.area = place["area"].astype(np.int64)
        self.parent = place["parent"].astype(np.int64)
        self.countries = Areas.of(self.country, self.owner)
        self.states = Areas.of(self.area, self.owner)
        self.counties = Areas.of(self.parent, self.owner)
        self.people_count = place["population"].astype(np.float64)
        lon, lat = np.radians(place["lon"] * 1e-5), np.radians(place["lat"] * 1e-5)
        self.points: Floats = np.column_stack(
            [np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)]
        )
        self.certain = np.array([max(s.probability for s in g) for g in self.groups])

    def entries(self, spans: list[Found]) -> tuple[Ints, Ints]:
        """Return the rows of a name and the kind of name each bears, the best known ones."""
        if spans[0].people is not None:
            return np.array([spans[0].people]), np.zeros(1, np.int64)
        links = spans[0].links.astype(np.int64)
        rows, kinds = links & int(ROW_MASK), links >> int(KIND_SHIFT)
        if len(rows) > MOST_ENTRIES:
            best = np.argsort(-self.gazetteer.fames[rows].astype(int), kind="stable")
            rows, kinds = rows[best[:MOST_ENTRIES]], kinds[best[:MOST_ENTRIES]]
        return rows, kinds

    def rank(self) -> list[Sense]:
        """Weigh the names against each other and return them in the order of their appearance."""
        if not self.groups:
            return []
        base = self.base()
        contained, reasons = self.contained(base)
        base = base + contained
        score = base
        for _ in range(self.weights.rounds):
            score = base + self.company(self.shares(score))
        shares = self.shares(score)
        senses = []
        for number, spans in enumerate(self.groups):
            lines = self.lines(number)
            at = range(lines.start, lines.stop)
            own = {int(self.rows[i]): reasons[i] for i in at if i in reasons}
            senses.append(
                Sense(
                    spans[0].name,
                    spans,
                    self.rows[lines],
                    score[lines],
                    shares[lines],
                    base[lines],
                    own,
                )
            )
        return senses

    def base(self) -> Floats:
        """Return what speaks for each entry by itself and by the words beside the name."""
        w = self.weights
        by_kind = np.zeros(8)
        by_kind[[COUNTRY, ADMIN1, ADMIN2, CITY, REGION, FACILITY, WATER, LINE]] = (
            w.country, w.admin1, w.admin2, 0, w.region, w.facility, w.water, w.region,
        )  # fmt: skip
        by_name = np.array([0, w.alternate, 0, w.short, w.abbreviation])
        score: Floats = self.gazetteer.fames[self.rows].astype(np.float64) * w.fame
        score = score + by_kind[self.kinds] + by_name[self.name_kinds]
        capital = np.isin(self.rows, self.gazetteer.capital_rows)
        score = score + w.capital * capital
        for number, spans in enumerate(self.groups):
            lines = self.lines(number)
            signs = set().union(*(s.signs for s in spans))
            typed = [g for g in TYPE_KINDS if f">{g}" in signs or f">C{g}" in signs]
            for group in typed:
                score[lines] += w.typed * IS_KIND[group][self.kinds[lines]]
            if not typed and lines.stop - lines.start > 1:
                score[lines] += w.seat * self.seated(lines)
                score[lines] += w.untyped * (self.kinds[lines] == ADMIN2)
            if signs & ACTS:
                score[lines] += w.government * capital[lines]
        return score

    def lines(self, number: int) -> slice:
        """Return the lines of one name."""
        last = number + 1 == len(self.starts)
        return slice(
            int(self.starts[number]), len(self.rows) if last else int(self.starts[number + 1])
        )

    def seated(self, lines: slice) -> npt.NDArray[np.bool_]:
        """Tell which areas bear the name of the town most of their people live in."""
        kinds, area, people = self.kinds[lines], self.area[lines], self.people_count[lines]
        found = np.zeros(len(kinds), bool)
        towns = np.flatnonzero(kinds == CITY)
        for at in np.flatnonzero((kinds == ADMIN1) | (kinds == ADMIN2)):
            inside = towns[area[towns] == area[at]]
            found[at] = bool((people[inside] >= SEAT_SHARE * people[at]).any())
        return found

    def shares(self, score: Floats) -> Floats:
        """Return the probability of each entry among those of its name."""
        top = np.maximum.reduceat(score, self.starts)
        odds = np.exp(score - top[self.owner])
        shares: Floats = odds / np.add.reduceat(odds, self.starts)[self.owner]
        return shares

    def company(self, share: Floats) -> Floats:
        """Return what the other names of the document speak for."""
        w = self.weights
        weight = share * self.certain[self.owner]
        below = np.where(self.kinds == COUNTRY, 0.0, weight)
        total = w.same_country * self._together(self.countries, weight)
        total += w.same_state * self._together(self.states, below)
        total += w.same_county * self._together(self.counties, below)
        return total + self._near(weight)

    def _together(self, areas: Areas, weight: Floats) -> Floats:
        """Return the log of how much of the other names lies in the same area."""
        inside = np.bincount(areas.code, weight)[areas.code]
        own = np.bincount(areas.pair, weight)[areas.pair]
        found: Floats = np.log1p(np.maximum(inside - own, 0.0)) * areas.real
        return found

    def _near(self, weight: Floats) -> Floats:
        """Return the log of how much of the other names lies close by."""
        w = self.weights
        small = SMALL[self.kinds]
        best = np.flatnonzero(small & (weight > 0.3))
        best = best[np.argsort(-weight[best], kind="stable")[:MOST_POINTS]]
        if not len(best):
            return np.zeros(len(weight))
        cosine = self.points @ self.points[best].T
        km = EARTH_RADIUS_KM * np.sqrt(np.maximum(0.0, 2 - 2 * cosine))
        other = weight[best] * (self.owner[:, None] != self.owner[best][None, :])
        near = np.log1p((np.exp(-km / w.near_km) * other).sum(axis=1))
        close = np.log1p((np.exp(-km / w.close_km) * other).sum(axis=1))
        total: Floats = (w.near * near + w.close * close) * np.where(small, 1.0, 0.3)
        return total

    def contained(self, base: Floats) -> tuple[Floats, dict[int, str]]:
        """Return what "Lebanon, Pennsylvania" speaks for, on both sides, and why."""
        extra = np.zeros(len(base))
        reasons: dict[int, str] = {}
        done = set()
        for first, second in zip(self.found, self.found[1:], strict=False):
            pair = (first.name, second.name)
            if not {"container", "in>"} & set(first.signs) or pair in done:
                continue
            done.add(pair)
            here, there = self.lines(self.names[first.name]), self.lines(self.names[second.name])
            inner = np.arange(here.start, here.stop)
            for line in range(there.start, there.stop):
                inside = inner[self.lies_in(inner, line)]
                if len(inside):
                    strength = self.weights.inside * (1.0 if "container" in first.signs else 0.5)
                    extra[inside] = np.maximum(extra[inside], strength)
                    extra[line] = max(extra[line], strength)
                    name = self.gazetteer.name(int(self.rows[line]))
                    reasons.update((i, f"the text puts it in {name}") for i in inside.tolist())
        return extra, reasons

    def lies_in(self, inner: Ints, line: int) -> npt.NDArray[np.bool_]:
        """Tell which lines lie in the area of another one."""
        kind = self.kinds[line]
        if kind == COUNTRY:
            inside = self.country[inner] == self.country[line]
        elif kind == ADMIN1:
            inside = self.area[inner] == self.area[line]
        elif kind == ADMIN2:
            inside = self.parent[inner] == self.rows[line]
        else:
            return np.zeros(len(inner), bool)
        found: npt.NDArray[np.bool_] = inside & (self.rows[inner] != self.rows[line])
        within: npt.NDArray[np.bool_] = found & (self.kinds[inner] > kind)
        return within
