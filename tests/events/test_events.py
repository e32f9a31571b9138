"""Incidents read from text: each row by its sentences, and what must not be taken for one."""

import datetime as dt

import pytest

from geo.errors import RuleError
from geo.events.kinds import load_kinds
from geo.model import Document, FeatureClass
from geo.pipeline import read
from geo.settings import DATA

KINDS = load_kinds(DATA / "events")
WRITTEN = dt.date(2018, 5, 31)


def told(text, date=WRITTEN):
    """Return kind, place and day of each incident of a text."""
    found = read(Document("d", text, date=date)).events
    return [(e.kind, e.place.candidate.name if e.place else None, e.date) for e in found]


@pytest.mark.parametrize(
    ("kind", "text"), [(k, t) for k in KINDS for t in k.examples], ids=lambda x: getattr(x, "id", x)
)
def test_an_example_tells_its_incident_at_its_place(kind, text):
    events = read(Document("d", text, date=WRITTEN)).events
    assert [(e.kind, e.trace[0]) for e in events] == [(kind.kind, kind.id)]
    assert events[0].place.candidate.name == "Goma"
    assert events[0].quote == text


@pytest.mark.parametrize("text", [t for k in KINDS for t in k.counterexamples])
def test_a_counterexample_tells_no_incident(text):
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("On 3 May rebels attacked Goma.", [("attack", "Goma", "2018-05-03")]),
        ("Rebels from Bukavu attacked Goma.", [("attack", "Goma", "")]),
        ("In Goma on Tuesday, gunmen ambushed a convoy.", [("attack", "Goma", "2018-05-29")]),
        ("Police in Goma said that a bomb exploded in Bukavu.", [("explosion", "Bukavu", "")]),
        ("Clashes in Goma and Bukavu went on.", [("clash", "Goma", ""), ("clash", "Bukavu", "")]),
        ("Goma has been heavily shelled since March.", [("shelling", "Goma", "2018-03")]),
        (
            "Rebels must withdraw 20 km from Goma, which they attacked in April.",
            [("attack", "Goma", "2018-04")],
        ),
        ("Rebels shelled Goma and then stormed Bukavu.",
         [("shelling", "Goma", ""), ("attack", "Bukavu", "")]),
    ],
)  # fmt: skip
def test_the_place_is_the_one_that_the_words_name(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Israel attacked Iran on Monday.", "only an area is named: Iran"),
        ("Two air strikes were reported on Tuesday.", "the sentence does not say where"),
        ("Fighting raged between Goma and Bukavu.", "somewhere between Goma and Bukavu"),
    ],
)
def test_an_incident_without_a_point_is_listed_with_the_reason(text, reason):
    (event,) = read(Document("d", text, date=WRITTEN)).events
    assert event.place is None
    assert event.reason == reason


@pytest.mark.parametrize(
    "text",
    [
        "The army denied that it had shelled Goma.",
        "Goma was not attacked.",
        "If attacked, Goma will fight.",
        "Air strikes on Goma would be a red line.",
        "A strike by teachers hit Goma.",
        "The agreement ended the shelling of Goma.",
        "The army is preparing an attack on Goma.",
        "Neither side bombed Goma.",
        "The parliament attacked the proposal from Goma.",
        "Rebels agreed to halt attacks on Goma.",
    ],
)
def test_what_has_not_happened_is_no_incident(text):
    assert told(text) == []


def test_near_a_place_is_said_to_be_near_it():
    (event,) = read(Document("d", "A blast near Goma killed two.")).events
    assert event.trace == ("event.explosion", "where.near")


@pytest.mark.parametrize(
    ("text", "name", "lonlat", "how"),
    [
        ("A mine exploded in position 13-25N 042-50E, west of Mocha.", "13-25N 042-50E", (42.833333, 13.416667), "at"),
        ("Jets bombed a depot at 33.5138, 36.2765.", "33.5138, 36.2765", (36.2765, 33.5138), "at"),
        ("A mine exploded two miles from a tug in 13-25N 042-50E.", "13-25N 042-50E", (42.833333, 13.416667), "near"),
    ],
)  # fmt: skip
def test_a_position_by_coordinates_is_the_place(text, name, lonlat, how):
    (event,) = read(Document("d", text)).events
    best = event.place.candidate
    assert best.name == name
    assert (best.lon, best.lat) == pytest.approx(lonlat, abs=1e-5)
    assert event.trace[-1] == f"where.{how}"


