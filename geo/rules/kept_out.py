"""Whom a zone keeps out by what is said beside it: its own clause, the next sentence, a warning."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from geo.rules.names import is_nobody, without_article, words_at
from geo.rules.phrases import phrase_after

if TYPE_CHECKING:
    from geo.rules.engine import RuleBook
    from geo.rules.frames import Frame
    from geo.rules.meanings import Sentence

_MUST_NOT = re.compile(
    r"[^;.]{0,40}?\b(?:that|which) (?:no|neither|not a) (?P<b>[^;,.]{1,60}?) (?:must|may|shall|should|can|could|will|would|is|are)\b"
    r"|[^;.]{0,40}?\b(?:that|which) (?P<a>[^;,.]{1,60}?) (?:must|may|shall|should|can|could|are|is|were|was) "
    r"(?:not|never|no longer|to stay out|to keep out|barred|forbidden|banned)\b",
    re.IGNORECASE,
)
# … and not "for the duration of the summit"
_TO_WHOM = re.compile(
    r"(?: (?:in|inside|of) \ue000[A-Z]\d+\ue001)?,? (?:to|for) (?!(?:the )?(?:duration|night|day|week|weekend|month|summer|winter|season|next|time|rest|remainder)\b|\d|an? |"
    r"(?:one|two|three|four|six|some|several) )"
)
# "Amazonas is off limits to |foreign missionaries"
_SHUT_TO = re.compile(
    r"\b(?:shut|closed|sealed(?: off)?|barred|forbidden|off[- ]limits|out of bounds) (?:to|for) (?!\d)",
    re.IGNORECASE,
)


def closed_to(
    frame: Frame, sentence: Sentence, text: str, book: RuleBook
) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """Whom an area is closed to: "closed the belt within 7 km of the border |to foreigners"."""
    said = sentence.text
    match = _TO_WHOM.match(said, frame.end) or _SHUT_TO.search(said, frame.start, frame.end)
    if match is None or not book.words("closes").search(sentence.text, 0, frame.end):
        return None
    found = phrase_after(sentence.text, match.end(), len(sentence.text))
    words = without_article(words_at(sentence, text, *found)) if found else ""
    return ((words,), ("actor.behind",)) if words and not is_nobody(words, book) else None


def kept_out(
    frame: Frame, sentence: Sentence, text: str, book: RuleBook
) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """Whom a zone keeps out by its own clause: "a zone … that pro-government forces must not enter"."""
    match = _MUST_NOT.match(sentence.text, frame.end)
    group = "b" if match and match["b"] else "a"
    found = phrase_after(sentence.text, *match.span(group)) if match else None
    if not match or not found or found[1] != match.end(group):
        return None
    words = without_article(words_at(sentence, text, *found))
    return None if is_nobody(words, book) else ((words,), ("actor.kept-out",))


_NO_SMALL = dict.fromkeys(range(ord("a"), ord("z") + 1))


@lru_cache(maxsize=8)
def is_shouted(sentence: str) -> bool:
    """Tell whether a sentence is in capitals, as warnings are: its grammar is that of a telegram."""
    small = len(sentence) - len(sentence.translate(_NO_SMALL))
    if small >= 0.3 * len(sentence) > 0:  # then they are more than three letters in ten
        return False
    letters = [c for c in sentence if c.isalpha()]
    return sum(c.isupper() for c in letters) > 0.7 * len(letters) > 7


def named_in_warning(
    sentence: Sentence, text: str, book: RuleBook, around: str
) -> tuple[tuple[str, ...]]:
    """Ships, aircraft or people that a warning in capitals names first."""
    for rule in (r for r in book["actors"] if r.get("kind") == "said-of"):
        for match in rule.pattern.finditer(sentence.text):
            if book.words("warned").search(match.group()):
                return ((words_at(sentence, text, *match.span()),),)
        for match in rule.pattern.finditer(around):
            if book.words("warned").search(match.group()) and match.group().isupper():
                return ((match.group(),),)
    return ((),)


_ZONE = (
    r"(?:(?:enter|cross|approach|in|inside|into|from|within|to|through|over|of|out of|avoid|leave|keep clear of|use)\s+"
    r"(?:it|(?:the|this|that)\s+(?:[\w-]+\s+){0,2}?(?:zone|area|strip|belt|perimeter|circle|corridor|waters|ring|cordon|sector))"
    r"|there|clear|out)\b"
)
_NAMED_AFTER = (
    re.compile(
        r"(?:No|Neither|Not an?) (?P<a>[^,;.]{2,60}?) (?:may|shall|must|can|will|(?:is|are|will be|to be)"
        rf"(?: \w+)? (?:allowed|permitted|authori[sz]ed|to))\b[^;.]*?{_ZONE}"
    ),
    re.compile(
        r"(?P<a>(?:[A-Z]|All |The |Any )[^,;.]{2,60}?) (?:(?:may|must|shall|should|can|will|would) (?:not|never|keep|stay|steer|leave|avoid)|"
        rf"(?:is|are|will be) (?:barred|banned|forbidden|excluded|prohibited|kept|not (?:allowed|permitted|to)|to (?:keep|stay|leave|avoid)))\b[^;.]*?{_ZONE}"
    ),
    re.compile(
        r"(?:It|The \w+(?: \w+)?) (?:is|was|remains|has been) (?:now )?(?:closed|off limits|off-limits|forbidden|shut|barred) to "
        r"(?P<a>[^,;.]{2,60})"
    ),
)


_NEITHER = re.compile(r"\s*Neither\b")


def named_after(text: str, book: RuleBook) -> str:
    """Whom the sentence behind a zone keeps out of it: "No trawler may enter it."; empty for nobody."""
    for pattern in _NAMED_AFTER:
        match = pattern.match(text.strip())
        words = without_article(match["a"]) if match else ""
        if words and not is_nobody(words, book) and len(words.split()) < 8:
            return f"Neither {words}" if _NEITHER.match(text) else words
    return ""
