"""What a reader takes up from before: distances without units, hosts, points, sides, lists."""

import pytest
import shapely

from geo.model import Document, Effect, Relation
from geo.pipeline import Pipeline


@pytest.fixture(scope="module")
def read():
    pipeline = Pipeline()
    return lambda text: pipeline.read(Document("d", text))


def metres(analysis):
    return [round(c.distance.max_m) for c in analysis.constraints]


def test_a_number_takes_the_unit_of_the_distance_before(read):
    analysis = read("Russian tanks must stay ten kilometres from Gori and fifteen from Zugdidi.")
    assert metres(analysis) == [10_000, 15_000]
    assert [c.references[0].name for c in analysis.constraints] == ["Gori", "Zugdidi"]


def test_a_second_host_has_its_own_distance(read):
    analysis = read(
        "Foreign hunters must keep 15 kilometres away from the Russian border in Estonia and 30 in Latvia."
    )
    assert [
        (m, c.host[0].code) for m, c in zip(metres(analysis), analysis.constraints, strict=True)
    ] == [
        (15_000, "EE"),
        (30_000, "LV"),
    ]


def test_a_point_at_a_bearing_is_the_centre(read):
    (rule,) = read(
        "Fishing is forbidden within seven nautical miles of a point thirty nautical miles due south of Larnaca."
    ).constraints
    ((lon, lat),) = rule.references[0].points
    assert lon == pytest.approx(33.63, abs=0.05)
    assert lat == pytest.approx(34.92 - 0.5, abs=0.05)


def test_each_place_of_a_list_has_its_own_zone(read):
    analysis = read("No helicopter may fly within 15 km of Sirte, Misrata and Bani Walid.")
    assert len(analysis.zones) == 3
    assert len(read("Foreign troops shall leave Laos and Cambodia.").zones) == 2


def test_an_area_of_the_graticule(read):
    (zone,) = read(
        "Whaling is prohibited in the ocean between 40° and 55° South and between 10° and 40° East."
    ).zones
    assert zone.geometry.bounds == pytest.approx((10, -55, 40, -40), abs=1e-3)


def test_sides_of_a_parallel_and_a_meridian_are_one_area_in_a_country(read):
    (zone,) = read(
        "No herder may graze south of the 20th parallel south and west of 17° E in Namibia."
    ).zones
    _, _, east, north = zone.geometry.bounds
    assert (east, north) == pytest.approx((17, -20), abs=1e-2)


def test_a_side_of_a_parallel_in_a_sea_is_not_half_the_earth(read):
    (zone,) = read("Nobody may fish in the Black Sea north of 44°N.").zones
    assert zone.area_km2 < 200_000
    analysis = read("In the Savu Sea no trawling is allowed north of 10° S.")  # it has no outline
    assert not analysis.zones
    assert "Savu Sea" in analysis.unresolved[0].reason


def test_people_living_between_two_distances_live_in_a_ring(read):
    (rule,) = read(
        "Those living between 20 and 30 kilometres from Goma were told to leave."
    ).constraints
    assert rule.relation is Relation.BETWEEN


def test_a_belt_of_between_two_distances_begins_at_the_line(read):
    (rule,) = read(
        "Amman proposes a belt of between 10 and 15 kilometres on the Syrian side of the Jordanian border, without militias."
    ).constraints
    assert rule.relation is Relation.WITHIN


def test_who_is_hostile_farther_out_is_confined(read):
    (rule,) = read(
        "Any warship more than 12 nautical miles from the coast of Argentina will be regarded as hostile."
    ).constraints
    assert rule.effect is Effect.CONFINEMENT


def test_a_zone_that_is_measured_from_nothing_is_listed(read):
    analysis = read(
        "Both sides must withdraw so that a security zone at least 50 km wide lies between them."
    )
    assert not analysis.zones
    assert "50 km" in analysis.unresolved[0].reason


