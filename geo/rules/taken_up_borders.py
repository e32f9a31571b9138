"""Which border "the border", "their common border" and "its border" mean."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geo.model import Place, Reference, ReferenceKind
from geo.rules.matches import Made, again, part_of, references_of, sentence_words, span_of, whole
from geo.rules.owners import ASKS
from geo.rules.reduced import CLOSE
from geo.rules.speakers import owner_of, speaker_behind

if TYPE_CHECKING:
    from geo.model import Span
    from geo.rules.discourse import Discourse
    from geo.rules.engine import Rule
    from geo.rules.meanings import Sentence


# countries that a plural names together
_TWINS = {
    "koreas": (("KP", "North Korea"), ("KR", "South Korea")),
    "sudans": (("SD", "Sudan"), ("SS", "South Sudan")),
    "congos": (("CD", "Democratic Republic of the Congo"), ("CG", "Republic of the Congo")),
}
# "the inter-Korean border"
_BETWEEN_TWINS = {"koreas": "inter-korean", "sudans": "inter-sudanese", "congos": "inter-congolese"}
# "the two Sudans … their border"
_TWO = re.compile(r"\b(?:two|both) (?:koreas|sudans|congos)\b")


def _twins(words: str, span: Span) -> Reference | None:
    """Border of the two countries that a plural at the end of some words names."""
    for plural, ((one, name), (other, also)) in _TWINS.items():
        if words.endswith(plural) or _BETWEEN_TWINS.get(plural, plural) in words:
            named, identifier = f"{name} and {also}", f"border:{one}|{other}"
            return Reference(ReferenceKind.BORDER, named, identifier, span, (one, other))
    return None


def border_common(rule: Rule, sentence: Sentence, match: re.Match[str], mind: Discourse) -> Made:
    """“Their common border”: the border of the two territories named last."""
    span = span_of(sentence, match)
    named = _TWO.findall(sentence.text[: match.start()].lower())
    twins = _twins(_plain(sentence, match), span) or (_twins(named[-1], span) if named else None)
    if twins is not None:
        return "B", (twins,)
    # "the demarcation line" of nobody knows whom is no border
    demarcated = "line" in match.group().lower()
    pair = _named_pair(sentence, match, mind)
    groups = mind.homes()
    names = {**groups, **mind.names}
    for code in () if demarcated else (*groups, *reversed(mind.recent)):
        if code not in [known for known, _ in pair]:
            pair.append((code, names[code]))
    shared = _first_shared(pair, span, mind)
    if shared is not None and not demarcated and not _is_likely(shared, sentence, match, mind):
        shared = _of_topic(span, mind)
    if shared is not None:
        return "B", (shared,)
    if demarcated:
        return None
    return "U", (Reference(ReferenceKind.BORDER, sentence_words(sentence, match), "", span),)


def _is_likely(
    border: Reference, sentence: Sentence, match: re.Match[str], mind: Discourse
) -> bool:
    """Tell whether a border taken from the last names is of what the sentence, or most of the text, is about."""
    here = {code for code, _ in _named_pair(sentence, match, mind)}
    most = next((code for code, _ in _countries(mind)), "")
    return bool(here & set(border.territories)) or not most or most in border.territories


def _of_topic(span: Span, mind: Discourse) -> Reference | None:
    """Border of the country a text is most about with the only neighbour that the text names; None where it names several."""
    named = [(code, mind.names.get(code, mind.name_of(code))) for code, _ in _countries(mind)]
    touching = [n for n in named[1:] if n[0] in mind.neighbours(named[0][0])]
    return _first_shared([named[0], *touching], span, mind) if len(touching) == 1 else None


def _countries(mind: Discourse) -> list[tuple[str, int]]:
    """Countries of the text and how often each was named."""
    return [(code, n) for code, n in mind.topics.most_common() if "." not in code]


def _plain(sentence: Sentence, match: re.Match[str]) -> str:
    """Words of a match in lower case, "intra-" written as "inter-"."""
    return (
        sentence_words(sentence, match)
        .lower()
        .replace("intra", "inter")
        .replace("inter ", "inter-")
    )


_PAIR = 2


def shared_with_subject(
    place: tuple[str, str], sentence: Sentence, match: re.Match[str], mind: Discourse
) -> Reference | None:
    """“The common border with Ethiopia”: with whom the sentence names before it."""
    others = [p for p in _named_pair(sentence, match, mind) if p[0] != place[0]]
    return _first_shared([place, *others], span_of(sentence, match), mind)


_OWN_SIDE = re.compile(r"(?:its|their) ", re.IGNORECASE)
_OWN_FORCES = re.compile(
    r"\b(?:its|their) (?:own )?(?:[\w-]+ ){0,2}(?:troops|forces|army|soldiers|tanks|guns|artillery|units|men|police|people|citizens)\b"
)


def asked_across(
    place: Place, sentence: Sentence, match: re.Match[str], mind: Discourse
) -> Reference | None:
    """“Rwanda insists that fighters be kept 50 km from its border with Congo”: they are in Congo."""
    if not _OWN_SIDE.match(match.group()) or place.candidate is None:
        return None
    speakers = sentence.in_stretch(0, match.start(), "TAN")
    if len(speakers) != 1 or speakers[0].kind == "N":
        return None
    says = sentence.text[sentence.starts[sentence.folds.index(speakers[0])] : match.start()]
    says = says[says.index(CLOSE) + 1 :]
    if not ASKS.match(says) or _OWN_FORCES.search(says):
        return None
    code = place.candidate.territory
    border = shared_with_subject((code, place.candidate.name), sentence, match, mind)
    if border is not None:
        mind.owners[border.id] = code
    return border


def _named_pair(sentence: Sentence, match: re.Match[str], mind: Discourse) -> list[tuple[str, str]]:
    """Territories that a sentence names, the nearest before a match first, then those behind it."""
    named: dict[str, str] = {}
    for kinds in ("TAN", "GO"):  # capitals speak for their countries where no country is named
        before = reversed(sentence.in_stretch(0, match.start(), kinds))
        after = sentence.in_stretch(match.end(), len(sentence.text), kinds)
        for fold in (*before, *after) if len(named) < _PAIR else ():
            c = fold.item.candidate if isinstance(fold.item, Place) else None
            if c and (c.territory or c.country):
                named.setdefault(
                    c.territory or c.country, c.name if c.territory else mind.name_of(c.country)
                )
            for r in references_of(fold) if fold.kind == "A" else ():
                for code in r.territories[:1] if r.part else ():  # "southern Lebanon"
                    named.setdefault(code, whole(r).name)
    return list(named.items())


def _first_shared(pair: list[tuple[str, str]], span: Span, mind: Discourse) -> Reference | None:
    """Border of the first two of some territories that touch."""
    for i, (a, name_a) in enumerate(pair):
        for b, name_b in pair[i + 1 :]:
            if b in mind.neighbours(a):
                (x, name_x), (y, name_y) = sorted([(a, name_a), (b, name_b)])
                name, identifier = f"{name_x} and {name_y}", f"border:{x}|{y}"
                return Reference(ReferenceKind.BORDER, name, identifier, span, (x, y))
    return None


def border_definite(rule: Rule, sentence: Sentence, match: re.Match[str], mind: Discourse) -> Made:
    """“The border”: the one named before, else the only one that the countries named share."""
    span = span_of(sentence, match)
    earlier = [
        f.item for f in sentence.in_stretch(0, match.start(), "B") if isinstance(f.item, tuple)
    ]
    later = [
        f.item
        for f in sentence.in_stretch(match.end(), len(sentence.text), "B")
        if isinstance(f.item, tuple)
    ]
    known = earlier[-1:] or mind.borders[-1:] or later[:1]
    if known:
        return "B", tuple(again(reference, span) for reference in known[0])
    if direction_of(match.group()):  # "Finland closed the eastern border"
        return border_own(rule, sentence, match, mind)
    made = border_common(rule, sentence, match, mind)
    if made is not None and made[0] == "U" and (beside := _beside_town(sentence, match, mind)):
        return "B", (beside,)
    if made is not None and made[0] == "U" and _speaks_of_one_country(mind):
        return border_own(rule, sentence, match, mind, common=made)
    return made


_NEAR_TOWN = re.compile(
    r",?\s(?:near|around|at|by|opposite|outside|close to|beside)\s(?:the\s(?:town|city|village)\sof\s)?(?P<o>\ue000O\d+\ue001)"
)


def _beside_town(sentence: Sentence, match: re.Match[str], mind: Discourse) -> Reference | None:
    """“The border near Tessalit”: of the country of the town, where nothing else says which."""
    beside = _NEAR_TOWN.match(sentence.text, match.end())
    for fold in sentence.in_stretch(*beside.span("o"), "O") if beside else ():
        code = (
            fold.item.candidate.country
            if isinstance(fold.item, Place) and fold.item.candidate
            else ""
        )
        if code:
            span, name = span_of(sentence, match), mind.name_of(code)
            return Reference(ReferenceKind.BORDER, name, f"border:{code}", span, (code,))
    return None


_COUNTRY = 2


def _speaks_of_one_country(mind: Discourse) -> bool:
    """Tell whether the whole text names one country alone: "the frontier" is then all of its."""
    return len([code for code in mind.topics if len(code) == _COUNTRY]) == 1


_DIRECTION = re.compile(r"\b(?:(?:north|south)[ -]?(?:east|west)|north|south|east|west)ern\b", re.I)


def direction_of(words: str) -> str:
    """Direction that a border is said to face: "its eastern border"; empty for none."""
    found = _DIRECTION.search(words)
    return part_of(found.group()) if found else ""


# "its own border", "any border": not one that was named
_OF_ITS_OWN = re.compile(r"any\b|\w+ own\b", re.IGNORECASE)


def border_own(
    rule: Rule, sentence: Sentence, match: re.Match[str], mind: Discourse, common: Made = None
) -> Made:
    """
    “Its border”: of the country that speaks or acts; the one spoken of before goes first.

    ``common`` is what "the border" is where no country speaks or acts.
    """
    span = span_of(sentence, match)
    known = mind.borders or sentence.in_stretch(0, match.start(), "B")
    if known and not _OF_ITS_OWN.match(match.group()):
        return border_definite(rule, sentence, match, mind)
    if match.group().lower().startswith("their"):
        made = border_common(rule, sentence, match, mind)
        if made is not None and made[0] == "B":
            return made
    ours = match.group().lower().startswith(("our", "my"))
    owner = (ours and speaker_behind(sentence, match, mind)) or owner_of(sentence, match, mind)
    if not owner or not mind.neighbours(owner.territories[0]):
        if common is not None:
            return common
        if direction_of(match.group()):
            return border_common(rule, sentence, match, mind)
        return border_definite(rule, sentence, match, mind)
    code = owner.territories[0]
    part = direction_of(match.group())
    border = Reference(ReferenceKind.BORDER, owner.name, f"border:{code}", span, (code,), part)
    mind.owners[border.id] = code
    return "B", (border,)
