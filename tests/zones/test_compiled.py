"""What is compiled once is compiled anew when something it was made from has changed."""

import subprocess
import sys
from pathlib import Path
from shutil import copytree

from geo.zones import compiled, tree
from geo.zones.compiled import sources_digest

ZONES = Path(compiled.__file__).parent
CALLER = """
import numpy as np
from geo.zones.compiled import compiled
from geo.zones.probe_inner import FACTOR, inner

@compiled
def outer(x):
    return FACTOR * inner(x)

print(outer(1.0), sum(outer.stats.cache_hits.values()))
"""
INNER = """
from geo.zones.compiled import compiled

FACTOR = {factor}

@compiled
def inner(x):
    return x + {added}
"""


def outer(root):
    """Run the caller in a process of its own; return its answer and how often it was found."""
    command = [sys.executable, "-m", "geo.zones.probe_outer"]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=True)
    answer, hits = done.stdout.split()
    return float(answer), int(hits)


def test_a_change_in_what_is_called_is_noticed(tmp_path):
    zones = tmp_path / "geo" / "zones"
    zones.mkdir(parents=True)
    (zones / "compiled.py").write_bytes((ZONES / "compiled.py").read_bytes())
    (zones / "probe_outer.py").write_text(CALLER)
    inner = zones / "probe_inner.py"
    inner.write_text(INNER.format(factor=1, added=1))
    assert outer(tmp_path) == (2.0, 0)
    assert outer(tmp_path) == (2.0, 1)  # found as it was made
    inner.write_text(INNER.format(factor=1, added=5))
    assert outer(tmp_path) == (6.0, 0)
    inner.write_text(INNER.format(factor=3, added=5))
    assert outer(tmp_path) == (18.0, 0)


def test_digest_follows_constants_and_leaves_the_rest(tmp_path):
    copytree(ZONES, tmp_path / "zones", ignore=lambda *_: {"__pycache__"})
    digests = [sources_digest(tmp_path / "zones")]
    for name in ("build.py", "sphere.py", "tree.py"):
        path = tmp_path / "zones" / name
        path.write_bytes(path.read_bytes() + b"\n# changed\n")
        sources_digest.cache_clear()
        digests.append(sources_digest(tmp_path / "zones"))
    unchanged, other, sphere, again = digests
    assert unchanged == other
    assert len({other, sphere, again}) == 3


def test_every_compiled_function_bears_the_digest():
    stamp = tree.nearest_edge._cache._cache_file._source_stamp
    assert stamp[1] == sources_digest(ZONES)
