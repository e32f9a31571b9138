"""Samples of what is drawn, as small SVG pictures. All of it is ours, nothing from a report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.maps.style import GREY, HATCHES, hatch_of, hatches, is_violated, style_of
from geo.maps.words import kilometres

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geo.maps.style import ZoneStyle
    from geo.model import Analysis, Zone

SAMPLE = "sample"

FADING = (
    '<defs><linearGradient id="cordon-fading"><stop stop-color="#8d8a86"/>'
    '<stop offset="1" stop-color="#8d8a86" stop-opacity="0"/></linearGradient></defs>'
    '<rect x="1" y="1" width="20" height="10" fill="url(#cordon-fading)"/>'
)
OPEN = '<svg class="cordon-swatch" viewBox="0 0 22 12">'


def swatch(style: ZoneStyle) -> str:
    """Return a sample of a zone's fill and edge as SVG."""
    return (
        f'{OPEN}<rect x="1.5" y="1.5" width="19" height="9" stroke="{style.color}" '
        f'stroke-width="{style.edge_px}" stroke-dasharray="{_short_dash(style)}" '
        f'fill="{style.color}" fill-opacity="{style.fill_opacity + 0.1:.2f}"/></svg>'
    )


def hatch_id(key: str, hatch: str) -> str:
    """
    Return the id of a hatch in a page: that of a group of zones, or of the legend.

    Examples
    --------
    >>> hatch_id("proposed", "/")
    'cordon-hatch-proposed-0'
    """
    return f"cordon-hatch-{key}-{HATCHES.index(hatch)}"


def hatch_rows(zones: Iterable[Zone]) -> list[tuple[str, str, str, float]]:
    """Return id, character, colour and opacity of the fill of each hatch that a page needs."""
    zones = tuple(zones)
    known = hatches(zones)
    rows = [(hatch_id(SAMPLE, hatch), hatch, GREY, 0.12) for hatch in known.values()]
    rows += [
        (hatch_id(style.key, hatch), hatch, style.color, style.fill_opacity)
        for style, hatch in ((style_of(z), hatch_of(z, known)) for z in zones)
        if hatch
    ]
    return list(dict.fromkeys(rows))


def _hatch_legend(zones: Iterable[Zone]) -> list[str]:
    """Return a row for each hatch: the distance that it tells."""
    look = f'x="1" y="1" width="20" height="10" stroke="{GREY}" stroke-width="1"'
    return [
        f'{OPEN}<rect {look} fill="url(#{hatch_id(SAMPLE, hatch)})"/></svg>{kilometres(metres)}'
        for metres, hatch in hatches(zones).items()
    ]


def _short_dash(style: ZoneStyle) -> str:
    """Return dashes that show in a sample of 22 by 12 pixels."""
    return " ".join(f"{px * 0.6:.1f}" for px in style.dash_px) or "none"


def pin_swatch(*, hollow: bool) -> str:
    """Return a sample of a pin as SVG."""
    return (
        f'{OPEN}<circle cx="11" cy="6" r="4" stroke="#111" stroke-width="1.5" fill="#111" '
        f'fill-opacity="{0 if hollow else 0.85}"/></svg>'
    )


def event_swatch() -> str:
    """Return a sample of an event as SVG."""
    return (
        f'{OPEN}<circle cx="11" cy="6" r="4.5" stroke="#AA3377" stroke-width="2" fill="#AA3377" '
        'fill-opacity="0.2"/></svg>'
    )


def legend_html(analysis: Analysis) -> str:
    """Return the rows that have nothing to switch."""
    line = '<path d="M0 8 8 4 14 8 22 3" fill="none" stroke="#8d8a86" stroke-width="1.4"/></svg>'
    rows = [f"{OPEN}{line}Border as held"]
    if any(map(is_violated, analysis.zones)):
        ring = '<circle cx="11" cy="6" r="4.5" fill="#999" stroke="#d55e00" stroke-width="2"/>'
        rows.append(f"{OPEN}{ring}</svg>Said to be broken")
    rows += _hatch_legend(analysis.zones)
    if any(zone.fades for zone in analysis.zones):
        rows.append(f"{OPEN}{FADING}</svg>Edge left open")
    return "".join(f"<div>{row}</div>" for row in rows)
