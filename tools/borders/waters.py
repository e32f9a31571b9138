"""Rivers and lakes of Natural Earth, with their names."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import pyogrio
import shapefile  # type: ignore[import-not-found,unused-ignore]
import shapely

from geo.zones.named import fold

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from numpy.typing import NDArray

    Points = NDArray[np.float64]

APART_DEG = 4.0  # pieces of one name farther apart than this are different rivers
SAME_RIVER = (
    ("Euphrates", "Firat", "Al Furat"),
    ("Tigris", "Dicle", "Dijlah"),
    ("Danube", "Donau (Danube)"),
    ("Amu Darya", "Amu  Darya", "Panj"),
    ("Mekong", "Lancang (Mekong)"),
    ("Amur", "Heilong Jiang (Amur)"),
    ("Ussuri", "Ussuri (Wusuli)"),
    ("Rhine", "Rhin (Rhein)"),
    ("Yangtze", "Chang Jiang (Yangtze)", "Jinsha (Yangtze)"),
    ("Irtysh", "Ertix (Irtysh)"),
    ("Salween", "Nu (Salween)"),
    ("Congo", "Lualaba (Congo)"),
    ("Blue Nile", "Abay (Blue Nile)", "El Bahr el Azraq  (Blue Nile)"),
    ("White Nile", "Bahr el Jebel  (White Nile)", "El Bahr el Abyad  (White Nile)"),
)
FURTHER_NAMES = {
    "Euphrates": ("Furat", "Fırat"),
    "Dnipro (Dnieper)": ("Dnipro", "Dnieper", "Dnepr"),
    "Dniester": ("Dnister", "Nistru", "Dnestr"),
    "Donets": ("Siverskyi Donets", "Seversky Donets"),
    "Amu Darya": ("Oxus", "Amudarya"),
    "Yalu": ("Amnok", "Amnokgang"),
    "Aras": ("Araxes", "Araks"),
    "Rio Grande": ("Rio Bravo",),
    "Shatt al Arab": ("Arvand Rud",),
    "Sea of Galilee": ("Lake Tiberias", "Lake Kinneret", "Kinneret"),
    "Bodensee": ("Lake Constance",),
    "Lake Malawi": ("Lake Nyasa",),
    "Lake Nasser": ("Lake Nubia",),
    "Lake Skadar": ("Lake Scutari", "Lake Shkodra"),
    "Lago Titicaca": ("Lake Titicaca",),
    "Kakhovka Reservoir": ("Kakhovka",),
}
WDB_RIVERS: dict[str, tuple[tuple[str, ...], tuple[tuple[float, float], ...]]] = {
    "Litani": (
        ("Leontes", "Nahr al-Litani", "Nahr el Litani"),
        ((36.051, 33.932), (35.830, 33.727), (35.535, 33.314)),
    ),
    "Yarmouk": (("Yarmuk", "Sheriat el Menadhire"), ((35.800, 32.751), (35.604, 32.665))),
    "Orontes": (
        ("Asi", "Nahr al-Asi", "El Assi"),
        (
            (36.432, 34.409), (36.667, 34.889), (36.373, 35.333), (36.376, 36.007),
            (36.383, 36.134), (36.162, 36.210), (35.977, 36.061),
        ),
    ),
    "Khabur": (
        ("Khabour", "Al-Khabur", "Nahr al-Khabur"),
        ((41.528, 36.689), (40.816, 36.398), (40.692, 35.566)),
    ),
}  # fmt: skip
BRIDGE_DEG = 0.2
NEAR_DEG = 0.002
NOTE_WDB = "World Data Bank II (GSHHG) centre line, good to about 1 km"
NOTE_RIVER = "Natural Earth 1:10m centre line, good to about 1 km; pieces of the same name joined"
NOTE_LAKE = "Natural Earth 1:10m outline, named after the 1:50m lake it overlaps most"


@dataclass(frozen=True, slots=True)
class Water:
    """One river or lake: kind, its names, how it was made, and its lines or rings."""

    kind: str
    name: str
    aliases: tuple[str, ...]
    note: str
    lines: tuple[NDArray[np.int32], ...]


def rivers(folder: Path) -> Iterator[Water]:
    """Yield the named rivers; the second river of a name is called ``NAME#2``."""
    path = folder / "mag/usr/share/magics/10m/ne_10m_rivers_lake_centerlines"
    reader = shapefile.Reader(str(path), encoding="latin-1")
    pieces: dict[str, list[Points]] = defaultdict(list)
    for item in reader.iterShapeRecords():
        name = _repaired(str(item.record["name"]).strip())
        if name and "?" not in name and name not in WDB_RIVERS:
            pieces[name].extend(_parts(item.shape))
    for first, *others in SAME_RIVER:
        pieces[first] = [line for name in (first, *others) for line in pieces.pop(name, ())]
    same = {first: tuple(others) for first, *others in SAME_RIVER}
    for name, lines in sorted(pieces.items()):
        for number, course in enumerate([lines] if name in same else _courses(lines)):
            names = _spellings(name, same.get(name, ()))
            suffix = f"#{number + 1}" if number else ""
            aliases = tuple(alias + suffix for alias in names)
            rounded = tuple(np.rint(line * 1e6).astype(np.int32) for line in course)
            yield Water("river", name + suffix, aliases, NOTE_RIVER, rounded)