def test_whom_a_zone_keeps_out_is_bound_not_who_declared_it(read):
    (rule,) = read(
        "The Americans, who keep a garrison at al-Tanf, have declared a zone of 55 kilometers around the base "
        "that pro-government forces must not enter."
    ).constraints
    assert rule.actors == ("pro-government forces",)


def test_the_side_of_the_forces_bound(read):
    (rule,) = read(
        "Chad's troops are to pull back 60 km from the border between Chad and Sudan."
    ).constraints
    assert [h.code for h in rule.host] == ["TD"]


def test_the_same_area_is_drawn_once(read):
    first, again = (read("Rebels must stay 5 km from Goma.").zones[0] for _ in range(2))
    assert again.geometry is first.geometry


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Greek Cypriot forces must stay 5 km from the Green Line in Cyprus.", "cyprus"),
        ("Settlers must stay 2 km from the Green Line in the West Bank.", "west-bank"),
    ],
)
def test_two_lines_of_one_name_are_told_apart(read, text, line):
    (rule,) = read(text).constraints
    assert rule.references[0].id == f"line:green-line-{line}"


@pytest.mark.parametrize(
    ("text", "waters"),
    [
        ("No foreign vessel may enter Lebanon's exclusive economic zone.", "eez:LB"),
        ("Foreign warships must stay out of Lebanese territorial waters.", "territorial-sea:LB"),
        ("All trawlers must leave the EEZ of Lebanon.", "eez:LB"),
    ],
)
def test_waters_are_drawn_and_not_the_land(read, text, waters):
    (zone,) = read(text).zones
    assert zone.constraint.references[0].territories == (waters,)
    assert zone.geometry.bounds[0] < 35.0 and not zone.geometry.intersects(
        shapely.Point(35.9, 33.9)
    )
    assert ("no agreed limit" in zone.method) == waters.startswith("eez")


def test_a_province_without_an_outline_stays_open(read):
    (left,) = read("All troops must leave Tshopo province.").unresolved
    assert "is in no source here" in left.reason


@pytest.mark.parametrize(
    ("text", "territory", "km2"),
    [
        ("Troops must stay out of East Jerusalem.", "PS-JE", (65, 75)),
        # published: 346 km² (United Nations), about 907 km² between the fences
        (
            "Turkish troops must stay out of the UN Buffer Zone in Cyprus.",
            "area:cyprus-buffer-zone",
            (330, 350),
        ),
        ("North Korean soldiers must leave the Korean DMZ.", "area:korean-dmz", (900, 1_000)),
    ],
)
def test_areas_known_by_their_name_alone(read, text, territory, km2):
    (zone,) = read(text).zones
    assert zone.constraint.references[0].territories == (territory,)
    assert km2[0] < zone.area_km2 < km2[1]


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("No trawler may fish between 12 and 24 nautical miles off Senegal's coast.", "between"),
        ("Warships must keep between 12 and 24 nautical miles off Senegal's coast.", "within"),
        ("Rebels must keep between 60 and 80 km from the border of Chad.", "within"),
    ],
)
def test_two_distances_from_a_coast_bound_a_belt_of_the_sea(read, text, relation):
    (rule,) = read(text).constraints
    assert rule.relation is Relation(relation)


def test_who_asks_is_not_who_is_bound(read):
    analysis = read(
        "The junta in Naypyidaw rejected a Thai request that its guns be kept 10 miles from the Moei river."
    )
    assert "TH" not in [host.code for host in analysis.constraints[0].host]


def test_a_limit_of_forces_keeps_nobody_out(read):
    analysis = read(
        "The two armies undertook to keep no more than 5,000 men each in Idlib province."
    )
    assert not analysis.constraints


def test_where_and_when_a_report_was_filed_is_nobody_who_says_it(read):
    text = "Suva, 7 July 2024 - Fiji has closed its waters within 100 km of Taveuni to longliners."
    (zone,) = read(text).zones
    assert zone.constraint.source == "Fiji"
