"""Fold what rules measure from: borders, coasts, lines, parallels, points and regions."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from geo.model import Place, Reference, ReferenceKind
from geo.rules.antecedents import (
    area_definite,
    fold_pronouns,
    point_definite,
    region_own,
    region_part_of_topic,
)
from geo.rules.circles import circle, circle_named, circles_two, parallel_again
from geo.rules.facilities import facility_pair, unknown_point
from geo.rules.former import border_former, border_vanished, region_former
from geo.rules.matches import (
    Made,
    again,
    first_group,
    line_of,
    part_of,
    places_in,
    plain_words,
    references_of,
    span_of,
)
from geo.rules.meanings import Meaning, Sentence
from geo.rules.named_lines import line_of_topic
from geo.rules.outlines import POINTS, outlines
from geo.rules.place_references import (
    line_reference,
    point_reference,
    shared_border,
    territory_reference,
)
from geo.rules.provinces import border_of_province, islands, province_of_town
from geo.rules.reduced import OPEN, Fold, Reduced
from geo.rules.shores import (
    coast,
    coast_of_sea,
    coast_own,
    half_of_sea,
    lake_shore,
    lake_water,
    waters,
    waters_own,
)
from geo.rules.spots import offset_point, point_of, points_of
from geo.rules.taken_up_borders import (
    asked_across,
    border_common,
    border_definite,
    border_own,
    direction_of,
    shared_with_subject,
)
from geo.rules.taken_up_waters import water_definite
from geo.rules.together import points_together
from geo.rules.unknown import unknown_part, unknown_water

if TYPE_CHECKING:
    from collections.abc import Callable

    from geo.rules.discourse import Discourse
    from geo.rules.engine import Rule, RuleBook


def fold_references(text: str, sentence: Sentence, book: RuleBook, mind: Discourse) -> Sentence:
    """
    Fold the references of a sentence, in the order of ``references.toml``.

    Parameters
    ----------
    text
        The document's text.
    mind
        What went before, for "the border", "the town"; what this sentence names is added later.
    """
    if sentence.text.count(f"{OPEN}X") > 1:
        sentence = sentence.fold(text, POINTS, lambda m: outlines(sentence, m))
    letters, found = frozenset(fold.kind for fold in sentence.folds), book.scan.found(sentence.text)
    for rule in book.rows_of("references", letters):
        if rule.hinted & found != rule.hinted:
            continue
        make = _MAKERS[rule.get("kind")]
        current = sentence
        sentence = current.fold(
            text,
            rule.pattern,
            lambda m, r=rule, s=current, f=make: f(r, s, m, mind),  # type: ignore[misc]
        )
    return fold_rest(text, fold_pronouns(text, sentence, mind))


def fold_rest(text: str, sentence: Sentence) -> Sentence:
    """Turn the territories, towns and lines that stand alone into references."""
    return Reduced.of(text, sentence.span, map(at_rest, sentence.folds))


def at_rest(fold: Fold[Meaning]) -> Fold[Meaning]:
    """Turn a territory, town or line that stands alone into a reference."""
    item = fold.item
    if not isinstance(item, Place):
        return fold
    if fold.kind == "T":
        return Fold("A", fold.span, (territory_reference(item, fold.span, ReferenceKind.REGION),))
    if fold.kind == "O":
        return Fold("O", fold.span, (point_reference(item, fold.span),))
    if fold.kind in "VL":
        return Fold(fold.kind, fold.span, (line_reference(item, fold.span),))
    return fold


_COMMON = re.compile(r"\b(?:common|shared|mutual|joint)\b", re.IGNORECASE)


def _border(rule: Rule, sentence: Sentence, match: re.Match[str], mind: Discourse) -> Made:
    """Borders of one or several territories."""
    span = span_of(sentence, match)
    places = places_in(sentence, match, "t")
    if len(places) == 1 and _COMMON.search(match.group()) and (c := places[0][0].candidate):
        shared = shared_with_subject((c.territory, c.name), sentence, match, mind)
        if shared is not None:
            return "B", (shared,)
    across = asked_across(places[0][0], sentence, match, mind) if len(places) == 1 else None
    if across is not None:
        return "B", (across,)
    made = (territory_reference(p, span, ReferenceKind.BORDER) for p, _ in places)
    part = direction_of(match.group())
    return ("B", tuple(replace(r, part=part) for r in made)) if places else None


def _border_shared(rule: Rule, sentence: Sentence, match: re.Match[str], mind: Discourse) -> Made:
    """Border between two territories."""
    left, right = places_in(sentence, match, "t", "t2"), places_in(sentence, match, "w", "w2")
    if not left or not right:
        return None
    return "B", (shared_border(left[0][0], right[0][0], span_of(sentence, match)),)


def _border_of_owner(rule: Rule, sentence: Sentence, match: re.Match[str], mind: Discourse) -> Made:
    """“Where Cameroon borders Nigeria”: the border they share, seen from the first."""
    left, right = places_in(sentence, match, "t"), places_in(sentence, match, "w")
    if not left or not right or not left[0][0].candidate:
        return None
    border = shared_border(left[0][0], right[0][0], span_of(sentence, match))
    mind.owners[border.id] = left[0][0].candidate.territory
    return "B", (border,)


def _border_with(rule: Rule, sentence: Sentence, match: re.Match[str], mind: Discourse) -> Made:
    """Border of one territory with others: what they share, or the others' border where they do not touch."""
    left, right = places_in(sentence, match, "t", "t2"), places_in(sentence, match, "w", "w2")
    if not left or not right:
        return None
    span = span_of(sentence, match)
    own = left[0][0]
    code = own.candidate.territory if own.candidate else ""
    made = []
    for place, _ in right:
        other = place.candidate.territory if place.candidate else ""
        # an area inside a country ("the Golan border with Israel") may be held by either side:
        # the border is then the other's, and the host decides which stretch of it is meant
        touching = "-" not in code and other in mind.neighbours(code)
        border = (
            shared_border(own, place, span)
            if touching
            else territory_reference(place, span, ReferenceKind.BORDER)
        )
        if match["t"]:  # "Chad's border with Sudan", not "the border of Chad with Sudan"
            mind.owners[border.id] = code
        made.append(border)
    return "B", tuple(made)


