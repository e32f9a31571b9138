"""Whether a name that a town shares with its province means the one or the other."""

from __future__ import annotations

import re
import unicodedata
from difflib import SequenceMatcher

from geo.model import FeatureClass, Place, Span

_PROVINCE = r"(?:province|governorate|region|oblast|state|department|district|prefecture|county|canton|emirate|voivodeship)"
_LISTED = r"(?:the\s+)?(?-i:[A-Z])[\w’'-]+(?:[ -](?-i:[A-Z])[\w’'-]+){0,2}"
_COMMA = r"(?:,\s+and\s+|,\s+or\s+|,\s+|\s+and\s+|\s+or\s+)"
PROVINCE_AFTER = re.compile(
    rf"\s+(?!states\b){_PROVINCE}s?\b|(?:{_COMMA}{_LISTED}){{1,5}}\s+{_PROVINCE}s\b", re.IGNORECASE
)
# what stands at the end of the next pattern, which takes ten times as long
_OF = re.compile(r"s?\sof\s", re.IGNORECASE)
_PROVINCE_BEFORE = re.compile(
    rf"\b{_PROVINCE}s?\s+of\s+(?:the\s+)?$|\b{_PROVINCE}s\s+of\s+(?:{_LISTED}{_COMMA}){{1,5}}(?:the\s+)?$",
    re.IGNORECASE,
)
# a town that bears its province's name by chance is smaller: Virginia in Minnesota
_SEAT_SHARE = 0.01
# how much of two spellings of one name is the same
_SPELLING = 0.7


def _alike(one: str, other: str) -> bool:
    """Tell whether two names may be spellings of one: "As Suwayda" and "As-Suwayda", "Al Qunayţirah" and "Quneitra"."""
    a, b = _letters(one), _letters(other)
    if SequenceMatcher(None, a, b).ratio() >= _SPELLING and a[:1] == b[:1]:
        return True
    return _SOUNDS.sub("", _ARTICLE.sub("", a)) == _SOUNDS.sub("", _ARTICLE.sub("", b))


def _letters(name: str) -> str:
    """Letters of a name without accents and spaces."""
    return "".join(re.findall(r"[^\W\d_]", unicodedata.normalize("NFKD", name.lower())))


_ARTICLE = re.compile(r"^(?:al|el)(?=\w{3})")
_SOUNDS = re.compile(r"[aeiouyh]")


def town_or_province(place: Place, text: str, mention: Span) -> Place:
    """
    Prefer the town of a name that a province shares, unless the text says which it means.

    A distance is measured from a town's point; "Daraa province" says that the province is meant.
    """
    best = place.candidate
    if best is not None and best.feature_class is FeatureClass.COUNTRY:
        return _province_of_its_name(place, text, mention)
    if best is None or best.feature_class not in (FeatureClass.ADMIN1, FeatureClass.CITY):
        return place
    before = text[max(0, mention.start - 120) : mention.start]
    says_province = bool(
        PROVINCE_AFTER.match(text, mention.end)
        or (_OF.search(before) and _PROVINCE_BEFORE.search(before))
    )
    wanted = FeatureClass.ADMIN1 if says_province else FeatureClass.CITY
    if best.feature_class is wanted:
        return place
    for candidate in place.candidates:
        if not says_province and candidate.population < _SEAT_SHARE * best.population:
            continue
        if not says_province and not _alike(candidate.name, best.name):
            continue  # "Chiapas" is not Chiapa de Corzo, which some call so
        if candidate.feature_class is wanted and candidate.country == best.country:
            others = tuple(c for c in place.candidates if c is not candidate)
            return Place(place.mentions, (candidate, *others), place.confidence)
    return place


# "Georgia state", "Luxembourg Province": what is called so in capitals, or "the … province", is no country
_ITS_PROVINCE = re.compile(
    r"\s+(?:Province|Governorate|Region|Oblast|State|Department|District|Prefecture|County)\b|\s+province\b"
)


def _province_of_its_name(place: Place, text: str, mention: Span) -> Place:
    """Take the province that a country's name is followed by: "Tanganyika Province" is not Tanzania."""
    if not _ITS_PROVINCE.match(text, mention.end):
        return place
    known = text[mention.start : mention.end]
    for candidate in place.candidates:
        if candidate.feature_class is FeatureClass.ADMIN1 and _alike(candidate.name, known):
            others = tuple(c for c in place.candidates if c is not candidate)
            return Place(place.mentions, (candidate, *others), place.confidence)
    return place
