"""Undo and redo, with what they would do."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from geo.amendments import (
    AddRule,
    RejectRule,
    SetActors,
    SetCompliance,
    SetDates,
    SetDistance,
    SetEffect,
    SetHost,
    SetReferences,
    SetRelation,
    SetSource,
    SetStatus,
)
from geo.maps.words import join
from geo.overrides import Override
from geo.store.layer import LayerChange
from geo.ui.state import history, step

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.store.codec import Correction
    from geo.store.history import Change

WORDS: dict[type, str] = {
    SetDistance: "distance of a rule",
    SetHost: "territory of a rule",
    SetStatus: "status of a rule",
    SetEffect: "kind of a rule",
    SetRelation: "how a zone lies",
    SetCompliance: "whether a rule is kept",
    SetSource: "source of a rule",
    SetDates: "dates of a rule",
    SetActors: "actors of a rule",
    SetReferences: "what a rule is measured from",
    RejectRule: "a rule rejected",
    AddRule: "a rule added",
}


def undo_buttons() -> None:
    """Show undo and redo."""
    found = history()
    last, next_ = found.last, found.next
    st.button(
        "Undo", icon=":material/undo:", shortcut="z", on_click=step, kwargs={"back": True},
        disabled=not last, help=f"Take back: {words_of(last)}" if last else None,
    )  # fmt: skip
    st.button(
        "Redo", icon=":material/redo:", shortcut="y", on_click=step, kwargs={"back": False},
        disabled=not next_, help=f"Do again: {words_of(next_)}" if next_ else None,
    )  # fmt: skip


def words_of(changes: Sequence[Change]) -> str:
    """
    Say what a step does, and to which report.

    Examples
    --------
    >>> from geo.amendments import SetActors, SetSource
    >>> from geo.store.history import Change
    >>> parts = SetActors("rule:0-9", ("rebels",)), SetSource("rule:0-9", "the army")
    >>> words_of([Change("talks", part) for part in parts])
    'actors of a rule and source of a rule (talks)'
    """
    what = join(list(dict.fromkeys(_words(change.correction) for change in changes)))
    reports = join(sorted({change.document for change in changes if change.document}))
    return f"{what} ({reports})" if reports else what


def _words(correction: Correction) -> str:
    """Say what one correction does."""
    if isinstance(correction, Override):
        return f"the place “{correction.toponym}”"
    if isinstance(correction, LayerChange):
        done = (
            "added" if correction.before is None else "changed" if correction.after else "removed"
        )
        return f"the layer “{correction.name}” {done}"
    return WORDS[type(correction)]
