"""Zones in words."""

import pytest

from geo.maps.popup import area_words
from geo.maps.words import binds, distance_words, kilometres, reference_words, zone_label
from geo.model import Constraint, Distance, Reference, ReferenceKind, Relation, Span, Territory

ISRAEL = Reference(ReferenceKind.BORDER, "Israel", territories=("IL",))
JORDAN = Reference(ReferenceKind.BORDER, "Jordan", territories=("JO",))
SHARED = Reference(ReferenceKind.BORDER, "Thailand and Cambodia", territories=("TH", "KH"))
LITANI = Reference(ReferenceKind.RIVER, "Litani")
SYRIA = Territory("SY", "Syria")


def rule(relation, *references, **more):
    return Constraint(Span(0, 1), "q", relation, references, **more)


@pytest.mark.parametrize(
    ("constraint", "label"),
    [
        (
            rule(
                Relation.WITHIN,
                ISRAEL,
                JORDAN,
                distance=Distance(20_000, 20_000),
                host=(SYRIA,),
            ),
            "20 km from the borders of Israel and Jordan, in Syria",
        ),
        (
            rule(Relation.WITHIN, SHARED, distance=Distance(10_000, 10_000)),
            "10 km from the Thailand–Cambodia border",
        ),
        (
            rule(Relation.WITHIN, ISRAEL, distance=Distance(60_000, 80_000)),
            "60 km to 80 km from the border of Israel",
        ),
        (rule(Relation.SOUTH_OF, LITANI), "South of Litani"),
        (
            rule(Relation.NORTH_OF, LITANI, distance=Distance(5_000, 5_000, approximate=True)),
            "About 5 km north of Litani",
        ),
        (rule(Relation.BETWEEN, ISRAEL, LITANI), "Between the border of Israel and Litani"),
        (
            rule(Relation.BEYOND, LITANI, distance=Distance(30_000, 30_000)),
            "Beyond 30 km from Litani",
        ),
        (
            rule(
                Relation.IN,
                Reference(ReferenceKind.REGION, "Syria", part="southwestern"),
                host=(SYRIA,),
            ),
            "Southwestern Syria",
        ),
        (rule(Relation.IN), "Unnamed place"),
    ],
)
def test_a_zone_is_named_by_distance_references_and_host(constraint, label):
    assert zone_label(constraint) == label


def test_a_name_that_tells_its_kind_is_not_given_it_twice():
    name = "Israel's northern border"
    assert reference_words(Reference(ReferenceKind.BORDER, name, territories=("IL",))) == name


@pytest.mark.parametrize(
    ("metres", "words"),
    [(1, "1 m"), (999.4, "999 m"), (1_000, "1 km"), (12_345, "12.3 km"), (2_500_000, "2,500 km")],
)
def test_lengths_have_three_figures(metres, words):
    assert kilometres(metres) == words


def test_no_distance_has_no_words():
    assert distance_words(None) == ""


@pytest.mark.parametrize(
    ("area", "words"),
    [(8351.7, "8,350 km²"), (0.0012, "1,200 m²"), (0.12, "0.12 km²"), (5_583_421, "5,580,000 km²")],
)
def test_areas_have_three_figures(area, words):
    assert area_words(area) == words


@pytest.mark.parametrize(
    ("actors", "exempt", "words"),
    [
        (("Iran", "Hezbollah"), (), "Iran and Hezbollah"),
        ((), ("Syrian troops",), "all except Syrian troops"),
        (("militias",), ("police",), "militias except police"),
        ((), (), ""),
    ],
)
def test_whom_a_rule_binds(actors, exempt, words):
    assert binds(rule(Relation.IN, LITANI, actors=actors, exempt=exempt)) == words
