"""The side of an island alone."""

import pytest
from shapely import Point

from geo.model import Document
from geo.pipeline import Pipeline


@pytest.fixture(scope="module")
def pipeline():
    return Pipeline()


@pytest.mark.parametrize(
    ("side", "inside", "outside"),
    [("east", (18.95, 57.4), (18.0, 57.4)), ("west", (18.0, 57.4), (18.95, 57.4))],
)
def test_a_belt_on_one_side_of_an_island_leaves_out_the_other(pipeline, side, inside, outside):
    text = f"No ship may pass within five miles {side} of Gotland."
    (zone,) = pipeline.read(Document("d", text)).zones
    assert zone.geometry.covers(Point(inside))
    assert not zone.geometry.covers(Point(outside))


def test_half_a_circle_east_of_a_point(pipeline):
    text = "No ship may fish within five miles east of 57°20'N 010°40'E."
    (zone,) = pipeline.read(Document("d", text)).zones
    assert zone.constraint.bearings_deg == (0.0, 180.0)
    assert zone.geometry.covers(Point(10.7, 57.333))
    assert not zone.geometry.covers(Point(10.63, 57.333))


def test_an_outline_that_the_coast_closes_is_told_and_not_drawn(pipeline):
    text = "NAVAREA IV 3/24. AREA BOUNDED BY 10-30N 064-00W, 10-30N 063-30W, 10-10N 063-30W AND COASTLINE PROHIBITED TO NAVIGATION."
    analysis = pipeline.read(Document("d", text))
    assert not analysis.zones
    (told,) = analysis.unresolved
    assert "coast" in told.reason
