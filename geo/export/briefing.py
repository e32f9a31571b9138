"""A briefing map of an analysis: what stands around it, and the form it leaves in."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from geo.errors import ExportError
from geo.export.credits import CREDITS, credits_for
from geo.export.files import encode_json
from geo.export.geojson import to_geojson
from geo.maps.popup import area_words
from geo.maps.scene import as_told
from geo.maps.sheet import Quote, Sheet, paper_of
from geo.maps.style import shown_zones
from geo.maps.titles import suggested_subtitle, suggested_title
from geo.maps.words import kilometres, rule_words, zone_label

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from matplotlib.figure import Figure

    from geo.maps.basemap import Basemap, Box
    from geo.maps.frame import Frame
    from geo.maps.layout import Layout
    from geo.model import Analysis, Unresolved

    Ground = Callable[[Analysis, tuple[Box, ...]], Basemap]

DISCLAIMER = (
    "The boundaries and names shown and the designations used on this map do not imply "
    "endorsement or acceptance."
)
READINGS = {"de-facto": "as held on the ground", "recognised": "as most UN members have it"}
BASE = {"OpenStreetMap", "GeoNames", "Natural Earth"}  # what any base map rests on
MOST_DIFFERENT = 3  # zones that the note on borders names
UNKNOWN = "Lambert azimuthal equal-area about 00.0° N, 000.0° W, WGS 84"  # as long as any
STARRED = 12  # digits of the checksum that are printed


@dataclass(frozen=True, slots=True)
class Options:
    """
    What the person who briefs decides; empty means: as suggested.

    Attributes
    ----------
    title, subtitle
        Headline and line below it.
    as_of
        Day for which the map holds; the report's date if empty.
    paper
        A key of `geo.maps.sheet.PAPERS`: "slide", "a4", "a4-portrait", "a3", "a3-portrait".
    banner, banner_color
        Classification, and ``#rrggbb`` behind it; empty for none.
    map_id
        Name of the map in a series.
    made
        Day on which it is made, printed if given.
    readings
        Readings of the borders by the keys of `geo.model.Zone.viewpoint`, in words that take no
        side, where they are other than `READINGS`.
    """

    title: str = ""
    subtitle: str = ""
    as_of: str = ""
    paper: str = "slide"
    banner: str = ""
    banner_color: str = "#007A33"
    map_id: str = ""
    made: dt.date | None = None
    readings: tuple[tuple[str, str], ...] = ()

    def __post_init__(self) -> None:
        paper_of(self.paper)
        if not re.fullmatch(r"#[0-9A-Fa-f]{6}", self.banner_color):
            raise ExportError(f"banner colour {self.banner_color!r}: wanted #rrggbb")


def suggested(analysis: Analysis) -> Options:
    """Return the options as Cordon would choose them, for a person to edit."""
    return Options(
        suggested_title(as_told(analysis)),
        suggested_subtitle(analysis),
        _as_of(analysis),
        map_id=map_id(analysis),
    )


def projected(sheet: Sheet, projection: str) -> Sheet:
    """Return a sheet that names the map's projection, which is chosen for the room it leaves."""
    *notes, last = sheet.notes
    return replace(sheet, notes=(*notes, last.replace(UNKNOWN, projection, 1)))


def sheet_of(analysis: Analysis, options: Options) -> Sheet:
    """Return the words around a map, as long as they will be when it is `projected`."""
    known = suggested(analysis)
    sheet = Sheet(
        options.title or known.title,
        options.subtitle or known.subtitle,
        options.as_of or known.as_of,
        options.banner,
        options.banner_color,
        _quotes(analysis),
        tuple(map(_undrawn, analysis.unresolved)),
        _notes(analysis, options),
    )
    return _with_gaps(analysis, sheet)


def _with_gaps(analysis: Analysis, sheet: Sheet) -> Sheet:
    """Return a sheet that says so where no typeface on this machine has letters that it needs."""
    from geo.maps.fonts import MISSING, WANTED, scripts, writable

    title = sheet.title
    if title == suggested(analysis).title and not writable(title):
        title = suggested_title(as_told(analysis, writable))
    rules = [zone.constraint for zone in as_told(analysis, writable).zones]
    words = [text for rule in rules for text in (zone_label(rule), rule_words(rule))]
    said = (title, sheet.subtitle, sheet.banner, *sheet.undrawn, *words)
    said += tuple(part for q in sheet.quotes for part in (q.text, q.source))
    lacking = sorted(set().union(*map(scripts, said)))
    if not lacking:
        return replace(sheet, title=title)
    note = f"{MISSING} stands for words in letters that no typeface on this machine has ({', '.join(lacking)})."
    return replace(sheet, title=title, notes=(f"{note} {WANTED}", *sheet.notes))


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


