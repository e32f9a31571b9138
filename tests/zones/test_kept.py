"""Shapes kept on disk: found again, never damaged, bounded, and off where the user says so."""

import os
import threading

import pytest
import shapely
from shapely import Point, box

from geo.zones import geodesy
from geo.zones.area import difference, intersection
from geo.zones.borders import Borders
from geo.zones.geodesy import zone_within
from geo.zones.kept import SUFFIX, VARIABLE, Shelf, file_digest, key_of

SHAPE = box(0, 0, 1, 1)


@pytest.fixture
def shelf(tmp_path):
    return Shelf(tmp_path / "shapes", long_s=-1.0)


def files(shelf):
    return sorted(shelf.folder.glob("*")) if shelf.folder.is_dir() else []


def test_what_was_made_is_found_again(shelf):
    calls = []

    def make():
        calls.append(1)
        return SHAPE, 0.25

    first, second = shelf.made("a", make), shelf.made("a", make)
    assert first[0].equals(second[0]) and second[1] == 0.25 and len(calls) == 1


def test_what_is_quick_is_not_kept(tmp_path):
    shelf = Shelf(tmp_path, long_s=60.0)
    shelf.made("a", lambda: (SHAPE, 0.0))
    assert files(shelf) == []


@pytest.mark.parametrize("cut", [0, 5, 31, 40, -1])
def test_a_damaged_file_is_removed_and_made_again(shelf, cut):
    shelf.put("a", (SHAPE, 1.0))
    (path,) = files(shelf)
    content = bytearray(path.read_bytes())
    if cut < 0:
        content[-1] ^= 1
    path.write_bytes(content if cut < 0 else content[:cut])
    assert shelf.get("a") is None
    assert files(shelf) == []
    assert shelf.made("a", lambda: (Point(1, 2), 0.0))[0].equals(Point(1, 2))


def test_the_error_is_covered_by_the_digest(shelf):
    shelf.put("a", (SHAPE, 1.0))
    (path,) = files(shelf)
    content = bytearray(path.read_bytes())
    content[28] ^= 1
    path.write_bytes(content)
    assert shelf.get("a") is None


def test_those_not_asked_for_longest_make_room(tmp_path):
    shelf = Shelf(tmp_path, most_bytes=420, long_s=-1.0)
    for number, key in enumerate("abc"):
        shelf.put(key, (SHAPE, 0.0))
        os.utime(tmp_path / f"{key}{SUFFIX}", (number, number))
    assert shelf.get("a") is not None  # asked for, and so the newest
    shelf.put("d", (SHAPE, 0.0))
    assert sum(path.stat().st_size for path in files(shelf)) <= 420
    assert shelf.get("a") is not None and shelf.get("b") is None


def test_what_would_take_all_the_room_is_not_kept(tmp_path):
    shelf = Shelf(tmp_path, most_bytes=200)
    shelf.put("a", (SHAPE, 0.0))
    assert files(shelf) == []


def test_many_writers_leave_whole_files_only(tmp_path):
    shelf = Shelf(tmp_path, most_bytes=2_000, long_s=-1.0)
    wrong = []

    def work(seed):
        for turn in range(40):
            key = f"k{(seed + turn) % 12}"
            made = shelf.made(key, lambda key=key: (Point(int(key[1:]), 0).buffer(1, 4), 0.0))
            if not made[0].contains(Point(int(key[1:]), 0)):
                wrong.append(key)

    threads = [threading.Thread(target=work, args=(seed,)) for seed in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong
    assert {path.suffix for path in files(shelf)} == {SUFFIX}
    assert all(shelf.get(path.stem) for path in files(shelf))


def test_a_folder_that_cannot_be_made_is_no_error(tmp_path):
    (tmp_path / "file").write_text("")
    shelf = Shelf(tmp_path / "file" / "shapes", long_s=-1.0)
    assert shelf.made("a", lambda: (SHAPE, 0.0))[0] is SHAPE


@pytest.mark.parametrize("word", ["off", "OFF", "0", "no"])
def test_it_can_be_switched_off(monkeypatch, word):
    monkeypatch.setenv(VARIABLE, word)
    assert Shelf.usual().folder is None
    assert Shelf.usual().made("a", lambda: (SHAPE, 0.0))[0] is SHAPE


def test_the_usual_folder_is_the_users(monkeypatch, tmp_path):
    monkeypatch.setenv(VARIABLE, "")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr("sys.platform", "linux")
    assert Shelf.usual().folder == tmp_path / "cordon" / "shapes"


def test_keys_tell_parts_and_their_borders_apart():
    keys = {key_of("zone", *parts) for parts in (("ab", "c"), ("a", "bc"), (1.0, "c"), (b"a", 2))}
    assert len(keys | {key_of("other", "ab", "c")}) == 5


def test_a_data_file_that_changes_has_another_digest(tmp_path):
    path = tmp_path / "data"
    path.write_bytes(b"one")
    before = file_digest(path)
    path.write_bytes(b"other")
    assert file_digest(path) != before


def test_zone_of_a_long_line_is_kept_and_the_same(monkeypatch, tmp_path):
    monkeypatch.setattr(geodesy, "_MANY", 10)
    monkeypatch.setattr(Shelf, "usual", classmethod(lambda cls: cls(tmp_path, long_s=-1.0)))
    line = Borders.open().shared_border("IL", "SY")
    first, second = zone_within(line, 20_000), zone_within(line, 20_000)
    assert first.geometry.equals_exact(second.geometry, 0.0) and first.error_m == second.error_m
    assert len(list(tmp_path.glob(f"*{SUFFIX}"))) == 1
    zone_within(line, 20_001)
    assert len(list(tmp_path.glob(f"*{SUFFIX}"))) == 2


def test_area_and_its_outline_are_kept_apart(monkeypatch, tmp_path):
    monkeypatch.setattr(geodesy, "_MANY", 3)
    monkeypatch.setattr(Shelf, "usual", classmethod(lambda cls: cls(tmp_path, long_s=-1.0)))
    area = box(10, 40, 12, 42)
    whole, rim = zone_within(area, 5_000).geometry, zone_within(area.exterior, 5_000).geometry
    assert whole.contains(Point(11, 41)) and not rim.contains(Point(11, 41))
    one = shapely.geometrycollections([box(0, 0, 1, 1), box(3, 0, 4, 1).exterior])
    other = shapely.geometrycollections([box(0, 0, 1, 1).exterior, box(3, 0, 4, 1)])
    assert zone_within(one, 5_000).geometry.contains(Point(0.5, 0.5))
    assert not zone_within(other, 5_000).geometry.contains(Point(0.5, 0.5))


def test_a_wide_area_cut_at_the_land_is_kept_and_the_same(monkeypatch, tmp_path):
    monkeypatch.setattr(Shelf, "usual", classmethod(lambda cls: cls(tmp_path, long_s=-1.0)))
    sea, borders = box(12, 32, 20, 40), Borders.open()  # Sicily and Malta lie in it
    first = borders.against_land(sea, difference)
    assert borders.against_land(sea, difference).equals_exact(first, 0.0)
    assert len(list(tmp_path.glob(f"*{SUFFIX}"))) == 1
    assert first.equals(sea.difference(borders.land_around(*sea.bounds)))
    assert borders.against_land(sea, intersection).disjoint(Point(18, 35))  # another key
    borders.against_land(box(14, 35, 15, 36), difference)  # small: faster made than found
    assert len(list(tmp_path.glob(f"*{SUFFIX}"))) == 2
