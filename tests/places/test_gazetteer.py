import json
import shutil
import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.errors import GazetteerError
from geo.model import FeatureClass
from geo.places.gazetteer import Gazetteer
from geo.settings import DATA


@pytest.mark.parametrize(
    ("name", "id"),
    [
        ("Damascus", "geonames:170654"),
        ("دمشق", "geonames:170654"),
        ("דמשק", "geonames:170654"),
        ("Дамаск", "geonames:170654"),
        ("Goražde", "geonames:3200396"),
        ("Gorazde", "geonames:3200396"),
        ("Горажде", "geonames:3200396"),
        ("Tell Abyad", "geonames:163750"),
        ("Tal Abyad", "geonames:163750"),
        ("Khan Younis", "geonames:281124"),
        ("خان يونس", "geonames:281124"),
        ("Kyiv", "geonames:703448"),
        ("Kiev", "geonames:703448"),
        ("Київ", "geonames:703448"),
        ("Kobani", "geonames:172256"),
        ("Avdiivka", "geonames:713122"),
        ("Islamic Republic", "geonames:130758"),
        ("Burma", "geonames:1327865"),
        ("the Falklands", "geonames:3474414"),
        ("Bosnia", "geonames:3277605"),
        ("Gaza", "geonames:281132"),
        ("Fukushima Daiichi", "site:fukushima-daiichi-nuclear-power-plant"),
        ("Хмеймим", "site:hmeimim-air-base"),
        ("Litani River", "river:Litani"),
        ("Golan", "area:SY-GO"),
    ],
)
def test_best_known_entry_of_a_name(gazetteer, name, id):
    assert gazetteer.find(name)[0].id == id


@pytest.mark.parametrize("name", ["Daraa", "Dar'a", "Deraa", "Der'a", "درعا", "DARAA"])
def test_spellings_of_daraa_find_the_town_and_the_governorate(gazetteer, name):
    found = {(c.feature_class, c.territory or c.id) for c in gazetteer.find(name)}
    assert (FeatureClass.ADMIN1, "SY.06") in found
    assert (FeatureClass.CITY, "geonames:170905") in found


@pytest.mark.parametrize("name", ["", "…", "Xyzzyqwrt", "the", "Washington Post"])
def test_what_is_no_place_is_not_found(gazetteer, name):
    assert gazetteer.find(name) == ()


@pytest.mark.parametrize(
    ("name", "territory"),
    [
        ("Syria", "SY"),
        ("Kosovo", "XK"),
        ("Gaza Strip", "PS-GZ"),
        ("West Bank", "PS-WB"),
        ("Golan Heights", "SY-GO"),
        ("Crimea", "UA-CR"),
        ("Abkhazia", "GE-AB"),
        ("South Ossetia", "GE-SO"),
        ("Nagorno-Karabakh", "AZ-NK"),
        ("Transnistria", "MD-TR"),
        ("Northern Cyprus", "CY-NC"),
        ("Abyei", "SD-AY"),
        ("Western Sahara", "EH"),
        ("Somaliland", "SO-SL"),
        ("Idlib", "SY.12"),
    ],
)
def test_territories_bear_the_code_that_zones_knows(gazetteer, name, territory):
    assert gazetteer.find(name)[0].territory == territory


def test_towns_are_no_territories(gazetteer):
    assert gazetteer.get("geonames:170654").territory == ""


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("Iranian", "IR"),
        ("Iranians", "IR"),
        ("Saudi", "SA"),
        ("South Koreans", "KR"),
        ("Scottish", "GB"),
        ("Chechen", "RU"),
        ("Gazans", "PS"),
        ("Iran", None),
        ("Tehran", None),
        ("Martian", None),
    ],
)
def test_demonyms(gazetteer, word, code):
    assert gazetteer.demonym(word) == code


def test_every_id_leads_back_to_its_entry(gazetteer):
    step = len(gazetteer.places) // 997
    for row in range(0, len(gazetteer.places), step):
        assert gazetteer.row(gazetteer.ref(row)) == row


@pytest.mark.parametrize("id", ["geonames:1", "geonames:x", "country:SY", "", "site:nowhere", "zz"])
def test_unknown_ids_are_refused(gazetteer, id):
    with pytest.raises(KeyError):
        gazetteer.get(id)


