"""A written brief of an analysis, as headings, paragraphs and lists that any format can hold."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.export.briefing import suggested
from geo.export.credits import credits_for
from geo.export.facts import Facts, facts_of
from geo.export.smallprint import DISCLAIMER, checksum, map_id, reading_words
from geo.maps.popup import area_words
from geo.maps.scene import Pin, as_told
from geo.maps.style import is_violated, style_of
from geo.maps.words import EFFECTS, binds, distance_words, join, kilometres, zone_label

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.export.briefing import Options
    from geo.maps.basemap import Basemap
    from geo.model import Analysis, Constraint, Unresolved, Zone


MOST_OUTSIDE = 5


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
    yield Block("heading", "Zones")
    if not analysis.zones:
        yield Block("text", "No rule about space could be drawn.")
    for number, (zone, facts) in enumerate(
        zip(told.zones, facts_of(told, basemap), strict=True), 1
    ):
        yield from _zone(number, zone, facts, analysis.document.source, options)
    yield Block("heading", "Unresolved")
    if not analysis.unresolved and not analysis.issues:
        yield Block("text", "Nothing that was read as a rule stayed open.")
    for rule in analysis.unresolved:
        yield from _open(rule, analysis.document.source)
    for issue in analysis.issues:
        yield Block("item", issue.message)
    yield from _events(analysis)
    yield from _basis(analysis, options)


def _zone(
    number: int, zone: Zone, facts: Facts, fallback: str, options: Options
) -> Iterator[Block]:
    """Yield one zone: what is claimed, by whom, where, and what lies in it."""
    rule = zone.constraint
    yield Block("subheading", f"{zone.named(number)}. {zone_label(rule)}")
    yield from _claim(rule, style_of(zone).label, broken=is_violated(zone))
    yield Block("item", _area(zone, options), "Area")
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


def _claim(rule: Constraint, standing: str, *, broken: bool) -> Iterator[Block]:
    """Yield what a rule says, of whom, and who says so."""
    yield Block("item", standing + (", said to be broken" if broken else ""), "Standing")
    whom = binds(rule)
    yield Block("item", EFFECTS[rule.effect] + (f": {whom}" if whom else ""), "Rule")
    words = distance_words(rule.distance)
    if rule.distance is not None:
        said = rule.distance.text
        yield Block("item", f"{words} (“{said}”)" if said and said != words else words, "Distance")
    if rule.source:
        yield Block("item", rule.source + (", with reserve" if rule.hedged else ""), "Says who")
    if rule.date:
        yield Block("item", rule.date + (f" until {rule.until}" if rule.until else ""), "Date")


def _area(zone: Zone, options: Options) -> str:
    edge = "" if zone.error_m is None else f", edge true to {kilometres(max(zone.error_m, 1.0))}"
    borders = f"borders {reading_words(zone.viewpoint, options)}"
    return f"{area_words(zone.area_km2)}, {borders}{edge}; {zone.method}"


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
    yield Block("note", f"{DISCLAIMER} Read from the text by rules, not surveyed.")


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
