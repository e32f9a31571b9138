"""A report by hand: zones of every status around one spot, and a base map of one island."""

import datetime as dt

import pytest
import shapely

from geo.maps.basemap import Basemap, Label, pack_overview
from geo.model import (
    Analysis,
    Compliance,
    Document,
    Effect,
    FeatureClass,
    Mention,
    Place,
    Role,
    Span,
    Status,
)
from maps.hand import TEXT, place, zone


@pytest.fixture
def analysis():
    """Return a report with a zone of every status and places of every role."""
    zones = (
        zone(35.8, 32.4, 38.0, 33.4, status=Status.PROPOSED),
        zone(35.8, 32.5, 36.1, 33.3, status=Status.AGREED, compliance=Compliance.VIOLATED),
        zone(36.0, 32.6, 37.0, 33.0, status=Status.DEMANDED),
        zone(36.4, 32.9, 36.8, 33.2, status=Status.IN_FORCE),
        zone(35.0, 31.0, 42.0, 37.0, status=Status.REJECTED),
        zone(36.9, 32.7, 37.4, 33.1, status=Status.LIFTED),
        zone(36.0, 32.0, 37.0, 33.0, status=Status.IN_FORCE, effect=Effect.WEAPON_RANGE),
    )
    places = (
        place("Daraa"),
        place("Quneitra", lon=36.9, lat=33.3),
        place("Tehran", Role.METONYM, lon=51.4, lat=35.7),
        place("Iranian", Role.DEMONYM, lon=53.0, lat=32.0),
        place("south", lon=36.5, lat=32.8, feature_class=FeatureClass.REGION),
        Place((Mention(Span(0, 5), "Chess", Role.PART),), (), 0.0),
    )
    rules = tuple(z.constraint for z in zones)
    document = Document("talks", TEXT, "Talks on the south", "Agency", dt.date(2018, 5, 31))
    return Analysis(document, places, rules, zones)


@pytest.fixture
def basemap():
    """Return an island with one border through it and towns on a grid."""
    land = shapely.box(34.5, 30.0, 43.0, 38.0)
    border = shapely.LineString([(35.8, 30.0), (35.8, 38.0)])
    towns = [
        Label(f"Town {i}.{j}", 34.6 + i * 0.21, 31.5 + j * 0.13, "town", 6.0, 1000.0 * i + j)
        for i in range(24)
        for j in range(24)
    ]
    labels = (Label("Syria", 37.0, 33.0, "country", 4.0, 1e5), *towns)
    nothing = shapely.MultiLineString(), shapely.MultiPolygon()
    overview = pack_overview(land, shapely.MultiLineString([border]), *nothing, labels[:1])
    box = (35.0, 31.0, 39.0, 34.0)
    return Basemap(overview, (box,), land, shapely.MultiLineString([border]), labels=labels)


@pytest.fixture
def screen():
    """Return the size of the browser's window, pixels."""
    return 1000, 640
