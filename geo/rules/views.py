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
# words between a verb and its distance that say nothing of the verb: "stay at least 20 km from"
GLUE = re.compile(
    r"(?:(?:\b(?:outside|at|least|most|about|some|around|roughly|a|an|the|to|by|of|for|up|from|no|not|less|more|than|further|"
    r"farther|closer|nearer|as|far|minimum|maximum|distance|depth|within|inside|beyond|approximately|nearly|almost|"
    r"only|well|between|and|or|positions?|points?|places?|sites|camps|bases|barracks|situated|located|permanent|locations?|stretch|out|back|away|off|clear|everywhere|anywhere|everything|"
    r"anything|under|over|in|on|past|full|good|mere|total|somewhere|another|any|all|land|ground|area|areas|range|"
    r"radius|waters|line|lines|first|nearest|next|last|innermost|outermost)|,)[\s(]*)+$",
    re.IGNORECASE,
)
# … and of these, those that make the distance an area: "within 20 km of"
_AREA = re.compile(
    r"\b(?:within|inside|outside|between|under|in|on|for|(?:up|out) to|beyond|past|first|nearest|(?:closer|nearer|less|more|further|farther) than(?! [^;]*\bno )|"
    r"everywhere|anywhere|land|ground|areas?|waters|everything|anything|radius|depth|last|final|outermost|innermost)\b",
    re.IGNORECASE,
)
_NAMED_AREA = re.compile(
    r"\b(?:zones?|areas?|strips?|belts?|bands?|perimeters?|rings?(?! roads?)|circles?|radius|radii|corridors?|cordons?|"
    r"buffers?|swathes?|limits?|bubble|dmz|sector|lane|tract|sanctuary|polygon|rectangle|triangle|square)\b",
    re.IGNORECASE,
)
# "removed to a depth of"
_TO_DEPTH = re.compile(
    r"\bto (?:a |at least |the )?(?:depth|distance)\b|\bto (?:(?:at least|some|about|more than|no less than|not less than) )?$",
    re.IGNORECASE,
)
# "those 20 to 30 km away should stay indoors"
PEOPLE_SO_FAR = re.compile(
    r"\b(?:those|people|residents|everyone|anyone|everybody|households|villages|towns)(?: who)?(?: (?:living|live|are))?"
    r"(?: (?:between|from|some|about|less than|up to))* $",
    re.IGNORECASE,
)
_AT_LEAST = re.compile(r"\b(?:no|not) (?:less|more)\b|\bmore than\b", re.IGNORECASE)
# "forbade women to travel more than 72 km from": what lies farther out is forbidden
_FORBIDS = re.compile(
    r"\b(?:forb(?:ade|ids?|idden)|ban(?:s|ned)|barred|bars|prohibit(?:s|ed)|outlaw(?:s|ed))\b[^;,]*\bmore than\s*$",
    re.IGNORECASE,
)
_WIDE = re.compile(r"[ -]?(?:wide|deep|radius|broad|long)\b", re.IGNORECASE)
_EXTENT = re.compile(
    r"\b(?:deep|wide|thick|broad|either|each|both|into|within|inside|closer|nearer|less than|first|nearest|around|round|"
    r"surrounding|encircling|about|stretch of)\b",
    re.IGNORECASE,
)
# "at a depot 13 km from": the distance says where the depot lies
_PLACE_BEFORE = re.compile(
    r"(?:\b(?:at|in|on|to|near|into|onto|for|by|inside|outside|through|aboard|along|across|under|behind)\s+"
    r"(?!(?:\w+ )?(?:days?|weeks?|hours?|months?|years?|turn|return|order|accordance|future|full|phases?|stages?|"
    r"concert|particular|principle|addition|\w+day|january|february|march|april|may|june|july|august|september|"
    r"october|november|december|foot|alert|guard|patrol|force|charge)\b)"
    r"(?:[a-z][\w'’-]*\s+){0,4}?[a-z][\w'’-]*|\b(?:where|when|while|because|before|since|whose|who|which)\b.*)$",
)
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
    glue = GLUE.search(left)
    joint = left[glue.start() :] if glue else ""
    form = _form(frame, left, joint, whole, text[frame.end : end])
    return View(left, core, text[frame.end : end], form, governor(left, joint, form, book))


def _form(frame: Frame, left: str, joint: str, core: str, right: str) -> str:
    """Kind of expression: it decides which cues suffice."""
    if frame.is_region or frame.rule.get("relation") in ("again", "same"):
        return "region"
    if not frame.distances:
        return "zone" if frame.rule.get("relation") == "in" else "area"
    if frame.rule.get("mode") == "area":
        return "area"
    if _NAMED_AREA.search(core) or _WIDE.match(right):
        return "zone"
    if _EXTENT.search(core):
        return "zone" if _NAMED_AREA.search(left[-REACH:]) else "area"
    if PEOPLE_SO_FAR.search(left):
        return "area"
    if _AREA.search(joint) and (not _AT_LEAST.search(joint) or _FORBIDS.search(left[-REACH:])):
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
    far = nearest[0].get("mode") == "leave" and _TO_DEPTH.search(joint)
    if (nearest[0].get("mode") != "stay" and not far) or _COMMA.search(left):
        return None
    return None if _PLACE_BEFORE.search(stem[behind:].rstrip(" ,")) else nearest
