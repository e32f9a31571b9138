"""Tell whether an expression of space states a rule: what stands round it, and what it hangs on."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.model import ReferenceKind
from geo.rules.frames import CONTEXT, clause_of
from geo.rules.reduced import HERE, OPEN

if TYPE_CHECKING:
    from geo.rules.annotate import Sentence
    from geo.rules.engine import Rule, RuleBook
    from geo.rules.frames import Frame

_REACH = 200
# "may pass", "free to live": a cue so near before the word of a veto undoes it
_BEFORE_VETO = 28
# words between a verb and its distance that say nothing of the verb: "stay at least 20 km from"
GLUE = re.compile(
    r"(?:(?:\b(?:outside|at|least|most|about|some|around|roughly|a|an|the|to|by|of|for|up|from|no|not|less|more|than|further|"
    r"farther|closer|nearer|as|far|minimum|maximum|distance|depth|within|inside|beyond|approximately|nearly|almost|"
    r"only|well|between|and|or|positions?|points?|places?|out|back|away|off|clear|everywhere|anywhere|everything|"
    r"anything|under|over|in|on|past|full|good|mere|total|somewhere|another|any|all|land|ground|area|areas|range|"
    r"radius|waters|line|lines|first|nearest|next|last|innermost|outermost)|,)[\s(]*)+$",
    re.IGNORECASE,
)
# … and of these, those that make the distance an area: "within 20 km of"
_AREA = re.compile(
    r"\b(?:within|inside|outside|between|under|in|on|for|(?:up|out) to|beyond|past|first|nearest|(?:closer|nearer|less|more|further|farther) than(?! [^;]*\bno )|"
    r"everywhere|anywhere|land|ground|areas?|waters|everything|anything|radius|last|final|outermost|innermost)\b",
    re.IGNORECASE,
)
_NAMED_AREA = re.compile(
    r"\b(?:zones?|areas?|strips?|belts?|bands?|perimeters?|rings?(?! roads?)|circles?|radius|radii|corridors?|cordons?|"
    r"buffers?|swathes?|limits?|bubble|dmz|sector|lane|tract|sanctuary|polygon|rectangle|triangle|square)\b",
    re.IGNORECASE,
)
# "removed to a depth of"
_TO_DEPTH = re.compile(r"\bto (?:a |at least |the )?(?:depth|distance)\b", re.IGNORECASE)
_AT_LEAST = re.compile(r"\b(?:no|not) (?:less|more)\b|\bmore than\b", re.IGNORECASE)
# "forbade women to travel more than 72 km from": what lies farther out is forbidden
_FORBIDS = re.compile(
    r"\b(?:forb(?:ade|ids?|idden)|ban(?:s|ned)|barred|bars|prohibit(?:s|ed)|outlaw(?:s|ed))\b[^;,]*\bmore than\s*$",
    re.IGNORECASE,
)
_WIDE = re.compile(r"[ -]?(?:wide|deep|radius|broad|long)\b", re.IGNORECASE)
_EXTENT = re.compile(
    r"\b(?:deep|wide|thick|broad|either|each|both|into|within|inside|closer|nearer|less than|first|nearest|around|round|"
    r"surrounding|encircling|about)\b",
    re.IGNORECASE,
)
_AWAY = re.compile(r"\b(?:away|back|off|out|clear|behind|north|south|east|west)\b", re.IGNORECASE)
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
_COMMA = re.compile(r",\s*(?:(?:just|only|some|about|around|roughly|nearly|almost|barely)\s+)*$")
# a verb that has a subject of its own, so that a cue behind the expression speaks of something else
_OTHER_CLAUSE = re.compile(
    r"\b(?:and|but|because|before|after|since|when|while|where|who|which|that|whose|as)\b", re.I
)


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


def is_rule(
    frame: Frame,
    sentence: Sentence,
    book: RuleBook,
    *,
    warning: bool = False,
    following: str = "",
    preceding: str = "",
) -> tuple[bool, tuple[str, ...]]:
    """
    Tell whether an expression of space states a rule.

    Parameters
    ----------
    warning
        True in a warning to ships or aircraft: an area it gives by coordinates is a rule.
    following
        The next sentence: an area is a rule too if that says what holds there.
    preceding
        The sentence before: "It is 10 km wide" is a rule if that speaks of a zone.

    Returns
    -------
    answer, trace
        The ids of the norm cues that made it one, or of the veto that says it is none.
    """
    if frame.rule.get("norm") == "inherent":
        asked = _veto(frame, sentence, book, _QUESTION)
        return (False, (asked.id,)) if asked else (True, ())
    at_position = frame.rule.get("relation") == "position"
    if warning and (
        at_position or any(r.kind is ReferenceKind.COORDINATES for r in frame.references)
    ):
        return True, ("norm.warning",)
    if at_position:
        return False, ()
    norms = find_norms(frame, sentence, book)
    norms = norms or _said_next(frame, sentence, book, following)
    norms = norms or _goes_on(frame, sentence, book, preceding)
    norms = norms or _spelled_out(frame, sentence, book, preceding)
    if not norms:
        return False, ()
    veto = None if norms[0] in _TELL_OF_A_RULE else _veto(frame, sentence, book)
    return (False, (veto.id,)) if veto else (True, norms)


def find_norms(frame: Frame, sentence: Sentence, book: RuleBook) -> tuple[str, ...]:
    """Rows that make the expression a rule: in its clause, else in the sentence before it."""
    text = sentence.text
    start, end = clause_of(text, frame.start)
    end = max(end, frame.end)
    for left in dict.fromkeys((start, max(0, frame.start - CONTEXT))):
        view = view_of(frame, text, left, end, book)
        for norm in book["norms"]:
            if _found(norm, view, text, frame) and _suffices(norm, view):
                verb = view.verb[0].id if view.verb and norm.get("mode") == "duty" else ""
                return (norm.id, verb) if verb else (norm.id,)
    return ()


# "the reserve runs five miles from the coast; trawlers may not fish there"
_AREA_RUNS = re.compile(
    r"\b(?:zones?|areas?|strips?|belts?|bands?|perimeters?|rings?|circles?|corridors?|cordons?|buffers?|reserves?|sanctuary|"
    r"sector|lane|tract|range|polygon)\b[^,;.\ue000]{0,40}?\b(?:runs?|extends?|reach(?:es)?|stretch(?:es)?|measures?|goes|"
    r"covers?|lies|is|was|of|deep|wide)\b[^,;.\ue000]{0,20}$",
    re.IGNORECASE,
)


# "It extends …", "The strip is …": the sentence goes on with the zone of the one before
_ZONE_GOES_ON = re.compile(
    r"(?:It|This|The (?:new |whole |said )?(?:zone|strip|belt|area|corridor|buffer|perimeter|cordon|band|limit|radius))\b"
    r"[^,;.:\ue000]{0,60}?\b(?:is|are|was|be|extends?|reach(?:es)?|runs?|stretch(?:es)?|measures?|covers?|goes|lies)\b"
    r"[^,;.:]{0,60}$"
)


def _goes_on(frame: Frame, sentence: Sentence, book: RuleBook, preceding: str) -> tuple[str, ...]:
    """Rows by which a sentence goes on with the zone that the one before speaks of."""
    if not (preceding and frame.distances and _ZONE_GOES_ON.match(sentence.text[: frame.start])):
        return ()
    return _found_preceding(book, "rule", preceding)


# what tells of the past spells out nothing: "troops moved 3 km from"
_PAST = re.compile(r"\w+ed|kept|held|brought|took|sent|went|came|got|stood|lay|set", re.IGNORECASE)


def _spelled_out(
    frame: Frame, sentence: Sentence, book: RuleBook, preceding: str
) -> tuple[str, ...]:
    """Rows by which a sentence spells out the offer or deal of the one before: "Both armies take … back"."""
    if not (preceding and frame.distances):
        return ()
    start, end = clause_of(sentence.text, frame.start)
    view = view_of(frame, sentence.text, start, max(end, frame.end), book)
    if view.verb is None or view.verb[0].get("mode") != "stay":
        return ()
    said = view.verb[0].pattern.match(view.left, view.verb[1])
    if said is None or _PAST.fullmatch(said.group().split()[0]):
        return ()
    return _found_preceding(book, "duty", preceding)


def _found_preceding(book: RuleBook, mode: str, preceding: str) -> tuple[str, ...]:
    """Return the first row of a mode that is found in the sentence before."""
    rows = (r for r in book["norms"] if r.get("scope") == "preceding" and r.get("mode") == mode)
    return tuple(row.id for row in rows if row.pattern.search(preceding))[:1]


def _said_next(frame: Frame, sentence: Sentence, book: RuleBook, following: str) -> tuple[str, ...]:
    """Rows by which what comes next makes an area a rule: "…. Nobody may enter it."."""
    text = sentence.text
    start, end = clause_of(text, frame.start)
    if not frame.distances and frame.rule.get("relation") != "in":
        return ()
    view = view_of(frame, text, start, max(end, frame.end), book)
    if view.form != "zone" and not _AREA_RUNS.search(view.left[-_REACH:]):
        return ()
    rest = text[frame.end :]
    for norm in book["norms"]:
        if norm.get("scope") == "following" and (
            norm.pattern.search(rest) or norm.pattern.match(following)
        ):
            return (norm.id,)
    return ()


def view_of(frame: Frame, text: str, start: int, end: int, book: RuleBook) -> View:
    """Cut the text round an expression."""
    left, core = text[start : frame.start], text[frame.start : frame.end]
    whole = core
    if frame.distances and (opening := _TO_DISTANCE.match(core)):
        left, core = left + opening.group(), core[opening.end() :]
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
    if _NAMED_AREA.search(core) or _WIDE.match(right):
        return "zone"
    if _EXTENT.search(core):
        return "zone" if _NAMED_AREA.search(left[-_REACH:]) else "area"
    if _AREA.search(joint) and (not _AT_LEAST.search(joint) or _FORBIDS.search(left[-_REACH:])):
        return "area"
    return "bare"


def governor(left: str, joint: str, form: str, book: RuleBook) -> tuple[Rule, int] | None:
    """Verb that an expression hangs on: the nearest before it, if nothing else comes between."""
    stem = left[: len(left) - len(joint)] if joint else left
    nearest: tuple[Rule, int] | None = None
    behind = 0
    for rule in book["verbs"]:
        for match in rule.pattern.finditer(left, max(0, len(left) - _REACH)):
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


def _found(norm: Rule, view: View, text: str, frame: Frame) -> bool:
    """Tell whether a cue stands where it looks for itself."""
    scope = norm.get("scope")
    pattern = norm.pattern
    if scope in ("following", "preceding"):
        return False
    if norm.get("needs") == "away" and not _AWAY.search(view.core):
        return False
    if scope == "before":
        return _found_before(norm, view)
    if scope == "after":
        return bool(pattern.search(view.right) or pattern.search(_said_inside(view.core)))
    if scope == "around":
        return bool(pattern.search(f"{view.left}{HERE}{view.right}"))
    if scope == "sentence":
        if len(text) > 2 * CONTEXT:
            return False
        return bool(pattern.search(f"{text[: frame.start]}{HERE}{text[frame.end :]}"))
    if scope == "core":
        return _names_zone(pattern, view, ellipsis="ellipsis" in frame.rule.id)
    return bool(pattern.search(f"{view.left}{view.core}{view.right}"))


# the word that leads the verb, where the verb is told by it: "must halt"
_LED = re.compile(
    r"(?:to|must|shall|should)\s(?=\s*(?:camp|base|station|halt|stop|anchor|rest|march|stand|quarter|garrison|encamp|moor|park|"
    r"exercise)\b)",
    re.IGNORECASE,
)
_SAYS = re.compile(
    r"\b(?:is|are|was|were|be|been|must|shall|should|has|have|had|will|would|may|cannot|can)\b",
    re.I,
)


def _said_inside(core: str) -> str:
    """What an expression itself says behind its distance: "a strip ⟨D⟩ wide is closed from … to …"."""
    tail = core.rpartition(f"{OPEN}D")[2]
    return tail if _SAYS.search(tail) else ""


def _found_before(norm: Rule, view: View) -> bool:
    """Tell whether a cue stands before the expression, or before the verb that it hangs on."""
    if view.form == "region":
        return bool(norm.pattern.search(view.left + view.core))
    if norm.get("mode") != "duty":
        return bool(norm.pattern.search(view.left))
    if view.form == "zone":
        return bool(norm.pattern.search(f"{view.left} {HERE} {view.right}"))
    if view.verb is None:
        return False
    led = _LED.match(view.left, view.verb[1])
    return bool(norm.pattern.search(view.left, 0, led.end() if led else view.verb[1] + 1))


_WITH = re.compile(
    r",? (?:(?:with|of|whose|measuring|in|that|which|is|are|was|has|covers?|extends?|a|the|an|its)[\w ,]{0,20}"
    r"|,? (?:is |are |was |has |forms? |forming |covers? |being )?(?:an?|the) (?:[a-z]+ )?(?:square|rectangle|triangle|quadrilateral|pentagon|"
    r"polygon|trapezoid|box|quadrangle)\b[\w ,]{0,40}"
    r"|(?:(?:is|are|was|which is|that is|be) )?(?:enclosed|bounded|delimited|formed|defined|limited|outlined|marked)[\w ,]{0,40})?\s*",
    re.I,
)
_IS = re.compile(
    r"^[^,;.]{0,45}?\b(?:is|are|was|were|be|been|became|becomes?|remains?|serves? as|(?:declared|made)(?: into)?)\b",
    re.I,
)


def _names_zone(pattern: re.Pattern[str], view: View, *, ellipsis: bool) -> bool:
    """Tell whether the expression itself is called a zone ("exclusion zone", "is a closed area")."""
    if ellipsis:
        return bool(pattern.search(view.left + view.core))
    tail = view.left[-60:]
    for match in pattern.finditer(tail + view.core):
        if match.end() > len(tail) or _WITH.fullmatch(tail, match.end()):
            return True
    says = _IS.match(view.right)
    return bool(says and pattern.search(view.right, says.end(), says.end() + 45))


def _suffices(norm: Rule, view: View) -> bool:
    """Tell whether a cue makes a rule of this form of expression."""
    mode = norm.get("mode")
    if mode == "rule" or view.form == "region":
        return True
    if mode == "makes":
        return view.form == "zone"
    if mode in ("ban", "breach"):
        return view.form != "bare"
    return True


# what is only asked is no rule, whatever it is called
_QUESTION = "veto.question"
# what broke or kept a rule happened, and yet tells of it
_TELL_OF_A_RULE = ("norm.breach", "norm.agree.after")


def _veto(frame: Frame, sentence: Sentence, book: RuleBook, only: str = "") -> Rule | None:
    """Return the row that says it is no rule after all; of all rows, or of one."""
    text = sentence.text
    left, core, right = text[: frame.start], text[frame.start : frame.end], text[frame.end :]
    for veto in book["vetoes"]:
        if only not in ("", veto.id):
            continue
        match = _veto_match(veto, left, core, right)
        if match is None:
            continue
        if veto.unless and _excused(veto.unless, left, right):
            continue
        if veto.get("scope") in ("left", "apposition") and _norm_inside(
            book, match.string[max(0, match.start() - _BEFORE_VETO) : match.end()], veto
        ):
            continue
        return veto
    return None


_TOLD = re.compile(
    r"^[^;]{0,40}\b(?:(?:was|were|is|are|been|must|should|shall|will|would) (?:be )?(?:told|ordered|asked|"
    r"evacuated|closed|banned|prohibited|forbidden|advised|moved|removed|handed|to leave|leave|flee|evacuate|vacate|move out|depart|attacked|fired|shot|"
    r"sunk|treated|regarded|intercepted|seized|destroyed|liable))",
    re.IGNORECASE,
)


def _excused(unless: re.Pattern[str], left: str, right: str) -> bool:
    """Tell whether people or land "lying within 5 km" are what the rule is about after all."""
    return bool(unless.search(left[-_REACH:])) or bool(_TOLD.search(right))


def _veto_match(veto: Rule, left: str, core: str, right: str) -> re.Match[str] | None:
    """Match a veto where its scope looks."""
    scope = veto.get("scope")
    if scope in ("left", "apposition"):
        return veto.pattern.search(left[-_REACH:])
    return veto.pattern.search(core if scope == "core" else right)


def _norm_inside(book: RuleBook, stretch: str, veto: Rule) -> bool:
    """Tell whether a norm cue stands between the veto's word and the expression of space."""
    if veto.get("scope") == "apposition" or veto.get("mode") == "always":
        return False
    return any(
        rule.get("scope") == "before"
        and rule.get("mode") in ("duty", "ban")
        and rule.pattern.search(stretch)
        for rule in book["norms"]
    )
