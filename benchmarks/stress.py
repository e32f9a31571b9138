"""
Hold the zones of random geometries everywhere on earth against an independent judge.

Run ``python -m benchmarks.stress --cases 5000`` from the repository's root: points, lines and
areas, a quarter of them by a pole and a quarter by the antimeridian, 10 m to 1,000 km. Each zone
must be valid GeoJSON (RFC 7946), hold its source, keep its stated error on sampled points of its
edge, and have random points on the right side (tests/zones/anywhere.py, truth.py). What fails is
printed with its seed.
"""

from __future__ import annotations

import argparse
import os
import time
from collections import Counter

from geo.errors import GeometryError
from geo.zones.geodesy import zone_within
from tests.zones.anywhere import case, faults


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[1])
    parser.add_argument("--cases", type=int, default=5_000)
    parser.add_argument("--first", type=int, default=0, help="seed of the first case")
    parser.add_argument(
        "--points", type=int, default=40, help="of the edge and of its surroundings"
    )
    parser.add_argument("--tolerance", type=float, default=1e-4)
    arguments = parser.parse_args()
    os.environ["CORDON_CACHE"] = "off"
    ran, failed, took, worst = Counter(), Counter(), 0.0, 0.0
    for seed in range(arguments.first, arguments.first + arguments.cases):
        drawn = case(seed, (arguments.tolerance,))
        if drawn is None:
            continue
        start = time.process_time()
        try:
            zone = zone_within(drawn.geometry, drawn.distance_m, tolerance=drawn.tolerance)
            took += time.process_time() - start
            found = faults(drawn, zone, arguments.points)
            worst = max(worst, zone.error_m / drawn.distance_m)
        except GeometryError as error:
            found = [f"refused: {error}"]
        ran[drawn.kind] += 1
        if found:
            failed[drawn.kind] += 1
            print(
                f"seed {seed}, {drawn.kind}, {drawn.distance_m:.1f} m: {'; '.join(found)}",
                flush=True,
            )
    total = sum(ran.values())
    print("\n| kind | cases | failed |\n|---|---|---|")
    for kind, count in sorted(ran.items()):
        print(f"| {kind} | {count} | {failed[kind]} |")
    print(f"\n{total} cases, {sum(failed.values())} failed; largest error stated {worst:.2%}"
          f" of the distance; {1000 * took / max(1, total):.1f} ms CPU a zone")  # fmt: skip


if __name__ == "__main__":
    main()
