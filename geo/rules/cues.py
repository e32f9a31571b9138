"""Cues round an expression of space: is it a rule, what does it do, does it hold, is it kept."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from geo.model import Compliance, Effect, ReferenceKind
from geo.rules.frames import clause_of
from geo.rules.items import item_of, stretch_of
from geo.text.quantities import find_lengths

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from geo.rules.engine import Rule, RuleBook
    from geo.rules.frames import Frame
    from geo.rules.meanings import Sentence


def goes_to(frame: Frame, sentence: Sentence, book: RuleBook) -> bool:
    """
    Tell whether those bound are to be on the side that is named, so that the other is barred.

    "Withdraw north of the river" bars the south; "may not fly north of the parallel" and
    "withdraw from the area north of the river" bar the north.
    """
    text = sentence.text
    start, end = clause_of(text, frame.start)
    left = text[start : frame.start]
    if book.words("prohibits").search(left) or book.words("barred").search(
        text[frame.end : max(end, frame.end)]
    ):
        return False
    return bool(book.words("goes").search(left))


_NONE = re.compile(r"\s*(?:and )?none\b", re.IGNORECASE)


_UNTIL = re.compile(r",? (?:until|till|once|as soon as|unless|provided) ", re.IGNORECASE)
_NAVY = re.compile(r"\b(?:navy|naval)\b", re.IGNORECASE)


# "leave Namibia |except for 1,500 men, who will be confined to bases|"
_SPARED_WHO = re.compile(
    r"\b(?:except(?:ing)?|save|other than|apart from|but)\b(?: for)?[^;.]{2,60}?, who\b[^;.]*",
    re.IGNORECASE,
)


def effect_of(frame: Frame, sentence: Sentence, book: RuleBook, context: str) -> tuple[Effect, str]:
    """
    Effect of a rule: the cue of the highest priority in its clause, else in its sentence.

    Parameters
    ----------
    context
        Words outside the sentence that belong to the rule (the heading of a warning).
    """
    text = sentence.text
    start, end = clause_of(text, frame.start)
    start, end = stretch_of(frame, item_of(frame, sentence, book), (start, max(end, frame.end)))
    if awaited := _UNTIL.search(text, frame.end, end):  # what ends a rule is not what it does
        end = awaited.start()
    if _NONE.match(text, start):  # "…, and none within 20 km of": of what the clause before names
        start = 0
    clause = book.words("naval-base").sub("", book.words("disarm").sub("", text[start:end]))
    clause = _SPARED_WHO.sub("", clause)
    if frame.references and all(r.kind is ReferenceKind.BORDER for r in frame.references):
        clause = _NAVY.sub("", clause)
    near = text[max(0, frame.start - 30) : frame.end + 12]
    scopes = {"core": near, "clause": clause, "sentence": f"{context} {text}"}
    if frame.rule.get("effect") in (Effect.CONFINEMENT, Effect.WEAPON_RANGE):
        return Effect(frame.rule.get("effect")), frame.rule.id
    # "…, and flights are banned within 20 km": a clause of its own tells what it does, if it can
    onward = start > 0 and frame.rule.get("relation") in ("again", "latest")
    found = _effect_in({**scopes, "sentence": clause}, clause, book) if onward else None
    rule = found or _effect_in(scopes, clause, book)
    if rule is None:
        return Effect.EXCLUSION, "effect.exclusion"
    effect = Effect(rule.get("effect"))
    if effect is Effect.EXCLUSION and _at_sea(frame, text, book):
        return Effect.MARITIME_EXCLUSION, "effect.at-sea"
    return effect, rule.id


def _effect_in(scopes: Mapping[str, str], clause: str, book: RuleBook) -> Rule | None:
    """Row of the highest priority that is found in the stretch where it looks."""
    void = {
        effect
        for effect, words in (
            (Effect.PERMITTED, book.words("nobody-may")),
            (Effect.CONFINEMENT, book.words("nobody-stays")),
        )
        if words.search(clause)
    }
    rules = sorted(book["effects"], key=lambda r: -int(r.get("priority", "0")))
    return next(
        (
            rule
            for rule in rules
            if rule.get("effect") not in void
            and rule.pattern.search(scopes[rule.get("scope", "clause")])
        ),
        None,
    )


_OF_WHOM = (Effect.NO_FLY, Effect.MARITIME_EXCLUSION, Effect.WEAPONS_EXCLUSION)


def effect_for(actors: Iterable[str], book: RuleBook) -> tuple[Effect, str] | None:
    """Effect of a rule that binds what a pronoun stands for: "they" are planes, ships or guns."""
    said = " ".join(actors)
    rows = (r for r in book["effects"] if r.get("effect") in _OF_WHOM)
    found = next((r for r in rows if r.pattern.search(said)), None)
    return (Effect(found.get("effect")), found.id) if found else None


def _at_sea(frame: Frame, text: str, book: RuleBook) -> bool:
    """Tell whether a frame is measured at sea: "five nautical miles from the coast"."""
    if book.words("in-the-air-too").search(text) or book.words("on-land").search(text):
        return False
    if any("nautical" in d.text.lower() for d in frame.distances):
        return True
    coasts = all(r.kind is ReferenceKind.COAST for r in frame.references)
    return bool(
        coasts
        and any(
            d.text.lower().rstrip(".").endswith(("nautical miles", "nm", "nmi"))
            for d in frame.distances
        )
    )


def compliance_of(texts: list[tuple[str, str]], book: RuleBook) -> tuple[Compliance, str, int]:
    """
    Compliance by the first text that has a cue: the rest of the sentence, then what follows.

    What is negated says the opposite: "neither has obeyed", "no patrol has been seen there".

    Parameters
    ----------
    texts
        Each with the sentence before it, whose verb it may take up: "They never did".

    Returns
    -------
    compliance, row, number
        And which of the texts says so, from 0.
    """
    for number, (said, text) in enumerate(texts):
        found = compliance_in(said, text, book)
        if found[0] is Compliance.OBSERVED:
            for which, (before, later) in enumerate(texts[number + 1 :], number + 1):
                turned = compliance_in(before, later, book) if _TURNS.match(later) else found
                if turned[0] is Compliance.VIOLATED:
                    return *turned, which
        if found[1]:
            return *found, number
    return Compliance.UNKNOWN, "", 0


_TURNS = re.compile(
    r"(?:But|Then|Yet|However|Since|Later|Now|A \w+ later|On \w+day|On \d{1,2} [A-Z]\w+|(?:In|By) (?:(?:early|late|mid-?) ?)?(?:[A-Z]\w+|\d{4}|recent|the (?:following|next|same))|"
    r"Last \w+|This \w+|Recently|Yesterday|Today|Again)\b"
)


def _counting(hits: list[tuple[int, Rule]], text: str, book: RuleBook) -> tuple[int, Rule]:
    """Return the first cue, or a later one of another kind behind a turn of the sentence."""
    ordered = sorted(hits, key=lambda hit: hit[0])
    counts = ordered[0]
    for hit in ordered[1:]:
        other = hit[1].get("compliance") != counts[1].get("compliance")
        if other and book.words("turn").search(text, counts[0], hit[0] + 8):
            counts = hit
    return counts


def compliance_in(said: str, text: str, book: RuleBook) -> tuple[Compliance, str]:
    """Compliance by one text, with the sentence before it; unknown, without a row, if it has no cue."""
    text = _asserted(text, book)
    text = book.words("threatened").sub("", text)
    hits = [(m.start(), rule) for rule in book["compliance"] if (m := rule.pattern.search(text))]
    if not hits:
        return Compliance.UNKNOWN, ""
    hits = [hit for hit in hits if hit[1].get("mode") != "weak"] or hits
    decided = [rule for _, rule in hits if rule.get("mode") == "decides"]
    if decided:
        return Compliance(decided[0].get("compliance")), decided[0].id
    negated = [rule for _, rule in hits if rule.id == "compliance.not-observed"]
    if negated:
        return Compliance.VIOLATED, negated[0].id
    at, rule = _counting(hits, text, book)
    found = Compliance(rule.get("compliance"))
    if rule.get("mode") == "echo":
        kept = bool(book.words("echo-not").search(text)) == bool(book.words("bans").search(said))
        return (Compliance.OBSERVED if kept else Compliance.VIOLATED), rule.id
    if book.words("negates-compliance").search(text, max(0, at - 60), at):
        if found is Compliance.OBSERVED:
            return Compliance.VIOLATED, f"{rule.id} (negated)"
        if book.words("seen").match(text, at):
            return Compliance.OBSERVED, f"{rule.id} (negated)"
    if found is Compliance.VIOLATED and book.words("seen-none").match(text, at):
        return Compliance.OBSERVED, f"{rule.id} (none)"
    return found, rule.id


def _asserted(text: str, book: RuleBook) -> str:
    """Text without what it only fears, forbids, threatens or awaits, at the same length."""
    return book.words("not-asserted").sub(lambda m: ";" * len(m.group()), text)


_NEAR = re.compile(
    r"\b(?:only|just|barely|scarcely|as (?:close|near) as|a mere|less than|within|from|still)\s+(?:some |about |around )?$",
    re.IGNORECASE,
)


# the sentences behind a rule are asked for each of its distances
_lengths_in = lru_cache(maxsize=8)(find_lengths)


def is_nearer(text: str, distance_m: float, book: RuleBook) -> bool:
    """Tell whether a following sentence has somebody nearer than a rule allows: "only 4 km away"."""
    if book.words("norm").search(text) or book.words("lays-down").search(text):
        return False
    return any(
        length.distances
        and length.distances[-1].max_m < 0.9 * distance_m
        and _NEAR.search(text, max(0, length.span.start - 30), length.span.start)
        for length in _lengths_in(text)
    )
