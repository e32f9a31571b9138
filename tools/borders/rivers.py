"""Rivers of Natural Earth with their names mended, further ones, and both laid on the borders."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import shapefile  # type: ignore[import-not-found,unused-ignore]

from geo.zones.atlas import Atlas
from geo.zones.lengths import length_km
from geo.zones.named import fold
from tools.borders.network import Network, border_stretch
from tools.borders.snap import BorderLines, Coast
from tools.borders.water import Water

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from numpy.typing import NDArray

    from geo.zones.borders import Borders

    Points = NDArray[np.float64]

TABLE = Path(__file__).with_name("rivers.toml")
APART_DEG = 4.0  # pieces of one name farther apart than this are different rivers
SPOT_DEG = 0.1
LONGEST = 2.4  # a way this many times longer than the straight one has lost its river
NOTES = {
    "ne": "Natural Earth 1:10m centre line, good to about 1 km",
    "wdb": "World Data Bank II (GSHHG) centre line, good to about 1 km",
    "border": "border of OpenStreetMap",
    "mouth": "its last kilometres straight to the coast",
    "sketch": "partly drawn by hand through known places, good to some 5 km",
}


def rivers(folder: Path, borders: Borders) -> Iterator[Water]:
    """Yield the named rivers; the second river of a name is called ``NAME#2``."""
    table = tomllib.loads(TABLE.read_text(encoding="utf-8"))
    atlas = Atlas(borders.folder / "borders.sqlite")
    lines, coast = BorderLines(atlas), Coast(atlas)
    drawn = _natural_earth(folder, table)
    added = _further(folder, borders, table["river"])
    for name in sorted({*drawn, *added}):
        legs = {**drawn.get(name, {}), **added.get(name, {})} if name in drawn else added[name]
        legs["mouth"] = list(coast.mouths([run for runs in legs.values() for run in runs]))
        aliases = spellings(name, _known_as(name, table))
        yield _water(name, aliases, legs, lines)


def _water(
    name: str, aliases: tuple[str, ...], legs: dict[str, list[Points]], lines: BorderLines
) -> Water:
    """Return a river, laid on the borders it runs along."""
    pieces, used = [], [kind for kind in NOTES if legs.get(kind)]
    for kind, runs in legs.items():
        for run in runs:
            laid = [run] if kind in ("border", "sketch", "mouth") else list(lines.laid(run))
            if len(laid) > 1 and "border" not in used:
                used.append("border")
            pieces += [piece for piece in laid if len(piece) > 1]
    rounded = (distinct(np.rint(piece * 1e6).astype(np.int32)) for piece in pieces)
    note = "; ".join(NOTES[kind] for kind in used)
    return Water("river", name, aliases, note, tuple(p for p in rounded if len(p) > 1))


def _natural_earth(folder: Path, table: dict[str, Any]) -> dict[str, dict[str, list[Points]]]:
    """Return the lines of Natural Earth by the name of their river."""
    path = folder / "mag/usr/share/magics/10m/ne_10m_rivers_lake_centerlines"
    reader = shapefile.Reader(str(path), encoding="latin-1")
    first = {other: name for name, others in table["joined"].items() for other in others}
    replaced = {row["name"] for row in table["river"] if not row.get("adds")}
    pieces: dict[str, list[Points]] = defaultdict(list)
    for item in reader.iterShapeRecords():
        raw = str(item.record["name"]).strip()
        name = table["renamed"].get(raw, raw)
        name = first.get(name, name)
        if name and "?" not in name and name not in replaced:
            points = np.asarray(item.shape.points)
            for run in np.split(points, list(item.shape.parts[1:])):
                meant = _meant(name, run, table["misnamed"])
                for river, piece in _parted(meant, run, table["parted"]):
                    if river and len(piece) > 1:
                        pieces[river].append(piece)
    found = {}
    for name, lines in pieces.items():
        for number, course in enumerate([lines] if name in table["joined"] else _courses(lines)):
            found[name + (f"#{number + 1}" if number else "")] = {"ne": course}
    return found


def _meant(name: str, run: Points, rows: Iterable[dict[str, Any]]) -> str:
    """Return the river that a line is, whose name the source may have mistaken."""
    for row in rows:
        if row["name"] == name and np.hypot(*(run[0] - row["at"])) < SPOT_DEG:
            return str(row["river"])
    return name


