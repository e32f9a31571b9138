"""What the analyst's layers and the table of regions add to places and rules that were read."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from geo.model import Constraint, FeatureClass, Place, Unresolved
from geo.zones.borders import ISLAND

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geo.model import Candidate
    from geo.zones.borders import Borders
    from geo.zones.layers import Layers
    from geo.zones.named import Named


_DISTRICT = "admin2:"


def with_areas(place: Place, borders: Borders) -> Place:
    """
    Return a place whose candidates know the region, sea or island that they are.

    "Donbas" is then an area, as a territory is, and no point in its middle; "East Jerusalem" is
    the area of that name, whatever the gazetteer takes it for.
    """
    named = borders.area_called(place.mentions[0].toponym) if place.candidates else None
    if named and not place.decided_by:
        return _as_area(place, *named)
    areas = [_area_id(c, borders) for c in place.candidates]
    if not any(areas):
        return place
    candidates = tuple(
        replace(c, territory=area) if area else c
        for c, area in zip(place.candidates, areas, strict=True)
    )
    return replace(place, candidates=candidates)


def _as_area(place: Place, territory: str, named: Named) -> Place:
    """Return a place whose first candidate is an area known by its name."""
    first, *others = place.candidates
    kind = FeatureClass.REGION
    first = replace(first, name=named.name, territory=territory, feature_class=kind)
    return replace(place, candidates=(first, *others))


def _area_id(candidate: Candidate, borders: Borders) -> str:
    """Return the id of the area that a candidate is and does not know yet, or nothing."""
    if candidate.territory:
        return ""
    if borders.has_area(candidate.id):
        return candidate.id
    if candidate.id.startswith(_DISTRICT):
        code = candidate.id.removeprefix(_DISTRICT)
        return code if code in borders.districts() else ""
    if candidate.feature_class is not FeatureClass.REGION:
        return ""
    if borders.is_island(candidate.id, candidate.name):
        return f"{ISLAND}{candidate.lon:.5f},{candidate.lat:.5f}"
    return ""


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
