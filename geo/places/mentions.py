"""Which words of a document may name a place: spans the gazetteer knows, longest first."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import numpy as np

from geo.places.cues import Cues
from geo.places.gazetteer import Gazetteer, Rows
from geo.places.layout import ABBREVIATION, CITY, KIND_SHIFT, ROW_MASK
from geo.places.names import APOSTROPHES, fold, fold_word, key
from geo.places.tokens import Token, Tokens

CONTRACTION = re.compile(rf"[{APOSTROPHES}](?:ll|re|ve|d|m|t)$", re.IGNORECASE)
SETTLEMENTS = frozenset(
    """village villages town towns city hamlet settlement suburb outskirts neighbourhood neighborhood
    district province governorate""".split()
)
HALVES = frozenset("north south east west northern southern eastern western upper lower".split())
WATERS = frozenset("river creek lake bay canal gulf strait sea ocean reservoir".split())
HYPHENS = frozenset("-‐‑–—/")
NO_PLACES = {"red cross", "red crescent", "one mile"}  # that hamlets are called so tells nothing
CONTINENTAL = {"african", "european", "asian"}
LETTERS = frozenset("øåłđðþæœ")  # letters of their own, that are no accents
COMMON = {"island", "islands"}  # Iceland has the first as a name in other languages
UNITS = {"NM", "MI", "M"}  # behind a number no state: "12 NM off Yemen"
DEGREES = {"M.D.", "M.A.", "M.S.", "B.A."}
INITIALS = frozenset("bc nj ny nc sc nh nm nd sd ri dc pei nwt nsw".split())
SMALL_WORDS = {"in", "or", "me", "hi", "ok", "oh", "la", "de", "al"}


# first halves of "Franco-German", by the adjective they stand for
COMBINING = {
    "franco": "french", "russo": "russian", "sino": "chinese", "indo": "indian", "anglo": "british",
    "austro": "austrian", "greco": "greek", "graeco": "greek", "italo": "italian",
    "hispano": "spanish", "luso": "portuguese", "turco": "turkish", "turko": "turkish",
    "serbo": "serbian", "israelo": "israeli", "iraqo": "iraqi", "nippo": "japanese",
    "finno": "finnish", "polono": "polish", "ethio": "ethiopian", "egypto": "egyptian",
}  # fmt: skip


@dataclass(slots=True)
class Found:
    """
    A span that the gazetteer or the list of demonyms knows.

    Attributes
    ----------
    first, last
        Its first word, and the one after its last.
    links
        Rows of the gazetteer with the kind of name above `ROW_MASK`.
    people
        Row of the place whose people or adjective it is, or None.
    """

    first: int
    last: int
    name: str
    links: Rows
    people: int | None = None
    signs: list[str] = field(default_factory=list)
    probability: float = 0.0

    @property
    def rows(self) -> list[int]:
        """Rows of the gazetteer."""
        return [int(row) for row in self.links & ROW_MASK]


def spans(tokens: Tokens, gazetteer: Gazetteer, cues: Cues) -> list[Found]:
    """Return the known spans of a document, none overlapping, in their order."""
    starts, lengths, keys = tokens.sequences()
    if not len(keys):
        return []
    people = gazetteer.people_of(keys)
    known = gazetteer.known(keys) | (people >= 0)
    starts, lengths, keys, people = starts[known], lengths[known], keys[known], people[known]
    order = np.lexsort((-lengths, starts))
    links = gazetteer.rows(keys[order])
    found: list[Found] = []
    free = 0
    reach = dict(
        zip(starts[order[::-1]].tolist(), (starts + lengths)[order[::-1]].tolist(), strict=True)
    )
    for at, rows in zip(order.tolist(), links, strict=True):
        first, last, who = int(starts[at]), int(starts[at] + lengths[at]), int(people[at])
        if first < free:
            continue
        if tokens.words[first].low == "the" and reach.get(first + 1, 0) > last:
            continue  # "The Gulf of Aden" is not "the Gulf"
        after = bool(found) and found[-1].last == first and tokens.gaps[first].strip() == ","
        after = after or shortened(tokens, first)
        if last == first + 1 and who < 0 and idle(tokens, first, rows, cues, after):
            continue
        name = " ".join(fold_word(w.text) for w in tokens.words[first:last])
        if (
            name in NO_PLACES
            or is_common(tokens, first, last)
            or begins_another(tokens, name, last)
        ):
            continue
        rows = spelled_so(tokens.words[first:last], name, rows, gazetteer)
        if len(rows) or who >= 0:
            found.append(Found(first, last, name, rows, who if who >= 0 else None))
            free = last
    return shared(tokens, gazetteer, combined(tokens, gazetteer, found))


def spelled_so(words: list[Token], name: str, rows: Rows, gazetteer: Gazetteer) -> Rows:
    """Return the entries without towns of other letters: the Danish Fanø is not the Italian Fano."""
    letters = {c for w in words if not w.low.isascii() for c in w.low if c in LETTERS}
    if not letters:
        return rows
    places = [int(row & ROW_MASK) for row in rows]
    other = [
        gazetteer.kinds[place] == CITY
        and fold(own := gazetteer.name(place)) == name
        and letters.isdisjoint(own.lower())
        for place in places
    ]
    kept: Rows = rows[~np.array(other, bool)]
    return kept


def begins_another(tokens: Tokens, name: str, last: int) -> bool:
    """Tell whether a name begins that of a body or a gate: "the African Union", "Damascus Gate"."""
    if last >= len(tokens) or tokens.gaps[last] != " ":
        return False
    word = tokens.words[last].text
    return word == "Gate" or (name in CONTINENTAL and word[0].isupper())


def is_common(tokens: Tokens, first: int, last: int) -> bool:
    """Tell whether words are an article and a common noun: "The camp", at the start of a sentence."""
    words = tokens.words[first:last]
    return len(words) == 2 and words[0].low == "the" and words[1].text[0].islower()


def shortened(tokens: Tokens, at: int) -> bool:
    """Tell whether a word stands as the abbreviation of a state does: "Aldie, Va."."""
    if not at or tokens.gaps[at].strip() != "," or not tokens.capital[at - 1]:
        return False
    return tokens.text[tokens.after[at] : tokens.after[at] + 1] == "."


def combined(tokens: Tokens, gazetteer: Gazetteer, found: list[Found]) -> list[Found]:
    """Read the first half of "Franco-German" as the people it stands for."""
    out: list[Found] = []
    for span in found:
        i = span.first - 1
        word = COMBINING.get(tokens.words[i].low) if i >= 0 else None
        if word and span.people is not None and tokens.gaps[span.first].strip() in HYPHENS:
            row = int(gazetteer.people_of(np.array([key(word)], np.uint64))[0])
            if row >= 0:
                if out and out[-1].last > i:
                    out.pop()
                out.append(Found(i, i + 1, word, np.empty(0, np.uint32), row))
        out.append(span)
    return out


def shared(tokens: Tokens, gazetteer: Gazetteer, found: list[Found]) -> list[Found]:
    """Add the first half of "North and South Korea", whose second half is known."""
    out: list[Found] = []
    for span in found:
        i = span.first - 2
        words = [w.text for w in tokens.words[max(0, i) : span.last]]
        if i >= 0 and span.last - span.first > 1 and words[1] == "and":
            first, second = words[0], words[2]
            if first.istitle() and {first.lower(), second.lower()} <= HALVES:
                name = " ".join([first, *words[3:]])
                links = gazetteer.rows(np.array([key(name)], np.uint64))[0]
                if len(links) and (not out or out[-1].last <= i):
                    out.append(Found(i, i + 1, fold(name), links))
        out.append(span)
    return out


def idle(tokens: Tokens, at: int, links: Rows, cues: Cues, after: bool) -> bool:
    """Tell whether a single word, after a known name and a comma or not, can be no place."""
    word = tokens.words[at]
    if (
        word.low in cues.barred
        or word.low in COMMON
        or word.text in DEGREES
        or CONTRACTION.search(word.text)
    ):
        return True
    if word.text in UNITS and at and tokens.words[at - 1].text[-1].isdigit():
        return True
    if len(word.text) == 2 and word.text[0].isascii() and not (word.text.isupper() or after):
        return True
    if not (links >> KIND_SHIFT == ABBREVIATION).all():
        return False
    if word.text.isupper() and word.low in SMALL_WORDS and tokens.shouted:
        return True
    return not after and fold_word(word.text) not in INITIALS


def unlisted_waters(tokens: Tokens, found: list[Found]) -> list[Found]:
    """Return the Neches of "Neches River" where no river of that name is known, but a town."""
    out = []
    for span in found:
        after = span.last
        if {">capital", ">Cwater_type"} <= set(span.signs) and span.people is None:
            named = tokens.words[after].low in WATERS and "typed:water_type" not in span.signs
            if named:
                name = f"{span.name} {tokens.words[after].low}"
                out.append(Found(span.first, after, name, np.empty(0, np.uint32)))
    return out


def unknown(tokens: Tokens, cues: Cues, found: list[Found]) -> list[Found]:
    """Return names that the text calls a place ("the village of …") but no entry bears."""
    taken = {i for span in found for i in range(span.first, span.last)}
    capital = tokens.capital.tolist() if len(tokens) else []
    out = []
    for i in range(2, len(tokens)):
        if not capital[i] or i in taken or tokens.words[i - 1].low != "of":
            continue
        kind = tokens.words[i - 2].low
        if tokens.gaps[i] != " " or tokens.gaps[i - 1] != " " or kind not in SETTLEMENTS:
            continue
        last = i + 1
        while last < len(tokens) and capital[last] and tokens.joined[last] and last not in taken:
            last += 1
        name = " ".join(fold_word(w.text) for w in tokens.words[i:last])
        out.append(Found(i, last, name, np.empty(0, np.uint32)))
    return out
