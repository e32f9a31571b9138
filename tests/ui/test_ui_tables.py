"""Rows of the tables."""

from dataclasses import replace

import pytest

from geo.ui.state import digest, file_stem
from geo.ui.tables import issue_rows, place_rows, unresolved_rows, zone_rows


def test_every_zone_has_a_row_with_what_an_analyst_asks_first(analysis):
    rows = zone_rows(analysis)
    assert [row["No."] for row in rows] == list(range(1, len(analysis.zones) + 1))
    for row, zone in zip(rows, analysis.zones, strict=True):
        assert row["Quote"] == zone.constraint.quote
        assert row["Edge ± m"] == zone.error_m
        assert row["Area km²"] == pytest.approx(zone.area_km2, rel=0.01)


def test_what_is_not_drawn_says_why(analysis):
    rows = unresolved_rows(analysis)
    assert [row["Why it is not drawn"] for row in rows] == [u.reason for u in analysis.unresolved]


def test_places_without_a_candidate_are_listed_too(analysis):
    bare = replace(analysis, places=(replace(analysis.places[0], candidates=()),))
    assert place_rows(bare)[0]["Kind"] == "not placed"
    assert len(place_rows(analysis)) == len(analysis.places)


def test_issues_quote_the_text_they_are_about(analysis):
    for row, issue in zip(issue_rows(analysis), analysis.issues, strict=True):
        assert row["To know"] == issue.message
        assert bool(row["In the text"]) == (issue.span is not None)


@pytest.mark.parametrize(
    ("id", "stem"),
    [
        ("southern-syria-2018", "southern-syria-2018"),
        ("../../etc/passwd", "etc-passwd"),
        ('a"b\r\nSet-Cookie: x', "a-b--Set-Cookie--x"),
        ("...", "report"),
        ("x" * 500, "x" * 60),
    ],
)
def test_a_download_s_name_is_harmless(analysis, id, stem):
    named = replace(analysis, document=replace(analysis.document, id=id))
    assert file_stem(named) == stem


def test_the_digest_tells_reports_and_dates_apart_and_is_letters_and_digits(analysis):
    document = analysis.document
    other = replace(document, date=None)
    assert digest(document) == digest(replace(document))
    assert digest(document) != digest(other)
    assert digest(document).isalnum()
