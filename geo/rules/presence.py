"""Whether a rule is kept, told by who is seen, or no longer seen, in its zone: "three boats were seized there"."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from geo.model import Compliance, Effect, Relation, Span, Status
from geo.rules.scenes import Scene

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geo.model import Constraint, Document
    from geo.rules.annotate import PlaceIndex
    from geo.rules.engine import Rule, RuleBook

# nobody is kept out by these
_LETS_IN = (Effect.CONFINEMENT, Effect.PERMITTED, Effect.WEAPON_RANGE)
# no sentence is read farther
_LONGEST = 600
_NOT_HELD = (Status.REJECTED, Status.PROPOSED, Status.LIFTED)
_CLAUSE = re.compile(
    r"[;:—–]|,? (?:but|yet|while|whereas|though|although)\b|, (?:and|so|only|then|where|which|who)\b|(?<=\w) and (?=(?:\w+ ){0,2}?(?:found|saw|met|have|has|are|were|still)\b)"
)
_BEGINS = re.compile(rf",|\s*\(|{_CLAUSE.pattern}")
# "Seiners hug the shore, |though the decree tells them to keep 18 km off"
_AGAINST = re.compile(
    r",? (?:though|although|despite|in spite of|in defiance of|in breach of|whereas|contrary to|against|notwithstanding)\b"
)
_TURN = re.compile(r"[;,]? (?:but|yet|then|until)\b|(?:But|Yet|Then|However)\b", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:1[89]\d\d|20\d\d)\b")
_NOBODY = re.compile(r"\b(?:nobody|no one|none|nothing)\b", re.IGNORECASE)
# "Haddad's men|, not the UN,| now man the checkpoints"
_NOT_OTHERS = re.compile(r",? (?:and )?not (?:those of )?(?:the |its )?[^,;]{2,30},")
# "On Monday one |landed in the town"
_COUNTED = re.compile(r"\b(?:one|two|three|four|five|six|both)\s+$", re.IGNORECASE)
_PAST = re.compile(r"(?:ed|flew|came|went|drove|swam|took|stood|sat|lay|crept|shot)$")
_HAD = re.compile(r"had\b", re.IGNORECASE)
_LATER = re.compile(r"\b(?:but|yet|by|since|within|then|later|after|on)\b", re.IGNORECASE)
_INTO = re.compile(r"\s+(?:in|into|inside|on to|onto|up to|to)\b")
# a verb that goes on with the subject of the rule: "…, and have |kept out of it"
_SAME = re.compile(
    r"\W*(?:[^,;]{1,40}, )?(?:(?:and|but|yet|then|who|which|where) )?(?:(?:has|have|had|is|are|was|were|then|since|now|\w+ly)\b ?){0,6}"
)


class Presence:
    """Reads of the rules of a document who is seen in their zones."""

    def __init__(
        self,
        document: Document,
        spans: Sequence[Span],
        index: PlaceIndex,
        book: RuleBook,
    ) -> None:
        self.document, self.spans = document, spans
        self.scene = Scene(document, index, book)
        lists = ("list", "kind")
        self._verbs = [row for row in book["presence"] if row.get("mode") not in lists]

    def told(
        self, rule: Constraint, after: int, behind: Sequence[int]
    ) -> tuple[Compliance, str, Span | None]:
        """
        Compliance by the clauses behind a rule in its sentence, then by the sentences that speak of it.

        Parameters
        ----------
        after
            Where in the document the rule's own words end.
        behind
            Numbers of the sentences behind it that speak of it.

        Returns
        -------
        compliance, row, span
            The row and the sentence that say so; unknown, "" and None where none does.
        """
        if rule.effect in _LETS_IN or rule.status in _NOT_HELD:
            return Compliance.UNKNOWN, "", None
        own = [c for c in self._clauses(after, rule.span.end) if c.start > after or self._begins(c)]
        for span, clauses in (
            (rule.span, [*own, *self._against(rule.span.start, after)]),
            *((s, list(self._clauses(s.start, s.end))) for s in (self.spans[n] for n in behind)),
        ):
            found = self._sentence(rule, clauses)
            if found[1]:
                return *found, span
        return Compliance.UNKNOWN, "", None

    def _begins(self, clause: Span) -> bool:
        """Tell whether a clause begins with what parts it from the one before."""
        return _BEGINS.match(self.document.text, clause.start) is not None

    def _clauses(self, start: int, end: int) -> Iterator[Span]:
        """Clauses of a stretch of the document."""
        end = min(end, start + _LONGEST)
        cuts = [m.start() for m in _CLAUSE.finditer(self.document.text, start + 1, end)]
        for first, last in pairwise((start, *cuts, end)):
            if first < last:
                yield Span(first, last)

    def _against(self, start: int, end: int) -> list[Span]:
        """Return what opens a sentence whose rule it is told against: "Seiners hug the shore, though …"."""
        match = _AGAINST.search(self.document.text, start + 5, end)
        return [Span(start, match.start())] if match else []

    def _sentence(self, rule: Constraint, clauses: list[Span]) -> tuple[Compliance, str]:
        """Compliance by the clauses of one sentence: the first that says so, or one behind a turn."""
        found: tuple[Compliance, str] = (Compliance.UNKNOWN, "")
        for clause in clauses:
            text = self.document.slice(clause)
            if found[1] and not _TURN.match(text):
                continue
            said = self._clause(rule, clause, text)
            found = said if said[1] else found
        return found

    def _clause(self, rule: Constraint, clause: Span, text: str) -> tuple[Compliance, str]:
        """Compliance by one clause: its first verb that tells."""
        if self.scene.says("not-told", text) or _is_earlier(rule, text):
            return Compliance.UNKNOWN, ""
        for match, row in self._verbs_in(text):
            said = self._verb(rule, clause, text, match, row)
            if said is not Compliance.UNKNOWN:
                return said, row.id
        return Compliance.UNKNOWN, ""

    def _verbs_in(self, text: str) -> Iterator[tuple[re.Match[str], Rule]]:
        """Verbs of a clause in order, with their rows; one that starts inside another is left out."""
        rows = enumerate(self._verbs)
        hits = [(m.start(), n, m, row) for n, row in rows for m in row.pattern.finditer(text)]
        first = till = 0
        for start, _, match, row in sorted(hits, key=lambda hit: hit[:2]):
            if start >= till or start == first:
                first, till = start, match.end()
                yield match, row

    def _verb(
        self, rule: Constraint, clause: Span, text: str, match: re.Match[str], row: Rule
    ) -> Compliance:
        """Compliance by one verb: who does it, where, and is it denied."""
        mode, left, right = row.get("mode"), text[: match.start()], text[match.end() :]
        out = rule.relation is Relation.IN and match.group().startswith("crossed")
        if out or self.scene.says("to-come", left) or self._is_no_deed(row, match, left):
            return Compliance.UNKNOWN
        since = self.scene.told_from(left)
        before = _NOT_OTHERS.sub(",", left[since:])
        denied = self.scene.says("none", before) or self.scene.says("none", match.group())
        if mode == "saw":
            first = " ".join(right.split()[:4])
            denied |= self.scene.says("none", first) or self.scene.says("empty", right[:70])
        who = self._subject(rule, clause, text, match, row)
        if who in ("other", "watcher"):
            return Compliance.UNKNOWN
        if mode in ("gone", "kept"):
            return self._away(mode, who, f"{left[since:]}{match.group()}", denied=denied)
        if mode == "does" and self.scene.says("last", before) and not denied:
            off = self.scene.says("moves-off", match.group()) and not _INTO.match(right)
            return Compliance.OBSERVED if who and off else Compliance.UNKNOWN
        where = self.scene.where(rule, clause, match, text, mode)
        if denied:
            absent = (
                where == "here" or self.scene.says("since", text) or (mode != "does" and not where)
            )
            first = " ".join(right.split()[:2]) if mode == "saw" else ""
            nobody = who or _NOBODY.search(f"{before} {first}") or self.scene.says("empty", text)
            return (
                Compliance.OBSERVED
                if absent and nobody and where != "else" and mode != "hits"
                else Compliance.UNKNOWN
            )
        found = where == "here" or (
            mode == "saw" and not where and self.scene.names_kind(rule, right[:90])
        )
        return Compliance.VIOLATED if who and found else Compliance.UNKNOWN

    def _is_no_deed(self, row: Rule, match: re.Match[str], left: str) -> bool:
        """Tell whether what looks like a deed is a noun ("two lines"), or was done before the rule ("had attacked")."""
        if row.get("mode") != "does" and row.id != "presence.struck":
            return False
        earlier = (
            _HAD.match(match.group()) and not self.scene.told_from(left) and not _LATER.search(left)
        )
        done = _PAST.search(match.group()) and _COUNTED.search(left)
        noun = not done and " " not in match.group() and self.scene.says("makes-noun", left)
        return bool(earlier or noun)

    def is_of_others(self, rule: Constraint, sentence: Span) -> bool:
        """Tell whether a sentence is about people of another country than those whom a rule binds."""
        found = set()
        for clause in self._clauses(sentence.start, sentence.end):
            text = self.document.slice(clause)
            found |= {self._subject(rule, clause, text, *verb) for verb in self._verbs_in(text)}
        return "other" in found and not found & {"theirs", "named"}

    def _subject(
        self, rule: Constraint, clause: Span, text: str, match: re.Match[str], row: Rule
    ) -> str:
        """Who does what a verb says, or is seen; see `_who`."""
        mode, left = row.get("mode"), text[: match.start()]
        start = self.scene.told_from(left)
        if mode == "saw":
            stretch = (match.end(), min(len(text), match.end() + 90))
        elif row.id == "presence.counted-out":
            stretch = match.span()
        else:
            stretch = (start, match.end() if mode == "gone" else match.start())
        if stretch[0] < stretch[1]:
            span = Span(clause.start + stretch[0], clause.start + stretch[1])
            who = self.scene.who(rule, span, watched=mode == "saw")
            if who:
                return who
        return "theirs" if _SAME.fullmatch(left) and clause.end <= rule.span.end else ""

    def _away(self, mode: str, who: str, left: str, *, denied: bool) -> Compliance:
        """Compliance by a verb of leaving or of staying away."""
        if not who:
            return Compliance.UNKNOWN
        if denied:
            return Compliance.VIOLATED
        if mode == "gone" and self.scene.says("some", left) and not self.scene.says("all", left):
            return Compliance.UNKNOWN
        return (
            Compliance.OBSERVED
            if mode == "kept" or self.scene.says("all", left)
            else Compliance.UNKNOWN
        )


def _is_earlier(rule: Constraint, text: str) -> bool:
    """Tell whether a clause names a year before the rule's, and none since."""
    years = [int(year) for year in _YEAR.findall(text)]
    return bool(years and rule.date[:4].isdigit() and max(years) < int(rule.date[:4]))
