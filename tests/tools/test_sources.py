"""data/SOURCES.md says of every file where it comes from."""

import hashlib

from geo.export.credits import CREDITS
from tools.build_sources import sources


def test_page_is_up_to_date(root):
    written = (root / "data" / "SOURCES.md").read_text(encoding="utf-8")
    assert written == sources(root / "data"), "run: python -m tools.build_sources"


def test_every_built_file_is_named_by_its_topic(root):
    data = root / "data"
    topics = "".join(p.read_text(encoding="utf-8") for p in (data / "sources").glob("*.md"))
    built = [p for p in data.rglob("*") if p.is_file() and p.suffix not in {".md", ".toml"}]
    assert built
    for path in built:
        assert f"{path.parent.name}/" in topics, f"{path.parent} is in no topic of data/sources"


def test_every_credit_of_a_result_stands_on_the_page(root):
    page = (root / "data" / "SOURCES.md").read_text(encoding="utf-8")
    for credit in CREDITS:
        assert credit.key.casefold() in page.casefold(), credit.key


def test_files_have_size_and_hash_and_topics_stand_below_the_title(tmp_path):
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "lines.md").write_text("# Lines\n\n## Why\n", encoding="utf-8")
    (tmp_path / "lines.bin").write_bytes(b"abc")
    (tmp_path / "rules.toml").write_text("", encoding="utf-8")
    page = sources(tmp_path)
    assert f"| lines.bin | 3 | `{hashlib.sha256(b'abc').hexdigest()}` |" in page
    assert "\n## Lines\n\n### Why\n" in page
    assert "rules.toml" not in page
