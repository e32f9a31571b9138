"""Where a zone along a border lies: named beside it, else by the actor, else by the passage."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geo.model import Place, ReferenceKind, Territory
from geo.rules.beside import named_beside, named_in_frame
from geo.rules.bound import asked, of_actor
from geo.rules.frames import clause_of, words_of
from geo.rules.homes import home_of_group, home_of_group_bound, homes
from geo.rules.matches import references_of
from geo.rules.owners import (
    ASKS,
    banned_at_home,
    banned_by_owner,
    closed_by_owner,
    of_bound,
    regulated_by_owner,
)
from geo.rules.reduced import CLOSE
from geo.rules.speakers import country_meant
from geo.rules.touching import LINES, fits, measured_from, needs_ground

if TYPE_CHECKING:
    from geo.rules.discourse import Discourse
    from geo.rules.engine import RuleBook
    from geo.rules.frames import Frame
    from geo.rules.meanings import Meaning, Sentence
    from geo.rules.reduced import Fold


Found = tuple[tuple[Territory, ...], str, tuple[str, ...]]


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
    if not targets and not needs_ground(frame):
        return _along_a_line(sentence, frame, book, mind)
    shared = any(len(r.territories) > 1 for r in frame.references)
    explicit = named_in_frame(frame)
    if explicit:
        return explicit, "text", ()
    if shared and _EACH.search(sentence.text, *clause_of(sentence.text, frame.start)):
        return (), "shared border", ()
    for row in book["hosts"]:
        host = named_beside(row, sentence, frame, targets, mind, shared=shared)
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
    if len(between) == 1 and fits(code := min(between), targets, mind, frame, shared=False):
        return (Territory(code, mind.names.get(code, code)),), "ends", ("host.ends",)
    host = closed_by_owner(sentence, frame, targets) or _of_enclave(frame, targets, mind)
    if host:
        return host, "text", ("host.owner",)
    bound, row_id = ((), "") if targets else home_of_group_bound(sentence, frame, book, mind)
    host = bound or of_actor(sentence, frame, targets, book, mind)
    if host:
        return host, "actor", (row_id or "host.actor",)
    host = _of_town(sentence, frame, targets, mind)
    if host:
        return host, "town", ("host.town",)
    host, row_id = home_of_group(sentence, frame, targets, book, mind)
    if host:
        return host, "actor", (row_id,)
    host = banned_by_owner(sentence, frame, targets, mind.owners)
    if host:
        return host, "text", ("host.owner",)
    host = _of_its_owner(sentence, frame, targets, book, mind)
    if host:
        return host, "text", ("host.owner",)
    host = _of_passage(targets, mind) if targets else _crossed(frame, mind)
    if host:
        return host, "passage", ("host.passage",)
    host = () if targets else _run_through(frame, mind)
    if host:
        return host, "river", ("host.river",)
    host = _only_neighbour(frame, targets, mind)
    return (host, "neighbour", ("host.neighbour",)) if host else ((), "", ())


def _of_enclave(frame: Frame, targets: tuple[str, ...], mind: Discourse) -> tuple[Territory, ...]:
    """“Along Gaza's border with Egypt”: a territory without a state that the border is said to be of."""
    owners = {mind.owners.get(r.id, "") for r in frame.references}
    code = owners.pop() if len(owners) == 1 else ""
    if "-" not in code or not fits(code, targets, mind, frame, shared=False):
        return ()
    return (Territory(code, mind.names.get(code, code)),)


# a border of this share of a country's longest is one on an islet, as of Canada with Greenland
_ISLET = 0.01


def _only_neighbour(
    frame: Frame, targets: tuple[str, ...], mind: Discourse
) -> tuple[Territory, ...]:
    """“Within ten miles of the Canadian border”, said by nobody known: across it, where one country alone lies."""
    if len(targets) != 1 or frame.rule.get("side") == "both":
        return ()
    if any(r.id in mind.owners or not r.name for r in frame.references):
        return ()
    lengths = mind.neighbours(targets[0])
    most = max(lengths.values(), default=0.0)
    others = [c for c, length in lengths.items() if length > _ISLET * most]
    return (Territory(others[0], mind.name_of(others[0])),) if len(others) == 1 else ()


def _of_its_owner(
    sentence: Sentence, frame: Frame, targets: tuple[str, ...], book: RuleBook, mind: Discourse
) -> tuple[Territory, ...]:
    """Owner of a border whose law is meant, or who has the one town it is said to be near."""
    if len(targets) != 1:
        return ()
    beside = len(frame.ends) == 1 and mind.countries.get(frame.ends[0].id) == targets[0]
    alone = len(mind.topics) == 1
    if (beside and alone) or regulated_by_owner(sentence, targets, mind.topics, book):
        return (Territory(targets[0], mind.name_of(targets[0])),)
    return ()


