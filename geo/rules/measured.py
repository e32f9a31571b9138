"""What an expression of space is measured from, and on which side of it the zone lies."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from geo.model import Reference, ReferenceKind, Relation, Territory
from geo.rules.cues import goes_to
from geo.rules.hosts import find_host
from geo.rules.sides import OPPOSITE, coast_of

if TYPE_CHECKING:
    from geo.model import Constraint
    from geo.rules.annotate import Sentence
    from geo.rules.discourse import Discourse
    from geo.rules.engine import Rule, RuleBook
    from geo.rules.frames import Frame

# "people living between 20 and 30 km from": a ring; "keep between 60 and 80 km from" is none
_RING = re.compile(
    r"\b(?:living|lives?|residents?|people|those|everyone|anyone|households?|land|areas?|ring|belt|band|zone|lying|houses|"
    r"villages?|towns?|communities|located|anything|everything)\b[^,;.\ue000]{0,30}\bbetween\s*$",
    re.IGNORECASE,
)
_DIRECTIONS = {
    "north": Relation.NORTH_OF,
    "south": Relation.SOUTH_OF,
    "east": Relation.EAST_OF,
    "west": Relation.WEST_OF,
}


class Measures:
    """
    Finds what frames are measured from, with what was measured from before in mind.

    Attributes
    ----------
    latest
        What the last frame of the sentence was measured from, for "again".
    """

    def __init__(self, book: RuleBook, mind: Discourse) -> None:
        self.book, self.mind = book, mind
        self.latest: tuple[Reference, ...] = ()

    def relation(
        self, frame: Frame, sentence: Sentence
    ) -> tuple[Relation | None, tuple[Reference, ...]]:
        """Relation and references of a frame, what it takes up from before filled in."""
        stated = frame.rule.get("relation")
        references = frame.references
        if stated == "dir":
            relation = _DIRECTIONS[frame.direction]
            turned = not frame.distances and goes_to(frame, sentence)
            return (OPPOSITE[relation] if turned else relation), references
        if stated == "bank":
            return self._side_of_river(frame, sentence), references
        if stated == "again":
            return (Relation.WITHIN if self.latest else None), self.latest
        if stated == "same-distance":
            return (Relation.WITHIN if self.measured_last() else None), references
        if stated == "same":
            last = next(
                (c for c in reversed(self.mind.constraints) if c.relation in _DIRECTIONS.values()),
                None,
            )
            return (last.relation if last else None), references
        if stated == "between":
            return Relation.BETWEEN, (*references, *frame.others)
        references = self._measured(frame)
        if not references:
            return None, ()
        is_ring = len(frame.distances) == 1 and frame.distances[0].min_m < frame.distances[0].max_m
        if is_ring and _RING.search(sentence.text[: frame.start]):
            return Relation.BETWEEN, references
        return Relation(stated), references

    def _side_of_river(self, frame: Frame, sentence: Sentence) -> Relation | None:
        """Compass side of a left or right bank; None where the table has not the river."""
        row = self._bank(frame.references[0])
        if row is None:
            return None
        bank = _DIRECTIONS[row.get("direction")]
        turned = (frame.direction == "right") != goes_to(frame, sentence)
        return OPPOSITE[bank] if turned else bank

    def bank_id(self, frame: Frame, references: tuple[Reference, ...]) -> str:
        """Row of the river whose bank a frame names."""
        row = self._bank(references[0]) if frame.rule.get("relation") == "bank" else None
        return row.id if row else ""

    def _bank(self, river: Reference) -> Rule | None:
        """Row that tells on which side the left bank of a river is; None for a river it has not."""
        names = [part.strip(" )") for part in river.name.split("(")]
        rows = (r for r in self.book["banks"] for name in names if r.pattern.fullmatch(name))
        return next(rows, None)

    def _measured(self, frame: Frame) -> tuple[Reference, ...]:
        """References that a frame is measured from, as what its row takes them for."""
        if frame.rule.get("kind") == "coast":
            return tuple(coast_of(r) for r in frame.references)
        if not frame.references and frame.hosts:
            return self._border_of_hosts(frame)
        return frame.references

    def measured_last(self) -> Constraint | None:
        """Return the last rule that states a distance, for "the same distance applies"."""
        return next((c for c in reversed(self.mind.constraints) if c.distance), None)

    def from_its_border(
        self, frame: Frame, references: tuple[Reference, ...], sentence: Sentence
    ) -> tuple[tuple[Reference, ...], tuple[Territory, ...], str, tuple[str, ...]]:
        """“30 km from Rwanda” in a country that has a border with it: from that border."""
        borders = tuple(
            replace(r, kind=ReferenceKind.BORDER, id=f"border:{r.territories[0]}")
            for r in references
        )
        host, found_by, ids = find_host(
            replace(frame, references=borders), sentence, self.book, self.mind
        )
        return (borders, host, found_by, ids) if host else (references, (), "", ())

    def where_ends_are(
        self, frame: Frame, references: tuple[Reference, ...], host: tuple[Territory, ...]
    ) -> tuple[tuple[Reference, ...], tuple[Territory, ...], str]:
        """A strip along the border of the country that its two towns are in lies in that country."""
        between = {self.mind.countries.get(end.id, "") for end in frame.ends}
        one = references[0]
        if (
            len(references) > 1
            or one.kind is not ReferenceKind.BORDER
            or between != {*one.territories}
        ):
            return references, host, "actor"
        code, other = one.territories[0], host[0]
        pair = tuple(sorted((code, other.code)))
        border = replace(
            one,
            name=f"{one.name} and {other.name}",
            id=f"border:{'|'.join(pair)}",
            territories=pair,
        )
        return (border,), (Territory(code, one.name),), "ends"

    def _border_of_hosts(self, frame: Frame) -> tuple[Reference, ...]:
        """Border that "15 km into Colombia" is measured from: the one spoken of."""
        codes = [c for r in frame.hosts for c in r.territories]
        for known in reversed(self.mind.borders):
            if any(
                self.mind.touches(code, r.territories) or code in r.territories
                for code in codes
                for r in known
            ):
                return known
        others = [c for c in reversed(self.mind.recent) if self.mind.touches(c, tuple(codes))]
        if not others:
            return ()
        other = others[0]
        name = self.mind.names.get(other, other)
        return (Reference(ReferenceKind.BORDER, name, f"border:{other}", None, (other,)),)