def _parted(name: str, run: Points, rows: Iterable[dict[str, Any]]) -> Iterator[tuple[str, Points]]:
    """Yield the rivers that one line of the source is in turn."""
    row = next((row for row in rows if row["name"] == name), None)
    if row is None:
        yield name, run
        return
    cuts = [int(np.hypot(*(run - spot).T).argmin()) for spot in row["at"]]
    for river, start, end in zip(row["rivers"], [0, *cuts], [*cuts, len(run) - 1], strict=True):
        yield river, run[start : end + 1]


def _further(
    folder: Path, borders: Borders, rows: Iterable[dict[str, Any]]
) -> dict[str, dict[str, list[Points]]]:
    """Return the legs of the rivers of the table by kind."""
    network = Network.read(folder / "gshhg")
    found: dict[str, dict[str, list[Points]]] = {}
    for row in rows:
        legs: dict[str, list[Points]] = defaultdict(list)
        for leg in row["legs"]:
            kind = next(iter(leg))
            try:
                points = _leg(leg, network, borders)
            except LookupError as problem:
                raise LookupError(f"{row['name']}: {problem}") from problem
            legs[kind].append(points)
        found[row["name"]] = dict(legs)
    return found


def _leg(leg: dict[str, Any], network: Network, borders: Borders) -> Points:
    """Return one leg; LookupError where it runs far out of its way."""
    if "sketch" in leg:
        return np.array(leg["sketch"], dtype=float)
    spots = leg["between"] if "border" in leg else leg["wdb"]
    if "border" in leg:
        points = border_stretch(borders, leg["border"], *spots)
    else:
        points = network.way(spots)
    straight, length = length_km(np.array(spots, dtype=float)), length_km(points)
    if not 0.8 * straight < length < LONGEST * straight:
        raise LookupError(f"{spots}: {length:.0f} km for {straight:.0f} km as the crow flies")
    return points


def _known_as(name: str, table: dict[str, Any]) -> list[str]:
    """Return the further names of a river: joined, lost letters, aliases of the table."""
    bare = name.split("#")[0]
    joined = table["joined"].get(bare, [])
    lost = [raw for raw, mended in table["renamed"].items() if mended in (bare, *joined)]
    rows = [
        alias for row in table["river"] if row["name"] == bare for alias in row.get("aliases", ())
    ]
    ours = [alias for known in (bare, *joined) for alias in table["aliases"].get(known, ())]
    return [*joined, *ours, *rows, *(raw for raw in lost if "?" not in raw)]


def spellings(name: str, others: Sequence[str]) -> tuple[str, ...]:
    """Return further spellings of a name: "Donau (Danube)" is also Donau, and Danube."""
    bare, _, number = name.partition("#")
    suffix = f"#{number}" if number else ""
    found = list(others)
    for spelling in (bare, *others):
        inner = re.fullmatch(r"(.+?)\s*\((.+)\)", spelling)
        found += inner.groups() if inner else []
    known = {fold(bare)}
    fresh = [x for x in found if fold(x) not in known and not known.add(fold(x))]  # type: ignore[func-returns-value]
    return tuple(x + suffix for x in fresh)


def _courses(lines: list[Points]) -> list[list[Points]]:
    """Return the pieces of each river that bears the name, the one with the longest piece first."""
    courses: list[list[Points]] = []
    for line in sorted(lines, key=len, reverse=True):
        met = [at for at, course in enumerate(courses) if any(_near(line, x) for x in course)]
        joined = [piece for at in met for piece in courses[at]] + [line]
        kept = [course for at, course in enumerate(courses) if at not in met]
        kept.insert(met[0] if met else len(kept), joined)
        courses = kept
    return courses


def _near(one: Points, other: Points) -> bool:
    """Tell whether two lines come near each other."""
    apart = np.abs(one[:, None, :] - other[None, :, :]).max(axis=2)
    return bool(apart.min() <= APART_DEG)


def distinct(points: NDArray[np.int32]) -> NDArray[np.int32]:
    """Return a line without vertices that repeat the one before."""
    kept = np.concatenate([[True], (points[1:] != points[:-1]).any(axis=1)])
    found: NDArray[np.int32] = points[kept]
    return found
