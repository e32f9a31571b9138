"""Documents with marked toponyms, to fit weights on and to measure."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

MARKED = re.compile(r"\{(?:([cd?]):)?([^|{}]+)\|(-?[\d.]+),(-?[\d.]+)\}")


def documents_of(paths: Iterable[str]) -> Iterator[dict[str, Any]]:
    """Yield the documents of some corpora: JSON, one object a line, or dispatches."""
    for path in paths:
        lines = Path(path).read_text(encoding="utf-8").split("\n")
        if path.endswith(".jsonl"):
            yield from (json.loads(line) for line in lines if line)
        else:
            found = (dispatch(line) for line in lines if line[:1].isdigit())
            yield from (d for d in found if int(d["id"]) % 2)


def dispatch(line: str) -> dict[str, Any]:
    """
    Return a line of ``tests/places/dispatches.txt`` as a document.

    Examples
    --------
    >>> dispatch("7 Fire in {c:Chad|15,19}.")["toponyms"]
    [{'start': 8, 'end': 12, 'lat': 15.0, 'lon': 19.0, 'kind': 'c'}]
    """
    number, _, marked = line.partition(" ")
    text, at, toponyms = "", 0, []
    for match in MARKED.finditer(marked):
        text += marked[at : match.start()]
        kind, name, lat, lon = match.groups()
        span = {"start": len(text), "end": len(text) + len(name)}
        toponyms.append(span | {"lat": float(lat), "lon": float(lon), "kind": kind or ""})
        text, at = text + name, match.end()
    optional = [t for t in toponyms if t["kind"] == "?"]
    toponyms = [t for t in toponyms if t["kind"] != "?"]
    text += marked[at:]
    return {"id": number, "text": text, "toponyms": toponyms, "optional": optional}
