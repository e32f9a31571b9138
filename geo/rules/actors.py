"""Whom a rule binds, in the words of the text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geo.rules.frames import CONTEXT, clause_of

if TYPE_CHECKING:
    from geo.rules.annotate import Sentence
    from geo.rules.discourse import Discourse
    from geo.rules.engine import Rule, RuleBook
    from geo.rules.frames import Frame

_POSSESSIVE = re.compile(r"^(its|their|his|her)\s+", re.IGNORECASE)
_DETERMINER = re.compile(r"^(?:the|all|any|no|both|every|each|these|those)\s+", re.IGNORECASE)
# a noun phrase that speaks is a source, not the one who is bound
_THING = re.compile(
    r"[’']s |^(?:their|its|his)\b|weapon|artillery|tanks?\b|missile|rocket|gun|armou?r|launcher|howitzer|"
    r"mortar|aircraft|planes?\b|drones?\b|jets?\b|vessels?|ships?\b|boats?\b|positions|bases|outposts|traffic|units",
    re.IGNORECASE,
)
_SPEAKS = re.compile(
    r"^\s*(?:have |has |had |also |\w+ly )?(?:said|says|demand|insist|warn|announc|order|told|tells|"
    r"report|urge|propos|reject|refus|declar|impos|set up|establish|bann|barred|prohibit|forbade|"
    r"forbid|lifted|evacuated|want|sought|seek|confirm|monitor(?!s? must)|verif)",
    re.IGNORECASE,
)
_BEHIND = re.compile(
    r"^[^;.]{0,60}?\b(?:closed to|bann?ed (?:for|to)|off[- ]limits to|forbidden to|prohibited (?:for|to)|"
    r"barred to|apply to|applies to|for|to|where|in which|by|any|no|free of|free from|without)\b",
    re.IGNORECASE,
)


def actors_of(
    frame: Frame, sentence: Sentence, text: str, book: RuleBook, mind: Discourse
) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """
    Find whom a rule binds and whom it spares.

    Returns
    -------
    actors, exempt, trace
        Words of the text (a possessive is written out: "Iran's forces"), and the rows used.
    """
    exempt, trace = _exempt(frame, sentence, text, book)
    if frame.rule.id.startswith("region.only"):
        return (), exempt, trace
    start, end = clause_of(sentence.text, frame.start)
    reach = frame.end if frame.is_region else frame.start
    for stretch in ((start, reach), (max(0, frame.start - CONTEXT), reach)):
        found = _before(frame, sentence, text, book, stretch, exempt)
        if found:
            names, rule_ids = found
            return names, exempt, (*trace, *rule_ids)
    named = _named(
        sentence, text, book, frame.start, max(end, frame.end), frame, exempt, behind=True
    )
    if named:
        return named[0], exempt, (*trace, *named[1])
    for rule in _rows(book, "pronoun"):
        match = rule.pattern.search(sentence.text, 0, frame.end)
        antecedent = _antecedent(sentence, text, match, mind) if match else ""
        if antecedent:
            return (antecedent,), exempt, (*trace, rule.id)
    return (), exempt, trace


def _antecedent(sentence: Sentence, text: str, match: re.Match[str], mind: Discourse) -> str:
    """Whom "they" stands for: a people named before it, else the last actors of the text."""
    for fold in reversed(sentence.in_stretch(0, match.start(), "N")):
        return text[fold.span.start : fold.span.end]
    return mind.people[-1] if mind.people else ""


def _rows(book: RuleBook, kind: str) -> list[Rule]:
    """Rows of one kind."""
    return [rule for rule in book["actors"] if rule.get("kind") == kind]


def _words(sentence: Sentence, text: str, match: re.Match[str]) -> str:
    """Words of the document that the actor group stands for."""
    span = sentence.to_span(match.start("a"), match.end("a"))
    return re.sub(r"\s+", " ", text[span.start : span.end]).strip(" ,")


def _exempt(
    frame: Frame, sentence: Sentence, text: str, book: RuleBook
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Whom the rule spares: "only Syrian troops", "other than the Lebanese army"."""
    start, end = clause_of(sentence.text, frame.start)
    for rule in _rows(book, "exempt"):
        match = rule.pattern.search(sentence.text, start, max(end, frame.end))
        if match:
            return (_words(sentence, text, match),), (rule.id,)
    return (), ()


def _before(
    frame: Frame,
    sentence: Sentence,
    text: str,
    book: RuleBook,
    stretch: tuple[int, int],
    exempt: tuple[str, ...],
) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """Actors named before the expression: who binds himself, a noun phrase, a party."""
    names: list[str] = []
    used: list[str] = []
    subjects = [
        (rule, m)
        for rule in _rows(book, "subject")
        if (m := rule.pattern.search(sentence.text, *stretch))
    ]
    named = _named(sentence, text, book, *stretch, frame, exempt)
    if named:
        names += named[0]
        used += named[1]
    for rule, match in subjects:
        names.append(_words(sentence, text, match))
        used.append(rule.id)
    if not subjects and (not names or _is_thing(names[0])):
        for rule in _rows(book, "party"):
            matches = list(rule.pattern.finditer(sentence.text, *stretch))
            if matches:
                names.append(_DETERMINER.sub("", _words(sentence, text, matches[-1])))
                used.append(rule.id)
    return (tuple(dict.fromkeys(names)), tuple(used)) if names else None


def _is_thing(name: str) -> bool:
    """Tell whether what is bound is a thing or somebody's, so that its owner is bound too."""
    return bool(_THING.search(name))


def _named(
    sentence: Sentence,
    text: str,
    book: RuleBook,
    start: int,
    end: int,
    frame: Frame,
    exempt: tuple[str, ...],
    *,
    behind: bool = False,
) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """Noun phrase nearest before the expression, or first behind it."""
    for rule in _rows(book, "named"):
        matches = [
            m
            for m in rule.pattern.finditer(sentence.text, start, end)
            if not _SPEAKS.match(sentence.text[m.end() : m.end() + 40])
            and not any(_words(sentence, text, m) in e for e in exempt)
            and (frame.is_region or not (m.start() < frame.end and m.end() > frame.start))
        ]
        if matches:
            match = matches[0] if behind else _nearest(sentence, matches)
            return (_owned(sentence, text, match),), (rule.id,)
    return None


def _nearest(sentence: Sentence, matches: list[re.Match[str]]) -> re.Match[str]:
    """Return the last phrase before the expression that is not a mere prepositional object."""
    for match in reversed(matches):
        before = sentence.text[max(0, match.start() - 8) : match.start()].lower()
        if not re.search(r"\b(?:by|with|from|of|against|under)\s+$", before):
            return match
    return matches[-1]


def _owned(sentence: Sentence, text: str, match: re.Match[str]) -> str:
    """Write "its forces" out with the owner named before it, and drop determiners."""
    words = _words(sentence, text, match)
    possessive = _POSSESSIVE.match(words)
    if possessive:
        owners = [
            f
            for f in sentence.in_stretch(0, match.start(), "AGNTP")
            if text[f.span.end : f.span.end + 2] not in ("'s", "’s")
        ]
        if owners:
            span = owners[-1].span
            return f"{text[span.start : span.end]}’s {words[possessive.end() :]}"
    return _DETERMINER.sub("", words)
