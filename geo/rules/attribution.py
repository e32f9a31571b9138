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

_HEDGE = re.compile(
    r"\b(?:reportedly|allegedly|apparently|purportedly|said to|believed to|thought to|rumou?red|"
    r"unconfirmed|according to (?:unnamed|anonymous)|appears?|seems?)\b",
    re.IGNORECASE,
)


# words that open a sentence and days are nobody
_NOT_A_SOURCE = re.compile(
    r"(?:and|or|but|i|we|you|the|a|an|of|for|de|al|this|that|(?:mon|tues|wednes|thurs|fri|satur|sun)day|"
    r"(?!\w+s\b)(?-i:[a-z])[a-z]+)|(?:of|for|and|in|on|by|to)\b.*|.*\b(?:zones?|areas?|belts?|strips?|bans?|perimeters?|cordons?|"
    r"corridors?|circles?|limits?|curfews?|blockades?|rings?|closures?|exclusion|airspace|waters)(?: (?:in|of|on|along|around|for)\b.*)?",
    re.IGNORECASE,
)
# a verb that was a noun after all: "under the |plan", "need a special |permit"
_CUT_SHORT = re.compile(
    r"(?:neither|nobody|no one|none|few|under|since|after|before|because|with|without|by|in|for|to)\b.*|.*\s(?:the|its|their|his|an?|of|to|need|needs|without an? [\w-]+|special|prior|evacuation|exclusion|expulsion|closure)"
    r"|.*(?:['’]s|s['’]) (?:the|an?)",
    re.IGNORECASE,
)
_DAY_BEFORE = re.compile(
    r"(?:(?:in|on|by|since|during) (?:(?:early|late|mid-?) ?)?(?:\d{1,2} )?(?:january|february|march|april|may|june|july|august|"
    r"september|october|november|december|\w+day)?\s?(?:\d{4})?|since (?:the|last) \w+|(?:at|in) (?-i:[A-Z])\w+(?= the )|last \w+|this \w+|yesterday|today|earlier|later|then|now)"
    r"[ ,]+(?=\S)",
    re.IGNORECASE,
)
# who speaks is named in the sentence before
PRONOUN = re.compile(r"it|they|he|she|both|both sides|the two", re.IGNORECASE)


