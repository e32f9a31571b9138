"""A headline for a map, suggested from what the report's main rule does."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from geo.maps.style import STYLES, style_of
from geo.maps.words import (
    DIRECTIONS,
    distance_words,
    join,
    references_words,
    uncapitalised,
    whom,
    zone_label,
)
from geo.model import Effect, Reference, Relation, Status

if TYPE_CHECKING:
    from geo.model import Analysis, Constraint, Zone

MOST_CHARS = 110
MOST_SOURCE = 32
# Who or what speaks, and how its verb goes: base, third person, or perfect after "would have".
SUBJECTS = {
    Status.PROPOSED: ("Proposal would", "base"),
    Status.DEMANDED: ("Demand to", "base"),
    Status.AGREED: ("Agreement", "third"),
    Status.IN_FORCE: ("Rule in force", "third"),
    Status.REJECTED: ("Rejected proposal would have", "past"),
    Status.LIFTED: ("Lifted rule", "past"),
}
KEEP = {"base": "keep", "third": "keeps", "past": "kept"}
MOVE = {"base": "pull", "third": "pulls", "past": "pulled"}
CLOSE = {"base": "close", "third": "closes", "past": "closed"}
CONFINE = {"base": "confine", "third": "confines", "past": "confined"}
ALLOW = {"base": "allow", "third": "allows", "past": "allowed"}
CLEAR = {"base": "clear", "third": "clears", "past": "cleared"}
# Names that take the article: by their last word, or by the first of several with "of".
ARTICLED = frozenset(
    "Islands Isles Line River Sea Strait Straits Gulf Bay Channel Canal Ocean Strip Heights Hills "
    "Mountains Peninsula Desert Bank Coast Emirates Netherlands Philippines".split()
)
ARTICLED_OF = frozenset("Gulf Strait Sea Bay Line Isle Republic Kingdom".split())
WHOM = {
    Effect.WEAPONS_EXCLUSION: "heavy weapons",
    Effect.MARITIME_EXCLUSION: "ships",
    Effect.DEMILITARIZED: "forces",
    Effect.NO_FLY: "aircraft",
}


def suggested_title(analysis: Analysis) -> str:
    """
    Return a headline that says what the first rule with a distance, or the first rule, does.

    Rules that are rejected or lifted, and the reach of weapons, speak only where nothing else
    does. A headline is a suggestion: the person who briefs corrects it.
    """
    zone = main_zone(analysis)
    if zone is None:
        found = len(analysis.unresolved)
        return (
            f"{_count(found, 'rule')} read, none could be drawn" if found else "No zone was found"
        )
    rule = zone.constraint
    rule = replace(rule, references=tuple(map(_articled, rule.references)))
    for actors in (_actors(rule), WHOM.get(rule.effect, "forces")):
        text = _sentence(rule, actors)
        text = text[:1].upper() + text[1:]
        if len(text) <= MOST_CHARS:
            return text
    return zone_label(zone.constraint)


def suggested_subtitle(analysis: Analysis) -> str:
    """Return how many zones the report gives, of what standing, and which report it is."""
    document = analysis.document
    counts = [
        f"{number} {style.label.casefold()}"
        for style in STYLES.values()
        if (number := sum(style_of(zone) is style for zone in analysis.zones))
    ]
    zones = _count(len(analysis.zones), "zone")
    if len(analysis.zones) == 1:
        zones += f", {style_of(analysis.zones[0]).label.casefold()},"
    elif counts:
        zones += f" ({', '.join(counts)})"
    if not analysis.zones and analysis.unresolved:
        zones = "The places they are measured from are not known;"
    elif not analysis.zones:
        zones = "No zones"
    name = document.title or document.id
    return f"{zones} read from “{name}”" + (f", {document.source}" if document.source else "")


def main_zone(analysis: Analysis) -> Zone | None:
    """Return the zone that a headline is about."""
    zones = [zone for zone in analysis.zones if style_of(zone).shown] or list(analysis.zones)
    measured = [zone for zone in zones if zone.constraint.distance is not None]
    return next(iter(measured or zones), None)


def _sentence(rule: Constraint, actors: str) -> str:
    """Join subject, verb, whom and where."""
    subject, form = SUBJECTS[rule.status]
    if rule.effect is Effect.WEAPON_RANGE:
        return f"Weapon range: {zone_label(rule)}"
    if rule.effect is Effect.HAZARD:
        return f"Danger area {_where(rule)}"
    if rule.status is Status.DEMANDED:
        return _demand(rule, form, actors)
    return f"{subject} {_does(rule, form, actors)}"


def _demand(rule: Constraint, form: str, actors: str) -> str:
    """Say what is demanded and who says so, who need not be the one who demands it."""
    if rule.source and len(rule.source) <= MOST_SOURCE:
        source = uncapitalised(rule.source, rule.quote)
        return f"{_must(rule, actors)}, according to {source}"
    if rule.effect in {Effect.NO_FLY, Effect.PERMITTED}:
        return f"Demand to {_does(rule, form, actors)}"
    return _must(rule, actors).replace(" must ", " told to ", 1)


def _must(rule: Constraint, actors: str) -> str:
    """Say what somebody must do: "fighters must stay 20 km from Goma"."""
    where, inside = _where(rule), _inside(rule)
    if rule.effect is Effect.EVACUATION:
        return f"{(join(rule.actors) and actors) or 'people'} must leave {inside}"
    if rule.effect is Effect.CONFINEMENT:
        return f"{actors} must stay in {inside}"
    if rule.effect is Effect.PERMITTED:
        return f"{actors} must be allowed in {inside}"
    if rule.effect is Effect.NO_FLY:
        return f"the air over {inside} must be closed"
    if rule.effect is Effect.WITHDRAWAL:
        return f"{actors} must {'leave' if rule.distance is None else 'pull back'} {where if rule.distance else inside}"
    if rule.relation is Relation.WITHIN and rule.distance is not None:
        return f"{actors} must stay {where}"
    return f"{actors} must stay out of {inside}"


def _articled(reference: Reference) -> Reference:
    """
    Give the name of a line, a sea or a group of islands its article.

    Examples
    --------
    >>> from geo.model import ReferenceKind
    >>> [_articled(Reference(ReferenceKind.LINE, n)).name for n in ("Blue Line", "Gulf of Aden", "Goma")]
    ['the Blue Line', 'the Gulf of Aden', 'Goma']
    """
    words = reference.name.split()
    plain = words and words[0].casefold() != "the" and len(reference.territories) < 2
    if plain and (words[-1] in ARTICLED or (len(words) > 2 and words[0] in ARTICLED_OF)):
        return replace(reference, name=f"the {reference.name}")
    return reference


def _does(rule: Constraint, form: str, actors: str) -> str:
    """Say what the rule does to whom, and where."""
    where, inside = _where(rule), _inside(rule)
    if rule.effect is Effect.EVACUATION:
        return f"{CLEAR[form]} people from {inside}"
    if rule.effect is Effect.CONFINEMENT:
        return f"{CONFINE[form]} {actors} to {inside}"
    if rule.effect is Effect.PERMITTED:
        return f"{ALLOW[form]} {actors} in {inside}"
    if rule.effect is Effect.NO_FLY:
        return f"{CLOSE[form]} the air over {inside}"
    if rule.effect is Effect.WITHDRAWAL:
        start = "from" if rule.distance is None else "back"
        return f"{MOVE[form]} {actors} {start} {where if rule.distance else inside}"
    if rule.relation is Relation.WITHIN and rule.distance is not None:
        return f"{KEEP[form]} {actors} {where}"
    return f"{KEEP[form]} {actors} out of {inside}"


def _where(rule: Constraint) -> str:
    """Return the zone as a distance: "20 km from the border of Israel, in Syria"."""
    names = references_words(rule.references) or "an unnamed place"
    distance = _distance(rule)
    if rule.relation is not Relation.WITHIN or not distance:
        return _inside(rule)
    if rule.effect is Effect.HAZARD:
        return f"within {distance} of {names}"
    return f"{distance} from {names}{_host(rule, names)}"


def _host(rule: Constraint, names: str) -> str:
    """Return ", in Syria", if the names do not tell it."""
    host = join([t.name for t in rule.host])
    return f", in {host}" if host and host not in names else ""


def _distance(rule: Constraint) -> str:
    """Return a distance in the unit of the text, if that is a mile."""
    distance = rule.distance
    if distance is not None and "mile" in distance.text.casefold():
        return " ".join(distance.text.split())
    return distance_words(distance)


def _inside(rule: Constraint) -> str:
    """Return the zone as an area: "the area within 20 km of the border of Israel"."""
    names = references_words(rule.references) or "an unnamed place"
    distance = _distance(rule)
    if rule.relation is Relation.IN:
        return names
    if rule.relation in DIRECTIONS:
        return f"the area {distance + ' ' if distance else ''}{DIRECTIONS[rule.relation]} {names}"
    if rule.relation is Relation.BETWEEN:
        return f"the area {distance} from {names}" if distance else f"the area between {names}"
    if rule.relation is Relation.BEYOND:
        return f"the area beyond {distance or 'the edge'} from {names}"
    return f"the area within {distance} of {names}{_host(rule, names)}" if distance else names


def _actors(rule: Constraint) -> str:
    """Return whom the rule binds, in the words of the text, a sentence's first word made small."""
    named = whom(rule)
    return uncapitalised(named, rule.quote) if named else WHOM.get(rule.effect, "forces")


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
