"""The only module that knows all stages: text in, analysis out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cached_property, lru_cache, partial
from typing import TYPE_CHECKING

import shapely

from geo.amendments import amended, identified
from geo.errors import GeometryError
from geo.events.kinds import load_kinds
from geo.events.read import read_events
from geo.issues import nothing_found, place_issues
from geo.model import (
    Analysis,
    Constraint,
    ReferenceKind,
    Span,
    Unresolved,
    Zone,
)
from geo.places.by_name import sites_called, town_called
from geo.places.corrections import corrected
from geo.places.custom import CustomPlaces, read_places
from geo.places.gazetteer import Gazetteer
from geo.places.relative import relative_places
from geo.places.resolve import find_places
from geo.rules.engine import RuleBook, load_rulebook
from geo.rules.read import read_rules
from geo.settings import Settings
from geo.text.sentences import sentences
from geo.zones.along import countries_along
from geo.zones.borders import Borders
from geo.zones.build import CannotDraw, build_zone
from geo.zones.layers import load_layer
from geo.zones.named import unaccented
from geo.zones.supplied import with_areas, with_layers
from geo.zones.viewpoints import with_viewpoints

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from geo.amendments import Amendment
    from geo.model import Constraint, Document, Place, Reference, Zone
    from geo.overrides import Override
    from geo.zones.layers import CustomFeature
    from geo.zones.named import Named

Progress = Callable[[str, float], None]
# areas that a pipeline remembers: some dozen reports about one war
_KEPT_ZONES = 256


def _untold(_doing: str, _share: float) -> None:
    """Leave what is being done unsaid."""


class Pipeline:
    """
    All stages with their data, loaded once.

    Examples
    --------
    >>> from geo.model import Document
    >>> text = "Rebels must stay 5 km from Goma."
    >>> [z.constraint.distance.max_m for z in Pipeline().read(Document("d", text)).zones]
    [5000.0]
    """

    def __init__(self, settings: Settings | None = None) -> None:
        self.settings = settings or Settings()
        self.gazetteer, borders, self.rulebook = _data(self.settings.data)
        borders.check_viewpoint(self.settings.viewpoint)
        features = [f for path in self.settings.shapes for f in load_layer(path)]
        self.borders = borders.with_layers(features) if features else borders
        if self.settings.gazetteer is not None:
            self.gazetteer = Gazetteer.open(self.settings.gazetteer)
        self.custom = CustomPlaces(p for path in self.settings.places for p in read_places(path))
        self._kinds = load_kinds(self.settings.data / "events")
        self._crossings: dict[tuple[str, str], bool] = {}
        self._courses: dict[str, tuple[str, ...]] = {}
        self._drawn: dict[Constraint, Zone | Unresolved] = {}

    def read(
        self,
        document: Document,
        overrides: Sequence[Override] = (),
        amendments: Sequence[Amendment] = (),
        told: Progress = _untold,
    ) -> Analysis:
        """
        Read one document: places, rules, zones, and what stayed open.

        Parameters
        ----------
        overrides
            The analyst's corrections of places, applied in their order before the rules are read.
        amendments
            The analyst's corrections of rules, applied in their order before zones are drawn.
        told
            Is told what is being done, and roughly which share of the whole is done.
        """
        told("Finding places", 0.0)
        places = find_places(document, self.gazetteer, self.custom)
        places, unused = corrected(places, overrides, document, self.gazetteer)
        places = tuple(with_areas(place, self.borders) for place in places)
        told("Reading rules", 0.3)
        spans = sentences(document.text)
        reading = read_rules(
            document,
            spans,
            places,
            self.rulebook,
            self._neighbours,
            self._lines,
            self._crosses,
            partial(sites_called, self.gazetteer),
            partial(town_called, self.gazetteer),
            self._name,
            self._countries_along,
            self._covers,
        )
        supplied = with_layers(reading.constraints, reading.unresolved, self.borders.layers)
        rules = identified(*supplied)
        (constraints, open_rules), changes = amended(rules, amendments)
        zones, failed = self._zones(constraints, told)
        unresolved = sorted([*open_rules, *failed], key=lambda u: u.span)
        measured = _measured(document, places, (*constraints, *(u.understood for u in unresolved)))
        events = read_events(document, spans, (*places, *measured), self._kinds)
        return Analysis(
            document, (*places, *measured), constraints, zones, tuple(unresolved), events,
            issues=(
                *unused, *changes, *place_issues(places),
                *nothing_found(places, constraints, unresolved),
            ),
            settings={
                "viewpoint": self.settings.viewpoint,
                "borders": self.borders.version,
                **({"layers": "; ".join(p.name for p in layers)} if (layers := self.settings.layers) else {}),
                "rules": self.rulebook.version,
            },
        )  # fmt: skip

    @cached_property
    def _lines(self) -> dict[str, tuple[str, str]]:
        """Rivers, lakes and lines that the borders' data can draw, by their names."""
        borders = self.borders
        known: list[CustomFeature | Named] = [
            *borders.layers.features,
            *borders.rivers(),
            *borders.lakes(),
            *borders.lines(),
        ]
        names = [(item.name, item) for item in known]
        names += [(alias, item) for item in known for alias in item.aliases]
        found: dict[str, tuple[str, str]] = {}
        for spelled in (str.lower, unaccented):  # what is written goes before what it looks like
            for name, item in names:
                found.setdefault(spelled(name), (item.id, item.name))
        return found

    def _neighbours(self, code: str) -> dict[str, float]:
        """Neighbours of a territory; none for a code the borders do not know."""
        return dict(self.borders.neighbours(code)) if self.borders.has(code) else {}

    def _name(self, code: str) -> str:
        """Name of a territory; the code for one the borders do not know."""
        return self.borders.name(code) if self.borders.has(code) else code

    def _crosses(self, reference: Reference, code: str) -> bool:
        """Tell whether a parallel, river or line runs through a territory; asked once for each."""
        key = (reference.id, code)
        if key not in self._crossings:
            self._crossings[key] = self._runs_through(reference, code)
        return self._crossings[key]

    def _countries_along(self, reference: Reference) -> tuple[str, ...]:
        """Countries that a river or line runs through, told from the geometries; asked for once each."""
        found = self._courses.get(reference.id)
        if found is None:
            found = countries_along(self.borders, reference)
            self._courses[reference.id] = found
        return found

    def _runs_through(self, reference: Reference, code: str) -> bool:
        """Tell it from the geometries."""
        if not self.borders.has(code):
            return False
        land = self.borders.land(code)
        west, south, east, north = land.bounds
        if reference.degrees is not None:
            low, high = (south, north) if reference.kind is ReferenceKind.PARALLEL else (west, east)
            return bool(low <= reference.degrees <= high)
        prefix, _, key = reference.id.partition(":")
        try:
            if prefix == "river":
                return bool(shapely.intersects(land, self.borders.river(key, near=land)))
            return prefix == "line" and bool(shapely.intersects(land, self.borders.line(key)))
        except GeometryError:  # a river that is on no map runs through no country
            return False

    def _zones(
        self, constraints: Sequence[Constraint], told: Progress
    ) -> tuple[tuple[Zone, ...], list[Unresolved]]:
        """Draw what can be drawn; the rest is unresolved, with the reason."""
        zones: list[Zone] = []
        failed: list[Unresolved] = []
        for number, constraint in enumerate(constraints):
            share = number / len(constraints)
            told(f"Drawing zone {number + 1} of {len(constraints)}", 0.6 + 0.4 * share)
            drawn = self.draw(constraint)
            if isinstance(drawn, Unresolved):
                failed.append(drawn)
            else:
                zones.append(drawn)
        return tuple(zones), failed

    def _covers(self, constraint: Constraint, lon: float, lat: float) -> bool | None:
        """Tell whether the zone of a rule covers a point; None where it cannot be drawn."""
        drawn = self.draw(constraint)
        if isinstance(drawn, Unresolved):
            return None
        return bool(drawn.geometry.covers(shapely.Point(lon, lat)))

    def draw(self, constraint: Constraint) -> Zone | Unresolved:
        """Draw one rule, or say why it cannot be drawn; the same area is drawn once."""
        place = _place_of(constraint)
        known = self._drawn.pop(place, None)
        if known is None:
            known = self._draw(constraint)
        self._drawn[place] = known
        if len(self._drawn) > _KEPT_ZONES:
            self._drawn.pop(next(iter(self._drawn)))
        if isinstance(known, Unresolved):
            return Unresolved(constraint.span, constraint.quote, known.reason, constraint)
        return replace(known, constraint=constraint)

    def _draw(self, constraint: Constraint) -> Zone | Unresolved:
        """Draw one rule anew."""
        try:
            zone = build_zone(
                constraint,
                self.borders,
                viewpoint=self.settings.viewpoint,
                tolerance=self.settings.tolerance,
            )
            return with_viewpoints(zone, self.borders, self.settings.tolerance)
        except CannotDraw as reason:
            return Unresolved(constraint.span, constraint.quote, str(reason), constraint)


