"""Names do not overlap, whatever is asked for."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from geo.maps.basemap import Label
from geo.maps.placing import Wanted, overlap, place

PAGE = (0.0, 0.0, 600.0, 400.0)
WANTED = st.builds(
    lambda kind, x, y, width: Wanted(Label("n", 0, 0, kind, 0), x, y, width, 12.0),
    st.sampled_from(["country", "area", "capital", "town", "pin"]),
    st.floats(0, 600),
    st.floats(0, 400),
    st.floats(5, 200),
)
BOXES = st.tuples(st.floats(0, 500), st.floats(0, 300)).map(lambda p: (*p, p[0] + 20, p[1] + 20))


@given(st.lists(WANTED, max_size=40), st.lists(BOXES, max_size=10))
def test_no_two_names_overlap_nor_cover_a_mark_nor_leave_the_page(wanted, taken):
    placed = place(wanted, taken, PAGE)
    for one, other in combinations(placed, 2):
        assert not overlap(one.box, other.box)
    for name in placed:
        assert not any(overlap(name.box, mark) for mark in taken)
        assert name.box[0] >= 0
        assert name.box[1] >= 0
        assert name.box[2] <= 600
        assert name.box[3] <= 400


def test_the_first_name_gets_the_spot_and_the_second_moves_aside():
    town = Label("n", 0, 0, "town", 0)
    near = [Wanted(town, 100, 100, 50, 12), Wanted(town, 112, 100, 50, 12)]
    first, *rest = place(near, [], PAGE)
    assert first.box == (106, 94, 156, 106)
    assert all(p.wanted is near[1] and not overlap(p.box, first.box) for p in rest)


def test_a_lone_name_is_always_placed():
    assert len(place([Wanted(Label("n", 0, 0, "pin", 0), 300, 200, 90, 12)], [], PAGE)) == 1


def test_the_name_of_an_area_is_never_moved_over_a_border():
    area = Wanted(Label("n", 0, 0, "country", 0), 300, 200, 60, 12, side=100.0)

    def crosses(point, box):
        return box[0] < 335  # a border runs through all that is not well to the right

    assert place([area], [], PAGE, crosses=crosses)[0].box == (270, 194, 330, 206)
    assert place([area], [(290, 190, 310, 210)], PAGE, crosses=crosses) == []
