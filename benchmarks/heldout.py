"""
Places on documents that had no part in the fit.

Usage: ``python -m benchmarks.heldout CORPUS [...] [--folds 5] [--train OTHER ...] [--plot FILE]``.
Weights and confidence are fitted anew, as ``tools/train_recogniser.py`` and
``tools/calibrate_confidence.py`` do, for each fold on the documents of the others and on all of
the ``--train`` corpora; ``--folds 0`` fits on those alone. ``--shipped`` fits nothing and takes the
weights that ship. A document's fold is the checksum of its id. Of dispatches, the odd ones
train and the even ones are read.
"""

import argparse
import json
import sys
from dataclasses import replace
from pathlib import Path
from zlib import crc32

from benchmarks.corpus import read_corpus
from benchmarks.peers import pinned
from benchmarks.scores import Tally, added, calibration, interval, score
from geo.places import resolve
from geo.places.gazetteer import Gazetteer
from tools import calibrate_confidence as confidence
from tools import train_recogniser as recogniser


def as_json(document):
    toponyms = [
        {"start": t.start, "end": t.end, "lat": t.lat, "lon": t.lon} for t in document.toponyms
    ]
    optional = [{"start": t.start, "end": t.end} for t in document.optional]
    return {"id": document.id, "text": document.text, "toponyms": toponyms, "optional": optional}


def fitted(documents, gazetteer, cues, expected):
    """Return the cues with weights and confidence fitted on some documents."""
    raw = [as_json(d) for d in documents]
    cues = replace(cues, weights=recogniser.trained(raw, gazetteer, cues, expected))
    use(cues)
    judged = {d.corpus: [] for d in documents}
    for document, as_read in zip(documents, raw, strict=True):
        judged[document.corpus] += confidence.judged(as_read, gazetteer)
    return replace(cues, confidence=confidence.confidence(judged.values()))


def use(cues):
    """Let the resolver read with these cues."""
    resolve.cues_of = lambda path: cues


def fold_of(document, folds):
    return crc32(document.id.encode()) % folds if folds else 0


def held_out(documents, others, folds, gazetteer):
    """Yield each document's tally with and without countries, read with weights not fitted on it."""
    cues, expected = resolve.read_cues(gazetteer.path), recogniser.expected_weights()
    for fold in range(max(1, folds)):
        inside = [d for d in documents if fold_of(d, folds) == fold]
        outside = [*others, *(d for d in documents if fold_of(d, folds) != fold)]
        use(fitted(outside, gazetteer, cues, expected))
        yield from scored(inside, gazetteer)


def scored(documents, gazetteer):
    for document in documents:
        found = pinned(document, gazetteer)
        both = Tally(), Tally()
        score(document, found, both[0])
        score(document, found, both[1], countries=False)
        yield both


def told(name, tallies):
    """Print the figures of a corpus and return how sure and how right each found name was."""
    for at, label in enumerate(("all", "without countries")):
        total = added([t[at] for t in tallies])
        low, high = interval([t[at] for t in tallies])
        error, _ = calibration(total.sure)
        figures = " ".join(f"{k} {v:.3f}" for k, v in total.figures().items())
        print(f"{name:12} {label:18} {figures} [{low:.3f}–{high:.3f}] ECE {error:.3f}")
    return added([t[0] for t in tallies]).sure


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpora", nargs="+")
    parser.add_argument("--train", nargs="*", default=[])
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--shipped", action="store_true")
    parser.add_argument("--dispatches", choices=["odd", "even"], default="even")
    parser.add_argument("--json", metavar="FILE", help="write how sure and how right, for the plot")
    args = parser.parse_args()
    gazetteer = Gazetteer.open()
    countries = {int(c.id.partition(":")[2]) for c in gazetteer.countries()}
    sets = {Path(p).stem: read_corpus(p, countries, args.dispatches) for p in args.corpora}
    others = [d for p in args.train for d in read_corpus(p, countries, "odd")]
    pooled = [d for documents in sets.values() for d in documents]
    sure = {}
    if args.shipped:
        results = dict(zip(map(id, pooled), scored(pooled, gazetteer), strict=True))
    else:
        order = [
            d for f in range(max(1, args.folds)) for d in pooled if fold_of(d, args.folds) == f
        ]
        results = dict(
            zip(map(id, order), held_out(pooled, others, args.folds, gazetteer), strict=True)
        )
    for name, documents in sets.items():
        sure[name] = told(name, [results[id(d)] for d in documents])
    if args.json:
        Path(args.json).write_text(json.dumps(sure), "utf-8")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
