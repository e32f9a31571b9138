"""Each way a name may deceive, with a text where it does and one where it does not."""

import pytest

LITERAL, DEMONYM, METONYM, PART = "literal", "demonym", "metonym", "part"

PLACES = [
    # text, toponym, role, id of the best candidate
    ("Clashes broke out near Idlib on Monday.", "Idlib", LITERAL, "geonames:169389"),
    ("BEIRUT (Reuters) — Shells hit the port.", "BEIRUT", LITERAL, "geonames:276781"),
    ("PARIS, Oct. 3 - The minister resigned.", "PARIS", LITERAL, "geonames:2988507"),
    ("ALL SHIPS AVOID THE GULF OF ADEN.", "GULF OF ADEN", LITERAL, "sea:gulf-of-aden"),
    ("Wildfires burned in Santa Fe, NM, on Sunday.", "NM", LITERAL, "geonames:5481136"),
    ("Pickets at Nosuchmill, Va., saw nothing.", "Va", LITERAL, "geonames:6254928"),
    ("Iranian forces left Aleppo.", "Iranian", DEMONYM, "geonames:130758"),
    ("The Iranians denied it.", "Iranians", DEMONYM, "geonames:130758"),
    ("A US-Russian-Jordanian agreement on Syria.", "Jordanian", DEMONYM, "geonames:248816"),
    ("A US-Russian-Jordanian agreement on Syria.", "Russian", DEMONYM, "geonames:2017370"),
    ("Tehran has ignored this.", "Tehran", METONYM, "geonames:112931"),
    ("Israel has warned that Iran is near.", "Israel", METONYM, "geonames:294640"),
    ("Moscow offered to keep them away.", "Moscow", METONYM, "geonames:524901"),
    ("Israel accused the Islamic Republic of it.", "Islamic Republic", LITERAL, "geonames:130758"),
    ("They met in southern Syria.", "Syria", LITERAL, "geonames:163843"),
    ("The Bank of Israel raised its rate.", "Israel", LITERAL, "geonames:294640"),
    ("Police in the town of Tell Abyad said so.", "Tell Abyad", LITERAL, "geonames:163750"),
    ("Troops reached the Litani river.", "Litani", LITERAL, "river:Litani"),
    ("They live in Lebanon, Pennsylvania.", "Lebanon", LITERAL, "geonames:5197517"),
    ("They live in Lebanon and Syria.", "Lebanon", LITERAL, "geonames:272103"),
    ("Shells fell on Goris, Armenia, at dawn.", "Goris", LITERAL, "geonames:174895"),
    ("He was born in Paris, Texas.", "Paris", LITERAL, "geonames:4717560"),
    ("A fire broke out in Hanover, Pa., on Friday.", "Hanover", LITERAL, "geonames:4558475"),
    ("He flew to Moscow’s airport.", "Moscow", LITERAL, "geonames:524901"),
    ("Syria’s army left.", "Syria", LITERAL, "geonames:163843"),
    ("Only Syrian troops stay in Daraa province.", "Daraa", LITERAL, "geonames:170903"),
    ("The border between North and South Korea.", "North", LITERAL, "geonames:1873107"),
    ("The border between North and South Korea.", "South Korea", LITERAL, "geonames:1835841"),
    ("Officials in Georgia and Armenia met.", "Georgia", LITERAL, "geonames:614540"),
    ("Voters in Georgia, Alabama and Florida.", "Georgia", LITERAL, "geonames:4197000"),
    ("Rockets fell in the Gaza Strip.", "Gaza Strip", LITERAL, "geonames:281132"),
    ("The convoy passed Ras al-Ain in Syria.", "Ras al-Ain", LITERAL, "geonames:165509"),
    ("An air strike hit as-Suwayda, Syria.", "as-Suwayda", LITERAL, "geonames:172408"),
    ("EVACUATE KHAN YUNIS NOW. MOVE TO RAFAH.", "KHAN YUNIS", LITERAL, "geonames:281124"),
    ("Serb guns around Goražde were silent.", "Goražde", LITERAL, "geonames:3200396"),
    ("The Fukushima Daiichi plant was flooded.", "Fukushima Daiichi", LITERAL,
     "site:fukushima-daiichi-nuclear-power-plant"),
    ("Trucks wait at the Rafah crossing.", "Rafah crossing", LITERAL, "site:rafah-crossing"),
    ("Trucks wait at a crossing near Rafah.", "Rafah", LITERAL, "geonames:281102"),
    ("Troops crossed the Potomac.", "Potomac", LITERAL, "river:Potomac"),
    ("Missiles hit Kharkiv.", "Kharkiv", LITERAL, "geonames:706483"),
    ("Missiles fell in Kharkiv region.", "Kharkiv", LITERAL, "geonames:706482"),
    ("WASHINGTON, D. C., June 2, 1862.", "WASHINGTON", LITERAL, "geonames:4140963"),
    ("A ravine 22 km east of Srebrenica.", "Srebrenica", LITERAL, "geonames:3190159"),
    ("Advisers must leave southern Laos.", "Laos", LITERAL, "geonames:1655842"),
    ("NAVAREA VIII 455/24. ARABIAN SEA. GUNNERY IN AREA.", "ARABIAN SEA", LITERAL, "sea:arabian"),
    ("Rangers closed the slopes of Mount Merapi.", "Mount Merapi", LITERAL, "site:mount-merapi"),
    ("Soldiers stay west of the White Nile.", "White Nile", LITERAL, "river:White Nile"),
    ("Vessels near Crimea turned back.", "Crimea", LITERAL, "geonames:703883"),
    ("القوات وصلت إلى دمشق", "دمشق", LITERAL, "geonames:170654"),
    ("Войска вошли в Алеппо", "Алеппо", LITERAL, "geonames:170063"),
]  # fmt: skip

