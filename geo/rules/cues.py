"""Cues round an expression of space: is it a rule, what does it do, does it hold, is it kept."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geo.model import Compliance, Effect, Status
from geo.rules.frames import CONTEXT, clause_of
from geo.rules.norms import is_rule

if TYPE_CHECKING:
    from geo.rules.annotate import Sentence
    from geo.rules.engine import Rule, RuleBook
    from geo.rules.frames import Frame

__all__ = ["compliance_of", "effect_of", "goes_to", "is_rule", "status_of"]
_REACH = 200


_PROHIBITS = re.compile(
    r"\b(?:no|not|never|nor|none|nobody|neither|without|ban\w*|bar(?:s|red)?|prohibit\w*|forb\w+|closed?|"
    r"off[- ]limits|free of|free from|forsw\w+|refrain|exclu\w+|demilitar\w+|evacuat\w+|no[- ]\w+ zone|"
    r"cannot|outlaw\w*|illegal|clear of|away from|keep out|stay out|out of|avoid\w*|restrict\w*|suspend\w*|halt\w*|zone|leave|vacate|quit|attack\w*|illegal)\b",
    re.IGNORECASE,
)
_GOES = re.compile(
    r"\b(?:withdraw\w*|withdrew|retir\w+|regroup\w*|retreat\w*|pull\w*(?: back)?|mov\w+|redeploy\w*|relocat\w*|"
    r"fall(?:ing)? back|fell back|keep\w*|kept|stay\w*|remain\w*|transfer\w*|shift\w*|push\w*|driven|confin\w*|"
    r"station\w*|hold|deploy\w*|go|return\w*|live|settle|concentrat\w*)\b(?![^;]*\b(?:from|out of) (?:the )?"
    r"(?:area|areas|territory|land|region|zone|lands|positions|everything|all)?\s*(?:to the )?$)",
    re.IGNORECASE,
)


def goes_to(frame: Frame, sentence: Sentence) -> bool:
    """
    Tell whether those bound are to be on the side that is named, so that the other is barred.

    "Withdraw north of the river" bars the south; "may not fly north of the parallel" and
    "withdraw from the area north of the river" bar the north.
    """
    text = sentence.text
    start, end = clause_of(text, frame.start)
    left = text[start : frame.start]
    if _PROHIBITS.search(left) or _PROHIBITS.search(text[frame.end : max(end, frame.end)]):
        return False
    return bool(_GOES.search(left))


def effect_of(frame: Frame, sentence: Sentence, book: RuleBook, context: str) -> tuple[Effect, str]:
    """
    Effect of a rule: the cue of the highest priority in its clause, else in its sentence.

    Parameters
    ----------
    context
        Words outside the sentence that belong to the rule (the heading of a warning).
    """
    text = sentence.text
    start, end = clause_of(text, frame.start)
    clause = text[start : max(end, frame.end)]
    near = text[max(0, frame.start - 30) : frame.end + 12]
    scopes = {"core": near, "clause": clause, "sentence": f"{context} {text}"}
    rules = sorted(book["effects"], key=lambda r: -int(r.get("priority", "0")))
    if frame.rule.get("effect") in (Effect.CONFINEMENT, Effect.WEAPON_RANGE):
        return Effect(frame.rule.get("effect")), frame.rule.id
    for rule in rules:
        if rule.pattern.search(scopes[rule.get("scope", "clause")]):
            return Effect(rule.get("effect")), rule.id
    return Effect.EXCLUSION, "effect.exclusion"


_LEVELS = ("verb", "noun2", "noun", "modal")


def status_of(frame: Frame, sentence: Sentence, book: RuleBook) -> tuple[Status, str]:
    """
    Status of a rule.

    The governing verb decides: passive rejection or lifting behind the expression first, then the
    first verb before it ("rejected a demand that" is a rejection), then the noun that frames it
    ("under the draft deal"), then a modal. A rule without any cue is in force.
    """
    text = sentence.text
    start, end = clause_of(text, frame.start)
    end = max(end, frame.end)
    behind = [
        (rule, m)
        for rule in book["status"]
        if rule.get("scope") == "backward"
        and (m := rule.pattern.search(text, frame.end, max(end, _tail(text, frame))))
    ]
    framing = _framing(book, text, frame, behind)
    if framing:
        return Status(framing.get("status")), framing.id
    for rule, _ in behind:
        if rule.get("level") == "verb":
            return Status(rule.get("status")), rule.id
    for left in dict.fromkeys((start, max(0, frame.start - CONTEXT))):
        found = _forward(book, text, left, frame)
        best = _strongest(found)
        if best:
            if best.get("level") == "modal" and behind:
                break
            return Status(best.get("status")), best.id
        if behind:
            break
    if behind:
        return Status(behind[0][0].get("status")), behind[0][0].id
    return Status.IN_FORCE, ""


def _framing(
    book: RuleBook, text: str, frame: Frame, behind: list[tuple[Rule, re.Match[str]]]
) -> Rule | None:
    """Cue that frames the whole sentence and outranks its verbs: "might", "scoffed at", "hinted"."""
    far = max(0, frame.start - CONTEXT)
    for rule in book["status"]:
        first = rule.get("level") == "frame" and rule.get("scope") == "forward"
        if first and rule.pattern.search(text, far, frame.end):
            return rule
    return next((rule for rule, _ in behind if rule.get("level") == "frame"), None)


def _tail(text: str, frame: Frame) -> int:
    """End of the stretch behind a frame in which a passive verb may speak of it."""
    return min(len(text), frame.end + _REACH)


def _forward(book: RuleBook, text: str, start: int, frame: Frame) -> list[tuple[Rule, int]]:
    """Status cues before the frame's end, with their place."""
    found = []
    for rule in book["status"]:
        if rule.get("scope") == "forward" and rule.get("level") != "frame":
            match = rule.pattern.search(text, start, frame.end)
            if match:
                found.append((rule, match.start()))
    return found


def _strongest(found: list[tuple[Rule, int]]) -> Rule | None:
    """Return the first verb; a draft or proposal frames any verb but a rejection or a demand."""
    first = min(
        ((at, n) for n, (rule, at) in enumerate(found) if rule.get("level") == "verb"), default=None
    )
    nouns = {rule.get("level"): rule for rule, _ in reversed(found)}
    draft = next(((rule, at) for rule, at in found if rule.get("level") == "noun2"), None)
    if first is not None:
        rule = found[first[1]][0]
        weak = rule.get("status") in ("in_force", "agreed")
        if draft and weak and draft[1] < first[0] + 60:
            return draft[0]
        return rule
    return draft[0] if draft else nouns.get("noun") or nouns.get("modal")


def compliance_of(texts: list[str], book: RuleBook) -> tuple[Compliance, str]:
    """Compliance by the first text that has a cue: the rest of the sentence, then what follows."""
    for text in texts:
        hits = [
            (rule, m.start()) for rule in book["compliance"] if (m := rule.pattern.search(text))
        ]
        if hits:
            negated = [rule for rule, _ in hits if rule.id == "compliance.not-observed"]
            rule = negated[0] if negated else min(hits, key=lambda h: h[1])[0]
            return Compliance(rule.get("compliance")), rule.id
    return Compliance.UNKNOWN, ""
