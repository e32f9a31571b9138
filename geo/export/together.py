"""The reports of a case as one analysis, for maps, briefings and files."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from geo.model import Analysis, Document

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.model import Constraint


def together(analyses: Sequence[Analysis], name: str) -> Analysis:
    """
    Put analyses together.

    Parameters
    ----------
    analyses
        Those of the reports, read with the same settings; at least one.
    name
        Of the case: id and title of the whole.

    Returns
    -------
    analysis
        Zones, places and the rest in the order of the reports, with the reports as `parts`. Where
        a sentence does not say who says so, its report does. The date is that of the last report.
    """
    dates = [a.document.date for a in analyses if a.document.date is not None]
    return Analysis(
        Document(name, "", name, _sources(analyses), max(dates, default=None)),
        tuple(place for a in analyses for place in a.places),
        tuple(_said(rule, a.document) for a in analyses for rule in a.constraints),
        tuple(
            replace(zone, constraint=_said(zone.constraint, a.document))
            for a in analyses for zone in a.zones
        ),
        tuple(
            replace(rule, understood=_said(rule.understood, a.document))
            for a in analyses for rule in a.unresolved
        ),
        tuple(event for a in analyses for event in a.events),
        tuple(force for a in analyses for force in a.forces),
        tuple(issue for a in analyses for issue in a.issues),
        dict(analyses[0].settings),
        tuple(analyses),
    )  # fmt: skip


def _said(rule: Constraint, document: Document) -> Constraint:
    """Return a rule with its report as the source where the sentence names none."""
    return replace(rule, source=rule.source or document.source or document.title or document.id)


def _sources(analyses: Sequence[Analysis]) -> str:
    """Say how many reports there are."""
    return f"{len(analyses)} report{'' if len(analyses) == 1 else 's'}"
