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
# letters of places without a territory; all others are points
_LETTERS = {FeatureClass.WATER: "V", FeatureClass.LINE: "L"}


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
    return _LETTERS.get(candidate.feature_class, "O")


# halves of countries that are one today, and the neighbours whose whole border was with that half
_HALVES = re.compile(r"(?:East|West)[ -]German|(?:North|South)[ -](?:Vietnam|Yemen)")
_WHOLE_BORDERS = {
    "East German": {"PL"},
    "West German": {"DK", "NL", "BE", "LU", "FR", "CH", "AT"},
    "North Vietnam": {"CN"},
    "South Vietnam": {"KH"},
    "South Yemen": {"OM"},
}


def half_named(place: Place, span: Span) -> str:
    """Return the half of a country that a place stands for in a span: "West German"; empty for none."""
    c = place.candidate
    if c is None or c.territory not in ("DE", "VN", "YE"):
        return ""
    named = (_HALVES.match(m.toponym) for m in place.mentions if span.covers(m.span))
    return next((m.group() for m in named if m), "")


def territory_reference(place: Place, span: Span, kind: ReferenceKind, part: str = "") -> Reference:
    """Make a border, coast or region reference of a place that is a territory."""
    candidate = place.candidate
    code = candidate.territory if candidate else ""
    name = candidate.name if candidate else ""
    shown = f"{part} {name}" if part else name
    half = half_named(place, span)
    if half:  # no data have its outline: today's whole would be wrong
        return Reference(kind, half, "", span, (code,), part)
    return Reference(kind, shown, f"{kind.value}:{code}", span, (code,), part)


def shared_border(a: Place, b: Place, span: Span) -> Reference:
    """Reference to the border that two territories share."""
    pair = [(p.candidate.territory, p.candidate.name) for p in (a, b) if p.candidate]
    codes = tuple(sorted(code for code, _ in pair))
    name = " and ".join(name for _, name in pair)
    for place, other in ((a, b), (b, a)):
        half = half_named(place, span)
        there = other.candidate.territory if other.candidate else ""
        if half and (half_named(other, span) or there not in _WHOLE_BORDERS.get(half, ())):
            return Reference(ReferenceKind.BORDER, f"border of {half}", "", span, codes)
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
