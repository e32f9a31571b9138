"""Peoples that are named only as whom others lean on say nothing about where the rule holds."""

import pytest

from geo.model import Document
from geo.pipeline import Pipeline


@pytest.fixture(scope="module")
def pipeline():
    return Pipeline()


@pytest.mark.parametrize(
    "text",
    [
        "Turkish-backed factions are not allowed east of the Euphrates.",
        "Pro-Russian fighters may not go west of the Dnieper.",
        "Russian-speaking settlers may not live south of the Aras.",
    ],
)
def test_whom_others_lean_on_gives_no_host(pipeline, text):
    analysis = pipeline.read(Document("d", text))
    assert not analysis.zones
    assert [u.quote for u in analysis.unresolved] == [text]


@pytest.mark.parametrize(
    ("text", "host", "actor"),
    [
        (
            "Rwandan-backed M23 fighters must pull back 20 km from the Ugandan border.",
            "CD",
            "Rwandan-backed M23 fighters",
        ),
        (
            "Rwandan fighters must pull back 20 km from the Ugandan border.",
            "RW",
            "Rwandan fighters",
        ),
        (
            "Pro-Russian fighters in Ukraine may not go west of the Dnieper.",
            "UA",
            "Pro-Russian fighters",
        ),
    ],
)
def test_the_host_is_where_they_are(pipeline, text, host, actor):
    (zone,) = pipeline.read(Document("d", text)).zones
    assert [t.code for t in zone.constraint.host] == [host]
    assert zone.constraint.actors == (actor,)
