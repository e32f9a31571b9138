import json
from dataclasses import replace
from itertools import pairwise

import pytest
import shapely
from hypothesis import example, given
from hypothesis import strategies as st
from shapely.geometry import shape

from geo.errors import ExportError
from geo.export.credits import credits_for
from geo.export.files import encode_json
from geo.export.geojson import to_geojson
from geo.export.geometry import geometry_json
from geo.model import Distance, Reference, ReferenceKind

ZONE_KEYS = {
    "kind",
    "label",
    "relation",
    "distance_m",
    "distance_text",
    "references",
    "host",
    "actors",
    "effect",
    "status",
    "compliance",
    "compliance_quote",
    "compliance_start",
    "compliance_end",
    "source",
    "date",
    "viewpoint",
    "area_km2",
    "error_m",
    "confidence",
    "quote",
    "start",
    "end",
    "trace",
}
PLACE_KEYS = {
    "kind",
    "name",
    "toponym",
    "gazetteer_id",
    "feature_class",
    "country",
    "role",
    "confidence",
    "mentions",
}


@pytest.fixture
def collection(analysis):
    return json.loads(encode_json(to_geojson(analysis)))


def of_kind(collection, kind):
    return [f for f in collection["features"] if f["properties"]["kind"] == kind]


def rings(geometry):
    """Yield (ring, is it an exterior) of a Polygon or MultiPolygon."""
    several = geometry["type"] == "MultiPolygon"
    for polygon in geometry["coordinates"] if several else [geometry["coordinates"]]:
        for number, ring in enumerate(polygon):
            yield ring, number == 0


def signed_area(ring):
    """Return the area by the shoelace formula: positive when the ring runs anticlockwise."""
    return sum(
        (x1 - ring[0][0]) * (y2 - ring[0][1]) - (x2 - ring[0][0]) * (y1 - ring[0][1])
        for (x1, y1), (x2, y2) in pairwise(ring)
    )


def assert_keeps_rfc_7946(geometry):
    """Check closed rings, the right-hand rule, coordinate order and range, and decimals."""
    for ring, exterior in rings(geometry):
        assert len(ring) >= 4
        assert ring[0] == ring[-1]
        assert all(a != b for a, b in pairwise(ring))
        assert (signed_area(ring) > 0) == exterior
        for lon, lat in ring:
            assert -180 <= lon <= 180
            assert -90 <= lat <= 90
            for number in (lon, lat):
                # Fewer than 8 significant decimals however it is written, never -0.0.
                assert float(f"{number:.7f}") == number
                assert str(number) != "-0.0"


def test_a_ban_that_nobody_may_break_binds_anyone(analysis):
    rule = replace(analysis.zones[0].constraint, actors=("nobody",))
    one = replace(analysis, zones=(replace(analysis.zones[0], constraint=rule),))
    zone = next(f for f in to_geojson(one)["features"] if f["properties"]["kind"] == "zone")
    assert zone["properties"]["actors"] == ["anyone"]


def test_collection_has_no_crs_and_numbered_features(collection):
    assert set(collection) == {"type", "features", "cordon"}
    assert collection["type"] == "FeatureCollection"
    ids = [f["id"] for f in collection["features"]]
    assert ids == ["zone-1", "place-1", "place-2", "event-1", "force-1"]
    assert {f["type"] for f in collection["features"]} == {"Feature"}


def test_zone_says_everything_an_analyst_needs_to_defend_it(collection):
    (zone,) = of_kind(collection, "zone")
    properties = zone["properties"]
    assert set(properties) >= ZONE_KEYS
    assert properties["distance_m"] == 20_000
    assert properties["references"] == [
        {"name": "Israel", "type": "border", "id": "border:IL"},
        {"name": "Jordan", "type": "border", "id": "border:JO"},
    ]
    assert properties["host"] == ["Syria"]
    assert properties["status"] == "proposed"
    assert properties["trace"] == ["stay-from", "OpenStreetMap 2026c"]
    assert "20 km" in properties["label"]
    assert "Syria" in properties["label"]
    assert (properties["start"], properties["end"]) == (0, 63)


def test_zone_geometry_is_mended_to_the_standard(collection, analysis):
    (zone,) = of_kind(collection, "zone")
    assert_keeps_rfc_7946(zone["geometry"])
    back = shape(zone["geometry"])
    assert back.is_valid
    assert back.symmetric_difference(analysis.zones[0].geometry).area < 1e-6


