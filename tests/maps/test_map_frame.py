"""The window of a printed map: what it holds, over the antimeridian and a pole as anywhere."""

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from pyproj import Geod

from geo.maps.fitting import fitted
from geo.maps.frame import FINE_PX, METRES_DEG, nice_below
from geo.maps.locator import index_frame, locator_frame
from geo.maps.plates import Plate
from geo.maps.zoning import _recut, _smoothed

GEOD = Geod(ellps="WGS84")
PLACES = [(36.0, 33.0), (179.9, -17.0), (-180.0, 66.0), (20.0, 89.9), (0.0, -90.0), (-60.0, -52.0)]


def circle(lon, lat, radius_m, n=72):
    """Return points of a circle about a place."""
    azimuths = np.linspace(0, 360, n, endpoint=False)
    lons, lats, _ = GEOD.fwd(np.full(n, lon), np.full(n, lat), azimuths, np.full(n, radius_m))
    return np.column_stack([lons, lats])


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("radius_m", [1_000, 100_000, 1_500_000])
def test_all_that_must_be_seen_is_on_the_page_and_fills_it(place, radius_m):
    points = circle(*place, radius_m)
    frame = fitted(points, 1300, 1000, 144, pad=0.05)
    x, y = frame.project(points).T
    left, right, bottom, top = frame.extent_m
    assert x.min() > left
    assert x.max() < right
    assert y.min() > bottom
    assert y.max() < top
    assert (y.max() - y.min()) / (top - bottom) == pytest.approx(0.9, abs=0.02)
    assert not frame.world


@given(st.floats(-180, 180), st.floats(-90, 90), st.floats(500, 3e6))
def test_the_scale_is_true_at_the_centre_anywhere(lon, lat, radius_m):
    frame = fitted(circle(lon, lat, radius_m), 1000, 700, 144)
    length = nice_below(0.1 * frame.width_px * frame.ground_m_px)
    plane = length * frame.metres_px / frame.ground_m_px
    middle = frame.project(np.array([frame.centre]))[0]
    half = np.array([plane / 2, 0])
    ends = frame.unproject(np.array([middle - half, middle + half]))
    assert GEOD.inv(*ends[0], *ends[1])[2] == pytest.approx(length, rel=0.004)


def test_the_far_corners_are_within_two_percent_over_twenty_degrees():
    frame = fitted(circle(30.0, 50.0, 1.1e6), 1300, 1000, 144)
    for a, b in (((20, 50), (21, 50)), ((38, 57), (38, 58)), ((30, 41), (31, 41))):
        plane = frame.project(np.array([a, b], dtype=float))
        drawn = np.hypot(*(plane[1] - plane[0])) * frame.ground_m_px / frame.metres_px
        assert drawn == pytest.approx(GEOD.inv(*a, *b)[2], rel=0.02)


def test_an_area_cut_at_the_antimeridian_is_one_on_the_map_and_has_no_seam():
    halves = shapely.MultiPolygon(
        [shapely.box(178, -18, 180, -16), shapely.box(-180, -18, -177, -16)]
    )
    frame = fitted(shapely.get_coordinates(halves), 1300, 1000, 144, pad=0.1)
    west, _, east, _ = frame.window
    assert west < 178 - 360 < -177 < east
    assert len(frame.boxes) == 2
    whole = frame.plane(halves)
    assert whole.geom_type == "Polygon"
    for path in frame.paths(halves):
        lon, lat = frame.unproject(path).T
        seam = np.abs(np.abs(lon) - 180) < 1e-7
        inner = (lat > -17.99) & (lat < -16.01)
        assert not (seam & inner).any()


def test_a_cap_over_the_pole_is_round_and_has_no_seam():
    lons = np.linspace(-180, 180, 721)
    cap = shapely.Polygon([*[(x, 85.0) for x in lons], (180, 90), (-180, 90)])
    frame = fitted(shapely.get_coordinates(cap), 1000, 1000, 144, pad=0.1)
    assert frame.sees(0, 90)
    area = frame.plane(cap).area
    radius = GEOD.inv(0, 85, 0, 90)[2]
    assert area == pytest.approx(np.pi * radius**2, rel=0.005)
    edge = np.concatenate(frame.paths(cap))
    assert frame.unproject(edge)[:, 1].max() < 85.01


def test_what_spans_the_world_is_shown_on_a_map_of_the_world():
    points = np.array([(-60.0, -52.0), (140.0, 36.0), (45.0, 15.0)])
    frame = fitted(points, 1300, 1000, 144, pad=0.05)
    assert frame.world
    assert all(frame.sees(*point) for point in points)
    assert "Equal Earth" in frame.projection


