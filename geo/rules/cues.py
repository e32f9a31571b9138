"""Cues round an expression of space: is it a rule, what does it do, does it hold, is it kept."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geo.model import Compliance, Effect, ReferenceKind, Status
from geo.rules.frames import CONTEXT, clause_of

if TYPE_CHECKING:
    from geo.rules.annotate import Sentence
    from geo.rules.engine import Rule, RuleBook
    from geo.rules.frames import Frame

_REACH = 200


def is_rule(
    frame: Frame, sentence: Sentence, book: RuleBook, *, warning: bool = False
) -> tuple[bool, tuple[str, ...]]:
    """
    Tell whether an expression of space states a rule.

    Parameters
    ----------
    warning
        True in a warning to ships or aircraft: an area it gives by coordinates is a rule.

    Returns
    -------
    answer, trace
        The ids of the norm cues that made it one, or of the veto that says it is none.
    """
    text = sentence.text
    left, core, right = text[: frame.start], text[frame.start : frame.end], text[frame.end :]
    if frame.rule.get("norm") == "inherent":
        return True, ()
    if warning and any(r.kind is ReferenceKind.COORDINATES for r in frame.references):
        return True, ("norm.warning",)
    norms = _norms(book, text, frame)
    if not norms:
        return False, ()
    for veto in book["vetoes"]:
        match = _veto_match(veto, left, core, right)
        if match is None:
            continue
        if veto.unless and _excused(veto.unless, left, right):
            continue
        if veto.get("scope") in ("left", "apposition") and _norm_inside(book, match.group(), veto):
            continue
        return False, (veto.id,)
    return True, tuple(norm.id for norm in norms[:2])


_TOLD = re.compile(
    r"^[^;]{0,40}\b(?:(?:was|were|is|are|must|should|shall|will|would) (?:be )?(?:told|ordered|asked|"
    r"evacuated|closed|banned|prohibited|forbidden|advised|moved|removed|handed|to leave|leave|flee))",
    re.IGNORECASE,
)


def _excused(unless: re.Pattern[str], left: str, right: str) -> bool:
    """Tell whether people or land "lying within 5 km" are what the rule is about after all."""
    return bool(unless.search(left[-_REACH:])) or bool(_TOLD.search(right))


def _norms(book: RuleBook, text: str, frame: Frame) -> list[Rule]:
    """Norm cues of the clause; of the sentence before it where the clause has none."""
    start, end = clause_of(text, frame.start)
    end = max(end, frame.end)
    far = max(0, frame.start - CONTEXT)
    found = _norms_between(book, text, max(start, far), end, frame)
    return found or _norms_between(book, text, far, end, frame)


def _norms_between(book: RuleBook, text: str, start: int, end: int, frame: Frame) -> list[Rule]:
    """Norm cues that stand on their side of the frame within a stretch."""
    before, after, whole = text[start : frame.end], text[frame.end : end], text[start:end]
    sides = {"before": before, "after": after, "any": whole}
    return [rule for rule in book["norms"] if rule.pattern.search(sides[rule.get("scope", "any")])]


def _veto_match(veto: Rule, left: str, core: str, right: str) -> re.Match[str] | None:
    """Match a veto where its scope looks."""
    scope = veto.get("scope")
    if scope in ("left", "apposition"):
        return veto.pattern.search(left[-_REACH:])
    return veto.pattern.search(core if scope == "core" else right)


def _norm_inside(book: RuleBook, stretch: str, veto: Rule) -> bool:
    """Tell whether a norm cue stands between the veto's word and the expression of space."""
    if veto.get("scope") == "apposition":
        return False
    return any(
        rule.get("scope") == "before" and rule.pattern.search(stretch) for rule in book["norms"]
    )


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


def _tail(text: str, frame: Frame) -> int:
    """End of the stretch behind a frame in which a passive verb may speak of it."""
    return min(len(text), frame.end + _REACH)


def _forward(book: RuleBook, text: str, start: int, frame: Frame) -> list[tuple[Rule, int]]:
    """Status cues before the frame's end, with their place."""
    found = []
    for rule in book["status"]:
        if rule.get("scope") == "forward":
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
