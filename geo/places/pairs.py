"""How two known names that follow each other belong together: one in the other, or a list."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from geo.places.gazetteer import Gazetteer
from geo.places.layout import (
    ABBREVIATION,
    ADMIN1,
    ADMIN2,
    CITY,
    COUNTRY,
    KIND_SHIFT,
    MAIN,
    ROW_MASK,
    SHORT,
)
from geo.places.mentions import Found
from geo.places.tokens import Tokens

LEFT = frozenset("from left leaving leave quit quitted via between near".split())
PARTIES = {"between", "among", "with"}
PACT_WORDS = frozenset(
    """deal agreement accord treaty pact talks negotiations ceasefire truce relations ties tensions
    rift dispute summit alliance understanding memorandum""".split()
)
PROVINCES = frozenset("province region governorate department state oblast prefecture".split())
ALTERNATE_LOSS = 12  # of fame, for a name that is not the main one


class Pair(StrEnum):
    """What a name and the one behind it are to each other."""

    NONE = ""
    CONTAINED = "contained"  # "Goris, Armenia"
    OUTSIDE = "outside"  # "Aldie, Va.", where no Aldie that is known lies in Virginia
    LIST = "list"  # "Syria, Iraq and Iran"
    IN = "in"  # "Tripoli in Libya"
    RANGE = "range"  # "from Bath to Deal", "leaving Minsk for Lida"


PAIR_SIGNS = {
    Pair.CONTAINED: "container",
    Pair.OUTSIDE: "container",
    Pair.LIST: "list>",
    Pair.IN: "in>",
    Pair.RANGE: "range>",
}
PAIRED_SIGNS = {
    Pair.CONTAINED: "contains",
    Pair.OUTSIDE: "contains",
    Pair.LIST: "list",
    Pair.IN: "<in",
    Pair.RANGE: "range",
}


@dataclass(frozen=True, slots=True)
class Best:
    """The best known entry of a span; people have none."""

    row: int = -1
    fame: int = 0
    kind: int = -1
    name_kind: int = SHORT


def best_of(span: Found, gazetteer: Gazetteer) -> Best:
    """Return the best known entry of a span."""
    top = Best()
    for link in span.links.tolist():
        row, name_kind = link & int(ROW_MASK), link >> int(KIND_SHIFT)
        fame = int(gazetteer.fames[row]) - (0 if name_kind == MAIN else ALTERNATE_LOSS)
        if fame > top.fame or top.row < 0:
            top = Best(row, fame, int(gazetteer.kinds[row]), name_kind)
    return top


def pairs(
    tokens: Tokens, gazetteer: Gazetteer, found: list[Found], bests: list[Best]
) -> list[Pair]:
    """Return, for each span, what it is to the next one; the last is to none."""
    out = [Pair.NONE] * len(found)
    for at in range(len(found) - 2, -1, -1):
        out[at] = pair(tokens, gazetteer, found, bests, at, out[at + 1])
    return out


def pair(
    tokens: Tokens,
    gazetteer: Gazetteer,
    found: list[Found],
    bests: list[Best],
    at: int,
    following: Pair,
) -> Pair:
    """Return what one span is to the next, given what the next is to the one after it."""
    first, second = found[at], found[at + 1]
    if second.first - first.last > 1:
        return Pair.NONE  # what says more stands in one word at most
    between = [w.low for w in tokens.words[first.last : second.first]]
    gaps = [g.strip() for g in tokens.gaps[first.last : second.first + 1]]
    if between in (["and"], ["or"]):
        return Pair.LIST
    if between in (["to"], ["for"], ["towards"], ["toward"]) and gaps == ["", ""]:
        before = tokens.words[first.first - 1].low if first.first else ""
        return Pair.RANGE if before in LEFT else Pair.NONE
    if between == ["in"] and gaps == ["", ""]:
        if inside(first, bests[at + 1], gazetteer):
            return Pair.IN
        return (
            Pair.OUTSIDE if _in_a_province(tokens, bests[at], second, bests[at + 1]) else Pair.NONE
        )
    if between or gaps != [","]:
        return Pair.NONE
    if second.people is not None or not inside(first, bests[at + 1], gazetteer):
        return Pair.OUTSIDE if _abbreviated(first, bests[at], bests[at + 1]) else Pair.LIST
    alike = bests[at].kind == COUNTRY or bests[at].kind == bests[at + 1].kind
    return Pair.LIST if alike and following is Pair.LIST else Pair.CONTAINED


def _in_a_province(tokens: Tokens, best: Best, second: Found, outer: Best) -> bool:
    """Tell whether a town stands before "in Sucumbíos province", where none of its name is known."""
    behind = tokens.words[second.last].low if second.last < len(tokens) else ""
    known = outer.kind == ADMIN1 and outer.name_kind == MAIN
    return known and best.kind == CITY and behind in PROVINCES


def _abbreviated(first: Found, best: Best, outer: Best) -> bool:
    """Tell whether a town stands before the abbreviation of a state, which is no list."""
    town = first.people is None and best.kind not in (COUNTRY, ADMIN1)
    return town and outer.kind == ADMIN1 and outer.name_kind == ABBREVIATION


def inside(first: Found, outer: Best, gazetteer: Gazetteer) -> bool:
    """Tell whether an entry of one name lies in the best known entry of another."""
    if outer.kind not in (COUNTRY, ADMIN1, ADMIN2) or not len(first.links):
        return False
    place = gazetteer.places[first.rows]
    around = gazetteer.places[outer.row]
    if outer.kind == COUNTRY:
        lies = place["country"] == around["country"]
    elif outer.kind == ADMIN1:
        lies = place["area"] == around["area"]
    else:
        lies = place["parent"] == outer.row
    return bool((lies & (place["kind"] > outer.kind) & (np.array(first.rows) != outer.row)).any())


def in_pact(tokens: Tokens, span: Found) -> bool:
    """Tell whether a name stands in "the deal between Washington, Moscow and Amman"."""
    near = [w.low for w in tokens.words[max(0, span.first - 8) : span.first]]
    at = max((i for i, word in enumerate(near) if word in PARTIES), default=0)
    return bool(PACT_WORDS & set(near[:at]))
