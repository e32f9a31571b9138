"""What the sentence of a rule and those round it say of it: whether, who says so, when, is it kept."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from geo.model import Compliance, Status
from geo.rules.annotate import PlaceIndex, fold_basics
from geo.rules.attribution import PRONOUN, date_of, dates_after, goes_on, source_of, subject_of
from geo.rules.cues import compliance_in, compliance_of, is_nearer
from geo.rules.kept import NEAR, Passage
from geo.rules.kept_out import is_shouted, named_after
from geo.rules.messages import dates_in, is_message, message_of, status_in
from geo.rules.names import several_of
from geo.rules.presence import Presence
from geo.rules.reduced import Reduced
from geo.rules.references import fold_rest
from geo.rules.repeated import OUTLINED
from geo.rules.status import status_after, status_before, status_of
from geo.text.dates import end_of_term

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from geo.model import Constraint, Document, Span
    from geo.rules.discourse import Discourse
    from geo.rules.engine import RuleBook
    from geo.rules.frames import Frame
    from geo.rules.listed import Item
    from geo.rules.meanings import Sentence

# nothing farther from a rule in its sentence says whether it is kept
_FAR = 400
# what is kept or broken was said before: "The ban is a dead letter. Officially, nobody may …"
_LOOKS_BACK = re.compile(
    r"(?:It|They|He|She) had\b|Under (?:it|this|that)\b|(?:His|Its|Their|Her) (?:\w+ ){1,3}(?:were|was) to\b|(?:Officially|On paper|In theory|Formally|Strictly speaking)\b"
)
# rows of what is seen in a zone: it may be seen of people whom the rule does not bind
_SEEN = tuple(
    f"compliance.{name}"
    for name in ("violated", "entered", "seen-there", "inside-again", "goes-on")
)
# who is named behind all that he says
_SAID_LAST = ("source.said-after", "source.according-to")
_THEY = re.compile(r"^All\b|\b(?:they|them|their|both|neither|these|those)\b|^It\b", re.IGNORECASE)


class About:
    """Reads what is said of a rule in its sentence, the one before and the two behind."""

    def __init__(
        self,
        document: Document,
        spans: Sequence[Span],
        index: PlaceIndex,
        book: RuleBook,
        mind: Discourse,
        nautical: bool,
        items: Mapping[int, Item],
    ) -> None:
        self.items = items
        self.document, self.spans, self.index = document, spans, index
        self.book, self.mind, self.nautical = book, mind, nautical
        self.passage = Passage(document, spans, index, book)
        self.presence = Presence(document, spans, index, book)
        # what several rules of one sentence ask for again
        self._folded: dict[int, Sentence] = {}
        self._sources: dict[Span, tuple[str, str]] = {}
        self._kept: dict[int, tuple[Compliance, str, int]] = {}
        self._aftermaths: dict[tuple[int, Status], tuple[Status, str]] = {}

    def status(
        self, number: int, frame: Frame, sentence: Sentence
    ) -> tuple[Status, tuple[str, ...]]:
        """Status of a rule, with the rows that gave it; the first is empty for a rule without a cue."""
        if is_message(sentence.text, nautical=self.nautical):
            text = self.document.text
            message = message_of(text, sentence.span)
            own = self.document.slice(sentence.span)
            status, rule_id = status_in(own, text[message.start : message.end], self.book)
            return status, (rule_id, "")
        status, rule_id = status_of(frame, sentence, self.book, warning=self.nautical)
        if number:
            before = self._folded_before(number)
            status, rule_id = status_before(status, rule_id, sentence.text, before, self.book)
        key = (number, status)
        if key not in self._aftermaths:
            self._aftermaths[key] = status_after(status, self._aftermath(number), self.book)
        status, after_id = self._aftermaths[key]
        return status, (rule_id, after_id)

    def source(
        self, number: int, frame: Frame, sentence: Sentence, status: tuple[str, ...] = ()
    ) -> tuple[str, str]:
        """
        Who says it: in the sentence, else whoever is quoted in the one before.

        Parameters
        ----------
        status
            Rows that gave its status; what the sentence before gave it has its source from there too.
        """
        if self.nautical and is_shouted(sentence.text):
            return "", ""
        source, rule_id = self._said_in(frame, sentence)
        if source and PRONOUN.fullmatch(source):
            return self.subject_before(number), rule_id
        taken_up = goes_on(sentence.text, self.book) or any(
            s.endswith("(sentence before)") for s in status
        )
        if source or not number or not taken_up:
            return source, rule_id
        source, rule_id = self._source(self._folded_before(number))
        if source and PRONOUN.fullmatch(source):
            source = self.subject_before(number - 1)
        source = source.rpartition(", according to ")[
            2
        ]  # who reports goes on; who demanded may not
        return source, f"{rule_id} (sentence before)" if source else ""

    def dates(self, number: int, frame: Frame, sentence: Sentence) -> tuple[str, str]:
        """Date of a rule and its end: in its sentence, else where the next says when it took effect."""
        if is_message(sentence.text, nautical=self.nautical):
            message = message_of(self.document.text, sentence.span)
            return dates_in(self.document, sentence.span, message)
        date, until = date_of(frame, sentence, self.document, self.book)
        for text in self._following(number)[:1]:
            since, end = dates_after(text, self.document.date, self.book)
            date, until = date or since, until or end
        return date, until or end_of_term(self.document.slice(sentence.span), date)

    def _said_in(self, frame: Frame, sentence: Sentence) -> tuple[str, str]:
        """Who says it in its own part between semicolons, else in the sentence, but not in a later part."""
        start = sentence.text.rfind("; ", 0, frame.start + 2) + 2
        start = 0 if start == 1 else start
        end = sentence.text.find("; ", frame.end)
        if not start and end < 0:
            return self._source(sentence)
        span = sentence.to_span(start, end if end >= 0 else len(sentence.text))
        part = Reduced.of(self.document.text, span, sentence.folds)
        own = source_of(part, self.document.text, self.book)
        if own[0] or start:
            return own if own[0] else self._source(sentence)
        whole = self._source(sentence)
        return whole if whole[1] in _SAID_LAST else ("", "")

    def _source(self, sentence: Sentence) -> tuple[str, str]:
        """Who says what a sentence says; asked once for each."""
        if sentence.span not in self._sources:
            self._sources[sentence.span] = source_of(sentence, self.document.text, self.book)
        return self._sources[sentence.span]

    def _folded_before(self, number: int) -> Sentence:
        """Return the sentence before one, with its names folded."""
        if number not in self._folded:
            lead = self.items[number].first if number in self.items else number
            span = self.spans[max(0, lead - 1)]
            before = fold_basics(self.document, span, self.index, self.book, nautical=False)
            self._folded = {number: fold_rest(self.document.text, before)}
        return self._folded[number]

    def subject_before(self, number: int) -> str:
        """Whom the sentence before one is about, for "it" and "they"."""
        return subject_of(self._folded_before(number), self.document.text) if number else ""

    def several_before(self, number: int) -> str:
        """Whom the sentence before one, or the next that does not say "they" either, speaks of in the plural."""
        for back in (number, number - 1):
            if back < 1:
                break
            if bound := self._bound_by(back - 1):
                return bound
            before = self._folded_before(back)
            found = several_of(before, self.document.text, self.book)
            if found or not _THEY.search(before.text):
                return found
        return ""

    def _bound_by(self, number: int) -> str:
        """Whom the last rule of a sentence binds, if they are several."""
        span = self.spans[number]
        rules = (c for c in reversed(self.mind.constraints) if c.span == span)
        last = next((c.actors[0] for c in rules if c.actors), "")
        words = self.book.words("bound")
        return last if any(m.end() == len(last) for m in words.finditer(last)) else ""

    def heading(self, span: Span) -> str:
        """Words of a warning round one of its sentences, which say what it warns of."""
        if not self.nautical:
            return ""
        text = self.document.text
        start = text.rfind("\n\n", 0, span.start) + 1
        end = text.find("\n\n", span.end)
        return text[
            max(start, span.start - 400) : min(end if end > 0 else len(text), span.end + 200)
        ]

    def lead(self, number: int, norms: tuple[str, ...]) -> str:
        """Words of the sentence before, where it makes the area that a sentence outlines a rule."""
        return self.passage.text(number - 1) if number and OUTLINED in norms else ""

    def meant(
        self, number: int, frame: Frame, sentence: Sentence, norms: tuple[str, ...] = ()
    ) -> tuple[str, ...]:
        """Whom a sentence means that names nobody: whom the next keeps out, or whoever was bound last."""
        if OUTLINED in norms and (subject := self.subject_before(number)):
            return (subject,)
        for text in self._following(number)[:1]:
            if named := named_after(text, self.book):
                return (named,)
        elliptic = frame.rule.get("relation") in ("again", "same", "same-distance")
        taken_up = elliptic or _THEY.search(sentence.text)
        return tuple(self.mind.people[-1:]) if taken_up else ()

    def compliance(
        self, number: int, frame: Frame, sentence: Sentence, status: Status
    ) -> tuple[Compliance, str, Span | None]:
        """Compliance from the rest of the sentence and the two that follow, and which says so."""
        if status is Status.REJECTED:
            return Compliance.UNKNOWN, "", None
        said, rest = sentence.text[: frame.end], sentence.text[frame.end : frame.end + _FAR]
        found, rule_id = compliance_in(said, rest, self.book)
        if rule_id:
            return found, rule_id, sentence.span
        behind = self.passage.behind(number)
        found, rule_id, which = self._kept_after(number, sentence, behind)
        if rule_id:
            return found, rule_id, self.spans[behind[which]]
        left = sentence.text[max(0, frame.start - _FAR) : frame.start]
        left = "" if status is Status.LIFTED else left  # "withdrew its order"
        told = self._told_before(number, sentence)
        found, rule_id, which = compliance_of([("", left), ("", told)], self.book)
        if rule_id:
            return found, rule_id, self.spans[number - which]
        reach = frame.distances[-1].max_m if frame.distances else 0.0
        if told and reach and is_nearer(told, reach, self.book):
            return Compliance.VIOLATED, "compliance.nearer", self.spans[number - 1]
        for at in behind[:NEAR]:
            if reach and is_nearer(self.passage.text(at), reach, self.book):
                return Compliance.VIOLATED, "compliance.nearer", self.spans[at]
        return found, rule_id, None

    def with_presence(
        self, number: int, rule: Constraint, frame: Frame, sentence: Sentence
    ) -> Constraint:
        """Return a rule with its compliance told by who is seen in its zone, where no other words say it."""
        rows = [row for row in rule.trace if row.startswith("compliance.")]
        by = rule.compliance_span
        others = (
            rule.compliance is Compliance.VIOLATED and by and not by.overlaps(rule.span)
            and any(row in _SEEN for row in rows) and self.presence.is_of_others(rule, by)
            and not self.book.words("plain-breach").match(self.document.slice(by))
        )  # fmt: skip
        if others:
            return replace(
                rule, compliance=Compliance.UNKNOWN, compliance_span=None, compliance_quote=""
            )
        if rows:
            return rule
        after = sentence.origin(frame.end, end=True)
        kept, row, span = self.presence.told(rule, after, self.passage.behind(number)[:NEAR])
        if span is None:
            return rule
        quote = self.document.slice(span)
        return replace(
            rule, compliance=kept, trace=(*rule.trace, row), compliance_span=span, compliance_quote=quote,
        )  # fmt: skip

    def _kept_after(
        self, number: int, sentence: Sentence, behind: list[int]
    ) -> tuple[Compliance, str, int]:
        """Compliance by the sentences behind one that speak of it; asked once for all its rules."""
        if number not in self._kept:
            text = self.passage.text
            said = (sentence.text if at == number + 1 else text(at - 1) for at in behind)
            pairs = list(zip(said, map(text, behind), strict=True))
            self._kept = {number: compliance_of(pairs, self.book)}
        return self._kept[number]

    def _told_before(self, number: int, sentence: Sentence) -> str:
        """Return the sentence before one that only says what the rule was: "It had promised …"."""
        if not number or not _LOOKS_BACK.match(sentence.text):
            return ""
        span = self.spans[number - 1]
        return self.document.text[span.start : span.end]

    def _aftermath(self, number: int) -> list[str]:
        """Return the sentence behind one, and the next, unless that first one is about a rule too."""
        following = self._following(number)
        measures = following and self.book.sieve.may_state_a_rule(following[0], named=False)
        return following[:1] if measures else following

    def _following(self, number: int) -> list[str]:
        """Return the two sentences behind one, which may say what became of its rule."""
        text = self.document.text
        last = self.items[number].last if number in self.items else number
        return [text[s.start : s.end] for s in self.spans[last + 1 : last + 3]]
