"""Who a stretch of a report names beside a rule, those it binds or others, and where: in its zone or not."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geo.model import Effect, FeatureClass, Role, Span
from geo.text.quantities import find_lengths

if TYPE_CHECKING:
    from collections.abc import Callable

    from geo.model import Constraint, Document
    from geo.rules.annotate import PlaceIndex
    from geo.rules.engine import RuleBook

_CAPITAL = re.compile(r"[A-Z][\w-]{2,}")
# what is measured to stand in the zone: "9 km away", "four kilometres from the city"
_OFF = re.compile(
    r"\s*(?:away|from|off|of|inside|within|behind|short|north|south|east|west|up|out)\b"
)
# "came |within six miles"
_UP_TO = re.compile(r"\b(?:within|inside|as close as|as near as)\s+$")
# a verb's object is where it happens: "took |the market"
_OBJECT = re.compile(r"\s*(?:it|them|the|its|their|most of|half of|part of|two|several|both)\b")
# "In the town, |two guns were seen"
_FRONTED = re.compile(r"\W*[^,;]{3,60},")
_BOTH = re.compile(r"\b(?:both|neither|either|each|parties|sides|two|all)\b", re.IGNORECASE)


# "has shut the sky and the sea within": both kinds are bound
_SKY_AND_SEA = re.compile(
    r"\b(?:sky|skies|air|airspace|planes|aircraft) and (?:the )?(?:sea|waters?|ships|vessels)\b"
    r"|\b(?:sea|waters?|ships|vessels|shipping) and (?:the )?(?:sky|skies|air|airspace|planes|aircraft)\b",
    re.IGNORECASE,
)
# "the rebels’ |tanks": the tanks are bound
_OWNER = re.compile(r"^.*[a-z](?:’s|s’|'s|s') ")


class Scene:
    """Tells of the clauses of a document who and where they are about, beside a rule."""

    def __init__(self, document: Document, index: PlaceIndex, book: RuleBook) -> None:
        self.document, self.index = document, index
        # tells whether the zone of a rule covers a longitude and latitude; None for one that cannot be drawn
        self.covers: Callable[[Constraint, float, float], bool | None] | None = None
        rows = book["presence"]
        self._lists = {row.id.rpartition(".")[2]: row for row in rows if row.get("mode") == "list"}
        self._kinds = {row.id.rpartition(".")[2]: row for row in rows if row.get("mode") == "kind"}

    def says(self, name: str, text: str) -> bool:
        """Tell whether a list of words has one in a text."""
        return self._lists[name].pattern.search(text) is not None

    def told_from(self, left: str) -> int:
        """Where what is told begins, behind who tells it."""
        ends = [m.end() for m in self._lists["reporter"].pattern.finditer(left)]
        return ends[-1] if ends else 0

    def who(self, rule: Constraint, stretch: Span, *, watched: bool) -> str:
        """Who a stretch names: "theirs", "kind" or "named" for whom the rule binds, "other", "watcher", or nobody."""
        text = self.document.slice(stretch)
        own = self._owners(rule)
        for span, role, place in self.index.within(stretch):
            of = place.candidate.country if place.candidate else ""
            owns = role is not Role.LITERAL or self.document.text[span.end : span.end + 1] in "’'"
            if owns and of and own:
                return "named" if of in own else "other"
        if not watched and self.says("watcher", text):
            return "watcher"
        if self.says("theirs", text):
            return "theirs"
        names = {w for actor in rule.actors for w in _CAPITAL.findall(actor)}
        if any(re.search(rf"\b{re.escape(name)}", text) for name in names):
            return "named"
        return "kind" if self.names_kind(rule, text) else ""

    def names_kind(self, rule: Constraint, text: str) -> bool:
        """Tell whether some words name a kind of what a rule binds."""
        return any(self._kinds[kind].pattern.search(text) for kind in self._bound(rule))

    def _owners(self, rule: Constraint) -> set[str]:
        """Countries of those whom a rule binds, by the names in its sentence that its actors have."""
        said = " ".join(rule.actors)
        both = _BOTH.search(said)
        return {
            place.candidate.country
            for span, _, place in self.index.within(rule.span)
            if place.candidate
            and place.candidate.country
            and (both or self.document.slice(span) in said)
        }

    def _bound(self, rule: Constraint) -> tuple[str, ...]:
        """Kinds of what a rule binds: by its actors, else by its effect."""
        said = " ".join(_OWNER.sub("", actor) for actor in rule.actors)
        if not said and _SKY_AND_SEA.search(rule.quote):
            return ("aircraft", "vessels")
        found = tuple(k for k, row in self._kinds.items() if row.pattern.search(said))
        if "troops" in found and "weapons" in found:
            return ("troops", "weapons")
        if found and found != ("weapons",) and "troops" not in found:
            return found
        if rule.effect is Effect.NO_FLY:
            return ("aircraft",)
        if rule.effect is Effect.MARITIME_EXCLUSION:
            return ("vessels",)
        if found == ("weapons",) or rule.effect is Effect.WEAPONS_EXCLUSION:
            return ("weapons",)
        if rule.effect is Effect.EVACUATION:
            return ("civilians",)
        return ("troops", "weapons", "aircraft", "vessels")

    def where(
        self, rule: Constraint, clause: Span, match: re.Match[str], text: str, mode: str
    ) -> str:
        """Where it happens: "here" in the zone, "else" outside of it, or not told."""
        right = text[match.end() :]
        if mode == "does" and _OBJECT.match(right):
            right = f" in{right}"
        found = self._in(rule, right, Span(clause.start + match.start(), clause.end), match.group())
        fronted = None if found else _FRONTED.match(text, 0, match.start())
        if fronted:
            span = Span(clause.start, clause.start + fronted.end())
            found = self._in(rule, fronted.group().replace(" In ", " in "), span, "")
        return found

    def _in(self, rule: Constraint, words: str, stretch: Span, verb: str) -> str:
        """Where some words are, by a distance, by what they call the place, or by the towns they name."""
        measured = self._measured(rule, words)
        if measured:
            return measured
        named = self._named(rule, stretch)
        if named != "else" and any(self.says(name, verb + words) for name in ("here", "part")):
            return "else" if self.says("elsewhere", words) else "here"
        return named

    def _measured(self, rule: Constraint, right: str) -> str:
        """Where a distance says that it is: nearer than the rule allows, or not."""
        if rule.distance is None:
            return ""
        for length in find_lengths(right):
            off = _OFF.match(right, length.span.end) or _UP_TO.search(right, 0, length.span.start)
            if length.distances and off:
                return "here" if length.distances[-1].max_m < 0.97 * rule.distance.max_m else "else"
        return ""

    def _named(self, rule: Constraint, stretch: Span) -> str:
        """Where the towns that a stretch names lie, by the zone's geometry or the rule's own names."""
        ids = {r.id for r in (*rule.references, *rule.ends)}
        found = ""
        for span, role, place in self.index.within(stretch):
            best = place.candidate
            if best is None or role is Role.DEMONYM:
                continue
            own = best.id in ids or self.document.slice(span) in rule.quote
            town = best.feature_class in (FeatureClass.CITY, FeatureClass.FACILITY)
            if own and (town or any(i.endswith(f":{best.territory}") for i in ids)):
                return "here"
            inside = self.covers(rule, best.lon, best.lat) if town and self.covers else None
            if inside:
                return "here"
            found = found if inside is None else "else"
        return found
