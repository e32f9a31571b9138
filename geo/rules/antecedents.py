"""What "it", "the town" and "the country" take up from before."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geo.model import Place, Reference, ReferenceKind, Role
from geo.rules.facilities import site_before
from geo.rules.matches import Made, again, first_group, part_of, references_of, span_of, whole
from geo.rules.place_references import line_reference, point_reference, territory_reference
from geo.rules.reduced import CLOSE
from geo.rules.speakers import country_meant, owner_of
from geo.rules.together import together_before

if TYPE_CHECKING:
    from geo.rules.discourse import Discourse
    from geo.rules.engine import Rule
    from geo.rules.meanings import Meaning, Sentence
    from geo.rules.reduced import Fold


# "it" after a preposition of measure is a place or a line: "a radius of 3 km around it", "south of it"
_PRONOUN = re.compile(
    r"(?:(?<=around )|(?<=round )|(?<=from )|(?<=of )|(?<=off )|(?<=along )|(?<=outside )|(?<=beyond ))(?:it|there|them)\b(?!['’])"
    r"|(?:(?<=closer to )|(?<=nearer to )|(?<=\ue001 to )|(?<=\bapproach ))(?:it|them)(?= than |\s*[.;,]|$| closer| nearer| to within)"
    r"|(?:(?<=^)|(?<=^[“\"]))There(?=,? and (?:for|within|up to))",
    re.IGNORECASE,
)
# a sentence in lower case with none of these has no such pronoun
_PRONOUN_AFTER = (
    "er to it",
    "er to them",
    "\ue001 to it",
    "\ue001 to them",
    "approach it",
    "approach them",
    *(
        f"{before} {first}"
        for before in ("around", "round", "from", "of", "off", "along", "outside", "beyond")
        for first in ("it", "them", "there")
    ),
)
_SIDE_OF_IT = re.compile(r"(?:north|south|east|west) of$", re.IGNORECASE)
_MEASURED = "BKVLMXCUO"
# "within 10 km of it on the Uzbek side": only a line has sides
_ON_A_SIDE = re.compile(
    r",? (?:up)?on (?:the|its|their|his|either|both|each)\b[^;:.,]{0,25}? sides?\b"
)
_LINED = "BKVLM"
# "stay out of Kosovo and out of a zone around |it": a country has surroundings
_AROUND = re.compile(r"\ba?round $", re.IGNORECASE)


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
    lined = bool(_ON_A_SIDE.match(sentence.text, match.end()))
    kinds = _LINED if lined else _MEASURED
    several = match.group().lower() == "them" and together_before(sentence, match.start(), mind)
    if several:
        return several[0], tuple(again(r, span) for r in several[1])
    for fold in reversed(sentence.in_stretch(0, match.start(), kinds)):
        if fold.kind == "O" and _SPEAKS.match(sentence.text, _end_of(fold, sentence)):
            continue
        if isinstance(fold.item, Place):
            if fold.item.mentions[0].kind is Role.DEMONYM:
                continue  # "Yugoslav aircraft": nothing lies around a people
            made = line_reference if fold.kind in "VL" else point_reference
            return fold.kind, (made(fold.item, span),)
        references = references_of(fold)
        if references:
            return fold.kind, tuple(again(r, span) for r in references)
    if not lined and _AROUND.search(sentence.text, 0, match.start()):
        for fold in reversed(sentence.in_stretch(0, match.start(), "T")):
            if isinstance(fold.item, Place):
                return "A", (territory_reference(fold.item, span, ReferenceKind.REGION),)
    latest = _latest(mind, lined=lined)
    return (latest[0], tuple(again(r, span) for r in latest[1])) if latest else None


# a capital that speaks or acts for its government is no place that something is measured from
_SPEAKS = re.compile(
    r"(?:\s(?:has|had|have|also|later|earlier|then|now|again|since|once|first|\w+ly)){0,2}\s(?:said|says?|told|tells?|asks?|asked|"
    r"wants?|wanted|demand\w*|insist\w*|promis\w+|pledg\w+|agree\w*|propos\w+|offer\w*|suggest\w*|warn\w*|reject\w*|"
    r"refus\w+|order\w*|retort\w*|repl\w+)\b"
)


def _end_of(fold: Fold[Meaning], sentence: Sentence) -> int:
    """Where the placeholder of a fold ends."""
    return sentence.text.index(CLOSE, sentence.starts[sentence.folds.index(fold)]) + 1


def _latest(mind: Discourse, *, lined: bool) -> tuple[str, tuple[Reference, ...]] | None:
    """Return what was named last: a line for what has sides, else also a strip or province."""
    latest = mind.latest
    if lined and mind.borders and (latest is None or latest[0] not in _LINED):
        return "B", mind.borders[-1]
    enclave = None if lined else _enclave_before(mind)
    if enclave and (latest is None or _is_behind(enclave, latest[1])):
        return "A", (enclave,)
    return latest


def _enclave_before(mind: Discourse) -> Reference | None:
    """Return the strip or province named last, for "it"; countries act and are rarely what is measured from."""
    known = mind.areas[-1] if mind.areas else None
    codes = known.territories if known else ()
    return known if len(codes) == 1 and ("-" in codes[0] or "." in codes[0]) else None


def _is_behind(reference: Reference, others: tuple[Reference, ...]) -> bool:
    """Tell whether a reference stands behind others in the text."""
    last = max((r.span.end for r in others if r.span), default=0)
    return reference.span is not None and reference.span.start >= last


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


def last_area(sentence: Sentence, match: re.Match[str], mind: Discourse) -> Reference | None:
    """Territory that "the country" stands for: named before in the sentence, else in the text."""
    for fold in reversed(sentence.in_stretch(0, match.start(), "TAOG")):
        if fold.kind in "OG":
            speaker = country_meant(fold, mind)
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


# "the islands" are not one island
_SEVERAL = re.compile(r"\bislands\b", re.IGNORECASE)
_ONE_ISLAND = re.compile(r"\b(?:island|isle|islet)\b", re.IGNORECASE)


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
    speakers = [country_meant(f, mind) for f in sentence.in_stretch(0, match.start(), "G")]
    said = [r for r in speakers if r is not None]
    known = [*(whole(r) for r in mind.areas[-40:]), *said, *here]
    for noun, fits in _KINDS:
        if noun.search(match.group()):
            if _SEVERAL.search(match.group()):
                known = [r for r in known if not _ONE_ISLAND.search(r.name)]
            return next((r for r in reversed(known) if r.territories and fits(r)), None)
    return known[-1] if known else None


def area_definite(rule: Rule, sentence: Sentence, match: re.Match[str], mind: Discourse) -> Made:
    """“The country”, “the province”: the territory of that kind named before."""
    base = _last_area_of_kind(sentence, match, mind)
    if base is None and "island" in match.group().lower():
        points = [r for f in sentence.in_stretch(0, match.start(), "O") for r in references_of(f)]
        isles = [r for r in (*mind.points[-40:], *points) if "island" in r.name.lower()]
        if _SEVERAL.search(match.group()):
            isles = [r for r in isles if not _ONE_ISLAND.search(r.name)]
        return ("O", (again(isles[-1], span_of(sentence, match)),)) if isles else None
    return ("A", (again(base, span_of(sentence, match)),)) if base else None


# "that point" is a position that was given, "that town" is a town
_POSITION = re.compile(r"\b(?:point|position|spot)$", re.IGNORECASE)


_REEF = re.compile(r"\b(?:reef|shoal|atoll|islet|rocks?|bank|cay)\b", re.IGNORECASE)


def _sea_feature(match: re.Match[str], sentence: Sentence, mind: Discourse) -> Made:
    """“The reef”: the shoal, reef or atoll named last, which may stand in the data as an area."""
    if not _REEF.search(match.group()):
        return None
    here = [
        (f.kind, r) for f in sentence.in_stretch(0, match.start(), "AO") for r in references_of(f)
    ]
    known = [*(("A", r) for r in mind.areas[-40:]), *(("O", r) for r in mind.points[-40:]), *here]
    found = [(kind, r) for kind, r in known if _REEF.search(r.name)]
    if not found:
        return None
    kind, reference = max(found, key=lambda one: one[1].span.start if one[1].span else 0)
    return kind, (again(reference, span_of(sentence, match)),)


def point_definite(rule: Rule, sentence: Sentence, match: re.Match[str], mind: Discourse) -> Made:
    """“The town”, “the plant”: the point named before."""
    span = span_of(sentence, match)
    if _POSITION.search(match.group()):
        here = [r for f in sentence.in_stretch(0, match.start(), "X") for r in references_of(f)]
        position = here[-1] if here else mind.position
        return ("X", (again(position, span),)) if position else None
    if feature := _sea_feature(match, sentence, mind):
        return feature
    if site := site_before(match.group(), sentence, span, mind):
        return site
    shouted = match.group().isupper()
    if shouted and (given := mind.position_before(sentence, match.start())):
        return "X", (again(given[-1], span),)
    for fold in reversed(sentence.in_stretch(0, match.start(), "O")):
        if isinstance(fold.item, tuple):
            return "O", (again(fold.item[0], span),)
        if isinstance(fold.item, Place):
            return "O", (point_reference(fold.item, span),)
    return ("O", (again(mind.points[-1], span),)) if mind.points else None


def region_own(rule: Rule, sentence: Sentence, match: re.Match[str], mind: Discourse) -> Made:
    """“Its airspace”: the territory of the country that speaks or acts."""
    base = owner_of(sentence, match, mind)
    return ("A", (again(base, span_of(sentence, match)),)) if base else None
