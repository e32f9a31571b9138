"""Other ways to draw everything within a distance: in degrees, projected, PostGIS, Turf."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import shapely
import shapely.ops
from pyproj import Proj

QUADRANT_SEGMENTS = 56
PIECE_M = 50_000
DEGREE_M = 111_320
PATIENCE_S = 120
TURF = Path("build/turf")


class NotMeasuredError(Exception):
    """A way that is not installed, or that gave up."""


def in_process(way):
    """Return a way that measures its own CPU time: geometry and milliseconds, best of three."""

    def measured(source, distance_m):
        best_ms, zone = float("inf"), None
        for _ in range(3):
            start = time.process_time()
            zone = way(source, distance_m)
            took_ms = (time.process_time() - start) * 1000
            best_ms = min(best_ms, took_ms)
            if took_ms > 2_000:
                break
        return zone, best_ms

    return measured


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
    """Buffer in the UTM zone of the middle (GeoPandas: `to_crs(estimate_utm_crs()).buffer()`)."""
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


# PostGIS -------------------------------------------------------------------------------------


class Session:
    """A psql that talks to one server process, whose CPU time can be read."""

    def __init__(self, port):
        arguments = ["psql", "-h", "127.0.0.1", "-p", str(port), "-U", "postgres", "-qAtX"]
        self.psql = subprocess.Popen(
            arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            text=True,
        )  # fmt: skip
        self.ask(f"SET statement_timeout = '{PATIENCE_S}s';")
        self.pid = int(self.ask("SELECT pg_backend_pid();"))

    def ask(self, sql):
        """Return the answer to a statement."""
        self.psql.stdin.write(f"{sql}\n\\echo --end--\n")
        self.psql.stdin.flush()
        lines = []
        for line in self.psql.stdout:
            if line.strip() == "--end--":
                answer = "\n".join(lines)
                if "ERROR" in answer[:200]:
                    raise NotMeasuredError(answer.split("\n")[0])
                return answer
            lines.append(line.rstrip("\n"))
        raise NotMeasuredError("the server went away")

    def cpu_ms(self):
        """Return the CPU time that the server process has used."""
        numbers = Path(f"/proc/{self.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(numbers[11]) + int(numbers[12])) * 1000 / os.sysconf("SC_CLK_TCK")


@contextmanager
def postgis():
    """Start a PostgreSQL server with PostGIS in a temporary folder; None if not installed."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    extension = sorted(Path("/usr/share/postgresql").glob("*/extension/postgis.control"))
    if not (found and extension and shutil.which("psql")):
        yield None
        return
    with tempfile.TemporaryDirectory() as folder:
        user = "postgres" if os.geteuid() == 0 else None
        if user:
            shutil.chown(folder, user)
        data, port = str(Path(folder) / "data"), _free_port()
        make = [found[-1], "-D", data, "-A", "trust", "-U", "postgres", "--no-sync"]
        subprocess.run(make, user=user, check=True, stdout=subprocess.DEVNULL)
        serve = [found[-1].with_name("postgres"), "-D", data, "-h", "127.0.0.1"]
        server = subprocess.Popen(
            [*serve, "-p", str(port), "-k", folder, "-c", "fsync=off"],
            user=user, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        try:
            _wait_for(port)
            session = Session(port)
            session.ask("CREATE EXTENSION postgis;")
            session.ask("SELECT ST_IsEmpty(ST_Buffer('POINT(0 0)'::geography, 1)::geometry);")
            yield session
        finally:
            server.send_signal(signal.SIGINT)  # a fast shutdown, that waits for nobody
            server.wait(30)


def _free_port():
    """Return a port that nothing listens on."""
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return door.getsockname()[1]


def _wait_for(port):
    """Wait until a server takes connections."""
    for _ in range(120):
        done = subprocess.run(
            ["psql", "-h", "127.0.0.1", "-p", str(port), "-U", "postgres", "-c", "SELECT 1"],
            capture_output=True,
        )  # fmt: skip
        if done.returncode == 0:
            return
        time.sleep(0.5)
    raise NotMeasuredError("the server did not start")


def geography(session, segments):
    """Return the way of `ST_Buffer(geography)` with so many segments a quadrant."""

    def buffered(source, distance_m):
        text = shapely.to_wkb(source, hex=True)
        session.ask("DROP TABLE IF EXISTS source, zone;")
        session.ask(
            f"CREATE TEMP TABLE source AS SELECT ST_GeomFromWKB('\\x{text}', 4326)::geography g;"
        )
        start = session.cpu_ms()
        how = f"'quad_segs={segments}'"
        session.ask(
            f"CREATE TEMP TABLE zone AS SELECT ST_Buffer(g, {distance_m}, {how})::geometry g "
            "FROM source;"
        )
        took_ms = session.cpu_ms() - start
        zone = shapely.from_wkb(session.ask("SELECT ST_AsBinary(g) FROM zone;").strip()[2:])
        return zone, took_ms

    return buffered


# Turf ----------------------------------------------------------------------------------------

SCRIPT = """
const { buffer } = require("@turf/buffer");
let text = "";
process.stdin.on("data", (part) => (text += part));
process.stdin.on("end", () => {
  const { geometry, km } = JSON.parse(text);
  const start = process.cpuUsage();
  const zone = buffer({ type: "Feature", properties: {}, geometry }, km, { units: "kilometers" });
  const used = process.cpuUsage(start);
  const ms = (used.user + used.system) / 1000;
  process.stdout.write(JSON.stringify({ ms, geometry: zone.geometry }));
});
"""


def turf_installed():
    """Install Turf into build/ if node and npm are there; tell whether it can be used."""
    if not (shutil.which("node") and shutil.which("npm")):
        return False
    if not (TURF / "node_modules/@turf/buffer").exists():
        TURF.mkdir(parents=True, exist_ok=True)
        install = ["npm", "install", "--silent", "--no-save", "--prefix", str(TURF)]
        if subprocess.run([*install, "@turf/buffer@7"], check=False).returncode:
            return False
    return True


def turf(source, distance_m):
    """Buffer with Turf: an azimuthal projection round the centre, then JSTS."""
    question = {"geometry": json.loads(shapely.to_geojson(source)), "km": distance_m / 1000}
    modules = str((TURF / "node_modules").resolve())
    try:
        done = subprocess.run(
            ["node", "--max-old-space-size=4000", "-e", SCRIPT],
            input=json.dumps(question), capture_output=True, text=True, timeout=PATIENCE_S,
            env={**os.environ, "NODE_PATH": modules}, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired as error:
        raise NotMeasuredError(f"more than {PATIENCE_S} s") from error
    if done.returncode:
        reason = "out of memory" if "heap" in done.stderr else "crash"
        raise NotMeasuredError(reason)
    answer = json.loads(done.stdout)
    return shapely.from_geojson(json.dumps(answer["geometry"])), answer["ms"]
