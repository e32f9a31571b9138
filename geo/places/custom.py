"""
Places of the analyst's own: names that no gazetteer has, or that mean something else here.

A custom place takes precedence wherever its name stands in the text; the gazetteer's entries of
that name stay as rivals. A CSV file is read here; files of shapes are read by who knows shapes.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from math import isfinite
from pathlib import Path

from geo.errors import DataFileError
from geo.model import Candidate, FeatureClass, Mention, Place, Role, Span
from geo.places.gazetteer import Gazetteer
from geo.places.names import fold_word, words
from geo.places.tokens import Tokens
from geo.settings import TABLES

RIVALS = 4
MOST_ROWS = 200_000
SHAPES = ("point", "line", "area")  # by dimension
CLASSES = {
    "point": FeatureClass.CITY,
    "line": FeatureClass.LINE,
    "area": FeatureClass.REGION,
}
COLUMNS = {
    "name": ("name", "title", "label"),
    "aliases": ("aliases", "alias", "alt_name", "other_names"),
    "lon": ("lon", "longitude", "lng", "long", "x"),
    "lat": ("lat", "latitude", "y"),
}


@dataclass(frozen=True, slots=True)
class CustomPlace:
    """
    A place that the analyst supplied.

    Attributes
    ----------
    lon, lat
        Its point, or a point on its line or in its area; decimal degrees, EPSG:4326.
    source
        The file it comes from.
    """

    id: str
    name: str
    lon: float
    lat: float
    aliases: tuple[str, ...] = ()
    feature_class: FeatureClass = FeatureClass.CITY
    source: str = ""

    def candidate(self) -> Candidate:
        """Return it as the first candidate of a name."""
        return Candidate(
            id=self.id,
            name=self.name,
            lon=self.lon,
            lat=self.lat,
            feature_class=self.feature_class,
            country="",
            population=0,
            source=self.source,
            score=1.0,
            reason=f"named in {self.source}",
        )


@dataclass(frozen=True, slots=True)
class Named:
    """Words of a document that bear the name of a custom place: the first, the one after the last."""

    first: int
    last: int
    place: CustomPlace


class CustomPlaces:
    """Custom places by their names; of two with one name the first counts."""

    def __init__(self, places: Iterable[CustomPlace] = ()) -> None:
        self.places = tuple(places)
        self._names: dict[str, list[tuple[tuple[str, ...], bool, CustomPlace]]] = defaultdict(list)
        for place in self.places:
            for name in (place.name, *place.aliases):
                folded = tuple(fold_word(word) for word in words(name))
                if folded:
                    self._names[folded[0]].append((folded, name.islower(), place))
        for known in self._names.values():
            known.sort(key=lambda entry: -len(entry[0]))

    def named(self, tokens: Tokens) -> list[Named]:
        """Return where the text bears a custom name, longest first, none overlapping."""
        if not self._names:
            return []
        folded = [fold_word(word.text) for word in tokens.words]
        found: list[Named] = []
        for first, word in enumerate(folded):
            if word not in self._names or (found and first < found[-1].last):
                continue
            for name, lower, place in self._names[word]:
                last = first + len(name)
                if tuple(folded[first:last]) == name and _stands(tokens, first, last, lower):
                    found.append(Named(first, last, place))
                    break
        return found


def _stands(tokens: Tokens, first: int, last: int, lower: bool) -> bool:
    """Tell whether words hang together and are written as a name, unless the analyst's is not."""
    if not all(bool(tokens.joined[i]) for i in range(first + 1, last)):
        return False
    return lower or any(not w.text[0].islower() for w in tokens.words[first:last])


def custom_places(named: list[Named], tokens: Tokens, gazetteer: Gazetteer) -> list[Place]:
    """Return one place for each custom place that is named, with the gazetteer's rivals."""
    groups: dict[str, list[Named]] = defaultdict(list)
    for one in named:
        groups[one.place.id].append(one)
    found = []
    for members in groups.values():
        mentions = tuple(_mention(one, tokens) for one in members)
        candidate = members[0].place.candidate()
        rivals = gazetteer.find(mentions[0].toponym)[:RIVALS]
        found.append(Place(mentions, (candidate, *rivals), 1.0, candidate.reason))
    return found


def _mention(one: Named, tokens: Tokens) -> Mention:
    """Return named words as a mention."""
    start, end = tokens.words[one.first].start, tokens.words[one.last - 1].end
    return Mention(Span(start, end), tokens.text[start:end], Role.LITERAL)


