"""Tell whether an expression of space states a rule: what stands round it, and what it hangs on."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geo.model import ReferenceKind
from geo.rules.frames import CONTEXT, clause_of
from geo.rules.insertions import without_insertions
from geo.rules.reduced import HERE, OPEN
from geo.rules.surroundings import goes_on_with, said_next, spelled_out
from geo.rules.views import REACH, View, view_of

if TYPE_CHECKING:
    from geo.rules.engine import Rule, RuleBook
    from geo.rules.frames import Frame
    from geo.rules.guarded import Guarded
    from geo.rules.meanings import Sentence

# "may pass", "free to live": a cue so near before the word of a veto undoes it
_BEFORE_VETO = 28


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
        asked = _veto(frame, sentence, book, *_NO_ZONE)
        return (False, (asked.id,)) if asked else (True, ())
    stated = frame.rule.get("relation")
    at_position = stated == "position" or (warning and stated == "latest")
    if warning and (
        at_position or any(r.kind is ReferenceKind.COORDINATES for r in frame.references)
    ):
        moved = _veto(frame, sentence, book, _DISPLACED)
        return (False, (moved.id,)) if moved else (True, ("norm.warning",))
    if at_position:
        return False, ()
    if frame.rule.get("needs") == "zone before":
        norms = goes_on_with(frame, sentence, book, preceding)
    else:
        norms = find_norms(frame, sentence, book)
        norms = norms or said_next(frame, sentence, book, following)
        norms = norms or goes_on_with(frame, sentence, book, preceding)
        norms = norms or spelled_out(frame, sentence, book, preceding)
        if frame.rule.get("needs") == "verb" and not any(n.startswith("verb.") for n in norms):
            norms = norms if norms and norms[0] in _OF_VERB else ()
    if not norms:
        return False, ()
    veto = None if norms[0] in _TELL_OF_A_RULE else _veto(frame, sentence, book)
    return (False, (veto.id,)) if veto else (True, norms)


def is_vetoed(trace: tuple[str, ...]) -> bool:
    """Tell whether a row said that an expression is no rule, rather than none that it is."""
    return bool(trace) and trace[0].startswith("veto.")


def find_norms(frame: Frame, sentence: Sentence, book: RuleBook) -> tuple[str, ...]:
    """Rows that make the expression a rule: in its clause, else in the sentence before it."""
    plain = without_insertions(sentence.text, book)
    texts = (sentence.text,) if plain == sentence.text else (sentence.text, plain)
    return next((found for text in texts if (found := _norms_in(text, frame, book))), ())


def _norms_in(text: str, frame: Frame, book: RuleBook) -> tuple[str, ...]:
    """Rows that make the expression a rule in a text, as it stands or without its insertions."""
    start, end = clause_of(text, frame.start)
    end = max(end, frame.end)
    for left in dict.fromkeys((start, max(0, frame.start - CONTEXT))):
        view = view_of(frame, text, left, end, book)
        for norm in book["norms"]:
            if _found(norm, view, text, frame, book) and _suffices(norm, view):
                verb = view.verb[0].id if view.verb and norm.get("mode") == "duty" else ""
                return (norm.id, verb) if verb else (norm.id,)
    return ()


def _found(norm: Rule, view: View, text: str, frame: Frame, book: RuleBook) -> bool:
    """Tell whether a cue stands where it looks for itself."""
    scope = norm.get("scope")
    pattern = norm.pattern
    if scope in ("following", "preceding", "stage"):
        return False
    if norm.get("needs") == "away" and not book.words("away").search(view.core):
        return False
    if scope == "before":
        return _found_before(norm, view, book)
    if scope == "after":
        return bool(pattern.search(view.right) or pattern.search(_said_inside(view.core, book)))
    if scope == "around":
        return bool(pattern.search(f"{view.left}{HERE}{view.right}"))
    if scope == "sentence":
        if len(text) > 2 * CONTEXT:
            return False
        return bool(pattern.search(f"{text[: frame.start]}{HERE}{text[frame.end :]}"))
    if scope == "core":
        return _names_zone(pattern, view, ellipsis="ellipsis" in frame.rule.id)
    return bool(pattern.search(f"{view.left}{view.core}{view.right}"))


def _said_inside(core: str, book: RuleBook) -> str:
    """What an expression itself says behind its distance: "a strip ⟨D⟩ wide is closed from … to …"."""
    tail = core.rpartition(f"{OPEN}D")[2]
    return tail if book.words("says").search(tail) else ""


def _found_before(norm: Rule, view: View, book: RuleBook) -> bool:
    """Tell whether a cue stands before the expression, or before the verb that it hangs on."""
    if view.form == "region":
        return bool(norm.pattern.search(view.left + view.core))
    if norm.get("mode") != "duty":
        return bool(norm.pattern.search(view.left))
    if view.form == "zone":
        return bool(norm.pattern.search(f"{view.left} {HERE} {view.right}"))
    if view.verb is None:
        return False
    led = book.words("led-verb").match(view.left, view.verb[1])
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


def _names_zone(pattern: Guarded, view: View, *, ellipsis: bool) -> bool:
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


# rows that ask for a verb of staying away by themselves
_OF_VERB = ("norm.stage", "norm.spelled-out")

# what is only asked is no rule, whatever it is called
_QUESTION = "veto.question"
# nor is what calls an area a zone without making it one, or tells of ash and smoke
_NO_ZONE = (_QUESTION, "veto.caught-there", "veto.no-weapon")
# what a warning says of how far a buoy or light has gone
_DISPLACED = "veto.displaced"
# what broke or kept a rule happened, and yet tells of it
_TELL_OF_A_RULE = ("norm.breach", "norm.agree.after", "norm.will-stop", "norm.hostile")


def _veto(frame: Frame, sentence: Sentence, book: RuleBook, *only: str) -> Rule | None:
    """Return the row that says it is no rule after all; of all rows, or of some."""
    text = sentence.text
    left, core, right = text[: frame.start], text[frame.start : frame.end], text[frame.end :]
    for veto in book["vetoes"]:
        if only and veto.id not in only:
            continue
        match = _veto_match(veto, left, core, right)
        if match is None or (veto.get("scope") == "apposition" and _is_ground(frame, left)):
            continue
        if veto.unless and _excused(veto.unless, left, right, book):
            continue
        if veto.get("scope") in ("left", "apposition") and _norm_inside(
            book, match.string[max(0, match.start() - _BEFORE_VETO) : match.end()], veto
        ):
            continue
        return veto
    return None


# "or, in Argentina, east of 57° W": the country that a side is said of is no apposition
_ON_GROUND = re.compile(r"\b(?:in|over|inside|within)\s(?:the\s)?\ue000A\d+\ue001,\s$")


def _is_ground(frame: Frame, left: str) -> bool:
    """Tell whether a country right before a side is the one the side is said of."""
    return bool(frame.direction) and not frame.distances and bool(_ON_GROUND.search(left))


def _excused(unless: re.Pattern[str], left: str, right: str, book: RuleBook) -> bool:
    """Tell whether people or land "lying within 5 km" are what the rule is about after all."""
    return bool(unless.search(left[-REACH:])) or bool(book.words("told-behind").search(right))


def _veto_match(veto: Rule, left: str, core: str, right: str) -> re.Match[str] | None:
    """Match a veto where its scope looks."""
    scope = veto.get("scope")
    if scope in ("left", "apposition"):
        return veto.pattern.search(left[-REACH:])
    if scope == "around":
        return veto.pattern.search(f"{left[-REACH:]}{HERE}{right[:REACH]}")
    if scope == "through":
        return veto.pattern.search(f"{left[-REACH:]}{core}")
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
