"""
Fetch the JavaScript and CSS that the map and its tests need from npm.

Run ``python tools/build_vendor.py`` (needs ``npm`` on the path). What a page loads goes to
``static/vendor``, what only tests load to ``tests/vendor``. Only the files that are loaded are
kept; the licence of each package stands beside them, and ``manifest.json`` names version,
licence, npm integrity and the SHA-256 of every file.
"""

from __future__ import annotations

import base64
import hashlib
import io
import json
import shutil
import subprocess
import tarfile
import tempfile
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENDOR, TESTS = ROOT / "static" / "vendor", ROOT / "tests" / "vendor"


@dataclass(frozen=True, slots=True)
class Package:
    """An npm package and the files of it that are kept."""

    name: str
    version: str
    integrity: str
    licence: str
    files: tuple[tuple[str, str], ...]  # path in the package, path below the folder
    licence_file: str
    folder: Path = VENDOR


PACKAGES = (
    Package(
        name="leaflet",
        version="1.9.4",
        integrity=(
            "sha512-nxS1ynzJOmOlHp+iL3FyWqK89GtNL8U8rvlMOsQdTTssxZwCXh8N2NB3GDQOL+YR3XnWyZAxwQixUR"
            "b+FA74PA=="
        ),
        licence="BSD-2-Clause",
        files=(
            ("dist/leaflet.js", "leaflet/leaflet.js"),
            ("dist/leaflet.css", "leaflet/leaflet.css"),
            ("dist/images/layers.png", "leaflet/images/layers.png"),
            ("dist/images/layers-2x.png", "leaflet/images/layers-2x.png"),
        ),
        licence_file="LICENSE",
    ),
    Package(
        name="mgrs",
        version="2.2.0",
        integrity=(
            "sha512-BHeewhEJ1n2MOFKvGXFPMxgfczWArFGltBYSZ+JTzlNfHSwJ7gEsXGXFjaU619yLmpmtyoLHu+d8Sd6"
            "ACsd0QA=="
        ),
        licence="MIT",
        files=(("dist/mgrs.min.js", "mgrs/mgrs.min.js"),),
        licence_file="license.md",
    ),
    Package(
        name="geographiclib-geodesic",
        version="2.2.0",
        integrity=(
            "sha512-cIedo9VTYb0DFufodgibDmVfsWe9EASqb/kUByl09xc6PZYvLvlc89BHCThtGTPf2OII/zWJGxsR3Uz"
            "6O7QOVw=="
        ),
        licence="MIT",
        files=(("geographiclib-geodesic.min.js", "geographiclib/geographiclib-geodesic.min.js"),),
        licence_file="LICENSE.txt",
    ),
    Package(
        name="axe-core",
        version="4.14.1",
        integrity=(
            "sha512-FHfa+lmNjQZfJz1q8wKqIDwC6DExcHt/pkjNQb09a3NPjCKg2rhu5qb2S4r76ASyFNNtuFooJpZe37O"
            "gudVGtQ=="
        ),
        licence="MPL-2.0",
        files=(("axe.min.js", "axe-core/axe.min.js"),),
        licence_file="LICENSE",
        folder=TESTS,
    ),
)


def fetch(package: Package) -> bytes:
    """Return the package's tarball, refusing one whose npm integrity is not the pinned one."""
    with tempfile.TemporaryDirectory() as folder:
        spec = f"{package.name}@{package.version}"
        subprocess.run(
            ["npm", "pack", "--silent", spec], cwd=folder, check=True, stdout=subprocess.DEVNULL
        )
        tarball = next(Path(folder).glob("*.tgz")).read_bytes()
    digest = "sha512-" + base64.b64encode(hashlib.sha512(tarball).digest()).decode()
    if digest != package.integrity:
        msg = f"{spec}: integrity {digest}, wanted {package.integrity}"
        raise SystemExit(msg)
    return tarball


def unpack(package: Package) -> dict[str, bytes]:
    """Return the kept files of a package by their path below its folder."""
    with tarfile.open(fileobj=io.BytesIO(fetch(package))) as archive:

        def member(path: str) -> bytes:
            handle = archive.extractfile(f"package/{path}")
            if handle is None:
                msg = f"{package.name}: {path} is not a file"
                raise SystemExit(msg)
            return handle.read()

        files = {target: clean(target, member(path)) for path, target in package.files}
        files[f"{package.name}/LICENSE"] = member(package.licence_file)
    return files


def clean(path: str, content: bytes) -> bytes:
    """Drop the source-map line of a script: its map is not kept and would be asked for."""
    if not path.endswith(".js"):
        return content
    lines = [line for line in content.splitlines() if not line.startswith(b"//# sourceMapping")]
    return b"\n".join(lines) + b"\n"


def licences(texts: dict[str, str], packages: list[Package]) -> str:
    """Return LICENSES.md: one section a package with the whole text."""
    parts = ["# Licences of the vendored files\n"]
    for package in packages:
        head = f"## {package.name} {package.version} ({package.licence})\n"
        parts.append(f"{head}\n```\n{texts[package.name].strip()}\n```\n")
    return "\n".join(parts)


def build(folder: Path, packages: list[Package]) -> None:
    """Rebuild one folder from nothing."""
    if folder.exists():
        shutil.rmtree(folder)
    manifest, texts = [], {}
    for package in packages:
        files = unpack(package)
        texts[package.name] = files.pop(f"{package.name}/LICENSE").decode("utf-8")
        for path, content in files.items():
            target = folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
        manifest.append(
            {
                "name": package.name,
                "version": package.version,
                "licence": package.licence,
                "integrity": package.integrity,
                "files": {p: hashlib.sha256(c).hexdigest() for p, c in sorted(files.items())},
            }
        )
    (folder / "manifest.json").write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")
    (folder / "LICENSES.md").write_text(licences(texts, packages), encoding="utf-8")


def main() -> None:
    """Rebuild ``static/vendor`` and ``tests/vendor``."""
    for folder in (VENDOR, TESTS):
        build(folder, [package for package in PACKAGES if package.folder == folder])


if __name__ == "__main__":
    main()
