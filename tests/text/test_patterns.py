"""Patterns that are kept compiled match as those that `re` compiles."""

import re

import pytest

from geo.text.patterns import Shelf

WRITTEN = r"(?P<verb>stay|keep)s?\s+(?:out|away) (?P<far>\d+)[–-]?km(?<!x)|é{2,3}"
TEXT = "They STAY away 20km; keeps out 5-km. éé"


def spans(pattern):
    return [(m.span(), m.groupdict()) for m in pattern.finditer(TEXT)]


@pytest.mark.parametrize("flags", [0, re.IGNORECASE, re.ASCII | re.IGNORECASE])
def test_a_pattern_from_the_file_is_the_one_that_re_compiles(tmp_path, flags):
    path = tmp_path / "kept.bin"
    first = Shelf(path)
    assert spans(first.compiled(WRITTEN, flags)) == spans(re.compile(WRITTEN, flags))
    first.save()
    second = Shelf(path)
    again = second.compiled(WRITTEN, flags)
    assert spans(again) == spans(re.compile(WRITTEN, flags))
    assert again.groupindex == {"verb": 1, "far": 2}
    assert again.pattern == WRITTEN
    written = path.stat().st_mtime_ns
    second.save()  # had all it was asked for
    assert path.stat().st_mtime_ns == written


def test_a_run_adds_to_what_others_kept(tmp_path):
    path = tmp_path / "kept.bin"
    one, other = Shelf(path), Shelf(path)
    one.compiled("one")
    other.compiled("other")
    one.save()
    other.save()
    assert len(Shelf(path)._known) == 2


def test_where_too_many_are_kept_those_that_were_asked_for_stay(tmp_path):
    path = tmp_path / "kept.bin"
    first = Shelf(path, most=3)
    for written in ("one", "two", "three"):
        first.compiled(written)
    first.save()
    second = Shelf(path, most=3)
    second.compiled("two")
    second.compiled("four")
    second.save()
    third = Shelf(path)
    assert len(third._known) == 2
    third.compiled("two"), third.compiled("four")
    assert not third._new


@pytest.mark.parametrize("content", [b"", b"abcd", b"abcdefgh" * 100])
def test_a_damaged_file_is_as_none(tmp_path, content):
    path = tmp_path / "kept.bin"
    path.write_bytes(content)
    shelf = Shelf(path)
    assert shelf.compiled("a+").findall("caab") == ["aa"]
    shelf.save()
    assert Shelf(path)._known


def test_a_cut_file_is_as_none(tmp_path):
    path = tmp_path / "kept.bin"
    shelf = Shelf(path)
    shelf.compiled(WRITTEN)
    shelf.save()
    path.write_bytes(path.read_bytes()[:-3])
    assert not Shelf(path)._known


def test_the_next_folder_is_taken_where_one_cannot_be_written(tmp_path):
    (tmp_path / "file").write_text("")
    shelf = Shelf(tmp_path / "file" / "kept.bin", tmp_path / "user" / "kept.bin")
    shelf.compiled("a")
    shelf.save()
    assert (tmp_path / "user" / "kept.bin").exists()


def test_what_is_no_pattern_is_refused_as_re_does(tmp_path):
    with pytest.raises(re.error, match="unterminated"):
        Shelf(tmp_path / "kept.bin").compiled("(a")
