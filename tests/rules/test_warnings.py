"""Whole warnings to ships and aircraft; what they draw is checked with pyproj alone."""

import pytest
from pyproj import Geod
from shapely import LineString, Point, Polygon

from geo.model import Document
from geo.pipeline import Pipeline

GEOD = Geod(ellps="WGS84")
NM = 1852.0


@pytest.fixture(scope="module")
def pipeline():
    return Pipeline()


def read(pipeline, text):
    """Zones of a text, none of it left unresolved."""
    analysis = pipeline.read(Document("d", text))
    assert not analysis.unresolved
    return analysis.zones


def sector(lat, lon, first, last, radius_m):
    """Sector by its outline."""
    arc = [GEOD.fwd(lon, lat, first + (last - first) * i / 90, radius_m)[:2] for i in range(91)]
    return Polygon([(lon, lat), *arc])


def same(one, other):
    """Tell whether two areas are the same but for a hundredth."""
    return one.intersection(other).area > 0.99 * one.union(other).area


@pytest.mark.parametrize(
    "words",
    [
        "IN SECTOR BETWEEN BEARINGS 060 AND 110 DEGREES FROM 39-40N 127-30E OUT TO 40 NM",
        "IN SECTOR RADIUS 40 NM CENTRED ON 39-40N 127-30E BETWEEN BEARINGS 060 AND 110 DEGREES",
        "IN 39-40N 127-30E, SECTOR 060-110 DEGREES, RADIUS 40 MILES",
        "WITHIN 40 NM OF 39-40N 127-30E BETWEEN RADIALS 060 AND 110",
    ],
)
def test_a_sector_wherever_its_bearings_stand(pipeline, words):
    (zone,) = read(pipeline, f"NAVAREA XI 512/24. GUNNERY {words}.")
    assert same(zone.geometry, sector(39 + 2 / 3, 127.5, 60, 110, 40 * NM))


def test_an_arc_is_part_of_the_outline(pipeline):
    text = (
        "NOTAM A0871/24 E) TRA ACT: 3140N03430E 3134N03502E THEN CLOCKWISE ALONG ARC OF 20NM RADIUS"
        " CENTRED ON 3120N03445E TO 3100N03445E 3100N03430E 3140N03430E."
    )
    (zone,) = read(pipeline, text)
    on_arc = GEOD.fwd(34.75, 31 + 1 / 3, 110, 19.5 * NM)[:2]
    beyond = GEOD.fwd(34.75, 31 + 1 / 3, 110, 20.5 * NM)[:2]
    assert zone.geometry.covers(Point(on_arc))
    assert not zone.geometry.covers(Point(beyond))


@pytest.mark.parametrize(
    ("words", "reach_m"),
    [
        (
            "ALONG TRACKLINE JOINING 10-00N 050-00W AND 10-00N 049-00W. ONE MILE BERTH REQUESTED.",
            NM,
        ),
        ("WITHIN 60 MILES OF LINE JOINING 10-00N 050-00W AND 10-00N 049-00W.", 60 * NM),
        ("IN TRACKLINE WIDTH 20 MILES JOINING 10-00N 050-00W, 10-00N 049-00W.", 10 * NM),
    ],
)
def test_a_line_with_its_width(pipeline, words, reach_m):
    (zone,) = read(pipeline, f"HYDROLANT 2203/23. CABLE OPERATIONS {words}")
    north = GEOD.fwd(-49.5, 10.0, 0, reach_m)[1]
    bounds = zone.geometry.bounds
    assert bounds[3] == pytest.approx(north, abs=0.02)
    assert zone.geometry.covers(LineString([(-50, 10), (-49, 10)]))


def test_a_line_without_a_width_is_told(pipeline):
    text = (
        "HYDROLANT 2203/23. CABLE LAYING ALONG TRACKLINE JOINING 10-00N 050-00W AND 11-00N 049-00W."
    )
    analysis = pipeline.read(Document("d", text))
    assert not analysis.zones
    assert [u.reason for u in analysis.unresolved] == [
        "A line has no area, and the text gives no distance from it"
    ]


@pytest.mark.parametrize(
    "words",
    [
        "VESSELS TO KEEP CLEAR BY 2 NM",
        "2 MILES BERTH REQUESTED",
        "ANCHORING PROHIBITED WITHIN 2 MILES",
        "KEEP AT LEAST 2 NM CLEAR",
    ],
)
def test_a_distance_from_the_position_given_before(pipeline, words):
    text = f"NAVAREA X 27/24\nCORAL SEA\nCABLE REPAIR IN POSITION\n18-44.2S 153-09.6E\n{words}\n"
    (zone,) = read(pipeline, text)
    assert zone.constraint.distance.max_m == 2 * NM
    assert zone.geometry.centroid.coords[0] == pytest.approx((153.16, -18.7367), abs=1e-3)


MESSAGE = """NAVAREA IV 812/24
GULF OF MEXICO.
1. ROCKET LAUNCHING 1130Z TO 1615Z DAILY 18 THRU 24 NOV IN AREAS BOUND BY:
   A. 25-58N 097-10W, 26-02N 096-20W,
      25-50N 096-18W, 25-44N 097-09W.
   B. 24-40N 093-50W, 25-05N 090-10W,
      24-22N 090-02W, 23-58N 093-44W.
2. CANCEL NAVAREA IV 800/24.
3. CANCEL THIS MSG 241715Z NOV 24.
"""


def test_lettered_areas_of_a_message_with_its_days(pipeline):
    zones = read(pipeline, MESSAGE)
    assert [round(z.geometry.centroid.x) for z in zones] == [-97, -92]
    assert {(z.constraint.date, z.constraint.until) for z in zones} == {
        ("2024-11-18", "2024-11-24")
    }
    assert {z.constraint.status for z in zones} == {"in_force"}


@pytest.mark.parametrize(
    "text",
    [
        "(B1122/24 NOTAMC B1034/24\nE) RESTRICTED AREA WI 15NM RADIUS OF 2711N05613E)",
        "NAVAREA IX 88/24. DANGER AREA WITHIN 15 MILES OF 27-11N 056-13E CANCELLED.",
        "NAVAREA IX 88/24. AREA WITHIN 15 MILES OF 27-11N 056-13E IS NO LONGER DANGEROUS.",
    ],
)
def test_a_cancelled_area_is_lifted(pipeline, text):
    assert [z.constraint.status for z in read(pipeline, text)] == ["lifted"]


def test_a_side_of_a_parallel_within_a_sea(pipeline):
    text = "No vessel may trawl north of latitude 74° North in the Barents Sea."
    (zone,) = read(pipeline, text)
    assert zone.geometry.covers(Point(40, 76))
    assert not zone.geometry.covers(Point(40, 72))
    assert not zone.geometry.covers(Point(0, 76))