def _as_of(analysis: Analysis) -> str:
    date = analysis.document.date
    return f"{date.day} {date:%B %Y}" if date else ""


def _quotes(analysis: Analysis) -> tuple[Quote, ...]:
    """Return what the report says: of the drawn zones first, each sentence once."""
    numbers: dict[str, list[int]] = {}
    sources: dict[str, str] = {}
    drawn = shown_zones(analysis.zones)
    pairs = [*drawn, *(pair for pair in enumerate(analysis.zones, 1) if pair not in drawn)]
    for number, zone in pairs:
        text = " ".join(zone.constraint.quote.split())
        numbers.setdefault(text, []).append(number)
        sources.setdefault(text, zone.constraint.source)
    fallback = analysis.document.source
    return tuple(Quote(t, sources[t] or fallback, tuple(n)) for t, n in numbers.items())


def _undrawn(rule: Unresolved) -> str:
    """Return why a rule was not drawn, without the advice for the analyst, and its sentence."""
    return f"{rule.reason.partition('; ')[0].rstrip('.')}: “{' '.join(rule.quote.split())}”"


def _notes(analysis: Analysis, options: Options) -> tuple[str, ...]:
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
        told.append(f"zone {number} (by {area_words(km2)}, {words})")
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
    return (
        "Zones: read from the report by rules, drawn at the distance stated over the WGS 84 "
        f"ellipsoid{edge}; not surveyed. Colour: standing. Hatching: distance. Dashed: not in "
        "force. Band along the edge: a whole region."
    )


BRIEFS = {
    "png": "image/png",
    "pdf": "application/pdf",
    "svg": "image/svg+xml",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "md": "text/markdown",
}


def form_of(name: str) -> str:
    """
    Return the form of brief that a file's name asks for by its ending.

    Raises
    ------
    ExportError
        If its ending is none of `BRIEFS`.
    """
    form = name.casefold().rpartition(".")[2]
    if form not in BRIEFS:
        endings = ", ".join(f".{known}" for known in BRIEFS)
        raise ExportError(f"{name}: no brief of that ending; wanted one of {endings}")
    return form


def brief(analysis: Analysis, options: Options, ground: Ground, form: str = "png") -> bytes:
    """
    Write a briefing: a map, slides, or a written brief.

    Parameters
    ----------
    analysis
        Geometries in EPSG:4326.
    ground
        Gathers the base map of an analysis for the boxes that a map shows, or, for no boxes,
        around its zones: `geo.ui.basemap.basemap`.
    form
        A key of `BRIEFS`: "png", "pdf", "svg" for the map, "pptx" for slides, "docx" and "md" for
        the written brief.

    Raises
    ------
    ExportError
        If there is no such form.
    """
    if form not in BRIEFS:
        raise ExportError(f"no brief of form {form!r}; wanted one of {', '.join(BRIEFS)}")
    if form in {"md", "docx"}:
        return _written(analysis, options, ground, form)
    drawn = draw(analysis, options, ground)
    from geo.maps.briefing import save

    if form != "pptx":
        return save(drawn.figure, form)
    from geo.export.slides import slides

    paper = paper_of(options.paper)
    return slides(
        as_told(analysis), drawn.sheet, paper, drawn.frame, drawn.basemap, drawn.figure,
        save(drawn.figure, "png"), drawn.places.map,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class DrawnMap:
    """A map that was drawn, and what it was drawn from."""

    figure: Figure
    places: Layout
    sheet: Sheet
    frame: Frame
    basemap: Basemap


def draw(analysis: Analysis, options: Options, ground: Ground) -> DrawnMap:
    """Draw the map; matplotlib is imported only when one is wanted."""
    from geo.maps.briefing import briefing, frame_of
    from geo.maps.fonts import writable
    from geo.maps.layout import layout

    paper, bare = paper_of(options.paper), sheet_of(analysis, options)
    places = layout(paper, bare, as_told(analysis, writable).zones)
    frame = frame_of(analysis, places.map, paper.dpi)
    sheet, basemap = projected(bare, frame.projection), ground(analysis, frame.boxes)
    figure = briefing(analysis, basemap, sheet, paper, frame, places)
    return DrawnMap(figure, places, sheet, frame, basemap)


def _written(analysis: Analysis, options: Options, ground: Ground, form: str) -> bytes:
    """Write the brief in words; a Word document has the map, too."""
    from geo.export.brief import brief_blocks

    blocks = brief_blocks(analysis, options, ground(analysis, ()))
    if form == "md":
        from geo.export.markdown import markdown

        return markdown(blocks).encode("utf-8", "replace")
    from geo.export.slides import alt_text
    from geo.export.word import word
    from geo.maps.briefing import save

    drawn = draw(analysis, replace(options, paper="slide"), ground)
    return word(
        blocks, save(drawn.figure, "png"), alt_text(as_told(analysis), drawn.sheet), options.made
    )
