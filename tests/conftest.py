"""What several tests need: the repository's root, and an analysis made by hand."""

import datetime as dt
import os
from pathlib import Path

import pytest
import shapely
from hypothesis import settings

from geo.model import (
    Analysis,
    Candidate,
    Constraint,
    Distance,
    Document,
    Effect,
    Event,
    FeatureClass,
    Force,
    Issue,
    Mention,
    Place,
    Reference,
    ReferenceKind,
    Relation,
    Role,
    Side,
    Span,
    Status,
    Territory,
    Unresolved,
    Zone,
)

# What a test draws it draws itself: nothing is taken from or left in the user's cache folder.
os.environ["CORDON_CACHE"] = "off"

# The machines that run the tests differ in speed: a slow example is no failure. Where CI is set,
# Hypothesis itself chooses a profile without deadlines and with the same examples each time.
settings.register_profile("here", deadline=None)
if not os.environ.get("CI"):
    settings.load_profile("here")

TEXT = (
    "Iranian forces stay 20 km from the borders of Israel and Jordan, a <b>draft</b> says.\n"
    "In Daraa, shells fell. Iran is to leave the line of contact."
)


@pytest.fixture(scope="session")
def root():
    """Return the root of the repository."""
    return Path(__file__).resolve().parent.parent


def _span(words):
    start = TEXT.index(words)
    return Span(start, start + len(words))


def _mention(words, kind=Role.LITERAL):
    return Mention(_span(words), words, kind)


@pytest.fixture
def analysis():
    """Return an analysis with one of everything, in the words of ``TEXT``."""
    iran = Candidate(
        "country:IR", "Iran", 53.0, 32.0, FeatureClass.COUNTRY, "IR", 0, "GeoNames 2026", "IR"
    )
    daraa = Candidate(
        "geonames:170903",
        "Daraa",
        36.10212345678,
        32.61889,
        FeatureClass.CITY,
        "SY",
        97_969,
        "GeoNames 2026",
    )
    rule = Constraint(
        _span("Iranian forces stay 20 km from the borders of Israel and Jordan"),
        "Iranian forces stay 20 km from the borders of Israel and Jordan",
        Relation.WITHIN,
        (
            Reference(ReferenceKind.BORDER, "Israel", "border:IL", territories=("IL",)),
            Reference(ReferenceKind.BORDER, "Jordan", "border:JO", territories=("JO",)),
        ),
        Distance(20_000, 20_000, text="20 km"),
        side=Side.HOST,
        host=(Territory("SY", "Syria"),),
        host_found_by="adjacency",
        actors=("Iranian forces",),
        effect=Effect.EXCLUSION,
        status=Status.PROPOSED,
        source="a draft",
        trace=("stay-from",),
    )
    unclear = Constraint(
        _span("Iran is to leave the line of contact"),
        "Iran is to leave the line of contact",
        Relation.WITHIN,
        (Reference(ReferenceKind.LINE, "line of contact"),),
        actors=("Iran",),
    )
    place = Place((_mention("Daraa"),), (daraa,), 0.9)
    return Analysis(
        document=Document("draft", TEXT, "A draft", "Us", dt.date(2018, 5, 30)),
        places=(
            Place((_mention("Iran is"), _mention("Iranian", Role.DEMONYM)), (iran,), 0.95),
            place,
            Place((_mention("contact"),), (), 0.1),
        ),
        constraints=(rule, unclear),
        zones=(
            Zone(
                rule,
                # Clockwise, with an anticlockwise hole and a repeated corner: all to be mended.
                shapely.Polygon(
                    [(36, 32), (36, 33), (36, 33), (37.00000004, 33), (37, 32)],
                    [[(36.2, 32.2), (36.4, 32.2), (36.4, 32.4), (36.2, 32.4)]],
                ),
                8350.12345,
                2.0,
                "union of caps",
                "de-facto",
                ("OpenStreetMap 2026c",),
            ),
        ),
        unresolved=(Unresolved(unclear.span, unclear.quote, "no line of that name", unclear),),
        events=(Event(_span("shells fell"), "shells fell", "shelling", place),),
        forces=(Force(_span("Iranian forces"), "Iranian forces", "Iranian forces"),),
        issues=(Issue("place-unknown", "contact: no such place", _span("contact")),),
        settings={"viewpoint": "de-facto"},
    )


@pytest.fixture(scope="session")
def browser():
    """Return a browser that the tests of a session share."""
    from browser import launched

    with launched() as found:
        yield found


@pytest.fixture
def watched(browser, screen):
    """Return a new page; at the end of the test it must have kept to itself."""
    from browser import Watched

    width, height = screen
    page = Watched(browser, viewport={"width": width, "height": height})
    yield page
    page.check()
    page.context.close()
