"""What speaks for and against a known span being a place: the signs the recogniser weighs."""

from __future__ import annotations

from collections import Counter

import numpy as np
import numpy.typing as npt

from geo.places.cues import Cues
from geo.places.gazetteer import Gazetteer
from geo.places.layout import (
    ABBREVIATION,
    ADMIN1,
    ADMIN2,
    CITY,
    COUNTRY,
    FACILITY,
    GIVEN,
    MAIN,
    ORDINARY,
    REGION,
    SURNAME,
    WATER,
)
from geo.places.mentions import Found
from geo.places.near import near_signs
from geo.places.pairs import PAIR_SIGNS, PAIRED_SIGNS, Pair, best_of, in_pact, pairs
from geo.places.roles import BEFORE
from geo.places.tokens import TAILS, Token, Tokens

TYPE_KINDS = {
    "admin1_type": (ADMIN1, ADMIN2),
    "admin2_type": (ADMIN2,),
    "city_type": (CITY,),
    "water_type": (WATER,),
}
ENDERS = {"preposition_in", "preposition_to", "auxiliary", "not_a_place"}
CROWDED = frozenset({"US", "CA", "GB", "AU", "NZ", "IE"})  # any English surname is a village there
GOVERNS = {">speech": "governs", ">auxiliary": "governs"}
STRONG = {"<preposition_in", "container", "people"}
AWAY = {"of", "from"}
FAMOUS = 50
AREA_TYPED = {"typed:admin1_type", "typed:admin2_type"}
SITED = frozenset({FACILITY, REGION})
KINDS = ("country", "admin1", "admin2", "city", "region", "facility", "water", "line")
PERSON = {"<Cgiven", "<Ctitle", "person"}
NOT_PERSON = {">Corganisation", ">Cadmin1_type", ">Cadmin2_type", ">Ccity_type"}
CUED = {
    "<preposition_in",
    "<<settlement",
    "<settlement_before",
    "container",
    "list",
    "list>",
    "contains",
    "range",
    "range>",
}
OUTSIDE = "outside"  # the text puts it where no entry of its name lies
LOWER_NOUN = {">lower", ">organisation", ">title", ">city_type", ">hyphen", ">settlement_before"}
FLAGS = ((GIVEN, "given"), (SURNAME, "surname"), (ORDINARY, "ordinary"))


