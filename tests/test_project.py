"""What a newcomer reads must be true: the samples, the documents, the commands."""

import re
from pathlib import Path

import pytest

from geo.text.document import load_document

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = sorted((ROOT / "seeds").glob("*.txt"))
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]


@pytest.mark.parametrize("path", SAMPLES, ids=lambda p: p.stem)
def test_sample_has_a_card_and_stands_in_the_list(path):
    document = load_document(path)
    assert document.date is not None
    assert document.source.startswith("Written for Cordon")
    assert document.title == document.text.split("\n", 1)[0]
    assert f"`{path.stem}`" in (ROOT / "seeds" / "README.md").read_text(encoding="utf-8")


def test_every_card_has_its_report():
    cards = {p.stem for p in (ROOT / "seeds").glob("*.toml")}
    assert cards == {p.stem for p in SAMPLES} != set()


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_page_links_and_names_only_files_that_exist(page):
    text = page.read_text(encoding="utf-8")
    links = re.findall(r"\]\((?!https?:)([^)#]+)", text)
    named = re.findall(r"\b((?:seeds|docs|tools|geo|tests)/[\w./-]+\.(?:py|md|txt|toml|png))", text)
    for name in links:
        assert (page.parent / name).exists(), name
    for name in named:
        assert (ROOT / name).exists(), name


def test_readme_commands_are_commands_of_the_makefile():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for page in PAGES:
        for target in re.findall(r"(?m)(?:^|`)make ([a-z]+)\b", page.read_text(encoding="utf-8")):
            assert f"\n{target}: " in makefile, f"{page.name}: {target}"


def test_no_page_or_module_names_a_path_of_one_machine():
    files = [p for pattern in ("*.md", "geo/**/*.py", "tools/**/*.py") for p in ROOT.glob(pattern)]
    for path in files:
        assert not re.search(r"(?<![\w.])/(?:work|home|root)/", path.read_text(encoding="utf-8")), (
            path
        )
