"""The border data against known lengths, areas and towns, and the promises of its API."""

from importlib.resources import files

import numpy as np
import pytest
import shapely

from geo.errors import DataFileError, GeometryError
from geo.zones.borders import Borders
from geo.zones.lengths import length_km

LENGTHS_KM = [  # lengths measured on the OpenStreetMap line, or published where it has none
    ("IL", "SY", 80, 0.02),
    ("IL", "LB", 106, 0.02),
    ("SY", "TR", 913, 0.02),
    ("IL", "EG", 206, 0.02),
    ("JO", "SY", 378, 0.02),
    ("LB", "SY", 361, 0.02),
    ("PS-GZ", "EG", 12.5, 0.05),
    ("PS-GZ", "IL", 59, 0.03),
    ("KP", "KR", 250, 0.08),
    ("XK", "RS", 352, 0.05),  # CIA World Factbook: 366 km with the pre-2015 line
    ("US", "MX", 3145, 0.03),
    ("AF", "PK", 2670, 0.06),
    ("EH-E", "EH-W", 1400, 0.15),  # the berm is given as 2,700 km with its bends and spurs
]
AREAS_KM2 = [
    ("SY", "recognised", 185_180, 0.02),
    ("SY", "de-facto", 184_000, 0.02),
    ("PS-GZ", "de-facto", 365, 0.02),
    ("XK", "de-facto", 10_887, 0.02),
    ("UA-CR", "de-facto", 26_000, 0.03),
    ("GE-AB", "de-facto", 8_665, 0.02),
    ("UA", "recognised", 603_550, 0.02),
    ("RU", "recognised", 17_098_000, 0.02),
    ("CA", "de-facto", 9_985_000, 0.02),
    ("AQ", "de-facto", 14_000_000, 0.05),
    ("AR", "de-facto", 2_780_400, 0.02),
    ("FK", "de-facto", 12_173, 0.02),
    ("FJ", "de-facto", 18_274, 0.04),
    ("SJ", "de-facto", 61_400, 0.03),
    ("BY", "de-facto", 207_600, 0.01),
    ("TH", "de-facto", 513_120, 0.02),
    ("VN", "de-facto", 331_212, 0.02),
]
TOWNS = [
    ("Quneitra", 35.824, 33.126, "SY", "IL"),
    ("Khan Arnabah", 35.8916, 33.1838, "SY", "IL"),
    ("Kfar Szold", 35.6576, 33.1952, "IL", "SY-GO"),
    ("Gadot", 35.619, 33.018, "IL", "SY-GO"),
    ("Ein Gev", 35.6388, 32.7832, "IL", "SY-GO"),
    ("Tel Katzir", 35.6179, 32.7055, "IL", "SY-GO"),
    ("Banias", 35.694, 33.2486, "SY-GO", "LB"),
    ("Had Nes", 35.6366, 32.9312, "SY-GO", "SY"),
    ("Kursi", 35.65, 32.826, "SY-GO", "SY"),
    ("Hamat Gader", 35.665, 32.684, "SY-GO", "JO"),
    ("Hader", 35.83, 33.28, "SY", "SY-GO"),
    ("Majdal Shams", 35.77, 33.27, "SY-GO", "SY"),
    ("Majdal Shams", 35.77, 33.27, "IL", "SY"),
    ("Metula", 35.5787, 33.2793, "IL", "LB"),
    ("Kiryat Shmona", 35.57, 33.208, "IL", "SY-GO"),
    ("Naqoura", 35.139, 33.118, "LB", "IL"),
    ("Preševo", 21.6492, 42.3092, "RS", "XK"),
    ("Bujanovac", 21.767, 42.462, "RS", "XK"),
    ("Pristina", 21.166, 42.667, "XK", "RS"),
    ("Sudzha", 35.271, 51.191, "RU", "UA"),
    ("Sumy", 34.8, 50.91, "UA", "RU"),
    ("Sevastopol", 33.52, 44.6, "RU", "UA"),
    ("Kherson", 32.62, 46.64, "UA", "UA-CR"),
    ("Tskhinvali", 43.97, 42.225, "GE-SO", "RU"),
    ("Gori", 44.11, 41.98, "GE", "GE-SO"),
    ("Sukhumi", 41.0, 43.0, "GE-AB", "RU"),
    ("Tiraspol", 29.6, 46.84, "MD-TR", "UA"),
    ("Hargeisa", 44.06, 9.56, "SO-SL", "ET"),
    ("Stepanakert", 46.75, 39.82, "AZ-NK", "AM"),
    ("Laayoune", -13.2, 27.15, "EH-W", "EH-E"),
    ("Tifariti", -10.57, 26.16, "EH-E", "MA"),
    ("Ramallah", 35.2, 31.9, "PS-WB", "IL"),
    ("West Jerusalem", 35.205, 31.78, "IL", "PS-JE"),
    ("Old City of Jerusalem", 35.233, 31.777, "PS-JE", "PS-WB"),
    ("Srinagar", 74.8, 34.08, "IN-JK", "PK"),
    ("Muzaffarabad", 73.47, 34.37, "PK-JK", "IN"),
    ("Stanley", -57.85, -51.695, "FK", "AR"),
    ("Longyearbyen", 15.64, 78.22, "SJ", "NO"),
    ("Suva", 178.44, -18.13, "FJ", "NZ"),
    ("Hanoi", 105.85, 21.03, "VN", "TH"),
    ("Kaesong", 126.55, 37.97, "KP", "KR"),
]


