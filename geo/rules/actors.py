"""Whom a rule binds, in the words of the text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geo.rules.attribution import subject_of
from geo.rules.frames import CONTEXT, clause_of
from geo.rules.items import is_ahead, item_of
from geo.rules.kept_out import closed_to, is_shouted, kept_out, named_in_warning
from geo.rules.names import (
    POSSESSIVE,
    is_nobody,
    is_the_zone,
    last_several,
    owned,
    possessed,
    without_article,
    words_at,
)
from geo.rules.phrases import phrase_after, phrase_before
from geo.rules.spared import names_nobody_else, spared
from geo.rules.things import bound_thing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.rules.discourse import Discourse
    from geo.rules.engine import Rule, RuleBook
    from geo.rules.frames import Frame
    from geo.rules.meanings import Sentence


# a region that is spoken of binds nobody: "Northern Mali is off limits to"
_AREA_ALONE = re.compile(
    r"(?:(?:the|all|northern|southern|eastern|western|central) )*\ue000[AOVL]\d+\ue001", re.I
)


def actors_of(
    frame: Frame,
    sentence: Sentence,
    text: str,
    book: RuleBook,
    mind: Discourse,
    around: str = "",
) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """
    Find whom a rule binds and whom it spares.

    Parameters
    ----------
    around
        Words of a warning round one of its sentences, which may say whom it warns.

    Returns
    -------
    actors, exempt, trace
        Words of the text (a possessive is written out: "Iran’s forces"), and the rows used.
    """
    exempt, trace = spared(frame, sentence, text, book)
    if around and is_shouted(sentence.text):  # a warning; in other texts it is a headline
        return (*named_in_warning(sentence, text, book, around), exempt, trace)
    if names_nobody_else(frame, sentence, trace):
        return (), exempt, trace
    if item := item_of(frame, sentence, book):
        return (without_article(words_at(sentence, text, *item[:2])),), exempt, (*trace, item[2])
    who, used = (
        closed_to(frame, sentence, text, book)
        or kept_out(frame, sentence, text, book)
        or _who(frame, sentence, text, book, mind, exempt)
    )
    thing, by = bound_thing(frame, sentence, book), ""
    if thing is None:
        thing, by = _nothing(frame, sentence, book)
    names = list(who)
    if thing is not None:
        said = words_at(sentence, text, *thing)
        words = without_article(said)
        if words and not is_nobody(words, book) and words.lower() not in " ".join(names).lower():
            names = (
                _with_thing(names, words, said)
                if names
                else [owned(sentence, text, *thing, mind, book)]
            )
            used = (*used, by) if by else used
    return tuple(names), exempt, (*trace, *used)


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
    if names and POSSESSIVE.match(said) and " and " not in names[0]:
        return [possessed(names[0], said)]
    return [*names, words]


def _rows(book: RuleBook, *kinds: str) -> list[Rule]:
    """Rows of some kinds."""
    return [rule for rule in book["actors"] if rule.get("kind") in kinds]


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
    if is_ahead(frame):  # what follows is another item's
        end = beyond = frame.end
    before = ("subject", "object", "named", "after")
    stretches = [
        (before, start, reach), (("clause",), start, reach), (("behind",), frame.end, end),
        (before[:1] + before[2:], frame.end, end), (before, far, reach), (("clause",), far, reach), (("behind",), frame.end, beyond),
        (before[:1] + before[2:], frame.end, beyond),
        (("behind", "object"), frame.start, frame.end), (("said-of",), start, reach), (("said-of",), frame.end, end), (("said-of",), far, reach),
    ]  # fmt: skip
    for kinds, left, right in stretches:
        found = _nearest(
            sentence, text, book, _rows(book, *kinds), mind, left, right, exempt,
            first=left >= frame.end, avoid=(frame.start, frame.end),
        )  # fmt: skip
        pronoun = _pronoun(sentence, text, book, mind, left, right) if "object" in kinds else None
        meant = pronoun and not is_the_zone(frame, sentence, pronoun[2])
        if meant and pronoun and (not found or pronoun[2] > found[2]):
            return (pronoun[0],), (pronoun[1],)
        if found and (anyone := book.words("whoever").search(sentence.text, left, found[2])):
            return (anyone.group().split()[0],), (found[1],)
        if (
            found
            and found[1] == "actor.object"
            and (
                book.words("thing").search(found[0])
                or POSSESSIVE.match(sentence.text[found[2] : found[2] + 8])
                or _is_headline(sentence, book)
            )
        ):
            return _thing_of(sentence, text, book, mind, left, found, exempt)
        if found:
            return (found[0],), (found[1],)
    return (), ()


# "Israel’s rockets" without whose they are
_OWNED = re.compile(r"^.+?(?:’s|s’) ")


def _is_headline(sentence: Sentence, book: RuleBook) -> bool:
    """Tell whether a sentence says by an infinitive who is to do it: "Russia to keep troops"."""
    rows = (rule for rule in _rows(book, "named") if rule.id == "actor.headline")
    return any(rule.pattern.match(sentence.text) for rule in rows)


# rows that find who is to keep or move a thing
_OWNS = ("actor.subject", "actor.that", "actor.headline")


def _thing_of(
    sentence: Sentence,
    text: str,
    book: RuleBook,
    mind: Discourse,
    start: int,
    found: tuple[str, str, int],
    exempt: tuple[str, ...],
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What is kept or moved, with who is to keep or move it, when that is said before it."""
    rows = [r for r in _rows(book, "subject", "named") if r.id in _OWNS]
    owner = _nearest(sentence, text, book, rows, mind, start, found[2], exempt)
    if owner is None or owner[0] in found[0]:
        return (found[0],), (found[1],)
    if POSSESSIVE.match(sentence.text[found[2] : found[2] + 8]):
        return (possessed(owner[0], _OWNED.sub("", found[0])),), (owner[1], found[1])
    return (owner[0], found[0]), (owner[1], found[1])


