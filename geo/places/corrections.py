"""The analyst's corrections, applied to the places that were found."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from geo.model import Candidate, Document, FeatureClass, Issue, Mention, Place, Role, Span
from geo.overrides import ANALYST, Correction, Override
from geo.places.gazetteer import Gazetteer
from geo.places.names import fold

PINNED = "the analyst's pin"
NO_PLACE = "the analyst says that it is no place"
POINTS = (FeatureClass.CITY, FeatureClass.FACILITY)


def corrected(
    places: Sequence[Place],
    overrides: Sequence[Override],
    document: Document,
    gazetteer: Gazetteer,
) -> tuple[tuple[Place, ...], tuple[Issue, ...]]:
    """
    Return the places with the corrections applied, and an issue for each that could not be.

    Corrections are applied in their order: a later one of the same name wins. A corrected place
    has confidence 1, says who decided, and keeps its rivals. A name that the reader had missed is
    found by its span, or wherever the text has it as a word.
    """
    issues = []
    for override in overrides:
        try:
            places = _apply(override, places, document, gazetteer)
        except _CannotApply as problem:
            issues.append(Issue("override.unused", str(problem), override.span))
    return tuple(sorted(places, key=lambda place: place.mentions[0].span)), tuple(issues)


class _CannotApply(Exception):  # noqa: N818 - not an error of the user's
    """Why a correction does not fit the document."""


def _apply(
    override: Override, places: Sequence[Place], document: Document, gazetteer: Gazetteer
) -> list[Place]:
    """Return the places with one correction applied."""
    spans = _meant(override, places, document)
    if not spans:
        where = " there" if override.span else ""
        msg = f"a correction of “{override.toponym}” was not applied: the text lacks it{where}"
        raise _CannotApply(msg)
    before = [p for p in places if any(m.span in spans for m in p.mentions)]
    roles = {m.span: m.kind for p in before for m in p.mentions}
    mentions = tuple(
        Mention(span, document.slice(span), _role(override, roles.get(span))) for span in spans
    )
    rivals = before[0].candidates or before[0].rivals if before else ()
    kept = [rest for place in places if (rest := _without(place, spans))]
    return [*kept, _decided(override, mentions, rivals, gazetteer)]


def _meant(override: Override, places: Sequence[Place], document: Document) -> list[Span]:
    """Return the spans a correction speaks of, in their order."""
    text, span = document.text, override.span
    if span is not None:
        fits = span.end <= len(text) and fold(document.slice(span)) == fold(override.toponym)
        return [span] if fits else []
    wanted = fold(override.toponym)
    found = {m.span for p in places for m in p.mentions if fold(m.toponym) == wanted}
    if not found:
        word = re.compile(rf"(?<!\w){re.escape(override.toponym)}(?!\w)")
        found = {Span(m.start(), m.end()) for m in word.finditer(text)}
    return sorted(found)


def _role(override: Override, before: Role | None) -> Role:
    """Return the role of a corrected mention."""
    if override.correction is Correction.NO_PLACE:
        return Role.PART
    return Role.LITERAL if before in {None, Role.PART} else before or Role.LITERAL


def _without(place: Place, spans: Iterable[Span]) -> Place | None:
    """Return a place without the mentions that share a character with some spans."""
    kept = tuple(m for m in place.mentions if not any(m.span.overlaps(s) for s in spans))
    if len(kept) == len(place.mentions):
        return place
    return replace(place, mentions=kept) if kept else None


def _decided(
    override: Override,
    mentions: tuple[Mention, ...],
    rivals: tuple[Candidate, ...],
    gazetteer: Gazetteer,
) -> Place:
    """Return the place as the analyst has it."""
    note = f": {override.note}" if override.note else ""
    if override.correction is Correction.NO_PLACE:
        return Place(mentions, (), 1.0, NO_PLACE + note, ANALYST)
    if override.correction is Correction.PIN:
        chosen = _pinned(override, rivals)
    else:
        try:
            chosen = gazetteer.get(override.entry)
        except KeyError as problem:
            msg = (
                f"a correction of “{override.toponym}” was not applied: "
                f"no gazetteer entry has the id {override.entry}"
            )
            raise _CannotApply(msg) from problem
    chosen = replace(chosen, score=1.0, reason="chosen by the analyst" + note)
    others = tuple(c for c in rivals if c.id != chosen.id)
    return Place(mentions, (chosen, *others), 1.0, chosen.reason, ANALYST)


def _pinned(override: Override, rivals: tuple[Candidate, ...]) -> Candidate:
    """Return a candidate at the analyst's point; its country is that of the former one."""
    former = rivals[0] if rivals else None
    point = former is not None and former.feature_class in POINTS
    lon, lat = override.lon or 0.0, override.lat or 0.0
    return Candidate(
        id=f"pin:{lon:.5f},{lat:.5f}",
        name=override.name or (former.name if former and point else override.toponym),
        lon=lon,
        lat=lat,
        feature_class=former.feature_class if former and point else FeatureClass.CITY,
        country=former.country if former else "",
        population=0,
        source=PINNED,
    )
