"""Guarded patterns match as those without a guard."""

import re

import pytest

from geo.rules.guarded import Guarded
from geo.text.literals import needed
from geo.text.wordscan import WordScan

WRITTEN = r"(?P<verb>stay|keep)s? (?:out|away)"
TEXTS = ["They STAY out, he keeps away.", "They stay.", "out", "", "stay out"]


@pytest.fixture
def guarded():
    groups = needed(WRITTEN, re.IGNORECASE)
    scan = WordScan(groups)
    return Guarded(re.compile(WRITTEN, re.IGNORECASE), scan.bits(groups), scan)


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("start", [0, 3])
def test_it_matches_as_the_pattern_does(guarded, text, start):
    plain = re.compile(WRITTEN, re.IGNORECASE)
    for name in ("search", "match", "fullmatch"):
        one, other = (getattr(p, name)(text, start) for p in (plain, guarded))
        assert (one and one.span()) == (other and other.span())
    spans = [[m.span() for m in p.finditer(text, start)] for p in (plain, guarded)]
    assert spans[0] == spans[1]


def test_a_stretch_sees_what_stands_before_it():
    behind = r"(?<=not )allowed"
    groups = needed(behind)
    scan = WordScan(groups)
    guarded = Guarded(re.compile(behind), scan.bits(groups), scan)
    assert guarded.search("not allowed", 4) is not None
