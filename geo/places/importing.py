"""A local gazetteer: the one that ships, and all of one or more GeoNames dumps."""

from __future__ import annotations

import csv
import json
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from geo.errors import GazetteerError
from geo.places.gazetteer import Gazetteer
from geo.places.layout import ADMIN2, ENTRY_BITS, KIND_SHIFT, PLACE, ROW_MASK
from geo.places.staging import Progress, pieces, pieces_bad, stage

COPIED = ("cues.toml", "weights.json", "words.npy", "flags.npy")
REJECTED = "rejected.tsv"
Ints = npt.NDArray[np.int64]
Columns = dict[str, npt.NDArray[Any]]


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import made: places and names in all, places that are new, lines that were refused."""

    folder: Path
    places: int
    new: int
    names: int
    bad: int


def import_dumps(files: list[Path], folder: Path, base: Gazetteer, progress: Progress) -> Imported:
    """
    Make a local gazetteer of the one that ships and GeoNames dumps.

    Parameters
    ----------
    files
        ``allCountries.zip``, extracts of countries, ``alternateNames.zip``; zipped or not.
    folder
        Where it is put, whole or not at all: one that is there stays until the new one is whole.
        An import that was stopped goes on where it was, from ``FOLDER.partial``.
    base
        The gazetteer that ships; its rows, names and ids win over those of a dump.

    Raises
    ------
    GazetteerError
        If a dump cannot be read, or holds more places than the gazetteer has room for.
    """
    if folder.exists() and not (folder / "places.npy").exists():
        raise GazetteerError(str(folder), "folder", "is there and is no gazetteer; name another")
    partial = folder.with_name(folder.name + ".partial")
    stage(files, partial, progress)
    made = partial / "made"
    shutil.rmtree(made, ignore_errors=True)
    made.mkdir()
    try:
        places, new, names = _merge(base, list(pieces(partial)), made, files)
    except GazetteerError:  # nothing that going on later could mend
        shutil.rmtree(partial)
        raise
    bad = _list_bad(files, partial, made / REJECTED)
    Gazetteer.open(made)  # raises unless all is there and fits
    _swap(made, folder)
    shutil.rmtree(partial)
    return Imported(folder, places, new, names, bad)


def _swap(made: Path, folder: Path) -> None:
    """Put a finished folder in the place of the old one."""
    old = folder.with_name(folder.name + ".old")
    shutil.rmtree(old, ignore_errors=True)
    if folder.exists():
        folder.rename(old)
    try:
        made.rename(folder)
    except OSError:
        if old.exists():
            old.rename(folder)
        raise
    shutil.rmtree(old, ignore_errors=True)


def _list_bad(files: list[Path], partial: Path, path: Path) -> int:
    """Write the refused lines as a table: file, line, what is wrong, how it begins."""
    count = 0
    with path.open("w", encoding="utf-8", newline="") as out:
        table = csv.writer(out, delimiter="\t")
        table.writerow(("file", "line", "problem", "begins"))
        for piece in pieces(partial):
            for entry in pieces_bad(piece):
                table.writerow((files[int(piece.name[:3])].name, *entry))
                count += 1
    return count


def _columns(paths: Iterable[Path]) -> Columns:
    """Return the columns of all pieces joined; of two lines with one number the last counts."""
    loaded = [np.load(path, allow_pickle=False) for path in paths]
    names = [n for n in (loaded[0].files if loaded else ()) if n != "bad"]
    columns = {n: np.concatenate([piece[n] for piece in loaded]) for n in names}
    if not columns or not len(columns["number"]) + len(columns["key"]):
        raise GazetteerError("dump", "file", "got no line of a GeoNames dump")
    _, last = np.unique(columns["number"][::-1], return_index=True)
    keep = np.sort(len(columns["number"]) - 1 - last)
    own = [n for n in names if n not in {"key", "owner", "key_kind"}]
    kept = {n: columns[n][keep] for n in own}
    order = np.argsort(kept["number"], kind="stable")
    return columns | {n: kept[n][order] for n in own}


def _merge(
    base: Gazetteer, paths: list[Path], out: Path, files: list[Path]
) -> tuple[int, int, int]:
    """Write the arrays of a base and of some pieces together; return their numbers."""
    found = _columns(paths)
    numbered = base.numbered
    known = base.places["ref"][:numbered]
    new = ~np.isin(found["number"], known)
    new &= ~_double_counties(base, found)
    fresh = {n: c[new] for n, c in found.items() if n not in {"key", "owner", "key_kind"}}
    ids = np.concatenate([known, fresh["number"]])
    total = len(ids) + len(base.places) - numbered
    if total >= 2**ENTRY_BITS:
        raise GazetteerError(str(out), "places", f"got {total:,}, room for {2**ENTRY_BITS:,}")
    order = np.argsort(ids, kind="stable")
    place_of = np.empty(len(ids), np.int64)  # old base row or new place → its row in the result
    place_of[order] = np.arange(len(ids))
    rows_of_base = np.concatenate([place_of[:numbered], np.arange(len(ids), total, dtype=np.int64)])
    places, areas, blob = _places(base, fresh, rows_of_base, place_of[numbered:], total, files)
    np.save(out / "places.npy", places)
    (out / "names.bin").write_bytes(blob)
    keys, links = _links(base, found, rows_of_base, ids[order])
    np.save(out / "keys.npy", keys)
    np.save(out / "links.npy", links)
    _write_tables(base, out, len(ids), areas, files)
    return total, int(new.sum()), len(keys)


def _double_counties(base: Gazetteer, found: Columns) -> npt.NDArray[np.bool_]:
    """Tell which second-order areas the base has under their codes."""
    have = {base.ref(r) for r in np.flatnonzero(base.kinds == ADMIN2).tolist()}
    counties = np.flatnonzero((found["kind"] == ADMIN2) & (found["county"] != ""))
    double = np.zeros(len(found["number"]), bool)
    double[[at for at in counties.tolist() if str(found["county"][at]) in have]] = True
    return double


def _places(
    base: Gazetteer,
    fresh: Columns,
    rows_of_base: Ints,
    rows: Ints,
    total: int,
    files: list[Path],
) -> tuple[npt.NDArray[Any], list[str], bytes]:
    """Return the table of places, the list of areas and the names of base and new places."""
    areas = list(base.areas)
    at = {code: i for i, code in enumerate(areas)}
    for column in ("country", "area"):
        for code in np.unique(fresh[column]).tolist():
            at.setdefault(code, len(at))
    areas = list(at)
    if len(areas) > 2**16:
        raise GazetteerError("dump", "areas", f"got {len(areas):,}, room for {2**16:,}")
    places = np.zeros(total, PLACE)
    places[rows_of_base] = base.places
    places["parent"][rows_of_base] = rows_of_base[base.places["parent"]]
    own = np.zeros(len(rows), PLACE)
    own["ref"] = fresh["number"]
    for column in ("lon", "lat", "kind", "population", "fame"):
        own[column] = fresh[column]
    own["country"] = [at[code] for code in fresh["country"].tolist()]
    own["area"] = [at[code] for code in fresh["area"].tolist()]
    own["source"] = len(base.sources)
    own["parent"] = _parents(base, fresh, rows_of_base, rows)
    blob = bytearray(base.names_blob)
    own["name"] = [_put(blob, name) for name in fresh["name"].tolist()]
    places[rows] = own
    return places, areas, bytes(blob)


def _put(blob: bytearray, name: str) -> int:
    """Add a string after a byte with its length, and return where it starts."""
    at, raw = len(blob), name.encode()[:255]
    blob += bytes([len(raw)]) + raw
    return at


def _parents(base: Gazetteer, fresh: Columns, rows_of_base: Ints, rows: Ints) -> Ints:
    """Return the row of the second-order area around each new place, or its own row."""
    codes, which = np.unique(fresh["county"], return_inverse=True)
    row_of = np.full(len(codes), -1, np.int64)
    for number, code in enumerate(codes.tolist()):
        try:
            row_of[number] = rows_of_base[base.row(code)] if code else -1
        except KeyError:
            continue
    found = row_of[which]
    parents: Ints = np.where(found >= 0, found, rows)
    return parents


def _links(
    base: Gazetteer, found: Columns, rows_of_base: Ints, ids: npt.NDArray[Any]
) -> tuple[npt.NDArray[np.uint64], npt.NDArray[np.uint32]]:
    """Return sorted name keys and, beside each, the row and the best kind of name."""
    at = np.searchsorted(ids, found["owner"])
    at = np.minimum(at, len(ids) - 1)
    kept = ids[at] == found["owner"]  # names of places that were not kept lead nowhere
    keys = np.concatenate([base.keys, found["key"][kept]])
    rows = np.concatenate([rows_of_base[base.links & ROW_MASK], at[kept]])
    kinds = np.concatenate([base.links >> KIND_SHIFT, found["key_kind"][kept].astype(np.uint32)])
    order = np.lexsort((kinds, rows, keys))
    keys, rows, kinds = keys[order], rows[order], kinds[order]
    first = np.ones(len(keys), bool)
    first[1:] = (keys[1:] != keys[:-1]) | (rows[1:] != rows[:-1])
    links = rows[first].astype(np.uint32) | (kinds[first].astype(np.uint32) << KIND_SHIFT)
    return keys[first], links.astype(np.uint32)


def _write_tables(
    base: Gazetteer, out: Path, numbered: int, areas: list[str], files: list[Path]
) -> None:
    """Write what is no array."""
    for name in COPIED:
        shutil.copyfile(base.path / name, out / name)
    source = f"GeoNames dump ({', '.join(path.name for path in files)})"
    tables = json.loads((base.path / "tables.json").read_text(encoding="utf-8"))
    tables |= {"numbered": numbered, "areas": areas, "sources": [*base.sources, source]}
    text = json.dumps(tables, ensure_ascii=False, indent=0)
    (out / "tables.json").write_text(text + "\n", encoding="utf-8")
