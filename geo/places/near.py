"""Names that lie close to well-known ones of the same document, before anything is resolved."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from geo.places.gazetteer import Gazetteer
from geo.places.layout import CITY, COUNTRY, FACILITY, ROW_MASK
from geo.places.mentions import Found
from geo.places.pairs import Best

EARTH_RADIUS_KM = 6371.0088
RINGS_KM = (30.0, 100.0, 300.0)
FAMOUS = 40  # fame of a name that others are measured from
CUED = {"<preposition_in", "container", "list", "list>", "range", "range>"}
PERSON = {"person", "<Cgiven", "<Ctitle"}
MOST_ANCHORS = 60
MOST_ENTRIES = 12  # of one name that are measured
FEW = 3  # a name with more entries lies near anything by chance
CONFINED = np.zeros(8, bool)
CONFINED[[CITY, FACILITY]] = True

Floats = npt.NDArray[np.float64]


def near_signs(found: list[Found], bests: list[Best], gazetteer: Gazetteer) -> None:
    """Add to each span the sign of its distance to the nearest well-known other name."""
    anchors = {
        f.name: b.row for f, b in zip(found, bests, strict=True) if b.row >= 0 and _known(f, b)
    }
    if not anchors:
        return
    names = list(anchors)[:MOST_ANCHORS]
    targets = unit_vectors(gazetteer, np.array([anchors[n] for n in names]))
    at = {name: i for i, name in enumerate(names)}
    asked = [f for f in found if f.people is None and len(f.links)]
    asked = [f for f in asked if len(names) > (f.name in at)]  # alone it is far from nothing
    if not asked:
        return
    lines = [(f.links & ROW_MASK).astype(np.int64)[:MOST_ENTRIES] for f in asked]
    rows = np.concatenate(lines)
    sizes = np.array([len(rows_) for rows_ in lines])
    cosine = unit_vectors(gazetteer, rows) @ targets.T
    owner = np.repeat(np.array([at.get(f.name, -1) for f in asked]), sizes)
    own = np.flatnonzero(owner >= 0)
    cosine[own, owner[own]] = -1.0
    best = cosine.max(axis=1)
    best[gazetteer.kinds[rows] == COUNTRY] = -1.0
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    nearest = np.maximum.reduceat(best, starts)
    limits = np.cos(np.array(RINGS_KM) / EARTH_RADIUS_KM)
    rings = (nearest[:, None] < limits[None, :]).sum(axis=1)
    for span, ring in zip(asked, rings.tolist(), strict=True):
        span.signs.append(f"near:{ring}:{'few' if len(span.links) <= FEW else 'many'}")


def _known(span: Found, best: Best) -> bool:
    """Tell whether a span is well known, or said to be a place, and no person."""
    signs = set(span.signs)
    if signs & PERSON or not CONFINED[best.kind]:
        return False
    return best.fame >= FAMOUS or bool(signs & CUED)


def unit_vectors(gazetteer: Gazetteer, rows: npt.NDArray[np.int64]) -> Floats:
    """Return the points of some rows on the unit sphere, shape (n, 3)."""
    place = gazetteer.places[rows]
    lon, lat = np.radians(place["lon"] * 1e-5), np.radians(place["lat"] * 1e-5)
    vectors: Floats = np.column_stack(
        [np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)]
    )
    return vectors
