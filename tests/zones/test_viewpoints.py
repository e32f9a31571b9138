"""What depends on whose reading of the borders is taken."""

import pytest
import shapely

from geo.errors import GeometryError
from geo.model import Constraint, Distance, Reference, ReferenceKind, Relation, Span, Territory
from geo.zones.area import area_km2
from geo.zones.borders import Borders
from geo.zones.build import build_zone
from geo.zones.viewpoints import apart_km2, difference_km2, with_viewpoints

DISPUTED = [  # code, holder, party that claims it, km² as published, share
    ("SY-GO", "IL", "SY", 1_180, 0.03),
    ("PS-JE", "IL", "PS", 70, 0.1),
    ("PS-WB", "PS", "IL", 5_640, 0.03),
    ("UA-CR", "RU", "UA", 26_945, 0.06),
    ("UA-DN", "UA", "RU", 26_517, 0.01),
    ("UA-LH", "UA", "RU", 26_684, 0.01),
    ("UA-ZP", "UA", "RU", 27_183, 0.04),
    ("UA-KS", "UA", "RU", 28_461, 0.12),
    ("IN-JK", "IN", "PK", 101_000, 0.07),
    ("PK-JK", "PK", "IN", 86_000, 0.1),
    ("CN-AC", "CN", "IN", 38_000, 0.25),
    ("CN-SH", "CN", "IN", 5_200, 0.35),
    ("EH-W", "MA", "EH", 200_000, 0.15),
    ("CY-NC", "CY", "CY-NC", 3_355, 0.05),
    ("GE-AB", "GE", "GE-AB", 8_665, 0.02),
    ("GE-SO", "GE", "GE-SO", 3_900, 0.03),
    ("MD-TR", "MD", "MD-TR", 4_163, 0.2),
    ("XK", "XK", "RS", 10_887, 0.02),
    ("TW", "TW", "CN", 36_000, 0.02),
    ("AZ-NK", "AZ", "AZ-NK", 11_458, 0.1),
    ("SD-AY", "SD", "SS", 10_546, 0.25),
    ("EG-HT", "EG", "SD", 20_580, 0.15),
    ("RU-KU", "RU", "JP", 5_000, 0.05),
    ("LB-SF", "IL", "LB", 25, 0.4),
    ("SO-SL", "SO", "SO-SL", 177_000, 0.07),
]


@pytest.fixture(scope="module")
def borders():
    return Borders.open()


@pytest.mark.parametrize(("code", "holder", "claimant", "size", "share"), DISPUTED)
def test_disputed_land_goes_to_holder_and_claimant(borders, code, holder, claimant, size, share):
    land = borders.land(code)
    assert area_km2(land) == pytest.approx(size, rel=share)
    spot = land.representative_point()
    assert borders.land(holder).covers(spot)
    assert borders.land(claimant, viewpoint=claimant).covers(spot)
    if claimant not in (code, "EH"):  # Western Sahara is both sides of the berm to everyone
        assert not borders.land(claimant).covers(spot)


def rule(host, reference, km=20.0):
    border = Reference(ReferenceKind.BORDER, reference, f"border:{reference}", None, (reference,))
    length = Distance(km * 1000, km * 1000)
    place = (Territory(host, host),)
    return Constraint(Span(0, 1), "q", Relation.WITHIN, (border,), length, host=place)


def test_difference_is_that_of_the_two_zones(borders):
    golan = rule("SY", "IL")
    one, other = (build_zone(golan, borders, v) for v in ("de-facto", "recognised"))
    apart = difference_km2(golan, borders, "de-facto", "recognised")
    assert apart == pytest.approx(
        area_km2(one.geometry.symmetric_difference(other.geometry)), rel=1e-9
    )
    assert 1_200 < apart < 4_000
    assert difference_km2(golan, borders, "SY", "SY") == 0


def test_zone_says_that_it_depends_on_the_viewpoint(borders):
    zone = with_viewpoints(build_zone(rule("SY", "IL"), borders), borders)
    assert dict(zone.differs_km2)["recognised"] == pytest.approx(
        difference_km2(rule("SY", "IL"), borders, "de-facto", "recognised"), abs=1e-3
    )