def _unknown_line(rule: Rule, sentence: Sentence, match: re.Match[str], mind: Discourse) -> Made:
    """Make a line that no source has: it is named, and stays unresolved."""
    span = span_of(sentence, match)
    words = plain_words(sentence, match)
    known = [f.item for f in sentence.in_stretch(0, match.start(), "L")]
    lines = [line_of(item) for item in known] or mind.lines[-1:]
    if lines and _SAME_LINE.fullmatch(words):
        return "L", tuple(again(r, span) for r in lines[-1])
    return "U", (Reference(ReferenceKind.LINE, words, "", span),)


# "the demarcation line" takes up a line named before; "the front line" does not
_SAME_LINE = re.compile(
    r"(?:the|this|that) (?:(?:demarcation|dividing|cease-?fire|armistice|truce|disengagement)[ -])?line",
    re.I,
)


def _region_part(rule: Rule, sentence: Sentence, match: re.Match[str], mind: Discourse) -> Made:
    """Directional part of a territory, or two of them."""
    span = span_of(sentence, match)
    places = places_in(sentence, match, "t", "t2")
    named = [r for f in sentence.in_group(match, "t", "A") for r in references_of(f)]
    if not places and (len(named) != 1 or named[0].part):
        return None
    parts = [
        p
        for p in (
            first_group(match, "dir", "dir3", "dir5", "dir6"),
            first_group(match, "dir2", "dir4"),
        )
        if p
    ]
    if not places:  # "the western half of Taiz governorate"
        (whole,) = named
        return "A", tuple(
            replace(whole, part=part_of(p), name=f"{part_of(p)} {whole.name}", span=span)
            for p in parts
        )
    refs = tuple(
        territory_reference(places[0][0], span, ReferenceKind.REGION, part_of(p)) for p in parts
    )
    return "A", refs


def _region_noun(rule: Rule, sentence: Sentence, match: re.Match[str], mind: Discourse) -> Made:
    """Fold a territory named with its kind: "the department of Caquetá"."""
    places = places_in(sentence, match, "t", "t2", "t3")
    if not places:
        return None
    span = span_of(sentence, match)
    return "A", tuple(territory_reference(p, span, ReferenceKind.REGION) for p, _ in places)


def _river(rule: Rule, sentence: Sentence, match: re.Match[str], mind: Discourse) -> Made:
    """Fold a river by its name; whether there is such a river, the borders' data decide."""
    span = span_of(sentence, match)
    for fold in sentence.in_group(match, "v", "V"):
        known = line_of(fold.item)
        if known:
            return "V", tuple(again(r, span) for r in known)
    words = re.sub(
        r"^(?:the )?(?:river )?|\s+rivers?$", "", plain_words(sentence, match), flags=re.IGNORECASE
    )
    return "V", (Reference(ReferenceKind.RIVER, words, f"river:{words}", span),)


_MAKERS: dict[str, Callable[[Rule, Sentence, re.Match[str], Discourse], Made]] = {
    "border": _border,
    "border_shared": _border_shared,
    "border_with": _border_with,
    "border_common": border_common,
    "border_definite": border_definite,
    "border_own": border_own,
    "coast": coast,
    "coast_of_sea": coast_of_sea,
    "half_of_sea": half_of_sea,
    "lake_shore": lake_shore,
    "lake_water": lake_water,
    "waters": waters,
    "waters_own": waters_own,
    "parallel": circle(ReferenceKind.PARALLEL, 90),
    "meridian": circle(ReferenceKind.MERIDIAN, 180),
    "circle_named": circle_named,
    "parallel_again": parallel_again,
    "circles": circles_two,
    "border_of_owner": _border_of_owner,
    "offset_point": offset_point,
    "border_province": border_of_province,
    "border_former": border_former,
    "border_vanished": border_vanished,
    "region_former": region_former,
    "region_own": region_own,
    "islands": islands,
    "province_of_town": province_of_town,
    "line_of_topic": line_of_topic,
    "unknown_line": _unknown_line,
    "unknown_part": unknown_part,
    "unknown_water": unknown_water,
    "point_of": point_of,
    "points_of": points_of,
    "point_definite": point_definite,
    "points_together": points_together,
    "region_part": _region_part,
    "region_part_of_topic": region_part_of_topic,
    "area_definite": area_definite,
    "region_noun": _region_noun,
    "coast_own": coast_own,
    "facility_pair": facility_pair,
    "unknown_point": unknown_point,
    "river": _river,
    "water_definite": water_definite,
}
