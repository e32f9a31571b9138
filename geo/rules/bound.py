"""Home of the people or the government that a rule binds, by the words that stand before it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geo.model import Place, Territory
from geo.rules.allegiance import leans
from geo.rules.matches import references_of
from geo.rules.owners import whole_name
from geo.rules.reduced import CLOSE
from geo.rules.touching import fits

if TYPE_CHECKING:
    from geo.rules.discourse import Discourse
    from geo.rules.engine import RuleBook
    from geo.rules.frames import Frame
    from geo.rules.meanings import Meaning, Sentence
    from geo.rules.reduced import Fold


def of_actor(
    sentence: Sentence, frame: Frame, targets: tuple[str, ...], book: RuleBook, mind: Discourse
) -> tuple[Territory, ...]:
    """Territories of the people or government named nearest before the expression, and of who is joined to it."""
    found: tuple[Territory, ...] = ()
    behind = 0
    for at, fold in reversed(list(zip(sentence.starts, sentence.folds, strict=True))):
        close = sentence.text.index(CLOSE, at) + 1
        if found and not _JOINED.fullmatch(sentence.text, close, behind):
            break
        if at >= frame.start or fold.kind not in "ANGO" or leans(sentence, at, book):
            continue
        home = _home_of(sentence, frame, fold, targets, mind)
        if home:
            found, behind = (home, *found), at
    return tuple(dict.fromkeys(found))


# "Kenyan and Ugandan patrols": both are bound
_JOINED = re.compile(r",?\s(?:(?:and|or|as well as)\s)?(?:the\s)?")


def _home_of(
    sentence: Sentence, frame: Frame, fold: Fold[Meaning], targets: tuple[str, ...], mind: Discourse
) -> Territory | None:
    """Territory of a people, a government or an asked capital that touches what is measured from."""
    item = fold.item
    if fold.kind == "O":  # "asked |Kinshasa| to keep its artillery"
        asked = _is_asked(sentence, fold) and references_of(fold)
        code = mind.countries.get(references_of(fold)[0].id, "") if asked else ""
        near = bool(code) and fits(code, targets, mind, frame, shared=False)
        return Territory(code, mind.name_of(code)) if near else None
    if isinstance(item, Place) and item.candidate:
        code = item.candidate.territory or item.candidate.country
        name, country = mind.names.get(code, item.candidate.name), item.candidate.country
    elif references_of(fold) and references_of(fold)[0].territories:
        code, name = references_of(fold)[0].territories[0], whole_name(references_of(fold)[0])
        country = mind.countries.get(code, "")
    else:
        return None
    home = "." not in code and fits(code, targets, mind, frame, shared=False)
    return Territory(code, name) if home or _of_region(code, country, targets, mind) else None


def _of_region(code: str, country: str, targets: tuple[str, ...], mind: Discourse) -> bool:
    """Tell whether a region without a border of its own lies in a country that touches the targets."""
    return ":" in code and bool(country) and mind.touches(country, targets)


def asked(sentence: Sentence, frame: Frame, mind: Discourse) -> tuple[Territory, ...]:
    """Country, or that of a capital, that is asked to do something before an expression: "asked Kabul to keep"."""
    for fold, at in zip(sentence.folds, sentence.starts, strict=True):
        if at < frame.start and fold.kind in "AGO" and _is_asked(sentence, fold):
            found = _home_of(sentence, frame, fold, (), mind)
            return (found,) if found else ()
    return ()


_ASKS = re.compile(
    r"\b(?:ask(?:s|ed|ing)|told|tells|urge[sd]|order(?:s|ed)|warn(?:s|ed)|want(?:s|ed)|press(?:es|ed)|call(?:s|ed) (?:on|upon)|"
    r"request(?:s|ed)|oblige[sd]|requires?|required|implor\w+|instruct(?:s|ed)|advise[sd]|expect(?:s|ed)|begg?(?:s|ed))\s$"
)


def _is_asked(sentence: Sentence, fold: Fold[Meaning]) -> bool:
    """Tell whether a capital is asked to do something: it is its government that is meant."""
    at = sentence.starts[sentence.folds.index(fold)]
    behind = sentence.text.index(CLOSE, at) + 1
    asked = _ASKS.search(sentence.text, max(0, at - 24), at)
    return bool(asked) and sentence.text.startswith((" to ", " not to "), behind)
