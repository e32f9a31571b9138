"""The names of those bound, written out: without articles, with whose they are."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geo.rules.attribution import subject_of
from geo.rules.phrases import phrase_before

if TYPE_CHECKING:
    from geo.rules.discourse import Discourse
    from geo.rules.engine import RuleBook
    from geo.rules.frames import Frame
    from geo.rules.meanings import Sentence

POSSESSIVE = re.compile(r"^(?:its|their|his|her)\s+", re.IGNORECASE)
_DETERMINER = re.compile(
    r"^(?:the|all(?: of)?(?: the)?|any|no(?! one\b)|both|every|each|these|those|an?|not (?:an?|one)(?: single)?|some)\s+(?=\S)",
    re.IGNORECASE,
)
_FEARING = re.compile(
    r"^(?:saying|adding|stating|insisting|warning) (?:that )?|"
    r"^\w+ing (?=(?:another|the|an?|any|all|its|their|more|new)\b)",
    re.IGNORECASE,
)
# "Under the 1979 treaty |Israel may keep"
_INSTRUMENT = re.compile(
    r"^(?:[\w-]+ ){0,3}?(?:treaty|accords?|agreement|deal|pact|plan|resolution|protocol|convention|truce|ceasefire|armistice|law|decree) (?=[A-Z])"
)
_TRAIL = re.compile(
    r"(?<=\S)\s+(?:lying|situated|located|based|found|stationed|standing|left|each|gone|living|residing|remaining|operating|working|forthwith|altogether|immediately|unconditionally|at once|"
    r"(?:another |a further )?(?:one|two|three|four|five|six|seven|eight|nine|ten|twelve|fourteen|fifteen|twenty|thirty|forty|sixty|ninety))$",
    re.IGNORECASE,
)
_KEPT = re.compile(
    r"^(?:both (?:sides|armies|parties|countries|governments|states)|each (?:side|party)\b)",
    re.IGNORECASE,
)


def is_nobody(words: str, book: RuleBook) -> bool:
    """Tell whether what a norm is said of is nobody: the rule itself, land, time."""
    return book.words("nobody").fullmatch(words) is not None


def words_at(sentence: Sentence, text: str, start: int, end: int) -> str:
    """Words of the document that a stretch of the folded sentence stands for."""
    span = sentence.to_span(start, end)
    return re.sub(r"\s+", " ", text[span.start : span.end]).strip(" ,")


def without_article(words: str) -> str:
    """Drop determiners and possessives in front."""
    if _KEPT.match(words):
        return words
    words = _INSTRUMENT.sub("", _FEARING.sub("", words))
    return _TRAIL.sub("", POSSESSIVE.sub("", _DETERMINER.sub("", words)))


# "|Kurdish |fighters", "|Iran’s |ships"
_WHOSE = re.compile(r"\ue000[NATPG]\d+\ue001(?:['’]s?)? $")


def last_several(sentence: Sentence, text: str, book: RuleBook, till: int) -> str:
    """Whom or what a sentence names last in the plural before a place; empty for none."""
    for match in reversed(list(book.words("bound").finditer(sentence.text, 0, till))):
        whose = _WHOSE.search(sentence.text, 0, match.start())
        start = whose.start() if whose else match.start()
        return without_article(words_at(sentence, text, start, match.end()))
    return ""


# "Colombia's army ordered |FARC dissidents to leave"
_ORDERS = re.compile(
    r"\b(?:order|tell|told|ask|urg|warn|instruct|forc|oblig)(?:s|ed|es|d)?\s(?:the\s|all\s)?(?P<a>(?:[\w’'-]+\s|\ue000[A-Z]\d+\ue001(?:['’]s?)?\s){1,5}?)(?:not\s)?to\s"
)


_PLURAL = re.compile(r"(?<![\w’'-])[a-z]{3,}(?:ents|ers|ists|ors|men|ees)$")


def _told_to(sentence: Sentence, text: str, book: RuleBook) -> str:
    """Whom a sentence says that somebody told to do something, if they are several; empty for nobody."""
    match = _ORDERS.search(sentence.text)
    if match is None:
        return ""
    words = match["a"].rstrip()
    several = any(m.end() == len(words) for m in book.words("bound").finditer(words))
    several |= _PLURAL.search(words) is not None
    start = match.start("a")
    return without_article(words_at(sentence, text, start, start + len(words))) if several else ""


def several_of(sentence: Sentence, text: str, book: RuleBook) -> str:
    """Whom or what a sentence speaks of in the plural: its subject, else what it names last; empty for none."""
    subject, bound = subject_of(sentence, text), book.words("bound")
    if told := _told_to(sentence, text, book):
        return told
    found = list(bound.finditer(subject))
    if found and found[-1].end() == len(subject):
        return without_article(subject)
    return last_several(sentence, text, book, len(sentence.text))


def owned(
    sentence: Sentence, text: str, start: int, end: int, mind: Discourse, book: RuleBook
) -> str:
    """Write "its forces" out with the owner named before it, and drop determiners."""
    words = words_at(sentence, text, start, end)
    if not POSSESSIVE.match(words):
        return without_article(words)
    words = _TRAIL.sub("", words)
    plural = words.lower().startswith("their")
    owner = _owner(sentence, text, start, book, plural=plural) or without_article(mind.subject())
    return possessed(owner, words) if owner else without_article(words)


_OWNER = re.compile(
    r"(?P<a>.+?)['’]s? (?:leaders?|leadership|government|commanders?|chiefs?|cabinet|president|army|men)",
    re.I,
)


# peoples in the plural, not states ("Laos") or groups ("Hamas") that end like them
_PEOPLE = re.compile(
    r"\w+(?:ians|[cdmrx]ans|gans|[dqnkbtl]is(?<!Tunis))|(?:Serb|Croat|Kurd|Turk|Greek|Pole|Finn|Swede|Dane|Arab|Druse|Druze|Tamil|Tutsi|Hutu|Boer|Moro|"
    r"Houthi|Contra|Sandinista|Czech|Slovak|Slovene|Thai|Chechen|Afghan|Uzbek|Tajik|German|Zulu|Karen|Maronite|Shiite|Saudi)s"
)


# a plural that opens its sentence: "Rebels", no name
_OPENS = re.compile(
    r"(?:Rebel|Soldier|Fighter|Troop|Guerrilla|Insurgent|Militia|Separatist|Official|Villager|Gunner|Settler|Peacekeeper|"
    r"Mediator|General|Commander|Monitor|Force|Militant|Protester|Farmer|Herder|Resident|Partie|Side|Armie|Government)s"
)


def possessed(owner: str, words: str) -> str:
    """Write a possessive out: "Hezbollah’s leader", "his rockets" as "Hezbollah’s rockets"."""
    of_one = _OWNER.fullmatch(owner)
    owner = of_one["a"] if of_one else owner
    last = owner.rpartition(" ")[2]
    plural = last.endswith("s") and (
        last[:1].islower()
        or _PEOPLE.fullmatch(last) is not None
        or _OPENS.fullmatch(owner) is not None
    )
    mark = "" if owner.endswith(("’s", "'s", "’", "'")) else "’" if plural else "’s"
    return f"{owner}{mark} {POSSESSIVE.sub('', words)}"


_COUNT = re.compile(
    r"\d+|one|two|three|four|five|six|seven|eight|nine|ten|(?:few|several|many)", re.IGNORECASE
)
# "pressed the rebels |to keep its guns": who is told to owns them
_TOLD = re.compile(r"\s+to \w+(?: back| away| out)?\s*$", re.IGNORECASE)
_DUTY = re.compile(r"\b(?:must|should|shall|may|might|cannot|can)\b")
_HEARS = re.compile(
    r"\b(?:told|tells|warned|warns|informed|notified|reminded|advised)\s(?:the\s)?(?P<a>(?:[A-Z][\w’'-]+|\ue000[A-Z]\d+\ue001)(?:\s(?:[A-Z][\w’'-]+|\ue000[A-Z]\d+\ue001)){0,2})\sthat\s$"
)
# "called on |Azerbaijan to keep its troops"
_ASKED = re.compile(
    r".*\b(?:call\w* (?:up)?on|appeal\w* to|plead\w* with|prevail\w* (?:up)?on|pressure on|lean\w* on|request\w* of|demand\w* of)\s",
    re.DOTALL,
)
# "After pledging that its tanks would …, Ethiopia": who owns them comes behind
_BEHIND = re.compile(r", (?=\ue000[ATPGN]\d+\ue001)")


def _owner(sentence: Sentence, text: str, start: int, book: RuleBook, *, plural: bool) -> str:
    """Whose "its forces" are: the name before it, for "their" also a people ("the rebels")."""
    told = _TOLD.search(sentence.text, 0, start)
    asked = _ASKED.match(sentence.text, 0, told.start()) if told else None
    if told and (who := phrase_before(sentence.text, asked.end() if asked else 0, told.start())):
        words = without_article(words_at(sentence, text, *who))
        if not is_nobody(words, book):
            return words
    heard = _HEARS.search(sentence.text, 0, start)
    if heard and _DUTY.search(
        sentence.text, start, start + 60
    ):  # "Washington told Chiang that |his planes"
        return words_at(sentence, text, *heard.span("a"))
    own = subject_of(sentence, text, start)
    if plural and " and " in own and not POSSESSIVE.match(own):
        return without_article(own)
    named = [
        f.span
        for f in sentence.in_stretch(0, start, "AGNTP")
        if text[f.span.end : f.span.end + 2] not in ("'s", "’s")
        and (f.kind != "N" or text[f.span.end - 1] == "s")
    ]
    people = _last_people(sentence, start, book) if plural else None
    if people and (not named or named[-1].start <= sentence.to_span(*people).end):
        return without_article(words_at(sentence, text, *people))
    if named:
        return text[named[-1].start : named[-1].end]
    if (
        own
        and not _COUNT.fullmatch(own)
        and not is_nobody(without_article(own), book)
        and not POSSESSIVE.match(own)
    ):
        return without_article(own)
    behind = _BEHIND.search(sentence.text, start)
    after = sentence.in_stretch(behind.end(), behind.end() + 1, "ATPGN") if behind else []
    return text[after[0].span.start : after[0].span.end] if after else ""


def _last_people(sentence: Sentence, end: int, book: RuleBook) -> tuple[int, int] | None:
    """Noun phrase of the last people named before a place of the folded sentence."""
    found = None
    for match in book.words("peoples").finditer(sentence.text, 0, end):
        found = phrase_before(sentence.text, 0, match.end()) or found
    return found


def is_the_zone(frame: Frame, sentence: Sentence, at: int) -> bool:
    """Tell whether a pronoun stands for the zone whose size is told: "|It is five kilometres deep"."""
    sized = frame.rule.get("kind") in ("zone", "belt") or frame.rule.id.startswith("continued.")
    return sized and sentence.text[at : at + 3].lower() == "it "
