"""
How well found places fit the marked ones of a corpus.

Recognition is scored by exact and by overlapping spans, one to one; a longer overlap is matched
first. A toponym is right end to end when a found place overlaps it and lies within 161 km. Marked
names without coordinates count for recognition alone; optional names count for nothing.
"""

from dataclasses import dataclass, field
from math import asin, cos, radians, sin, sqrt

import numpy as np

RIGHT_KM = 161.0
EARTH_RADIUS_KM = 6371.0088


@dataclass(frozen=True, slots=True)
class Pinned:
    """
    A found name with its point in degrees, EPSG:4326, and how sure it is.

    ``country`` tells that it is pinned on a country.
    """

    start: int
    end: int
    lat: float
    lon: float
    confidence: float = 1.0
    country: bool = False


@dataclass(slots=True)
class Tally:
    """Counts over documents; add them up, then read the figures."""

    exact: list = field(default_factory=lambda: [0, 0, 0])  # right, found, wanted
    overlap: list = field(default_factory=lambda: [0, 0, 0])
    placed: list = field(default_factory=lambda: [0, 0, 0])
    errors_km: list = field(default_factory=list)
    sure: list = field(default_factory=list)  # (confidence, right) of each found name

    def figures(self):
        """Return the figures of all documents counted."""
        errors = np.array(self.errors_km or [np.nan])
        return {
            "exact": f1(*self.exact),
            "overlap": f1(*self.overlap),
            "end_to_end": f1(*self.placed),
            "precision": self.placed[0] / max(1, self.placed[1]),
            "recall": self.placed[0] / max(1, self.placed[2]),
            "acc161": float((errors <= RIGHT_KM).mean()),
            "median_km": float(np.median(errors)),
        }


def f1(right, found, wanted):
    return 2 * right / max(1, found + wanted)


def km(a, b):
    """Great-circle distance by the haversine."""
    y1, x1, y2, x2 = map(radians, (a.lat, a.lon, b.lat, b.lon))
    h = sin((y2 - y1) / 2) ** 2 + cos(y1) * cos(y2) * sin((x2 - x1) / 2) ** 2
    return 2 * EARTH_RADIUS_KM * asin(min(1.0, sqrt(h)))


def shared(a, b):
    return min(a.end, b.end) - max(a.start, b.start)


def matched(wanted, found, accept):
    """Pair wanted with found spans one to one, equal spans first, then by shared length."""
    pairs = [
        (-(shared(w, f) + 1000 * ((w.start, w.end) == (f.start, f.end))), w.start, f.start, i, j)
        for i, w in enumerate(wanted)
        for j, f in enumerate(found)
        if shared(w, f) > 0 and accept(w, f)
    ]
    left, right, kept = set(), set(), []
    for *_, i, j in sorted(pairs):
        if i not in left and j not in right:
            left.add(i)
            right.add(j)
            kept.append((i, j))
    return kept


def score(document, found, tally, countries=True):
    """
    Add a document to a tally.

    Without countries, marked countries and peoples are optional: found or not, they count for
    nothing. How sure and how right names are is then told of those alone that are pinned elsewhere
    than on a country.
    """
    wanted = [t for t in document.toponyms if countries or not t.country]
    spare = [*document.optional, *(t for t in document.toponyms if not countries and t.country)]
    found = list({(p.start, p.end): p for p in reversed(found)}.values())

    def counted(taken):
        """Count found names that are neither matched nor on a spare name."""
        rest = [p for j, p in enumerate(found) if j not in taken]
        return len(taken) + sum(not any(shared(p, s) > 0 for s in spare) for p in rest)

    def add(counts, pairs, whole, number):
        for at, value in enumerate((len(pairs), number, len(whole))):
            counts[at] += value

    same = matched(wanted, found, lambda w, f: (w.start, w.end) == (f.start, f.end))
    add(tally.exact, same, wanted, counted({j for _, j in same}))
    over = matched(wanted, found, lambda w, f: True)
    add(tally.overlap, over, wanted, counted({j for _, j in over}))
    tally.errors_km += [km(wanted[i], found[j]) for i, j in over if wanted[i].lat is not None]
    placed = [t for t in wanted if t.lat is not None]
    spare += [t for t in wanted if t.lat is None]
    near = matched(placed, found, lambda w, f: km(w, f) <= RIGHT_KM)
    right = {j for _, j in near}
    on_placed = [any(shared(p, t) > 0 for t in placed) for p in found]
    unplaced = [any(shared(p, s) > 0 for s in spare) for p in found]
    wrong = [j for j in range(len(found)) if j not in right and (on_placed[j] or not unplaced[j])]
    add(tally.placed, near, placed, len(near) + len(wrong))
    for rightness, taken in ((1.0, right), (0.0, wrong)):
        judged = (found[j] for j in taken if countries or not found[j].country)
        tally.sure += [(p.confidence, rightness) for p in judged]


def calibration(sure, bins=10):
    """Expected calibration error, and (mean confidence, share right, number) of each bin."""
    values = np.array(sure)
    at = np.minimum((values[:, 0] * bins).astype(int), bins - 1)
    rows = [
        (*values[at == b].mean(axis=0).tolist(), int((at == b).sum()))
        for b in range(bins)
        if (at == b).any()
    ]
    error = sum(abs(c - r) * n for c, r, n in rows) / len(values)
    return error, rows


def interval(tallies, seed=0, draws=1000):
    """95 % interval of the end-to-end F1 by drawing documents with replacement."""
    counts = np.array([t.placed for t in tallies], float)
    rng = np.random.default_rng(seed)
    drawn = counts[rng.integers(0, len(counts), (draws, len(counts)))].sum(axis=1)
    values = 2 * drawn[:, 0] / np.maximum(1, drawn[:, 1] + drawn[:, 2])
    return tuple(np.quantile(values, (0.025, 0.975)).tolist())


def added(tallies):
    """Return the sum of tallies."""
    total = Tally()
    for tally in tallies:
        for name in ("exact", "overlap", "placed"):
            getattr(total, name)[:] = [
                a + b for a, b in zip(getattr(total, name), getattr(tally, name), strict=True)
            ]
        total.errors_km += tally.errors_km
        total.sure += tally.sure
    return total
