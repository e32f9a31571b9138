"""The base map of real borders: the lines under a zone are those that it was made from."""

import datetime as dt

import pytest
import shapely

from geo.maps.basemap import Basemap
from geo.model import Analysis, Document
from geo.pipeline import read
from geo.ui.basemap import LARGEST_DEG2, basemap, borders, detail_boxes

TEXT = "Iranian forces must stay 5 km from the Israeli border inside Syria, Russia said."
METRE_DEG = 1 / 111_000


@pytest.fixture(scope="module")
def analysis():
    """Return a zone along a real border."""
    found = read(Document("strip", TEXT, date=dt.date(2018, 5, 31)))
    assert len(found.zones) == 1
    return found


@pytest.fixture(scope="module")
def ground(analysis) -> Basemap:
    """Return its base map."""
    return basemap(analysis)


def test_the_border_under_a_zone_s_edge_is_within_five_metres_of_it(analysis, ground):
    edge = analysis.zones[0].geometry.boundary
    borders = shapely.union_all([ground.borders, ground.inner])
    near = shapely.get_parts(shapely.intersection(borders, edge.buffer(30 * METRE_DEG)))
    long = [line for line in near if line.length > 3_000 * METRE_DEG]
    assert sum(line.length for line in long) > 50_000 * METRE_DEG
    for line in long:
        middle = line.interpolate(line.length / 2)
        assert middle.distance(edge) < 5 * METRE_DEG


def test_land_and_lines_fill_the_box_and_stay_in_it(analysis, ground):
    (box,) = ground.boxes
    assert shapely.box(*box).contains(analysis.zones[0].geometry)
    assert shapely.box(*box).buffer(0.2).contains(ground.land)
    assert shapely.box(*box).buffer(1e-9).contains(ground.borders)
    assert ground.land.intersects(shapely.Point(35.9, 33.1))


def test_territories_and_towns_around_the_zone_are_named_on_land(ground):
    names = {label.text: label for label in ground.labels}
    assert {"Syria", "Israel", "Golan Heights"} <= set(names)
    assert any(label.kind == "town" for label in ground.labels)
    for name in ("Syria", "Israel"):
        at = names[name]
        assert ground.land.intersects(shapely.Point(at.lon, at.lat)) or at.zoom < 6


def box_zone(analysis, *bounds):
    """Return the one zone of the analysis with another, rectangular shape."""
    zone = analysis.zones[0]
    return type(zone)(zone.constraint, shapely.box(*bounds), 1.0, None, zone.method, zone.viewpoint)


def test_boxes_that_overlap_become_one_and_distant_ones_stay_apart(analysis):
    near = [box_zone(analysis, 35, 33, 36, 34), box_zone(analysis, 35.5, 33.5, 37, 35)]
    far = box_zone(analysis, -60, -52, -58, -51)
    found = detail_boxes(Analysis(analysis.document, zones=(*near, far)))
    assert len(found) == 2
    for zone in (*near, far):
        assert sum(shapely.box(*box).contains(zone.geometry) for box in found) == 1


def test_a_vast_zone_gets_no_detail_and_takes_none_from_the_others(analysis):
    vast, small = box_zone(analysis, 30, 40, 170, 75), box_zone(analysis, 36, 50, 37, 51)
    found = detail_boxes(Analysis(analysis.document, zones=(vast, small)))
    assert len(found) == 1
    west, south, east, north = found[0]
    assert (east - west) * (north - south) < LARGEST_DEG2


def test_a_report_without_zones_or_places_still_has_a_base_map():
    ground = basemap(Analysis(Document("empty", "Nothing here.")))
    assert ground.boxes == ()
    assert ground.overview.land.area > 10_000


def test_a_country_is_named_in_its_own_land(analysis):
    box = (4.6, 44.6, 10.7, 47.9)  # around Mont Blanc, where short lines tell otherwise
    known = {label.text: label for label in basemap(analysis, (box,)).labels}
    for name, code in (("Italy", "IT"), ("France", "FR"), ("Switzerland", "CH")):
        at = known[name]
        assert shapely.contains_xy(borders().land(code), at.lon, at.lat), name


def test_a_map_seen_from_afar_is_drawn_from_the_overview_and_names_what_it_shows(analysis):
    far = basemap(analysis, ((-80.0, -60.0, -50.0, -30.0),))
    assert far.boxes == ()
    assert far.land.is_empty
    assert {"Argentina", "Chile"} <= {label.text for label in far.labels}


def test_a_wide_view_has_the_exact_lines_of_the_zones_in_it_alone(analysis):
    far = box_zone(analysis, 100, 33, 101, 34)
    both = Analysis(analysis.document, zones=(*analysis.zones, far))
    (only,) = basemap(both, ((20.0, 25.0, 60.0, 45.0),)).boxes
    assert shapely.box(*only).contains(analysis.zones[0].geometry)
