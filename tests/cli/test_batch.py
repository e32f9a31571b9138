"""``python -m geo batch``: many documents in, as many answers out, in order, or none."""

import json
import os
import subprocess
import sys

import pytest

NEAR = "Rebel units must withdraw 10 km from the border of Israel in Syria."


@pytest.fixture
def batch(root, tmp_path):
    """Return a function that runs a batch over lines and returns status, error and answers."""

    def run(raw, *options, target="out.jsonl"):
        source = tmp_path / "in.jsonl"
        source.write_bytes(raw)
        result = subprocess.run(
            [sys.executable, "-m", "geo", "batch", source, "-o", target, *options],
            capture_output=True,
            cwd=tmp_path,
            env=os.environ | {"PYTHONPATH": str(root)},
            timeout=300,
            check=False,
        )
        out = tmp_path / target
        written = out.read_bytes() if out.exists() else result.stdout
        answers = [json.loads(line) for line in written.split(b"\n") if line]
        return result.returncode, result.stderr.decode(), answers

    return run


def lines(*records):
    return b"".join(json.dumps(record).encode() + b"\n" for record in records)


@pytest.mark.parametrize("options", [(), ("--workers", "2")], ids=["one", "two processes"])
def test_answers_stand_in_the_order_of_the_lines(batch, options):
    ids = ["b", "a", 3, "ü", "b2", "c", "d"]
    records = [{"id": i, "text": f"{NEAR} Nr {n}.", "date": None} for n, i in enumerate(ids)]
    status, error, answers = batch(lines(*records), *options)
    assert (status, error) == (0, "")
    assert [a["id"] for a in answers] == ids
    assert {a["geojson"]["type"] for a in answers} == {"FeatureCollection"}


def test_offsets_count_in_the_text_as_it_was_given(batch):
    text = "Café 𝔘\r\nold\rline\u2028\ud800. " + NEAR
    status, error, (answer,) = batch(lines({"id": "x", "text": text, "date": "2018-05-30"}))
    assert (status, error) == (0, "")
    zones = [f["properties"] for f in answer["geojson"]["features"] if "quote" in f["properties"]]
    assert zones
    clean = text.replace("\rl", "\nl").replace("\ud800", "\ufffd")
    for zone in zones:
        assert clean[zone["start"] : zone["end"]] == zone["quote"]


def test_blank_lines_marks_and_unknown_keys_do_no_harm(batch):
    raw = b"\xef\xbb\xbf" + lines({"id": 1, "text": NEAR, "family": "border"}) + b"\n \n"
    status, _, answers = batch(raw)
    assert status == 0
    assert [a["id"] for a in answers] == [1]


def test_standard_output_takes_the_answers(batch):
    status, error, answers = batch(lines({"id": 1, "text": NEAR}), target="-")
    assert (status, error, len(answers)) == (0, "", 1)


GOOD = lines({"id": 1, "text": NEAR})


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (GOOD + b"{not json}\n", "line 2 is not JSON: "),
        (GOOD + b"\n" + b'"text"\n', "line 3 is not a JSON object"),
        (GOOD + lines({"text": NEAR}), "line 2 has no 'id'"),
        (GOOD + lines({"id": 2}), "line 2 has no 'text': wanted text"),
        (GOOD + lines({"id": 2, "text": 5}), "line 2 has 'text' 5: wanted text"),
        (
            GOOD + lines({"id": True, "text": NEAR}),
            "line 2 has 'id' True: wanted text or a whole number",
        ),
        (GOOD + lines({"id": 2, "text": ""}), "line 2: the text holds no text: it is empty"),
        (GOOD + lines({"id": 2, "text": NEAR, "date": "May"}), "line 2: 'May' is not a date"),
        (GOOD + b'{"id": 2, "text": "\xe9"}\n', "line 2 is not UTF-8"),
        (GOOD + b"[" * 100_000, "line 2 is not JSON"),
    ],
)
def test_bad_line_is_named_and_nothing_is_written(batch, tmp_path, raw, message):
    (tmp_path / "out.jsonl").write_text('{"id": "before"}', encoding="utf-8")
    status, error, answers = batch(raw)
    assert status == 1
    assert message in error
    assert error.count("\n") == 1
    assert answers == [{"id": "before"}]
    assert sorted(p.name for p in tmp_path.iterdir()) == ["in.jsonl", "out.jsonl"]
