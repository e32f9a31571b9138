"""Where the armed groups that a text names are at home."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.model import Territory
from geo.rules.frames import words_of
from geo.rules.touching import fits

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.rules.discourse import Discourse
    from geo.rules.engine import RuleBook
    from geo.rules.frames import Frame
    from geo.rules.meanings import Sentence


def home_of_group_bound(
    sentence: Sentence, frame: Frame, book: RuleBook, mind: Discourse
) -> tuple[tuple[Territory, ...], str]:
    """Home of the armed group that stands nearest before a side of a line: "Turkey wants the YPG to …"."""
    last = max(
        (at for f, at in zip(sentence.folds, sentence.starts, strict=True)
         if at < frame.start and f.kind in "ANG"), default=0,
    )  # fmt: skip
    for row, code, name in homes(words_of(sentence, sentence.text[last : frame.start]), book):
        if fits(code, (), mind, frame, shared=False):
            return (Territory(code, name),), row
    return (), ""


def home_of_group(
    sentence: Sentence, frame: Frame, targets: tuple[str, ...], book: RuleBook, mind: Discourse
) -> tuple[tuple[Territory, ...], str]:
    """Home of an armed group that the sentence, or whoever it takes up, names."""
    words = (words_of(sentence, sentence.text), *mind.people[-1:])
    for text in words:
        near = [h for h in homes(text, book) if fits(h[1], targets, mind, frame, shared=False)]
        if near:
            row = near[0][0]
            kept = near if _of_state(row, targets, book) else near[:1]
            return tuple(Territory(code, name) for r, code, name in kept if r == row), row
    return (), ""


def _of_state(row_id: str, targets: tuple[str, ...], book: RuleBook) -> bool:
    """Tell whether a row is of a state that is no more, and what is measured from was no part of it."""
    row = next(r for r in book["groups"] if r.id == row_id)
    parts = {*row.get("host").split(), *row.get("from").split()}
    return is_state(row_id, book) and not parts & set(targets)


def is_state(row_id: str, book: RuleBook) -> bool:
    """Tell whether a row is of a state that is no more."""
    return any(r.id == row_id and r.get("mode") == "heirs" for r in book["groups"])


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