def test_what_spans_most_of_it_is_shown_on_the_whole_globe():
    points = np.array([(-150.0, -10.0), (-60.0, 5.0), (18.0, 15.0), (140.0, 36.0)])
    frame = fitted(points, 1300, 1000, 144, pad=0.05)
    _, right, bottom, top = frame.extent_m
    rim = frame.project(np.array([(frame.centre[0] + 179.99, 0.0), (0.0, 90.0), (0.0, -90.0)]))
    assert rim[0, 0] <= right  # the whole globe, and it fills the width
    assert rim[0, 0] == pytest.approx(right, rel=1e-3)
    assert bottom < rim[2, 1] < rim[1, 1] < top


def test_a_map_of_the_world_is_cut_where_nothing_is():
    points = np.array([(-155.0, 20.0), (-60.0, -52.0), (18.0, -34.0), (74.0, 30.0), (175.0, -41.0)])
    frame = fitted(points, 1300, 1000, 144, pad=0.05)
    x = np.sort(frame.project(points)[:, 0])
    left, right, _, _ = frame.extent_m
    assert x[0] - left > 0.08 * (right - left)
    assert right - x[-1] > 0.08 * (right - left)


def test_a_wider_frame_keeps_its_centre_and_the_antipode_is_left_out():
    frame = fitted(circle(-59.0, -52.0, 4e5), 1300, 1000, 144)
    wide = frame.wider(100.0, 400, 200)
    assert wide.centre == frame.centre
    world = wide.plane(shapely.box(-180, -90, 180, 90))
    assert world.area == pytest.approx(wide.rectangle.area, rel=0.01)


def test_a_ragged_zone_over_the_antimeridian_has_no_seam_when_it_is_smoothed():
    angles = np.linspace(0, 2 * np.pi, 4_000, endpoint=False)
    reach = 2.0 + 0.05 * np.sin(400 * angles)
    ring = shapely.Polygon(
        np.column_stack([180 + reach * np.cos(angles), -17 + reach * np.sin(angles)])
    )
    wedge = [(180, -16.3), (179.9987, -16.6), (179.9, -16.7), (180.1, -16.7), (180.0013, -16.6)]
    zone = _recut(shapely.difference(ring, shapely.Polygon(wedge)))  # its tip is no pixel wide
    assert len(zone.geoms) == 2
    frame = fitted(shapely.get_coordinates(zone), 1300, 1000, 144)
    fine = shapely.union_all([shapely.LineString([(180, -18), (180, -16)]).buffer(0.02)])
    for drawn in (zone, _smoothed(frame, zone)):
        lines = [shapely.LineString(part) for part in frame.paths(drawn)]
        along = shapely.intersection(shapely.MultiLineString(lines), frame.plane(_recut(fine)))
        assert along.length < 0.5 * 111_000  # the tip of the wedge at most, not the seam


def test_a_seam_whose_end_is_thinned_away_is_no_edge():
    frame = fitted(np.array([[176.0, -10.0], [184.0, -18.0]]), 1300, 1000, 144)
    off = 1.3 * FINE_PX * frame.metres_px / METRES_DEG  # a coast that slants away from the seam
    west = [(179.2, -16.5), (180 - off, -16.34), (180, -16.14), (180, -15.8), (179.2, -15.9)]
    east = [(-180, -15.8), (-180, -16.14), (off - 180, -16.34), (-179.2, -16.5), (-179.2, -15.9)]
    zone = shapely.MultiPolygon([shapely.Polygon(west), shapely.Polygon(east)])
    lines = shapely.MultiLineString([shapely.LineString(p) for p in frame.paths(zone)])
    seam = shapely.LineString(frame.project(np.array([[180.0, -15.85], [180.0, -16.1]])))
    assert shapely.distance(lines, seam) > frame.metres_px


@pytest.mark.parametrize("size", [(540, 300), (540, 190), (300, 300)])
@pytest.mark.parametrize("radius_m", [2_000.0, 300_000.0, 1_500_000.0])
def test_the_small_map_holds_the_whole_of_the_large_one(size, radius_m):
    frame = fitted(circle(-62.0, -46.0, radius_m), 700, 900, 144)
    small = locator_frame(frame, *size)
    assert small.metres_px * size[0] > 1.5 * frame.metres_px * frame.width_px
    assert small.metres_px * size[1] > 1.5 * frame.metres_px * frame.height_px


def test_the_small_map_of_several_maps_holds_them_all():
    places = ((179.0, 79.0), (7.0, 46.0), (0.0, -78.0))
    frames = [fitted(circle(*place, 300_000.0), 700, 400, 144) for place in places]
    small = index_frame([Plate((0, 0, 1, 1), frame, "A") for frame in frames], 540, 190)
    _, _, bottom, top = small.extent_m
    for frame in frames:
        _, south, _, north = frame.window
        y = small.project(np.array([(0.0, south), (0.0, north)]))[:, 1]
        assert y.min() >= bottom - 1
        assert y.max() <= top + 1
