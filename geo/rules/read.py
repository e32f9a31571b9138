"""Read the rules about space of a document: sentence by sentence, with memory."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from geo.model import Constraint, Reference, Role, Span, Unresolved
from geo.rules.about import About
from geo.rules.allegiance import is_allegiance
from geo.rules.annotate import PlaceIndex, fold_basics
from geo.rules.completed import added
from geo.rules.compose import Composer
from geo.rules.defined import said_of, terms_of
from geo.rules.discourse import Discourse
from geo.rules.ends import fold_ends
from geo.rules.frames import Frame, find_frames
from geo.rules.homes import homes_by_code
from geo.rules.items import is_next_item
from geo.rules.lies_in import lies_in
from geo.rules.listed import items_of, led_in, without_respectively
from geo.rules.meanings import NO_LINES, Lines, Meaning
from geo.rules.measured import Measures
from geo.rules.named_lines import lines_before
from geo.rules.nautical import is_nautical
from geo.rules.net import catches
from geo.rules.norms import is_rule, is_vetoed
from geo.rules.place_references import place_letter
from geo.rules.quadrants import without_quadrants
from geo.rules.reduced import Fold, Reduced
from geo.rules.references import at_rest, fold_references
from geo.rules.remember import is_ground, remember_places, remember_references
from geo.rules.repeated import give_way, without_drawn, without_repeated
from geo.rules.shares import without_sums
from geo.rules.sides import apart
from geo.rules.towns import without_covered
from geo.rules.unmeasured import unmeasured_zones, without_place
from geo.rules.widths import distances_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from geo.model import Candidate, Document, Place
    from geo.rules.engine import RuleBook
    from geo.rules.listed import Item
    from geo.rules.meanings import Sentence

# a rule so many sentences back is still spoken of
_NEAR = 3
# the next sentence says how far
_SIZE = re.compile(r"\d|\b(?:kilomet|miles?|met(?:er|re)s)", re.IGNORECASE)


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
    towns: Callable[[str], tuple[Candidate, ...]] | None = None,
    names: Callable[[str], str] | None = None,
    runs_through: Callable[[Reference], tuple[str, ...]] | None = None,
    covers: Callable[[Constraint, float, float], bool | None] | None = None,
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
    towns
        Finds the one town that a name means by itself; without it, only those among the places are known.
    names
        Gives the name of a territory by its code; without it, the code.
    runs_through
        Gives the countries that a river or line runs through; without it, none is known.
    covers
        Tells whether the zone of a rule covers a longitude and latitude; without it, none does.

    Returns
    -------
    reading
        In the order of the text; a rule whose reference is not known is in ``unresolved``.
    """
    index = PlaceIndex.of(places)
    mind = Discourse(neighbours)
    mind.text = document.text
    mind.crosses, mind.sites = crosses or mind.crosses, sites or mind.sites
    mind.towns, mind.name_of = towns or mind.towns, names or mind.name_of
    mind.runs_through = runs_through or mind.runs_through
    for at, _, place in index.mentions:
        if not is_allegiance(document.text, at.start, at.end, book):
            mind.note(place)
        if place.candidate:
            mind.countries[place.candidate.id] = place.candidate.country
            if is_ground(document.text, at, place):
                mind.grounds.append(place.candidate.country)
    mind.recent.clear()
    nautical = is_nautical(document.text, book)
    reader = _Reader(document, list(spans), index, book, mind, nautical, lines)
    reader.about.presence.scene.covers = covers
    for number in range(len(spans)):
        reader.sentence(number)
    kept = without_repeated(without_sums(list(without_covered(reader.constraints))))
    return Reading(tuple(kept), tuple(without_drawn(reader.unresolved, kept)))


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
        self.items = items_of(document.text, spans)
        self.about = About(document, spans, index, book, mind, nautical, self.items)
        self.measures = Measures(book, mind)
        self.composer = Composer(document, book, mind, self.about, self.measures)
        self.warlike = book.sieve.is_warlike(document.text)
        self.terms: set[str] = set()

    def sentence(self, number: int) -> None:
        """Read one sentence and remember what it names."""
        span = self.spans[number]
        self.mind.subject = partial(self.about.subject_before, number)
        self.mind.several = partial(self.about.several_before, number)
        self.mind.lines_before = partial(
            lines_before, self.document.text, self.spans, number, self.index, self.lines
        )
        mentions = self.index.within(span)
        going_on = self._goes_on(number)
        if going_on and self.constraints and self.mind.constraints[-1] is self.constraints[-1]:
            placed = lies_in(
                self.document.text, span, mentions, self.constraints[-1], self.mind.touches
            )
            if placed is not None:
                self.constraints[-1] = self.mind.constraints[-1] = placed
        if not self._may_state_a_rule(number, named=bool(mentions), going_on=going_on):
            remember_places(self.document.text, mentions, self.mind)
            if mentions:
                remember_references(self._names_of(span, mentions), self.mind, self.document.text)
            return
        item = self.items.get(number)
        folded = self._fold(span if item is None else Span(item.lead.start, span.end), item)
        remember_places(self.document.text, mentions, self.mind)
        self._read(number, folded, going_on=going_on, since=item.start if item else span.start)
        remember_references(folded, self.mind, self.document.text)

    def _fold(self, span: Span, item: Item | None) -> Sentence:
        """Fold a sentence that may state a rule; an item of a list with the sentence that leads in."""
        basic = fold_basics(
            self.document, span, self.index, self.book, nautical=self.nautical, lines=self.lines
        )
        if item is not None:
            basic = led_in(self.document.text, basic, item)
        basic = without_respectively(self.document.text, basic)
        text = self.document.slice(span)
        self.mind.homes = partial(homes_by_code, text, self.book)
        folded = fold_references(self.document.text, basic, self.book, self.mind)
        return fold_ends(self.document.text, folded, self.mind.towns)

    def _read(self, number: int, sentence: Sentence, *, going_on: bool, since: int) -> None:
        """Read the rules of a folded sentence from an offset on: those to draw, and those to list."""
        self.measures.latest = ()
        size_next = bool(_SIZE.search(self._words(number + 1)))
        found = find_frames(sentence, self.book, going_on=going_on, size_next=size_next)
        frames = without_quadrants(found, sentence.text, self.book)
        frames = [f for f in frames if sentence.origin(f.end, end=True) > since]
        seen: set[tuple[object, ...]] = set()
        said: tuple[str, ...] = ()
        drawn = False
        known: list[tuple[int, int]] = []
        terms = terms_of(self._words(number)) if frames else ()
        following = said_of(terms, self.document.text, self.spans[number + 1 :]) if terms else ""
        following = following or self._words(number + 1)
        before: Frame | None = None
        for frame in frames:
            ok, trace = is_rule(
                frame, sentence, self.book, warning=self.nautical,
                following=following, preceding=self._words(number - 1),
            )  # fmt: skip
            if not ok and said and is_next_item(frame, sentence, self.book, before):
                ok, trace = True, said
            before = frame
            said = trace if ok else ()
            kept = ok and self._emit(number, frame, sentence, trace, seen)
            drawn |= kept
            if kept or is_vetoed(trace):
                known.append((frame.start, frame.end))
        if drawn:
            self.terms.update(terms)
        if not frames or (said and not drawn):
            known_m = {c.distance.max_m for c in self.mind.constraints if c.distance}
            self.unresolved += unmeasured_zones(self.document.text, sentence, known_m)
        self._list_caught(number, sentence, known, since)

    def _words(self, number: int) -> str:
        """Words of a sentence by its number; empty for one before the first or behind the last."""
        return self.document.slice(self.spans[number]) if 0 <= number < len(self.spans) else ""

    def _may_state_a_rule(self, number: int, *, named: bool, going_on: bool) -> bool:
        """Tell whether a sentence is worth reading for rules; an item of a list with what leads in."""
        item = self.items.get(number)
        lead = f"{self.document.slice(item.lead)} " if item else ""
        return self.book.sieve.may_state_a_rule(
            f"{lead}{self._words(number)}", named=named, going_on=going_on, warlike=self.warlike
        )

    def _names_of(self, span: Span, mentions: list[tuple[Span, Role, Place]]) -> Sentence:
        """Fold the names of a sentence without a rule, and the borders it speaks of."""
        text = self.document.text
        folds: list[Fold[Meaning]] = [
            Fold(place_letter(role, p, text[m.start : m.end]), m, p) for m, role, p in mentions
        ]
        if self.book.sieve.speaks_of_a_line(text[span.start : span.end]):
            return fold_references(text, Reduced.of(text, span, folds), self.book, self.mind)
        return Reduced.of(text, span, map(at_rest, folds))

    def _emit(
        self,
        number: int,
        frame: Frame,
        sentence: Sentence,
        norms: tuple[str, ...],
        seen: set[tuple[object, ...]],
    ) -> bool:
        """Make the constraints of one frame, one for each distance it lists; tell whether it has any."""
        base = self.composer.constraint(number, frame, sentence, norms)
        if base is None:
            return False
        if frame.rule.get("scope") == "pending":  # the next sentence may say how far
            self.mind.constraints.append(base)
            return False
        if frame.distances:
            self.measures.latest = base.references
            for kept in (self.constraints, self.mind.constraints):
                give_way(base, kept)
        distances, by = distances_of(frame, sentence, self.book)
        base = replace(base, trace=(*base.trace, by)) if by else base
        distances = tuple(added(d, frame, self.mind.constraints) for d in distances)
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
            key = (key[0], lost[0].name.lower()) if lost else key
            if key in seen:
                continue
            seen.add(key)
            self._keep(self.about.with_presence(number, constraint, frame, sentence), lost)
        return True

    def _goes_on(self, number: int) -> bool:
        """Tell whether a rule was read shortly before a sentence, or in it: what it calls "it" or "the zone"."""
        since = self.spans[max(0, number - _NEAR)].start
        last = [kept[-1].span.start for kept in (self.mind.constraints, self.unresolved) if kept]
        return any(start >= since for start in last)

    def _list_caught(
        self, number: int, sentence: Sentence, read: list[tuple[int, int]], since: int
    ) -> None:
        """List the rules of a sentence, from an offset on, that nothing else has read."""
        going_on = self._goes_on(number)
        found = catches(
            self.document.text, sentence, self.book, read, taken_up=going_on, terms=self.terms
        )
        for caught in found:
            if sentence.origin(caught.frame.end, end=True) <= since:
                continue
            base = self.composer.constraint(number, caught.frame, sentence, (caught.frame.rule.id,))
            if base is None:
                continue
            distance = next(iter(caught.frame.distances), None)
            understood = replace(base, references=caught.frame.references, distance=distance)
            self.unresolved.append(Unresolved(base.span, base.quote, caught.reason, understood))

    def _keep(self, constraint: Constraint, lost: list[Reference]) -> None:
        """Keep a constraint, or list it as unresolved with the reason."""
        if lost:
            unresolved = without_place(constraint, self.document.text)
            self.unresolved.append(unresolved)
            constraint = unresolved.understood or constraint
            if constraint.distance:  # what goes on with it cannot be drawn either
                self.mind.constraints.append(constraint)
            return
        self.constraints.append(constraint)
        self.mind.constraints.append(constraint)
