"""Corrections of rules: applied when a document is read again, marked, and never lost in silence."""

import datetime as dt
from dataclasses import replace

import pytest

from geo.amendments import (
    AddRule,
    RejectRule,
    SetActors,
    SetCompliance,
    SetDates,
    SetDistance,
    SetEffect,
    SetHost,
    SetReferences,
    SetRelation,
    SetSource,
    SetStatus,
    amended,
    identified,
    match,
)
from geo.export.geojson import to_geojson
from geo.maps.kept import kept_words
from geo.maps.words import zone_label
from geo.model import (
    Compliance,
    Distance,
    Document,
    Effect,
    Reference,
    ReferenceKind,
    Relation,
    Span,
    Status,
    Territory,
    Unresolved,
)
from geo.overrides import Correction, Override
from geo.pipeline import read

TEXT = (
    "Russia proposed that Iranian forces stay 20 km from the Israeli border inside Syria.\n"
    "Rebels must keep 15 km from the line of contact near Goma.\n"
)
DOCUMENT = Document("talks", TEXT, date=dt.date(2018, 5, 31))


@pytest.fixture(scope="module")
def plain():
    """Return the reading without corrections."""
    return read(DOCUMENT)


@pytest.fixture(scope="module")
def rule(plain):
    """Return the id of the rule that is drawn."""
    return plain.zones[0].constraint.id


def zone_of(amendments, overrides=()):
    """Return the first zone of a reading with corrections."""
    return read(DOCUMENT, None, overrides, amendments).zones[0]


def test_rules_are_named_by_their_spans_and_twins_apart(plain):
    found = plain.zones[0].constraint
    assert found.id == f"rule:{found.span.start}-{found.span.end}"
    twins, (open_rule,) = identified([found, found], [Unresolved(found.span, "", "", found)])
    assert [t.id for t in twins] == [found.id, f"{found.id}#2"]
    assert open_rule.understood.id == f"{found.id}#3"


def test_another_distance_draws_another_zone_and_is_marked(plain, rule):
    zone = zone_of([SetDistance(rule, Distance(5_000, 5_000, text="5 km"))])
    assert 0.15 < zone.area_km2 / plain.zones[0].area_km2 < 0.35
    assert zone.constraint.decided_by == "analyst"
    assert zone.constraint.edited == ("distance",)
    assert zone_label(zone.constraint).endswith("(changed by the analyst)")


@pytest.mark.parametrize(
    ("amendment", "attribute"),
    [
        (lambda r: SetStatus(r, Status.REJECTED), "status"),
        (lambda r: SetActors(r, ("Hezbollah",)), "actors"),
        (lambda r: SetHost(r, (Territory("LB", "Lebanon"),)), "host"),
        (lambda r: SetEffect(r, Effect.NO_FLY), "effect"),
        (lambda r: SetRelation(r, Relation.BEYOND), "relation"),
        (lambda r: SetCompliance(r, Compliance.VIOLATED), "compliance"),
        (lambda r: SetSource(r, "a letter of the Council"), "source"),
        (lambda r: SetDates(r, "2018-05", "2018-06-01"), "date"),
    ],
)
def test_each_part_can_be_changed(rule, amendment, attribute):
    change = amendment(rule)
    zone = zone_of([change])
    assert getattr(zone.constraint, attribute) == getattr(change, attribute)
    assert zone.constraint.edited == (attribute,)


def test_what_the_analyst_says_of_compliance_is_no_sentence_of_the_report(plain):
    told = "Troops must stay 5 km from Luhansk. The order has been ignored."
    document = Document("told", told)
    (zone,) = read(document).zones
    assert zone.constraint.compliance_quote == "The order has been ignored."
    change = SetCompliance(zone.constraint.id, Compliance.OBSERVED)
    (zone,) = read(document, None, (), [change]).zones
    rule = zone.constraint
    assert (rule.compliance, rule.compliance_quote) == (Compliance.OBSERVED, "")
    assert rule.compliance_span is None
    assert kept_words(rule) == "observed, as the analyst has it"


def test_a_zone_beyond_a_distance_is_the_rest_of_its_host(plain, rule):
    near, beyond = plain.zones[0], zone_of([SetRelation(rule, Relation.BEYOND)])
    assert beyond.geometry.intersection(near.geometry).area < 1e-6
    assert near.area_km2 + beyond.area_km2 == pytest.approx(186_000, rel=0.02)  # Syria


def test_the_later_of_two_wins_and_both_parts_are_named(rule):
    changes = [SetStatus(rule, Status.AGREED), SetActors(rule, ("all",)), SetStatus(rule, "lifted")]
    found = zone_of(changes).constraint
    assert found.status == Status.LIFTED
    assert found.edited == ("status", "actors")


def test_a_rule_that_was_not_drawn_is_drawn_once_it_has_a_line(plain):
    (open_rule,) = plain.unresolved
    points = ((28.9, -1.6), (29.0, -1.5), (29.1, -1.5))
    line = Reference(ReferenceKind.COORDINATES, "my line", "coordinates", points=points)
    found = read(DOCUMENT, None, (), [SetReferences(open_rule.understood.id, (line,))])
    assert len(found.zones) == len(plain.zones) + 1
    assert found.unresolved == ()
    assert found.zones[-1].constraint.edited == ("references",)


def test_a_rejected_rule_is_gone_and_listed(plain, rule):
    found = read(DOCUMENT, None, (), [RejectRule(rule)])
    assert len(found.zones) == len(plain.zones) - 1
    assert [i.code for i in found.issues if "rule" in i.code] == ["rule.rejected"]


def test_an_added_rule_is_drawn_and_marked(plain):
    span = Span(0, 84)
    added = replace(plain.zones[0].constraint, span=span, distance=Distance(1_000, 1_000), id="a1")
    found = read(DOCUMENT, None, (), [AddRule(added), SetStatus("a1", Status.IN_FORCE)])
    zone = found.zones[-1]
    assert zone.constraint.edited == ("rule", "status")
    assert zone.constraint.distance.max_m == 1_000
    assert "(analyst’s rule)" in zone_label(zone.constraint)


def test_a_correction_without_its_rule_is_reported(plain):
    found = read(DOCUMENT, None, (), [RejectRule("rule:0-3")])
    assert len(found.zones) == len(plain.zones)
    assert "amendment.unused" in [i.code for i in found.issues]


def test_a_rule_whose_span_has_moved_a_little_is_found_again(plain, rule):
    found = plain.zones[0].constraint
    near = f"rule:{found.span.start + 3}-{found.span.end}"
    assert match(near, [z.constraint for z in plain.zones]) is found
    assert match("rule:9000-9010", [found]) is None


def test_no_amendment_changes_nothing(plain):
    rules = (plain.constraints, ())
    assert amended(rules, []) == (rules, ())


def test_the_export_says_who_decided(rule):
    override = Override("Goma", Correction.PIN, lon=29.0, lat=-1.5)
    found = read(DOCUMENT, None, [override], [SetStatus(rule, Status.AGREED)])
    features = [f["properties"] for f in to_geojson(found)["features"]]
    zone = next(p for p in features if p["kind"] == "zone")
    assert (zone["decided_by"], zone["edited"]) == ("analyst", ["status"])
    place = next(p for p in features if p["kind"] == "place" and p["toponym"] == "Goma")
    assert place["decided_by"] == "analyst"