# "the agreement signed on 9 June": the day says when, not who
_SIGNED = re.compile(
    r"\s(?:signed|dated|reached|adopted|concluded|given|drawn up|brokered|mediated|unveiled|seen|published|issued|presented|tabled|submitted|released|obtained|"
    r"agreed|of \d|on \d|in \d)\b.*$",
    re.IGNORECASE,
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
        source = _source_by(rule, sentence, text)
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
        speaker = _source_by(rule, sentence, text) if rule.id in _SPEAKERS else ""
        if speaker and not PRONOUN.fullmatch(speaker) and not _same(speaker, reporter):
            return f"{speaker}, according to {reporter}", _REPORTED
    return reporter, _REPORTED


def _same(one: str, other: str) -> bool:
    """Tell whether two names of a speaker are one."""
    return one.lower() in other.lower() or other.lower() in one.lower()


def _source_by(rule: Rule, sentence: Sentence, text: str) -> str:
    """Who says it by one row; empty for nobody."""
    match = rule.pattern.search(sentence.text)
    if match is None:
        return ""
    parts = []
    for group in ("s", "s2"):
        if group in rule.pattern.groupindex and match[group]:
            span = sentence.to_span(match.start(group), match.end(group))
            words = _SIGNED.sub("", re.sub(r"\s+", " ", text[span.start : span.end]))
            words = _DAY_BEFORE.sub("", _VERB_BEHIND.sub("", words), count=1)
            parts.append(words.strip(" ,.’'").removesuffix("’s").removesuffix("'s"))
    source = ", quoting ".join(p for p in parts if p)
    refused = _NOT_A_SOURCE.fullmatch(source) or _CUT_SHORT.fullmatch(source)
    if PRONOUN.fullmatch(source) or (len(source) < 120 and not refused):
        return source
    return ""


# "Lavrov echoed comments": the verb is no part of the name
_VERB_BEHIND = re.compile(r"(?<=[a-z’']) [a-z]+ed$")

# "The agreement …", "It …", a quotation: the sentence goes on with what was reported in the one before
_GOES_ON = re.compile(
    r"[“\"‘]|(?:This|That|These|It|They|Its|Each|All(?= (?:of|would|will|must|shall|are|were|had|should))|Under (?:it|this|that|the)|Both|Neither|None of (?:its|their|them)|Their|"
    r"The (?:agreement|deal|accord|plan|proposal|draft|arrangement|text|terms|document|truce|zone|order|ban|pact|"
    r"memorandum|protocol|understanding|offer|scheme|resolution|two|same))\b"
)
# the verb behind a subject: what ends in -ed, some that do not, and what stands before an article or a name
_VERB = re.compile(
    r"(?<=\s)(?:\w+ed|sent|took|retook|held|made|met|saw|won|lost|began|came|went|gave|built|put|set|fell|broke|shot|led|"
    r"(?!(?:and|or|of|the|in|from)\b)[a-z]+(?=\s+\ue000))(?!\w).*$",
    re.DOTALL,
)
_ARTICLE = re.compile(r"\s+(?:the|an?|its|their|his|her)\s", re.IGNORECASE)
_OPENING = re.compile(
    r"^(?:[^,;.\ue000]{1,40}, )?(?:(?:but|and|yet|then|meanwhile|so) )?", re.IGNORECASE
)


def goes_on(text: str) -> bool:
    """Tell whether a sentence goes on with what was reported in the one before."""
    return bool(_GOES_ON.match(text))


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
    told = bool(_TOLD.search(text))
    found = tuple(d for d in found if not (told and text[d.span.start :][:6].lower() == "within"))
    until = next((d.iso for d in found if d.deadline), "")
    dates = [d for d in found if not d.deadline]
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
    pool = before or dates
    named = [d for d in pool if not text[d.span.start : d.span.end].lower().endswith("day")]
    return (named or pool)[-1 if before else 0].iso, until


# told of the past: "within ten days" does not count from the report
_TOLD = re.compile(r"\b(?:had to|had until|were to|was to|were given|was given)\b", re.IGNORECASE)
# "12 miles off the coast |in 1958": the date stands right behind the expression
_BESIDE = re.compile(r",?\s*(?:(?:in|on|since|as of|from)\s+)?")
_DATED = re.compile(
    r"(?:The|This|That|It|They|Both)\b[^.;]{0,60}?\b(?:took effect|t(?:akes|ook) effect|(?:came|comes|went|goes|entered) into (?:force|effect)|"
    r"in (?:force|place|effect) (?:since|from|until)|(?:was|were|is|are) (?:signed|issued|announced|adopted|imposed|agreed|"
    r"lifted|declared|published|valid|to last|extended)|expires?|expired|lasts?|applies|apply|runs?|ends?|ended|holds)\b"
)

# "The closure ends on 30 June": the end, not the beginning
_ENDS = re.compile(
    r"(?:The|This|That|It|They|Both)\b[^.;]{0,40}?\b(?:expires?|expired|ends?|ended|runs? out|lapses?|will be lifted) (?:on|in|at)\b"
)


def dates_after(text: str, written: dt.date | None) -> tuple[str, str]:
    """Date and end that the sentence behind a rule gives it: "The decree took effect on 1 March 2015"."""
    if not _DATED.match(text.strip()):
        return "", ""
    found = find_dates(text, written)
    if found and _ENDS.match(text.strip()):
        return "", found[0].iso
    return (
        next((d.iso for d in found if not d.deadline), ""),
        next((d.iso for d in found if d.deadline), ""),
    )
