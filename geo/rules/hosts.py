"""Where a zone along a border lies: named beside it, else by the actor, else by the passage."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geo.model import Place, Reference, ReferenceKind, Territory
from geo.rules.circles import QUADRANT
from geo.rules.frames import clause_of, words_of
from geo.rules.matches import references_of
from geo.rules.owners import banned_by_owner, closed_by_owner, of_bound, whole_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.rules.annotate import Meaning, Sentence
    from geo.rules.discourse import Discourse
    from geo.rules.engine import Rule, RuleBook
    from geo.rules.frames import Frame
    from geo.rules.reduced import Fold

Found = tuple[tuple[Territory, ...], str, tuple[str, ...]]


def country_of(code: str) -> str:
    """Country of a territory code: "SY.06" and "SY-GO" are "SY"."""
    return code.partition(".")[0].partition("-")[0]


def measured_from(references: tuple[Reference, ...]) -> tuple[str, ...]:
    """Codes of the territories whose borders are measured from."""
    return tuple(c for r in references for c in r.territories if r.kind is ReferenceKind.BORDER)


def find_host(frame: Frame, sentence: Sentence, book: RuleBook, mind: Discourse) -> Found:
    """
    Find the territories a border zone is clipped to.

    In this order: named in the expression ("into Colombia"), named in the sentence ("in Syria"),
    the territory of the people bound ("Russia … its artillery"), what the passage is about. A
    territory counts only if it touches the border that is measured from.

    Returns
    -------
    host, found_by, trace
        Empty when none is found.
    """
    targets = measured_from(frame.references)
    if not targets and not _needs_ground(frame):
        return _along_a_line(sentence, frame, book, mind)
    shared = any(len(r.territories) > 1 for r in frame.references)
    explicit = _named_in_frame(frame)
    if explicit:
        return explicit, "text", ()
    if shared and _EACH.search(sentence.text, *clause_of(sentence.text, frame.start)):
        return (), "shared border", ()
    for row in book["hosts"]:
        host = _in_sentence(row, sentence, frame, targets, mind, shared=shared)
        if host:
            return host, "text", (row.id,)
    if shared:
        return _of_owner(sentence, frame, targets, book, mind)
    return _inferred(sentence, frame, targets, book, mind)


def _inferred(
    sentence: Sentence, frame: Frame, targets: tuple[str, ...], book: RuleBook, mind: Discourse
) -> Found:
    """Host that no words name: of the two ends, the people bound, or what the passage is about."""
    between = {mind.countries.get(end.id, "") for end in frame.ends}
    if len(between) == 1 and _fits(code := between.pop(), targets, mind, frame, shared=False):
        return (Territory(code, mind.names.get(code, code)),), "ends", ("host.ends",)
    host = closed_by_owner(sentence, frame, targets)
    if host:
        return host, "text", ("host.owner",)
    bound, row_id = ((), "") if targets else _of_group_bound(sentence, frame, book, mind)
    host = bound or _of_actor(sentence, frame, targets, mind)
    if host:
        return host, "actor", (row_id or "host.actor",)
    host = _of_town(sentence, frame, targets, mind)
    if host:
        return host, "town", ("host.town",)
    host, row_id = _of_group(sentence, frame, targets, book, mind)
    if host:
        return host, "actor", (row_id,)
    host = banned_by_owner(sentence, frame, targets, mind.owners)
    if host:
        return host, "text", ("host.owner",)
    host = _of_passage(targets, mind) if targets else _crossed(frame, mind)
    if host:
        return host, "passage", ("host.passage",)
    host = () if targets else _run_through(frame, mind)
    return (host, "river", ("host.river",)) if host else ((), "", ())


def _along_a_line(sentence: Sentence, frame: Frame, book: RuleBook, mind: Discourse) -> Found:
    """Host of a strip along a river or line: named in the text, else of the forces bound; or none."""
    kinds = {r.kind for r in frame.references}
    if not frame.distances or not kinds or not kinds <= _DRAWN_LINES:
        return (), "", ()
    if frame.rule.get("side") == "both" or any(not r.id for r in frame.references):
        return (), "", ()
    explicit = _named_in_frame(frame)
    if explicit:
        return explicit, "text", ()
    for row in book["hosts"]:
        host = _in_sentence(row, sentence, frame, (), mind, shared=False)
        if host:
            return host, "text", (row.id,)
    codes = tuple(code for code in mind.topics if "." not in code)
    crossed = tuple(c for c in codes if any(mind.crosses(r, c) for r in frame.references))
    bound = of_bound(sentence, frame, crossed, mind.name_of)
    if not bound and frame.direction:
        bound = _of_actor(sentence, frame, (), mind)
    return (bound, "actor", ("host.actor",)) if bound else ((), "", ())


_DRAWN_LINES = {ReferenceKind.RIVER, ReferenceKind.LAKE, ReferenceKind.LINE}
# both owners of a border are bound
_EACH = re.compile(r"\b(?:each|both|either|respective(?:ly)?|mutual(?:ly)?)\b", re.IGNORECASE)
_LINES = (ReferenceKind.PARALLEL, ReferenceKind.MERIDIAN, ReferenceKind.RIVER, ReferenceKind.LINE)


def _codes(fold: Fold[Meaning]) -> tuple[str, ...]:
    """Codes of the territories that a fold names."""
    if isinstance(fold.item, Place) and fold.item.candidate:
        return (fold.item.candidate.territory,)
    return tuple(c for r in references_of(fold) for c in r.territories)


def _of_owner(
    sentence: Sentence, frame: Frame, targets: tuple[str, ...], book: RuleBook, mind: Discourse
) -> Found:
    """Host at a border that two share: the side of the actors, or of the country it is said to be of."""
    owners = [mind.owners[r.id] for r in frame.references if r.id in mind.owners]
    if not owners:
        bound = of_bound(sentence, frame, targets, mind.name_of)
        if bound:
            return bound, "actor", ("host.actor",)
        words = words_of(sentence, sentence.text[: frame.start])
        at_home = {c: (row, name) for row, c, name in homes(words, book) if c in targets}
        named = {c for f in sentence.in_stretch(0, frame.start, "AN") for c in _codes(f)}
        # both who share a border speak, or who is barred is at home on both sides: it is about both
        if len(at_home) == 1 and not named.issuperset(targets):
            ((code, (row, name)),) = at_home.items()
            return (Territory(code, name),), "actor", (row,)
        return (), "shared border", ()
    for fold in reversed(sentence.in_stretch(0, frame.start, "N")):
        item = fold.item
        if isinstance(item, Place) and item.candidate and item.candidate.territory in targets:
            return (
                (Territory(item.candidate.territory, item.candidate.name),),
                "actor",
                ("host.actor",),
            )
    owner = owners[0]
    return (Territory(owner, mind.names.get(owner, owner)),), "text", ("host.owner",)


def _needs_ground(frame: Frame) -> bool:
    """Tell whether a frame is a side of a line, which is endless without a host."""
    return not frame.distances and any(
        r.kind in _LINES or r.id == QUADRANT for r in (*frame.references, *frame.others)
    )


def _named_in_frame(frame: Frame) -> tuple[Territory, ...]:
    """Hosts the expression itself names."""
    return tuple(
        Territory(code, reference.name)
        for reference in frame.hosts
        for code in reference.territories
    )


def _fits(
    code: str, targets: tuple[str, ...], mind: Discourse, frame: Frame, *, shared: bool
) -> bool:
    """Tell whether a territory can host a zone measured from the targets."""
    if shared:
        return code in targets or country_of(code) in targets
    if code in targets or country_of(code) in targets:
        return False
    if any("." in t and country_of(t) == country_of(code) for t in targets):
        return True  # "the Belgorod border" has Russia on its near side
    if not targets:
        line = next(
            (r for r in (*frame.references, *frame.others) if r.kind in _LINES and r.id), None
        )
        # of a province, a region or a sea nobody asks
        return line is None or "." in code or ":" in code or mind.crosses(line, code)
    return mind.touches(code, targets) or mind.touches(country_of(code), targets)


def _in_sentence(
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
                    if _fits(code, targets, mind, frame, shared=shared)
                ]
        if found:
            return tuple(dict.fromkeys(found))[:2]
    return ()


# "15 km from the border in Estonia and 30 in Latvia", "and those of Ghana 20": said of another distance
_NEXT_ITEM = re.compile(
    r"(?:,|;|\sand)\s(?:(?:while|but|and)\s)?(?:(?:by\s|to\s|only\s)?\ue000D\d+\ue001(?:\s(?:away|back))?\s(?:in|on|inside)\s"
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


def _whole_name(reference: Reference) -> str:
    """Name of the territory of which a reference may be a part."""
    return reference.name.removeprefix(reference.part).strip() if reference.part else reference.name


def _of_region(code: str, country: str, targets: tuple[str, ...], mind: Discourse) -> bool:
    """Tell whether a region without a border of its own lies in a country that touches the targets."""
    return ":" in code and bool(country) and mind.touches(country, targets)


def _of_actor(
    sentence: Sentence, frame: Frame, targets: tuple[str, ...], mind: Discourse
) -> tuple[Territory, ...]:
    """Territory of a people or government named before the expression."""
    for fold in reversed(sentence.in_stretch(0, frame.start, "ANG")):
        item = fold.item
        if isinstance(item, Place) and item.candidate:
            code = item.candidate.territory or item.candidate.country
            name = mind.names.get(code, item.candidate.name)
            if _of_region(code, item.candidate.country, targets, mind):
                return (Territory(code, name),)
        elif references_of(fold) and references_of(fold)[0].territories:
            code, name = references_of(fold)[0].territories[0], whole_name(references_of(fold)[0])
            if _of_region(code, mind.countries.get(code, ""), targets, mind):
                return (Territory(code, name),)
        else:
            continue
        if "." not in code and _fits(code, targets, mind, frame, shared=False):
            return (Territory(code, name),)
    return ()


def _of_town(
    sentence: Sentence, frame: Frame, targets: tuple[str, ...], mind: Discourse
) -> tuple[Territory, ...]:
    """Country of a town that the expression is said to be at: "the Macedonian border at Idomeni"."""
    beside = _AT_TOWN.match(sentence.text, frame.end) if targets else None
    folds = sentence.in_stretch(beside.start("o"), beside.end("o")) if beside else []
    for reference in (r for fold in folds for r in references_of(fold)):
        code = mind.countries.get(reference.id, "")
        if code and _fits(code, targets, mind, frame, shared=False):
            return (Territory(code, mind.names.get(code, code)),)
    return ()


_AT_TOWN = re.compile(
    r",?\s(?:\w+\s){0,2}?(?:at|near|around|opposite|in|by|outside)\s(?:the\s)?(?:(?:town|village|city|area)\sof\s)?"
    r"(?P<o>\ue000O\d+\ue001)"
)


def _of_group_bound(
    sentence: Sentence, frame: Frame, book: RuleBook, mind: Discourse
) -> tuple[tuple[Territory, ...], str]:
    """Home of the armed group that stands nearest before a side of a line: "Turkey wants the YPG to …"."""
    last = max(
        (at for f, at in zip(sentence.folds, sentence.starts, strict=True)
         if at < frame.start and f.kind in "ANG"), default=0,
    )  # fmt: skip
    for row, code, name in homes(words_of(sentence, sentence.text[last : frame.start]), book):
        if _fits(code, (), mind, frame, shared=False):
            return (Territory(code, name),), row
    return (), ""


def _of_group(
    sentence: Sentence, frame: Frame, targets: tuple[str, ...], book: RuleBook, mind: Discourse
) -> tuple[tuple[Territory, ...], str]:
    """Home of an armed group that the sentence, or whoever it takes up, names."""
    words = (words_of(sentence, sentence.text), *mind.people[-1:])
    for text in words:
        for row, code, name in homes(text, book):
            if _fits(code, targets, mind, frame, shared=False):
                return (Territory(code, name),), row
    return (), ""


def homes(text: str, book: RuleBook) -> Iterator[tuple[str, str, str]]:
    """Rows of the armed groups that a text names, with code and name of their homes, in its order."""
    if not book.names_group(text):
        return
    found = [(m.start(), row) for row in book["groups"] if (m := row.pattern.search(text))]
    for _, row in sorted(found, key=lambda hit: hit[0]):
        names = row.get("territories").split("|")
        yield from ((row.id, *home) for home in zip(row.get("host").split(), names, strict=True))


def homes_by_code(text: str, book: RuleBook) -> dict[str, str]:
    """Names of the territories where the armed groups that a text names are at home, by their codes."""
    return {code: name for _, code, name in homes(text, book)}


def _crossed(frame: Frame, mind: Discourse) -> tuple[Territory, ...]:
    """Country the document is most about that the line, or both of two lines, run through."""
    lines = [r for r in (*frame.references, *frame.others) if r.kind in _LINES and r.id]
    if not lines:
        return ()
    for code, _ in mind.topics.most_common(12):
        if "." not in code and all(mind.crosses(line, code) for line in lines):
            return (Territory(code, mind.names.get(code, code)),)
    return ()


def _run_through(frame: Frame, mind: Discourse) -> tuple[Territory, ...]:
    """Country that every river or line named runs through, where it is the only one."""
    lines = [r for r in (*frame.references, *frame.others) if r.kind in _LINES]
    if not lines or not all(r.id and r.degrees is None for r in lines):
        return ()
    shared = set.intersection(*(set(mind.runs_through(r)) for r in lines))
    return tuple(Territory(code, mind.name_of(code)) for code in shared) if len(shared) == 1 else ()


def _of_passage(targets: tuple[str, ...], mind: Discourse) -> tuple[Territory, ...]:
    """Territory the document is most about that touches the border."""
    ranked = [code for code, _ in mind.topics.most_common() if code not in targets]
    wholes = [code for code in ranked if "." not in code]
    for code in wholes:
        if all(mind.touches(code, (t,)) for t in targets):
            return (Territory(code, mind.names.get(code, code)),)
    for code in wholes:
        if mind.touches(code, targets):
            return (Territory(code, mind.names.get(code, code)),)
    return ()
