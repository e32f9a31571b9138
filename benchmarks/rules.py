"""
Speed of the rule stage, as words per CPU-second, beside the sentence splitter in the same run.

    python -m benchmarks.rules [CORPUS.jsonl]

The corpus is one JSON object with "text" a line; without one, the samples in seeds/ are read again
and again. Places are found beforehand, and what a process does once (compiling patterns, loading
borders) is done by reading one sentence; neither is counted. What is loaded is kept out of Python's
collection of garbage, which would else go through all of it once, in the one run or the other.
"""

from __future__ import annotations

import gc
import json
import sys
import time
from pathlib import Path

from geo.model import Document
from geo.pipeline import Pipeline
from geo.places.resolve import find_places
from geo.rules.read import read_rules
from geo.text.sentences import sentences

SEEDS = Path(__file__).resolve().parent.parent / "seeds"


def texts(arguments):
    """Texts of the corpus, or the samples."""
    if arguments:
        with Path(arguments[0]).open(encoding="utf-8") as lines:
            return [json.loads(line)["text"] for line in lines]
    return [p.read_text(encoding="utf-8") for p in sorted(SEEDS.glob("*.txt"))] * 5


def main():
    pipeline = Pipeline()
    pipeline.rulebook.check()  # compiles all patterns
    pipeline.read(Document("first", "Syrian troops must stay 5 km from the border with Jordan."))
    documents = [Document(str(n), text) for n, text in enumerate(texts(sys.argv[1:]))]
    words = sum(len(d.text.split()) for d in documents)
    spans = [sentences(d.text) for d in documents]
    places = [find_places(d, pipeline.gazetteer) for d in documents]
    gc.collect()
    gc.freeze()
    start = time.process_time()
    for d in documents:
        sentences(d.text)
    splitting = time.process_time() - start
    start = time.process_time()
    found = 0
    for d, s, p in zip(documents, spans, places, strict=True):
        found += len(
            read_rules(
                d, s, p, pipeline.rulebook, pipeline._neighbours, pipeline._lines
            ).constraints
        )
    reading = time.process_time() - start
    print(f"{len(documents)} documents, {words:,} words, {found} rules")
    print(f"sentences      {words / splitting:12,.0f} words per CPU-second")
    print(f"rules          {words / reading:12,.0f} words per CPU-second")
    print(f"ratio          {reading / splitting:12.1f}")


if __name__ == "__main__":
    main()