def _along_a_line(sentence: Sentence, frame: Frame, book: RuleBook, mind: Discourse) -> Found:
    """Host of a strip along a river or line: named in the text, else of the forces bound; or none."""
    kinds = {r.kind for r in frame.references}
    on_lake = kinds == {ReferenceKind.LAKE} and not frame.distances
    if not (frame.distances or on_lake) or not kinds or not kinds <= _DRAWN_LINES:
        return (), "", ()
    if frame.rule.get("side") == "both" or any(not r.id for r in frame.references):
        return (), "", ()
    explicit = named_in_frame(frame)
    if explicit:
        return explicit, "text", ()
    for row in book["hosts"]:
        host = named_beside(row, sentence, frame, (), mind, shared=False)
        if host:
            return host, "text", (row.id,)
    if on_lake:
        return (), "", ()
    codes = tuple(code for code in mind.topics if "." not in code)
    crossed = tuple(c for c in codes if any(mind.crosses(r, c) for r in frame.references))
    bound = of_bound(sentence, frame, crossed, book, mind.name_of)
    if not bound and frame.direction:
        bound = of_actor(sentence, frame, (), book, mind)
    if not bound:
        bound = tuple(t for t in asked(sentence, frame, mind) if t.code in crossed)
    if bound:
        return bound, "actor", ("host.actor",)
    own = banned_at_home(sentence, frame, mind.crosses)
    return (own, "text", ("host.owner",)) if own else ((), "", ())


_DRAWN_LINES = {ReferenceKind.RIVER, ReferenceKind.LAKE, ReferenceKind.LINE}
# both owners of a border are bound
_EACH = re.compile(r"\b(?:each|both|either|respective(?:ly)?|mutual(?:ly)?)\b", re.IGNORECASE)


def _codes(fold: Fold[Meaning]) -> tuple[str, ...]:
    """Codes of the territories that a fold names."""
    if isinstance(fold.item, Place) and fold.item.candidate:
        return (fold.item.candidate.territory,)
    return tuple(c for r in references_of(fold) for c in r.territories)


_TWO = 2


def _who_asks(sentence: Sentence, frame: Frame, mind: Discourse) -> str:
    """Country that asks something of others in the clause: "Kyiv demands that they be moved 100 km back"."""
    start, _ = clause_of(sentence.text, frame.start)
    for fold, at in zip(sentence.folds, sentence.starts, strict=True):
        if not start <= at < frame.start or fold.kind not in "AGO":
            continue
        says = sentence.text[sentence.text.index(CLOSE, at) + 1 : frame.start]
        if ASKS.match(says) and _THEY_STAY.search(says):
            if fold.kind == "A":
                return next(iter(_codes(fold)), "")
            meant = country_meant(fold, mind) if isinstance(fold.item, Place) else None
            return meant.territories[0] if meant else ""
    return ""


_THEY_STAY = re.compile(r"\b(?:they|them|those|these)\b", re.IGNORECASE)


def _of_owner(
    sentence: Sentence, frame: Frame, targets: tuple[str, ...], book: RuleBook, mind: Discourse
) -> Found:
    """Host at a border that two share: the side of the actors, or of the country it is said to be of."""
    owners = [mind.owners[r.id] for r in frame.references if r.id in mind.owners]
    if not owners:
        bound = of_bound(sentence, frame, targets, book, mind.name_of)
        if bound:
            return bound, "actor", ("host.actor",)
        words = words_of(sentence, sentence.text[: frame.start])
        at_home = {c: (row, name) for row, c, name in homes(words, book) if c in targets}
        named = {c for f in sentence.in_stretch(0, frame.start, "AN") for c in _codes(f)}
        if (
            not at_home
            and len(targets) == _TWO
            and (asker := _who_asks(sentence, frame, mind)) in targets
        ):
            other = next(code for code in targets if code != asker)
            return (Territory(other, mind.name_of(other)),), "actor", ("host.asked",)
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


def _of_town(
    sentence: Sentence, frame: Frame, targets: tuple[str, ...], mind: Discourse
) -> tuple[Territory, ...]:
    """Country of a town that the expression is said to be at: "the Macedonian border at Idomeni"."""
    beside = _AT_TOWN.match(sentence.text, frame.end) if targets else None
    folds = sentence.in_stretch(beside.start("o"), beside.end("o")) if beside else []
    for reference in (r for fold in folds for r in references_of(fold)):
        code = mind.countries.get(reference.id, "")
        if code and fits(code, targets, mind, frame, shared=False):
            return (Territory(code, mind.names.get(code, code)),)
    return ()


_AT_TOWN = re.compile(
    r",?\s(?:\w+\s){0,2}?(?:at|near|around|opposite|in|by|outside)\s(?:the\s)?(?:(?:town|village|city|area)\sof\s)?"
    r"(?P<o>\ue000O\d+\ue001)"
)


def _crossed(frame: Frame, mind: Discourse) -> tuple[Territory, ...]:
    """Country the document is most about that the line, or both of two lines, run through."""
    lines = [r for r in (*frame.references, *frame.others) if r.kind in LINES and r.id]
    if not lines:
        return ()
    for code, _ in mind.topics.most_common(12):
        if "." not in code and all(mind.crosses(line, code) for line in lines):
            return (Territory(code, mind.names.get(code, code)),)
    return ()


def _run_through(frame: Frame, mind: Discourse) -> tuple[Territory, ...]:
    """Country that every river or line named runs through, where it is the only one."""
    lines = [r for r in (*frame.references, *frame.others) if r.kind in LINES]
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
