"""Areas between parallels and meridians, however their four sides are stated."""

import pytest

from geo.text.graticule import find_graticules


def bounds(ring):
    """West, south, east and north of a ring that does not cross the antimeridian."""
    lons, lats = [p[0] for p in ring], [p[1] for p in ring]
    return min(lons), min(lats), max(lons), max(lats)


@pytest.mark.parametrize(
    "text",
    [
        "bounded on the north by 30°15'N, on the south by 29°45'N, on the east by 33°10'E and on the west by 32°40'E",
        "limited to the east by longitude 33°10' E, to the west by longitude 32°40' E, to the south by latitude 29°45' N, "
        "and to the north by latitude 30°15' N",
    ],
)
def test_area_by_its_four_sides(text):
    (box,) = find_graticules(f"Aircraft keep out of the area {text}.")
    assert bounds(box.ring) == pytest.approx((32.666667, 29.75, 33.166667, 30.25))


def test_three_sides_bound_nothing():
    assert not find_graticules(
        "bounded on the north by 30°15'N, on the south by 29°45'N and on the east by 33°10'E"
    )


def test_meridians_on_both_sides_of_the_antimeridian_take_the_shorter_way():
    (box,) = find_graticules("between 40° S and 50° S and between 175° E and 170° W")
    lons = {lon for lon, _ in box.ring}
    assert {175.0, 180.0, -170.0} <= lons
    assert not any(-170 < lon < 175 for lon in lons)
