"""Where an incident was, and whether it was at all, from the words around those that tell it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from geo.events.kinds import CLOSE, NAME, OPEN

# "the town of", "farmland near", "a checkpoint in": plain words that lead from a verb to its place
_LEAD = r"(?:(?:the|a|an|its|their|his|some|several|\d+)\s+)?(?:[a-z][\w’'-]*\s+){0,3}?"
_NEAR = r"(?:near|around|outside|off|close\s+to)"
_AT = rf"(?:in|at|on|inside|over|along|within|across|{_NEAR})"
_LIST = rf"{NAME}(?:(?:,\s*|,?\s+and\s+){NAME})?"
# what ends the clause that a verb stands in
_CLAUSE = re.compile(
    r"[;:()“”\"]|\.\s|,?\s+(?:but|while|whereas|although|though|after|before|until|unless|since|"
    r"because|as|when|where|who|which|that|said|told|reported|demanding|warning)\b"
)
_OBJECT = re.compile(rf"\s+{_LEAD}(?:of\s+)?{_LIST}")
_NAMED = re.compile(rf"\b{_AT}\s+{_LEAD}(?:(?:of|{_AT})\s+)?{_LIST}")
_BESIDE = re.compile(rf"\b{_NEAR}\s[^{OPEN}]*$", re.IGNORECASE)
# "two miles from a tanker in …": near the place
_AWAY = re.compile(
    rf"\b(?:km|kilomet\w+|(?:nautical\s+)?miles?|NM|met(?:er|re)s?|yards?)\s+(?:from|off|away\s+from)\s[^{OPEN}]*$"
)
_BETWEEN = re.compile(rf"\bbetween\s+{_LEAD}{NAME}\s+and\s+{_LEAD}{NAME}")
# "Goma was shelled", "Goma has been under", "Goma fell to"
_PASSIVE = re.compile(
    rf"{_LIST}(?:,[^;:.{OPEN}]{{1,80}},)?\s+(?:was|were|is|are|has\s+been|had\s+been|came\s+under|is\s+being|again)"
    rf"\s+(?:\w+ly\s+|again\s+|also\s+|under\s+|heavily\s+){{0,2}}$|^\W*{NAME},\s+$"
)
_SUBJECT = re.compile(rf"{NAME}(?:,[^;:.{OPEN}]{{1,80}},)?\s+$")
# "Goma, which the rebels retook"; the words between hold no other place
_RELATIVE = re.compile(rf"{NAME}(?:\s+[a-z]+){{0,2}},?\s+(?:which|where)\s[^,;{OPEN}]{{0,80}}$")
_OPENS = re.compile(
    rf"^\W*(?:[A-Z]{{2,}},[^-–—]{{0,20}}[-–—]\s*)?(?:{_AT}|In|At|Near|On|Around|Outside|Inside|Over|Along|Off)"
    rf"\s+{_LEAD}(?:of\s+)?{_LIST}(?:\s+(?:province|city|town|district))?(?:,|\s+(?:the|a|an)\b|\s+[a-z]+s?\b)"
)
# what has not happened: wished, feared, forbidden, announced, denied, or put as a condition
_NOT = re.compile(
    r"\b(?:would|will|(?-i:may)|might|could|can|cannot|should|shall|must|not|no|never|nor|neither|if|unless|until|any|"
    r"without|against|threat(?:s|en(?:s|ed|ing)?)?|fear(?:s|ed|ing)?|risk\w*|plan(?:s|ned|ning)?|vow(?:s|ed)?|"
    r"promis\w+|warn\w*|den(?:y|ies|ied)|avoid\w*|prevent\w*|stop(?:s|ped|ping)?|halt\w*|end(?:s|ed|ing)?|"
    r"ceas\w+|ban\w*|forb\w+|prohibit\w*|possible|further|future|refrain\w*|deter\w*|repel\w*|foil\w*|"
    r"prepar\w+|ready|order(?:s|ed)?|demand\w*|call(?:s|ed)?\s+for|attempt(?:s|ed)?\s+to|tried\s+to|failed\s+to|n[’']t)"
    rf"(?:\s+[\w’'-]+|\s+{OPEN}\d+{CLOSE}){{0,4}}\s+$",
    re.IGNORECASE,
)
_TO = re.compile(r"\bto\s+$", re.IGNORECASE)
_ENDED = re.compile(
    r"\s+(?:stops?|ends?|ceases?)\b|[^,;.]{0,40}?\s(?:must|would|will|(?-i:may)|might|should|could)\s",
    re.IGNORECASE,
)


def happened(folded: str, start: int, end: int) -> bool:
    """
    Tell whether what some words tell has happened, as their sentence has it.

    Examples
    --------
    >>> said = "Rebels threatened to attack, and then attacked."
    >>> happened(said, 21, 27), happened(said, 38, 46)
    (False, True)
    """
    before = re.split(r"[;:]|,\s(?:and|but)\s", folded[:start])[-1]
    return not (_NOT.search(before) or _TO.search(before) or _ENDED.match(folded, end))


# a place that was named before: "shelled it", "hit the town", "was killed there"
_KIND = r"(?:town|city|village)"
_THE = rf"(?:the|that|this)\s+(?:same\s+)?{_KIND}"
_WITHIN = r"(?:the\s+)?(?:cent(?:re|er)|outskirts|market|streets|edge)\s+of\s+"
_STOP = r"(?=\s*(?:$|[.,;]|\s(?:with|from|on|again|twice|for|by|at|overnight|and|before|after|late|early)\b))"
_HAD = (
    r"\s+(?:was|has\s+been|had\s+been|came\s+under|is\s+being)"
    r"\s+(?:\w+ly\s+|again\s+|also\s+|under\s+|heavily\s+){0,2}$"
)
_FIRST = r"(?:^|[.;,]\s+|\band\s+)"
_IT = re.compile(rf"\s+(?:{_WITHIN})?it{_STOP}")
_IT_WAS = re.compile(rf"{_FIRST}it{_HAD}", re.IGNORECASE)
_TOWN = re.compile(rf"\s+(?:{_WITHIN})?{_THE}{_STOP}")
_TOWN_WAS = re.compile(rf"{_FIRST}{_THE}{_HAD}", re.IGNORECASE)
_THERE = re.compile(rf"^[^.;:“”\"]{{0,60}}?\b(?:there|{_AT}\s+{_THE})(?=\s*(?:$|[.,;]|\son\b))")
# what "it" can only stand for where the place is what a sentence is about: "Goma was quiet",
# "rebels hold Goma"; in "a convoy left Goma" it is the convoy
_SUBJECT_OF = re.compile(
    rf"(?:^\W*|\b(?:enter|tak|took|seiz|captur|h[eo]ld|retak|retook|recaptur|reach|besieg|surround|control|"
    rf"defend|occup|pound)\w*\s+)(?:the\s+{_KIND}\s+of\s+)?$",
    re.IGNORECASE,
)
BEFORE, IT = "before", "it"


def is_topic(before: str) -> bool:
    """
    Tell whether "it" can mean a place, from what stands before its name in the sentence.

    Examples
    --------
    >>> is_topic(""), is_topic("Rebels hold the town of "), is_topic("A convoy left ")
    (True, True, False)
    """
    return _SUBJECT_OF.search(before) is not None


@dataclass(frozen=True, slots=True)
class Where:
    """
    Numbers of the names that tell a place, and how: "at", "near" or "between" them.

    Without names "before" or "it": these words stand for a place that was named before.
    """

    names: tuple[int, ...] = ()
    how: str = ""


def places_of(folded: str, start: int, end: int, place: str) -> Where:
    """
    Find the places of what some words tell.

    Parameters
    ----------
    folded
        Sentence with its place names as numbers between `OPEN` and `CLOSE`.
    start, end
        The words in it.
    place
        `geo.events.kinds.Kind.place`.
    """
    stop = _CLAUSE.search(folded, end)
    after = folded[end : stop.start() if stop else len(folded)]
    before = folded[:start]
    if found := _BETWEEN.search(after):
        return Where(_numbers(found), "between")
    if place != "named":
        found = _OBJECT.match(after) or _suffered(before)
        if found is None and folded[start:end].lower() == "fell to":
            found = _SUBJECT.search(before)
        if found is not None:
            return _at(found)
        if meant := _meant(before, after):
            return meant
    if place == "needed":
        return Where()
    found = _NAMED.search(_tail(folded, start, end) + after)
    found = found or _suffered(before) or _OPENS.match(before)
    if found is None and _THERE.match(folded[end:]):
        return Where((), BEFORE)
    return _at(found) if found is not None else _meant(before, "") or Where()


def _meant(before: str, after: str) -> Where | None:
    """Find words that stand for a place named before, as what the verb takes or who suffered."""
    if _TOWN.match(after) or _TOWN_WAS.search(before):
        return Where((), BEFORE)
    return Where((), IT) if _IT.match(after) or _IT_WAS.search(before) else None


def _suffered(before: str) -> re.Match[str] | None:
    """Find the place that what was before the words says they happened to."""
    return _PASSIVE.search(before) or _RELATIVE.search(before)


def _at(found: re.Match[str] | None) -> Where:
    """Return what was found; beside the place where a preposition before it says so."""
    if found is None:
        return Where()
    beside = _BESIDE.search(found.string[found.start() : found.start(1) - 1])
    away = _AWAY.search(found.string[: found.start(1) - 1])
    return Where(_numbers(found), "near" if beside or away else "at")


def _tail(folded: str, start: int, end: int) -> str:
    """Return the preposition that the words themselves end with ("attack on"), else nothing."""
    words = folded[start:end].split()
    return words[-1] if len(words) > 1 and re.fullmatch(_AT, words[-1]) else ""


def _numbers(found: re.Match[str]) -> tuple[int, ...]:
    return tuple(int(number) for number in found.groups() if number)
