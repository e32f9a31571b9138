"""Regions and seas against published sizes and spots, and the ids of the gazetteer."""

import tomllib

import numpy as np
import pytest
import shapely

from geo.errors import DataFileError, GeometryError
from geo.model import Document, FeatureClass
from geo.pipeline import Pipeline
from geo.places.gazetteer import Gazetteer
from geo.settings import DATA
from geo.zones.area import area_km2
from geo.zones.borders import Borders
from geo.zones.regions import Regions

SIZES = [  # km² as published
    ("area:donbas", 53_200, 0.01),
    ("area:sinai", 60_000, 0.03),
    ("area:darfur", 493_180, 0.05),
    ("area:kivu", 124_600, 0.02),
    ("area:crete", 8_336, 0.02),
    ("area:baltics", 175_000, 0.02),
    ("area:chagos-archipelago", 56, 0.25),
    ("area:svalbard-archipelago", 61_022, 0.02),
    ("area:orkney", 990, 0.05),
    ("area:novaya-zemlya", 83_000, 0.05),
    ("island:55.03,25.87", 12.8, 0.1),  # Abu Musa
    ("island:14.1,37.5", 25_460, 0.01),  # Sicily
    ("island:110.0,-7.3", 128_297, 0.03),  # Java
    ("sea:baltic", 377_000, 0.05),
    ("sea:north", 570_000, 0.1),
    ("sea:norwegian", 1_383_000, 0.06),
    ("sea:barents", 1_400_000, 0.05),
    ("sea:kara", 880_000, 0.05),
    ("sea:white", 90_000, 0.05),
    ("sea:gulf-of-riga", 18_000, 0.15),
    ("sea:ionian", 169_000, 0.05),
    ("sea:gulf-of-mexico", 1_550_000, 0.05),
    ("sea:caribbean", 2_754_000, 0.05),
    ("sea:bay-of-bengal", 2_172_000, 0.05),
    ("sea:gulf-of-thailand", 320_000, 0.1),
    ("sea:gulf-of-tonkin", 126_000, 0.05),
    ("sea:yellow", 380_000, 0.05),
    ("sea:bohai-sea", 78_000, 0.05),
    ("sea:japan", 978_000, 0.05),
    ("sea:okhotsk", 1_583_000, 0.05),
    ("sea:mozambique-channel", 1_400_000, 0.05),
    ("sea:gulf-of-california", 160_000, 0.1),
    ("island:-179.4,71.23", 7_600, 0.02),  # Wrangel Island, across the antimeridian
    ("island:179.98,-16.8", 434, 0.02),  # Taveuni, across it too
    ("sea:black", 422_000, 0.05),
    ("sea:azov", 39_000, 0.05),
    ("sea:red", 445_000, 0.05),
    ("sea:persian-gulf", 245_000, 0.05),
    ("sea:mediterranean", 2_510_000, 0.03),
    ("sea:adriatic", 138_600, 0.03),
    ("sea:aegean", 197_000, 0.08),
    ("sea:marmara", 11_350, 0.05),
    ("sea:gulf-of-finland", 30_000, 0.05),
    ("sea:caspian", 376_000, 0.05),
    ("sea:laptev-sea", 700_000, 0.06),
    ("sea:skagerrak", 32_300, 0.03),
    ("sea:kattegat", 22_000, 0.03),
    ("sea:gulf-of-carpentaria", 300_000, 0.1),
    ("sea:greenland-sea", 1_205_000, 0.02),
    ("sea:labrador-sea", 841_000, 0.02),
    ("sea:beaufort-sea", 476_000, 0.02),
    ("sea:bering", 2_291_900, 0.02),  # across the antimeridian
    ("sea:manila-bay", 1_994, 0.02),
    ("sea:tasman", 3_336_000, 0.03),
    ("area:manchuria", 788_100, 0.02),
    ("area:casamance", 28_350, 0.02),
    ("area:equatoria", 195_800, 0.03),
    ("area:labrador", 294_330, 0.01),
    ("area:asia-minor", 755_690, 0.01),
    ("area:eastern-thrace", 23_764, 0.02),
    ("area:dodecanese", 2_714, 0.02),
    ("area:iberia", 583_250, 0.01),
    ("area:new-guinea", 785_750, 0.03),
    ("area:chaco-boreal", 246_900, 0.03),
    ("area:dobruja", 23_100, 0.02),
    ("area:caprivi", 19_530, 0.04),
    ("area:north-caucasus", 170_440, 0.01),
]
SPOTS = [
    ("area:sinai", (33.8, 31.13), (32.27, 30.6)),  # Arish; Ismailia
    ("area:galilee", (35.5, 32.96), (35.69, 32.99)),  # Safed; Katzrin
    ("area:negev", (34.79, 31.24), (34.57, 31.67)),  # Beersheba; Ashkelon
    ("sea:black", (31.0, 46.2), (36.6, 45.7)),
    ("sea:azov", (36.6, 46.1), (34.0, 44.0)),
    ("sea:red", (38.5, 20.0), (45.0, 12.2)),
    ("sea:hormuz", (56.5, 26.6), (54.0, 26.0)),
    ("sea:bab-al-mandab", (43.3, 12.6), (45.0, 12.3)),
    ("sea:taiwan-strait", (119.5, 24.5), (122.5, 24.5)),
    ("sea:bering-strait", (-168.9, 65.8), (-168.9, 64.5)),
    ("sea:kattegat", (11.5, 56.7), (10.0, 58.0)),
    ("sea:oresund", (12.75, 55.75), (11.0, 55.5)),
    ("sea:strait-of-dover", (1.5, 51.0), (0.2, 50.4)),
    ("sea:strait-of-messina", (15.62, 38.2), (15.6, 38.7)),
    ("sea:tsushima-strait", (129.8, 34.5), (132.0, 36.5)),
    ("sea:palk", (79.7, 9.7), (79.0, 8.5)),  # Palk Bay; Gulf of Mannar
    ("sea:gulf-of-paria", (-62.0, 10.4), (-61.0, 11.0)),
    ("sea:windward", (-73.9, 19.9), (-72.0, 21.0)),
    ("sea:scapa-flow", (-3.05, 58.88), (-3.3, 58.7)),
    ("sea:chukchi-sea", (179.5, 69.8), (-175.0, 64.0)),
    ("area:jutland", (9.5, 56.5), (10.4, 55.4)),  # Viborg; Odense
    ("area:kola", (37.0, 67.5), (30.5, 67.5)),
    ("area:fergana", (71.78, 40.38), (69.6, 40.28)),  # Fergana; Khujand's west
    ("area:karelia", (29.0, 60.6), (30.3, 59.85)),  # Vyborg's east; south of Saint Petersburg
    ("area:nineveh-plains", (43.38, 36.27), (43.1, 36.34)),  # Bakhdida; Mosul
    ("area:kashmir-valley", (74.8, 34.08), (74.86, 32.73)),  # Srinagar; Jammu
    ("area:mekong-delta", (105.78, 10.03), (106.7, 10.9)),  # Can Tho; north of Saigon
    ("area:wakhan", (73.35, 37.0), (71.3, 37.1)),
    ("area:liaodong-peninsula", (121.6, 38.95), (121.1, 41.1)),  # Dalian; Jinzhou
    ("area:jaffna-peninsula", (80.02, 9.67), (80.4, 9.38)),  # Jaffna; Kilinochchi
]
# What the gazetteer names and no source here has the course or outline of.
NOT_DRAWN = {
    "line:green-zone-baghdad", "line:netzarim", "line:nll",
    "river:Bahr al-Arab", "river:Balikh", "river:Barada", "river:Ibar", "river:Inhul",
    "river:Irpin", "river:Naf", "river:Wazzani", "river:Yarkon",
}  # fmt: skip


