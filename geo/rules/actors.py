"""Whom a rule binds, in the words of the text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geo.rules.frames import CONTEXT, clause_of
from geo.rules.norms import bound_thing
from geo.rules.phrases import phrase_after, phrase_before

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.rules.annotate import Sentence
    from geo.rules.discourse import Discourse
    from geo.rules.engine import Rule, RuleBook
    from geo.rules.frames import Frame

_POSSESSIVE = re.compile(r"^(?:its|their|his|her)\s+", re.IGNORECASE)
_DETERMINER = re.compile(
    r"^(?:the|all(?: of)?(?: the)?|any|no|both|every|each|these|those|an?|not (?:an?|one)(?: single)?|some)\s+(?=\S)",
    re.IGNORECASE,
)
_KEPT = re.compile(
    r"^(?:both (?:sides|armies|parties|countries|governments|states))", re.IGNORECASE
)
# what a norm is said of that is nobody: the rule itself, land, time
_NOBODY = re.compile(
    r"(?:it|they|them|he|she|we|you|this|that|there|which|who|what|both|neither|none|those|these|"
    r".*\b(?:agreement|accord|deal|pact|treaty|truce|armistice|protocol|resolution|draft|plan|proposal|text|order|ban|"
    r"rule|rules|decree|law|zones?|areas?|strips?|belts?|corridors?|perimeters?|radius|distance|ground|land|country|"
    r"province|region|territory|airspace|plant|reactor|volcano|closure|entry|access|withdrawal|pull-?back|pull-?out|removal|evacuation|"
    r"move|line|border|frontier|coast|sea|waters|idea|notion|demand|request|promise|pledge|purpose|time|thing|end|"
    r"line of|limit|permit|pass|leave|moment|resort|clearance|disengagement|relocation|redeployment|permission|"
    r"provinces|place|business|right|kilomet\w+|talks|flying|fishing|sailing|navigation|word|cordon|cease-?fire|"
    r"exclusion|circle|buffer|fact|noon|night|dawn|dusk|condition|offer|effect|into force|ultimatum|entering|foot))",
    re.IGNORECASE,
)


# a region that is spoken of binds nobody: "Northern Mali is off limits to"
_AREA_ALONE = re.compile(
    r"(?:(?:the|all|northern|southern|eastern|western|central) )*\ue000[AOVL]\d+\ue001", re.I
)


def actors_of(
    frame: Frame, sentence: Sentence, text: str, book: RuleBook, mind: Discourse
) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """
    Find whom a rule binds and whom it spares.

    Returns
    -------
    actors, exempt, trace
        Words of the text (a possessive is written out: "Iran’s forces"), and the rows used.
    """
    exempt, trace = _exempt(frame, sentence, text, book)
    if _is_shouted(sentence.text):
        return (*_named_in_warning(sentence, text, book), exempt, trace)
    if frame.rule.id.startswith("region.only") or (exempt and _is_only(sentence, frame)):
        return (), exempt, trace
    who, used = _kept_out(frame, sentence, text) or _who(frame, sentence, text, book, mind, exempt)
    thing, by = bound_thing(frame, sentence, book), ""
    if thing is None:
        thing, by = _nothing(frame, sentence, book)
    names = list(who)
    if thing is not None:
        said = _slice(sentence, text, *thing)
        words = _clean(said)
        if words and not _NOBODY.fullmatch(words) and words.lower() not in " ".join(names).lower():
            names = _with_thing(names, words, said) if names else [_owned(sentence, text, *thing)]
            used = (*used, by) if by else used
    return tuple(names), exempt, (*trace, *used)


_MUST_NOT = re.compile(
    r"[^;.]{0,40}?\b(?:that|which) (?P<a>[^;,.]{1,60}?) (?:must|may|shall|should|can|could|are|is|were|was) "
    r"(?:not|never|no longer|to stay out|to keep out|barred|forbidden|banned)\b",
    re.IGNORECASE,
)


def _kept_out(
    frame: Frame, sentence: Sentence, text: str
) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """Whom a zone keeps out by its own clause: "a zone … that pro-government forces must not enter"."""
    match = _MUST_NOT.match(sentence.text, frame.end)
    found = phrase_after(sentence.text, *match.span("a")) if match else None
    if not match or not found or found[1] != match.end("a"):
        return None
    words = _clean(_slice(sentence, text, *found))
    return None if _NOBODY.fullmatch(words) else ((words,), ("actor.kept-out",))


def _is_shouted(sentence: str) -> bool:
    """Tell whether a sentence is in capitals, as warnings are: its grammar is that of a telegram."""
    letters = [c for c in sentence if c.isalpha()]
    return sum(c.isupper() for c in letters) > 0.7 * len(letters) > 7


def _named_in_warning(sentence: Sentence, text: str, book: RuleBook) -> tuple[tuple[str, ...]]:
    """Ships, aircraft or people that a warning in capitals names first."""
    for rule in _rows(book, "said-of"):
        for match in rule.pattern.finditer(sentence.text):
            if _WARNED.search(match.group()):
                return ((_slice(sentence, text, *match.span()),),)
    return ((),)


# whom a warning warns; what it warns of ("rocket launching") is not bound
_WARNED = re.compile(
    r"ships?|vessels?|boats?|craft|aircraft|planes?|drones?|uas|uavs?|mariners?|traffic|flights?|people|persons?|"
    r"public|fishermen|climbers?|residents?|hikers?",
    re.IGNORECASE,
)


def _nothing(
    frame: Frame, sentence: Sentence, book: RuleBook
) -> tuple[tuple[int, int] | None, str]:
    """What nobody is to have there: "shall have no checkpoint within"."""
    start, _ = clause_of(sentence.text, frame.start)
    for rule in _rows(book, "thing"):
        found = list(_matches(rule, sentence.text, start, frame.start))
        if found:
            return found[-1], rule.id
    return None, ""


def _with_thing(names: list[str], words: str, said: str) -> list[str]:
    """Add what is to be moved: "Belgrade’s tanks" for its own, else beside who must move it."""
    if names and _POSSESSIVE.match(said) and " and " not in names[0]:
        owner = names[0] if names[0].endswith(("’s", "'s")) else f"{names[0]}’s"
        return [f"{owner} {_POSSESSIVE.sub('', said)}"]
    return [*names, words]


def _is_only(sentence: Sentence, frame: Frame) -> bool:
    """Tell whether the rule names only those it spares."""
    return bool(re.match(r"\s*(?:only|none but|nobody but)\b", sentence.text[: frame.start], re.I))


def _rows(book: RuleBook, *kinds: str) -> list[Rule]:
    """Rows of some kinds."""
    return [rule for rule in book["actors"] if rule.get("kind") in kinds]


def _slice(sentence: Sentence, text: str, start: int, end: int) -> str:
    """Words of the document that a stretch of the folded sentence stands for."""
    span = sentence.to_span(start, end)
    return re.sub(r"\s+", " ", text[span.start : span.end]).strip(" ,")


def _clean(words: str) -> str:
    """Drop determiners and possessives in front."""
    if _KEPT.match(words):
        return words
    return _POSSESSIVE.sub("", _DETERMINER.sub("", words))


def _exempt(
    frame: Frame, sentence: Sentence, text: str, book: RuleBook
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Whom the rule spares: "only Syrian troops", "other than the Lebanese army"."""
    start, end = clause_of(sentence.text, frame.start)
    for rule in _rows(book, "exempt"):
        match = rule.pattern.search(sentence.text, start, max(end, frame.end))
        if match:
            return (_slice(sentence, text, *match.span("a")),), (rule.id,)
    return (), ()


