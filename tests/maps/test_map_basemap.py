"""The base map's geometry, packed and unpacked; the world that is kept."""

import json

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from geo.errors import DataFileError
from geo.maps.basemap import (
    OVERVIEW_PREFIX,
    Label,
    area_zoom,
    detail_data,
    pack,
    pack_overview,
    read_overview,
    town_zoom,
    unpack,
)
from geo.maps.page import STATIC

DEGREES = st.tuples(st.floats(-180, 180), st.floats(-90, 90))


@given(st.lists(DEGREES, min_size=2, max_size=30), st.sampled_from([100, 100_000]))
def test_a_packed_line_comes_back_to_half_a_unit(points, scale):
    line = shapely.LineString(points)
    found = unpack(pack(line, scale), scale)
    grid = np.rint(np.array(points) * scale) / scale
    distinct = np.concatenate([grid[:1], grid[1:][(np.diff(grid, axis=0) != 0).any(axis=1)]])
    assert np.allclose(found, distinct, atol=1e-9)


def test_an_overview_written_is_read_back(tmp_path):
    lake = shapely.box(10, 10, 11, 11)
    land = shapely.box(0, 0, 40, 30).difference(lake)
    borders = shapely.MultiLineString([[(0, 0), (20, 15), (40, 30)]])
    inner = shapely.MultiLineString([[(0, 30), (40, 0)]])
    labels = (Label("</script>A", 1.0, 2.0, "country", 3.0, 4.0),)
    path = tmp_path / "overview.js"
    wrote = pack_overview(land, borders, inner, shapely.MultiPolygon([lake]), labels)
    path.write_text(wrote.script, encoding="utf-8")
    read = read_overview(path)
    assert read.land.equals(land)
    assert read.lakes.equals(lake)
    assert read.borders.equals(borders)
    assert read.inner.equals(inner)
    assert read.labels == labels
    assert "</script" not in read.script


@pytest.mark.parametrize("content", ["", "window.cordonOverview=null;", OVERVIEW_PREFIX + "{};"])
def test_a_spoilt_overview_is_named(tmp_path, content):
    path = tmp_path / "overview.js"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(DataFileError, match=r"overview\.js"):
        read_overview(path)


def test_detail_is_plain_json(basemap):
    detail = json.loads(json.dumps(detail_data(basemap)))
    assert detail["boxes"] == [[35.0, 31.0, 39.0, 34.0]]
    assert len(detail["land"]) == 1
    zooms = [row[4] for row in detail["labels"]]
    assert zooms == sorted(zooms)


def test_the_kept_world_is_land_where_land_is_and_valid_and_small():
    path = STATIC / "map" / "overview.js"
    world = read_overview(path)
    assert shapely.is_valid(shapely.get_parts(world.land)).all()
    for lon, lat in ((2.35, 48.86), (37.6, 55.75), (-60, -10), (134, -25), (36.3, 33.5)):
        assert world.land.intersects(shapely.Point(lon, lat)), (lon, lat)
    for lon, lat in ((-40, 30), (70, -20), (-150, 0), (34, 33.5)):
        assert not world.land.intersects(shapely.Point(lon, lat)), (lon, lat)
    names = {label.text for label in world.labels}
    assert {"Syria", "Israel", "Ukraine", "Argentina", "Moscow"} <= names
    assert path.stat().st_size < 1_600_000


def test_larger_towns_and_areas_are_named_earlier():
    assert town_zoom(5e6) < town_zoom(5e4) < town_zoom(500)
    assert town_zoom(1e5, capital=True) < town_zoom(1e5)
    assert area_zoom(1e7) < area_zoom(1e4) < area_zoom(10)


def test_the_land_in_a_box_is_that_whose_bounds_touch_it():
    world = read_overview(STATIC / "map" / "overview.js")
    box = (34.0, 31.0, 40.0, 37.5)  # the Levant with an end of Cyprus
    touching = {
        g.wkb for g in world.land.geoms if shapely.box(*g.bounds).intersects(shapely.box(*box))
    }
    assert 1 < len(touching) < 40
    assert {g.wkb for g in world.land_in(box).geoms} == touching
