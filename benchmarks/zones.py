"""
Compare ways to draw everything within a distance of a line: time, error, vertices.

Run ``python -m benchmarks.zones --figures docs/figures`` from the repository's root. Every way gets
the same lines; each zone is judged by the same code, which shares none with geo
(tests/zones/truth.py). Times are CPU milliseconds, least of three (PostGIS: of its server process,
once; Turf: of node, once); the error is the greatest deviation of 2,000 points of the edge from the
distance; "wrong" counts points of 1,000 that fall on the wrong side by more than two ten-thousandths
of the distance. PostGIS needs Debian's postgresql-15-postgis-3, Turf needs node and npm; what is
not installed is left out and named.
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import shapely
import shapely.errors
from shapely.geometry.base import BaseGeometry

from benchmarks import ways
from geo.zones.borders import Borders
from geo.zones.check import Distances
from geo.zones.geodesy import zone_within
from geo.zones.sphere import GEOD
from geo.zones.trace import forget_outlines
from tests.zones.truth import Truth, on_edge

POINTS = 1_000
OURS = "Cordon"
HARD = (
    ("CN land_border 2000", "2 km along China's land border"),
    ("CL coast 200", "200 m round Chile's coast"),
    ("CL coast 1000", "1 km round Chile's coast"),
    ("NO coast 22224", "12 NM off Norway's coast"),
    ("DE land_border 804.672", "half a mile along Germany's land border"),
    ("CA land 100000", "100 km round Canada"),
    ("RU land 100000", "100 km round Russia"),
    ("CA.14 admin1 20000", "20 km round Nunavut"),
)


@dataclass(frozen=True)
class Case:
    """A line and a distance."""

    name: str
    source: BaseGeometry
    distance_m: float


@dataclass(frozen=True)
class Result:
    """What one way made of a case; a note instead of numbers where it made nothing."""

    case: Case
    way: str
    zone: BaseGeometry | None = None
    took_ms: float = 0.0
    error_m: float = 0.0
    wrong: int = 0
    note: str = ""

    @property
    def percent(self) -> float:
        """Error as a percentage of the distance."""
        return 100 * self.error_m / self.case.distance_m

    def row(self) -> str:
        """One line of the table."""
        if self.zone is None:
            return f"| {self.case.name} | {self.way} | {self.note} | | | | |"
        count = shapely.get_num_coordinates(self.zone)
        numbers = f"{self.took_ms:.0f} | {self.error_m:.2g} | {self.percent:.2g}"
        return f"| {self.case.name} | {self.way} | {numbers} | {self.wrong} | {count} |"


def cases(borders):
    """Borders, islands, the antimeridian and a pole."""
    two = shapely.geometrycollections(
        [*borders.shared_border("IL", "SY").geoms, *borders.shared_border("JO", "SY").geoms]
    )
    two = shapely.multilinestrings(list(two.geoms))
    chukotka = [p for p in borders.coast("RU").geoms if p.bounds[1] > 60 and abs(p.bounds[0]) > 175]
    return [
        Case("IL–SY 100 m", borders.shared_border("IL", "SY"), 100),
        Case("IL–SY 5 km", borders.shared_border("IL", "SY"), 5_000),
        Case("IL and JO with SY 20 km", two, 20_000),
        Case("UA–RU 30 km", borders.shared_border("UA", "RU"), 30_000),
        Case("NO–RU 50 km", borders.shared_border("NO", "RU"), 50_000),
        Case("CL–AR 50 km", borders.shared_border("CL", "AR"), 50_000),
        Case("US–CA 100 km", borders.shared_border("US", "CA"), 100_000),
        Case("Fiji 100 km", borders.coast("FJ"), 100_000),
        Case("Chukotka 100 km", shapely.multilinestrings(chukotka), 100_000),
        Case("89°N 300 km", shapely.Point(30, 89), 300_000),
        Case("Falklands 200 NM, circle", shapely.Point(-59.5, -51.75), 370_400),
        Case("Falklands 200 NM, coast", borders.coast("FK"), 370_400),
    ]


def all_ways(session):
    """Return the ways by name; those that are not installed say so."""
    found = {
        "degrees": ways.in_process(ways.degrees),
        "UTM": ways.in_process(ways.utm),
        "pieces": ways.in_process(ways.pieces),
    }
    if session:
        found["PostGIS"] = ways.geography(session, 8)
        found["PostGIS, 64 segments"] = ways.geography(session, 64)
    if ways.turf_installed():
        found["Turf"] = ways.turf
    found[OURS] = ways.in_process(_ours)
    return found


def _ours(source, distance_m):
    """Draw anew what an earlier round has drawn."""
    forget_outlines()
    return zone_within(source, distance_m).geometry


def compared(case, methods):
    """Return what each way makes of a case, printing as it goes."""
    truth = Truth(case.source, max(case.distance_m / 50, 0.5))
    results = []
    for name, way in methods.items():
        try:
            zone, took_ms = way(case.source, case.distance_m)
            result = Result(case, name, zone, took_ms, *judged(zone, case, truth))
        except (ways.NotMeasuredError, shapely.errors.GEOSException, ValueError) as error:
            result = Result(case, name, note=f"fails: {str(error)[:60]}".replace("|", "/"))
        print(result.row(), flush=True)
        results.append(result)
    return results


def judged(zone, case, truth):
    """Return the greatest deviation of the edge in metres, and how many points are misplaced."""
    if not np.isfinite(shapely.get_coordinates(zone)).all() or zone.is_empty:
        raise ways.NotMeasuredError("no finite zone")
    edge = np.abs(truth.distances_m(on_edge(zone, POINTS)) - case.distance_m).max()
    rng = np.random.default_rng(7)
    start = truth.edges[rng.integers(0, len(truth.edges), POINTS), :2]
    spread = np.sqrt(rng.random((POINTS, 1))) * 1.3 * case.distance_m / ways.DEGREE_M
    turn = rng.random(POINTS) * 2 * np.pi
    points = start + spread * np.column_stack([np.cos(turn), np.sin(turn)])
    points = points[(np.abs(points[:, 0]) < 180) & (np.abs(points[:, 1]) < 90)]
    away = truth.distances_m(points) - case.distance_m
    wrong = (away <= 0) != shapely.contains_xy(zone, *points.T)
    return edge, int((wrong & (np.abs(away) > 2e-4 * case.distance_m)).sum())


def hard(borders_call, name):
    """Time one whole country in processes of their own, imports and loading included: twice."""
    code, kind, distance_m = borders_call.split()
    script = (
        "import time; cpu = time.process_time()\n"
        "from geo.zones.borders import Borders; from geo.zones.geodesy import zone_within\n"
        f"source = Borders.open().{kind}({code!r}); zone = zone_within(source, {distance_m})\n"
        "took = time.process_time() - cpu\n"
        "import shapely\n"
        "print(shapely.get_num_coordinates(source), shapely.get_num_coordinates(zone.geometry),\n"
        f"  zone.error_m / {distance_m} * 100, zone.geometry.is_valid, took)"
    )
    took = []
    with tempfile.TemporaryDirectory() as folder:  # the second finds what the first has kept
        for _ in range(2):
            done = subprocess.run(
                [sys.executable, "-c", script], capture_output=True, text=True, check=True,
                env={**os.environ, "CORDON_CACHE": folder},
            )  # fmt: skip
            source, vertices, percent, valid, cpu = done.stdout.split()
            took.append(float(cpu))
    print(
        f"| {name} | {source} | {vertices} | {float(percent):.2g} | {valid} | {took[0]:.1f} | "
        f"{took[1]:.1f} |",
        flush=True,
    )


WORLD = (-180, -90, 180, 90)
PLACES = (  # whose land border, and the box of the places; none is the box of the border
    ("IL", None),
    ("UA", None),
    ("CN", None),
    ("RU", (20, 40, 180, 80)),
    ("IL", WORLD),
    ("RU", WORLD),
)


def many_places(borders, count):
    """Print how long distances of many places to borders take, and how far a sample is off."""
    rng = np.random.default_rng(0)
    for code, box in PLACES:
        line = borders.land_border(code)
        west, south, east, north = box or line.bounds
        lon, lat = rng.uniform(west, east, count), rng.uniform(south, north, count)
        start, clock = time.process_time(), time.perf_counter()
        index = Distances(line)
        away = index.to(lon, lat)
        cpu, wall = time.process_time() - start, time.perf_counter() - clock
        some = rng.integers(0, count, 100)
        off, near = off_m(line, lon[some], lat[some], away[some])
        vertices = shapely.get_num_coordinates(line)
        where = "all over the earth" if box == WORLD else "round it"
        print(
            f"| {code} | {vertices} | {where} | {cpu:.1f} | {wall:.1f} | "
            f"{off[near].max(initial=0):.2g} | {off[~near].max(initial=0):.2g} |",
            flush=True,
        )


def off_m(line, lon, lat, away_m):
    """Return how far distances are off, and which are below 400 km: the others every 300 m."""
    wanted = Truth(line, 300).distances_m(np.column_stack([lon, lat]), 16)
    near = wanted < 400_000
    fine = shapely.get_coordinates(shapely.segmentize(line, 300 / 111_000))
    for k in np.flatnonzero(~near):
        far = np.full(len(fine), lon[k]), np.full(len(fine), lat[k])
        wanted[k] = GEOD.inv(fine[:, 0], fine[:, 1], *far)[2].min()
    return np.abs(away_m - wanted), near


def comparison(borders, only):
    """Print and return what each way makes of the cases whose names hold a word."""
    print("| case | way | CPU ms | error m | error % | wrong of 1,000 | vertices |")
    print("|---|---|---|---|---|---|---|")
    results = []
    with ExitStack() as stack:
        methods = all_ways(stack.enter_context(ways.postgis()))
        for case in cases(borders):
            if only in case.name:
                results.extend(compared(case, methods))
    missing = {"PostGIS", "Turf"} - set(methods)
    if missing:
        print(f"\nNot installed, left out: {', '.join(sorted(missing))}.")
    return results


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[1])
    parser.add_argument("--places", type=int, default=1_000_000)
    parser.add_argument("--only", default="", help="cases whose name holds this")
    parser.add_argument("--whole", action="store_true", help="whole countries and places only")
    parser.add_argument("--figures", type=Path, help="folder to draw the figures into")
    arguments = parser.parse_args()
    os.environ["CORDON_CACHE"] = "off"  # what is measured is made, not found
    borders = Borders.open()
    today = dt.datetime.now(tz=dt.UTC).date()
    print(f"{today}, {os.cpu_count()} cores, GEOS {shapely.geos_version_string}\n")
    results = [] if arguments.whole else comparison(borders, arguments.only)
    print("\n| zone | vertices in | out | error % | valid | CPU s | again |")
    print("|---|---|---|---|---|---|---|")
    for call, name in HARD:
        if arguments.only in name:
            hard(call, name)
    print(
        f"\n| border | vertices | {arguments.places} places | CPU s | s | worst m < 400 km | beyond |"
    )
    print("|---|---|---|---|---|---|---|")
    many_places(borders, arguments.places)
    if arguments.figures:
        from benchmarks.zone_figures import draw

        draw(results, arguments.figures)


if __name__ == "__main__":
    main()
