"""The same rule under other readings of the borders, side by side."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from geo.maps.popup import area_words
from geo.model import Zone
from geo.pipeline import loaded
from geo.settings import Settings
from geo.ui.state import DE_FACTO
from geo.zones.area import area_km2, difference
from geo.zones.borders import RECOGNISED

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from geo.model import Analysis, Constraint

AS_HELD = Settings()
LEAST_KM2 = 0.01  # a smaller difference is the same line


@dataclass(frozen=True, slots=True)
class Reading:
    """
    A zone under one reading of the borders.

    Attributes
    ----------
    gained, lost
        Areas in which it differs from the zone it is compared with, square kilometres.
    """

    viewpoint: str
    zone: Zone
    gained: float
    lost: float

    @property
    def differs(self) -> bool:
        """Tell whether it is another zone."""
        return self.gained + self.lost > LEAST_KM2


def viewpoint_name(viewpoint: str) -> str:
    """Name a reading of the borders neutrally."""
    if viewpoint == DE_FACTO:
        return "As held on the ground"
    if viewpoint == RECOGNISED:
        return "As most UN members have it"
    borders = loaded(Settings()).borders
    name = borders.name(viewpoint) if borders.has(viewpoint) else viewpoint
    return f"As {name} claims"


def named_readings(analysis: Analysis) -> tuple[tuple[str, str], ...]:
    """Return the names of the readings that an analysis speaks of, for a briefing."""
    keys = {zone.viewpoint for zone in analysis.zones}
    keys |= {key for zone in analysis.zones for key, _ in zone.differs_km2}
    keys.add(analysis.settings.get("viewpoint", DE_FACTO))
    return tuple((key, viewpoint_name(key)) for key in sorted(keys))


def viewpoints(analysis: Analysis) -> tuple[str, ...]:
    """Return the readings a report can be seen by: as held, as recognised, as parties claim."""
    codes: dict[str, None] = {}
    for zone in analysis.zones:
        rule = zone.constraint
        for code in (*(t.code for t in rule.host), *(c for r in rule.references
                                                     for c in r.territories)):  # fmt: skip
            codes[code] = None
    countries = [c for c in codes if len(c) == 2 and loaded(Settings()).borders.has(c)]
    return (DE_FACTO, RECOGNISED, *countries)


@lru_cache(maxsize=512)
def _drawn(rule: Constraint, settings: Settings) -> Zone | None:
    found = loaded(settings).draw(rule)
    return found if isinstance(found, Zone) else None


def readings(
    zone: Zone, options: tuple[str, ...], settings: Settings = AS_HELD
) -> tuple[Reading, ...]:
    """Return a zone under each reading of the borders, compared with the zone as it is shown."""
    found = []
    for viewpoint in options:
        by = replace(settings, viewpoint=viewpoint)
        other = zone if viewpoint == zone.viewpoint else _drawn(zone.constraint, by)
        if other is not None:
            found.append(compared(zone, other, viewpoint))
    return tuple(found)


def grouped(found: tuple[Reading, ...]) -> list[list[Reading]]:
    """Return readings in groups that give the same zone."""
    groups: list[list[Reading]] = []
    for reading in found:
        for group in groups:
            if not compared(group[0].zone, reading.zone, "").differs:
                group.append(reading)
                break
        else:
            groups.append([reading])
    return groups


def capital(text: str) -> str:
    """
    Return a list of names as one: the first word stays capital, those of the others do not.

    Examples
    --------
    >>> capital("As held on the ground and As Israel claims")
    'As held on the ground and as Israel claims'
    """
    return text[:1] + text[1:].replace(" As ", " as ")


def flag(zone: Zone) -> str:
    """Say that other readings of the borders give another zone, and how much of it; else nothing."""
    return "; ".join(
        f"{viewpoint_name(viewpoint)}: {km2:,.0f} km² differ" for viewpoint, km2 in zone.differs_km2
    )


def short_flag(zone: Zone) -> str:
    """Flag a zone that is another one by other readings of the borders: by how much at most."""
    most = max((km2 for _, km2 in zone.differs_km2), default=0.0)
    return f"⚑ ≤ {area_words(most)}" if most else ""


def compared(zone: Zone, other: Zone, viewpoint: str) -> Reading:
    """Compare two zones of one rule."""
    if other.geometry.equals(zone.geometry):
        return Reading(viewpoint, other, 0.0, 0.0)
    return Reading(
        viewpoint, other, _area(difference(other.geometry, zone.geometry)),
        _area(difference(zone.geometry, other.geometry)),
    )  # fmt: skip


def _area(shape: BaseGeometry) -> float:
    return 0.0 if shape.is_empty else area_km2(shape)


def changes(now: Analysis, base: Analysis) -> list[tuple[int, Reading]]:
    """Return number and comparison of each zone that another reading of the borders changes."""
    before = {z.constraint.id: z for z in base.zones}
    found = []
    for number, zone in enumerate(now.zones, 1):
        former = before.get(zone.constraint.id)
        if former is not None:
            reading = compared(former, zone, zone.viewpoint)
            if reading.differs:
                found.append((number, reading))
    return found
