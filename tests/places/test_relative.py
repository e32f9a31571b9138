"""Points measured from a place, and names that are left unplaced, with the reasons."""

import pytest
from pyproj import Geod

from geo.export.geojson import to_geojson
from geo.model import Distance, Document, Role
from geo.pipeline import Pipeline
from geo.places.relative import precision_m, relative_places, uncertainty_m
from geo.places.resolve import find_places


@pytest.fixture(scope="module")
def measured(gazetteer):
    def reader(text):
        document = Document("d", text)
        return relative_places(document, find_places(document, gazetteer))

    return reader


@pytest.mark.parametrize(
    ("text", "phrase", "bearing", "metres", "anchor"),
    [
        ("A convoy was hit 15 km south of Damascus.", "15 km south of Damascus", 180, 15_000, "Damascus"),
        ("Shells fell some 8 miles north-east of Goma.", "8 miles north-east of Goma", 45, 12_874.752, "Goma"),
        ("The jet crashed 40 kilometres to the west of the city of Kharkiv.",
         "40 kilometres to the west of the city of Kharkiv", 270, 40_000, "Kharkiv"),
        ("Fighting 3 km north-northwest of Bakhmut in Ukraine.", "3 km north-northwest of Bakhmut", 337.5, 3_000, "Bakhmut"),
    ],
)  # fmt: skip
def test_a_distance_phrase_is_a_point_of_its_own(measured, text, phrase, bearing, metres, anchor):
    (place,) = measured(text)
    (mention,) = place.mentions
    assert (mention.toponym, mention.kind) == (phrase, Role.RELATIVE)
    assert text[mention.span.start : mention.span.end] == phrase
    assert anchor in place.reason
    (home,) = [p.candidate for p in find_places(Document("d", text), Pipeline().gazetteer)
               if p.candidate and p.candidate.name == anchor]  # fmt: skip
    azimuth, _, away = Geod(ellps="WGS84").inv(
        home.lon, home.lat, place.candidate.lon, place.candidate.lat
    )
    assert away == pytest.approx(metres, abs=1)
    assert azimuth % 360 == pytest.approx(bearing, abs=0.01)
    assert 0.1 * metres < place.uncertainty_m < metres + 20_000


@pytest.mark.parametrize(
    "text",
    [
        "The troops are 15 km from Damascus.",
        "It lies 15 km south of Syria.",
        "They drove 15 km south.",
        "He walked 15 km south of the river.",
        "A 15-km march north of here reached Damascus.",
        "It is 15 km south-east-north of Damascus.",
    ],
)
def test_what_is_no_distance_phrase(measured, text):
    assert measured(text) == ()


def test_a_sector_reaches_to_its_farthest_corner():
    exact = Distance(15_000, 15_000)
    assert uncertainty_m(exact, "km", 45) > uncertainty_m(exact, "km", 22.5) > 500
    assert uncertainty_m(Distance(10_000, 20_000), "km", 22.5) > uncertainty_m(exact, "km", 22.5)


@pytest.mark.parametrize(
    ("metres", "unit", "half"),
    [(15_000, "km", 500), (20_000, "km", 5_000), (100_000, "km", 50_000), (2_500, "km", 50),
     (16_093.44, "mi", 8_046.72), (500, "m", 50)],
)  # fmt: skip
def test_a_round_number_is_good_to_half_its_last_digit(metres, unit, half):
    assert precision_m(metres, unit) == pytest.approx(half)


def test_the_output_has_the_point_and_its_radius():
    pipeline = Pipeline()
    told = pipeline.read(Document("d", "A convoy was hit 15 km south of Damascus on Monday."))
    places = [f for f in to_geojson(told)["features"] if f["properties"]["kind"] == "place"]
    (point,) = [f for f in places if f["properties"]["role"] == "relative"]
    assert point["properties"]["uncertainty_m"] > 5_000
    assert point["geometry"]["coordinates"][1] < 33.45


def test_a_name_of_many_places_with_no_company_is_not_pinned(gazetteer):
    places = find_places(Document("d", "The fire began in Springfield."), gazetteer)
    (place,) = places
    assert place.candidate is None
    assert "places called Springfield, none near the others" in place.reason
    assert len(place.rivals) > 2
    assert all(rival.reason for rival in place.rivals)


def test_reasons_and_rivals_reach_the_output():
    analysis = Pipeline().read(Document("d", "The fire began in Springfield."))
    (unplaced,) = to_geojson(analysis)["cordon"]["unplaced"]
    assert unplaced["toponym"] == "Springfield"
    assert "places called" in unplaced["reason"]
    assert {"gazetteer_id", "name", "country", "lon", "lat", "score", "reason"} == set(
        unplaced["rivals"][0]
    )
    assert any("places called" in issue.message for issue in analysis.issues)
