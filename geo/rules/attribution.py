"""Who says a rule, since when, and how surely."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geo.rules.phrases import phrase_after
from geo.text.dates import find_dates

if TYPE_CHECKING:
    import datetime as dt

    from geo.model import Document
    from geo.rules.engine import Rule, RuleBook
    from geo.rules.frames import Frame
    from geo.rules.meanings import Sentence


_DAY_BEFORE = re.compile(
    r"(?:(?:in|on|by|since|during) (?:(?:early|late|mid-?) ?)?(?:\d{1,2} )?(?:january|february|march|april|may|june|july|august|"
    r"september|october|november|december|\w+day)?\s?(?:\d{4})?|since (?:the|last) \w+|(?:at|in) (?-i:[A-Z])\w+(?= the )|last \w+|this \w+|yesterday|today|earlier|later|then|now)"
    r"[ ,]+(?=\S)",
    re.IGNORECASE,
)
# who speaks is named in the sentence before
PRONOUN = re.compile(r"it|they|he|she|both|both sides|the two", re.IGNORECASE)


def hedged(text: str, book: RuleBook) -> bool:
    """Tell whether the sentence holds back its own claim ("reportedly")."""
    return bool(book.words("hedge").search(text))


def source_of(sentence: Sentence, text: str, book: RuleBook) -> tuple[str, str]:
    """
    Find who says the rule.

    Returns
    -------
    source, rule_id
        Words of the text, both parts for "TASS quoted the minister"; empty when it is not said.
    """
    for rule in book["sources"]:
        source = _source_by(rule, sentence, text, book)
        if source and rule.id == _REPORTED:
            return _with_speaker(source, sentence, text, book)
        if source:
            return source, rule.id
    return "", ""


# who reports, and who is reported to have demanded, promised, ordered
_REPORTED, _SPEAKERS = "source.according-to", ("source.opens", "source.said")


def _with_speaker(reporter: str, sentence: Sentence, text: str, book: RuleBook) -> tuple[str, str]:
    """Source of what somebody reports of another: "Netanyahu, according to Channel 10"."""
    for rule in book["sources"]:
        speaker = _source_by(rule, sentence, text, book) if rule.id in _SPEAKERS else ""
        if speaker and not PRONOUN.fullmatch(speaker) and not _same(speaker, reporter):
            return f"{speaker}, according to {reporter}", _REPORTED
    return reporter, _REPORTED


def _same(one: str, other: str) -> bool:
    """Tell whether two names of a speaker are one."""
    return one.lower() in other.lower() or other.lower() in one.lower()


def _source_by(rule: Rule, sentence: Sentence, text: str, book: RuleBook) -> str:
    """Who says it by one row; empty for nobody."""
    match = rule.pattern.search(sentence.text)
    if match is None:
        return ""
    parts = []
    for group in ("s", "s2"):
        if group in rule.pattern.groupindex and match[group]:
            span = sentence.to_span(match.start(group), match.end(group))
            words = book.words("signed").sub("", re.sub(r"\s+", " ", text[span.start : span.end]))
            words = book.words("dateline").sub("", words)
            words = _DAY_BEFORE.sub("", _VERB_BEHIND.sub("", words), count=1)
            parts.append(words.strip(" ,.’'").removesuffix("’s").removesuffix("'s"))
    source = ", quoting ".join(p for p in parts if p)
    refused = book.words("not-a-source").fullmatch(source) or book.words("cut-short").fullmatch(
        source
    )
    if PRONOUN.fullmatch(source) or (len(source) < 120 and not refused):
        return source
    return ""


# "Lavrov echoed comments": the verb is no part of the name
_VERB_BEHIND = re.compile(r"(?<=[a-z’']) [a-z]+ed$")

# the verb behind a subject: what ends in -ed, some that do not, and what stands before an article or a name
_VERB = re.compile(
    r"(?<=\s)(?:\w+ed|sent|took|retook|held|made|met|saw|won|lost|began|came|went|gave|built|put|set|fell|broke|shot|led|"
    r"(?!(?:and|or|of|the|in|from)\b)[a-z]+(?=\s+\ue000))(?!\w).*$",
    re.DOTALL,
)
_ARTICLE = re.compile(r"\s+(?:the|an?|its|their|his|her)\s", re.IGNORECASE)
_OPENING = re.compile(
    r"^(?:[^,;.:]{2,40}: )?(?:[^,;.\ue000]{1,40}, )?(?:(?:but|and|yet|then|meanwhile|so) )?",
    re.IGNORECASE,
)


def goes_on(text: str, book: RuleBook) -> bool:
    """Tell whether a sentence goes on with what was reported in the one before."""
    return bool(book.words("goes-on").match(text))


def subject_of(sentence: Sentence, text: str, till: int | None = None) -> str:
    """Whom a sentence is about: the noun phrase that it opens with, before a place of the folded text."""
    opening = _OPENING.match(sentence.text)
    dated = _DAY_BEFORE.match(sentence.text)
    starts = (opening.end() if opening else 0, dated.end() if dated else 0, 0)
    for start in sorted(dict.fromkeys(starts), reverse=True):
        found = phrase_after(sentence.text, start, len(sentence.text))
        if found and (till is None or found[1] <= till):
            whole = sentence.text[slice(*found)]
            words = _VERB.sub("", whole).rstrip()
            if words == whole and _ARTICLE.match(sentence.text, found[1]):
                words = words.rpartition(" ")[0] or words
            span = sentence.to_span(found[0], found[0] + len(words))
            return re.sub(r"\s+", " ", text[span.start : span.end])
    return ""


def date_of(
    frame: Frame, sentence: Sentence, document: Document, book: RuleBook
) -> tuple[str, str]:
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
    told = bool(book.words("told-of-past").search(text))
    found = tuple(d for d in found if not (told and text[d.span.start :][:6].lower() == "within"))
    until = next((d.iso for d in found if d.deadline), "")
    line = _DATELINE.match(text)
    found = tuple(d for d in found if line is None or d.span.start >= line.end())
    asides = (*_WHO.finditer(text), *_ASIDE.finditer(text))
    of_people = [m.span() for m in asides if not m.start() < at < m.end()]
    promised = _HAD_PROMISED.search(text)
    if promised and promised.start() < at < promised.end():  # the day of what they did since
        of_people.append((promised.end(), len(text)))
    dates = [d for d in found if not d.deadline]
    dates = [d for d in dates if not any(a <= d.span.start < b for a, b in of_people)]
    if not dates:
        return "", until
    beside = [
        d
        for d in dates
        if _BESIDE.fullmatch(text, sentence.origin(frame.end) - start, d.span.start)
    ]
    if beside:
        return beside[0].iso, until
    before = [d for d in dates if d.span.start <= at]
    after = sentence.origin(frame.end) - start
    pool = before or [d for d in dates if not _ANOTHER.search(text, after, d.span.end)]
    if not pool:
        return "", until
    named = [d for d in pool if not text[d.span.start : d.span.end].lower().endswith("day")]
    return (named or pool)[-1 if before else 0].iso, until


# "MINSK, 16 February (AFP) - ": when it was written
_DATELINE = re.compile(
    r"[A-Z][A-Z .,'’/-]{2,40}(?:, [A-Z][a-z]+)?,? [^;:.]{3,30}?(?:\([^)]{2,20}\) ?)?(?:\s[-–—]{1,2}|:)\s"
)

# "troops, |who have been there since January,": the day says who they are, not when the rule was made
_WHO = re.compile(
    r"(?:\b(?:who|whose)|(?<=armies |forces |groups )(?:that|which)|(?<=troops |rebels )(?:that|which))\b[^,;.]{3,80}?"
    r"(?=[,;.]|\s(?:must|shall|should|may|agreed|will|would|are to|were to|is to|have agreed)\b)"
)
# "…|, but shelled the city on Tuesday": another clause's day
_ANOTHER = re.compile(
    r"\b(?:but|yet|although|though|while|whereas)\b|\b(?:after|because|when)\s[^;,.]*?\b(?:was|were|had)\s[a-z]+(?:ed|en)\b|;\s[^;.]*?\b(?:on|last|this)\s(?=\w+day\b)"
)
# "Militiamen, |who had promised to stay 3 km from the city,| attacked it on Saturday"
_HAD_PROMISED = re.compile(r", (?:who|which) had [^,;.]+,")
# "the cabinet, |which meets on Sunday,": no day of the rule, unless it tells when that was made
_ASIDE = re.compile(
    r",\s(?:which|who|whose|where)\s(?![^,;.]*\b(?:signed|agreed|adopted|concluded|effect|force|issued|announced|"
    r"imposed|declared|reached|began|begins|dates|closed|banned|barred|decided|passed|made|set|due|expires?|ends?)\b)[^,;.]{0,80}"
)
# "12 miles off the coast |in 1958": the date stands right behind the expression
_BESIDE = re.compile(r",?\s*(?:(?:in|on|since|as of|from)\s+)?")


def dates_after(text: str, written: dt.date | None, book: RuleBook) -> tuple[str, str]:
    """Date and end that the sentence behind a rule gives it: "The decree took effect on 1 March 2015"."""
    if not book.words("dated").match(text.strip()):
        return "", ""
    found = find_dates(text, written)
    if found and book.words("ends").match(text.strip()):
        return "", found[0].iso
    return (
        next((d.iso for d in found if not d.deadline), ""),
        next((d.iso for d in found if d.deadline), ""),
    )
