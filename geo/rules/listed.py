"""Lists: items on lines of their own, led in by a sentence with their verb; lists of two kinds, "respectively"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.model import Span
from geo.rules.reduced import SKIPPED, Fold, Reduced

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.rules.meanings import Meaning, Sentence

# what an item begins with: a dash, a bullet, "(a)", "2.", "iv)"
MARKER = re.compile(
    r"(?:[-–—*•·‣▪◦>]|\((?:[a-z]|\d{1,2}|[ivx]{1,4})\)|(?:[a-z]|\d{1,2}|[ivx]{1,4})[.)])\s+", re.I
)
_LEADS = re.compile(r"[:—–]\s*$|\b(?:as follows|the following[^.;]{0,60})[.:]?\s*$", re.IGNORECASE)
# what closes a lead-in, and is left out where the item follows it
_CLOSING = re.compile(r"[\s.:;,—–-]+$|,?\s+(?:as follows|namely)\W*$", re.IGNORECASE)
# no list goes on longer than this
_MOST_ITEMS = 40


@dataclass(frozen=True, slots=True)
class Item:
    """
    One item of a list.

    Attributes
    ----------
    lead
        The sentence that leads in, without what closes it.
    start
        Offset where the item's own words begin, behind its marker.
    first, last
        Numbers of the sentence that leads in and of the last item.
    """

    lead: Span
    start: int
    first: int
    last: int


def items_of(text: str, spans: Sequence[Span]) -> dict[int, Item]:
    r"""
    Find the items of lists by the number of their sentence.

    Examples
    --------
    >>> text = "Rebels shall:\n(a) leave;\n(b) disarm."
    >>> found = items_of(text, (Span(0, 13), Span(14, 24), Span(25, 36)))
    >>> [text[item.start : item.start + 5] for item in found.values()]
    ['leave', 'disar']
    """
    if "\n" not in text:
        return {}
    found: dict[int, Item] = {}
    for number in range(len(spans) - 1):
        lead = spans[number]
        if number in found or not _leads(text, lead):
            continue
        starts = _items_behind(text, spans, number)
        last = max(starts, default=number)
        opening = _opening(text, lead)
        found |= {at: Item(opening, start, number, last) for at, start in starts.items()}
    return found


def _leads(text: str, span: Span) -> bool:
    """Tell whether a sentence leads in a list; messages in capitals number what stands apart."""
    tail = text[max(span.start, span.end - 90) : span.end]
    if tail.rstrip()[-1:] not in ":—–" and "follow" not in tail.lower():
        return False  # the pattern looks at every sentence of a report: this is quicker
    closing = _LEADS.search(text, max(span.start, span.end - 90), span.end)
    return closing is not None and not text[span.start : span.end].isupper()


def _items_behind(text: str, spans: Sequence[Span], number: int) -> dict[int, int]:
    """Offsets of the items' own words, by the numbers of their sentences, right behind a lead-in."""
    starts: dict[int, int] = {}
    at = number + 1
    while at < len(spans) and len(starts) < _MOST_ITEMS:
        span = spans[at]
        marker = MARKER.match(f"{text[span.start : span.end]} ")
        if marker is None or text[text.rfind("\n", 0, span.start) + 1 : span.start].strip():
            break
        if marker.end() > span.end - span.start:  # "2." stands as a sentence of its own
            at += 1
            if at < len(spans):
                starts[at] = spans[at].start
        else:
            starts[at] = span.start + marker.end()
        at += 1
    return starts


def _opening(text: str, lead: Span) -> Span:
    """Lead-in without what closes it."""
    closing = _CLOSING.search(text, max(lead.start, lead.end - 40), lead.end)
    end = closing.start() if closing else lead.end
    return Span(lead.start, end) if end > lead.start else lead


def led_in(text: str, folded: Sentence, item: Item) -> Sentence:
    """Lead-in and item as one sentence: what stands between them is skipped."""
    gap: Fold[Meaning] = Fold(SKIPPED, Span(item.lead.end, item.start), ())
    return Reduced.of(text, folded.span, [gap, *folded.folds])


_RESPECTIVELY = re.compile(r",?\s+respectively\b,?", re.IGNORECASE)


def without_respectively(text: str, folded: Sentence) -> Sentence:
    """Leave "respectively" out: "20 and 30 km respectively from A and B" reads like a list of two lists."""
    if "espectively" not in folded.text:
        return folded
    return folded.fold(text, _RESPECTIVELY, lambda match: (SKIPPED, ()))
