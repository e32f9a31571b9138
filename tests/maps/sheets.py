"""What stands on a drawn sheet: its texts with their boxes, and what must hold of them."""

from itertools import combinations

from matplotlib.text import Text

from geo.maps.fonts import typeset
from geo.maps.placing import overlap

SIDE_PX, LEADING = 1.0, 0.12  # a line is higher than its letters by this share, above and below
ON_MAP = {"name", "degrees", "scale", "badge", "letter"}


def texts(figure, *gids):
    """Return the texts of some sorts (of all that have one) with their boxes in pixels."""
    renderer = figure.canvas.get_renderer()
    found = figure.findobj(lambda a: isinstance(a, Text) and a.get_gid() and a.get_text().strip())
    with typeset():
        return [
            (t.get_gid(), t.get_text(), tuple(t.get_window_extent(renderer).extents))
            for t in found
            if not gids or t.get_gid() in gids
        ]


def shrunk(box):
    """Return a box without the room that a text's box has around its letters."""
    room = LEADING * (box[3] - box[1])
    return (box[0] + SIDE_PX, box[1] + room, box[2] - SIDE_PX, box[3] - room)


def assert_clear(figure, places):
    """Assert that no text is cut, none overlaps another, and each is where it belongs."""
    width, height = figure.get_size_inches() * figure.dpi
    found = texts(figure)
    assert found
    for gid, text, whole in found:
        box = shrunk(whole)
        area = places.map if gid in ON_MAP else (0, 0, width, height)
        assert box[0] >= area[0] - 1, (gid, text)
        assert box[1] >= area[1] - 1, (gid, text)
        assert box[2] <= area[2] + 1, (gid, text)
        assert box[3] <= area[3] + 1, (gid, text)
    maps = [axes for axes in figure.axes if axes.get_label() == "map"]
    for lower, upper in combinations(maps, 2):  # what a detail lies over must not run under it
        over = tuple(upper.get_window_extent().extents)
        for text in lower.texts:
            box = shrunk(tuple(text.get_window_extent(figure.canvas.get_renderer()).extents))
            assert not overlap(box, over), text.get_text()
    for (kind, one, a), (other_kind, other, b) in combinations(found, 2):
        assert not overlap(shrunk(a), shrunk(b)), (kind, one, other_kind, other)
