"""Entries of the gazetteer that a name means by itself, where a rule names what no mention was found of."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from geo.model import FeatureClass
from geo.places.airports import airports

if TYPE_CHECKING:
    from geo.model import Candidate
    from geo.places.gazetteer import Gazetteer

# people of a town that is meant by its name alone, and how many times those of the next of that name
_TOWN, _CLEARLY = 15_000, 4


def sites_called(gazetteer: Gazetteer, name: str) -> tuple[Candidate, ...]:
    """Facilities of a name; an airport may be called by its town."""
    found = gazetteer.find(name)
    known = tuple(c for c in found if c.feature_class is FeatureClass.FACILITY)
    return known or airports(name, gazetteer)


def town_called(gazetteer: Gazetteer, name: str) -> tuple[Candidate, ...]:
    """Town that a name means wherever it stands: large, and much larger than others of that name; or none."""
    if not name[:1].isupper():
        return ()
    towns = (c for c in gazetteer.find(name) if c.feature_class is FeatureClass.CITY)
    same = sorted((c for c in towns if _plain(c.name) == _plain(name)), key=lambda c: -c.population)
    least = max(_TOWN, _CLEARLY * same[1].population if len(same) > 1 else 0)
    return (same[0],) if same and same[0].population >= least else ()


def _plain(name: str) -> str:
    """Name in lower case without accents."""
    letters = unicodedata.normalize("NFKD", name.casefold())
    return "".join(c for c in letters if not unicodedata.combining(c))
