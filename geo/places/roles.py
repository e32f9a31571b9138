"""What a name does in its sentence: the place itself, its people, its government, part of a name."""

from __future__ import annotations

from geo.model import Role
from geo.places.cues import Cues
from geo.places.gazetteer import Gazetteer
from geo.places.layout import COUNTRY
from geo.places.mentions import Found
from geo.places.tokens import Tokens

PARTS = {">Cmedia", ">Cteam", ">Cstreet", "<Coperation", "<ship", "<Cship"}
PERSONS = {"<Cgiven", "<Ctitle", "person"}
MODALS = {
    "will",
    "would",
    "must",
    "should",
    "may",
    "could",
    "might",
    "did",
    "does",
    "can",
    "cannot",
}
PERFECT = {"has", "have", "had"}
PROGRESSIVE = {"is", "was", "are", "were"}
NOT_ACTING = {"be", "been", "being", "become"}
BEFORE = frozenset(
    """in at from near of to with for on by against between through over across into toward towards
    via inside outside around throughout within off under around about than like""".split()
)


class Roles:
    """Tells the role of each known span of one document."""

    def __init__(self, tokens: Tokens, gazetteer: Gazetteer, cues: Cues) -> None:
        self.tokens, self.gazetteer, self.cues = tokens, gazetteer, cues

    def of(self, spans: list[Found], rows: list[int]) -> list[Role]:
        """Return the role of each span, given the row of its likeliest entry."""
        capitals = self.gazetteer.capitals
        roles = []
        for span, row in zip(spans, rows, strict=True):
            governs = row in capitals or self.gazetteer.kinds[row] == COUNTRY
            if span.people is not None:
                roles.append(Role.DEMONYM)
            elif governs and (self.acts(span) or (row in capitals and "pact" in span.signs)):
                roles.append(Role.METONYM)
            else:
                roles.append(Role.LITERAL)
        return self._joined(spans, rows, roles)

    def _joined(self, spans: list[Found], rows: list[int], roles: list[Role]) -> list[Role]:
        """Give "Cambodia and Thailand agreed" the role of the last name to all of them."""
        capitals = self.gazetteer.capitals
        for at in range(len(spans) - 2, -1, -1):
            first, second = spans[at], spans[at + 1]
            apart = self.tokens.words[first.last : second.first]
            listed = [w.low for w in apart] in ([], ["and"]) and second.first - first.last < 2
            governs = rows[at] in capitals or self.gazetteer.kinds[rows[at]] == COUNTRY
            if not (listed and governs and roles[at + 1] is Role.METONYM):
                continue
            gap = self.tokens.gaps[second.first if not apart else first.last]
            if roles[at] is Role.LITERAL and gap.strip() in {",", ""} and not self._governed(first):
                roles[at] = Role.METONYM
        return roles

    def acts(self, span: Found) -> bool:
        """Tell whether the name is the subject of a verb of saying or deciding."""
        i = span.last
        words = self.tokens.words
        if i >= len(words) or self.tokens.gaps[i] != " " or self._governed(span):
            return False
        verb = words[i].low
        if verb in {"also", "itself", "repeatedly", "reportedly", "immediately", "later"}:
            i, verb = i + 1, words[i + 1].low if i + 1 < len(words) else ""
        if "speech" in self.cues.of(verb):
            return True
        then = words[i + 1].low if i + 1 < len(words) else ""
        if then.endswith("ly") or then in {"also", "not", "never"}:
            then = words[i + 2].low if i + 2 < len(words) else ""
        if not then or then in NOT_ACTING:
            return False
        if verb in PERFECT:
            return "speech" in self.cues.of(then) or then.endswith("ed")
        return verb in MODALS or (verb in PROGRESSIVE and then.endswith("ing"))

    def _governed(self, span: Found) -> bool:
        """Tell whether a preposition stands before the name."""
        i = span.first
        return bool(i) and self.tokens.gaps[i] == " " and self.tokens.words[i - 1].low in BEFORE


def is_part(span: Found) -> bool:
    """
    Tell whether a rejected span is part of a paper's, team's, street's or operation's name.

    Of persons only those count whose name a well known place bears too ("Michael Jordan").
    """
    signs = set(span.signs)
    known = signs & {f"{family}:{n}" for family in ("plain", "common", "many") for n in (5, 6, 7)}
    return bool(PARTS & signs) or bool(known and PERSONS & signs)
