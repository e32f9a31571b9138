"""
Second-order areas under GeoNames codes (``US.HI.009``): the counties of the United States.

For other countries the registries have no outlines under a free licence.
"""

from __future__ import annotations

import json
from itertools import accumulate
from typing import TYPE_CHECKING, Any

import numpy as np
from shapely import MultiPolygon, Polygon

from tools.borders.admin1 import Province, as_province, rounded

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from numpy.typing import NDArray

CENSUS = "US Census Bureau, cartographic boundaries 1:10,000,000 (us-atlas 3.0.1)"
# Letters of the states and territories by their number in FIPS 5-2.
STATES = dict(
    pair.split(":")
    for pair in """01:AL 02:AK 04:AZ 05:AR 06:CA 08:CO 09:CT 10:DE 11:DC 12:FL 13:GA 15:HI 16:ID 17:IL 18:IN
    19:IA 20:KS 21:KY 22:LA 23:ME 24:MD 25:MA 26:MI 27:MN 28:MS 29:MO 30:MT 31:NE 32:NV 33:NH 34:NJ 35:NM
    36:NY 37:NC 38:ND 39:OH 40:OK 41:OR 42:PA 44:RI 45:SC 46:SD 47:TN 48:TX 49:UT 50:VT 51:VA 53:WA 54:WV
    55:WI 56:WY""".split()
)


def districts(folder: Path) -> Iterator[Province]:
    """Yield the counties in the order of their codes; FOLDER/us-atlas holds the package, unpacked."""
    path = folder / "us-atlas" / "package" / "counties-10m.json"
    topology = json.loads(path.read_text(encoding="utf-8"))
    arcs = [_arc(arc, topology["transform"]) for arc in topology["arcs"]]
    counties = topology["objects"]["counties"]["geometries"]
    coded = [(_code(county), county) for county in counties]
    for code, county in sorted((pair for pair in coded if pair[0]), key=lambda pair: pair[0]):
        shape = _shape(county, arcs)
        if not shape.is_empty:  # Falls Church falls to a line
            yield as_province(code, county["properties"]["name"], CENSUS, shape)


def _code(county: dict[str, Any]) -> str:
    """Return the GeoNames code of a county, empty in the island territories."""
    state, number = county["id"][:2], county["id"][2:]
    return f"US.{STATES[state]}.{number}" if state in STATES else ""


def _arc(arc: list[list[int]], transform: dict[str, Any]) -> NDArray[np.float64]:
    """Return the vertices of an arc, degrees, shape (n, 2)."""
    steps = np.array(list(accumulate(arc, lambda a, b: [a[0] + b[0], a[1] + b[1]])))
    return np.asarray(steps * transform["scale"] + transform["translate"], np.float64)


def _shape(county: dict[str, Any], arcs: list[NDArray[np.float64]]) -> Polygon | MultiPolygon:
    """Return the area of a county, microdegrees."""
    one = county["type"] == "Polygon"
    parts = [county["arcs"]] if one else county["arcs"]
    rings = [[_ring(ring, arcs) for ring in part] for part in parts]
    drawn = [[ring for ring in part if len(ring) > 3] for part in rings]  # islets fall to a line
    return rounded(MultiPolygon([Polygon(shell, holes) for shell, *holes in filter(None, drawn)]))


def _ring(ring: list[int], arcs: list[NDArray[np.float64]]) -> NDArray[np.float64]:
    """Return the vertices of a ring; an arc whose number is negative runs backwards."""
    lines = [arcs[k] if k >= 0 else arcs[~k][::-1] for k in ring]
    return np.concatenate([lines[0], *(line[1:] for line in lines[1:])])
