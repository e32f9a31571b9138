"""Where and when a report says that it was filed: "GOMA, Congo, Nov 21, 2012 (Reuters) - "."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from geo.text.dates import MONTH, YEAR, find_dates

if TYPE_CHECKING:
    from geo.model import Span

LINES = 4  # a headline, a byline and an empty line may stand before it
TOP_CHARS = 2000  # it stands in these
_WEEKDAY = r"(?:(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?\.?,?\s+)?"
_DAY = rf"(?i:\d{{1,2}}(?:st|nd|rd|th)?\s+(?:{MONTH})\b\.?|(?:{MONTH})\b\.?\s+\d{{1,2}}(?:st|nd|rd|th)?)"
# names, each with a capital, and commas; "of" and the like within names
_NAME = r"[A-ZÀ-Þ][\w.'’-]*+"  # possessive: a word is never cut in two
_NAMES = rf"{_NAME}(?:[ ,/]++(?:(?:of|the|and|de|del|la|le|al|el) ++)*+{_NAME}){{0,7}}"
_SERVICE = r"\s*(?:\([A-Z][\w ./&-]{1,30}\))?\s*"
_DATELINE = re.compile(
    rf"(?:Date|Sent|Dated|Written)\s*:\s*{_WEEKDAY}(?P<header>{_DAY},?\s+{YEAR}|{YEAR}-\d\d-\d\d)"
    rf"|(?:{_NAMES}[ ,(]*(?:[-–—]\s*)?)?{_WEEKDAY}(?P<day>{_DAY}(?:,?\s+{YEAR})?)\)?"
    rf"{_SERVICE}(?:\s*[-–—:.]+(?=\s)|[.:]?(?=\n|$))"
)


def dateline(text: str) -> Span | None:
    """
    Find the day that stands in a report's dateline, or in the line "Date:" on top.

    Examples
    --------
    >>> text = "GOMA, Congo, Nov 21, 2012 (Agency) - Rebels seized the town on Tuesday."
    >>> found = dateline(text)
    >>> text[found.start : found.end]
    'Nov 21, 2012'
    >>> dateline("On 21 November 2012 rebels seized the town.") is None
    True
    """
    from geo.model import Span

    start, seen = 0, 0
    for line in text[:TOP_CHARS].splitlines(keepends=True):
        lead = len(line) - len(line.lstrip())
        if lead < len(line):
            seen += 1
            if match := _DATELINE.match(line, lead):
                group = "header" if match["header"] else "day"
                return Span(start + match.start(group), start + match.end(group))
        if seen == LINES:
            return None
        start += len(line)
    return None


def filed_on(text: str) -> dt.date | None:
    """
    Return the day of a report's dateline; None where it has none, or names no year.

    Examples
    --------
    >>> filed_on("NIAMEY, 22 March 2021 (AFP) - Gunmen killed at least 58 people.")
    datetime.date(2021, 3, 22)
    """
    span = dateline(text)
    found = find_dates(text[span.start : span.end], None) if span else ()
    days = [d.iso for d in found if len(d.iso) == len("2021-03-22")]
    return dt.date.fromisoformat(days[0]) if days else None
