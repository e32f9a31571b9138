"""How a zone was made, in a sentence for the analyst."""

from __future__ import annotations

from collections.abc import Sequence

from geo.model import Constraint, Distance, Reference, ReferenceKind, Side

_FROM = {
    ReferenceKind.COAST: "the coast of {}",
    ReferenceKind.RIVER: "the river {}",
    ReferenceKind.LAKE: "the lake {}",
    ReferenceKind.LINE: "the line {}",
    ReferenceKind.COORDINATES: "the coordinates given ({})",
}
_GROUND = {
    Side.WATER: "All points of the sea",
    Side.LAND: "All points of the land",
    Side.BOTH: "All points on both sides",
}


def listed(names: Sequence[str]) -> str:
    """
    Join names as English does.

    Examples
    --------
    >>> listed(["Israel", "Jordan", "Iraq"])
    'Israel, Jordan and Iraq'
    """
    *first, last = names
    return f"{', '.join(first)} and {last}" if first else last


def distance_words(distance_m: float) -> str:
    """
    Return a distance in the unit that suits it.

    Examples
    --------
    >>> distance_words(20_000), distance_words(500), distance_words(22_224)
    ('20 km', '500 m', '22.224 km')
    """
    if distance_m < 1000:
        return f"{distance_m:.10g} m"
    return f"{distance_m / 1000:.10g} km"


def described(references: Sequence[Reference], names: dict[str, str]) -> str:
    """
    Name references: "the land borders with Israel and Jordan".

    Parameters
    ----------
    references
        What the rule measures from, at least one.
    names
        Names of the territories by code.
    """
    borders = [r for r in references if r.kind is ReferenceKind.BORDER]
    others = [_described(r, names) for r in references if r.kind is not ReferenceKind.BORDER]
    return listed([*([_borders(borders, names)] if borders else []), *others])


def _described(reference: Reference, names: dict[str, str]) -> str:
    """Name one reference."""
    known = [names.get(code, code) for code in reference.territories]
    name = reference.name or (listed(known) if known else reference.id)
    if reference.kind is ReferenceKind.COAST and known:
        name = listed(known)
    if reference.kind is ReferenceKind.COAST and reference.part:
        return f"the {reference.part} coast of {name}"
    if reference.kind is ReferenceKind.LAKE and reference.part:
        return f"the {reference.part} of {name}"
    if reference.kind is ReferenceKind.REGION and reference.part and known:
        return f"the {reference.part} part of {listed(known)} (by thirds of its area)"
    return _FROM.get(reference.kind, "{}").format(name)


def _borders(references: Sequence[Reference], names: dict[str, str]) -> str:
    """Name borders together."""
    shared = [r.territories for r in references if len(r.territories) == 2]
    single = [
        f"{names.get(r.territories[0], r.name)}{f' (its {r.part} border)' if r.part else ''}"
        for r in references
        if len(r.territories) == 1
    ]
    said = [f"the land border of {listed([names.get(c, c) for c in pair])}" for pair in shared]
    if single:
        said.append(f"the land border{'s' * (len(single) > 1)} with {listed(single)}")
    return listed(said) if said else listed([r.name for r in references])


def ground(rule: Constraint, hosts: Sequence[str]) -> str:
    """Say where a zone lies: "All points of Syria's land"."""
    if rule.side is Side.WATER:
        return _GROUND[Side.WATER]
    if hosts:
        return f"All points of {listed([possessive(h) for h in hosts])} land"
    return _GROUND.get(rule.side, "All points")


def possessive(name: str) -> str:
    """
    Return the possessive of a name.

    Examples
    --------
    >>> possessive("Syria"), possessive("United Arab Emirates")
    ("Syria's", "United Arab Emirates'")
    """
    return f"{name}'" if name.endswith("s") else f"{name}'s"


def range_words(distance: Distance) -> str:
    """Say that a range of distances was drawn to its greater end, or nothing."""
    if distance.min_m == distance.max_m:
        return ""
    low, high = distance_words(distance.min_m), distance_words(distance.max_m)
    return f" The text gives {low} to {high}: the zone reaches to the greater distance."
