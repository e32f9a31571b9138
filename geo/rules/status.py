"""Whether a rule holds: proposed, demanded, agreed, in force, rejected or lifted."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from geo.model import Status
from geo.rules.attribution import goes_on
from geo.rules.frames import CONTEXT, clause_of
from geo.rules.reduced import HERE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from geo.rules.engine import Rule, RuleBook
    from geo.rules.frames import Frame
    from geo.rules.meanings import Sentence

_REACH = 200
# what a negated cue says instead; cues of other statuses are passed over
_TURNED = {"agreed": "rejected", "rejected": "proposed", "lifted": "in_force"}
_IS_NOW = re.compile(r"(?:is|are|be|has|have)\b", re.IGNORECASE)


def status_of(
    frame: Frame, sentence: Sentence, book: RuleBook, *, warning: bool = False
) -> tuple[Status, str]:
    """
    Status of a rule.

    What frames the whole sentence decides first ("might", "found no takers"), then a passive
    rejection or lifting behind the expression, then the first verb before it ("rejected a demand
    that" is a rejection), then the noun that frames it ("under the draft deal"), then a modal. A
    noun that a verb has as its object says nothing beside it ("agreed on a plan"). A
    negation turns a cue round, and an end that is only wanted leaves the rule in force. A rule
    without any cue is in force.

    Parameters
    ----------
    warning
        True in a warning to ships or aircraft: what it advises is in force.
    """
    status, rule_id = _status(frame, sentence, book)
    if warning and status == Status.DEMANDED:
        return Status.IN_FORCE, rule_id
    return Status(status), rule_id


# "did away |in 1986 with", "ruled |on Monday that": what says when may stand inside a cue
_MONTHS = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
)
_WHEN = re.compile(
    rf"(?<=[a-z)\ue001]) (?:on|in|of) (?:(?:early|late|mid) )?(?:[A-Z][a-z]+day(?: (?:morning|evening|night))?|(?:\d\d? )?{_MONTHS}"
    r"(?: \d\d?)?(?:,? \d{4})?|\d{4})(?= [a-z])"
)


@lru_cache(maxsize=8)
def undated(text: str) -> str:
    """Blank the dates inside a sentence, at the same length."""
    return _WHEN.sub(lambda m: " " * len(m.group()), text)


def _status(frame: Frame, sentence: Sentence, book: RuleBook) -> tuple[str, str]:
    """Status and the row that gave it."""
    text = undated(sentence.text)
    start, end = clause_of(text, frame.start)
    end = max(end, frame.end)
    behind = _behind(book, text, frame, end)
    framing = _framing(book, text, frame, behind)
    undone = book.words("undoes").search(text, start, frame.end)
    if framing:
        status = framing.get("status")
        return ("in_force" if status == "proposed" and undone else status), framing.id
    for rule, _ in behind:
        if rule.get("level") == "verb":
            return rule.get("status"), rule.id
    for left in dict.fromkeys((start, max(0, frame.start - CONTEXT))):
        best = _strongest(_cues(book, text, left, frame.end), undone)
        if best:
            if best[2] == "modal" and behind:
                break
            return best[0], best[1]
        if behind:
            break
    if behind:
        return behind[0][0].get("status"), behind[0][0].id
    return "in_force", ""


def _behind(book: RuleBook, text: str, frame: Frame, end: int) -> list[tuple[Rule, re.Match[str]]]:
    """Cues behind a frame; an end of the rule that has not come yet is left out."""
    tail = max(end, min(len(text), frame.end + _REACH))
    found = []
    for rule in book["status"]:
        if rule.get("scope") != "backward":
            continue
        for match in rule.pattern.finditer(text, frame.end, tail):
            if rule.get("status") == "lifted" and _is_to_come(text, frame.end, match, book):
                continue
            if book.words("negates-status").search(
                text, max(frame.end, match.start() - 60), match.start()
            ):
                continue
            found.append((rule, match))
            break
    return found


def _is_to_come(text: str, start: int, match: re.Match[str], book: RuleBook) -> bool:
    """Tell whether the end of a rule that a cue speaks of is only wanted, or awaited."""
    before = text[max(start, match.start() - 60) : match.start()]
    awaited = book.words("end-awaited").search(before) and _IS_NOW.search(match.group())
    return bool(awaited or book.words("end-wanted").search(before))


def _framing(
    book: RuleBook, text: str, frame: Frame, behind: list[tuple[Rule, re.Match[str]]]
) -> Rule | None:
    """Cue that frames the whole sentence and outranks its verbs: "might", "scoffed at", "hinted"."""
    far = max(0, frame.start - CONTEXT)
    around = f"{text[far : frame.start]}{HERE}{text[frame.end : frame.end + _REACH]}"
    for rule in book["status"]:
        if rule.get("level") != "frame":
            continue
        if rule.get("scope") == "forward" and rule.pattern.search(text, far, frame.end):
            return rule
        if rule.get("scope") == "around" and rule.pattern.search(around):
            return rule
    return next((rule for rule, _ in behind if rule.get("level") == "frame"), None)


# a cue: its place, status, level and row; a negated one says its opposite
_Cue = tuple[int, str, str, str]


def _cues(book: RuleBook, text: str, start: int, end: int) -> list[_Cue]:
    """Status cues of a stretch, in order, negated ones turned round."""
    found: list[_Cue] = []
    governing: dict[str, tuple[int, int]] = {}
    for rule in book["status"]:
        if rule.get("scope") != "forward" or rule.get("level") == "frame":
            continue
        match = rule.pattern.search(text, start, end)
        if match is None:
            continue
        if rule.get("mode") == "governs":
            governing[rule.id] = governing[f"{rule.id} (negated)"] = match.span()
        status, level = rule.get("status"), rule.get("level")
        left = max(start, match.start() - 60)
        negated = book.words("negates-status").search(text, left, match.start())
        if status == "in_force" and (
            (negated and book.words("bans-something").search(text, left, match.start()))
            or book.words("only-wished").search(text, left, match.start())
        ):
            continue
        if negated and level == "verb":
            turned = _TURNED.get(status)
            if turned is None or (status == "agreed" and (negated["yet"] or negated["yet2"])):
                level, turned = "modal", "proposed"
            found.append((match.start(), turned, level, f"{rule.id} (negated)"))
        else:
            found.append((match.start(), status, level, rule.id))
    found = [cue for cue in found if cue[3] in governing or not _is_inside(cue[0], governing)]
    return _without_relative(sorted(found), text)


def _is_inside(at: int, governing: Mapping[str, tuple[int, int]]) -> bool:
    """Tell whether a place lies in what a verb governs: the plan of "agreed on a plan" is its object."""
    return any(start <= at < end for start, end in governing.values())


# "the groups |that signed the accord are asked to"
_RELATIVE = re.compile(r"\b(?:that|who|which)\s+(?:have\s+|has\s+|had\s+)?$", re.IGNORECASE)


def _without_relative(cues: list[_Cue], text: str) -> list[_Cue]:
    """Leave out the first verb where it only tells who is meant and another one follows."""
    verbs = [cue for cue in cues if cue[2] == "verb"]
    if len(verbs) < 2 or not _RELATIVE.search(text, max(0, verbs[0][0] - 20), verbs[0][0]):
        return cues
    apart = text[verbs[0][0] : verbs[1][0]]
    asked = re.search(r"\b(?:is|are|was|were|been)\s+$", apart)
    return [cue for cue in cues if cue is not verbs[0]] if asked else cues


def _strongest(found: Iterable[_Cue], undone: re.Match[str] | None) -> tuple[str, str, str] | None:
    """
    Return the first verb; a draft or proposal frames any verb but a rejection or a demand.

    A plan that is the object of its verb ("agreed on a plan") is no cue any more: see `_cues`.
    """
    cues = list(found)
    first = next((c for c in cues if c[2] == "verb"), None)
    levels = {level: (status, name, level) for _, status, level, name in reversed(cues)}
    draft = next((c for c in cues if c[2] == "noun2"), None)
    if first is not None:
        at, status, level, name = first
        if draft and status in ("in_force", "agreed") and draft[0] < at + 60:
            return draft[1], draft[3], draft[2]
        if undone and undone.start() > at:
            status = "lifted" if status in ("agreed", "in_force", "lifted") else "in_force"
        return status, name, level
    if draft:
        return draft[1], draft[3], draft[2]
    return levels.get("noun") or levels.get("modal")


def status_after(status: Status, following: Iterable[str], book: RuleBook) -> tuple[Status, str]:
    """
    Status that the sentences behind a rule leave it with.

    "Kyiv asked that …. Moscow brushed the request aside." is a rejection.

    Parameters
    ----------
    following
        Plain text of the sentences behind, in order; the first that has a cue decides.
    """
    texts = list(following)
    rows = [rule for rule in book["aftermath"] if status in rule.get("from").split()]
    blocks = [rule for rule in rows if rule.get("mode") == "blocks"]
    for text in texts:
        for rule in rows:
            match = rule.pattern.search(text)
            if match is None or book.words("negates-status").search(
                text, max(0, match.start() - 60), match.start()
            ):
                continue
            if rule in blocks:
                continue
            undecided = (b for b in blocks if b.get("status") == rule.get("status"))
            if by := next((b for b in undecided if any(b.pattern.search(t) for t in texts)), None):
                return status, by.id
            return _after_that(Status(rule.get("status")), rule.id, texts, book)
    return status, ""


def _after_that(
    status: Status, rule_id: str, texts: list[str], book: RuleBook
) -> tuple[Status, str]:
    """Status after what became of a rule: what was lifted may have been renewed."""
    for rule in book["aftermath"]:
        if rule.get("from") == status == Status.LIFTED and any(map(rule.pattern.search, texts)):
            return Status(rule.get("status")), rule.id
    return status, rule_id


_WEAK = ("", "status.proposed.would", "status.demanded.modal")
_HAD = re.compile(r"(?:It|They|He|She|Both) had\b")
_IT_WOULD = re.compile(r"(?:It|This|That|They) would\b")


def _prelude(
    status: Status, rule_id: str, sentence: str, before: Sentence, book: RuleBook
) -> Rule | None:
    """Return the row by which the sentence before says whether a rule holds."""
    under = book.words("under-it").match(sentence)
    told = _HAD.match(sentence)
    would = status == Status.IN_FORCE and _IT_WOULD.match(sentence)
    spelled_out = (
        not rule_id or goes_on(sentence, book) or book.words("spells-out").search(sentence)
    )
    agreed = not spelled_out and book.words("must-alone").match(sentence)
    if not (under or told) and (not (would or rule_id in _WEAK) or not (spelled_out or agreed)):
        return None
    for rule in book["preludes"]:
        if agreed and not under and rule.get("status") != "agreed":
            continue
        if bool(under) != (rule.get("scope") == "under"):
            continue
        if told and rule_id not in _WEAK and rule.get("status") not in ("lifted", "rejected"):
            continue
        match = rule.pattern.search(before.text)
        if match and not book.words("negates-status").search(
            before.text, max(0, match.start() - 60), match.start()
        ):
            return rule
    return None


def status_before(
    status: Status, rule_id: str, sentence: str, before: Sentence, book: RuleBook
) -> tuple[Status, str]:
    """
    Status that the sentence before a rule gives it: "Moscow made an offer. It would keep …".

    A sentence that has no cue of its own takes up what the one before says of a text ("signed the
    accord"); of anything else only if it goes on with it.
    """
    prelude = _prelude(status, rule_id, sentence, before, book)
    if prelude is not None:
        return Status(prelude.get("status")), f"{prelude.id} (sentence before)"
    if rule_id not in _WEAK or not goes_on(sentence, book):
        return status, rule_id
    found = _strongest(_cues(book, before.text, 0, len(before.text)), None)
    if found is None or found[2] == "modal" or found[0] not in ("proposed", "demanded", "agreed"):
        return status, rule_id
    return Status(found[0]), f"{found[1]} (sentence before)"
