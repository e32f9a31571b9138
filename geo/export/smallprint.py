"""The small print of a briefing: disclaimer, borders, method, sources, projection, name and checksum."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from typing import TYPE_CHECKING

from geo.export.credits import CREDITS, credits_for
from geo.export.files import encode_json
from geo.export.geojson import to_geojson
from geo.maps.popup import area_words
from geo.maps.style import hatches, is_region, shown_zones, style_of
from geo.maps.words import kilometres

if TYPE_CHECKING:
    from geo.export.briefing import Options
    from geo.model import Analysis

DISCLAIMER = (
    "The boundaries and names shown and the designations used on this map do not imply "
    "endorsement or acceptance."
)
READINGS = {"de-facto": "as held on the ground", "recognised": "as most UN members have it"}
BASE = {"OpenStreetMap", "GeoNames", "Natural Earth"}  # what any base map rests on
MOST_DIFFERENT = 3  # zones that the note on borders names
UNKNOWN = "Lambert azimuthal equal-area about 00.0° N, 000.0° W, WGS 84"  # as long as any
STARRED = 12  # digits of the checksum that are printed


def notes(analysis: Analysis, options: Options) -> tuple[str, ...]:
    """Return the small print."""
    rests = credits_for(analysis)
    sources = [c for c in CREDITS if c in rests or c.key in BASE]
    said = "; ".join(dict.fromkeys(f"{c.attribution} ({c.licence})" for c in sources))
    made = f"Made {options.made.day} {options.made:%B %Y}. " if options.made else ""
    name = options.map_id or map_id(analysis)
    return (
        f"{DISCLAIMER} {borders_note(analysis, options)}",
        _method(analysis),
        f"Data and base map: {said}.",
        f"Projection: {UNKNOWN}; scale true at the centre. {made}Map {name}. "
        f"Zones SHA-256 {checksum(analysis)[:STARRED]}.",
    )


def borders_note(analysis: Analysis, options: Options) -> str:
    """Say whose reading of the borders is drawn, and which zones are others by other readings."""
    held = reading_words(analysis.settings.get("viewpoint", "de-facto"), options)
    differing = [(n, z) for n, z in shown_zones(analysis.zones) if z.differs_km2]
    if not differing:
        return f"Borders: {held}."
    told = []
    for number, zone in differing[:MOST_DIFFERENT]:
        viewpoint, km2 = max(zone.differs_km2, key=lambda pair: pair[1])
        words = reading_words(viewpoint, options)
        told.append(f"zone {zone.named(number)} (by {area_words(km2)}, {words})")
    more = " and more" if len(differing) > MOST_DIFFERENT else ""
    return f"Borders: {held}. Other readings change {', '.join(told)}{more}."


def reading_words(viewpoint: str, options: Options) -> str:
    """Name a reading of the borders, to stand within a sentence."""
    known = {**READINGS, **dict(options.readings)}
    words = known.get(viewpoint, f"as {viewpoint} claims")
    return words[:1].lower() + words[1:]


def _method(analysis: Analysis) -> str:
    """Say how the zones came about, and how to read them."""
    errors = [zone.error_m for zone in analysis.zones if zone.error_m is not None]
    edge = f", edges true to {kilometres(max(max(errors), 1.0))}" if errors else ""
    drawn = [zone for _, zone in shown_zones(analysis.zones)]
    read = {
        "Colour: standing.": bool(drawn),
        "Hatching: distance.": bool(hatches(analysis.zones)),
        "Dashed: not in force.": any(style_of(zone).dash_px for zone in drawn),
        "Band along the edge: a whole region.": any(map(is_region, drawn)),
    }
    said = " ".join(words for words, shown in read.items() if shown)
    return (
        "Zones: read from the report by rules, drawn at the distance stated over the WGS 84 "
        f"ellipsoid{edge}; not surveyed. {said}"
    ).rstrip()


def checksum(analysis: Analysis) -> str:
    """Return the SHA-256 of the GeoJSON file that `geo.export.formats.export` writes, in hex."""
    return hashlib.sha256(encode_json(to_geojson(analysis)) + b"\n").hexdigest()


def map_id(analysis: Analysis) -> str:
    """
    Return a name for the map: territory, report, date; as the humanitarian map series have it.

    The territory is the one that most zones lie in, else the one with most places; "INT" for none.
    """
    hosts = Counter(t.code for zone in analysis.zones for t in zone.constraint.host)
    places = Counter(
        p.candidate.country for p in analysis.places if p.candidate and p.candidate.country
    )
    most = (hosts or places).most_common(1)
    date = analysis.document.date
    parts = (
        most[0][0] if most else "INT",
        _slug(analysis.document.id),
        f"{date:%Y%m%d}" if date else "",
    )
    return "_".join(part for part in parts if part)


def _slug(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().casefold()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:32] or "report"
