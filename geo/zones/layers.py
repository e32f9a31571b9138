"""
Layers of the analyst: lines, areas and points by name, from files of the usual kinds.

What no source of Cordon has (a line of contact, a zone of separation, a camp) becomes a reference
when its geometry is given: GeoJSON, GeoPackage, KML or a zipped shapefile.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import shapely

from geo.errors import GeometryError
from geo.model import Reference, ReferenceKind
from geo.zones.lines import checked
from geo.zones.named import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    import geopandas as gpd
    from shapely.geometry.base import BaseGeometry

ENDINGS = (".geojson", ".json", ".gpkg", ".kml", ".zip")
MOST_VERTICES = 2_000_000
STEP_M = 5_000.0  # edges straight in a projection are split so that they bend as they do there
_NAMES = ("name", "title", "label")
_ALIASES = ("aliases", "alias", "alt_name", "other_names")
_POINT, _LINE, _AREA = "point", "line", "area"
_DIMENSIONS = {0: _POINT, 1: _LINE, 2: _AREA}
_STATED_CRS = re.compile(r'"crs"\s*:\s*\{[^{}]*\{[^{}]*"name"\s*:\s*"([^"]{1,200})"')
_ARTICLE = re.compile(r"^(?:the|this|that|a|an|its|their)\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class CustomFeature:
    """
    A place that the analyst supplied.

    Attributes
    ----------
    id
        What it is, its file and name: ``line:contact/line of contact``, ``area:…``, ``point:…``.
    name, aliases
        What reports call it.
    geometry
        Points, lines or polygons, EPSG:4326, two-dimensional, valid.
    source
        File and layer, and whether the geometry was repaired.
    """

    id: str
    name: str
    aliases: tuple[str, ...]
    geometry: BaseGeometry
    source: str


def load_layer(path: Path) -> tuple[CustomFeature, ...]:
    """
    Read a file of named places.

    Features of one name are taken together. The name stands in a field ``name``, ``title`` or
    ``label``; further names, separated by ``|`` or ``;``, in ``aliases``. A file without such a
    field is one place that is called as its layer.

    Parameters
    ----------
    path
        GeoJSON, GeoPackage, KML, or a zip file with a shapefile; in any CRS that it states.

    Returns
    -------
    features
        In the order of the file.

    Raises
    ------
    GeometryError
        If the file cannot be read, states no CRS, or a feature has no name, no geometry, or one
        that cannot be repaired or does not lie on the earth; names the feature.
    """
    if path.suffix.lower() not in ENDINGS:
        wanted = ", ".join(ENDINGS)
        raise GeometryError(f"layer {path.name}: got a file {path.suffix!r}, wanted {wanted}")
    if not path.is_file():
        raise GeometryError(f"layer {path}: there is no such file")
    found = [feature for frame, where in _frames(path) for feature in _features(path, frame, where)]
    if not found:
        raise GeometryError(f"layer {path.name}: got no features")
    return tuple(found)


def _frames(path: Path) -> Iterator[tuple[gpd.GeoDataFrame, str]]:
    """Yield the layers of a file with their names."""
    import pyogrio

    _check_stated_crs(path)
    try:
        names = [name for name, kind in pyogrio.list_layers(path) if kind is not None]
        for name in names:
            frame = pyogrio.read_dataframe(path, layer=name, force_2d=True)
            yield frame, str(name)
    except (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError, ValueError) as problem:
        raise GeometryError(f"layer {path.name}: cannot be read: {problem}") from problem


def _check_stated_crs(path: Path) -> None:
    """Refuse a GeoJSON whose CRS nobody knows; GDAL would take it for longitude and latitude."""
    if path.suffix.lower() not in (".geojson", ".json"):
        return
    from pyproj import CRS
    from pyproj.exceptions import CRSError

    stated = _STATED_CRS.search(path.read_text(encoding="utf-8", errors="replace"))
    if stated is None:
        return
    try:
        CRS.from_user_input(stated[1])
    except CRSError as problem:
        raise GeometryError(
            f"layer {path.name}: got the CRS {stated[1]!r}, which is not known, wanted one of EPSG"
        ) from problem


def _features(path: Path, frame: gpd.GeoDataFrame, layer: str) -> Iterator[CustomFeature]:
    """Yield the places of one layer."""
    where = f"layer {path.name}" + (f", {layer}" if layer != path.stem else "")
    if not len(frame):
        return
    if frame.crs is None:
        raise GeometryError(f"{where}: got no CRS, wanted one (a .prj file, say)")
    count = int(shapely.get_num_coordinates(frame.geometry.to_numpy()).sum())
    if count > MOST_VERTICES:
        raise GeometryError(f"{where}: got {count:,} vertices, wanted at most {MOST_VERTICES:,}")
    rows = list(_rows(frame, layer, where))
    for name in dict.fromkeys(name for name, *_ in rows):
        shapes = [shape for n, _, shape, _ in rows if n == name]
        aliases = dict.fromkeys(alias for n, found, *_ in rows if n == name for alias in found)
        repaired = any(mended for n, *_, mended in rows if n == name)
        yield _feature(path, name, tuple(aliases), shapes, where, repaired=repaired)


def _feature(
    path: Path,
    name: str,
    aliases: tuple[str, ...],
    shapes: list[BaseGeometry],
    where: str,
    *,
    repaired: bool,
) -> CustomFeature:
    """Return the place that the shapes of one name make together."""
    kinds = {_DIMENSIONS[int(shapely.get_dimensions(shape))] for shape in shapes}
    if len(kinds) > 1:
        got = " and ".join(sorted(kinds))
        raise GeometryError(f"{where}, {name!r}: got {got} of one name, wanted one of them")
    kind = kinds.pop()
    if kind == _AREA:
        whole = shapely.union_all(shapes)
    else:
        whole = shapely.line_merge(_together(shapes)) if kind == _LINE else _together(shapes)
    source = f"{where}{', repaired' if repaired else ''}"
    return CustomFeature(f"{kind}:{path.stem}/{name}", name, aliases, whole, source)


def _together(shapes: list[BaseGeometry]) -> BaseGeometry:
    """Return points or lines as one geometry."""
    if len(shapes) == 1:
        return shapes[0]
    return shapely.union_all([shapely.get_parts(s) for s in shapes])


def _rows(
    frame: gpd.GeoDataFrame, layer: str, where: str
) -> Iterator[tuple[str, tuple[str, ...], BaseGeometry, bool]]:
    """Yield name, aliases, geometry and whether it was repaired of each feature."""
    fields = {str(column).lower(): column for column in frame.columns}
    titles = next((fields[f] for f in _NAMES if f in fields and frame[fields[f]].notna().any()), "")
    others = next((fields[f] for f in _ALIASES if f in fields), "")
    shapes = _in_degrees(frame, where)
    for number, shape in enumerate(shapes):
        name = _text(frame[titles].iloc[number]) if titles else layer.replace("_", " ")
        spot = f"{where}, feature {number + 1}" + (f" {name!r}" if name else "")
        if not name:
            raise GeometryError(f"{spot}: got no name, wanted one in the field {titles!r}")
        aliases = _text(frame[others].iloc[number]) if others else ""
        sound, mended = _sound(shape, spot)
        yield name, tuple(a.strip() for a in re.split(r"[|;]", aliases) if a.strip()), sound, mended


def _text(value: object) -> str:
    """Return a field as a name: one line, no control characters."""
    if value is None or value != value:  # None, or the NaN of pandas
        return ""
    return " ".join("".join(c if c.isprintable() else " " for c in str(value)).split())


def _in_degrees(frame: gpd.GeoDataFrame, where: str) -> list[BaseGeometry | None]:
    """Return the geometries in EPSG:4326."""
    from pyproj.exceptions import ProjError

    shapes = frame.geometry
    if frame.crs.is_projected:
        unit_m = float(frame.crs.axis_info[0].unit_conversion_factor) or 1.0
        shapes = shapes.segmentize(STEP_M / unit_m)
    try:
        return list(shapes.to_crs(4326))
    except ProjError as problem:
        raise GeometryError(f"{where}: cannot be transformed: {problem}") from problem


def _sound(shape: BaseGeometry | None, spot: str) -> tuple[BaseGeometry, bool]:
    """Return a valid geometry of one dimension, and whether it was repaired."""
    if shape is None or shape.is_empty:
        raise GeometryError(f"{spot}: got no geometry")
    flat = shapely.force_2d(shape)
    _on_earth(flat, spot)
    dimension = int(shapely.get_dimensions(flat))
    mended = flat
    if not flat.is_valid:
        mended = shapely.make_valid(flat, method="structure", keep_collapsed=False)
    parts = _of_dimension(mended, dimension)
    if not parts or (dimension == 1 and not sum(p.length for p in parts)):
        reason = shapely.is_valid_reason(flat)
        raise GeometryError(f"{spot}: {reason}, and nothing is left when it is repaired")
    if any(shapely.get_dimensions(p) != dimension for p in shapely.get_parts(flat)):
        raise GeometryError(f"{spot}: got {flat.geom_type} of several kinds, wanted one kind")
    whole = shapely.union_all(parts) if dimension == 2 else _together(parts)
    return checked(whole, spot), mended is not flat


def _of_dimension(shape: BaseGeometry, dimension: int) -> list[BaseGeometry]:
    """Return the parts of a geometry of one dimension."""
    parts = shapely.get_parts(shape)
    return [p for p in parts if int(shapely.get_dimensions(p)) == dimension and not p.is_empty]


def _on_earth(shape: BaseGeometry, spot: str) -> None:
    """Raise GeometryError unless all coordinates are longitudes and latitudes."""
    xy = shapely.get_coordinates(shape)
    bad = ~np.isfinite(xy).all(axis=1) | (np.abs(xy) > (180, 90)).any(axis=1)
    if bad.any():
        x, y = xy[bad][0]
        raise GeometryError(
            f"{spot}: got longitude {x:g}, latitude {y:g}, wanted -180 to 180 and -90 to 90; "
            "is its CRS the one that the file states?"
        )


class Layers:
    """Custom features by their names."""

    def __init__(self, features: Iterable[CustomFeature] = ()) -> None:
        self.features = tuple(features)
        self._by_id = {feature.id: feature for feature in self.features}
        self._by_name: dict[str, CustomFeature] = {}
        for feature in self.features:
            for name in (feature.name, *feature.aliases):
                self._by_name.setdefault(plain(name), feature)

    def get(self, id: str) -> CustomFeature | None:
        """Return the feature of an id."""
        return self._by_id.get(id)

    def supplied(self, reference: Reference) -> Reference:
        """
        Return the reference to a custom feature in place of one of the same name.

        Borders and coasts are left alone: they are lines of a territory, not places.
        """
        if reference.kind in (ReferenceKind.BORDER, ReferenceKind.COAST) or reference.part:
            return reference
        feature = self._by_name.get(plain(reference.name))
        return reference_to(feature, reference) if feature else reference


def plain(name: str) -> str:
    """
    Return a name as layers compare it: `fold`, and no article.

    Examples
    --------
    >>> plain("the Line of  Contact") == plain("line of contact")
    True
    """
    return fold(_ARTICLE.sub("", name.strip()))


def reference_to(feature: CustomFeature, found: Reference) -> Reference:
    """Return a reference to a feature where another one stood in the text."""
    kind = feature.id.partition(":")[0]
    if kind == _POINT and feature.geometry.geom_type == "Point":
        spot = ((feature.geometry.x, feature.geometry.y),)
        return Reference(ReferenceKind.POINT, feature.name, feature.id, found.span, (), "", spot)
    drawn = ReferenceKind.REGION if kind == _AREA else ReferenceKind.LINE
    return Reference(drawn, feature.name, feature.id, found.span)
