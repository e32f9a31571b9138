"""Every row of data/rules is used in its examples and not in its counterexamples."""

import re
from dataclasses import replace
from types import SimpleNamespace

import pytest

from geo.errors import RuleError
from geo.model import Document
from geo.pipeline import Pipeline
from geo.rules.annotate import PlaceIndex, fold_basics
from geo.rules.discourse import Discourse
from geo.rules.engine import load_rulebook
from geo.rules.frames import find_frames
from geo.rules.macros import expand
from geo.rules.nautical import is_nautical
from geo.rules.norms import find_norms, is_rule
from geo.rules.read import read_rules
from geo.rules.references import fold_references
from geo.rules.remember import remember_references
from geo.settings import DATA
from geo.text.sentences import sentences
from geo.zones.supplied import with_areas

BOOK = load_rulebook(DATA / "rules")
EXAMPLES = [pytest.param(r, t, id=f"{r.id}: {t[:60]}") for r in BOOK.rules() for t in r.examples]
COUNTER = [
    pytest.param(r, t, id=f"{r.id}: {t[:60]}") for r in BOOK.rules() for t in r.counterexamples
]


@pytest.fixture(scope="module")
def pipeline():
    return Pipeline()


def places_in(pipeline, document, areas=False):
    """Places of a document; with the seas and regions that they are, where asked."""
    from geo.places.resolve import find_places

    found = find_places(document, pipeline.gazetteer)
    return tuple(with_areas(place, pipeline.borders) for place in found) if areas else found


def folded(pipeline, text, areas=False):
    """Fold each sentence of a text as the reader does."""
    document = Document("d", text)
    index = PlaceIndex.of(places_in(pipeline, document, areas))
    mind = Discourse(pipeline._neighbours)
    for _, _, place in index.mentions:
        mind.note(place)
    for span in sentences(text):
        basic = fold_basics(
            document,
            span,
            index,
            pipeline.rulebook,
            nautical=is_nautical(text, BOOK),
            lines=pipeline._lines,
        )
        sentence = fold_references(text, basic, pipeline.rulebook, mind)
        remember_references(sentence, mind, text)
        yield sentence, basic


def read(pipeline, text):
    """Read the rules of a text, drawn or not."""
    document = Document("d", text)
    places = places_in(pipeline, document)
    return read_rules(
        document, sentences(text), places, pipeline.rulebook, pipeline._neighbours, pipeline._lines
    )


def family(rule):
    return next(name for name, rows in BOOK.families.items() if rule in rows)


def used(pipeline, rule, text):
    """Tell whether a row is used in reading a text."""
    name = family(rule)
    if name == "words":
        return rule.pattern.search(text) is not None
    if name == "presence" and rule.get("mode") in ("list", "kind"):
        return rule.pattern.search(text) is not None
    if name == "sieve":
        return rule.finds_words(text) and rule.pattern.search(text) is not None
    if name == "references":
        return _folds_something(pipeline, rule, text)
    reading = read(pipeline, text)
    rules = [*reading.constraints, *(u.understood for u in reading.unresolved)]
    if name in ("zones", "regions", "net", "continued", "ellipses"):
        return any(rule.id in c.trace for c in rules)
    if name == "vetoes":
        return _vetoes(pipeline, rule, text)
    if name == "verbs" and rule.get("mode") == "blocks":
        return _blocks(pipeline, rule, text)
    if rule.get("scope") in ("following", "preceding"):  # it looks into another sentence
        return any(rule.id in c.trace for c in rules)
    if name in (
        "status",
        "preludes",
        "aftermath",
        "effects",
        "compliance",
        "presence",
        "actors",
        "hosts",
        "sources",
        "verbs",
        "groups",
        "banks",
        "widths",
        "water",
    ):
        return any(t.removesuffix(" (sentence before)") == rule.id for c in rules for t in c.trace)
    return any(_norm_used(pipeline, rule, s) for s, _ in folded(pipeline, text))


