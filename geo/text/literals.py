r"""
Words that a pattern cannot match without.

``stay (?:clear|away) \d+ km`` matches no text that lacks "stay", "km", or both "clear" and "away".
Looking for such words is far quicker than matching, and all words of all patterns can be looked for
in one pass. What is told here is told by the pattern's own parse, so that a pattern whose words are
missing is certain not to match.
"""

from __future__ import annotations

import re
from itertools import product
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

# words of which one must stand in the text
Group = frozenset[str]

# more ways of writing than this are cut into pieces
_MOST_WRITINGS = 48
# more words than this tell nothing
_MOST_WORDS = 600
# so many groups of a pattern are kept, those that are rarest in texts
_MOST_GROUPS = 3
# about one in so many words of a text has a given letter next
_RARITY = 14.0
_LONG = 5
# a group that nearly every sentence holds is not worth looking for
_COMMON = 0.02
_EVERYWHERE = frozenset(
    ("the", "and", "of", "in", "on", "to", "at", "or", "as", "it", "he", "is", "be")
)
_EMPTY: Group = frozenset({""})
# a piece of a pattern: all its writings, if they are few, and the groups of words it needs
_Piece = tuple[Group | None, list[Group]]


def folded(text: str) -> str:
    """
    Return a text as its words are looked for: in lower case.

    Beside it stand for their letter the dotless and the dotted i and the long s, which Python's
    matcher takes for an i and an s where case counts for nothing.
    """
    low = text.lower()
    if low.isascii():
        return low
    return low.replace("i\u0307", "i").replace("\u0131", "i").replace("\u017f", "s")


def needed(pattern: str, flags: int = 0) -> tuple[Group, ...]:
    r"""
    Groups of words, of each of which a text must hold one for a pattern to match in it.

    Words are in lower case, for a text that went through `folded`. No group: the pattern may match
    any text.

    Raises
    ------
    re.error
        If it is no pattern.

    Examples
    --------
    >>> [sorted(group) for group in needed(r"\bstay (?:clear|away) \d+ km")]
    [['stay away ', 'stay clear '], [' km']]
    """
    parser: Any = re._parser  # type: ignore[attr-defined]
    writings, groups = _sequence(parser.parse(pattern, flags))
    found = {_shortest(g) for g in ([writings] if writings else []) + groups}
    useful = sorted((_share(g), sorted(g)) for g in found if _share(g) < _COMMON)
    return tuple(frozenset(words) for _, words in useful[:_MOST_GROUPS])


def _share(group: Group) -> float:
    """Estimate how many places of a text have one of some words."""
    if len(group) > _MOST_WORDS:
        return 1.0
    if not _EVERYWHERE.isdisjoint(group):
        return _COMMON
    return sum(_RARITY ** -min(len(word), _LONG) for word in group)


def _shortest(group: Group) -> Group:
    """Leave out words that hold another one of the group."""
    kept: list[str] = []
    for word in sorted(group, key=len):
        if not any(other in word for other in kept):
            kept.append(word)
    return frozenset(kept)


def _sequence(items: Iterable[tuple[Any, Any]]) -> _Piece:
    """Join the pieces of a sequence: what stands side by side makes longer words."""
    groups: list[Group] = []
    run, whole = _EMPTY, True
    for op, argument in items:
        writings, inner = _piece(str(op), argument)
        groups += inner
        joined = None
        if writings is not None and len(run) * len(writings) <= _MOST_WRITINGS:
            joined = frozenset(a + b for a, b in product(run, writings))
        if joined is None:
            groups.append(run)
            run, whole = writings or _EMPTY, False
        else:
            run = joined
    if whole:
        return run, groups
    return None, [*groups, run]


def _piece(op: str, argument: Any) -> _Piece:  # noqa: ANN401 - the parser's own types have no names
    """Tell the writings and groups of one node of the parse."""
    if op == "LITERAL":
        return _letters([argument]), []
    if op == "IN":
        return _in_class(argument), []
    if op == "BRANCH":
        return _branch([_sequence(branch) for branch in argument[1]])
    if op == "SUBPATTERN":
        return _sequence(argument[3])
    if op == "ATOMIC_GROUP":
        return _sequence(argument)
    if op in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
        return _repeat(*argument)
    if op == "ASSERT":
        writings, groups = _sequence(argument[1])
        return _EMPTY, groups if writings is None else [*groups, writings]
    return (_EMPTY if op in ("AT", "ASSERT_NOT") else None), []


def _letters(codes: Iterable[int]) -> Group | None:
    """Writings of single letters; None for one beyond ASCII that has another case."""
    found = {folded(chr(code)) for code in codes}
    return None if any(not c.isascii() and c.upper() != c for c in found) else frozenset(found)


def _in_class(members: list[tuple[Any, Any]]) -> Group | None:
    """Writings of a class of few characters."""
    codes: list[int] = []
    for op, argument in members:
        if str(op) == "LITERAL":
            codes.append(argument)
        elif str(op) == "RANGE" and argument[1] - argument[0] < _MOST_WRITINGS:
            codes += range(argument[0], argument[1] + 1)
        else:
            return None
    return _letters(codes) if len(codes) <= _MOST_WRITINGS else None


def _branch(pieces: list[_Piece]) -> _Piece:
    """Alternatives: all writings of all, else the rarest group of each, joined."""
    together = frozenset(word for writings, _ in pieces for word in writings or ())
    if all(writings is not None for writings, _ in pieces) and len(together) <= _MOST_WRITINGS:
        return together, []
    groups = [g if w is None else [*g, w] for w, g in pieces]
    if not all(groups):
        return None, []
    rarest = [min(some, key=_share) for some in groups]
    return None, [frozenset(word for group in rarest for word in group)]


def _repeat(least: int, most: int, items: Iterable[tuple[Any, Any]]) -> _Piece:
    """Repeat a piece: left out or once, it has writings; else what it needs is needed if it must stand once."""
    writings, groups = _sequence(items)
    if most == 1 and writings is not None and not least:
        return writings | _EMPTY, []
    if least == most == 1:
        return writings, groups
    if not least:
        return None, []
    return None, groups if writings is None else [*groups, writings]
