"""Whether the miles of a text, or of a sentence, are nautical ones."""

from __future__ import annotations

import re

from geo.rules.kept_out import is_shouted
from geo.text.coordinates import find_coordinates

# navigational and aeronautical warnings: their miles are nautical
_NAUTICAL_WORDS = tuple("navarea|hydro|navtex|mariners|warning|notam|avurnav|airmen".split("|"))
_NAUTICAL = re.compile(
    r"\b(?:navarea|hydrolant|hydropac|hydroarc|navtex|notices? to mariners|navigational warning"
    r"|coastal warning|local warning|avurnav|notam[nrc]?|notices? to airm[ae]n|mariners)\b"
)
# whom or what a message in capitals without a heading is about
_WARNED = re.compile(
    r"\b(?:VESSELS?|SHIPS?|SHIPPING|NAVIGATION|CRAFT|MARINERS|ACFT|AIRCRAFT|ANCHORING|FISHING|UAS|UAVS?|DRONES?|TFR|PJE|AIRSPACE|SFC|AMSL|WRECK|"
    r"BUOY|FIRINGS?|GUNNERY|SEGREGATED|RESTRICTED|PROHIBITED|DANGER)\b"
)
_NAUTICAL_SENTENCE = re.compile(
    r"\b(?:vessels?|ships?|warships?|boats?|canoes?|pirogues?|raiders?|u-boats?|sealers?|skippers?|trawlers?|tankers?|shipping|maritime|naval|navy|fishing"
    r"|fishermen|fishers|sail\w*|blockade|submarines?|to fish|may fish|not fish|territorial (?:sea|waters)|trawl\w*|whal\w+|(?:drift|gill)[ -]?nets?|seine\w*|"
    r"the sea|waters|nautical|danger (?:area|zone)|anchor\w*|dhows?)\b",
    re.IGNORECASE,
)
_SEA = re.compile(
    r"\b(?:off|coast|coastline|shore|offshore|waters|baselines?|sea|fishing|islands?|isles?|archipelago|atolls?|reefs?)\b",
    re.IGNORECASE,
)
# on rivers miles are those of the land
_INLAND = re.compile(
    r"\b(?:both|either|each|left|right|two) banks?\b|\b(?:up|down)stream\b|\bRiver\b"
)
# ships keep their distances in nautical miles wherever they are
_AFLOAT = re.compile(
    r"\b(?:(?:war)?ships?|vessels?|boats?|trawlers?|tankers?|freighters?|submarines?|yachts?|mariners|shipping|navy|frigates?|"
    r"destroyers?|gunboats?|cruisers?|battleships?|raiders?|u-boats?|steamers?|dhows?|sealers?|whalers?|canoes?|skippers?|ferr(?:y|ies))\b[^.;:]{0,60}\bmiles?\b|\b(?:to|may|not|must|from) sail(?:ing)?\b[^.;:]{0,30}\bmiles?\b",
    re.IGNORECASE,
)
# "a 200-mile exclusion zone …; trawlers that enter it"
_ZONE_IN_MILES = re.compile(
    r"\bmiles?[ -](?:[\w-]+ ){0,4}(?:zone|limit|ban|closure|blockade|exclusion)s? (?:around|round|off)\b",
    re.IGNORECASE,
)
# "a 150-mile protection zone around the Falkland Islands"
_ROUND_ISLANDS = re.compile(
    r"\bmiles?[ -](?:\w+ ){0,4}(?:zone|limit|ban|closure|blockade|exclusion)s? (?:around|round|off) (?:the )?"
    r"(?:[A-Z][\w’'-]+ ){1,3}(?:Islands?|Isles|Archipelago)\b"
)


def is_nautical(text: str) -> bool:
    """Tell whether a document is a warning to mariners or airmen, whose miles are nautical."""
    low = text.lower()
    if any(word in low for word in _NAUTICAL_WORDS) and _NAUTICAL.search(low):
        return True
    return is_shouted(text[:400]) and bool(_WARNED.search(text) and find_coordinates(text))


def is_at_sea(text: str, *, located: bool) -> bool:
    """
    Tell whether a sentence with a distance speaks of ships and the sea, whose miles are nautical.

    Parameters
    ----------
    located
        Whether it gives coordinates.
    """
    if _INLAND.search(text):
        return False
    if (located or _SEA.search(text)) and _NAUTICAL_SENTENCE.search(text):
        return True
    if _ROUND_ISLANDS.search(text) or _AFLOAT.search(text):
        return True
    return bool(_ZONE_IN_MILES.search(text) and _NAUTICAL_SENTENCE.search(text))
