"""
Lines of a GeoNames dump: places (``allCountries``, ``SY``) and ``alternateNames``.

The columns are those of GeoNames' own readme: 19 for places; 8 or 10 for alternate names.
"""

from __future__ import annotations

import os
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from geo.errors import GazetteerError
from geo.places.layout import ADMIN2, ALTERNATE, CITY, FACILITY, FOREIGN, MAIN, REGION, SHORT, WATER
from geo.places.worth import leads, script, variant, worth

PLACE_COLUMNS = 19
NAME_COLUMNS = (8, 10)
READMES = {"readme.txt", "isolanguagecodes.txt"}
MOST_PEOPLE = 2**32 - 1
KINDS = {
    **dict.fromkeys("ADM2 ADM3 ADM4 ADMD".split(), ADMIN2),
    **dict.fromkeys(
        "STM LK LKS RSV CNL STRT SEA GULF BAY LGN WAD CHN SD FJD STMX OCN STMD".split(), WATER
    ),
    **dict.fromkeys(
        """MT MTS PK HLL HLLS ISL ISLS ISLT ATOL PEN CAPE VAL DSRT PLN PLAT PASS RDGE RGN RGNE RGNH
        RESF OAS SPIT DLTA""".split(),
        REGION,
    ),
    **dict.fromkeys(
        """AIRB AIRF AIRP AIRQ DAM DAMQ PS PSN PSH INSM MILB NVB CMP CMPRF BRKS FT OILR OILT CSTM PSTB
        PSTP NSY PRN BDG TNL PRT NUCL MN OILF""".split(),
        FACILITY,
    ),
}  # feature codes; every populated place counts as a city
SEATS = {"PPLC": 14, "PPLA": 6, "PPLA2": 2, "PPLX": -12, "PPLQ": -6}
CODES = frozenset(
    "link wkdt post iata icao faac tcid unlc abbr phon piny fr_1793".split()
)  # "languages" of alternateNames that are no names


@dataclass(frozen=True, slots=True)
class Row:
    """One place of a dump: degrees, EPSG:4326; its names with their kinds."""

    number: int
    name: str
    lon: float
    lat: float
    kind: int
    seat: int
    country: str
    area: str
    county: str
    population: int
    names: tuple[tuple[str, int], ...]


def place(line: str) -> Row | None:
    """
    Return the place of a line, or None for a kind that is not kept.

    Raises
    ------
    ValueError
        If the line is no place; says what is wrong.
    """
    cells = line.split("\t")
    if len(cells) != PLACE_COLUMNS:
        raise ValueError(f"got {len(cells)} columns, wanted {PLACE_COLUMNS}")
    number, name, _, others, lat, lon, group, code, country = cells[:9]
    kind = CITY if group == "P" else KINDS.get(code)
    point = (_degrees(lon, 180.0, "longitude"), _degrees(lat, 90.0, "latitude"))
    if not number.isdecimal() or not 0 < int(number) <= MOST_PEOPLE:
        raise ValueError(f"got the number {number[:20]!r}")
    if not name.strip():
        raise ValueError("got no name")
    if kind is None:
        return None
    admin1, admin2, population = cells[10], cells[11], cells[14] or "0"
    if not population.isdecimal():
        raise ValueError(f"got the population {population[:20]!r}")
    return Row(
        int(number),
        name.strip(),
        *point,
        kind,
        SEATS.get(code, 0),
        country,
        f"{country}.{admin1}" if country and admin1 else country,
        f"admin2:{country}.{admin1}.{admin2}" if admin2 else "",
        min(int(population), MOST_PEOPLE),
        tuple(_names(name.strip(), others)),
    )


def _degrees(text: str, most: float, what: str) -> float:
    """Return a coordinate within its bounds."""
    try:
        value = float(text)
    except ValueError:
        value = float("nan")
    if not -most <= value <= most:
        raise ValueError(f"got the {what} {text[:20]!r}")
    return value


def _names(name: str, others: str) -> Iterator[tuple[str, int]]:
    """Yield the names of a place that are worth keeping, with their kinds."""
    yield name, MAIN
    for other in others.split(",") if others else ():
        kind = worth(other)
        if kind == ALTERNATE:
            kind = MAIN if variant(other, name) else SHORT if leads(other, name) else ALTERNATE
        if kind is not None:
            yield other, kind


def alternate(line: str) -> tuple[int, str, int] | None:
    """
    Return GeoNames number, name and kind of name of a line of ``alternateNames``, or None.

    Raises
    ------
    ValueError
        If the line is no alternate name.
    """
    cells = line.split("\t")
    if len(cells) not in NAME_COLUMNS:
        raise ValueError(f"got {len(cells)} columns, wanted {' or '.join(map(str, NAME_COLUMNS))}")
    number, language, name = cells[1], cells[2], cells[3].strip()
    if not number.isdecimal() or not 0 < int(number) <= MOST_PEOPLE:
        raise ValueError(f"got the number {number[:20]!r}")
    if language in CODES or worth(name) is None:
        return None
    if script(name) != "LATIN":
        return int(number), name, FOREIGN
    return int(number), name, MAIN if language == "en" and cells[4] == "1" else ALTERNATE


@contextmanager
def opened(path: Path) -> Iterator[tuple[IO[bytes], int]]:
    """
    Open a dump, zipped or not; also give its size in bytes when it is unpacked.

    Raises
    ------
    GazetteerError
        If it cannot be read, or holds no dump.
    """
    try:
        if path.suffix.lower() == ".zip" and not zipfile.is_zipfile(path):
            raise GazetteerError(str(path), "zip", "is no whole archive: was it cut off?")
        if not zipfile.is_zipfile(path):
            with path.open("rb") as file:
                yield file, os.fstat(file.fileno()).st_size
            return
        with zipfile.ZipFile(path) as archive:
            inside = [
                i for i in archive.infolist()
                if i.filename.lower().endswith(".txt") and i.filename.lower() not in READMES
            ]  # fmt: skip
            if len(inside) != 1:
                got = ", ".join(i.filename for i in inside) or "none"
                raise GazetteerError(str(path), "zip", f"wanted one .txt with places, got {got}")
            with archive.open(inside[0]) as packed:
                yield packed, inside[0].file_size
    except (OSError, zipfile.BadZipFile, EOFError) as problem:
        raise GazetteerError(str(path), "file", f"cannot be read: {problem}") from problem


def holds_names(path: Path) -> bool:
    """Tell whether a dump is one of alternate names, by its first lines."""
    with opened(path) as (file, _):
        widths = {len(file.readline().split(b"\t")) for _ in range(20)}
    return bool(widths & set(NAME_COLUMNS)) and PLACE_COLUMNS not in widths
