"""What a rule stated in part has from the rule before: size, host, whom it binds, whether it holds."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from geo.model import Distance, Effect, Place, ReferenceKind, Status, Territory
from geo.rules.continued import (
    CONTINUES,
    MIRROR,
    MORE,
    NEAR,
    SIZE,
    is_ellipsis,
    last_rule,
    mirrored,
    named,
)
from geo.rules.frames import words_of
from geo.rules.place_references import territory_reference
from geo.text.numbers import parse_number
from geo.text.quantities import UNIT_M, find_lengths

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.model import Constraint, Reference
    from geo.rules.frames import Frame
    from geo.rules.meanings import Sentence

# groups of a row that hold a number in the unit stated last, and whom the rule is said of
_NUMBERS = ("n", "n2", "n3", "n4")
_WHOM = ("w", "w2", "w3", "w4")
_ARTICLE = re.compile(r"^(?:the|an?|any|all) ", re.IGNORECASE)
# a bare number that makes a distance so many times longer or shorter is another number
_ODD = 20


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
    last = last_rule(constraints)
    if stated == "latest" and last and _is_of_last(base, last, sentence.span.start):
        stated = SIZE
    elif stated not in CONTINUES:
        return base
    if last is None:
        return base
    distance = _distance(frame, sentence, constraints, last.distance)
    if distance is None:
        return None
    resized = frame.rule.get("kind") == "zone" and last.distance is not None
    of_its_own = own_effect and not resized
    if last.distance is None and last.effect in (Effect.PERMITTED, Effect.WITHDRAWAL):
        of_its_own = True  # "let troops back into the zone along the line": what it is otherwise
    made = replace(
        base,
        distance=distance,
        actors=_whom(frame, sentence) or _bound(base, frame, sentence, last),
        exempt=base.exempt or last.exempt,
        effect=base.effect if of_its_own or _others(base, frame, last) else last.effect,
        status=_status(base, frame, last, own_status=own_status),
    )
    waited = tuple(t for t in last.trace if t.startswith("pending."))
    made = replace(made, trace=(*made.trace, *waited, *_taken(base, made, frame, stated)))
    border, home = _across(base, sentence, last) if _is_bare(frame) else ((), ())
    if border:
        return replace(made, references=border, host=home, host_found_by="actor", side=last.side)
    own = base.host_found_by == "text" and not last.host  # "it shall lie wholly in Eritrea"
    if stated in (SIZE, MORE) and not own:
        made = replace(
            made, host=last.host, host_found_by=last.host_found_by, side=last.side,
            ends=last.ends, bearings_deg=last.bearings_deg,
        )  # fmt: skip
    return made


def _taken(base: Constraint, made: Constraint, frame: Frame, stated: str) -> tuple[str, ...]:
    """Name in the trace what a rule has from the rule before."""
    found = {
        "reference": stated in (SIZE, MORE),
        "distance": not frame.distances,
        "actors": made.actors != base.actors,
        "effect": made.effect != base.effect,
        "status": made.status != base.status,
    }
    return tuple(f"{what} (rule before)" for what, taken in found.items() if taken)


def _is_of_last(base: Constraint, last: Constraint, at: int) -> bool:
    """Tell whether a rule that takes up what was named last is measured from what the last rule is."""
    near = at - last.span.end <= NEAR
    return near and {named(r) for r in base.references} == {named(r) for r in last.references}


def _is_bare(frame: Frame) -> bool:
    """Tell whether nothing but a distance is said, of somebody: "helicopters must keep 10 km away"."""
    return is_ellipsis(frame) or frame.rule.get("relation") == "latest"


def _others(base: Constraint, frame: Frame, last: Constraint) -> bool:
    """Tell whether a rule binds somebody else than the last one, so that it may do something else."""
    return _is_bare(frame) and bool(base.actors) and not set(base.actors) & set(last.actors)


def _status(base: Constraint, frame: Frame, last: Constraint, *, own_status: bool) -> Status:
    """Whether a rule holds that goes on with another: by its own words, its row, or as the other."""
    said = frame.rule.get("status")
    over = base.status in (Status.REJECTED, Status.LIFTED)
    if frame.rule.id == "ellipsis.replaced":  # what was lifted is the other one
        return base.status if own_status and not over else Status.IN_FORCE
    if said and not over:
        return Status(said)
    taken_up = _is_bare(frame) or last.distance is None
    if taken_up and last.status in _GOES_ON and _is_weak(base, last):
        return last.status
    return base.status if own_status else last.status


# a text that sets one distance out sets out the next: "must" alone says nothing new
_GOES_ON = (Status.AGREED, Status.PROPOSED, Status.IN_FORCE)
_MODALS = ("status.proposed.would", "status.demanded.modal")


def _is_weak(base: Constraint, last: Constraint) -> bool:
    """Tell whether nothing but a modal says whether a rule holds, and nobody else says it."""
    cues = [t for t in base.trace if t.startswith("status.")]
    return all(c in _MODALS for c in cues) and base.source in ("", last.source)


def added(distance: Distance, frame: Frame, constraints: Sequence[Constraint]) -> Distance:
    """Distances of the belt that "a further 10 km" adds to the last rule's, or how far back they go; any other as it is."""
    last = next((c.distance for c in reversed(constraints) if c.distance), None)
    if last is not None and frame.rule.get("mode") == "adds":
        far = last.max_m + distance.max_m
        return Distance(far, far, distance.approximate, distance.text)
    if (
        last is not None
        and frame.rule.get("relation") in (*CONTINUES, "latest")
        and _is_nautical(last)
    ):
        return _in_nautical_miles(distance)
    if frame.rule.get("relation") != MORE or last is None:
        return distance
    return Distance(last.max_m, last.max_m + distance.max_m, distance.approximate, distance.text)