def test_only_places_that_were_found_are_drawn(collection):
    iran, daraa = of_kind(collection, "place")
    assert set(daraa["properties"]) >= PLACE_KEYS
    assert daraa["geometry"] == {"type": "Point", "coordinates": [36.1021235, 32.61889]}
    assert daraa["properties"]["gazetteer_id"] == "geonames:170903"
    # The first mention is a demonym; a later one is the place itself.
    assert iran["properties"]["toponym"] == "Iranian"
    assert iran["properties"]["role"] == "literal"
    assert [m["role"] for m in iran["properties"]["mentions"]] == ["demonym", "literal"]


def test_unplaced_event_and_force_have_no_geometry(collection):
    (event,) = of_kind(collection, "event")
    (force,) = of_kind(collection, "force")
    assert event["geometry"]["type"] == "Point"
    assert force["geometry"] is None


def test_offsets_quote_the_document(collection, analysis):
    text = analysis.document.text
    quoted = [f["properties"] for f in collection["features"] if "quote" in f["properties"]]
    for item in [*quoted, *collection["cordon"]["unresolved"]]:
        assert text[item["start"] : item["end"]] == item["quote"]
    for place in of_kind(collection, "place"):
        for mention in place["properties"]["mentions"]:
            assert text[mention["start"] : mention["end"]] == mention["text"]


def test_cordon_member_shows_what_was_not_drawn(collection):
    cordon = collection["cordon"]
    assert cordon["document"]["date"] == "2018-05-30"
    assert cordon["settings"] == {"viewpoint": "de-facto"}
    (rule,) = cordon["unresolved"]
    assert rule["reason"] == "no line of that name"
    assert rule["understood"]["references"][0]["name"] == "line of contact"
    (issue,) = cordon["issues"]
    assert issue["code"] == "place-unknown"
    assert {s["licence"] for s in cordon["sources"]} == {"ODbL-1.0", "CC-BY-4.0"}


def test_distance_interval_gives_both_ends(analysis):
    (zone,) = analysis.zones
    rule = replace(zone.constraint, distance=Distance(60_000, 80_000, text="60 to 80 km"))
    found = to_geojson(replace(analysis, zones=(replace(zone, constraint=rule),)))
    properties = found["features"][0]["properties"]
    assert (properties["distance_min_m"], properties["distance_m"]) == (60_000, 80_000)


@pytest.mark.parametrize(
    "geometry",
    [
        shapely.Point(1, 2),
        shapely.Polygon(),
        shapely.box(179, 0, 181, 1),
        shapely.box(0, 89, 1, 91),
        shapely.box(0, 0, 1e-9, 1e-9),
    ],
)
def test_what_is_no_area_on_the_globe_is_refused(geometry):
    with pytest.raises(ExportError):
        geometry_json(geometry)


@given(
    st.lists(
        st.tuples(st.floats(-180, 180), st.floats(-90, 90), st.floats(1e-6, 5)),
        min_size=1,
        max_size=8,
    )
)
@example([(36.0, 32.0, 1e-6), (36.000002, 32.0, 1e-6)])
def test_any_union_of_discs_keeps_the_standard(discs):
    globe = shapely.box(-180, -90, 180, 90)
    area = shapely.unary_union([shapely.Point(x, y).buffer(r) for x, y, r in discs])
    area = area.intersection(globe)
    if area.geom_type not in {"Polygon", "MultiPolygon"} or area.area < 1e-12:
        return
    geometry = geometry_json(area)
    assert_keeps_rfc_7946(geometry)
    back = shape(geometry)
    assert back.is_valid
    assert back.symmetric_difference(area).area <= 2e-7 * area.length + 1e-12


def test_rivers_and_provinces_credit_their_own_sources(analysis):
    (zone,) = analysis.zones
    litani = Reference(ReferenceKind.RIVER, "Litani", "river:Litani")
    daraa = Reference(ReferenceKind.REGION, "Daraa", "region:SY.06", territories=("SY.06",))
    for reference, names in ((litani, {"Natural Earth", "GSHHG"}), (daraa, {"Natural Earth"})):
        rule = replace(zone.constraint, references=(reference,))
        only = replace(analysis, zones=(replace(zone, constraint=rule, data=()),), places=())
        assert {c.key for c in credits_for(only)} == names


def test_text_of_a_report_is_exported_as_it_is(analysis):
    hostile = replace(analysis.document, title="<b onclick='x'>& ${x} `")
    document = to_geojson(replace(analysis, document=hostile))["cordon"]["document"]
    assert document["title"] == "<b onclick='x'>& ${x} `"
