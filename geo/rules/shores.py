"""Coasts, lake shores and belts of sea that rules measure from or name."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from geo.model import Place, Reference, ReferenceKind
from geo.rules.antecedents import last_area
from geo.rules.matches import Made, again, line_of, part_of, places_in, references_of, span_of
from geo.rules.place_references import territory_reference
from geo.rules.reduced import CLOSE
from geo.rules.speakers import FORCES_OF, owner_of

if TYPE_CHECKING:
    from geo.model import Span
    from geo.rules.discourse import Discourse
    from geo.rules.engine import Rule
    from geo.rules.meanings import Sentence


_FACING = re.compile(
    r"\b(?P<way>(?:north|south)[ -]?(?:east|west)|north|south|east|west)(?:ern)?(?:most)?[ -](?:(?:sea|mainland) )?"
    r"(?:coasts?|coast-?lines?|shores?|shore-?lines?|seaboard|littoral|beach)",
    re.IGNORECASE,
)


def facing_of(words: str) -> str:
    """Direction that a coast is said to face: "the west coast"; empty for none."""
    found = _FACING.search(words)
    return part_of(found["way"]) if found else ""


def coast(rule: Rule, sentence: Sentence, match: re.Match[str], mind: Discourse) -> Made:
    """Coast of one or several territories."""
    span = span_of(sentence, match)
    places = places_in(sentence, match, "t", "t2", "t3")
    lakes = _lakes_before(sentence, match)
    if places and lakes:
        owners = tuple(p.candidate.territory for p, _ in places if p.candidate)
        return "V", (_shore(lakes[-1], span, owners),)
    return (
        (
            "K",
            tuple(
                replace(
                    territory_reference(p, span, ReferenceKind.COAST), part=facing_of(match.group())
                )
                for p, _ in places
            ),
        )
        if places
        else None
    )


def coast_of_sea(rule: Rule, sentence: Sentence, match: re.Match[str], mind: Discourse) -> Made:
    """“Egypt's Red Sea coast”, “its Aegean shores”: what of a country's coast lies on a sea."""
    span = span_of(sentence, match)
    (sea,) = (f.item for f in sentence.in_group(match, "s", "TA"))
    if not isinstance(sea, Place) or not sea.candidate or not sea.candidate.id.startswith("sea:"):
        return None
    owners = [
        territory_reference(p, span, ReferenceKind.COAST)
        for p, _ in places_in(sentence, match, "t", "t2")
    ]
    own = owner_of(sentence, match, mind) or _government(sentence, match) if not owners else None
    if own is not None and not own.id.startswith("region:sea:"):
        owners = [replace(coast_named(own), span=span)]
    return ("K", tuple(replace(o, part=sea.candidate.name) for o in owners)) if owners else None


def half_of_sea(rule: Rule, sentence: Sentence, match: re.Match[str], mind: Discourse) -> Made:
    """“The South Pacific”: that part of the sea."""
    span = span_of(sentence, match)
    places = [p for p, _ in places_in(sentence, match, "t") if p.candidate]
    if not places or not places[0].candidate.id.startswith("sea:"):  # type: ignore[union-attr]
        return None
    part = part_of(match["dir"])
    return "A", (territory_reference(places[0], span, ReferenceKind.REGION, part),)


def coast_named(owner: Reference) -> Reference:
    """Coast of the territory that a reference is."""
    return Reference(
        ReferenceKind.COAST, owner.name, f"coast:{owner.territories[0]}", None, owner.territories
    )


def lake_shore(rule: Rule, sentence: Sentence, match: re.Match[str], mind: Discourse) -> Made:
    """“The Rwandan shore of Lake Kivu”: the lake's edge, or what of it a country has."""
    lakes = [r for f in sentence.in_group(match, "v", "V") for r in line_of(f.item)]
    if not lakes or lakes[0].kind is not ReferenceKind.LAKE:
        return None
    owned = places_in(sentence, match, "t")
    owners = tuple(p.candidate.territory for p, _ in owned if p.candidate)
    return "V", (_shore(lakes[0], span_of(sentence, match), owners),)


def lake_water(rule: Rule, sentence: Sentence, match: re.Match[str], mind: Discourse) -> Made:
    """“Banned on Lake Kivu”: the water itself, not its shore."""
    folds = sentence.in_stretch(match.start(), match.end(), "V")
    lakes = [r for f in folds for r in line_of(f.item)]
    if len(lakes) != 1 or lakes[0].kind is not ReferenceKind.LAKE:
        return None
    return "A", (replace(lakes[0], span=span_of(sentence, match)),)


