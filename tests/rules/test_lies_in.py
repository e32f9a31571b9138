"""A sentence that says in which country the zone before it lies."""

from __future__ import annotations

import pytest

from geo.model import Compliance, Document
from geo.pipeline import Pipeline


@pytest.fixture(scope="module")
def read():
    return lambda text: Pipeline().read(Document("d", text)).constraints


@pytest.mark.parametrize(
    "behind", ["It lies wholly inside Chile.", "The zone shall lie entirely within Chile."]
)
def test_a_zone_lies_where_the_next_sentence_says(read, behind):
    (rule,) = read(
        f"A zone 10 km deep along the border of Bolivia and Chile will be demilitarised. {behind}"
    )
    assert [host.code for host in rule.host] == ["CL"]
    assert rule.compliance is Compliance.UNKNOWN


@pytest.mark.parametrize(
    "behind", ["It lies wholly inside Peru.", "The mine lies entirely within Chile."]
)
def test_a_zone_lies_nowhere_else(read, behind):
    (rule,) = read(
        f"A zone 10 km deep along the border of Bolivia and Chile will be demilitarised. {behind}"
    )
    assert not rule.host