@pytest.fixture(scope="module")
def borders():
    return Borders.open()


def km(lines):
    return sum(length_km(shapely.get_coordinates(line)) for line in shapely.get_parts(lines))


def area_km2(geometry):
    """Area on the authalic sphere: exact for an equal-area projection of fine lines."""
    radius_km, e = 6371.00718, 0.0818191908426

    def q(lat):
        s = np.sin(lat)
        first = s / (1 - (e * s) ** 2)
        return (1 - e**2) * (first - np.log((1 - e * s) / (1 + e * s)) / (2 * e))

    def flat(points):
        lon, lat = np.radians(points).T
        return np.column_stack([radius_km * lon, radius_km * q(lat) / q(np.pi / 2)])

    return shapely.area(shapely.transform(geometry, flat))


@pytest.mark.parametrize(("a", "b", "expected", "share"), LENGTHS_KM)
def test_border_has_its_known_length(borders, a, b, expected, share):
    assert km(borders.shared_border(a, b)) == pytest.approx(expected, rel=share)


@pytest.mark.parametrize(("code", "viewpoint", "expected", "share"), AREAS_KM2)
def test_land_has_its_known_area(borders, code, viewpoint, expected, share):
    land = borders.land(code, viewpoint=viewpoint)
    assert area_km2(land) == pytest.approx(expected, rel=share)


@pytest.mark.parametrize(("town", "lon", "lat", "inside", "outside"), TOWNS)
def test_town_is_on_its_side(borders, town, lon, lat, inside, outside):
    assert shapely.contains_xy(borders.land(inside), lon, lat), town
    assert not shapely.contains_xy(borders.land(outside), lon, lat), town


@pytest.mark.parametrize(
    "code", ["RU", "CA", "FJ", "NO", "ID", "GL", "AQ", "SY", "PS", "EH", "AZ", "NL", "BE"]
)
def test_land_is_valid_and_oriented(borders, code):
    land = borders.land(code)
    assert land.is_valid
    assert all(part.exterior.is_ccw for part in shapely.get_parts(land))


@pytest.mark.parametrize(
    ("a", "b"), [("IL", "SY"), ("UA", "RU"), ("XK", "RS"), ("IN", "PK"), ("PS-GZ", "IL")]
)
def test_neighbours_share_vertices_and_do_not_overlap(borders, a, b):
    shared = {tuple(point) for point in shapely.get_coordinates(borders.shared_border(a, b))}
    for code in (a, b):
        land = shapely.get_coordinates(borders.land(code))
        assert shared <= {tuple(point) for point in land}
    one, other = borders.land(a), borders.land(b)
    assert shapely.relate_pattern(one, other, "F***1****")


def test_neighbours_tell_lengths_from_both_sides(borders):
    for code in ("SY", "UA", "RS"):
        for neighbour, length in borders.neighbours(code).items():
            assert borders.neighbours(neighbour)[code] == pytest.approx(length)
    assert list(borders.neighbours("FK")) == []


def test_outline_is_border_and_coast(borders):
    outline = km(shapely.boundary(borders.land("LB")))
    assert km(borders.land_border("LB")) + km(borders.coast("LB")) == pytest.approx(outline)


