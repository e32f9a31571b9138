"""Three whole reports are read as a person has found right; tools/write_goldens.py writes the files."""

import json

import pytest

from geo.pipeline import Pipeline
from geo.text.document import load_document
from tools.write_goldens import GOLDENS, REPORTS, ROOT, digest_of


@pytest.fixture(scope="module")
def pipeline():
    return Pipeline()


@pytest.mark.parametrize("name", REPORTS)
def test_report_is_read_as_recorded(pipeline, name):
    wanted = json.loads((GOLDENS / f"{name}.json").read_text(encoding="utf-8"))
    got = digest_of(pipeline.read(load_document(ROOT / "seeds" / f"{name}.txt")))
    for part in ("zones", "unresolved", "places"):
        assert got[part] == wanted[part], part
