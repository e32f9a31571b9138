"""Facilities that the text names: found by their names, else left without a point."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geo.model import FeatureClass, Place, Reference, ReferenceKind
from geo.rules.matches import Made, plain_words, span_of
from geo.rules.place_references import point_reference

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.model import Span
    from geo.rules.discourse import Discourse
    from geo.rules.engine import Rule
    from geo.rules.meanings import Sentence


def unknown_point(rule: Rule, sentence: Sentence, match: re.Match[str], mind: Discourse) -> Made:
    """Fold a facility that the gazetteer does not have: it is named, and stays unresolved."""
    span = span_of(sentence, match)
    for fold in sentence.in_stretch(match.start(), match.end(), "O"):
        place = fold.item
        if (
            isinstance(place, Place)
            and place.candidate
            and place.candidate.feature_class is FeatureClass.FACILITY
        ):
            return "O", (point_reference(place, span),)
    words = plain_words(sentence, match)
    site = next((c for name in _site_names(words) for c in mind.sites(name)), None)
    if site is not None:
        point = ((site.lon, site.lat),)
        return "O", (Reference(ReferenceKind.POINT, site.name, site.id, span, (), "", point),)
    return "U", (Reference(ReferenceKind.POINT, words, "", span),)


# nouns of which a text rarely speaks of more than one kind: "the dam" is the one that bears a name
_SITE = re.compile(
    r"\b(?:dam|refinery|mine|volcano|reactor|airport|airfield|air ?base|hospital|platform|terminal|oilfield|gasfield|bridge)$",
    re.IGNORECASE,
)
_NAME = r"(?:(?-i:[A-Z])[\w’'-]+\s){{1,4}}(?:(?:nuclear|power|oil|gas|gold|copper|coal|air|military|hydro\w*|international)\s){{0,2}}{}\b"
# a name so many characters back is still meant
_BACK = 1500


def site_before(words: str, sentence: Sentence, span: Span, mind: Discourse) -> Made:
    """“The dam”: the facility of that kind whose name stands last before, if a source has it."""
    noun = _SITE.search(words)
    if noun is None:
        return None
    before = mind.text[max(0, span.start - _BACK) : span.start]
    named = [m.group() for m in re.finditer(_NAME.format(noun.group()), before, re.IGNORECASE)]
    for name in reversed(named):
        for known in _site_names(re.sub(r"^The\s", "", re.sub(r"\s+", " ", name))):
            for site in mind.sites(known):
                point = ((site.lon, site.lat),)
                return "O", (
                    Reference(ReferenceKind.POINT, site.name, site.id, span, (), "", point),
                )
    return None


_PLURALS = (("volcanoes", "volcano"), ("refineries", "refinery"), ("s", ""))
_JOINS = re.compile(r",? and (?:the )?|, (?:the )?", re.IGNORECASE)


def facility_pair(rule: Rule, sentence: Sentence, match: re.Match[str], mind: Discourse) -> Made:
    """“The Ringhals and Forsmark nuclear plants”: one facility for each name."""
    span, kind = span_of(sentence, match), match["kind"]
    for plural, one in _PLURALS:
        if kind.endswith(plural):
            kind = kind.removesuffix(plural) + one
            break
    names = _JOINS.split(plain_words(sentence, match).removeprefix("the ")[: -len(match["kind"])])
    made = []
    for name in (f"{name.strip()} {kind}" for name in names if name.strip()):
        site = next((c for known in _site_names(name) for c in mind.sites(known)), None)
        made.append(
            Reference(
                ReferenceKind.POINT, site.name, site.id, span, (), "", ((site.lon, site.lat),)
            )
            if site
            else Reference(ReferenceKind.POINT, name, "", span)
        )
    return ("O" if all(r.id for r in made) else "U"), tuple(made)


_OF_PLACE = re.compile(
    r"(?P<kind>[\w’'\- ]+?) (?:in|of|at|near) (?:the city of )?(?P<name>[A-Z].*)"
)


_NUCLEAR = re.compile(
    r"\b(?:nuclear )?(?:power )?(?:station|plant|facility|complex|reactor)$", re.I
)


_CRATER = re.compile(r" (?:crater|volcano)$", re.I)


def _site_names(words: str) -> Iterator[str]:
    """Names a facility may stand under: "Kabul's airport" as "Kabul airport", and so on."""
    name = re.sub(r"^(?:the|any|its) ", "", words, flags=re.I)
    name = re.sub(r"['’]s\b", "", name)
    yield name
    turned = _OF_PLACE.fullmatch(name)
    if turned:
        yield f"{turned['name']} {turned['kind']}"
        yield turned["kind"]  # "Al-Shifa hospital in Gaza"
    if _NUCLEAR.search(name):
        bare = _NUCLEAR.sub("", name).strip()
        yield f"{bare} nuclear power plant"
        yield f"{bare} nuclear plant"
    mountain = _CRATER.sub("", name)
    if mountain != name:
        yield mountain
        yield f"{mountain} volcano"
        yield f"Mount {mountain}"
    yield re.sub(
        r" (?:international )?(?:airport|air ?base|dam|crossing|bridge)$", "", name, flags=re.I
    )
