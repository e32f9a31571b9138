"""What the analyst did, in order, with undo and redo; pure data."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import takewhile
from typing import TYPE_CHECKING

from geo.overrides import Override
from geo.store.layer import LayerChange

if TYPE_CHECKING:
    from geo.amendments import Amendment
    from geo.store.codec import Correction


@dataclass(frozen=True, slots=True)
class Change:
    """
    One correction of one document, or the change of a layer.

    Attributes
    ----------
    document
        Id of the document in its case; empty for a layer, which all of them share.
    made
        When, ISO 8601 with the offset to UTC.
    note
        Why, in the analyst's words.
    step
        Changes of one number were made at once, and are undone at once; 0 stands alone.
    """

    document: str
    correction: Correction
    made: str = ""
    note: str = ""
    step: int = 0


@dataclass(frozen=True, slots=True)
class History:
    """
    Changes that hold, in order, and those that were undone, the last undone first.

    Examples
    --------
    >>> from geo.amendments import RejectRule
    >>> one = Change("talks", RejectRule("rule:0-9"))
    >>> history = History().add(one, one).undo()
    >>> history.done, len(history.redo().done)
    ((), 2)
    """

    done: tuple[Change, ...] = ()
    undone: tuple[Change, ...] = ()

    @property
    def last(self) -> tuple[Change, ...]:
        """Changes that the next undo takes back."""
        return tuple(reversed(_step(tuple(reversed(self.done)))))

    @property
    def next(self) -> tuple[Change, ...]:
        """Changes that the next redo makes again."""
        return _step(self.undone)

    def add(self, *changes: Change) -> History:
        """Return the history with one more step; what was undone cannot be redone after it."""
        step = 1 + max((change.step for change in self.done), default=0)
        return History((*self.done, *(replace(change, step=step) for change in changes)))

    def undo(self) -> History:
        """Return the history without its last step; the same one when there is none."""
        kept = len(self.done) - len(self.last)
        return replace(self, done=self.done[:kept], undone=(*self.last, *self.undone))

    def redo(self) -> History:
        """Return the history with the step that was undone last; the same one without any."""
        again = self.next
        return replace(self, done=(*self.done, *again), undone=self.undone[len(again) :])

    def overrides(self, document: str) -> tuple[Override, ...]:
        """Return the corrections of places that hold in a document."""
        return tuple(c for c in self._of(document) if isinstance(c, Override))

    def amendments(self, document: str) -> tuple[Amendment, ...]:
        """Return the corrections of rules that hold in a document."""
        found = self._of(document)
        return tuple(c for c in found if not isinstance(c, Override | LayerChange))

    def _of(self, document: str) -> tuple[Correction, ...]:
        return tuple(c.correction for c in self.done if c.document == document)


def _step(changes: tuple[Change, ...]) -> tuple[Change, ...]:
    """Return the changes at the head that were made at once with the first."""
    if not changes:
        return ()
    number = changes[0].step
    return (
        tuple(takewhile(lambda change: change.step == number, changes)) if number else changes[:1]
    )
