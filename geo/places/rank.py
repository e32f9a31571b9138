"""Which entry a name means here: fame, the words around it, and the company it keeps."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise

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
from geo.places.senses import Areas, Floats, Ints, Sense, Weights
from geo.places.signs import TYPE_KINDS

MOST_ENTRIES = 40  # of one name that are weighed
MOST_POINTS = 80  # that others are measured against
EARTH_RADIUS_KM = 6371.0088
HALF = 1.5  # names that make half of all that company can tell
DEFAULT = Weights()
SEAT_SHARE = 0.12  # of the people of an area, that its main town has
WITH_ARTICLE = np.isin(np.arange(len(CLASSES)), (REGION, WATER, LINE)).astype(np.float64)
SMALL = np.isin(np.arange(len(CLASSES)), (CITY, ADMIN2, FACILITY))
IS_KIND = {
    group: np.isin(np.arange(len(CLASSES)), kinds).astype(np.float64)
    for group, kinds in TYPE_KINDS.items()
}
ACTS = {"governs", ">speech", ">auxiliary", "pact"}


class Ranker:
    """Ranks the entries of all names of one document together, as columns of one table."""

    def __init__(
        self, gazetteer: Gazetteer, found: list[Found], weights: Weights = DEFAULT
    ) -> None:
        self.gazetteer, self.found, self.weights = gazetteer, found, weights
        groups: dict[str, list[Found]] = defaultdict(list)
        for span in found:
            groups[span.name].append(span)
        self.names = {name: i for i, name in enumerate(groups)}
        self.groups = list(groups.values())
        couples = pairwise(found)
        self.lists = {
            (self.names[a.name], self.names[b.name])
            for a, b in couples
            if "list>" in a.signs and b.first - a.last <= 1 and a.name != b.name
        }
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
        homes = self.homes(shares)
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
                    homes[number],
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
            share = 1.0 if "<the" in signs else 0.5 if "<the?" in signs else 0.0
            if share:
                score[lines] += share * w.article * WITH_ARTICLE[self.kinds[lines]]
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
        return total + self._near(weight) + self._listed(share)

    def _listed(self, share: Floats) -> Floats:
        """Return what stands for entries of the kind of their neighbours in a list."""
        extra = np.zeros(len(share))
        for one, other in self.lists:
            for mine, theirs in ((one, other), (other, one)):
                a, b = self.lines(mine), self.lines(theirs)
                alike = self.kinds[a][:, None] == self.kinds[b][None, :]
                same = self.country[a][:, None] == self.country[b][None, :]
                near = alike & (same | (self.kinds[a][:, None] == COUNTRY))
                extra[a] = np.maximum(extra[a], self.weights.listed * (near @ share[b]))
        return extra

    def _together(self, areas: Areas, weight: Floats) -> Floats:
        """Return how much of the other names lies in the same area, below 1."""
        inside = np.bincount(areas.code, weight)[areas.code]
        own = np.bincount(areas.pair, weight)[areas.pair]
        found: Floats = saturated(np.maximum(inside - own, 0.0)) * areas.real
        return found

    def homes(self, share: Floats) -> list[float]:
        """Return what the other names would speak for a place in the country of most of them."""
        weight = share * self.certain[self.owner] * self.countries.real
        code = self.countries.code
        whole = np.bincount(code, weight)
        found = []
        for number in range(len(self.groups)):
            lines = self.lines(number)
            rest = whole - np.bincount(code[lines], weight[lines], len(whole))
            found.append(self.weights.same_country * float(saturated(rest.max())))
        return found

    def _near(self, weight: Floats) -> Floats:
        """Return how much of the other names lies close by, weighed."""
        w = self.weights
        small = SMALL[self.kinds]
        best = np.flatnonzero(small & (weight > 0.3))
        best = best[np.argsort(-weight[best], kind="stable")[:MOST_POINTS]]
        if not len(best):
            return np.zeros(len(weight))
        cosine = self.points @ self.points[best].T
        km = EARTH_RADIUS_KM * np.sqrt(np.maximum(0.0, 2 - 2 * cosine))
        other = weight[best] * (self.owner[:, None] != self.owner[best][None, :])
        near = saturated((np.exp(-km / w.near_km) * other).sum(axis=1))
        close = saturated((np.exp(-km / w.close_km) * other).sum(axis=1))
        total: Floats = (w.near * near + w.close * close) * np.where(small, 1.0, 0.3)
        return total

    def contained(self, base: Floats) -> tuple[Floats, dict[int, str]]:
        """Return what "Lebanon, Pennsylvania" speaks for, on both sides, and why."""
        extra = np.zeros(len(base))
        reasons: dict[int, str] = {}
        done = set()
        for first, second in pairwise(self.found):
            pair = (first.name, second.name)
            apart = second.first - first.last
            if apart > 1 or not {"container", "in>"} & set(first.signs) or pair in done:
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


def saturated(amount: Floats) -> Floats:
    """Return an amount of company as a number below 1: the tenth neighbour tells little more."""
    part: Floats = amount / (amount + HALF)
    return part
