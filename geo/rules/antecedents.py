"""What "it", "the border", "the town" and "the country" take up from before."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geo.model import FeatureClass, Place, Reference, ReferenceKind
from geo.rules.annotate import line_reference, point_reference, territory_reference
from geo.rules.matches import (
    Made,
    again,
    first_group,
    part_of,
    references_of,
    sentence_words,
    span_of,
    whole,
)
from geo.rules.reduced import CLOSE

if TYPE_CHECKING:
    from geo.model import Span
    from geo.rules.annotate import Meaning, Sentence
    from geo.rules.discourse import Discourse
    from geo.rules.engine import Rule
    from geo.rules.reduced import Fold


# "it" after a preposition of measure is a place or a line: "a radius of 3 km around it", "south of it"
_PRONOUN = re.compile(
    r"(?:(?<=around )|(?<=round )|(?<=from )|(?<=of )|(?<=off )|(?<=along ))(?:it|there|them)\b(?!['’])"
    r"|(?:(?<=^)|(?<=^[“\"]))There(?=,? and (?:for|within|up to))",
    re.IGNORECASE,
)
# a sentence in lower case with none of these has no such pronoun
_PRONOUN_AFTER = tuple(
    f"{before} {first}"
    for before in ("around", "round", "from", "of", "off", "along")
    for first in ("it", "them", "there")
)
_SIDE_OF_IT = re.compile(r"(?:north|south|east|west) of$", re.IGNORECASE)
_MEASURED = "BKVLMXCUO"


def fold_pronouns(text: str, sentence: Sentence, mind: Discourse) -> Sentence:
    """Fold "it" where something is measured from it: what was measured from or named last."""
    low = sentence.text.lower()
    if "there" not in low[:8] and not any(words in low for words in _PRONOUN_AFTER):
        return sentence
    measures = any(fold.kind == "D" for fold in sentence.folds)

    def taken_up(match: re.Match[str]) -> Made:
        before = sentence.text[: match.start()].rstrip()
        if measures or _SIDE_OF_IT.search(before):
            return _antecedent(sentence, match, mind)
        return None

    return sentence.fold(text, _PRONOUN, taken_up)


def _antecedent(sentence: Sentence, match: re.Match[str], mind: Discourse) -> Made:
    """Return the line, border or town that stands last before a pronoun."""
    span = span_of(sentence, match)
    for fold in reversed(sentence.in_stretch(0, match.start(), _MEASURED)):
        if isinstance(fold.item, Place):
            made = line_reference if fold.kind in "VL" else point_reference
            return fold.kind, (made(fold.item, span),)
        references = references_of(fold)
        if references:
            return fold.kind, tuple(again(r, span) for r in references)
    if mind.latest is None:
        return None
    kind, references = mind.latest
    return kind, tuple(again(r, span) for r in references)


# countries that a plural names together
_TWINS = {
    "koreas": (("KP", "North Korea"), ("KR", "South Korea")),
    "sudans": (("SD", "Sudan"), ("SS", "South Sudan")),
    "congos": (("CD", "Democratic Republic of the Congo"), ("CG", "Republic of the Congo")),
}


# "the two Sudans … their border"
_TWO = re.compile(r"\b(?:two|both) (?:koreas|sudans|congos)\b")


def _twins(words: str, span: Span) -> Reference | None:
    """Border of the two countries that a plural at the end of some words names."""
    for plural, ((one, name), (other, also)) in _TWINS.items():
        if words.endswith(plural):
            named, identifier = f"{name} and {also}", f"border:{one}|{other}"
            return Reference(ReferenceKind.BORDER, named, identifier, span, (one, other))
    return None


def border_common(rule: Rule, sentence: Sentence, match: re.Match[str], mind: Discourse) -> Made:
    """“Their common border”: the border of the two territories named last."""
    span = span_of(sentence, match)
    named = _TWO.findall(sentence.text[: match.start()].lower())
    twins = _twins(match.group().lower(), span) or (_twins(named[-1], span) if named else None)
    if twins is not None:
        return "B", (twins,)
    # "the demarcation line" of nobody knows whom is no border
    demarcated = "line" in match.group().lower()
    pair = _named_pair(sentence, match, mind)
    groups = mind.homes()
    names = {**groups, **mind.names}
    for code in () if demarcated else (*groups, *reversed(mind.recent)):
        if code not in [known for known, _ in pair]:
            pair.append((code, names[code]))
    shared = _first_shared(pair, span, mind)
    if shared is not None:
        return "B", (shared,)
    if demarcated:
        return None
    return "U", (Reference(ReferenceKind.BORDER, sentence_words(sentence, match), "", span),)


_PAIR = 2


def _named_pair(sentence: Sentence, match: re.Match[str], mind: Discourse) -> list[tuple[str, str]]:
    """Territories that a sentence names, the nearest before a match first, then those behind it."""
    named: dict[str, str] = {}
    for kinds in ("TAN", "GO"):  # capitals speak for their countries where no country is named
        before = reversed(sentence.in_stretch(0, match.start(), kinds))
        after = sentence.in_stretch(match.end(), len(sentence.text), kinds)
        for fold in (*before, *after) if len(named) < _PAIR else ():
            c = fold.item.candidate if isinstance(fold.item, Place) else None
            if c and (c.territory or c.country):
                named.setdefault(
                    c.territory or c.country, c.name if c.territory else mind.name_of(c.country)
                )
    return list(named.items())


def _first_shared(pair: list[tuple[str, str]], span: Span, mind: Discourse) -> Reference | None:
    """Border of the first two of some territories that touch."""
    for i, (a, name_a) in enumerate(pair):
        for b, name_b in pair[i + 1 :]:
            if b in mind.neighbours(a):
                (x, name_x), (y, name_y) = sorted([(a, name_a), (b, name_b)])
                name, identifier = f"{name_x} and {name_y}", f"border:{x}|{y}"
                return Reference(ReferenceKind.BORDER, name, identifier, span, (x, y))
    return None


def border_definite(rule: Rule, sentence: Sentence, match: re.Match[str], mind: Discourse) -> Made:
    """“The border”: the one named before, else the only one that the countries named share."""
    span = span_of(sentence, match)
    earlier = [
        f.item for f in sentence.in_stretch(0, match.start(), "B") if isinstance(f.item, tuple)
    ]
    later = [
        f.item
        for f in sentence.in_stretch(match.end(), len(sentence.text), "B")
        if isinstance(f.item, tuple)
    ]
    known = earlier[-1:] or mind.borders[-1:] or later[:1]
    if known:
        return "B", tuple(again(reference, span) for reference in known[0])
    if direction_of(match.group()):  # "Finland closed the eastern border"
        return border_own(rule, sentence, match, mind)
    made = border_common(rule, sentence, match, mind)
    if made is not None and made[0] == "U" and _speaks_of_one_country(mind):
        return border_own(rule, sentence, match, mind, common=made)
    return made


_COUNTRY = 2


def _speaks_of_one_country(mind: Discourse) -> bool:
    """Tell whether the whole text names one country alone: "the frontier" is then all of its."""
    return len([code for code in mind.topics if len(code) == _COUNTRY]) == 1


def region_part_of_topic(
    rule: Rule, sentence: Sentence, match: re.Match[str], mind: Discourse
) -> Made:
    """“The northern part of the country”: of the territory named last."""
    base = last_area(sentence, match, mind)
    if base is None:
        return None
    part = part_of(first_group(match, "dir", "dir2"))
    name, code = base.name, base.territories
    return "A", (
        Reference(
            ReferenceKind.REGION, f"{part} {name}", base.id, span_of(sentence, match), code, part
        ),
    )


def _country_of(fold: Fold[Meaning], mind: Discourse) -> Reference | None:
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


def last_area(sentence: Sentence, match: re.Match[str], mind: Discourse) -> Reference | None:
    """Territory that "the country" stands for: named before in the sentence, else in the text."""
    for fold in reversed(sentence.in_stretch(0, match.start(), "TAOG")):
        if fold.kind in "OG":
            speaker = _country_of(fold, mind)
            if speaker is None:
                continue
            return speaker
        if isinstance(fold.item, Place):
            return territory_reference(fold.item, fold.span, ReferenceKind.REGION)
        if isinstance(fold.item, tuple) and fold.item[0].kind is ReferenceKind.REGION:
            return whole(fold.item[0])
    return whole(mind.areas[-1]) if mind.areas else None


_KINDS = (
    (
        re.compile(r"islands?|archipelago|atoll", re.I),
        lambda r: bool(re.search(r"isl|archip", r.name, re.I)),
    ),
    (re.compile(r"strip", re.I), lambda r: "strip" in r.name.lower()),
    (re.compile(r"country|republic|kingdom", re.I), lambda r: r.territories[0].isalpha()),
    (re.compile(r"province|governorate|oblast|district", re.I), lambda r: "." in r.territories[0]),
)


def _last_area_of_kind(
    sentence: Sentence, match: re.Match[str], mind: Discourse
) -> Reference | None:
    """Territory that a noun stands for: the last one of its kind, else the last one."""
    here = [
        territory_reference(f.item, f.span, ReferenceKind.REGION)
        if isinstance(f.item, Place)
        else whole(f.item[0])
        for f in sentence.in_stretch(0, match.start(), "TA")
        if isinstance(f.item, Place | tuple)
    ]
    speakers = [_country_of(f, mind) for f in sentence.in_stretch(0, match.start(), "G")]
    said = [r for r in speakers if r is not None]
    known = [*(whole(r) for r in mind.areas[-40:]), *said, *here]
    for noun, fits in _KINDS:
        if noun.search(match.group()):
            return next((r for r in reversed(known) if r.territories and fits(r)), None)
    return known[-1] if known else None


def area_definite(rule: Rule, sentence: Sentence, match: re.Match[str], mind: Discourse) -> Made:
    """“The country”, “the province”: the territory of that kind named before."""
    base = _last_area_of_kind(sentence, match, mind)
    if base is None and "island" in match.group().lower():
        points = [r for f in sentence.in_stretch(0, match.start(), "O") for r in references_of(f)]
        isles = [r for r in (*mind.points[-40:], *points) if "island" in r.name.lower()]
        return ("O", (again(isles[-1], span_of(sentence, match)),)) if isles else None
    return ("A", (again(base, span_of(sentence, match)),)) if base else None


# "that point" is a position that was given, "that town" is a town
_POSITION = re.compile(r"\b(?:point|position|spot)$", re.IGNORECASE)


def point_definite(rule: Rule, sentence: Sentence, match: re.Match[str], mind: Discourse) -> Made:
    """“The town”, “the plant”: the point named before."""
    span = span_of(sentence, match)
    if _POSITION.search(match.group()):
        here = [r for f in sentence.in_stretch(0, match.start(), "X") for r in references_of(f)]
        position = here[-1] if here else mind.position
        return ("X", (again(position, span),)) if position else None
    shouted = match.group().isupper()
    if shouted and (given := mind.position_before(sentence, match.start())):
        return "X", (again(given[-1], span),)
    for fold in reversed(sentence.in_stretch(0, match.start(), "O")):
        if isinstance(fold.item, tuple):
            return "O", (again(fold.item[0], span),)
        if isinstance(fold.item, Place):
            return "O", (point_reference(fold.item, span),)
    return ("O", (again(mind.points[-1], span),)) if mind.points else None


FORCES_OF = re.compile(
    r"(?:['’]s?)?\s(?:[a-z-]+\s){0,2}(?:warships?|ships?|vessels?|boats?|trawlers?|tankers?|fleets?|submarines?|fishermen|navy|jets?|"
    r"aircraft|planes?|warplanes|drones?|troops?|forces?|soldiers?|fighters?|rebels?|militias?|units?|police|guards?|army|"
    r"settlers?|artillery|tanks|missiles?|rockets?|bases?|refugees|nationals|citizens|fishers)\b"
)


def owner_of(sentence: Sentence, match: re.Match[str], mind: Discourse) -> Reference | None:
    """Territory that "its" stands for: not the one whose ships or soldiers are spoken of."""
    named: list[tuple[Fold[Meaning], Reference]] = []
    for fold, at in zip(sentence.folds, sentence.starts, strict=True):
        if at >= match.start() or fold.kind not in "TAOG":
            continue
        speaker = _country_of(fold, mind) if fold.kind in "OG" else None
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
    return named[-1][1] if named else None


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
            return _country_of(fold, mind)
        if isinstance(fold.item, Place):
            return territory_reference(fold.item, fold.span, ReferenceKind.REGION)
    return None


_DIRECTION = re.compile(r"\b(?:(?:north|south)[ -]?(?:east|west)|north|south|east|west)ern\b", re.I)


def direction_of(words: str) -> str:
    """Direction that a border is said to face: "its eastern border"; empty for none."""
    found = _DIRECTION.search(words)
    return part_of(found.group()) if found else ""


def border_own(
    rule: Rule, sentence: Sentence, match: re.Match[str], mind: Discourse, common: Made = None
) -> Made:
    """
    “Its border”: of the country that speaks or acts; the one spoken of before goes first.

    ``common`` is what "the border" is where no country speaks or acts.
    """
    span = span_of(sentence, match)
    if mind.borders or sentence.in_stretch(0, match.start(), "B"):
        return border_definite(rule, sentence, match, mind)
    if match.group().lower().startswith("their"):
        made = border_common(rule, sentence, match, mind)
        if made is not None and made[0] == "B":
            return made
    ours = match.group().lower().startswith(("our", "my"))
    owner = (ours and speaker_behind(sentence, match, mind)) or owner_of(sentence, match, mind)
    if not owner or not mind.neighbours(owner.territories[0]):
        if common is not None:
            return common
        if direction_of(match.group()):
            return border_common(rule, sentence, match, mind)
        return border_definite(rule, sentence, match, mind)
    code = owner.territories[0]
    part = direction_of(match.group())
    border = Reference(ReferenceKind.BORDER, owner.name, f"border:{code}", span, (code,), part)
    mind.owners[border.id] = code
    return "B", (border,)


def region_own(rule: Rule, sentence: Sentence, match: re.Match[str], mind: Discourse) -> Made:
    """“Its airspace”: the territory of the country that speaks or acts."""
    base = owner_of(sentence, match, mind)
    return ("A", (again(base, span_of(sentence, match)),)) if base else None
