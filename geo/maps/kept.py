"""Whether a rule is kept, in words, with the sentence that says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.model import Compliance

if TYPE_CHECKING:
    from geo.model import Constraint

SAID = {Compliance.OBSERVED: "said to be kept", Compliance.VIOLATED: "said to be broken"}


def kept_words(rule: Constraint) -> str:
    """Say whether a rule is kept, and by which words; nothing where nobody says."""
    if rule.compliance is Compliance.UNKNOWN:
        return ""
    value = rule.compliance.value
    if "compliance" in rule.edited:
        return f"{value}, as the analyst has it"
    if not rule.compliance_quote:
        return value
    said = kept_quote(rule)
    return f"{value}: “{said}”" if said else f"{value}, in the same sentence"


def kept_quote(rule: Constraint) -> str:
    """Return the sentence that says whether a rule is kept, in one line; none if it is its own."""
    own = rule.compliance_span == rule.span
    return "" if own else " ".join(rule.compliance_quote.split())
