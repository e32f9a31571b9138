"""Rules that a text states twice: a headline and the sentence under it are one rule."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from geo.model import Compliance, Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from geo.model import Constraint, Reference, Unresolved

_WORD = re.compile(r"\w+")
# an item and the heading of a list have no full stop either: a headline is what a text begins with
_HEADLINES = 400
# a rule about a place is spelled out by the next sentence or not at all
_SPELLED_OUT_BEHIND = 40
_STOP = re.compile(r"[.!?…][\"”’')\]]*$")
# its area is outlined behind
OUTLINED = "norm.area-before"
_ARTICLES = frozenset("the a an all any its their his no of and".split())


def give_way(rule: Constraint, kept: list[Constraint]) -> None:
    """Drop the lines without a width that a distance is now measured from: "… One mile berth"."""
    lines = {r.points for r in rule.references if r.id == "coordinates:line"}
    if lines:
        kept[:] = [c for c in kept if c.distance or c.references[0].points not in lines]


def without_repeated(rules: Iterable[Constraint]) -> list[Constraint]:
    """
    Leave out rules that say again what another sentence says, of the same people.

    What only one of the two tells (who says so, since when, whether it is kept) is kept. A headline
    gives way to the sentence that spells it out, whatever it makes of the status.
    """
    kept: list[Constraint] = []
    for rule in rules:
        at = next((n for n, known in enumerate(kept) if _is_repeated(known, rule)), None)
        if at is None:
            kept.append(rule)
        elif _is_headline(kept[at]):
            kept[at] = _with_rest(rule, kept[at])
        else:
            kept[at] = _with_rest(kept[at], rule)
    return kept


def _is_repeated(known: Constraint, rule: Constraint) -> bool:
    """Tell whether two rules of different sentences are one."""
    return (
        known.span != rule.span
        and known.distance is not None
        and rule.distance is not None
        and abs(known.distance.max_m - rule.distance.max_m) < 1
        and _place(known) == _place(rule)
        and (known.effect == rule.effect or _is_headline(known))
        and (known.status == rule.status or _is_headline(known) or _says_again(known, rule))
        and (_same_people(known.actors, rule.actors) or _says_again(known, rule))
    )


def _place(rule: Constraint) -> tuple[object, ...]:
    """Return what a rule is measured from, and where."""
    where = tuple(sorted((r.id, r.points, r.part) for r in rule.references))
    return rule.relation, where, rule.ends, frozenset(h.code for h in rule.host), rule.side


def _same_people(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Tell whether the people of two rules may be the same: nobody is named, or one name is part of the other."""
    first, second = _words(one), _words(other)
    return first <= second or second <= first


def _words(names: tuple[str, ...]) -> set[str]:
    """Words of names, without articles and plurals."""
    found = (word.lower().removesuffix("s") for name in names for word in _WORD.findall(name))
    return {word for word in found if word not in _ARTICLES}


_QUOTED = re.compile(r"[\s(]*[“\"‘«„]")
# somebody who is quoted so near behind a rule explains it
_EXPLAINS_BEHIND = 500
_IN_OTHER_WORDS = (Status.DEMANDED, Status.IN_FORCE, Status.AGREED)


def _says_again(known: Constraint, rule: Constraint) -> bool:
    """Tell whether somebody is quoted who says in other words what was just told: "no tent within 50 km"."""
    near = 0 <= rule.span.start - known.span.end < _EXPLAINS_BEHIND
    held = {known.status, rule.status} <= set(_IN_OTHER_WORDS)
    return near and held and bool(_QUOTED.match(rule.quote))


def _is_headline(rule: Constraint) -> bool:
    """Tell whether a rule stands in a line at the head of the text that no full stop ends."""
    return rule.span.start < _HEADLINES and not _STOP.search(rule.quote)


def _with_rest(rule: Constraint, other: Constraint) -> Constraint:
    """Rule with what only the other of two tells."""
    unknown = rule.compliance is Compliance.UNKNOWN
    return replace(
        rule,
        actors=rule.actors or other.actors,
        exempt=rule.exempt or other.exempt,
        source=rule.source or other.source,
        date=rule.date or other.date,
        until=rule.until or other.until,
        compliance=other.compliance if unknown else rule.compliance,
    )


def without_drawn(
    listed: Iterable[Unresolved], drawn: Sequence[Constraint]
) -> Iterator[Unresolved]:
    """
    Leave out places that a sentence names without a distance where it or the next gives one and is drawn.

    "… stay out of Kosovo and of a 25-km zone around it", "… closed the coast of Yemen to trawlers. They have to stay 12 nautical miles off."
    """
    for rule in listed:
        named = rule.understood.references
        spelled_out = (
            c
            for c in drawn
            if (c.distance or OUTLINED in c.trace)
            and c.span.start - rule.span.end < _SPELLED_OUT_BEHIND
            and c.span.end >= rule.span.start
        )
        if not (
            named
            and rule.understood.trace[:1]
            and rule.understood.trace[0].startswith("net.")
            and any(
                OUTLINED in c.trace or _is_within(r, named[0])
                for c in spelled_out
                for r in c.references
            )
        ):
            yield rule


def _is_within(reference: Reference, place: Reference) -> bool:
    """Tell whether the words of a place hold what a rule is measured from."""
    return bool(reference.name) and reference.name in place.name
