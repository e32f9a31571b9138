import numpy as np
import pytest
import shapely
from shapely import Point

from geo.errors import GeometryError
from geo.model import (
    Constraint,
    Distance,
    Reference,
    ReferenceKind,
    Relation,
    Side,
    Span,
    Territory,
)
from geo.zones.area import area_km2
from geo.zones.borders import Borders
from geo.zones.build import CannotDraw, build_zone
from tests.zones.truth import Truth, on_edge

NAUTICAL_MILE_M = 1_852.0


@pytest.fixture(scope="module")
def borders():
    return Borders.open()


def km(low, high=None):
    return Distance(low * 1000, (high or low) * 1000)


def border(*codes):
    return Reference(ReferenceKind.BORDER, "|".join(codes), territories=codes)


def region(code, part=""):
    return Reference(ReferenceKind.REGION, code, f"region:{code}", territories=(code,), part=part)


def coast(code):
    return Reference(ReferenceKind.COAST, code, f"coast:{code}", territories=(code,))


def point(name, lon, lat):
    return Reference(ReferenceKind.POINT, name, points=((lon, lat),))


def coordinates(*points):
    return Reference(ReferenceKind.COORDINATES, "", "coordinates", points=points)


def parallel(lat):
    return Reference(ReferenceKind.PARALLEL, f"{lat}th parallel", f"parallel:{lat}", degrees=lat)


def meridian(lon):
    return Reference(ReferenceKind.MERIDIAN, f"{lon}°", f"meridian:{lon}", degrees=lon)


def named(kind, key):
    return Reference(ReferenceKind(kind), key, f"{kind}:{key}")


def rule(relation, references, distance=None, side=Side.HOST, host=(), **more):
    hosts = tuple(Territory(code, code) for code in host)
    return Constraint(
        Span(0, 1), "q", Relation(relation), tuple(references), distance, side, hosts, **more
    )


# Real places, inside and outside of real rules ------------------------------------------------

QUNEITRA, DARAA, TANF = (35.8246, 33.126), (36.1021, 32.6189), (38.66, 33.5)
BOSRA, NAWA, HADER = (36.4817, 32.5183), (36.04, 32.89), (35.83, 33.28)
IZRA, DAMASCUS, SUWAYDA = (36.25, 32.845), (36.2919, 33.5102), (36.5667, 32.7)
KHAN_ARNABAH, BEIT_JINN, HOMS = (35.8916, 33.1838), (35.89, 33.31), (36.72, 34.73)
KOBANI, TELL_ABYAD, RAS_AL_AIN = (38.3535, 36.8909), (38.9538, 36.6965), (40.07, 36.85)
STANLEY, RIO_GALLEGOS = (-57.857, -51.6938), (-69.2181, -51.6226)
MOSUL, KIRKUK, BAGHDAD, BASRA = (
    (43.1189, 36.335),
    (44.3922, 35.4681),
    (44.4, 33.3406),
    (47.78, 30.5),
)
TYRE, NABATIEH, SIDON = (35.1939, 33.2733), (35.4839, 33.3789), (35.3715, 33.5575)
KAESONG, SEOUL, PANMUNJOM = (126.5544, 37.9708), (126.98, 37.57), (126.677, 37.956)
POIPET, ARANYAPRATHET, SIEM_REAP = (102.5637, 13.6581), (102.5013, 13.6928), (103.8606, 13.3618)

