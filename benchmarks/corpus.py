"""
Annotated documents to measure places against.

Two forms are read. JSON, one object a line: ``{"id", "text", "toponyms": [{"start", "end", "lat",
"lon", "geonameid"?}], "optional"?: [{"start", "end"}]}``. Dispatches, one a line: an id, then a text
with ``{name|latitude,longitude}``; ``c:`` before a name marks a country, ``d:`` a people, ``?:`` a
name that may be pinned or not.
"""

import json
from dataclasses import dataclass
from pathlib import Path

from tools.corpora import dispatch

DISPATCHES = Path(__file__).resolve().parent.parent / "tests" / "places" / "dispatches.txt"


@dataclass(frozen=True, slots=True)
class Toponym:
    """A marked name; degrees, EPSG:4326; ``country`` for countries and their peoples."""

    start: int
    end: int
    lat: float | None
    lon: float | None
    country: bool = False


@dataclass(frozen=True, slots=True)
class Marked:
    """A document with its toponyms and the names that may be found or not."""

    id: str
    text: str
    toponyms: tuple[Toponym, ...]
    optional: tuple[Toponym, ...] = ()
    corpus: str = ""

    @property
    def words(self):
        """Number of words, parted by white space."""
        return len(self.text.split())


def read_corpus(path, countries=frozenset(), numbers=None):
    """
    Read a corpus.

    ``countries`` are the GeoNames numbers that count as countries; ``numbers`` may be "odd" or
    "even", to take those dispatches alone.
    """
    lines = Path(path).read_text("utf-8").split("\n")
    if str(path).endswith(".jsonl"):
        return [_document(json.loads(line), countries, path) for line in lines if line.strip()]
    found = [dispatch(line) for line in lines if line[:1].isdigit()]
    kept = [d for d in found if numbers is None or int(d["id"]) % 2 == (numbers == "odd")]
    return [_document(d, countries, path) for d in kept]


def _document(raw, countries, path):
    return Marked(
        str(raw["id"]),
        raw["text"],
        tuple(
            Toponym(
                t["start"],
                t["end"],
                t["lat"],
                t["lon"],
                t.get("geonameid") in countries or t.get("kind", "") in {"c", "d"},
            )
            for t in raw["toponyms"]
        ),
        tuple(Toponym(t["start"], t["end"], None, None) for t in raw.get("optional", ())),
        Path(path).stem,
    )
