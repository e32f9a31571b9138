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
        Zones, places and the rest in the order of the reports, with the reports as `parts`. Of
        several reports, a zone's mark has the letter of its report: "B1". Where
        a sentence does not say who says so, its report does. The date is that of the last report.
    """
    parts = tuple(analyses)
    if len(parts) > 1:
        parts = tuple(_marked(part, letter(index)) for index, part in enumerate(parts))
    dates = [a.document.date for a in analyses if a.document.date is not None]
    return Analysis(
        Document(name, "", name, _sources(analyses), max(dates, default=None)),
        tuple(place for a in analyses for place in a.places),
        tuple(_said(rule, a.document) for a in analyses for rule in a.constraints),
        tuple(
            replace(zone, constraint=_said(zone.constraint, a.document))
            for a in parts for zone in a.zones
        ),
        tuple(
            replace(rule, understood=_said(rule.understood, a.document))
            for a in analyses for rule in a.unresolved
        ),
        tuple(event for a in analyses for event in a.events),
        tuple(force for a in analyses for force in a.forces),
        tuple(issue for a in analyses for issue in a.issues),
        dict(analyses[0].settings),
        parts,
    )  # fmt: skip


def _marked(analysis: Analysis, mark: str) -> Analysis:
    """Return an analysis whose zones have the letter of their report before their numbers."""
    zones = (replace(z, mark=f"{mark}{n}") for n, z in enumerate(analysis.zones, 1))
    return replace(analysis, zones=tuple(zones))


def letter(index: int) -> str:
    """
    Return the letter of a case's report by its index, as columns of a table are named.

    Examples
    --------
    >>> letter(0), letter(25), letter(26)
    ('A', 'Z', 'AA')
    """
    before, last = divmod(index, 26)
    return (letter(before - 1) if before else "") + chr(ord("A") + last)


def _said(rule: Constraint, document: Document) -> Constraint:
    """Return a rule with its report as the source where the sentence names none."""
    return replace(rule, source=rule.source or document.source or document.title or document.id)


def _sources(analyses: Sequence[Analysis]) -> str:
    """Say how many reports there are."""
    return f"{len(analyses)} report{'' if len(analyses) == 1 else 's'}"
