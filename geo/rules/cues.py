"""Cues round an expression of space: is it a rule, what does it do, does it hold, is it kept."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geo.model import Compliance, Effect
from geo.rules.frames import clause_of

if TYPE_CHECKING:
    from geo.rules.annotate import Sentence
    from geo.rules.engine import RuleBook
    from geo.rules.frames import Frame



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
