"""Several maps on a sheet: the parts of the world, and details of what would be too small."""

from itertools import combinations

import numpy as np
import pytest
import shapely
from pyproj import Geod

from geo.maps.basemap import Basemap, Overview
from geo.maps.briefing import briefing
from geo.maps.frame import RADIUS_M
from geo.maps.grouping import group_of, grouped, merged
from geo.maps.layout import layout
from geo.maps.placing import overlap
from geo.maps.plates import ENLARGED, plates_of, projection_of
from geo.maps.sheet import PAPERS, Sheet
from geo.model import Analysis, Document
from maps.hand import zone
from maps.sheets import assert_clear, texts

BOX = (30.0, 40.0, 1030.0, 770.0)
EMPTY = Basemap(Overview())
SLIDE = PAPERS["slide"]


def square(lon, lat, half_deg):
    """Return bounds about a point."""
    return (lon - half_deg, lat - half_deg, lon + half_deg, lat + half_deg)


def report(*bounds):
    """Return a report of rectangular zones."""
    return Analysis(Document("d", "text"), zones=tuple(zone(*b) for b in bounds))


FAR = report(square(-20, 64, 3), square(75, 30, 2), square(-157, 20, 4), square(18, -34, 1))
NEAR = report((20, 45, 40, 46), square(30.5, 52, 0.05), square(31.0, 52, 0.05))


def test_a_cap_holds_the_caps_it_is_made_of():
    one = group_of(shapely.box(170, -20, 175, -15), 0)
    other = group_of(shapely.box(-175, -20, -170, -15), 1)
    both = merged(one, other)
    for part in (one, other):
        apart = np.arccos(np.clip(np.dot(part.middle, both.middle), -1, 1)) * RADIUS_M
        assert apart + part.radius_m <= both.radius_m * (1 + 1e-9)
    assert both.radius_m < 1_300_000  # over the antimeridian, not round the world
    assert both.members == (0, 1)
    inside = group_of(shapely.box(171, -19, 172, -18), 2)
    assert merged(one, inside).radius_m == one.radius_m


def test_zones_are_grouped_by_continent_and_never_lost():
    shapes = [shapely.box(*square(lon, lat, 1)) for lon, lat in
              [(10, 50), (12, 50), (100, 10), (-60, -30), (101, 12)]]  # fmt: skip
    assert [group.members for group in grouped(shapes)] == [(0, 1), (2, 4), (3,)]
    forced = grouped(shapes, most=2)
    assert sorted(n for group in forced for n in group.members) == [0, 1, 2, 3, 4]
    assert len(forced) == 2


def test_a_zone_that_its_group_would_hide_stays_alone():
    shapes = [shapely.box(0, 0, 10, 10), shapely.box(*square(12, 5, 0.02))]
    assert len(grouped(shapes)) == 2


def test_zones_on_several_continents_get_a_map_each_on_which_they_can_be_seen():
    plates = plates_of(FAR, BOX, SLIDE)
    assert [plate.letter for plate in plates] == ["A", "B", "C", "D"]
    assert not any(overlap(a.box, b.box) for a, b in combinations(plates, 2))
    for plate, one in zip(plates, FAR.zones, strict=True):
        assert BOX[0] <= plate.box[0] < plate.box[2] <= BOX[2] + 1e-6
        assert BOX[1] - 1e-6 <= plate.box[1] < plate.box[3] <= BOX[3]
        assert not plate.frame.world
        seen = plate.frame.plane(one.geometry)
        width = (seen.bounds[2] - seen.bounds[0]) / plate.frame.metres_px
        assert width > 0.4 * min(plate.frame.width_px, plate.frame.height_px)
    assert projection_of(plates).endswith("the middle of each map, WGS 84")


def test_more_parts_of_the_world_than_a_sheet_has_room_for_share_maps():
    spots = [(lon, lat) for lon in (-150, -75, 0, 75, 150) for lat in (-30, 45)]
    plates = plates_of(report(*(square(*spot, 1) for spot in spots)), BOX, SLIDE)
    assert len(plates) == 6
    for spot in spots:
        assert any(plate.frame.sees(*spot) for plate in plates)


