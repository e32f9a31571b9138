"""The country that speaks or acts in a sentence: whose "its coast" and "our border" are."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geo.model import FeatureClass, Place, Reference, ReferenceKind
from geo.rules.matches import whole
from geo.rules.place_references import territory_reference
from geo.rules.reduced import CLOSE

if TYPE_CHECKING:
    from geo.rules.discourse import Discourse
    from geo.rules.meanings import Meaning, Sentence
    from geo.rules.reduced import Fold


def country_meant(fold: Fold[Meaning], mind: Discourse) -> Reference | None:
    """Country that a capital speaks for, or of the same name as a town."""
    place = fold.item
    if not isinstance(place, Place):
        return None
    named = _as_country(place)
    if named is not None:
        return territory_reference(named, fold.span, ReferenceKind.REGION)
    code = place.candidate.country if place.candidate and fold.kind == "G" else ""
    if not code:
        return None
    name = mind.name_of(code)
    return Reference(ReferenceKind.REGION, name, f"region:{code}", fold.span, (code,))


def _as_country(place: Place) -> Place | None:
    """Country of the same name as a town: "Djibouti has closed its waters"."""
    for candidate in place.candidates:
        if candidate.feature_class is FeatureClass.COUNTRY:
            return Place(place.mentions, (candidate,), place.confidence)
    return None


FORCES_OF = re.compile(
    r"(?:['’]s?)?\s(?!(?:prohibit|ban|bar|forbid|order|ask|tell|want|let|keep|allow|exclude|close|warn|urge)s\s|(?:told|asked|ordered|warned|forbade|banned|barred|let|kept)\s)(?:[a-z-]+\s){0,2}(?:warships?|ships?|vessels?|boats?|trawlers?|tankers?|fleets?|submarines?|fishermen|navy|jets?|"
    r"aircraft|planes?|warplanes|drones?|troops?|forces?|soldiers?|fighters?|rebels?|militias?|units?|police|guards?|army|"
    r"settlers?|artillery|tanks|missiles?|rockets?|bases?|refugees|nationals|citizens|fishers)\b"
)


def owner_of(sentence: Sentence, match: re.Match[str], mind: Discourse) -> Reference | None:
    """Territory that "its" stands for: not the one whose ships or soldiers are spoken of."""
    named: list[tuple[Fold[Meaning], Reference]] = []
    for fold, at in zip(sentence.folds, sentence.starts, strict=True):
        if at >= match.start() or fold.kind not in "TAOG":
            continue
        speaker = country_meant(fold, mind) if fold.kind in "OG" else None
        if speaker is not None:
            made = speaker
        elif isinstance(fold.item, Place) and fold.kind in "TA":
            made = territory_reference(fold.item, fold.span, ReferenceKind.REGION)
        elif isinstance(fold.item, tuple) and fold.item[0].kind is ReferenceKind.REGION:
            made = whole(fold.item[0])
        else:
            continue
        if not FORCES_OF.match(sentence.text, sentence.text.index(CLOSE, at) + 1):
            named.append((fold, made))
    if len(named) > 1 and _is_ground(sentence, match, named[-2:], mind):
        return named[-2][1]
    return named[-1][1] if named else None


_IN = re.compile(r"\b(?:in|inside|into|within)\s(?:[a-z-]+\s)?$", re.IGNORECASE)
_BORDER = re.compile(r"\b(?:borders?|frontiers?|boundary)$", re.IGNORECASE)


def _is_ground(
    sentence: Sentence,
    match: re.Match[str],
    named: list[tuple[Fold[Meaning], Reference]],
    mind: Discourse,
) -> bool:
    """Tell whether the last of two neighbours is where the zone lies: "Turkey wants a strip in Syria along its border"."""
    (_, owner), (fold, ground) = named
    at = sentence.starts[sentence.folds.index(fold)]
    with_whom = sentence.text[match.end() :].lstrip().startswith(("with ", "to ", "and "))
    codes = owner.territories
    return bool(
        _BORDER.search(match.group())
        and _IN.search(sentence.text, 0, at)
        and not with_whom
        and codes
        and codes != ground.territories
        and mind.touches(codes[0], ground.territories)
    )


_SAYS = re.compile(
    r"(?:['’]s?)?(?:\s[a-z-]+){0,4}?\s(?:said|says|told|tells|warned|warns|insist\w*|demand\w*|declared|wrote|added)\b"
)


def speaker_behind(sentence: Sentence, match: re.Match[str], mind: Discourse) -> Reference | None:
    """Country that is quoted behind "our border": "… from our border, Bamako tells Nouakchott"."""
    for fold, at in zip(sentence.folds, sentence.starts, strict=True):
        end = sentence.text.index(CLOSE, at) + 1
        if at < match.end() or fold.kind not in "TANOG" or not _SAYS.match(sentence.text, end):
            continue
        if isinstance(fold.item, Place) and fold.kind in "OG":
            return country_meant(fold, mind)
        if isinstance(fold.item, Place):
            return territory_reference(fold.item, fold.span, ReferenceKind.REGION)
    return None
