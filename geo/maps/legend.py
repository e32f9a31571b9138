"""Samples of what is drawn, as small SVG pictures. All of it is ours, nothing from a report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.maps.style import is_violated

if TYPE_CHECKING:
    from geo.maps.style import ZoneStyle
    from geo.model import Analysis

FADING = (
    '<defs><linearGradient id="cordon-fading"><stop stop-color="#8d8a86"/>'
    '<stop offset="1" stop-color="#8d8a86" stop-opacity="0"/></linearGradient></defs>'
    '<rect x="1" y="1" width="20" height="10" fill="url(#cordon-fading)"/>'
)
OPEN = '<svg class="cordon-swatch" viewBox="0 0 22 12">'


def swatch(style: ZoneStyle) -> str:
    """Return a sample of a zone's fill and edge as SVG."""
    return (
        f'{OPEN}<rect x="1" y="1" width="20" height="10" stroke="{style.color}" stroke-width="2" '
        f'stroke-dasharray="{_short_dash(style)}" fill="{style.color}" '
        f'fill-opacity="{style.fill_opacity + 0.1:.2f}"/>{_hatched(style)}</svg>'
    )


def _hatched(style: ZoneStyle) -> str:
    """Return the hatch of a sample; the page has defined it (``hatches`` in ``cordon.js``)."""
    look = f'x="1" y="1" width="20" height="10" fill="url(#{hatch_id(style)})"'
    return f"<rect {look}/>" if style.hatch else ""


def hatch_id(style: ZoneStyle) -> str:
    """Return the id of a group's hatch in a page."""
    return f"cordon-hatch-{style.key}"


def _short_dash(style: ZoneStyle) -> str:
    """Return dashes that show in a sample of 22 by 12 pixels."""
    return {(): "none", (7, 5): "4 3"}.get(style.dash_px, "1.5 2.5")


def pin_swatch(*, hollow: bool) -> str:
    """Return a sample of a pin as SVG."""
    return (
        f'{OPEN}<circle cx="11" cy="6" r="4" stroke="#111" stroke-width="1.5" fill="#111" '
        f'fill-opacity="{0 if hollow else 0.85}"/></svg>'
    )


def event_swatch() -> str:
    """Return a sample of an event as SVG."""
    return f'{OPEN}<circle cx="11" cy="6" r="3.5" stroke="#fff" fill="#AA3377"/></svg>'


def legend_html(analysis: Analysis) -> str:
    """Return the rows that have nothing to switch."""
    line = '<path d="M0 8 8 4 14 8 22 3" fill="none" stroke="#8d8a86" stroke-width="1.4"/></svg>'
    rows = [f"{OPEN}{line}Border as held"]
    if any(map(is_violated, analysis.zones)):
        ring = '<circle cx="11" cy="6" r="4.5" fill="#999" stroke="#d55e00" stroke-width="2"/>'
        rows.append(f"{OPEN}{ring}</svg>Said to be broken")
    if any(zone.fades for zone in analysis.zones):
        rows.append(f"{OPEN}{FADING}</svg>Edge left open")
    return "".join(f"<div>{row}</div>" for row in rows)
