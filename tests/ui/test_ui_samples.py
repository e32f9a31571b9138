"""Every sample opens in the app without a mistake."""

import pytest
from streamlit.testing.v1 import AppTest

from geo.errors import DocumentError
from geo.text.document import load_document
from geo.ui.samples import FIRST, SEEDS, samples

SLUGS = sorted(path.stem for path in SEEDS.glob("*.txt"))


def test_the_first_sample_is_the_one_to_start_with():
    known = samples()
    assert next(iter(known)) == FIRST
    assert sorted(known) == SLUGS
    assert all(sample.title for sample in known.values())


def test_a_broken_sample_is_named(tmp_path):
    (tmp_path / "broken.txt").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(DocumentError, match="broken"):
        samples(tmp_path)


@pytest.mark.parametrize("slug", SLUGS)
def test_a_sample_is_shown_with_its_rules(root, slug):
    app = AppTest.from_file(str(root / "app.py"), default_timeout=120)
    document = load_document(SEEDS / f"{slug}.txt")
    app.session_state["report"] = document
    app.session_state["date"] = document.date
    app.run()
    assert not app.exception
    assert not app.error
    assert app.selectbox(key="sample").value == f"sample:{slug}"
    assert len(app.dataframe) >= 1
