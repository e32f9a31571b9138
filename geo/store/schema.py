"""The tables of a case file, and how older files become newer ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.errors import StoreError

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

SCHEMA = 4
APPLICATION_ID = 0x47504B47  # "GPKG"
GPKG_VERSION = 10300

_WGS84 = (
    'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563]],'
    'PRIMEM["Greenwich",0],UNIT["degree",0.0174532925199433],AUTHORITY["EPSG","4326"]]'
)
_GEOPACKAGE = f"""
CREATE TABLE gpkg_spatial_ref_sys (
  srs_name TEXT NOT NULL, srs_id INTEGER NOT NULL PRIMARY KEY, organization TEXT NOT NULL,
  organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT);
CREATE TABLE gpkg_contents (
  table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE,
  description TEXT DEFAULT '',
  last_change DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')),
  min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE,
  srs_id INTEGER REFERENCES gpkg_spatial_ref_sys(srs_id));
CREATE TABLE gpkg_geometry_columns (
  table_name TEXT NOT NULL PRIMARY KEY REFERENCES gpkg_contents(table_name),
  column_name TEXT NOT NULL, geometry_type_name TEXT NOT NULL,
  srs_id INTEGER NOT NULL REFERENCES gpkg_spatial_ref_sys(srs_id),
  z TINYINT NOT NULL, m TINYINT NOT NULL);
INSERT INTO gpkg_spatial_ref_sys VALUES
  ('Undefined Cartesian', -1, 'NONE', -1, 'undefined', NULL),
  ('Undefined geographic', 0, 'NONE', 0, 'undefined', NULL),
  ('WGS 84', 4326, 'EPSG', 4326, '{_WGS84}', 'longitude, latitude');
"""
# The change of a layer is of no document. Changes of one step are undone together.
_CORRECTIONS = """CREATE TABLE corrections (
  fid INTEGER PRIMARY KEY, document TEXT REFERENCES documents(id) ON DELETE CASCADE,
  kind TEXT NOT NULL, payload TEXT NOT NULL, made TEXT NOT NULL, note TEXT NOT NULL,
  undone INTEGER NOT NULL DEFAULT 0, step INTEGER NOT NULL DEFAULT 0);
