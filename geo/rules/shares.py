"""Depths on the two sides of a border: "15 km wide, ten in Iraq and five in Kuwait" is no third zone."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from typing import TYPE_CHECKING

from geo.model import Effect, Relation

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.model import Constraint

# a sum of rounded miles and kilometres is not exact
_SLACK = 0.02
# the width of a zone, and how it is shared, stand within a few sentences
_NEAR = 600


def like_before(rule: Constraint, rules: Sequence[Constraint]) -> Constraint:
    """Give the depth on the other side what the one before it in the sentence says of people and things."""
    before = rules[-1] if rules and rules[-1].span == rule.span else None
    return _like(rule, before) if before else rule


def _like(rule: Constraint, before: Constraint) -> Constraint:
    """Rule that does what another does, to the same people, where it says nothing of its own."""
    if rule.effect is not Effect.EXCLUSION:
        return rule
    people = rule.actors if set(rule.actors).isdisjoint(before.exempt) else before.actors
    return replace(
        rule,
        effect=before.effect,
        actors=people or before.actors,
        exempt=rule.exempt or before.exempt,
    )


def without_sums(rules: Sequence[Constraint]) -> list[Constraint]:
    """Leave out a distance from a border that is the sum of the depths told for its two sides, which do what it does."""
    kept = list(rules)
    for whole in rules:
        parts = _parts(whole, rules)
        if parts:
            kept = [_like(r, whole) if r in parts else r for r in kept if r is not whole]
    return kept


def _parts(rule: Constraint, rules: Sequence[Constraint]) -> list[Constraint]:
    """Two rules of the same border, each on a side of its own, that add up to a rule."""
    if rule.relation is not Relation.WITHIN or rule.distance is None:
        return []
    border, whole = _border(rule), rule.distance.max_m
    if len(border) != 2:
        return []
    sides = [
        (part.distance.max_m, part.host[0].code, part)
        for part in rules
        if part is not rule
        and part.relation is rule.relation
        and part.distance is not None
        and len(part.host) == 1
        and _border(part) == border
        and abs(part.span.start - rule.span.start) < _NEAR
    ]
    return next(
        (
            [one[2], other[2]]
            for one, other in combinations(sides, 2)
            if one[1] != other[1] and abs(one[0] + other[0] - whole) < _SLACK * whole
        ),
        [],
    )


def _border(rule: Constraint) -> frozenset[str]:
    """Codes of the two territories whose border a rule is measured from, with where it lies."""
    named = {code for reference in rule.references for code in reference.territories}
    return frozenset(named | {host.code for host in rule.host})
