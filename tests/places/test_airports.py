"""An airport called by its town."""

import pytest

from geo.places.airports import airports
from geo.places.gazetteer import Gazetteer


@pytest.fixture(scope="module")
def gazetteer():
    return Gazetteer.open()


@pytest.mark.parametrize(
    ("name", "identifier"),
    [
        ("Geneva Airport", "icao:LSGG"),
        ("Kabul's airport", "icao:OAKB"),
        ("the Mogadishu airport", "icao:HCMM"),
        ("Port Stanley airport", "icao:SFAL"),
        ("Arlanda airport", "icao:ESSA"),
        ("Wilson Airport", "icao:HKNW"),
        ("Schiphol airport", "icao:EHAM"),
    ],
)
def test_airport_of_a_town(gazetteer, name, identifier):
    assert [c.id for c in airports(name, gazetteer)] == [identifier]


@pytest.mark.parametrize("name", ["London airport", "Qwertia airport", "Geneva", ""])
def test_no_airport_where_several_or_none_fit(gazetteer, name):
    assert airports(name, gazetteer) == ()
