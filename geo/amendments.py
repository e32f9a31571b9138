"""
Corrections of the analyst to rules: another distance, status, source ...; no rule; a new rule.

An amendment is data, as `geo.overrides.Override` is for places. It is kept with the case, applied
each time the document is read (``Pipeline.read(document, overrides, amendments)``), and undone by
leaving it out. A rule that the analyst has changed says so (`Constraint.decided_by`, `edited`).
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Any, TypeAlias

from geo.model import (
    Compliance,
    Constraint,
    Distance,
    Effect,
    Issue,
    Reference,
    Relation,
    Span,
    Status,
    Territory,
    Unresolved,
)
from geo.overrides import ANALYST

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

ADDED = "rule"  # stands in `Constraint.edited` of a rule that the analyst added
LEAST_SHARED = 0.5  # of two spans: below it they are no longer the same rule
_ID = re.compile(r"rule:(\d+)-(\d+)(?:#(\d+))?\Z")


@dataclass(frozen=True, slots=True)
class SetDistance:
    """A rule has another distance, or none."""

    rule: str
    distance: Distance | None


@dataclass(frozen=True, slots=True)
class SetHost:
    """A rule's zone is clipped to other territories, or to none."""

    rule: str
    host: tuple[Territory, ...]


@dataclass(frozen=True, slots=True)
class SetStatus:
    """A rule has another status."""

    rule: str
    status: Status


@dataclass(frozen=True, slots=True)
class SetEffect:
    """A rule does something else in its zone: "no flight" instead of "keep out"."""

    rule: str
    effect: Effect


@dataclass(frozen=True, slots=True)
class SetRelation:
    """A rule's zone lies otherwise to what it is measured from: north of it, beyond it."""

    rule: str
    relation: Relation


@dataclass(frozen=True, slots=True)
class SetCompliance:
    """A rule is kept, is broken, or nobody says."""

    rule: str
    compliance: Compliance


@dataclass(frozen=True, slots=True)
class SetSource:
    """Somebody else says so."""

    rule: str
    source: str


@dataclass(frozen=True, slots=True)
class SetDates:
    """A rule holds from another day, or until another; ISO 8601 to the precision known, or empty."""

    rule: str
    date: str
    until: str


@dataclass(frozen=True, slots=True)
class SetActors:
    """A rule binds others."""

    rule: str
    actors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SetReferences:
    """A rule is measured from something else: another border, a custom layer, a drawn line."""

    rule: str
    references: tuple[Reference, ...]


@dataclass(frozen=True, slots=True)
class RejectRule:
    """A sentence states no such rule."""

    rule: str


@dataclass(frozen=True, slots=True)
class AddRule:
    """A rule that was not read; it rests on the sentence that it quotes."""

    constraint: Constraint


Amendment: TypeAlias = (
    "SetDistance | SetHost | SetStatus | SetEffect | SetRelation | SetCompliance | SetSource"
    " | SetDates | SetActors | SetReferences | RejectRule | AddRule"
)
Rules = tuple[tuple[Constraint, ...], tuple[Unresolved, ...]]


def identified(constraints: Iterable[Constraint], unresolved: Iterable[Unresolved]) -> Rules:
    """
    Give each rule its id: ``rule:START-END`` by its span, with ``#2`` for the second of that span.

    Rules that are drawn come before those that are not. The same reading gives the same ids.
    """
    seen: Counter[Span] = Counter()

    def named(rule: Constraint) -> Constraint:
        seen[rule.span] += 1
        nth = f"#{seen[rule.span]}" if seen[rule.span] > 1 else ""
        return replace(rule, id=f"rule:{rule.span.start}-{rule.span.end}{nth}")

    found = tuple(map(named, constraints))
    return found, tuple(replace(u, understood=named(u.understood)) for u in unresolved)