def waters(rule: Rule, sentence: Sentence, match: re.Match[str], mind: Discourse) -> Made:
    """Territorial sea or exclusive economic zone of one or several territories."""
    places = places_in(sentence, match, "t", "t2")
    span = span_of(sentence, match)
    owned = [territory_reference(place, span, ReferenceKind.REGION) for place, _ in places]
    return _belts_of(owned, match.group())


def waters_own(rule: Rule, sentence: Sentence, match: re.Match[str], mind: Discourse) -> Made:
    """“Its territorial waters”: those of the country that speaks or acts."""
    owner = owner_of(sentence, match, mind)
    return _belts_of([again(owner, span_of(sentence, match))] if owner else [], match.group())


def _belts_of(countries: list[Reference], words: str) -> Made:
    """Belts of sea of some countries."""
    if not countries:
        return None
    kind, name = _SEA_BELTS["econ" in words.lower() or "eez" in words.lower()]
    made = []
    for country in countries:
        codes = tuple(f"{kind}:{code}" for code in country.territories if code)
        shown = f"the {name} of {country.name}"
        made.append(
            replace(
                country,
                name=shown,
                id=f"region:{kind}:{codes[0].partition(':')[2]}" if codes else "",
                territories=codes,
            )
        )
    return "A", tuple(made)


# told apart by whether the words name an economic zone
_SEA_BELTS = {
    False: ("territorial-sea", "territorial sea"),
    True: ("eez", "exclusive economic zone"),
}


def coast_own(rule: Rule, sentence: Sentence, match: re.Match[str], mind: Discourse) -> Made:
    """“Its shores”, “the coast”: of the lake or territory named, of two towns, or of who speaks."""
    lakes = _lakes_before(sentence, match)
    if lakes:
        return "V", (_shore(lakes[-1], span_of(sentence, match), ()),)
    base = (
        _of_two_towns(sentence, match, mind)
        or owner_of(sentence, match, mind)
        or _government(sentence, match)
        or last_area(sentence, match, mind)
    )
    if base is None:
        return None
    span, codes = span_of(sentence, match), base.territories
    part = facing_of(match.group())
    return "K", (Reference(ReferenceKind.COAST, base.name, f"coast:{codes[0]}", span, codes, part),)


def _lakes_before(sentence: Sentence, match: re.Match[str]) -> list[Reference]:
    """Lakes that a sentence names before its "shore"."""
    folds = sentence.in_stretch(0, match.start(), "V") if _IS_SHORE.search(match.group()) else []
    known = [r for fold in folds for r in line_of(fold.item)]
    return [r for r in known if r.kind is ReferenceKind.LAKE]


def _shore(lake: Reference, span: Span, owners: tuple[str, ...]) -> Reference:
    """Shore of a lake, or what of it some territories have."""
    return replace(lake, span=span, territories=owners, part="shore")


def _of_two_towns(sentence: Sentence, match: re.Match[str], mind: Discourse) -> Reference | None:
    """Country of the two towns between which a stretch of coast lies; None for no such two."""
    for found in _BETWEEN_TOWNS.finditer(sentence.text):
        towns = sentence.in_stretch(found.start(), found.end(), "O")
        codes = {
            t.item.candidate.country
            for t in towns
            if isinstance(t.item, Place) and t.item.candidate
        } | {mind.countries.get(r.id, "") for t in towns for r in references_of(t)}
        if len(codes) == 1 and (code := codes.pop()):
            name = mind.name_of(code)
            return Reference(ReferenceKind.REGION, name, f"region:{code}", None, (code,))
    return None


def _government(sentence: Sentence, match: re.Match[str]) -> Reference | None:
    """Territory of the people whose government speaks: "the Cuban government … its shores"."""
    for fold in reversed(sentence.in_stretch(0, match.start(), "N")):
        end = sentence.text.index(CLOSE, sentence.starts[sentence.folds.index(fold)]) + 1
        if isinstance(fold.item, Place) and not FORCES_OF.match(sentence.text, end):
            return territory_reference(fold.item, fold.span, ReferenceKind.REGION)
    return None


_IS_SHORE = re.compile(r"shore|beach|bank", re.IGNORECASE)
_BETWEEN_TOWNS = re.compile(
    r"\b(?:between|from)\s+(?:the\s+)?(?:(?:towns|cities|villages|ports)\s+of\s+)?\ue000O\d+\ue001\s+(?:and|to|as far as)\s+"
    r"(?:the\s+)?\ue000O\d+\ue001"
)