def _norm_used(pipeline, rule, sentence):
    """Tell whether a norm row alone makes a frame of the sentence a rule."""
    families = {**BOOK.families, "norms": (rule,), "vetoes": ()}
    book = replace(BOOK, families=families)
    frames = find_frames(sentence, book)
    return any(
        rule.id in is_rule(f, sentence, book)[1]
        or (f.rule.get("norm") == "inherent" and rule.pattern.search(sentence.text))
        for f in frames
    )


def _vetoes(pipeline, veto, text):
    """Tell whether a veto alone keeps an expression of space from being a rule."""
    always = replace(BOOK["norms"][0], written="", need=0, yields={"scope": "any"})
    book = replace(BOOK, families={**BOOK.families, "norms": (always,), "vetoes": (veto,)})
    return any(
        is_rule(frame, s, book) == (False, (veto.id,))
        for s, _ in folded(pipeline, text)
        for frame in find_frames(s, book)
    )


def _blocks(pipeline, verb, text):
    """Tell whether a rule is read only when the verb is left out."""
    others = tuple(r for r in BOOK["verbs"] if r is not verb)
    book = replace(BOOK, families={**BOOK.families, "verbs": others})
    return any(
        find_norms(frame, s, BOOK) != find_norms(frame, s, book)
        for s, _ in folded(pipeline, text)
        for frame in find_frames(s, BOOK)
    )


def _folds_something(pipeline, rule, text):
    """Tell whether the reading of a text differs when one reference row is left out."""
    without = tuple(r for r in BOOK["references"] if r is not rule)
    less = SimpleNamespace(
        rulebook=replace(BOOK, families={**BOOK.families, "references": without}),
        gazetteer=pipeline.gazetteer,
        borders=pipeline.borders,
        _neighbours=pipeline._neighbours,
        _lines=pipeline._lines,
    )
    return any(
        [s.folds for s, _ in folded(pipeline, text, areas)]
        != [s.folds for s, _ in folded(less, text, areas)]
        for areas in (False, True)
    )


@pytest.mark.parametrize(("rule", "text"), EXAMPLES)
def test_row_is_used_in_its_example(pipeline, rule, text):
    assert used(pipeline, rule, text)


@pytest.mark.parametrize(("rule", "text"), COUNTER)
def test_row_is_not_used_in_its_counterexample(pipeline, rule, text):
    assert not used(pipeline, rule, text)


def test_a_space_stands_for_any_white_space():
    pattern = re.compile(expand("a b[ -]c(?: d)? ?e", {}))
    assert pattern.fullmatch("a \n b c d e")
    assert pattern.fullmatch("a b-ce")
    assert not pattern.fullmatch("ab-ce")


def _write(folder, row):
    (folder / "lexicon.toml").write_text(
        'version = "1"\n[macros]\nWORD = "x|y"\n', encoding="utf-8"
    )
    (folder / "zones.toml").write_text(row, encoding="utf-8")


GOOD = 'id = "a"\nsource = "s"\npattern = "{WORD}"\nexamples = ["x"]\ncounterexamples = ["z"]\n'


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ("", "holds no rule"),
        ("[[rule]]\n" + GOOD.replace('examples = ["x"]', "examples = []"), "needs an example"),
        ("[[rule]]\n" + GOOD.replace("{WORD}", "("), "pattern"),
        ("[[rule]]\n" + GOOD.replace("{WORD}", "{WROD}"), "WROD"),
        ("[[rule]]\n" + GOOD + 'relatoin = "within"\n', "relatoin"),
        ("[[rule]]\n" + GOOD + "[[rule]]\n" + GOOD, "stands twice"),
        ("[[rule", "zones.toml"),
    ],
)
def test_a_bad_row_is_refused_with_what_is_wrong(tmp_path, row, problem):
    _write(tmp_path, row)
    with pytest.raises(RuleError, match=problem):
        load_rulebook(tmp_path).check()


def test_a_missing_lexicon_is_refused(tmp_path):
    with pytest.raises(RuleError, match=r"lexicon\.toml"):
        load_rulebook(tmp_path).check()