@pytest.fixture(scope="module")
def borders():
    return Borders.open()


@pytest.mark.parametrize(("id", "size", "share"), SIZES)
def test_area_has_its_published_size(borders, id, size, share):
    area = borders.area(id)
    assert area.is_valid
    assert area_km2(area) == pytest.approx(size, rel=share)


@pytest.mark.parametrize(("id", "inside", "outside"), SPOTS)
def test_spots_in_and_outside(borders, id, inside, outside):
    area = borders.area(id)
    assert shapely.contains_xy(area, *inside) and not shapely.contains_xy(area, *outside)


def test_every_area_can_be_drawn(borders):
    for named in borders.areas():
        assert borders.area(named.id).area > 0, named.id


def test_every_id_of_the_gazetteer_is_drawn_or_known_not_to_be(borders):
    gazetteer = Gazetteer.open()
    draw = {"river": borders.river, "lake": borders.lake, "line": borders.line}
    missing = set()
    for row in range(gazetteer.numbered, len(gazetteer.places)):
        id = gazetteer.candidate(row).id
        course = draw.get(id.partition(":")[0])
        try:
            if course is not None:
                assert not course(id).is_empty, id
        except GeometryError:
            missing.add(id)
    assert missing == NOT_DRAWN


def test_area_that_is_named_becomes_the_area():
    read = Pipeline().read(Document("d", "All ships must leave the Sea of Azov."))
    (zone,) = read.zones
    assert area_km2(zone.geometry) == pytest.approx(39_000, rel=0.05)


@pytest.mark.parametrize(
    ("name", "size"),
    [
        ("Snake Island", 0.17),
        ("Abu Musa", 12.8),
        ("Sicily", 25_460),
        ("Malta", 316),
        ("Wrangel Island", 7_600),
    ],
)
def test_an_island_is_its_land_and_no_point(name, size):
    (zone,) = Pipeline().read(Document("d", f"All foreign troops must leave {name}.")).zones
    assert area_km2(zone.geometry) == pytest.approx(size, rel=0.35)


@pytest.mark.parametrize("name", ["the Hindu Kush", "the Sahara", "Karakoram"])
def test_a_region_without_outline_is_left_open(name):
    text = f"Rebels must stay 20 km from {name}."
    read = Pipeline().read(Document("d", text))
    assert not read.zones
    assert "give it a geometry" in read.unresolved[0].reason


