"""The curated tables of the gazetteer's builder, and the other words for a type of site."""

import csv
from collections import Counter
from pathlib import Path

import pytest

from geo.places.names import key
from tools.gazetteer.forms import other_forms

TABLES = Path(__file__).parent.parent.parent / "tools" / "gazetteer"
CLASSES = {"region", "water", "line", "facility", "city"}


def rows(name):
    with (TABLES / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


@pytest.mark.parametrize("table", ["facilities.csv", "regions.csv"])
def test_rows_are_whole(table):
    for row in rows(table):
        assert None not in row.values() and None not in row, row["id"]
        assert -180 <= float(row["lon"]) <= 180 and -90 <= float(row["lat"]) <= 90, row["id"]
        assert row["class"] in CLASSES and 0 <= int(row["fame"]) <= 100, row["id"]
        assert not row["country"] or len(row["country"]) == 2, row["id"]
        for name in (row["name"], *row["aliases"].split("|")):
            assert name == name.strip(), row["id"]


def test_no_id_stands_twice():
    counted = Counter(row["id"] for name in ("facilities.csv", "regions.csv") for row in rows(name))
    assert [id for id, times in counted.items() if times > 1] == []


def test_every_site_says_what_it_is_and_where_its_position_comes_from():
    assert all(row["kind"] and row["source"] for row in rows("facilities.csv"))


@pytest.mark.parametrize(
    ("name", "kind", "other"),
    [
        ("Sendai Nuclear Power Plant", "nuclear", "Sendai NPP"),
        ("Kakrapar Atomic Power Station", "nuclear", "Kakrapar nuclear power plant"),
        ("Heysham Nuclear Power Station", "nuclear", "Heysham nuclear plant"),
        ("Mount Rinjani", "volcano", "Rinjani volcano"),
        ("Hekla", "volcano", "Mount Hekla"),
        ("La Soufriere", "volcano", "La Soufrière volcano"),
        ("Poás Volcano", "volcano", "Mount Poás"),
        ("Tehri Dam", "dam", "Tehri hydropower plant"),
        ("Siret crossing", "crossing", "Siret border crossing"),
        ("Mbera camp", "camp", "Mbera refugee camp"),
        ("Tuapse refinery", "oil", "Tuapse oil refinery"),
        ("Port of Odesa", "oil", "Odesa port"),
        ("Davis Station", "station", "Davis Research Station"),
    ],
)
def test_a_site_is_known_by_the_other_words_for_its_type(name, kind, other):
    assert key(other) in {key(form) for form in other_forms(name, kind)}


@pytest.mark.parametrize(
    ("name", "kind"),
    [("Lipulekh Pass", "crossing"), ("Dounreay", "nuclear"),
     ("Robotyne", "village")],
)  # fmt: skip
def test_a_name_without_a_type_word_gets_none(name, kind):
    assert other_forms(name, kind) == []
