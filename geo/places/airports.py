"""Airports by the name of their town: "Geneva Airport" is Geneva Cointrin International Airport."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np

from geo.model import FeatureClass
from geo.places.gazetteer import STEP
from geo.places.names import fold

if TYPE_CHECKING:
    from geo.model import Candidate
    from geo.places.gazetteer import Gazetteer

# An airport farther from its town than this is another town's.
NEAR_KM = 45.0
_KM_PER_DEGREE = 111.2
_AIRPORT = re.compile(
    r"(?:the )?(?P<town>.+?)(?:['’]s)?(?: (?:international|main|civil|city))? (?:airport|aerodrome|airfield)",
    re.IGNORECASE,
)

# "Wilson Airport" is a name, "Sirte airport" the airport of Sirte
_PROPER = re.compile(r"A(?:irport|erodrome|irfield)\s*$")


def airports(name: str, gazetteer: Gazetteer) -> tuple[Candidate, ...]:
    """
    Find the airport that is called by its town.

    Parameters
    ----------
    name
        Words such as "Mekelle airport".

    Returns
    -------
    candidates
        The airport that bears the town's name, else the only one near it; none where there are
        several and none of them is called by the town, since the text does not say which is meant.
    """
    match = _AIRPORT.fullmatch(name.strip())
    towns = gazetteer.find(match["town"]) if match else ()
    town = next((c for c in towns if c.feature_class is FeatureClass.CITY), None)
    if town is None:
        return _ending_in(match["town"], gazetteer) if match else ()
    near = [c for c in _near(town, gazetteer) if "airport" in c.name.lower()]
    names = {fold(town.name), fold(match["town"])} if match else set()
    called = [c for c in near if any(name in fold(c.name) for name in names)]
    own = _ending_in(match["town"], gazetteer) if match and not called else ()
    if own or (not called and _PROPER.search(name)):
        return own  # "Wilson Airport" is not the airfield near a town of Wilson
    international = [c for c in called or near if "international" in c.name.lower()]
    for some in (called, international, near):
        if len(some) == 1:
            return (some[0],)
    return ()


def _ending_in(words: str, gazetteer: Gazetteer) -> tuple[Candidate, ...]:
    """Return the only airport whose name ends in some words: "Arlanda" is Stockholm-Arlanda Airport."""
    wanted = re.escape(words.encode())
    pattern = re.compile(
        rb"[ -]" + wanted + rb" (?:International )?Airport|Airport " + wanted, re.IGNORECASE
    )
    blob = gazetteer.names_blob
    starts = np.unique(gazetteer.places["name"][gazetteer.numbered :])
    found: list[Candidate] = []
    for hit in pattern.finditer(blob):
        at = int(starts[np.searchsorted(starts, hit.start(), side="right") - 1])
        if hit.end() != at + 1 + blob[at]:
            continue
        rows = np.flatnonzero(gazetteer.places["name"] == at)
        found += [gazetteer.candidate(int(row)) for row in rows]
    known = tuple(c for c in found if c.id.startswith("icao:"))
    return known if len(known) == 1 else ()


def _near(town: Candidate, gazetteer: Gazetteer) -> list[Candidate]:
    """Airfields near a town, nearest first."""
    lon, lat = gazetteer.places["lon"] * STEP, gazetteer.places["lat"] * STEP
    rows = np.arange(gazetteer.numbered, len(lon))
    dx = (lon[rows] - town.lon) * np.cos(np.radians(town.lat))
    km = np.hypot(dx, lat[rows] - town.lat) * _KM_PER_DEGREE
    close = rows[km <= NEAR_KM][np.argsort(km[km <= NEAR_KM], kind="stable")]
    found = [gazetteer.candidate(int(row)) for row in close]
    return [c for c in found if c.id.startswith("icao:")]
