"""What a sentence leaves to the one before: sizes, items of lists, names of zones, headlines."""

import pytest

from geo.model import Distance, Document, Status
from geo.pipeline import Pipeline
from geo.rules.completed import in_unit_of
from geo.rules.defined import said_of, terms_of
from geo.rules.listed import items_of
from geo.text.sentences import sentences


@pytest.fixture(scope="module")
def pipeline():
    return Pipeline()


def read(pipeline, text):
    return pipeline.read(Document("d", text))


def km(analysis):
    return [z.constraint.distance.max_m / 1000 for z in analysis.zones]


def names(analysis):
    return [z.constraint.references[0].name for z in analysis.zones]


LIST = """Opposition fighters have been given the following limits:
- 10 km from Malakal;
- 15 km from Bentiu.
Both sides have signed."""


def test_items_take_verb_and_actor_of_the_sentence_that_leads_in(pipeline):
    zones = read(pipeline, LIST).zones
    assert [z.constraint.distance.max_m for z in zones] == [10_000, 15_000]
    assert all("fighters" in z.constraint.actors[0] for z in zones)


def test_the_quote_of_an_item_slices_from_the_text(pipeline):
    for zone in read(pipeline, LIST).zones:
        rule = zone.constraint
        assert LIST[rule.span.start : rule.span.end] == rule.quote


def test_a_number_alone_on_its_line_marks_the_next_sentence():
    text = "The parties agree:\n1. Tanks shall leave.\n2. Guns shall leave.\nThey met."
    items = items_of(text, sentences(text))
    assert [text[i.start :].split("\n")[0] for i in items.values()] == [
        "Tanks shall leave.",
        "Guns shall leave.",
    ]


def test_a_line_that_is_no_list_has_no_items():
    text = "He said:\nTanks shall leave Goma.\nThey left."
    assert not items_of(text, sentences(text))


def test_respectively_pairs_distances_and_places(pipeline):
    text = "Guns shall stay 20 and 30 kilometres respectively from Vukovar and Osijek."
    analysis = read(pipeline, text)
    assert list(zip(names(analysis), km(analysis), strict=True)) == [
        ("Vukovar", 20),
        ("Osijek", 30),
    ]


def test_an_offer_of_a_number_takes_the_unit_and_leaves_the_demand(pipeline):
    text = "Kigali wants the rebels to stay 15 km from Goma. Kinshasa offered eight."
    rules = [z.constraint for z in read(pipeline, text).zones]
    assert [(r.distance.max_m, r.status) for r in rules] == [
        (15_000, Status.DEMANDED),
        (8_000, Status.PROPOSED),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Goma is calm. Kinshasa offered eight.",
        "Tanks must stay 10 km and guns 20 km from Goma. Kinshasa offered eight.",
        "Rebels must stay 10 km from Goma. Kinshasa offered eight trucks.",
        "Rebels must stay 10 km from Goma. The road was widened to 12 metres.",
    ],
)
def test_no_size_is_taken_up_where_it_is_not_told_which(pipeline, text):
    stated = sum(word in ("km",) for word in text.split())
    assert len(read(pipeline, text).zones) == stated


def test_a_bare_number_that_is_far_off_is_no_distance():
    known = [Distance(10_000, 10_000, False, "10 km")]
    assert in_unit_of("eight", known).max_m == 8_000
    assert in_unit_of("900", known) is None
    assert in_unit_of("eight", [Distance(10_000, 10_000, False, "ten")]) is None


def test_a_headline_and_its_sentence_are_one_rule(pipeline):
    text = (
        "Rebels must stay 10 km from Goma, the mission says\n"
        "GOMA, Dec 2 - Rebels must stay 10 km from Goma, the mission said on Sunday."
    )
    assert km(read(pipeline, text)) == [10]


def test_two_peoples_at_one_distance_are_two_rules(pipeline):
    text = "Rwandan troops must stay 10 km from Goma. Ugandan troops must stay 10 km from Goma."
    assert km(read(pipeline, text)) == [10, 10]


AGREEMENT = """Article 1. The area within 12 kilometres of Goma shall hereinafter be called the Zone.
Article 2. The Parties meet every month. They meet in Kampala. They write minutes. They sign them.
Article 3. No armed person may enter the Zone."""


def test_a_zone_is_a_rule_by_what_a_later_article_says_of_its_name(pipeline):
    analysis = read(pipeline, AGREEMENT)
    assert km(analysis) == [12]
    assert not analysis.unresolved


