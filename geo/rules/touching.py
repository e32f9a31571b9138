"""Which territories may hold a zone: those that touch the border, or that the line runs through, that it is measured from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.model import Reference, ReferenceKind
from geo.rules.circles import QUADRANT

if TYPE_CHECKING:
    from geo.rules.discourse import Discourse
    from geo.rules.frames import Frame


def country_of(code: str) -> str:
    """Country of a territory code: "SY.06" and "SY-GO" are "SY"."""
    return code.partition(".")[0].partition("-")[0]


def measured_from(references: tuple[Reference, ...]) -> tuple[str, ...]:
    """Codes of the territories whose borders are measured from."""
    return tuple(c for r in references for c in r.territories if r.kind is ReferenceKind.BORDER)


LINES = (ReferenceKind.PARALLEL, ReferenceKind.MERIDIAN, ReferenceKind.RIVER, ReferenceKind.LINE)


def needs_ground(frame: Frame) -> bool:
    """Tell whether a frame is a side of a line, or a band along a circle, endless without a host."""
    if frame.distances:
        return all(r.kind in LINES[:2] for r in frame.references)
    return any(r.kind in LINES or r.id == QUADRANT for r in (*frame.references, *frame.others))


def fits(
    code: str, targets: tuple[str, ...], mind: Discourse, frame: Frame, *, shared: bool
) -> bool:
    """Tell whether a territory can host a zone measured from the targets."""
    if shared:
        return code in targets or country_of(code) in targets
    if code in targets or country_of(code) in targets:
        return False
    if any("." in t and country_of(t) == country_of(code) for t in targets):
        return True  # "the Belgorod border" has Russia on its near side
    if not targets:
        line = next(
            (r for r in (*frame.references, *frame.others) if r.kind in LINES and r.id), None
        )
        # of a province, a region or a sea nobody asks
        return line is None or "." in code or ":" in code or mind.crosses(line, code)
    return mind.touches(code, targets) or mind.touches(country_of(code), targets)