NO_PLACES = [
    # text, toponym that must be no place of the map
    ("Ships keep 12 NM off Yemen.", "NM"),
    ("WITHIN 2 NM OF HAIFA", "NM"),
    ("Michael Jordan scored 40 points.", "Jordan"),
    ("Paris Hilton sang.", "Paris"),
    ("Jack London wrote it.", "London"),
    ("President Gerald Ford spoke.", "Ford"),
    ("Mr. Sofia said nothing.", "Sofia"),
    ("The Washington Post reported it.", "Washington"),
    ("The New York Times reported it.", "New York"),
    ("The effort is known as Operation Chess.", "Chess"),
    ("The effort is known as Operation Paris.", "Paris"),
    ("Reading is good for you.", "Reading"),
    ("He said it in Turkish.", "Turkish"),
    ("John Smith, M.D., was named.", "M.D."),
    ("NAVAREA VIII 455/24. GUNNERY IN AREA.", "AREA"),
    ("Stay two miles from Castle Blackwater.", "Castle"),
    ("Nice people live here.", "Nice"),
    ("In March, the Senate met.", "March"),
    ("The North won the war.", "North"),
    ("I'll be there. We've gone.", "I'll"),
    ("NATO met on Tuesday.", "NATO"),
    ("the jordan of the east", "jordan"),
]


@pytest.mark.parametrize(("text", "toponym", "role", "id"), PLACES)
def test_place(read, text, toponym, role, id):
    found = read(text)
    assert (toponym, role) in found, found
    assert found[toponym, role].id == id


@pytest.mark.parametrize(("text", "toponym"), NO_PLACES)
def test_no_place(read, text, toponym):
    drawn = {name for (name, role), best in read(text).items() if role != PART and best}
    assert toponym not in drawn


@pytest.mark.parametrize(
    ("text", "toponym"),
    [
        ("The Washington Post reported it.", "Washington"),
        ("Michael Jordan scored 40 points.", "Jordan"),
        ("The effort is known as Operation Paris.", "Paris"),
    ],
)
def test_part_of_another_name_is_told_and_has_no_candidate(read, text, toponym):
    assert read(text)[toponym, PART] is None


