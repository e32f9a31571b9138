"""A case file: what goes in comes out, in QGIS too, and after a kill at any moment."""

import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
from dataclasses import replace

import pyogrio
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from geo.amendments import (
    AddRule,
    RejectRule,
    SetActors,
    SetCompliance,
    SetDates,
    SetDistance,
    SetEffect,
    SetHost,
    SetReferences,
    SetRelation,
    SetSource,
    SetStatus,
)
from geo.errors import StoreError
from geo.model import (
    Compliance,
    Distance,
    Document,
    Effect,
    Reference,
    ReferenceKind,
    Relation,
    Span,
    Status,
    Territory,
)
from geo.overrides import Correction, Override
from geo.pipeline import read
from geo.store.blob import from_blob, to_blob
from geo.store.case import Case
from geo.store.codec import decode, encode
from geo.store.folder import case_names, case_path
from geo.store.history import Change, History
from geo.store.layer import Layer, LayerChange
from geo.store.schema import migrate

DOCUMENT = Document("talks", "Zones “für” alle.\n\nسوريا", "Talks", "Us")
LINE = Reference(
    ReferenceKind.LINE, "front", "layer:front", span=Span(1, 4), points=((36.0, 32.5), (36.1, 32))
)
CORRECTIONS = (
    SetDistance("rule:0-9", Distance(5_000, 6_000, approximate=True, text="5–6 km")),
    SetDistance("rule:0-9", None),
    SetHost("rule:0-9", (Territory("SY", "Syria"),)),
    SetHost("rule:0-9", ()),
    SetStatus("rule:0-9", Status.REJECTED),
    SetEffect("rule:0-9", Effect.NO_FLY),
    SetRelation("rule:0-9", Relation.NORTH_OF),
    SetCompliance("rule:0-9", Compliance.VIOLATED),
    SetSource("rule:0-9", "the “Council”"),
    SetDates("rule:0-9", "2018-05", ""),
    SetActors("rule:0-9#2", ("Hezbollah", "قوات")),
    SetReferences("rule:0-9", (LINE,)),
    RejectRule("rule:0-9"),
    Override("Alexandria", Correction.ENTRY, Span(3, 13), entry="geonames:4744091"),
    Override("Goma", Correction.PIN, lon=29.0, lat=-1.5, note="as the map of the UN has it"),
)


@pytest.fixture
def case(tmp_path):
    """Return a case with one report."""
    made = Case.create(tmp_path / "south.gpkg")
    made.add_document(DOCUMENT)
    return made


@pytest.mark.parametrize("correction", CORRECTIONS, ids=lambda c: type(c).__name__)
def test_a_correction_comes_back_as_it_was(correction):
    assert decode(*encode(correction)) == correction


FRONT = Layer("front", shapely.LineString([(36.1, 32), (37, 1 / 3)]), ("the front", "خط"), "ours")


@pytest.mark.parametrize(("before", "after"), [(None, FRONT), (FRONT, None)])
def test_the_change_of_a_layer_comes_back_as_it_was(before, after):
    change = LayerChange("front", before, after)
    assert decode(*encode(change)) == change


def test_what_was_made_at_once_is_undone_at_once(case):
    parts = [Change("talks", correction) for correction in CORRECTIONS[:3]]
    case.add(Change("talks", CORRECTIONS[4]))
    case.add(*parts)
    case.put_layer(FRONT, Change("talks", CORRECTIONS[5]))
    assert [c.correction for c in case.history().last] == [
        LayerChange("front", None, FRONT),
        CORRECTIONS[5],
    ]
    assert len(case.undo().done) == 4
    assert case.layers() == ()
    assert len(case.undo().done) == 1
    again = Case.open(case.path)
    assert [c.correction for c in again.redo().done[1:]] == list(CORRECTIONS[:3])
    assert len(again.redo().done) == 6
    assert again.layers() == (FRONT,)
    assert again.redo() == again.history()


def test_a_layer_changed_and_taken_out_is_there_again_step_by_step(case):
    wider = replace(FRONT, aliases=("the line",))
    for layer in (FRONT, FRONT, wider):
        case.put_layer(layer)  # the second says nothing new and is no step
    case.remove_layer("front")
    case.remove_layer("nowhere")
    found = []
    for _ in range(4):
        found.append(case.layers())
        case.undo()
    assert found == [(), (wider,), (FRONT,), ()]
    for _ in range(3):
        case.redo()
    assert case.layers() == ()


