"""What a sentence that states a rule in part is measured from: the rule before, "It was widened to 14 km"."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from geo.model import Place, ReferenceKind, Relation
from geo.rules.matches import references_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.model import Constraint, Reference
    from geo.rules.discourse import Discourse
    from geo.rules.frames import Frame
    from geo.rules.meanings import Sentence

# what a row takes up: nothing but the size is new; the place and the size are; more is added; the size stays;
# the size stays on the other side of the border
SIZE, PLACE, MORE, SAME, MIRROR = "size", "place", "more", "same-distance", "mirror"
CONTINUES = (SIZE, PLACE, MORE, SAME, MIRROR)
# "ten in both cases"
_ALL = re.compile(r"\b(?:both|either|each|all|every)\b", re.IGNORECASE)
# a rule so many characters back is still spoken of
NEAR = 700


def taken_up(constraints: Sequence[Constraint], at: int) -> tuple[Constraint, ...]:
    """
    Rules that a sentence at an offset may go on with: the last that states a distance and its equals.

    Its equals are the rules of the same sentence with the same distance ("20 km from Goma and Bukavu").
    Empty where the last stands too far back.
    """
    last = last_rule(constraints)
    if last is None or at - last.span.end > NEAR:
        return ()
    if last.distance is None:
        return (last,)
    together = [c for c in constraints if c.span == last.span and c.distance]
    return tuple(c for c in together if c.distance == last.distance)


# what a distance that is told later may be measured from
_MEASURABLE = (
    ReferenceKind.POINT, ReferenceKind.BORDER, ReferenceKind.COAST, ReferenceKind.LINE
)  # fmt: skip


def last_rule(constraints: Sequence[Constraint]) -> Constraint | None:
    """Return the last rule that has a distance, or waits for one: "keep its gendarmes away from Melilla"."""
    return next((c for c in reversed(constraints) if c.distance or _waits(c)), None)


def _waits(rule: Constraint) -> bool:
    """Tell whether a rule names what somebody is to be kept from, and not how far."""
    return rule.relation is Relation.IN and all(r.kind in _MEASURABLE for r in rule.references)


def relation_of(
    frame: Frame, sentence: Sentence, mind: Discourse
) -> tuple[Relation | None, tuple[Reference, ...]]:
    """Relation and references of a frame that goes on with the last rule; None where it cannot."""
    stated, constraints = frame.rule.get("relation"), mind.constraints
    last = taken_up(constraints, sentence.span.start)
    if stated == SAME:
        known = any(c.distance for c in constraints)
        return (Relation.WITHIN if known else None), frame.references
    if not last:
        return None, ()
    if _is_of_another(frame, sentence, last[-1]):
        return None, ()
    bare = is_ellipsis(frame) and stated != PLACE
    if bare and _names_another(sentence, last, mind):
        return None, ()
    whole = Relation.WITHIN if last[-1].relation is Relation.IN else last[-1].relation
    if stated == PLACE:
        return whole, frame.references
    if stated == MIRROR:
        across = mirrored(last[-1], [r for r in frame.hosts if r.territories])
        return (whole if across else None), across
    if stated == SIZE and _sizes(constraints, last[-1]) > 1:
        if _ALL.search(sentence.text):
            last = tuple(c for c in constraints if c.span == last[-1].span and c.distance)
        elif not (frame.distances and _one_place(constraints, last[-1])):
            return None, ()
    references = tuple(dict.fromkeys(r for c in last for r in c.references))
    points = all(r.kind is ReferenceKind.POINT for r in references)
    relation = Relation.BETWEEN if stated == MORE else whole
    return relation, references if points else last[-1].references


def is_ellipsis(frame: Frame) -> bool:
    """Tell whether a frame is a distance that names nothing: "helicopters 10 km"."""
    return frame.rule.id.startswith("ellipsis.")


# "In |Mokha, the limit is five miles"
_FRONTED = re.compile(
    r"^(?:(?:But|And|Yet),? )?(?:in|at|off|near|around|for|outside|along) (?:the )?$", re.IGNORECASE
)


def _is_of_another(frame: Frame, sentence: Sentence, last: Constraint) -> bool:
    """Tell whether a size is that of a zone elsewhere, or of one that has another size already."""
    mode = frame.rule.get("mode")
    if mode == "waits":
        return last.distance is not None
    if mode != "here":
        return False
    known = {named(r) for r in last.references}
    return any(
        fold.kind in _MEASURED_FROM
        and _FRONTED.match(sentence.text[:at])
        and not {named(r) for r in references_of(fold)} <= known
        for at, fold in zip(sentence.starts, sentence.folds, strict=True)
    )


# what a distance may be measured from, but for a country
_MEASURED_FROM = "BKOVLMXCU"
_IN_COUNTRY = re.compile(r"\b(?:in|inside|into|over|within|across)\s(?:the\s)?$", re.IGNORECASE)


def _names_another(sentence: Sentence, last: Sequence[Constraint], mind: Discourse) -> bool:
    """Tell whether a sentence, or one since the last rule, names something else to measure from."""
    known = {named(r) for c in last for r in c.references}
    since = last[-1].span.end
    later = [r for r in (mind.latest[1] if mind.latest else ()) if r.span and r.span.start > since]
    if not {named(r) for r in later} <= known:
        return True
    codes = {h.code for c in last for h in c.host}
    codes |= {code for c in last for r in c.references for code in r.territories}
    for at, fold in zip(sentence.starts, sentence.folds, strict=True):
        if fold.kind in _MEASURED_FROM and not {named(r) for r in references_of(fold)} <= known:
            return True
        if fold.kind != "A" or not _IN_COUNTRY.search(sentence.text, 0, at):
            continue
        if codes and isinstance(fold.item, Place) and not set(_codes(fold.item)) <= codes:
            return True
    return False


def named(reference: Reference) -> object:
    """What tells a reference from another, wherever the text names it."""
    return reference.id or reference.points or reference.name


def _codes(place: Place) -> tuple[str, ...]:
    """Code of the territory that a place is; empty for none."""
    return (place.candidate.territory,) if place.candidate and place.candidate.territory else ()


def mirrored(last: Constraint, theirs: Sequence[Reference]) -> tuple[Reference, ...]:
    """Border that two states share, for "Laotian troops were to do the same"; empty where they do not."""
    border = last.references[0]
    if len(last.host) != 1 or len(theirs) != 1 or border.kind is not ReferenceKind.BORDER:
        return ()
    one, other = theirs[0], last.host[0]
    code = one.territories[0]
    if code == other.code or code not in border.territories:
        return ()
    pair = tuple(sorted((code, other.code)))
    name = f"{one.name} and {other.name}"
    return (replace(border, name=name, id=f"border:{'|'.join(pair)}", territories=pair),)


def _sizes(constraints: Sequence[Constraint], last: Constraint) -> int:
    """Count the distances of the sentence of a rule: of several, "it" may be any."""
    return len({c.distance.max_m for c in constraints if c.span == last.span and c.distance})


def _one_place(constraints: Sequence[Constraint], last: Constraint) -> bool:
    """Tell whether all rules of the sentence of one are measured from the same ("tanks 15 km, guns 25 km")."""
    here = [c for c in constraints if c.span == last.span and c.distance]
    return len({(tuple(map(named, c.references)), c.host, c.relation) for c in here}) == 1
