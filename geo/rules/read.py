"""Read the rules about space of a document: sentence by sentence, with memory."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from geo.model import (
    Compliance,
    Constraint,
    Distance,
    Effect,
    Reference,
    ReferenceKind,
    Relation,
    Role,
    Side,
    Span,
    Status,
    Territory,
    Unresolved,
)
from geo.rules.actors import actors_of, is_shouted, named_after
from geo.rules.annotate import (
    NO_LINES,
    Lines,
    Meaning,
    PlaceIndex,
    fold_basics,
    is_nautical,
    place_letter,
)
from geo.rules.attribution import (
    PRONOUN,
    date_of,
    dates_after,
    goes_on,
    hedged,
    source_of,
    subject_of,
)
from geo.rules.circles import QUADRANT
from geo.rules.cues import compliance_of, effect_of, goes_to, is_nearer
from geo.rules.discourse import Discourse
from geo.rules.frames import Frame, find_frames, without_quadrants
from geo.rules.hosts import find_host, homes
from geo.rules.matches import references_of
from geo.rules.norms import is_rule
from geo.rules.reduced import Fold, Reduced
from geo.rules.references import fold_references, fold_rest
from geo.rules.status import status_after, status_before, status_of
from geo.rules.worth import may_state_a_rule, speaks_of_a_line
from geo.text.quantities import Length

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from geo.model import Candidate, Document, Place
    from geo.rules.annotate import Sentence
    from geo.rules.engine import Rule, RuleBook

# a zone of a stated width: "a security zone at least 50 km wide", "the zone is to be 70 km wide"
_UNMEASURED = re.compile(
    r"\b(?:(?:security|safety|safe|buffer|exclusion|demilitari[sz]ed|no[ -]?fly|no[ -]?go|separation|weapons[ -]free|"
    r"neutral|danger|evacuation) (?:zone|belt|strip|area|corridor)|[Tt]he (?:zone|belt|strip|cordon|perimeter))\b"
    r"[^\ue000\ue001.;,]{0,40}\ue000D\d+\ue001(?: wide| deep| across| radius|$|[.,;])"
    r"|\ue000D\d+\ue001[ -](?:wide |deep )?(?:security|safety|buffer|exclusion|demilitari[sz]ed|no[ -]?fly|evacuation|"
    r"separation) (?:zone|belt|strip|area|corridor)",
)
# who is farther out is hostile: the rule confines
_FARTHER = re.compile(r"\b(?:more|farther|further|greater) than\s*$|\b(?:beyond|outside)\s*$", re.I)
# "people living between 20 and 30 km from": a ring; "keep between 60 and 80 km from" is none
_RING = re.compile(
    r"\b(?:living|lives?|residents?|people|those|everyone|anyone|households?|land|areas?|ring|belt|band|zone|lying|houses|"
    r"villages?|towns?|communities|located|anything|everything)\b[^,;.\ue000]{0,30}\bbetween\s*$",
    re.IGNORECASE,
)
_THEY = re.compile(r"\b(?:they|them|their|both|neither|these|those)\b|^It\b", re.IGNORECASE)
_WIDE = re.compile("\ue000D\\d+\ue001 (?:wide|deep|across)")
_DIRECTIONS = {
    "north": Relation.NORTH_OF,
    "south": Relation.SOUTH_OF,
    "east": Relation.EAST_OF,
    "west": Relation.WEST_OF,
}
_OPPOSITE = {
    Relation.NORTH_OF: Relation.SOUTH_OF,
    Relation.SOUTH_OF: Relation.NORTH_OF,
    Relation.EAST_OF: Relation.WEST_OF,
    Relation.WEST_OF: Relation.EAST_OF,
}
# what a strip along a coast is on: land that is built on, or water that is fished
_ASHORE = re.compile(
    r"\b(?:inland|land|landward|ashore|houses?|homes?|buil\w+|hotels?|constructi\w+|residents?|villagers|inhabitants|"
    r"families|people|farm\w*|plots?|property|properties|factor(?:y|ies)|troops|soldiers|artillery|tanks?|guns?|bases?|"
    r"camps?|settlements?|strip|belt|evacuat\w+|fences?|wells?|mines?|mining|quarr\w+|trees|logging)\b",
    re.IGNORECASE,
)
_AT_SEA = re.compile(
    r"\b(?:vessels?|(?:war)?ships?|boats?|trawl\w*|fish\w*|sail\w*|nautical|nmi?|sea|seas|offshore|off the|off its|anchor\w*|"
    r"div(?:e|ers|ing)|tankers?|rigs?|waters?|navy|naval|submarines?|slavers?|yachts?|ferr(?:y|ies)|aircraft|maritime)\b",
    re.IGNORECASE,
)
_SEA = (Effect.MARITIME_EXCLUSION, Effect.HAZARD, Effect.CONFINEMENT, Effect.PERMITTED)


@dataclass(frozen=True, slots=True)
class Reading:
    """What the rule stage read: rules to draw, and rules that cannot be drawn."""

    constraints: tuple[Constraint, ...]
    unresolved: tuple[Unresolved, ...]


def read_rules(
    document: Document,
    spans: Sequence[Span],
    places: Sequence[Place],
    book: RuleBook,
    neighbours: Callable[[str], Mapping[str, float]],
    lines: Lines = NO_LINES,
    crosses: Callable[[Reference, str], bool] | None = None,
    sites: Callable[[str], tuple[Candidate, ...]] | None = None,
) -> Reading:
    """
    Read the rules about space that a document states.

    Parameters
    ----------
    spans
        The document's sentences.
    places
        Its places, resolved.
    neighbours
        Gives the territories that share a land border with one, and its length in km.
    lines
        Rivers, lakes and named lines that can be drawn: id and name, by each name in lower case.
    crosses
        Tells whether a parallel, river or line runs through a territory; without it, all do.
    sites
        Finds a facility by its name; without it, only those among the places are known.

    Returns
    -------
    reading
        In the order of the text; a rule whose reference is not known is in ``unresolved``.
    """
    index = PlaceIndex.of(places)
    mind = Discourse(neighbours)
    mind.crosses = crosses or mind.crosses
    mind.sites = sites or mind.sites
    for _, _, place in index.mentions:
        mind.note(place)
        if place.candidate:
            mind.countries[place.candidate.id] = place.candidate.country
    mind.recent.clear()
    nautical = is_nautical(document.text)
    reader = _Reader(document, list(spans), index, book, mind, nautical, lines)
    for number in range(len(spans)):
        reader.sentence(number)
    return Reading(tuple(reader.constraints), tuple(reader.unresolved))


class _Reader:
    """Reads one document; holds what a reader keeps in mind."""

    def __init__(
        self,
        document: Document,
        spans: list[Span],
        index: PlaceIndex,
        book: RuleBook,
        mind: Discourse,
        nautical: bool,
        lines: Lines,
    ) -> None:
        self.document, self.spans, self.index = document, spans, index
        self.book, self.mind, self.nautical, self.lines = book, mind, nautical, lines
        self.constraints: list[Constraint] = []
        self.unresolved: list[Unresolved] = []
        self.last_measured: tuple[Reference, ...] = ()

    def sentence(self, number: int) -> None:
        """Read one sentence and remember what it names."""
        span = self.spans[number]
        text = self.document.text
        self.mind.subject = partial(self._subject_before, number)
        mentions = self.index.within(span)
        low = text[span.start : span.end].lower()
        if not may_state_a_rule(low, named=bool(mentions)):
            self._remember_places(mentions)
            if mentions:
                self._remember(self._names_of(span, mentions, measured=speaks_of_a_line(low)))
            return
        basic = fold_basics(
            self.document, span, self.index, nautical=self.nautical, lines=self.lines
        )
        named = homes(text[span.start : span.end], self.book)
        self.mind.homes = {code: name for _, code, name in named}
        folded = fold_references(text, basic, self.book, self.mind)
        self._remember_places(mentions)
        seen: set[tuple[object, ...]] = set()
        self.last_measured = ()
        frames = without_quadrants(find_frames(folded, self.book), folded.text, self.book)
        after = self.spans[number + 1] if frames and number + 1 < len(self.spans) else None
        following = text[after.start : after.end] if after else ""
        for frame in frames:
            ok, trace = is_rule(
                frame, folded, self.book, warning=self.nautical, following=following
            )
            if ok:
                self._emit(number, frame, folded, trace, seen)
        if not frames:
            self._list_unmeasured(folded)
        self._remember(folded)

    def _names_of(
        self, span: Span, mentions: list[tuple[Span, Role, Place]], *, measured: bool
    ) -> Sentence:
        """Fold the names of a sentence without a rule, and the borders it speaks of."""
        text = self.document.text
        folds: list[Fold[Meaning]] = [
            Fold(place_letter(role, p, text[m.start : m.end]), m, p) for m, role, p in mentions
        ]
        folded = Reduced.of(text, span, folds)
        if measured:
            return fold_references(text, folded, self.book, self.mind)
        return fold_rest(text, folded)

    def _remember_places(self, mentions: Iterable[tuple[Span, object, Place]]) -> None:
        """Remember the territories a sentence names, in order."""
        for _, _, place in mentions:
            c = place.candidate
            if c is None:
                continue
            if c.territory:
                self.mind.recent.append(c.territory)
                self.mind.names[c.territory] = c.name

    def _remember(self, sentence: Sentence) -> None:
        """Remember the references of a sentence for the next ones."""
        for fold in sentence.folds:
            references = references_of(fold)
            if not references:
                continue
            if fold.kind in "BKVLMXCUO":
                self.mind.latest = (fold.kind, references)
            if fold.kind == "B":
                self.mind.borders.append(references)
            elif fold.kind == "L":
                self.mind.lines.append(references)
            elif fold.kind == "O":
                self.mind.points.append(references[0])
            elif fold.kind == "X":
                self.mind.position = references[0]
            elif fold.kind == "A":
                self.mind.areas.append(references[0])

    def _emit(
        self,
        number: int,
        frame: Frame,
        sentence: Sentence,
        norms: tuple[str, ...],
        seen: set[tuple[object, ...]],
    ) -> None:
        """Make the constraints of one frame: one for each distance it lists."""
        base = self._base(number, frame, sentence, norms)
        if base is None:
            return
        if frame.distances:
            self.last_measured = base.references
        for constraint in _apart(base, frame.distances or (base.distance,)):
            distance = constraint.distance
            key: tuple[object, ...] = (
                distance.max_m if distance else None,
                tuple(r.points or r.id or r.name for r in constraint.references),
                constraint.relation,
                constraint.effect,
                constraint.host,
            )
            lost = [r for r in constraint.references if not r.id]
            if lost:
                key = (key[0], lost[0].name.lower())
            if key in seen:
                continue
            seen.add(key)
            self._keep(constraint, lost)

    def _list_unmeasured(self, sentence: Sentence) -> None:
        """List a zone whose size is stated, but not what it is measured from."""
        known = {c.distance.max_m for c in self.mind.constraints if c.distance}
        first = _UNMEASURED.search(sentence.text)
        further = _WIDE.finditer(sentence.text, first.end()) if first else ()
        for match in (first, *further) if first else ():
            lengths = [f.item for f in sentence.in_stretch(match.start(), match.end(), "D")]
            sizes = [d for x in lengths if isinstance(x, Length) for d in x.distances]
            if sizes and not any(d.max_m in known for d in sizes):
                span = sentence.span
                quote = self.document.text[span.start : span.end]
                reason = f"The text does not say what “{sizes[0].text}” is measured from"
                understood = Constraint(span, quote, Relation.WITHIN, (), sizes[0])
                self.unresolved.append(Unresolved(span, quote, reason, understood))

    def _keep(self, constraint: Constraint, lost: list[Reference]) -> None:
        """Keep a constraint, or list it as unresolved with the reason."""
        if lost:
            reason = (
                f"“{lost[0].name}” is in no source Cordon has; give the line or place a geometry"
            )
            self.unresolved.append(
                Unresolved(constraint.span, constraint.quote, reason, constraint)
            )
            return
        self.constraints.append(constraint)
        self.mind.constraints.append(constraint)

    def _base(
        self, number: int, frame: Frame, sentence: Sentence, norms: tuple[str, ...]
    ) -> Constraint | None:
        """Constraint of a frame without its distance."""
        text = self.document.text
        relation, references = self._relation(frame, sentence)
        if relation is None:
            return None
        heading = self._heading(sentence.span)
        effect, effect_id = effect_of(frame, sentence, self.book, heading)
        if "norm.hostile" in norms and _FARTHER.search(sentence.text[: frame.start]):
            effect, effect_id = Effect.CONFINEMENT, "norm.hostile"
        status, status_id = status_of(frame, sentence, self.book, warning=self.nautical)
        if number:
            before = self._folded_before(number)
            status, status_id = status_before(status, status_id, sentence.text, before, self.book)
        status, after_id = status_after(status, self._aftermath(number), self.book)
        actors, exempt, actor_ids = actors_of(frame, sentence, text, self.book, self.mind, heading)
        compliance, compliance_id = self._compliance(number, frame, sentence, status)
        source, source_id = self._source(number, frame, sentence)
        date, until = self._dates(number, frame, sentence)
        host, found_by, host_ids = find_host(
            replace(frame, references=references), sentence, self.book, self.mind
        )
        if not host and effect not in (*_SEA, Effect.NO_FLY) and _are_countries(frame, references):
            references, host, found_by, host_ids = self._from_its_border(
                frame, references, sentence
            )
        if frame.ends and found_by == "actor":
            references, host, found_by = self._where_ends_are(frame, references, host)
        if not host and (references[0].id == QUADRANT or _in_a_sea(relation, references, sentence)):
            sea = _SEA_WORDS.search(text, sentence.span.start, sentence.span.end)
            where = f" in the {sea.group()}" if sea else ""
            references = tuple(replace(r, id="", name=f"{r.name}{where}") for r in references)
        distance, last = None, self._measured_last()
        if frame.rule.get("relation") == "same-distance" and last is not None:
            distance, actors = last.distance, actors or last.actors
            effect = last.effect if effect_id == "effect.exclusion" else effect
            status = status if status_id else last.status
        span = sentence.span
        constraint = Constraint(
            span, text[span.start : span.end], relation, references, distance,
            side=_side(frame, references, effect, bool(host), sentence.text),
            host=host, host_found_by=found_by, ends=frame.ends,
            actors=actors or self._meant(number, frame, sentence), exempt=exempt, effect=effect,
            status=status, compliance=compliance, source=source, date=date, until=until,
            hedged=hedged(sentence.text), confidence=_confidence(frame, host, actors),
            trace=tuple(t for t in (
                frame.rule.id, self._bank_id(frame, references), *norms, effect_id, status_id, after_id, *actor_ids, *host_ids, compliance_id, source_id
            ) if t),
        )  # fmt: skip
        if actors:
            self.mind.people.append(actors[0])
        return constraint

    def _source(self, number: int, frame: Frame, sentence: Sentence) -> tuple[str, str]:
        """Who says it: in the sentence, else whoever is quoted in the one before."""
        text = self.document.text
        if is_shouted(sentence.text):
            return "", ""
        source, rule_id = source_of(sentence, text, self.book)
        if source and PRONOUN.fullmatch(source):
            return self._subject_before(number), rule_id
        if source or not number or not goes_on(sentence.text):
            return source, rule_id
        source, rule_id = source_of(self._folded_before(number), text, self.book)
        if source and PRONOUN.fullmatch(source):
            source = self._subject_before(number - 1)
        return source, f"{rule_id} (sentence before)" if source else ""

    def _dates(self, number: int, frame: Frame, sentence: Sentence) -> tuple[str, str]:
        """Date of a rule and its end: in its sentence, else where the next says when it took effect."""
        date, until = date_of(frame, sentence, self.document)
        if date and until:
            return date, until
        for text in self._following(number)[:1]:
            since, end = dates_after(text, self.document.date)
            date, until = date or since, until or end
        return date, until

    def _folded_before(self, number: int) -> Sentence:
        """Return the sentence before one, with its names folded."""
        before = fold_basics(self.document, self.spans[number - 1], self.index, nautical=False)
        return fold_rest(self.document.text, before)

    def _subject_before(self, number: int) -> str:
        """Whom the sentence before one is about, for "it" and "they"."""
        return subject_of(self._folded_before(number), self.document.text) if number else ""

    def _heading(self, span: Span) -> str:
        """Words of a warning round one of its sentences, which say what it warns of."""
        if not self.nautical:
            return ""
        text = self.document.text
        start = text.rfind("\n\n", 0, span.start) + 1
        end = text.find("\n\n", span.end)
        return text[
            max(start, span.start - 400) : min(end if end > 0 else len(text), span.end + 200)
        ]

    def _relation(
        self, frame: Frame, sentence: Sentence
    ) -> tuple[Relation | None, tuple[Reference, ...]]:
        """Relation and references of a frame, what it takes up from before filled in."""
        stated = frame.rule.get("relation")
        references = frame.references
        if stated == "dir":
            relation = _DIRECTIONS[frame.direction]
            turned = not frame.distances and goes_to(frame, sentence)
            return (_OPPOSITE[relation] if turned else relation), references
        if stated == "bank":
            return self._side_of_river(frame, sentence), references
        if stated == "again":
            return (Relation.WITHIN if self.last_measured else None), self.last_measured
        if stated == "same-distance":
            return (Relation.WITHIN if self._measured_last() else None), references
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
        return _OPPOSITE[bank] if turned else bank

    def _bank_id(self, frame: Frame, references: tuple[Reference, ...]) -> str:
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
            return tuple(_coast_of(r) for r in frame.references)
        if not frame.references and frame.hosts:
            return self._border_of_hosts(frame)
        return frame.references

    def _meant(self, number: int, frame: Frame, sentence: Sentence) -> tuple[str, ...]:
        """Whom a sentence means that names nobody: whom the next keeps out, or whoever was bound last."""
        for text in self._following(number)[:1]:
            if named := named_after(text):
                return (named,)
        elliptic = frame.rule.get("relation") in ("again", "same", "same-distance")
        taken_up = elliptic or _THEY.search(sentence.text)
        return tuple(self.mind.people[-1:]) if taken_up else ()

    def _measured_last(self) -> Constraint | None:
        """Return the last rule that states a distance, for "the same distance applies"."""
        return next((c for c in reversed(self.mind.constraints) if c.distance), None)

    def _from_its_border(
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

    def _where_ends_are(
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

    def _compliance(
        self, number: int, frame: Frame, sentence: Sentence, status: Status
    ) -> tuple[Compliance, str]:
        """Compliance from the rest of the sentence and the two that follow."""
        if status is Status.REJECTED:
            return Compliance.UNKNOWN, ""
        following = self._following(number)
        found, rule_id = compliance_of(
            [sentence.text[frame.end :], *following, sentence.text[: frame.start]], self.book
        )
        if rule_id or not frame.distances:
            return found, rule_id
        if any(is_nearer(text, frame.distances[-1].max_m) for text in following):
            return Compliance.VIOLATED, "compliance.nearer"
        return found, rule_id

    def _aftermath(self, number: int) -> list[str]:
        """Return the sentence behind one, and the next, unless that first one is about a rule too."""
        following = self._following(number)
        measures = following and may_state_a_rule(following[0].lower(), named=False)
        return following[:1] if measures else following

    def _following(self, number: int) -> list[str]:
        """Return the two sentences behind one, which may say what became of its rule."""
        text = self.document.text
        return [text[s.start : s.end] for s in self.spans[number + 1 : number + 3]]


_SEA_WORDS = re.compile(
    r"(?:[A-Z][\w’'-]+ ){0,3}(?:Sea|Ocean|Gulf|Bay|Strait|Channel|Sound|Bight)\b(?: of [A-Z]\w+)?"
)
_SEA_NAME = re.compile(r"\b(?:Sea|Ocean|Gulf|Bay|Strait|Channel|Sound|Bight)\b")


def _in_a_sea(relation: Relation, references: tuple[Reference, ...], sentence: Sentence) -> bool:
    """Tell whether a side of a parallel is said of a sea: half the earth would be wrong."""
    if relation not in _OPPOSITE or any(r.degrees is None for r in references):
        return False
    named = any(r.id.startswith("sea:") for f in sentence.folds for r in references_of(f))
    return named or bool(_SEA_NAME.search(sentence.text))


def _apart(base: Constraint, distances: tuple[Distance | None, ...]) -> Iterator[Constraint]:
    """One rule for each distance of a list, and for each town or region of a list."""
    listed = (
        len(base.references) > 1
        and not base.ends
        and not base.bearings_deg
        and (
            (base.relation is Relation.WITHIN and _all(base.references, ReferenceKind.POINT))
            or (base.relation is Relation.IN and _all(base.references, ReferenceKind.REGION))
            or (base.relation is Relation.IN and _all(base.references, ReferenceKind.COORDINATES))
        )
        and not any(r.part for r in base.references)
    )
    groups = [(r,) for r in base.references] if listed else [base.references]
    for distance in distances:
        for references in groups:
            yield replace(base, distance=distance, references=references)


def _coast_of(reference: Reference) -> Reference:
    """Coast of a territory, for "Gaza's fishing limit"."""
    if reference.kind is not ReferenceKind.REGION or not reference.territories:
        return reference
    identifier = f"coast:{reference.territories[0]}"
    return replace(reference, kind=ReferenceKind.COAST, id=identifier, part="")


def _all(references: tuple[Reference, ...], kind: ReferenceKind) -> bool:
    """Tell whether all references are of a kind."""
    return all(r.kind is kind for r in references)


def _side(
    frame: Frame, references: tuple[Reference, ...], effect: Effect, has_host: bool, text: str
) -> Side:
    """Side of the references a zone covers."""
    stated = frame.rule.get("side")
    kinds = {r.kind for r in references}
    if stated == "both" or (stated == "any"):
        return Side(stated)
    if ReferenceKind.COAST in kinds:
        ashore = has_host or (_ASHORE.search(text) and not _AT_SEA.search(text))
        return Side.LAND if ashore and effect not in _SEA else Side.WATER
    if has_host:
        return Side.HOST
    if kinds <= {ReferenceKind.BORDER, ReferenceKind.RIVER, ReferenceKind.LINE} and frame.distances:
        return Side.BOTH
    return Side.ANY


def _are_countries(frame: Frame, references: tuple[Reference, ...]) -> bool:
    """Tell whether a distance is measured from whole countries."""
    return bool(frame.distances) and all(
        r.kind is ReferenceKind.REGION and not r.part and r.territories[0].isalpha()
        for r in references
    )


def _confidence(frame: Frame, host: tuple[object, ...], actors: tuple[str, ...]) -> float:
    """Rough trust in a reading: what was named outright counts, what was inferred counts less."""
    score = 0.9 if frame.distances else 0.8
    if any(r.kind is ReferenceKind.BORDER for r in frame.references) and not host:
        score -= 0.2
    if not actors:
        score -= 0.1
    return round(score, 2)


def at_distance(constraint: Constraint, distance: Distance) -> Constraint:
    """Return the same rule at another distance, as a what-if."""
    return replace(constraint, distance=distance)