def _is_nautical(distance: Distance) -> bool:
    """Tell whether a distance is stated in nautical miles, or in miles that are."""
    found = find_lengths(distance.text)
    return len(found) == 1 and (
        found[0].unit == "nmi"
        or (found[0].unit == "mi" and found[0].distances[-1].max_m < distance.max_m)
    )


def _in_nautical_miles(distance: Distance) -> Distance:
    """Miles behind a rule in nautical ones: they are the same miles."""
    found = find_lengths(distance.text)
    if len(found) != 1 or found[0].unit != "mi":
        return distance
    meant = found[0].in_nautical_miles().distances[-1]
    return replace(distance, min_m=meant.min_m, max_m=meant.max_m)


def _whom(frame: Frame, sentence: Sentence) -> tuple[str, ...]:
    """Whom the row itself names: "for jets the limit is 10 km"."""
    match = frame.rule.pattern.match(sentence.text, frame.start)
    groups = match.groupdict() if match else {}
    said = next((groups[g] for g in _WHOM if groups.get(g)), "")
    return (_ARTICLE.sub("", words_of(sentence, said)),) if said else ()


def _bound(base: Constraint, frame: Frame, sentence: Sentence, last: Constraint) -> tuple[str, ...]:
    """Whom the rule binds: as before where somebody only names a size; those on the other side; its own."""
    if frame.rule.get("status"):
        return last.actors
    own = set(base.actors) - set(last.actors)
    said = sentence.text.split()  # a name is folded, the noun behind it is not
    if frame.rule.get("relation") == MIRROR and not any(who.split()[-1] in said for who in own):
        return tuple(host.name for host in frame.hosts)
    if last.distance is None and "pending.zone" in last.trace:
        return base.actors  # who agreed on a zone, or declared it, is not kept out of it
    if frame.rule.get("kind") == "zone":
        return last.actors or base.actors
    return base.actors or last.actors


def _distance(
    frame: Frame, sentence: Sentence, constraints: Sequence[Constraint], last: Distance | None
) -> Distance | None:
    """Distance of a frame: its own, a bare number in the unit of the last, a multiple of that, or the last."""
    if frame.distances:
        return frame.distances[0]
    match = frame.rule.pattern.match(sentence.text, frame.start)
    groups = match.groupdict() if match else {}
    number = next((groups[g] for g in _NUMBERS if groups.get(g)), None)
    if number:
        return in_unit_of(number, [c.distance for c in constraints if c.distance])
    factor = float(frame.rule.get("note") or 1)
    if factor == 1 or last is None:
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


def _across(
    base: Constraint, sentence: Sentence, last: Constraint
) -> tuple[tuple[Reference, ...], tuple[Territory, ...]]:
    """Border and host on the other side of the last rule's border, where those bound are at home there."""
    bound = " ".join(base.actors)
    people = [f for f in sentence.folds if f.kind in "ATN" and isinstance(f.item, Place)]
    theirs = {
        reference.territories: reference
        for f in people
        if isinstance(f.item, Place) and any(m.toponym in bound for m in f.item.mentions)
        if (reference := territory_reference(f.item, f.span, ReferenceKind.REGION)).territories
    }
    border = mirrored(last, list(theirs.values()))
    if not border:
        return (), ()
    one = next(iter(theirs.values()))
    return border, (Territory(one.territories[0], one.name),)
