"""Zones and distances in words, for labels, popups, legends and tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.model import Effect, ReferenceKind, Relation

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.model import Constraint, Distance, Reference

EFFECTS = {
    Effect.EXCLUSION: "keep out",
    Effect.WITHDRAWAL: "withdrawal",
    Effect.DEMILITARIZED: "demilitarized",
    Effect.WEAPONS_EXCLUSION: "no heavy weapons",
    Effect.NO_FLY: "no flight",
    Effect.MARITIME_EXCLUSION: "ships keep out",
    Effect.EVACUATION: "evacuation",
    Effect.HAZARD: "hazard",
    Effect.CONFINEMENT: "stay inside",
    Effect.PERMITTED: "allowed",
    Effect.WEAPON_RANGE: "weapon range",
}
DIRECTIONS = {
    Relation.NORTH_OF: "north of",
    Relation.SOUTH_OF: "south of",
    Relation.EAST_OF: "east of",
    Relation.WEST_OF: "west of",
}
OUTLINES = {ReferenceKind.BORDER: "border", ReferenceKind.COAST: "coast"}

# Words that are names of nobody: at the head of a sentence their capital means nothing.
COMMON = frozenset(
    "all any no armed police army militia officials foreign fishing merchant civilian heavy ships vessels aircraft troops forces "
    "soldiers fighters submarines boats yachts residents people units militias drones tanks "
    "artillery helicopters warships tankers trawlers government rebel both the these such".split()
)

ROUNDED_DEG = 2e-6  # what a point given in seconds loses as decimal degrees of six places
# whom a ban names that binds all: "nobody may", "no one may"
NOBODY = {"nobody", "no one", "no-one", "none", "one", "anyone", "anybody"}
NAMED_THE = {"Hague", "Gambia"}
# What an effect binds without saying so.
IMPLIED = {
    Effect.MARITIME_EXCLUSION: {"ships", "vessels", "shipping"},
    Effect.NO_FLY: {"aircraft", "planes", "flights"},
    Effect.WEAPONS_EXCLUSION: {"heavy weapons"},
    Effect.EVACUATION: {"people", "residents"},
}


def join(names: Sequence[str]) -> str:
    """
    Join names as English does.

    Examples
    --------
    >>> join(["Israel", "Jordan", "Egypt"])
    'Israel, Jordan and Egypt'
    """
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"


def kilometres(metres: float) -> str:
    """
    Write a length in the unit that suits it.

    Examples
    --------
    >>> kilometres(20_000), kilometres(4_828.032), kilometres(850)
    ('20 km', '4.83 km', '850 m')
    """
    if metres < 1_000:
        return f"{metres:.0f} m"
    return f"{float(f'{metres / 1_000:.3g}') if metres < 1e6 else round(metres / 1_000):,g} km"


def distance_words(distance: Distance | None) -> str:
    """Write a distance, an interval with both ends; empty for None."""
    if distance is None:
        return ""
    low, high = kilometres(distance.min_m), kilometres(distance.max_m)
    words = low if distance.min_m == distance.max_m else f"{low} to {high}"
    return f"about {words}" if distance.approximate else words


def reference_words(reference: Reference) -> str:
    """Name a reference with its kind where the name alone does not tell it."""
    if reference.id == "coordinates" and reference.points:
        return _given(reference)
    name = reference.name
    if reference.part and reference.part.casefold() not in name.casefold():
        name = f"{reference.part} {name}"
    kind = OUTLINES.get(reference.kind, "")
    if not kind or kind in name.casefold():
        return name
    if len(reference.territories) == 2:
        return f"the {name.replace(' and ', '–')} {kind}"
    return f"the {kind} of {name}"


def _given(reference: Reference) -> str:
    """Name what a report gives by coordinates; of several points, about which middle they lie."""
    points = reference.points
    if len(points) == 1:
        return chart_words(*points[0])
    lats = [lat for _, lat in points]
    lons = [lon if abs(lon - points[0][0]) <= 180.0 else lon % 360.0 for lon, _ in points]
    lon, lat = (max(lons) + min(lons)) / 2, (max(lats) + min(lats)) / 2
    return f"{reference.name} about {degrees_words(round((lon + 180.0) % 360.0 - 180.0, 1), round(lat, 1))}"


def chart_words(lon: float, lat: float) -> str:
    """
    Write a point as reports do: in whole degrees, minutes or seconds, whichever it was given in.

    Examples
    --------
    >>> chart_words(-59.5, -51.666667), chart_words(30.0, 88.5), chart_words(126.9764, 37.5764)
    ('51°40′ S, 59°30′ W', '88°30′ N, 30°00′ E', '37.5764° N, 126.9764° E')
    """
    for parts in (1, 60, 3_600):
        whole = [round(abs(degrees) * parts) for degrees in (lat, lon)]
        if all(
            abs(abs(d) * parts - n) < ROUNDED_DEG * parts
            for d, n in zip((lat, lon), whole, strict=True)
        ):
            break
    else:
        return degrees_words(lon, lat)
    north, east = "S" if lat < 0 else "N", "W" if lon < 0 else "E"
    y, x = (_sexagesimal(n, parts) for n in whole)
    return f"{y} {north}, {x} {east}"


def _sexagesimal(count: int, parts: int) -> str:
    """Write so many parts of a degree, of 1, 60 or 3,600 to it."""
    degrees, rest = divmod(count, parts)
    if parts == 1:
        return f"{degrees}°"
    if parts == 60:
        return f"{degrees}°{rest:02d}′"
    return f"{degrees}°{rest // 60:02d}′{rest % 60:02d}″"


def degrees_words(lon: float, lat: float) -> str:
    """
    Write a point as charts do, latitude first.

    Examples
    --------
    >>> degrees_words(-59.5, -51.666667)
    '51.6667° S, 59.5° W'
    """
    north, east = "S" if lat < 0 else "N", "W" if lon < 0 else "E"
    y, x = (f"{abs(degrees):.4f}".rstrip("0").rstrip(".") for degrees in (lat, lon))
    return f"{y}° {north}, {x}° {east}"


def references_words(references: Sequence[Reference]) -> str:
    """Name what a rule is measured from, "the border of" said once: "the borders of A and B"."""
    words = [reference_words(reference) for reference in references]
    for kind in OUTLINES.values():
        head = f"the {kind} of "
        if len(words) > 1 and all(w.startswith(head) for w in words):
            return f"the {kind}s of {join([w.removeprefix(head) for w in words])}"
    return join(words)


def zone_label(constraint: Constraint) -> str:
    """
    Name a rule's zone: "20 km from the borders of Israel and Jordan, in Syria".

    The words of the relation and of the references, not those of the text: the quote is shown
    beside the label wherever it is used. What the analyst has changed is marked as the analyst's.
    """
    references = references_words(constraint.references) or "unnamed place"
    distance = distance_words(constraint.distance)
    label = _relation_words(constraint.relation, distance, references)
    host = join([t.name for t in constraint.host])
    if host and host != references and constraint.relation != Relation.IN:
        label = f"{label}, in {host}"
    return label[:1].upper() + label[1:] + analyst_words(constraint)


def analyst_words(constraint: Constraint) -> str:
    """Say in brackets that the analyst has changed or added a rule; nothing for others."""
    if not constraint.decided_by:
        return ""
    added = "rule" in constraint.edited
    return " (analyst’s rule)" if added else " (changed by the analyst)"


def _relation_words(relation: Relation, distance: str, references: str) -> str:
    """Join relation, distance and references."""
    if relation == Relation.IN:
        return references
    if relation == Relation.BETWEEN:
        return f"{distance} from {references}" if distance else f"between {references}"
    if relation in DIRECTIONS:
        words = f"{DIRECTIONS[relation]} {references}"
        return f"{distance} {words}" if distance else words
    if relation == Relation.BEYOND:
        return f"beyond {distance or 'the edge'} from {references}"
    return f"{distance} from {references}" if distance else references


def whom(constraint: Constraint) -> str:
    """Name whom a rule binds; a ban that "nobody" may break binds everyone."""
    named = bound(constraint)
    return "everyone" if named == ["anyone"] else join(named)


def bound(constraint: Constraint) -> list[str]:
    """
    Return whom a rule binds, for files: the "nobody" of a ban is anyone.

    Examples
    --------
    >>> from types import SimpleNamespace as Rule
    >>> bound(Rule(actors=("nobody", "drones"))), bound(Rule(actors=("The militia",)))
    (['anyone', 'drones'], ['The militia'])
    """
    return ["anyone" if a.casefold() in NOBODY else a for a in constraint.actors]


def binds(constraint: Constraint) -> str:
    """Say whom a rule binds, and whom it does not."""
    actors = whom(constraint)
    exempt = join(constraint.exempt)
    if exempt:
        return f"{actors or 'all'} except {exempt}"
    return actors


def uncapitalised(name: str, quote: str) -> str:
    """
    Drop capitals that name nobody: of a sentence's first word, of an article, of shouted text.

    Examples
    --------
    >>> uncapitalised("Fishing vessels", "Fishing vessels must go."), uncapitalised("NATO", "NATO")
    ('fishing vessels', 'NATO')
    >>> uncapitalised("The rebels", "They left."), uncapitalised("ALL SHIPS", "ALL SHIPS KEEP OUT")
    ('the rebels', 'all ships')
    """
    if quote.isupper():
        return " ".join(w.lower() if w.casefold() in COMMON else w for w in name.split())
    first, _, rest = name.partition(" ")
    starts = quote.lstrip("“\"'‘ ").startswith(first)
    article = first == "The" and rest not in NAMED_THE
    if article or (first.casefold() in COMMON and first.istitle() and starts):
        return f"{first.lower()} {rest}".rstrip()
    return name


def rule_words(constraint: Constraint) -> str:
    """
    Say what a rule does and to whom, shortly: "keep out: foreign vessels".

    Whom it binds is left out where the effect says it.
    """
    whom = uncapitalised(binds(constraint), constraint.quote)
    effect = EFFECTS[constraint.effect]
    if not whom or whom.casefold().removeprefix("all ") in IMPLIED.get(constraint.effect, ()):
        return effect
    return f"{'keep out' if constraint.effect is Effect.MARITIME_EXCLUSION else effect}: {whom}"