def test_a_distance_from_something_in_a_town_is_near_it():
    (event,) = read(Document("d", "A bomb exploded 300 metres from a school in Goma.")).events
    assert event.trace == ("event.explosion", "where.near")
    (event,) = read(Document("d", "Rebels 20 km from Bukavu shelled Goma.")).events
    assert event.trace == ("event.shelling", "where.at")


def test_a_distance_from_a_place_is_the_place():
    (event,) = read(Document("d", "Gunmen attacked a convoy 15 km north of Goma.")).events
    best = event.place.candidate
    assert best.feature_class is not FeatureClass.COUNTRY
    assert best.lat > -1.68 + 0.1  # Goma lies at 1.68° S


def test_who_says_so_is_kept():
    (event,) = read(Document("d", "Rebels attacked Goma, the army said.")).events
    assert event.source == "the army"


def test_a_relative_day_needs_the_day_of_the_report():
    assert told("Rebels attacked Goma on Tuesday.", date=None) == [("attack", "Goma", "")]


def test_an_incident_before_an_hour_of_a_day_was_on_that_day():
    assert told("Rebels attacked Goma before dawn on Sunday.") == [("attack", "Goma", "2018-05-27")]


@pytest.mark.parametrize("date", [None, WRITTEN])
def test_the_day_of_the_dateline_is_not_that_of_the_incident(date):
    assert told("BUKAVU, May 31, 2018 - Rebels attacked Goma.", date) == [("attack", "Goma", "")]


def test_a_letter_whose_small_form_is_longer_moves_nothing():
    assert told("İİİ. Rebels attacked Goma.") == [("attack", "Goma", "")]


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ('id="x"', "missing keys"),
        ('id="x"\nkind="k"\nplace="here"\nhint="h"\npattern="p"\nexamples=["a"]\ncounterexamples=["b"]', "wanted"),
        ('id="x"\nkind="k"\nplace="named"\nhint="h"\npattern="("\nexamples=["a"]\ncounterexamples=["b"]', "pattern"),
        ('id="x"\nkind="k"\nplace="named"\nhint="h"\npattern="p"\nexamples=["a"]\ncounterexamples=[]', "counterexample"),
    ],
)  # fmt: skip
def test_a_row_that_is_wrong_is_refused(tmp_path, row, problem):
    (tmp_path / "kinds.toml").write_text(f"[[kind]]\n{row}\n")
    with pytest.raises(RuleError, match=problem):
        load_kinds(tmp_path)


def test_every_match_holds_a_hint():
    for kind in KINDS:
        for text in kind.examples:
            for match in kind.pattern.finditer(text):
                assert any(h in match.group().lower() for h in kind.hints), (kind.id, text)


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("Rebels entered Goma on Monday. The army shelled it overnight.", "Goma"),
        ("Rebels entered Goma on Monday and the army shelled it.", "Goma"),
        ("Goma was quiet. It was shelled again on Tuesday.", "Goma"),
        ("A convoy left Goma on Monday. The army shelled the town.", "Goma"),
        ("Mortars hit the market of Goma. Two air strikes were reported there.", "Goma"),
        ("The convoy left Goma for Bukavu. The army shelled the town.", None),
        ("A convoy left Goma. It was attacked by rebels.", None),
        ("The mayor of Goma spoke.\n\nThe army shelled it.", None),
        ("Rebels hold Goma. The army said it attacked the rebels.", None),
        ("Troops reached Kramatorsk. Rockets hit the airport late on Friday.", None),
    ],
)
def test_a_pronoun_stands_for_the_one_place_that_it_can_mean(text, where):
    assert told(text)[-1][1] == where
