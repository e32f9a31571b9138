"""Who says a rule, since when, and how surely."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geo.text.dates import find_dates

if TYPE_CHECKING:
    from geo.model import Document
    from geo.rules.annotate import Sentence
    from geo.rules.engine import RuleBook
    from geo.rules.frames import Frame

_HEDGE = re.compile(
    r"\b(?:reportedly|allegedly|apparently|purportedly|said to|believed to|thought to|rumou?red|"
    r"unconfirmed|according to (?:unnamed|anonymous)|appears?|seems?)\b",
    re.IGNORECASE,
)


# words that open a sentence and days are nobody
_NOT_A_SOURCE = re.compile(
    r"(?:and|or|but|the|a|an|of|for|de|al|it|they|he|she|this|that|(?:mon|tues|wednes|thurs|fri|satur|sun)day|"
    r"(?!\w+s\b)[a-z]+)",
)


# "the agreement signed on 9 June": the day says when, not who
_SIGNED = re.compile(
    r"\s(?:signed|dated|reached|adopted|concluded|given|of \d|on \d|in \d)\b.*$", re.IGNORECASE
)


def hedged(text: str) -> bool:
    """Tell whether the sentence holds back its own claim ("reportedly")."""
    return bool(_HEDGE.search(text))


def source_of(sentence: Sentence, text: str, book: RuleBook) -> tuple[str, str]:
    """
    Find who says the rule.

    Returns
    -------
    source, rule_id
        Words of the text, both parts for "TASS quoted the minister"; empty when it is not said.
    """
    for rule in book["sources"]:
        match = rule.pattern.search(sentence.text)
        if match is None:
            continue
        parts = []
        for group in ("s", "s2"):
            if group in rule.pattern.groupindex and match[group]:
                span = sentence.to_span(match.start(group), match.end(group))
                words = _SIGNED.sub("", re.sub(r"\s+", " ", text[span.start : span.end]))
                parts.append(words.strip(" ,.’'"))
        source = ", quoting ".join(p for p in parts if p)
        if source and len(source) < 120 and not _NOT_A_SOURCE.fullmatch(source):
            return source, rule.id
    return "", ""


def date_of(frame: Frame, sentence: Sentence, document: Document) -> tuple[str, str]:
    """
    Date of the rule and its end, as ISO 8601 to the precision given.

    The date nearest before the expression counts, else the first of the sentence; a weekday only
    says when it was reported, and gives way to any other date.

    Returns
    -------
    date, until
        Empty where the text gives none.
    """
    start = sentence.span.start
    text = document.slice(sentence.span)
    at = sentence.origin(frame.start) - start
    found = find_dates(text, document.date)
    until = next((d.iso for d in found if d.deadline), "")
    dates = [d for d in found if not d.deadline]
    if not dates:
        return "", until
    before = [d for d in dates if d.span.start <= at]
    pool = before or dates
    named = [d for d in pool if not text[d.span.start : d.span.end].lower().endswith("day")]
    return (named or pool)[-1 if before else 0].iso, until
