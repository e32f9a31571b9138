"""
Measure recognition and resolution of places against a corpus, and their speed.

Usage: ``python -m benchmarks.geoparsing GOLD.jsonl PRED.jsonl``. Writes one JSON object a line,
``{"id", "toponyms": [{"start", "end", "name", "lat", "lon", "country", "kind", "confidence"}]}``,
for any evaluator, and prints words a second of CPU time and the memory used.
"""

import json
import resource
import sys
import time
from pathlib import Path

from geo.model import Document, Role
from geo.places.gazetteer import Gazetteer
from geo.places.resolve import find_places


def toponyms(document, gazetteer):
    found = []
    for place in find_places(document, gazetteer):
        best = place.candidate
        for mention in place.mentions:
            if mention.kind is Role.PART or best is None:
                continue
            found.append(
                {
                    "start": mention.span.start,
                    "end": mention.span.end,
                    "name": mention.toponym,
                    "lat": best.lat,
                    "lon": best.lon,
                    "id": best.id,
                    "class": best.feature_class,
                    "role": mention.kind,
                    "confidence": place.confidence,
                }
            )
    return found


def main():
    gold = [json.loads(line) for line in Path(sys.argv[1]).read_text("utf-8").split("\n") if line]
    gazetteer = Gazetteer.open()
    words = sum(len(d["text"].split()) for d in gold)
    toponyms(Document("warm", "Paris, France"), gazetteer)
    began = time.process_time()
    lines = [
        json.dumps(
            {"id": d["id"], "toponyms": toponyms(Document(str(d["id"]), d["text"]), gazetteer)}
        )
        for d in gold
    ]
    spent = time.process_time() - began
    Path(sys.argv[2]).write_text("\n".join(lines) + "\n", "utf-8")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{words} words, {words / spent:,.0f} words per CPU second, {peak:.0f} MB")


if __name__ == "__main__":
    main()
