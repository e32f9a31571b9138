"""A sentence that only says in which country the zone before it lies: "It shall lie wholly inside Eritrea"."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from geo.model import Compliance, ReferenceKind, Side, Territory

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from geo.model import Constraint, Place, Role, Span

_LIES = re.compile(
    r"(?:(?:The|This|That|Their) (?:[\w-]+ ){0,3}?(?:zone|strip|belt|buffer|area|corridor|cordon)|It) "
    r"(?:(?:shall|will|would|must|should|is to|was to) )?(?:lie|lies|lay|be|is|was|run|runs|fall|falls) "
    r"(?:entirely|wholly|solely|completely|only|exclusively) (?:within|inside|in|on) (?:the (?:territory|soil|side) of )?(?:the )?$"
)


def lies_in(
    text: str,
    span: Span,
    mentions: Sequence[tuple[Span, Role, Place]],
    rule: Constraint,
    touches: Callable[[str, tuple[str, ...]], bool],
) -> Constraint | None:
    """
    Rule clipped to the country that a sentence says its zone lies in; None where it says nothing.

    Parameters
    ----------
    text
        The document's text.
    span, mentions
        The sentence, and the places it names.
    rule
        The rule before it.
    touches
        Tells whether a territory touches one of others.
    """
    if rule.host or not rule.references or not rule.distance:
        return None
    if any(r.kind is not ReferenceKind.BORDER or not r.territories for r in rule.references):
        return None
    for at, _, place in mentions:
        found = place.candidate
        if found is None or not found.territory or not _LIES.match(text[span.start : at.start]):
            continue
        code, owners = found.territory, {c for r in rule.references for c in r.territories}
        if code in owners if len(owners) > 1 else touches(code, tuple(owners)):
            said = rule.compliance_span == span  # where it lies is no breach of it
            return replace(
                rule,
                compliance=Compliance.UNKNOWN if said else rule.compliance,
                compliance_span=None if said else rule.compliance_span,
                compliance_quote="" if said else rule.compliance_quote,
                host=(Territory(code, found.name),),
                host_found_by="text",
                side=Side.HOST,
                trace=(*rule.trace, "host.in"),
            )
    return None
