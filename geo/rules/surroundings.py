"""What the sentences round an expression of space make a rule: the zone, offer or deal that it spells out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geo.model import ReferenceKind
from geo.rules.frames import clause_of
from geo.rules.views import REACH, view_of

if TYPE_CHECKING:
    from geo.rules.engine import RuleBook
    from geo.rules.frames import Frame
    from geo.rules.meanings import Sentence

# "the reserve runs five miles from the coast; trawlers may not fish there"
_AREA_RUNS = re.compile(
    r"\b(?:zones?|areas?|strips?|belts?|bands?|perimeters?|rings?|circles?|corridors?|cordons?|buffers?|reserves?|sanctuary|"
    r"sector|lane|tract|range|polygon)\b[^,;.\ue000]{0,40}?\b(?:runs?|ran|extend(?:s|ed)?|reach(?:es|ed)?|stretch(?:es|ed)?|measure[sd]?|goes|went|"
    r"covers?|lies|is|was|of|deep|wide)\b[^,;.\ue000]{0,20}$|"
    r"\b(?:mine-?fields?|mines|debris|wreckage|obstructions?|nets|containers) (?:\w+ ){1,4}within $",
    re.IGNORECASE,
)


# "It extends …", "The strip is …": the sentence goes on with the zone of the one before
_ZONE_GOES_ON = re.compile(
    r"(?:It|This|The (?:[\w-]+ ){0,2}?(?:zone|strip|belt|area|corridor|buffer|perimeter|cordon|band|limit|radius))\b"
    r"[^,;.:\ue000]{0,60}?(?:$|\b(?:is|are|was|be|extends?|reach(?:es)?|runs?|stretch(?:es)?|measures?|covers?|goes|lies)\b"
    r"[^,;.:]{0,60}$)"
)

# "One of the areas is bounded by …", "The zone lies between …"
_AREA_IS = re.compile(
    r"(?:It|This|They|(?:(?:The|One|Another|Each|A) )?(?:[\w-]+ ){0,2}?(?:of (?:the|these|those) )?(?:[\w-]+ )?(?:zone|area|box|sector|polygon|region|range|waters|airspace|sea)s?)\b"
    r"[^.:;]{0,30}?\b(?:is|are|lies?|runs?|covers?|extends?|takes in|comprises?|has|have|goes)\b[^.;]{0,60}$"
)


def goes_on_with(
    frame: Frame, sentence: Sentence, book: RuleBook, preceding: str
) -> tuple[str, ...]:
    """Rows by which a sentence goes on with the zone that the one before speaks of."""
    outlined = all(r.kind is ReferenceKind.COORDINATES for r in frame.references)
    if not (preceding and (frame.distances or (outlined and frame.references))):
        return ()
    before = sentence.text[: frame.start]
    goes_on = _ZONE_GOES_ON.match(before) if frame.distances else _AREA_IS.match(before)
    return (
        _found_preceding(book, "rule" if frame.distances else "area", preceding) if goes_on else ()
    )


# what tells of the past spells out nothing: "troops moved 3 km from"
_PAST = re.compile(r"\w+ed|kept|held|brought|took|sent|went|came|got|stood|lay|set", re.IGNORECASE)


def spelled_out(
    frame: Frame, sentence: Sentence, book: RuleBook, preceding: str
) -> tuple[str, ...]:
    """Rows by which a sentence spells out a stage, or the offer or deal of the one before: "Both armies take … back"."""
    stages = [r for r in book["norms"] if r.get("scope") == "stage"] if frame.distances else []
    before = sentence.text[: frame.start]
    stage = next(
        (r for r in stages if r.finds_words(before.lower()) and r.pattern.search(before)), None
    )
    if not (preceding or stage) or not frame.distances:
        return ()
    start, end = clause_of(sentence.text, frame.start)
    view = view_of(frame, sentence.text, start, max(end, frame.end), book)
    if view.verb is None or view.verb[0].get("mode") != "stay":
        return ()
    said = view.verb[0].pattern.match(view.left, view.verb[1])
    if said is None or _PAST.fullmatch(said.group().split()[0]):
        return ()
    return (stage.id,) if stage else _found_preceding(book, "duty", preceding)


def _found_preceding(book: RuleBook, mode: str, preceding: str) -> tuple[str, ...]:
    """Return the first row of a mode that is found in the sentence before."""
    rows = (r for r in book["norms"] if r.get("scope") == "preceding" and r.get("mode") == mode)
    return tuple(row.id for row in rows if row.pattern.search(preceding))[:1]


def said_next(frame: Frame, sentence: Sentence, book: RuleBook, following: str) -> tuple[str, ...]:
    """Rows by which what comes next makes an area a rule: "…. Nobody may enter it."."""
    text = sentence.text
    start, end = clause_of(text, frame.start)
    if not frame.distances and frame.rule.get("relation") != "in":
        return ()
    view = view_of(frame, text, start, max(end, frame.end), book)
    if view.form != "zone" and not _AREA_RUNS.search(view.left[-REACH:]):
        return ()
    rest = text[frame.end :]
    for norm in book["norms"]:
        if norm.get("scope") == "following" and (
            norm.pattern.search(rest) or norm.pattern.match(following)
        ):
            return (norm.id,)
    return ()
