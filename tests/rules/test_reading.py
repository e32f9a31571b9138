"""Reading whole texts: memory from sentence to sentence, what stays unresolved, hostile input."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.model import Compliance, Document, Effect, Relation, Side, Status
from geo.pipeline import Pipeline


@pytest.fixture(scope="module")
def pipeline():
    return Pipeline()


def rules(pipeline, text, date=None):
    day = dt.date.fromisoformat(date) if date else None
    return pipeline.read(Document("d", text, date=day)).constraints


@pytest.mark.parametrize(
    "text",
    [
        "Vessels shall keep out of the area up to 10 nautical miles seaward of Latakia.",
        "Fishing is banned within 12 miles seaward of Gaza.",
        "No vessel may come within 20 nautical miles seaward of the coast of Lebanon.",
    ],
)
def test_seaward_is_the_water_side(pipeline, text):
    (rule,) = rules(pipeline, text)
    assert rule.side is Side.WATER


def test_one_distance_from_two_borders(pipeline):
    (rule,) = rules(
        pipeline,
        "Iranian forces in Syria must stay 20 kilometers (12.4 miles) from the Israeli and Jordanian borders.",
    )
    assert [r.id for r in rule.references] == ["border:IL", "border:JO"]
    assert [h.code for h in rule.host] == ["SY"]
    assert rule.distance.max_m == 20_000
    assert rule.actors == ("Iranian forces",)
    assert rule.side is Side.HOST


def test_agreed_dated_and_broken(pipeline):
    (rule,) = rules(
        pipeline,
        "Last November, Russia reportedly made a deal with the Iranians in Syria that they would not "
        "come within five kilometers of Israel's border, but in practice Tehran has ignored this.",
        "2018-05-30",
    )
    assert (rule.status, rule.compliance) == (Status.AGREED, Compliance.VIOLATED)
    assert rule.date == "2017-11"
    assert rule.actors == ("Iranians",)
    assert rule.hedged


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Troops must stay 5 km from Luhansk, an order that has been ignored.", 0),
        ("Troops must stay 5 km from Luhansk. The order has been ignored. It rained.", 1),
        ("Troops must stay 5 km from Luhansk. It rained. The order has been ignored.", 2),
        ("Troops must stay 5 km from Luhansk. Tanks stood 2 km from Luhansk on Monday.", None),
        ("Troops must stay 5 km from Luhansk. It rained.", None),
    ],
)
def test_the_sentence_that_says_whether_a_rule_is_kept_is_kept_with_it(pipeline, text, said):
    rule, *_ = rules(pipeline, text)
    known = rule.compliance is not Compliance.UNKNOWN
    assert (rule.compliance_span is not None) is bool(rule.compliance_quote) is known
    if said is not None:
        sentence = text.split(". ")[said].rstrip(".")
        assert rule.compliance_quote.rstrip(".") == sentence
        start, end = rule.compliance_span.start, rule.compliance_span.end
        assert text[start:end] == rule.compliance_quote


def test_two_distances_for_two_purposes(pipeline):
    people, guns = rules(
        pipeline,
        "Serb troops must pull back three kilometres from the centre of Goražde, and their heavy "
        "weapons may not be within 20 kilometres of the town.",
    )
    assert (people.distance.max_m, guns.distance.max_m) == (3_000, 20_000)
    assert people.references[0].id == guns.references[0].id
    assert guns.effect is Effect.WEAPONS_EXCLUSION


def test_a_zone_that_moves_keeps_its_side(pipeline):
    first, second = rules(
        pipeline,
        "In 1992 the allies barred Iraqi planes from the skies over Iraq south of the 32nd parallel. "
        "In 1996 the no-fly zone was pushed north to the 33rd parallel.",
    )
    assert first.relation is second.relation is Relation.SOUTH_OF
    assert second.references[0].degrees == 33


def test_who_must_go_to_a_side_is_barred_from_the_other(pipeline):
    (gone,) = rules(pipeline, "Rebels in Mali must withdraw north of the 18th parallel.")
    (barred,) = rules(pipeline, "Rebels in Mali may not move north of the 18th parallel.")
    assert (gone.relation, barred.relation) == (Relation.SOUTH_OF, Relation.NORTH_OF)


@pytest.mark.parametrize(
    ("verb", "status"),
    [
        ("demanded that rebels stay", Status.DEMANDED),
        ("agreed that rebels would stay", Status.AGREED),
        ("proposed that rebels stay", Status.PROPOSED),
        ("rejected a demand that rebels stay", Status.REJECTED),
        ("is considering a demand that rebels stay", Status.PROPOSED),
        ("ordered rebels to stay", Status.IN_FORCE),
    ],
)
def test_status_by_its_verb(pipeline, verb, status):
    (rule,) = rules(pipeline, f"The government {verb} 5 km from Goma.")
    assert rule.status is status


def test_what_has_no_line_is_listed_not_drawn(pipeline):
    analysis = pipeline.read(
        Document(
            "d", "Both sides agreed to pull heavy artillery back 15 km from the line of contact."
        )
    )
    assert analysis.zones == ()
    (lost,) = analysis.unresolved
    assert "line of contact" in lost.reason
    assert lost.understood.distance.max_m == 15_000


def test_quotes_slice_to_their_spans(pipeline):
    text = "News.\n\nRebels must stay 5 km from Goma. “Drones” are banned within 3 km of Kigali.\n"
    for rule in rules(pipeline, text):
        assert text[rule.span.start : rule.span.end] == rule.quote


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=160))
def test_any_text_gives_an_analysis(pipeline, text):
    document = Document("d", f"{text} must stay 5 km from Goma. {text}")
    analysis = pipeline.read(document)
    for rule in analysis.constraints:
        assert document.text[rule.span.start : rule.span.end] == rule.quote


@pytest.mark.parametrize(
    "piece",
    [
        "must stay 5 km from ", "5 km and ", "33-00N 034-20E ", "the border of Israel and ",
        "no no no ", "A, B, C, ", "from to between ", "'s ", "Goma, ", "zone of ",
    ],
)  # fmt: skip
def test_a_long_hostile_text_comes_to_an_end(pipeline, piece):
    """A quadratic pattern would not end within the time a test run has."""
    text = (piece * (30_000 // len(piece))).strip()
    analysis = pipeline.read(Document("d", text))
    assert analysis.document.text == text
