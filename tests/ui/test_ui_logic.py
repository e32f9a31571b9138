"""What the app works out without a browser: days, filters, other distances, other borders, layers."""

import datetime as dt
import threading
from dataclasses import asdict, replace

import pytest
import shapely

from geo.amendments import (
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
)
from geo.errors import GeometryError
from geo.export.audit import audit_place, audit_unresolved, audit_zone, checksum
from geo.model import Distance, Document
from geo.pipeline import read
from geo.settings import Settings
from geo.store.layer import Layer
from geo.ui.engine import Kept, reading, together
from geo.ui.filters import day_of, in_time
from geo.ui.layers import drawn_layer, read_layer, reference_of
from geo.ui.marks import (
    chosen_event,
    chosen_place,
    chosen_rule,
    chosen_zone,
    id_of_rule,
    in_order,
)
from geo.ui.readings import readings, viewpoint_name, viewpoints
from geo.ui.rule_form import changes, distance_of, fields_of
from geo.ui.starts import starts
from geo.ui.what_if import redrawn, slider_range

TEXT = "Iranian forces must stay 5 km from the Israeli border inside Syria, Russia said."


@pytest.fixture(scope="module")
def strip():
    """Return a zone along a border that is read in two ways."""
    return read(Document("strip", TEXT, date=dt.date(2018, 5, 31)))


@pytest.mark.parametrize("text", ["soon", "2018-13", "2018-02-31", "-", "20.05.2018"])
def test_what_is_no_day_is_none(text):
    assert day_of(text) is None


def test_a_rule_holds_in_its_month_and_until_its_end(analysis):
    rule = analysis.zones[0].constraint
    march = (dt.date(2018, 3, 5), dt.date(2018, 3, 9))
    for date, until, holds in (
        ("", "", True), ("2018-03", "", True), ("2018", "", True), ("2018-04", "", False),
        ("2018-03-06", "", True), ("2018-03-10", "", False), ("2018-01-01", "2018-03-05", True),
        ("2018-01-01", "2018-03-04", False),
    ):  # fmt: skip
        assert in_time(replace(rule, date=date, until=until), march) is holds, (date, until)
    assert in_time(rule, None)


def test_another_distance_makes_a_larger_zone_under_the_same_rule(strip):
    rule = strip.zones[0].constraint
    wider = redrawn(rule, 20_000, Settings())
    assert wider.geometry.contains(strip.zones[0].geometry.buffer(-1e-4))
    assert wider.constraint.id == rule.id


@pytest.mark.parametrize("metres", [150, 500, 1_852, 20_000, 370_400, 900_000])
def test_the_slider_holds_the_distance_and_has_at_most_sixty_steps(metres):
    least, most, step = slider_range(metres)
    assert least <= metres / 1_000 <= most or metres < 200
    assert (most - least) / step <= 61


def test_the_readings_of_a_border_differ_in_area_and_are_named_neutrally(strip):
    found = {r.viewpoint: r for r in readings(strip.zones[0], viewpoints(strip))}
    assert not found["de-facto"].differs
    assert found["SY"].differs
    assert found["SY"].gained == pytest.approx(
        found["SY"].zone.area_km2 - strip.zones[0].area_km2 + found["SY"].lost, rel=1e-3, abs=0.1
    )
    assert viewpoint_name("SY") == "As Syria claims"


def test_marks_are_found_by_number_rule_and_offset(analysis):
    assert chosen_zone(analysis, "1") is analysis.zones[0]
    assert chosen_rule(analysis, "?1") is analysis.unresolved[0].understood
    assert chosen_place(analysis, "@2") is analysis.places[1]
    for id in ("", "0", "2", "?2", "@9", "?", "x", "1x", "²"):
        assert chosen_rule(analysis, id) is None
    assert chosen_place(analysis, "@0") is None
    assert id_of_rule(analysis, "rule:9-10") == ""
    assert chosen_event(analysis, "!1") is analysis.events[0]
    assert chosen_event(analysis, "!9") is None


def test_a_distance_is_read_as_it_is_written():
    assert distance_of("5 to 6 miles").max_m == pytest.approx(9_656.064)
    assert isinstance(distance_of("20 km"), Distance)
    assert isinstance(distance_of("near"), str)


def test_the_audit_card_has_words_ids_data_and_a_checksum(strip):
    text = audit_zone(strip, 1)
    for part in ("“5 km” → 5,000 m", "[border:IL]", "Syria [SY]", "rows used", "OpenStreetMap"):
        assert part in text
    assert checksum(strip.zones[0]) in text
    other = redrawn(strip.zones[0].constraint, 5_001, Settings())
    assert checksum(other) != checksum(strip.zones[0])


def test_rivals_and_reasons_stand_in_the_cards(analysis):
    assert "no line of that name" in audit_unresolved(analysis, 1)
    assert "geonames:170903" in audit_place(analysis, 2)
    assert "not placed" in audit_place(analysis, 3)


def test_two_threads_that_want_the_same_wait_for_one():
    kept, made = Kept(2), []
    gate = threading.Event()

    def make():
        made.append(1)
        gate.wait(5)
        return len(made)

    threads = [threading.Thread(target=lambda: kept.get("a", make)) for _ in range(4)]
    for thread in threads:
        thread.start()
    gate.set()
    for thread in threads:
        thread.join()
    assert made == [1]
    for key in "bc":
        kept.get(key, lambda: 0)
    assert [kept.find(key) is not None for key in "abc"] == [False, True, True]