def test_a_case_of_the_second_schema_keeps_its_corrections_and_gets_steps(case):
    old = (
        "ALTER TABLE zones DROP COLUMN compliance_quote; "
        "DROP TABLE corrections; CREATE TABLE corrections (fid INTEGER PRIMARY KEY, document TEXT "
        "NOT NULL REFERENCES documents(id) ON DELETE CASCADE, kind TEXT NOT NULL, payload TEXT NOT "
        "NULL, made TEXT NOT NULL, note TEXT NOT NULL, undone INTEGER NOT NULL DEFAULT 0); "
        "UPDATE settings SET value = '2' WHERE key = 'schema';"
    )
    with sqlite3.connect(case.path) as db:
        db.executescript(old)
        rows = [
            ("talks", *encode(c), "", "why", n)
            for c, n in zip(CORRECTIONS[:3], (0, 0, 1), strict=True)
        ]
        db.executemany(
            "INSERT INTO corrections (document, kind, payload, made, note, undone)"
            " VALUES (?,?,?,?,?,?)", rows,
        )  # fmt: skip
    db.close()
    opened = Case.open(case.path)
    history = opened.history()
    assert [c.correction for c in history.done] == list(CORRECTIONS[:2])
    assert [c.correction for c in history.undone] == [CORRECTIONS[2]]
    assert len(opened.undo().done) == 1  # what was made one by one is undone so
    opened.put_layer(FRONT)
    assert opened.layers() == (FRONT,)
    opened.remove_document("talks")
    assert [c.document for c in opened.history().done] == [""]


def test_an_added_rule_comes_back_as_it_was(analysis):
    rule = AddRule(analysis.zones[0].constraint)
    assert decode(*encode(rule)) == rule


@pytest.mark.parametrize(
    ("kind", "payload"),
    [
        ("SetDistance", "[]"),
        ("SetDistance", "{"),
        ("SetDistance", '{"rule": 5, "distance": null}'),
        ("SetDistance", '{"rule": "a", "distance": {"min_m": "x", "max_m": 1}}'),
        ("SetDistance", '{"rule": "a", "distance": {"min_m": -1, "max_m": 1}}'),
        ("SetStatus", '{"rule": "a", "status": "dreamt"}'),
        ("SetStatus", '{"rule": "a", "status": "agreed", "more": 1}'),
        ("SetActors", '{"rule": "a", "actors": "all"}'),
        ("SetActors", '{"rule": "a"}'),
        ("Override", '{"toponym": ""}'),
        ("os.system", '{"rule": "a"}'),
        ("SetEffect", '{"rule": "a", "effect": "joy"}'),
        ("LayerChange", '{"name": "a"}'),
        ("LayerChange", '{"name": "a", "before": null, "after": {"name": "a", "geometry": null}}'),
        ("LayerChange", '{"name": "a", "before": null, "after": {"name": "a", "geometry": "x"}}'),
    ],
)
def test_what_is_no_correction_is_refused(kind, payload):
    with pytest.raises(StoreError, match="correction"):
        decode(kind, payload)


@given(st.lists(st.sampled_from(["add", "undo", "redo"]), max_size=25))
def test_undo_and_redo_are_inverse_and_lose_nothing_but_what_an_addition_forgets(steps):
    history, count = History(), 0
    for step in steps:
        before = history
        if step == "add":
            count += 1
            one = Change("d", RejectRule(f"rule:0-{count}"))
            history = history.add(*[one] * (1 + count % 3))
            assert history.undone == ()
            assert history.undo().done == before.done
        elif step == "undo":
            history = history.undo()
            assert history == before or history.redo() == before
        else:
            history = history.redo()
            assert len(history.done) + len(history.undone) == len(before.done) + len(before.undone)


def test_reports_corrections_layers_and_settings_are_there_after_opening(case):
    case.put_layer(Layer("front", shapely.LineString([(36, 32), (37, 33)]), ("the front",), "ours"))
    for correction in CORRECTIONS:
        case.add(Change("talks", correction, "2026-11-23T10:00:00+00:00", "because"))
    case.undo()
    case.undo()
    case.set("viewpoint", "SY")
    again = Case.open(case.path)
    assert again.documents() == (DOCUMENT,)
    history = again.history()
    assert [c.correction for c in history.done[1:]] == list(CORRECTIONS[:-2])
    assert [c.correction for c in history.undone] == list(CORRECTIONS[-2:])
    assert again.redo().done[-1].correction == CORRECTIONS[-2]
    assert again.layers()[0].aliases == ("the front",)
    assert again.layers()[0].geometry.equals(shapely.LineString([(36, 32), (37, 33)]))
    assert again.settings()["viewpoint"] == "SY"


