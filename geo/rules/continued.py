"""Rules that a sentence states in part, the rest being in the rule before: "It was widened to 14 km"."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from geo.model import Distance, ReferenceKind, Relation, Status
from geo.text.numbers import parse_number
from geo.text.quantities import UNIT_M, find_lengths

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.model import Constraint, Reference
    from geo.rules.frames import Frame
    from geo.rules.meanings import Sentence

# what a row takes up: nothing but the size is new; the place and the size are; more is added; the size stays;
# the size stays on the other side of the border
SIZE, PLACE, MORE, SAME, MIRROR = "size", "place", "more", "same-distance", "mirror"
CONTINUES = (SIZE, PLACE, MORE, SAME, MIRROR)
# "ten in both cases"
_ALL = re.compile(r"\b(?:both|either|each|all|every)\b", re.IGNORECASE)
# a rule so many characters back is still spoken of
_NEAR = 700
# a bare number that makes a distance so many times longer or shorter is another number
_ODD = 20


def taken_up(constraints: Sequence[Constraint], at: int) -> tuple[Constraint, ...]:
    """
    Rules that a sentence at an offset may go on with: the last that states a distance and its equals.

    Its equals are the rules of the same sentence with the same distance ("20 km from Goma and Bukavu").
    Empty where the last stands too far back.
    """
    last = next((c for c in reversed(constraints) if c.distance), None)
    if last is None or at - last.span.end > _NEAR:
        return ()
    together = [c for c in constraints if c.span == last.span and c.distance]
    return tuple(c for c in together if c.distance == last.distance)


def relation_of(
    frame: Frame, sentence: Sentence, constraints: Sequence[Constraint]
) -> tuple[Relation | None, tuple[Reference, ...]]:
    """Relation and references of a frame that goes on with the last rule; None where it cannot."""
    stated = frame.rule.get("relation")
    last = taken_up(constraints, sentence.span.start)
    if stated == SAME:
        known = any(c.distance for c in constraints)
        return (Relation.WITHIN if known else None), frame.references
    if not last:
        return None, ()
    if stated == PLACE:
        return last[-1].relation, frame.references
    if stated == MIRROR:
        mirrored = _mirrored(frame, last[-1])
        return (last[-1].relation if mirrored else None), mirrored
    if stated == SIZE and _sizes(constraints, last[-1]) > 1:
        if not _ALL.search(sentence.text):
            return None, ()
        last = tuple(c for c in constraints if c.span == last[-1].span and c.distance)
    references = tuple(dict.fromkeys(r for c in last for r in c.references))
    points = all(r.kind is ReferenceKind.POINT for r in references)
    relation = Relation.BETWEEN if stated == MORE else last[-1].relation
    return relation, references if points else last[-1].references


def _mirrored(frame: Frame, last: Constraint) -> tuple[Reference, ...]:
    """Border that two states share, for "Laotian troops were to do the same"; empty where they do not."""
    theirs = [r for r in frame.hosts if r.territories]
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


def completed(
    base: Constraint,
    frame: Frame,
    sentence: Sentence,
    constraints: Sequence[Constraint],
    *,
    own_status: bool,
    own_effect: bool,
) -> Constraint | None:
    """
    Fill in what a frame that goes on with a rule leaves out: size, host, whom it binds, whether it holds.

    None where its size cannot be told.

    Parameters
    ----------
    own_status, own_effect
        Whether words of its own sentence say whether the rule holds, and what it does.
    """
    stated = frame.rule.get("relation")
    if stated not in CONTINUES:
        return base
    last = next((c for c in reversed(constraints) if c.distance), None)
    if last is None or last.distance is None:
        return base
    distance = _distance(frame, sentence, constraints, last.distance)
    if distance is None:
        return None
    said = frame.rule.get("status")
    status = base.status if own_status else last.status
    if said and base.status not in (Status.REJECTED, Status.LIFTED):
        status = Status(said)
    made = replace(
        base,
        distance=distance,
        actors=_bound(base, frame, last),
        exempt=base.exempt or last.exempt,
        effect=base.effect if own_effect else last.effect,
        status=status,
    )
    if stated in (SIZE, MORE):
        made = replace(
            made, host=last.host, host_found_by=last.host_found_by, side=last.side,
            ends=last.ends, bearings_deg=last.bearings_deg,
        )  # fmt: skip
    return made


def added(distance: Distance, frame: Frame, constraints: Sequence[Constraint]) -> Distance:
    """Distances of the belt that "a further 10 km" adds to the last rule's; any other as it is."""
    last = next((c.distance for c in reversed(constraints) if c.distance), None)
    if frame.rule.get("relation") != MORE or last is None:
        return distance
    return Distance(last.max_m, last.max_m + distance.max_m, distance.approximate, distance.text)


def _bound(base: Constraint, frame: Frame, last: Constraint) -> tuple[str, ...]:
    """Whom the rule binds: as before where somebody only names a size; those on the other side; its own."""
    if frame.rule.get("status"):
        return last.actors
    if frame.rule.get("relation") == MIRROR and not set(base.actors) - set(last.actors):
        return tuple(host.name for host in frame.hosts)
    if frame.rule.get("kind") == "zone":
        return last.actors or base.actors
    return base.actors or last.actors


def _distance(
    frame: Frame, sentence: Sentence, constraints: Sequence[Constraint], last: Distance
) -> Distance | None:
    """Distance of a frame: its own, a bare number in the unit of the last, a multiple of that, or the last."""
    if frame.distances:
        return frame.distances[0]
    match = frame.rule.pattern.match(sentence.text, frame.start)
    number = match.groupdict().get("n") if match else None
    if number:
        return in_unit_of(number, [c.distance for c in constraints if c.distance])
    factor = float(frame.rule.get("note") or 1)
    if factor == 1:
        return last
    words = match.group().split()[-1] if match else ""
    return Distance(last.min_m * factor, last.max_m * factor, last.approximate, words)


def in_unit_of(number: str, known: Sequence[Distance]) -> Distance | None:
    """Distance of a number in the unit that was stated last; None where there is none or it is far off."""
    stated = [(d, found[0]) for d in known if len(found := find_lengths(d.text)) == 1]
    value = parse_number(number)
    if not stated or not value:
        return None
    last, length = stated[-1]
    # a statute mile of the text may have been meant as a nautical one
    metres = value * UNIT_M[length.unit] * last.max_m / length.distances[-1].max_m
    if not 1 / _ODD <= metres / last.max_m <= _ODD:
        return None
    return Distance(metres, metres, False, number)