"""
# What the analyst gave is the truth; zones, places, unresolved and analyses are derived from it.
_TABLES = f"""
CREATE TABLE settings (key TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE documents (
  fid INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, title TEXT NOT NULL, source TEXT NOT NULL,
  date TEXT, language TEXT NOT NULL, text TEXT NOT NULL, added TEXT NOT NULL);
{_CORRECTIONS}CREATE TABLE layers (
  fid INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, aliases TEXT NOT NULL, note TEXT NOT NULL,
  added TEXT NOT NULL, geom BLOB NOT NULL);
CREATE TABLE zones (
  fid INTEGER PRIMARY KEY, document TEXT NOT NULL, rule TEXT NOT NULL, number INTEGER NOT NULL,
  label TEXT NOT NULL, effect TEXT NOT NULL, status TEXT NOT NULL, compliance TEXT NOT NULL,
  actors TEXT NOT NULL, source TEXT NOT NULL, date TEXT NOT NULL, distance_m DOUBLE,
  area_km2 DOUBLE NOT NULL, error_m DOUBLE, viewpoint TEXT NOT NULL, decided_by TEXT NOT NULL,
  quote TEXT NOT NULL, method TEXT NOT NULL, geom BLOB NOT NULL,
  compliance_quote TEXT NOT NULL DEFAULT '');
CREATE TABLE places (
  fid INTEGER PRIMARY KEY, document TEXT NOT NULL, toponym TEXT NOT NULL, name TEXT NOT NULL,
  gazetteer_id TEXT NOT NULL, feature_class TEXT NOT NULL, country TEXT NOT NULL,
  confidence DOUBLE NOT NULL, decided_by TEXT NOT NULL, geom BLOB NOT NULL);
CREATE TABLE unresolved (
  fid INTEGER PRIMARY KEY, document TEXT NOT NULL, rule TEXT NOT NULL, reason TEXT NOT NULL,
  quote TEXT NOT NULL);
CREATE TABLE analyses (
  document TEXT NOT NULL PRIMARY KEY, key TEXT NOT NULL, versions TEXT NOT NULL);
"""
_EVENTS = """
CREATE TABLE events (
  fid INTEGER PRIMARY KEY, document TEXT NOT NULL, number INTEGER NOT NULL, kind TEXT NOT NULL,
  place TEXT NOT NULL, reason TEXT NOT NULL, date TEXT NOT NULL, source TEXT NOT NULL,
  quote TEXT NOT NULL, geom BLOB);
"""
_FEATURES = {"layers": "GEOMETRY", "zones": "GEOMETRY", "places": "POINT", "events": "POINT"}
_ATTRIBUTES = ("documents", "corrections", "unresolved")

MIGRATIONS: tuple[str, ...] = (
    f"""{_EVENTS}
INSERT INTO gpkg_contents (table_name, data_type, identifier, srs_id)
  VALUES ('events', 'features', 'events', 4326);
INSERT INTO gpkg_geometry_columns VALUES ('events', 'geom', 'POINT', 4326, 0, 0);
DELETE FROM analyses;
""",
    f"""ALTER TABLE corrections RENAME TO corrections_before;
{_CORRECTIONS}
INSERT INTO corrections (fid, document, kind, payload, made, note, undone)
  SELECT fid, document, kind, payload, made, note, undone FROM corrections_before;
DROP TABLE corrections_before;
""",
    """ALTER TABLE zones ADD COLUMN compliance_quote TEXT NOT NULL DEFAULT '';
DELETE FROM analyses;
""",
)
"""SQL that makes a file of schema n one of schema n + 1, at index n - 1."""


def create(db: sqlite3.Connection, written_by: str) -> None:
    """Make the tables in an empty database; the caller holds the transaction."""
    db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    db.execute(f"PRAGMA user_version = {GPKG_VERSION}")
    _run(db, _GEOPACKAGE + _TABLES + _EVENTS)
    rows: list[tuple[str, str, str, int | None]]
    rows = [(name, "features", name, 4326) for name in _FEATURES]
    rows += [(name, "attributes", name, None) for name in _ATTRIBUTES]
    insert = (
        "INSERT INTO gpkg_contents (table_name, data_type, identifier, srs_id) VALUES (?,?,?,?)"
    )
    db.executemany(insert, rows)
    columns = [(name, "geom", kind, 4326, 0, 0) for name, kind in _FEATURES.items()]
    db.executemany("INSERT INTO gpkg_geometry_columns VALUES (?,?,?,?,?,?)", columns)
    facts = [("schema", str(SCHEMA)), ("written_by", written_by)]
    db.executemany("INSERT INTO settings VALUES (?, ?)", facts)


def migrate(
    db: sqlite3.Connection, name: str, steps: Sequence[str] = MIGRATIONS, newest: int = SCHEMA
) -> None:
    """
    Bring an older file to the newest schema; the caller holds the transaction.

    Raises
    ------
    StoreError
        If the file was written by a newer version than this one.
    """
    (found,) = db.execute("SELECT value FROM settings WHERE key = 'schema'").fetchone() or ("",)
    if not found.isdecimal() or int(found) < 1:
        raise StoreError(f"{name} is no case: its schema is {found!r}, wanted a number")
    if int(found) > newest:
        msg = f"{name} has schema {found}, this version knows up to {newest}: use a newer Cordon"
        raise StoreError(msg)
    for step in steps[int(found) - 1 : newest - 1]:
        _run(db, step)
    db.execute("UPDATE settings SET value = ? WHERE key = 'schema'", (str(newest),))


def _run(db: sqlite3.Connection, script: str) -> None:
    """Run statements one by one: `executescript` would end the transaction first."""
    for statement in script.split(";\n"):
        if statement.strip():
            db.execute(statement)
