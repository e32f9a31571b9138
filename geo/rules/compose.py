"""What an expression of space says as a rule: whom it binds, where, whether, since when, who says so."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from geo.model import Constraint, Effect, Reference, ReferenceKind, Relation, Side, Territory
from geo.rules.actors import actors_of
from geo.rules.afloat import in_water, off_mainland
from geo.rules.asked import is_asked_for
from geo.rules.attribution import hedged
from geo.rules.centred import measured_from
from geo.rules.circles import QUADRANT
from geo.rules.completed import completed
from geo.rules.cues import effect_for, effect_of
from geo.rules.elsewhere import unless_elsewhere
from geo.rules.hosts import find_host
from geo.rules.matches import whole
from geo.rules.names import without_article
from geo.rules.repeated import OUTLINED
from geo.rules.shares import like_before
from geo.rules.sides import (
    OPPOSITE,
    SEA,
    SEA_WORDS,
    at_latitude,
    bearings,
    confidence,
    in_a_sea,
    in_a_town,
    is_polar,
    of_circles,
    of_two,
    sea_of,
    side,
)

if TYPE_CHECKING:
    from geo.model import Document
    from geo.rules.about import About
    from geo.rules.discourse import Discourse
    from geo.rules.engine import RuleBook
    from geo.rules.frames import Frame
    from geo.rules.meanings import Sentence
    from geo.rules.measured import Measures

# who is farther out is hostile: the rule confines
_FARTHER = re.compile(r"\b(?:more|farther|further|greater) than\s*$|\b(?:beyond|outside)\s*$", re.I)
_POSSESSED = re.compile(r"['’]s? |\b(?:border|frontier|boundary)s? of\b", re.IGNORECASE)
# "confined to waters more than 20 miles off the coast": it is the nearer waters that are closed
_KEPT_OUTSIDE = re.compile(
    r"\b(?:confined|restricted|limited) to (?:the )?(?:waters|sea|areas?|zones?|fishing grounds) (?:that (?:is|are|lies?) )?"
    r"(?:(?:more|farther|further) than|beyond|outside)\s*(?:the )?$",
    re.IGNORECASE,
)


def is_border(references: tuple[Reference, ...]) -> bool:
    """Tell whether all that is measured from are borders."""
    return all(r.kind is ReferenceKind.BORDER for r in references)


# what stands before these is who lays the rule down, or tells of it
_NAMES_NOBODY = frozenset(("norm.after.where-told", "norm.zone-noun.split"))


def is_same(source: str, actor: str) -> bool:
    """Tell whether who lays a rule down is who it was taken to bind."""
    return without_article(source).lower() == actor.lower()


class Composer:
    """Makes the constraints of one document, all but their distances."""

    def __init__(
        self, document: Document, book: RuleBook, mind: Discourse, about: About, measures: Measures
    ) -> None:
        self.document, self.book, self.mind = document, book, mind
        self.about, self.measures = about, measures

    def constraint(
        self, number: int, frame: Frame, sentence: Sentence, norms: tuple[str, ...]
    ) -> Constraint | None:
        """Constraint of a frame without its distance."""
        text = self.document.text
        relation, references = self.measures.relation(frame, sentence)
        if relation is None:
            return None
        references = measured_from(frame, sentence, self.measures.sites(references))
        references = unless_elsewhere(references, sentence, self.mind)
        heading = self.about.heading(sentence.span) or self.about.lead(number, norms)
        effect, effect_id = self._effect(frame, sentence, norms, heading)
        status, status_ids = self.about.status(number, frame, sentence)
        actors, exempt, actor_ids = actors_of(frame, sentence, text, self.book, self.mind, heading)
        by_pronoun = "actor.pronoun" in actor_ids and frame.rule.get("kind") != "zone"
        if effect is Effect.EXCLUSION and (by_pronoun or OUTLINED in norms):
            named = actors if by_pronoun else (heading,)
            effect, effect_id = effect_for(named, self.book) or (effect, effect_id)
        kept, kept_id, kept_by = self.about.compliance(number, frame, sentence, status)
        source, source_id = self.about.source(number, frame, sentence, status_ids)
        keeps = norms[:1] == ("norm.ban.before",) and actors and is_same(source, actors[0])
        said = text[sentence.span.start : sentence.span.end]
        if keeps or _NAMES_NOBODY.intersection(norms) or (actors and is_asked_for(actors[0], said)):
            actors = ()  # "the navy keeps a ban on fishing": it is not who is kept off
        date, until = self.about.dates(number, frame, sentence)
        references, host, found_by, host_ids = self._where(
            frame, sentence, relation, references, effect
        )
        if host and frame.distances and relation in OPPOSITE and is_border(references):
            relation = Relation.WITHIN  # "40 km north of the border": the host's side of it
        span = sentence.span
        afloat = ""
        if not host:
            afloat = in_water(frame, references, effect, sentence, self.book)
            afloat = afloat or off_mainland(frame, references, effect, self.mind)
        constraint = Constraint(
            span, text[span.start : span.end], relation, references,
            side=Side.WATER if afloat else side(frame, references, effect, bool(host), sentence.text),
            host=host, host_found_by=found_by, ends=frame.ends,
            bearings_deg=bearings(frame, references, sentence),
            actors=actors or self.about.meant(number, frame, sentence, norms), exempt=exempt, effect=effect,
            status=status, compliance=kept, source=source, date=date, until=until,
            hedged=hedged(sentence.text, self.book), confidence=confidence(frame, host, actors),
            trace=tuple(t for t in (
                frame.rule.id, self.measures.bank_id(frame, references), *norms, effect_id, afloat, *status_ids, *actor_ids, *host_ids, kept_id, source_id
            ) if t),
            compliance_span=kept_by,
            compliance_quote=self.document.slice(kept_by) if kept_by else "",
        )  # fmt: skip
        if actors:
            self.mind.people.append(actors[0])
        if frame.rule.id == "zone.ellipsis.host":
            constraint = like_before(constraint, self.mind.constraints)
        return completed(
            constraint, frame, sentence, self.mind.constraints,
            own_status=any(status_ids), own_effect=effect_id != "effect.exclusion",
        )  # fmt: skip

    def _effect(
        self, frame: Frame, sentence: Sentence, norms: tuple[str, ...], heading: str
    ) -> tuple[Effect, str]:
        """Effect of a frame with its row; what keeps people beyond a line closes what lies before it."""
        effect, effect_id = effect_of(frame, sentence, self.book, heading)
        before = sentence.text[: frame.start]
        if "norm.hostile" in norms and _FARTHER.search(before):
            effect, effect_id = Effect.CONFINEMENT, "norm.hostile"
        beyond = frame.rule.get("relation") == "crossing"
        if effect is Effect.CONFINEMENT and (beyond or _KEPT_OUTSIDE.search(before)):
            return Effect.MARITIME_EXCLUSION, f"{effect_id} (beyond)"
        return effect, effect_id

    def _where(
        self,
        frame: Frame,
        sentence: Sentence,
        relation: Relation,
        references: tuple[Reference, ...],
        effect: Effect,
    ) -> tuple[tuple[Reference, ...], tuple[Territory, ...], str, tuple[str, ...]]:
        """References and host of a frame: the land, or the sea, that its zone lies in."""
        references = at_latitude(frame, relation, references, sentence)
        host, found_by, host_ids = find_host(
            replace(frame, references=references), sentence, self.book, self.mind
        )
        if not host:
            references, host, found_by, host_ids = self.measures.from_its_border(
                frame, references, sentence, effect
            )
        if found_by == "neighbour" and self._possessed(references[0]):
            host, found_by, host_ids = (), "", ()
        if frame.rule.get("side") == "both" and len(host) == 1:
            references, host = of_two(references, host[0])
            found_by, host_ids = (found_by, host_ids) if host else ("shared border", ())
        if found_by == "actor" and host:
            references, host, found_by = self.measures.behind_it(frame, sentence, references, host)
        if not host and relation in OPPOSITE:
            host, found_by, host_ids = self.measures.country_of_town(references)
        found = in_a_town(frame, relation, references, sentence) or self._afloat(
            sentence, relation, references, effect, host, found_by
        )
        if found:
            references, host, found_by, host_ids = found, (), "", ()
        if frame.rule.get("relation") == "same":
            host, found_by, host_ids = self.measures.host_of_last() or (host, found_by, host_ids)
        return references, host, found_by, host_ids

    def _possessed(self, border: Reference) -> bool:
        """Tell whether a border is called somebody's: "Canada's border" may be spoken of in Canada."""
        return border.span is not None and bool(_POSSESSED.search(self.document.slice(border.span)))

    def _afloat(
        self,
        sentence: Sentence,
        relation: Relation,
        references: tuple[Reference, ...],
        effect: Effect,
        host: tuple[Territory, ...],
        found_by: str,
    ) -> tuple[Reference, ...]:
        """References of a side that is said of a sea: with the sea, or lost where it has no outline."""
        quadrant = references[0].id == QUADRANT
        on_land = [t for t in host if not t.code.startswith("sea:")]
        guessed = bool(on_land) and found_by in ("actor", "passage")
        afloat = in_a_sea(relation, references, sentence)
        if guessed and effect in SEA and of_circles(relation, references):
            if not afloat and all(is_polar(relation, r) for r in references):
                return references  # ships at home in a country are told of the sea, not of its land
            afloat = True
        if (afloat or quadrant) and (seas := sea_of(references, sentence)):
            return (*references, *(map(whole, seas) if quadrant else seas))
        lost = afloat and found_by in ("", "actor", "passage")
        if not lost and not (quadrant and not host):
            return ()
        sea = SEA_WORDS.search(self.document.text, sentence.span.start, sentence.span.end)
        where = f" in the {sea.group()}" if sea else ""
        return tuple(replace(r, id="", name=f"{r.name}{where}") for r in references)