def test_viewpoints(borders):
    golan = shapely.Point(35.69, 32.99)
    assert borders.land("IL").contains(golan)
    assert borders.land("SY", viewpoint="recognised").contains(golan)
    assert borders.land("SY", viewpoint="SY").contains(golan)
    assert not borders.land("SY", viewpoint="IL").contains(golan)
    assert "SY" not in borders.neighbours("PS")
    old_line = borders.shared_border("IL", "SY", viewpoint="recognised")
    assert km(old_line) == pytest.approx(72, rel=0.02)
    assert km(borders.shared_border("SY", "SY-GO", viewpoint="SY")) == pytest.approx(80, rel=0.02)


def test_joint_security_area_lies_on_the_korean_line(borders):
    assert borders.shared_border("KP", "KR").distance(shapely.Point(126.677, 37.956)) < 0.02


def test_pairs_without_a_land_border_give_nothing(borders):
    assert borders.shared_border("GB", "FR").is_empty
    assert borders.shared_border("IL", "TR").is_empty
    assert borders.land_border("FK").is_empty


@pytest.mark.parametrize("call", ["land", "waters", "coast", "land_border", "neighbours", "name"])
def test_unknown_code_is_told(borders, call):
    with pytest.raises(GeometryError, match="'QQ'"):
        getattr(borders, call)("QQ")
    assert not borders.has("QQ")


def test_unknown_viewpoint_is_told(borders):
    with pytest.raises(GeometryError, match="'rebels'"):
        borders.land("SY", viewpoint="rebels")


def test_missing_data_is_told(tmp_path):
    with pytest.raises(DataFileError, match="no border data"):
        Borders.open(tmp_path).codes()


def test_land_in_box_is_what_countries_have_there(borders):
    box = (34.0, 31.0, 36.5, 34.5)
    parts = [
        borders.land(code).intersection(shapely.box(*box)) for code in "IL LB SY JO EG PS".split()
    ]
    assert shapely.area(borders.land_in(*box)) == pytest.approx(
        sum(p.area for p in parts), rel=1e-9
    )


def test_land_in_box_far_from_the_coast(borders):
    assert borders.land_in(38.0, 34.0, 38.5, 34.5).area == pytest.approx(0.25)
    assert borders.land_in(-40.0, 30.0, -39.5, 30.5).is_empty


def test_lines_in_box(borders):
    lines = borders.lines_in(35.5, 32.6, 36.0, 33.4)
    kinds = {(kind, *sorted((left, right))) for kind, left, right, _ in lines}
    assert {("land", "SY", "SY-GO"), ("inner", "IL", "SY-GO"), ("land", "IL", "LB")} <= kinds
    assert all(shapely.box(35.5, 32.6, 36.0, 33.4).covers(line) for *_, line in lines)
    coarse = borders.lines_in(35.5, 32.6, 36.0, 33.4, 0.01)
    fine_count, coarse_count = (
        sum(len(line.coords) for *_, line in found) for found in (lines, coarse)
    )
    assert coarse_count < fine_count / 5


@pytest.mark.parametrize("box", [(36.0, 32.0, 35.0, 33.0), (170.0, 0.0, 190.0, 5.0)])
def test_wrong_box_is_told(borders, box):
    with pytest.raises(GeometryError, match="box needs"):
        borders.land_in(*box)


def test_every_country_of_iso_3166_has_land(borders):
    table = (files("tzdata") / "zoneinfo" / "iso3166.tab").read_text(encoding="utf-8")
    codes = {row.split("\t")[0] for row in table.splitlines() if not row.startswith("#")}
    assert codes <= borders.codes()
    small = [code for code in borders.codes() if area_km2(borders.land(code)) < 0.3]
    assert small == []


@pytest.mark.parametrize(
    ("town", "lon", "lat", "code"),
    [
        ("Maseru", 27.48, -29.32, "LS"),
        ("Ulaanbaatar", 106.9, 47.9, "MN"),
        ("Vatican", 12.453, 41.902, "VA"),
        ("San Marino", 12.45, 43.94, "SM"),
    ],
)
def test_enclaves_belong_to_themselves_alone(borders, town, lon, lat, code):
    around = borders.land_in(lon - 0.01, lat - 0.01, lon + 0.01, lat + 0.01)
    assert around.area == pytest.approx(0.0004), town
    owners = {c for c in borders.codes() if shapely.contains_xy(borders.land(c), lon, lat)}
    assert owners == {code}