def test_history_serves_places_and_rules_of_one_report_apart(case):
    second = case.add_document(replace(DOCUMENT, text="Another"))
    assert second.id == "talks-2"
    for correction in CORRECTIONS:
        case.add(Change("talks", correction))
    history = case.history()
    assert history.overrides("talks") == CORRECTIONS[-2:]
    assert history.amendments("talks") == CORRECTIONS[:-2]
    assert history.amendments("talks-2") == ()
    case.remove_document("talks")
    assert case.history() == History()
    assert [d.id for d in case.documents()] == ["talks-2"]


def test_the_file_is_a_geopackage_that_gdal_reads(case, analysis):
    case.add_document(replace(analysis.document))
    case.keep(analysis, "key-1")
    case.keep(analysis, "key-2")
    case.put_layer(Layer("front", shapely.LineString([(36, 32), (37, 33)])))
    layers = {name for name, _ in pyogrio.list_layers(case.path).tolist()}
    assert {"zones", "places", "layers", "documents", "corrections", "unresolved"} <= layers
    zones = pyogrio.read_dataframe(case.path, layer="zones")
    assert zones.crs.to_epsg() == 4326
    assert len(zones) == len(analysis.zones)
    assert zones.geometry[0].equals(analysis.zones[0].geometry)
    assert zones["quote"][0] == analysis.zones[0].constraint.quote
    places = pyogrio.read_dataframe(case.path, layer="places")
    assert places["toponym"].tolist() == [
        p.mentions[0].toponym for p in analysis.places if p.candidate
    ]
    assert case.derived_from(analysis.document.id) == "key-2"
    assert case.derived_from("talks") == ""


@given(st.sampled_from([shapely.Point(1, 2), shapely.box(0, 0, 1, 1), shapely.Polygon()]))
def test_a_geometry_comes_back_from_its_blob(geometry):
    assert from_blob(to_blob(geometry)).equals(geometry)


@pytest.mark.parametrize("blob", [b"", b"GP", b"XX" + bytes(40), b"GP\0\x0f" + bytes(20)])
def test_what_is_no_geometry_is_refused(blob):
    with pytest.raises(StoreError, match="geometry"):
        from_blob(blob)


def test_a_copy_is_whole_and_apart(case, tmp_path):
    copy = case.save_as(tmp_path / "copy.gpkg")
    copy.add(Change("talks", RejectRule("rule:0-9")))
    assert case.history() == History()
    assert Case.open(copy.path).documents() == case.documents()
    with pytest.raises(StoreError, match="already"):
        case.save_as(copy.path)
    copy.delete()
    assert case_names(tmp_path) == ("south",)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["south.gpkg"]


def test_what_is_no_case_is_refused_and_left_as_it_was(tmp_path):
    text, empty, other = (tmp_path / f"{name}.gpkg" for name in ("text", "empty", "other"))
    text.write_bytes(b"not a database at all, but long enough for a header" * 40)
    empty.touch()
    with sqlite3.connect(other) as db:
        db.execute("CREATE TABLE settings (key, value)")
    db.close()
    for path in (text, empty, other, tmp_path / "missing.gpkg", tmp_path):
        before = path.read_bytes() if path.is_file() else None
        with pytest.raises(StoreError):
            Case.open(path)
        assert (path.read_bytes() if path.is_file() else None) == before


def test_a_zone_of_a_case_has_the_sentence_that_says_it_is_broken(case):
    told = "Troops must stay 5 km from Luhansk. The order has been ignored."
    with sqlite3.connect(case.path) as db:
        db.execute("ALTER TABLE zones DROP COLUMN compliance_quote")
        db.execute("UPDATE settings SET value = '3' WHERE key = 'schema'")
    db.close()
    document = case.add_document(Document("told", told))
    opened = Case.open(case.path)
    opened.keep(read(document), "key")
    frame = pyogrio.read_dataframe(case.path, layer="zones")
    assert frame["compliance_quote"].tolist() == ["The order has been ignored."]


