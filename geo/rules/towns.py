"""Towns that somebody must leave: a town is a point here, so that only a distance from it has a shape."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.model import ReferenceKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from geo.model import Constraint


def without_covered(rules: Iterable[Constraint]) -> Iterator[Constraint]:
    """
    Leave out "leave the town" where another rule holds within a distance of the same town.

    "The militia must leave Bunia. Its men must stay 25 km away." is one circle.
    """
    known = list(rules)
    covered = {r.id for rule in known if rule.distance for r in rule.references if r.id}
    for rule in known:
        points = all(r.kind is ReferenceKind.POINT for r in rule.references)
        if rule.distance or not points or any(r.id not in covered for r in rule.references):
            yield rule