def test_countries_have_points_capitals_and_neighbours_both_ways(gazetteer):
    table = {c.code: c for c in gazetteer.countries()}
    assert len(table) == 250
    assert table["SY"].capital == "Damascus"
    assert set(table["SY"].borders) == {"IL", "IQ", "JO", "LB", "TR"}
    assert "Iranian" in table["IR"].demonyms
    for country in table.values():
        for other in country.borders:
            assert country.code in table[other].borders, (country.code, other)
        assert gazetteer.get(country.id).country == country.code


def test_capitals_lie_in_their_countries(gazetteer):
    assert len(gazetteer.capitals) > 235
    for row, code in gazetteer.capitals.items():
        assert gazetteer.candidate(row).country == code


def test_sites_lie_within_reach_of_a_town_of_their_country(gazetteer):
    """A swapped or mistyped coordinate would put a site far from any town of its country."""
    places = gazetteer.places
    kinds = np.asarray(places["kind"])
    lon, lat = places["lon"] * 1e-5, places["lat"] * 1e-5
    sites = [r for r in range(len(places)) if gazetteer.ref(r).startswith("site:")]
    assert len(sites) >= 1700
    towns = np.flatnonzero(kinds == 3)
    far = []
    for row in sites:
        near = towns[np.abs(lat[towns] - lat[row]) < 4]
        x = (lon[near] - lon[row]) * np.cos(np.radians(lat[row]))
        away = np.hypot(x, lat[near] - lat[row]) * 111.2
        country = places["country"][row]  # none where two states claim the site
        own = (places["country"][near] == country) | (gazetteer.areas[country] == "")
        antarctic = gazetteer.areas[country] == "AQ" and lat[row] < -60
        if not antarctic and not (own & (away < 330)).any():
            far.append(gazetteer.ref(row))
    # islands, the Sahara and the Arctic, and a base that counts as the United States'
    assert set(far) <= {
        "site:wake-island-airfield",
        "site:midway-atoll",
        "site:alert",
        "site:moruroa",
        "site:christmas-island-detention-centre",
        "site:fangataufa",
        "site:fort-madama",
        "site:raikoke",
        "site:sarychev-peak",
        "site:great-sitkin",
        "site:semisopochnoi",
    }


@given(st.text(max_size=40))
def test_any_text_may_be_looked_up(gazetteer, text):
    for candidate in gazetteer.find(text):
        assert candidate.name


def test_missing_and_broken_files_are_named(tmp_path):
    with pytest.raises(GazetteerError, match=r"places\.npy"):
        Gazetteer.open(tmp_path)
    shutil.copytree(DATA / "gazetteer", tmp_path / "g")
    (tmp_path / "g" / "tables.json").write_text(json.dumps({"areas": []}), encoding="utf-8")
    with pytest.raises(GazetteerError, match=r"tables\.json"):
        Gazetteer.open(tmp_path / "g")
    np.save(tmp_path / "g" / "keys.npy", np.zeros((2, 2)))
    with pytest.raises(GazetteerError, match=r"keys\.npy.*wanted"):
        Gazetteer.open(tmp_path / "g")


def test_opening_is_cheap_and_brings_no_table_library():
    """Measured in a process of its own, where nothing else is imported."""
    code = (
        "import sys\n"
        "from pathlib import Path\n"
        "from geo.places.gazetteer import Gazetteer\n"
        "from geo.places.resolve import find_places\n"
        "from geo.model import Document\n"
        "find_places(Document('a', 'Clashes in Idlib, Syria.'), Gazetteer.open())\n"
        # unlike ru_maxrss, this leaves out the process that started this one
        "status = Path('/proc/self/status')\n"
        "lines = status.read_text().splitlines() if status.exists() else ['VmHWM: 0 kB']\n"
        "peak = int(next(n for n in lines if n.startswith('VmHWM')).split()[1])\n"
        "bad = {'pandas', 'pyarrow', 'geopandas', 'scipy', 'shapely'} & set(sys.modules)\n"
        "print(peak < 400_000, bad)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "True set()"
