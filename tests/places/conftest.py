"""The gazetteer, opened once, and a short way to read a text."""

import pytest

from geo.model import Document
from geo.places.gazetteer import Gazetteer
from geo.places.resolve import find_places


@pytest.fixture(scope="session")
def gazetteer():
    return Gazetteer.open()


@pytest.fixture(scope="session")
def read(gazetteer):
    """Return a function from a text to {(toponym, role): best candidate or None}."""

    def reader(text):
        return {
            (mention.toponym, mention.kind.value): place.candidate
            for place in find_places(Document("test", text), gazetteer)
            for mention in place.mentions
        }

    return reader
