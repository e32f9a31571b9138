"""Distances and areas on land: stretches of borders, vanished states, corridors, leagues, changed sizes."""

import pytest

from geo.model import Document, Effect
from geo.pipeline import Pipeline


@pytest.fixture(scope="module")
def read():
    pipeline = Pipeline()
    return lambda text: pipeline.read(Document("d", text))


def test_the_border_near_a_town_is_the_stretch_near_it(read):
    (rule,) = read(
        "No Thai artillery may be placed within 15 km of the Cambodian border around Aranyaprathet."
    ).constraints
    assert [end.name for end in rule.ends] == ["Aranyaprathet"]
    assert [host.code for host in rule.host] == ["TH"]


def test_the_border_near_a_town_is_its_country_s_where_nothing_says_which(read):
    (rule,) = read("Rebels must stay ten kilometres from the border near Tessalit.").constraints
    assert (rule.references[0].id, [h.code for h in rule.host]) == ("border:ML", ["ML"])


def test_the_border_near_an_unknown_place_is_not_the_whole_border(read):
    analysis = read("Pakistan closed the Afghan border near Qwertia to a depth of two kilometres.")
    assert not analysis.zones
    assert "Qwertia" in analysis.unresolved[0].reason


@pytest.mark.parametrize(
    "text",
    [
        "East German guards may not go within 500 metres of the West German border.",
        "No tank may come within 5 km of the border with East Germany.",
        "Troops must withdraw 10 km from the border between North Vietnam and South Vietnam.",
        "All foreign troops must leave West Germany.",
    ],
)
def test_halves_of_a_country_have_no_outline(read, text):
    analysis = read(text)
    assert not analysis.zones
    assert len(analysis.unresolved) == 1


def test_the_border_of_a_half_that_had_all_of_it_is_drawn(read):
    (rule,) = read(
        "Tanks must be kept 10 km from the border between Denmark and West Germany."
    ).constraints
    assert rule.references[0].id == "border:DE|DK"


def test_a_former_state_is_the_land_of_its_heirs(read):
    (zone,) = read("Soviet troops must leave Czechoslovakia by July 1991.").zones
    assert zone.constraint.references[0].territories == ("CZ", "SK")
    assert 127_000 < zone.area_km2 < 129_000


def test_forces_of_a_former_state_are_at_home_where_its_heirs_touch_the_border(read):
    (rule,) = read("Soviet troops must keep 20 km from the Afghan border.").constraints
    assert {host.code for host in rule.host} == {"UZ", "TM", "TJ"}
    (rule,) = read("Yugoslav aircraft must keep 25 km from the Kosovo border.").constraints
    assert [host.code for host in rule.host] == ["RS"]


def test_a_corridor_between_two_towns_is_drawn_only_where_it_is_straight(read):
    straight = "A corridor four kilometres wide along a straight line from Goma to Kigali is closed to armed men."
    (rule,) = read(straight).constraints
    assert rule.distance.max_m == 2_000
    analysis = read(
        "A corridor four kilometres wide between Goma and Kigali is closed to armed men."
    )
    assert not analysis.zones
    assert len(analysis.unresolved) == 1


def test_leagues_are_shorter_on_land(read):
    (ashore,) = read(
        "Nobody may settle within three leagues of the Brazilian border in Uruguay."
    ).constraints
    (afloat,) = read("No vessel may come within three leagues of the coast of Brazil.").constraints
    assert ashore.distance.max_m == pytest.approx(14_484, abs=1)
    assert afloat.distance.max_m == pytest.approx(16_668, abs=1)


def test_a_zone_that_was_cut_has_its_new_size(read):
    (rule,) = read("The 16-km no-fly radius around Goma was reduced to 8 km.").constraints
    assert rule.distance.max_m == 8_000


def test_the_law_of_the_land_holds_on_the_near_side(read):
    (rule,) = read("Foreigners may not own land within 50 km of Bolivia's borders.").constraints
    assert [host.code for host in rule.host] == ["BO"]


def test_a_common_border_with_a_neighbour_has_both_sides(read):
    (rule,) = read(
        "Eritrea proposed that artillery be kept 50 km from the common border with Ethiopia."
    ).constraints
    assert rule.references[0].id == "border:ER|ET"
    assert not rule.host


def test_not_farther_than_is_a_confinement(read):
    (rule,) = read(
        "Foreigners may not travel more than 40 km from the centre of Pyongyang."
    ).constraints
    assert rule.effect is Effect.CONFINEMENT


def test_a_facility_of_a_country_is_measured_from_itself(read):
    (rule,) = read("No drone may fly within 5 km of Kenya's Moi airport.").constraints
    assert [r.name for r in rule.references] == ["Moi Air Base"]


def test_each_of_several_ports_has_its_circle(read):
    analysis = read("Houthi forces must redeploy 5 km from the ports of Hodeidah and Salif.")
    assert len(analysis.zones) == 2


def test_whom_a_demand_asks_is_across_the_border_of_who_demands(read):
    (rule,) = read(
        "Rwanda insists that Hutu fighters be kept at least 50 kilometres from its border with Congo."
    ).constraints
    assert [host.code for host in rule.host] == ["CD"]


@pytest.mark.parametrize(
    ("bound", "hosts"),
    [
        ("Kenyan and Ugandan patrols", ["KE", "UG"]),
        ("Patrols of the Kenyan and the Ugandan army", ["KE", "UG"]),
        ("British and Ugandan patrols", ["UG"]),
        ("Kenya said on Friday, and Ugandan patrols", ["UG"]),
    ],
)
def test_two_peoples_joined_by_and_are_both_at_home(read, bound, hosts):
    (rule,) = read(f"{bound} must stay 15 km from the border with South Sudan.").constraints
    assert [host.code for host in rule.host] == hosts