def test_an_island_across_the_antimeridian_is_cut_there_and_one(borders):
    east, west = borders.island(178.9, 71.1), borders.island(-178.0, 71.1)
    assert east.equals(west) and east.is_valid
    assert {np.sign(part.centroid.x) for part in east.geoms} == {-1.0, 1.0}


def test_islands_are_told_by_name_or_by_id(borders, tmp_path):
    assert borders.is_island("geonames:1", "Île de Batz") and borders.is_island("area:bali", "Bali")
    assert not borders.is_island("geonames:1", "Islamabad")
    path = tmp_path / "areas.toml"
    path.write_text('[islands]\nplaces = ["area:bali"]\n', encoding="utf-8")
    with pytest.raises(DataFileError, match="wanted words and places"):
        Regions(path, borders).is_island("area:bali", "Bali")


@pytest.mark.parametrize(
    ("name", "id"),
    [("La Gomera", "area:la-gomera"), ("Providencia, Colombia", "area:providencia"),
     ("Bohol", "area:bohol"), ("Iriomote", "area:iriomote"), ("Wetar", "area:wetar"),
     ("Anegada", "area:anegada"), ("Tiran", "area:tiran"), ("Espiritu Santo, Vanuatu", "area:espiritu-santo")],
)  # fmt: skip
def test_waters_round_an_island_are_measured_from_its_shore(name, id):
    read = Pipeline().read(Document("d", f"No trawler may come within 5 nautical miles of {name}."))
    (place,) = [p for p in read.places if p.candidate and p.candidate.id == id]
    (zone,) = read.zones
    assert zone.constraint.references[0].id.startswith("region:island:")
    assert zone.area_km2 > 290  # a circle round a point has 269 km²
    assert place.candidate.feature_class is FeatureClass.REGION


def test_every_place_that_is_one_island_lies_on_one(borders):
    ids = tomllib.loads((DATA / "borders" / "areas.toml").read_text(encoding="utf-8"))
    gazetteer = Gazetteer.open()
    for id in ids["islands"]["places"][::7]:
        place = gazetteer.get(id)
        assert borders.area(f"island:{place.lon},{place.lat}").area > 0, id


@pytest.mark.parametrize(("lon", "lat"), [(-30.0, 30.0), (40.0, 60.0)])
def test_where_no_island_lies_is_told(borders, lon, lat):
    with pytest.raises(GeometryError, match="no island at"):
        borders.area(f"island:{lon},{lat}")


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ('id = "area:a"\nname = "A"\nnote = "n"', "a region needs territories"),
        ('id = "sea:a"\nname = "A"\nnote = "n"\nterritories = ["IL"]', "a sea needs an outline"),
        (
            'id = "sea:a"\nname = "A"\nnote = "n"\noutline = [[0, 0], [1, 1], [1, 0], [0, 1]]',
            "crosses",
        ),
        ('id = "sea:a"\nname = "A"\noutline = [[0, 0], [1, 1], [1, 0]]', "missing keys {'note'}"),
    ],
)
def test_wrong_row_is_told(tmp_path, borders, row, problem):
    path = tmp_path / "areas.toml"
    path.write_text(f"[[area]]\n{row}\n", encoding="utf-8")
    with pytest.raises(DataFileError, match=problem):
        Regions(path, borders).names()


def test_unknown_area_is_told(borders):
    with pytest.raises(GeometryError, match="'area:atlantis'"):
        borders.area("area:atlantis")


@pytest.mark.parametrize(
    "text",
    [
        "Vessels must stay 12 nautical miles off the Black Sea coast of Ukraine.",
        "Forces must withdraw 30 km from the Black Sea.",
    ],
)
def test_a_sea_is_no_river_of_half_its_name(text):
    analysis = Pipeline().read(Document("d", text))
    rules = [*analysis.constraints, *(u.understood for u in analysis.unresolved)]
    assert all(not r.id.startswith("river:") for rule in rules for r in rule.references)


def test_both_ceasefire_lines_of_cyprus_edge_the_buffer_zone(borders):
    zone = borders.area("area:cyprus-buffer-zone")
    north, south = (borders.line(f"line:cyprus-line-{side}") for side in ("north", "south"))
    for line in (north, south):
        assert shapely.intersection(line, zone.boundary.buffer(1e-6)).length > 0.9 * line.length
    nicosia_north, nicosia_south = shapely.Point(33.36, 35.2), shapely.Point(33.36, 35.13)
    assert north.distance(nicosia_north) < south.distance(nicosia_north)
    assert south.distance(nicosia_south) < north.distance(nicosia_south)


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ('territories = ["SY"]\nline = "mdl"', "within_m"),
        ('territories = ["SY"]\noutlines = [[[0, 0], [1, 1], [1, 0], [0, 1]]]', "crosses itself"),
    ],
)
def test_row_that_is_wrong_is_refused(tmp_path, row, message):
    path = tmp_path / "areas.toml"
    path.write_text(f'[[area]]\nid = "area:x"\nname = "X"\nnote = ""\n{row}\n', encoding="utf-8")
    with pytest.raises(DataFileError, match=message):
        _ = Regions(path, Borders.open()).table
