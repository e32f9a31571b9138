from dataclasses import replace

from geo.export.explain import explain
from geo.model import Compliance, Document


def test_each_rule_has_its_quote_its_reading_and_its_reasons(analysis):
    text = explain(analysis)
    for words in (
        "A draft (2018-05-30)",
        "1. 20 km from",
        "“Iranian forces stay 20 km from the borders of Israel and Jordan”",
        "exclusion, proposed, says a draft",
        "20,000 m (“20 km”)",
        "Israel (border:IL); ",
        "Jordan (border:JO)",
        "Syria (found by adjacency)",
        "8,350.1 km² (de-facto borders)",
        "at most 2 m from the distance stated",
        "because   stay-from",
        "OpenStreetMap 2026c",
        "?1. Not drawn: no line of that name",
        "line of contact (not found)",
        "contact: no such place [place-unknown]",
    ):
        assert words in text


def test_what_is_not_known_has_no_row(analysis):
    text = explain(analysis)
    assert "kept" not in text
    (zone,) = analysis.zones
    broken = replace(zone, constraint=replace(zone.constraint, compliance=Compliance.VIOLATED))
    assert "kept      violated" in explain(replace(analysis, zones=(broken,)))


def test_report_without_rules_says_so(analysis):
    empty = replace(analysis, zones=(), unresolved=(), issues=())
    assert "No rule about space was found." in explain(empty)


def test_terminal_commands_of_a_report_are_not_obeyed(analysis):
    hostile = Document("x", "x", title="\x1b[2J\x9b31m\u202eevil")
    assert not set(explain(replace(analysis, document=hostile))) & set("\x1b\x9b\u202e")
