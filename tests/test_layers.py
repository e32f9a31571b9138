"""The import direction: stages are a star around the model, and the pipeline alone joins them."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
MODULES = sorted(p.relative_to(ROOT) for p in (ROOT / "geo").rglob("*.py"))
BASE = {"errors", "model", "settings", "overrides"}
MAY_IMPORT = {
    "errors": set(),
    "settings": set(),
    "arguments": {"errors", "text"},
    "model": {"errors"},
    "overrides": {"errors", "model"},
    "amendments": {"errors", "model", "overrides"},
    "text": BASE,
    "places": BASE | {"text"},
    "rules": BASE | {"text"},
    "events": BASE | {"text"},
    "zones": BASE,
    "issues": {"model"},
    "pipeline": BASE | {"amendments", "issues", "text", "places", "rules", "events", "zones"},
    "maps": BASE,
    "export": BASE | {"maps"},
    "store": BASE | {"amendments", "export", "maps"},
    "cases": BASE | {"pipeline", "store", "export"},
    "batch": BASE | {"pipeline", "export"},
}


def house(path):
    """Return the folder or file of geo a path belongs to: text, places, pipeline, ..."""
    parts = path.with_suffix("").parts
    return parts[1] if len(parts) > 1 else "geo"


def imported(path):
    """Yield the names below geo that a file imports; only ``from geo.x import name`` is allowed."""
    for node in ast.walk(ast.parse((ROOT / path).read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            assert node.module != "geo", f"{path}: import from the module that defines the name"
            if node.module.startswith("geo."):
                yield node.module.split(".")[1]
        elif isinstance(node, ast.Import):
            assert not any(a.name.split(".")[0] == "geo" for a in node.names), path


@pytest.mark.parametrize("path", MODULES, ids=str)
def test_module_imports_only_what_its_house_may(path):
    own = house(path)
    if own in {"cli", "__main__", "ui", "__init__"}:
        return
    assert own in MAY_IMPORT, f"{path}: which question does it answer?"
    assert set(imported(path)) - {own} <= MAY_IMPORT[own]
