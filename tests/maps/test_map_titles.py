"""Suggested headlines: what the first rule does, to whom, where."""

import pytest

from geo.maps.titles import suggested_subtitle, suggested_title
from geo.model import (
    Analysis,
    Distance,
    Document,
    Effect,
    Reference,
    ReferenceKind,
    Relation,
    Status,
)
from maps.hand import zone


def titled(quote="", **rule):
    one = zone(36, 32, 37, 33, quote=quote, **rule)
    return suggested_title(Analysis(Document("d", "text"), zones=(one,)))


@pytest.mark.parametrize(
    ("rule", "title"),
    [
        ({"status": Status.PROPOSED}, "Proposal would keep all forces 20 km from the border of Israel, in Syria"),
        ({"status": Status.DEMANDED}, "All forces must stay 20 km from the border of Israel, in Syria, according to Channel 10"),
        ({"status": Status.DEMANDED, "source": ""}, "All forces told to stay 20 km from the border of Israel, in Syria"),
        ({"status": Status.DEMANDED, "source": "", "effect": Effect.NO_FLY, "host": ()},
         "Demand to close the air over the area within 20 km of the border of Israel"),
        ({"status": Status.DEMANDED, "distance": None, "effect": Effect.WITHDRAWAL, "host": (), "source": "Moscow",
          "relation": Relation.IN, "references": (Reference(ReferenceKind.REGION, "Golan Heights"),)},
         "All forces must leave the Golan Heights, according to Moscow"),
        ({"status": Status.AGREED, "actors": ("nobody",), "host": ()},
         "Agreement keeps everyone 20 km from the border of Israel"),
        ({"status": Status.AGREED, "host": ()}, "Agreement keeps all forces 20 km from the border of Israel"),
        ({"status": Status.LIFTED, "host": ()}, "Lifted rule kept all forces 20 km from the border of Israel"),
        ({"status": Status.IN_FORCE, "relation": Relation.IN, "distance": None, "effect": Effect.WITHDRAWAL},
         "Rule in force pulls all forces from the border of Israel"),
        ({"status": Status.IN_FORCE, "effect": Effect.NO_FLY, "host": ()},
         "Rule in force closes the air over the area within 20 km of the border of Israel"),
        ({"status": Status.IN_FORCE, "effect": Effect.HAZARD, "host": ()},
         "Danger area within 20 km of the border of Israel"),
        ({"status": Status.AGREED, "host": (), "actors": (), "effect": Effect.MARITIME_EXCLUSION,
          "distance": Distance(370_400, 370_400, text="200 nautical miles")},
         "Agreement keeps ships 200 nautical miles from the border of Israel"),
    ],
)  # fmt: skip
def test_a_headline_says_what_the_rule_does(rule, title):
    assert titled(**rule) == title


def test_a_capital_that_only_begins_the_sentence_is_dropped():
    rule = {"status": Status.AGREED, "host": ()}
    assert "keeps fishing vessels 20" in titled(
        "Fishing vessels must go.", actors=("Fishing vessels",), **rule
    )
    assert "keeps NATO troops 20" in titled("NATO troops must go.", actors=("NATO troops",), **rule)
    assert "keeps Russian ships 20" in titled(
        "Russian ships go.", actors=("Russian ships",), **rule
    )


def test_a_long_headline_names_the_actors_shortly():
    assert titled(actors=("a very long name " * 8,), status=Status.AGREED).startswith(
        "Agreement keeps forces"
    )


def test_nothing_found_is_said():
    empty = Analysis(Document("d", "text", "A title", "Agency"))
    assert suggested_title(empty) == "No zone was found"
    assert suggested_subtitle(empty) == "No zones read from “A title”, Agency"


def test_the_subtitle_counts_by_standing():
    zones = tuple(
        zone(36, 32, 37, 33, status=s) for s in (Status.AGREED, Status.AGREED, Status.LIFTED)
    )
    found = suggested_subtitle(Analysis(Document("d", "text"), zones=zones))
    assert found == "3 zones (2 agreed, 1 lifted) read from “d”"
