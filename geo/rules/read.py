"""Read the rules about space of a document: sentence by sentence, with memory."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from geo.model import (
    Constraint,
    Effect,
    Reference,
    Relation,
    Role,
    Side,
    Span,
    Territory,
    Unresolved,
)
from geo.rules.about import About
from geo.rules.actors import actors_of
from geo.rules.afloat import in_water
from geo.rules.annotate import PlaceIndex, fold_basics
from geo.rules.attribution import hedged
from geo.rules.circles import QUADRANT
from geo.rules.cues import effect_of
from geo.rules.discourse import Discourse, is_measured
from geo.rules.frames import Frame, find_frames, without_quadrants
from geo.rules.homes import homes_by_code
from geo.rules.hosts import find_host
from geo.rules.items import is_next_item
from geo.rules.matches import references_of
from geo.rules.meanings import NO_LINES, Lines, Meaning
from geo.rules.measured import Measures, is_venue
from geo.rules.nautical import is_nautical
from geo.rules.net import catches
from geo.rules.norms import is_rule, is_vetoed
from geo.rules.place_references import place_letter
from geo.rules.reduced import Fold, Reduced
from geo.rules.references import at_rest, fold_references
from geo.rules.sides import (
    OPPOSITE,
    SEA_WORDS,
    apart,
    bearings,
    confidence,
    in_a_sea,
    sea_of,
    side,
)
from geo.rules.towns import without_covered
from geo.rules.widths import distances_of
from geo.rules.worth import may_go_on, may_state_a_rule, speaks_of_a_line
from geo.text.quantities import Length

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from geo.model import Candidate, Document, Place
    from geo.rules.engine import RuleBook
    from geo.rules.meanings import Sentence

# a zone of a stated width: "a security zone at least 50 km wide", "the zone is to be 70 km wide"
_UNMEASURED = re.compile(
    r"\b(?:(?:security|safety|safe|buffer|exclusion|demilitari[sz]ed|no[ -]?fly|no[ -]?go|separation|weapons[ -]free|"
    r"neutral|danger|evacuation) (?:zone|belt|strip|area|corridor)|[Tt]he (?:zone|belt|strip|cordon|perimeter))\b"
    r"[^\ue000\ue001.;,]{0,40}\ue000D\d+\ue001(?: wide| deep| across| radius|$|[.,;])"
    r"|\ue000D\d+\ue001[ -](?:wide |deep )?(?:security|safety|buffer|exclusion|demilitari[sz]ed|no[ -]?fly|evacuation|"
    r"separation) (?:zone|belt|strip|area|corridor)",
)
# a rule so many sentences back is still spoken of
_NEAR = 3
# who is farther out is hostile: the rule confines
_FARTHER = re.compile(r"\b(?:more|farther|further|greater) than\s*$|\b(?:beyond|outside)\s*$", re.I)
# "confined to waters more than 20 miles off the coast": it is the nearer waters that are closed
_KEPT_OUTSIDE = re.compile(
    r"\b(?:confined|restricted|limited) to (?:the )?(?:waters|sea|areas?|zones?|fishing grounds) (?:that (?:is|are|lies?) )?"
    r"(?:(?:more|farther|further) than|beyond|outside)\s*(?:the )?$",
    re.IGNORECASE,
)
_WIDE = re.compile("\ue000D\\d+\ue001 (?:wide|deep|across)")


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
    names: Callable[[str], str] | None = None,
    runs_through: Callable[[Reference], tuple[str, ...]] | None = None,
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
    names
        Gives the name of a territory by its code; without it, the code.
    runs_through
        Gives the countries that a river or line runs through; without it, none is known.

    Returns
    -------
    reading
        In the order of the text; a rule whose reference is not known is in ``unresolved``.
    """
    index = PlaceIndex.of(places)
    mind = Discourse(neighbours)
    mind.crosses = crosses or mind.crosses
    mind.sites = sites or mind.sites
    mind.name_of = names or mind.name_of
    mind.runs_through = runs_through or mind.runs_through
    for _, _, place in index.mentions:
        mind.note(place)
        if place.candidate:
            mind.countries[place.candidate.id] = place.candidate.country
    mind.recent.clear()
    nautical = is_nautical(document.text)
    reader = _Reader(document, list(spans), index, book, mind, nautical, lines)
    for number in range(len(spans)):
        reader.sentence(number)
    return Reading(tuple(without_covered(reader.constraints)), tuple(reader.unresolved))


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
        self.about = About(document, spans, index, book, mind, nautical)
        self.measures = Measures(book, mind)
        self.warlike = may_go_on(document.text.lower())

    def sentence(self, number: int) -> None:
        """Read one sentence and remember what it names."""
        span = self.spans[number]
        text = self.document.text
        self.mind.subject = partial(self.about.subject_before, number)
        mentions = self.index.within(span)
        low = text[span.start : span.end].lower()
        going_on = self._goes_on(number)
        if not may_state_a_rule(low, named=bool(mentions), going_on=going_on, warlike=self.warlike):
            self._remember_places(mentions)
            if mentions:
                self._remember(self._names_of(span, mentions, measured=speaks_of_a_line(low)))
            return
        basic = fold_basics(
            self.document, span, self.index, nautical=self.nautical, lines=self.lines
        )
        self.mind.homes = partial(homes_by_code, text[span.start : span.end], self.book)
        folded = fold_references(text, basic, self.book, self.mind)
        self._remember_places(mentions)
        seen: set[tuple[object, ...]] = set()
        self.measures.latest = ()
        frames = without_quadrants(find_frames(folded, self.book), folded.text, self.book)
        after = self.spans[number + 1] if frames and number + 1 < len(self.spans) else None
        following = text[after.start : after.end] if after else ""
        last = self.spans[number - 1] if frames and number else None
        preceding = text[last.start : last.end] if last else ""
        said: tuple[str, ...] = ()
        drawn = False
        known: list[tuple[int, int]] = []
        for frame in frames:
            ok, trace = is_rule(
                frame, folded, self.book,
                warning=self.nautical, following=following, preceding=preceding,
            )  # fmt: skip
            if not ok and said and is_next_item(frame, folded, self.book):
                ok, trace = True, said
            said = trace if ok else ()
            kept = ok and self._emit(number, frame, folded, trace, seen)
            drawn |= kept
            if kept or is_vetoed(trace):
                known.append((frame.start, frame.end))
        if not frames or (said and not drawn):
            self._list_unmeasured(folded)
        self._list_caught(number, folded, known)
        self._remember(folded)

    def _names_of(
        self, span: Span, mentions: list[tuple[Span, Role, Place]], *, measured: bool
    ) -> Sentence:
        """Fold the names of a sentence without a rule, and the borders it speaks of."""
        text = self.document.text
        folds: list[Fold[Meaning]] = [
            Fold(place_letter(role, p, text[m.start : m.end]), m, p) for m, role, p in mentions
        ]
        if measured:
            return fold_references(text, Reduced.of(text, span, folds), self.book, self.mind)
        return Reduced.of(text, span, map(at_rest, folds))

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
                if not (self.mind.points and is_venue(sentence, fold)):
                    self.mind.points.append(references[0])
            elif fold.kind in "XC":
                self.mind.position = references[-1] if is_measured(references[-1]) else None
            elif fold.kind == "A":
                self.mind.areas.append(references[0])

    def _emit(
        self,
        number: int,
        frame: Frame,
        sentence: Sentence,
        norms: tuple[str, ...],
        seen: set[tuple[object, ...]],
    ) -> bool:
        """Make the constraints of one frame, one for each distance it lists; tell whether it has any."""
        base = self._base(number, frame, sentence, norms)
        if base is None:
            return False
        if frame.distances:
            self.measures.latest = base.references
            self._give_way(base)
        distances, by = distances_of(frame, sentence, self.book)
        base = replace(base, trace=(*base.trace, by)) if by else base
        for constraint in apart(base, distances or (base.distance,)):
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
        return True

    def _give_way(self, rule: Constraint) -> None:
        """Drop a line without a width that a distance is now measured from: "… One mile berth"."""
        lines = {r.points for r in rule.references if r.id == "coordinates:line"}
        for kept in (self.constraints, self.mind.constraints) if lines else ():
            kept[:] = [c for c in kept if c.distance or c.references[0].points not in lines]

    def _list_unmeasured(self, sentence: Sentence) -> None:
        """List a zone whose size is stated, but not what it is measured from."""
        known = {c.distance.max_m for c in self.mind.constraints if c.distance}
        if not any(fold.kind == "D" for fold in sentence.folds):
            return
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

    def _goes_on(self, number: int) -> bool:
        """Tell whether a rule was read shortly before a sentence, or in it: what it calls "it" or "the zone"."""
        if not (self.constraints or self.unresolved):
            return False
        since = self.spans[max(0, number - _NEAR)].start
        last = [kept[-1].span.start for kept in (self.constraints, self.unresolved) if kept]
        return any(start >= since for start in last)

    def _list_caught(self, number: int, sentence: Sentence, read: list[tuple[int, int]]) -> None:
        """List the rules of a sentence that nothing else has read."""
        going_on = self._goes_on(number)
        for caught in catches(self.document.text, sentence, self.book, read, taken_up=going_on):
            base = self._base(number, caught.frame, sentence, (caught.frame.rule.id,))
            if base is None:
                continue
            distance = next(iter(caught.frame.distances), None)
            understood = replace(base, references=caught.frame.references, distance=distance)
            self.unresolved.append(Unresolved(base.span, base.quote, caught.reason, understood))

    def _keep(self, constraint: Constraint, lost: list[Reference]) -> None:
        """Keep a constraint, or list it as unresolved with the reason."""
        if lost:
            reason = f"“{lost[0].name}” is in no source Cordon has as a line, point or area; give it a geometry"
            self.unresolved.append(
                Unresolved(constraint.span, constraint.quote, reason, constraint)
            )
            return
        self.constraints.append(constraint)
        self.mind.constraints.append(constraint)

    def _where(
        self,
        frame: Frame,
        sentence: Sentence,
        relation: Relation,
        references: tuple[Reference, ...],
        effect: Effect,
    ) -> tuple[tuple[Reference, ...], tuple[Territory, ...], str, tuple[str, ...]]:
        """References and host of a frame: the land, or the sea, that its zone lies in."""
        host, found_by, host_ids = find_host(
            replace(frame, references=references), sentence, self.book, self.mind
        )
        if not host:
            references, host, found_by, host_ids = self.measures.from_its_border(
                frame, references, sentence, effect
            )
        if found_by == "actor" and host:
            references, host, found_by = self.measures.behind_it(frame, sentence, references, host)
        if not host and relation in OPPOSITE:
            host, found_by, host_ids = self.measures.country_of_town(references)
        found = self._afloat(sentence, relation, references, bool(host), found_by)
        if found:
            references, host, found_by, host_ids = found, (), "", ()
        if frame.rule.get("relation") == "same":
            host, found_by, host_ids = self.measures.host_of_last() or (host, found_by, host_ids)
        return references, host, found_by, host_ids

    def _afloat(
        self,
        sentence: Sentence,
        relation: Relation,
        references: tuple[Reference, ...],
        has_host: bool,
        found_by: str,
    ) -> tuple[Reference, ...]:
        """References of a side that is said of a sea: with the sea, or lost where it has no outline."""
        quadrant = references[0].id == QUADRANT
        afloat = in_a_sea(relation, references, sentence)
        if (afloat or quadrant) and (seas := sea_of(references, sentence)):
            return (*references, *seas)
        lost = afloat and found_by in ("", "actor", "passage")
        if not lost and not (quadrant and not has_host):
            return ()
        sea = SEA_WORDS.search(self.document.text, sentence.span.start, sentence.span.end)
        where = f" in the {sea.group()}" if sea else ""
        return tuple(replace(r, id="", name=f"{r.name}{where}") for r in references)

    def _base(
        self, number: int, frame: Frame, sentence: Sentence, norms: tuple[str, ...]
    ) -> Constraint | None:
        """Constraint of a frame without its distance."""
        text = self.document.text
        relation, references = self.measures.relation(frame, sentence)
        if relation is None:
            return None
        references = self.measures.sites(references)
        heading = self.about.heading(sentence.span)
        effect, effect_id = effect_of(frame, sentence, self.book, heading)
        if "norm.hostile" in norms and _FARTHER.search(sentence.text[: frame.start]):
            effect, effect_id = Effect.CONFINEMENT, "norm.hostile"
        if effect is Effect.CONFINEMENT and frame.rule.get("relation") == "crossing":
            effect, effect_id = Effect.MARITIME_EXCLUSION, f"{effect_id} (beyond)"
        if effect is Effect.CONFINEMENT and _KEPT_OUTSIDE.search(sentence.text[: frame.start]):
            effect, effect_id = Effect.MARITIME_EXCLUSION, f"{effect_id} (beyond)"
        status, status_ids = self.about.status(number, frame, sentence)
        actors, exempt, actor_ids = actors_of(frame, sentence, text, self.book, self.mind, heading)
        compliance, compliance_id = self.about.compliance(number, frame, sentence, status)
        source, source_id = self.about.source(number, frame, sentence, status_ids)
        date, until = self.about.dates(number, frame, sentence)
        references, host, found_by, host_ids = self._where(
            frame, sentence, relation, references, effect
        )
        distance, last = None, self.measures.measured_last()
        if frame.rule.get("relation") == "same-distance" and last is not None:
            distance, actors = last.distance, actors or last.actors
            effect = last.effect if effect_id == "effect.exclusion" else effect
            status = status if any(status_ids) else last.status
        span = sentence.span
        afloat = "" if host else in_water(frame, references, effect, sentence, self.book)
        constraint = Constraint(
            span, text[span.start : span.end], relation, references, distance,
            side=Side.WATER if afloat else side(frame, references, effect, bool(host), sentence.text),
            host=host, host_found_by=found_by, ends=frame.ends,
            bearings_deg=bearings(frame, references, sentence),
            actors=actors or self.about.meant(number, frame, sentence), exempt=exempt, effect=effect,
            status=status, compliance=compliance, source=source, date=date, until=until,
            hedged=hedged(sentence.text), confidence=confidence(frame, host, actors),
            trace=tuple(t for t in (
                frame.rule.id, self.measures.bank_id(frame, references), *norms, effect_id, afloat, *status_ids, *actor_ids, *host_ids, compliance_id, source_id
            ) if t),
        )  # fmt: skip
        if actors:
            self.mind.people.append(actors[0])
        return constraint
