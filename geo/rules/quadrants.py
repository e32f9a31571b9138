"""Areas told by several sides of parallels and meridians at once: "north of 10° N and east of 60° E"."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from geo.model import LonLat, Reference, ReferenceKind
from geo.rules.circles import QUADRANT
from geo.rules.outlines import POLYGON
from geo.text.graticule import box_ring

if TYPE_CHECKING:
    from geo.rules.engine import RuleBook
    from geo.rules.frames import Frame

_AND = re.compile(
    r"\s*,?\s*(?:(?:and|but)\s+)?(?:(?:also|to\s+the|(?:which|that)\s+lies?|lying|and)\s+)*",
    re.IGNORECASE,
)
_CIRCLES = (ReferenceKind.PARALLEL, ReferenceKind.MERIDIAN)
_SIDES = ("south", "north", "west", "east")
# south of this parallel a sector of the earth is sea and ice as far as the pole
_SOUTHERN_DEG = -35.0
_NEAR_POLE_DEG = 89.9


@dataclass(frozen=True, slots=True)
class _Bounds:
    """What sides of parallels and meridians bound, in degrees; None for a side that is open."""

    south: float | None = None
    north: float | None = None
    west: float | None = None
    east: float | None = None

    def joined(self, other: _Bounds) -> _Bounds | None:
        """Both at once; None where one side would be stated twice."""
        pairs = [(getattr(self, side), getattr(other, side)) for side in _SIDES]
        if any(a is not None and b is not None for a, b in pairs):
            return None
        return _Bounds(*(b if a is None else a for a, b in pairs))

    @property
    def crossing(self) -> bool:
        """Tell whether both a parallel and a meridian bound it."""
        lats, lons = (self.south, self.north), (self.west, self.east)
        return any(x is not None for x in lats) and any(x is not None for x in lons)

    @property
    def closed(self) -> bool:
        """Tell whether it needs no ground: bounded all round, or a sector of the far south."""
        if self.west is None or self.east is None or self.north is None:
            return False
        return self.south is not None or self.north <= _SOUTHERN_DEG

    def ring(self) -> tuple[LonLat, ...]:
        """Ring of the area in degrees, a quarter of the earth wide where a meridian is open."""
        south = -_NEAR_POLE_DEG if self.south is None else self.south
        north = _NEAR_POLE_DEG if self.north is None else self.north
        west, east = self.west, self.east
        if west is None or east is None:
            west = max(-180.0, (east or 0.0) - 90) if west is None else west
            east = min(180.0, west + 90) if east is None else east
        elif (east - west) % 360 > 180:  # the shorter way between two meridians
            west, east = east, west
        return box_ring(west, south, west + (east - west) % 360, north)


def without_quadrants(frames: list[Frame], text: str, book: RuleBook) -> list[Frame]:
    """
    Make "south of the 48th parallel and west of the 50th meridian" one frame.

    The area lies on all sides named at once; separate halves of the earth would be wrong.
    Where the lines are no parallel and meridian, the pair is a reference that cannot be drawn.
    """
    runs: list[list[Frame]] = []
    for frame in frames:
        last = runs[-1][-1] if runs else None
        near = last is not None and _AND.fullmatch(text, last.end, max(last.end, frame.start))
        if near and _is_side(frame) and _is_side(runs[-1][-1]) and _go_together(runs[-1], frame):
            runs[-1].append(frame)
        else:
            runs.append([frame])
    return [run[0] if len(run) == 1 else _merged(run, book) for run in runs]


def _is_side(frame: Frame) -> bool:
    """Tell whether a frame is a side of a line, or what lies between two parallels or meridians."""
    return not frame.distances and bool(frame.direction or _bounds(frame))


def _go_together(run: list[Frame], frame: Frame) -> bool:
    """Tell whether a side bounds the same area as the ones before: not "between 1° and 2° and between 3° and 4°"."""
    known = _joined(run)
    bounds = _bounds(frame)
    if known and bounds:
        return known.joined(bounds) is not None
    return bool(frame.direction and run[-1].direction)


def _joined(run: list[Frame]) -> _Bounds | None:
    """Bounds of several sides at once; None where one of them is no parallel or meridian."""
    found: _Bounds | None = _Bounds()
    for bounds in map(_bounds, run):
        found = found.joined(bounds) if found and bounds else None
    return found


def _bounds(frame: Frame) -> _Bounds | None:
    """Bounds of one frame; None where it is no side of a parallel or meridian that it can be on."""
    circles = (*frame.references, *frame.others)
    if frame.distances or not all(r.kind in _CIRCLES and r.degrees is not None for r in circles):
        return None
    degrees = [r.degrees for r in circles if r.degrees is not None]
    along = [r.kind is ReferenceKind.PARALLEL for r in circles]
    if frame.direction and len(circles) == 1:
        if along[0] != (frame.direction in ("north", "south")):
            return None
        side = {"north": "south", "south": "north", "east": "west", "west": "east"}[frame.direction]
        return _Bounds(**{side: degrees[0]})
    if frame.rule.get("relation") != "between" or len(circles) != 2 or along[0] != along[1]:
        return None
    first, last = degrees
    if along[0]:
        return _Bounds(south=min(first, last), north=max(first, last))
    return _Bounds(west=first, east=last)


def _merged(run: list[Frame], book: RuleBook) -> Frame:
    """One frame of several sides."""
    one, last = run[0], run[-1]
    bounds = _joined(run)
    if bounds is None:
        names = " and ".join(f"{f.direction} of {f.references[0].name}" for f in run)
        lost = Reference(ReferenceKind.LINE, names, "", one.references[0].span)
        return replace(one, end=last.end, references=(lost,))
    if not bounds.crossing:  # "north of 10° S and south of 5° N"
        rule = next(rule for rule in book["zones"] if rule.id == "zone.between")
        circles = tuple(r for f in run for r in (*f.references, *f.others))
        return replace(
            one, rule=rule, end=last.end, references=circles[:1], others=circles[1:], direction=""
        )
    rule = next(rule for rule in book["zones"] if rule.id == "zone.coordinates")
    kind, identifier = ReferenceKind.COORDINATES, POLYGON if bounds.closed else QUADRANT
    name = " and ".join(map(_words, run))
    area = Reference(kind, name, identifier, one.references[0].span, (), "", bounds.ring())
    hosts = tuple(h for f in run for h in f.hosts)
    return replace(
        one, rule=rule, end=last.end, references=(area,), others=(), hosts=hosts, direction=""
    )


def _words(frame: Frame) -> str:
    """Words for one side: "north of 10th parallel N"."""
    names = " and ".join(r.name for r in (*frame.references, *frame.others))
    return f"{frame.direction} of {names}" if frame.direction else f"between {names}"
