"""What a rule can be measured from, by the words of a select box: for corrections and new rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from geo.maps.words import join
from geo.model import Reference, ReferenceKind, Territory
from geo.pipeline import loaded
from geo.settings import Settings
from geo.ui.layers import layer_references
from geo.ui.points import points_in

if TYPE_CHECKING:
    from geo.model import Analysis, Candidate, Constraint


@st.cache_data(show_spinner=False)
def names() -> dict[str, str]:
    """Return the codes of all territories by name."""
    borders = loaded(Settings()).borders
    return dict(sorted((borders.name(code), code) for code in borders.codes()))


def territories() -> dict[str, Territory]:
    """Return all territories by name."""
    return {name: Territory(code, name) for name, code in names().items()}


def starts(analysis: Analysis, rule: Constraint | None = None) -> dict[str, Reference]:
    """
    Return what a rule can be measured from.

    Layers of the case first, then the lines of the rule's own territories, the borders and places
    of the report, named lines, and the borders, coasts and rivers of the world.
    """
    found = dict(layer_references())
    if rule is not None:
        found |= borders_of(rule)
    for other in (*analysis.constraints, *(u.understood for u in analysis.unresolved)):
        found = {**found, **borders_of(other)}
    for place in analysis.places:
        if place.candidate is not None:
            found |= _of_place(place.candidate)
    return {**found, **{w: s for w, s in _of_world().items() if w not in found}}


def borders_of(rule: Constraint) -> dict[str, Reference]:
    """Return the borders and coasts that a rule's territories have."""
    borders = loaded(Settings()).borders
    codes = [t.code for t in rule.host]
    codes += [c for r in rule.references for c in r.territories if c not in codes]
    found = {}
    for code in filter(borders.has, codes):
        name = borders.name(code)
        found[f"Border of {name}"] = _line(ReferenceKind.BORDER, name, "border", code)
        for other in borders.neighbours(code):
            pair = tuple(sorted((code, other)))
            both = join([borders.name(c) for c in pair])
            shared = _line(ReferenceKind.BORDER, both, "border", *pair)
            found[f"Border between {both}"] = shared
        found[f"Coast of {name}"] = _line(ReferenceKind.COAST, name, "coast", code)
    return found


def point_of(text: str) -> Reference | None:
    """
    Return the first coordinates in a text as what a rule is measured from; None without any.

    Examples
    --------
    >>> point_of("32.5 N 36 E").points, point_of("the bridge")
    (((36.0, 32.5),), None)
    """
    found = points_in(text)
    if not found:
        return None
    return Reference(ReferenceKind.COORDINATES, text.strip(), "coordinates", points=found[:1])


def _line(kind: ReferenceKind, name: str, scheme: str, *codes: str) -> Reference:
    return Reference(kind, name, f"{scheme}:{'|'.join(codes)}", territories=codes)


def _of_place(best: Candidate) -> dict[str, Reference]:
    """Return what a place of the report offers: itself, or its area and border."""
    if not best.territory:
        point = ((best.lon, best.lat),)
        return {
            f"Place {best.name}": Reference(ReferenceKind.POINT, best.name, best.id, points=point)
        }
    code = best.territory
    found = {f"Area of {best.name}": _line(ReferenceKind.REGION, best.name, "region", code)}
    if len(code) == 2:
        found[f"Border of {best.name}"] = _line(ReferenceKind.BORDER, best.name, "border", code)
    return found


@st.cache_data(show_spinner=False)
def _of_world() -> dict[str, Reference]:
    """Return named lines, and the borders, coasts and rivers of the world."""
    borders = loaded(Settings()).borders
    countries = [(name, code) for name, code in names().items() if len(code) == 2]
    found = {
        f"Line {line.name}": Reference(ReferenceKind.LINE, line.name, line.id)
        for line in borders.lines()
    }
    found |= {f"Border of {n}": _line(ReferenceKind.BORDER, n, "border", c) for n, c in countries}
    found |= {f"Area of {n}": _line(ReferenceKind.REGION, n, "region", c) for n, c in countries}
    found |= {f"Coast of {n}": _line(ReferenceKind.COAST, n, "coast", c) for n, c in countries}
    return found | {
        f"River {river.name}": Reference(ReferenceKind.RIVER, river.name, river.id)
        for river in borders.rivers()
    }
