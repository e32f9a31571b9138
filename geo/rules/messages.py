"""Warnings in capitals: what their whole message says of each area in it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geo.model import Span, Status
from geo.text.dtg import issue_year, message_dates

if TYPE_CHECKING:
    from geo.model import Document
    from geo.rules.engine import RuleBook

# where a message of a series starts
_HEAD = re.compile(
    r"^[ \t(]*(?:(?:NAVAREA|HYDRO(?:LANT|PAC|ARC)|NAVTEX|NAV(?:IGATIONAL)?\s+WARNING|COASTAL\s+WARNING|LOCAL\s+WARNING|AVURNAV)\b|"
    r"[A-Z]\d{4}/\d\d\s+NOTAM|NOTAM\b)",
    re.MULTILINE,
)


def is_message(text: str, *, nautical: bool) -> bool:
    """Tell whether a sentence is part of a warning in capitals."""
    large, small = sum(map(str.isupper, text)), sum(map(str.islower, text))
    return nautical and large > 8 * small


def message_of(text: str, span: Span) -> Span:
    """Span of the message that a sentence of a text belongs to: from its heading to the next."""
    start = end = None
    for head in _HEAD.finditer(text):
        if head.start() <= span.start:
            start = head.start()
        elif end is None:
            end = head.start()
    return Span(start or 0, max(end or len(text), span.end))


def status_in(text: str, message: str, book: RuleBook) -> tuple[Status, str]:
    """Status of what a sentence of a message gives: lifted where either cancels it, else in force."""
    for rule in book["status"]:
        if rule.get("scope") == "message" and (
            rule.pattern.search(text) or rule.pattern.match(message)
        ):
            return Status(rule.get("status")), rule.id
    return Status.IN_FORCE, ""


def dates_in(document: Document, span: Span, message: Span) -> tuple[str, str]:
    """First and last day of what a sentence of a message gives, by itself, else by the message."""
    whole = document.slice(message)
    year = issue_year(whole) or (document.date.year if document.date else None)
    since, until = message_dates(document.slice(span), year)
    if since and until:
        return since, until
    first, last = message_dates(whole, year)
    return since or first, until or last
