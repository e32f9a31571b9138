"""The form of a rule: what stands in its fields, and which corrections that asks for."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import streamlit as st

from geo.amendments import (
    SetActors,
    SetCompliance,
    SetDates,
    SetDistance,
    SetEffect,
    SetHost,
    SetReferences,
    SetRelation,
    SetSource,
    SetStatus,
)
from geo.maps.words import EFFECTS
from geo.text.quantities import find_lengths
from geo.ui.fields import (
    EFFECT_OF,
    KEPT,
    KEPT_OF,
    NOTE,
    RELATION_OF,
    RELATIONS,
    STATUS_OF,
    label_of,
)
from geo.ui.filters import day_of
from geo.ui.starts import point_of, territories
from geo.ui.tables import references

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geo.amendments import Amendment
    from geo.model import Constraint, Distance, Reference

DATE = "2018-05-30, 2018-05 or 2018"
_DATE = re.compile(r"\d{4}(-\d\d){0,2}\Z")


@dataclass(frozen=True, slots=True)
class Fields:
    """What stands in the form of a rule."""

    distance: str
    relation: str
    effect: str
    status: str
    kept: str
    actors: str
    source: str
    date: str
    until: str
    hosts: tuple[str, ...]
    picked: tuple[str, ...] = ()
    where: str = ""


def fields_of(rule: Constraint) -> Fields:
    """Return the form of a rule as it is."""
    said = rule.distance.text or f"{rule.distance.max_m:g} m" if rule.distance else ""
    return Fields(
        said, RELATIONS[rule.relation], EFFECTS[rule.effect], label_of(rule.status),
        KEPT[rule.compliance], ", ".join(rule.actors), rule.source, rule.date, rule.until,
        tuple(t.name for t in rule.host),
    )  # fmt: skip


def rule_form(rule: Constraint, known: Iterable[str]) -> tuple[Fields, str]:
    """Show the fields of a rule as it is, row by row; return what stands in them, and why."""
    now = fields_of(rule)
    left, right = st.columns(2)
    distance = left.text_input("Distance", now.distance, placeholder="20 km")
    picked = right.multiselect(
        "Measured from", list(known), placeholder=f"As it is: {references(rule) or 'nothing'}"
    )
    left, right = st.columns(2)
    with left:
        relation = _box("Lies", RELATION_OF, now.relation)
    where = right.text_input("or from a point by its coordinates", placeholder="32°37′N 36°06′E")
    left, right = st.columns(2)
    with left:
        effect = _box("Rule", EFFECT_OF, now.effect)
    hosts = right.multiselect("Inside", list(territories()), now.hosts, placeholder="Anywhere")
    left, right = st.columns(2)
    with left:
        status = _box("Status", STATUS_OF, now.status)
    actors = right.text_input("Binds (commas between)", now.actors)
    left, right = st.columns(2)
    with left:
        kept = _box("Kept", KEPT_OF, now.kept)
    source = right.text_input("Says so", now.source)
    left, right = st.columns(2)
    date = left.text_input("Holds from", now.date, placeholder=DATE)
    until = right.text_input("Until", now.until, placeholder=DATE)
    note = st.text_input(NOTE)
    return Fields(
        distance, relation, effect, status, kept, actors, source, date, until, tuple(hosts),
        tuple(picked), where,
    ), note  # fmt: skip


def _box(label: str, options: Iterable[str], now: str) -> str:
    """Show a select box with the value as it is."""
    known = list(options)
    return str(st.selectbox(label, known, index=known.index(now)))


def changes(
    rule: Constraint, fields: Fields, known: dict[str, Reference]
) -> tuple[Amendment, ...] | str:
    """Return the corrections that a form asks for, or what in it cannot be read."""
    distance, dates = _distance(rule, fields), dates_of(fields.date, fields.until)
    start = _start(fields, known)
    if isinstance(distance, str):
        return distance
    if isinstance(start, str):
        return start
    if isinstance(dates, str):
        return dates
    return (*distance, *_parts(rule, fields), *(SetReferences(rule.id, s) for s in start))


def _distance(rule: Constraint, fields: Fields) -> tuple[SetDistance, ...] | str:
    """Return the correction of the distance, if any."""
    if fields.distance.strip() == fields_of(rule).distance:
        return ()
    distance = distance_of(fields.distance)
    return distance if isinstance(distance, str) else (SetDistance(rule.id, distance),)


def _start(fields: Fields, known: dict[str, Reference]) -> tuple[tuple[Reference, ...], ...] | str:
    """Return what the rule is to be measured from, as the one of a tuple; else an empty one."""
    start = tuple(known[words] for words in fields.picked)
    if fields.where.strip():
        point = point_of(fields.where)
        if point is None:
            return f"“{fields.where}” are no coordinates that can be read"
        start = (*start, point)
    return (start,) if start else ()


def _parts(rule: Constraint, fields: Fields) -> tuple[Amendment, ...]:
    """Return the corrections of all parts whose values can be taken as they stand."""
    id, host = rule.id, tuple(territories()[name] for name in fields.hosts)
    relation, effect = RELATION_OF[fields.relation], EFFECT_OF[fields.effect]
    status, kept = STATUS_OF[fields.status], KEPT_OF[fields.kept]
    actors, source = names_of(fields.actors), fields.source.strip()
    date, until = fields.date.strip(), fields.until.strip()
    asked: tuple[tuple[bool, Amendment], ...] = (
        (relation != rule.relation, SetRelation(id, relation)),
        (effect != rule.effect, SetEffect(id, effect)),
        (status != rule.status, SetStatus(id, status)),
        (kept != rule.compliance, SetCompliance(id, kept)),
        (actors != rule.actors, SetActors(id, actors)),
        (source != rule.source, SetSource(id, source)),
        ((date, until) != (rule.date, rule.until), SetDates(id, date, until)),
        ({t.code for t in host} != {t.code for t in rule.host}, SetHost(id, host)),
    )
    return tuple(amendment for differs, amendment in asked if differs)


def names_of(text: str) -> tuple[str, ...]:
    """
    Return names with commas between them.

    Examples
    --------
    >>> names_of("rebels, , all drones ")
    ('rebels', 'all drones')
    """
    return tuple(filter(None, map(str.strip, text.split(","))))


def distance_of(text: str) -> Distance | str | None:
    """
    Read a distance as the analyst writes it: None for an empty text, a sentence for none.

    Examples
    --------
    >>> distance_of("20 km").max_m, distance_of(" "), distance_of("far")
    (20000.0, None, '“far” is no distance: wanted a number with its unit, such as 20 km')
    """
    if not text.strip():
        return None
    found = find_lengths(text)
    if not found:
        return f"“{text}” is no distance: wanted a number with its unit, such as 20 km"
    return replace(found[0].distances[0], text=text.strip())


def dates_of(date: str, until: str) -> tuple[str, str] | str:
    """
    Return the days between which a rule holds, or what of them cannot be read.

    Examples
    --------
    >>> dates_of(" 2018-05", ""), dates_of("May", "")
    (('2018-05', ''), '“May” is no date: wanted 2018-05-30, 2018-05 or 2018')
    """
    for text in filter(None, map(str.strip, (date, until))):
        if not _DATE.match(text) or day_of(text) is None:
            return f"“{text}” is no date: wanted {DATE}"
    first, last = day_of(date.strip()), day_of(until.strip(), end=True)
    if first is not None and last is not None and last < first:
        return f"a rule cannot end on {until.strip()}, before it begins on {date.strip()}"
    return date.strip(), until.strip()
