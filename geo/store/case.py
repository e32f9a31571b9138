"""
One case: reports, corrections, custom layers and settings in one GeoPackage.

What the analyst gave is kept; what Cordon makes of it is derived, and only cached. Every change
is one transaction of SQLite with its rollback journal: after a crash at any moment the file holds
the last change that was finished, and nothing of the one that was not.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import sqlite3
from contextlib import closing, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.errors import StoreError
from geo.model import Document
from geo.store.blob import from_blob, to_blob
from geo.store.codec import decode, encode
from geo.store.derived import drop_derived, store_derived
from geo.store.history import Change, History
from geo.store.layer import Layer, LayerChange
from geo.store.schema import APPLICATION_ID, SCHEMA, create, migrate

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from geo.model import Analysis

WAIT_S = 10.0  # for another window that writes to the same case
WRITTEN_BY = "cordon 0.1.0"
SUFFIX = ".gpkg"


@dataclass(frozen=True, slots=True)
class Case:
    """
    A case file that exists; it is opened for each question and closed again.

    All methods raise StoreError when the file cannot be read or written.
    """

    path: Path

    @classmethod
    def create(cls, path: Path) -> Case:
        """Make an empty case; refuse a path that is taken."""
        part = path.with_name(f".{path.name}.{os.getpid()}.part")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            if path.exists():
                raise StoreError(f"{path} is there already")
            with _connected(part, writing=True) as db:
                create(db, WRITTEN_BY)
            part.rename(path)
        except OSError as problem:
            raise StoreError(f"{path} cannot be made: {problem.strerror or problem}") from problem
        finally:
            part.unlink(missing_ok=True)
        return cls(path)

    @classmethod
    def open(cls, path: Path) -> Case:
        """Open a case, and bring it to this version's schema; refuse what is no case."""
        if not path.is_file():
            raise StoreError(f"there is no case {path}")
        with _connected(path) as db:
            (found,) = db.execute("PRAGMA application_id").fetchone()
            tables = {name for (name,) in db.execute("SELECT name FROM sqlite_master")}
            if found != APPLICATION_ID or not {"settings", "documents", "corrections"} <= tables:
                raise StoreError(f"{path.name} is no case of Cordon")
            row = db.execute("SELECT value FROM settings WHERE key = 'schema'").fetchone()
        if row != (str(SCHEMA),):
            with _connected(path, writing=True) as db:
                migrate(db, path.name)
        return cls(path)

    @property
    def name(self) -> str:
        """Name of the file without its ending."""
        return self.path.stem

    def documents(self) -> tuple[Document, ...]:
        """Return the reports in the order they were added."""
        query = "SELECT id, text, title, source, date, language FROM documents ORDER BY fid"
        with _connected(self.path) as db:
            return tuple(map(_document, db.execute(query)))

    def add_document(self, document: Document) -> Document:
        """Add a report; one whose id is taken gets a number behind it. Return it as it is kept."""
        with _connected(self.path, writing=True) as db:
            taken = {id for (id,) in db.execute("SELECT id FROM documents")}
            id = _free(document.id or "report", taken)
            row = (id, document.title, document.source, _iso(document.date), document.language,
                   document.text, now())  # fmt: skip
            db.execute(
                "INSERT INTO documents (id, title, source, date, language, text, added) "
                "VALUES (?,?,?,?,?,?,?)", row,
            )  # fmt: skip
        return Document(
            id, document.text, document.title, document.source, document.date, document.language
        )

    def set_date(self, id: str, date: dt.date | None) -> None:
        """Change the day a report was written."""
        with _connected(self.path, writing=True) as db:
            db.execute("UPDATE documents SET date = ? WHERE id = ?", (_iso(date), id))

    def remove_document(self, id: str) -> None:
        """Take a report out, with its corrections and what was derived from it."""
        with _connected(self.path, writing=True) as db:
            db.execute("DELETE FROM documents WHERE id = ?", (id,))
            drop_derived(db, id)

    def history(self) -> History:
        """Return what the analyst did."""
        with _connected(self.path) as db:
            return _history(db)

    def add(self, *changes: Change) -> History:
        """Add corrections as one step; what was undone before is forgotten."""
        return self._change(lambda history: history.add(*changes))

    def undo(self) -> History:
        """Undo the last step: corrections, and changes of layers."""
        return self._change(History.undo)

    def redo(self) -> History:
        """Redo the step that was undone last."""
        return self._change(History.redo)

    def layers(self) -> tuple[Layer, ...]:
        """Return the custom layers by name."""
        with _connected(self.path) as db:
            return _layers(db)

    def put_layer(self, layer: Layer, *more: Change) -> History:
        """Add a custom layer, or replace the one of its name; with corrections, as one step."""
        if not layer.name.strip():
            raise StoreError("a layer needs a name, got an empty one")
        return self._change_layer(layer.name, layer, more)

    def remove_layer(self, name: str) -> History:
        """Take a custom layer out."""
        return self._change_layer(name, None)

    def settings(self) -> dict[str, str]:
        """Return the settings and versions."""
        with _connected(self.path) as db:
            return dict(db.execute("SELECT key, value FROM settings"))

    def set(self, key: str, value: str) -> None:
        """Change a setting."""
        with _connected(self.path, writing=True) as db:
            db.execute("INSERT OR REPLACE INTO settings VALUES (?, ?)", (key, value))

    def derived_from(self, id: str) -> str:
        """Return the key that the cached layers of a report were derived under, or nothing."""
        with _connected(self.path) as db:
            row = db.execute("SELECT key FROM analyses WHERE document = ?", (id,)).fetchone()
        return row[0] if row else ""

    def keep(self, analysis: Analysis, key: str) -> None:
        """Cache what was derived of a report as layers, under a key that names its origin."""
        with _connected(self.path, writing=True) as db:
            store_derived(db, analysis, key)

    def save_as(self, path: Path) -> Case:
        """Copy the case; refuse a path that is taken."""
        part = path.with_name(f".{path.name}.{os.getpid()}.part")
        try:
            if path.exists():
                raise StoreError(f"{path.name} is there already")
            with (
                closing(sqlite3.connect(self.path, timeout=WAIT_S)) as source,
                closing(sqlite3.connect(part)) as copy,
            ):
                source.backup(copy)
            part.rename(path)
        except (OSError, sqlite3.Error) as problem:
            raise StoreError(f"{path.name} cannot be written: {problem}") from problem
        finally:
            part.unlink(missing_ok=True)
        return Case(path)

    def delete(self) -> None:
        """Delete the file."""
        try:
            self.path.unlink()
        except OSError as problem:
            msg = f"{self.path} cannot be deleted: {problem.strerror or problem}"
            raise StoreError(msg) from problem

    def _change_layer(self, name: str, layer: Layer | None, more: Sequence[Change] = ()) -> History:
        """Add the change of a layer to the history, with what the layer was before."""
        before = next((found for found in self.layers() if found.name == name), None)
        change = Change("", LayerChange(name, before, layer), now())
        return self.add(change, *more) if before != layer else self.history()

    def _change(self, step: Callable[[History], History]) -> History:
        """Replace the history, and with it the layers, in one transaction."""
        with _connected(self.path, writing=True) as db:
            before = _history(db)
            history = step(before)
            _write_history(db, history)
            kept = len(history.done)
            for change in reversed(before.done[kept:]):
                if isinstance(change.correction, LayerChange):
                    _write_layer(db, change.correction.name, change.correction.before)
            for change in history.done[len(before.done) :]:
                if isinstance(change.correction, LayerChange):
                    _write_layer(db, change.correction.name, change.correction.after)
        return history