def test_what_is_too_small_is_shown_once_more_larger():
    main, detail = plates_of(NEAR, BOX, SLIDE)
    assert (main.letter, detail.letter, main.box) == ("", "A", BOX)
    assert detail.frame.metres_px * ENLARGED < main.frame.metres_px
    for lon in (30.5, 31.0):
        assert detail.frame.sees(lon, 52)
    assert projection_of((main, detail)).startswith(main.frame.projection)


@pytest.mark.parametrize("one", [report((20, 45, 40, 46)), report(square(30, 40, 0.1)), report()])
def test_one_map_is_enough_where_all_can_be_seen(one):
    (plate,) = plates_of(one, BOX, SLIDE)
    assert plate.letter == ""


@pytest.mark.parametrize("key", PAPERS)
@pytest.mark.parametrize("one", [FAR, NEAR], ids=["parts", "detail"])
def test_each_map_of_a_sheet_has_a_true_scale_and_each_zone_its_number(one, key):
    sheet, paper = Sheet(notes=("Projection: a test.",)), PAPERS[key]
    places = layout(paper, sheet, one.zones)
    figure = briefing(one, EMPTY, sheet, paper)
    assert_clear(figure, places)
    numbers = [text for _, text, _ in texts(figure, "badge")]
    assert sorted(numbers) == [str(n) for n, _ in enumerate(one.zones, 1)]
    plates = plates_of(one, places.map, paper)
    charts = [axes for axes in figure.axes if axes.get_label() == "map"]
    for plate, axes in zip(plates, charts, strict=True):
        bars = [a for a in axes.get_children() if str(a.get_gid()).startswith("bar-")]
        length = max(b.get_x() + b.get_width() for b in bars) - min(b.get_x() for b in bars)
        left, right, bottom, top = plate.frame.extent_m
        middle, at = (left + right) / 2, (bottom + top) / 2
        ends = plate.frame.unproject(np.array([(middle + s * length / 2, at) for s in (-1, 1)]))
        said = next(t.get_text() for t in axes.texts if "\u00a0" in t.get_text())
        number, unit = said.split("\u00a0")
        metres = float(number) * {"km": 1000, "m": 1}[unit]
        assert Geod(ellps="WGS84").inv(*ends[0], *ends[1])[2] == pytest.approx(metres, rel=0.002)


SPREAD = report((20, 45, 60, 46), (20, 56, 60, 57), square(24, 50, 0.03), square(40, 53, 0.03),
                square(56, 50, 0.03), square(30, 52.5, 0.03))  # fmt: skip


CORNER = report((20, 44, 44, 57), (44, 52, 60, 57), square(46, 51, 0.03))  # room at the lower right


@pytest.mark.parametrize("one", [NEAR, SPREAD, CORNER], ids=["one", "several", "corner"])
def test_a_detail_hides_neither_zones_nor_scale_nor_arrow(one):
    paper = SLIDE
    places = layout(paper, Sheet(notes=("Projection: a test.",)), one.zones)
    main, *details = plates_of(one, places.map, paper)
    assert details
    figure = briefing(one, EMPTY, Sheet(notes=("Projection: a test.",)), paper)
    axes = next(a for a in figure.axes if a.get_label() == "map")
    renderer = figure.canvas.get_renderer()
    items = [a for a in axes.get_children() if str(a.get_gid()).startswith(("bar-", "arrow"))]
    assert {str(a.get_gid())[:3] for a in items} == {"bar", "arr"}
    shapes = [main.frame.plane(zone.geometry) for zone in one.zones]
    left, _, bottom, _ = main.frame.extent_m
    for detail in details:
        for item in items:
            assert not overlap(tuple(item.get_window_extent(renderer).extents), detail.box)
        corner, metres = np.array(main.box[:2]), main.frame.metres_px
        low = (np.array(detail.box[:2]) - corner) * metres + (left, bottom)
        high = (np.array(detail.box[2:]) - corner) * metres + (left, bottom)
        square_ = shapely.box(*low, *high)
        hidden = sum(shape.intersection(square_).area for shape in shapes)
        assert hidden < 0.1 * square_.area
    assert not any(overlap(a.box, b.box) for a, b in combinations(details, 2))
