"""The data sets that results rest on, and what their licences ask to be said."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.model import ReferenceKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.model import Analysis, Zone


@dataclass(frozen=True, slots=True)
class Credit:
    """
    One data set.

    Attributes
    ----------
    key
        Word by which `Candidate.source` and `Zone.data` name it.
    attribution
        What its licence wants shown with anything made from it.
    """

    key: str
    name: str
    licence: str
    attribution: str
    url: str


CREDITS = (
    Credit(
        "OpenStreetMap",
        "OpenStreetMap borders, by way of timezone-boundary-builder",
        "ODbL-1.0",
        "© OpenStreetMap contributors",
        "https://www.openstreetmap.org/copyright",
    ),
    Credit(
        "geo-maps",
        "geo-maps land and coast, from OpenStreetMap",
        "ODbL-1.0",
        "© OpenStreetMap contributors",
        "https://github.com/simonepri/geo-maps",
    ),
    Credit(
        "GeoNames",
        "GeoNames gazetteer",
        "CC-BY-4.0",
        "Place names © GeoNames",
        "https://www.geonames.org",
    ),
    Credit(
        "Natural Earth",
        "Natural Earth: rivers, lakes, first-order areas",
        "public domain",
        "Made with Natural Earth",
        "https://www.naturalearthdata.com",
    ),
    Credit(
        "GSHHG",
        "World Data Bank II rivers, from GSHHG",
        "LGPL-3.0-or-later",
        "Rivers: GSHHG, Wessel and Smith",
        "https://www.soest.hawaii.edu/pwessel/gshhg/",
    ),
    Credit(
        "world-countries",
        "world-countries: names of peoples, neighbours",
        "ODbL-1.0",
        "Countries: mledoze/countries",
        "https://github.com/mledoze/countries",
    ),
    Credit(
        "airportsdata",
        "airportsdata: airfields",
        "MIT",
        "Airfields: airportsdata",
        "https://github.com/mborsetti/airportsdata",
    ),
)


def credits_for(analysis: Analysis) -> tuple[Credit, ...]:
    """Return the data sets that the drawn places and zones of an analysis rest on."""
    named = {text for zone in analysis.zones for text in (*zone.data, *_waters_and_areas(zone))}
    named |= {place.candidate.source for place in analysis.places if place.candidate}
    return tuple(c for c in CREDITS if any(c.key.casefold() in n.casefold() for n in named))


def _waters_and_areas(zone: Zone) -> Iterator[str]:
    """Name the sources of rivers, lakes and first-order areas, which are not those of borders."""
    for reference in zone.constraint.references:
        if reference.kind in {ReferenceKind.RIVER, ReferenceKind.LAKE}:
            yield "Natural Earth"
        if reference.kind is ReferenceKind.RIVER:
            yield "GSHHG"
        if any("." in code for code in reference.territories):
            yield "Natural Earth"
