import json
import os
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.errors import ExportError
from geo.export.files import check_writable, encode_json, whole_file, write_json_atomically


@given(st.text())
def test_any_text_survives_as_json_in_utf_8(text):
    encoded = encode_json({"text": text})
    assert json.loads(encoded.decode("utf-8")) == {"text": text}


@pytest.mark.parametrize("number", [float("nan"), float("inf")])
def test_number_that_json_has_not_is_refused(number):
    with pytest.raises(ExportError, match="cannot be written as JSON"):
        encode_json({"error_m": number})


def test_writes_and_replaces_whole_files(tmp_path):
    path = tmp_path / "zones.geojson"
    write_json_atomically(path, {"a": 1})
    write_json_atomically(path, {"name": "درعا"}, pretty=True)
    assert path.read_text(encoding="utf-8") == '{\n  "name": "درعا"\n}\n'
    assert list(tmp_path.iterdir()) == [path]


def test_file_has_the_rights_any_new_file_has(tmp_path):
    plain, ours = tmp_path / "plain", tmp_path / "ours"
    plain.touch()
    write_json_atomically(ours, {})
    assert ours.stat().st_mode == plain.stat().st_mode
    ours.chmod(0o640)
    write_json_atomically(ours, {})
    assert stat.S_IMODE(ours.stat().st_mode) == 0o640


def test_what_stood_there_stays_when_the_work_fails(tmp_path):
    path = tmp_path / "zones.jsonl"
    path.write_text("before", encoding="utf-8")
    with pytest.raises(ValueError, match="midway"), whole_file(path) as file:
        file.write(b"half")
        raise ValueError("midway")
    assert path.read_text(encoding="utf-8") == "before"
    assert list(tmp_path.iterdir()) == [path]


def test_link_stays_a_link(tmp_path):
    target, link = tmp_path / "target", tmp_path / "link"
    target.touch()
    link.symlink_to(target)
    write_json_atomically(link, {"a": 1})
    assert link.is_symlink()
    assert target.read_text(encoding="utf-8") == '{"a":1}\n'


@pytest.mark.parametrize("refuse", [check_writable, lambda path: write_json_atomically(path, {})])
def test_path_that_cannot_be_written_is_refused(tmp_path, refuse):
    file = tmp_path / "file"
    file.touch()
    for path, reason in [
        (tmp_path, "is a folder"),
        (tmp_path / "missing" / "zones.geojson", "there is no folder"),
        (file / "zones.geojson", "there is no folder"),
    ]:
        with pytest.raises(ExportError, match=reason):
            refuse(path)
    assert list(tmp_path.iterdir()) == [file]


def test_full_device_is_an_export_error():
    with pytest.raises(ExportError, match="/dev/full cannot be written: No space left"):
        write_json_atomically(Path("/dev/full"), {})


def test_pipe_gets_the_result(tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    write_json_atomically(pipe, {"a": 1})
    assert os.read(reader, 100) == b'{"a":1}\n'
    os.close(reader)
