"""Write rivers, lakes and first-order areas into SQLite files."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from geo.zones.arcs import encode

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from tools.borders.admin1 import Province
    from tools.borders.water import Water

WATERS = """
create table waters (
    kind text not null, name text not null, aliases text not null, note text not null,
    arcs blob not null, primary key (kind, name));
"""
PROVINCES = """
create table provinces (
    code text primary key, country text not null, name text not null, iso text not null,
    source text not null,
    west integer not null, south integer not null, east integer not null, north integer not null,
    rings blob not null);
"""


def write_waters(path: Path, waters: Iterable[Water]) -> None:
    """Write rivers and lakes anew."""
    rows = (
        (water.kind, water.name, "|".join(water.aliases), water.note, encode(water.lines))
        for water in waters
    )
    _write(path, WATERS, "insert into waters values (?, ?, ?, ?, ?)", rows)


def write_provinces(path: Path, provinces: Iterable[Province]) -> None:
    """Write first-order areas anew."""
    rows = (
        (
            province.code,
            province.code[:2],
            province.name,
            province.iso,
            province.source,
            *province.box,
            encode(province.rings),
        )
        for province in provinces
    )
    _write(path, PROVINCES, f"insert into provinces values ({', '.join('?' * 10)})", rows)


def _write(path: Path, schema: str, insert: str, rows: Iterable[tuple[object, ...]]) -> None:
    """Write one table anew."""
    path.unlink(missing_ok=True)
    with sqlite3.connect(path) as db:
        db.executescript(schema)
        db.executemany(insert, rows)
    with sqlite3.connect(path) as db:
        db.execute("vacuum")