def test_a_newer_file_is_refused_and_an_older_one_migrated(case):
    with sqlite3.connect(case.path) as db:
        db.execute("UPDATE settings SET value = '99' WHERE key = 'schema'")
    db.close()
    with pytest.raises(StoreError, match="newer"):
        Case.open(case.path)
    steps = ("never run", "ALTER TABLE layers ADD COLUMN colour TEXT;\n", "never run")
    with sqlite3.connect(case.path) as db:
        db.execute("UPDATE settings SET value = '2' WHERE key = 'schema'")
        migrate(db, "south", steps, newest=3)
        assert db.execute("SELECT colour FROM layers").fetchall() == []
        found = db.execute("SELECT value FROM settings WHERE key = 'schema'").fetchone()
    db.close()
    assert found == ("3",)


def test_a_case_of_the_first_schema_gets_its_incidents(case):
    document = case.add_document(Document("d", "Rebels attacked Goma. Rebels attacked the army."))
    with sqlite3.connect(case.path) as db:
        db.execute("DROP TABLE events")
        db.execute("ALTER TABLE zones DROP COLUMN compliance_quote")
        for table in ("gpkg_contents", "gpkg_geometry_columns"):
            db.execute(f"DELETE FROM {table} WHERE table_name = 'events'")
        db.execute("UPDATE settings SET value = '1' WHERE key = 'schema'")
    db.close()
    opened = Case.open(case.path)
    opened.keep(read(document), "key")
    frame = pyogrio.read_dataframe(case.path, layer="events")
    assert frame["kind"].tolist() == ["attack", "attack"]
    assert frame["place"].tolist() == ["Goma", ""]
    assert frame.geometry[0].y == pytest.approx(-1.68, abs=0.05)
    assert frame.geometry[1] is None


@pytest.mark.parametrize(
    "name", ["", "../up", "a/b", "a\\b", ".hidden", "x" * 81, "a\0", "_a", "a "]
)
def test_a_name_that_leads_elsewhere_is_refused(tmp_path, name):
    with pytest.raises(StoreError, match="name"):
        case_path(tmp_path, name)


def test_names_of_all_scripts_are_names(tmp_path):
    for name in ("South 2018", "سوريا", "a", "Минск (2)"):
        assert case_path(tmp_path, name).parent == tmp_path


WRITER = """
import sys
from pathlib import Path
from geo.amendments import RejectRule
from geo.store.case import Case
from geo.store.history import Change
from geo.store.layer import Layer
from shapely import Point
case = Case.open(Path(sys.argv[1]))
for number in range(100_000):
    change = Change("talks", RejectRule(f"rule:0-{number + 1}"))
    case.put_layer(Layer(f"post {number + 1}", Point(36, 32)), change)
    print(number + 1, flush=True)
"""


@pytest.mark.parametrize("seed", range(6))
def test_a_kill_at_any_moment_leaves_the_last_state_whole(case, root, seed):
    writer = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(case.path)], cwd=root, stdout=subprocess.PIPE, text=True
    )
    chance = random.Random(seed)
    done = 0
    with writer.stdout as lines:
        for _ in range(chance.randint(1, 30)):
            done = int(lines.readline())
        for _ in range(chance.randint(0, 200_000)):  # somewhere inside the next change
            pass
        os.kill(writer.pid, signal.SIGKILL)
        done = max([done, *(int(line) for line in lines if line.endswith("\n"))])
    writer.wait()
    again = Case.open(case.path)
    found = [c.correction.rule for c in again.history().done if c.document]
    posts = {layer.name for layer in again.layers()}  # each came with its correction
    assert posts == {f"post {n + 1}" for n in range(len(found))}
    assert len(found) in {done, done + 1}
    assert found == [f"rule:0-{n + 1}" for n in range(len(found))]
    with sqlite3.connect(case.path) as db:
        assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    db.close()
    assert again.documents() == (DOCUMENT,)


def test_the_payload_is_plain_json(case):
    case.add(Change("talks", CORRECTIONS[0]))
    with sqlite3.connect(case.path) as db:
        ((kind, payload),) = db.execute("SELECT kind, payload FROM corrections").fetchall()
    db.close()
    assert kind == "SetDistance"
    assert json.loads(payload)["distance"]["text"] == "5–6 km"
