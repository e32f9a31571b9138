"""How a zone looks, in the app, in print and in files: hue and edge by status, hatch by distance.

The hues are those of Okabe and Ito (2008), safe for colour-blind readers.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.model import Compliance, Effect, ReferenceKind, Relation, Status

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geo.model import Zone


@dataclass(frozen=True, slots=True)
class ZoneStyle:
    """
    Look of one group of zones.

    Attributes
    ----------
    key
        Group in the legend and the layer control: a status, or "weapon_range".
    label
        Group's name as the reader sees it.
    color
        ``#rrggbb`` of edge and fill.
    dash_px
        Lengths of dash and gap along the edge; empty for a solid edge. No two groups have the same
        edge, so that they are told apart in grey.
    edge_px
        Width of the edge.
    fill_opacity
        0 to 1.
    shown
        Whether the group is on the map before the reader asks for it.
    """

    key: str
    label: str
    color: str
    dash_px: tuple[int, ...] = ()
    edge_px: float = 2.0
    fill_opacity: float = 0.22
    shown: bool = True


GREY = "#6E6E6E"
VIOLATED = "#D55E00"
HATCHES = "/\\.x|-"

STYLES: dict[str, ZoneStyle] = {
    style.key: style
    for style in (
        ZoneStyle(Status.IN_FORCE, "In force", "#0072B2", (), 3.0),
        ZoneStyle(Status.AGREED, "Agreed", "#009E73"),
        ZoneStyle(Status.PROPOSED, "Proposed", "#56B4E9", (7, 5), fill_opacity=0.28),
        ZoneStyle(Status.DEMANDED, "Demanded", "#E69F00", (10, 4, 2, 4)),
        ZoneStyle(Status.REJECTED, "Rejected", GREY, (2, 4), fill_opacity=0.12, shown=False),
        ZoneStyle(Status.LIFTED, "Lifted", GREY, (2, 9), fill_opacity=0.12, shown=False),
        ZoneStyle(
            "weapon_range", "Weapon range", "#CC79A7", (6, 3, 1, 3, 1, 3), fill_opacity=0.10,
            shown=False,
        ),
    )
}  # fmt: skip


def hatches(zones: Iterable[Zone]) -> dict[float, str]:
    """
    Return the hatch of each distance, on every map: none for the greatest, as it covers most.

    Returns
    -------
    hatches
        Character that draws it by metres, ascending; those of the zones that are shown. A single
        distance needs no hatch, and of more than there are hatches none has one: those without
        would seem alike.
    """
    found = {d for _, z in shown_zones(zones) if (d := _distance(z)) is not None}
    smaller = sorted(found)[:-1]
    return dict(zip(smaller, HATCHES, strict=False)) if len(smaller) <= len(HATCHES) else {}


def hatch_of(zone: Zone, known: dict[float, str]) -> str:
    """Return the hatch of a zone; empty for none."""
    distance = _distance(zone)
    return known.get(distance, "") if distance is not None else ""


def _distance(zone: Zone) -> float | None:
    distance = zone.constraint.distance
    return None if distance is None else distance.max_m


def style_of(zone: Zone) -> ZoneStyle:
    """Return the look of a zone; a weapon's reach is no rule and has its own."""
    constraint = zone.constraint
    if constraint.effect == Effect.WEAPON_RANGE:
        return STYLES["weapon_range"]
    return STYLES[constraint.status]


def fill_opacity(zone: Zone) -> float:
    """Return how strongly a zone is filled: half for a whole region, which nobody has measured."""
    return style_of(zone).fill_opacity * (0.5 if is_region(zone) else 1.0)


def is_region(zone: Zone) -> bool:
    """Tell whether a zone is a region as a whole, which the text names and does not measure."""
    rule = zone.constraint
    given = any(r.kind is ReferenceKind.COORDINATES for r in rule.references)
    return rule.relation == Relation.IN and not given


def shown_zones(zones: Iterable[Zone]) -> tuple[tuple[int, Zone], ...]:
    """
    Return the zones that a printed map draws, each with its number in the report.

    Those that are shown without being asked for; where there is none, all of them.
    """
    known = tuple(enumerate(zones, 1))
    return tuple((n, zone) for n, zone in known if style_of(zone).shown) or known


def is_violated(zone: Zone) -> bool:
    """Tell whether the text says that the zone's rule is broken."""
    return zone.constraint.compliance == Compliance.VIOLATED


def ink_on(color: str) -> str:
    """
    Return black or white, whichever is read better on a colour (WCAG 2.2, relative luminance).

    Examples
    --------
    >>> ink_on("#56B4E9"), ink_on("#0072B2")
    ('#000000', '#ffffff')
    """
    parts = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    light = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    return "#000000" if (light + 0.05) / 0.05 > 1.05 / (light + 0.05) else "#ffffff"


def css_dash(style: ZoneStyle) -> str | None:
    """Return the edge's dashes as SVG writes them, None for a solid edge."""
    return " ".join(map(str, style.dash_px)) or None
