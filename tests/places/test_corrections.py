"""The analyst's corrections: applied, marked, and undone by leaving them out."""

import pytest

from geo.export.geojson import to_geojson
from geo.model import Document, Role, Span
from geo.overrides import ANALYST, Correction, Override
from geo.pipeline import Pipeline
from geo.places.corrections import corrected
from geo.places.resolve import find_places

TEXT = (
    "Police in Alexandria made two arrests. The mayor of Alexandria spoke. Troops reached Qwertz."
)
DOCUMENT = Document("d", TEXT)
VIRGINIA = "geonames:4744091"
ALEXANDRIA = Span(TEXT.index("Alexandria"), TEXT.index("Alexandria") + 10)


def entry(toponym="Alexandria", span=None, id=VIRGINIA, note=""):
    return Override(toponym, Correction.ENTRY, span, entry=id, note=note)


@pytest.fixture(scope="module")
def places(gazetteer):
    return find_places(DOCUMENT, gazetteer)


def named(places, toponym):
    return [p for p in places for m in p.mentions if m.toponym == toponym]


def test_this_alexandria_is_the_one_in_virginia(places, gazetteer):
    (was, *_) = named(places, "Alexandria")
    assert was.candidate.country == "EG"
    found, issues = corrected(places, (entry(note="asked"),), DOCUMENT, gazetteer)
    assert issues == ()
    one, two = named(found, "Alexandria")
    assert one is two
    assert (one.candidate.id, one.decided_by, one.confidence) == (VIRGINIA, ANALYST, 1.0)
    assert "asked" in one.reason
    assert was.candidate.id in {c.id for c in one.candidates[1:]}


def test_one_mention_alone_may_be_corrected(places, gazetteer):
    found, _ = corrected(places, (entry(span=ALEXANDRIA),), DOCUMENT, gazetteer)
    one, two = named(found, "Alexandria")
    assert (one.candidate.country, two.candidate.country) == ("US", "EG")
    assert (one.decided_by, two.decided_by) == (ANALYST, "")


def test_a_name_that_is_no_place(places, gazetteer):
    override = Override("Alexandria", Correction.NO_PLACE)
    found, _ = corrected(places, (override,), DOCUMENT, gazetteer)
    (place, _) = named(found, "Alexandria")
    assert place.candidate is None
    assert {m.kind for m in place.mentions} == {Role.PART}


def test_a_moved_pin_keeps_its_rivals(places, gazetteer):
    override = Override("Alexandria", Correction.PIN, lon=29.95, lat=31.15)
    found, _ = corrected(places, (override,), DOCUMENT, gazetteer)
    place = named(found, "Alexandria")[0]
    assert (place.candidate.lon, place.candidate.lat) == (29.95, 31.15)
    assert place.candidate.country == "EG"
    assert len(place.candidates) > 1


def test_a_name_the_reader_missed_can_be_pinned(places, gazetteer):
    override = Override("Qwertz", Correction.PIN, lon=12.5, lat=-3.25, name="Camp Qwertz")
    found, issues = corrected(places, (override,), DOCUMENT, gazetteer)
    (place,) = named(found, "Qwertz")
    assert issues == ()
    assert place.candidate.name == "Camp Qwertz"
    assert TEXT[place.mentions[0].span.start :].startswith("Qwertz")


def test_a_longer_name_takes_the_place_of_the_shorter_one(gazetteer):
    document = Document("d", "They camped in New Alexandria overnight.")
    places = find_places(document, gazetteer)
    override = Override("camped in New Alexandria", Correction.PIN, lon=1.0, lat=2.0)
    found, _ = corrected(places, (override,), document, gazetteer)
    assert [m.toponym for p in found for m in p.mentions] == ["camped in New Alexandria"]


@pytest.mark.parametrize(
    ("override", "says"),
    [
        (entry("Atlantis"), "lacks it"),
        (entry(span=Span(0, 10)), "lacks it there"),
        (entry(span=Span(5000, 5010)), "lacks it there"),
        (entry(id="geonames:1"), "geonames:1"),
    ],
)
def test_what_does_not_fit_is_told_and_changes_nothing(places, gazetteer, override, says):
    found, (issue,) = corrected(places, (override,), DOCUMENT, gazetteer)
    assert found == places
    assert issue.code == "override.unused"
    assert says in issue.message


def test_the_later_correction_wins_and_leaving_them_out_undoes_them(places, gazetteer):
    both = (Override("Alexandria", Correction.NO_PLACE), entry())
    found, _ = corrected(places, both, DOCUMENT, gazetteer)
    assert named(found, "Alexandria")[0].candidate.id == VIRGINIA
    assert corrected(places, (), DOCUMENT, gazetteer) == (places, ())


def test_rules_are_measured_from_the_corrected_place():
    pipeline = Pipeline()
    document = Document("d", "Rebels must stay 5 km from Alexandria.")
    point = Override("Alexandria", Correction.PIN, lon=-77.05, lat=38.8)
    (before,) = pipeline.read(document).zones
    (after,) = pipeline.read(document, (point,)).zones
    assert before.geometry.centroid.x > 0 > after.geometry.centroid.x
    features = to_geojson(pipeline.read(document, (point,)))["features"]
    (place,) = [f["properties"] for f in features if f["properties"]["kind"] == "place"]
    assert place["decided_by"] == ANALYST
    assert pipeline.read(document).zones[0].geometry.equals(before.geometry)
