"""Zones and places made by hand, around one spot."""

import shapely

from geo.model import (
    Candidate,
    Constraint,
    Distance,
    FeatureClass,
    Mention,
    Place,
    Reference,
    ReferenceKind,
    Relation,
    Role,
    Span,
    Territory,
    Zone,
)

TEXT = (
    "Talks on the south\n\nAll forces keep 20 km from the border. Near Daraa and Quneitra it was "
    "quiet, Tehran said. Iranian units left with Operation Chess."
)


def place(name, kind=Role.LITERAL, lon=36.1, lat=32.62, feature_class=FeatureClass.CITY):
    """Return a place named once in the text, where the text names it."""
    start = max(TEXT.find(name), 0)
    mention = Mention(Span(start, start + len(name)), name, kind)
    best = Candidate("geonames:1", name, lon, lat, feature_class, "SY", 100_000, "GeoNames")
    return Place((mention,), (best,), 0.9)


def zone(west, south, east, north, *, quote="forces keep 20 km from the border", **rule):
    """Return a rectangular zone whose rule is as told."""
    start = TEXT.index("All forces")
    israel = Reference(ReferenceKind.BORDER, "Israel", "border:IL", territories=("IL",))
    known = {
        "relation": Relation.WITHIN,
        "references": (israel,),
        "distance": Distance(20_000, 20_000, text="20 km"),
        "host": (Territory("SY", "Syria"),),
        "actors": ("all forces",),
        "source": "Channel 10",
    }
    constraint = Constraint(Span(start, start + 36), quote, **{**known, **rule})
    area = shapely.box(west, south, east, north)
    return Zone(constraint, area, area.area * 10_400, 0.8, "made for a test", "de-facto")
