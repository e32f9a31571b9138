"""Parallels and meridians."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from geo.model import Place, Reference, ReferenceKind, Relation
from geo.rules.matches import Made, first_group, references_of, span_of

if TYPE_CHECKING:
    import re
    from collections.abc import Callable

    from geo.model import LonLat, Span
    from geo.rules.discourse import Discourse
    from geo.rules.engine import Rule
    from geo.rules.meanings import Sentence


QUADRANT = "coordinates:quadrant"
_ORDINALS = {
    word: value
    for value, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth "
        "thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth".split(),
        1,
    )
}


_TENS = {
    f"{word}{end}": value
    for value, word in zip(range(20, 100, 10), "twent thirt fort fift sixt sevent eight ninet".split(), strict=True)
    for end in ("ieth", "y")
}  # fmt: skip


def _ordinal(word: str) -> int | None:
    """Number of an ordinal in words: "thirty-eighth"."""
    low = word.lower()
    if low in _ORDINALS or low in _TENS:
        return _ORDINALS.get(low) or _TENS[low]
    tens, _, ones = low.partition("-")
    return _TENS[tens] + _ORDINALS[ones] if tens in _TENS and ones in _ORDINALS else None


def circle(kind: ReferenceKind, limit: float) -> Callable[..., Made]:
    """Make the maker of parallels or meridians."""

    def make(rule: Rule, sentence: Sentence, match: re.Match[str], mind: Discourse) -> Made:
        digits, word = first_group(match, "deg", "deg2", "deg3", "deg4"), first_group(match, "word")
        value = float(digits) if digits else _ordinal(word)
        minutes = first_group(match, "min", "min2", "min3", "min4")
        if value is None:
            return None
        value += float(minutes) / 60 if minutes else 0.0
        hemisphere = first_group(match, "h", "h2", "h3")[:1].upper()
        if value > limit:
            return None
        span = span_of(sentence, match)
        if hemisphere:
            return "M", (_circle_reference(kind, value, hemisphere, span),)
        return "M", (_on_land(kind, value, sentence, span, mind),)

    return make


def _on_land(
    kind: ReferenceKind, value: float, sentence: Sentence, span: Span, mind: Discourse
) -> Reference:
    """Circle without a hemisphere: the one that runs through a country of the sentence or the text."""
    own = [f.item.candidate for f in sentence.folds if isinstance(f.item, Place)]
    codes = [c.territory or c.country for c in own if c] + [
        c for c, _ in mind.topics.most_common(6)
    ]
    first = _circle_reference(kind, value, "", span)
    second = replace(first, id=f"{kind.value}:{-value:.4g}", degrees=-value)
    for code in dict.fromkeys(c for c in codes if c and "." not in c):
        for circle in (first, second):
            if mind.crosses(circle, code):
                return circle
    return first


def circles_two(rule: Rule, sentence: Sentence, match: re.Match[str], mind: Discourse) -> Made:
    """Fold two parallels, or two meridians, that share their noun or hemisphere."""
    noun, last = (first_group(match, "noun") or "").lower(), first_group(match, "h")[:1].upper()
    first = first_group(match, "h2")[:1].upper() or last
    signed = any(sign in match.group() for sign in "°º") or "degree" in match.group().lower()
    signed = signed or bool(first_group(match, "h2") and last)
    if not (noun or (last and signed)):
        return None
    across = noun.startswith("meridian") or last in ("E", "W")
    kind = ReferenceKind.MERIDIAN if across else ReferenceKind.PARALLEL
    if last and (last in "EW") != across:
        return None
    values = [_value(match, "deg", "word"), _value(match, "degb", "wordb")]
    span = span_of(sentence, match)
    made = []
    for value, hemisphere in zip(values, (first, last), strict=True):
        if value is None or value > (180 if across else 90):
            return None
        made.append(
            _circle_reference(kind, value, hemisphere, span)
            if hemisphere
            else _on_land(kind, value, sentence, span, mind)
        )
    return "M", tuple(made)


def parallel_again(rule: Rule, sentence: Sentence, match: re.Match[str], mind: Discourse) -> Made:
    """“North of the 13th”: a parallel of the hemisphere of the one named before it."""
    before = [r for f in sentence.in_stretch(0, match.start(), "M") for r in references_of(f)]
    known = [r for r in before if r.kind is ReferenceKind.PARALLEL and r.degrees is not None]
    if not known or known[-1].degrees is None:
        return None
    value, span = float(match["deg"]), span_of(sentence, match)
    south = known[-1].degrees < 0
    made = _circle_reference(ReferenceKind.PARALLEL, value, "S" if south else "N", span)
    return "M", (replace(made, name=f"{_nth(value)} parallel"),)


def circle_named(rule: Rule, sentence: Sentence, match: re.Match[str], mind: Discourse) -> Made:
    """Fold a circle with a name; the row's note has its kind and degrees ("parallel 66.5636")."""
    kind, _, degrees = rule.get("note").partition(" ")
    known, value = ReferenceKind(kind), float(degrees)
    span = span_of(sentence, match)
    name = match.group().removeprefix("the ").removeprefix("The ")
    return "M", (Reference(known, name, f"{kind}:{value:.6g}", span, degrees=value),)


def _value(match: re.Match[str], digits: str, word: str) -> float | None:
    """Number of a circle in digits or in words."""
    return float(match[digits]) if match[digits] else _ordinal(match[word])


def _circle_reference(kind: ReferenceKind, value: float, hemisphere: str, span: Span) -> Reference:
    """Reference to a parallel or meridian."""
    degrees = -value if hemisphere in ("S", "W") else value
    name = f"{_nth(value)} {kind.value}" + (f" {hemisphere}" if hemisphere else "")
    return Reference(kind, name, f"{kind.value}:{degrees:.4g}", span, degrees=degrees)


def _nth(value: float) -> str:
    """Write 36 as "36th"."""
    if value != int(value):
        return f"{value:.4g}°"
    n = int(value)
    end = "th" if 10 < n % 100 < 14 else {1: "st", 2: "nd", 3: "rd"}.get(n % 10, "th")
    return f"{n}{end}"


def across(circle: Reference, ground: tuple[LonLat, ...]) -> tuple[Relation, Reference]:
    """
    Side of a parallel or meridian on which the sea lies that one enters by crossing it.

    Parameters
    ----------
    ground
        A place in that sea; none where it is not known.

    Returns
    -------
    relation, circle
        Where nothing tells the side, the circle has no id: it cannot be drawn.
    """
    along = circle.kind is not ReferenceKind.MERIDIAN
    least, most = (
        (Relation.SOUTH_OF, Relation.NORTH_OF) if along else (Relation.WEST_OF, Relation.EAST_OF)
    )
    if not ground or circle.degrees is None:
        return most, replace(circle, id="", name=f"the far side of {circle.name}")
    return (most if ground[0][along] > circle.degrees else least), circle