def _who(
    frame: Frame,
    sentence: Sentence,
    text: str,
    book: RuleBook,
    mind: Discourse,
    exempt: tuple[str, ...],
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Whom the rule is said of: nearest before the expression, else behind it."""
    start, end = clause_of(sentence.text, frame.start)
    end = max(end, frame.end)
    reach = frame.start if frame.distances else frame.end
    far, beyond = max(0, frame.start - CONTEXT), min(len(sentence.text), frame.end + CONTEXT)
    before = ("subject", "object", "named", "after")
    stretches = [
        (before, start, reach), (("clause",), start, reach), (("behind",), frame.end, end),
        (before[:1] + before[2:], frame.end, end), (before, far, reach), (("clause",), far, reach), (("behind",), frame.end, beyond),
        (before[:1] + before[2:], frame.end, beyond),
        (("said-of",), start, reach), (("said-of",), frame.end, end), (("said-of",), far, reach),
    ]  # fmt: skip
    for kinds, left, right in stretches:
        found = _nearest(
            sentence,
            text,
            _rows(book, *kinds),
            left,
            right,
            exempt,
            first=left >= frame.end,
            avoid=(frame.start, frame.end),
        )
        pronoun = _pronoun(sentence, text, book, mind, left, right) if "object" in kinds else None
        if pronoun and (not found or pronoun[2] > found[2]):
            return (pronoun[0],), (pronoun[1],)
        if (
            found
            and found[1] == "actor.object"
            and (
                _THING.search(found[0]) or _POSSESSIVE.match(sentence.text[found[2] : found[2] + 8])
            )
        ):
            return _thing_of(sentence, text, book, left, found, exempt)
        if found:
            return (found[0],), (found[1],)
    return (), ()


# what is bound is a thing or somebody's, so that its owner is bound too
_THING = re.compile(
    r"^(?:its|their|his|her)\b|weapon|artillery|tanks?\b|missile|rocket|guns?\b|armou?r|launcher|howitzer|"
    r"mortar|aircraft|planes?\b|drones?\b|jets?\b|batter(?:y|ies)|’s ",
    re.IGNORECASE,
)


def _thing_of(
    sentence: Sentence,
    text: str,
    book: RuleBook,
    start: int,
    found: tuple[str, str, int],
    exempt: tuple[str, ...],
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What is kept or moved, with who is to keep or move it, when that is said before it."""
    rows = [r for r in _rows(book, "subject") if r.id == "actor.subject"]
    owner = _nearest(sentence, text, rows, start, found[2], exempt)
    if owner is None or owner[0] in found[0]:
        return (found[0],), (found[1],)
    if _POSSESSIVE.match(sentence.text[found[2] : found[2] + 8]) and "’s " not in found[0]:
        return (f"{owner[0]}’s {found[0]}",), (owner[1], found[1])
    return (owner[0], found[0]), (owner[1], found[1])


def _nearest(
    sentence: Sentence,
    text: str,
    rules: list[Rule],
    start: int,
    end: int,
    exempt: tuple[str, ...],
    *,
    first: bool = False,
    avoid: tuple[int, int] | None = None,
) -> tuple[str, str, int] | None:
    """Noun phrase that stands last in a stretch, or first, with its row and place."""
    best: tuple[str, str, int] | None = None
    for rule in rules:
        for at, till in _matches(rule, sentence.text, start, end):
            words = _clean(_slice(sentence, text, at, till))
            if not words or _NOBODY.fullmatch(words) or any(words in e for e in exempt):
                continue
            if (
                avoid
                and avoid[0] <= at
                and till <= avoid[1]
                and _AREA_ALONE.fullmatch(sentence.text[at:till])
            ):
                continue
            if best is None or (at < best[2] if first else at > best[2]):
                best = (_owned(sentence, text, at, till), rule.id, at)
    return best


def _matches(rule: Rule, text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Places of the phrases that a row finds in a stretch."""
    part = text[start:end]
    kind = rule.get("kind")
    for match in rule.pattern.finditer(part):
        found: tuple[int, int] | None
        if kind == "named":
            found = match.span("a")
        elif kind == "said-of":
            found = phrase_before(part, 0, match.end())
        elif kind in ("subject", "clause"):
            found = phrase_before(part, 0, match.start())
        else:
            found = phrase_after(part, match.end(), len(part))
        if found:
            yield start + found[0], start + found[1]


def _pronoun(
    sentence: Sentence, text: str, book: RuleBook, mind: Discourse, start: int, end: int
) -> tuple[str, str, int] | None:
    """Whom a pronoun that is bound stands for, its row and place."""
    for rule in _rows(book, "pronoun"):
        matches = list(rule.pattern.finditer(sentence.text, start, end))
        antecedent = _antecedent(sentence, text, matches[-1], book, mind) if matches else ""
        if antecedent:
            return antecedent, rule.id, matches[-1].start()
    return None


def _antecedent(
    sentence: Sentence, text: str, match: re.Match[str], book: RuleBook, mind: Discourse
) -> str:
    """Whom "they" stands for: a people named before it, who speaks, else the last actors."""
    for fold in reversed(sentence.in_stretch(0, match.start(), "N")):
        after = sentence.origin(match.start())
        words = text[fold.span.start : fold.span.end]
        if words.endswith("s") and fold.span.end < after:
            return words
    found = _nearest(
        sentence, text, _rows(book, "subject"), max(0, match.start() - CONTEXT), match.start(), ()
    )
    if found:
        return found[0]
    for fold in reversed(sentence.in_stretch(0, match.start(), "N")):
        return text[fold.span.start : fold.span.end]
    return mind.people[-1] if mind.people else ""


def _owned(sentence: Sentence, text: str, start: int, end: int) -> str:
    """Write "its forces" out with the owner named before it, and drop determiners."""
    words = _slice(sentence, text, start, end)
    if _POSSESSIVE.match(words):
        owners = [
            f
            for f in sentence.in_stretch(0, start, "AGNTP")
            if text[f.span.end : f.span.end + 2] not in ("'s", "’s")
        ]
        if owners:
            span = owners[-1].span
            return f"{text[span.start : span.end]}’s {_POSSESSIVE.sub('', words)}"
    return _clean(words)