@pytest.mark.parametrize(("host", "reference"), [("CO", "VE"), ("SY", "TR"), ("NO", "FI")])
def test_zone_far_from_disputes_depends_on_none(borders, host, reference):
    assert with_viewpoints(build_zone(rule(host, reference), borders), borders).differs_km2 == ()


def test_zone_where_only_one_viewpoint_has_a_border(borders):
    crimea = rule("UA", "UA-CR", 10)
    assert difference_km2(crimea, borders, "de-facto", "recognised") >= 0


def test_unknown_viewpoint_is_told(borders):
    with pytest.raises(GeometryError, match="'rebels'"):
        difference_km2(rule("SY", "IL"), borders, "de-facto", "rebels")


@pytest.mark.parametrize("code", ["SY", "UA", "CY", "MA", "IN"])
@pytest.mark.parametrize("viewpoint", ["recognised", "RU", "EH", "CN"])
def test_size_of_what_differs_is_that_of_the_symmetric_difference(borders, code, viewpoint):
    one, other = borders.land(code), borders.land(code, viewpoint=viewpoint)
    whole = area_km2(shapely.symmetric_difference(one, other))
    assert apart_km2(one, other) == pytest.approx(whole, rel=1e-9, abs=1e-6)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (shapely.box(0, 0, 2, 2), shapely.box(1, 1, 3, 3)),  # edges that cross
        (shapely.box(0, 0, 2, 2), shapely.box(2, 0, 3, 2)),  # neighbours
        (shapely.box(0, 0, 2, 2), shapely.Polygon()),
        (shapely.Polygon(), shapely.Polygon()),
        (shapely.box(0, 0, 3, 3), shapely.box(0, 0, 3, 3) - shapely.box(1, 1, 2, 2)),  # a hole
        (shapely.box(0, 0, 1, 1) | shapely.box(5, 0, 6, 1), shapely.box(5, 0, 6, 2)),
        (shapely.Point(0, 0).buffer(1), shapely.Point(0.5, 0).buffer(1)),
    ],
)
def test_size_of_what_differs_for_plain_shapes(one, other):
    whole = area_km2(shapely.symmetric_difference(one, other))
    assert apart_km2(one, other) == pytest.approx(whole, rel=1e-9, abs=1e-9)
    assert apart_km2(other, one) == pytest.approx(whole, rel=1e-9, abs=1e-9)


DEEP_INSIDE = [  # a place far from every line of its face, who holds it, who has it from where
    ("Zaporizhzhia oblast", 35.9, 47.2, "UA", "RU"),
    ("Arunachal Pradesh", 95.2, 28.3, "IN", "CN"),
    ("Kashmir, held by India", 76.3, 33.6, "IN", "PK"),
]


@pytest.mark.parametrize(("name", "lon", "lat", "holder", "party"), DEEP_INSIDE)
def test_a_zone_deep_inside_claimed_land_says_so(borders, name, lon, lat, holder, party):
    point = Reference(ReferenceKind.POINT, name, points=((lon, lat),))
    rule = Constraint(
        Span(0, 1), "q", Relation.WITHIN, (point,), Distance(500, 500, False, "500 m"),
        host=(Territory(holder, holder),),
    )  # fmt: skip
    zone = with_viewpoints(build_zone(rule, borders), borders)
    assert dict(zone.differs_km2) == {party: pytest.approx(zone.area_km2, rel=0.01)}
    assert zone.data


def test_a_zone_deep_inside_land_that_nobody_claims_depends_on_nothing(borders):
    point = Reference(ReferenceKind.POINT, "Poltava", points=((34.55, 49.59),))
    rule = Constraint(
        Span(0, 1), "q", Relation.WITHIN, (point,), Distance(500, 500, False, "500 m"),
        host=(Territory("UA", "Ukraine"),),
    )  # fmt: skip
    assert not with_viewpoints(build_zone(rule, borders), borders).differs_km2