def amended(rules: Rules, amendments: Sequence[Amendment]) -> tuple[Rules, tuple[Issue, ...]]:
    """
    Apply amendments in their order; a later one of the same rule and part wins.

    Parameters
    ----------
    rules
        Identified constraints, and the rules that are not drawn.

    Returns
    -------
    rules
        A rule that was not drawn is one to draw again as soon as anything of it was changed.
    issues
        One for each rule that was rejected, and for each amendment whose rule is gone.
    """
    constraints, unresolved = list(rules[0]), list(rules[1])
    issues = []
    for amendment in amendments:
        if isinstance(amendment, AddRule):
            rule = amendment.constraint
            constraints.append(replace(rule, decided_by=ANALYST, edited=(ADDED,)))
            continue
        target = match(amendment.rule, [*constraints, *(u.understood for u in unresolved)])
        if target is None:
            message = f"a correction of {amendment.rule} was not applied: no such rule was read"
            issues.append(Issue("amendment.unused", message, _span(amendment.rule)))
            continue
        if isinstance(amendment, RejectRule):
            constraints = [c for c in constraints if c is not target]
            message = f"the analyst says that this is no rule: “{target.quote}”"
            issues.append(Issue("rule.rejected", message, target.span))
        else:
            changed = _changed(target, amendment)
            known = any(c is target for c in constraints)
            constraints = [changed if c is target else c for c in constraints]
            constraints += [] if known else [changed]
        unresolved = [u for u in unresolved if u.understood is not target]
    return (tuple(constraints), tuple(unresolved)), tuple(issues)


def match(id: str, rules: Sequence[Constraint]) -> Constraint | None:
    """
    Find the rule of an id; in another version's reading, the one that shares most of its span.

    Of several with the same share, the one at the same place among them.
    """
    exact = [rule for rule in rules if rule.id == id]
    if exact:
        return exact[0]
    wanted, nth = _span(id), _nth(id)
    if wanted is None:
        return None
    shares = [(_shared(wanted, rule.span), rule) for rule in rules if _span(rule.id)]
    best = max((share for share, _ in shares), default=0.0)
    if best < LEAST_SHARED:
        return None
    ties = [rule for share, rule in shares if share == best]
    return ties[min(nth, len(ties)) - 1]


def _changed(rule: Constraint, amendment: Amendment) -> Constraint:
    """Return a rule as the analyst has it."""
    part, values = _values(rule, amendment)
    if not part:
        return rule
    edited = tuple(dict.fromkeys((*rule.edited, part)))
    return replace(rule, **values, decided_by=ANALYST, edited=edited)


def _values(rule: Constraint, amendment: Amendment) -> tuple[str, dict[str, Any]]:
    """Return the part of a rule that an amendment changes, and the fields with their values."""
    match amendment:
        case SetDistance(distance=distance):
            # a whole area that gets a distance is measured from its edge
            within = rule.relation is Relation.IN and distance is not None
            relation = Relation.WITHIN if within else rule.relation
            return "distance", {"distance": distance, "relation": relation}
        case SetHost(host=host):
            return "host", {"host": host, "host_found_by": ANALYST if host else ""}
        case SetCompliance(compliance=compliance):  # and no sentence says so any more
            unsaid = {"compliance_span": None, "compliance_quote": ""}
            return "compliance", {"compliance": compliance, **unsaid}
        case SetDates(date=date, until=until):
            return "date", {"date": date, "until": until}
        case RejectRule() | AddRule():  # they do not change a rule
            return "", {}
        case _:  # a part of the rule by its own name
            name = next(field.name for field in fields(amendment) if field.name != "rule")
            return name, {name: getattr(amendment, name)}


def _span(id: str) -> Span | None:
    """Return the span in an id, None for a rule that the analyst added."""
    found = _ID.match(id)
    return Span(int(found[1]), int(found[2])) if found and int(found[1]) < int(found[2]) else None


def _nth(id: str) -> int:
    """Return the place of a rule among those of its span, from 1."""
    found = _ID.match(id)
    return int(found[3]) if found and found[3] else 1


def _shared(one: Span, other: Span) -> float:
    """Return the characters two spans share, as a fraction of those that either covers."""
    both = min(one.end, other.end) - max(one.start, other.start)
    return max(both, 0) / (max(one.end, other.end) - min(one.start, other.start))