class Reader:
    """Reads the signs of the spans of one document."""

    def __init__(
        self, tokens: Tokens, gazetteer: Gazetteer, cues: Cues, found: list[Found]
    ) -> None:
        self.tokens, self.gazetteer, self.cues, self.found = tokens, gazetteer, cues, found
        self.flags = gazetteer.flags(tokens.core).tolist() if len(tokens) else []
        self.capital = self._proper() if len(tokens) else []
        self.joined = tokens.joined.tolist() if len(tokens) else []
        self.opens = tokens.first.tolist() if len(tokens) else []
        self.lower = {w.low for w in tokens.words if w.text[0].islower()}
        self.bests = [best_of(f, gazetteer) for f in found]
        self.pairs = pairs(tokens, gazetteer, found, self.bests)
        self.times = Counter(f.name for f in found)
        self.persons = self._persons()
        self.crowded = gazetteer.numbers(CROWDED)

    def _proper(self) -> list[bool]:
        """Return which words are written as names: in capitals, but no "The" or "South"."""
        if self.tokens.shouted:
            return [False] * len(self.tokens)
        words, barred = self.tokens.words, self.cues.barred
        names = self.tokens.proper.tolist()
        for i, name in enumerate(names):
            if name and words[i].low in barred:
                names[i] = False
        return list(names)

    def _persons(self) -> set[str]:
        """Return words that follow a title or a given name somewhere in the document."""
        named = set()
        words = self.tokens.words
        for i in range(1, len(words)):
            if not (self.capital[i] and self.joined[i] and self.capital[i - 1]):
                continue
            before = words[i - 1]
            known = self.flags[i - 1] & GIVEN and "-" not in self.tokens.gaps[i]
            if known or "title" in self.cues.of(before.low):
                named.add(words[i].low)
        return named

    def read(self) -> None:
        """Write each span's signs into it."""
        for at, span in enumerate(self.found):
            span.signs = [*self.inside(at, span), *self.before(at, span), *self.behind(at, span)]
            span.signs += self.paired(at)
            if self._governed(span):  # "the mine at Narsaq decided it"
                span.signs = [sign for sign in span.signs if sign not in GOVERNS]
            elif self.bests[at].kind == COUNTRY or self.bests[at].row in self.gazetteer.capitals:
                span.signs = [GOVERNS.get(sign, sign) for sign in span.signs]
        strong = {f.name for f in self.found if STRONG & set(f.signs)}
        homes = self.homes()
        for at, span in enumerate(self.found):
            if span.name in strong:
                span.signs.append("in:document")
            self.located(at, span, homes)
            self.called(at, span)
            if in_pact(self.tokens, span):
                span.signs.append("pact")
            self.crossed(at, span)
        near_signs(self.found, self.bests, self.gazetteer)

    def located(self, at: int, span: Found, homes: npt.NDArray[np.bool_]) -> None:
        """Add the signs of the country a name may lie in."""
        if span.people is not None:
            return
        if self.bests[at].kind != COUNTRY and self.at_home(span, homes):
            span.signs.append("home")
        if self.gazetteer.places["country"][self.bests[at].row] in self.crowded:
            span.signs.append("crowded")

    def called(self, at: int, span: Found) -> None:
        """Add the signs of a word behind the name that tells its kind, and of an article."""
        typed = self.typed(span)
        span.signs += typed
        if any(sign in AREA_TYPED for sign in typed):
            span.name += " (area)"  # "Kharkiv region" is another sense than "Kharkiv"
        articled = self.articled(span)
        span.signs += ["<the"] * articled or ["<the?"] * self.after_the(span)
        if span.people is None:
            whole = bool(typed) or (articled and self.bests[at].kind == WATER)
            span.signs.append(f"name:{MAIN if whole else self.bests[at].name_kind}")

    def _governed(self, span: Found) -> bool:
        """Tell whether a preposition stands before the name, so that it is no subject."""
        i = span.first
        return bool(i) and self.tokens.gaps[i] == " " and self.tokens.words[i - 1].low in BEFORE

    def typed(self, span: Found) -> list[str]:
        """Return the signs of a word behind the name ("river") that suits one of its entries."""
        groups = [g for g in TYPE_KINDS if f">{g}" in span.signs or f">C{g}" in span.signs]
        kinds = {int(k) for k in self.gazetteer.kinds[span.rows]} if groups else set()
        return [f"typed:{g}" for g in groups if kinds & set(TYPE_KINDS[g])]

    def articled(self, span: Found) -> bool:
        """Tell whether "the" belongs to the name ("across the Potomac") and to no noun behind it."""
        i, j = span.first, span.last
        if not i or self.tokens.words[i - 1].low != "the" or self.tokens.gaps[i] != " ":
            return False
        return (
            j >= len(self.tokens)
            or self.tokens.gaps[j] != " "
            or bool(ENDERS & set(self._groups(j)))
        )

    def after_the(self, span: Found) -> bool:
        """Tell whether "the" stands before a name and a lower-case word behind it."""
        i, j = span.first, span.last
        if not i or j >= len(self.tokens) or self.tokens.gaps[i] != " ":
            return False
        lower = self.tokens.gaps[j] == " " and self.tokens.words[j].text[0].islower()
        return lower and self.tokens.words[i - 1].low == "the"

    def homes(self) -> npt.NDArray[np.bool_]:
        """Return which countries, as the gazetteer numbers them, the document names."""
        country = self.gazetteer.places["country"]
        named = {int(country[f.people]) for f in self.found if f.people is not None}
        for span, best in zip(self.found, self.bests, strict=True):
            if best.kind == COUNTRY and best.name_kind == MAIN and not PERSON & set(span.signs):
                named.add(int(country[best.row]))
        table = np.zeros(len(self.gazetteer.areas), bool)
        table[[n for n in named if n and self.gazetteer.areas[n] not in CROWDED]] = True
        return table

    def at_home(self, span: Found, homes: npt.NDArray[np.bool_]) -> bool:
        """Tell whether a span may lie in a country the document names."""
        return bool(homes[self.gazetteer.places["country"][span.rows]].any())

    def crossed(self, at: int, span: Found) -> None:
        """Add the signs that two others make together."""
        signs = set(span.signs)
        add = span.signs.append
        if "people" in signs:
            if ">Corganisation" in signs or (">capital" in signs and ">known" not in signs):
                add("people:named")
            if "<language" in signs and not signs & LOWER_NOUN:
                add("language")
            return
        add(f"{self.family(span)}:{min(7, max(1, self.bests[at].fame // 10))}")
        if "ordinary" in signs and not signs & CUED:
            add("ordinary:bare")
        follows = at + 1 < len(self.found) and self.found[at + 1].first == span.last
        famous = follows and self.bests[at + 1].fame >= FAMOUS
        if {"ordinary", ">capital"} <= signs and not signs & NOT_PERSON and not famous:
            add("ordinary:named")
            span.signs = [sign for sign in span.signs if sign != "<<distance"]
        initials = all(
            len(w.text.strip(".")) == 1 for w in self.tokens.words[span.first : span.last]
        )
        if initials and {"<Ctitle", ">capital"} <= signs and not signs & NOT_PERSON:
            add("person")  # "Gen. U. S. Grant"
        if {"given", ">capital", ">Csurname"} <= signs and not signs & NOT_PERSON and not famous:
            add("person")
        if "<the" in signs and signs & {"kind:water", "kind:line", "kind:region"}:
            add("the:water")

    def family(self, span: Found) -> str:
        """Tell what the words of a name are by themselves: many, common (a person's) or plain."""
        if span.last - span.first > 1:
            return "many"
        return "common" if self.flags[span.first] else "plain"

    def inside(self, at: int, span: Found) -> list[str]:
        """Return the signs of the name itself."""
        best = self.bests[at]
        words = self.tokens.words[span.first : span.last]
        signs = ["bias"]
        if span.people is not None:
            signs.append("people")
        else:
            signs.append(f"kind:{KINDS[best.kind]}")
        if len(words) == 1:
            signs += self._single(span, words[0])
        elif best.kind in SITED and words[-1].low in TAILS:
            signs.append("many:typed")  # "the Tabqa dam"
        if self.times[span.name] > 1:
            signs.append("repeated")
        if not self.tokens.shouted and words[0].text.isupper() and len(words[0].text) > 1:
            signs.append("caps")
            initials = len(words) == 1 and len(words[0].text.replace(".", "")) <= 3
            if initials and best.kind != COUNTRY and best.name_kind != ABBREVIATION:
                signs.append("caps:short")  # "BA", "U.N."
        return signs

    def _single(self, span: Found, word: Token) -> list[str]:
        """Return the signs of a name of one word."""
        flags = self.flags[span.first]
        signs = [name for flag, name in FLAGS if flags & flag]
        if flags & ORDINARY and self.opens[span.first]:
            signs.append("ordinary:first")
        if "not_a_place" in self.cues.of(word.low):
            signs.append("stop")
        if word.low in self.lower:
            signs.append("lower:document")
        if self.tokens.shouted:
            signs += ["shouted:ordinary" if flags & ORDINARY else f"shouted:{bool(flags)}"]
        if word.low in self.persons:
            signs.append("person:document")
        if len(word.text) <= 3:
            signs.append("short:word")
        return signs

    def before(self, at: int, span: Found) -> list[str]:
        """Return the signs of what stands before the name."""
        i = span.first
        signs = ["first"] if self.opens[i] else []
        if i == 0:
            return [*signs, "<line"]
        gap = self.tokens.gaps[i]
        word = self.tokens.words[i - 1]
        if self.joined[i] and self.capital[i - 1] and not self.opens[i]:
            signs.append("<capital")
            signs += [f"<C{name}" for flag, name in FLAGS[:2] if self.flags[i - 1] & flag]
            signs += [f"<C{group}" for group in self.cues.of(word.low)]
            if at and self.found[at - 1].last == i:
                signs.append("<known")
            if "-" in gap:
                signs.append("<hyphen")
        elif gap.strip(" ") == "":
            signs += [f"<{group}" for group in self.cues.of(word.low)] or ["<lower"]
            signs += self._further(span)
        else:
            mark = gap.strip()[-1:] or "line"
            signs.append(f"<{mark}" if mark in ',("“.—-line' else "<mark")
        return signs

    def _further(self, span: Found) -> list[str]:
        """Return the sign of "towns of Tell Abyad" or "22 km east of Srebrenica", words back."""
        words, i = self.tokens.words, span.first
        if words[i - 1].low in {"of", "the"}:
            near = [w.low for w in words[max(0, i - 3) : i - 1]]
            if any("settlement_before" in self.cues.of(w) for w in near):
                return ["<<settlement"]
        near = [w.low for w in words[max(0, i - 5) : i - 1]] if words[i - 1].low in AWAY else []
        return ["<<distance"] if any("unit" in self.cues.of(w) for w in near) else []

    def paired(self, at: int) -> list[str]:
        """Return the signs of the names before and behind."""
        signs = [PAIR_SIGNS[self.pairs[at]]] if self.pairs[at] else []
        signs += [OUTSIDE] * (self.pairs[at] is Pair.OUTSIDE)
        if at and self.pairs[at - 1]:
            signs.append(PAIRED_SIGNS[self.pairs[at - 1]])
        return signs

    def behind(self, at: int, span: Found) -> list[str]:
        """Return the signs of what stands behind the name."""
        i = span.last
        if self.tokens.after[i - 1] > self.tokens.words[i - 1].end:
            return [*(f">'{g}" for g in self._groups(i)), ">possessive"]
        if i >= len(self.tokens):
            return [">line"]
        gap = self.tokens.gaps[i]
        if self.joined[i] and self.capital[i] and "\n" not in gap:
            signs = [">capital"]
            signs += [f">C{name}" for flag, name in FLAGS[:2] if self.flags[i] & flag]
            signs += [f">C{group}" for group in self._groups(i)]
            if at + 1 < len(self.found) and self.found[at + 1].first == i:
                signs.append(">known")
            if "-" in gap:
                signs.append(">hyphen")
            return signs
        if gap.strip(" ") == "":
            return [f">{group}" for group in self._groups(i)] or [">lower"]
        mark = gap.strip()[:1] or "line"
        return [f">{mark}" if mark in ',)"”.—-:;line' else ">mark"]

    def _groups(self, i: int) -> tuple[str, ...]:
        """Return the lists the word at a place stands in."""
        return self.cues.of(self.tokens.words[i].low) if i < len(self.tokens) else ()