def read_places(path: Path) -> tuple[CustomPlace, ...]:
    """
    Read a file of places: CSV, or GeoJSON, GeoPackage or KML with points, lines or areas.

    Raises
    ------
    DataFileError
        If the file is of another kind, cannot be read, or holds a place without name or point.
    """
    ending = path.suffix.lower()
    if ending in TABLES:
        return read_csv(path)
    if ending in {".geojson", ".json", ".gpkg", ".kml"}:
        return read_shapes(path)
    problem = f"got a file {path.suffix!r}, wanted .csv, .geojson, .gpkg or .kml"
    raise DataFileError(str(path), "file", problem)


def read_shapes(path: Path) -> tuple[CustomPlace, ...]:
    """Read named shapes; a line is marked at its middle, an area at a point within it."""
    import pyogrio
    import shapely

    try:
        layers = [name for name, kind in pyogrio.list_layers(path) if kind is not None]
        frames = [pyogrio.read_dataframe(path, layer=name, force_2d=True) for name in layers]
        frames = [frame.to_crs(4326) for frame in frames if len(frame)]
    except (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError, ValueError) as problem:
        raise DataFileError(str(path), "file", f"cannot be read: {problem}") from problem
    found = []
    for frame in frames:
        column = _columns(path, [c for c in frame.columns if c != "geometry"], ("name",))
        cells = {what: frame[name].fillna("").astype(str) for what, name in column.items()}
        for at, shape in enumerate(frame.geometry):
            if shape is None or shape.is_empty:
                raise DataFileError(str(path), f"feature {at + 1}", "got no geometry")
            dimension = int(shapely.get_dimensions(shape))
            spot = shape.representative_point() if dimension == 2 else shape.centroid
            if dimension == 1:
                spot = shape.interpolate(0.5, normalized=True)
            row = {what: values.iloc[at] for what, values in cells.items()}
            row |= {"lon": str(spot.x), "lat": str(spot.y)}
            found.append(_row(path, f"feature {at + 1}", row, SHAPES[dimension]))
    return tuple(found)


def read_csv(path: Path) -> tuple[CustomPlace, ...]:
    """
    Read places from a table: name, lon, lat, and aliases separated by ``|`` or ``;`` if any.

    The header names the columns (``name``, ``lon`` or ``longitude``, ``lat`` or ``latitude``,
    ``aliases``); commas, semicolons or tabs part them; UTF-8. Degrees, EPSG:4326.

    Raises
    ------
    DataFileError
        If the file cannot be read, a column is missing, or a row has no name or no point; names
        the row.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as problem:
        raise DataFileError(str(path), "file", f"cannot be read: {problem}") from problem
    header = text.split("\n", 1)[0]
    mark = max(",;\t", key=header.count)
    rows = csv.DictReader(text.splitlines(), delimiter=mark)
    column = _columns(path, rows.fieldnames or (), ("name", "lon", "lat"))
    found = []
    for number, row in enumerate(rows, 2):
        if number > MOST_ROWS:
            raise DataFileError(str(path), "file", f"got more than {MOST_ROWS:,} rows")
        if any(value for value in row.values()):
            found.append(
                _row(path, f"row {number}", {k: row.get(c) or "" for k, c in column.items()})
            )
    return tuple(found)


def _columns(path: Path, names: Iterable[str], wanted: tuple[str, ...]) -> dict[str, str]:
    """Return which column holds what."""
    present = {name.strip().lower(): name for name in names if name}
    found = {
        what: next((present[n] for n in known if n in present), "")
        for what, known in COLUMNS.items()
    }
    missing = [what for what in wanted if not found[what]]
    if missing:
        problem = f"got the columns {sorted(present)}, wanted {', '.join(missing)} too"
        raise DataFileError(str(path), "header", problem)
    return {what: column for what, column in found.items() if column}


def _row(path: Path, where: str, row: dict[str, str], kind: str = "point") -> CustomPlace:
    """Return one row as a place."""
    name = " ".join(row["name"].split())
    try:
        lon, lat = float(row["lon"]), float(row["lat"])
    except ValueError:
        lon = lat = float("nan")
    if not name or not (isfinite(lon) and isfinite(lat) and abs(lon) <= 180 and abs(lat) <= 90):
        got = f"name {name!r}, lon {row['lon']!r}, lat {row['lat']!r}"
        raise DataFileError(str(path), where, f"got {got}: wanted a name and a point in degrees")
    aliases = tuple(a.strip() for a in re.split(r"[|;]", row.get("aliases", "")) if a.strip())
    id = f"{kind}:{path.stem}/{name}"
    return CustomPlace(id, name, lon, lat, aliases, CLASSES[kind], path.name)
