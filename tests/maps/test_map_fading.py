"""Edges that words leave open: the fill fades towards them, and they are no firm line."""

from dataclasses import replace

import pytest
import shapely

from geo.maps.briefing import briefing
from geo.maps.fading import AT_EDGE, edges, faded
from geo.model import Analysis, Document, Fade, Relation
from maps.hand import zone
from maps.sheets import texts

SOUTH = Fade("latitude", 32.5, 33.0, 33.5)  # south of 33° N, certainly south of 32.5° N
WEST = Fade("longitude", 36.5, 36.0, 35.5)  # east of 36° E, certainly east of 36.5° E
AREA = shapely.box(36.0, 32.0, 38.0, 33.0)


@pytest.mark.parametrize("fades", [(), (SOUTH,), (WEST,), (SOUTH, WEST)])
def test_the_bands_make_up_the_zone_and_fade_to_the_edge(fades):
    bands = faded(AREA, fades)
    assert shapely.union_all([band for band, _ in bands]).equals(AREA)
    assert sum(band.area for band, _ in bands) == pytest.approx(AREA.area)
    shares = [share for _, share in bands]
    assert max(shares) == 1.0
    assert min(shares) >= AT_EDGE ** len(fades) - 1e-9
    for band, share in bands:
        if SOUTH in fades and band.bounds[3] <= SOUTH.full and WEST not in fades:
            assert share == 1.0


def test_the_edge_that_is_left_open_is_told_from_the_firm_one():
    firm, left_open = edges(AREA, (SOUTH,))
    assert left_open.length == pytest.approx(2.0)
    assert set(shapely.get_coordinates(left_open)[:, 1]) == {33.0}
    assert firm.length + left_open.length == pytest.approx(AREA.length)
    assert edges(AREA, ())[1].is_empty


def test_the_key_tells_of_it_where_there_is_one(basemap):
    one = zone(36, 32, 38, 33, relation=Relation.IN, distance=None)
    said = []
    for fades in ((), (SOUTH,)):
        analysis = Analysis(Document("d", "text"), zones=(replace(one, fades=fades),))
        figure = briefing(analysis, basemap)
        said.append("Edge left open" in {text for _, text, _ in texts(figure, "panel")})
    assert said == [False, True]