def test_a_failure_is_not_kept():
    kept = Kept(2)
    with pytest.raises(ZeroDivisionError):
        kept.get("a", lambda: 1 / 0)
    assert kept.get("a", lambda: 5) == 5


def test_what_is_drawn_becomes_a_layer_and_a_reference():
    layer = drawn_layer("front", "line", [(36.0, 32.0), (36.5, 32.5)])
    assert (reference_of(layer).kind, reference_of(layer).id) == ("line", "line:case/front")
    area = drawn_layer("camp", "area", [(36.0, 32.0), (36.5, 32.5), (36.5, 32.0)])
    assert (reference_of(area).kind, reference_of(area).id) == ("region", "area:case/camp")
    point = drawn_layer("post", "point", [(36.0, 32.0)])
    assert reference_of(point).points == ((36.0, 32.0),)
    with pytest.raises(GeometryError, match="wanted 3"):
        drawn_layer("front", "area", [(36.0, 32.0), (36.5, 32.5)])


def test_a_file_of_another_crs_becomes_a_layer_in_degrees(tmp_path):
    import geopandas as gpd

    line = gpd.GeoDataFrame(geometry=[shapely.LineString([(36, 32), (37, 33)])], crs=4326)
    path = tmp_path / "front.gpkg"
    line.to_crs(32637).to_file(path)
    layer = read_layer(path.read_bytes(), "front.gpkg", "front")
    assert isinstance(layer, Layer)
    assert layer.geometry.equals_exact(line.geometry[0], 1e-6)


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"{}", "a.geojson"),
        (b"x", "a.gpkg"),
        (b"x", "a.exe"),
        (b'{"type":"MultiPoint","coordinates":[[1,2],[3,4]]}', "a.geojson"),
        (b'{"type":"Point","coordinates":[200,2]}', "a.geojson"),
    ],
)
def test_a_file_that_is_no_layer_is_refused_by_name(content, name):
    with pytest.raises(GeometryError, match="a\\."):
        read_layer(content, name, "front")


def test_a_form_left_as_it_is_changes_nothing_and_each_field_changes_its_part(strip):
    rule = strip.zones[0].constraint
    known, same = starts(strip, rule), fields_of(rule)
    assert changes(rule, same, known) == ()
    for other, kind in (
        ({"distance": "7 km"}, SetDistance), ({"status": "Agreed"}, SetStatus),
        ({"effect": "no flight"}, SetEffect), ({"relation": "beyond the distance"}, SetRelation),
        ({"kept": "violated"}, SetCompliance), ({"source": "the UN"}, SetSource),
        ({"date": "2018-05"}, SetDates), ({"until": "2019"}, SetDates),
        ({"actors": "all militias"}, SetActors), ({"hosts": ("Jordan",)}, SetHost),
        ({"picked": ("Coast of Syria",)}, SetReferences), ({"where": "33N 36E"}, SetReferences),
        ({"picked": ("River Litani",)}, SetReferences), ({"picked": ("Line Blue Line",)}, SetReferences),
    ):  # fmt: skip
        (change,) = changes(rule, replace(same, **other), known)
        assert isinstance(change, kind), other
        (after,) = amended(((rule,), ()), [change])[0][0]
        marks = {"decided_by", "edited", "host_found_by"}
        assert len({k for k, v in asdict(after).items() if v != asdict(rule)[k]} - marks) == 1
        assert len(after.edited) == 1
    several = replace(same, status="Agreed", kept="observed", source="", actors="")
    assert len(changes(rule, several, known)) == 4
    for wrong, said in (
        ({"distance": "far", "actors": "x"}, "is no distance"), ({"where": "the bridge"}, "no coordinates"),
        ({"date": "last May"}, "is no date"), ({"until": "2018-02-30"}, "is no date"),
        ({"date": "2019", "until": "2018-12"}, "before it begins"),
    ):  # fmt: skip
        assert said in changes(rule, replace(same, **wrong), known)


def test_a_whole_area_that_gets_a_distance_is_measured_from_its_edge():
    text = "Foreign forces must leave the Golan Heights."
    document = Document("golan", text)
    (zone,) = read(document).zones
    wider = read(document, amendments=(SetDistance(zone.constraint.id, Distance(5e3, 5e3)),))
    assert wider.zones[0].area_km2 > zone.area_km2 * 1.2
    assert wider.zones[0].constraint.decided_by == "analyst"


def test_keys_walk_in_the_order_of_the_text_through_rules_and_incidents():
    text = (
        "Rebels must stay 20 km from Goma. On 3 May 2018 mortars hit the market of Goma. "
        "Artillery must stay 15 km from the line of contact. Rebels must stay 5 km from Bukavu."
    )
    assert in_order(read(Document("walk", text))) == ("1", "!1", "?1", "2")


def test_rules_of_other_reports_on_a_map_have_their_report_s_letter():
    one = reading(Document("one", "Rebels must stay 20 km from Goma."))
    two = reading(Document("two", "Rebels must stay 5 km from Bukavu and 3 km from Goma."))
    both = together([two, one], ["B", "A"])
    assert both.names == ("1", "2", "A1")
    assert [n.name for n in both.ready.zones] == ["1", "2", "A1"]
    assert both.owner("zones", 3)[0].id == "one"