def now() -> str:
    """Return the time, ISO 8601 in UTC."""
    return dt.datetime.now(dt.UTC).isoformat(timespec="seconds")


@contextmanager
def _connected(path: Path, *, writing: bool = False) -> Iterator[sqlite3.Connection]:
    """Open the file for one transaction: all of it is kept, or nothing."""
    try:
        with closing(sqlite3.connect(path, timeout=WAIT_S, isolation_level=None)) as db:
            db.execute("PRAGMA foreign_keys = ON")
            db.execute("PRAGMA synchronous = FULL")
            db.execute("BEGIN IMMEDIATE" if writing else "BEGIN")
            yield db
            db.execute("COMMIT")
    except sqlite3.Error as problem:
        doing = "written" if writing else "read"
        raise StoreError(f"{path.name} cannot be {doing}: {problem}") from problem


def _layers(db: sqlite3.Connection) -> tuple[Layer, ...]:
    """Read the custom layers."""
    rows = db.execute("SELECT name, aliases, note, geom FROM layers ORDER BY name")
    return tuple(Layer(n, from_blob(g), tuple(json.loads(a)), t) for n, a, t, g in rows)


def _write_layer(db: sqlite3.Connection, name: str, layer: Layer | None) -> None:
    """Let a layer be as given, or take it out."""
    if layer is None:
        db.execute("DELETE FROM layers WHERE name = ?", (name,))
        return
    row = (name, json.dumps(layer.aliases), layer.note, now(), to_blob(layer.geometry))
    db.execute(
        "INSERT OR REPLACE INTO layers (name, aliases, note, added, geom) VALUES (?,?,?,?,?)", row
    )


def _write_history(db: sqlite3.Connection, history: History) -> None:
    """Write the corrections anew."""
    rows = [(c, 0) for c in history.done] + [(c, n) for n, c in enumerate(history.undone, 1)]
    db.execute("DELETE FROM corrections")
    db.executemany(
        "INSERT INTO corrections (document, kind, payload, made, note, step, undone) "
        "VALUES (?,?,?,?,?,?,?)",
        [(c.document or None, *encode(c.correction), c.made, c.note, c.step, n) for c, n in rows],
    )


def _history(db: sqlite3.Connection) -> History:
    """Read the corrections."""
    query = "SELECT document, kind, payload, made, note, step, undone FROM corrections ORDER BY fid"
    rows = [(Change(d or "", decode(k, p), m, n, step), undone)
            for d, k, p, m, n, step, undone in db.execute(query)]  # fmt: skip
    undone = sorted(((n, c) for c, n in rows if n), key=lambda pair: pair[0])
    return History(tuple(c for c, n in rows if not n), tuple(c for _, c in undone))


def _document(row: tuple[str, str, str, str, str | None, str]) -> Document:
    """Return a row as a document."""
    id, text, title, source, date, language = row
    return Document(
        id, text, title, source, dt.date.fromisoformat(date) if date else None, language
    )


def _iso(date: dt.date | None) -> str | None:
    return date.isoformat() if date else None


def _free(id: str, taken: set[str]) -> str:
    """Return an id that is not taken: the one asked for, or with the next number behind it."""
    number, found = 2, id
    while found in taken:
        found = f"{id}-{number}"
        number += 1
    return found
