"""Join arcs into lines or rings, and rings into polygons."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import numpy as np
import shapely
from shapely import LineString, MultiLineString, MultiPolygon, Polygon

from geo.errors import GeometryError
from geo.zones.arcs import to_degrees
from geo.zones.atlas import stack

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from geo.zones.arcs import Microdegrees
    from geo.zones.atlas import Arc

    Rings = NDArray[np.object_]

Node = tuple[int, int]


def areas(arcs: Sequence[Microdegrees]) -> Polygon | MultiPolygon:
    """
    Return the area that directed arcs enclose.

    Parameters
    ----------
    arcs
        Shape (n, 2) each, longitude latitude in microdegrees, the area on the left of every
        arc. Shells come out counter-clockwise, holes clockwise (RFC 7946).

    Returns
    -------
    Polygon or MultiPolygon
        EPSG:4326; an empty MultiPolygon when there is no arc.

    Raises
    ------
    GeometryError
        If the arcs do not close.
    """
    closed = [ring for ring in rings(arcs) if len(ring) > 3]
    if not closed:
        return MultiPolygon()
    indices = np.repeat(np.arange(len(closed)), [len(ring) for ring in closed])
    linear = shapely.linearrings(to_degrees(np.concatenate(closed)), indices=indices)
    is_shell = shapely.is_ccw(linear)
    shells, holes = linear[is_shell], linear[~is_shell]
    polygons = _with_holes(shells, holes) if len(holes) else shapely.polygons(shells)
    return polygons[0] if len(polygons) == 1 else MultiPolygon(list(polygons))


def merged(arcs: Sequence[Arc]) -> MultiLineString:
    """Return arcs of the map as lines, joined where just two of them meet."""
    if not arcs:
        return MultiLineString()
    points, owner = stack(arcs)
    lines = shapely.multilinestrings(shapely.linestrings(to_degrees(points), indices=owner))
    whole = shapely.line_merge(lines)
    return MultiLineString([whole]) if isinstance(whole, LineString) else whole


def rings(arcs: Sequence[Microdegrees]) -> list[Microdegrees]:
    """Return the closed rings of directed arcs; raise GeometryError if one stays open."""
    done = [arc for arc in arcs if _start(arc) == _end(arc)]
    leaving: dict[Node, list[Microdegrees]] = defaultdict(list)
    for arc in arcs:
        if _start(arc) != _end(arc):
            leaving[_start(arc)].append(arc)
    while leaving:
        done.extend(_walk(leaving))
    return done


def _walk(leaving: dict[Node, list[Microdegrees]]) -> Iterator[Microdegrees]:
    """
    Take the arcs from one node until the way back to it off the arcs that leave the nodes.

    Where the way meets a node again, the loop since then is a ring of its own: a hole that
    touches its shell in a point, or two parts that touch.
    """
    path: list[Microdegrees] = []
    seen: dict[Node, int] = {next(iter(leaving)): 0}
    node = next(iter(leaving))
    while seen:
        choices = leaving.get(node)
        if not choices:
            lon, lat = node[0] / 1e6, node[1] / 1e6
            raise GeometryError(f"arcs do not close: none goes on from lon {lon}, lat {lat}")
        path.append(choices.pop(_next(path[-1], choices) if path and len(choices) > 1 else 0))
        if not choices:
            del leaving[node]
        node = _end(path[-1])
        if node in seen:
            loop = path[seen[node] :]
            yield np.concatenate([loop[0], *(arc[1:] for arc in loop[1:])])
            del path[seen[node] :]
            seen = {place: at for place, at in seen.items() if at < len(path)}
        if path:
            seen.setdefault(node, len(path))


def _next(arrived: Microdegrees, choices: Sequence[Microdegrees]) -> int:
    """Return the choice that bounds the same part of the area: the first clockwise from back."""
    back = arrived[-2].astype(float) - arrived[-1]
    home = np.arctan2(back[1], back[0])
    steps = np.array([choice[1].astype(float) - choice[0] for choice in choices])
    angles = (home - np.arctan2(steps[:, 1], steps[:, 0])) % (2 * np.pi)
    return int(np.argmin(angles))


def _start(arc: Microdegrees) -> Node:
    """Return the first vertex."""
    return int(arc[0, 0]), int(arc[0, 1])


def _end(arc: Microdegrees) -> Node:
    """Return the last vertex."""
    return int(arc[-1, 0]), int(arc[-1, 1])


def _with_holes(shells: Rings, holes: Rings) -> Rings:
    """Return a polygon for each shell, with the holes that lie in it."""
    tree = shapely.STRtree(shapely.polygons(shells))
    inner = shapely.polygons(holes)
    hole, shell = tree.query(shapely.point_on_surface(inner), predicate="within")
    size, needed = shapely.area(tree.geometries), shapely.area(inner)
    owner: dict[int, int] = {}
    for number, candidate in zip(hole.tolist(), shell.tolist(), strict=True):
        if size[candidate] <= needed[number]:
            continue  # an island in the hole, on which the point happens to lie
        if number not in owner or size[candidate] < size[owner[number]]:
            owner[number] = candidate
    inside: dict[int, list[int]] = defaultdict(list)
    for number, candidate in owner.items():
        inside[candidate].append(number)
    return np.array([Polygon(ring, holes[inside[at]]) for at, ring in enumerate(shells)])
