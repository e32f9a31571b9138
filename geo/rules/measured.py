"""What an expression of space is measured from, and on which side of it the zone lies."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from geo.model import Effect, Reference, ReferenceKind, Relation, Territory
from geo.rules.circles import across
from geo.rules.continued import CONTINUES, relation_of, taken_up
from geo.rules.cues import goes_to
from geo.rules.frames import words_of
from geo.rules.homes import homes, is_state
from geo.rules.hosts import find_host
from geo.rules.kept_out import is_shouted
from geo.rules.matches import references_of
from geo.rules.owners import asked_by, bound_at_home
from geo.rules.sides import OPPOSITE, SEA, are_countries, are_enclaves, coast_of

if TYPE_CHECKING:
    from geo.model import Constraint
    from geo.rules.discourse import Discourse
    from geo.rules.engine import Rule, RuleBook
    from geo.rules.frames import Frame
    from geo.rules.meanings import Meaning, Sentence
    from geo.rules.reduced import Fold

# "people living between 20 and 30 km from": a ring; "keep between 60 and 80 km from" is none
_RING = re.compile(
    r"\b(?:living|lives?|residents?|people|those|everyone|anyone|households?|land|areas?|ring|belt|band|zone|lying|houses|"
    r"villages?|towns?|communities|located|anything|everything)\b[^,;.\ue000]{0,30}(?<!\bof\s)\bbetween\s*$",
    re.IGNORECASE,
)
# "may fish between 12 and 24 miles off the coast": a belt of sea, unless somebody keeps or moves so far
_BETWEEN = re.compile(r"\bbetween\s*$", re.IGNORECASE)
_KEEPS_SO_FAR = re.compile(
    r"\b(?:keep|stay|remain|hold|withdr\w+|pull\w*|mov\w+|retreat\w*|fall|drop|back|lie|anchor\w*)\b[^,;.]{0,40}$",
    re.IGNORECASE,
)
_TAKEN_UP = ("latest", "again", "position")
_DIRECTIONS = {
    "north": Relation.NORTH_OF,
    "south": Relation.SOUTH_OF,
    "east": Relation.EAST_OF,
    "west": Relation.WEST_OF,
}


def _is_belt_of_sea(before: str, references: tuple[Reference, ...]) -> bool:
    """Tell whether two distances from a coast bound a belt of the sea."""
    coast = all(r.kind is ReferenceKind.COAST for r in references)
    return coast and bool(_BETWEEN.search(before)) and not _KEEPS_SO_FAR.search(before)


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
            turned = not frame.distances and goes_to(frame, sentence, self.book)
            return (OPPOSITE[relation] if turned else relation), references
        if stated in ("bank", "crossing"):
            return self._side_of_line(frame, sentence)
        if stated in _TAKEN_UP:
            known = self._of_belt(frame, self._taken_up(stated, frame, sentence))
            before = sentence.text[: frame.start]
            ring = stated == "latest" and self.book.words("people-so-far").search(before)
            if known and ring and frame.distances[0].min_m < frame.distances[0].max_m:
                return Relation.BETWEEN, known
            return (Relation.WITHIN if known else None), known
        if stated in CONTINUES:
            return relation_of(frame, sentence, self.mind)
        if stated == "same":
            last = self._side_last()
            return (last.relation if last else None), references
        if stated == "between":
            return Relation.BETWEEN, (*references, *frame.others)
        references = self._measured(frame)
        if not references:
            return None, ()
        is_ring = len(frame.distances) == 1 and frame.distances[0].min_m < frame.distances[0].max_m
        before = sentence.text[: frame.start]
        in_sector = frame.rule.id == "zone.sector"
        if is_ring and (in_sector or _RING.search(before) or _is_belt_of_sea(before, references)):
            return Relation.BETWEEN, references
        return Relation(stated), references

    def _taken_up(self, stated: str, frame: Frame, sentence: Sentence) -> tuple[Reference, ...]:
        """Return what was measured from or named before, for a distance that names nothing."""
        known = self._named_before(stated, frame, sentence)
        coasts = all(r.kind is ReferenceKind.COAST for r in known)
        return known if coasts or frame.rule.get("kind") != "coast" else ()

    def _named_before(self, stated: str, frame: Frame, sentence: Sentence) -> tuple[Reference, ...]:
        """Return what was measured from or named before, of whatever kind."""
        if stated == "again":
            return self._seen_from(frame)
        named = sentence.in_stretch(0, frame.start, "BKOVL") if stated == "latest" else []
        if named and not self.latest and (here := references_of(named[-1])):
            return here
        known = self.mind.latest[1] if self.mind.latest and stated == "latest" else ()
        if stated == "latest" and self.latest:
            return self.latest
        if stated == "position" or is_shouted(sentence.text):
            return self.mind.position_before(sentence, frame.start) or known
        found = known or self.mind.position_before(sentence, frame.start)
        last = taken_up(self.mind.constraints, sentence.span.start)
        return found or (last[-1].references if last and stated == "latest" else ())

    def _of_belt(self, frame: Frame, known: tuple[Reference, ...]) -> tuple[Reference, ...]:
        """Keep what a belt may lie along: no town that was only named ("hailed by Washington")."""
        if frame.rule.get("kind") != "belt":
            return known
        last = self.mind.constraints[-1].references if self.mind.constraints else ()
        measured = {r.id for r in (*last, *self.mind.ringed)}
        towns = all(r.kind is ReferenceKind.POINT for r in known)
        return () if towns and not measured & {r.id for r in known} else known

    def _seen_from(self, frame: Frame) -> tuple[Reference, ...]:
        """
        What was measured from last; of a border, the stretch that its owner shares with the last host.

        "Libyan troops 100 km from Chad's border, and Chadian rebels 50 km": the Libyan border.
        """
        hosts = {c for r in frame.hosts for c in r.territories}
        last = self.mind.constraints[-1] if self.mind.constraints else None
        if len(self.latest) != 1 or last is None or len(last.host) != 1:
            return self.latest
        border, other = self.latest[0], last.host[0]
        if border.kind is not ReferenceKind.BORDER or set(border.territories) != hosts:
            return self.latest
        pair = tuple(sorted((*border.territories, other.code)))
        name = f"{border.name} and {other.name}"
        return (replace(border, name=name, id=f"border:{'|'.join(pair)}", territories=pair),)

    def _side_of_line(
        self, frame: Frame, sentence: Sentence
    ) -> tuple[Relation | None, tuple[Reference, ...]]:
        """Side of a river's left or right bank, or the one that is entered across a line."""
        if frame.rule.get("relation") == "bank":
            return self._side_of_river(frame, sentence), frame.references
        spots = (
            self.mind.spots.get(c)
            for r in frame.hosts
            for c in r.territories
            if c.startswith("sea:")
        )
        relation, line = across(frame.references[0], tuple(s for s in spots if s)[:1])
        return relation, (line,)

    def _side_of_river(self, frame: Frame, sentence: Sentence) -> Relation | None:
        """Compass side of a left or right bank; None where the table has not the river."""
        row = self._bank(frame.references[0])
        if row is None:
            return None
        bank = _DIRECTIONS[row.get("direction")]
        turned = (frame.direction == "right") != goes_to(frame, sentence, self.book)
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

    def _side_last(self) -> Constraint | None:
        """Return the last rule that is a side of a line, for "the zone was pushed north to"."""
        sides = _DIRECTIONS.values()
        return next((c for c in reversed(self.mind.constraints) if c.relation in sides), None)

    def host_of_last(self) -> tuple[tuple[Territory, ...], str, tuple[str, ...]] | None:
        """Host of that rule, where it has one."""
        last = self._side_last()
        return (last.host, "passage", ("host.passage",)) if last and last.host else None

    def country_of_town(
        self, references: tuple[Reference, ...]
    ) -> tuple[tuple[Territory, ...], str, tuple[str, ...]]:
        """Country of a town whose parallel or meridian divides it: "its airspace north of Timbuktu"."""
        code = self.mind.countries.get(references[0].id, "")
        if references[0].kind is not ReferenceKind.POINT or not code:
            return (), "", ()
        return (Territory(code, self.mind.name_of(code)),), "text", ("host.town",)

    def from_its_border(
        self, frame: Frame, references: tuple[Reference, ...], sentence: Sentence, effect: Effect
    ) -> tuple[tuple[Reference, ...], tuple[Territory, ...], str, tuple[str, ...]]:
        """
        “30 km from Rwanda” in a country that has a border with it: from that border.

        An area within a country, such as Abkhazia, is measured from its border only where the text
        says on which side: "no Georgian tanks within 5 km of Abkhazia".
        """
        unmoved = references, (), "", ()
        enclaves = are_enclaves(frame, references)
        whole = are_countries(frame, references) and effect is not Effect.NO_FLY
        if effect in SEA or not (whole or enclaves):
            return unmoved
        borders = tuple(
            replace(r, kind=ReferenceKind.BORDER, id=f"border:{r.territories[0]}")
            for r in references
        )
        host, found_by, ids = find_host(
            replace(frame, references=borders), sentence, self.book, self.mind
        )
        if not host or found_by == "neighbour" or (enclaves and found_by not in ("text", "actor")):
            return unmoved
        return borders, host, found_by, ids

    def behind_it(
        self,
        frame: Frame,
        sentence: Sentence,
        references: tuple[Reference, ...],
        host: tuple[Territory, ...],
    ) -> tuple[tuple[Reference, ...], tuple[Territory, ...], str]:
        """
        Host on the far side of a border that a neighbour speaks of.

        A strip along "the Syrian border" between two towns of Syria lies in Syria, and Israel wants
        Hezbollah's guns back from "the Lebanese border" in Lebanon.
        """
        one = references[0]
        if len(references) > 1 or one.kind is not ReferenceKind.BORDER or len(one.territories) > 1:
            return references, host, "actor"
        code, other = one.territories[0], host[0]
        # a town beside one spot of the line may lie across it: "opposite Kobani"
        ends = frame.ends if len(frame.ends) > 1 else ()
        between = {self.mind.countries.get(end.id, "") for end in ends}
        words = words_of(sentence, sentence.text[: frame.start])
        theirs = [h for row, h, _ in homes(words, self.book) if not is_state(row, self.book)]
        if other.code in theirs and not asked_by(sentence, frame, other.code):
            theirs = []  # a group at home on both sides: "Kabul will move the TTP 40 km from the border"
        at_home = code in theirs or bound_at_home(sentence, frame, code, other.code)
        if between != {code} and not at_home:
            return references, host, "actor"
        pair = tuple(sorted((code, other.code)))
        name, identifier = f"{one.name} and {other.name}", f"border:{'|'.join(pair)}"
        border = replace(one, name=name, id=identifier, territories=pair)
        return (border,), (Territory(code, one.name),), "ends" if between == {code} else "actor"

    def sites(self, references: tuple[Reference, ...]) -> tuple[Reference, ...]:
        """Points that are named but unknown, by the facility or town of that name: "the zone of Mayon"."""
        return tuple(self._site(r) for r in references)

    def _site(self, reference: Reference) -> Reference:
        """Facility of a reference's name, or the town that it can only mean, else the reference."""
        if reference.id or reference.kind is not ReferenceKind.POINT:
            return reference
        name = re.sub(r"^the ", "", reference.name, flags=re.IGNORECASE)
        known = (*self.mind.sites(name), *self.mind.towns(reference.name))
        site = next(iter(known), None) if name[:1].isupper() else None
        if site is None:
            return reference
        return replace(reference, name=site.name, id=site.id, points=((site.lon, site.lat),))

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


# where people met is not what they speak of: "signed a truce in Algiers"
_VENUE = re.compile(
    r"\b(?:sign\w*|met|meet\w*|talks?|agree\w*|accords?|conferences?|summits?|negotiat\w+|told|said|says|spoke\w*|speaking|"
    r"reporters|truce|deal|sessions?|treat(?:y|ies)|protocol|mediat\w+|brokered)\b[^.;\ue000]{0,40}\b(?:in|at)\s+(?:the\s+)?$"
)


def is_venue(sentence: Sentence, fold: Fold[Meaning]) -> bool:
    """Tell whether a town is named only as where something was said or signed."""
    at = sentence.starts[sentence.folds.index(fold)]
    return bool(_VENUE.search(sentence.text, max(0, at - 80), at))
