"""The references that a place makes, and the letter of its placeholder."""

from __future__ import annotations

import re
from dataclasses import replace

from geo.model import FeatureClass, Place, Reference, ReferenceKind, Role, Span

LINE_KINDS = {
    "river": ReferenceKind.RIVER,
    "lake": ReferenceKind.LAKE,
    "line": ReferenceKind.LINE,
}


def place_letter(role: Role, place: Place, words: str) -> str:
    """Letter of the placeholder of a place as it is written here: what rules may do with it."""
    candidate = place.candidate
    if role is Role.PART:
        return "P"
    if candidate is None:
        return "P"
    if role is Role.DEMONYM and candidate.territory and words != candidate.name:
        return "N"
    if role is Role.METONYM and candidate.feature_class is not FeatureClass.COUNTRY:
        return "G"
    if candidate.territory:
        return "T"
    return {
        FeatureClass.WATER: "V",
        FeatureClass.LINE: "L",
        FeatureClass.CITY: "O",
        FeatureClass.FACILITY: "O",
    }.get(candidate.feature_class, "O")


def territory_reference(place: Place, span: Span, kind: ReferenceKind, part: str = "") -> Reference:
    """Make a border, coast or region reference of a place that is a territory."""
    candidate = place.candidate
    code = candidate.territory if candidate else ""
    name = candidate.name if candidate else ""
    shown = f"{part} {name}" if part else name
    return Reference(kind, shown, f"{kind.value}:{code}", span, (code,), part)


def shared_border(a: Place, b: Place, span: Span) -> Reference:
    """Reference to the border that two territories share."""
    pair = [(p.candidate.territory, p.candidate.name) for p in (a, b) if p.candidate]
    codes = tuple(sorted(code for code, _ in pair))
    name = " and ".join(name for _, name in pair)
    return Reference(ReferenceKind.BORDER, name, f"border:{'|'.join(codes)}", span, codes)


# regions by their class that a map marks with a point
_SPOT = re.compile(
    r"\b(?:Mount|Mt|Mont|Monte|Jebel|Jabal|Cape|Cabo|Point|Peak|Pass|Hill|Rock|Reef|Shoal|Bank|Lighthouse)\b"
)


def point_reference(place: Place, span: Span) -> Reference:
    """
    Reference to a town or facility.

    A region, range or group of islands without an outline has no point either: a circle round
    its middle would be invented.
    """
    c = place.candidate
    if c is None:
        return Reference(ReferenceKind.POINT, place.mentions[0].toponym, "", span)
    if c.feature_class is FeatureClass.REGION and not (c.territory or _SPOT.search(c.name)):
        return Reference(ReferenceKind.POINT, c.name, "", span)
    return Reference(ReferenceKind.POINT, c.name, c.id, span, (), "", ((c.lon, c.lat),))


def line_reference(place: Place, span: Span) -> Reference:
    """Reference to a river, a lake or a named line, by the id the gazetteer gives it."""
    c = place.candidate
    name, identifier = (c.name, c.id) if c else (place.mentions[0].toponym, "")
    prefix = identifier.partition(":")[0]
    made = Reference(LINE_KINDS.get(prefix, ReferenceKind.LINE), name, identifier, span)
    # the middle of a lake, for a strip that ends there
    return replace(made, points=((c.lon, c.lat),)) if c and prefix == "lake" else made
