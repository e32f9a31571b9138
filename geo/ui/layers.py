"""Custom layers: lines, areas and points of the analyst, from a file or drawn, as references."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import shapely

from geo.errors import GeometryError
from geo.model import Reference, ReferenceKind
from geo.store.layer import Layer
from geo.store.layerfile import layer_file
from geo.ui.state import case
from geo.zones.layers import load_layer, reference_to

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shapely.geometry.base import BaseGeometry

    from geo.model import LonLat

ENDINGS = ("geojson", "json", "gpkg", "kml", "zip")
MOST_POINTS = 20_000


def layer_references() -> dict[str, Reference]:
    """Return the layers of the open case as references, by the words of a select box."""
    found = case()
    layers = found.layers() if found is not None else ()
    return {words_of(layer): reference_of(layer) for layer in layers}


def words_of(layer: Layer) -> str:
    """Return what a layer is called in a select box."""
    return f"Layer {layer.name}"


def reference_of(layer: Layer) -> Reference:
    """
    Return a layer as what a rule can be measured from.

    Raises
    ------
    GeometryError
        If it is no sound point, line or area.
    """
    (feature,) = (f for path in layer_file((layer,)) for f in load_layer(path))
    return reference_to(feature, Reference(ReferenceKind.LINE, layer.name))


def drawn_layer(name: str, mode: str, points: Sequence[LonLat]) -> Layer:
    """
    Return what was drawn on the map as a layer.

    Raises
    ------
    GeometryError
        If there are too few points for what was drawn.
    """
    least = {"point": 1, "line": 2, "area": 3}.get(mode, 1)
    if len(set(points)) < least:
        raise GeometryError(f"a drawn {mode} has {len(set(points))} points, wanted {least}")
    if mode == "point":
        return Layer(name, shapely.Point(points[0]), note="drawn on the map")
    if mode == "area":
        return Layer(name, shapely.Polygon(points), note="drawn on the map")
    return Layer(name, shapely.LineString(points), note="drawn on the map")


def sound(layer: Layer) -> Layer:
    """
    Return a layer that rules can be measured from.

    Raises
    ------
    GeometryError
        If it cannot: an area that crosses itself beyond repair, a line without length.
    """
    for path in layer_file((layer,)):
        load_layer(path)
    return layer


def read_layer(content: bytes, file_name: str, name: str) -> Layer:
    """
    Read a GeoJSON, GeoPackage, KML or zipped shapefile that holds one line, area or point.

    Raises
    ------
    GeometryError
        If it cannot be read, has no CRS that can be transformed, or is not one piece.
    """
    import geopandas as gpd

    ending = file_name.rpartition(".")[2].lower()
    if ending not in ENDINGS:
        raise GeometryError(f"{file_name}: wanted a file that ends in one of {', '.join(ENDINGS)}")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"layer.{ending}"
        path.write_bytes(content)
        try:
            frame = gpd.read_file(path)
            frame = frame.set_crs(4326) if frame.crs is None else frame.to_crs(4326)
        except Exception as problem:
            raise GeometryError(f"{file_name} cannot be read: {problem}") from problem
    return Layer(name, _one_piece(list(frame.geometry), file_name), note=f"from {file_name}")


def _one_piece(geometries: list[BaseGeometry], file_name: str) -> BaseGeometry:
    """Return the one line, area or point that some geometries are together."""
    found = shapely.force_2d(shapely.union_all([g for g in geometries if g is not None]))
    if found.geom_type == "MultiLineString":
        found = shapely.line_merge(found)
    if found.geom_type not in {"Point", "LineString", "Polygon"} or found.is_empty:
        wanted = "one point, one line in one piece, or one area without parts"
        raise GeometryError(f"{file_name} holds a {found.geom_type}, wanted {wanted}")
    if shapely.get_num_coordinates(found) > MOST_POINTS:
        msg = f"{file_name} has {shapely.get_num_coordinates(found):,} points, at most {MOST_POINTS:,}"
        raise GeometryError(msg)
    west, south, east, north = found.bounds
    if west < -180 or east > 180 or south < -90 or north > 90:
        raise GeometryError(f"{file_name} leaves longitude ±180, latitude ±90: {found.bounds}")
    return shapely.Polygon(found.exterior) if found.geom_type == "Polygon" else found
