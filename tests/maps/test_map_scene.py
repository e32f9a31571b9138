"""Where numbers stand, what is pinned, what is seen first."""

import shapely

from geo.maps.scene import WORLD, numbered, pinned, view_box
from geo.model import Analysis, Document, Status
from maps.hand import zone


def test_every_number_stands_in_its_own_zone(analysis):
    for entry in numbered(analysis):
        assert entry.zone.geometry.contains(shapely.Point(entry.lon, entry.lat))


def test_a_number_stands_off_the_smaller_zones_that_leave_it_room():
    large, small = zone(30, 30, 40, 34), zone(33, 30, 37, 34)
    at = numbered(Analysis(Document("d", "text"), zones=(large, small)))[0]
    assert not small.geometry.contains(shapely.Point(at.lon, at.lat))


def test_a_zone_wholly_under_another_keeps_its_number_inside():
    one, other = zone(30, 30, 40, 34), zone(30, 30, 40, 34)
    found = numbered(Analysis(Document("d", "text"), zones=(one, other)))
    assert all(e.zone.geometry.contains(shapely.Point(e.lon, e.lat)) for e in found)


def test_only_places_meant_as_places_are_pinned(analysis):
    assert [pin.best.name for pin in pinned(analysis)] == ["Daraa", "Quneitra", "south"]


def test_the_first_view_holds_the_shown_zones_and_leaves_the_hidden_out(analysis):
    west, south, east, north = view_box(analysis)
    shown = [z for z in analysis.zones if z.constraint.status is not Status.REJECTED]
    assert shapely.box(west, south, east, north).contains(shown[0].geometry)
    assert east < 40


def test_a_report_without_zones_shows_its_places_and_one_without_anything_the_world(analysis):
    bare = Analysis(analysis.document, places=analysis.places)
    assert shapely.box(*view_box(bare)).contains(shapely.Point(36.1, 32.62))
    assert view_box(Analysis(analysis.document)) == WORLD
