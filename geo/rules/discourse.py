"""What a reader keeps in mind from sentence to sentence: the last border, town, zone and people."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from geo.rules.matches import references_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from geo.model import Candidate, Constraint, LonLat, Place, Reference
    from geo.rules.meanings import Sentence


@dataclass(slots=True)
class Discourse:
    """
    Memory of one reading, in the order of the text.

    Attributes
    ----------
    neighbours
        Gives the territories that share a land border with one, with its length in km.
    sites
        Finds a facility by its name.
    name_of
        Name of a territory, by its code.
    crosses
        Tells whether a parallel, river or line runs through a territory.
    borders, points, areas
        References met so far, latest last.
    topics
        How often each territory was named; what a passage is about.
    names
        Name of each territory named, by its code.
    constraints
        Rules read so far, latest last.
    people
        Latest actors named, for "they" and "its forces".
    lines
        Named lines met so far, for "the demarcation line".
    waters
        Rivers, lakes and parallels met so far, for "the river".
    lines_before
        Gives the rivers and lakes that the sentences before name, read or not.
    owners
        Of a border that is one country's ("Syria's border with Israel"), that country.
    ringed
        Places that something was last said to lie around.
    position
        Coordinates given last, for "that point".
    latest
        What was last measured from or named, but for territories, with its letter; for "it".
    together
        Places of one kind named side by side last, with their letter; for "them" and "both towns".
    text
        The document's.
    runs_through
        Gives the countries that a river or line runs through.
    homes
        Gives where the armed groups that the sentence names are at home: names of territories by code.
    countries
        Country of each place named, by its id.
    grounds
        Countries of the towns and sites named, but for a dateline's.
    spots
        A point in each territory, region or sea named, by its code.
    source
        Who was quoted in the sentence before, if anybody.
    subject
        Gives whom the sentence before is about.
    several
        Gives who the sentences before speak of in the plural, for "they" and "them".
    """

    neighbours: Callable[[str], Mapping[str, float]]
    sites: Callable[[str], tuple[Candidate, ...]] = field(default=lambda name: ())
    towns: Callable[[str], tuple[Candidate, ...]] = field(default=lambda name: ())
    name_of: Callable[[str], str] = field(default=lambda code: code)
    crosses: Callable[[Reference, str], bool] = field(default=lambda reference, code: True)
    runs_through: Callable[[Reference], tuple[str, ...]] = field(default=lambda reference: ())
    borders: list[tuple[Reference, ...]] = field(default_factory=list)
    points: list[Reference] = field(default_factory=list)
    areas: list[Reference] = field(default_factory=list)
    topics: Counter[str] = field(default_factory=Counter)
    names: dict[str, str] = field(default_factory=dict)
    recent: list[str] = field(default_factory=list)
    constraints: list[Constraint] = field(default_factory=list)
    people: list[str] = field(default_factory=list)
    lines: list[tuple[Reference, ...]] = field(default_factory=list)
    waters: list[Reference] = field(default_factory=list)
    owners: dict[str, str] = field(default_factory=dict)
    ringed: tuple[Reference, ...] = ()
    position: Reference | None = None
    latest: tuple[str, tuple[Reference, ...]] | None = None
    lines_before: Callable[[], list[Reference]] = field(default=list)
    together: tuple[str, tuple[Reference, ...]] | None = None
    text: str = ""
    source: str = ""
    subject: Callable[[], str] = field(default=lambda: "")
    several: Callable[[], str] = field(default=lambda: "")
    homes: Callable[[], dict[str, str]] = field(default=dict)
    countries: dict[str, str] = field(default_factory=dict)
    grounds: list[str] = field(default_factory=list)
    spots: dict[str, LonLat] = field(default_factory=dict)

    def note(self, place: Place) -> None:
        """Remember that a territory was named."""
        candidate = place.candidate
        if candidate is None:
            return
        code = candidate.territory or candidate.country
        if not code:
            return
        self.names.setdefault(code, candidate.name if candidate.territory else self.name_of(code))
        if candidate.territory:
            self.names[code] = candidate.name
            self.spots[code] = (candidate.lon, candidate.lat)
        self.topics[code] += 1
        self.recent.append(code)
        country = candidate.country
        if country and country != code:
            self.topics[country] += 1

    def touches(self, code: str, others: tuple[str, ...]) -> bool:
        """Tell whether a territory shares a land border with one of the others."""
        near = self.neighbours(code)
        countries = (other.partition(".")[0] for other in others)  # a province is its country's
        return any(other in near or code in self.neighbours(other) for other in countries)

    def position_before(self, sentence: Sentence, at: int) -> tuple[Reference, ...]:
        """Point or line that coordinates give last before a place of a sentence; none behind an area."""
        for fold in reversed(sentence.in_stretch(0, at, "XC")):
            references = references_of(fold)
            return references if all(map(is_measured, references)) else ()
        return (self.position,) if self.position else ()


def is_measured(reference: Reference) -> bool:
    """Tell whether coordinates are a point or a line, and no area."""
    return len(reference.points) == 1 or reference.id == "coordinates:line"
