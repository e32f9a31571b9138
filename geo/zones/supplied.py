"""What the analyst's layers and the table of regions add to places and rules that were read."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from geo.model import Constraint, Place, Unresolved

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from geo.zones.layers import Layers


def with_areas(place: Place, has_area: Callable[[str], bool]) -> Place:
    """
    Return a place whose candidates know the region or sea that they are.

    "Donbas" is then an area, as a territory is, and no point in its middle.
    """
    if not any(c.territory == "" and has_area(c.id) for c in place.candidates):
        return place
    candidates = tuple(
        replace(c, territory=c.id) if c.territory == "" and has_area(c.id) else c
        for c in place.candidates
    )
    return replace(place, candidates=candidates)


def with_layers(
    constraints: Iterable[Constraint], unresolved: Iterable[Unresolved], layers: Layers
) -> tuple[tuple[Constraint, ...], tuple[Unresolved, ...]]:
    """
    Put the analyst's places where the text names them.

    Returns
    -------
    constraints, unresolved
        A rule that was open because its line or place was in no source is no longer open when
        a layer has it.
    """
    known, still_open = list(constraints), list(unresolved)
    if not layers.features:
        return tuple(known), tuple(still_open)
    known = [_supplied(rule, layers) for rule in known]
    open_rules = []
    for rule in still_open:
        understood = _supplied(rule.understood, layers)
        if understood is not rule.understood and all(r.id for r in understood.references):
            known.append(understood)
        else:
            open_rules.append(replace(rule, understood=understood))
    known.sort(key=lambda rule: rule.span)
    return tuple(known), tuple(open_rules)


def _supplied(rule: Constraint, layers: Layers) -> Constraint:
    """Return a rule with its references from the layers where these have them."""
    references = tuple(map(layers.supplied, rule.references))
    ends = tuple(map(layers.supplied, rule.ends))
    if references == rule.references and ends == rule.ends:
        return rule
    return replace(rule, references=references, ends=ends)
