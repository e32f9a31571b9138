"""What stands round an expression of space, and the verb that it hangs on."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.rules.reduced import OPEN

if TYPE_CHECKING:
    from geo.rules.engine import Rule, RuleBook
    from geo.rules.frames import Frame

# how far before an expression a cue may stand
REACH = 200
_AT_LEAST = re.compile(r"\b(?:no|not) (?:less|more)\b|\bmore than\b", re.IGNORECASE)
_WIDE = re.compile(r"[ -]?(?:wide|deep|radius|broad|long)\b", re.IGNORECASE)
# what an expression has before its distance: "withdraw from the border by 25 km"
_TO_DISTANCE = re.compile(rf"[^{OPEN}]*(?:{OPEN}[^D][^{OPEN}]*)*(?={OPEN}D)")
# "leave the part of Mali that lies north of": the side is said of the part
_LIES = re.compile(r"\b(?:that|which) (?:lies?|lay|is|are) $")
_COMMA = re.compile(r",\s*(?:(?:just|only|some|about|around|roughly|nearly|almost|barely)\s+)*$")


@dataclass(frozen=True, slots=True)
class View:
    """
    One expression of space as cues see it.

    Attributes
    ----------
    left, core, right
        Text before the expression (of its clause, or of the sentence), of it, and after it.
    form
        "area", "zone" (an area with a name of its own), "bare" (a distance alone) or "region".
    verb
        The verb it hangs on, and where that starts in ``left``; None for none or one that blocks.
    """

    left: str
    core: str
    right: str
    form: str
    verb: tuple[Rule, int] | None


def view_of(frame: Frame, text: str, start: int, end: int, book: RuleBook) -> View:
    """Cut the text round an expression."""
    left, core = text[start : frame.start], text[frame.start : frame.end]
    whole = core
    if frame.distances and (opening := _TO_DISTANCE.match(core)):
        left, core = left + opening.group(), core[opening.end() :]
    elif frame.direction:
        left = _LIES.sub("", left)
    glue = book.words("glue").search(left)
    joint = left[glue.start() :] if glue else ""
    form = _form(frame, left, joint, whole, text[frame.end : end], book)
    return View(left, core, text[frame.end : end], form, governor(left, joint, form, book))


def _form(frame: Frame, left: str, joint: str, core: str, right: str, book: RuleBook) -> str:
    """Kind of expression: it decides which cues suffice."""
    if frame.is_region or frame.rule.get("relation") in ("again", "same"):
        return "region"
    if not frame.distances:
        return "zone" if frame.rule.get("relation") == "in" else "area"
    if frame.rule.get("mode") == "area":
        return "area"
    named = book.words("named-area").search(core) or book.words("area-of").search(left[-REACH:])
    if named or _WIDE.match(right):
        return "zone"
    if book.words("extent").search(core):
        return "zone" if book.words("named-area").search(left[-REACH:]) else "area"
    if book.words("people-so-far").search(left):
        return "area"
    if book.words("makes-area").search(joint) and (
        not _AT_LEAST.search(joint) or book.words("forbids-more").search(left[-REACH:])
    ):
        return "area"
    return "bare"


def governor(left: str, joint: str, form: str, book: RuleBook) -> tuple[Rule, int] | None:
    """Verb that an expression hangs on: the nearest before it, if nothing else comes between."""
    stem = left[: len(left) - len(joint)] if joint else left
    nearest: tuple[Rule, int] | None = None
    behind = 0
    for rule in book["verbs"]:
        for match in rule.pattern.finditer(left, max(0, len(left) - REACH)):
            if nearest is None or match.start() >= nearest[1]:
                nearest, behind = (rule, match.start()), match.end()
    if nearest is None or nearest[0].get("mode") == "blocks":
        return None
    if form != "bare":
        return nearest
    far = nearest[0].get("mode") == "leave" and book.words("to-depth").search(joint)
    if (nearest[0].get("mode") != "stay" and not far) or _COMMA.search(left):
        return None
    return None if book.words("place-before").search(stem[behind:].rstrip(" ,")) else nearest