def further_rivers(folder: Path) -> Iterator[Water]:
    """Yield rivers that Natural Earth lacks, from the lines of WDBII that pass given points."""
    courses = _wdb_lines(folder)
    for name, (aliases, passes) in WDB_RIVERS.items():
        lines = [_nearest_line(courses, spot) for spot in passes]
        chosen = [line for at, line in enumerate(lines) if not any(line is x for x in lines[:at])]
        bridged = [*chosen, *_bridges(chosen)]
        rounded = tuple(np.rint(line * 1e6).astype(np.int32) for line in bridged)
        yield Water("river", name, aliases, NOTE_WDB, rounded)


def _wdb_lines(folder: Path) -> list[Points]:
    """Return the rivers of WDBII: text rows of count, offset and size, and pairs of floats."""
    meta = next((folder / "basemap").rglob("riversmeta_f.dat"))
    raw = meta.with_name("rivers_f.dat").read_bytes()
    found = []
    for row in meta.read_text(encoding="ascii").splitlines():
        offset, size = (int(word) for word in row.split()[5:7])
        points = np.frombuffer(raw, "<f4", size // 4, offset).astype(float).reshape(-1, 2)
        points[:, 0] = (points[:, 0] + 180) % 360 - 180
        found.append(points)
    return found


def _nearest_line(lines: list[Points], spot: tuple[float, float]) -> Points:
    """Return the line with the vertex nearest to a spot; LookupError when none is near."""
    apart = [np.abs(line - spot).max(axis=1).min() for line in lines]
    nearest = int(np.argmin(apart))
    if apart[nearest] > NEAR_DEG:
        raise LookupError(f"no river of WDBII within {NEAR_DEG} degrees of {spot}")
    return lines[nearest]


def _bridges(lines: list[Points]) -> Iterator[Points]:
    """Yield straight lines over the gaps between lines that follow each other (lakes)."""
    for one, other in pairwise(lines):
        pairs = [(a, b) for a in (one[0], one[-1]) for b in (other[0], other[-1])]
        start, end = min(pairs, key=lambda pair: float(np.hypot(*(pair[0] - pair[1]))))
        if 0 < np.hypot(*(start - end)) < BRIDGE_DEG:
            yield np.array([start, end])


def lakes(folder: Path) -> Iterator[Water]:
    """Yield the named lakes: the outline of 1:10m with the name of 1:50m."""
    path = next((folder / "gpuwm").rglob("ne_10m_lakes.shp"))
    outlines = pyogrio.read_dataframe(path).geometry.make_valid().to_numpy()
    tree = shapely.STRtree(outlines)
    text = next((folder / "sprez").rglob("lakes-50m.geojson")).read_text(encoding="utf-8")
    shapes: dict[str, list[shapely.Polygon]] = defaultdict(list)
    for feature in json.loads(text)["features"]:
        rough = shapely.make_valid(shapely.geometry.shape(feature["geometry"]))
        found = outlines[tree.query(rough, predicate="intersects")]
        shared = shapely.area(shapely.intersection(found, rough))
        same = found[shared > 0.5 * np.minimum(shapely.area(found), rough.area)]
        shapes[feature["properties"]["name"] or ""].extend(same if len(same) else [rough])
    shapes.pop("", None)
    for name, parts in sorted(shapes.items()):
        whole = shapely.orient_polygons(shapely.union_all(parts))
        rings = shapely.get_rings(shapely.get_parts(whole))
        rounded = (np.rint(shapely.get_coordinates(ring) * 1e6) for ring in rings)
        lines = tuple(_distinct(points.astype(np.int32)) for points in rounded)
        yield Water("lake", name, _spellings(name, ()), NOTE_LAKE, lines)


def _repaired(name: str) -> str:
    """Return a name whose UTF-8 was read as Latin-1 as it was meant."""
    try:
        return name.encode("latin-1").decode("utf-8")
    except UnicodeDecodeError:
        return name


def _parts(shape: shapefile.Shape) -> list[Points]:
    """Return the lines of one shape."""
    points = np.asarray(shape.points)
    return np.split(points, list(shape.parts[1:]))


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


def _spellings(name: str, others: tuple[str, ...]) -> tuple[str, ...]:
    """Return further spellings of a name: "Donau (Danube)" is also Donau, and Danube."""
    found = [*others, *FURTHER_NAMES.get(name, ())]
    for spelling in (name, *others):
        inner = re.fullmatch(r"(.+?)\s*\((.+)\)", spelling)
        found += inner.groups() if inner else []
    known = {fold(name)}
    return tuple(x for x in found if fold(x) not in known and not known.add(fold(x)))  # type: ignore[func-returns-value]


def _distinct(points: NDArray[np.int32]) -> NDArray[np.int32]:
    """Return a ring without vertices that repeat the one before."""
    kept = np.concatenate([[True], (points[1:] != points[:-1]).any(axis=1)])
    found: NDArray[np.int32] = points[kept]
    return found