@pytest.mark.parametrize(
    ("text", "toponym", "role"),
    [
        ("He flew from Tehran on Monday.", "Tehran", LITERAL),
        ("Fighting in Israel has warned nobody.", "Israel", LITERAL),
        ("The deal between Washington, Moscow and Amman holds.", "Amman", METONYM),
        ("The road between Damascus and Amman is closed.", "Amman", LITERAL),
        ("Cambodia and Thailand agreed to withdraw.", "Cambodia", METONYM),
        ("Syria was quiet on Tuesday.", "Syria", LITERAL),
        ("Ankara is demanding a safe zone.", "Ankara", METONYM),
        ("Iran must leave Syria.", "Iran", METONYM),
    ],
)
def test_government_or_ground(read, text, toponym, role):
    assert (toponym, role) in read(text)


def test_a_name_the_gazetteer_lacks_is_told_and_has_no_candidate(read):
    assert read("Shells hit the village of Qwertzupol in Syria.")["Qwertzupol", LITERAL] is None


def test_a_water_the_gazetteer_lacks_is_not_pinned_on_the_town_of_its_name(read):
    found = read("Boats crossed the Memphis River near Nashville.")
    assert found["Memphis", LITERAL] is None
    assert read("Boats left Memphis on the river.")["Memphis", LITERAL] is not None


def test_one_sense_a_document_spreads_from_where_the_text_is_clear(read):
    found = read("A man from Paris, Texas, was arrested. Police in Paris said so on Monday.")
    assert {c.country for (name, _), c in found.items() if name == "Paris"} == {"US"}


def test_company_decides_between_namesakes(read):
    near = "Boats left Tripoli and Misrata for Benghazi in Libya."
    far = "The road from Beirut to Tripoli and Sidon in Lebanon."
    assert read(near)["Tripoli", LITERAL].country == "LY"
    assert read(far)["Tripoli", LITERAL].country == "LB"


def test_candidates_are_ranked_and_give_reasons(gazetteer):
    from geo.model import Document
    from geo.places.resolve import find_places

    (place, *_) = find_places(Document("d", "Troops left Tripoli in Libya."), gazetteer)
    scores = [c.score for c in place.candidates]
    assert scores == sorted(scores, reverse=True)
    assert all(c.reason for c in place.candidates)
    assert "Libya" in place.candidates[0].reason
    assert 0 < place.confidence < 1


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The frigate Sheffield burned off the islands.", "Sheffield"),
        ("HMS Coventry was lost at noon.", "Coventry"),
    ],
)
def test_a_ship_is_no_place(read, text, name):
    assert (name, LITERAL) not in read(text)


def test_a_body_named_after_a_continent_is_no_place(read):
    text = "The African Union and the European Commission sent men to Goma."
    assert {name for name, _ in read(text)} == {"Goma"}
    assert ("African", DEMONYM) in read("African soldiers reached Goma.")


def test_a_gate_is_not_the_town_it_is_named_after(read):
    found = read("Cars must stay 200 metres from the Potsdam Gate in Berlin, not from Damascus.")
    assert {name for name, _ in found} == {"Berlin", "Damascus"}


def test_a_town_that_is_put_in_another_province_is_not_the_known_one(read):
    text = "Santa Rosa in Sucumbíos province and Lashkar Gah in Helmand province were raided."
    found = {name: id for (name, _), id in read(text).items()}
    assert found["Santa Rosa"] is None
    assert all(found[name] for name in ("Sucumbíos", "Lashkar Gah", "Helmand"))


def test_an_article_and_a_common_noun_are_no_place(read):
    found = read("The camp, near Santa Rosa, burned, the Red Cross said. They met in The Hague.")
    assert {name for name, _ in found} == {"Santa Rosa", "The Hague"}


def test_a_town_outside_the_state_it_is_put_in_is_left_open(read):
    found = read("The bridge at Tripoli, Va., was burned. Tripoli is quiet.")
    assert found["Tripoli", LITERAL] is None
