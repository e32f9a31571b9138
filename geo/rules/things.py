"""What is moved or kept away: the object of the verb that an expression of space hangs on."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from geo.rules.frames import clause_of
from geo.rules.views import governor, view_of

if TYPE_CHECKING:
    from geo.rules.engine import RuleBook
    from geo.rules.frames import Frame
    from geo.rules.meanings import Sentence

_THING = re.compile(
    r"(?:(?:the|all|any|no|its|their|his|her|every|each|both|such|more|a|an) )*(?:[\w'’-]+|\ue000[ANTGP]\d+\ue001(?:['’]s?)?)"
    r"(?: (?:(?:and|or|of|from) (?:the |all |any |its |their )?)?(?:[\w'’-]+|\ue000[ANTGP]\d+\ue001(?:['’]s?)?)){0,6}",
    re.IGNORECASE,
)
_NO_THING = re.compile(
    r"(?<!-)\b(?:to|that|who|which|is|are|was|were|by|with|on|in|at|as|until|not|from|be|been|it|them|him|and [a-z]+ing|"
    r"ordered|told|days?|hours?|weeks?|months?|must|shall|will|may|because|after|before|since|north|south|east|west|"
    r"nobody|none|nothing|only|beyond|behind|across|over|into|along|past|under|near|outside|inside|within|left|found|seen|met|present|allowed|orders?|covers?|zones?|bans?|themselves|itself|back|away|out|off|only|further|farther|clear|no)\b(?!-)",
    re.IGNORECASE,
)


# "drive the rebels back": what is driven stands inside the verb
_INSIDE = re.compile(
    r"\w+ (?P<a>(?!not\b).+?) (?:back|out|away|off|round|around|aside|over|down|in)", re.IGNORECASE
)
# "pull its militias |back from"
_THENCE = re.compile(r"\s(?:back|away|out|off)\b|\s(?=from\b)", re.IGNORECASE)
# "maintain or construct |any fortifications"
_ALSO = re.compile(r"\s*(?:(?:or|and) [a-z]+ |of (?=\S))")
# "vacate |all bases within": what is emptied is not what is moved
_EMPTIES = re.compile(r"leav|vacat|evacuat|clear|quit|abandon|empt", re.IGNORECASE)
_PLACES = re.compile(
    r"\s+(?:[\w’'-]+\s+){0,4}?(?:villages?|homes?|houses|towns?|hamlets?|settlements?|bases?|camps?|positions?|posts?|outposts?|areas?|"
    r"zones?|ground|land|territory|places?|points?|buildings?|markets?)\b",
    re.IGNORECASE,
)
_OUT_OF = re.compile(r"\s(?:out\s+of|from)\s", re.IGNORECASE)


def bound_thing(frame: Frame, sentence: Sentence, book: RuleBook) -> tuple[int, int] | None:
    """Stretch of the folded sentence that names what is moved or kept: "withdraw its mortars 5 km from"."""
    text = sentence.text
    start, end = clause_of(text, frame.start)
    view = view_of(frame, text, start, max(end, frame.end), book)
    if view.form == "region" and (away := _OUT_OF.search(view.core)):
        left = view.left + view.core[: away.start()]
        view = replace(view, left=left, verb=governor(left, "", "region", book))
    if view.verb is None:
        return None
    verb = view.verb[0].pattern.match(view.left, view.verb[1])
    if verb and (inside := _INSIDE.fullmatch(verb.group())) and not _NO_THING.search(inside["a"]):
        return start + verb.start() + inside.start("a"), start + verb.start() + inside.end("a")
    if verb and _EMPTIES.match(verb.group()) and _PLACES.match(view.left, verb.end()):
        return None
    glue = book.words("glue").search(view.left)
    stop = glue.start() if glue else len(view.left)
    if verb is None or verb.end() >= stop:
        return None
    thence = _THENCE.search(view.left, verb.end(), stop)
    stop = thence.start() if thence else stop
    between = view.left[verb.end() : stop]
    found = _THING.fullmatch(between.strip(" ,"))
    if found is None or _NO_THING.search(between):
        return None
    also = _ALSO.match(between)
    opening = also.end() if also else len(between) - len(between.lstrip(" ,"))
    return start + verb.end() + opening, start + verb.end() + len(between.rstrip(" ,"))
