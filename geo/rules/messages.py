"""Warnings in capitals: what their whole message says of each area in it."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache
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
    heads = _heads(text)
    at = bisect_right(heads, span.start)
    start = heads[at - 1] if at else 0
    end = heads[at] if at < len(heads) else len(text)
    return Span(start, max(end, span.end))


@lru_cache(maxsize=4)
def _heads(text: str) -> tuple[int, ...]:
    """Where the messages of a text start; looked for once, since each of its areas asks."""
    return tuple(head.start() for head in _HEAD.finditer(text))


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
    year, first, last = _dates_of(document, message)
    since, until = message_dates(document.slice(span), year)
    return since or first, until or last


@lru_cache(maxsize=16)
def _dates_of(document: Document, message: Span) -> tuple[int | None, str, str]:
    """Year of a message, and its first and last day; looked for once, since each of its areas asks."""
    whole = document.slice(message)
    year = issue_year(whole) or (document.date.year if document.date else None)
    return (year, *message_dates(whole, year))