def test_terms_are_read_with_and_without_quotation_marks():
    assert terms_of("… of the border (hereinafter “the Zone”).") == ("zone",)
    assert terms_of("a belt, hereafter called the Security Zone.") == ("security zone",)
    assert terms_of("He read “The Guardian”.") == ()
    text = "It rains. No one may enter the Zone."
    assert said_of(("zone",), text, sentences(text)) == "No one may enter the zone."


def test_they_are_those_of_whom_the_sentence_before_speaks_in_the_plural(pipeline):
    text = (
        "The Council of State closed the coast of Guinea-Bissau to foreign trawlers. "
        "They have to stay 12 nautical miles off."
    )
    analysis = read(pipeline, text)
    assert [z.constraint.actors for z in analysis.zones] == [("foreign trawlers",)]
    assert not analysis.unresolved


def test_what_is_to_stay_away_is_measured_from_what_its_own_sentence_names(pipeline):
    text = (
        "Kenya claims to have withdrawn from the coast of Somalia. Kenyan soldiers are still near Kismayo, "
        "though they promised to stay 30 km away."
    )
    assert names(read(pipeline, text)) == ["Kismayo"]


def test_half_of_an_offer_and_twice_a_distance(pipeline):
    text = "Troops must stay 50 kilometres from Goma. Heavy guns stay twice as far."
    assert km(read(pipeline, text)) == [50, 100]


def test_the_same_on_the_other_side_of_the_border(pipeline):
    text = (
        "Thai rangers must stay five kilometres from the border with Laos in Thailand. "
        "Laotian troops were to do the same on their side."
    )
    hosts = [z.constraint.host[0].code for z in read(pipeline, text).zones]
    assert hosts == ["TH", "LA"]


def test_a_distance_that_names_nothing_is_measured_from_what_the_last_rule_is(pipeline):
    text = (
        "Guns must be moved 15 km from Goma. Launchers must be moved 21 km away, howitzers 36 km."
    )
    found = read(pipeline, text)
    assert km(found) == [15, 21, 36]
    assert names(found) == ["Goma"] * 3
    assert "reference (rule before)" in found.zones[1].constraint.trace


@pytest.mark.parametrize(
    "text",
    [
        "Guns must be moved 15 km from Goma. In Bukavu they must be moved 21 km.",
        "Guns must be moved 15 km from Goma. The army holds Bukavu. Launchers must be moved 21 km.",
        "Guns must be moved 15 km from the line of contact. Launchers must be moved 21 km.",
        "Guns must be moved 15 km from Goma. The column moved 21 km.",
    ],
)
def test_a_distance_is_not_completed_where_something_else_may_be_meant(pipeline, text):
    assert 21 not in km(read(pipeline, text))


def test_those_at_home_beyond_the_border_are_kept_off_it_on_their_side(pipeline):
    text = (
        "Thai tanks must stay 5 km from the border with Laos in Thailand. "
        "Laotian tanks must be kept 8 km back."
    )
    hosts = [[h.name for h in z.constraint.host] for z in read(pipeline, text).zones]
    assert hosts == [["Thailand"], ["Laos"]]


def test_what_took_the_place_of_a_ban_is_in_force(pipeline):
    text = (
        "Nobody may come within 5 km of Goma. On Friday the ban was lifted. "
        "A narrower zone of 500 metres took its place."
    )
    status = [z.constraint.status for z in read(pipeline, text).zones]
    assert status == [Status.LIFTED, Status.IN_FORCE]


def test_a_limit_that_was_is_lifted(pipeline):
    text = "Nobody is to set foot within 2 km of Goma. The former limit was 500 metres."
    found = read(pipeline, text).zones
    assert [(z.constraint.distance.max_m, z.constraint.status) for z in found] == [
        (2000, Status.IN_FORCE),
        (500, Status.LIFTED),
    ]


def test_a_quotation_that_says_a_rule_again_is_no_second_rule(pipeline):
    text = (
        "Camps may not stand within 50 km of Goma, the mayor said. "
        '"No tent may be put up within 50 km of Goma," he told reporters.'
    )
    assert km(read(pipeline, text)) == [50]


def test_a_distance_told_in_the_next_sentence_is_of_what_this_one_keeps_away(pipeline):
    text = (
        "Turkey will pull its guns back from Syria's border, its foreign minister said. "
        "He spoke of 15 kilometres. Damascus wants 40 and has Moscow's backing."
    )
    found = read(pipeline, text)
    assert km(found) == [15, 40]
    assert [[h.name for h in z.constraint.host] for z in found.zones] == [["Turkey"]] * 2
    assert "pending.away" in found.zones[0].constraint.trace


def test_the_town_a_report_is_dated_from_is_not_it(pipeline):
    text = "GOMA, March 3 - Rebels must not be seen here. Soldiers may not come within 5 km of it."
    assert not read(pipeline, text).zones
