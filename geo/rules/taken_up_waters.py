"""What "the river", "the lake", "the strait" and "the parallel" take up from before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.model import ReferenceKind
from geo.rules.matches import Made, again, line_of, references_of, span_of

if TYPE_CHECKING:
    import re

    from geo.model import Reference
    from geo.rules.discourse import Discourse
    from geo.rules.engine import Rule
    from geo.rules.meanings import Sentence

_LINES = {
    "river": ReferenceKind.RIVER,
    "stream": ReferenceKind.RIVER,
    "waterway": ReferenceKind.RIVER,
    "lake": ReferenceKind.LAKE,
    "reservoir": ReferenceKind.LAKE,
    "parallel": ReferenceKind.PARALLEL,
    "meridian": ReferenceKind.MERIDIAN,
}
_LETTERS = {ReferenceKind.PARALLEL: "M", ReferenceKind.MERIDIAN: "M"}


def water_definite(rule: Rule, sentence: Sentence, match: re.Match[str], mind: Discourse) -> Made:
    """“The river”, “the strait”: the one named before; where none was, nothing."""
    noun = match["noun"].lower()
    kind = _LINES.get(noun)
    found = _line(kind, sentence, match, mind) if kind else _sea(noun, sentence, match, mind)
    if found is None:
        return None
    letter = _LETTERS.get(kind, "V") if kind else "A"
    return letter, (again(found, span_of(sentence, match)),)


def _line(
    kind: ReferenceKind, sentence: Sentence, match: re.Match[str], mind: Discourse
) -> Reference | None:
    """River, lake or parallel named last."""
    here = [r for f in sentence.in_stretch(0, match.start(), "VM") for r in line_of(f.item)]
    before = sorted(
        [*mind.waters, *mind.lines_before()], key=lambda r: r.span.start if r.span else 0
    )
    return next((r for r in reversed([*before, *here]) if r.kind is kind), None)


def _sea(noun: str, sentence: Sentence, match: re.Match[str], mind: Discourse) -> Reference | None:
    """Sea, strait or gulf named last whose name has the noun."""
    here = [r for f in sentence.in_stretch(0, match.start(), "A") for r in references_of(f)]
    known = reversed([*mind.areas[-40:], *here])
    return next((r for r in known if noun in r.name.lower() and not r.part), None)
