"""Which side of a border those are on whom a rule binds: forces, their government, the border's owner."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geo.model import Place, Territory
from geo.rules.allegiance import leans
from geo.rules.frames import clause_of
from geo.rules.matches import references_of
from geo.rules.reduced import CLOSE

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from geo.model import Reference, Span
    from geo.rules.engine import RuleBook
    from geo.rules.frames import Frame
    from geo.rules.meanings import Meaning, Sentence
    from geo.rules.reduced import Fold


def whole_name(reference: Reference) -> str:
    """Name of the territory of which a reference may be a part."""
    return reference.name.removeprefix(reference.part).strip() if reference.part else reference.name


# who closes or evacuates a strip along a border of his own does so on his side
_CLOSES = re.compile(
    r"\b(?:clos(?:e[sd]?|ing)|seal(?:s|ed|ing)?|restrict(?:s|ed|ing)?|evacuat(?:e[sd]?|ing)|shut(?:s|ting)?|depopulat\w+|mined?)\b[^;:.]*$",
    re.IGNORECASE,
)
# "forbidden by Slovakia from …": whoever forbids does so at home
_BY = re.compile(
    r"\b(?:forbidden|banned|barred|prohibited|closed|shut|excluded) by (?:the )?\ue000[TA]\d+\ue001",
    re.I,
)
# "keep out of Abkhazia and not come within 10 km of its boundary": it is kept from those outside
_AWAY_FROM = re.compile(
    r"\b(?:out of|leave|quit|enter|outside|away from) (?:the )?$", re.IGNORECASE
)
_ALONG_OWN = re.compile(r"\b(?:along|of|from)\s+$", re.IGNORECASE)
# who forbids something near his own borders forbids it at home, where nobody else is named
_BANS = re.compile(
    r"\b(?:forb(?:ids?|ade|idden)|ban(?:s|ned)?|bar(?:s|red)?|prohibit\w*|outlaw(?:s|ed)?|stop(?:s|ped)?|halt(?:s|ed)?|suspend(?:s|ed)?|prevent(?:s|ed)?|restrict(?:s|ed)?|"
    r"impos\w+|declar\w+|order(?:s|ed)|(?:may|must|shall) not|(?:is|are) not (?:allowed|permitted)|no\b|nobody|curfew)\b[^;:.]*$",
    re.IGNORECASE,
)


def closed_by_owner(
    sentence: Sentence, frame: Frame, targets: tuple[str, ...]
) -> tuple[Territory, ...]:
    """Owner of a border along which he closes a strip: "Finland closed a zone along its border"."""
    said = _BY.search(sentence.text, 0, frame.start)
    by = sentence.in_stretch(said.start(), said.end(), "TA") if said else []
    if len(targets) == 1 and any(_code(fold) == targets[0] for fold in by):
        return _owner_who(_BANS, sentence, frame, targets)
    return _owner_who(_CLOSES, sentence, frame, targets)


def banned_by_owner(
    sentence: Sentence, frame: Frame, targets: tuple[str, ...], owners: Mapping[str, str]
) -> tuple[Territory, ...]:
    """Owner of borders near which he bans something: "Brazil forbids mining 150 km from its borders"."""
    own = len(targets) == 1 and owners.get(frame.references[0].id) == targets[0]
    return _owner_who(_BANS, sentence, frame, targets) if own else ()


def banned_at_home(
    sentence: Sentence, frame: Frame, crosses: Callable[[Reference, str], bool]
) -> tuple[Territory, ...]:
    """Country that bans something along a river that runs through it: "Tajikistan bars strangers from a strip along the Panj"."""
    start, _ = clause_of(sentence.text, frame.start)
    for fold, at in zip(sentence.folds, sentence.starts, strict=True):
        if not start <= at < frame.start or fold.kind != "A":
            continue
        if not _BANS.search(sentence.text, at, frame.start) or _AWAY_FROM.search(
            sentence.text[:at]
        ):
            continue
        for r in references_of(fold):
            code = r.territories[0] if len(r.territories) == 1 and not r.part else ""
            if code.isalpha() and all(crosses(line, code) for line in frame.references):
                return (Territory(code, r.name),)
    return ()


def regulated_by_owner(
    sentence: Sentence, targets: tuple[str, ...], topics: Mapping[str, int], book: RuleBook
) -> bool:
    """Tell whether the law of the only country named is meant: "own no land within 50 km of Peru's borders"."""
    countries = {code.partition(".")[0].partition("-")[0] for code in topics}
    return countries == set(targets) and bool(book.words("property").search(sentence.text))


def bound_at_home(sentence: Sentence, frame: Frame, code: str, speaker: str) -> bool:
    """
    Tell whether the people of a border's owner are told by a neighbour to keep from it.

    "Israel says no Palestinian may come within 300 metres of the Gaza border": in Gaza.
    """
    start, _ = clause_of(sentence.text, frame.start)
    asks = False
    for fold, at in zip(sentence.folds, sentence.starts, strict=True):
        if not start <= at < frame.start or fold.kind not in "NAG":
            continue
        says = sentence.text[sentence.text.index(CLOSE, at) + 1 : frame.start]
        here = _code(fold)
        asks |= here == speaker and bool(ASKS.match(says))
        if asks and here.partition("-")[0] == code.partition("-")[0]:
            return bool(_STAYS.search(says)) and not _DRIVEN.search(says)
    return False


def asked_by(sentence: Sentence, frame: Frame, speaker: str) -> bool:
    """Tell whether a country only asks for what a frame says: "Turkey wants fighters kept 30 km from"."""
    return any(
        _code(fold) == speaker and ASKS.match(sentence.text, sentence.text.index(CLOSE, at) + 1)
        for fold, at in zip(sentence.folds, sentence.starts, strict=True)
        if at < frame.start and fold.kind in "NAG"
    )


_STAYS = re.compile(
    r"\b(?:stay|keep|remain|pull|withdraw|move|go|come|approach|retreat|back|take|leave|be)\b", re.I
)
_DRIVEN = re.compile(r"\b(?:ban|bar|clos|expel|evict|deport)\w*\b", re.IGNORECASE)


def _code(fold: Fold[Meaning]) -> str:
    """Code of the territory, people or government that a fold names; empty for none."""
    if isinstance(fold.item, Place):
        found = fold.item.candidate
        return (found.territory or found.country) if found else ""
    references = references_of(fold)
    return references[0].territories[0] if references and references[0].territories else ""


def _owner_who(
    does: re.Pattern[str], sentence: Sentence, frame: Frame, targets: tuple[str, ...]
) -> tuple[Territory, ...]:
    """Owner of the border of a frame, where he does something before it."""
    spans = [r.span for r in frame.references if r.span]
    if len(targets) != 1 or not spans or not does.search(sentence.text[: frame.start + 1]):
        return ()
    if not _ALONG_OWN.search(sentence.text[: _position(sentence, spans[0])]):
        return ()
    speaks = [
        r
        for f, at in zip(sentence.folds, sentence.starts, strict=True)
        if at < frame.start and f.kind == "A" and not _AWAY_FROM.search(sentence.text[:at])
        for r in references_of(f)
    ]
    owns = [r for r in speaks if targets[0] in r.territories]
    return (Territory(targets[0], owns[0].name),) if owns else ()


def _position(sentence: Sentence, span: Span) -> int:
    """Where in a folded sentence a span of the document stands folded; 0 for nowhere."""
    folds = zip(sentence.folds, sentence.starts, strict=True)
    return next((s for f, s in folds if f.span == span), 0)


# "Chad's troops", "Chadian troops"; not "Chad's president said"
_FORCES = re.compile(
    r"(?:['’]s?)? (?:(?!(?:that|which|who|its|their|his|her|to|for|from)\b)[\w-]+ ){0,3}?(?:troops?|forces?|army|soldiers?|tanks?|guns?|gunners?|artillery|units?|cars|weapons|"
    r"vehicles|guards?|battalions?|brigades?|regiments?|rockets?|missiles?|launchers?|armour|armor|men|militia|police|side|"
    r"villages?|villagers|towns|residents|farmers|farmland|fighters|gunmen|rebels|militants|combatants|insurgents|guerrillas|factions?|patrols?|scouts|snipers|jet|fighter|aircraft|planes|jets|drones|warships|howitzers|mortars|gendarmes|patrols|garrisons?|batteries|batter(?:y|ies)|infantry)\b"
)
# a state that binds itself: "Italy shall destroy", "told Sudan to move its army"
_BINDS_ITSELF = re.compile(
    r"(?:,[^,;]{1,40},)? (?:(?:shall|must|undertakes? to|undertook to|is (?:obliged|bound|required) to|is to)(?! (?:not )?(?:be|tolerate|accept|allow|permit))|"
    r"(?:[^,;.\ue000]{0,60} )?to (?:move|pull|withdraw|keep|take|draw|bring|remove|hold)(?: back)? (?:all )?(?:its|their|of its)|"
    r"(?:(?:has|had|have|\w+ly) )*(?:promise[sd]?|assure[sd]?|guarantee[sd]?) \ue000[A-Z]\d+\ue001 that its\b|"
    r"(?:[^;,.\ue000]{0,40} )?that its (?:own )?(?:[\w-]+ ){0,2}(?:troops|forces|army|soldiers|tanks|guns|artillery|units|men) "
    r"(?:would|will|shall|must|may|are|were))\b"
)
# "has promised |Costa Rica| that its dredgers"
_PROMISED_TO = re.compile(
    r"\b(?:promise[sd]?|assure[sd]?|guarantee[sd]?|promising|assuring)\s$", re.IGNORECASE
)
# … and one that only asks another
ASKS = re.compile(
    r"(?:['’]s?)?(?: [\w’'.-]+){0,3} (?:has |have |had |also |then |again ){0,2}(?:told|demand(?:s|ed)|ask(?:s|ed)|want(?:s|ed)|urge[sd]|"
    r"warn(?:s|ed)|called on|call(?:s|ed) (?:for|on)|insist(?:s|ed)|requires?|required|request(?:s|ed)|proposed?|says?|said)\b"
    r"|(?:['’]s?)?(?: [\w-]+){0,6}? (?:its|their|a|the) (?:[a-z]+ )?(?:request|demand|call|proposal|appeal|insistence|condition|wish|ultimatum|suggestion)s? (?:that|to|for)\b"
)

# a government moves its own people: "Thai authorities told residents to leave"
_ORDERS = re.compile(
    r"(?:['’]s?)? (?:[\w-]+ ){0,2}?(?:(?:authorities|government|officials|governor|ministry|police) )?(?:then |has |have |had |"
    r"also ){0,2}(?:told|ordered|asked|urged|advised|instructed) (?:all |the )?(?:residents|villagers|people|civilians|"
    r"inhabitants|everyone|families|everybody|farmers|schools)\b"
)


def of_bound(
    sentence: Sentence,
    frame: Frame,
    targets: tuple[str, ...],
    book: RuleBook,
    name_of: Callable[[str], str],
) -> tuple[Territory, ...]:
    """Host at a border two share: the side of the one whose forces alone are bound."""
    start, _ = clause_of(sentence.text, frame.start)
    found: dict[str, Territory] = {}
    for fold, at in zip(sentence.folds, sentence.starts, strict=True):
        if not start <= at < frame.start or fold.kind not in "NAG" or leans(sentence, at, book):
            continue
        end = sentence.text.index(CLOSE, at) + 1
        item, references = fold.item, references_of(fold)
        if isinstance(item, Place) and item.candidate:
            code = item.candidate.territory or item.candidate.country
            name = name_of(code) if fold.kind == "G" else item.candidate.name
        elif references and references[0].territories:
            code, name = references[0].territories[0], whole_name(references[0])
        else:
            continue
        says = sentence.text[end:]
        if _PROMISED_TO.search(sentence.text, max(0, at - 24), at) and says.startswith(" that "):
            continue
        if code in targets and not says.startswith("-"):  # "Turkish-backed" is not Turkish
            if ASKS.match(says) and not _ORDERS.match(says):
                continue
            forces = _FORCES.match(says) or _ORDERS.match(says) or _BINDS_ITSELF.match(says)
            found[code] = Territory(code, name) if forces else found.get(code, Territory("", ""))
    return tuple(found.values()) if len(found) == 1 and all(t.code for t in found.values()) else ()
