"""What the analyst did, in order, with undo and redo; pure data."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from geo.overrides import Override

if TYPE_CHECKING:
    from geo.amendments import Amendment
    from geo.store.codec import Correction


@dataclass(frozen=True, slots=True)
class Change:
    """
    One correction of one document.

    Attributes
    ----------
    document
        Id of the document in its case.
    made
        When, ISO 8601 with the offset to UTC.
    note
        Why, in the analyst's words.
    """

    document: str
    correction: Correction
    made: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class History:
    """
    Changes that hold, in order, and those that were undone, the last undone first.

    Examples
    --------
    >>> from geo.amendments import RejectRule
    >>> one = Change("talks", RejectRule("rule:0-9"))
    >>> history = History().add(one).undo()
    >>> history.done, history.redo().done == (one,)
    ((), True)
    """

    done: tuple[Change, ...] = ()
    undone: tuple[Change, ...] = ()

    def add(self, change: Change) -> History:
        """Return the history with one more change; what was undone cannot be redone after it."""
        return History((*self.done, change))

    def undo(self) -> History:
        """Return the history without its last change; the same one when there is none."""
        if not self.done:
            return self
        return replace(self, done=self.done[:-1], undone=(self.done[-1], *self.undone))

    def redo(self) -> History:
        """Return the history with the change that was undone last; the same one without any."""
        if not self.undone:
            return self
        return replace(self, done=(*self.done, self.undone[0]), undone=self.undone[1:])

    def overrides(self, document: str) -> tuple[Override, ...]:
        """Return the corrections of places that hold in a document."""
        return tuple(c for c in self._of(document) if isinstance(c, Override))

    def amendments(self, document: str) -> tuple[Amendment, ...]:
        """Return the corrections of rules that hold in a document."""
        return tuple(c for c in self._of(document) if not isinstance(c, Override))

    def _of(self, document: str) -> tuple[Correction, ...]:
        return tuple(c.correction for c in self.done if c.document == document)
