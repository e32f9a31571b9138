"""
Compare ways to draw everything within a distance of a line: time, error, vertices.

Run ``python -m benchmarks.zones`` from the repository's root. Every way gets the same lines; each
zone is judged by the same code, which shares none with geo (tests/zones/truth.py). Times are CPU
milliseconds, the least of three runs; the error is the greatest deviation of 1,000 points of the
edge from the distance; "wrong" counts points of 1,000 that fall on the wrong side by more than
two ten-thousandths of the distance.
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
import time
from dataclasses import dataclass

import numpy as np
import shapely
import shapely.errors
import shapely.ops
from pyproj import Proj
from shapely.geometry.base import BaseGeometry

from geo.zones.borders import Borders
from geo.zones.check import Distances
from geo.zones.geodesy import zone_within
from tests.zones.truth import Truth, on_edge

RUNS = 3
POINTS = 1_000
QUADRANT_SEGMENTS = 56
PIECE_M = 50_000
DEGREE_M = 111_320


@dataclass(frozen=True)
class Case:
    """A line and a distance."""

    name: str
    source: BaseGeometry
    distance_m: float


def degrees(source, distance_m):
    """Buffer in degrees, as if a degree were the same everywhere."""
    return shapely.buffer(source, distance_m / DEGREE_M, quad_segs=16)


def projected(source, distance_m, proj):
    """Buffer in a projection and come back."""
    flat = shapely.transform(source, lambda xy: np.column_stack(proj(*xy.T)))
    zone = shapely.buffer(flat, distance_m, quad_segs=QUADRANT_SEGMENTS)
    middle = source.centroid.x

    def back(xy):
        lon, lat = proj(*xy.T, inverse=True)
        return np.column_stack([middle + (lon - middle + 180) % 360 - 180, lat])

    return shapely.transform(zone, back)


def utm(source, distance_m):
    """Buffer in the UTM zone of the middle."""
    middle = source.centroid
    zone = int((middle.x + 180) // 6) % 60 + 1
    south = " +south" if middle.y < 0 else ""
    return projected(source, distance_m, Proj(f"+proj=utm +zone={zone}{south} +ellps=WGS84"))


def pieces(source, distance_m):
    """Buffer pieces of the line in azimuthal equidistant projections of their own."""
    longest = max(PIECE_M, 2 * distance_m) / DEGREE_M
    zones = []
    for part in shapely.get_parts(source):
        line = shapely.boundary(part) if part.geom_type == "Polygon" else part
        cuts = np.arange(0, line.length, longest) if line.length else [0.0]
        for start in cuts:
            whole = line.length <= longest
            piece = line if whole else shapely.ops.substring(line, start, start + longest)
            lon, lat = piece.centroid.x, piece.centroid.y
            proj = Proj(f"+proj=aeqd +lat_0={lat} +lon_0={lon} +ellps=WGS84")
            zones.append(projected(piece, distance_m, proj))
    return shapely.union_all(zones)


def ours(source, distance_m):
    """Caps or capsules, pushed to the exact distance."""
    return zone_within(source, distance_m).geometry


WAYS = {"degrees": degrees, "UTM": utm, "pieces": pieces, "Cordon": ours}


def cases(borders):
    """Borders of the study, islands, the antimeridian and a pole."""
    two = shapely.geometrycollections(
        [*borders.shared_border("IL", "SY").geoms, *borders.shared_border("JO", "SY").geoms]
    )
    return [
        Case("IL-SY 100 m", borders.shared_border("IL", "SY"), 100),
        Case("IL-SY 5 km", borders.shared_border("IL", "SY"), 5_000),
        Case("IL-SY 20 km", borders.shared_border("IL", "SY"), 20_000),
        Case("IL and JO with SY 20 km", two, 20_000),
        Case("UA-RU 30 km", borders.shared_border("UA", "RU"), 30_000),
        Case("NO-RU 50 km", borders.shared_border("NO", "RU"), 50_000),
        Case("Falklands 200 NM", borders.coast("FK"), 370_400),
        Case("Fiji 100 km", borders.coast("FJ"), 100_000),
        Case("89°N 300 km", shapely.Point(30, 89), 300_000),
        Case("CL-AR 50 km", borders.shared_border("CL", "AR"), 50_000),
        Case("US-CA 100 km", borders.shared_border("US", "CA"), 100_000),
    ]


def timed(way, case):
    """Return a zone and the least CPU time it took, milliseconds."""
    best = float("inf")
    for _ in range(RUNS):
        start = time.process_time()
        zone = way(case.source, case.distance_m)
        best = min(best, time.process_time() - start)
    return zone, best * 1000


def judged(zone, case, truth):
    """Return the greatest deviation of the edge in metres, and how many points are misplaced."""
    edge = np.abs(truth.distances_m(on_edge(zone, POINTS)) - case.distance_m).max()
    rng = np.random.default_rng(7)
    start = truth.edges[rng.integers(0, len(truth.edges), POINTS), :2]
    spread = np.sqrt(rng.random((POINTS, 1))) * 1.3 * case.distance_m / DEGREE_M
    turn = rng.random(POINTS) * 2 * np.pi
    points = start + spread * np.column_stack([np.cos(turn), np.sin(turn)])
    points = points[(np.abs(points[:, 0]) < 180) & (np.abs(points[:, 1]) < 90)]
    away = truth.distances_m(points) - case.distance_m
    wrong = (away <= 0) != shapely.contains_xy(zone, *points.T)
    return edge, int((wrong & (np.abs(away) > 2e-4 * case.distance_m)).sum())


def compare(case):
    """Print one line for each way."""
    truth = Truth(case.source, max(case.distance_m / 50, 0.5))
    for name, way in WAYS.items():
        try:
            zone, took_ms = timed(way, case)
        except shapely.errors.GEOSException as error:
            print(f"| {case.name} | {name} | fails: {str(error)[:40]} | | | | |", flush=True)
            continue
        edge, wrong = judged(zone, case, truth)
        share = f"{100 * edge / case.distance_m:.2g}"
        vertices = shapely.get_num_coordinates(zone)
        print(
            f"| {case.name} | {name} | {took_ms:.0f} | {edge:.2g} | {share} | {wrong} | {vertices} |",
            flush=True,
        )


def many_places(borders, count):
    """Print how long the distances of many places to a border take."""
    rng = np.random.default_rng(0)
    boxes = {"IL": (34, 37, 29, 34), "UA": (22, 40, 44, 52)}
    for code, (west, east, south, north) in boxes.items():
        line = borders.land_border(code)
        start, cpu = time.perf_counter(), time.process_time()
        Distances(line).to(rng.uniform(west, east, count), rng.uniform(south, north, count))
        wall, cpu = time.perf_counter() - start, time.process_time() - cpu
        vertices = shapely.get_num_coordinates(line)
        print(f"| {code} | {vertices} | {count} | {wall:.1f} | {cpu:.1f} |", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[1])
    parser.add_argument("--places", type=int, default=100_000)
    parser.add_argument("--only", default="", help="cases whose name holds this")
    arguments = parser.parse_args()
    borders = Borders.open()
    today = dt.datetime.now(tz=dt.UTC).date()
    print(f"{today}, {os.cpu_count()} cores, GEOS {shapely.geos_version_string}\n")
    print("| case | way | CPU ms | error m | error % | wrong of 1,000 | vertices |")
    print("|---|---|---|---|---|---|---|")
    for case in cases(borders):
        if arguments.only in case.name:
            compare(case)
    print("\n| border | vertices | places | wall s | CPU s |\n|---|---|---|---|---|")
    many_places(borders, arguments.places)


if __name__ == "__main__":
    main()
