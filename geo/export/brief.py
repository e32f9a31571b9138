"""A written brief of an analysis, as headings, paragraphs and lists that any format can hold."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.export.briefing import suggested
from geo.export.credits import credits_for
from geo.export.facts import Facts, facts_of
from geo.export.smallprint import DISCLAIMER, checksum, map_id, reading_words
from geo.maps.kept import SAID, kept_quote
from geo.maps.popup import area_words
from geo.maps.scene import Pin, as_told
from geo.maps.style import is_violated, style_of
from geo.maps.words import EFFECTS, binds, distance_words, join, kilometres, zone_label

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.export.briefing import Options
    from geo.maps.basemap import Basemap
    from geo.model import Analysis, Constraint, Span, Unresolved, Zone


MOST_OUTSIDE, MOST_QUOTE = 5, 320
END = re.compile(r"[.!?][\"”’']?(?=\s)|\n\s*\n")  # of a sentence
CAVEAT = (
    "Read from the text by rules, not surveyed: how true a border or place is by itself, its source "
    "tells. Towns are points, those of the gazetteer, with its populations, which are of different years."
)


@dataclass(frozen=True, slots=True)
class Block:
    """
    A part of a brief.

    Attributes
    ----------
    kind
        "title", "heading", "subheading", "text", "item", "quote" or "note".
    text
        Plain, in one line.
    strong
        Leading words that stand out; empty for none.
    """

    kind: str
    text: str
    strong: str = ""


def brief_blocks(analysis: Analysis, options: Options, basemap: Basemap) -> tuple[Block, ...]:
    """
    Return what a report claims, in writing: each zone with its evidence, and what stayed open.

    Parameters
    ----------
    basemap
        Its labels are the towns that are named.
    """
    return tuple(_clean(block) for block in _blocks(analysis, options, basemap))


def _blocks(analysis: Analysis, options: Options, basemap: Basemap) -> Iterator[Block]:
    known, told = suggested(analysis), as_told(analysis)
    if options.banner:
        yield Block("note", options.banner)
    yield Block("title", options.title or known.title)
    yield Block("text", (options.subtitle or known.subtitle) + ".")
    as_of = options.as_of or known.as_of
    if as_of:
        yield Block("text", as_of, "As of")
    known_facts = facts_of(told, basemap)
    yield from _in_short(told, known_facts)
    yield Block("heading", "Zones")
    if not analysis.zones:
        yield Block("text", "No rule about space could be drawn.")
    for number, (zone, facts) in enumerate(zip(told.zones, known_facts, strict=True), 1):
        yield from _zone(number, zone, facts, analysis.document.source, options)
    yield Block("heading", "Unresolved")
    if not analysis.unresolved and not analysis.issues:
        yield Block("text", "Nothing that was read as a rule stayed open.")
    for rule in analysis.unresolved:
        yield from _open(rule, analysis.document.source)
    for issue in analysis.issues:
        yield Block("item", issue.message)
        quote = "" if issue.span is None else sentence_at(analysis.document.text, issue.span)
        if quote:
            yield Block("quote", f"“{quote}”", analysis.document.source)
    yield from _events(analysis)
    yield from _basis(analysis, options)
    if options.banner:
        yield Block("note", options.banner)


def _in_short(analysis: Analysis, facts: tuple[Facts, ...]) -> Iterator[Block]:
    """Yield a line for each zone, whose number leads to its evidence."""
    if not analysis.zones:
        return
    yield Block("heading", "In short")
    for number, (zone, known) in enumerate(zip(analysis.zones, facts, strict=True), 1):
        rule = zone.constraint
        inside = len(known.towns) + known.more
        parts = (
            _ruled(rule),
            area_words(zone.area_km2),
            f"{inside} town{'' if inside == 1 else 's'} inside" if inside else "",
            f"according to {rule.source}" if rule.source else "",
        )
        standing = style_of(zone).label + (", said to be broken" if is_violated(zone) else "")
        text = f"{zone_label(rule)} ({'; '.join(part for part in parts if part)})"
        yield Block("item", text, f"{number}. {standing}")
    left = len(analysis.unresolved)
    if left:
        yield Block(
            "item", f"{left} rule{'' if left == 1 else 's'} read but not drawn", "Unresolved"
        )


def sentence_at(text: str, span: Span) -> str:
    """
    Return the sentence around a span, in one line and not too long; empty where there is none.

    Examples
    --------
    >>> from geo.model import Span
    >>> sentence_at("It rained. The line of 1949 held. So", Span(15, 19))
    'The line of 1949 held.'
    """
    if span.end > len(text):
        return ""
    start = max((m.end() for m in END.finditer(text, 0, span.start)), default=0)
    after = END.search(text, span.end)
    found = " ".join(text[start : after.end() if after else len(text)].split())
    return found if len(found) <= MOST_QUOTE else f"{found[: MOST_QUOTE - 1]}…"


def _zone(
    number: int, zone: Zone, facts: Facts, fallback: str, options: Options
) -> Iterator[Block]:
    """Yield one zone: what is claimed, by whom, where, and what lies in it."""
    rule = zone.constraint
    yield Block("subheading", f"{zone.named(number)}. {zone_label(rule)}")
    yield from _claim(rule, style_of(zone).label)
    yield Block("item", area_words(zone.area_km2), "Area")
    yield Block("item", _made(zone, options), "Made by")
    if zone.differs_km2:
        other = [
            f"{reading_words(v, options)} ({area_words(km2)} differ)" for v, km2 in zone.differs_km2
        ]
        yield Block("item", join(other), "Another zone by other readings of the borders")
    if facts.towns:
        towns = [f"{t.name} ({t.population:,})" if t.population else t.name for t in facts.towns]
        more = f", and {facts.more} smaller" if facts.more else ""
        yield Block("item", f"{', '.join(towns)}{more}", "Towns inside, by population")
    inside = [
        f"{n.name} ({kilometres(n.distance_m)} from the edge)" for n in facts.named if n.inside
    ]
    outside = [f"{n.name} ({kilometres(n.distance_m)})" for n in facts.named if not n.inside][
        :MOST_OUTSIDE
    ]
    if inside:
        yield Block("item", join(inside), "Named in the report, inside")
    if outside:
        yield Block("item", join(outside), "Named in the report, outside, distance to the edge")
    if facts.near:
        near = [f"{n.name} ({kilometres(n.distance_m)})" for n in facts.near]
        yield Block("item", join(near), "Nearest towns outside")
    yield Block("quote", f"“{rule.quote}”", rule.source or fallback)
    if said := kept_quote(rule):
        yield Block("quote", f"“{said}”", SAID[rule.compliance].capitalize())


def _claim(rule: Constraint, standing: str) -> Iterator[Block]:
    """Yield what a rule says, of whom, and who says so."""
    said = f", {SAID[rule.compliance]}" if rule.compliance in SAID else ""
    by = " by the analyst" if said and "compliance" in rule.edited else ""
    yield Block("item", standing + said + by, "Standing")
    yield Block("item", _ruled(rule), "Rule")
    words = distance_words(rule.distance)
    if rule.distance is not None:
        said = rule.distance.text
        yield Block("item", f"{words} (“{said}”)" if said and said != words else words, "Distance")
    said = rule.source or "the report, which names nobody"
    yield Block("item", said + (", with reserve" if rule.hedged else ""), "Says who")
    if rule.date:
        yield Block("item", rule.date + (f" until {rule.until}" if rule.until else ""), "Date")


def _ruled(rule: Constraint) -> str:
    """Say what a rule does and whom it binds, once where the two are the same words."""
    effect, whom = EFFECTS[rule.effect], binds(rule)
    return f"{effect}: {whom}" if whom and whom not in effect else effect


def _made(zone: Zone, options: Options) -> str:
    """Say how a zone came about, with whose borders, and how exactly it was computed."""
    borders = f"Borders {reading_words(zone.viewpoint, options)}."
    edge = ""
    if zone.error_m is not None:
        edge = (
            f" Edge computed to {kilometres(max(zone.error_m, 1.0))} from what it is measured from."
        )
    return f"{zone.method.rstrip('.')}. {borders}{edge}"


def _open(rule: Unresolved, fallback: str) -> Iterator[Block]:
    """Yield a rule that was read and not drawn."""
    yield Block("item", rule.reason, "Not drawn")
    yield Block("quote", f"“{rule.quote}”", rule.understood.source or fallback)


def _events(analysis: Analysis) -> Iterator[Block]:
    """Yield what the report says happened."""
    if analysis.events:
        yield Block("heading", "Events")
    for event in analysis.events:
        known = event.place.candidate if event.place else None
        place = Pin(event.place, known).name if event.place and known else ""
        told = ", ".join(part for part in (place or "no place told", event.date) if part)
        yield Block("item", told, event.kind)
        yield Block("quote", f"“{event.quote}”", event.source or analysis.document.source)


def _basis(analysis: Analysis, options: Options) -> Iterator[Block]:
    """Yield what all of it rests on."""
    yield Block("heading", "Basis")
    for part in analysis.parts or (analysis,):
        document = part.document
        facts = (document.title or document.id, document.source, str(document.date or ""))
        yield Block("text", ", ".join(fact for fact in facts if fact), "Report")
    yield Block(
        "text", f"{options.map_id or map_id(analysis)}, zones SHA-256 {checksum(analysis)}", "Map"
    )
    if options.made:
        yield Block("text", f"{options.made.day} {options.made:%B %Y}", "Made")
    for credit in credits_for(analysis):
        yield Block("item", f"{credit.attribution}, {credit.licence}, {credit.url}", credit.name)
    yield Block("note", f"{DISCLAIMER} {CAVEAT}")


def _clean(block: Block) -> Block:
    return Block(block.kind, one_line(block.text), one_line(block.strong))


def one_line(text: str) -> str:
    r"""
    Return text in one line, without characters that XML or a terminal would stumble on.

    Examples
    --------
    >>> one_line("a\n\x01b  c")
    'a b c'
    """
    spaced = " ".join(text.split())
    return "".join(c for c in spaced if c.isprintable() or c == " ")