def test_overview_fits_together_and_to_the_exact_land(borders):
    world = {code: area for code, _, area in borders.overview()}
    assert {"SY", "SY-GO", "XK", "US", "RU", "VA", "PS-GZ"} <= set(world)
    assert all(area.is_valid and not area.is_empty for area in world.values())
    golan, syria = world["SY-GO"], world["SY"]
    assert golan.intersection(syria).area < 1e-4
    assert golan.distance(syria) == 0
    for code in ("FR", "BR", "IN"):
        exact = borders.land(code).area
        assert sum(a.area for c, a in world.items() if c[:2] == code) == pytest.approx(exact, 0.01)


def test_salt_flats_of_the_rann_are_land(borders):
    assert borders.land("IN").contains(shapely.Point(70.6, 24.1))
    assert borders.land("PK").contains(shapely.Point(70.5, 24.4))
    assert not borders.land("IN").contains(shapely.Point(69.5, 22.7))  # the Gulf of Kutch
    ends = shapely.get_coordinates(borders.shared_border("IN", "PK"))
    assert ends[:, 0].min() < 68.7  # to the mouth of Sir Creek


@pytest.mark.parametrize("corner", [0, 3, 500, 1_000, 2_345])
def test_land_in_a_box_whose_frame_goes_through_vertices_of_the_coast(borders, corner):
    coast = max(borders.coast("GR").geoms, key=lambda line: line.length)
    x, y = shapely.get_coordinates(coast)[corner % shapely.get_num_coordinates(coast)]
    for box in ((x, y, x + 1, y + 1), (x - 1, y - 1, x, y), (x - 0.3, y - 2, x + 2, y)):
        inner = shapely.box(*box).buffer(-1e-6)
        wanted = shapely.intersection(
            borders.land_in(box[0] - 0.1, box[1] - 0.1, box[2] + 0.1, box[3] + 0.1), inner
        )
        got = shapely.intersection(borders.land_in(*box), inner)
        assert shapely.symmetric_difference(got, wanted).area < 1e-9


ORIGINS = [  # two territories, viewpoint, source of the line between them
    ("SY", "SY-GO", "de-facto", "osm-2026"),
    ("SY-GO", "IL", "SY", "golan-1967"),
    ("LB-SF", "SY-GO", "LB", "shebaa-2007"),
    ("PS-JE", "IL", "PS", "osm-2017"),
    ("XK", "RS", "de-facto", "omim-2020"),
    ("UA-DN", "UA", "RU", "omim-2020"),
    ("MD-TR", "MD", "MD-TR", "ne-claims"),
    ("SO-SL", "SO", "SO-SL", "ne-admin1"),
    ("EG-HT", "EG", "SD", "halaib-1902"),
]


@pytest.mark.parametrize(("code", "other", "viewpoint", "origin"), ORIGINS)
def test_each_arc_names_its_source(borders, code, other, viewpoint, origin):
    found = [arc.origin.id for arc in borders.arcs(code, other, viewpoint=viewpoint)]
    assert origin in found


def test_arcs_are_the_outline_with_its_owners(borders):
    arcs = borders.arcs("IL")
    drawn = sum(
        shapely.length(borders_of)
        for borders_of in (borders.land_border("IL"), borders.coast("IL"))
    )
    assert sum(arc.line.length for arc in arcs) == pytest.approx(drawn)
    assert {arc.kind for arc in arcs} == {"land", "coast"}
    golan = next(arc for arc in arcs if (arc.left.code, arc.right.code) == ("SY-GO", "SY"))
    assert (golan.left.holder, golan.left.recognised, golan.left.claimants) == ("IL", "SY", ("SY",))
    assert (golan.right.holder, golan.origin.date) == ("SY", "2026")


def test_every_origin_has_a_date_or_says_none(borders):
    origins = {arc.origin for code in ("IL", "SO", "EG", "MD", "AR") for arc in borders.arcs(code)}
    assert {o.licence for o in origins} <= {"ODbL-1.0", "public domain"}
    assert [o.id for o in origins if not o.date] == ["ne-ocean"]
