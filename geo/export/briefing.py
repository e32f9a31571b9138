"""A briefing map of an analysis: what stands around it, and the form it leaves in."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from geo.errors import ExportError
from geo.export.smallprint import UNKNOWN, map_id, notes
from geo.maps.kept import SAID, kept_quote
from geo.maps.scene import as_told
from geo.maps.sheet import Quote, Sheet, paper_of
from geo.maps.style import shown_zones
from geo.maps.titles import suggested_subtitle, suggested_title
from geo.maps.words import rule_words, zone_label

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable

    from matplotlib.figure import Figure

    from geo.maps.basemap import Basemap, Box
    from geo.maps.layout import Layout
    from geo.maps.plates import Plate
    from geo.model import Analysis, Compliance, Unresolved, Zone

    Ground = Callable[[Analysis, tuple[Box, ...]], Basemap]

MOST_BANNER = 120  # characters, which fit across an upright sheet


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
        if len(self.banner) > MOST_BANNER:
            got = f"{len(self.banner)} characters"
            raise ExportError(
                f"banner: got {got}, wanted {MOST_BANNER} at most, or it would be cut"
            )
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
        notes(analysis, options),
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


def _as_of(analysis: Analysis) -> str:
    date = analysis.document.date
    return f"{date.day} {date:%B %Y}" if date else ""


def _quotes(analysis: Analysis) -> tuple[Quote, ...]:
    """Return what the report says: of the drawn zones first, each sentence once."""
    numbers: dict[str, list[str]] = {}
    sources: dict[str, str] = {}
    drawn = shown_zones(analysis.zones)
    pairs = [*drawn, *(pair for pair in enumerate(analysis.zones, 1) if pair not in drawn)]
    for number, zone in pairs:
        text = " ".join(zone.constraint.quote.split())
        numbers.setdefault(text, []).append(zone.named(number))
        sources.setdefault(text, zone.constraint.source)
    fallback = analysis.document.source
    told = [Quote(t, sources[t] or fallback, tuple(n)) for t, n in numbers.items()]
    return (*told, *_kept(drawn))


def _kept(drawn: Iterable[tuple[int, Zone]]) -> list[Quote]:
    """Return the sentences that say of drawn zones whether they are kept, each once."""
    numbers: dict[tuple[str, Compliance], list[str]] = {}
    for number, zone in drawn:
        if text := kept_quote(zone.constraint):
            numbers.setdefault((text, zone.constraint.compliance), []).append(zone.named(number))
    return [Quote(text, "", tuple(n), SAID[kept]) for (text, kept), n in numbers.items()]


def _undrawn(rule: Unresolved) -> str:
    """Return why a rule was not drawn, without the advice for the analyst, and its sentence."""
    return f"{rule.reason.partition('; ')[0].rstrip('.')}: “{' '.join(rule.quote.split())}”"


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
        as_told(analysis), drawn.sheet, paper, drawn.maps, drawn.figure,
        save(drawn.figure, "png"), drawn.places.map,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class DrawnMap:
    """A map that was drawn, and what it was drawn from."""

    figure: Figure
    places: Layout
    sheet: Sheet
    maps: tuple[tuple[Plate, Basemap], ...]


def draw(analysis: Analysis, options: Options, ground: Ground) -> DrawnMap:
    """Draw the map; matplotlib is imported only when one is wanted."""
    from geo.maps.briefing import briefing
    from geo.maps.fonts import writable
    from geo.maps.layout import layout
    from geo.maps.plates import plates_of, projection_of

    paper, bare = paper_of(options.paper), sheet_of(analysis, options)
    places = layout(paper, bare, as_told(analysis, writable).zones)
    plates = plates_of(analysis, places.map, paper)
    maps = tuple((plate, ground(analysis, plate.frame.boxes)) for plate in plates)
    sheet = projected(bare, projection_of(plates))
    figure = briefing(analysis, maps[0][1], sheet, paper, maps, places)
    return DrawnMap(figure, places, sheet, maps)


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
