"""
Cordon beside other geoparsers on a corpus.

Usage: ``python -m benchmarks.geoparsing CORPUS [...] [--python SYSTEM=INTERPRETER ...]``. Corpora as
in ``benchmarks/corpus.py``. Each system runs in a process of its own, with the interpreter given
for it or this one; one that is not installed there is told and left out. Prints a table in
Markdown. Of dispatches, the even ones are read: the odd ones trained Cordon.
"""

import argparse
import datetime as dt
import json
import platform
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.corpus import read_corpus
from benchmarks.scores import Pinned, Tally, added, interval, score
from geo.places.gazetteer import Gazetteer

SYSTEMS = ("cordon", "spacy", "flashgeotext", "geotext")
HEAD = (
    "| system | F1 exact | F1 overlap | **end-to-end F1** | without countries | Acc@161 km "
    "| median km | words per CPU-s | load, CPU-s | memory, MB |"
)


def run(system, python, corpus, out):
    """Return what a system cost on a corpus, or None where it is not installed."""
    command = [python, "-m", "benchmarks.peers", system, str(corpus), str(out)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        print(f"{system}: not run: {done.stderr.strip().splitlines()[-1]}", file=sys.stderr)
        return None
    return json.loads(done.stdout.splitlines()[-1])


def row(system, documents, out, cost):
    found = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
    tallies = {True: [], False: []}
    for document, one in zip(documents, found, strict=True):
        for countries, kept in tallies.items():
            kept.append(Tally())
            score(document, [Pinned(*f) for f in one["found"]], kept[-1], countries=countries)
    figures, bare = (added(tallies[k]).figures() for k in (True, False))
    low, high = interval(tallies[True])
    return (
        f"| {system} | {figures['exact']:.3f} | {figures['overlap']:.3f} | "
        f"**{figures['end_to_end']:.3f}** [{low:.3f}–{high:.3f}] | {bare['end_to_end']:.3f} | "
        f"{figures['acc161']:.3f} | {figures['median_km']:.1f} | {cost['words_per_s']:,.0f} | "
        f"{cost['load_s']:.2f} | {cost['memory_mb']:.0f} |"
    )


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpora", nargs="+", type=Path)
    parser.add_argument("--python", action="append", default=[], metavar="SYSTEM=INTERPRETER")
    args = parser.parse_args()
    pythons = dict(pair.split("=", 1) for pair in args.python)
    countries = {int(c.id.partition(":")[2]) for c in Gazetteer.open().countries()}
    print(
        f"{dt.datetime.now(dt.UTC).date()}, {platform.machine()}, Python {platform.python_version()}"
    )
    for corpus in args.corpora:
        documents = read_corpus(corpus, countries, "even")
        words = sum(d.words for d in documents)
        print(f"\n{corpus.stem}: {len(documents)} documents, {words:,} words\n\n{HEAD}")
        print("|---" * (HEAD.count("|") - 1) + "|")
        with tempfile.TemporaryDirectory() as folder:
            for system in SYSTEMS:
                out = Path(folder) / system
                cost = run(system, pythons.get(system, sys.executable), corpus, out)
                if cost:
                    print(row(system, documents, out, cost), flush=True)


if __name__ == "__main__":
    main()