def _nearest(
    sentence: Sentence,
    text: str,
    book: RuleBook,
    rules: list[Rule],
    mind: Discourse,
    start: int,
    end: int,
    exempt: tuple[str, ...],
    *,
    first: bool = False,
    avoid: tuple[int, int] = (0, 0),
) -> tuple[str, str, int] | None:
    """Noun phrase that stands last in a stretch, or first, with its row and place."""
    best: tuple[str, str, int] | None = None
    for rule in rules:
        for at, till in _matches(rule, sentence.text, start, end):
            words = without_article(words_at(sentence, text, at, till))
            if not words or is_nobody(words, book) or any(words in e for e in exempt):
                continue
            inside = avoid[0] <= at and till <= avoid[1]
            if inside and _AREA_ALONE.fullmatch(sentence.text[at:till]):
                continue
            if _is_not_bound(rule, sentence.text, at, till, book):
                continue
            if best is None or (at < best[2] if first else at > best[2]):
                best = (owned(sentence, text, at, till, mind, book), rule.id, at)
    return best


# "clear Houthi positions |from a belt": they are what is removed, not what is emptied
_FROM = re.compile(r" (?:from|out of)\b")


def _is_not_bound(rule: Rule, text: str, at: int, till: int, book: RuleBook) -> bool:
    """Tell whether a phrase names who makes a zone or promised it, or what is emptied."""
    if rule.id == "actor.said-of":
        return bool(book.words("makes-zone").match(text, till))
    if rule.get("kind") == "subject":
        return bool(book.words("as-said").search(text, 0, at))
    if rule.id != "actor.object":
        return False
    emptied = book.words("emptied").search(text, 0, at) and not _FROM.match(text, till)
    return bool(emptied or book.words("told-that").match(text, till))


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


def _subject_state(sentence: Sentence, text: str, till: int) -> str:
    """Return the state or people that a sentence opens with: "Iran appeared … that it should"."""
    subject = subject_of(sentence, text, till)
    named = (fold for fold in sentence.in_stretch(0, till, "TANGP"))
    return next((subject for f in named if text[f.span.start : f.span.end] == subject), "")


_SEVERAL = re.compile(r"\b(?:they|them)\b", re.IGNORECASE)


def _antecedent(
    sentence: Sentence, text: str, match: re.Match[str], book: RuleBook, mind: Discourse
) -> str:
    """Whom "they" stands for: a people named before it, who speaks, else the last actors."""
    for fold in reversed(sentence.in_stretch(0, match.start(), "N")):
        after = sentence.origin(match.start())
        words = text[fold.span.start : fold.span.end]
        if words.endswith("s") and fold.span.end < after:
            return words
    far = max(0, match.start() - CONTEXT)
    found = _nearest(sentence, text, book, _rows(book, "subject"), mind, far, match.start(), ())
    if found:
        return found[0]
    plural = _SEVERAL.search(match.group()) is not None
    several = last_several(sentence, text, book, match.start()) if plural else ""
    if several:
        return several
    for fold in reversed(sentence.in_stretch(0, match.start(), "N")):
        return text[fold.span.start : fold.span.end]
    own = _subject_state(sentence, text, match.start())
    if own:
        return own
    taken_up = (
        (plural and mind.several()) or mind.subject() or (mind.people[-1] if mind.people else "")
    )
    taken_up = "" if is_nobody(taken_up, book) else taken_up
    alone = re.fullmatch(r"(?:neither|both),? \w+", match.group(), re.IGNORECASE)
    return taken_up or (match["a"] if alone else "")