CASES = {
    "20 km from two borders": (
        rule("within", [border("IL"), border("JO")], km(20), host=["SY"]),
        [QUNEITRA, DARAA, TANF, BOSRA, NAWA],
        [IZRA, DAMASCUS, SUWAYDA],
    ),
    "5 km from one border": (
        rule("within", [border("IL")], km(5), host=["SY"]),
        [QUNEITRA, KHAN_ARNABAH, HADER],
        [BEIT_JINN, NAWA, DARAA, DAMASCUS],
    ),
    "60 to 80 km reach to 80": (
        rule("within", [border("IL")], km(60, 80), host=["SY"]),
        [QUNEITRA, DARAA, DAMASCUS],
        [HOMS],
    ),
    "ring of 20 to 60 km": (
        rule("between", [border("IL")], km(20, 60), host=["SY"]),
        [DARAA, DAMASCUS],
        [QUNEITRA, HOMS],
    ),
    "beyond 20 km": (
        rule("beyond", [border("IL")], km(20), host=["SY"]),
        [DAMASCUS, HOMS],
        [QUNEITRA, (44.4, 33.3)],
    ),
    "outside a province": (
        rule("beyond", [region("SY.06")], host=["SY"]),
        [DAMASCUS, SUWAYDA],
        [DARAA],
    ),
    "both sides of a common border": (
        rule("within", [border("KP", "KR")], km(2), Side.BOTH),
        [PANMUNJOM],
        [KAESONG, SEOUL],
    ),
    "each on its own side": (
        rule("within", [border("KH", "TH")], km(30), host=["KH", "TH"]),
        [POIPET, ARANYAPRATHET],
        [SIEM_REAP],
    ),
    "host of a common border by default": (
        rule("within", [border("KH", "TH")], km(30)),
        [POIPET, ARANYAPRATHET],
        [SIEM_REAP],
    ),
    "own border": (
        rule("within", [border("SY")], km(10), host=["SY"]),
        [KOBANI, QUNEITRA],
        [DAMASCUS, HOMS],
    ),
    "all round a border, on land": (
        rule("within", [border("LB")], km(10), Side.BOTH),
        [(35.3, 33.05), (35.3, 33.15), (36.0, 33.6)],
        [(35.0, 33.08), SIDON],
    ),
    "radius of a town": (
        rule("within", [point("Sarajevo", 18.4131, 43.8563)], km(20), Side.ANY),
        [(18.4131, 43.8563), (18.5695, 43.8166)],
        [(17.9078, 44.2017)],
    ),
    "radius of two towns": (
        rule("within", [point("a", 18, 44), point("b", 19, 44)], km(20), Side.ANY),
        [(18.1, 44), (19.1, 44)],
        [(18.5, 44)],
    ),
    "radius clipped to a host": (
        rule("within", [point("Quneitra", *QUNEITRA)], km(30), host=["SY"]),
        [KHAN_ARNABAH, QUNEITRA],
        [(35.6, 33.1), NAWA],
    ),
    "200 miles round islands": (
        rule("within", [region("FK")], km(370.4), Side.ANY),
        [STANLEY, (-57, -53), (-59.5, -49)],
        [RIO_GALLEGOS, (-68.3, -54.8)],
    ),
    "circle by coordinates": (
        rule("within", [coordinates((-59.5, -51.6667))], km(370.4), Side.ANY),
        [STANLEY, (-59.5, -49)],
        [RIO_GALLEGOS],
    ),
    "polygon by coordinates": (
        rule(
            "in",
            [coordinates((34.3, 33.2), (34.8, 33.2), (34.8, 32.8), (34.3, 32.8))],
            side=Side.ANY,
        ),
        [(34.5, 33)],
        [(34.9993, 32.813)],
    ),
    "5 km along a line by coordinates": (
        rule("within", [coordinates((34.3, 33.2), (34.8, 33.2))], km(5), Side.ANY),
        [(34.5, 33.23)],
        [(34.5, 33.26)],
    ),
    "round a polygon by coordinates": (
        rule(
            "within",
            [coordinates((34.3, 33.2), (34.8, 33.2), (34.8, 32.8), (34.3, 33.2))],
            km(5),
            Side.ANY,
        ),
        [(34.7, 33.1), (34.84, 33)],
        [(34.9, 33)],
    ),
    "12 miles off a coast": (
        rule("within", [coast("YE")], km(22.224), Side.WATER),
        [(42.78, 14.75), (43.1, 13.3)],
        [(42.15, 14.75), (44.2066, 15.3547), (43.285, 15.058)],
    ),
    "6 miles off a short coast": (
        rule(
            "within",
            [coast("PS-GZ")],
            Distance(6 * NAUTICAL_MILE_M, 6 * NAUTICAL_MILE_M),
            Side.WATER,
        ),
        [(34.36, 31.53)],
        [(33.95, 31.75), (33.8, 31.13), (34.7913, 31.2518)],
    ),
    "10 NM seaward of a port": (
        rule("within", [point("Latakia", 35.783, 35.531)], km(18.52), Side.WATER),
        [(35.65, 35.53), (35.7, 35.45)],
        [(35.85, 35.53), (35.9, 35.55)],
    ),
    "10 km inland of a coast": (
        rule("within", [coast("LB")], km(10), Side.LAND),
        [(35.53, 33.88), TYRE],
        [(35.0, 33.8), (35.9, 33.85)],
    ),
    "territorial sea": (
        rule("in", [region("YE")], side=Side.WATER),
        [(43.1, 13.3)],
        [(44.2066, 15.3547), (42.0, 14.75)],
    ),
    "a country": (rule("in", [region("SY")], side=Side.ANY), [DAMASCUS, HOMS], [(35.5, 33.9)]),
    "two countries": (
        rule("in", [region("SY"), region("LB")], side=Side.ANY),
        [DAMASCUS, (35.9, 33.85)],
        [BAGHDAD],
    ),
    "a province": (
        rule("in", [region("SY.06")], side=Side.ANY),
        [DARAA, NAWA, BOSRA],
        [SUWAYDA, DAMASCUS, QUNEITRA],
    ),
    "southwestern": (
        rule("in", [region("SY", "southwestern")], side=Side.ANY),
        [DARAA, QUNEITRA, NAWA],
        [(39.0079, 35.9528), (40.141, 35.336), (37.16, 36.2), (35.79, 35.53)],
    ),
    "north of a parallel": (
        rule("north_of", [parallel(36.0)], host=["IQ"]),
        [MOSUL],
        [KIRKUK, BAGHDAD, (32.86, 39.93)],
    ),
    "north of a parallel in a region named": (
        rule("north_of", [parallel(36.0), region("IQ")], side=Side.ANY),
        [MOSUL],
        [KIRKUK, (32.86, 39.93)],
    ),
    "east of a meridian": (
        rule("east_of", [meridian(44.0)], host=["IQ"]),
        [KIRKUK, BASRA],
        [MOSUL],
    ),
    "south of a town": (
        rule("south_of", [point("Damascus", *DAMASCUS)], host=["SY"]),
        [DARAA, SUWAYDA],
        [HOMS, (35.5, 33.2)],
    ),
    "between two parallels": (
        rule("between", [parallel(33.0), parallel(36.0)], host=["IQ"]),
        [BAGHDAD, KIRKUK],
        [MOSUL, BASRA],
    ),
    "south of a river": (
        rule("south_of", [named("river", "Litani")], host=["LB"]),
        [TYRE, (35.4334, 33.1186)],
        [NABATIEH, SIDON],
    ),
    "10 km south of a river": (
        rule("south_of", [named("river", "Litani")], km(10), host=["LB"]),
        [TYRE],
        [NABATIEH, (35.2, 33.12)],
    ),
    "belt on one side of a river, in no territory by name": (
        rule("east_of", [named("river", "Rhine")], km(50), Side.BOTH),
        [
            (8.4, 49.01),
            (7.85, 48.0),
            (8.68, 50.11),
            (7.75, 47.65),
        ],  # Karlsruhe, Freiburg, Frankfurt
        [(7.6, 48.5), (8.2, 49.3), (6.9, 50.7), (8.25, 49.98), (9.18, 48.78)],  # Mainz, Stuttgart
    ),
    "between a line and a river": (
        rule("between", [named("line", "blue-line"), named("river", "Litani")], host=["LB"]),
        [TYRE, (35.4334, 33.1186)],
        [NABATIEH, SIDON, (35.5787, 33.2793)],
    ),
    "between a border and a river": (
        rule("between", [border("IL"), named("river", "Litani")], host=["LB"]),
        [TYRE, (35.4334, 33.1186)],
        [NABATIEH, SIDON],
    ),
    "north of a line on the edge of the host": (
        rule("north_of", [named("line", "blue-line")], km(5), host=["LB"]),
        [(35.3, 33.12)],
        [(35.3, 33.3), (35.3, 33.05)],
    ),
    "within of a lake": (
        rule("within", [named("lake", "Sea of Galilee")], km(5), Side.ANY),
        [(35.59, 32.82), (35.53, 32.79)],
        [(35.3, 32.7)],
    ),
    "strip between two towns": (
        rule(
            "within",
            [border("TR")],
            km(30),
            host=["SY"],
            ends=(point("Tell Abyad", *TELL_ABYAD), point("Ras al-Ain", *RAS_AL_AIN)),
        ),
        [(39.5, 36.6)],
        [KOBANI, (41.2179, 37.0522), (39.0079, 35.9528), (39.5, 36.85)],
    ),
    "sector": (
        rule("within", [point("a", 34, 33)], km(20), Side.ANY, bearings_deg=(300.0, 60.0)),
        [(34, 33.1)],
        [(34, 32.9), (34, 33.2)],
    ),
    "corridor between two towns": (
        rule("between", [point("Homs", *HOMS), point("Damascus", *DAMASCUS)], km(10), host=["SY"]),
        [HOMS, DAMASCUS, (36.4, 33.85)],
        [(36.505, 34.12), (36.9, 34.1), DARAA],
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_real_places_lie_inside_and_outside(borders, name):
    constraint, inside, outside = CASES[name]
    zone = build_zone(constraint, borders)
    wrong = [p for p in inside if not zone.geometry.covers(Point(p))]
    wrong += [p for p in outside if zone.geometry.covers(Point(p))]
    assert not wrong, f"on the wrong side: {wrong}"
    assert zone.geometry.is_valid
    assert zone.geometry.geom_type in {"Polygon", "MultiPolygon"}
    assert zone.area_km2 == pytest.approx(area_km2(zone.geometry))
    assert zone.constraint is constraint and zone.viewpoint == "de-facto"
    assert zone.method.endswith(".") and "None" not in zone.method
    measured = constraint.distance is not None
    assert (zone.error_m is not None) == measured
    if measured:
        assert 0 < zone.error_m <= 1e-4 * constraint.distance.max_m * 1.001


def test_figures_of_the_known_zones(borders):
    wide = build_zone(CASES["20 km from two borders"][0], borders)
    near = build_zone(CASES["5 km from one border"][0], borders)
    assert wide.area_km2 == pytest.approx(8_350, rel=0.02)
    assert near.area_km2 == pytest.approx(390, rel=0.02)
    assert wide.method == (
        "All points of SY's land within 20 km (geodesic, WGS84) of the land borders with "
        "Israel and Jordan."
    )
    assert wide.data == ("OpenStreetMap, timezone-boundary-builder 2026c (2026)",)


@pytest.mark.parametrize(
    ("code", "host", "distance_km"), [("IL", "SY", 20), ("VE", "CO", 15), ("UA", "RU", 30)]
)
def test_edge_lies_at_the_distance_of_the_common_border(borders, code, host, distance_km):
    zone = build_zone(rule("within", [border(code)], km(distance_km), host=[host]), borders)
    points = on_edge(zone.geometry, 300, borders.land(host))
    line = borders.shared_border(code, host)
    off = np.abs(Truth(line, 300).distances_m(points) - distance_km * 1000)
    assert off.max() <= zone.error_m


def test_zones_do_not_leave_their_host(borders):
    zone = build_zone(CASES["20 km from two borders"][0], borders)
    assert shapely.difference(zone.geometry, borders.land("SY")).area < 1e-9


def test_two_sides_are_the_sum_of_the_sides(borders):
    pair = border("KH", "TH")
    both, one, other = (
        build_zone(rule("within", [pair], km(30), host=host), borders).area_km2
        for host in (["KH", "TH"], ["KH"], ["TH"])
    )
    assert both == pytest.approx(one + other, rel=1e-6)


def test_method_says_what_was_left_out(borders):
    zone = build_zone(rule("within", [border("IL"), border("JO")], km(20), host=["IQ"]), borders)
    assert "Left out: Israel and Iraq have no land border in common" in zone.method


def test_method_says_how_a_range_is_drawn(borders):
    zone = build_zone(CASES["60 to 80 km reach to 80"][0], borders)
    assert zone.method.endswith("60 km to 80 km: the zone reaches to the greater distance.")


def test_a_zone_names_the_source_and_date_of_each_line_it_rests_on(borders):
    from_golan = rule("within", [border("IL")], km(5), host=["SY"])
    de_facto, syrian = (build_zone(from_golan, borders, v).data for v in ("de-facto", "SY"))
    assert set(syrian) - set(de_facto) == {
        "line of 4 June 1967, drawn for this project (2026-11, good to 1 km)"
    }
    coast = rule(
        "within",
        [Reference(ReferenceKind.COAST, "Lebanon", "coast:LB", territories=("LB",))],
        km(5),
        host=["LB"],
    )
    assert "OpenStreetMap, geo-maps 0.6.0 (2017-12)" in build_zone(coast, borders).data


def test_the_high_sea_is_known_from_the_whole_map(borders):
    place = Reference(ReferenceKind.POINT, "wreck", points=((-30.0, 30.0),))
    zone = build_zone(rule("within", [place], km(5), side=Side.WATER), borders)
    assert zone.data == (borders.version,)


def test_coordinates_need_no_map(borders):
    assert build_zone(CASES["circle by coordinates"][0], borders).data == ()


def test_a_strip_near_one_place_is_the_stretch_near_it(borders):
    ends = (point("Kobani", *KOBANI),)
    zone = build_zone(rule("within", [border("TR")], km(5), host=["SY"], ends=ends), borders)
    assert zone.geometry.covers(Point(KOBANI))
    assert not zone.geometry.covers(Point(TELL_ABYAD))
    assert "25 km to either side" in zone.method
    assert zone.vague


CANNOT = {
    "no land border in common": rule("within", [border("IL")], km(20), host=["IQ"]),
    "in which territory": rule("within", [border("IL")], km(20)),
    "no distance": rule("within", [border("IL")], host=["SY"]),
    "names nothing": rule("within", [], km(20), host=["SY"]),
    "was not found": rule(
        "within", [Reference(ReferenceKind.LINE, "line of contact")], km(15), Side.ANY
    ),
    "on the map": rule("within", [Reference(ReferenceKind.POINT, "M4 highway")], km(6), Side.ANY),
    "no territory": rule("in", [Reference(ReferenceKind.REGION, "Atlantis")], side=Side.ANY),
    "unknown territory": rule("in", [region("QQ")], side=Side.ANY),
    "has no coast": rule("within", [coast("CH")], km(10), Side.WATER),
    "beyond has no end": rule("beyond", [point("a", 1, 2)], km(10), Side.ANY),
    "no width": rule("between", [point("a", 1, 2), point("b", 2, 2)], side=Side.ANY),
    "two references": rule("between", [border("IL")], host=["SY"]),
    "no western side": rule("west_of", [parallel(36.0)], host=["IQ"]),
    "cross": rule("between", [parallel(36.0), meridian(44.0)], host=["IQ"]),
    "degrees are not known": rule(
        "north_of", [Reference(ReferenceKind.PARALLEL, "the parallel")], host=["IQ"]
    ),
    "not a line with sides": rule("north_of", [region("IQ")], host=["IQ"]),
    "Nothing lies": rule("north_of", [parallel(60.0)], host=["IQ"]),
    "two bearings": rule("within", [point("a", 1, 2)], km(1), Side.ANY, bearings_deg=(1.0,)),
    "two ends": rule(
        "within",
        [border("TR")],
        km(1),
        host=["SY"],
        ends=tuple(point("a", n, 37) for n in (38, 39, 40)),
    ),
    "circle of the earth": rule("within", [parallel(38.0)], km(1), Side.ANY),
    "crosses itself": rule("in", [coordinates((0, 0), (1, 1), (1, 0), (0, 1))], side=Side.ANY),
    "direction: got": rule("in", [region("SY", "upper")], side=Side.ANY),
}


@pytest.mark.parametrize("reason", CANNOT)
def test_says_why_it_cannot_draw(borders, reason):
    with pytest.raises(CannotDraw, match=reason) as caught:
        build_zone(CANNOT[reason], borders)
    assert isinstance(caught.value, GeometryError)