def _place_of(rule: Constraint) -> Constraint:
    """Return what of a rule decides its area: the rule without its words, actors and status."""
    bare = Constraint(Span(0, 1), "", rule.relation, (), rule.distance, rule.side, rule.host)
    references, ends = (
        tuple(replace(r, span=None) for r in some) for some in (rule.references, rule.ends)
    )
    return replace(
        bare, references=references, ends=ends, bearings_deg=rule.bearings_deg, effect=rule.effect
    )


def _measured(
    document: Document, places: Iterable[Place], rules: Sequence[Constraint]
) -> list[Place]:
    """Return the places that distance phrases tell, without the distances that rules state."""
    stated = [(rule.span, rule.distance.text) for rule in rules if rule.distance]
    found = []
    for place in relative_places(document, places):
        (mention,) = place.mentions
        if not any(s.overlaps(mention.span) and t and t in mention.toponym for s, t in stated):
            found.append(place)
    return found


@lru_cache(maxsize=4)
def _data(folder: Path) -> tuple[Gazetteer, Borders, RuleBook]:
    """Open what lies in a folder once, whatever the other settings."""
    return (
        Gazetteer.open(folder / "gazetteer"),
        Borders.open(folder / "borders"),
        load_rulebook(folder / "rules"),
    )


@lru_cache(maxsize=32)
def loaded(settings: Settings) -> Pipeline:
    """Pipeline of some settings, loaded once in a process."""
    return Pipeline(settings)


def read(
    document: Document,
    settings: Settings | None = None,
    overrides: Sequence[Override] = (),
    amendments: Sequence[Amendment] = (),
    told: Progress = _untold,
) -> Analysis:
    """Read one document with the pipeline of the settings and the corrections given."""
    return loaded(settings or Settings()).read(document, overrides, amendments, told)
