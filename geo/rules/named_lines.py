"""Rivers, lakes and lines that the border data know by name, where an article makes a name theirs: "the Jordan"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geo.model import FeatureClass, Place, Reference, ReferenceKind, Role, Span
from geo.rules.matches import references_of, span_of
from geo.rules.meanings import Lines, Meaning
from geo.rules.place_references import LINE_KINDS
from geo.rules.reduced import Fold
from geo.rules.seats import PROVINCE_AFTER
from geo.rules.touching import country_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geo.rules.annotate import PlaceIndex
    from geo.rules.discourse import Discourse
    from geo.rules.engine import Rule
    from geo.rules.matches import Made
    from geo.rules.meanings import Sentence


# names that an article makes a river's or a line's: "the Jordan", "the Blue Line"
_WITH_ARTICLE = re.compile(r"\b[Tt]he ((?:[A-Z][\w’'-]+)(?: (?:of |the )?[A-Z][\w’'-]+){0,3})")
# "along the Niger side of the border": the country
_OF_A_BORDER = re.compile(
    r"(?: side of (?:the|its|their)(?: \w+)?)? (?:borders?|frontiers?|boundary)\b", re.IGNORECASE
)
_BESIDE = re.compile(
    r"\b(?:(?:north|south|east|west)(?:ern)?(?: side| bank)? of|banks? of|across|along|cross(?:ing|es|ed)?|between|and|from|to)"
    r" $",
    re.IGNORECASE,
)


def named_lines(
    text: str, span: Span, mentions: list[tuple[Span, Role, Place]], lines: Lines
) -> Iterator[Fold[Meaning]]:
    """Fold the rivers, lakes and lines that the borders' data know by name."""
    for match in _WITH_ARTICLE.finditer(text, span.start, span.end) if lines else ():
        words = match[1].removesuffix("’s").removesuffix("'s")
        while words and words.lower() not in lines:
            words = words.rpartition(" ")[0]
        if not words:
            continue
        found = Span(match.start(1), match.start(1) + len(words))
        if _BODY_AFTER.match(text, found.end):
            continue
        before = text[max(0, match.start() - 24) : match.start()]
        river = words in _NEVER_WITH_ARTICLE and _ALONE.match(text, found.end)
        if _is_a_country(found, mentions) and (
            _OF_A_BORDER.match(text, found.end) or not (river or _BESIDE.search(before))
        ):
            continue
        if PROVINCE_AFTER.match(text, found.end) or _LONGER_NAME.match(text, found.end):
            continue
        if _begins_a_site(found, mentions):
            continue
        yield _line_fold(*_meant(found, mentions, lines, lines[words.lower()]), found)


def _begins_a_site(span: Span, mentions: list[tuple[Span, Role, Place]]) -> bool:
    """Tell whether a name begins that of a dam or plant: "the Grand Ethiopian Renaissance Dam"."""
    return any(
        mention.start == span.start
        and mention.end > span.end
        and place.candidate
        and place.candidate.feature_class is FeatureClass.FACILITY
        for mention, _, place in mentions
    )


def _meant(
    span: Span,
    mentions: list[tuple[Span, Role, Place]],
    lines: Lines,
    first: tuple[str, str],
) -> tuple[str, str]:
    """Return which of several lines of one name the text means: two are a Green Line."""
    for mention, _, place in mentions:
        found = place.candidate
        if found and mention.overlaps(span) and (found.id, found.name) != first:
            known = {id for id, _ in lines.values()}
            return (found.id, found.name) if found.id in known else first
    return first


# so many sentences back a river is still "the river"
_BACK = 8


def lines_before(
    text: str, spans: Sequence[Span], number: int, index: PlaceIndex, lines: Lines
) -> list[Reference]:
    """Rivers, lakes and lines that the sentences before one name, whether they state a rule or not."""
    return [
        reference
        for span in spans[max(0, number - _BACK) : number]
        for fold in named_lines(text, span, index.within(span), lines)
        for reference in references_of(fold)
    ]


# countries whose names have no article: "the Jordan" by itself is the river, "the Jordan border" is not
_NEVER_WITH_ARTICLE = frozenset({"Jordan", "Niger", "Senegal", "Paraguay", "Uruguay"})
_ALONE = re.compile(
    r"(?=[.,;:)]|$|\s(?:and|or|but|in|at|on|to|from|into|between|below|above|near|by|is|was|are|were|must|shall|should|may|will|would|with|"
    r"without|under|as|since|until|for|within|after|before|during|unless|while)\b)"
)

# "the Black Sea" is not the river Black, nor is "the Jordan Valley" the Jordan
_LONGER_NAME = re.compile(
    r" (?:Sea|Ocean|Bay|Gulf|Straits?|Channel|Passage|Sound|Narrows|Peninsula|Mountains?|Hills?|Valley|Delta|Basin|Desert|Forest|"
    r"Islands?|Coast|State|City|Airport|Dam|Bridge|Reservoir)\b"
)
# "the Red Cross" is no river either
_BODY_AFTER = re.compile(
    r" (?:Cross|Crescent|Army|Guards?|Brigades?|Corps|Armed|Forces?|Regiment|Company|Authority|Commission|Council|"
    r"Watch|Hand|Flag|Star|Square|House|Crystal)\b"
)


def _is_a_country(span: Span, mentions: list[tuple[Span, Role, Place]]) -> bool:
    """Tell whether a name is also a country's ("the Niger", "the Congo")."""
    return any(
        place.candidate and place.candidate.feature_class is FeatureClass.COUNTRY
        for mention, _, place in mentions
        if mention.overlaps(span)
    )


def _line_fold(identifier: str, name: str, span: Span) -> Fold[Meaning]:
    """Fold of a named line."""
    prefix = identifier.partition(":")[0]
    reference = Reference(LINE_KINDS.get(prefix, ReferenceKind.LINE), name, identifier, span)
    return Fold("L" if prefix == "line" else "V", span, (reference,))


def line_of_topic(rule: Rule, sentence: Sentence, match: re.Match[str], mind: Discourse) -> Made:
    """“The berm”: one line of the data, where the text speaks of a country on one of its sides."""
    codes = rule.get("host").split()
    if not any(country_of(code) in codes for code in (*mind.topics, *mind.homes())):
        return None
    name, line = rule.get("territories"), rule.get("from")
    return "L", (Reference(ReferenceKind.LINE, name, line, span_of(sentence, match)),)
