"""The territories that a sentence names, beside an expression of space, as where it holds."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geo.model import Place, Territory
from geo.rules.frames import clause_of
from geo.rules.matches import references_of
from geo.rules.owners import whole_name
from geo.rules.touching import fits

if TYPE_CHECKING:
    from geo.rules.discourse import Discourse
    from geo.rules.engine import Rule
    from geo.rules.frames import Frame
    from geo.rules.meanings import Sentence


def named_in_frame(frame: Frame) -> tuple[Territory, ...]:
    """Hosts the expression itself names."""
    return tuple(
        Territory(code, reference.name)
        for reference in frame.hosts
        for code in reference.territories
    )


def named_beside(
    row: Rule,
    sentence: Sentence,
    frame: Frame,
    targets: tuple[str, ...],
    mind: Discourse,
    *,
    shared: bool,
) -> tuple[Territory, ...]:
    """Territories named beside the expression, nearest clause first."""
    own = clause_of(sentence.text, frame.start)
    own = (own[0], min(own[1], _next_item(sentence.text, frame.end)))
    found: list[Territory] = []
    whole = (0, _next_item(sentence.text, frame.end))
    elsewhere = grounds_of_others(sentence.text, frame.start, frame.end)
    for start, end in dict.fromkeys((own, whole)):
        for match in row.pattern.finditer(sentence.text, start, max(end, frame.end)):
            for fold in sentence.in_group(match, "h", "TAN"):
                if sentence.starts[sentence.folds.index(fold)] in elsewhere:
                    continue
                references = references_of(fold)
                if isinstance(fold.item, Place) and fold.item.candidate:
                    c = fold.item.candidate
                    codes = [(c.territory, c.name)]
                else:
                    codes = [(code, whole_name(r)) for r in references for code in r.territories]
                found += [
                    Territory(code, name)
                    for code, name in codes
                    if fits(code, targets, mind, frame, shared=shared)
                ]
        if found:
            known = {t.code for t in found}
            # "in Chad … by the governor of Moyen-Chari": the whole, not a part of it
            wholes = (t for t in found if not {t.code.partition(".")[0]} & (known - {t.code}))
            return tuple(dict.fromkeys(wholes))[:2]
    return ()


# "15 km from the border in Estonia and 30 in Latvia", "and those of Ghana 20": said of another distance
_NEXT_ITEM = re.compile(
    r"(?:,|;|:|\sand|\swith)\s(?:(?:while|but|and|with|of which)\s)?(?:(?:by\s|to\s|only\s)?\ue000D\d+\ue001(?:\s(?:away|back))?\s(?:in|on|inside)\s"
    r"|(?:that|those)\sof\s|(?:on|in)\s(?:the\s)?\ue000[AN]\d+\ue001[^;.\ue000]{0,30}\ue000D)"
)


def _next_item(text: str, end: int) -> int:
    """Where another distance with a host of its own begins behind an expression of space."""
    following = _NEXT_ITEM.search(text, end, end + 160)
    return following.start() if following else len(text)


# "in Niger", said right before a side of a line: "and in Niger west of 4° E"
_BEFORE = re.compile(
    r"\b(?:in|over|inside|of|within)\s(?:the\s)?(?P<h>\ue000[TA]\d+\ue001),?\s(?:to\sthe\s)?(?:north|south|east|west)(?:ern|wards?)?"
    r"(?:\sside|\sbank)?\sof\s(?:the\s(?:line\sof\s)?)?\ue000[MVLUB]",
    re.IGNORECASE,
)


def grounds_of_others(text: str, start: int, end: int) -> set[int]:
    """
    Where the grounds of other sides stand: "north of the 15th parallel in A and in B west of 4° E".

    Parameters
    ----------
    start, end
        Where the side in question stands in the folded text.

    Returns
    -------
    positions
        Of the territories that this side is not said of, in the folded text.
    """
    sides = [m for m in _BEFORE.finditer(text) if not text[m.start() : start].count(";")]
    others = {m.start("h") for m in sides if not m.start() < start < m.end()}
    mine = [m.start("h") for m in sides if m.start() < start < m.end()]
    if mine:  # what stands right before it is its own, and nothing else
        return {m.start("h") for m in _ANY_GROUND.finditer(text)} - set(mine)
    return others


_ANY_GROUND = re.compile(
    r"\b(?:in|over|inside|of|within)\s(?:the\s)?(?P<h>\ue000[TA]\d+\ue001)", re.IGNORECASE
)
